"""The register in memory: cases by number, and what acts have changed since it was read.

Acts are entered here one after the other and reach the workbook in one save; what is not saved has not
happened.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pengaduan_xl.domain.chain import seal
from pengaduan_xl.domain.complaint import Case, Complaint, Event
from pengaduan_xl.domain.findings import Finding, cell_text
from pengaduan_xl.domain.row_cells import as_date
from pengaduan_xl.errors import NotFoundError, UnusableFileError
from pengaduan_xl.register.columns import Kind
from pengaduan_xl.register.schema import FIELDS, HISTORY, OUTGOING, RECAP, REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from pengaduan_xl.domain.acts import Act
    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.reader import RegisterContent


class CaseNotFoundError(NotFoundError):
    """The register has no complaint of that number."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"Pengaduan '{number}' tidak ada di register",
            "Periksa nomornya; pengaduan daftar menampilkan semuanya",
            where="Register",
        )


class _FindingsError(UnusableFileError):
    """The workbook cannot be used as it is; ``findings`` say where, and the text lists them."""

    def __init__(
        self, problem: str, remedy: str, findings: Iterable[Finding], *, where: str = ""
    ) -> None:
        self.findings = tuple(findings)
        super().__init__(problem, remedy, where=where)

    def __str__(self) -> str:
        head = f"{self.where}: " if self.where else ""
        lines = [f"- {finding}" for finding in self.findings]
        return "\n".join([f"{head}{self.problem}:", *lines, f"{self.remedy}. {self.written}"])


class BrokenCaseError(_FindingsError):
    """The complaint's rows cannot be read in full, so no act may build on them."""

    def __init__(self, number: str, findings: Iterable[Finding]) -> None:
        super().__init__(
            "Baris pengaduan ini tidak terbaca utuh",
            "Perbaiki sel tersebut, lalu jalankan pengaduan periksa",
            findings,
            where=number,
        )


