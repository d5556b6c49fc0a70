"""Office time: deadlines in office minutes, hours and working days, exact to the minute and explained.

Naive moments mean WIB and give naive results; an aware moment is taken to WIB and gives an aware result.
Seconds are cut off. A start outside office hours counts from the next opening; a span used up exactly at a
closing, or at the start of a break, is due then. Working days: the day of the effective start is not counted.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from pengaduan_xl.domain.calendar_defaults import DEFAULT_HOLIDAYS, DEFAULT_HOURS
from pengaduan_xl.domain.deadline_explanation import (
    DayNote,
    DayReasons,
    Explanation,
    day_notes,
)
from pengaduan_xl.domain.holiday_coverage import HolidayCoverage
from pengaduan_xl.domain.office_day_tables import (
    CalendarEndsError,
    DayTables,
    NoWorkingDayError,
    OutsideCalendarError,
    day_index,
)
from pengaduan_xl.domain.office_hours_arrays import ArrayTables, as_moments, touched_years
from pengaduan_xl.domain.procedure import END_OF_HOURS, SAME_TIME, DayRule, Unit
from pengaduan_xl.domain.row_cells import FIRST_DAY, MINUTES_A_DAY
from pengaduan_xl.domain.time_spans import (
    MINUTES_A_UNIT,
    InvalidAmountError,
    UnknownDayRuleError,
    UnknownUnitError,
    check_day_rule,
    whole_amount,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import SupportsIndex

    from numpy.typing import ArrayLike

    from pengaduan_xl.domain.calendar import Holiday, HoursRule
    from pengaduan_xl.domain.office_hours_arrays import Moments

__all__ = [
    "CalendarEndsError",
    "CalendarWarning",
    "DayNote",
    "Deadline",
    "Explanation",
    "InvalidAmountError",
    "NoWorkingDayError",
    "OfficeHours",
    "OutsideCalendarError",
    "UnknownDayRuleError",
    "UnknownUnitError",
]

ZONE: Final = "Asia/Jakarta"
_MIDNIGHT: Final = datetime.combine(FIRST_DAY, datetime.min.time())


class CalendarWarning(UserWarning):
    """A deadline falls where the sheet "Hari Libur" is not filled in yet."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline (*tenggat*) with its doubts.

    Attributes:
        at: The deadline.
        warnings: What makes it doubtful, Indonesian sentences; usually empty.
    """

    at: datetime
    warnings: tuple[str, ...]


class OfficeHours:
    """The office's clock: when it is open, and when a span of office time ends.

    Weekly rules come first, then dated overrides (the later one wins), then holidays.

    Args:
        hours: Rules of the sheet "Jam Kerja".
        holidays: Rows of the sheet "Hari Libur".

    A calendar that cannot be used is refused when it is first asked, so that a register with a blank
    sheet still opens: no day is worked (NoWorkingDayError), or a holiday lies outside 2000 to 2099
    (OutsideCalendarError).
    """

    def __init__(self, hours: Sequence[HoursRule], holidays: Sequence[Holiday]) -> None:
        self.hours = tuple(hours)
        self.holidays = tuple(holidays)
        self._coverage = HolidayCoverage(self.holidays)

    @classmethod
    def default(cls) -> OfficeHours:
        """Return the office hours that a new workbook starts with."""
        return cls(DEFAULT_HOURS, DEFAULT_HOLIDAYS)

    def due(
        self, start: datetime, amount: SupportsIndex, unit: Unit, day_rule: DayRule = END_OF_HOURS
    ) -> datetime:
        """Return when a span of office time ends.

        Surprising but right: on Saturday, 1 ``hari`` is Tuesday's closing, as Monday is the starting day.

        Args:
            start: When the clock starts.
            amount: A whole number; 0 gives the effective start.
            unit: ``menit`` and ``jam`` count office minutes, ``hari`` working days.
            day_rule: Whether a last working day ends at its closing or at the hour of the start.

        Raises:
            InvalidAmountError: The amount is no whole number or below 0.
            UnknownUnitError: The unit is not known.
            UnknownDayRuleError: The day rule is not known.
            OutsideCalendarError: The start lies outside 2000 to 2099.
            CalendarEndsError: The span goes beyond the calendar.

        Warns:
            CalendarWarning: The span touches a year without holidays or without collective leave.
        """
        at, doubts = self._reckon(start, amount, unit, day_rule)
        for doubt in doubts:
            warnings.warn(doubt, CalendarWarning, stacklevel=2)
        return at

    def deadline(
        self, start: datetime, amount: SupportsIndex, unit: Unit, day_rule: DayRule = END_OF_HOURS
    ) -> Deadline:
        """Return the same as :meth:`due`, with the warnings as data; raises the same errors."""
        return Deadline(*self._reckon(start, amount, unit, day_rule))

    def due_array(
        self,
        starts: ArrayLike | Sequence[datetime],
        amounts: ArrayLike,
        units: ArrayLike,
        day_rule: DayRule = END_OF_HOURS,
    ) -> Moments:
        """Return the deadlines of many starts, as :meth:`due` gives them one by one.

        Args:
            starts: Naive moments in WIB, such as a ``datetime64`` array or a column of a data frame, in any
                shape and precision; NaT gives NaT.
            amounts: One whole number, or one for each start.
            units: One unit, or one for each start.
            day_rule: As in :meth:`due`, for all of them.

        Returns:
            ``datetime64[m]`` array in the shape of ``starts``.

        Warns:
            CalendarWarning: As in :meth:`due`, but once for all.
        """
        check_day_rule(day_rule)
        moments = as_moments(starts)
        dues = self._arrays.due(moments, amounts, units, day_rule)
        doubts = self._coverage.doubts(touched_years(moments, dues, self._coverage.complete))
        if doubts:
            warnings.warn(" ".join(doubts), CalendarWarning, stacklevel=2)
        return dues

    def explain(
        self, start: datetime, amount: SupportsIndex, unit: Unit, day_rule: DayRule = END_OF_HOURS
    ) -> Explanation:
        """Return the deadline with every day on the way to it; raises the same errors as :meth:`due`."""
        begun = _in_wib(start)
        span = whole_amount(amount)
        first = _stamp(begun)
        last = self._due_stamp(first, span, unit, day_rule)
        at = _moment(last, start)
        reasons = DayReasons(self.hours, self.holidays)
        return Explanation(
            start=_moment(first, start),
            effective_start=_moment(self._days.opening(first), start),
            due=at,
            amount=span,
            unit=unit,
            days=day_notes(self._days, reasons, (first, last), span, unit),
            warnings=self._coverage.doubts(range(begun.year, at.year + 1)),
        )

    def minutes_between(self, first: datetime, last: datetime) -> int:
        """Return the office minutes from ``first`` to ``last``, negative when ``last`` is earlier."""
        return self._days.total(_stamp(_in_wib(last))) - self._days.total(_stamp(_in_wib(first)))

    def is_open(self, moment: datetime) -> bool:
        """Return whether the office is open; at the minute of a closing it is not."""
        return self._days.is_open(_stamp(_in_wib(moment)))

    def next_opening(self, moment: datetime) -> datetime:
        """Return when the office is open next: the moment itself, to the minute, if it is open then.

        Raises:
            CalendarEndsError: The office does not open any more.
        """
        return _moment(self._days.opening(_stamp(_in_wib(moment))), moment)

    def closing(self, day: date) -> datetime | None:
        """Return when the office closes on a day, ``None`` on a day not worked."""
        rank = self._days.ranks_until(day_index(day)) - 1
        closing = self._days.closing(rank) if self.is_working_day(day) else None
        return None if closing is None else _MIDNIGHT + timedelta(minutes=closing)

    def is_working_day(self, day: date) -> bool:
        """Return whether the office has hours on a day (*hari kerja*)."""
        return self.working_days(day, day) == 1

    def working_days(self, first: date, last: date) -> int:
        """Return the number of working days from ``first`` to ``last``, both included; 0 if reversed."""
        return self._days.working_days_in(day_index(first), day_index(last))

    def next_working_day(self, day: date) -> date:
        """Return the first working day after ``day``.

        Raises:
            CalendarEndsError: There is none.
        """
        rank = self._days.ranks_until(day_index(day))
        return FIRST_DAY + timedelta(days=self._days.working_day(rank))

    @cached_property
    def _days(self) -> DayTables:
        return DayTables(self.hours, [holiday.day for holiday in self.holidays])

    @cached_property
    def _arrays(self) -> ArrayTables:
        return ArrayTables(self._days)

    def _reckon(
        self, start: datetime, amount: SupportsIndex, unit: Unit, day_rule: DayRule
    ) -> tuple[datetime, tuple[str, ...]]:
        begun = _in_wib(start)
        at = _moment(self._due_stamp(_stamp(begun), whole_amount(amount), unit, day_rule), start)
        return at, self._coverage.doubts(range(begun.year, at.year + 1))

    def _due_stamp(self, start: int, amount: int, unit: Unit, day_rule: DayRule) -> int:
        check_day_rule(day_rule)
        if unit not in MINUTES_A_UNIT:
            raise UnknownUnitError(unit)
        days = self._days
        if amount == 0:
            return days.opening(start)
        if unit != "hari":
            return days.reach(days.total(start) + amount * MINUTES_A_UNIT[unit])
        rank = days.rank(start) + amount
        if day_rule == SAME_TIME:
            return days.same_time(rank, days.opening(start) % MINUTES_A_DAY)
        return days.closing(rank)


def _in_wib(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        return moment
    return moment.astimezone(ZoneInfo(ZONE))


def _stamp(wib: datetime) -> int:
    return day_index(wib) * MINUTES_A_DAY + wib.hour * 60 + wib.minute


def _moment(stamp: int, asked: datetime) -> datetime:
    """Return a stamp as a moment, naive or aware as the one asked about."""
    naive = _MIDNIGHT + timedelta(minutes=stamp)
    return naive if asked.utcoffset() is None else naive.replace(tzinfo=ZoneInfo(ZONE))
