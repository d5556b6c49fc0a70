"""Addresses of cells as Excel writes them; rows and columns count from 1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pengaduan_xl.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator

_CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?([0-9]{1,7})?")


class CellOutsideError(NotFoundError, IndexError):
    """No sheet has such a cell; rows and columns begin at 1."""

    def __init__(self, row: int, column: int) -> None:
        super().__init__(
            f"Tidak ada sel di baris {row}, kolom {column}", "Baris dan kolom dihitung mulai dari 1"
        )


class Area(NamedTuple):
    """A rectangle of cells.

    Attributes:
        row: First row, from 1.
        column: First column, from 1.
        rows: Number of rows, at least 1.
        columns: Number of columns, at least 1.
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def last_row(self) -> int:
        """Number of the lowest row."""
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        """Number of the rightmost column."""
        return self.column + self.columns - 1

    @classmethod
    def between(cls, one: Area, other: Area) -> Area:
        """Return the smallest area that holds both."""
        row, column = min(one.row, other.row), min(one.column, other.column)
        last_row = max(one.last_row, other.last_row)
        last_column = max(one.last_column, other.last_column)
        return cls(row, column, last_row - row + 1, last_column - column + 1)

    @classmethod
    def of(cls, address: Any) -> Area:
        """Return the area of a UNO ``CellRangeAddress``, which counts from 0."""
        row, column = address.StartRow, address.StartColumn
        return cls(row + 1, column + 1, address.EndRow - row + 1, address.EndColumn - column + 1)

    def common(self, other: Area) -> Area | None:
        """Return what both areas share; None when they do not touch."""
        row, column = max(self.row, other.row), max(self.column, other.column)
        rows = min(self.last_row, other.last_row) - row + 1
        columns = min(self.last_column, other.last_column) - column + 1
        return Area(row, column, rows, columns) if rows > 0 and columns > 0 else None

    def places(self, part: Area) -> Iterator[tuple[int, int]]:
        """Yield row and column, from 0 within this area, of the cells it shares with the part."""
        shared = self.common(part)
        if shared is not None:
            for row in range(shared.row, shared.last_row + 1):
                for column in range(shared.column, shared.last_column + 1):
                    yield row - self.row, column - self.column


def area(row: int, column: int, rows: int = 1, columns: int = 1) -> Area:
    """Return the area that begins at a cell.

    Raises:
        CellOutsideError: A number is below 1.
    """
    if min(row, column, rows, columns) < 1:
        raise CellOutsideError(row, column)
    return Area(row, column, rows, columns)


def column_letters(number: int) -> str:
    """Return a column's name: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return a column's number: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def read_address(text: str, sheet: Area) -> Area | None:
    """Read ``B2``, ``$A$1:C3``, ``A:C`` or ``3:5``.

    Args:
        text: The address, without a sheet's name.
        sheet: All cells of the sheet; whole rows and columns end there.

    Returns:
        The area, or None when the text is no address inside the sheet (it may be a name).
    """
    parts = _corners(text)
    if not parts:
        return None
    rows = sorted(int(row) for _, row in parts if row) or [1, sheet.rows]
    columns = sorted(column_number(name) for name, _ in parts if name) or [1, sheet.columns]
    if rows[0] < 1 or rows[-1] > sheet.rows or columns[-1] > sheet.columns:
        return None
    return Area(rows[0], columns[0], rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1)


def _corners(text: str) -> list[tuple[str, str]]:
    """Return column letters and row digits of an address's corners; nothing when they do not go together."""
    first, colon, last = text.replace(" ", "").partition(":")
    found = [_CORNER.fullmatch(part) for part in ((first, last) if colon else (first,))]
    parts = [(corner[1] or "", corner[2] or "") if corner else ("", "") for corner in found]
    kinds = {(bool(letters), bool(digits)) for letters, digits in parts}
    allowed = {(True, True), (True, False), (False, True)} if colon else {(True, True)}
    return parts if len(kinds) == 1 and kinds <= allowed else []


def write_address(area: Area, *, row_absolute: bool = True, column_absolute: bool = True) -> str:
    """Return an area's address; one cell is written without a colon."""

    def corner(row: int, column: int) -> str:
        across = "$" * column_absolute + column_letters(column)
        return f"{across}{'$' * row_absolute}{row}"

    first = corner(area.row, area.column)
    last = corner(area.last_row, area.last_column)
    return first if first == last else f"{first}:{last}"
