"""Tallies of steps, months and names while an office's performance is counted."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time
from typing import TYPE_CHECKING

from pengaduan_xl.reports.performance import MonthScore, StepScore
from pengaduan_xl.reports.scores import Tally, percentiles, score_of

if TYPE_CHECKING:
    from pengaduan_xl.domain.procedure import Step
    from pengaduan_xl.reports.period import Month
    from pengaduan_xl.reports.scores import Score


class StepTally:
    """A step while it is counted; its name is the first one seen.

    Attributes:
        tally: How its stays kept to their deadlines.
        minutes: Stays done, by the office minutes that they used.
        held: Stays done that were on hold.
        worked: Office minutes spent in it.
        is_review: Whether a file may be given back from it.
    """

    def __init__(self, step: Step) -> None:
        self.number = step.number
        self.name = step.name
        self.allowed: dict[str, None] = {}
        self.tally = Tally()
        self.minutes = Counter[int]()
        self.held = self.worked = 0
        self.is_review = False

    def score(self) -> StepScore:
        """Return what was counted."""
        return StepScore(
            self.number,
            self.name,
            tuple(self.allowed),
            score_of(self.tally),
            *percentiles(self.minutes),
            self.held,
            self.worked,
            self.is_review,
        )


class MonthTally:
    """A month of the trend while it is counted; it is judged at ``moment``: its end, or now."""

    def __init__(self, month: Month, now: datetime) -> None:
        self.month = month
        self.start = datetime.combine(month.first, time.min)
        self.moment = min(datetime.combine(month.last, time.max), now)
        self.tally = Tally()
        self.days = Counter[int]()

    def score(self) -> MonthScore:
        """Return what was counted."""
        delivered = self.days.total()
        return MonthScore(self.month, score_of(self.tally), delivered, *percentiles(self.days))


class Groups:
    """Tallies by name; spellings that differ in case or spaces only are one, as first seen.

    Args:
        nameless: What an empty name is called.
    """

    def __init__(self, nameless: str) -> None:
        self.nameless = nameless
        self._labels: dict[str, str] = {}
        self._tallies: dict[str, Tally] = {}
        self._seen: dict[str, Tally] = {}

    def of(self, name: str) -> Tally:
        """Return the tally of a name as written."""
        tally = self._seen.get(name)
        if tally is None:
            label = " ".join(name.split()) or self.nameless
            self._labels.setdefault(label.casefold(), label)
            tally = self._seen[name] = self._tallies.setdefault(label.casefold(), Tally())
        return tally

    def scores(self) -> tuple[Score, ...]:
        """Return the scores of those that have any, by name, those in brackets last."""
        order = sorted(self._tallies, key=lambda key: (key[:1] == "(", key))
        scores = (score_of(self._tallies[key], self._labels[key]) for key in order)
        return tuple(score for score in scores if score.counted or score.unclocked)
