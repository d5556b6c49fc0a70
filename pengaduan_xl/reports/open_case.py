"""An open case at a moment: how its clocks stand, and why each is due when it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pengaduan_xl.domain.escalation import (
    CASE_CLOCK,
    COMPLETION_CLOCK,
    STATUTORY_CLOCK,
    STEP_CLOCK,
    ClockStanding,
)
from pengaduan_xl.domain.progress import (
    Progress,
    case_due,
    replay,
    statutory_due,
    step_span,
    worked_minutes,
)
from pengaduan_xl.reports.ageing import whole_days
from pengaduan_xl.reports.daily import events_until
from pengaduan_xl.reports.reasons import (
    case_reasons,
    hold_reasons,
    statutory_reasons,
    step_reasons,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from pengaduan_xl.domain.complaint import Case, Complaint
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.domain.procedure import Step


@dataclass(frozen=True, slots=True)
class OpenCase:
    """An open case at a moment.

    Attributes:
        office: The rules in force.
        now: The moment, naive WIB.
        complaint: What was told.
        progress: What the events until then amount to.
        step: The step it is in.
        started: When that began.
        received: When the case was received.
        dues: The deadlines of the clocks that run, in the order in which they are told.
    """

    office: Office
    now: datetime
    complaint: Complaint
    progress: Progress
    step: Step
    started: datetime
    received: datetime
    dues: tuple[tuple[str, datetime], ...]

    @property
    def since(self) -> datetime:
        """When the step began, or the hold."""
        return self.progress.pauses[-1].start if self.progress.on_hold else self.started

    def past(self) -> list[ClockStanding]:
        """Return the clocks that have run out: the step's before the case's before the statutory one.

        While the case is on hold these stand still, and only the complainant's own day may have passed.
        """
        return [self._standing(name, due) for name, due in self.dues if due < self.now]

    def near(self, percent: int) -> list[ClockStanding]:
        """Return the step's and the case's clock where ``percent`` or more is used but not all.

        The share is of office minutes without those on hold, so that it fits 15 minutes and 5 days alike.
        """
        found = []
        for name, due in self.dues:
            if due < self.now or name not in {STEP_CLOCK, CASE_CLOCK}:
                continue
            share = self._share(name, due)
            if share >= percent:
                found.append(self._standing(name, due, int(share)))
        return found

    def reasons(self, clock: str) -> list[str]:
        """Return why the deadline of a clock is what it is, Indonesian lines."""
        if clock == STEP_CLOCK:
            return step_reasons(self.office, self.progress)
        until = self.progress.completion_due
        if clock == COMPLETION_CLOCK and until is not None:
            return hold_reasons(self.since, until)
        explain = case_reasons if clock == CASE_CLOCK else statutory_reasons
        return explain(self.office, self.progress, self.received)

    def _share(self, clock: str, due: datetime) -> float:
        """Return how many per cent of a clock are used; an empty one is used up."""
        is_step = clock == STEP_CLOCK
        start = self.started if is_step else self.received
        pauses = self.progress.step_pauses if is_step else self.progress.pauses
        hours = self.office.hours
        allowed = worked_minutes(hours, start, due, pauses)
        used = worked_minutes(hours, start, self.now, pauses)
        return 100 * used / allowed if allowed > 0 else 100.0

    def _standing(self, clock: str, due: datetime, percent: int | None = None) -> ClockStanding:
        hours = self.office.hours
        minutes = hours.minutes_between(due, self.now)
        is_past = due < self.now
        days = whole_days(hours, due, self.now) if is_past else 0
        return ClockStanding(clock, due, is_past, minutes, days, percent)


def open_cases(cases: Iterable[Case], office: Office, now: datetime) -> Iterator[OpenCase]:
    """Yield the cases that are open at ``now``; what happened after it is left aside.

    Raises:
        NoReceiptError: A case's history does not begin with its receipt.
        UnknownVersionError: A case began under a version that the sheet SOP no longer holds.
        UnknownStepError: It is in a step that the sheet SOP no longer holds.
    """
    for case in cases:
        events = events_until(case, now)
        # Most cases are closed, and their last event says so without a replay.
        is_open = bool(events) and events[-1].next_step is not None
        progress = replay(events) if is_open else Progress()
        number, started, received = progress.step, progress.step_started, progress.received
        if number is not None and started and received:
            step = office.procedure(progress.version).step(number)
            dues = tuple(_dues(office, progress, received))
            yield OpenCase(office, now, case.complaint, progress, step, started, received, dues)


def _dues(office: Office, progress: Progress, received: datetime) -> Iterator[tuple[str, datetime]]:
    if progress.on_hold:
        if progress.completion_due is not None:
            yield COMPLETION_CLOCK, progress.completion_due
        return
    span = step_span(office, progress)
    if span is not None:
        yield STEP_CLOCK, office.hours.deadline(*span).at
    yield CASE_CLOCK, case_due(office, progress, received)
    yield STATUTORY_CLOCK, statutory_due(office, progress, received)
