"""Open cases past a deadline, and those near one: by performer, worst first, with the reason of the deadline.

Three clocks run on a case: its step's (*tahap*), the whole case's (*kasus*) and the statutory one (*UU*).
While a case is on hold none of them is held against the office, but the complainant's own day may pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.escalation import DEFAULT_ESCALATION, NO_ESCALATION, escalated
from pengaduan_xl.domain.intake import clean_text
from pengaduan_xl.reports.ageing import (
    AGES,
    LATENESS,
    AgeRow,
    age_place,
    age_rows,
    lateness_place,
    whole_days,
)
from pengaduan_xl.reports.open_case import open_cases
from pengaduan_xl.wording import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from pengaduan_xl.domain.complaint import Case
    from pengaduan_xl.domain.escalation import ClockStanding, Escalation, EscalationRule
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.reports.open_case import OpenCase

PAST_DUE = "lewat waktu"
HOLD_PAST_DUE = "menunggu kelengkapan lewat batas"
URGENT = "sangat dekat"
DUE_SOON = "mendekati tenggat"

HIDDEN_SUBJECT = "(dirahasiakan)"
SUBJECT_LENGTH = 160
"""Characters of a subject that a list shows."""


class Limits(NamedTuple):
    """From when on cases are listed, and who is told of them.

    Attributes:
        near: Per cent of a clock from which on its deadline is near.
        urgent: Per cent from which on it is very near.
        rules: The levels of escalation.
    """

    near: int = 70
    urgent: int = 90
    rules: tuple[EscalationRule, ...] = DEFAULT_ESCALATION


@dataclass(frozen=True, slots=True)
class OverdueCase:
    """An open case that is past a deadline, or near one.

    Attributes:
        number: No. Register.
        subject: *Perihal* on one line, cut to 160 characters; hidden when the case is confidential.
        permit: *Jenis Izin*, may be empty.
        step: Number of the step it is in.
        step_name: Name of that step.
        role: Who performs it.
        allowed: The step's time by the SOP: ``5 hari``.
        since: When the step began, or the hold.
        kind: :data:`PAST_DUE`, :data:`HOLD_PAST_DUE`, :data:`URGENT` or :data:`DUE_SOON`.
        standings: The clocks that have run out, the step's before the case's before the statutory one; else
            those that are near, the very near before the others.
        explanation: Why ``due`` is what it is, Indonesian lines.
        escalation: Who is told of it.
    """

    number: str
    subject: str
    permit: str
    step: int
    step_name: str
    role: str
    allowed: str
    since: datetime
    kind: str
    standings: tuple[ClockStanding, ...]
    explanation: tuple[str, ...] = ()
    escalation: Escalation = NO_ESCALATION

    @property
    def due(self) -> datetime:
        """The deadline of the first of the clocks."""
        return self.standings[0].due

    @property
    def minutes_late(self) -> int:
        """Office minutes from ``due`` to now; negative while it is still to come."""
        return self.standings[0].minutes_late

    @property
    def percent_used(self) -> int | None:
        """Share of the first clock that is used; ``None`` unless it is near."""
        return self.standings[0].percent_used

    @property
    def clocks(self) -> tuple[str, ...]:
        """Names of the clocks."""
        return tuple(standing.clock for standing in self.standings)

    @property
    def remark(self) -> str:
        """What is the matter in a few words: ``lewat waktu (tahap, kasus)``."""
        return (
            self.kind if self.kind == HOLD_PAST_DUE else f"{self.kind} ({', '.join(self.clocks)})"
        )


@dataclass(frozen=True, slots=True)
class OverdueReport:
    """What is late, what is near, and how old it all is.

    Attributes:
        moment: The moment it tells about, naive WIB.
        rows: Cases past a deadline, as :func:`worst_first` sorts them.
        soon: Cases near a deadline and past none, sorted likewise.
        lateness: The former by performer and how long they are late; see :data:`LATENESS`.
        ages: All open cases by performer and how long ago they were received; see :data:`AGES`.
    """

    moment: datetime
    rows: tuple[OverdueCase, ...]
    soon: tuple[OverdueCase, ...]
    lateness: tuple[AgeRow, ...]
    ages: tuple[AgeRow, ...]


def overdue_report(
    cases: Iterable[Case], office: Office, now: datetime, limits: Limits | None = None
) -> OverdueReport:
    """Return what is past a deadline or near one at ``now``; one pass is made over the cases.

    A case is listed once: where a clock has run out with that, even while another is only near. At the
    minute of its deadline it is not late yet. What happened after ``now`` is left aside.

    Raises:
        NoReceiptError: A case's history does not begin with its receipt.
        UnknownVersionError: A case began under a version that the sheet SOP no longer holds.
        UnknownStepError: It is in a step that the sheet SOP no longer holds.
    """
    bounds = limits or Limits()
    rows: list[OverdueCase] = []
    soon: list[OverdueCase] = []
    ages: list[tuple[str, int]] = []
    for case in open_cases(cases, office, now):
        age = whole_days(office.hours, case.received, now)
        ages.append((case.step.role, age_place(age)))
        past = case.past()
        row = _late_row(case, past, bounds) if past else _near_row(case, bounds)
        if row is not None:
            (rows if past else soon).append(row)
    late = [(row.role, lateness_place(row.standings[0])) for row in rows]
    return OverdueReport(
        now,
        tuple(worst_first(rows)),
        tuple(worst_first(soon)),
        age_rows(late, LATENESS),
        age_rows(ages, AGES),
    )


def overdue_cases(cases: Iterable[Case], office: Office, now: datetime) -> list[OverdueCase]:
    """Return only the cases past a deadline, without escalation; raises as :func:`overdue_report`."""
    found = ((case, case.past()) for case in open_cases(cases, office, now))
    bounds = Limits(rules=())
    return worst_first(_late_row(case, past, bounds) for case, past in found if past)


def due_soon_cases(
    cases: Iterable[Case], office: Office, now: datetime, percent: int = 70
) -> list[OverdueCase]:
    """Return only the cases near a deadline and past none, without escalation; raises likewise."""
    bounds = Limits(near=percent, rules=())
    found = (case for case in open_cases(cases, office, now) if not case.past())
    return worst_first(row for row in (_near_row(case, bounds) for case in found) if row)


def worst_first(rows: Iterable[OverdueCase]) -> list[OverdueCase]:
    """Return the rows by performer, the one with the worst case first, and in each the worst first.

    The latest is the worst; among those to come the very near ones are, then those with the least time left.
    """
    listed = list(rows)
    worst: dict[str, tuple[bool, int]] = {}
    for row in listed:
        worst[row.role] = min(_badness(row), worst.get(row.role, _badness(row)))
    return sorted(listed, key=lambda row: (worst[row.role], row.role, _badness(row), row.number))


def _badness(row: OverdueCase) -> tuple[bool, int]:
    return row.kind == DUE_SOON, -row.minutes_late


def _late_row(case: OpenCase, past: Sequence[ClockStanding], limits: Limits) -> OverdueCase:
    also = [f"Tenggat {one.clock} {moment(one.due)} juga sudah lewat" for one in past[1:]]
    near = case.near(limits.near)
    kind = HOLD_PAST_DUE if case.progress.on_hold else PAST_DUE
    return _row(case, kind, past, (*also, *map(_near_line, near)), limits)


def _near_row(case: OpenCase, limits: Limits) -> OverdueCase | None:
    near = case.near(min(limits.near, limits.urgent))
    # A sort keeps the order of equals, so the step's clock stays before the case's.
    near.sort(key=lambda standing: not _is_urgent(standing, limits))
    if not near:
        return None
    kind = URGENT if _is_urgent(near[0], limits) else DUE_SOON
    return _row(case, kind, near, tuple(map(_near_line, near[1:])), limits)


def _is_urgent(standing: ClockStanding, limits: Limits) -> bool:
    return (standing.percent_used or 0) >= limits.urgent


def _near_line(standing: ClockStanding) -> str:
    due = moment(standing.due)
    return f"Tenggat {standing.clock} {due} juga sudah dekat ({standing.percent_used} % terpakai)"


def _row(
    case: OpenCase,
    kind: str,
    standings: Sequence[ClockStanding],
    also: tuple[str, ...],
    limits: Limits,
) -> OverdueCase:
    complaint, step = case.complaint, case.step
    return OverdueCase(
        number=complaint.number,
        subject=HIDDEN_SUBJECT if complaint.confidential else _one_line(complaint.subject),
        permit=_one_line(complaint.permit),
        step=step.number,
        step_name=step.name,
        role=step.role,
        allowed=f"{step.amount} {step.unit}",
        since=case.since,
        kind=kind,
        standings=tuple(standings),
        explanation=(*case.reasons(standings[0].clock), *also),
        escalation=escalated(limits.rules, step.role, standings),
    )


def _one_line(text: str) -> str:
    line = " ".join(clean_text(text).split())
    return line if len(line) <= SUBJECT_LENGTH else f"{line[: SUBJECT_LENGTH - 1].rstrip()}…"
