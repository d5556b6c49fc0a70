"""A register's bytes -> complaints, events and the office's rules; bad rows are collected, never dropped."""

from __future__ import annotations

import contextlib
import gc
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.complaint import CaseState, Complaint, Event, Status
from pengaduan_xl.domain.findings import Finding, SheetRow
from pengaduan_xl.domain.office import Office
from pengaduan_xl.domain.office_hours import OfficeHours
from pengaduan_xl.domain.progress import replay
from pengaduan_xl.register.holdings import ContentHoldings
from pengaduan_xl.register.long_tables import read_long_table
from pengaduan_xl.register.office_rules import read_rules
from pengaduan_xl.register.opening import open_sheets
from pengaduan_xl.register.optional_sheets import optional_findings
from pengaduan_xl.register.rows import long_numbers, row_finding, typed_rows
from pengaduan_xl.register.schema import (
    FIELDS,
    HISTORY,
    INCOMING,
    OPTIONAL_TABLES,
    OUTGOING,
    RECAP,
    REGISTER,
    TABLES,
)
from pengaduan_xl.register.sheets import CellRoom, SheetTable, read_table
from pengaduan_xl.register.slices import UnusualSheetError
from pengaduan_xl.register.table_places import table_places
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from python_calamine import CalamineWorkbook

    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.long_tables import LongTable

COMPLAINT_FIELDS = len(Complaint._fields)

GROWING = (REGISTER, HISTORY, FIELDS, INCOMING, OUTGOING, RECAP)
"""List sheets to which acts add rows, so that each needs its Excel table."""

STATUSES = {status.value: status for status in Status}

LOST = "Tahap atau status tidak sesuai Riwayat, sedangkan ada baris Riwayat yang hilang"
RETURN_LOST = "Kembalikan baris Riwayat itu dari cadangan"

LONG_NUMBERS = ("NIK", "Telepon")
"""Columns of Register whose digits Excel spoils when it takes them for a number."""


class RegisterRow(NamedTuple):
    """One row of Register as it stands in the workbook.

    ``row`` is its row number in Excel; ``state`` is what the derived columns say, which is checked against
    Riwayat and never taken as truth.
    """

    row: int
    complaint: Complaint
    state: CaseState


class EventRow(NamedTuple):
    """One row of Riwayat with its row number in Excel."""

    row: int
    event: Event


@dataclass(slots=True)
class RegisterContent:
    """Everything a register holds.

    Attributes:
        sheets: The list sheets as read, by sheet name.
        rows: Rows of Register in sheet order.
        events: Rows of Riwayat by No. Urut.
        damaged: Rows of Riwayat that cannot be used; only cells that could be read mean anything.
        office: The rules in force.
        settings: The sheet Pengaturan.
        structure: Missing sheets and columns; acts are refused while there are any.
        findings: Bad cells and rows.
        broken: Numbers whose rows cannot be read in full.
    """

    sheets: dict[str, SheetTable]
    rows: list[RegisterRow]
    events: list[EventRow]
    office: Office
    settings: Settings
    damaged: list[EventRow] = field(default_factory=list)
    structure: list[Finding] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    _listed: dict[str, list[SheetRow]] = field(default_factory=dict)
    _held: ContentHoldings | None = None

    @property
    def held(self) -> ContentHoldings:
        """The same, asked by number, place in the chain, or Sidik."""
        if self._held is None:
            self._held = ContentHoldings(self)
        return self._held

    @property
    def whole(self) -> RegisterContent:
        """Everything in memory: this."""
        return self

    def faults_of(self, number: str) -> list[Finding]:
        """Return why a complaint's rows cannot be read in full."""
        return [finding for finding in self.findings if finding.number == number]

    def list_rows(self, table: Table) -> list[SheetRow]:
        """Return the rows of a list sheet by heading; a missing sheet has none."""
        if table.sheet not in self._listed:
            sheet = self.sheets.get(table.sheet)
            self._listed[table.sheet] = sheet.sheet_rows() if sheet else []
        return self._listed[table.sheet]


def read_register(content: bytes, path: Path) -> RegisterContent:
    """Read a register.

    Args:
        content: The workbook's bytes.
        path: Where they come from; named in errors.

    Raises:
        NotAWorkbookError: The bytes are no sound workbook.
        EncryptedWorkbookError: The workbook has a password.
        OversizedError: It is larger than any office's register.
        FarCellError: A sheet reaches too far.
    """
    with _collector_paused():
        book, places = open_sheets(content, path), table_places(content)
        try:
            return _read(book, places, path, content)
        except UnusualSheetError:
            return _read(book, places, path, b"")


@contextlib.contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the garbage collector from walking through a million new cells again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(
    book: CalamineWorkbook, places: Mapping[str, str], path: Path, content: bytes
) -> RegisterContent:
    """Read a register, a long Riwayat piece by piece if its bytes are given in ``content``."""
    structure: list[Finding] = []
    sheets: dict[str, SheetTable] = {}
    room = CellRoom()
    history = read_long_table(book, HISTORY, content, path, room) if content else None
    for table in TABLES:
        sheet = (
            history.sheet if history and table is HISTORY else read_table(book, table, path, room)
        )
        structure += _structure(table, sheet)
        if sheet is not None:
            sheets[table.sheet] = sheet
            if table in GROWING:
                structure += _excel_table(table, sheet, places.get(table.name.casefold()))
    found = ((table.sheet, read_table(book, table, path, room)) for table in OPTIONAL_TABLES)
    sheets.update((name, sheet) for name, sheet in found if sheet is not None)
    result = RegisterContent(
        sheets, [], [], Office({}, OfficeHours((), ())), Settings(), structure=structure
    )
    result.office, result.settings, findings = read_rules(result.list_rows)
    result.findings += [*findings, *optional_findings(sheets)]
    _read_rows(result)
    _read_events(result, history)
    _find_lost_rows(result)
    return result


