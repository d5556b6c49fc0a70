"""The list sheets beside Register and Riwayat: their rows as read, and those added since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.findings import cell_text
from pengaduan_xl.domain.row_cells import as_date
from pengaduan_xl.register.holdings import NUMBERED, agenda_seqs, row_year, whole
from pengaduan_xl.register.schema import FIELDS, INCOMING, OUTGOING, RECAP

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pengaduan_xl.domain.findings import CellValue, SheetRow
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.indexed import AnyContent
    from pengaduan_xl.register.operations import LetterCell, NewRow, RecapRow

TABLES = {table.name: table for table in (FIELDS, INCOMING, OUTGOING, RECAP)}

IDENTITY = {
    FIELDS.name: ("No. Register", "Tahap", "Isian", "Nilai"),
    INCOMING.name: ("No. Agenda", "No. Register"),
    OUTGOING.name: ("Nomor Surat", "No. Register"),
}
"""Headings of the cells by which a row of a list sheet is known."""


class ListRows:
    """Agendas, letter fields and recaps of a register that was read.

    Args:
        content: The register.
        given: Last No. Urut given by table and year, whatever the sheets say.
    """

    def __init__(self, content: AnyContent, given: Mapping[tuple[str, int], int]) -> None:
        self._content = content
        self._given = given
        self._last_seqs: dict[tuple[str, int], int] = {}
        self.new: dict[str, list[dict[str, CellValue]]] = {}
        self.letters: list[LetterCell] = []
        self.recaps: list[RecapRow] = []
        self._settled: dict[str, list[dict[str, CellValue]]] = {}

    @property
    def is_changed(self) -> bool:
        """Whether anything waits to be written."""
        return bool(self.new or self.letters or self.recaps)

    def add(self, row: NewRow) -> None:
        """Add a row."""
        self.new.setdefault(row.table, []).append(dict(row.values))

    def holds(self, row: NewRow) -> bool:
        """Return whether a sheet has a row already."""
        number = cell_text(row.values.get("No. Register"))
        held = self._content.held.rows_of(TABLES[row.table], number)
        return any(_same(row, known) for known in (*held, *self._added(row.table)))

    def is_taken(self, row: NewRow) -> bool:
        """Return whether a row's number in its agenda belongs to another row of that year."""
        heading = NUMBERED.get(row.table)
        if heading is None:
            return False
        table, text = TABLES[row.table], cell_text(row.values.get(heading))
        year, number = row_year(table, row.values), cell_text(row.values.get("No. Register"))
        added = (
            known
            for known in self._added(row.table)
            if cell_text(known.get(heading)) == text and row_year(table, known) == year
        )
        takers = self._content.held.takers(table, text, year)
        return any(one != number for one in takers) or any(not _same(row, one) for one in added)

    def fields(self, number: str, step: int) -> dict[str, str]:
        """Return the letter fields (*Isian*) of a case, the last value of each key.

        What was filled in at ``step`` wins over what was filled in later for another step's letter.
        """
        rows = self.rows_of(FIELDS, number)
        rows.sort(key=lambda row: whole(row.get("Tahap")) == step)
        return {cell_text(row.get("Isian")): cell_text(row.get("Nilai")) for row in rows}

    def rows_of(self, table: Table, number: str) -> list[Mapping[str, CellValue]]:
        """Return the rows of a list sheet that belong to a case, in their order, those just added last."""
        added = self._added(table.name)
        mine = (row for row in added if cell_text(row.get("No. Register")) == number)
        return [*self._content.held.rows_of(table, number), *mine]

    def next_seq(self, table: Table, year: int) -> int:
        """Return the next No. Urut of an agenda, which begins anew each year by its first date column."""
        place = (table.name, year)
        if place not in self._last_seqs:
            self._last_seqs[place] = self._content.held.last_seq(table, year)
        last = max(self._last_seqs[place], self._given.get(place, 0))
        added = agenda_seqs(table, self._added(table.name))
        return max([last, *(seq for at, seq in added if at == year)]) + 1

    def change_letter(self, cell: LetterCell) -> None:
        """Change a cell of a letter's row in Agenda Keluar."""
        fresh = [row for row in self.new.get(OUTGOING.name, []) if is_letter_row(row, cell)]
        for row in fresh:
            row[cell.heading] = cell.value
        if not fresh:
            self.letters.append(cell)

    def put_recap(self, recap: RecapRow) -> None:
        """Write a day's row of Rekap Harian: over the one that is there, else as a new one."""
        self.recaps.append(recap)

    def cells(self) -> dict[tuple[str, str], CellValue]:
        """Return the cells to set in the file that was read."""
        cells: dict[tuple[str, str], CellValue] = {}
        for letter in self.letters:
            for row in self._content.list_rows(OUTGOING):
                if is_letter_row(row.values, letter):
                    cells[self._sheet(OUTGOING), row.address(letter.heading)] = letter.value
        for recap in self.recaps:
            known = self._recap_row(recap.day)
            if known is not None:
                for heading, value in recap.values.items():
                    cells[self._sheet(RECAP), known.address(heading)] = value
        return cells

    def rows_to_add(self) -> dict[str, list[dict[str, CellValue]]]:
        """Return the rows to add to the tables of the file that was read."""
        days = {row["Tanggal"]: dict(row) for row in self.new.get(RECAP.name, [])}
        for recap in self.recaps:
            if self._recap_row(recap.day) is None:
                days.setdefault(recap.day, {}).update(recap.values)
        return {**self.new, RECAP.name: list(days.values())} if days else self.new

    def settle(self) -> None:
        """Take everything added so far as being in the workbook already."""
        for name, rows in self.new.items():
            self._settled.setdefault(name, []).extend(rows)
        for recap in self.recaps:
            self._settled.setdefault(RECAP.name, []).append(dict(recap.values))
        self.new, self.letters, self.recaps = {}, [], []

    def has_recap(self, day: date, values: Mapping[str, CellValue] | None = None) -> bool:
        """Return whether Rekap Harian has a row of that day, and these values in it where they are given."""
        return any(
            as_date(row.get("Tanggal")) == day
            and all(
                heading == "Tanggal" or _text(row.get(heading)) == _text(value)
                for heading, value in (values or {}).items()
            )
            for row in (
                *(row.values for row in self._content.list_rows(RECAP)),
                *self._added(RECAP.name),
                *(recap.values for recap in self.recaps),
            )
        )

    def _added(self, name: str) -> list[dict[str, CellValue]]:
        """Return the rows of a table that were added since the file was read."""
        return [*self._settled.get(name, ()), *self.new.get(name, ())]

    def _recap_row(self, day: date) -> SheetRow | None:
        rows = self._content.list_rows(RECAP)
        return next((row for row in rows if as_date(row.values.get("Tanggal")) == day), None)

    def _sheet(self, table: Table) -> str:
        """Return the sheet's name as it is in this workbook."""
        return self._content.sheets[table.sheet].name


def is_letter_row(row: Mapping[str, CellValue], cell: LetterCell) -> bool:
    """Return whether a row of Agenda Keluar is that of the letter whose cell is meant."""
    meant = cell.year is None or row_year(OUTGOING, row) == cell.year
    return meant and cell_text(row.get("Nomor Surat")) == cell.letter_number


def _same(row: NewRow, known: Mapping[str, CellValue]) -> bool:
    return all(
        _text(row.values.get(heading)) == _text(known.get(heading))
        for heading in IDENTITY[row.table]
    )


def _text(value: CellValue) -> str:
    """Return a cell as it compares before it is written and after it is read back."""
    return cell_text(value).replace("\r\n", "\n").replace("\r", "\n")
