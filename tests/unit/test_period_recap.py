"""The recap of a period: against a plain count, against its days, and as history grows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from case_factory import CaseFactory, at
from hypothesis import given, settings
from hypothesis import strategies as st
from recap_oracle import DAYS, FIRST, OFFICE, as_naive, histories, naive_period

from pengaduan_xl.domain.complaint import Case
from pengaduan_xl.domain.office_day_tables import OutsideCalendarError
from pengaduan_xl.domain.office_hours import OfficeHours
from pengaduan_xl.reports.daily import daily_recap, period_recap
from pengaduan_xl.reports.period import Month, Period, PeriodNotBegunError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.reports.recap import Balance, PeriodRecap

NOW = at("2027-06-01T08:00")
NOVEMBER = Period.of_month(Month(2026, 11))
PERIODS = st.tuples(DAYS, st.integers(0, 120)).map(
    lambda drawn: Period(drawn[0], drawn[0] + timedelta(days=drawn[1]))
)
FLOWS = ("received", "finished", "forwarded", "withdrawn")


@pytest.fixture
def factory() -> CaseFactory:
    return CaseFactory(OFFICE)


def recap_of(cases: Iterable[Case], period: Period, now: datetime = NOW) -> PeriodRecap:
    return period_recap(cases, OFFICE, period, now)


def balances(recap: object, name: str) -> dict[str, Balance]:
    return {one.label: one for one in getattr(recap, name)}


def months(first: date, number: int) -> list[Period]:
    start = Month(first.year, first.month)
    return [Period.of_month(start.before(-place)) for place in range(number)]


@settings(max_examples=60, deadline=None)
@given(histories(), PERIODS)
def test_a_period_agrees_with_a_plain_count_of_the_events(
    cases: list[Case], period: Period
) -> None:
    found, expected = as_naive(recap_of(cases, period)), naive_period(cases, *period)
    assert found == {name: expected.get(name, 0) for name in found}


@settings(max_examples=25, deadline=None)
@given(histories(), DAYS, st.integers(0, 12))
def test_a_period_is_the_sum_of_its_days(cases: list[Case], first: date, length: int) -> None:
    period = Period(first, first + timedelta(days=length))
    found = recap_of(cases, period)
    days = [daily_recap(cases, OFFICE, first + timedelta(days=n)) for n in range(length + 1)]
    for name in (*FLOWS, "oral", "written", "online"):
        assert getattr(found, name) == sum(getattr(day, name) for day in days)
    assert (found.opening, found.closing) == (days[0].opening, days[-1].closing)
    assert (found.late, found.steps) == (days[-1].late, days[-1].steps)
    assert [flow.closing for flow in found.flows] == [day.closing for day in days]


@settings(max_examples=25, deadline=None)
@given(histories(), DAYS, st.integers(0, 12))
def test_every_breakdown_of_a_period_is_the_sum_of_its_days(
    cases: list[Case], first: date, length: int
) -> None:
    found = recap_of(cases, Period(first, first + timedelta(days=length)))
    days = [daily_recap(cases, OFFICE, first + timedelta(days=n)) for n in range(length + 1)]
    for name in ("by_channel", "by_permit", "by_category"):
        for label, one in balances(found, name).items():
            each = [balances(day, name).get(label) for day in days]
            for flow in FLOWS:
                assert getattr(one, flow) == sum(getattr(day, flow) for day in each if day)
    assert [step.done for step in found.by_step] == [
        sum(day.by_step[place].done for day in days) for place in range(10)
    ]
    for service in found.services:
        each_day = [one for day in days for one in day.services if one.officer == service.officer]
        assert service.acts == sum(one.acts for one in each_day)
        assert service.letters == sum(one.letters for one in each_day)


@settings(max_examples=25, deadline=None)
@given(histories())
def test_months_and_quarters_open_with_what_was_left(cases: list[Case]) -> None:
    quarters = [Period.of_quarter(2026, 4), Period.of_quarter(2027, 1)]
    for row in (months(FIRST.date(), 4), quarters):
        for before, after in pairwise(recap_of(cases, period) for period in row):
            assert after.opening == before.closing
            for name in ("by_channel", "by_permit", "by_category"):
                left = {label: b.closing for label, b in balances(before, name).items()}
                for label, one in balances(after, name).items():
                    assert one.opening == left.get(label, 0)


@settings(max_examples=40, deadline=None)
@given(histories(), PERIODS)
def test_the_course_of_a_period_adds_up_to_it(cases: list[Case], period: Period) -> None:
    found = recap_of(cases, period)
    assert (found.flows[0].opening, found.flows[-1].closing) == (found.opening, found.closing)
    for before, after in pairwise(found.flows):
        assert after.opening == before.closing
        assert after.days.first == before.days.last + timedelta(days=1)
    for name in FLOWS:
        assert sum(getattr(flow, name) for flow in found.flows) == getattr(found, name)
    assert found.working_days == OFFICE.hours.working_days(*period)


@settings(max_examples=40, deadline=None)
@given(histories(), DAYS)
def test_what_happens_later_changes_neither_a_past_day_nor_a_past_period(
    cases: list[Case], day: date
) -> None:
    end = datetime.combine(day, time.max)
    known = [
        Case(case.complaint, tuple(event for event in case.events if event.happened <= end))
        for case in cases
    ]
    period = Period(day - timedelta(days=6), day)
    assert daily_recap(known, OFFICE, day) == daily_recap(cases, OFFICE, day)
    assert recap_of(known, period) == recap_of(cases, period)


def test_what_was_entered_late_counts_in_the_period_in_which_it_happened(
    factory: CaseFactory,
) -> None:
    case = factory.received("2026-11-30T08:00")
    late = Case(case.complaint, (case.events[0]._replace(recorded=at("2026-12-03T08:00")),))
    december = Period.of_month(Month(2026, 12))
    assert recap_of([late], NOVEMBER).received == 1
    assert (recap_of([late], december).opening, recap_of([late], december).received) == (1, 0)


def test_an_empty_register_gives_zeros_for_every_day() -> None:
    found = recap_of([], NOVEMBER)
    assert (found.opening, found.received, found.closing, found.late) == (0, 0, 0, 0)
    assert (len(found.flows), found.working_days, found.unit) == (30, 21, "Hari")
    assert found.services == ()


def test_one_case_is_followed_from_day_to_day(factory: CaseFactory) -> None:
    case = factory.received("2026-11-29T10:00", channel="Pos-el")
    case = factory.withdrawn(case, "2026-11-30T09:00")
    found = recap_of([case], NOVEMBER)
    assert [flow[2:] for flow in found.flows[-3:]] == [
        (0, 0, 0, 0, 0),
        (0, 1, 0, 0, 0),
        (1, 0, 0, 0, 1),
    ]
    assert (found.opening, found.received, found.withdrawn, found.closing) == (0, 1, 1, 0)


def test_a_period_that_is_not_over_reaches_until_now(factory: CaseFactory) -> None:
    case = factory.received("2026-11-23T08:00")
    later = factory.received("2026-11-23T09:00")
    found = recap_of([case, later], NOVEMBER, at("2026-11-23T08:30"))
    assert (found.is_over, found.received, len(found.flows)) == (False, 1, 23)
    assert found.moment == at("2026-11-23T08:30")
    assert recap_of([case], NOVEMBER).is_over


def test_an_event_dated_in_the_future_does_not_count_yet(factory: CaseFactory) -> None:
    case = factory.withdrawn(factory.received("2026-11-20T08:00"), "2026-11-27T08:00")
    found = recap_of([case], NOVEMBER, at("2026-11-23T16:00"))
    assert (found.withdrawn, found.closing) == (0, 1)


def test_a_period_in_the_future_is_refused() -> None:
    with pytest.raises(PeriodNotBegunError):
        recap_of([], NOVEMBER, at("2026-10-31T23:59"))


def test_days_outside_the_calendar_are_refused() -> None:
    with pytest.raises(OutsideCalendarError):
        recap_of([], Period(date(1990, 1, 1), date(1990, 12, 31)))


def test_a_year_without_holidays_is_counted_with_its_weekends_alone() -> None:
    bare = replace(OFFICE, hours=OfficeHours(OFFICE.hours.hours, ()))
    found = period_recap([], bare, Period.of_year(2026), NOW)
    assert (found.working_days, found.unit, len(found.flows)) == (261, "Bulan", 12)


def test_ten_years_are_told_by_the_year(factory: CaseFactory) -> None:
    cases = [factory.received(f"{year}-03-05T08:00") for year in range(2017, 2027)]
    found = recap_of(cases, Period(date(2017, 1, 1), date(2026, 12, 31)))
    assert [flow.received for flow in found.flows] == [1] * 10
    assert (found.unit, found.closing, found.flows[0].opening) == ("Tahun", 10, 0)
