"""How late and how old cases are, in steps of working time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from case_factory import at
from hypothesis import given, settings
from hypothesis import strategies as st

from pengaduan_xl.domain.escalation import ClockStanding
from pengaduan_xl.domain.office_hours import OfficeHours
from pengaduan_xl.domain.procedure import KEPALA, PETUGAS
from pengaduan_xl.reports.ageing import (
    AGES,
    LATENESS,
    AgeRow,
    age_place,
    age_rows,
    lateness_place,
    whole_days,
)

if TYPE_CHECKING:
    from datetime import datetime

HOURS = OfficeHours.default()
FIRST = at("2026-02-09T00:00")
"""Before Ramadan 2026, whose days are shorter, and the holidays at its end."""

MOMENTS = st.integers(0, 70 * 1440).map(lambda minutes: FIRST + timedelta(minutes=minutes))


def late(days: int, minutes: int) -> str:
    standing = ClockStanding("tahap", FIRST, True, minutes, days)
    return LATENESS[lateness_place(standing)].label


@pytest.mark.parametrize(
    ("days", "minutes", "label"),
    [
        (0, 0, "< 1 jam"),
        (0, 59, "< 1 jam"),
        (0, 60, "1 jam – < 1 hari"),
        (0, 449, "1 jam – < 1 hari"),
        (1, 450, "1 – < 3 hari"),
        (2, 1349, "1 – < 3 hari"),
        (3, 1350, "3 – < 5 hari"),
        (5, 2250, "5 – < 10 hari"),
        (9, 4499, "5 – < 10 hari"),
        (10, 4500, "≥ 10 hari"),
        (1, 30, "1 – < 3 hari"),
    ],
)
def test_a_bucket_begins_with_its_lower_bound(days: int, minutes: int, label: str) -> None:
    assert late(days, minutes) == label


@pytest.mark.parametrize(
    ("days", "label"),
    [(0, "< 1 hari"), (1, "1 – < 3 hari"), (3, "3 – < 5 hari"), (5, "5 – < 10 hari"),
     (9, "5 – < 10 hari"), (10, "10 – < 20 hari"), (19, "10 – < 20 hari"), (20, "≥ 20 hari")],
)  # fmt: skip
def test_ages_go_by_whole_working_days(days: int, label: str) -> None:
    assert AGES[age_place(days)].label == label


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-11-23T10:00", "2026-11-24T09:59", 0),
        ("2026-11-23T10:00", "2026-11-24T10:00", 1),
        ("2026-11-20T10:00", "2026-11-22T23:00", 0),
        ("2026-11-20T10:00", "2026-11-23T10:00", 1),
        ("2026-11-20T16:30", "2026-11-23T15:59", 0),
        ("2026-11-20T16:30", "2026-11-23T16:00", 1),
        ("2026-11-21T09:00", "2026-11-24T15:59", 1),
        ("2026-11-23T07:30", "2026-11-23T16:00", 1),
        ("2026-11-23T06:00", "2026-11-23T15:59", 0),
        ("2026-11-20T16:30", "2026-11-22T12:00", 0),
        ("2026-11-23T16:00", "2026-11-23T12:00", 0),
        ("2026-11-23T10:00", "2026-11-23T09:00", 0),
        ("2026-11-23T10:00", "2026-11-16T09:00", 0),
    ],
)  # fmt: skip
def test_a_day_is_over_at_the_same_time_of_the_next_working_day_or_at_a_closing(
    start: str, end: str, days: int
) -> None:
    assert whole_days(HOURS, at(start), at(end)) == days


@settings(max_examples=150, deadline=None)
@given(MOMENTS, MOMENTS)
def test_whole_days_are_as_many_as_deadlines_have_passed(one: datetime, other: datetime) -> None:
    start, end = sorted((one, other))
    begun = HOURS.next_opening(start)
    at_opening = begun == HOURS.next_opening(begun.replace(hour=0, minute=0))
    days, last = 0, begun
    while last <= end:
        days += 1
        if at_opening:
            last = HOURS.closing(HOURS.deadline(begun, days - 1, "hari").at.date()) or last
        else:
            last = HOURS.deadline(begun, days, "hari", "jam yang sama").at
    assert whole_days(HOURS, start, end) == max(0, days - 1)


def test_performers_come_in_the_sops_order_and_each_case_counts_once() -> None:
    placed = [(KEPALA, 1), ("Camat", 0), (PETUGAS, 5), (KEPALA, 1)]
    rows = age_rows(placed, AGES)
    assert rows == (
        AgeRow(PETUGAS, (0, 0, 0, 0, 0, 1)),
        AgeRow(KEPALA, (0, 2, 0, 0, 0, 0)),
        AgeRow("Camat", (1, 0, 0, 0, 0, 0)),
    )
    assert sum(row.total for row in rows) == len(placed)


def test_without_cases_there_are_no_rows() -> None:
    assert age_rows([], LATENESS) == ()
