"""One list sheet of an open workbook, read and written as whole ranges.

The layout is that of the file as last saved, but columns go by the headings as they stand now. Every read
looks at what it stands on: a sheet that was sorted or changed since then is read anew from its headings on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pengaduan_xl.domain.findings import cell_text
from pengaduan_xl.errors import BusyFileError
from pengaduan_xl.register.blank.styles import LITERAL_HEADINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.sheets import SheetTable

TAIL = 100
"""Rows read below the last one that the file has; acts not saved yet are there."""

NEAR = 200
"""Rows below the headings that are read along with them in one call."""

MORE_COLUMNS = 20
"""Columns beyond the file's last one among which headings are looked for; staff may have inserted some."""

LONGEST_IN_ARRAY = 8_000
"""Characters of a text that goes into a cell along with others; Excel refuses arrays with more than 8,203."""


class LayoutChangedError(BusyFileError):
    """The open sheet is not arranged as in the file."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            "Susunan lembar ini berubah sejak disimpan",
            "Simpan buku kerja, lalu tekan tombolnya lagi",
            where=sheet,
        )


class TotalsRowError(BusyFileError):
    """A row of totals is where new rows go."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            "Tabel ini memakai baris total, sehingga barisnya tidak dapat ditambah",
            "Matikan Baris Total pada tabel itu",
            where=sheet,
        )


class _Appended(NamedTuple):
    """Rows that were added, and the row at which the table ended before."""

    first: int
    last: int
    end: int


