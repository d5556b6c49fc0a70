"""The hours and holidays that a new workbook starts with."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from pengaduan_xl.domain.calendar import (
    COLLECTIVE_LEAVE,
    HOLIDAY_HEADINGS,
    HOURS_HEADINGS,
    parse_holidays,
    parse_hours,
)
from pengaduan_xl.domain.calendar_defaults import (
    DEFAULT_HOLIDAYS,
    DEFAULT_HOURS,
    default_holiday_rows,
    default_hours_rows,
)
from pengaduan_xl.domain.findings import SheetRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.domain.findings import CellValue


def in_a_sheet(rows: Sequence[dict[str, CellValue]]) -> list[SheetRow]:
    return [SheetRow("Sheet", number, row, {}) for number, row in enumerate(rows, 2)]


def test_the_default_rows_read_back_as_the_defaults() -> None:
    assert parse_hours(in_a_sheet(default_hours_rows())) == (DEFAULT_HOURS, [])
    assert parse_holidays(in_a_sheet(default_holiday_rows())) == (DEFAULT_HOLIDAYS, [])


def test_the_default_rows_carry_the_headings_of_their_sheets() -> None:
    assert {tuple(sorted(row)) for row in default_hours_rows()} == {tuple(sorted(HOURS_HEADINGS))}
    assert {tuple(row) for row in default_holiday_rows()} == {HOLIDAY_HEADINGS}


def test_a_default_row_holds_times_and_dates_that_excel_can_format() -> None:
    friday = default_hours_rows()[4]
    clock = [
        friday[heading] for heading in ("Buka", "Istirahat Mulai", "Istirahat Selesai", "Tutup")
    ]
    assert clock == [time(7, 30), time(11, 30), time(13, 0), time(16, 30)]
    assert default_hours_rows()[7]["Berlaku Dari"] == date(2026, 2, 19)


@pytest.mark.parametrize(("first", "minutes"), [(0, 37 * 60 + 30), (7, 32 * 60 + 30)])
def test_the_default_week_has_the_minutes_of_perpres_21_2023(first: int, minutes: int) -> None:
    week = DEFAULT_HOURS[first : first + 5]
    assert sum(w.closes - w.opens for rule in week for w in rule.windows) == minutes


def test_the_default_ramadan_ends_on_the_day_before_idulfitri() -> None:
    feasts = {h.day.year: h.day for h in DEFAULT_HOLIDAYS if h.name == "Hari Raya Idul Fitri"}
    ends = {rule.valid_until for rule in DEFAULT_HOURS if rule.valid_until}
    assert feasts == {2026: date(2026, 3, 21), 2027: date(2027, 3, 10)}
    assert ends == {date(2026, 3, 20), date(2027, 3, 9)}


def test_the_default_ramadan_of_2027_is_marked_as_an_estimate() -> None:
    assert "perkiraan, tunggu penetapan" in DEFAULT_HOURS[-1].note


def test_the_default_holidays_agree_with_the_package_holidays() -> None:
    package = pytest.importorskip("holidays")
    known = package.Indonesia(
        years=[2026, 2027], categories=("public", "government"), language="id"
    )
    leave = {day for day, name in known.items() if name.startswith("Cuti Bersama")}
    assert {holiday.day for holiday in DEFAULT_HOLIDAYS} == set(known)
    assert {h.day for h in DEFAULT_HOLIDAYS if h.kind == COLLECTIVE_LEAVE} == leave
