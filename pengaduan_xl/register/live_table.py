"""One list sheet of an open workbook, read and changed as whole ranges.

The layout is that of the file as last saved, but columns go by the headings as they stand now. Every read
looks at what it stands on: a sheet that was sorted or changed since then is read anew from its headings on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pengaduan_xl.domain.findings import cell_text
from pengaduan_xl.errors import BusyFileError
from pengaduan_xl.register.blank.styles import LITERAL_HEADINGS
from pengaduan_xl.register.open_book import TO_THE_END, Area, Fill, Grow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.open_book import Change
    from pengaduan_xl.register.open_book_view import BookView
    from pengaduan_xl.register.sheets import SheetTable

TAIL = 100
"""Rows read below the last one that the file has; acts not saved yet are there."""

NEAR = 200
"""Rows below the headings that are read along with them in one call."""

MORE_COLUMNS = 20
"""Columns beyond the file's last one among which headings are looked for; staff may have inserted some."""


class LayoutChangedError(BusyFileError):
    """The open sheet is not arranged as in the file."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            "Susunan lembar ini berubah sejak disimpan",
            "Simpan buku kerja, lalu tekan tombolnya lagi",
            where=sheet,
        )


class LiveTable:
    """A list sheet in an open workbook.

    Args:
        view: The workbook.
        layout: The sheet as read from the file.
        key: Heading of the column by which its rows are known.
        end: Number and key of the file's last row that is not blank; the headings' row for none.
    """

    def __init__(
        self, view: BookView, layout: SheetTable, key: str, end: tuple[int, str | None]
    ) -> None:
        self.layout = layout
        self.key = key
        self._view = view
        self._head = layout.first_row - 1
        self._columns: dict[str, int] | None = None
        self._last, self._last_key = end
        self._end: int | None = None

    @property
    def columns(self) -> dict[str, int]:
        """Place of each heading in the open sheet, from 0.

        Raises:
            LayoutChangedError: The headings are not where they are in the file, nor side-shifted.
        """
        if self._columns is None:
            self._columns = self._find_columns(self._cells(self._head, self._head)[0])
        return self._columns

    def areas(self, spans: Iterable[tuple[int, int]]) -> list[Area]:
        """Return what to read for rows given by first and last one, the headings when they are not known."""
        areas = [self._area(first, last) for first, last in spans]
        if self._columns is None and areas:
            first = areas[0]
            if 0 <= first.top - self._head <= NEAR:
                areas[0] = first._replace(top=self._head)
            else:
                areas.insert(0, self._area(self._head, self._head))
        return areas

    def tail_areas(self) -> list[Area]:
        """Return what to read for :meth:`tail`."""
        return self.areas([(self._last, self._last + TAIL)])

    def all_areas(self) -> list[Area]:
        """Return what to read for :meth:`all`."""
        return [self._area(self._head, TO_THE_END)]

    def append_areas(self) -> list[Area]:
        """Return what to read for :meth:`append`, nothing when its last row is known."""
        return self.tail_areas() if self._end is None else []

    def read(self, first: int, last: int) -> list[list[CellValue]]:
        """Return the cells of rows, from column A on, as calamine gives a file's: blank is ``""``.

        Raises:
            LayoutChangedError: The headings are not where they are in the file.
        """
        self._view.fetch(self.areas([(first, last)]))
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
        self._view.fetch(self.all_areas())
        return self._trimmed(
            self._head, self._cells(self._head, TO_THE_END) if self.columns else []
        )

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

    def append(self, rows: Sequence[Mapping[str, CellValue]]) -> list[Change]:
        """Return what to do so that rows stand below the last one and the table reaches to them."""
        if self._end is None:
            self.tail()
        first = (self._end or 0) + 1
        self._end = last = first + len(rows) - 1
        blank: dict[str, CellValue] = dict.fromkeys(self.columns)
        fills = self.fill(first, [{**blank, **row} for row in rows], [blank] * len(rows))
        return [Grow(self.layout.name, self.layout.table.name, last), *fills]

    def forget_end(self) -> None:
        """Take rows as not written that :meth:`append` was told of."""
        self._end = None

    def fill(
        self,
        first: int,
        rows: Sequence[Mapping[str, CellValue]],
        before: Sequence[Mapping[str, CellValue]],
    ) -> list[Fill]:
        """Return what to write for cells by heading; columns side by side go together.

        Args:
            first: Number of the first row.
            rows: The cells.
            before: What stands there.
        """
        places = self.columns
        literal = LITERAL_HEADINGS.get(self.layout.table.sheet, frozenset())
        fills = []
        for run in self._runs([heading for heading in places if heading in rows[0]]):
            left, right = places[run[0]] + 1, places[run[-1]] + 1
            fills.append(
                Fill(
                    Area(self.layout.name, first, left, first + len(rows) - 1, right),
                    [[row.get(heading) for heading in run] for row in rows],
                    [[row.get(heading) for heading in run] for row in before],
                    frozenset(places[heading] + 1 for heading in run if heading in literal),
                )
            )
        return fills

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

    def _area(self, first: int, last: int) -> Area:
        known = self._columns or self.layout.columns
        width = max(known.values()) + 1 + (0 if self._columns else MORE_COLUMNS)
        return Area(self.layout.name, first, 1, last, width)

    def _cells(self, first: int, last: int) -> list[list[CellValue]]:
        return self._view.rows(self._area(first, last))

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
        self._end = max(first + len(rows) - 1, self._head, self._end or 0)
        return (first + 1, rows[1:]) if first == self._head else (first, rows)

    def _find(
        self, value: str, first: int, rows: list[list[CellValue]]
    ) -> tuple[int, list[CellValue]] | None:
        place = self.columns[self.key]
        found = (pair for pair in enumerate(rows, first) if cell_text(pair[1][place]) == value)
        return next(found, None)

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
