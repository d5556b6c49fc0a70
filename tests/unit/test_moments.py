"""Moments as staff type them."""

from __future__ import annotations

from datetime import datetime

import pytest
from case_factory import at
from hypothesis import given
from hypothesis import strategies as st

from pengaduan_xl.domain.moments import parse_moment
from pengaduan_xl.domain.refusals import moment_text


@pytest.mark.parametrize(
    "text",
    ["23/11/2026 07.30", "23-11-2026 07:30", "2026-11-23T07:30", "2026-11-23 7.30",
     " 23/11/2026   07.30 WIB ", "23/11/2026 07.30.59", "2026-11-23T07:30:00"],
)  # fmt: skip
def test_a_moment_may_be_written_in_many_ways(text: str) -> None:
    assert parse_moment(text) == at("2026-11-23T07:30")


@pytest.mark.parametrize("text", ["3/1/2026", "03-01-2026", "2026-01-03"])
def test_a_date_alone_is_its_midnight(text: str) -> None:
    assert parse_moment(text) == at("2026-01-03T00:00")


@pytest.mark.parametrize(
    "text",
    ["", "besok", "31/02/2026", "2026-13-01", "23/11/26", "23/11/2026 24.00", "23/11/2026 07.60",
     "07.30", "2026-11-23T07:30+07:00", "0/0/0000", "٢٠٢٦-١١-٢٣", "23/11/2026 07"],
)  # fmt: skip
def test_what_is_no_moment_gives_none(text: str) -> None:
    assert parse_moment(text) is None


@given(st.datetimes())
def test_a_moment_as_shown_is_read_back(moment: datetime) -> None:
    whole = moment.replace(second=0, microsecond=0)
    assert parse_moment(whole.isoformat()) == whole
    assert whole.year < 1000 or parse_moment(moment_text(whole)) == whole


@given(st.text("0123456789/-.: TWIB", max_size=20))
def test_no_text_crashes(text: str) -> None:
    assert isinstance(parse_moment(text), datetime | None)
