"""What the page for the wall shows, checked against the reports that it must agree with."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from case_factory import SECRETS, CaseFactory, at
from hypothesis import given, settings
from recap_oracle import DAYS, OFFICE, histories

from pengaduan_xl.domain.calendar import LOCAL, Holiday
from pengaduan_xl.domain.escalation import STEP_CLOCK
from pengaduan_xl.domain.office_hours import OfficeHours
from pengaduan_xl.domain.procedure_sheet import default_procedure
from pengaduan_xl.reports.board import Board, MonthCompliance, board_of, compliance, office_day
from pengaduan_xl.reports.daily import daily_recap
from pengaduan_xl.reports.overdue import overdue_cases

if TYPE_CHECKING:
    from pengaduan_xl.domain.complaint import Case

MORNING = "2026-11-23T08:00"


@pytest.fixture
def factory() -> CaseFactory:
    return CaseFactory(OFFICE)


def board(cases: list[Case], moment: str = "2026-11-23T09:00", percent: int = 70) -> Board:
    return board_of(cases, OFFICE, at(moment), percent)


def lights(one: Board, step: int) -> tuple[int, ...]:
    return one.steps[step - 1][2:]


@settings(max_examples=40, deadline=None)
@given(histories(), DAYS)
def test_the_lights_add_up_to_the_open_cases_of_the_recap(cases: list[Case], day: date) -> None:
    now = datetime.combine(day, at("2026-12-14T11:00").time())
    shown, recap = board_of(cases, OFFICE, now), daily_recap(cases, OFFICE, day, now)
    assert sum(sum(step[2:]) for step in shown.steps) == shown.today.closing == recap.closing
    assert sum(step.late for step in shown.steps) == shown.today.late == recap.late
    assert all(min(step[2:]) >= 0 for step in shown.steps)


@settings(max_examples=40, deadline=None)
@given(histories(), DAYS)
def test_a_red_light_is_a_step_in_the_overdue_list(cases: list[Case], day: date) -> None:
    now = datetime.combine(day, at("2026-12-14T11:00").time())
    listed = [row.step for row in overdue_cases(cases, OFFICE, now) if STEP_CLOCK in row.clocks]
    for step in board_of(cases, OFFICE, now).steps:
        assert step.late == listed.count(step.number)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T08:10", (1, 0, 0, 0)),
        ("2026-11-23T08:11", (0, 1, 0, 0)),
        ("2026-11-23T08:15", (0, 1, 0, 0)),
        ("2026-11-23T08:16", (0, 0, 1, 0)),
    ],
)
def test_a_light_turns_yellow_at_its_share_and_red_after_the_deadline(
    factory: CaseFactory, moment: str, expected: tuple[int, ...]
) -> None:
    assert lights(board([factory.received(MORNING)], moment), 1) == expected


def test_the_share_is_a_setting(factory: CaseFactory) -> None:
    shown = board([factory.received(MORNING)], "2026-11-23T08:11", percent=90)
    assert (lights(shown, 1), shown.due_soon_percent) == ((1, 0, 0, 0), 90)


def test_a_case_near_only_its_own_deadline_keeps_the_light_of_its_step(
    factory: CaseFactory,
) -> None:
    case = factory.finished(factory.at_step(4, "2026-11-02T08:00"), "2026-11-17T15:00")
    assert lights(board([case], "2026-11-18T08:00"), 5) == (1, 0, 0, 0)


def test_a_case_on_hold_has_no_light(factory: CaseFactory) -> None:
    case = factory.held(factory.at_step(3, MORNING), "2026-11-23T08:30")
    assert lights(board([case], "2026-12-30T09:00"), 3) == (0, 0, 0, 1)


def test_an_office_without_complaints_shows_zeros() -> None:
    shown = board([])
    assert [step.name for step in shown.steps] == [step.name for step in default_procedure().steps]
    assert (set(shown.today[1:]), shown.today.closing, shown.left_out) == ({0}, 0, 0)
    assert [month.percent for month in shown.months] == [None] * 12


def test_steps_without_a_name_are_left_out_unless_a_case_is_in_them(factory: CaseFactory) -> None:
    procedure = OFFICE.current
    short = replace(procedure, version="pendek", steps=procedure.steps[:4])
    office = replace(OFFICE, procedures={**OFFICE.procedures, "pendek": short}, version="pendek")
    case = factory.at_step(7, MORNING)
    shown = board_of([case], office, at("2026-11-23T09:00"))
    assert [step.number for step in shown.steps] == [1, 2, 3, 4, 7]


def test_a_month_is_judged_by_the_deadlines_of_its_own_time(factory: CaseFactory) -> None:
    prompt = factory.finished(factory.received("2026-10-05T08:00"), "2026-10-05T08:15")
    late = factory.finished(factory.received("2026-10-05T08:00"), "2026-10-05T08:16")
    cases = [factory.withdrawn(one, "2026-10-05T08:20") for one in (prompt, late)]
    first, *others = OFFICE.current.steps
    stricter = replace(OFFICE.current, steps=(replace(first, amount=1), *others))
    office = replace(OFFICE, procedures={OFFICE.version: stricter})
    october = compliance(cases, office, at("2026-11-23T09:00"))[-2]
    assert october == MonthCompliance(date(2026, 10, 1), 2, 1)


def test_the_trend_is_of_twelve_months_and_forgets_older_ones(factory: CaseFactory) -> None:
    cases = [factory.closed(moment) for moment in ("2026-01-30T09:00", "2026-02-02T09:00")]
    months = compliance(cases, OFFICE, at("2027-01-04T09:00"))
    assert [month.month for month in months[:2]] == [date(2026, 2, 1), date(2026, 3, 1)]
    assert months[-1].month == date(2027, 1, 1)
    assert sum(month.judged for month in months) == 10


@pytest.mark.parametrize(
    ("judged", "in_time", "percent"), [(4, 4, None), (5, 5, 100), (1000, 999, 99), (7, 0, 0)]
)
def test_a_hundred_percent_means_all_and_a_few_steps_give_none(
    judged: int, in_time: int, percent: int | None
) -> None:
    assert MonthCompliance(date(2026, 11, 1), judged, in_time).percent == percent


def test_what_happens_later_is_not_shown(factory: CaseFactory) -> None:
    later = factory.closed("2026-11-23T14:00")
    assert board([later]) == board([])


@pytest.mark.parametrize(
    ("day", "opens", "holidays", "opens_next"),
    [
        ("2026-11-23", "2026-11-23T07:30", (), "2026-11-24T07:30"),
        ("2026-11-27", "2026-11-27T07:30", (), "2026-11-30T07:30"),
        ("2026-11-28", None, (), "2026-11-30T07:30"),
    ],
)
def test_a_day_has_its_hours_and_the_next_opening_is_on_a_later_one(
    day: str, opens: str | None, holidays: tuple[str, ...], opens_next: str
) -> None:
    found = office_day(OFFICE.hours, date.fromisoformat(day))
    assert (found.opens, found.holidays) == (opens and at(opens), holidays)
    assert found.opens_next == at(opens_next)
    assert (found.closes is None) == (opens is None)


def test_a_holiday_is_named_once() -> None:
    default = OfficeHours.default()
    twice = Holiday(date(2026, 12, 25), " Hari  Raya Natal ", LOCAL, "")
    other = Holiday(date(2026, 12, 25), "Hari Raya Natal", LOCAL, "")
    nameless = Holiday(date(2026, 12, 25), "", LOCAL, "")
    hours = OfficeHours(default.hours, [twice, other, nameless])
    assert office_day(hours, date(2026, 12, 25)).holidays == ("Hari Raya Natal",)


def test_nothing_of_any_person_or_case_is_in_the_data(factory: CaseFactory) -> None:
    cases = [factory.at_step(step, MORNING, subject="Perihal-Uji") for step in range(1, 10)]
    shown = str(asdict(board(cases)))
    names = [officer.name for officer in OFFICE.officers]
    assert not [
        one for one in (*SECRETS.values(), *names, "Perihal-Uji", "2026-0001") if one in shown
    ]
