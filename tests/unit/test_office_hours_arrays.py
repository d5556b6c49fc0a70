"""Deadlines of many starts at once follow the rules of single ones."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from pengaduan_xl.domain.calendar import Holiday, HoursRule, Window
from pengaduan_xl.domain.office_hours import (
    CalendarEndsError,
    CalendarWarning,
    InvalidAmountError,
    OfficeHours,
    OutsideCalendarError,
    UnknownDayRuleError,
    UnknownUnitError,
)

if TYPE_CHECKING:
    from pengaduan_xl.domain.procedure import Unit

LEAVE = [Holiday(date(year, 12, 24), "Cuti", "Cuti Bersama", "") for year in range(2000, 2100)]
MONDAY = np.datetime64("2026-07-06T09:00", "m")


@pytest.fixture(scope="module")
def office() -> OfficeHours:
    return OfficeHours.default()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_an_array_keeps_its_shape_and_its_missing_starts(office: OfficeHours) -> None:
    starts = np.array([["2026-07-06T09:00", "NaT"], ["2026-07-11", "2026-07-06T12:30"]], "M8[s]")
    dues = office.due_array(starts, [[1], [2]], "jam")
    expected = [["2026-07-06T10:00", "NaT"], ["2026-07-13T09:30", "2026-07-06T15:00"]]
    np.testing.assert_array_equal(dues, np.array(expected, "M8[m]"))
    assert dues.dtype == np.dtype("M8[m]")


@pytest.mark.parametrize(
    "units",
    [
        ["menit", "jam", "hari"],
        np.array(["menit", "jam", "hari"]),
        np.array(["menit", "jam", "hari"], object),
    ],
    ids=["list", "text array", "object array"],
)
def test_an_array_may_mix_its_units(office: OfficeHours, units: Any) -> None:
    starts = np.full(3, MONDAY)
    dues = office.due_array(starts, 2, units)
    assert dues.tolist() == [at("2026-07-06T09:02"), at("2026-07-06T11:00"), at("2026-07-08T16:00")]


@pytest.mark.parametrize("amounts", [[], 1])
def test_an_empty_array_has_no_deadlines(office: OfficeHours, amounts: Any) -> None:
    assert office.due_array(np.array([], "M8[m]"), amounts, "hari").shape == (0,)


def test_an_array_of_missing_starts_has_missing_deadlines(office: OfficeHours) -> None:
    assert np.isnat(office.due_array(np.array(["NaT", "NaT"], "M8[ns]"), 1, "hari")).all()


def test_an_unknown_day_rule_for_an_array_is_refused(office: OfficeHours) -> None:
    rule: Any = "siang"
    with pytest.raises(UnknownDayRuleError):
        office.due_array(np.array([MONDAY]), 1, "hari", rule)


@pytest.mark.parametrize(
    "units",
    ["minggu", ["hari", "minggu"], np.array(["hari", "minggu"])],
    ids=["one", "list", "array"],
)
def test_an_unknown_unit_in_an_array_is_refused(office: OfficeHours, units: Any) -> None:
    starts = np.full(2, MONDAY)
    with pytest.raises(UnknownUnitError, match='Satuan waktu "minggu" tidak dikenal'):
        office.due_array(starts, 1, units)


@pytest.mark.parametrize(("amounts", "shown"), [([1, -2], "-2"), ([1.5, 2], "1.5"), (True, "True")])
def test_an_invalid_amount_in_an_array_is_refused(
    office: OfficeHours, amounts: Any, shown: str
) -> None:
    starts = np.full(2, MONDAY)
    with pytest.raises(InvalidAmountError, match=f'Jumlah waktu "{shown}" bukan'):
        office.due_array(starts, amounts, "menit")


def test_a_start_outside_the_calendar_in_an_array_is_refused(office: OfficeHours) -> None:
    starts = np.array(["2026-07-06", "2100-01-01"], "M8[m]")
    with pytest.raises(OutsideCalendarError, match="Tanggal 01/01/2100 di luar kalender"):
        office.due_array(starts, 1, "menit")


@pytest.mark.parametrize(
    ("amount", "unit"), [(10**9, "menit"), (10_000_000, "menit"), (20_000, "hari"), (2**62, "jam")]
)
def test_a_span_beyond_the_calendar_in_an_array_is_refused(
    office: OfficeHours, amount: int, unit: Unit
) -> None:
    with pytest.raises(CalendarEndsError):
        office.due_array(np.full(2, MONDAY), amount, unit)


def test_an_array_of_short_days_is_exact() -> None:
    short = [HoursRule(weekday, (Window(600, 601 + weekday),)) for weekday in range(5)]
    office = OfficeHours(short, LEAVE)
    starts = np.full(200, np.datetime64("2026-07-06T10:00", "m"))
    dues = office.due_array(starts, np.arange(200), "menit")
    assert dues.tolist() == [office.due(at("2026-07-06T10:00"), n, "menit") for n in range(200)]


def test_an_array_warns_once_for_all_the_years_it_touches(office: OfficeHours) -> None:
    starts = np.array(["2025-07-01T09:00", "NaT", "2027-12-30T09:00", "2027-12-31T09:00"], "M8[m]")
    with pytest.warns(CalendarWarning) as caught:
        office.due_array(starts, 2, "hari")
    assert len(caught) == 1
    assert "hari libur tahun 2025 dan 2028, " in str(caught[0].message)
    assert caught[0].filename == __file__


def test_an_array_does_not_warn_for_a_year_between_its_spans(office: OfficeHours) -> None:
    office = OfficeHours(office.hours, [h for h in LEAVE if h.day.year != 2027])
    starts = np.array(["2026-07-06T09:00", "2028-07-06T09:00"], "M8[m]")
    assert office.due_array(starts, 1, "hari").shape == (2,)


def test_columns_of_a_data_frame_may_be_given_as_they_are(office: OfficeHours) -> None:
    frame = pd.DataFrame({"Mulai": [at("2026-07-06T09:00:30"), None], "Waktu": [2, 3]})
    frame["Satuan"] = ["hari", "jam"]
    dues = office.due_array(frame["Mulai"], frame["Waktu"], frame["Satuan"])
    assert dues.tolist() == [at("2026-07-08T16:00"), None]


def test_a_list_of_moments_may_be_given_as_it_is(office: OfficeHours) -> None:
    dues = office.due_array([at("2026-07-06T09:00:30"), at("2026-07-11T09:00")], 1, "jam")
    assert dues.tolist() == [at("2026-07-06T10:00"), at("2026-07-13T08:30")]
