"""The report on performance against a plain count of the events."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from performance_oracle import PERIODS, as_numbers, naive_performance
from recap_oracle import OFFICE, histories

from pengaduan_xl.reports.performance_count import performance

if TYPE_CHECKING:
    from pengaduan_xl.domain.complaint import Case
    from pengaduan_xl.reports.period import Period

LATER = st.integers(0, 150 * 1440).map(lambda minutes: timedelta(minutes=minutes))


@settings(max_examples=120, deadline=None)
@given(histories(), PERIODS, LATER)
def test_the_report_agrees_with_a_plain_count_of_the_events(
    cases: list[Case], period: Period, later: timedelta
) -> None:
    now = period.start + later
    found = as_numbers(performance(cases, OFFICE, period, now))
    assert found == naive_performance(cases, period, now)


@settings(max_examples=30, deadline=None)
@given(histories(), PERIODS, LATER)
def test_every_breakdown_adds_up_to_the_whole(
    cases: list[Case], period: Period, later: timedelta
) -> None:
    found = performance(cases, OFFICE, period, period.start + later)
    for scores in ([one.score for one in found.by_step], found.by_officer, found.by_permit):
        for name in ("on_time", "late", "unfinished", "unclocked", "returned"):
            assert sum(getattr(one, name) for one in scores) == getattr(found.total, name)
    whole = found.cases
    assert whole.handled == whole.delivered + whole.forwarded + whole.withdrawn + whole.open
