"""What is wrong in the sheets of rules that an older register lacks; none of it keeps acts back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.register.escalation import read_escalation
from pengaduan_xl.register.recipients import read_recipients
from pengaduan_xl.register.schedule import read_schedule
from pengaduan_xl.register.schema_rules import ESCALATION, RECIPIENTS, SCHEDULE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.domain.findings import Finding
    from pengaduan_xl.register.sheets import SheetTable


def optional_findings(sheets: Mapping[str, SheetTable]) -> list[Finding]:
    """Return what is wrong in the optional sheets among those of a register, by sheet name."""
    _, in_schedule = read_schedule(sheets.get(SCHEDULE.sheet))
    _, in_recipients = read_recipients(sheets.get(RECIPIENTS.sheet))
    _, in_escalation = read_escalation(sheets.get(ESCALATION.sheet))
    return [*in_schedule, *in_recipients, *in_escalation]
