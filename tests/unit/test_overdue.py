from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from case_factory import CaseFactory, at
from hypothesis import given, settings
from recap_oracle import DAYS, OFFICE, histories

from pengaduan_xl.domain.progress import replay, state_of
from pengaduan_xl.reports.daily import daily_recap
from pengaduan_xl.reports.overdue import (
    DUE_SOON,
    HOLD_PAST_DUE,
    PAST_DUE,
    URGENT,
    OverdueCase,
    due_soon_cases,
    overdue_cases,
)
from pengaduan_xl.reports.overdue_tables import (
    due_soon_table,
    explanation_table,
    overdue_table,
    performer_lines,
)
from pengaduan_xl.reports.reasons import step_reasons

if TYPE_CHECKING:
    from datetime import date, datetime

    from pengaduan_xl.domain.complaint import Case

NOW = at("2026-11-23T16:00")


@pytest.fixture
def factory() -> CaseFactory:
    return CaseFactory(OFFICE)


def only(case: Case, now: datetime = NOW) -> OverdueCase:
    (row,) = overdue_cases([case], OFFICE, now)
    return row


def test_a_case_past_its_step_says_how_late_it_is_in_office_minutes(factory: CaseFactory) -> None:
    row = only(factory.at_step(5, "2026-11-09T09:00", permit="IMB"))
    assert (row.number, row.subject, row.permit) == ("2026-0001", "Perihal 1", "IMB")
    assert (row.step, row.step_name, row.role) == (5, "Peninjauan lapangan dan BAP", "Tim Teknis")
    assert (row.since, row.due) == (at("2026-11-09T09:00"), at("2026-11-16T16:00"))
    assert (row.minutes_late, row.kind, row.clocks) == (5 * 450, PAST_DUE, ("tahap",))


def test_at_the_minute_of_its_deadline_a_case_is_not_overdue(factory: CaseFactory) -> None:
    case = factory.received("2026-11-23T08:00")
    assert overdue_cases([case], OFFICE, at("2026-11-23T08:15")) == []
    assert only(case, at("2026-11-23T08:16")).minutes_late == 1


def test_closed_cases_and_cases_still_to_come_are_not_listed(factory: CaseFactory) -> None:
    cases = [factory.closed("2026-10-05T08:00"), factory.received("2026-11-24T08:00")]
    assert overdue_cases(cases, OFFICE, NOW) == []
    assert due_soon_cases(cases, OFFICE, NOW, percent=0) == []


def test_a_past_moment_shows_what_was_overdue_then(factory: CaseFactory) -> None:
    case = factory.at_step(5, "2026-11-02T09:00")
    later = factory.finished(case, "2026-11-20T09:00")
    then = at("2026-11-12T09:00")
    assert only(later, then) == only(case, then)


def test_every_clock_that_ran_out_is_named_and_the_steps_comes_first(factory: CaseFactory) -> None:
    row = only(factory.received("2026-10-19T09:00"))
    assert row.clocks == ("tahap", "kasus", "UU")
    assert row.due == at("2026-10-19T09:15")
    assert row.explanation[-2:] == (
        "Tenggat kasus 03/11/2026 16.00 juga sudah lewat",
        "Tenggat UU 02/11/2026 23.59 juga sudah lewat",
    )
    assert row.remark == "lewat waktu (tahap, kasus, UU)"


def test_a_case_late_as_a_whole_is_listed_though_its_step_is_in_time(factory: CaseFactory) -> None:
    case = factory.at_step(4, "2026-11-02T09:00")
    row = only(factory.finished(case, "2026-11-20T09:00"))
    assert (row.step, row.clocks) == (5, ("kasus",))
    assert row.due == at("2026-11-17T16:00")
    assert row.since == at("2026-11-20T09:00")


def test_the_whole_cases_deadline_is_explained_with_the_time_given_back(
    factory: CaseFactory,
) -> None:
    held = factory.held(factory.at_step(4, "2026-11-02T09:00"), "2026-11-02T10:00")
    case = factory.resumed(held, "2026-11-04T09:00")
    row = only(factory.finished(case, "2026-11-23T09:00"))
    assert row.explanation[:5] == (
        "Waktu seluruh tahap menurut SOP: 5 jam, lalu 11 hari kerja",
        "Diterima 02/11/2026 09.00",
        "Ditunda 02/11/2026 10.00 s.d. 04/11/2026 09.00: 14 jam kerja dikembalikan",
        "Waktu 5 jam itu habis 04/11/2026 14.00",
        "Mulai Rabu 04/11/2026 pukul 14.00 WIB, 11 hari kerja",
    )


def test_a_file_left_without_an_answer_runs_out_of_the_statutory_days(
    factory: CaseFactory,
) -> None:
    held = factory.held(factory.received("2026-11-02T09:00"), "2026-11-02T09:05")
    case = factory.resumed(held, "2026-11-23T15:55")
    row = only(case)
    assert (row.clocks, row.due) == (("UU",), at("2026-11-16T23:59"))
    assert row.explanation == (
        "Batas tanggapan pertama: 14 hari kalender sejak diterima 02/11/2026 (lembar Pengaturan)",
        "Tenggat 16/11/2026 23.59",
    )


