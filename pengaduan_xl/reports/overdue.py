"""Open cases past a deadline, and those near one: by performer, worst first, with the reason of the deadline.

Three clocks run on a case: its step's (*tahap*), the whole case's (*kasus*) and the statutory one (*UU*).
While a case is on hold none of them is held against the office, but the complainant's own day may pass.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pengaduan_xl.domain.intake import clean_text
from pengaduan_xl.domain.progress import Progress, replay, state_of, step_span, worked_minutes
from pengaduan_xl.reports.daily import events_until
from pengaduan_xl.reports.reasons import (
    case_reasons,
    hold_reasons,
    statutory_reasons,
    step_reasons,
)
from pengaduan_xl.wording import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from pengaduan_xl.domain.complaint import Case, Complaint
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.domain.procedure import Step

PAST_DUE = "lewat waktu"
HOLD_PAST_DUE = "menunggu kelengkapan lewat batas"
DUE_SOON = "mendekati tenggat"

STEP_CLOCK = "tahap"
CASE_CLOCK = "kasus"
STATUTORY_CLOCK = "UU"
COMPLETION_CLOCK = "kelengkapan"

HIDDEN_SUBJECT = "(dirahasiakan)"
SUBJECT_LENGTH = 160
"""Characters of a subject that a list shows."""


@dataclass(frozen=True, slots=True)
class OverdueCase:
    """An open case that is past a deadline, or near the one of its step.

    Attributes:
        number: No. Register.
        subject: *Perihal* on one line, cut to 160 characters; hidden when the case is confidential.
        permit: *Jenis Izin*, may be empty.
        step: Number of the step it is in.
        step_name: Name of that step.
        role: Who performs it.
        since: When the step began, or the hold.
        due: The deadline of the first of ``clocks``.
        minutes_late: Office minutes from ``due`` to now; negative while it is still to come.
        kind: ``lewat waktu``, ``menunggu kelengkapan lewat batas`` or ``mendekati tenggat``.
        clocks: Every clock that has run out; the step's before the case's before the statutory one.
        percent_used: Share of the step's clock that is used; ``None`` unless it is near.
        explanation: Why ``due`` is what it is, Indonesian lines.
    """

    number: str
    subject: str
    permit: str
    step: int
    step_name: str
    role: str
    since: datetime
    due: datetime
    minutes_late: int
    kind: str
    clocks: tuple[str, ...]
    percent_used: int | None = None
    explanation: tuple[str, ...] = ()

    @property
    def remark(self) -> str:
        """What is the matter in a few words: ``lewat waktu (tahap, kasus)``."""
        return f"{self.kind} ({', '.join(self.clocks)})" if self.kind == PAST_DUE else self.kind


def overdue_cases(cases: Iterable[Case], office: Office, now: datetime) -> list[OverdueCase]:
    """Return the open cases past a deadline at ``now``, as :func:`worst_first` sorts them.

    A case is listed once, with the step's clock if that has run out, else the case's, else the statutory one.
    At the minute of its deadline it is not late yet. What happened after ``now`` is left aside.

    Raises:
        UnknownVersionError: A case began under a version that the sheet SOP no longer holds.
    """
    rows = (_overdue(case) for case in _open_cases(cases, office, now))
    return worst_first(row for row in rows if row)


def due_soon_cases(
    cases: Iterable[Case], office: Office, now: datetime, percent: int = 70
) -> list[OverdueCase]:
    """Return the open cases whose step has used ``percent`` of its clock or more but is not past it.

    The share is of office minutes without those on hold, so that it fits 15 minutes and 5 days alike.
    """
    rows = (_due_soon(case, percent) for case in _open_cases(cases, office, now))
    return worst_first(row for row in rows if row)


def worst_first(rows: Iterable[OverdueCase]) -> list[OverdueCase]:
    """Return the rows by performer, the one with the worst case first, and in each the worst first."""
    listed = list(rows)
    worst: dict[str, int] = {}
    for row in listed:
        worst[row.role] = max(row.minutes_late, worst.get(row.role, row.minutes_late))
    return sorted(
        listed, key=lambda row: (-worst[row.role], row.role, -row.minutes_late, row.number)
    )


@dataclass(frozen=True, slots=True)
class _OpenCase:
    """An open case at a moment, with its clocks."""

    office: Office
    now: datetime
    complaint: Complaint
    progress: Progress
    step: Step
    started: datetime
    received: datetime

    def passed(self) -> list[tuple[str, datetime]]:
        """Return the clocks that have run out, with their deadlines."""
        state, _ = state_of(self.office, self.progress)
        clocks = (
            (STEP_CLOCK, state.step_due),
            (CASE_CLOCK, state.case_due),
            (STATUTORY_CLOCK, state.statutory_due),
        )
        return [(name, due) for name, due in clocks if due is not None and due < self.now]

    def reasons(self, clock: str) -> list[str]:
        """Return why the deadline of a clock is what it is."""
        if clock == STEP_CLOCK:
            return step_reasons(self.office, self.progress)
        explain = case_reasons if clock == CASE_CLOCK else statutory_reasons
        return explain(self.office, self.progress, self.received)

    def row(self, kind: str, clocks: tuple[str, ...], due: datetime) -> OverdueCase:
        """Return the case as a row of the list, since its step began and without an explanation."""
        complaint = self.complaint
        return OverdueCase(
            number=complaint.number,
            subject=HIDDEN_SUBJECT if complaint.confidential else _one_line(complaint.subject),
            permit=_one_line(complaint.permit),
            step=self.step.number,
            step_name=self.step.name,
            role=self.step.role,
            since=self.started,
            due=due,
            minutes_late=self.office.hours.minutes_between(due, self.now),
            kind=kind,
            clocks=clocks,
        )


def _open_cases(cases: Iterable[Case], office: Office, now: datetime) -> Iterator[_OpenCase]:
    for case in cases:
        events = events_until(case, now)
        # Most cases are closed, and their last event says so without a replay.
        is_open = bool(events) and events[-1].next_step is not None
        progress = replay(events) if is_open else Progress()
        number, started, received = progress.step, progress.step_started, progress.received
        if number is not None and started and received:
            step = office.procedure(progress.version).step(number)
            yield _OpenCase(office, now, case.complaint, progress, step, started, received)


def _overdue(case: _OpenCase) -> OverdueCase | None:
    if case.progress.on_hold:
        return _hold_past_due(case)
    passed = case.passed()
    if not passed:
        return None
    (clock, due), *others = passed
    row = case.row(PAST_DUE, tuple(name for name, _ in passed), due)
    also = [f"Tenggat {name} {moment(at)} juga sudah lewat" for name, at in others]
    return replace(row, explanation=(*case.reasons(clock), *also))


def _hold_past_due(case: _OpenCase) -> OverdueCase | None:
    since, until = case.progress.pauses[-1].start, case.progress.completion_due
    if until is None or until >= case.now:
        return None
    row = case.row(HOLD_PAST_DUE, (COMPLETION_CLOCK,), until)
    return replace(row, since=since, explanation=tuple(hold_reasons(since, until)))


def _due_soon(case: _OpenCase, percent: int) -> OverdueCase | None:
    span = None if case.progress.on_hold else step_span(case.office, case.progress)
    if span is None:
        return None
    hours, pauses = case.office.hours, case.progress.step_pauses
    due = hours.deadline(*span).at
    allowed = worked_minutes(hours, case.started, due, pauses)
    used = worked_minutes(hours, case.started, case.now, pauses)
    if due < case.now or 100 * used < percent * allowed:
        return None
    return replace(
        case.row(DUE_SOON, (STEP_CLOCK,), due),
        percent_used=100 * used // max(allowed, 1),
        explanation=tuple(step_reasons(case.office, case.progress)),
    )


def _one_line(text: str) -> str:
    line = " ".join(clean_text(text).split())
    return line if len(line) <= SUBJECT_LENGTH else f"{line[: SUBJECT_LENGTH - 1].rstrip()}…"
