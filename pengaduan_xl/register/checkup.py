"""A register's bytes -> every finding: structure, cells, and what the audit of its rules says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pengaduan_xl.domain.audit import Placed, RecordedCase, audit
from pengaduan_xl.domain.complaint import CaseState
from pengaduan_xl.register.reader import RegisterContent, read_register
from pengaduan_xl.register.schema import HISTORY, REGISTER

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.domain.findings import Finding


def check_register(content: bytes, path: Path, now: datetime) -> list[Finding]:
    """Return all findings of a register, structure first; the bytes stay as they are.

    Raises:
        NotAWorkbookError: The bytes are no sound workbook.
        EncryptedWorkbookError: The workbook has a password.
    """
    register = read_register(content, path)
    findings = [*register.structure, *register.findings]
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
    return audit(register.office, recorded, placed, headings, now)
