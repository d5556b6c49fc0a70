"""Cells as the fields of a batch: every value comes back, and Excel is kept from taking texts for others."""

from __future__ import annotations

import ast
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pengaduan_xl.register.open_book_text import (
    RECORD,
    UNIT,
    coded,
    decoded,
    is_fit,
    kept_as_text,
)
from scripts.toolbar_parts import MODULES, PACKAGE

MOMENTS = st.datetimes(datetime.fromisoformat("1900-03-01"), datetime.fromisoformat("2100-01-01"))
VALUES = st.one_of(
    st.text(min_size=1), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), MOMENTS
)


@given(VALUES)
def test_what_is_coded_comes_back(value: Any) -> None:
    found = decoded(coded(value))
    if isinstance(value, datetime):
        assert isinstance(found, datetime)
        assert abs((found - value).total_seconds()) < 0.001
    else:
        assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (None, ""), ("", ""), (7, "n7.0"), (True, "b1"), (False, "b0"), ("Budi", "tBudi"), ("0812", "g0812"),
        ("=1+1", "g=1+1"), (date(2026, 11, 23), "d46349.0"), (time(12), "d0.5"),
        (datetime.fromisoformat("2026-11-23T08:00"), "d46349.333333333336"),
    ],
)  # fmt: skip
def test_a_value_as_a_field(value: Any, field: str) -> None:
    assert coded(value) == field


@pytest.mark.parametrize("field", ["", "e"])
def test_blank_cells_and_errors_are_an_empty_text(field: str) -> None:
    assert decoded(field) == ""


@pytest.mark.parametrize("field", ["x1", "n", "nabc", "d-", "?"])
def test_a_field_that_is_none_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        decoded(field)


@pytest.mark.parametrize("mark", [UNIT, RECORD])
def test_a_text_with_a_mark_of_the_batch_does_not_fit(mark: str) -> None:
    assert not is_fit(f"a{mark}b")
    assert is_fit("a\tb\n")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"), ("0812", "'0812"), ("5/2", "'5/2"), ("'kutip", "''kutip"), ("BENAR", "'BENAR"),
        ("#N/A", "'#N/A"), ("Budi", "Budi"), ("", ""), ("a" * 300 + "1", "a" * 300 + "1"),
    ],
)  # fmt: skip
def test_excel_is_kept_from_taking_texts_for_something_else(text: str, written: str) -> None:
    assert kept_as_text(text) == written


@pytest.mark.parametrize("name", [*MODULES, "excel/toolbar/component.py"])
def test_what_runs_inside_the_office_keeps_to_its_python(name: str) -> None:
    source = (PACKAGE / name).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))
    assert "removeprefix" not in source
    assert " match " not in source.replace("_match ", "")
