"""Deadlines of many starts at once, by numpy; the same rules as for a single start.

For every start both readings of its span are looked up, minutes and working days, and the wanted one is
taken: that costs less than sorting the starts by unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from pengaduan_xl.domain.office_day_tables import (
    DAYS,
    CalendarEndsError,
    DayTables,
    OutsideCalendarError,
    elapsed_minutes,
    minutes_reached,
)
from pengaduan_xl.domain.procedure import SAME_TIME, DayRule
from pengaduan_xl.domain.row_cells import FIRST_DAY, MINUTES_A_DAY
from pengaduan_xl.domain.time_spans import MINUTES_A_UNIT, InvalidAmountError, UnknownUnitError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set
    from datetime import datetime

    from numpy.typing import ArrayLike, NDArray

    Moments = NDArray[np.datetime64]
    Integers = NDArray[np.int64]

BLOCK: Final = 1 << 15
"""Starts handled at a time, so that the intermediate arrays stay in the processor's cache."""

_EPOCH: Final = int(np.datetime64(FIRST_DAY, "m").astype(np.int64))
_SHORTEST_BUCKET: Final = 60


class ArrayTables:
    """The day tables of an office, laid out for look-ups by arrays of moments.

    Args:
        tables: The office's days.
    """

    def __init__(self, tables: DayTables) -> None:
        self._tables = tables
        patterns = tables.pattern_of_day
        self._elapsed = np.concatenate([elapsed_minutes(windows) for windows in tables.patterns])
        self._elapsed_at = patterns * (MINUTES_A_DAY + 1)
        reached = [minutes_reached(windows) for windows in tables.patterns]
        self._reached = np.concatenate(reached)
        reached_at = np.cumsum([0, *map(len, reached)])[patterns[tables.working_days]]
        self._ends = tables.minutes_before[tables.working_days + 1]
        before = tables.minutes_before[tables.working_days]
        self._reached_shift = reached_at - before
        self._midnights = tables.working_days * MINUTES_A_DAY
        # No day is shorter than a bucket in a usual calendar, so the first guess is at most one day early.
        self._bucket = max(int((self._ends - before).min()), _SHORTEST_BUCKET)
        self._guesses = np.searchsorted(self._ends, np.arange(1, self._ends[-1] + 1, self._bucket))

    def due(
        self, starts: Moments, amounts: ArrayLike, units: ArrayLike, day_rule: DayRule
    ) -> Moments:
        """Return the deadlines of ``starts``, to the minute, in the same shape; NaT stays NaT.

        Raises:
            InvalidAmountError: An amount is no whole number or below 0.
            UnknownUnitError: A unit is not known.
            OutsideCalendarError: A start lies outside the calendar.
            CalendarEndsError: A span needs more office time than the calendar holds.
        """
        moments = starts.astype("datetime64[m]", copy=False)
        known = ~np.isnat(moments)
        stamps = moments.view(np.int64)[known] - _EPOCH
        counts = np.broadcast_to(_whole_amounts(amounts), moments.shape)[known]
        minutes = np.broadcast_to(_unit_minutes(units), moments.shape)[known]
        _check_inside(stamps)
        dues = np.empty_like(stamps)
        for at in _blocks(len(stamps)):
            dues[at] = self._due(stamps[at], counts[at], minutes[at], day_rule)
        result = np.full_like(moments, "NaT")
        result[known] = (dues + _EPOCH).view("datetime64[m]")
        return result

    def _due(
        self, stamps: Integers, amounts: Integers, unit_minutes: Integers, day_rule: DayRule
    ) -> Integers:
        tables = self._tables
        day, minute = np.divmod(stamps, MINUTES_A_DAY)
        total = tables.minutes_before[day] + self._elapsed[self._elapsed_at[day] + minute]
        minutes = amounts * unit_minutes
        dues = self._reach(total, minutes)
        in_days = (unit_minutes == 0) & (amounts > 0)
        if not in_days.any():
            return dues
        closed = total == tables.minutes_before[day + 1]
        ranks = tables.ranks_before[day + closed] + amounts * in_days
        if ranks.max() >= len(tables.closings):
            raise CalendarEndsError
        ends = self._same_time(ranks, dues) if day_rule == SAME_TIME else tables.closings[ranks]
        return np.where(in_days, ends, dues)

    def _reach(self, total: Integers, minutes: Integers) -> Integers:
        """Return when ``minutes`` more office minutes have passed; for 0 the effective start."""
        # The effective start is where the next office minute begins, that is, one before its end.
        early = minutes == 0
        target = total + minutes + early
        if target.max() > self._ends[-1]:
            raise CalendarEndsError
        rank = self._guesses[(target - 1) // self._bucket]
        while (late := target > self._ends[rank]).any():
            rank = rank + late
        reached: Integers = self._reached[target + self._reached_shift[rank]]
        dues: Integers = self._midnights[rank] + reached - early
        return dues

    def _same_time(self, ranks: Integers, effective_starts: Integers) -> Integers:
        minute = effective_starts % MINUTES_A_DAY
        day = self._tables.working_days[ranks]
        at = self._elapsed_at[day] + minute
        elapsed = self._elapsed[at]
        moved = self._reached[
            self._tables.minutes_before[day] + elapsed + self._reached_shift[ranks]
        ]
        is_open = self._elapsed[at + 1] > elapsed
        return day * MINUTES_A_DAY + np.where(is_open, minute, moved)


def as_moments(starts: ArrayLike | Sequence[datetime]) -> Moments:
    """Return moments of any kind (arrays, columns, lists of datetimes) as a ``datetime64`` array."""
    given = np.asarray(starts)
    return given if given.dtype.kind == "M" else given.astype("datetime64[us]")


def touched_years(starts: Moments, dues: Moments, filled: Set[int]) -> list[int]:
    """Return the years that a span from ``starts`` to ``dues`` touches, without the ``filled`` ones."""
    if np.isnat(starts).all():
        return []
    first, last = (
        _year(edge) for edge in (np.fmin.reduce(starts, None), np.fmax.reduce(dues, None))
    )
    return [
        year
        for year in range(first, last + 1)
        if year not in filled
        and ((starts < np.datetime64(f"{year + 1}")) & (dues >= np.datetime64(f"{year}"))).any()
    ]


def _year(moment: np.datetime64) -> int:
    return int(moment.astype("datetime64[Y]").astype(np.int64)) + 1970


def _blocks(count: int) -> Iterator[slice]:
    return (slice(first, first + BLOCK) for first in range(0, count, BLOCK))


def _check_inside(stamps: Integers) -> None:
    outside = (stamps < 0) | (stamps >= DAYS * MINUTES_A_DAY)
    if outside.any():
        moment = np.datetime64(int(stamps[outside][0]) + _EPOCH, "m")
        raise OutsideCalendarError(moment.astype("datetime64[D]").item())


def _whole_amounts(amounts: ArrayLike) -> Integers:
    given = np.asarray(amounts)
    if not given.size:
        return given.astype(np.int64)
    if given.dtype.kind not in "iu":
        raise InvalidAmountError(given.flat[0])
    if given.min() < 0:
        raise InvalidAmountError(given.min())
    if given.max() > DAYS * MINUTES_A_DAY:
        raise CalendarEndsError
    return given.astype(np.int64, copy=False)


def _unit_minutes(units: ArrayLike) -> Integers:
    """Return the office minutes in each unit, 0 for working days."""
    if isinstance(units, np.ndarray) and units.dtype.kind == "U":
        return _minutes_of_texts(units)
    given = np.asarray(units, object)
    try:
        found = np.fromiter(
            map(MINUTES_A_UNIT.__getitem__, given.ravel().tolist()), np.int64, given.size
        )
    except KeyError as error:
        raise UnknownUnitError(error.args[0]) from None
    return found.reshape(given.shape)


def _minutes_of_texts(units: NDArray[np.str_]) -> Integers:
    found = np.zeros(units.shape, np.int64)
    known = np.zeros(units.shape, bool)
    for unit, minutes in MINUTES_A_UNIT.items():
        is_unit = units == unit
        found += is_unit * minutes
        known |= is_unit
    if not known.all():
        raise UnknownUnitError(units[~known][0])
    return found
