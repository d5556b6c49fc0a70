"""Documents as PDF: converted by LibreOffice or Word, whichever is there, and put together for printing.

Nothing here knows letters or reports: files come in, files go out.
"""

from __future__ import annotations

from pengaduan_xl.pdf.converting import (
    NoConverterError,
    PdfNotMadeError,
    PdfNotWrittenError,
    PdfTimeoutError,
    require_converter,
    to_pdf,
)
from pengaduan_xl.pdf.merging import BrokenPdfError, merge_pdfs

__all__ = [
    "BrokenPdfError",
    "NoConverterError",
    "PdfNotMadeError",
    "PdfNotWrittenError",
    "PdfTimeoutError",
    "merge_pdfs",
    "require_converter",
    "to_pdf",
]
