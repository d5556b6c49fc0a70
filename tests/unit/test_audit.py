"""The audit: every kind of finding at its cell, all of them at once, and none in a sound register."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from case_factory import at
from domain_factory import (
    FACTORY,
    HEADINGS,
    MONDAY,
    NOW,
    OFFICE,
    Books,
    forged,
    history,
    renumbered,
)

from pengaduan_xl.domain.audit import REBUILD, RECOUNT, RESTORE, Placed, RecordedCase, audit
from pengaduan_xl.domain.office_hours import OfficeHours

LATER = at("2026-07-06T08:05")
CASE = FACTORY.at_step(4, MONDAY)
NUMBER = CASE.complaint.number
RECEIVED = ("Diterima", 1, 1)


def test_a_register_built_by_real_acts_has_no_findings() -> None:
    held = FACTORY.held(FACTORY.at_step(3, MONDAY), "2026-07-06T08:10")
    cases = [
        CASE,
        FACTORY.closed(MONDAY),
        FACTORY.returned(FACTORY.at_step(7, MONDAY), LATER),
        FACTORY.resumed(held, "2026-07-08T10:00"),
        FACTORY.lapsed(held, "2026-08-06T08:00"),
        FACTORY.forwarded(FACTORY.at_step(3, MONDAY), LATER),
        FACTORY.withdrawn(FACTORY.received(MONDAY), LATER),
    ]
    numbered = [renumbered(case, n) for n, case in enumerate(cases, start=1)]
    assert Books.of(numbered).findings() == []


def test_an_empty_register_has_no_findings() -> None:
    assert Books([], []).findings() == []


def test_a_finding_says_where_and_what_to_do() -> None:
    books = Books.of([CASE]).with_event(1, officer="Tono")
    sidik, _ = audit(OFFICE, books.cases, books.events, HEADINGS, NOW)
    assert str(sidik) == (
        f"Riwayat!Sidik@2 ({NUMBER}): Sidik baris 2 tidak cocok dengan isinya. {RESTORE}."
    )


def test_many_faults_are_all_found() -> None:
    books = Books.of([CASE, FACTORY.received(MONDAY)]).with_event(1, officer="Tono")
    books = books.with_event(2, happened=at("2027-01-01T08:00"))
    books = books._replace(cases=[books.cases[0]])
    places = [line.rsplit(":", 1)[0].partition(":")[0] for line in books.findings()]
    assert len(places) >= 6
    assert {place.split("@")[0] for place in places} >= {
        "Riwayat Sidik", "Riwayat Waktu Kejadian", "Riwayat Pelaksana", "Riwayat No. Register",
    }  # fmt: skip


# Numbering


def test_a_lost_row_and_lost_rows_are_named() -> None:
    books = Books.of([CASE])
    events = [books.events[0], books.events[2], books.events[5]]
    lines = Books(books.cases, events).findings()
    assert "Riwayat No. Urut@3: Baris No. Urut 2 hilang" in lines
    assert "Riwayat No. Urut@6: Baris No. Urut 4–5 hilang" in lines


def test_a_row_there_twice_is_found() -> None:
    books = Books.of([CASE])
    lines = books._replace(events=[books.events[0]._replace(), *books.events]).findings()
    assert "Riwayat No. Urut@1: No. Urut 1 ada dua kali atau salah" in lines
    assert f"Riwayat Peristiwa@1: Pengaduan {NUMBER} diterima dua kali" in lines


# Times


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        (
            {"happened": at("2026-07-06T09:00")},
            "Waktu Kejadian@2: Waktu kejadian sesudah waktu dicatat",
        ),
        (
            {"recorded": at("2027-01-01T07:30")},
            "Waktu Dicatat@2: Waktu dicatat 01/01/2027 07.30 belum tiba",
        ),
        (
            {"happened": at("2026-07-06T07:00")},
            "Waktu Kejadian@2: Waktu kejadian mendahului peristiwa sebelumnya",
        ),
        ({"finished": at("2026-07-06T07:00")}, "Selesai@2: Selesai mendahului Mulai"),
    ],
)
def test_impossible_times_are_found(changes: dict[str, Any], finding: str) -> None:
    assert f"Riwayat {finding}" in Books.of([CASE]).with_event(1, **changes).findings()


def test_a_date_beyond_the_calendar_is_a_finding_and_not_a_crash() -> None:
    books = Books.of([CASE]).with_event(0, happened=at("1926-07-06T08:00"))
    assert (
        "Register R No. Register: Tenggat tidak dapat dihitung: "
        "Tanggal 06/07/1926 di luar kalender 01/01/2000 sampai 31/12/2099"
    ) in books.findings()


def test_an_office_without_working_days_is_found_once_for_all_cases() -> None:
    closed = replace(OFFICE, hours=OfficeHours((), ()))
    books = Books.of([CASE, renumbered(CASE, 1)])
    assert books.findings(closed) == ["Jam Kerja : Tidak ada satu pun hari kerja"]


def test_a_clock_that_is_wrong_by_a_century_is_a_finding_and_not_a_crash() -> None:
    lines = Books([], []).findings(now=at("1970-01-01T00:00"))
    assert lines == ["Jam Kerja : Tanggal 01/01/1970 di luar kalender 01/01/2000 sampai 31/12/2099"]


# Letters


def test_a_letter_whose_note_cannot_be_read_is_found() -> None:
    events = history(NUMBER, RECEIVED, ("Surat Dibuat", 1, 1), document="surat.docx")
    assert "Riwayat Dokumen@2: Catatan surat tidak terbaca" in forged(CASE, *events).findings()


# Register against Riwayat


def changed(**values: Any) -> Books:
    books = Books.of([CASE])
    case = books.cases[0]
    return books._replace(cases=[case._replace(state=case.state._replace(**values))])


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("step", 7, "step tertulis '7', menurut Riwayat '4'"),
        ("step", None, "step tertulis kosong, menurut Riwayat '4'"),
        ("outcome", "Beres", "outcome tertulis 'Beres', menurut Riwayat kosong"),
        ("completed", at("2026-07-01T08:00"),
         "completed tertulis 01/07/2026 08.00, menurut Riwayat 06/07/2026 08.00"),
        ("step_due", None, "step_due tertulis kosong, menurut Riwayat 09/07/2026 16.00"),
    ],
)  # fmt: skip
def test_a_derived_column_that_does_not_follow_from_riwayat_is_found(
    field: str, value: object, problem: str
) -> None:
    assert changed(**{field: value}).findings() == [f"Register R {field}: {problem}"]


def test_a_deadline_may_differ_because_the_calendar_changed_and_the_remedy_says_so() -> None:
    books = changed(step=7, step_due=NOW)
    remedies = [f.remedy for f in audit(OFFICE, books.cases, books.events, HEADINGS, NOW)]
    assert remedies == [REBUILD, RECOUNT]


def test_the_deadlines_of_a_closed_case_may_differ_for_good() -> None:
    books = Books.of([FACTORY.closed("2026-07-06T08:00")])
    old = books.cases[0]
    edited = old._replace(state=old.state._replace(case_due=NOW, statutory_due=NOW))
    assert books._replace(cases=[edited]).findings() == []


def test_an_empty_text_and_an_empty_cell_are_the_same() -> None:
    assert changed(outcome=None, reply_number=None).findings() == []


def test_the_time_of_receipt_is_that_of_the_first_event() -> None:
    books = Books.of([CASE])
    case = books.cases[0]
    edited = case._replace(complaint=case.complaint._replace(received=LATER))
    assert books._replace(cases=[edited]).findings() == [
        "Register R Tgl/Jam Terima: Tgl/Jam Terima tidak sama dengan Riwayat"
    ]


def test_a_number_used_twice_is_found_at_both_rows() -> None:
    books = Books.of([CASE])
    lines = books._replace(cases=books.cases * 2).findings()
    assert lines == ["Register R No. Register: No. Register ada dua kali"] * 2


def test_a_row_without_history_and_a_history_without_row_are_found() -> None:
    books = Books.of([CASE])
    case = books.cases[0]
    stray = case._replace(complaint=case.complaint._replace(number="2026-8888"))
    assert books._replace(cases=[stray]).findings() == [
        "Register R No. Register: Tidak ada barisnya di Riwayat",
        "Riwayat No. Register@1: Tidak ada barisnya di Register",
    ]


def test_histories_without_row_come_in_the_order_of_their_numbers() -> None:
    books = Books.of([renumbered(CASE, n) for n in (3, 1, 2)])
    found = audit(OFFICE, [], books.events, HEADINGS, NOW)
    assert [finding.number for finding in found] == ["2026-9001", "2026-9002", "2026-9003"]


def test_the_audit_changes_nothing() -> None:
    books = changed(step=7)
    cases, events = list(books.cases), list(books.events)
    books.findings()
    assert (books.cases, books.events) == (cases, events)
    assert isinstance(cases[0], RecordedCase)
    assert isinstance(events[0], Placed)
