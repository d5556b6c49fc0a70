"""Office time against the nearest things there are: numpy's working days and businesstimedelta.

Run with ``pytest benchmarks``. Each pair shares a benchmark group, which shows their ratio; the last two
functions print it from interleaved runs, so that a busy machine slows both sides alike. Neither rival knows
breaks that differ by weekday, Ramadan hours or a closing that is a deadline: they do less.
"""

from __future__ import annotations

import timeit
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from pengaduan_xl.domain.calendar_defaults import DEFAULT_HOLIDAYS
from pengaduan_xl.domain.office_hours import OfficeHours

if TYPE_CHECKING:
    from collections.abc import Callable

STARTS = 1_000_000
ROUNDS = 7
UNITS = np.array(["menit", "jam", "hari"])
AMOUNTS = np.array([15, 30, 1, 3, 5, 2])
HOLIDAYS = [holiday.day for holiday in DEFAULT_HOLIDAYS]
SCALAR_CASES = [
    (datetime.fromisoformat(start), hours)
    for start in ("2026-07-06T09:10", "2026-07-10T15:45", "2026-12-23T16:30")
    for hours in (1, 2, 20)
]


@pytest.fixture(scope="module")
def office() -> OfficeHours:
    return OfficeHours.default()


@pytest.fixture(scope="module")
def mixed() -> tuple[Any, Any, Any]:
    """Return starts within two years, in and out of office hours, with amounts and mixed units."""
    random = np.random.default_rng(2026)
    starts = np.datetime64("2026-01-01T00:00", "m") + random.integers(0, 640 * 1440, STARTS)
    return starts, random.choice(AMOUNTS, STARTS), random.choice(UNITS, STARTS)


@pytest.fixture(scope="module")
def with_busday_offset(mixed: tuple[Any, Any, Any]) -> Callable[[], Any]:
    """Return numpy's own working-day arithmetic on the same dates and amounts."""
    days, calendar = mixed[0].astype("M8[D]"), np.busdaycalendar(holidays=HOLIDAYS)
    return lambda: np.busday_offset(days, mixed[1], roll="forward", busdaycal=calendar)


@pytest.fixture(scope="module")
def with_businesstimedelta() -> Callable[[], Any]:
    """Return the scalar cases by businesstimedelta, with one set of hours and one break."""
    package = pytest.importorskip("businesstimedelta")
    work = package.WorkDayRule(time(7, 30), time(16), [0, 1, 2, 3, 4])
    lunch = package.LunchTimeRule(time(12), time(13), [0, 1, 2, 3, 4])
    rules = package.Rules([work, lunch, package.HolidayRule(HOLIDAYS)])
    return lambda: [s + package.BusinessTimeDelta(rules, hours=h) for s, h in SCALAR_CASES]


@pytest.mark.benchmark(group="1,000,000 mixed deadlines")
def test_due_array(benchmark: Any, office: OfficeHours, mixed: tuple[Any, Any, Any]) -> None:
    dues = benchmark(office.due_array, *mixed)
    assert dues.shape == (STARTS,)


@pytest.mark.benchmark(group="1,000,000 mixed deadlines")
def test_numpy_busday_offset(benchmark: Any, with_busday_offset: Callable[[], Any]) -> None:
    assert benchmark(with_busday_offset).shape == (STARTS,)


@pytest.mark.benchmark(group="9 single deadlines in hours")
def test_due(benchmark: Any, office: OfficeHours) -> None:
    assert len(benchmark(singly, office)) == len(SCALAR_CASES)


@pytest.mark.benchmark(group="9 single deadlines in hours")
def test_businesstimedelta(benchmark: Any, with_businesstimedelta: Callable[[], Any]) -> None:
    assert len(benchmark(with_businesstimedelta)) == len(SCALAR_CASES)


@pytest.mark.benchmark(group="start of a process")
def test_first_answer_of_a_new_calendar(benchmark: Any) -> None:
    start = datetime.fromisoformat("2026-07-06T09:00")
    assert benchmark(lambda: OfficeHours.default().due(start, 3, "hari")).day == 9


def test_ratio_of_due_array_to_busday_offset(
    office: OfficeHours, mixed: tuple[Any, Any, Any], with_busday_offset: Callable[[], Any]
) -> None:
    ours, numpys = best_of(lambda: office.due_array(*mixed), with_busday_offset, 1)
    print(f"\ndue_array / numpy.busday_offset = {ours / numpys:.2f} ({ours * 1e3:.0f} ms)")


def test_ratio_of_due_to_businesstimedelta(
    office: OfficeHours, with_businesstimedelta: Callable[[], Any]
) -> None:
    ours, theirs = best_of(lambda: singly(office), with_businesstimedelta, 20)
    each = ours / len(SCALAR_CASES) / 20 * 1e6
    print(f"\ndue / businesstimedelta = {ours / theirs:.3f} ({each:.1f} µs a deadline)")


def singly(office: OfficeHours) -> list[datetime]:
    """Return the scalar cases by the office's own clock."""
    return [office.due(start, hours, "jam") for start, hours in SCALAR_CASES]


def best_of(one: Callable[[], Any], other: Callable[[], Any], number: int) -> tuple[float, float]:
    """Return the best time of each in seconds, from interleaved rounds."""
    runs = [[timeit.timeit(run, number=number) for run in (one, other)] for _ in range(ROUNDS)]
    return min(run[0] for run in runs), min(run[1] for run in runs)
