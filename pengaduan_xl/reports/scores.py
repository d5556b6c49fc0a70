"""How well a group of stays or cases kept to its time: the counts, and percentiles by nearest rank.

The percentile p of n values is the value at place ceil(p * n / 100) of the sorted values: a value that
occurred, of which one may say "nine in ten took that long or less".
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

FEW = 5
"""Below so many the percentages of a group say more of chance than of work; they are not shown."""

MEDIAN = 50
NINE_IN_TEN = 90


class Score(NamedTuple):
    """How a group kept to its deadlines.

    Attributes:
        label: What the group is.
        on_time: Done by the deadline; at its very minute is in time.
        late: Done after it.
        unfinished: Past the deadline and not done: still open, or ended by the complainant.
        unclocked: Done, but without a deadline to judge by.
        returned: Of those done, given back to the step before.
        median_share: Median of the time used by those done, in percent of the time that each had.
        share_90: 90th percentile of the same.
    """

    label: str
    on_time: int = 0
    late: int = 0
    unfinished: int = 0
    unclocked: int = 0
    returned: int = 0
    median_share: int | None = None
    share_90: int | None = None

    @property
    def counted(self) -> int:
        """How many are judged (*n*)."""
        return self.on_time + self.late + self.unfinished

    @property
    def done(self) -> int:
        """How many were done, late or not."""
        return self.on_time + self.late + self.unclocked

    @property
    def percent(self) -> int | None:
        """Compliance: the share in time, rounded down so that 100 means all; ``None`` without any."""
        return 100 * self.on_time // self.counted if self.counted else None

    @property
    def is_few(self) -> bool:
        """Whether there are too few to speak in percent."""
        return self.counted < FEW


class Verdict(NamedTuple):
    """What is to be said of one stay or case.

    Attributes:
        outcome: ``ON_TIME``, ``LATE``, ``UNFINISHED`` or ``UNCLOCKED``.
        share: Of the time that it had, what it used, in percent rounded up; ``None`` where not known.
        is_returned: Whether it was given back to the step before.
    """

    outcome: int
    share: int | None = None
    is_returned: bool = False


ON_TIME, LATE, UNFINISHED, UNCLOCKED = range(4)
LEFT_LATE = Verdict(UNFINISHED)

Tally = Counter[Verdict]
"""A score while it is counted."""


def score_of(tally: Tally, label: str = "") -> Score:
    """Return the score that was counted."""
    outcomes, shares = Counter[int](), Counter[int]()
    returned = 0
    for verdict, number in tally.items():
        outcomes[verdict.outcome] += number
        returned += number * verdict.is_returned
        if verdict.share is not None:
            shares[verdict.share] += number
    return Score(
        label,
        outcomes[ON_TIME],
        outcomes[LATE],
        outcomes[UNFINISHED],
        outcomes[UNCLOCKED],
        returned,
        *percentiles(shares),
    )


def percentiles(counts: Counter[int]) -> tuple[int | None, int | None]:
    """Return the median and the 90th percentile of values counted by value."""
    return percentile(counts, MEDIAN), percentile(counts, NINE_IN_TEN)


def percentile(counts: Counter[int], percent: int) -> int | None:
    """Return the percentile by nearest rank of values counted by value; ``None`` of none.

    Args:
        counts: How often each value occurs.
        percent: 1 to 100.
    """
    rank = -(-percent * counts.total() // 100)
    for value in sorted(counts):
        rank -= counts[value]
        if rank <= 0:
            return value
    return None


def rounded_percent(part: int, whole: int) -> int | None:
    """Return a share to the nearest percent, halves up; ``None`` of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None
