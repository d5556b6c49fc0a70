"""Riwayat in memory: what it holds, where it goes on, and where an event of the journal finds its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journal_samples import FIRST, SECOND, THIRD, event

from pengaduan_xl.domain.chain import digest, seal
from pengaduan_xl.domain.office import Office
from pengaduan_xl.domain.office_hours import OfficeHours
from pengaduan_xl.register.event_chain import EventChain
from pengaduan_xl.register.reader import EventRow, RegisterContent
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.domain.complaint import Event


def history(*numbers: str) -> list[Event]:
    """Sealed events of these cases, one after the other."""
    plain = [event(1, number, reason=str(place)) for place, number in enumerate(numbers)]
    return list(seal(plain, 0, ""))


def chain(events: Iterable[Event], damaged: Iterable[Event] = ()) -> EventChain:
    """A chain as read from rows that can be used and rows that cannot."""
    content = RegisterContent({}, [], [], Office({}, OfficeHours((), ())), Settings())
    content.events = [EventRow(row, one) for row, one in enumerate(events, start=4)]
    content.damaged = [EventRow(row, one) for row, one in enumerate(damaged, start=90)]
    return EventChain(content.held)


FOUR = history(FIRST, SECOND, FIRST, SECOND)
OTHERS = history(THIRD, THIRD, THIRD, THIRD)


def test_a_chain_without_events_begins_at_nothing() -> None:
    empty = chain([])
    assert (empty.anchor(), empty.genesis(), empty.last_of(FIRST)) == ((0, ""), "", "")
    assert (empty.reaches(0, ""), empty.reaches(1, "x"), empty.goes_past(1)) == (True, False, False)


def test_a_chain_is_known_by_its_first_event_and_goes_on_after_its_last() -> None:
    assert chain(FOUR).genesis() == FOUR[0].digest
    assert chain(FOUR).anchor() == (4, FOUR[3].digest)


def test_the_last_event_of_a_case_is_what_its_next_act_builds_on() -> None:
    assert chain(FOUR).last_of(FIRST) == FOUR[2].digest
    assert chain(FOUR).of(SECOND) == (FOUR[1], FOUR[3])
    assert set(chain(FOUR).numbers()) == {FIRST, SECOND}


def test_new_events_are_chained_to_the_last_one() -> None:
    known = chain(FOUR)
    (new,) = known.seal([event(1, THIRD)])
    assert (new.seq, digest(new, FOUR[3].digest)) == (5, new.digest)
    known.add(new)
    assert (known.anchor(), known.of(THIRD)) == ((5, new.digest), (new,))


def test_an_event_is_held_wherever_it_stands() -> None:
    moved = [one._replace(seq=one.seq + 7) for one in FOUR]
    assert all(chain(FOUR).holds(one) for one in FOUR)
    assert all(chain(moved).holds(one) for one in FOUR)


def test_an_event_of_a_damaged_row_is_held() -> None:
    unreadable = FOUR[2]._replace(number="", seq="?")  # type: ignore[arg-type]  # as read
    assert chain([*FOUR[:2], FOUR[3]], [unreadable]).holds(FOUR[2])


def test_an_event_whose_row_was_changed_by_hand_is_held() -> None:
    for change in ({"reason": "lain"}, {"digest": "abc"}, {"number": SECOND}, {"digest": ""}):
        rows = [FOUR[0], FOUR[1], FOUR[2]._replace(**change), FOUR[3]]  # type: ignore[arg-type]  # by name
        assert chain(rows).holds(FOUR[2]), change


def test_an_event_of_another_history_is_not_held() -> None:
    assert not any(chain(FOUR).holds(one) for one in OTHERS)
    assert not any(chain(FOUR[:2]).holds(one) for one in FOUR[2:])


def test_an_event_is_not_held_because_another_cases_row_was_changed_by_hand() -> None:
    rows = [FOUR[0], FOUR[1]._replace(digest="abc"), *FOUR[2:]]
    assert not chain(rows).holds(OTHERS[1])


def test_an_event_added_later_is_held() -> None:
    known = chain(FOUR[:3])
    assert not known.holds(FOUR[3])
    known.add(FOUR[3])
    assert known.holds(FOUR[3])
    assert known.has_any([FOUR[3].digest])


@pytest.mark.parametrize("place", range(4))
def test_an_event_fits_where_its_row_is_gone(place: int) -> None:
    rest = [one for one in FOUR if one is not FOUR[place]]
    assert chain(rest).fits(FOUR[place])
    assert chain(rest).settle(FOUR[place]) == FOUR[place]
    assert not chain(FOUR).fits(FOUR[place])


def test_an_event_that_does_not_fit_is_numbered_and_sealed_anew() -> None:
    settled = chain(FOUR).settle(OTHERS[1])
    assert (settled.seq, settled.reason) == (5, OTHERS[1].reason)
    assert settled.digest == digest(settled, FOUR[3].digest)


def test_an_event_after_rows_that_are_nowhere_is_numbered_after_the_last_one() -> None:
    assert chain(FOUR[:1]).settle(FOUR[3]).seq == 2


def test_an_event_added_into_the_middle_keeps_its_case_in_order() -> None:
    known = chain([FOUR[0], FOUR[1], FOUR[3]])
    known.add(FOUR[2])
    assert (known.of(FIRST), known.anchor()) == ((FOUR[0], FOUR[2]), (4, FOUR[3].digest))


def test_a_row_is_reached_by_no_urut_and_sidik() -> None:
    assert all(chain(FOUR).reaches(one.seq, one.digest) for one in FOUR)
    assert not chain(FOUR).reaches(3, OTHERS[2].digest)
    assert not chain(FOUR).reaches(5, FOUR[3].digest)


def test_a_row_that_was_changed_by_hand_is_reached() -> None:
    rows = [*FOUR[:2], FOUR[2]._replace(digest="abc"), FOUR[3]]
    assert chain(rows).reaches(3, FOUR[2].digest)


def test_a_chain_goes_past_a_row_that_alone_is_gone() -> None:
    rest = chain([FOUR[0], FOUR[1], FOUR[3]])
    assert (rest.goes_past(3), rest.reaches(3, FOUR[2].digest)) == (True, False)
    assert not any(rest.goes_past(seq) for seq in (1, 4, 5))


def test_rows_without_sidik_are_none_that_a_journal_could_mean() -> None:
    assert not chain([], [FOUR[0]._replace(digest="")]).has_any([""])


def test_a_chain_goes_on_after_a_last_row_that_cannot_say_its_place() -> None:
    unreadable = FOUR[3]._replace(seq=None)  # type: ignore[arg-type]  # as read
    assert chain(FOUR[:3], [unreadable]).anchor() == (4, FOUR[3].digest)


@given(st.permutations(range(4)), st.integers(0, 4))
def test_rows_taken_away_go_back_in_any_order(order: list[int], kept: int) -> None:
    known = chain(sorted((FOUR[place] for place in order[:kept]), key=lambda one: one.seq))
    for place in order[kept:]:
        if known.fits(FOUR[place]):
            known.add(FOUR[place])
    held = [one for one in FOUR if known.holds(one)]
    assert {FOUR[place] for place in order[:kept]} <= set(held)
    assert all(known.of(one.number).count(one) == 1 for one in held)
