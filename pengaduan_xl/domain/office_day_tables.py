"""Office hours laid out day by day, so that any question about office time is a few look-ups.

A *stamp* is a whole minute since the first day's midnight. A *total* is the number of office minutes from
the first day up to a stamp. Working days are numbered from 0; that number is the day's *rank*.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from pengaduan_xl.domain.calendar import HOURS_SHEET, HoursRule, Window
from pengaduan_xl.domain.row_cells import FIRST_DAY, LAST_DAY, MINUTES_A_DAY, shown
from pengaduan_xl.errors import InputDataError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    Integers = NDArray[np.integer[Any]]

DAYS: Final = (LAST_DAY - FIRST_DAY).days + 1
_FIRST_ORDINAL: Final = FIRST_DAY.toordinal()


class OutsideCalendarError(InputDataError):
    """A date for which no office time can be computed.

    Args:
        day: The date.
    """

    def __init__(self, day: date) -> None:
        super().__init__(
            f"Tanggal {shown(day)} di luar kalender {shown(FIRST_DAY)} sampai {shown(LAST_DAY)}",
            "Periksa tahunnya",
        )


class NoWorkingDayError(InputDataError):
    """Hours and holidays that leave no working day at all."""

    def __init__(self) -> None:
        super().__init__(
            "Tidak ada satu pun hari kerja",
            "Isi jam Buka dan Tutup sedikitnya untuk satu hari",
            where=HOURS_SHEET,
        )


class CalendarEndsError(InputDataError):
    """A span that needs more office time than the calendar holds."""

    def __init__(self) -> None:
        super().__init__(
            f"Jam kerja sampai {shown(LAST_DAY)} tidak cukup untuk rentang waktu ini",
            "Periksa jumlah waktunya, dan masa berlaku di lembar Jam Kerja",
            where=HOURS_SHEET,
        )


def day_index(day: date) -> int:
    """Return the day's place in the calendar, 0 for its first day.

    Raises:
        OutsideCalendarError: The day lies outside the calendar.
    """
    index = day.toordinal() - _FIRST_ORDINAL
    if 0 <= index < DAYS:
        return index
    raise OutsideCalendarError(day)


class DayTables:
    """Office minutes and working days of every day of the calendar.

    Args:
        hours: Weekly rules and dated overrides; overrides win, and of each kind the later one.
        holidays: Days not worked whatever the hours say.

    Attributes:
        patterns: The distinct days: windows by pattern number; 0 is a closed day.
        pattern_of_day: Pattern number of each day.
        minutes_before: Office minutes before each day, and in all as the last item.
        ranks_before: Working days before each day, and in all as the last item.
        working_days: Day index of each working day.
        closings: Stamp at which each working day closes.

    Raises:
        OutsideCalendarError: A holiday lies outside the calendar.
        NoWorkingDayError: No day is worked.
    """

    def __init__(self, hours: Sequence[HoursRule], holidays: Sequence[date]) -> None:
        numbers: dict[tuple[Window, ...], int] = {(): 0}
        pattern_of_day: NDArray[np.intp] = np.zeros(DAYS, np.intp)
        for rule in sorted(hours, key=lambda rule: rule.is_dated):
            number = numbers.setdefault(rule.windows, len(numbers))
            pattern_of_day[_days_of(rule)] = number
        pattern_of_day[[day_index(day) for day in holidays]] = 0
        self.patterns = tuple(numbers)
        self.pattern_of_day = pattern_of_day
        lengths = np.array([sum(w.closes - w.opens for w in windows) for windows in numbers])
        minutes = lengths[pattern_of_day]
        self.minutes_before = _running_total(minutes)
        self.ranks_before = _running_total(minutes > 0)
        self.working_days = np.flatnonzero(minutes)
        if not len(self.working_days):
            raise NoWorkingDayError
        ends = np.array([windows[-1].closes if windows else 0 for windows in numbers])
        self.closings = self.working_days * MINUTES_A_DAY + ends[pattern_of_day[self.working_days]]

    @cached_property
    def elapsed_in_day(self) -> list[list[int]]:
        """Office minutes since midnight, by pattern and by minute of the day up to 1440."""
        return [table.tolist() for table in map(elapsed_minutes, self.patterns)]

    @cached_property
    def minute_in_day(self) -> list[list[int]]:
        """Minute of the day at which that many office minutes have passed, by pattern."""
        return [table.tolist() for table in map(minutes_reached, self.patterns)]

    def total(self, stamp: int) -> int:
        """Return the office minutes before ``stamp``."""
        day, minute = divmod(stamp, MINUTES_A_DAY)
        return self._minutes_before[day] + self.elapsed_in_day[self._patterns[day]][minute]

    def reach(self, total: int) -> int:
        """Return the first stamp that has ``total`` (1 or more) office minutes before it.

        A total that is used up exactly at a closing is reached at that closing.

        Raises:
            CalendarEndsError: The calendar holds fewer office minutes.
        """
        before = self._minutes_before
        if total > before[-1]:
            raise CalendarEndsError
        day = bisect_left(before, total) - 1
        return day * MINUTES_A_DAY + self.minute_in_day[self._patterns[day]][total - before[day]]

    def opening(self, stamp: int) -> int:
        """Return ``stamp`` itself when the office is open then, else the next opening.

        Raises:
            CalendarEndsError: The office does not open any more.
        """
        return self.reach(self.total(stamp) + 1) - 1

    def is_open(self, stamp: int) -> bool:
        """Return whether the minute that begins at ``stamp`` is an office minute."""
        day, minute = divmod(stamp, MINUTES_A_DAY)
        elapsed = self.elapsed_in_day[self._patterns[day]]
        return elapsed[minute + 1] > elapsed[minute]

    def rank(self, stamp: int) -> int:
        """Return the rank of the working day that a clock set going at ``stamp`` begins on.

        It is the day of the effective start: from its closing on, a day gives the next one.
        """
        day = stamp // MINUTES_A_DAY
        closed = self.total(stamp) == self._minutes_before[day + 1]
        return self._ranks_before[day + closed]

    def working_day(self, rank: int) -> int:
        """Return the day index of a working day.

        Raises:
            CalendarEndsError: The calendar holds fewer working days.
        """
        if rank >= len(self.working_days):
            raise CalendarEndsError
        return int(self.working_days[rank])

    def closing(self, rank: int) -> int:
        """Return the stamp at which a working day closes.

        Raises:
            CalendarEndsError: The calendar holds fewer working days.
        """
        if rank >= len(self.closings):
            raise CalendarEndsError
        return int(self.closings[rank])

    def same_time(self, rank: int, minute: int) -> int:
        """Return the stamp of a minute of the day on a working day, moved into its office time.

        Before opening it is the opening, in a break the break's start, after closing the closing.

        Raises:
            CalendarEndsError: The calendar holds fewer working days.
        """
        day = self.working_day(rank)
        elapsed = self.elapsed_in_day[self._patterns[day]]
        if elapsed[minute + 1] == elapsed[minute]:
            minute = self.minute_in_day[self._patterns[day]][elapsed[minute]]
        return day * MINUTES_A_DAY + minute

    def ranks_until(self, day: int) -> int:
        """Return the number of working days up to a day index, that day included."""
        return self._ranks_before[day + 1]

    def minutes_in(self, day: int, totals: tuple[int, int]) -> int:
        """Return how many of the office minutes between two totals lie on a day."""
        before = self._minutes_before
        return max(0, min(totals[1], before[day + 1]) - max(totals[0], before[day]))

    def working_days_in(self, first: int, last: int) -> int:
        """Return the number of working days from one day index to another, both included."""
        return max(0, self._ranks_before[last + 1] - self._ranks_before[first])

    @cached_property
    def _patterns(self) -> list[int]:
        # The moment after the calendar's last minute may be asked about too; nothing is open there.
        return [*self.pattern_of_day.tolist(), 0]

    @cached_property
    def _minutes_before(self) -> list[int]:
        totals: list[int] = self.minutes_before.tolist()
        return totals

    @cached_property
    def _ranks_before(self) -> list[int]:
        totals: list[int] = self.ranks_before.tolist()
        return totals


def elapsed_minutes(windows: tuple[Window, ...]) -> Integers:
    """Return the office minutes since midnight at each minute of a day, 0 to 1440."""
    is_office = np.zeros(MINUTES_A_DAY, bool)
    for window in windows:
        is_office[window.opens : window.closes] = True
    return _running_total(is_office)


def minutes_reached(windows: tuple[Window, ...]) -> Integers:
    """Return the minute of the day at which 0, 1, 2, … office minutes have passed.

    Item 0 is the opening; a stretch's last minute is reached at its closing, not at the next opening.
    """
    spans = [np.arange(w.opens + 1, w.closes + 1) for w in windows]
    return np.concatenate([[windows[0].opens if windows else 0], *spans])


def _days_of(rule: HoursRule) -> slice:
    """Return the days of the calendar a rule speaks about."""
    first = max(rule.valid_from or FIRST_DAY, FIRST_DAY)
    last = max(rule.valid_until or LAST_DAY, FIRST_DAY - timedelta(days=1))
    start = first.toordinal() - _FIRST_ORDINAL
    stop = last.toordinal() - _FIRST_ORDINAL + 1
    if rule.weekday is None:
        return slice(start, stop)
    return slice(start + (rule.weekday - first.weekday()) % 7, stop, 7)


def _running_total(values: NDArray[Any]) -> NDArray[np.intp]:
    """Return the totals before each value, and the whole total as the last item."""
    totals: NDArray[np.intp] = np.zeros(len(values) + 1, np.intp)
    np.cumsum(values, out=totals[1:])
    return totals
