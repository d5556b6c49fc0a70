"""Acts off the straight path: returns, holds, ends before the last step, letters, broken cases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from case_factory import at
from domain_factory import (
    FACTORY,
    MONDAY,
    OFFICE,
    after,
    due_of,
    problems,
    request,
)

from pengaduan_xl.domain import acts
from pengaduan_xl.domain.attempt import Attempt
from pengaduan_xl.domain.complaint import Case, Complaint, Event
from pengaduan_xl.domain.documents import Document
from pengaduan_xl.domain.procedure import (
    KEPALA,
    KEPALA_SEKSI,
    PETUGAS,
    TIM_TEKNIS,
    Procedure,
    UnknownStepError,
)
from pengaduan_xl.domain.progress import NoReceiptError, replay
from pengaduan_xl.domain.refusals import ActRefusedError

if TYPE_CHECKING:
    from pengaduan_xl.domain.acts import Act
    from pengaduan_xl.domain.office import Office

LATER = at("2026-07-06T08:05")
COMPLAINT = Complaint("2026-0001", MONDAY, "Surat", "Nama", subject="Perihal", description="Uraian")
STEP_3 = "tahap 3 (Verifikasi berkas, putusan peninjauan)"
VISIT = "tahap 4 (Fasilitasi peninjauan lapangan)"


def step(number: int) -> Case:
    return FACTORY.at_step(number, MONDAY)


def only(act: Act) -> Event:
    (event,) = act.events
    return event


def without_reasons() -> Office:
    """Return an office whose Alur asks for no reason anywhere."""
    old = OFFICE.current
    rows = tuple(replace(row, reason_required=False) for row in old.transitions)
    return replace(OFFICE, procedures={old.version: Procedure(old.version, old.steps, rows)})


# Returning


@pytest.mark.parametrize(
    ("source", "target", "role"), [(3, 2, KEPALA_SEKSI), (7, 6, KEPALA), (9, 8, KEPALA)]
)
def test_a_review_may_give_the_file_back(source: int, target: int, role: str) -> None:
    act = acts.return_(OFFICE, step(source), request(LATER, role))
    event = only(act)
    assert (event.kind, event.step, event.next_step) == ("Dikembalikan", source, target)
    assert (act.changes["step"], act.changes["status"]) == (target, "Diproses")
    assert (event.started, event.finished, event.minutes) == (MONDAY, LATER, 5)


@pytest.mark.parametrize("number", [1, 2, 4, 5, 6, 8, 10])
def test_other_steps_may_not_give_the_file_back(number: int) -> None:
    asked = request(LATER, OFFICE.current.step(number).role)
    (problem,) = problems(acts.return_, OFFICE, step(number), asked)
    assert problem.startswith(f"'kembali' dari tahap {number} ")


def test_a_return_needs_a_reason_the_role_and_a_case_not_on_hold() -> None:
    case = FACTORY.held(step(3), MONDAY)
    assert problems(acts.return_, OFFICE, case, request(LATER, PETUGAS, reason="")) == [
        "Pengaduan sedang menunggu kelengkapan dari pengadu",
        f"Rina Marlina tidak berwenang pada {STEP_3}",
        "Alasan wajib diisi karena lembar Alur mewajibkannya untuk 'kembali'",
    ]


def test_a_late_return_needs_a_reason_even_where_alur_asks_for_none() -> None:
    asked = request("2026-07-06T10:00", KEPALA_SEKSI, reason="")
    assert problems(acts.return_, without_reasons(), step(3), asked) == [
        "Alasan wajib diisi karena tenggat 06/07/2026 09.00 terlewati"
    ]


def test_a_returned_step_has_its_whole_time_again() -> None:
    case = FACTORY.returned(step(3), "2026-07-06T08:50")
    assert due_of(case) == at("2026-07-06T09:20")


# Holding and resuming


def test_a_hold_stops_the_clock_and_gives_the_complainant_a_day() -> None:
    act = acts.hold(OFFICE, step(3), request(LATER, KEPALA_SEKSI))
    event = only(act)
    assert (event.kind, event.step, event.next_step) == ("Ditunda", 3, 3)
    assert event.due == at("2026-08-05T23:59")
    assert (act.changes["status"], act.changes["step_due"]) == ("Menunggu Kelengkapan", None)


def test_a_hold_needs_the_performer_a_reason_and_a_running_clock() -> None:
    case = FACTORY.held(step(3), MONDAY)
    assert problems(acts.hold, OFFICE, case, request(LATER, PETUGAS, reason="")) == [
        "Pengaduan sedang menunggu kelengkapan dari pengadu",
        f"Rina Marlina tidak berwenang pada {STEP_3}",
        "Alasan wajib diisi karena lembar Alur mewajibkannya untuk 'tunda'",
    ]


def test_a_case_past_its_deadline_may_still_be_held() -> None:
    act = acts.hold(OFFICE, step(3), request("2026-07-07T08:00", KEPALA_SEKSI))
    assert act.changes["status"] == "Menunggu Kelengkapan"


@pytest.mark.parametrize("role", [PETUGAS, KEPALA_SEKSI])
def test_the_clerk_or_the_performer_lets_the_clock_run_on_without_a_reason(role: str) -> None:
    case = FACTORY.held(step(3), LATER)
    event = only(acts.resume(OFFICE, case, request("2026-07-06T08:35", role, reason="")))
    assert (event.kind, event.next_step, event.minutes) == ("Dilanjutkan", 3, 30)
    assert (event.started, event.finished) == (LATER, at("2026-07-06T08:35"))


def test_only_a_case_on_hold_can_be_resumed_and_by_the_right_officer() -> None:
    assert problems(acts.resume, OFFICE, step(3), request(LATER, TIM_TEKNIS)) == [
        f"Joko Priyono tidak berwenang pada {STEP_3}",
        "Pengaduan tidak sedang ditunda",
    ]


# Forwarding, withdrawing, lapsing


def test_forwarding_names_the_agency_and_ends_the_case() -> None:
    act = acts.forward(OFFICE, step(3), request(LATER, KEPALA), " Dinas Kesehatan ")
    assert only(act).reason == "Kepada Dinas Kesehatan. Alasan uji"
    assert (act.changes["status"], act.changes["outcome"]) == ("Dilimpahkan", only(act).reason)


def test_forwarding_needs_an_agency_a_reason_and_the_role() -> None:
    assert problems(acts.forward, OFFICE, step(3), request(LATER, PETUGAS, reason=""), " ") == [
        f"Rina Marlina tidak berwenang pada {STEP_3}",
        "Alasan wajib diisi karena lembar Alur mewajibkannya untuk 'limpah'",
        "Instansi tujuan: wajib diisi",
    ]


def test_forwarding_without_a_reason_where_alur_asks_for_none_leaves_no_stray_blank() -> None:
    asked = request(LATER, KEPALA, reason="")
    assert only(acts.forward(without_reasons(), step(3), asked, "BPN")).reason == "Kepada BPN."


def test_a_case_ends_late_or_in_time_but_on_hold_it_is_neither() -> None:
    asked = request("2026-07-06T10:00", KEPALA_SEKSI)
    assert only(acts.forward(OFFICE, step(3), asked, "BPN")).timeliness == "Terlambat"
    event = only(acts.forward(OFFICE, FACTORY.held(step(3), LATER), asked, "BPN"))
    assert (event.timeliness, event.due, event.minutes) == ("", None, 5)


@pytest.mark.parametrize("role", [PETUGAS, TIM_TEKNIS])
def test_the_clerk_or_the_performer_records_a_withdrawal(role: str) -> None:
    act = acts.withdraw(OFFICE, step(5), request(LATER, role))
    assert (only(act).kind, act.changes["status"]) == ("Dicabut", "Dicabut")


def test_a_withdrawal_needs_a_reason_and_the_role() -> None:
    assert problems(acts.withdraw, OFFICE, step(3), request(LATER, TIM_TEKNIS, reason="")) == [
        f"Joko Priyono tidak berwenang pada {STEP_3}",
        "Alasan wajib diisi karena lembar Alur mewajibkannya untuk 'cabut'",
    ]


def test_a_case_on_hold_may_be_withdrawn_before_the_complainants_day() -> None:
    act = acts.withdraw(OFFICE, FACTORY.held(step(3), MONDAY), request(LATER))
    assert act.changes["status"] == "Dicabut"


def test_a_case_lapses_once_the_complainants_day_has_passed() -> None:
    case = FACTORY.held(step(3), MONDAY)
    act = acts.withdraw(OFFICE, case, request("2026-08-06T08:00"), lapsed=True)
    assert (only(act).kind, act.changes["status"]) == ("Dianggap Dicabut", "Dianggap Dicabut")


def test_a_case_does_not_lapse_before_or_without_a_hold() -> None:
    case = FACTORY.held(step(3), MONDAY)
    assert problems(acts.withdraw, OFFICE, case, request("2026-08-05T23:59"), lapsed=True) == [
        "Batas melengkapi berkas 05/08/2026 23.59 belum lewat"
    ]
    assert problems(acts.withdraw, OFFICE, step(3), request(LATER), lapsed=True) == [
        "Pengaduan tidak sedang ditunda"
    ]


def test_a_closed_case_takes_no_act_at_all() -> None:
    case = FACTORY.withdrawn(step(3), MONDAY)
    for act in (acts.finish, acts.return_, acts.hold, acts.resume, acts.withdraw):
        assert problems(act, OFFICE, case, request("2026-07-01T08:00")) == [
            "Pengaduan sudah dicabut"
        ]


# Letters


def letter(key: str, number: int) -> acts.LetterMade:
    return acts.LetterMade(key, number, Document(f"2026-0001_{key}.docx", "503/1", "a" * 64))


def test_a_letter_is_noted_and_leaves_the_step_alone() -> None:
    act = acts.record_letter(OFFICE, step(4), request(LATER), letter("undangan", 4))
    event = only(act)
    assert (event.kind, event.step, event.next_step) == ("Surat Dibuat", 4, 4)
    assert event.document == f"2026-0001_undangan.docx; No. 503/1; sha256:{'a' * 64}"
    assert act.changes["step_started"] == MONDAY


def test_a_letter_of_an_earlier_step_may_be_made_again() -> None:
    act = acts.record_letter(OFFICE, step(5), request(LATER), letter("undangan", 4))
    assert only(act).step == 5


def test_a_letter_of_a_later_step_is_refused() -> None:
    assert problems(acts.record_letter, OFFICE, step(4), request(LATER), letter("bap", 5)) == [
        f"Surat 'bap' baru dapat dibuat pada tahap 5; pengaduan masih di {VISIT}"
    ]


def test_a_letter_made_once_serves_a_step_that_is_done_again() -> None:
    case = FACTORY.returned(FACTORY.at_step(3, MONDAY), LATER)
    act = acts.finish(OFFICE, case, request("2026-07-06T08:10"))
    assert only(act).next_step == 3


# Cases that cannot be judged


def test_a_case_without_receipt_is_named_as_such() -> None:
    broken = Case(COMPLAINT, step(3).events[1:])
    for case in (broken, Case(COMPLAINT, ())):
        with pytest.raises(NoReceiptError) as caught:
            acts.finish(OFFICE, case, request(LATER))
        assert caught.value.where == "2026-0001"


def test_a_case_in_a_step_that_the_sop_lost_is_a_clear_error() -> None:
    old = OFFICE.current
    shorter = Procedure(old.version, old.steps[:2], old.transitions)
    with pytest.raises(UnknownStepError):
        acts.finish(replace(OFFICE, procedures={old.version: shorter}), step(3), request(LATER))


def test_a_case_keeps_the_version_it_began_under() -> None:
    newer = replace(OFFICE.current, version="2027", steps=OFFICE.current.steps[:2])
    office = replace(OFFICE, procedures={**OFFICE.procedures, "2027": newer}, version="2027")
    assert only(acts.finish(office, step(3), request(LATER, KEPALA_SEKSI))).version == "2021-04"


def test_an_attempt_may_be_looked_at_without_being_made() -> None:
    attempt = Attempt(OFFICE, step(3), request(LATER))
    assert (attempt.step.number, attempt.due) == (3, at("2026-07-06T09:00"))
    acts.check_letter_step(attempt, "bap", 5)
    with pytest.raises(ActRefusedError):
        attempt.refuse()


def test_an_act_that_is_not_carried_out_has_not_happened() -> None:
    case = step(3)
    before = replay(case.events)
    acts.hold(OFFICE, case, request(LATER, KEPALA_SEKSI))
    assert replay(case.events) == before
    held = after(case, acts.hold(OFFICE, case, request(LATER, KEPALA_SEKSI)))
    assert replay(held.events).on_hold


def test_an_act_brings_the_warnings_of_the_new_deadline() -> None:
    act = acts.receive(OFFICE, COMPLAINT, request("2028-07-06T08:00"))
    assert act.warnings[0].startswith("Lembar Hari Libur belum memuat hari libur tahun 2028")