def _structure(table: Table, sheet: SheetTable | None) -> list[Finding]:
    """Return what keeps a sheet from being used at all."""
    if sheet is None:
        remedy = "Kembalikan lembar itu dari cadangan, atau perbaiki namanya"
        return [
            Finding(
                table.sheet,
                "",
                "",
                f"Lembar '{table.sheet}' tidak ada atau tanpa judul kolom",
                remedy,
            )
        ]
    row = sheet.first_row - 1
    remedy = f"Tulis kembali judul kolom itu pada baris {row}"
    return [
        Finding(table.sheet, "", "", f"Kolom '{heading}' tidak ada", remedy)
        for heading in sheet.missing
    ]


def _excel_table(table: Table, sheet: SheetTable, place: str | None) -> list[Finding]:
    """Return what keeps rows from being added: the Excel table is nowhere, or on another sheet."""
    if place == sheet.name:
        return []
    problem = f"Tabel '{table.name}' tidak ada"
    remedy = f"Pilih daftarnya dengan judul kolom, Sisipkan > Tabel, beri nama {table.name}"
    if place is not None:
        problem = f"Tabel '{table.name}' ada di lembar '{place}', bukan di '{sheet.name}'"
        remedy = (
            f"Beri tabel di '{place}' nama lain, lalu beri nama {table.name} pada tabel daftar ini"
        )
    return [Finding(table.sheet, "", "", problem, remedy)]


def _read_rows(result: RegisterContent) -> None:
    """Read the rows of Register."""
    sheet = result.sheets.get(REGISTER.sheet)
    if sheet is None or sheet.missing:
        return
    typed = typed_rows(sheet)
    result.findings += [*typed.findings, *long_numbers(sheet, LONG_NUMBERS)]
    place = REGISTER.headings.index("Status")
    typed.columns[place] = [STATUSES.get(str(word), word) for word in typed.columns[place]]
    seen: set[str] = set()
    for row, values in zip(typed.numbers, zip(*typed.columns, strict=True), strict=True):
        number = str(values[0])
        state = CaseState(*values[COMPLAINT_FIELDS - 3 : -3])
        faults = _row_faults(state.status, repeated=number != "" and number in seen)
        result.findings += [row_finding(sheet, row, *fault) for fault in faults]
        seen.add(number)
        if faults or row in typed.bad:
            result.broken.add(number)
        else:
            complaint = Complaint(*values[: COMPLAINT_FIELDS - 3], *values[-3:])
            result.rows.append(RegisterRow(row, complaint, state))
    result.broken.discard("")


def _row_faults(status: str, *, repeated: bool) -> list[tuple[str, str, str]]:
    """Return what is wrong with a row of Register beside its cells' types: heading, problem and remedy."""
    faults = []
    if repeated:
        faults.append(("No. Register", "No. Register ada dua kali", "Hapus salah satu baris"))
    if status and status not in STATUSES:
        remedy = "Kembalikan sel itu; status dihitung dari Riwayat"
        faults.append(("Status", f"Status '{status}' tidak dikenal", remedy))
    return faults


def _read_events(result: RegisterContent, history: LongTable | None) -> None:
    """Read the rows of Riwayat, oldest first by No. Urut."""
    sheet = result.sheets.get(HISTORY.sheet)
    if sheet is None or sheet.missing:
        return
    for typed in [typed_rows(sheet)] if history is None else history.typed():
        result.findings += typed.findings
        events = map(Event._make, zip(*typed.columns, strict=True))
        if not typed.bad:
            result.events += map(EventRow, typed.numbers, events)
            continue
        for row, event in zip(typed.numbers, events, strict=True):
            (result.damaged if row in typed.bad else result.events).append(EventRow(row, event))
    result.broken.update(item.event.number for item in result.damaged if item.event.number)
    result.events.sort(key=lambda item: item.event.seq)


def _find_lost_rows(result: RegisterContent) -> None:
    """Mark the cases to which rows lost from Riwayat may belong.

    A row that is gone, or that no longer says whose it is, could be any case's. Where Register says another
    step or status than the events that are left, nothing may be built on them.
    """
    events, damaged = result.events, result.damaged
    last = max((item.event.seq for item in events), default=0)
    if last <= len(events) + len(damaged) and all(item.event.number for item in damaged):
        return
    by_number: dict[str, list[Event]] = {}
    for item in events:
        by_number.setdefault(item.event.number, []).append(item.event)
    for row in result.rows:
        number, state = row.complaint.number, row.state
        progress = replay(by_number.get(number, ()))
        follows = (progress.step, progress.status) == (state.step, state.status)
        if not follows and number not in result.broken:
            result.broken.add(number)
            sheet = result.sheets[REGISTER.sheet]
            result.findings.append(row_finding(sheet, row.row, "Tahap", LOST, RETURN_LOST))
