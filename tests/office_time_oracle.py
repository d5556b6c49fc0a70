"""Office time worked out the slow way, minute by minute, to check the real engine against.

It shares no code with the engine: it asks of each minute whether it is worked, and walks.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from pengaduan_xl.domain.calendar import Holiday, HoursRule, Window

if TYPE_CHECKING:
    from collections.abc import Sequence

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
FIRST = date(2026, 1, 1)


class Oracle:
    """Answers about office time by walking from minute to minute."""

    def __init__(self, hours: Sequence[HoursRule], holidays: Sequence[Holiday]) -> None:
        self.base = [rule for rule in hours if rule.valid_from is None and rule.valid_until is None]
        self.dated = [rule for rule in hours if rule not in self.base]
        self.holidays = {holiday.day for holiday in holidays}
        self.known: dict[date, frozenset[int]] = {}

    def worked(self, day: date) -> frozenset[int]:
        """The minutes of a day that are worked."""
        if day not in self.known:
            windows: tuple[Window, ...] = ()
            for rule in self.base + self.dated:
                first, last = rule.valid_from or date.min, rule.valid_until or date.max
                if first <= day <= last and rule.weekday in (None, day.weekday()):
                    windows = rule.windows
            open_minutes = {m for w in windows for m in range(w.opens, w.closes)}
            self.known[day] = frozenset(() if day in self.holidays else open_minutes)
        return self.known[day]

    def is_open(self, moment: datetime) -> bool:
        return moment.hour * 60 + moment.minute in self.worked(moment.date())

    def opening(self, moment: datetime) -> datetime:
        moment = moment.replace(second=0, microsecond=0)
        while not self.is_open(moment):
            moment += MINUTE
        return moment

    def closing(self, day: date) -> datetime:
        return datetime.combine(day, time.min) + (max(self.worked(day)) + 1) * MINUTE

    def after_minutes(self, start: datetime, amount: int) -> datetime:
        moment = self.opening(start)
        while amount:
            amount -= self.is_open(moment)
            moment += MINUTE
        return moment

    def working_day(self, start: datetime, amount: int) -> date:
        day = self.opening(start).date()
        while amount:
            day += DAY
            amount -= bool(self.worked(day))
        return day

    def same_time(self, start: datetime, amount: int) -> datetime:
        opening, day = self.opening(start), self.working_day(start, amount)
        moment = datetime.combine(day, opening.time())
        if self.is_open(moment):
            return moment
        if opening.hour * 60 + opening.minute < min(self.worked(day)):
            return datetime.combine(day, time.min) + min(self.worked(day)) * MINUTE
        while not self.is_open(moment - MINUTE):
            moment -= MINUTE
        return moment

    def due(self, start: datetime, amount: int, unit: str, day_rule: str) -> datetime:
        if unit != "hari" or amount == 0:
            return self.after_minutes(start, amount * (60 if unit == "jam" else 1))
        if day_rule == "jam yang sama":
            return self.same_time(start, amount)
        return self.closing(self.working_day(start, amount))

    def minutes_between(self, first: datetime, last: datetime) -> int:
        moment, minutes = first.replace(second=0, microsecond=0), 0
        while moment < last.replace(second=0, microsecond=0):
            minutes += self.is_open(moment)
            moment += MINUTE
        return minutes


def windows() -> st.SearchStrategy[tuple[Window, ...]]:
    """Days with up to three stretches, half days, night hours and touching stretches included."""
    edges = st.lists(st.integers(0, 1440), min_size=0, max_size=6, unique=True).map(sorted)
    drawn = edges.map(lambda e: tuple(Window(*pair) for pair in zip(e[::2], e[1::2], strict=False)))
    usual = [
        (),
        (Window(450, 720), Window(780, 960)),
        (Window(480, 690), Window(750, 930)),
        (Window(450, 720),),
        (Window(0, 1440),),
        (Window(480, 720), Window(720, 900)),
    ]
    return st.sampled_from(usual) | drawn


def dated_rules() -> st.SearchStrategy[HoursRule]:
    """Overrides of up to three weeks within the first quarter, such as Ramadan or a half day."""
    weekday = st.none() | st.integers(0, 6)
    first = st.integers(0, 60).map(lambda days: FIRST + days * DAY)
    spans = st.tuples(first, st.integers(0, 20)).map(lambda s: (s[0], s[0] + s[1] * DAY))
    return st.builds(lambda d, w, s: HoursRule(d, w, *s), weekday, windows(), spans)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[tuple[HoursRule, ...], tuple[Holiday, ...]]:
    """Base weeks with at least one open day, overrides and holidays."""
    week = draw(st.lists(windows(), min_size=7, max_size=7).filter(any))
    base = [HoursRule(day, hours) for day, hours in enumerate(week)]
    overrides = draw(st.lists(dated_rules(), max_size=3))
    days = draw(st.sets(st.integers(0, 60), max_size=8))
    holidays = (Holiday(FIRST + day * DAY, "Libur", "Cuti Bersama", "") for day in sorted(days))
    return (*base, *overrides), tuple(holidays)


def moments() -> st.SearchStrategy[datetime]:
    """Moments of the first two months of 2026, seconds included, in and out of office hours."""
    seconds = st.integers(0, 60 * 24 * 3600)
    return seconds.map(lambda second: datetime.combine(FIRST, time.min) + timedelta(seconds=second))
