"""Changes written into an open workbook: all of them, or none."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from pengaduan_xl.domain.row_cells import as_date
from pengaduan_xl.errors import BusyFileError, PengaduanError
from pengaduan_xl.register.ledger import CaseNotFoundError
from pengaduan_xl.register.list_rows import is_letter_row
from pengaduan_xl.register.schema import FIELDS, HISTORY, INCOMING, OUTGOING, RECAP, REGISTER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.live_table import LiveTable
    from pengaduan_xl.register.operations import Changes, LetterCell, RecapRow

BY_NAME = {table.name: table for table in (REGISTER, HISTORY, FIELDS, INCOMING, OUTGOING, RECAP)}


class LiveWriteError(BusyFileError):
    """The spreadsheet program did not take what was to be written."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Buku kerja tidak dapat ditulis",
            "Akhiri penyuntingan sel, buka proteksi lembar, dan tutup kotak dialog",
            where=name,
        )


class LiveWriter:
    """Writes changes into the sheets of an open workbook.

    Args:
        table_of: Gives a list sheet of the open workbook.
        rows: Row numbers of cases in the file, by No. Register, to look there first.
    """

    def __init__(self, table_of: Callable[[Table], LiveTable], rows: Mapping[str, int]) -> None:
        self._table_of = table_of
        self._rows = rows
        self._undo: list[Callable[[], object]] = []

    def write(self, changes: Changes, name: str) -> PengaduanError | None:
        """Write all changes, Riwayat last: an act is in the workbook when its event is.

        Returns:
            What kept them from being written; everything that was written has been taken back then.
        """
        try:
            self._put(changes)
        except PengaduanError as error:
            self._take_back()
            return error
        except Exception:  # noqa: BLE001  # each spreadsheet program has exception classes of its own
            self._take_back()
            return LiveWriteError(name)
        return None

    def _put(self, changes: Changes) -> None:
        rows = dict(changes.rows)
        events = rows.pop(HISTORY.name, [])
        for name, added in rows.items():
            self._append(BY_NAME[name], added)
        for number, cells in changes.cases.items():
            register = self._table_of(REGISTER)
            found = register.row_of(number, self._rows.get(number))
            if found is None:
                raise CaseNotFoundError(number)
            row, before = found
            self._change(register, row, register.by_heading(before), cells)
        for letter in changes.letters:
            self._put_letter(letter)
        for recap in changes.recaps:
            self._put_recap(recap)
        if events:
            self._append(HISTORY, events)

    def _put_letter(self, letter: LetterCell) -> None:
        table = self._table_of(OUTGOING)
        for row, values in table.rows():
            if is_letter_row(values, letter):
                self._change(table, row, values, {letter.heading: letter.value})

    def _put_recap(self, recap: RecapRow) -> None:
        table = self._table_of(RECAP)
        known = {as_date(values.get("Tanggal")): (row, values) for row, values in table.rows()}
        if recap.day in known:
            self._change(table, *known[recap.day], recap.values)
        else:
            self._append(RECAP, [recap.values])

    def _append(self, table: Table, rows: Sequence[Mapping[str, CellValue]]) -> None:
        live = self._table_of(table)
        self._undo.append(live.drop_appended)
        live.append(rows)

    def _change(
        self,
        table: LiveTable,
        row: int,
        before: Mapping[str, CellValue],
        cells: Mapping[str, CellValue],
    ) -> None:
        old = {heading: before[heading] for heading in cells}
        self._undo.append(partial(table.write, row, [old]))
        table.write(row, [cells])

    def _take_back(self) -> None:
        for step in reversed(self._undo):
            with suppress(
                Exception
            ):  # what cannot be taken back is mended when the act is brought in
                step()
