"""When the office is open: hours, overrides, holidays, and what is missing in them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pengaduan_xl.domain.calendar import Holiday, HoursRule, Window
from pengaduan_xl.domain.office_hours import (
    CalendarWarning,
    NoWorkingDayError,
    OfficeHours,
    OutsideCalendarError,
)

REGULAR = (Window(450, 720), Window(780, 960))
WEEK = [HoursRule(weekday, REGULAR) for weekday in range(5)]
LEAVE = [Holiday(date(year, 12, 24), "Cuti", "Cuti Bersama", "") for year in range(2000, 2100)]


@pytest.fixture(scope="module")
def office() -> OfficeHours:
    return OfficeHours.default()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def gap(years: str, what: str = "hari libur") -> str:
    return (
        f"Lembar Hari Libur belum memuat {what} tahun {years}, "
        "sehingga tenggat dapat terhitung terlalu cepat. Lengkapi lembar itu."
    )


@pytest.mark.parametrize("hours", [[], [HoursRule(0, ())]])
def test_a_calendar_without_a_working_day_is_refused_when_asked(hours: list[HoursRule]) -> None:
    office = OfficeHours(hours, [])
    with pytest.raises(NoWorkingDayError) as caught:
        office.is_open(at("2026-07-06T09:00"))
    assert str(caught.value) == (
        "Jam Kerja: Tidak ada satu pun hari kerja. "
        "Isi jam Buka dan Tutup sedikitnya untuk satu hari. Tidak ada yang ditulis."
    )


def test_a_holiday_outside_the_calendar_is_refused_when_asked() -> None:
    holiday = Holiday(date(1945, 8, 17), "Proklamasi", "Libur Nasional", "")
    office = OfficeHours(WEEK, [holiday])
    with pytest.raises(OutsideCalendarError, match="Tanggal 17/08/1945 di luar kalender"):
        office.is_open(at("2026-07-06T09:00"))


def test_the_later_override_wins_over_the_earlier_and_over_the_week() -> None:
    june = (date(2026, 6, 1), date(2026, 6, 30))
    short = HoursRule(None, (Window(480, 720),), *june)
    shorter = HoursRule(1, (Window(480, 600),), *june)
    office = OfficeHours([short, shorter, *WEEK], LEAVE)
    assert office.closing(date(2026, 6, 1)) == at("2026-06-01T12:00")
    assert office.closing(date(2026, 6, 2)) == at("2026-06-02T10:00")
    assert office.closing(date(2026, 6, 6)) == at("2026-06-06T12:00")
    assert office.closing(date(2026, 7, 1)) == at("2026-07-01T16:00")


def test_a_holiday_wins_over_an_override() -> None:
    override = HoursRule(None, REGULAR, date(2026, 12, 24), date(2026, 12, 26))
    office = OfficeHours([*WEEK, override], LEAVE)
    assert office.closing(date(2026, 12, 24)) is None
    assert office.closing(date(2026, 12, 26)) == at("2026-12-26T16:00")


@pytest.mark.parametrize(
    ("first", "last", "closed"),
    [
        (date(1990, 1, 1), date(1999, 12, 31), False),
        (None, date(1990, 1, 1), False),
        (date(2150, 1, 1), None, False),
        (date(2026, 8, 1), date(2026, 7, 1), False),
        (date(1990, 1, 1), date(2150, 1, 1), True),
        (None, date(2026, 7, 6), True),
    ],
)
def test_an_override_counts_where_its_period_meets_the_calendar(
    first: date | None, last: date | None, closed: bool
) -> None:
    office = OfficeHours([*WEEK, HoursRule(0, (), first, last)], LEAVE)
    assert office.is_working_day(date(2026, 7, 6)) is not closed


def test_an_office_open_day_and_night_closes_at_midnight() -> None:
    office = OfficeHours([HoursRule(weekday, (Window(0, 1440),)) for weekday in range(5)], LEAVE)
    assert office.closing(date(2026, 7, 10)) == at("2026-07-11T00:00")
    assert office.due(at("2026-07-10T10:00"), 14, "jam") == at("2026-07-11T00:00")
    assert office.due(at("2026-07-09T10:00"), 1, "hari") == at("2026-07-11T00:00")
    assert office.explain(at("2026-07-09T10:00"), 1, "hari").days[-1].day == date(2026, 7, 10)
    assert office.explain(at("2026-07-11T10:00"), 0, "jam").days[-1].day == date(2026, 7, 13)


def test_the_last_minute_of_the_calendar_can_be_reached() -> None:
    office = OfficeHours([HoursRule(None, (Window(0, 1440),))], LEAVE)
    assert office.is_open(at("2099-12-31T23:59"))
    explanation = office.explain(at("2099-12-31T23:00"), 60, "menit")
    assert explanation.due == at("2100-01-01T00:00")
    assert [note.minutes for note in explanation.days] == [60]


def test_minutes_between_count_office_minutes_in_both_directions(office: OfficeHours) -> None:
    friday, monday = at("2026-07-10T16:00:59"), at("2026-07-13T08:00:01")
    assert office.minutes_between(friday, monday) == 60
    assert office.minutes_between(monday, friday) == -60
    assert office.minutes_between(friday, friday) == 0


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [("07:29:59", False), ("07:30", True), ("11:59", True), ("12:00", False), ("16:00", False)],
)
def test_the_office_is_open_from_its_opening_until_before_its_closing(
    office: OfficeHours, moment: str, is_open: bool
) -> None:
    assert office.is_open(at(f"2026-07-06T{moment}")) is is_open


def test_working_days_are_counted_with_both_ends(office: OfficeHours) -> None:
    assert office.working_days(date(2026, 1, 1), date(2026, 12, 31)) == 240
    assert office.working_days(date(2027, 1, 1), date(2027, 12, 31)) == 242
    assert office.working_days(date(2026, 7, 6), date(2026, 7, 6)) == 1
    assert office.working_days(date(2026, 7, 10), date(2026, 7, 6)) == 0


def test_the_next_working_day_comes_after_the_day(office: OfficeHours) -> None:
    assert office.next_working_day(date(2026, 7, 6)) == date(2026, 7, 7)
    assert office.next_working_day(date(2026, 12, 23)) == date(2026, 12, 28)


def test_a_deadline_in_a_year_with_all_its_rows_has_no_warning(office: OfficeHours) -> None:
    assert office.deadline(at("2026-12-30T09:00"), 5, "hari").warnings == ()


def test_a_deadline_in_a_year_without_holidays_warns(office: OfficeHours) -> None:
    deadline = office.deadline(at("2027-12-30T09:00"), 2, "hari")
    assert deadline.at == at("2028-01-03T16:00")
    assert deadline.warnings == (gap("2028"),)
    with pytest.warns(CalendarWarning) as caught:
        assert office.due(at("2027-12-30T09:00"), 2, "hari") == deadline.at
    assert [str(warning.message) for warning in caught] == [gap("2028")]
    assert caught[0].filename == __file__


def test_a_deadline_in_a_year_without_collective_leave_warns() -> None:
    holidays = [Holiday(date(2028, 1, 1), "Tahun Baru", "Libur Nasional", "")]
    deadline = OfficeHours(WEEK, holidays).deadline(at("2026-12-31T09:00"), 520, "hari")
    assert deadline.at.year == 2028
    assert deadline.warnings == (gap("2026 dan 2027"), gap("2028", "Cuti Bersama"))


def test_a_warning_names_every_year_in_doubt() -> None:
    deadline = OfficeHours(WEEK, []).deadline(at("2026-12-31T09:00"), 520, "hari")
    assert deadline.warnings == (gap("2026, 2027 dan 2028"),)
