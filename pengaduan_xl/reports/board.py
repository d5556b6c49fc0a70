"""The page for the wall (*papan*) as plain data: counts and times, nothing of any person or single case.

Everything is what was true at one moment. Today's numbers are the daily recap's, each step's light follows
the lists of what is late and what is near its deadline, and the trend is that of the performance report
(*kinerja*), so the page never says otherwise than they do.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.escalation import STEP_CLOCK
from pengaduan_xl.reports.daily import daily_recap
from pengaduan_xl.reports.open_case import open_cases
from pengaduan_xl.reports.performance_count import performance
from pengaduan_xl.reports.period import Month, Period
from pengaduan_xl.reports.recap import Balance
from pengaduan_xl.reports.scores import FEW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from pengaduan_xl.domain.complaint import Case
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.domain.office_hours import OfficeHours
    from pengaduan_xl.reports.recap import StepCount


class StepLights(NamedTuple):
    """Open cases in one step by light (*lampu*): which part of the step's time is used.

    ``in_time`` is green, ``due_soon`` yellow, ``late`` red; ``waiting`` are on hold, where no clock runs.
    """

    number: int
    name: str
    in_time: int
    due_soon: int
    late: int
    waiting: int


class MonthCompliance(NamedTuple):
    """How many steps were judged in one calendar month, and how many were done in time (*kepatuhan*).

    Judged are those done in that month, and those past their deadline and not done. ``month`` is its
    first day.
    """

    month: date
    judged: int
    in_time: int

    @property
    def percent(self) -> int | None:
        """Share in time, cut to a whole number so that 100 means all; ``None`` where there were too few."""
        return None if self.judged < FEW else 100 * self.in_time // self.judged


class OfficeDay(NamedTuple):
    """When the office is open on the day at hand, naive WIB, and when next.

    ``opens`` and ``closes`` are ``None`` on a day not worked, and ``holidays`` then names why, if it is in
    the sheet Hari Libur. ``opens_next`` is the first opening after the day at hand.
    """

    opens: datetime | None
    closes: datetime | None
    holidays: tuple[str, ...]
    opens_next: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """What the page for the wall shows.

    Attributes:
        moment: The moment that all of it holds for, naive WIB.
        today: What came, went and stayed today, as in the daily recap.
        steps: Every step of the SOP, and any other that a case is in.
        months: The last twelve months, the running one last.
        office_day: Today's office hours.
        due_soon_percent: Share of a step's time from which its light is yellow.
        left_out: How many cases are not counted since their rows are broken.
    """

    moment: datetime
    today: Balance
    steps: tuple[StepLights, ...]
    months: tuple[MonthCompliance, ...]
    office_day: OfficeDay
    due_soon_percent: int
    left_out: int = 0


def board_of(
    cases: Sequence[Case], office: Office, now: datetime, percent: int = 70, left_out: int = 0
) -> Board:
    """Return what the page shows at a moment.

    Args:
        cases: All cases of the register.
        office: The rules in force.
        now: This moment, naive WIB; what happened later is left aside.
        percent: Share of a step's time from which its deadline is near.
        left_out: How many cases are not among ``cases`` since their rows are broken.

    Raises:
        NoReceiptError: A case's history does not begin with its receipt.
        UnknownVersionError: A case began under a version that the sheet SOP no longer holds.
        UnknownStepError: It is or was in a step that the sheet SOP no longer holds.
        CalendarEndsError: The office does not open any more.
    """
    recap = daily_recap(cases, office, now.date(), now)
    near = _near(cases, office, now, percent)
    return Board(
        moment=now,
        today=Balance("", *(getattr(recap, name) for name in Balance._fields[1:])),
        steps=_lights(recap.by_step, near),
        months=compliance(cases, office, now),
        office_day=office_day(office.hours, now.date()),
        due_soon_percent=percent,
        left_out=left_out,
    )


def compliance(cases: Sequence[Case], office: Office, now: datetime) -> tuple[MonthCompliance, ...]:
    """Return for each of the last twelve months how many steps were judged, and how many done in time.

    A step is judged by the deadline in force when it was done, as Riwayat tells it; a later change of the
    SOP or the calendar does not rewrite the past. Raises as :func:`board_of`.
    """
    this_month = Period.of_month(Month(now.year, now.month))
    return tuple(
        MonthCompliance(one.month.first, one.score.counted, one.score.on_time)
        for one in performance(cases, office, this_month, now).by_month
    )


def office_day(hours: OfficeHours, day: date) -> OfficeDay:
    """Return when the office is open on a day, why it is not, and when it opens on a later day.

    Raises:
        CalendarEndsError: The office does not open any more.
    """
    opens_next = hours.next_opening(datetime.combine(hours.next_working_day(day), time.min))
    if not hours.is_working_day(day):
        names = (" ".join(one.name.split()) for one in hours.holidays if one.day == day)
        return OfficeDay(None, None, tuple(dict.fromkeys(filter(None, names))), opens_next)
    opens = hours.next_opening(datetime.combine(day, time.min))
    return OfficeDay(opens, hours.closing(day), (), opens_next)


def _near(cases: Sequence[Case], office: Office, now: datetime, percent: int) -> Counter[int]:
    """Return by step how many cases are near the deadline of their step."""
    return Counter(
        case.step.number
        for case in open_cases(cases, office, now)
        if any(one.clock == STEP_CLOCK for one in case.near(percent))
    )


def _lights(steps: Iterable[StepCount], near: Counter[int]) -> tuple[StepLights, ...]:
    """Return the steps with their lights; one that has neither a name nor a case is left out."""
    lights = (
        StepLights(
            step.number,
            step.name,
            step.in_process - step.late - near[step.number],
            near[step.number],
            step.late,
            step.waiting,
        )
        for step in steps
    )
    return tuple(light for light in lights if light.name or any(light[2:]))