class LiveTable:
    """A list sheet in an open workbook.

    Args:
        sheet: The sheet, as xlwings gives it.
        layout: The sheet as read from the file.
        key: Heading of the column by which its rows are known.
        as_text: Gives a text as it must be written to stay one.
    """

    def __init__(
        self, sheet: Any, layout: SheetTable, key: str, as_text: Callable[[str], str] = str
    ) -> None:
        self.sheet = sheet
        self.layout = layout
        self.key = key
        self._as_text = as_text
        self._head = layout.first_row - 1
        self._columns: dict[str, int] | None = None
        self._last, self._last_key = self._end_in_file()
        self._end: int | None = None
        self._appended: list[_Appended] = []

    @property
    def columns(self) -> dict[str, int]:
        """Place of each heading in the open sheet, from 0.

        Raises:
            LayoutChangedError: The headings are not where they are in the file, nor side-shifted.
        """
        if self._columns is None:
            self._columns = self._find_columns(self._cells(self._head, self._head)[0])
        return self._columns

    def read(self, first: int, last: int) -> list[list[CellValue]]:
        """Return the cells of rows, from column A on, as calamine gives a file's: blank is ``""``.

        Raises:
            LayoutChangedError: The headings are not where they are in the file.
        """
        if self._columns is None and 0 <= first - self._head <= NEAR:
            rows = self._cells(self._head, last)
            self._columns = self._find_columns(rows[0])
            return rows[first - self._head :]
        return self._cells(first, last) if self.columns else []

    def tail(self) -> tuple[int, list[list[CellValue]]]:
        """Return the rows from the file's last one on that are not blank, and the number of the first.

        Where the last row is not as in the file, all rows are returned.
        """
        first, rows = self._last, self.read(self._last, self._last + TAIL)
        key = self._last_key
        is_known = key is None or cell_text(rows[0][self.columns[self.key]]) == key
        return (
            self._trimmed(first, rows) if is_known and not self._is_filled(rows[-1]) else self.all()
        )

    def all(self) -> tuple[int, list[list[CellValue]]]:
        """Return all rows down to the last that is not blank, and the number of the first."""
        last = max(self.sheet.used_range.last_cell.row, self._head)
        return self._trimmed(self._head, self.read(self._head, last))

    def row_of(self, value: str, guess: int | None) -> tuple[int, list[CellValue]] | None:
        """Return number and cells of the row whose key cell has a text.

        Args:
            value: The text.
            guess: Row in which the file has it, ``None`` when the file has not.
        """
        if guess is not None:
            cells = self.read(guess, guess)[0]
            if cell_text(cells[self.columns[self.key]]) == value:
                return guess, cells
        return (self._find(value, *self.tail()) if guess is None else None) or self._find(
            value, *self.all()
        )

    def append(self, rows: Sequence[Mapping[str, CellValue]]) -> None:
        """Write rows below the last one and let the table reach to them.

        Raises:
            TotalsRowError: A row of totals is there.
        """
        if self._end is None:
            self.tail()
        table = self.sheet.tables[self.layout.table.name]
        if table.show_totals:
            raise TotalsRowError(self.layout.name)
        first = (self._end or 0) + 1
        last = first + len(rows) - 1
        area = table.range
        end = area.last_cell.row
        self._appended.append(_Appended(first, last, end))
        blank = dict.fromkeys(self.columns)
        self.write(first, [{**blank, **row} for row in rows])
        self._end = last
        if end < last:
            self._resize(table, area, last)

    def drop_appended(self) -> None:
        """Take back the rows that were appended last and are there still."""
        if self._appended:
            done = self._appended.pop()
            blank = dict.fromkeys(self.layout.columns)
            self._end = done.first - 1
            self.write(done.first, [blank] * (done.last - done.first + 1))
            if done.end < done.last:
                table = self.sheet.tables[self.layout.table.name]
                self._resize(table, table.range, done.end)

    def write(self, first: int, rows: Sequence[Mapping[str, CellValue]]) -> None:
        """Write cells by heading into rows; columns side by side go in one call."""
        for run in self._runs([heading for heading in self.columns if heading in rows[0]]):
            column = self.columns[run[0]] + 1
            block = [[self._written(heading, row.get(heading)) for heading in run] for row in rows]
            long = {
                (down, right): cell
                for down, line in enumerate(block)
                for right, cell in enumerate(line)
                if isinstance(cell, str) and len(cell) > LONGEST_IN_ARRAY
            }
            for down, right in long:
                block[down][right] = None
            area = self.sheet.range((first, column), (first + len(rows) - 1, column + len(run) - 1))
            area.value = block
            for (down, right), cell in long.items():
                self.sheet.range((first + down, column + right)).value = cell

    def rows(self) -> list[tuple[int, dict[str, CellValue]]]:
        """Return all rows that are not blank, by heading, with their numbers."""
        first, rows = self.all()
        return [
            (number, self.by_heading(row))
            for number, row in enumerate(rows, start=first)
            if self._is_filled(row)
        ]

    def by_heading(self, row: Sequence[CellValue]) -> dict[str, CellValue]:
        """Return the cells of a row by heading, blank ones as ``None``."""
        cells = {heading: row[place] for heading, place in self.columns.items()}
        return {heading: None if cell == "" else cell for heading, cell in cells.items()}

    def as_read(self, first: int, rows: list[list[CellValue]]) -> SheetTable:
        """Return rows as if they were read from a file."""
        return replace(self.layout, columns=self.columns, first_row=first, rows=rows)

    def _cells(self, first: int, last: int) -> list[list[CellValue]]:
        known = self._columns or self.layout.columns
        width = max(known.values()) + 1 + (0 if self._columns else MORE_COLUMNS)
        area = self.sheet.range((first, 1), (last, width))
        rows: list[list[Any]] = area.options(ndim=2, empty="").value
        return [["" if cell is None else cell for cell in row] for row in rows]

    def _end_in_file(self) -> tuple[int, str | None]:
        """Return the number of the file's last row that is not blank and its key; the headings' for none."""
        places = list(self.layout.columns.values())
        for at in range(len(self.layout.rows) - 1, -1, -1):
            row = self.layout.rows[at]
            if any(row[place] != "" for place in places):
                return self.layout.first_row + at, cell_text(row[self.layout.columns[self.key]])
        return self._head, None

    def _find_columns(self, row: Sequence[CellValue]) -> dict[str, int]:
        places: dict[str, list[int]] = {}
        for place, cell in enumerate(row):
            places.setdefault(_key(cell), []).append(place)
        known = self.layout.columns
        found = {heading: places.get(_key(heading), []) for heading in known}
        if all(place in found[heading] for heading, place in known.items()):
            return dict(known)
        if any(len(here) != 1 for here in found.values()):
            raise LayoutChangedError(self.layout.name)
        return {heading: here[0] for heading, here in found.items()}

    def _trimmed(
        self, first: int, rows: list[list[CellValue]]
    ) -> tuple[int, list[list[CellValue]]]:
        """Return rows without the headings and without blank ones at their end."""
        while rows and not self._is_filled(rows[-1]):
            rows = rows[:-1]
        self._end = max(first + len(rows) - 1, self._head)
        return (first + 1, rows[1:]) if first == self._head else (first, rows)

    def _find(
        self, value: str, first: int, rows: list[list[CellValue]]
    ) -> tuple[int, list[CellValue]] | None:
        place = self.columns[self.key]
        found = (pair for pair in enumerate(rows, first) if cell_text(pair[1][place]) == value)
        return next(found, None)

    def _resize(self, table: Any, area: Any, last: int) -> None:
        """Let the Excel table end at a row."""
        table.resize(self.sheet.range((area.row, area.column), (last, area.last_cell.column)))

    def _written(self, heading: str, value: CellValue) -> CellValue:
        """Return a value as it is written; columns formatted as text need no help to keep one."""
        literal = LITERAL_HEADINGS.get(self.layout.table.sheet, frozenset())
        return self._as_text(value) if isinstance(value, str) and heading not in literal else value

    def _is_filled(self, row: Sequence[CellValue]) -> bool:
        return any(row[place] != "" for place in self.columns.values())

    def _runs(self, headings: Sequence[str]) -> list[list[str]]:
        """Return headings in groups whose columns lie side by side."""
        runs: list[list[str]] = []
        places = self.columns
        for heading in sorted(headings, key=places.__getitem__):
            if runs and places[heading] == places[runs[-1][-1]] + 1:
                runs[-1].append(heading)
            else:
                runs.append([heading])
        return runs


def _key(heading: CellValue) -> str:
    return " ".join(str(heading).split()).casefold()
