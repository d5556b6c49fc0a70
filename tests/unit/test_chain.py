"""Sidik: the chain over the rows of Riwayat."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from case_factory import at
from domain_factory import FACTORY, MONDAY, Books
from hypothesis import given
from hypothesis import strategies as st

from pengaduan_xl.domain.chain import digest, seal
from pengaduan_xl.domain.complaint import Event

EVENT = Event(1, "2026-0001", 1, "Diterima", 1, "Rina", MONDAY, MONDAY, reason="a\nb", version="v")
BOOKS = Books.of([FACTORY.closed(MONDAY), FACTORY.held(FACTORY.received(MONDAY), MONDAY)])


def sidik_findings(books: Books) -> list[str]:
    return [line for line in books.findings() if "Sidik baris" in line]


def test_a_sidik_is_sha256_of_the_row_and_the_sidik_before_it() -> None:
    moment = "2026-07-06T08:00:00"
    head = ["1", "2026-0001", "1", "Diterima", "1", "Rina", moment, moment]
    text = "\x1f".join([*head, *[""] * 7, "a\nb", "", "v", "before"])
    assert digest(EVENT, "before") == hashlib.sha256(text.encode()).hexdigest()


def test_sealing_numbers_the_events_and_chains_them() -> None:
    first, second = seal([EVENT, EVENT], 7, "before")
    assert (first.seq, second.seq) == (8, 9)
    assert first.digest == digest(first, "before")
    assert second.digest == digest(second, first.digest)


def test_sealing_one_by_one_gives_the_same_chain() -> None:
    whole = seal([EVENT, EVENT], 0, "")
    (first,) = seal([EVENT], 0, "")
    assert (first, *seal([EVENT], first.seq, first.digest)) == whole


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "a\r\nb"},
        {"reason": "a\rb "},
        {"happened": MONDAY + timedelta(microseconds=400_000)},
        {"happened": MONDAY - timedelta(microseconds=500_000)},
        {"override": None},
    ],
)
def test_what_excel_changes_on_the_way_leaves_the_sidik_alone(changes: dict[str, Any]) -> None:
    assert digest(EVENT._replace(**changes), "") == digest(EVENT, "")


def test_a_value_in_the_next_column_is_another_row() -> None:
    moved = EVENT._replace(reason="", override=EVENT.reason)
    assert digest(moved, "") != digest(EVENT, "")


MOMENTS = {"happened", "recorded", "started", "due", "finished"}
NUMBERS = {"seq", "step", "next_step", "minutes"}
MAY_BE_EMPTY = {"started", "due", "finished", "next_step", "minutes"}
ANY_MOMENT = st.datetimes(at("1900-01-01"), at("2150-01-01")).map(
    lambda d: d.replace(microsecond=0)
)


@st.composite
def edits(draw: st.DrawFn) -> tuple[int, str, object]:
    """A row, a column, and another value that the column may hold."""
    index = draw(st.integers(0, len(BOOKS.events) - 1))
    field = draw(st.sampled_from(Event._fields))
    values: st.SearchStrategy[Any] = st.text("abc;:-1", max_size=6)
    if field in MOMENTS | NUMBERS:
        values = ANY_MOMENT if field in MOMENTS else st.integers(-3, 10_000)
    if field in MAY_BE_EMPTY:
        values = st.none() | values
    old = getattr(BOOKS.events[index].event, field)
    return index, field, draw(values.filter(lambda value: value != old))


@given(edits())
def test_any_edit_of_a_single_cell_is_found_whatever_else_it_upsets(
    edit: tuple[int, str, object],
) -> None:
    index, field, value = edit
    assert sidik_findings(BOOKS.with_event(index, **{field: value}))


def test_the_audit_points_at_the_edited_row() -> None:
    assert sidik_findings(BOOKS.with_event(3, officer="Orang lain")) == [
        "Riwayat Sidik@4: Sidik baris 4 tidak cocok dengan isinya"
    ]


def test_an_edited_sidik_breaks_its_row_and_the_next() -> None:
    found = sidik_findings(BOOKS.with_event(3, digest="0" * 64))
    assert [line[:15] for line in found] == ["Riwayat Sidik@4", "Riwayat Sidik@5"]


def test_an_edit_shows_once_though_the_chain_goes_on() -> None:
    assert len(sidik_findings(BOOKS.with_event(3, reason="lain"))) == 1


def test_a_row_taken_out_breaks_the_chain_behind_it() -> None:
    books = BOOKS._replace(events=[*BOOKS.events[:2], *BOOKS.events[3:]])
    assert sidik_findings(books) == ["Riwayat Sidik@4: Sidik baris 4 tidak cocok dengan isinya"]
