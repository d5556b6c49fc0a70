"""Counting an office's performance: one pass over the cases, keeping nothing but numbers.

What each number means stands in :mod:`pengaduan_xl.reports.performance`.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from pengaduan_xl.domain.complaint import EventKind
from pengaduan_xl.reports.daily import NO_NAME, NO_PERMIT, events_until
from pengaduan_xl.reports.passages import allowed, course_of, worked
from pengaduan_xl.reports.performance import DayLength, Performance
from pengaduan_xl.reports.performance_cases import CaseCount, delivery_days
from pengaduan_xl.reports.performance_tallies import Groups, MonthTally, StepTally
from pengaduan_xl.reports.period import MONTHS_A_YEAR, Month
from pengaduan_xl.reports.scores import (
    LATE,
    LEFT_LATE,
    ON_TIME,
    UNCLOCKED,
    Tally,
    Verdict,
    score_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.domain.complaint import Case
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.domain.office_hours import OfficeHours
    from pengaduan_xl.reports.passages import Course, Passage
    from pengaduan_xl.reports.period import Period

NOT_DONE = "(belum selesai: {})"
"""Under whom a stay stands that nobody has done: the step's performer."""


def performance(
    cases: Iterable[Case], office: Office, period: Period, now: datetime
) -> Performance:
    """Return how the office kept to the SOP's times in a period.

    Args:
        cases: All cases of the register; one pass is made over them.
        office: The rules in force; deadlines that were written in Riwayat are taken from there.
        period: The days to judge.
        now: This moment, naive WIB; nothing later counts.

    Raises:
        PeriodNotBegunError: The period begins after ``now``.
        OutsideCalendarError: It lies outside 2000 to 2099.
        NoReceiptError: A case's history does not begin with its receipt.
        UnknownVersionError: A case began under a version that the sheet SOP no longer holds.
        UnknownStepError: A case was in a step that the sheet SOP no longer holds.
    """
    count = _Count(office, period, now)
    for case in cases:
        count.add(case)
    return count.result()


