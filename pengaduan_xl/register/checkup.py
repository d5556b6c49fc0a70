"""A register's bytes -> every finding: structure, cells, and what the audit of its rules says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pengaduan_xl.domain.audit import Placed, RecordedCase, audit
from pengaduan_xl.domain.chain import digest
from pengaduan_xl.domain.complaint import CaseState
from pengaduan_xl.domain.findings import Finding, cell_text
from pengaduan_xl.errors import UnusableFileError
from pengaduan_xl.register.agendas import check_agendas
from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.ledger import BrokenStructureError
from pengaduan_xl.register.opened import LostHistoryError, Opened, open_register
from pengaduan_xl.register.reader import EventRow, RegisterContent, read_register
from pengaduan_xl.register.rows import KEY, typed_rows
from pengaduan_xl.register.schema import FIELDS, HISTORY, INCOMING, OUTGOING, RECAP, REGISTER
from pengaduan_xl.register.store import RegisterFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.register.ledger import Ledger

JOURNAL = "Jurnal"
"""Where findings about the journal are; it is no sheet."""

SEQUENCE, SEAL = "No. Urut", "Sidik"

OTHER_LISTS = (FIELDS, INCOMING, OUTGOING, RECAP)
"""List sheets whose cells no act converts as a whole, so that only this check looks at every one."""


def check_register(content: bytes, path: Path, now: datetime) -> list[Finding]:
    """Return all findings of a register, structure first; the bytes stay as they are.

    Raises:
        NotAWorkbookError: The bytes are no sound workbook.
        EncryptedWorkbookError: The workbook has a password.
        OversizedError: It is larger than any office's register.
        FarCellError: A sheet reaches too far.
    """
    return check_content(read_register(content, path), now)


def check_file(
    path: Path, now: datetime, more: Sequence[Callable[[Ledger], Iterable[Finding]]] = ()
) -> list[Finding]:
    """Return all findings of a register file and of the journal beside it; both stay as they are.

    Args:
        path: The register.
        now: This moment, naive WIB.
        more: Further checks of what was read, acts that wait in the journal included.

    Raises:
        PengaduanError: The file, or its journal, cannot be read.
    """
    file = RegisterFile(path)
    try:
        opened = open_register(file, Journal(file.path))
    except BrokenStructureError:
        return check_register(file.read().content, path, now)
    findings = check_content(opened.ledger.content.whole, now)
    for check in more:
        findings += check(opened.ledger)
    return [*findings, *_journal(opened)]


def _journal(opened: Opened) -> Iterator[Finding]:
    """Tell which acts are in the journal alone, and what is wrong with it."""
    if isinstance(opened.trouble, UnusableFileError | LostHistoryError):
        yield Finding(JOURNAL, "", "", opened.trouble.problem, opened.trouble.remedy)
    for entry in opened.lacking:
        state = "hilang dari register" if entry.entered else "belum masuk ke register"
        problem = f"Tindakan {state}: {entry}"
        yield Finding(JOURNAL, "", entry.number, problem, "Jalankan: pengaduan pulihkan")
    if opened.has_torn_end:
        remedy = (
            "Ulangi tindakan terakhir bila tidak ada di register; jurnal tidak perlu diperbaiki"
        )
        yield Finding(JOURNAL, "", "", "Baris terakhir jurnal terpotong saat ditulis", remedy)


def check_content(register: RegisterContent, now: datetime) -> list[Finding]:
    """Return all findings of a register that was read."""
    findings = [*register.structure, *register.findings]
    for table in OTHER_LISTS:
        sheet = register.sheets.get(table.sheet)
        if sheet is not None and not sheet.missing:
            findings += typed_rows(sheet).findings
    blocked = {finding.sheet for finding in register.structure}
    if blocked.isdisjoint({REGISTER.sheet, HISTORY.sheet}):
        findings += _audit(register, now)
    return findings


def _audit(register: RegisterContent, now: datetime) -> list[Finding]:
    cases, history = register.sheets[REGISTER.sheet], register.sheets[HISTORY.sheet]
    recorded = [
        RecordedCase(row.complaint, row.state, partial(cases.address, row.row - cases.first_row))
        for row in register.rows
        if row.complaint.number not in register.broken
    ]
    placed = [
        Placed(item.event, partial(history.address, item.row - history.first_row))
        for item in register.events
    ]
    headings = {field: REGISTER.heading_of(field) for field in CaseState._fields}
    unread = {cell_text(row[cases.columns[KEY]]) for row in cases.rows}
    unread -= {case.complaint.number for case in recorded}
    told = {item.address(KEY) for item in placed if item.event.number in unread}
    told |= _told_already(placed, register.damaged)
    findings = audit(register.office, recorded, placed, headings, now)
    incoming, outgoing = register.list_rows(INCOMING), register.list_rows(OUTGOING)
    findings += check_agendas(incoming, outgoing, placed)
    return [
        finding
        for finding in findings
        if finding.sheet != HISTORY.sheet or finding.cell not in told
    ]


def _told_already(events: Sequence[Placed], damaged: Sequence[EventRow]) -> set[str]:
    """Return the cells of Riwayat at which the audit would only repeat that other rows are damaged.

    The chain and the numbering go on past a damaged row; what its case did cannot be judged without it.
    """
    numbers = {item.event.number for item in damaged}
    judged = [heading for heading in HISTORY.headings if heading not in {SEQUENCE, SEAL}]
    cells = {
        item.address(heading)
        for item in events
        if item.event.number in numbers
        for heading in judged
    }
    known = {item.event.seq for item in damaged}
    last = 0
    for item in events:
        event = item.event
        if event.seq > last + 1:
            if any(digest(event, before.event.digest) == event.digest for before in damaged):
                cells.add(item.address(SEAL))
            if all(seq in known for seq in range(last + 1, event.seq)):
                cells.add(item.address(SEQUENCE))
        last = event.seq
    return cells
