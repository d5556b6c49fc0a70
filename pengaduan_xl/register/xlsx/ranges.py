"""Cell addresses and areas as they are written in a workbook's parts."""

from __future__ import annotations

import re
from typing import NamedTuple

from pengaduan_xl.domain.findings import column_letters

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


class Area(NamedTuple):
    """A rectangle of cells, both ends included, rows and columns from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    def has(self, row: int, column: int) -> bool:
        """Return whether a cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Area) -> bool:
        """Return whether the two have a cell in common."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def joined(self, other: Area) -> Area:
        """Return the smallest area that holds both."""
        return Area(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )


def address(row: int, column: int) -> str:
    """Return a cell's address, e.g. ``C7`` for row 7 and column 3."""
    return f"{column_letters(column)}{row}"


def parse_cell(text: str) -> tuple[int, int] | None:
    """Return row and column of an address such as ``C7`` or ``$C$7``; ``None`` if it is none."""
    match = CELL.fullmatch(text)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row, column) if row <= MAX_ROW and column <= MAX_COLUMN else None


def parse_area(text: str) -> Area | None:
    """Return the area of ``A1:C7`` or ``C7``; ``None`` for anything else, also whole rows or columns."""
    first, colon, last = text.partition(":")
    start, end = parse_cell(first), parse_cell(last if colon else first)
    if start is None or end is None or start[0] > end[0] or start[1] > end[1]:
        return None
    return Area(*start, *end)