class BrokenStructureError(_FindingsError):
    """Sheets, columns or tables that every act needs are missing."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__(
            "Susunan register tidak lengkap",
            "Perbaiki susunan itu, lalu jalankan pengaduan periksa",
            findings,
        )


class Ledger:
    """A register that was read, with the acts entered since.

    Raises:
        BrokenStructureError: Sheets, columns or tables are missing.
    """

    def __init__(self, content: RegisterContent) -> None:
        if content.structure:
            raise BrokenStructureError(content.structure)
        self.content = content
        self.office = content.office
        self.settings = content.settings
        self._rows = {row.complaint.number: row.row for row in content.rows}
        self._complaints = {row.complaint.number: row.complaint for row in content.rows}
        self._events: dict[str, list[Event]] = {}
        for item in content.events:
            self._events.setdefault(item.event.number, []).append(item.event)
        self._last_seq, self._last_digest = _chain_end(content)
        self._cells: dict[tuple[str, str], CellValue] = {}
        self._new_rows: dict[str, list[dict[str, CellValue]]] = {}
        self._new_cases: dict[str, dict[str, CellValue]] = {}
        self._last_numbers: dict[int, int] = {}
        self._last_seqs: dict[tuple[str, int], int] = {}

    @property
    def is_changed(self) -> bool:
        """Whether anything waits to be saved."""
        return bool(self._cells or self._new_rows)

    def case(self, number: str) -> Case:
        """Return a case.

        Raises:
            CaseNotFoundError: There is none of that number.
            BrokenCaseError: Its rows cannot be read in full.
        """
        content = self.content
        if number in content.broken:
            raise BrokenCaseError(number, [f for f in content.findings if f.number == number])
        if number not in self._complaints:
            raise CaseNotFoundError(number)
        if number not in self._events:
            remedy = "Kembalikan barisnya dari cadangan"
            missing = Finding(HISTORY.sheet, "", number, "Tidak ada barisnya di Riwayat", remedy)
            raise BrokenCaseError(number, [missing])
        return Case(self._complaints[number], tuple(self._events[number]))

    def cases(self) -> list[Case]:
        """Return all cases that can be read in full, by number."""
        sound = sorted(self._complaints.keys() & self._events.keys() - self.content.broken)
        return [Case(self._complaints[n], tuple(self._events[n])) for n in sound]

    def next_number(self, year: int) -> str:
        """Return the next No. Register of a year, after every number seen in Register and Riwayat."""
        pattern = re.compile(rf"{year}-(\d{{4,}})")
        if year not in self._last_numbers:
            seen = self._complaints.keys() | self._events.keys() | self.content.broken
            used = (int(match[1]) for match in map(pattern.fullmatch, seen) if match)
            self._last_numbers[year] = max(used, default=0)
        new = (int(match[1]) for match in map(pattern.fullmatch, self._new_cases) if match)
        return f"{year}-{max(new, default=self._last_numbers[year]) + 1:04d}"

    def enter(self, act: Act) -> None:
        """Enter an act: seal its events into the chain and change the Register row."""
        sealed = seal(act.events, self._last_seq, self._last_digest)
        if sealed:
            self._last_seq, self._last_digest = sealed[-1].seq, sealed[-1].digest
        self._events.setdefault(act.number, []).extend(sealed)
        for event in sealed:
            self.append(HISTORY, event._asdict())
        if act.is_new:
            fields = {field: act.changes[field] for field in Complaint._fields}
            self._complaints[act.number] = Complaint(**fields)  # type: ignore[arg-type]  # field by field
            self._new_cases[act.number] = self.append(REGISTER, act.changes)
        else:
            self._change_case(act)

    def append(self, table: Table, values: Mapping[str, object]) -> dict[str, CellValue]:
        """Add a row to a list sheet, given by field names; return it by heading."""
        row = {
            column.heading: _cell(values[column.field])
            for column in table.columns
            if column.field in values
        }
        self._new_rows.setdefault(table.name, []).append(row)
        return row

    def patch(
        self,
    ) -> tuple[dict[tuple[str, str], CellValue], dict[str, list[dict[str, CellValue]]]]:
        """Return the cells to set and the table rows to add."""
        return self._cells, self._new_rows

    def fields(self, number: str, step: int = 0) -> dict[str, str]:
        """Return the letter fields (*Isian*) of a case, the last value of each key.

        What was filled in at ``step`` wins over what was filled in later for another step's letter.
        """
        known = [row.values for row in self.content.list_rows(FIELDS)]
        rows = [
            row
            for row in (*known, *self._new_rows.get(FIELDS.name, ()))
            if cell_text(row.get("No. Register")) == number
        ]
        rows.sort(key=lambda row: _whole(row.get("Tahap")) == step)
        return {cell_text(row.get("Isian")): cell_text(row.get("Nilai")) for row in rows}

    def next_seq(self, table: Table, year: int) -> int:
        """Return the next No. Urut of an agenda, which begins anew each year by its first date column."""
        dated = next(column.heading for column in table.columns if column.kind is Kind.DATE)

        def last(rows: Iterable[Mapping[str, CellValue]], least: int) -> int:
            used = (_whole(row.get("No. Urut")) for row in rows if _year(row.get(dated)) == year)
            return max(used, default=least)

        place = (table.name, year)
        if place not in self._last_seqs:
            rows = (row.values for row in self.content.list_rows(table))
            self._last_seqs[place] = last(rows, 0)
        known = self._last_seqs[place]
        return max(known, last(self._new_rows.get(table.name, ()), known)) + 1

    def change_outgoing(
        self, letter_number: str, heading: str, value: CellValue, *, year: int | None = None
    ) -> None:
        """Change a cell of the letter's row in Agenda Keluar, saved or not.

        ``year`` tells letters of one number apart: an office's pattern may leave the year out.
        """

        def is_meant(row: Mapping[str, CellValue]) -> bool:
            meant = year is None or _year(row.get("Tgl Surat")) == year
            return meant and cell_text(row.get("Nomor Surat")) == letter_number

        for new in self._new_rows.get(OUTGOING.name, []):
            if is_meant(new):
                new[heading] = value
        for row in self.content.list_rows(OUTGOING):
            if is_meant(row.values):
                self._cells[self._name(OUTGOING), row.address(heading)] = value

    def put_recap(self, day: date, values: Mapping[str, CellValue]) -> None:
        """Write a day's row of Rekap Harian, by heading: over the one that is there, else as a new one."""
        for new in self._new_rows.get(RECAP.name, []):
            if new["Tanggal"] == day:
                new.update(values)
                return
        for row in self.content.list_rows(RECAP):
            if as_date(row.values.get("Tanggal")) == day:
                for heading, value in values.items():
                    self._cells[self._name(RECAP), row.address(heading)] = value
                return
        self._new_rows.setdefault(RECAP.name, []).append(dict(values))

    def _name(self, table: Table) -> str:
        """Return the sheet's name as it is in this workbook."""
        return self.content.sheets[table.sheet].name

    def _change_case(self, act: Act) -> None:
        new = self._new_cases.get(act.number)
        sheet = self.content.sheets[REGISTER.sheet]
        for column in REGISTER.columns:
            if column.field not in act.changes:
                continue
            value = _cell(act.changes[column.field])
            if new is not None:
                new[column.heading] = value
            else:
                place = self._rows[act.number] - sheet.first_row
                self._cells[sheet.name, sheet.address(place, column.heading)] = value


def _chain_end(content: RegisterContent) -> tuple[int, str]:
    """Return the last No. Urut and the Sidik that the next event is chained to, damaged rows included.

    No. Urut runs without gaps, so a row that cannot say its own is the last one if no other row is.
    """
    rows = [item.event for item in (*content.events, *content.damaged)]

    def place(event: Event) -> int:
        return event.seq if isinstance(event.seq, int) else len(rows)

    last = max((event for event in rows if event.digest), key=place, default=None)
    return (0, "") if last is None else (max(place(last), len(rows)), last.digest)


def _year(value: CellValue) -> int | None:
    day = as_date(value)
    return None if day is None else day.year


def _whole(value: CellValue) -> int:
    text = cell_text(value)
    return int(text) if text.isdecimal() else 0


def _cell(value: object) -> CellValue:
    """Return a domain value as its cell holds it: yes and no in words, empty text as an empty cell."""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    return None if value == "" else value  # type: ignore[return-value]  # domain fields hold cell values
