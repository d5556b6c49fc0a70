"""Periods: how staff write them, what days they hold, and when they are refused."""

from __future__ import annotations

from datetime import date

import pytest
from case_factory import at

from pengaduan_xl.reports.period import (
    Month,
    Period,
    PeriodNotBegunError,
    PeriodReversedError,
    parse_month,
    parse_quarter,
    parse_year,
)

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
LAST_QUARTER = Period(date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize("text", ["11/2026", " 11-2026 ", "2026-11"])
def test_a_month_is_written_in_several_ways(text: str) -> None:
    assert parse_month(text) == NOVEMBER


@pytest.mark.parametrize("text", ["4/2026", "IV/2026", "iv-2026", "2026-4", "04/2026"])
def test_a_quarter_is_written_in_several_ways(text: str) -> None:
    assert parse_quarter(text) == LAST_QUARTER


def test_a_year_is_its_four_digits() -> None:
    assert parse_year(" 2026 ") == Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("text", ["", "13/2026", "0/2026", "IV/2026", "11/26", "11/0000", "nov"])
def test_what_is_no_month_means_none(text: str) -> None:
    assert parse_month(text) is None


@pytest.mark.parametrize("text", ["", "5/2026", "0/2026", "VI/2026", "IIII/2026", "4/26", "empat"])
def test_what_is_no_quarter_means_none(text: str) -> None:
    assert parse_quarter(text) is None


@pytest.mark.parametrize("text", ["", "26", "0000", "20260", "dua"])
def test_what_is_no_year_means_none(text: str) -> None:
    assert parse_year(text) is None


def test_a_leap_year_has_its_day() -> None:
    assert Period.of_month(Month(2028, 2)).last == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("months", "month"), [(0, (2026, 2)), (1, (2026, 1)), (2, (2025, 12)), (26, (2023, 12))]
)  # fmt: skip
def test_months_are_counted_back_over_years(months: int, month: tuple[int, int]) -> None:
    assert Month(2026, 2).before(months) == month


def test_twelve_months_end_with_the_day() -> None:
    assert Period.twelve_months(date(2026, 11, 24)) == (date(2025, 12, 1), date(2026, 11, 24))


def test_a_period_is_judged_at_its_end_or_now() -> None:
    assert NOVEMBER.moment(at("2026-11-24T10:00")) == at("2026-11-24T10:00")
    assert NOVEMBER.moment(at("2027-01-02T10:00")) == at("2026-11-30T23:59:59.999999")


def test_a_period_reaches_as_far_as_it_has_passed() -> None:
    assert NOVEMBER.until(at("2026-11-24T10:00")).last == date(2026, 11, 24)


def test_a_period_is_named_by_its_days() -> None:
    assert str(NOVEMBER) == "1 November 2026 s.d. 30 November 2026"


def test_a_reversed_period_is_refused() -> None:
    with pytest.raises(PeriodReversedError) as caught:
        Period(date(2026, 11, 2), date(2026, 11, 1))
    assert str(caught.value) == (
        "Periode 02/11/2026 sampai 01/11/2026 terbalik. Tulis tanggal yang lebih awal di --dari dan yang "
        "lebih akhir di --sampai. Tidak ada yang ditulis."
    )


def test_a_period_of_the_future_is_refused() -> None:
    with pytest.raises(PeriodNotBegunError) as caught:
        NOVEMBER.moment(at("2026-10-31T16:00"))
    assert str(caught.value) == (
        "Periode mulai 01/11/2026 belum dapat dinilai karena sekarang baru 31/10/2026. Pilih periode yang "
        "sudah dimulai. Tidak ada yang ditulis."
    )
