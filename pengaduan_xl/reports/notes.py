"""Who gets a *nota dinas* about which late cases, as texts; it names no complainant (UU 27/2022)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.escalation import (
    CASE_CLOCK,
    COMPLETION_CLOCK,
    STATUTORY_CLOCK,
    STEP_CLOCK,
)
from pengaduan_xl.domain.procedure import ROLES
from pengaduan_xl.reports.overdue_tables import DUE, LATE, LEFT, NUMBER, ROLE, STEP, SUBJECT
from pengaduan_xl.reports.tables import cell_text
from pengaduan_xl.wording import thousands

if TYPE_CHECKING:
    from pengaduan_xl.domain.escalation import ClockStanding
    from pengaduan_xl.reports.overdue import OverdueCase, OverdueReport

_CLOCK_WORDS = {
    STEP_CLOCK: "tahap ({})",
    CASE_CLOCK: "kasus",
    STATUTORY_CLOCK: "batas hukum",
    COMPLETION_CLOCK: "batas kelengkapan",
}


class Note(NamedTuple):
    """What one role is told.

    Attributes:
        role: Who is told.
        own: Cases whose step the role performs, worst first.
        escalated: Cases of others that have gone up to the role.
        copies: Roles on higher levels who are told of some of these, too (*tembusan*).
    """

    role: str
    own: tuple[OverdueCase, ...]
    escalated: tuple[OverdueCase, ...]
    copies: tuple[str, ...]


def notes_of(report: OverdueReport) -> list[Note]:
    """Return a note for each role that is told of a case, in the SOP's order of roles."""
    cases = (*report.rows, *report.soon)
    told = {role for row in cases for role in row.escalation.roles}
    return [_note(role, cases) for role in _in_order(told)]


def note_row(row: OverdueCase) -> tuple[str, ...]:
    """Return a case as a note shows it: number, subject, step, performer, deadline, how late, why."""
    cells = [cell_text(cell_of(row)) for _, cell_of in (NUMBER, SUBJECT, STEP, ROLE, DUE)]
    return (*cells, _time_text(row), short_reason(row))


def short_reason(row: OverdueCase) -> str:
    """Return in a few words which clocks are past or near: ``lewat tahap (5 hari), kasus``."""
    clocks = (_clock_text(row, standing) for standing in row.standings)
    return f"{'lewat' if row.standings[0].is_past else 'terpakai'} {', '.join(clocks)}"


def _clock_text(row: OverdueCase, standing: ClockStanding) -> str:
    clock = _CLOCK_WORDS[standing.clock].format(row.allowed)
    return clock if standing.is_past else f"{clock} {standing.percent_used} %"


def _time_text(row: OverdueCase) -> str:
    """Return how late a case is, in working days where there are any, or what is left."""
    first = row.standings[0]
    if first.days_late:
        return f"{thousands(first.days_late)} hari kerja"
    _, time_of = LATE if first.is_past else LEFT
    text = cell_text(time_of(row))
    return text if first.is_past else f"sisa {text}"


def _note(role: str, cases: tuple[OverdueCase, ...]) -> Note:
    mine = [row for row in cases if role in row.escalation.roles]
    above = {
        other
        for row in mine
        for other in row.escalation.roles[row.escalation.roles.index(role) + 1 :]
    }
    return Note(
        role,
        tuple(row for row in mine if row.role == role),
        tuple(row for row in mine if row.role != role),
        tuple(_in_order(above)),
    )


def _in_order(roles: set[str]) -> list[str]:
    """Return roles in the SOP's order, others after them."""
    return [*(role for role in ROLES if role in roles), *sorted(roles.difference(ROLES))]
