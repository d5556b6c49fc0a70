"""How a deadline is explained to staff."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from pengaduan_xl.domain.calendar import Holiday, HoursRule, Window
from pengaduan_xl.domain.office_hours import DayNote, Explanation, OfficeHours

if TYPE_CHECKING:
    from pengaduan_xl.domain.procedure import Unit

HALF_DAY = (Window(450, 720),)
WEEK = [HoursRule(weekday, HALF_DAY) for weekday in range(5)]
LEAVE = Holiday(date(2026, 12, 24), "Natal", "Cuti Bersama", "")


def explained(start: str, amount: int, unit: Unit) -> Explanation:
    return OfficeHours.default().explain(datetime.fromisoformat(start), amount, unit)


def week_with(rule: HoursRule) -> list[str]:
    office = OfficeHours([*WEEK, rule], [LEAVE])
    return office.explain(datetime.fromisoformat("2026-07-06T08:00"), 2, "hari").lines()[1:-1]


def test_an_explanation_tells_each_day_and_why_it_does_not_count() -> None:
    assert str(explained("2026-12-22T14:00:30", 3, "hari")) == (
        "Mulai Selasa 22/12/2026 pukul 14.00 WIB, 3 hari kerja\n"
        "Selasa 22/12/2026 tidak dihitung (hari mulai)\n"
        "Rabu 23/12/2026 hari kerja ke-1\n"
        "Kamis 24/12/2026 tidak dihitung, cuti bersama: Hari Raya Natal (SKB 3 Menteri)\n"
        "Jumat 25/12/2026 tidak dihitung, libur: Hari Raya Natal (SKB 3 Menteri)\n"
        "Sabtu 26/12/2026 dan Minggu 27/12/2026 tidak dihitung (bukan hari kerja)\n"
        "Senin 28/12/2026 hari kerja ke-2\n"
        "Selasa 29/12/2026 hari kerja ke-3\n"
        "Tenggat Selasa 29/12/2026 pukul 16.00 WIB"
    )


def test_an_explanation_holds_its_days_as_data() -> None:
    days = explained("2026-12-23T14:00", 1, "hari").days
    assert days[:3] == (
        DayNote(date(2026, 12, 23), 0, 0, "tidak dihitung", "hari mulai"),
        DayNote(
            date(2026, 12, 24),
            0,
            0,
            "tidak dihitung",
            "cuti bersama: Hari Raya Natal (SKB 3 Menteri)",
        ),
        DayNote(
            date(2026, 12, 25), 0, 0, "tidak dihitung", "libur: Hari Raya Natal (SKB 3 Menteri)"
        ),
    )
    assert [note.reason for note in days[3:]] == ["Sabtu", "Minggu", ""]
    assert days[-1] == DayNote(date(2026, 12, 28), 0, 1, "dihitung", "")


def test_minutes_are_told_as_hours_and_minutes_of_each_day() -> None:
    assert explained("2026-07-06T15:00", 9, "jam").lines()[1:-1] == [
        "Senin 06/07/2026 dihitung 1 jam",
        "Selasa 07/07/2026 dihitung 7 jam 30 menit",
        "Rabu 08/07/2026 dihitung 30 menit",
    ]


def test_a_clock_that_starts_later_than_asked_says_so() -> None:
    assert explained("2026-07-10T17:00", 30, "menit").lines() == [
        "Mulai Jumat 10/07/2026 pukul 17.00 WIB, 30 menit kerja",
        "Dihitung sejak Senin 13/07/2026 pukul 07.30 WIB",
        "Jumat 10/07/2026 tidak dihitung (setelah jam kerja)",
        "Sabtu 11/07/2026 dan Minggu 12/07/2026 tidak dihitung (bukan hari kerja)",
        "Senin 13/07/2026 dihitung 30 menit",
        "Tenggat Senin 13/07/2026 pukul 08.00 WIB",
    ]


def test_a_working_day_that_starts_later_than_asked_says_which_day_is_the_starting_one() -> None:
    reasons = [note.reason for note in explained("2026-07-10T17:00", 1, "hari").days]
    assert reasons == ["setelah jam kerja", "Sabtu", "Minggu", "hari mulai", ""]


@pytest.mark.parametrize("unit", ["menit", "hari"])
def test_no_time_at_all_is_explained_up_to_the_effective_start(unit: Unit) -> None:
    days = explained("2026-07-10T17:00", 0, unit).days
    assert [note.reason for note in days] == ["setelah jam kerja", "Sabtu", "Minggu", "hari mulai"]


def test_special_hours_are_named() -> None:
    assert explained("2026-02-18T15:00", 2, "jam").lines()[1:-1] == [
        "Rabu 18/02/2026 dihitung 1 jam",
        "Kamis 19/02/2026 dihitung 1 jam (jam Ramadan)",
    ]


def test_a_long_span_puts_like_days_on_one_line() -> None:
    second, leave = "Hari Raya Idul Fitri (hari kedua)", "cuti bersama: Hari Raya Idul Fitri"
    assert explained("2026-02-28T14:00", 18, "hari").lines()[2:-1] == [
        "Sabtu dan Minggu tidak dihitung (bukan hari kerja)",
        "Senin 02/03/2026 tidak dihitung (hari mulai)",
        "Selasa 03/03/2026 s.d. Selasa 17/03/2026 hari kerja ke-1 s.d. ke-11 (jam Ramadan)",
        "Rabu 18/03/2026 tidak dihitung, cuti bersama: Hari Suci Nyepi (SKB 3 Menteri)",
        "Kamis 19/03/2026 tidak dihitung, libur: Hari Suci Nyepi (SKB 3 Menteri)",
        "Jumat 20/03/2026 tidak dihitung, cuti bersama: Hari Raya Idul Fitri (SKB 3 Menteri)",
        "Sabtu 21/03/2026 tidak dihitung, libur: Hari Raya Idul Fitri (SKB 3 Menteri)",
        f"Minggu 22/03/2026 tidak dihitung, libur: {second} (SKB 3 Menteri)",
        f"Senin 23/03/2026 dan Selasa 24/03/2026 tidak dihitung, {leave} (SKB 3 Menteri)",
        "Rabu 25/03/2026 s.d. Kamis 02/04/2026 hari kerja ke-12 s.d. ke-18",
    ]


def test_a_long_span_of_hours_sums_the_minutes_of_like_days() -> None:
    assert explained("2026-07-06T07:30", 100, "jam").lines()[1:-1] == [
        "Sabtu dan Minggu tidak dihitung (bukan hari kerja)",
        "Senin 06/07/2026 s.d. Kamis 23/07/2026 dihitung 100 jam",
    ]


def test_a_long_span_without_rest_days_mentions_none() -> None:
    office = OfficeHours([HoursRule(None, HALF_DAY)], [LEAVE])
    lines = office.explain(datetime.fromisoformat("2026-07-06T08:00"), 20, "hari").lines()
    assert lines[1:3] == [
        "Senin 06/07/2026 tidak dihitung (hari mulai)",
        "Selasa 07/07/2026 s.d. Minggu 26/07/2026 hari kerja ke-1 s.d. ke-20",
    ]


@pytest.mark.parametrize(
    ("note", "told"), [("pindahan kantor", "pindahan kantor"), ("", "kantor tutup")]
)
def test_a_day_closed_by_an_override_tells_its_note(note: str, told: str) -> None:
    closed = HoursRule(1, (), date(2026, 7, 7), date(2026, 7, 7), note)
    assert f"Selasa 07/07/2026 tidak dihitung ({told})" in week_with(closed)


@pytest.mark.parametrize(("note", "told"), [("piket", "piket"), ("", "jam khusus")])
def test_a_day_with_special_hours_tells_its_note(note: str, told: str) -> None:
    special = HoursRule(1, (Window(480, 600),), date(2026, 7, 7), date(2026, 7, 7), note)
    assert f"Selasa 07/07/2026 hari kerja ke-1 ({told})" in week_with(special)


def test_a_holiday_without_a_decree_is_told_by_its_name() -> None:
    office = OfficeHours(WEEK, [LEAVE])
    days = office.explain(datetime.fromisoformat("2026-12-23T08:00"), 1, "hari").days
    assert days[1].reason == "cuti bersama: Natal"


def test_of_a_repeated_holiday_the_first_is_told() -> None:
    again = Holiday(LEAVE.day, "Lain", "Libur Daerah", "Perwako")
    days = (
        OfficeHours(WEEK, [LEAVE, again])
        .explain(datetime.fromisoformat("2026-12-23T08:00"), 1, "hari")
        .days
    )
    assert days[1].reason == "cuti bersama: Natal"


def test_doubts_are_told_after_the_deadline() -> None:
    explanation = explained("2027-12-31T09:00", 1, "hari")
    assert len(explanation.warnings) == 1
    assert explanation.lines()[-1] == f"Peringatan: {explanation.warnings[0]}"


def test_an_aware_start_is_explained_in_wib() -> None:
    start = datetime(2026, 7, 6, 10, 0, tzinfo=ZoneInfo("Asia/Jayapura"))
    explanation = OfficeHours.default().explain(start, 1, "jam")
    assert explanation.lines()[0] == "Mulai Senin 06/07/2026 pukul 08.00 WIB, 1 jam kerja"
    assert explanation.start == explanation.effective_start == start


def test_a_working_day_due_at_midnight_is_told_on_its_own_day() -> None:
    around_the_clock = HoursRule(6, (Window(0, 1440),))
    office = OfficeHours([around_the_clock], [LEAVE])
    start = datetime.fromisoformat("2026-07-05T00:00")
    explanation = office.explain(start, 1, "hari", "jam yang sama")
    assert explanation.due == datetime.fromisoformat("2026-07-12T00:00")
    assert explanation.days[-1] == DayNote(date(2026, 7, 12), 0, 1, "dihitung", "")
