"""Any legal way through the SOP leaves a consistent case in which the audit finds nothing."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from case_factory import OFFICERS, REASON
from domain_factory import FACTORY, MONDAY, Books, after, skipping
from hypothesis import given
from hypothesis import strategies as st

from pengaduan_xl.domain import acts
from pengaduan_xl.domain.attempt import Request
from pengaduan_xl.domain.complaint import Case, Status
from pengaduan_xl.domain.documents import Document
from pengaduan_xl.domain.officers import find_person
from pengaduan_xl.domain.progress import replay, state_of
from pengaduan_xl.domain.refusals import ActRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from pengaduan_xl.domain.acts import Act
    from pengaduan_xl.domain.office import Office

OFFICE = skipping()


class Turn(NamedTuple):
    """What somebody tries to do to a case, so many minutes after the turn before.

    ``officer`` is a place in Pegawai, 9 for whoever performs the step. ``ago`` is how many minutes ago it
    happened; below 0 it is still to come. ``papers`` brings all items and makes the letters of the step.
    """

    act: str
    officer: int
    minutes: int
    ago: int
    reason: str
    papers: bool
    override: bool


ACTS = ["finish"] * 12 + ["hold", "resume", "resume", "return", "return", "skip", "skip"]
LAST = ["forward", "withdraw", "lapse", "finish", "finish"]


def turns_of(names: list[str]) -> st.SearchStrategy[Turn]:
    return st.builds(
        Turn,
        st.sampled_from(names),
        st.sampled_from([0, 1, 2, 3, *[9] * 12]),
        st.sampled_from([0, 1, 15, 60, 450, 1440, 4320, 20_000, 50_000]),
        st.sampled_from([*[0] * 12, 30, -1]),
        st.sampled_from(["", *[REASON] * 12]),
        st.sampled_from([False, *[True] * 9]),
        st.sampled_from([True, *[False] * 5]),
    )


TURNS = st.tuples(st.lists(turns_of(ACTS), min_size=8, max_size=25), turns_of(LAST)).map(
    lambda drawn: [*drawn[0], drawn[1]]
)


def attempted(case: Case, turn: Turn, request: Request) -> Act:
    """Return the act that the turn asks for, or be refused."""
    if turn.act == "lapse":
        return acts.withdraw(OFFICE, case, request, lapsed=True)
    if turn.act == "forward":
        return acts.forward(OFFICE, case, request, "Dinas Uji")
    if turn.act in {"finish", "skip"}:
        return acts.finish(OFFICE, case, request, 6 if turn.act == "skip" else None)
    named: dict[str, Callable[[Office, Case, Request], Act]] = {
        "return": acts.return_,
        "hold": acts.hold,
        "resume": acts.resume,
        "withdraw": acts.withdraw,
    }
    return named[turn.act](OFFICE, case, request)


def asked(case: Case, turn: Turn, now: datetime) -> Request:
    """Return who asks for the act, when, and with what in hand."""
    step = OFFICE.current.step(replay(case.events).step or 1)
    fitting = next(officer for officer in OFFICERS if officer.role == step.role)
    officer = fitting if turn.officer == 9 else OFFICERS[turn.officer]
    happened = now - timedelta(minutes=turn.ago)
    person = find_person(OFFICERS, officer.nip, happened.date())
    items = step.completeness if turn.papers else ()
    return Request(person, happened, now, turn.reason, items, turn.override)


def lettered(case: Case, request: Request) -> Case:
    """Return the case after the letters of its step were made."""
    step = OFFICE.current.step(replay(case.events).step or 1)
    for key in step.letters:
        document = Document(f"{case.complaint.number}_{key}.docx", "503/1", "0" * 64)
        made = acts.LetterMade(key, step.number, document)
        case = after(case, acts.record_letter(OFFICE, case, request, made))
    return case


def walked(turns: list[Turn]) -> tuple[Case, datetime]:
    """Return the case after all turns, those refused left out, and the moment reached."""
    case, now = FACTORY.received(MONDAY), MONDAY
    for turn in turns:
        now += timedelta(minutes=turn.minutes)
        request = asked(case, turn, now)
        with suppress(ActRefusedError):
            case = lettered(case, request) if turn.papers else case
            case = after(case, attempted(case, turn, request))
    return case, now


@given(TURNS)
def test_the_audit_finds_nothing_in_what_acts_have_made(turns: list[Turn]) -> None:
    case, now = walked(turns)
    assert Books.of([case], OFFICE).findings(OFFICE, now) == []


@given(TURNS)
def test_the_replayed_state_is_consistent(turns: list[Turn]) -> None:
    case, _ = walked(turns)
    progress = replay(case.events)
    state, _ = state_of(OFFICE, progress)
    assert progress.step == case.events[-1].next_step
    assert state.status.is_open is (progress.step is not None)
    assert (state.step_due is None) is (progress.on_hold or progress.step is None)
    assert progress.on_hold is (progress.completion_due is not None)
    assert (state.delivered is not None) is (state.status == Status.FINISHED)


@given(TURNS)
def test_pauses_follow_one_another_and_only_the_last_may_be_open(turns: list[Turn]) -> None:
    case, _ = walked(turns)
    progress = replay(case.events)
    edges = [edge for pause in progress.pauses for edge in pause if edge is not None]
    assert edges == sorted(edges)
    assert [pause.end is None for pause in progress.pauses].count(True) == progress.on_hold
    assert progress.on_hold is (len(edges) % 2 == 1)


@given(TURNS)
def test_the_steps_time_is_never_negative_and_times_never_run_backwards(turns: list[Turn]) -> None:
    case, _ = walked(turns)
    assert all(event.minutes is None or event.minutes >= 0 for event in case.events)
    happened = [event.happened for event in case.events]
    assert happened == sorted(happened)


@given(TURNS)
def test_a_step_that_ended_late_or_against_a_rule_has_a_reason(turns: list[Turn]) -> None:
    case, _ = walked(turns)
    for event in case.events:
        assert event.reason or not (event.timeliness == "Terlambat" or event.override)


@given(TURNS)
def test_replaying_a_beginning_never_depends_on_what_came_after(turns: list[Turn]) -> None:
    case, _ = walked(turns)
    for count in range(1, len(case.events) + 1):
        progress = replay(case.events[:count])
        assert progress.step == case.events[count - 1].next_step
        assert progress.last_happened == case.events[count - 1].happened
