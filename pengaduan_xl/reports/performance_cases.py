"""Counting the cases of a period as a whole: their clocks, their working days, their holds."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from pengaduan_xl.domain.complaint import EventKind
from pengaduan_xl.domain.progress import case_due, replay, statutory_due
from pengaduan_xl.reports.performance import CaseScores, HoldScores
from pengaduan_xl.reports.scores import (
    LATE,
    LEFT_LATE,
    ON_TIME,
    Tally,
    Verdict,
    percentiles,
    score_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pengaduan_xl.domain.complaint import Event
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.domain.office_hours import OfficeHours
    from pengaduan_xl.reports.passages import Course

_OPEN = ""


class CaseCount:
    """The cases of a period while they pass by.

    Args:
        office: The rules in force.
        start: The period's first moment.
        moment: When it is judged.
    """

    def __init__(self, office: Office, start: datetime, moment: datetime) -> None:
        self.office, self.start, self.moment = office, start, moment
        self.received = 0
        self.endings = Counter[str]()
        self.days = Counter[int]()
        self.by_case_clock, self.by_statute = Tally(), Tally()
        self.held = self.held_now = self.held_minutes = 0
        self.hold_lengths = Counter[int]()

    def add(self, events: Sequence[Event], course: Course, days: int | None) -> None:
        """Count a case by its events up to now; ``days`` are its working days if it was delivered."""
        closed = course.closed
        if course.received > self.moment or (closed is not None and closed < self.start):
            return
        self.received += course.received >= self.start
        if closed is None or closed > self.moment:
            self.endings[_OPEN] += 1
            self._add_clocks([event for event in events if event.happened <= self.moment], None)
        else:
            self.endings[course.ending] += 1
            self._add_clocks(events, closed if days is not None else None)
            if days is not None:
                self.days[days] += 1
        self._add_holds(course)

    def scores(self) -> CaseScores:
        """Return what was counted of the cases."""
        withdrawn = self.endings[EventKind.WITHDRAWN] + self.endings[EventKind.LAPSED]
        median, ninth = percentiles(self.days)
        return CaseScores(
            self.received,
            self.endings.total(),
            self.days.total(),
            self.endings[EventKind.FORWARDED],
            withdrawn,
            self.endings[_OPEN],
            score_of(self.by_case_clock),
            score_of(self.by_statute),
            median,
            ninth,
        )

    def holds(self) -> HoldScores:
        """Return what was counted of the holds."""
        median, ninth = percentiles(self.hold_lengths)
        ended = self.hold_lengths.total()
        return HoldScores(self.held, self.held_now, ended, median, ninth, self.held_minutes)

    def _add_clocks(self, events: Sequence[Event], delivered: datetime | None) -> None:
        """Judge a case by its clocks: on delivery, else at its end; a hold stops them."""
        progress = replay(events)
        received, end = events[0].happened, events[-1].happened
        if progress.step is not None:
            end = progress.pauses[-1].start if progress.on_hold else self.moment
        for tally, due in (
            (self.by_case_clock, case_due(self.office, progress, received)),
            (self.by_statute, statutory_due(self.office, progress, received)),
        ):
            if delivered is not None:
                tally[Verdict(LATE if delivered > due else ON_TIME)] += 1
            elif due < end:
                tally[LEFT_LATE] += 1

    def _add_holds(self, course: Course) -> None:
        held = False
        for start, end in course.pauses:
            if start > self.moment or (end is not None and end < self.start):
                continue
            held = True
            if end is None or end > self.moment:
                self.held_now += 1
            else:
                self.hold_lengths[self.office.hours.minutes_between(start, end)] += 1
        self.held += held


def delivery_days(hours: OfficeHours, course: Course) -> int | None:
    """Return the working days from receipt to delivery without those on hold; ``None`` if not delivered.

    They are counted as the SOP counts a span of days: that of the (effective) start is not counted.
    """
    if course.closed is None or course.ending != EventKind.FINISHED:
        return None
    held = sum(_days(hours, start, end) for start, end in course.pauses if end is not None)
    return _days(hours, course.received, course.closed) - held


def _days(hours: OfficeHours, start: datetime, end: datetime) -> int:
    first = hours.next_opening(start).date() + timedelta(days=1)
    return hours.working_days(first, end.date())
