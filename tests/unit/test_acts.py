"""What an officer may do to a case: each act done, and each reason to refuse it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from case_factory import REASON, at
from domain_factory import (
    FACTORY,
    MONDAY,
    OFFICE,
    problems,
    request,
    skipping,
)

from pengaduan_xl.domain import acts
from pengaduan_xl.domain.complaint import Case, Complaint, Event
from pengaduan_xl.domain.office import UnknownVersionError
from pengaduan_xl.domain.officers import Person
from pengaduan_xl.domain.procedure import (
    KEPALA,
    KEPALA_SEKSI,
    PETUGAS,
    TIM_TEKNIS,
    Procedure,
)

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


# Receiving


def test_a_complaint_is_received_into_the_first_step() -> None:
    act = acts.receive(OFFICE, COMPLAINT, request(MONDAY))
    event = only(act)
    assert act.is_new
    assert (event.kind, event.step, event.next_step, event.version) == ("Diterima", 1, 1, "2021-04")
    assert (event.happened, event.recorded, event.override) == (MONDAY, MONDAY, "")
    assert act.changes["name"] == "Nama"
    assert act.changes["step_due"] == at("2026-07-06T08:15")


def test_receiving_needs_the_performer_of_the_first_step() -> None:
    assert problems(acts.receive, OFFICE, COMPLAINT, request(MONDAY, KEPALA)) == [
        "Sri Wahyuni tidak berwenang pada tahap 1 (Penerimaan pengaduan)"
    ]


def test_receiving_may_set_the_role_aside_with_a_reason_only() -> None:
    asked = request(MONDAY, KEPALA, override=True)
    assert only(acts.receive(OFFICE, COMPLAINT, asked)).override == "peran"
    assert problems(acts.receive, OFFICE, COMPLAINT, replace(asked, reason="")) == [
        "Alasan wajib diisi karena aturan dikesampingkan (Pengecualian atau --paksa)"
    ]


def test_receiving_in_the_future_by_the_wrong_officer_is_refused_for_both() -> None:
    asked = request(MONDAY, KEPALA, now=at("2026-07-06T07:59"))
    assert [text[:14] for text in problems(acts.receive, OFFICE, COMPLAINT, asked)] == [
        "Waktu kejadian",
        "Sri Wahyuni ti",
    ]


def test_an_office_whose_version_of_the_sop_is_missing_receives_nothing() -> None:
    with pytest.raises(UnknownVersionError):
        acts.receive(replace(OFFICE, version="2030"), COMPLAINT, request(MONDAY))


# Finishing


def test_finishing_leads_to_the_next_step_and_records_the_one_that_ended() -> None:
    act = acts.finish(OFFICE, FACTORY.received(MONDAY), request(LATER))
    event = only(act)
    assert (act.is_new, event.kind, event.step, event.next_step) == (False, "Tahap Selesai", 1, 2)
    assert (event.started, event.due, event.finished) == (MONDAY, at("2026-07-06T08:15"), LATER)
    assert (event.minutes, event.timeliness) == (5, "Tepat")
    assert event.completeness.startswith("Pengaduan tertulis dan/atau lisan; Formulir pengaduan")


def test_finishing_names_the_letters_of_the_step() -> None:
    case = FACTORY.with_letter(step(4), MONDAY, "undangan")
    event = only(acts.finish(OFFICE, case, request(LATER, KEPALA_SEKSI)))
    assert event.document == f"{case.complaint.number}_undangan.docx"


def test_finishing_the_last_step_closes_the_case() -> None:
    act = acts.finish(OFFICE, step(10), request(LATER))
    assert (act.changes["status"], act.changes["step"]) == ("Selesai", None)
    assert only(act).next_step is None


@pytest.mark.parametrize("number", range(1, 11))
def test_each_step_is_finished_by_its_own_performer_only(number: int) -> None:
    case, role = step(number), OFFICE.current.step(number).role
    others = [r for r in (PETUGAS, KEPALA_SEKSI, TIM_TEKNIS, KEPALA) if r != role]
    refused = [problems(acts.finish, OFFICE, case, request(LATER, r))[0] for r in others]
    assert all("tidak berwenang pada tahap" in text for text in refused)


def test_an_officer_with_several_roles_needs_one_of_the_right_ones() -> None:
    person = Person("Rangkap", frozenset({TIM_TEKNIS, PETUGAS}))
    act = acts.finish(OFFICE, FACTORY.received(MONDAY), request(LATER, person=person))
    assert only(act).officer == "Rangkap"


def test_finishing_needs_every_item_of_the_list() -> None:
    asked = request(LATER, completeness=("agenda",))
    case = FACTORY.with_letter(
        FACTORY.with_letter(step(2), MONDAY, "formulir"), MONDAY, "tanda-terima"
    )
    assert problems(acts.finish, OFFICE, case, asked) == [
        "Kelengkapan tahap 2 (Pencatatan dan penerusan berkas) belum ada: "
        "Formulir pengaduan; Tanda terima pengaduan"
    ]


def test_finishing_needs_every_letter_of_the_step() -> None:
    assert problems(acts.finish, OFFICE, step(2), request(LATER)) == [
        "Surat 'formulir' untuk tahap 2 (Pencatatan dan penerusan berkas) belum dibuat",
        "Surat 'tanda-terima' untuk tahap 2 (Pencatatan dan penerusan berkas) belum dibuat",
    ]


def test_finishing_late_needs_a_reason() -> None:
    case = FACTORY.received(MONDAY)
    late = request("2026-07-06T08:16")
    assert problems(acts.finish, OFFICE, case, replace(late, reason="")) == [
        "Alasan wajib diisi karena tenggat 06/07/2026 08.15 terlewati"
    ]
    assert only(acts.finish(OFFICE, case, late)).timeliness == "Terlambat"


def test_at_the_minute_of_the_deadline_nothing_is_late() -> None:
    asked = request("2026-07-06T08:15", reason="")
    event = only(acts.finish(OFFICE, FACTORY.received(MONDAY), asked))
    assert (event.timeliness, event.reason) == ("Tepat", "")


def test_all_refusals_come_at_once() -> None:
    asked = request(
        "2026-07-06T07:00", KEPALA, now=at("2026-07-06T06:00"), reason="", completeness=()
    )
    case = FACTORY.held(step(4), LATER)
    assert [text.partition(" ")[0] for text in problems(acts.finish, OFFICE, case, asked)] == [
        "Waktu", "Waktu", "Pengaduan", "Sri", "Kelengkapan", "Surat",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("happened", "now", "text"),
    [
        ("2026-07-06T08:01", "2026-07-06T08:00", "belum terjadi (sekarang 06/07/2026 08.00)"),
        ("2026-07-06T07:59", "2026-07-06T08:00", "mendahului peristiwa terakhir 06/07/2026 08.00"),
    ],
)
def test_an_act_happens_after_the_last_event_and_not_in_the_future(
    happened: str, now: str, text: str
) -> None:
    asked = request(happened, now=at(now))
    (problem,) = problems(acts.finish, OFFICE, FACTORY.received(MONDAY), asked)
    assert problem.endswith(text)


def test_paper_records_may_be_entered_later_than_they_happened() -> None:
    asked = request(LATER, now=at("2026-07-09T10:00"))
    event = only(acts.finish(OFFICE, FACTORY.received(MONDAY), asked))
    assert (event.happened, event.recorded) == (LATER, at("2026-07-09T10:00"))
    assert event.timeliness == "Tepat"


# Setting rules aside


def test_an_override_names_what_was_set_aside_each_word_once() -> None:
    asked = request(LATER, KEPALA, override=True, completeness=())
    event = only(acts.finish(OFFICE, step(2), asked))
    assert (event.override, event.reason) == ("peran; kelengkapan; surat", REASON)


def test_an_override_needs_a_reason() -> None:
    asked = request(LATER, override=True, reason="", completeness=())
    assert problems(acts.finish, OFFICE, FACTORY.received(MONDAY), asked) == [
        "Alasan wajib diisi karena aturan dikesampingkan (Pengecualian atau --paksa)"
    ]


def test_an_override_that_nothing_needs_is_not_recorded() -> None:
    asked = request(LATER, override=True, reason="")
    assert only(acts.finish(OFFICE, FACTORY.received(MONDAY), asked)).override == ""


def test_time_order_and_hold_cannot_be_set_aside() -> None:
    asked = request("2026-07-06T07:00", KEPALA_SEKSI, override=True)
    case = FACTORY.held(step(3), LATER)
    assert len(problems(acts.finish, OFFICE, case, asked, 6)) == 3


# Skipping the field visit


def test_the_field_visit_cannot_be_skipped_by_default() -> None:
    assert problems(acts.finish, OFFICE, step(3), request(LATER, KEPALA_SEKSI), 6) == [
        f"'lompat' ke tahap 6 dari {STEP_3} tidak dibolehkan"
    ]


def test_an_office_may_turn_the_skip_on() -> None:
    event = only(acts.finish(skipping(), step(3), request(LATER, KEPALA_SEKSI), 6))
    assert (event.kind, event.next_step) == ("Tahap Selesai", 6)


def test_the_skip_needs_a_reason() -> None:
    asked = request(LATER, KEPALA_SEKSI, reason="")
    assert problems(acts.finish, skipping(), step(3), asked, 6) == [
        "Alasan wajib diisi karena lembar Alur mewajibkannya untuk 'lompat'"
    ]


def test_the_next_step_may_be_named_and_any_other_is_refused() -> None:
    asked = request(LATER, KEPALA_SEKSI)
    assert only(acts.finish(OFFICE, step(3), asked, 4)).next_step == 4
    assert problems(acts.finish, skipping(), step(3), asked, 7) == [
        f"'lompat' ke tahap 7 dari {STEP_3} tidak dibolehkan"
    ]


def test_a_step_that_nothing_leads_out_of_cannot_be_finished() -> None:
    stuck = replace(OFFICE, procedures={"2021-04": Procedure("2021-04", OFFICE.current.steps, ())})
    asked = request(LATER, KEPALA_SEKSI)
    assert problems(acts.finish, stuck, step(3), asked) == [
        f"'maju' dari {STEP_3} tidak dibolehkan"
    ]
    assert problems(acts.finish, stuck, step(3), asked, 4) == [
        f"'lompat' ke tahap 4 dari {STEP_3} tidak dibolehkan"
    ]
