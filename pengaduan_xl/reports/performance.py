"""How the office keeps to the SOP's times (*kinerja*), as plain data with its units.

What counts, and why the office cannot look better than it is:

- A stay in a step (*lewatan*) that the office ended in the period is in time or late by the deadline written
  when it ended. One that it did not end (open at the period's end, or ended by the complainant in the period)
  counts once its deadline has passed, as ``unfinished``.
- A case that was delivered in the period is in time or late by its own clocks; one that was not, likewise.
- The trend's months are whole ones, each judged at its own end by the same rules. What stays open and late
  over several months is counted in each, so months do not add up to the period.
- Moments after ``now`` are left aside. Percentiles are by nearest rank: :mod:`pengaduan_xl.reports.scores`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from pengaduan_xl.reports.period import Month, Period
    from pengaduan_xl.reports.scores import Score


class StepScore(NamedTuple):
    """A step's score, and its times in office minutes.

    Attributes:
        number: Number of the step.
        name: Its name; a version of the SOP that names it otherwise has a row of its own.
        allowed: The SOP's time as written there, such as ``5 hari``; one text for each time in use.
        score: How it kept to its deadlines.
        median_minutes: Median of the time used by the stays done.
        minutes_90: 90th percentile of the same.
        held: Of the stays done, those that were on hold.
        worked_minutes: Time that all cases spent in it within the period, open ones included.
        is_review: Whether a file may be given back from it (sheet Alur, ``kembali``).
    """

    number: int
    name: str
    allowed: tuple[str, ...]
    score: Score
    median_minutes: int | None = None
    minutes_90: int | None = None
    held: int = 0
    worked_minutes: int = 0
    is_review: bool = False

    @property
    def label(self) -> str:
        """Number and name."""
        return f"{self.number}. {self.name}"


class MonthScore(NamedTuple):
    """A month of the trend: the stays, and the cases delivered with their working days (see below)."""

    month: Month
    score: Score
    delivered: int = 0
    median_days: int | None = None
    days_90: int | None = None


class CaseScores(NamedTuple):
    """The cases of the period.

    ``handled`` = ``delivered + forwarded + withdrawn + open``. Working days are counted as the SOP counts
    them: from receipt to delivery, the first day not counted, days on hold left out.

    Attributes:
        received: Cases received in the period.
        handled: Cases open at some time in it.
        delivered: Those finished in it, with the reply delivered.
        forwarded: Those handed to another agency in it.
        withdrawn: Those withdrawn or deemed withdrawn in it.
        open: Those open at its end.
        by_case_clock: How the cases kept to the SOP's total time.
        by_statute: How they kept to the statutory days.
        median_days: Median of the working days of those delivered.
        days_90: 90th percentile of the same.
    """

    received: int
    handled: int
    delivered: int
    forwarded: int
    withdrawn: int
    open: int
    by_case_clock: Score
    by_statute: Score
    median_days: int | None
    days_90: int | None


class HoldScores(NamedTuple):
    """The time on hold (*ditunda*): waiting for the complainant.

    Attributes:
        cases: Cases on hold at some time in the period.
        now: Cases on hold at its end.
        ended: Holds that ended in it.
        median_minutes: Median of their whole length in office minutes.
        minutes_90: 90th percentile of the same.
        minutes: Office minutes on hold within the period, of all cases.
    """

    cases: int
    now: int
    ended: int
    median_minutes: int | None
    minutes_90: int | None
    minutes: int


class DayLength(NamedTuple):
    """The working days of the period and their office minutes."""

    days: int
    minutes: int

    @property
    def average(self) -> int | None:
        """Office minutes of a working day, rounded; ``None`` without one."""
        return (2 * self.minutes + self.days) // (2 * self.days) if self.days else None


@dataclass(frozen=True, slots=True)
class Performance:
    """An office's performance in a period.

    Attributes:
        period: The part of the period that has passed.
        moment: When it is judged: its end, or now.
        total: All stays.
        by_step: Every step of the SOP in force, and others that occurred.
        by_officer: By the officer who ended the stay; those not done under the step's performer.
        by_permit: By licence (*Jenis Izin*), spellings that differ in case only as one.
        by_month: The twelve months that end with the period, the oldest first.
        cases: The cases as a whole.
        holds: Waiting for complainants.
        day: The working days of the period.
        allowed: The SOP's time for a case in force: office minutes and working days.
    """

    period: Period
    moment: datetime
    total: Score
    by_step: tuple[StepScore, ...]
    by_officer: tuple[Score, ...]
    by_permit: tuple[Score, ...]
    by_month: tuple[MonthScore, ...]
    cases: CaseScores
    holds: HoldScores
    day: DayLength
    allowed: tuple[int, int]

    @property
    def minutes(self) -> int:
        """Office minutes that all cases spent in the period, at work and on hold."""
        return self.holds.minutes + sum(step.worked_minutes for step in self.by_step)
