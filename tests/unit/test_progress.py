"""The state of a case as its events give it, with its three clocks, against hand-made examples.

6 July 2026 is a Monday. Monday to Thursday 07.30-16.00 with a break 12.00-13.00, Friday 07.30-16.30 with a
break 11.30-13.00. Monday 17 August 2026 is a holiday.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from case_factory import at
from domain_factory import FACTORY, MONDAY, OFFICE, due_of, held

from pengaduan_xl.domain.complaint import Case, Event, Status
from pengaduan_xl.domain.office import StatutoryDays
from pengaduan_xl.domain.progress import (
    NoReceiptError,
    Pause,
    Progress,
    case_due,
    replay,
    state_of,
    statutory_due,
    step_span,
)

if TYPE_CHECKING:
    from pengaduan_xl.domain.complaint import CaseState

HOURS = OFFICE.hours


def state(case: Case) -> CaseState:
    return state_of(OFFICE, replay(case.events))[0]


def test_the_step_clock_runs_from_the_end_of_the_step_before() -> None:
    case = FACTORY.received("2026-07-06T08:00")
    assert due_of(case) == at("2026-07-06T08:15")
    assert due_of(FACTORY.finished(case, "2026-07-06T08:10")) == at("2026-07-06T08:40")


@pytest.mark.parametrize(
    ("step", "deadline"),
    [
        (3, "2026-07-06T11:00"),
        (4, "2026-07-09T16:00"),
        (5, "2026-07-13T16:00"),
        (6, "2026-07-08T16:00"),
        (7, "2026-07-07T16:00"),
        (8, "2026-07-06T12:00"),
    ],
)
def test_each_step_has_the_time_of_the_sop(step: int, deadline: str) -> None:
    case = FACTORY.at_step(step, "2026-07-06T10:00")
    assert due_of(case) == at(deadline)


def test_the_case_clock_is_five_hours_then_eleven_working_days_from_receipt() -> None:
    case = FACTORY.received("2026-07-06T08:00")
    assert state(case).case_due == at("2026-07-21T16:00")


def test_the_case_clock_does_not_care_which_step_the_case_is_in() -> None:
    case = FACTORY.at_step(6, "2026-07-06T08:00")
    assert state(case).case_due == at("2026-07-21T16:00")


def test_the_statutory_clock_is_the_first_response_until_the_file_is_complete() -> None:
    case = FACTORY.at_step(3, "2026-07-06T08:00")
    assert state(case).statutory_due == at("2026-07-20T23:59")
    assert state(case).completed is None


def test_the_statutory_clock_is_the_decision_once_verification_is_finished() -> None:
    case = FACTORY.finished(FACTORY.at_step(3, "2026-07-06T08:00"), "2026-07-07T08:30")
    assert state(case).statutory_due == at("2026-09-05T23:59")
    assert state(case).completed == at("2026-07-07T08:30")


def test_the_statutory_days_are_settings() -> None:
    office = replace(OFFICE, days=StatutoryDays(5, 10, 7))
    progress = replay(FACTORY.received("2026-07-06T08:00").events)
    assert statutory_due(office, progress, MONDAY) == at("2026-07-11T23:59")


def test_on_hold_the_step_has_no_deadline_and_the_complainant_has_one() -> None:
    case = FACTORY.held(FACTORY.at_step(3, "2026-07-06T09:00"), "2026-07-06T09:20")
    progress = replay(case.events)
    assert (state(case).step_due, state(case).status) == (None, Status.WAITING)
    assert progress.completion_due == at("2026-08-05T23:59")
    assert progress.pauses == [Pause(at("2026-07-06T09:20"), None)]


def test_a_resumed_case_is_in_process_again() -> None:
    case = held(FACTORY.at_step(3, "2026-07-06T09:00"), "2026-07-06T09:20/2026-07-06T09:30")
    progress = replay(case.events)
    assert (progress.status, progress.completion_due) == (Status.IN_PROCESS, None)


def test_a_finished_case_has_no_step_and_knows_when_it_was_delivered() -> None:
    case = state(FACTORY.closed("2026-07-06T09:00"))
    assert (case.step, case.role, case.step_started, case.step_due) == (None, "", None, None)
    assert (case.status, case.outcome) == (Status.FINISHED, "Surat balasan disampaikan")
    assert case.delivered == at("2026-07-06T09:00")
    assert step_span(OFFICE, replay(FACTORY.closed(MONDAY).events)) is None


def test_the_outcome_of_a_case_that_ends_early_is_its_reason() -> None:
    case = FACTORY.forwarded(FACTORY.held(FACTORY.received(MONDAY), MONDAY), MONDAY)
    assert state(case).outcome == "Kepada Dinas Uji. Alasan uji"
    assert replay(case.events).pauses == [Pause(MONDAY, MONDAY)]


def test_the_number_of_the_reply_is_that_of_the_last_one_made() -> None:
    case = FACTORY.at_step(8, MONDAY)
    letter = "2026-0001_surat-balasan.docx; No. {}; sha256:" + "0" * 64
    made = FACTORY.with_letter(case, MONDAY, "surat-balasan").events[-1]
    events = [made._replace(document=letter.format(n)) for n in ("503/1", "503/2")]
    assert state(Case(case.complaint, (*case.events, *events))).reply_number == "503/2"


def test_a_letter_whose_note_cannot_be_read_does_not_count() -> None:
    case = FACTORY.with_letter(FACTORY.at_step(4, MONDAY), MONDAY, "undangan")
    spoilt = case.events[-1]._replace(document="undangan.docx")
    assert "undangan" not in replay([*case.events[:-1], spoilt]).documents


def test_no_events_at_all_are_a_clear_error_too() -> None:
    with pytest.raises(NoReceiptError):
        state_of(OFFICE, replay([]))


def test_a_case_without_a_receipt_is_a_clear_error() -> None:
    case = FACTORY.at_step(3, MONDAY)
    with pytest.raises(NoReceiptError) as caught:
        state(Case(case.complaint, case.events[1:]))
    assert str(caught.value) == (
        f"{case.complaint.number}: Riwayat tidak dimulai dengan peristiwa 'Diterima'. "
        "Periksa barisnya dengan: pengaduan periksa. Tidak ada yang ditulis."
    )


def test_an_unknown_event_moves_the_case_where_it_says_and_never_crashes() -> None:
    case = FACTORY.received(MONDAY)
    strange = Event(2, case.complaint.number, 1, "Hilang", 4, "Rina", MONDAY, MONDAY)
    assert replay([*case.events, strange]).step == 4


def test_warnings_come_with_a_deadline_in_a_year_without_holidays() -> None:
    case = FACTORY.at_step(4, "2026-07-06T10:00")
    late = [event._replace(happened=at("2028-07-06T10:00")) for event in case.events]
    _, warnings = state_of(OFFICE, replay(late))
    assert warnings[0].startswith("Lembar Hari Libur belum memuat hari libur tahun 2028")


def test_a_case_that_has_not_begun_has_no_step_pauses() -> None:
    assert Progress(pauses=[Pause(MONDAY, None)]).step_pauses == []


@pytest.mark.parametrize("status", list(Status))
def test_received_waiting_and_in_process_are_open(status: Status) -> None:
    is_open = {Status.RECEIVED, Status.WAITING, Status.IN_PROCESS}
    assert status.is_open is (status in is_open)


def test_the_case_clock_counts_from_the_next_opening() -> None:
    progress = replay(FACTORY.received("2026-07-04T10:00").events)
    assert case_due(OFFICE, progress, at("2026-07-04T10:00")) == at("2026-07-21T16:00")
