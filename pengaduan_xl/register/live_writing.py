"""Changes written into an open workbook in one batch: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.row_cells import as_date
from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.register.ledger import CaseNotFoundError
from pengaduan_xl.register.list_rows import is_letter_row
from pengaduan_xl.register.open_book import LiveWriteError
from pengaduan_xl.register.schema import HISTORY, OUTGOING, RECAP, REGISTER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.live_tables import LiveTables
    from pengaduan_xl.register.open_book import Change
    from pengaduan_xl.register.open_book_view import BookView
    from pengaduan_xl.register.operations import Changes, LetterCell


class LiveWriter:
    """Writes changes into the sheets of an open workbook.

    Args:
        view: The workbook.
        tables: Its list sheets.
    """

    def __init__(self, view: BookView, tables: LiveTables) -> None:
        self._view = view
        self._tables = tables

    def write(self, changes: Changes, name: str) -> PengaduanError | None:
        """Write all changes, Riwayat last: an act is in the workbook when its event is.

        Returns:
            What kept them from being written; everything that was written has been taken back then.
        """
        try:
            self._tables.fetch(changes)
            self._view.write(self._planned(changes))
        except PengaduanError as error:
            problem: PengaduanError = error
        except Exception:  # noqa: BLE001  # each spreadsheet program has exception classes of its own
            problem = LiveWriteError(name)
        else:
            return None
        self._tables.forget_ends()
        return problem

    def _planned(self, changes: Changes) -> list[Change]:
        rows = dict(changes.rows)
        events = rows.pop(HISTORY.name, [])
        recaps = {as_date(row.get("Tanggal")): dict(row) for row in rows.pop(RECAP.name, [])}
        for recap in changes.recaps:
            recaps.setdefault(recap.day, {}).update(recap.values)
        plan = [
            change
            for name, added in rows.items()
            for change in self._tables.by_name(name).append(added)
        ]
        for number, cells in changes.cases.items():
            plan += self._case(number, cells)
        for letter in changes.letters:
            plan += self._letter(letter)
        plan += self._recaps(recaps)
        return [*plan, *(self._tables.of(HISTORY).append(events) if events else [])]

    def _case(self, number: str, cells: Mapping[str, CellValue]) -> list[Change]:
        found = self._tables.case(number)
        if found is None:
            raise CaseNotFoundError(number)
        row, before = found
        return self._changed(REGISTER, row, self._tables.of(REGISTER).by_heading(before), cells)

    def _letter(self, letter: LetterCell) -> list[Change]:
        rows = self._tables.of(OUTGOING).rows()
        found = ((row, values) for row, values in rows if is_letter_row(values, letter))
        cells = {letter.heading: letter.value}
        return [
            change
            for row, before in found
            for change in self._changed(OUTGOING, row, before, cells)
        ]

    def _recaps(self, recaps: Mapping[date | None, Mapping[str, CellValue]]) -> list[Change]:
        if not recaps:
            return []
        table, new = self._tables.of(RECAP), []
        plan: list[Change] = []
        known = {as_date(values.get("Tanggal")): (row, values) for row, values in table.rows()}
        for day, cells in recaps.items():
            if day in known:
                plan += self._changed(RECAP, *known[day], cells)
            else:
                new.append(cells)
        return [*plan, *(table.append(new) if new else [])]

    def _changed(
        self,
        table: Table,
        row: int,
        before: Mapping[str, CellValue],
        cells: Mapping[str, CellValue],
    ) -> list[Change]:
        return [*self._tables.of(table).fill(row, [cells], [before])]
