"""The list sheets of an open workbook, and what of them is read together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.register.holdings import KEYS
from pengaduan_xl.register.live_table import LiveTable
from pengaduan_xl.register.open_book import runs
from pengaduan_xl.register.schema import FIELDS, HISTORY, INCOMING, OUTGOING, RECAP, REGISTER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.indexed import AnyContent
    from pengaduan_xl.register.open_book import Area
    from pengaduan_xl.register.open_book_view import BookView
    from pengaduan_xl.register.operations import Changes
    from pengaduan_xl.register.sheets import SheetTable

BY_NAME = {table.name: table for table in (REGISTER, HISTORY, FIELDS, INCOMING, OUTGOING, RECAP)}

ADDED_TO = (REGISTER, FIELDS, INCOMING, OUTGOING)
"""List sheets to which most acts add rows, beside Riwayat."""


class LiveTables:
    """The list sheets of an open workbook.

    Args:
        view: The workbook.
        content: What its file holds.
    """

    def __init__(self, view: BookView, content: AnyContent) -> None:
        self._view = view
        self._content = content
        self._tables: dict[str, LiveTable] = {}
        self._seen_rows: dict[str, int] = {}

    def of(self, table: Table) -> LiveTable:
        """Return a list sheet.

        Raises:
            SheetMissingError: The open workbook has none of its name.
        """
        if table.name not in self._tables:
            layout = self._layout(table)
            self._view.check_sheet(layout.name)
            end = self._content.held.last_row_of(table)
            self._tables[table.name] = LiveTable(self._view, layout, KEYS[table.name], end)
        return self._tables[table.name]

    def by_name(self, name: str) -> LiveTable:
        """Return the list sheet of an Excel table's name."""
        return self.of(BY_NAME[name])

    def look_ahead(
        self,
        numbers: Collection[str],
        spans: Iterable[tuple[int, int]],
        behind: Iterable[str],
        *,
        has_recaps: bool,
    ) -> None:
        """Read what a press begins with: Riwayat's end, rows of Register, and the ends of the other lists.

        Args:
            numbers: Cases whose rows will be wanted.
            spans: First and last rows of Register that will be wanted.
            behind: Cases of which the open workbook may have acts that the file lacks.
            has_recaps: Whether Rekap Harian may have days that the file lacks.
        """
        sure = self.of(HISTORY).tail_areas()
        sure += self.of(REGISTER).areas([*spans, *self._spans_of(numbers)])
        cases = {*numbers, *behind}
        sure += self._areas_of(
            place for number in cases for place in self._content.held.places_of(number)
        )
        if has_recaps and self._is_there(RECAP):
            sure += self.of(RECAP).all_areas()
        ends = [self.of(table).tail_areas() for table in ADDED_TO if self._is_there(table)]
        self._view.fetch(sure, [area for areas in ends for area in areas])

    def fetch(self, changes: Changes) -> None:
        """Read what writing changes needs and has not been seen, in one batch."""
        areas: list[Area] = []
        for name in changes.rows:
            areas += self.by_name(name).append_areas()
        if changes.cases:
            areas += self.of(REGISTER).areas(self._spans_of(changes.cases))
        if changes.letters:
            areas += self.of(OUTGOING).all_areas()
        if changes.recaps:
            areas += self.of(RECAP).all_areas()
        self._view.fetch(areas)

    def case(self, number: str) -> tuple[int, list[CellValue]] | None:
        """Return number and cells of a case's row in the open Register, ``None`` when it has none."""
        return self.of(REGISTER).row_of(number, self._row_of(number))

    def rows_at(self, places: Sequence[tuple[Table, int]]) -> list[SheetTable]:
        """Return rows of the open list sheets, each as a sheet of one row."""
        self._view.fetch(self._areas_of(places))
        return [self.of(table).as_read(row, self.of(table).read(row, row)) for table, row in places]

    def note_rows(self, rows: Mapping[str, int]) -> None:
        """Take over where rows of cases stand in the open Register."""
        self._seen_rows.update(rows)

    def forget_ends(self) -> None:
        """Take rows as not written that were to be added."""
        for table in self._tables.values():
            table.forget_end()

    def _row_of(self, number: str) -> int | None:
        """Return the row in which a case was seen, else that in the file."""
        return self._seen_rows.get(number) or self._content.held.row_number(number)

    def _spans_of(self, numbers: Iterable[str]) -> list[tuple[int, int]]:
        rows = (self._row_of(number) for number in numbers)
        return [(row, row) for row in rows if row is not None]

    def _areas_of(self, places: Iterable[tuple[Table, int]]) -> list[Area]:
        """Return what to read for rows; those that follow one another go together."""
        rows: dict[str, tuple[Table, set[int]]] = {}
        for table, row in places:
            rows.setdefault(table.name, (table, set()))[1].add(row)
        return [
            area for table, found in rows.values() for area in self.of(table).areas(runs(found))
        ]

    def _is_there(self, table: Table) -> bool:
        return self._layout(table).name in self._view.glance.sheets

    def _layout(self, table: Table) -> SheetTable:
        return self._content.sheets[table.sheet]