class _Count:
    """The numbers of one period while the cases pass by."""

    def __init__(self, office: Office, period: Period, now: datetime) -> None:
        self.office, self.hours, self.now = office, office.hours, now
        self.moment = period.moment(now)
        self.period, self.start = period.until(self.moment), period.start
        self.day = _day_length(self.hours, self.period)
        last = Month(self.moment.year, self.moment.month)
        self.months = {
            (month.year, month.month): MonthTally(month, now)
            for month in (last.before(places) for places in reversed(range(MONTHS_A_YEAR)))
        }
        self.earliest = min(self.start, *(month.start for month in self.months.values()))
        self.steps: dict[tuple[int, str], StepTally] = {}
        self.step_of: dict[tuple[str, int], StepTally] = {}
        self.officers, self.permits = Groups(NO_NAME), Groups(NO_PERMIT)
        self.cases = CaseCount(office, self.start, self.moment)
        for step in office.current.steps:
            self._step(office.version, step.number)

    def add(self, case: Case) -> None:
        """Count a case, unless it had ended before all that is counted or has not begun."""
        events = events_until(case, self.now)
        if not events or (events[-1].next_step is None and events[-1].happened < self.earliest):
            return
        course = course_of(events, self.office)
        permit = self.permits.of(case.complaint.permit)
        for passage in course.passages:
            step = self._step(course.version, passage.step)
            self._add_time(passage, step)
            if passage.is_done:
                self._add_done(passage, step, permit)
            if passage.due is not None and passage.due < (passage.end or self.now):
                self._add_left(passage, (step.tally, self._performer(course, passage), permit))
        days = delivery_days(self.hours, course)
        month = self._month(course.closed)
        if month is not None and days is not None:
            month.days[days] += 1
        self.cases.add(events, course, days)

    def result(self) -> Performance:
        """Return what was counted."""
        steps = sorted(self.steps.values(), key=lambda step: step.number)
        return Performance(
            period=self.period,
            moment=self.moment,
            total=score_of(sum((step.tally for step in steps), Tally())),
            by_step=tuple(step.score() for step in steps),
            by_officer=self.officers.scores(),
            by_permit=self.permits.scores(),
            by_month=tuple(month.score() for month in self.months.values()),
            cases=self.cases.scores(),
            holds=self.cases.holds(),
            day=self.day,
            allowed=self.office.current.totals(),
        )

    def _step(self, version: str, number: int) -> StepTally:
        """Return the tally of a step; versions that name it alike share one."""
        found = self.step_of.get((version, number))
        if found is None:
            procedure = self.office.procedure(version)
            step = procedure.step(number)
            found = self.steps.setdefault((number, step.name.casefold()), StepTally(step))
            found.allowed[f"{step.amount} {step.unit}"] = None
            found.is_review |= procedure.transition("kembali", number) is not None
            self.step_of[version, number] = found
        return found

    def _performer(self, course: Course, passage: Passage) -> Tally:
        """Return the tally under which a stay stands that nobody has done."""
        role = self.office.procedure(course.version).step(passage.step).role
        return self.officers.of(NOT_DONE.format(role))

    def _month(self, moment: datetime | None) -> MonthTally | None:
        """Return the month of the trend that a moment belongs to."""
        return None if moment is None else self.months.get((moment.year, moment.month))

    def _add_time(self, passage: Passage, step: StepTally) -> None:
        """Count the time spent in the period."""
        if passage.start > self.moment or (passage.end or self.moment) < self.start:
            return
        at_work, on_hold = worked(self.hours, passage, self.start, self.moment)
        step.worked += at_work
        self.cases.held_minutes += on_hold

    def _add_done(self, passage: Passage, step: StepTally, permit: Tally) -> None:
        """Count a stay that the office has done: in the period, in its month of the trend, or neither."""
        end = passage.end or self.now
        month = self._month(end)
        tallies = [] if month is None else [month.tally]
        if self.start <= end <= self.moment:
            tallies += (step.tally, self.officers.of(passage.officer), permit)
            step.held += bool(passage.pauses)
            if passage.minutes is not None:
                step.minutes[passage.minutes] += 1
        if tallies:
            verdict = self._verdict(passage, end)
            for tally in tallies:
                tally[verdict] += 1

    def _verdict(self, passage: Passage, end: datetime) -> Verdict:
        """Judge a stay that was done, by the deadline that was written."""
        due, share = passage.due, None
        if due is None:
            return Verdict(UNCLOCKED, None, passage.kind == EventKind.RETURNED)
        if passage.minutes is not None:
            share = -(-100 * passage.minutes // allowed(self.hours, passage, due))
        outcome = LATE if end > due else ON_TIME
        return Verdict(outcome, share, passage.kind == EventKind.RETURNED)

    def _add_left(self, passage: Passage, tallies: tuple[Tally, ...]) -> None:
        """Count a stay past its deadline that was not done, wherever it is judged."""
        if _is_left(passage, self.start, self.moment):
            for tally in tallies:
                tally[LEFT_LATE] += 1
        for month in self.months.values():
            if _is_left(passage, month.start, month.moment):
                month.tally[LEFT_LATE] += 1


def _is_left(passage: Passage, start: datetime, moment: datetime) -> bool:
    """Return whether a stay past its deadline is open at a moment, or was given up since the start."""
    if passage.is_late_at(moment):
        return True
    end = passage.end
    return not passage.is_done and end is not None and start <= end <= moment


def _day_length(hours: OfficeHours, period: Period) -> DayLength:
    """Return the working days of a period with their office minutes."""
    night = datetime.combine(period.last + timedelta(days=1), time.min)
    return DayLength(
        hours.working_days(period.first, period.last),
        hours.minutes_between(period.start, night),
    )
