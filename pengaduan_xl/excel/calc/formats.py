"""Number formats: which cells hold dates or booleans, asked for by areas and never cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pengaduan_xl.excel.calc.addresses import Area
from pengaduan_xl.excel.calc.values import missing_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pengaduan_xl.excel.calc.book import Book
    from pengaduan_xl.excel.calc.values import Kind, Rows

_NUMBERS, _DATES, _FORMULAS = 1, 2, 16
"""``com.sun.star.sheet.CellFlags``; dates are not among the numbers."""


def kinds_of_numbers(book: Book, cells: Any) -> Iterator[tuple[Kind, Area]]:
    """Yield the areas of cells whose numbers are dates, times or booleans.

    Usually all dates have one format and so have all other numbers, which takes a few calls; only a
    mixture is looked up format by format.

    Args:
        book: The document, which knows its formats.
        cells: A UNO cell range.
    """
    for flags in (_DATES, _NUMBERS + _FORMULAS):
        found = cells.queryContentCells(flags)
        areas = [Area.of(address) for address in found.RangeAddresses]
        if areas and found.getPropertyState("NumberFormat").value == "AMBIGUOUS_VALUE":
            yield from _kinds_by_format(book, cells)
            return
        kind = book.format_kind(found.NumberFormat) if areas else None
        if kind:
            yield from ((kind, area) for area in areas)


def _kinds_by_format(book: Book, cells: Any) -> Iterator[tuple[Kind, Area]]:
    groups = cells.getUniqueCellFormatRanges()
    for index in range(groups.Count):
        group = groups.getByIndex(index)
        kind = book.format_kind(group.NumberFormat)
        if kind:
            yield from ((kind, Area.of(address)) for address in group.RangeAddresses)


def fit_formats(book: Book, cells: Any, rows: Rows) -> None:
    """Give cells that were written a format by which their values are read back as they are.

    Args:
        book: The document.
        cells: The UNO cell range.
        rows: The values written.
    """
    whole = Area.of(cells.RangeAddress)
    for kind, part in missing_kinds(rows, whole, kinds_of_numbers(book, cells)):
        top, left = part.row - whole.row, part.column - whole.column
        below, right = top + part.rows - 1, left + part.columns - 1
        place = cells.getCellRangeByPosition(left, top, right, below)
        place.NumberFormat = standard_format(book, kind)


def standard_format(book: Book, kind: Kind) -> int:
    """Return the key of the document's usual format of dates, times, moments or booleans."""
    document = book.api
    return int(document.NumberFormats.getStandardFormat(int(kind), document.CharLocale))


def format_key(book: Book, code: str) -> int:
    """Return the key of a format code, written as in .xlsx files; it is added if it is new."""
    known = book.api.NumberFormats
    english = book.connection.struct("com.sun.star.lang.Locale", Language="en", Country="US")
    key = known.queryKey(code, english, False)
    return int(key if key >= 0 else known.addNew(code, english))
