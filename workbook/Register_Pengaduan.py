"""What xlwings' *Run main* runs: the button chosen on the sheet Beranda, where there is no add-in."""

from pengaduan_xl.excel.run import press_chosen


def main() -> None:
    """Do what the button chosen in Beranda's "Tombol" says, in the workbook in front."""
    press_chosen()
