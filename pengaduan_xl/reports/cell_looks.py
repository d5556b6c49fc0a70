"""How cells of a report's workbook look: named styles, fonts, and texts that stay texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell import Cell as XlsxCell
    from openpyxl.cell import MergedCell
    from openpyxl.styles import Font, NamedStyle
    from openpyxl.workbook.workbook import Workbook

FONT = "Arial"
MOMENT_FORMAT = 'dd/mm/yyyy hh"."mm'
COUNT_FORMAT = "#,##0"

HEADING_LOOK, TEXT_LOOK, COUNT_LOOK, MOMENT_LOOK = (
    "Kepala Tabel",
    "Isi Teks",
    "Isi Angka",
    "Isi Waktu",
)
TOTAL_LOOK = " Jumlah"
"""Names of the cell styles; the last one ends the names of a total's styles."""

_FORMULA_STARTS = ("=", "+", "-", "@")


def add_looks(book: Workbook) -> None:
    """Give a new workbook the reports' font and the styles of table cells.

    A column's width is measured in digits of the style Normal. Its font would be Calibri, for which a
    machine without it takes a wider one, so that a page no longer holds its columns.
    """
    # openpyxl gives no other way to this style.
    styles = book._named_styles  # type: ignore[attr-defined]  # noqa: SLF001
    styles["Normal"].font = font()
    for look in _looks():
        book.add_named_style(look)


def _looks() -> Iterator[NamedStyle]:
    """Yield the styles of table cells: named, as setting a cell's properties one by one is slow."""
    from openpyxl.styles import Alignment, Border, NamedStyle, PatternFill, Side

    line = Side(style="thin", color="808080")
    border = Border(line, line, line, line)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    text = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
    count = Alignment(horizontal="right", vertical="center", indent=1)
    fill = PatternFill("solid", fgColor="D9E2EC")
    yield NamedStyle(HEADING_LOOK, font(bold=True), fill, border, middle)
    for look, alignment, number_format in (
        (TEXT_LOOK, text, "General"),
        (COUNT_LOOK, count, COUNT_FORMAT),
        (MOMENT_LOOK, middle, MOMENT_FORMAT),
    ):
        for ending, bold in (("", False), (TOTAL_LOOK, True)):
            yield NamedStyle(look + ending, font(bold=bold), None, border, alignment, number_format)


def font(*, bold: bool = False, under: bool = False) -> Font:
    """Return the reports' font."""
    from openpyxl.styles import Font

    return Font(name=FONT, size=10, bold=bold, underline="single" if under else None)


def keep_text(cell: XlsxCell | MergedCell) -> None:
    """Keep a text from becoming a formula or an error, also when somebody edits the cell."""
    cell.data_type = "s"
    cell.quotePrefix = str(cell.value).startswith(_FORMULA_STARTS)
