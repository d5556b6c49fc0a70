"""The open workbook as the register asks it: what is to be read and written, as plain data, in batches.

Two ways carry a batch out: :class:`~pengaduan_xl.register.open_book_macro.OneCall` by one macro inside the
spreadsheet program, :class:`~pengaduan_xl.register.open_book_direct.DirectCalls` range by range.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pengaduan_xl.errors import BusyFileError, UnusableFileError
from pengaduan_xl.register.sheets import to_second

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pengaduan_xl.domain.findings import CellValue

MOST_ROWS = 200
"""Rows of a sheet that one press may act on."""

TO_THE_END = 0
"""As an area's last row: the last one of the sheet that is in use."""

Rows = list[list["CellValue"]]
"""Cells row by row; a blank one is ``""`` where it was read, ``None`` or ``""`` where it is to be written."""


class LiveWriteError(BusyFileError):
    """The spreadsheet program did not take what was to be written."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Buku kerja tidak dapat ditulis",
            "Akhiri penyuntingan sel, buka proteksi lembar, dan tutup kotak dialog",
            where=name,
        )


class TotalsRowError(BusyFileError):
    """A row of totals is where new rows go."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            "Tabel ini memakai baris total, sehingga barisnya tidak dapat ditambah",
            "Matikan Baris Total pada tabel itu",
            where=sheet,
        )


class SheetMissingError(UnusableFileError):
    """The workbook lacks a sheet that the button needs."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"Lembar '{sheet}' tidak ada",
            "Kembalikan lembar itu dari cadangan, atau perbaiki namanya",
            where=sheet,
        )


class Area(NamedTuple):
    """A rectangle of cells of a sheet; rows and columns from 1, ``bottom`` may be :data:`TO_THE_END`."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int


class Named(NamedTuple):
    """The first cell of a defined name."""

    name: str


class Fill(NamedTuple):
    """Values to be written into an area.

    Attributes:
        area: The cells.
        rows: Their new values, of the area's size.
        before: What stands there, to be put back when the batch fails; ``None`` where that is not known and
            does not matter.
        literal: Columns of the sheet whose cells are formatted as text, where Excel keeps texts as they are.
    """

    area: Area
    rows: Rows
    before: Rows | None = None
    literal: frozenset[int] = frozenset()


class Grow(NamedTuple):
    """Let an Excel table end at a row at least; refused where it shows a row of totals."""

    sheet: str
    table: str
    last: int


class Front(NamedTuple):
    """Bring a sheet to the front."""

    sheet: str


Wanted = Area | Named
Change = Fill | Grow | Front


class Glance(NamedTuple):
    """How the workbook stands before the officer.

    Attributes:
        sheets: Names of its sheets in order.
        active: Name of the sheet in front.
        is_read_only: Whether it was opened for reading only, as far as can be known.
        spans: First and last row of what is selected on the sheet asked for, hidden rows left out, at most
            :data:`MOST_ROWS` rows; nothing when another sheet or workbook is in front.
    """

    sheets: tuple[str, ...]
    active: str
    is_read_only: bool = False
    spans: tuple[tuple[int, int], ...] = ()


class OpenBook(Protocol):
    """An open workbook; each method is a batch.

    Attributes:
        reads_ahead: Whether more areas in a batch cost no further calls.
    """

    @property
    def reads_ahead(self) -> bool:
        """Whether more areas in a batch cost no further calls."""

    def glance(
        self, wanted: Sequence[Wanted], selected_on: str
    ) -> tuple[Glance, list[Rows | None]]:
        """Return how the workbook stands, and the cells of areas and names.

        Args:
            wanted: Areas and names; ``None`` is returned for what is not there.
            selected_on: Sheet of which selected rows matter.
        """

    def read(self, wanted: Sequence[Wanted]) -> list[Rows | None]:
        """Return the cells of areas and names, ``None`` for what is not there."""

    def write(self, changes: Sequence[Change]) -> None:
        """Carry out changes in their order, all of them or none.

        Raises:
            TotalsRowError: A table that is to grow shows a row of totals.
            SheetMissingError: A sheet is not there.
            LiveWriteError: The program refuses; what was done of the changes has been taken back.
        """


def clipped(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the first :data:`MOST_ROWS` rows of spans of rows."""
    room, kept = MOST_ROWS, []
    for first, last in spans:
        if room > 0:
            kept.append((first, min(last, first + room - 1)))
            room -= last - first + 1
    return tuple(kept)


def as_read(value: CellValue) -> CellValue:
    """Return a value that was written as the program gives it back."""
    if value is None:
        return ""
    if isinstance(value, (bool, str, time)):
        return value
    if isinstance(value, datetime):
        return to_second(value)
    return datetime.combine(value, time()) if isinstance(value, date) else float(value)


def runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of rows that follow one another."""
    ordered = sorted(rows)
    first = ordered[0]
    for row, after in zip(ordered, [*ordered[1:], 0], strict=True):
        if after != row + 1:
            yield first, row
            first = after
