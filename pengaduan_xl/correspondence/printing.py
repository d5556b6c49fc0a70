"""Letters as PDF and as one file for the printer."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.correspondence.files import LETTER_FOLDER
from pengaduan_xl.pdf import merge_pdfs, to_pdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


class PrintOrder(NamedTuple):
    """What to make of letters.

    Attributes:
        beside: Whether a PDF is put beside each letter.
        target: The file that holds all of them; ``None`` for none.
        double_sided: Whether each letter begins on an odd page there.
    """

    beside: bool = False
    target: Path | None = None
    double_sided: bool = True

    def __bool__(self) -> bool:
        """Whether anything shall be made."""
        return self.beside or self.target is not None


class Printed(NamedTuple):
    """What was made: PDFs beside their letters, the file that holds all, and its number of pages."""

    pdfs: tuple[Path, ...] = ()
    file: Path | None = None
    pages: int = 0


def print_letters(letters: Sequence[Path], order: PrintOrder) -> Printed:
    """Turn letters into PDFs, always anew: an older PDF may not say what its letter says now.

    Raises:
        NoConverterError: There is neither LibreOffice nor Word.
        PengaduanError: A PDF could not be made or written; the letters are as they were.
    """
    if not letters or not order:
        return Printed()
    with tempfile.TemporaryDirectory(prefix="pengaduan-") as name:
        pdfs = to_pdf(letters, None if order.beside else Path(name))
        pages = 0
        if order.target is not None:
            pages = merge_pdfs(pdfs, order.target, double_sided=order.double_sided)
    return Printed(tuple(pdfs) if order.beside else (), order.target, pages)


def print_path(folder: Path, moment: datetime) -> Path:
    """Return a name for a file of letters to print, without personal data and not in use yet."""
    stem = f"cetak_{moment:%Y-%m-%d_%H%M}"
    names = (f"{stem}{f'-{n}' if n > 1 else ''}.pdf" for n in count(1))
    return next(path for name in names if not (path := folder / LETTER_FOLDER / name).exists())


def stale_pdfs(letters: Iterable[Path]) -> list[Path]:
    """Return the PDFs beside letters, which no longer show for certain what the letters say."""
    return [pdf for letter in letters if (pdf := letter.with_suffix(".pdf")).exists()]
