"""How long cases are late, and how old the open ones are, counted by performer in steps of working time."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.procedure import ROLES, SAME_TIME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.domain.escalation import ClockStanding
    from pengaduan_xl.domain.office_hours import OfficeHours


class Bucket(NamedTuple):
    """A length of working time from a lower bound, which belongs to it, up to the next bucket's.

    Attributes:
        label: How staff read it.
        days: Its lower bound in whole working days.
        minutes: Its lower bound in office minutes, where it is less than a day.
    """

    label: str
    days: int
    minutes: int = 0


LATENESS = (
    Bucket("< 1 jam", 0),
    Bucket("1 jam – < 1 hari", 0, 60),
    Bucket("1 – < 3 hari", 1),
    Bucket("3 – < 5 hari", 3),
    Bucket("5 – < 10 hari", 5),
    Bucket("≥ 10 hari", 10),
)
"""How long a deadline has passed: hours tell for steps of 15 minutes, working days for those of days."""

AGES = (
    Bucket("< 1 hari", 0),
    Bucket("1 – < 3 hari", 1),
    Bucket("3 – < 5 hari", 3),
    Bucket("5 – < 10 hari", 5),
    Bucket("10 – < 20 hari", 10),
    Bucket("≥ 20 hari", 20),
)
"""How long ago an open case was received; the SOP allows 11 working days and 5 hours in all."""


class AgeRow(NamedTuple):
    """How many cases of a performer are in each bucket, in the order of the buckets."""

    role: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(self.counts)


def whole_days(hours: OfficeHours, start: datetime, end: datetime) -> int:
    """Return how many whole working days have gone from ``start`` to ``end``; 0 when it is not after it.

    A day is over at the same time of the next working day, so a day of Ramadan counts as much as another.
    From an opening, or from outside office hours, as deadlines at a closing are, it is over at the closing.
    """
    begun = hours.next_opening(start)
    first, last = begun.date(), end.date()
    if hours.minutes_between(datetime.combine(first, time.min), begun) == 0:
        closing = hours.closing(last)
        return max(0, hours.working_days(first, last) - (closing is not None and closing > end))
    days = hours.working_days(first + timedelta(days=1), last)
    is_over = hours.deadline(begun, days, "hari", SAME_TIME).at <= end
    return max(0, days if is_over else days - 1)


def lateness_place(standing: ClockStanding) -> int:
    """Return the place in :data:`LATENESS` of a deadline that has passed."""
    reached = (
        place
        for place, bucket in enumerate(LATENESS)
        if standing.days_late >= bucket.days
        and (bucket.days or standing.minutes_late >= bucket.minutes)
    )
    return max(reached)


def age_place(days: int) -> int:
    """Return the place in :data:`AGES` of a number of whole working days."""
    return max(place for place, bucket in enumerate(AGES) if days >= bucket.days)


def age_rows(placed: Iterable[tuple[str, int]], buckets: tuple[Bucket, ...]) -> tuple[AgeRow, ...]:
    """Return a row for each performer that has a case, in the SOP's order.

    Args:
        placed: Performer and place of the bucket of each case.
        buckets: The buckets in use.
    """
    counts = Counter(placed)
    known = {role: place for place, role in enumerate(ROLES)}
    roles = sorted(
        {role for role, _ in counts}, key=lambda role: (known.get(role, len(known)), role)
    )
    return tuple(
        AgeRow(role, tuple(counts[role, place] for place in range(len(buckets)))) for role in roles
    )
