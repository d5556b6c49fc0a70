"""Which reports are due: pure reckoning on the office's calendar, without files or clock.

A recap belongs to its day and is owed until it is made. An overdue list says how things stand now, so of all
that were missed only the latest is owed.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from pengaduan_xl.domain.schedule_sheet import RECAP, REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from pengaduan_xl.domain.office_hours import OfficeHours
    from pengaduan_xl.domain.schedule_sheet import ReportTime

CATCH_UP_DAYS: Final = 31
"""Days back of which recaps are still made; older ones are told and left to ``pengaduan rekap``."""

LOOK_AHEAD_DAYS: Final = 366
"""Days ahead in which the next time is looked for; a report that is due on none of them is due never."""


class Run(NamedTuple):
    """One report at one time: when it is due, naive WIB, and which it is."""

    due: datetime
    report: str


class Made(Protocol):
    """What has been made; see :class:`pengaduan_xl.scheduler.stamps.Stamps`."""

    @property
    def since(self) -> date:
        """First day on which reports are made."""

    @property
    def recaps(self) -> Mapping[date, datetime | None]:
        """When the recap of a day was made; ``None`` where it was given up."""

    @property
    def overdue(self) -> datetime | None:
        """When the last overdue list was made."""


class Timetable(NamedTuple):
    """The rows of the sheet Jadwal on the office's calendar."""

    times: Sequence[ReportTime]
    hours: OfficeHours

    def on(self, day: date, report: str) -> list[Run]:
        """Return the times of a report on a day, earliest first."""
        due = {
            one.on(day)
            for one in self.times
            if one.report == report and one.is_due_on(day, self.hours)
        }
        return [Run(moment, report) for moment in sorted(due)]

    def owed(self, report: str, made: Made, now: datetime) -> list[Run]:
        """Return the times of a report that have come and for which nothing was made, oldest first.

        Recaps reach back :data:`CATCH_UP_DAYS` at most, and one is owed a day. Nothing is owed for days
        before ``made.since``.
        """
        first = max(made.since, _first_day(now))
        last = [runs[-1] for runs in self._passed(report, (first, now)) if runs]
        if report == RECAP:
            return [run for run in last if not _is_recap_made(made, run)]
        return [run for run in last[-1:] if made.overdue is None or made.overdue < run.due]

    def given_up(self, made: Made, now: datetime) -> list[date]:
        """Return the days whose recap is owed but too old to be made by itself, oldest first."""
        until = datetime.combine(_first_day(now), time.min) - timedelta(minutes=1)
        passed = self._passed(RECAP, (made.since, until))
        return [
            runs[-1].due.date() for runs in passed if runs and not _is_recap_made(made, runs[-1])
        ]

    def following(self, report: str, now: datetime) -> datetime | None:
        """Return when a report is due next after ``now``; ``None`` for never."""
        for ahead in range(LOOK_AHEAD_DAYS + 1):
            for run in self.on(now.date() + timedelta(days=ahead), report):
                if run.due > now:
                    return run.due
        return None

    def next_due(self, now: datetime) -> datetime | None:
        """Return when any report is due next after ``now``; ``None`` for never."""
        found = (self.following(report, now) for report in REPORTS)
        return min((due for due in found if due is not None), default=None)

    def _passed(self, report: str, span: tuple[date, datetime]) -> Iterator[list[Run]]:
        """Yield for each day of a span the times of a report that have come by its end."""
        first, end = span
        for place in range((end.date() - first).days + 1):
            runs = self.on(first + timedelta(days=place), report)
            yield [run for run in runs if run.due <= end]


def _first_day(now: datetime) -> date:
    return now.date() - timedelta(days=CATCH_UP_DAYS)


def _is_recap_made(made: Made, run: Run) -> bool:
    day = run.due.date()
    moment = made.recaps.get(day)
    return day in made.recaps and (moment is None or moment >= run.due)
