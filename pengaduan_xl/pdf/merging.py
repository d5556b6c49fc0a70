"""Several PDFs as one, in order, for printing at one go."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pengaduan_xl.errors import UnusableFileError
from pengaduan_xl.pdf.converting import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class BrokenPdfError(UnusableFileError):
    """A PDF cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Berkas PDF rusak atau tidak ada",
            "Buat ulang suratnya dengan --pdf, lalu ulangi",
            where=path.name,
            written="Berkas gabungan tidak ditulis.",
        )


def merge_pdfs(files: Sequence[Path], target: Path, *, double_sided: bool = True) -> int:
    """Put PDFs together in their order, each with a bookmark of its name; equal input gives equal bytes.

    Args:
        files: The PDFs.
        target: Where the whole goes; a file that is there is replaced.
        double_sided: Whether each begins on an odd page, so that no two share a sheet of paper: after an odd
            number of pages a blank one follows.

    Returns:
        The number of pages.

    Raises:
        BrokenPdfError: A PDF cannot be read.
        PdfNotWrittenError: The system refused to write.
    """
    from pypdf import PdfWriter
    from pypdf.errors import PyPdfError

    whole = PdfWriter()
    whole.metadata = None
    for path in files:
        if double_sided and len(whole.pages) % 2:
            whole.add_blank_page()
        try:
            whole.append(path, outline_item=path.stem, import_outline=False)
        except (PyPdfError, OSError) as error:
            raise BrokenPdfError(path) from error
    written = io.BytesIO()
    whole.write(written)
    pages = len(whole.pages)
    whole.close()
    write_whole(target, written.getvalue())
    return pages
