"""Ranges of a form: read as one block, looked at by address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pengaduan_xl.domain.findings import cell_text, column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pengaduan_xl.domain.findings import CellValue

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


class Block:
    """The values of a range, by address."""

    def __init__(self, sheet: Any, area: str) -> None:
        self._area = corners(area)
        self._rows: list[list[CellValue]] = sheet.range(area).options(ndim=2, empty="").value

    def value(self, address: str) -> CellValue:
        """Return the value of a range's first cell."""
        place = corners(address)
        return self._rows[place.top - self._area.top][place.left - self._area.left]

    def text(self, address: str) -> str:
        """Return the value of a range's first cell as stripped text."""
        return cell_text(self.value(address))

    def texts(self, area: str) -> list[str]:
        """Return the texts of a range's first column."""
        place = corners(area)
        column = column_letters(place.left)
        return [self.text(f"{column}{row}") for row in range(place.top, place.bottom + 1)]


def runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of rows that follow one another."""
    ordered = sorted(rows)
    first = ordered[0]
    for row, after in zip(ordered, [*ordered[1:], 0], strict=True):
        if after != row + 1:
            yield first, row
            first = after


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
