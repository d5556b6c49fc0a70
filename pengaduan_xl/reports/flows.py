"""What came and went in each day, week, month or year of a period."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.complaint import EventKind
from pengaduan_xl.reports.period import Month, Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pengaduan_xl.domain.complaint import Event
    from pengaduan_xl.domain.office_hours import OfficeHours

DAY, WEEK, MONTH, YEAR = "Hari", "Minggu", "Bulan", "Tahun"

_LONGEST = {DAY: 31, WEEK: 100, MONTH: 1100}
"""Days of a period up to which it is shown by this unit, so that its table stays on a page or two."""

_DAYS_A_WEEK = 7
_ENDINGS: dict[str, str] = {
    EventKind.FINISHED: "finished",
    EventKind.FORWARDED: "forwarded",
    EventKind.WITHDRAWN: "withdrawn",
    EventKind.LAPSED: "withdrawn",
}


class Flow(NamedTuple):
    """What came and went in some days of a period; ``withdrawn`` includes the deemed withdrawn."""

    days: Period
    working_days: int
    opening: int
    received: int
    finished: int
    forwarded: int
    withdrawn: int

    @property
    def closing(self) -> int:
        """Cases still open at the end of these days."""
        ended = self.finished + self.forwarded + self.withdrawn
        return self.opening + self.received - ended


def unit_of(period: Period) -> str:
    """Return by what a period is shown: by day, by week from Monday, by month or by year."""
    length = (period.last - period.first).days + 1
    return next((unit for unit, most in _LONGEST.items() if length <= most), YEAR)


def parts_of(period: Period, unit: str) -> Iterator[Period]:
    """Yield the days, weeks, months or years of a period; the first and the last may be cut short."""
    first = period.first
    while True:
        last = min(_last_of(first, unit), period.last)
        yield Period(first, last)
        if last == period.last:
            return
        first = last + timedelta(days=1)


def _last_of(day: date, unit: str) -> date:
    """Return the last day of the unit that a day is in."""
    if unit == DAY:
        return day
    if unit == WEEK:
        return day + timedelta(days=_DAYS_A_WEEK - 1 - day.weekday())
    return Month(day.year, day.month).last if unit == MONTH else date(day.year, 12, 31)


class FlowCount:
    """The days on which cases came and went, while they pass by.

    Args:
        period: The days that count.
    """

    def __init__(self, period: Period) -> None:
        self.period = period
        self.days: Counter[tuple[date, str]] = Counter()

    def add(self, events: Sequence[Event]) -> None:
        """Count a case's receipt and its end; ``events`` are those until the period's moment."""
        self._count(events[0], "received")
        last = events[-1]
        if last.next_step is None and last.kind in _ENDINGS:
            self._count(last, _ENDINGS[last.kind])

    def _count(self, event: Event, column: str) -> None:
        day = event.happened.date()
        if day >= self.period.first:
            self.days[day, column] += 1

    def flows(self, opening: int, hours: OfficeHours) -> tuple[Flow, ...]:
        """Return the parts of the period, the first of which opens with so many cases."""
        unit, flows = unit_of(self.period), []
        parts = list(parts_of(self.period, unit))
        place = {part.first: number for number, part in enumerate(parts)}
        tallies = [Counter[str]() for _ in parts]
        for (day, column), number in self.days.items():
            first = max(self.period.first, _first_of(day, unit))
            tallies[place[first]][column] += number
        for part, tally in zip(parts, tallies, strict=True):
            columns = ("received", "finished", "forwarded", "withdrawn")
            counts = (tally[column] for column in columns)
            flow = Flow(part, hours.working_days(part.first, part.last), opening, *counts)
            flows.append(flow)
            opening = flow.closing
        return tuple(flows)


def _first_of(day: date, unit: str) -> date:
    """Return the first day of the unit that a day is in."""
    if unit == DAY:
        return day
    if unit == WEEK:
        return day - timedelta(days=day.weekday())
    return date(day.year, day.month if unit == MONTH else 1, 1)