def test_a_complete_file_has_the_days_for_a_decision(factory: CaseFactory) -> None:
    held = factory.held(factory.at_step(4, "2026-08-03T09:00"), "2026-08-03T09:05")
    row = only(factory.resumed(held, "2026-11-23T15:55"))
    assert row.clocks == ("UU",)
    assert row.explanation[0] == (
        "Batas penyelesaian: 60 hari kalender sejak berkas lengkap 03/08/2026 (lembar Pengaturan)"
    )


def test_the_deadline_is_explained_day_by_day_with_what_a_hold_gave_back(
    factory: CaseFactory,
) -> None:
    held = factory.held(factory.at_step(7, "2026-11-12T09:00"), "2026-11-13T10:00")
    row = only(factory.resumed(held, "2026-11-16T10:00"))
    assert row.explanation == (
        "Waktu tahap 7 (Disposisi) menurut SOP: 1 hari",
        "Ditunda 13/11/2026 10.00 s.d. 16/11/2026 10.00: 1 hari kerja dikembalikan",
        "Mulai Kamis 12/11/2026 pukul 09.00 WIB, 2 hari kerja",
        "Kamis 12/11/2026 tidak dihitung (hari mulai)",
        "Jumat 13/11/2026 hari kerja ke-1",
        "Sabtu 14/11/2026 dan Minggu 15/11/2026 tidak dihitung (bukan hari kerja)",
        "Senin 16/11/2026 hari kerja ke-2",
        "Tenggat Senin 16/11/2026 pukul 16.00 WIB",
    )


def test_a_hold_within_the_time_that_an_earlier_hold_gave_back_counts_too(
    factory: CaseFactory,
) -> None:
    case = factory.received("2026-11-23T08:00")
    for start, end in (("08:10", "08:40"), ("08:42", "08:52")):
        case = factory.held(case, f"2026-11-23T{start}")
        case = factory.resumed(case, f"2026-11-23T{end}")
    row = only(case)
    assert row.due == at("2026-11-23T08:55")
    assert row.explanation[1:3] == (
        "Ditunda 23/11/2026 08.10 s.d. 23/11/2026 08.40: 30 menit kerja dikembalikan",
        "Ditunda 23/11/2026 08.42 s.d. 23/11/2026 08.52: 10 menit kerja dikembalikan",
    )


def test_a_hold_that_gave_nothing_back_is_not_mentioned(factory: CaseFactory) -> None:
    held = factory.held(factory.at_step(7, "2026-11-12T09:00"), "2026-11-12T10:00")
    row = only(factory.resumed(held, "2026-11-12T11:00"))
    assert not [line for line in row.explanation if line.startswith("Ditunda")]


def test_a_case_on_hold_is_not_overdue_until_the_complainants_day_has_passed(
    factory: CaseFactory,
) -> None:
    case = factory.held(factory.received("2026-10-05T08:00"), "2026-10-05T08:05")
    assert overdue_cases([case], OFFICE, at("2026-11-04T23:59")) == []
    row = only(case)
    assert (row.kind, row.clocks, row.remark) == (HOLD_PAST_DUE, ("kelengkapan",), HOLD_PAST_DUE)
    assert (row.since, row.due) == (at("2026-10-05T08:05"), at("2026-11-04T23:59"))
    assert row.explanation == (
        "Ditunda sejak 05/10/2026 08.05; pengadu diberi waktu sampai 04/11/2026 23.59",
        "Lanjutkan bila berkas sudah lengkap, atau nyatakan dianggap dicabut",
    )


def test_the_performer_with_the_worst_case_comes_first_and_each_has_the_worst_first(
    factory: CaseFactory,
) -> None:
    section = [factory.at_step(4, f"2026-11-{day:02}T09:00") for day in (11, 17)]
    team = [factory.at_step(5, f"2026-11-{day:02}T09:00") for day in (9, 2)]
    rows = overdue_cases([*section, *team], OFFICE, NOW)
    assert [row.number for row in rows] == ["2026-0004", "2026-0003", "2026-0001", "2026-0002"]
    assert performer_lines(rows) == [
        "Tim Teknis: 2 pengaduan, terlama 75 jam",
        "Kepala Seksi: 2 pengaduan, terlama 37 jam 30 menit",
    ]


def test_equally_late_cases_are_sorted_by_number(factory: CaseFactory) -> None:
    cases = [factory.at_step(5, "2026-11-09T09:00") for _ in range(3)]
    rows = overdue_cases(reversed(cases), OFFICE, NOW)
    assert [row.number for row in rows] == ["2026-0001", "2026-0002", "2026-0003"]


def test_a_closed_case_has_no_step_to_explain(factory: CaseFactory) -> None:
    assert step_reasons(OFFICE, replay(factory.closed("2026-11-20T08:00").events)) == []


