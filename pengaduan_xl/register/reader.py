"""A register's bytes -> complaints, events and the office's rules; bad rows are collected, never dropped."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.calendar import parse_holidays, parse_hours
from pengaduan_xl.domain.complaint import CaseState, Complaint, Event, Status
from pengaduan_xl.domain.findings import CellValue, Finding, SheetRow
from pengaduan_xl.domain.office import Office, StatutoryDays
from pengaduan_xl.domain.office_hours import OfficeHours
from pengaduan_xl.domain.officers import parse_officers
from pengaduan_xl.domain.procedure_sheet import parse_procedures
from pengaduan_xl.register.schema import HISTORY, REGISTER, TABLES
from pengaduan_xl.register.schema_rules import (
    FLOW,
    HOLIDAYS,
    HOURS,
    OFFICERS,
    PROCEDURE,
    SETTINGS,
)
from pengaduan_xl.register.sheets import BAD, SheetTable, convert_columns, open_sheets, read_table
from pengaduan_xl.settings import Settings, parse_settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pengaduan_xl.register.columns import Table

COMPLAINT_FIELDS = len(Complaint._fields)


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
    structure: list[Finding] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def list_rows(self, table: Table) -> list[SheetRow]:
        """Return the rows of a list sheet by heading; a missing sheet has none."""
        sheet = self.sheets.get(table.sheet)
        return sheet.sheet_rows() if sheet else []


def read_register(content: bytes, path: Path) -> RegisterContent:
    """Read a register.

    Args:
        content: The workbook's bytes.
        path: Where they come from; named in errors.

    Raises:
        NotAWorkbookError: The bytes are no sound workbook.
        EncryptedWorkbookError: The workbook has a password.
    """
    book = open_sheets(content, path)
    structure: list[Finding] = []
    sheets: dict[str, SheetTable] = {}
    for table in TABLES:
        sheet = read_table(book, table, path)
        structure += _structure(table, sheet)
        if sheet is not None:
            sheets[table.sheet] = sheet
    result = RegisterContent(sheets, [], [], Office({}, OfficeHours((), ())), Settings(), structure)
    _read_rules(result)
    _read_rows(result)
    _read_events(result)
    return result


def _structure(table: Table, sheet: SheetTable | None) -> list[Finding]:
    """Return what keeps a sheet from being used at all."""
    if sheet is None:
        remedy = "Kembalikan sheet itu dari cadangan, atau perbaiki namanya"
        return [
            Finding(
                table.sheet,
                "",
                "",
                f"Sheet '{table.sheet}' tidak ada atau tanpa judul kolom",
                remedy,
            )
        ]
    row = sheet.first_row - 1
    remedy = f"Tulis kembali judul kolom itu pada baris {row}"
    return [
        Finding(table.sheet, "", "", f"Kolom '{heading}' tidak ada", remedy)
        for heading in sheet.missing
    ]


def _read_rules(result: RegisterContent) -> None:
    """Gather the office's rules from its sheets."""
    settings, findings = parse_settings(result.list_rows(SETTINGS))
    procedures, in_sop = parse_procedures(result.list_rows(PROCEDURE), result.list_rows(FLOW))
    hours, in_hours = parse_hours(result.list_rows(HOURS))
    holidays, in_holidays = parse_holidays(result.list_rows(HOLIDAYS))
    officers, in_officers = parse_officers(result.list_rows(OFFICERS))
    result.findings += [*findings, *in_sop, *in_hours, *in_holidays, *in_officers]
    result.settings = settings
    days = StatutoryDays(settings.response_days, settings.decision_days, settings.completion_days)
    result.office = Office(
        procedures, OfficeHours(hours, holidays), officers, settings.sop_version, days
    )


def _read_rows(result: RegisterContent) -> None:
    """Read the rows of Register."""
    sheet = result.sheets.get(REGISTER.sheet)
    if sheet is None or sheet.missing:
        return
    numbers, columns, bad = _columns(result, sheet)
    seen: set[str] = set()
    statuses = {status.value: status for status in Status}
    for row, values in zip(numbers, zip(*columns, strict=True), strict=True):
        number = str(values[0])
        if number in seen:
            _note(result, sheet, row, "No. Register ada dua kali", "Hapus salah satu baris")
            result.broken.add(number)
        seen.add(number)
        state = CaseState(*values[COMPLAINT_FIELDS - 3 : -3])
        status = statuses.get(str(state.status))
        if row in bad or status is None or not number:
            result.broken.add(number)
            if status is None:
                _note(
                    result, sheet, row, f"Status '{state.status}' tidak dikenal", "Jalankan periksa"
                )
            continue
        complaint = Complaint(*values[: COMPLAINT_FIELDS - 3], *values[-3:])
        result.rows.append(RegisterRow(row, complaint, state._replace(status=status)))


def _read_events(result: RegisterContent) -> None:
    """Read the rows of Riwayat, oldest first by No. Urut."""
    sheet = result.sheets.get(HISTORY.sheet)
    if sheet is None or sheet.missing:
        return
    numbers, columns, bad = _columns(result, sheet)
    events = map(Event._make, zip(*columns, strict=True))
    for row, event in zip(numbers, events, strict=True):
        if row in bad:
            result.broken.add(str(event.number))
        else:
            result.events.append(EventRow(row, event))
    result.events.sort(key=lambda item: item.event.seq)


def _columns(
    result: RegisterContent, sheet: SheetTable
) -> tuple[list[int], list[list[object]], set[int]]:
    """Return row numbers, converted columns and the numbers of bad rows, blank rows left out."""
    key = "No. Register"
    columns, findings = convert_columns(sheet, sheet.table.columns, key)
    place_of_key = sheet.columns[key]
    filled = [row[place_of_key] != "" or not _is_blank(sheet, row) for row in sheet.rows]
    numbers = list(range(sheet.first_row, sheet.first_row + len(filled)))
    if not all(filled):
        columns = [list(compress(column, filled)) for column in columns]
        numbers = list(compress(numbers, filled))
    bad = {
        numbers[place]
        for column in columns
        if findings and BAD in column
        for place, cell in enumerate(column)
        if cell is BAD
    }
    result.findings += findings
    for column, cells in zip(sheet.table.columns, columns, strict=True):
        if column.required and (None in cells or "" in cells):
            bad |= _required(result, sheet, column.heading, (numbers, cells))
    return numbers, columns, bad


def _is_blank(sheet: SheetTable, row: Sequence[CellValue]) -> bool:
    return all(row[place] == "" for place in sheet.columns.values())


def _required(
    result: RegisterContent,
    sheet: SheetTable,
    heading: str,
    cells: tuple[Sequence[int], Sequence[object]],
) -> set[int]:
    """Report the empty cells of a column that every row needs; return their rows."""
    rows = {row for row, cell in zip(*cells, strict=True) if cell is None or cell == ""}
    key = sheet.columns["No. Register"]
    for row in sorted(rows):
        place = row - sheet.first_row
        result.findings.append(
            Finding(
                sheet.table.sheet,
                sheet.address(place, heading),
                str(sheet.rows[place][key]),
                f"{heading} kosong atau berisi galat rumus",
                "Isi kembali dari cadangan atau berkas aslinya",
            )
        )
    return rows


def _note(result: RegisterContent, sheet: SheetTable, row: int, problem: str, remedy: str) -> None:
    place = row - sheet.first_row
    number = str(sheet.rows[place][sheet.columns["No. Register"]])
    address = sheet.address(place, "No. Register")
    result.findings.append(Finding(sheet.table.sheet, address, number, problem, remedy))
