"""The office-time engine against an oracle that walks minute by minute, over drawn calendars."""

from __future__ import annotations

import warnings
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_time_oracle import Oracle, calendars, moments

from pengaduan_xl.domain.calendar_defaults import DEFAULT_HOLIDAYS, DEFAULT_HOURS
from pengaduan_xl.domain.office_hours import CalendarWarning, OfficeHours
from pengaduan_xl.domain.procedure import DAY_RULES

if TYPE_CHECKING:
    from pengaduan_xl.domain.calendar import Holiday, HoursRule
    from pengaduan_xl.domain.procedure import DayRule, Unit

    Calendar = tuple[tuple[HoursRule, ...], tuple[Holiday, ...]]
    Span = tuple[int, Unit]

SPANS: st.SearchStrategy[Span] = st.one_of(
    st.tuples(st.integers(0, 2000), st.just("menit")),
    st.tuples(st.integers(0, 30), st.just("jam")),
    st.tuples(st.integers(0, 12), st.just("hari")),
)
RULES = st.sampled_from(DAY_RULES)
DEFAULT = (DEFAULT_HOURS, DEFAULT_HOLIDAYS)

drawn = settings(deadline=None, max_examples=60)


@drawn
@given(calendars(), moments(), SPANS, RULES)
def test_a_deadline_is_where_the_walk_ends(
    calendar: Calendar, start: datetime, span: Span, rule: DayRule
) -> None:
    expected = Oracle(*calendar).due(start, *span, rule)
    assert OfficeHours(*calendar).deadline(start, *span, rule).at == expected


@drawn
@given(moments(), SPANS, RULES)
def test_a_deadline_around_imlek_and_ramadan_is_where_the_walk_ends(
    start: datetime, span: Span, rule: DayRule
) -> None:
    expected = Oracle(*DEFAULT).due(start, *span, rule)
    assert OfficeHours.default().due(start, *span, rule) == expected


@drawn
@given(calendars(), moments(), moments())
def test_the_minutes_between_two_moments_are_those_the_walk_counts(
    calendar: Calendar, one: datetime, other: datetime
) -> None:
    first, last = sorted((one, other))
    engine, minutes = OfficeHours(*calendar), Oracle(*calendar).minutes_between(first, last)
    assert engine.minutes_between(first, last) == minutes
    assert engine.minutes_between(last, first) == -minutes


@drawn
@given(calendars(), moments(), st.integers(0, 3000))
def test_going_forward_and_measuring_gives_the_same_minutes(
    calendar: Calendar, start: datetime, amount: int
) -> None:
    engine = OfficeHours(*calendar)
    due = engine.deadline(start, amount, "menit").at
    assert engine.minutes_between(start, due) == amount


@drawn
@given(calendars(), moments())
def test_a_moment_is_open_or_waits_for_the_opening_the_walk_finds(
    calendar: Calendar, moment: datetime
) -> None:
    engine, oracle = OfficeHours(*calendar), Oracle(*calendar)
    assert engine.is_open(moment) == oracle.is_open(moment)
    assert engine.next_opening(moment) == oracle.opening(moment)


@drawn
@given(calendars(), st.dates(date(2026, 1, 1), date(2026, 3, 1)))
def test_a_day_is_worked_and_closes_as_in_the_walk(calendar: Calendar, day: date) -> None:
    engine, oracle = OfficeHours(*calendar), Oracle(*calendar)
    closing = oracle.closing(day) if oracle.worked(day) else None
    assert engine.is_working_day(day) == bool(oracle.worked(day))
    assert engine.closing(day) == closing


@drawn
@given(calendars(), moments(), SPANS, RULES)
def test_the_days_of_an_explanation_add_up_to_the_span(
    calendar: Calendar, start: datetime, span: Span, rule: DayRule
) -> None:
    amount, unit = span
    days = OfficeHours(*calendar).explain(start, amount, unit, rule).days
    counted = [note for note in days if note.status == "dihitung"]
    assert [note.day.toordinal() - days[0].day.toordinal() for note in days] == [*range(len(days))]
    if unit == "hari":
        assert [note.number for note in counted] == [*range(1, amount + 1)]
    else:
        assert sum(note.minutes for note in counted) == amount * (60 if unit == "jam" else 1)


@drawn
@given(calendars(), st.lists(st.tuples(moments(), SPANS), max_size=20), RULES)
def test_an_array_gets_the_deadlines_that_its_starts_get_one_by_one(
    calendar: Calendar, cases: list[tuple[datetime, Span]], rule: DayRule
) -> None:
    engine = OfficeHours(*calendar)
    starts = np.array([start for start, _ in cases], "datetime64[s]")
    amounts, units = [span[0] for _, span in cases], [span[1] for _, span in cases]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CalendarWarning)
        dues = engine.due_array(starts, amounts, units, rule)
    assert dues.tolist() == [engine.deadline(start, *span, rule).at for start, span in cases]


@pytest.mark.parametrize("rule", DAY_RULES)
@pytest.mark.parametrize("unit", ["menit", "jam", "hari"])
def test_an_array_of_all_minutes_of_a_month_gets_the_single_deadlines(
    unit: Unit, rule: DayRule
) -> None:
    engine = OfficeHours.default()
    starts = np.datetime64("2026-02-10", "m") + np.arange(0, 28 * 1440, 7)
    dues = engine.due_array(starts, 3, unit, rule)
    assert dues.tolist() == [engine.due(start, 3, unit, rule) for start in starts.tolist()]
