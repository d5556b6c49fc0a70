"""How a period is cut into days, weeks, months or years, and what these are called."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from case_factory import OFFICERS, CaseFactory, at
from hypothesis import given, settings
from hypothesis import strategies as st

from pengaduan_xl.domain.complaint import Case
from pengaduan_xl.domain.office import Office
from pengaduan_xl.reports.daily import period_recap
from pengaduan_xl.reports.flows import FlowCount, parts_of, unit_of
from pengaduan_xl.reports.period import Month, Period
from pengaduan_xl.reports.period_words import (
    part_label,
    part_name,
    period_name,
    period_stem,
    period_title,
    state_line,
)

OCTOBER = Period.of_month(Month(2026, 10))
HALF = Period(date(2026, 10, 1), date(2026, 10, 15))
QUARTER = Period.of_quarter(2026, 4)
UNITS = st.sampled_from(["Hari", "Minggu", "Bulan", "Tahun"])


def names(first: date, last: date) -> list[str]:
    period = Period(first, last)
    return [part_name(part, unit_of(period)) for part in parts_of(period, unit_of(period))]


@settings(deadline=None, max_examples=60)
@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(0, 800), UNITS)
def test_the_parts_of_a_period_follow_each_other_and_leave_no_day_out(
    first: date, length: int, unit: str
) -> None:
    period = Period(first, first + timedelta(days=length))
    parts = list(parts_of(period, unit))
    days = [
        part.first + timedelta(days=n)
        for part in parts
        for n in range((part[1] - part[0]).days + 1)
    ]
    assert days == [first + timedelta(days=n) for n in range(length + 1)]
    assert all(part_name(part, unit) and part_label(part, unit) for part in parts)


@pytest.mark.parametrize(
    ("period", "unit"),
    [
        (OCTOBER, "Hari"),
        (QUARTER, "Minggu"),
        (Period.of_year(2026), "Bulan"),
        (Period(date(2020, 1, 1), date(2026, 1, 1)), "Tahun"),
    ],
)
def test_a_longer_period_is_told_by_longer_parts(period: Period, unit: str) -> None:
    assert unit_of(period) == unit


def test_days_weeks_months_and_years_are_named_as_staff_name_them() -> None:
    assert names(date(2026, 10, 1), date(2026, 10, 2)) == ["Kam 01/10/2026", "Jum 02/10/2026"]
    assert names(date(2026, 10, 1), date(2026, 11, 10))[:2] == [
        "01/10/2026 s.d. 04/10/2026",
        "05/10/2026 s.d. 11/10/2026",
    ]
    assert names(date(2026, 1, 15), date(2026, 5, 31))[:2] == [
        "15/01/2026 s.d. 31/01/2026",
        "Februari 2026",
    ]
    assert names(date(2020, 1, 1), date(2024, 2, 29))[-2:] == ["2023", "01/01/2024 s.d. 29/02/2024"]


def test_labels_of_charts_are_short() -> None:
    day = Period(date(2026, 10, 5), date(2026, 10, 5))
    assert part_label(day, "Hari") == part_label(day, "Minggu") == "5/10"
    assert (part_label(OCTOBER, "Bulan"), part_label(OCTOBER, "Tahun")) == ("10/26", "2026")


@pytest.mark.parametrize(
    ("period", "stem", "name", "kind"),
    [
        (OCTOBER, "rekap_2026-10", "Bulan Oktober 2026", "BULANAN "),
        (QUARTER, "rekap_2026-TW4", "Triwulan IV Tahun 2026", "TRIWULANAN "),
        (
            HALF,
            "rekap_2026-10-01_2026-10-15",
            "Tanggal 1 Oktober 2026 s.d. 15 Oktober 2026",
            "",
        ),
    ],
)
def test_a_period_has_a_file_a_name_and_a_title(
    period: Period, stem: str, name: str, kind: str
) -> None:
    assert (period_stem(period), period_name(period)) == (stem, name)
    assert period_title(period) == f"LAPORAN REKAPITULASI {kind}JUMLAH LAYANAN PENGADUAN"


def test_days_that_make_a_whole_month_are_that_month() -> None:
    assert period_stem(Period(date(2026, 10, 1), date(2026, 10, 31))) == "rekap_2026-10"


def test_a_period_that_is_not_over_is_told_to_reach_until_today() -> None:
    office = Office.default(OFFICERS)
    over = period_recap([], office, OCTOBER, at("2026-11-02T08:00"))
    running = period_recap([], office, OCTOBER, at("2026-10-23T16:00"))
    assert state_line(over) == "Keadaan Sabtu, 31 Oktober 2026 pukul 23.59 WIB"
    assert state_line(running) == "Sampai hari ini, Jumat, 23 Oktober 2026 pukul 16.00 WIB"


def test_a_last_row_that_ends_no_case_counts_as_no_end() -> None:
    case = CaseFactory().received("2026-10-05T08:00")
    odd = Case(case.complaint, (case.events[0]._replace(next_step=None),))
    count = FlowCount(OCTOBER)
    count.add(odd.events)
    (flow,) = [one for one in count.flows(0, Office.default(OFFICERS).hours) if one.received]
    assert (flow.received, flow.closing) == (1, 1)
