"""The audit of what happened in which order and by whom."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from case_factory import OFFICERS, at
from domain_factory import FACTORY, MONDAY, OFFICE, Books, forged, history, request, skipping

from pengaduan_xl.domain import acts
from pengaduan_xl.domain.complaint import Case
from pengaduan_xl.domain.event_flow import flow_row, follows_flow
from pengaduan_xl.domain.officers import Officer
from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI, Procedure, Transition

LATER = at("2026-07-06T08:05")
CASE = FACTORY.at_step(4, MONDAY)
NUMBER = CASE.complaint.number


def flow_findings(*rows: tuple[str, int, int | None]) -> list[str]:
    """Return what the audit says about the order of these events."""
    words = ("Peristiwa", "Tahap@", "Tahap Berikut", "Versi SOP")
    return [
        line.removeprefix("Riwayat ")
        for line in forged(CASE, *history(NUMBER, *rows)).findings()
        if line.startswith(tuple(f"Riwayat {word}" for word in words))
    ]


RECEIVED = ("Diterima", 1, 1)
ONWARD = ("Tahap Selesai", 1, 2)


# Order


def test_a_history_begins_with_its_receipt() -> None:
    assert flow_findings(ONWARD, ("Dikembalikan", 3, 2)) == [
        "Peristiwa@1: Riwayat pengaduan tidak diawali 'Diterima'",
        "Tahap@2: Tahap 3 dicatat, seharusnya tahap 2",
    ]


def test_a_case_is_received_once_and_into_the_first_step() -> None:
    assert flow_findings(("Diterima", 3, 3)) == [
        "Tahap Berikut@1: 'Diterima' dari tahap 3 tidak sesuai lembar Alur"
    ]
    assert flow_findings(RECEIVED, RECEIVED) == [
        f"Peristiwa@2: Pengaduan {NUMBER} diterima dua kali"
    ]


def test_each_event_begins_where_the_one_before_it_ended() -> None:
    assert flow_findings(RECEIVED, ONWARD, ONWARD) == [
        "Tahap@3: Tahap 1 dicatat, seharusnya tahap 2"
    ]


def test_nothing_happens_after_the_end() -> None:
    ended = (RECEIVED, ("Dicabut", 1, None))
    assert flow_findings(*ended) == []
    for late in (ONWARD, ("Surat Dibuat", 1, 1)):
        assert flow_findings(*ended, late) == [
            "Peristiwa@3: Ada peristiwa sesudah pengaduan berakhir"
        ]


@pytest.mark.parametrize(
    ("kind", "step", "after"),
    [
        ("Tahap Selesai", 1, 3),
        ("Tahap Selesai", 1, None),
        ("Tahap Selesai", 99, 100),
        ("Dikembalikan", 1, 0),
        ("Ditunda", 1, 2),
        ("Dilimpahkan", 1, 2),
        ("Dicabut", 1, 1),
        ("Surat Dibuat", 1, 4),
        ("Hilang", 1, 2),
        ("", 1, 1),
    ],
)
def test_a_move_that_alur_does_not_know_is_found(kind: str, step: int, after: int | None) -> None:
    lines = flow_findings(RECEIVED, (kind, step, after))
    assert f"Tahap Berikut@2: '{kind}' dari tahap {step} tidak sesuai lembar Alur" in lines


@pytest.mark.parametrize("kind", ["Tahap Selesai", "Ditunda"])
def test_a_case_on_hold_stands_still(kind: str) -> None:
    after = 2 if kind == "Tahap Selesai" else 1
    assert flow_findings(RECEIVED, ("Ditunda", 1, 1), (kind, 1, after)) == [
        f"Peristiwa@3: '{kind}' saat pengaduan sedang ditunda"
    ]


@pytest.mark.parametrize(("kind", "after"), [("Dilanjutkan", 1), ("Dianggap Dicabut", None)])
def test_only_a_case_on_hold_is_resumed_or_lapses(kind: str, after: int | None) -> None:
    assert flow_findings(RECEIVED, (kind, 1, after)) == [
        f"Peristiwa@2: '{kind}' saat pengaduan tidak sedang ditunda"
    ]
    letter = ("Surat Dibuat", 1, 1)
    assert flow_findings(RECEIVED, ("Ditunda", 1, 1), letter, (kind, 1, after)) == []


def test_a_skip_made_while_it_was_on_stays_right_after_it_is_turned_off() -> None:
    case = FACTORY.at_step(3, MONDAY)
    act = acts.finish(skipping(), case, request(LATER, KEPALA_SEKSI), 6)
    books = Books.of([Case(case.complaint, (*case.events, *act.events))])
    assert books.findings(skipping(active=False)) == []


def test_a_skip_belongs_to_the_roles_of_its_own_row() -> None:
    skip = replace(OFFICE.current, transitions=(
        Transition("maju", 3, 4), Transition("lompat", 3, 6, (KEPALA,)),
    ))  # fmt: skip
    event = history(NUMBER, ("Tahap Selesai", 3, 6))[0]
    row = flow_row(skip, event)
    assert row is not None
    assert row.roles == (KEPALA,)


def test_a_return_is_matched_with_the_row_of_its_target() -> None:
    rows = (Transition("kembali", 7, 6), Transition("kembali", 7, 5))
    procedure = Procedure("2021-04", OFFICE.current.steps, rows)
    assert [follows_flow(procedure, e) for e in history(
        NUMBER, ("Dikembalikan", 7, 6), ("Dikembalikan", 7, 5), ("Dikembalikan", 7, 4),
    )] == [True, True, False]  # fmt: skip


def test_a_version_that_the_sop_lost_is_found() -> None:
    books = Books.of([CASE])
    lines = books.findings(replace(OFFICE, procedures={}))
    assert lines == ["Riwayat Versi SOP@1: Versi SOP '2021-04' tidak ada"]


def test_a_step_that_the_sop_lost_is_found() -> None:
    old = OFFICE.current
    shorter = Procedure(old.version, old.steps[:3], old.transitions)
    lines = Books.of([CASE]).findings(replace(OFFICE, procedures={old.version: shorter}))
    assert lines == [
        "Register R No. Register: Tenggat tidak dapat dihitung: "
        "Tahap 4 tidak ada pada SOP versi '2021-04'"
    ]


# People


def test_somebody_who_is_not_in_pegawai_is_found() -> None:
    lines = Books.of([CASE]).findings(replace(OFFICE, officers=OFFICERS[1:]))
    problem = "Pelaksana 'Rina Marlina' tidak ada di Pegawai pada 06/07/2026"
    assert f"Riwayat Pelaksana@1: {problem}" in lines


def test_somebody_whose_row_had_expired_is_found() -> None:
    expired = replace(OFFICERS[0], valid_until=at("2026-07-05").date())
    lines = Books.of([CASE]).findings(replace(OFFICE, officers=(expired, *OFFICERS[1:])))
    assert any("tidak ada di Pegawai pada 06/07/2026" in line for line in lines)


def wrong_role(**changes: Any) -> list[str]:
    """Return the findings when the clerk has become a head of section."""
    clerk = Officer("Rina Marlina", KEPALA_SEKSI)
    office = replace(OFFICE, officers=(clerk, *OFFICERS[1:]))
    events = history(NUMBER, RECEIVED, ("Surat Dibuat", 1, 1), ("Hilang", 1, 1), **changes)
    lines = forged(CASE, *events).findings(office)
    return [line for line in lines if "Pelaksana" in line and "Riwayat" in line]


def test_a_wrong_role_is_found() -> None:
    assert wrong_role() == [
        "Riwayat Pelaksana@1: Rina Marlina tidak berwenang; yang berwenang: Petugas Pengaduan"
    ]


def test_a_role_set_aside_is_no_finding() -> None:
    assert wrong_role(override="peran; surat") == []


def test_nobody_is_judged_by_a_step_or_version_that_is_not_there() -> None:
    strange = history(NUMBER, ("Tahap Selesai", 99, 1))[0]
    unknown = history(NUMBER, RECEIVED)[0]._replace(version="2030")
    lines = forged(CASE, *history(NUMBER, RECEIVED), strange, unknown).findings()
    assert not any("tidak berwenang" in line for line in lines)
