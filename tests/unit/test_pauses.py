"""Holds: what a pause gives back to each clock, against hand-made examples and as a law.

6 July 2026 is a Monday. Monday to Thursday 07.30-16.00 with a break 12.00-13.00, Friday 07.30-16.30 with a
break 11.30-13.00. Monday 17 August 2026 is a holiday.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from case_factory import at
from domain_factory import FACTORY, MONDAY, OFFICE, due_of, held
from hypothesis import given
from hypothesis import strategies as st

from pengaduan_xl.domain.procedure import DAY_RULES, END_OF_HOURS, SAME_TIME
from pengaduan_xl.domain.progress import Pause, Span, extended, replay, state_of, worked_minutes

if TYPE_CHECKING:
    from datetime import datetime

    from pengaduan_xl.domain.complaint import Case
    from pengaduan_xl.domain.procedure import DayRule

HOURS = OFFICE.hours


def case_due_of(case: Case) -> datetime:
    return state_of(OFFICE, replay(case.events))[0].case_due


def due(start: str, amount: int, *pauses: str, rule: DayRule = END_OF_HOURS) -> str:
    """Return the end of a span of days with pauses."""
    span = Span(at(start), amount, "hari", rule)
    breaks = [Pause(*map(at, pause.split("/"))) for pause in pauses]
    return HOURS.deadline(*extended(HOURS, span, breaks)).at.isoformat(timespec="minutes")


def test_minutes_on_hold_are_given_back_to_a_step_of_minutes() -> None:
    case = FACTORY.at_step(3, "2026-07-06T09:00")
    assert due_of(held(case, "2026-07-06T09:20/2026-07-06T11:20")) == at("2026-07-06T12:00")


@pytest.mark.parametrize(
    ("start", "pause", "deadline"),
    [
        ("2026-07-06T09:00", "2026-07-06T09:20/2026-07-07T09:20", "2026-07-07T10:00"),
        ("2026-07-10T15:45", "2026-07-10T16:00/2026-07-13T08:00", "2026-07-13T08:45"),
        ("2026-08-14T14:30", "2026-08-14T15:00/2026-08-18T09:00", "2026-08-18T09:30"),
        ("2026-07-06T11:30", "2026-07-06T11:45/2026-07-06T12:30", "2026-07-06T13:45"),
        ("2026-07-06T09:00", "2026-07-06T09:00/2026-07-06T09:00", "2026-07-06T10:00"),
        ("2026-07-06T09:00", "2026-07-06T09:00/2026-07-06T09:30", "2026-07-06T10:30"),
        ("2026-07-04T10:00", "2026-07-04T11:00/2026-07-05T11:00", "2026-07-06T08:30"),
    ],
    ids=[
        "overnight",
        "weekend",
        "holiday",
        "lunch",
        "no time at all",
        "from the start",
        "before the clock starts",
    ],
)
def test_a_step_of_one_hour_keeps_what_was_left_of_it(
    start: str, pause: str, deadline: str
) -> None:
    assert due_of(held(FACTORY.at_step(3, start), pause)) == at(deadline)


@pytest.mark.parametrize(
    ("pause", "deadline"),
    [
        ("2026-07-07T11:00/2026-07-09T10:00", "2026-07-13T16:00"),
        ("2026-07-09T09:00/2026-07-13T09:00", "2026-07-13T16:00"),
        ("2026-07-06T11:00/2026-07-06T15:00", "2026-07-09T16:00"),
        ("2026-07-06T11:00/2026-07-07T09:00", "2026-07-09T16:00"),
        ("2026-07-07T09:00/2026-07-07T15:00", "2026-07-09T16:00"),
        ("2026-07-11T09:00/2026-07-12T09:00", "2026-07-09T16:00"),
    ],
    ids=[
        "two closings",
        "weekend",
        "day not counted",
        "night after it",
        "within a day",
        "too late",
    ],
)
def test_a_step_of_three_days_gets_back_the_days_that_ended_on_hold(
    pause: str, deadline: str
) -> None:
    assert due_of(held(FACTORY.at_step(4, "2026-07-06T10:00"), pause)) == at(deadline)


def test_a_hold_over_a_holiday_gives_back_working_days_only() -> None:
    case = FACTORY.at_step(4, "2026-08-12T10:00")
    assert due_of(case) == at("2026-08-18T16:00")
    assert due_of(held(case, "2026-08-14T10:00/2026-08-19T10:00")) == at("2026-08-20T16:00")


def test_a_hold_that_begins_at_closing_takes_nothing_from_that_day() -> None:
    assert due("2026-07-06T10:00", 3, "2026-07-07T16:00/2026-07-08T07:30") == "2026-07-09T16:00"
    assert due("2026-07-06T10:00", 3, "2026-07-07T16:01/2026-07-08T07:30") == "2026-07-09T16:00"


def test_a_hold_that_ends_at_closing_has_taken_that_day() -> None:
    assert due("2026-07-06T10:00", 3, "2026-07-07T09:00/2026-07-07T16:00") == "2026-07-10T16:30"
    assert due("2026-07-06T10:00", 3, "2026-07-07T09:00/2026-07-08T07:30") == "2026-07-10T16:30"


@pytest.mark.parametrize(
    ("pause", "deadline"),
    [
        ("2026-07-07T09:00/2026-07-07T15:00", "2026-07-10T10:00"),
        ("2026-07-07T10:00/2026-07-08T09:59", "2026-07-09T10:00"),
        ("2026-07-09T09:00/2026-07-09T15:00", "2026-07-10T10:00"),
    ],
)
def test_days_that_end_at_the_hour_they_began_are_given_back_by_that_hour(
    pause: str, deadline: str
) -> None:
    assert due("2026-07-06T10:00", 3, pause, rule=SAME_TIME) == deadline


def test_a_hold_begun_after_the_deadline_gives_nothing_back() -> None:
    case = FACTORY.at_step(3, "2026-07-06T09:00")
    assert due_of(held(case, "2026-07-06T10:00/2026-07-06T11:00")) == at("2026-07-06T10:00")
    assert due_of(held(case, "2026-07-06T10:30/2026-07-06T11:00")) == at("2026-07-06T10:00")


def test_two_holds_add_up() -> None:
    case = FACTORY.at_step(3, "2026-07-06T09:00")
    pauses = "2026-07-06T09:10/2026-07-06T09:30", "2026-07-06T09:40/2026-07-06T10:00"
    assert due_of(held(case, *pauses)) == at("2026-07-06T10:40")


def test_a_second_hold_within_the_time_given_back_counts_too() -> None:
    case = FACTORY.at_step(3, "2026-07-06T08:00")
    pauses = "2026-07-06T08:30/2026-07-06T09:30", "2026-07-06T09:45/2026-07-06T10:00"
    assert due_of(held(case, *pauses)) == at("2026-07-06T10:15")


def test_a_hold_in_an_earlier_step_is_not_given_to_the_next() -> None:
    case = held(FACTORY.at_step(3, "2026-07-06T09:00"), "2026-07-06T09:10/2026-07-06T09:30")
    case = FACTORY.returned(case, "2026-07-06T09:30")
    assert due_of(case) == at("2026-07-06T10:00")


def test_the_case_clock_gets_the_holds_of_all_steps_back() -> None:
    case = held(FACTORY.at_step(3, "2026-07-06T09:00"), "2026-07-06T09:20/2026-07-07T09:20")
    assert case_due_of(case) == at("2026-07-22T16:00")
    case = held(FACTORY.finished(case, "2026-07-07T09:30"), "2026-07-08T15:00/2026-07-09T15:00")
    assert case_due_of(case) == at("2026-07-23T16:00")


def test_a_pause_before_the_span_takes_nothing_from_it() -> None:
    span = Span(at("2026-07-06T10:00"), 60, "menit")
    pause = Pause(at("2026-07-06T08:00"), at("2026-07-06T10:30"))
    assert extended(HOURS, span, [pause]).amount == 90
    assert extended(HOURS, span._replace(unit="hari"), [pause]).amount == 60


def test_a_pause_still_open_or_written_backwards_changes_nothing() -> None:
    span = Span(at("2026-07-06T10:00"), 60, "menit")
    backwards = Pause(at("2026-07-06T10:30"), at("2026-07-06T10:10"))
    assert extended(HOURS, span, [Pause(at("2026-07-06T10:10"), None), backwards]) == span


MINUTES = st.integers(0, 14 * 1440)


@st.composite
def spans_and_pauses(draw: st.DrawFn) -> tuple[Span, Pause]:
    """A span within the weeks around 17 August 2026, and a pause that begins before it is over."""
    start, pause, length = draw(MINUTES), draw(MINUTES), draw(MINUTES)
    unit = draw(st.sampled_from(["menit", "hari"]))
    amount = draw(st.integers(1, 600 if unit == "menit" else 8))
    span = Span(minute(start), amount, unit, draw(st.sampled_from(DAY_RULES)))  # type: ignore[arg-type]  # a drawn unit is one
    return span, Pause(minute(start + pause), minute(start + pause + length))


def minute(number: int) -> datetime:
    return at("2026-08-03T00:00") + timedelta(minutes=number)


@given(spans_and_pauses())
def test_a_deadline_still_ahead_at_the_hold_is_ahead_at_the_resumption(
    drawn: tuple[Span, Pause],
) -> None:
    span, pause = drawn
    assert pause.end is not None
    before = HOURS.deadline(*span).at
    behind = HOURS.deadline(*extended(HOURS, span, [pause])).at
    if before <= pause.start:
        assert behind == before
    else:
        assert behind > pause.end
        assert behind >= before


@given(spans_and_pauses())
def test_the_office_minutes_left_are_the_same_before_and_after_a_hold(
    drawn: tuple[Span, Pause],
) -> None:
    span, pause = drawn[0]._replace(unit="menit"), drawn[1]
    before, behind = (
        HOURS.deadline(*either).at for either in (span, extended(HOURS, span, [pause]))
    )
    if pause.end is not None and pause.start >= span.start and before > pause.start:
        left = HOURS.minutes_between(pause.start, before)
        assert HOURS.minutes_between(pause.end, behind) == left


def test_worked_minutes_leave_out_holds_the_open_one_included() -> None:
    ended = Pause(at("2026-07-06T09:00"), at("2026-07-06T10:00"))
    pauses = [ended, Pause(at("2026-07-06T15:00"), None)]
    assert worked_minutes(HOURS, MONDAY, at("2026-07-06T15:30"), pauses) == 420 - 30 - 60 - 30
