"""The rules of office time, one example each."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from pengaduan_xl.domain.office_hours import (
    CalendarEndsError,
    InvalidAmountError,
    OfficeHours,
    OutsideCalendarError,
    UnknownDayRuleError,
    UnknownUnitError,
)

if TYPE_CHECKING:
    from pengaduan_xl.domain.procedure import DayRule, Unit

SAME: DayRule = "jam yang sama"


@pytest.fixture(scope="module")
def office() -> OfficeHours:
    return OfficeHours.default()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        ("2026-07-06T09:00", 15, "menit", "2026-07-06T09:15"),
        ("2026-07-06T09:00", 2, "jam", "2026-07-06T11:00"),
        ("2026-07-06T11:30", 60, "menit", "2026-07-06T13:30"),
        ("2026-07-06T15:45", 30, "menit", "2026-07-07T07:45"),
        ("2026-07-06T11:00", 1, "jam", "2026-07-06T12:00"),
        ("2026-07-06T15:00", 1, "jam", "2026-07-06T16:00"),
        ("2026-07-06T09:00:59", 15, "menit", "2026-07-06T09:15"),
        ("2026-07-06T09:00", 1, "hari", "2026-07-07T16:00"),
        ("2026-07-08T09:00", 2, "hari", "2026-07-10T16:30"),
        ("2026-12-22T14:00", 3, "hari", "2026-12-29T16:00"),
        ("2027-03-05T08:00", 1, "hari", "2027-03-16T16:00"),
        ("2026-02-18T15:59", 2, "menit", "2026-02-19T08:01"),
        ("2026-02-19T08:00", 390, "menit", "2026-02-19T15:00"),
    ],
)
def test_a_span_is_due_after_its_office_time(
    office: OfficeHours, start: str, amount: int, unit: Unit, due: str
) -> None:
    assert office.due(at(start), amount, unit) == at(due)


@pytest.mark.parametrize(
    ("start", "opening"),
    [
        ("2026-07-06T05:00", "2026-07-06T07:30"),
        ("2026-07-06T07:30", "2026-07-06T07:30"),
        ("2026-07-06T12:00", "2026-07-06T13:00"),
        ("2026-07-06T12:59:59", "2026-07-06T13:00"),
        ("2026-07-06T16:00", "2026-07-07T07:30"),
        ("2026-07-10T16:30", "2026-07-13T07:30"),
        ("2026-12-23T17:00", "2026-12-28T07:30"),
        ("2026-07-06T09:10:30", "2026-07-06T09:10"),
    ],
)
def test_a_start_outside_office_hours_waits_for_the_next_opening(
    office: OfficeHours, start: str, opening: str
) -> None:
    assert office.next_opening(at(start)) == at(opening)
    assert office.due(at(start), 1, "menit") == at(opening) + timedelta(minutes=1)
    for unit in ("menit", "jam", "hari"):
        assert office.due(at(start), 0, unit) == at(opening)


def test_one_working_day_from_a_saturday_is_due_at_tuesdays_closing(office: OfficeHours) -> None:
    assert office.due(at("2026-07-11T10:00"), 1, "hari") == at("2026-07-14T16:00")


def test_one_working_day_from_fridays_closing_is_due_at_tuesdays_closing(
    office: OfficeHours,
) -> None:
    assert office.due(at("2026-07-10T16:30"), 1, "hari") == at("2026-07-14T16:00")
    assert office.due(at("2026-07-10T16:29"), 1, "hari") == at("2026-07-13T16:00")


@pytest.mark.parametrize(
    ("start", "amount", "due"),
    [
        ("2026-07-06T09:10", 1, "2026-07-07T09:10"),
        ("2026-07-11T10:00", 1, "2026-07-14T07:30"),
        ("2026-07-09T11:45", 1, "2026-07-10T11:30"),
        ("2026-07-10T16:15", 1, "2026-07-13T16:00"),
        ("2026-02-18T07:40", 1, "2026-02-19T08:00"),
        ("2026-07-10T13:00", 1, "2026-07-13T13:00"),
    ],
    ids=["open", "weekend", "in a break", "after closing", "before opening", "break's end"],
)
def test_the_same_hour_is_moved_into_the_office_time_of_the_last_day(
    office: OfficeHours, start: str, amount: int, due: str
) -> None:
    assert office.due(at(start), amount, "hari", SAME) == at(due)


def test_an_aware_moment_is_taken_to_wib_and_answered_in_wib(office: OfficeHours) -> None:
    wita = datetime(2026, 7, 6, 10, 0, tzinfo=ZoneInfo("Asia/Makassar"))
    due = office.due(wita, 1, "jam")
    assert due.isoformat() == "2026-07-06T10:00:00+07:00"
    assert str(due.tzinfo) == "Asia/Jakarta"


def test_an_aware_moment_belongs_to_its_day_in_wib(office: OfficeHours) -> None:
    late_sunday = datetime(2026, 7, 5, 18, 0, tzinfo=UTC)
    assert office.closing(office.next_opening(late_sunday).date()) == at("2026-07-06T16:00")
    assert office.minutes_between(late_sunday, at("2026-07-06T08:00")) == 30


def test_a_moment_in_a_zone_without_offset_counts_as_naive(office: OfficeHours) -> None:
    class NoOffset(tzinfo):
        def utcoffset(self, _: datetime | None) -> None:
            return None

        tzname = dst = utcoffset

    moment = at("2026-07-06T09:00").replace(tzinfo=NoOffset())
    assert office.due(moment, 1, "jam") == at("2026-07-06T10:00")


@pytest.mark.parametrize("amount", [3, np.int64(3), np.uint8(3), np.array(3)])
def test_an_amount_may_be_any_whole_number(office: OfficeHours, amount: Any) -> None:
    assert office.due(at("2026-07-06T09:00"), amount, "menit") == at("2026-07-06T09:03")


@pytest.mark.parametrize("amount", [-1, 1.0, 2.5, "3", None, True, np.True_, np.float64(1)])
def test_an_amount_that_is_no_whole_number_is_refused(office: OfficeHours, amount: Any) -> None:
    with pytest.raises(InvalidAmountError) as caught:
        office.due(at("2026-07-06T09:00"), amount, "menit")
    assert str(caught.value) == (
        f'Jumlah waktu "{amount}" bukan bilangan bulat nol atau lebih. '
        "Isi bilangan bulat, misalnya 3. Tidak ada yang ditulis."
    )


def test_an_unknown_unit_is_refused(office: OfficeHours) -> None:
    with pytest.raises(UnknownUnitError) as caught:
        office.due(at("2026-07-06T09:00"), 1, cast("Unit", "minggu"))
    assert str(caught.value) == (
        'Satuan waktu "minggu" tidak dikenal. Pilih menit, jam atau hari. Tidak ada yang ditulis.'
    )


def test_an_unknown_day_rule_is_refused(office: OfficeHours) -> None:
    with pytest.raises(UnknownDayRuleError) as caught:
        office.due(at("2026-07-06T09:00"), 1, "hari", cast("DayRule", "siang"))
    assert str(caught.value) == (
        'Cara hitung hari "siang" tidak dikenal. '
        "Pilih akhir jam kerja atau jam yang sama. Tidak ada yang ditulis."
    )


@pytest.mark.parametrize("start", ["1999-12-31T23:59", "2100-01-01T00:00"])
def test_a_moment_outside_the_calendar_is_refused(office: OfficeHours, start: str) -> None:
    with pytest.raises(OutsideCalendarError) as caught:
        office.due(at(start), 1, "menit")
    assert str(caught.value) == (
        f"Tanggal {at(start):%d/%m/%Y} di luar kalender 01/01/2000 sampai 31/12/2099. "
        "Periksa tahunnya. Tidak ada yang ditulis."
    )


@pytest.mark.parametrize(
    ("amount", "unit", "rule"),
    [(30_000, "hari", "akhir jam kerja"), (30_000, "hari", SAME), (10**9, "menit", SAME)],
)
def test_a_span_beyond_the_calendar_is_refused(
    office: OfficeHours, amount: int, unit: Unit, rule: DayRule
) -> None:
    with pytest.raises(CalendarEndsError) as caught:
        office.due(at("2026-07-06T09:00"), amount, unit, rule)
    assert str(caught.value) == (
        "Jam Kerja: Jam kerja sampai 31/12/2099 tidak cukup untuk rentang waktu ini. "
        "Periksa jumlah waktunya, dan masa berlaku di lembar Jam Kerja. Tidak ada yang ditulis."
    )


def test_a_start_after_the_last_closing_of_the_calendar_is_refused(office: OfficeHours) -> None:
    with pytest.raises(CalendarEndsError):
        office.next_opening(at("2099-12-31T16:00"))
    with pytest.raises(CalendarEndsError):
        office.next_working_day(date(2099, 12, 31))
