"""Draw the pictures of docs/laporan.md that show recaps: charts of a day and of a month.

    python scripts/draw_recaps.py

They need LibreOffice, poppler and ImageMagick; they differ a little from one version to the next, so they are
not checked.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from pengaduan_xl.demo.office import make_demo
from pengaduan_xl.demo.play import LAST_MOMENT
from pengaduan_xl.reporting.period_recap import make_period
from pengaduan_xl.reports.period import Month, Period

PICTURES = Path(__file__).parent.parent / "docs" / "laporan"
FIRST_CHART = "Sisa pengaduan pada akhir tiap hari", "Pengaduan terbuka menurut tahap"
"""Titles on the first page of charts, of a month and of a day."""


def draw(target: Path) -> None:
    """Draw the first page with charts of both recaps as small PNGs."""
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo = make_demo(folder / "kantor", lambda *_: None)
        month = Period.of_month(Month(LAST_MOMENT.year, LAST_MOMENT.month))
        of_month = make_period(demo.register, month, "", LAST_MOMENT).file
        for file, picture in ((of_month, "rekap-bulanan"), (demo.recap, "rekap")):
            _draw(file, target / f"{picture}.png", folder)


def _draw(workbook: Path, picture: Path, folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, str(workbook)], check=True, capture_output=True)
    pdf = folder / f"{workbook.stem}.pdf"
    read = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(read, check=True, capture_output=True, text=True).stdout
    pages = text.split("\f")
    number = str(1 + next(n for n, page in enumerate(pages) if _has_chart(page)))
    page = folder / workbook.stem
    command = ["pdftoppm", "-r", "80", "-f", number, "-l", number, "-png", "-singlefile"]
    subprocess.run([*command, str(pdf), str(page)], check=True)
    small = ["-trim", "-bordercolor", "white", "-border", "12", "-colors", "32", "-strip"]
    subprocess.run(["convert", f"{page}.png", *small, str(picture)], check=True)


def _has_chart(page: str) -> bool:
    return any(title in page for title in FIRST_CHART)


if __name__ == "__main__":
    draw(PICTURES)
