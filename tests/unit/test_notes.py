"""Who gets a note about which cases, and what it says of them."""

from __future__ import annotations

import pytest
from case_factory import OFFICERS, SECRETS, CaseFactory, at

from pengaduan_xl.domain.escalation import DEFAULT_ESCALATION, EscalationRule
from pengaduan_xl.domain.office import Office
from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI, PETUGAS, TIM_TEKNIS
from pengaduan_xl.reports.notes import Note, note_row, notes_of
from pengaduan_xl.reports.overdue import Limits, OverdueReport, overdue_report

OFFICE = Office.default(OFFICERS)
NEAR = (EscalationRule(1, "semua", 70, "% terpakai", "Pelaksana"), *DEFAULT_ESCALATION[1:])


@pytest.fixture
def report() -> OverdueReport:
    """On Monday at 16.00: Petugas late since 15.15, Tim Teknis by a day, the head's own by five days."""
    made = CaseFactory(OFFICE)
    cases = [
        made.received("2026-11-23T15:00"),
        made.at_step(5, "2026-11-13T09:00"),
        made.at_step(7, "2026-11-13T09:00"),
    ]
    return overdue_report(cases, OFFICE, at("2026-11-23T16:00"))


def told(notes: list[Note]) -> dict[str, tuple[list[str], list[str], tuple[str, ...]]]:
    return {
        note.role: (
            [row.number for row in note.own],
            [row.number for row in note.escalated],
            note.copies,
        )
        for note in notes
    }


def test_each_role_that_is_told_gets_a_note_with_its_own_and_those_gone_up(
    report: OverdueReport,
) -> None:
    assert told(notes_of(report)) == {
        PETUGAS: (["2026-0001"], [], ()),
        KEPALA_SEKSI: ([], ["2026-0002"], ()),
        TIM_TEKNIS: (["2026-0002"], [], (KEPALA_SEKSI,)),
        KEPALA: (["2026-0003"], [], ()),
    }


def test_nothing_late_is_told_to_nobody() -> None:
    assert notes_of(overdue_report([], OFFICE, at("2026-11-23T16:00"))) == []


def test_notes_hold_the_same_cases_as_the_list_says(report: OverdueReport) -> None:
    for note in notes_of(report):
        assert all(note.role in row.escalation.roles for row in (*note.own, *note.escalated))
    for row in report.rows:
        assert all(role in told(notes_of(report)) for role in row.escalation.roles)


@pytest.mark.parametrize(
    ("place", "time", "why"),
    [
        (0, "45 menit", "lewat tahap (15 menit)"),
        (1, "1 hari kerja", "lewat tahap (5 hari)"),
        (2, "5 hari kerja", "lewat tahap (1 hari)"),
    ],
)
def test_a_row_says_how_late_and_why(
    report: OverdueReport, place: int, time: str, why: str
) -> None:
    rows = sorted(report.rows, key=lambda row: row.number)
    assert note_row(rows[place])[-2:] == (time, why)


def test_a_row_has_number_subject_step_performer_and_deadline(report: OverdueReport) -> None:
    row = next(row for row in report.rows if row.number == "2026-0002")
    assert note_row(row)[:5] == (
        "2026-0002", "Perihal 2", "5. Peninjauan lapangan dan BAP", TIM_TEKNIS, "20/11/2026 16.30",
    )  # fmt: skip


def test_every_clock_that_ran_out_is_a_reason() -> None:
    case = CaseFactory(OFFICE).received("2026-10-19T09:00")
    (row,) = overdue_report([case], OFFICE, at("2026-11-23T16:00")).rows
    assert note_row(row)[-1] == "lewat tahap (15 menit), kasus, batas hukum"


def test_a_case_on_hold_past_its_day_says_so() -> None:
    made = CaseFactory(OFFICE)
    case = made.held(made.received("2026-10-05T08:00"), "2026-10-05T08:05")
    (row,) = overdue_report([case], OFFICE, at("2026-11-23T16:00")).rows
    assert note_row(row)[-2:] == ("13 hari kerja", "lewat batas kelengkapan")


def test_a_deadline_past_after_hours_has_just_passed() -> None:
    case = CaseFactory(OFFICE).at_step(7, "2026-11-20T09:00")
    (row,) = overdue_report([case], OFFICE, at("2026-11-23T18:00")).rows
    assert note_row(row)[-2] == "baru lewat"


def test_near_cases_are_noted_where_the_rows_go_by_the_share() -> None:
    case = CaseFactory(OFFICE).at_step(3, "2026-11-23T08:00")
    report = overdue_report([case], OFFICE, at("2026-11-23T08:48"), Limits(rules=NEAR))
    (note,) = notes_of(report)
    assert (note.role, note.copies) == (KEPALA_SEKSI, ())
    assert note_row(note.own[0])[-2:] == ("sisa 12 menit", "terpakai tahap (1 jam) 80 %")


def test_notes_tell_nothing_of_the_complainant() -> None:
    made = CaseFactory(OFFICE)
    cases = [
        made.at_step(5, "2026-11-02T09:00", confidential=True, subject="Rahasia-Uji"),
        made.held(made.received("2026-10-05T08:00"), "2026-10-05T08:05"),
    ]
    report = overdue_report(cases, OFFICE, at("2026-11-23T16:00"))
    printed = repr(notes_of(report)) + repr(list(map(note_row, report.rows)))
    assert not [secret for secret in (*SECRETS.values(), "Rahasia-Uji") if secret in printed]
    assert "(dirahasiakan)" in printed
