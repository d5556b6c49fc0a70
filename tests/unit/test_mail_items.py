"""How a mail in the queue may change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from mail_office import CHIEF, CLERK, MONDAY, OVERDUE, at, item, parcel

from pengaduan_xl.mail.connecting import ServerAwayError
from pengaduan_xl.mail.items import (
    LONGEST_PAUSE,
    Item,
    State,
    candidates,
    key_of,
    settled,
    waiting_ones,
)
from pengaduan_xl.mail.sending import DeliveryUnknownError, PostponedError, RecipientRefusedError

AWAY = ServerAwayError("smtp.contoh.go.id")
KEY = item().key


def version(content: bytes, state: State = State.WAITING, **changes: object) -> Item:
    """Another version of the same report to the same address."""
    return item(state, key=key_of(parcel(content=content), CHIEF.address), **changes)


def overdue(due: str, state: State = State.WAITING) -> Item:
    one = parcel(OVERDUE, due)
    return item(state, key=key_of(one, CHIEF.address), report=OVERDUE, due=at(due))


def changes(*items: Item) -> dict[str, str]:
    """What settling changes: the new state by key."""
    return {one.key: str(one.state) for one in settled(items, MONDAY)}


def test_a_key_says_report_time_address_and_content() -> None:
    assert key_of(parcel(), CHIEF.address.upper()) == KEY
    others = [
        key_of(parcel(), CLERK.address),
        key_of(parcel(OVERDUE), CHIEF.address),
        key_of(parcel(due="2026-11-24T15:30"), CHIEF.address),
    ]
    assert len({one.partition("-")[0] for one in [KEY, *others]}) == 4
    other_content = key_of(parcel(content=b"lain"), CHIEF.address)
    assert other_content.partition("-")[0] == item().occasion
    assert other_content != KEY


def test_pauses_grow_up_to_four_hours() -> None:
    one, pauses = item(), []
    for _ in range(20):
        one = one.after(AWAY, MONDAY)
        assert one.next_try is not None
        pauses.append(round((one.next_try - MONDAY) / timedelta(minutes=1)))
    assert pauses[:7] == [5, 10, 20, 40, 80, 160, 240]
    assert set(pauses[7:]) == {240}


def test_it_is_due_after_its_pause_or_when_the_clock_was_far_ahead() -> None:
    one = replace(item(), next_try=MONDAY + LONGEST_PAUSE)
    assert item().is_due(MONDAY)
    assert not one.is_due(MONDAY)
    assert one.is_due(MONDAY + LONGEST_PAUSE)
    assert one.is_due(MONDAY - timedelta(minutes=1))


def test_what_a_failure_means_for_the_mail() -> None:
    for error, state in (
        (RecipientRefusedError(550), State.FAILED),
        (DeliveryUnknownError("x"), State.UNSURE),
        (PostponedError(450), State.WAITING),
        (AWAY, State.WAITING),
    ):
        after = item().after(error, MONDAY)
        assert (after.state, after.reason) == (state, error.problem)
        assert after.waits_for_server is (error is AWAY)


def test_after_a_week_it_is_given_up() -> None:
    week = item(queued=MONDAY - timedelta(days=7)).after(AWAY, MONDAY)
    assert (week.state, week.reason) == (
        State.FAILED,
        "Tidak terkirim selama 7 hari: Server pos-el tidak menjawab",
    )


def test_an_order_gives_it_another_week() -> None:
    old = item(State.FAILED, queued=MONDAY - timedelta(days=30), tries=9, reason="x")
    ordered = old.ordered(MONDAY)
    assert (ordered.state, ordered.reason, ordered.tries) == (State.WAITING, "", 0)
    assert ordered.after(AWAY, MONDAY).state is State.WAITING


def test_what_was_being_sent_when_the_machine_died_is_in_doubt() -> None:
    (one,) = settled([item(State.SENDING)], MONDAY)
    assert (one.state, one.reason) == (
        State.UNSURE,
        "Pengiriman terputus; server mungkin sudah menerimanya",
    )


@pytest.mark.parametrize(
    "state", [State.SENT, State.UNSURE, State.SENDING, State.FAILED, State.HELD, State.DAMAGED]
)
def test_a_report_made_anew_is_held_back_once_an_earlier_version_may_have_gone(
    state: State,
) -> None:
    newer = version(b"lain")
    assert changes(item(state), newer)[newer.key] == "ditahan"


def test_a_version_made_anew_is_held_back_while_an_ordered_one_waits() -> None:
    newer = version(b"lain")
    assert changes(item(is_ordered=True), newer) == {newer.key: "ditahan"}


def test_of_versions_that_wait_the_newest_goes() -> None:
    newer = version(b"lain", queued=MONDAY + timedelta(minutes=1))
    assert changes(newer, item()) == {KEY: "digantikan"}
    assert changes(item(State.REPLACED), newer) == {}


def test_of_versions_of_one_minute_one_goes() -> None:
    assert list(changes(item(), version(b"lain")).values()) == ["digantikan"]


def test_an_ordered_mail_goes_whatever_went_before() -> None:
    assert changes(item(State.SENT), version(b"lain", is_ordered=True)) == {}


def test_of_overdue_lists_that_wait_the_latest_goes() -> None:
    old, new = overdue("2026-11-23T08:00"), overdue("2026-11-23T13:00")
    assert changes(old, new) == {old.key: "digantikan"}
    sent = overdue("2026-11-23T13:00", State.SENT)
    assert changes(old, sent) == {}


def test_recaps_of_several_days_all_go() -> None:
    other = item(
        key=key_of(parcel(due="2026-11-24T15:30"), CHIEF.address), due=at("2026-11-24T15:30")
    )
    assert changes(item(), other) == {}
    assert waiting_ones([other, item(State.SENT), item()]) == [item(), other]


def test_while_the_server_is_away_all_wait_and_then_all_go() -> None:
    waiting = item().after(AWAY, MONDAY)
    fresh = replace(overdue("2026-11-23T13:00"))
    assert candidates([waiting, fresh], MONDAY) == []
    later = MONDAY + timedelta(minutes=5)
    assert candidates([waiting, fresh], later) == [fresh, waiting]


def test_a_mail_put_off_keeps_no_other_back() -> None:
    waiting = item().after(PostponedError(450), MONDAY)
    fresh = overdue("2026-11-23T13:00")
    assert candidates([waiting, fresh], MONDAY) == [fresh]