def test_a_confidential_subject_is_hidden(factory: CaseFactory) -> None:
    assert only(factory.received("2026-11-20T08:00", confidential=True)).subject == "(dirahasiakan)"


def test_a_long_subject_is_cut_and_stays_on_one_line(factory: CaseFactory) -> None:
    subject = only(factory.received("2026-11-20T08:00", subject="kata\n" * 400)).subject
    assert subject.startswith("kata kata")
    assert (len(subject), subject[-1]) == (160, "…")


def test_a_case_nears_its_deadline_by_the_share_of_its_clock(factory: CaseFactory) -> None:
    case = factory.received("2026-11-23T08:00")
    assert due_soon_cases([case], OFFICE, at("2026-11-23T08:10")) == []
    (row,) = due_soon_cases([case], OFFICE, at("2026-11-23T08:11"))
    assert (row.percent_used, row.minutes_late, row.kind) == (73, -4, DUE_SOON)
    assert row.explanation[0] == "Waktu tahap 1 (Penerimaan pengaduan) menurut SOP: 15 menit"
    (row,) = due_soon_cases([case], OFFICE, at("2026-11-23T08:15"))
    assert (row.percent_used, row.minutes_late) == (100, 0)
    assert due_soon_cases([case], OFFICE, at("2026-11-23T08:16")) == []


def test_time_on_hold_is_no_used_time(factory: CaseFactory) -> None:
    held = factory.held(factory.received("2026-11-23T08:00"), "2026-11-23T08:05")
    assert due_soon_cases([held], OFFICE, at("2026-11-23T09:00"), percent=1) == []
    case = factory.resumed(held, "2026-11-23T10:00")
    (row,) = due_soon_cases([case], OFFICE, at("2026-11-23T10:01"), percent=40)
    assert row.percent_used == 40


@settings(max_examples=60, deadline=None)
@given(histories(), DAYS)
def test_the_overdue_list_agrees_with_the_register_and_the_recap(
    cases: list[Case], day: date
) -> None:
    now = at(f"{day}T12:00")
    rows = {row.number: row for row in overdue_cases(cases, OFFICE, now)}
    late = [row for row in rows.values() if "tahap" in row.clocks]
    assert len(late) == daily_recap(cases, OFFICE, day, now).late
    known = [case for case in cases if case.events[-1].happened <= now]
    for case in known:
        state, _ = state_of(OFFICE, replay(case.events))
        dues = {"tahap": state.step_due, "kasus": state.case_due, "UU": state.statutory_due}
        row = rows.get(case.complaint.number)
        assert row is None or row.due == dues.get(row.clocks[0], row.due)


@settings(max_examples=60, deadline=None)
@given(histories(), DAYS)
def test_every_explanation_ends_in_the_deadline_it_explains(cases: list[Case], day: date) -> None:
    now = at(f"{day}T12:00")
    rows = [*overdue_cases(cases, OFFICE, now), *due_soon_cases(cases, OFFICE, now)]
    for row in rows:
        assert any(
            f"{row.due:%d/%m/%Y}" in line and f"{row.due:%H.%M}" in line for line in row.explanation
        )
        assert row.due < now or row.kind in {DUE_SOON, URGENT}


def test_the_screens_tables_speak_indonesian(factory: CaseFactory) -> None:
    late = overdue_table(overdue_cases([factory.at_step(5, "2026-11-09T09:00")], OFFICE, NOW))
    assert dict(zip(late.headings, late.rows[0], strict=True)) == {
        "No. Register": "2026-0001",
        "Perihal": "Perihal 1",
        "Tahap": "5. Peninjauan lapangan dan BAP",
        "Pelaksana": "Tim Teknis",
        "Tenggat": "16/11/2026 16.00",
        "Lama Lewat": "37 jam 30 menit",
        "Keterangan": "lewat waktu (tahap)",
        "Eskalasi": "-",
    }


def test_what_is_left_of_a_clock_is_shown_with_its_share(factory: CaseFactory) -> None:
    case = factory.received("2026-11-23T08:00")
    soon = due_soon_table(due_soon_cases([case], OFFICE, at("2026-11-23T08:12")))
    assert soon.rows[0][-3:] == ("3 menit", "80 %", "mendekati tenggat (tahap)")


def test_a_deadline_that_passed_after_hours_has_only_just_passed(factory: CaseFactory) -> None:
    case = factory.at_step(7, "2026-11-20T09:00")
    table = overdue_table(overdue_cases([case], OFFICE, NOW + timedelta(hours=2)))
    assert table.rows[0][5] == "baru lewat"


def test_explanations_name_the_case_once(factory: CaseFactory) -> None:
    rows = overdue_cases([factory.received("2026-11-23T08:00")], OFFICE, NOW)
    numbers = [line[0] for line in explanation_table(rows).rows]
    assert numbers == ["2026-0001", *[""] * (len(rows[0].explanation) - 1)]
