"""What is owed and what comes next, reckoned on the calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from schedule_office import HOURS, at

from pengaduan_xl.domain.schedule_sheet import DEFAULT_SCHEDULE, OVERDUE, RECAP, ReportTime
from pengaduan_xl.scheduler.jobs import Run, Timetable
from pengaduan_xl.scheduler.stamps import Stamps

if TYPE_CHECKING:
    from datetime import datetime

TABLE = Timetable(DEFAULT_SCHEDULE, HOURS)
MONDAY = date(2026, 11, 23)


def stamps(**recaps: str) -> Stamps:
    """Stamps since Thursday 19 November; recaps by ``dDD``."""
    made: dict[date, datetime | None] = {
        date(2026, 11, int(day[1:])): at(moment) for day, moment in recaps.items()
    }
    return Stamps(date(2026, 11, 19), made)


def owed(now: str, made: Stamps, report: str = RECAP, table: Timetable = TABLE) -> list[str]:
    return [f"{run.due:%d %H:%M}" for run in table.owed(report, made, at(now))]


def test_nothing_is_owed_before_its_time() -> None:
    assert owed("2026-11-19T15:29", stamps()) == []
    assert owed("2026-11-19T07:59", stamps(), OVERDUE) == []


def test_a_recap_is_owed_from_its_time_on() -> None:
    assert owed("2026-11-19T15:30", stamps()) == ["19 15:30"]


def test_a_recap_is_owed_for_each_working_day_that_has_none() -> None:
    made = stamps(d20="2026-11-20T15:31")
    assert owed("2026-11-24T09:00", made) == ["19 15:30", "23 15:30"]


def test_a_recap_made_before_its_time_is_owed_still() -> None:
    assert owed("2026-11-19T16:00", stamps(d19="2026-11-19T10:00")) == ["19 15:30"]


def test_of_several_recaps_a_day_the_last_that_has_come_counts() -> None:
    twice = Timetable([ReportTime(RECAP, 720), ReportTime(RECAP, 960)], HOURS)
    assert owed("2026-11-19T12:00", stamps(), RECAP, twice) == ["19 12:00"]
    noon = stamps(d19="2026-11-19T12:00")
    assert owed("2026-11-19T15:59", noon, RECAP, twice) == []
    assert owed("2026-11-19T16:00", noon, RECAP, twice) == ["19 16:00"]


def test_of_missed_overdue_lists_the_latest_is_owed() -> None:
    assert owed("2026-11-23T07:00", stamps(), OVERDUE) == ["20 13:00"]
    assert owed("2026-11-23T12:00", stamps(), OVERDUE) == ["23 08:00"]


def test_an_overdue_list_made_since_then_is_enough() -> None:
    made = stamps()
    made.overdue = at("2026-11-23T08:03")
    assert owed("2026-11-23T12:59", made, OVERDUE) == []
    assert owed("2026-11-23T13:00", made, OVERDUE) == ["23 13:00"]


def test_recaps_older_than_a_month_are_given_up_and_not_owed() -> None:
    made = Stamps(date(2026, 10, 21), {date(2026, 10, 22): at("2026-10-22T15:30")})
    now = at("2026-11-24T09:00")
    assert TABLE.owed(RECAP, made, now)[0].due == at("2026-10-26T15:30")
    assert TABLE.given_up(made, now) == [date(2026, 10, 21), date(2026, 10, 23)]


def test_what_was_given_up_is_neither_owed_nor_given_up_again() -> None:
    made = Stamps(date(2026, 10, 23), {date(2026, 10, 23): None})
    assert TABLE.given_up(made, at("2026-11-24T09:00")) == []
    assert TABLE.owed(RECAP, made, at("2026-10-23T16:00")) == []


def test_the_first_day_of_the_limit_is_owed_whatever_its_time() -> None:
    midnight = Timetable([ReportTime(RECAP, 0, on_holidays=True)], HOURS)
    made = Stamps(date(2026, 10, 23))
    now = at("2026-11-24T09:00")
    assert midnight.given_up(made, now) == [date(2026, 10, 23)]
    assert midnight.owed(RECAP, made, now)[0].due == at("2026-10-24T00:00")


def test_the_next_time_leaves_out_what_has_come_and_days_not_worked() -> None:
    assert TABLE.following(RECAP, at("2026-11-23T15:29")) == at("2026-11-23T15:30")
    assert TABLE.following(RECAP, at("2026-12-23T15:30")) == at("2026-12-28T15:30")
    assert TABLE.next_due(at("2026-11-23T13:00")) == at("2026-11-23T15:30")


def test_a_report_that_is_due_on_no_working_day_is_due_never() -> None:
    sundays = Timetable([ReportTime(RECAP, 600, frozenset({6}))], HOURS)
    assert sundays.following(RECAP, at("2026-11-23T08:00")) is None
    assert Timetable([], HOURS).next_due(at("2026-11-23T08:00")) is None


def test_the_same_time_in_two_rows_is_one_run() -> None:
    twice = Timetable([ReportTime(RECAP, 930), ReportTime(RECAP, 930, frozenset({0}))], HOURS)
    assert twice.on(MONDAY, RECAP) == [Run(at("2026-11-23T15:30"), RECAP)]
