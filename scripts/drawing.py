"""Pages of a report's workbook as small PNGs for the documentation.

They need LibreOffice, poppler and ImageMagick; they differ a little from one version to the next, so they are
not checked.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PICTURES = Path(__file__).parent.parent / "docs" / "laporan"


def draw_page(workbook: Path, picture: Path, folder: Path, titles: Iterable[str]) -> None:
    """Draw the first printed page of a workbook that holds one of some titles.

    Args:
        workbook: The report.
        picture: The PNG; an older one is replaced.
        folder: Where LibreOffice may leave its files.
        titles: Texts of which the page has one.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, str(workbook)], check=True, capture_output=True)
    pdf = folder / f"{workbook.stem}.pdf"
    read = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(read, check=True, capture_output=True, text=True).stdout
    pages = text.split("\f")
    number = str(1 + next(n for n, page in enumerate(pages) if any(one in page for one in titles)))
    page = folder / workbook.stem
    command = ["pdftoppm", "-r", "80", "-f", number, "-l", number, "-png", "-singlefile"]
    subprocess.run([*command, str(pdf), str(page)], check=True)
    small = ["-trim", "-bordercolor", "white", "-border", "12", "-colors", "32", "-strip"]
    subprocess.run(["convert", f"{page}.png", *small, str(picture)], check=True)
