"""Indonesian words for dates, times, numbers and identity numbers."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pengaduan_xl import wording

MONDAY = date(2026, 11, 23)
MORNING = datetime.fromisoformat("2026-11-23T07:30")


def test_a_long_date_has_no_leading_zero_and_an_indonesian_month() -> None:
    assert wording.long_date(MONDAY) == "23 November 2026"
    assert wording.long_date(date(2026, 8, 3)) == "3 Agustus 2026"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (MONDAY, "Senin, 23 November 2026"),
        (date(2026, 11, 25), "Rabu, 25 November 2026"),
        (date(2026, 11, 27), "Jumat, 27 November 2026"),
        (date(2026, 11, 29), "Minggu, 29 November 2026"),
    ],
)
def test_a_day_date_names_the_weekday_as_offices_spell_it(day: date, text: str) -> None:
    assert wording.day_date(day) == text


def test_the_year_at_new_year_is_the_calendar_year_not_the_week_year() -> None:
    assert wording.day_date(date(2026, 12, 31)) == "Kamis, 31 Desember 2026"
    assert wording.day_date(date(2027, 1, 1)) == "Jumat, 1 Januari 2027"


def test_a_moment_late_in_the_evening_keeps_its_own_day() -> None:
    assert wording.long_date(datetime.fromisoformat("2026-11-23T23:59")) == "23 November 2026"


def test_short_dates_and_moments_are_for_tables() -> None:
    assert wording.short_date(date(2026, 3, 5)) == "05/03/2026"
    assert wording.moment(MORNING) == "23/11/2026 07.30"


def test_the_clock_has_a_dot_and_names_its_zone() -> None:
    assert wording.clock(MORNING) == "07.30 WIB"
    assert wording.clock(time(16, 0)) == "16.00 WIB"


def test_the_spelled_date_is_the_opening_of_a_berita_acara() -> None:
    assert wording.spelled_date(MONDAY) == (
        "hari Senin, tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam"
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "satu"), (10, "sepuluh"), (11, "sebelas"), (31, "tiga puluh satu"), (2000, "dua ribu")],
)
def test_numbers_are_spelled_in_indonesian(number: int, words: str) -> None:
    assert wording.spelled(number) == words


def test_an_attachment_is_counted_in_digits_and_words() -> None:
    assert wording.counted(1, "lembar") == "1 (satu) lembar"


def test_months_have_roman_numerals() -> None:
    assert [wording.roman_month(month) for month in (1, 4, 9, 12)] == ["I", "IV", "IX", "XII"]


@pytest.mark.parametrize("month", [0, 13])
def test_there_is_no_thirteenth_month(month: int) -> None:
    with pytest.raises(ValueError, match="no month"):
        wording.roman_month(month)


def test_thousands_are_parted_by_dots() -> None:
    assert wording.thousands(1_234_567) == "1.234.567"
    assert wording.thousands(-1_000) == "-1.000"
    assert wording.thousands(999) == "999"


def test_a_nik_shows_its_first_and_last_four_digits() -> None:
    assert wording.mask_nik("3201234567890001") == "3201********0001"


def test_a_text_that_is_no_nik_is_hidden_altogether() -> None:
    assert wording.mask_nik("32012345") == "********"
    assert wording.mask_nik("") == ""


@settings(deadline=None)
@given(st.text(max_size=30))
def test_masking_keeps_the_length_and_at_least_half_hidden(text: str) -> None:
    masked = wording.mask_nik(text)
    assert len(masked) == len(text)
    assert masked.count("*") * 2 >= len(text)


def test_a_nip_is_grouped_8_6_1_3() -> None:
    assert wording.nip_text("198609262015051001") == "19860926 201505 1 001"
    assert wording.nip_text("-") == "-"


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 menit"),
        (45, "45 menit"),
        (60, "1 jam"),
        (135, "2 jam 15 menit"),
        (72_000, "1.200 jam"),
    ],
)
def test_a_duration_is_told_in_hours_and_minutes(minutes: int, text: str) -> None:
    assert wording.duration(minutes) == text


@settings(deadline=None)  # the first example also pays for the import of babel
@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_date_is_the_long_date_after_its_weekday(day: date) -> None:
    assert wording.day_date(day).split(", ")[1] == wording.long_date(day)
    assert wording.day_date(day).split(",")[0] == wording.day_date(day + timedelta(7)).split(",")[0]


def test_importing_wording_loads_neither_babel_nor_num2words() -> None:
    code = "import sys, pengaduan_xl.wording; print({'babel', 'num2words'} & set(sys.modules))"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "set()"
