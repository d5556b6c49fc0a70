"""Values on their way into and out of Calc's cells; no office is needed."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pengaduan_xl.excel.calc import values
from pengaduan_xl.excel.calc.addresses import Area
from pengaduan_xl.excel.calc.values import Kind

NULL_DATE = date(1899, 12, 30)
MOMENT = datetime.fromisoformat("2026-11-23T08:15:30")


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (date(2026, 11, 23), 46349.0),
        (datetime.fromisoformat("2026-11-23T12:00"), 46349.5),
        (time(6), 0.25),
        (date(1899, 12, 31), 1.0),
    ],
)
def test_a_moment_is_days_since_the_null_date(value: date | time, number: float) -> None:
    assert values.to_number(value, NULL_DATE) == number


@given(
    st.datetimes(datetime.fromisoformat("1900-03-01"), datetime.fromisoformat("2199-12-31")).map(
        lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    )
)
def test_every_moment_comes_back_to_the_millisecond(moment: datetime) -> None:
    assert values.to_moment(values.to_number(moment, NULL_DATE), NULL_DATE) == moment


def test_a_document_with_another_null_date_keeps_its_moments() -> None:
    null_date = date(1904, 1, 1)
    assert values.to_moment(values.to_number(MOMENT, null_date), null_date) == MOMENT


@pytest.mark.parametrize(
    "missing", [None, float("nan"), np.nan, pd.NaT, pd.NA, np.datetime64("NaT")]
)
def test_missing_values_of_every_library_are_none(missing: object) -> None:
    assert values.prepared(missing) is None


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (7, 7.0),
        (np.int64(7), 7.0),
        (np.float32(1.5), 1.5),
        (Decimal("2.5"), 2.5),
        (np.True_, True),
        (True, True),
        ("=1+1", "=1+1"),
        (pd.Timestamp("2026-11-23T08:15:30"), MOMENT),
        (np.datetime64("2026-11-23T08:15:30"), MOMENT),
        (date(2026, 1, 2), date(2026, 1, 2)),
        (time(8, 30), time(8, 30)),
    ],
)
def test_numpy_and_pandas_values_become_plain_ones(value: object, plain: object) -> None:
    assert values.prepared(value) == plain
    assert isinstance(values.prepared(value), type(plain))


def test_a_time_zone_is_dropped_without_converting() -> None:
    zoned = datetime.fromisoformat("2026-11-23T08:15:30+07:00")
    assert values.prepared(zoned) == MOMENT


@pytest.mark.parametrize("value", [object(), b"bytes", {"a": 1}])
def test_a_value_no_cell_can_hold_is_refused_by_its_kind(value: object) -> None:
    with pytest.raises(values.UnwritableValueError, match=type(value).__name__):
        values.prepared(value)


@pytest.mark.parametrize(
    ("value", "sent"),
    [(None, ""), (True, 1.0), (False, 0.0), ("001", "001"), (2.5, 2.5), (time(12), 0.5)],
)
def test_only_text_and_numbers_are_sent(value: values.Cell, sent: object) -> None:
    assert values.encoded(value, NULL_DATE) == sent
    assert type(values.encoded(value, NULL_DATE)) in {str, float}


def test_one_value_fills_the_range() -> None:
    assert values.as_rows(1, Area(1, 1, 2, 3), "") == [[1.0] * 3] * 2


def test_a_flat_list_is_one_row() -> None:
    assert values.as_rows(["a", None], Area(1, 1, 1, 2), "") == [["a", None]]


@pytest.mark.parametrize("value", [[], [[]], ["a"], [["a", "b"], ["c"]], [["a", "b", "c"]] * 2])
def test_values_of_another_shape_are_refused(value: list[Any]) -> None:
    with pytest.raises(values.ShapeMismatchError, match="2 baris × 2 kolom"):
        values.as_rows(value, Area(1, 1, 2, 2), "Register A1:B2")


def test_numbers_are_read_as_their_format_says() -> None:
    kinds = [(Kind.MOMENT, Area(4, 2)), (Kind.LOGICAL, Area(4, 3)), (Kind.TIME, Area(4, 4))]
    data = (("x", 46349.5, 1.0, 0.5, "", None),)
    noon = datetime.fromisoformat("2026-11-23T12:00")
    assert values.decoded(data, Area(4, 1, 1, 6), kinds, NULL_DATE) == [
        ["x", noon, True, 0.5, None, None]
    ]


def test_text_in_a_date_format_stays_text() -> None:
    assert values.decoded((("besok",),), Area(1, 1), [(Kind.DATE, Area(1, 1))], NULL_DATE) == [
        ["besok"]
    ]


def test_formats_outside_the_range_are_ignored() -> None:
    assert values.decoded(((1.0,),), Area(1, 1), [(Kind.DATE, Area(2, 1))], NULL_DATE) == [[1.0]]


def test_only_cells_without_a_fitting_format_get_one() -> None:
    rows: values.Rows = [[MOMENT, "a"], [MOMENT, True], [MOMENT, True]]
    present = [(Kind.DATE, Area(10, 1)), (Kind.TIME, Area(11, 1))]
    missing = list(values.missing_kinds(rows, Area(10, 1, 3, 2), present))
    assert missing == [(Kind.MOMENT, Area(11, 1, 2)), (Kind.LOGICAL, Area(11, 2, 2))]


@pytest.mark.parametrize("value", ["teks", 1.0, None])
def test_text_and_numbers_need_no_format(value: values.Cell) -> None:
    assert values.kind_of(value) is None


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, Kind.LOGICAL),
        (MOMENT, Kind.MOMENT),
        (date(2026, 1, 2), Kind.DATE),
        (time(8), Kind.TIME),
    ],
)
def test_dates_times_and_booleans_need_a_format(value: values.Cell, kind: Kind) -> None:
    assert values.kind_of(value) is kind


def test_reading_options_apply_to_dates_numbers_and_empty_cells() -> None:
    def day(year: int, month: int, day: int, **_: object) -> date:
        return date(year, month, day)

    assert values.cleaned([[MOMENT, 2.0, None, "", True]], day, "-", int) == [
        [date(2026, 11, 23), 2, "-", "-", True]
    ]


def test_without_options_values_stay_as_read() -> None:
    assert values.cleaned([[MOMENT, 2.0, None]], datetime, None, None) == [[MOMENT, 2.0, None]]


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), ("=A1", "=A1"), (True, "True"), (2.0, "2.0"), (0.1, "0.1")]
)
def test_constants_among_formulas_are_typed(value: values.Cell, text: str) -> None:
    assert values.typed(value) == text


def test_a_date_among_formulas_is_refused() -> None:
    with pytest.raises(values.UnwritableValueError, match="datetime"):
        values.typed(MOMENT)
