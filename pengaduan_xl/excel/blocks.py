"""Ranges of a form: read as one block, looked at by address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.findings import cell_text, column_letters
from pengaduan_xl.register.open_book import Area, Fill

if TYPE_CHECKING:
    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.open_book import Rows

_CORNERS = re.compile(r"\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")


class Corners(NamedTuple):
    """A range's first and last row and column, from 1."""

    top: int
    left: int
    bottom: int
    right: int


def corners(area: str) -> Corners:
    """Return the corners of an address such as ``$B$5:$G$31`` or ``C4``."""
    match = _CORNERS.fullmatch(area)
    if match is None:
        raise ValueError(area)
    first, top, last, bottom = match.groups()
    left = _column(first)
    return Corners(int(top), left, int(bottom or top), _column(last) if last else left)


def address_of(place: Corners) -> str:
    """Return the address of corners, such as ``B5:G31``."""
    first, last = column_letters(place.left), column_letters(place.right)
    return f"{first}{place.top}:{last}{place.bottom}"


def area_of(sheet: str, area: str) -> Area:
    """Return the cells of a sheet at an address."""
    return Area(sheet, *corners(area))


class Block:
    """The values of a range, by address.

    Args:
        area: Where they stand.
        rows: The values, blank cells as ``""``.
    """

    def __init__(self, area: Area, rows: Rows) -> None:
        self._area = area
        self._rows = rows

    def value(self, address: str) -> CellValue:
        """Return the value of a range's first cell."""
        place = corners(address)
        return self._rows[place.top - self._area.top][place.left - self._area.left]

    def text(self, address: str) -> str:
        """Return the value of a range's first cell as stripped text."""
        return cell_text(self.value(address))

    def fill(self, address: str, rows: Rows) -> Fill:
        """Return what to write into cells, of which those within the block are known as they were."""
        area = area_of(self._area.sheet, address)
        before = [
            self._rows[row - self._area.top][
                area.left - self._area.left : area.right - self._area.left + 1
            ]
            for row in range(area.top, area.bottom + 1)
        ]
        return Fill(area, rows, before)

    def texts(self, area: str) -> list[str]:
        """Return the texts of a range's first column."""
        place = corners(area)
        column = column_letters(place.left)
        return [self.text(f"{column}{row}") for row in range(place.top, place.bottom + 1)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
