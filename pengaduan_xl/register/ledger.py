"""The register in memory: cases by number, and what acts have changed since it was read.

Acts are entered here one after the other and reach the workbook in one save; what is not saved has not
happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.complaint import Case
from pengaduan_xl.domain.findings import Finding
from pengaduan_xl.domain.progress import replay, state_of
from pengaduan_xl.errors import NotFoundError, UnusableFileError
from pengaduan_xl.register.event_chain import EventChain
from pengaduan_xl.register.holdings import number_place
from pengaduan_xl.register.list_rows import ListRows
from pengaduan_xl.register.operations import (
    Changes,
    Draft,
    LetterCell,
    NewEvent,
    NewRow,
    Operation,
    RecapRow,
    complaint_of,
)
from pengaduan_xl.register.schema import HISTORY, REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from pengaduan_xl.domain.acts import Act
    from pengaduan_xl.domain.complaint import Complaint
    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.indexed import AnyContent


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

    Args:
        content: The register as read.
        given: Last numbers given, by table and year, whatever the sheets say; see :func:`given_numbers`.

    Raises:
        BrokenStructureError: Sheets, columns or tables are missing.
    """

    def __init__(
        self, content: AnyContent, given: Mapping[tuple[str, int], int] | None = None
    ) -> None:
        if content.structure:
            raise BrokenStructureError(content.structure)
        self.content = content
        self.office = content.office
        self.settings = content.settings
        self.chain = EventChain(content.held)
        self.lists = ListRows(content, given or {})
        self._given = given or {}
        self._complaints: dict[str, Complaint] = {}
        self._new_cases: dict[str, dict[str, CellValue]] = {}
        self._case_cells: dict[str, dict[str, CellValue]] = {}
        self._last_numbers: dict[int, int] = {}
        self._made: list[Operation] = []
        self._bases: dict[str, str] = {}

    @property
    def is_changed(self) -> bool:
        """Whether anything waits to be saved."""
        return bool(self._case_cells or self.lists.is_changed)

    def has_row(self, number: str) -> bool:
        """Whether Register has a row of that number, readable or not."""
        held = self.content.held
        is_new = number in self._complaints
        return is_new or held.row_number(number) is not None or number in self.content.broken

    def case(self, number: str) -> Case:
        """Return a case.

        Raises:
            CaseNotFoundError: There is none of that number.
            BrokenCaseError: Its rows cannot be read in full.
        """
        content = self.content
        if number in content.broken:
            raise BrokenCaseError(number, content.faults_of(number))
        complaint = self._complaints.get(number) or content.held.complaint(number)
        if complaint is None:
            raise CaseNotFoundError(number)
        if not self.chain.has(number):
            remedy = "Jalankan pengaduan pulihkan, atau kembalikan barisnya dari cadangan"
            missing = Finding(HISTORY.sheet, "", number, "Tidak ada barisnya di Riwayat", remedy)
            raise BrokenCaseError(number, [missing])
        return Case(complaint, self.chain.of(number))

    def cases(self) -> list[Case]:
        """Return all cases that can be read in full, by number."""
        held = self.content.held
        held.gather()
        rows = held.complaints() | self._complaints.keys()
        return [self.case(one) for one in sorted(rows & self.chain.numbers() - self.content.broken)]

    def next_number(self, year: int) -> str:
        """Return the next No. Register of a year, after every number given before."""
        if year not in self._last_numbers:
            least = self._given.get((REGISTER.name, year), 0)
            added = (number_place(number, year) for number in self._complaints)
            last = self.content.held.last_number(year)
            self._last_numbers[year] = max(last, least, *added)
        new = (place for number in self._new_cases if (place := number_place(number, year)))
        return f"{year}-{max([self._last_numbers[year], *new]) + 1:04d}"

    def enter(self, act: Act) -> None:
        """Enter an act: seal its events into the chain and change the Register row."""
        self._bases.setdefault(act.number, self.chain.last_of(act.number))
        for event in self.chain.seal(act.events):
            self._do(NewEvent(event))
        if act.is_new:
            self.append(REGISTER, act.changes)
        else:
            self._change_case(act.number, act.changes)

    def append(self, table: Table, values: Mapping[str, object]) -> None:
        """Add a row to a list sheet, given by field names."""
        self._do(NewRow(table.name, _row(table, values)))

    def change_outgoing(
        self, letter_number: str, heading: str, value: CellValue, *, year: int | None = None
    ) -> None:
        """Change a cell of the letter's row in Agenda Keluar, saved or not."""
        self._do(LetterCell(letter_number, year, heading, value))

    def put_recap(self, day: date, values: Mapping[str, CellValue]) -> None:
        """Write a day's row of Rekap Harian, by heading: over the one that is there, else as a new one."""
        self._do(RecapRow(day, values))

    def fields(self, number: str, step: int = 0) -> dict[str, str]:
        """Return the letter fields of a case; see :meth:`ListRows.fields`."""
        return self.lists.fields(number, step)

    def next_seq(self, table: Table, year: int) -> int:
        """Return the next No. Urut of an agenda in a year."""
        return self.lists.next_seq(table, year)

    def apply(self, operation: Operation) -> None:
        """Do again what an act changed; derived columns are brought up to date by :meth:`refresh`."""
        if isinstance(operation, NewEvent):
            self.chain.add(operation.event)
            self.lists.add(NewRow(HISTORY.name, _row(HISTORY, operation.event._asdict())))
        elif isinstance(operation, RecapRow):
            self.lists.put_recap(operation)
        elif isinstance(operation, LetterCell):
            self.lists.change_letter(operation)
        else:
            self.lists.add(operation)
            if operation.table == REGISTER.name:
                complaint = complaint_of(operation.values)
                self._complaints[complaint.number] = complaint
                self._new_cases[complaint.number] = self.lists.new[REGISTER.name][-1]

    def correct(self, complaint: Complaint) -> None:
        """Take over what staff typed into a complaint's row since the file was read."""
        self._complaints[complaint.number] = complaint

    def refresh(self, number: str) -> None:
        """Write the derived columns of a case as its events give them now.

        Raises:
            BrokenCaseError: Its rows cannot be read in full.
        """
        state, _ = state_of(self.office, replay(self.case(number).events))
        self._change_case(number, state._asdict())

    def take(self) -> Draft:
        """Return what was changed since the last call, for the journal."""
        draft = Draft(tuple(self._made), self._bases)
        self._made, self._bases = [], {}
        return draft

    def patch(
        self,
    ) -> tuple[dict[tuple[str, str], CellValue], dict[str, list[dict[str, CellValue]]]]:
        """Return the cells to set in the file that was read, and the table rows to add."""
        cells = self.lists.cells()
        sheet = self.content.sheets[REGISTER.sheet]
        for number, row in self._case_cells.items():
            place = (self.content.held.row_number(number) or 0) - sheet.first_row
            for heading, value in row.items():
                cells[sheet.name, sheet.address(place, heading)] = value
        return cells, self.lists.rows_to_add()

    def changes(self) -> Changes:
        """Return what a workbook is to be given that holds everything up to the last :meth:`settle`."""
        lists = self.lists
        return Changes(lists.new, self._case_cells, lists.letters, lists.recaps)

    def settle(self) -> None:
        """Take everything entered so far as being in the workbook already."""
        self._case_cells, self._new_cases, self._last_numbers = {}, {}, {}
        self.lists.settle()

    def _do(self, operation: Operation) -> None:
        self._made.append(operation)
        self.apply(operation)

    def _change_case(self, number: str, changes: Mapping[str, object]) -> None:
        row = self._new_cases.get(number)
        if row is None:
            row = self._case_cells.setdefault(number, {})
        row.update(_row(REGISTER, changes))


def _row(table: Table, values: Mapping[str, object]) -> dict[str, CellValue]:
    """Return values given by field names as a row by heading."""
    return {
        column.heading: _cell(values[column.field])
        for column in table.columns
        if column.field in values
    }


def _cell(value: object) -> CellValue:
    """Return a domain value as its cell holds it: yes and no in words, empty text as an empty cell."""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    return None if value == "" else value  # type: ignore[return-value]  # domain fields hold cell values
