"""The two levels of nearness, on the step's clock and on the whole case's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from case_factory import OFFICERS, CaseFactory, at

from pengaduan_xl.domain.office import Office
from pengaduan_xl.reports.overdue import Limits, OverdueReport, overdue_cases, overdue_report
from pengaduan_xl.reports.overdue_tables import (
    ageing_tables,
    due_soon_table,
    lateness_chart,
    overdue_sheet_table,
)

if TYPE_CHECKING:
    from datetime import datetime

    from pengaduan_xl.domain.complaint import Case

OFFICE = Office.default(OFFICERS)


@pytest.fixture
def factory() -> CaseFactory:
    return CaseFactory(OFFICE)


def report_of(*cases: Case, now: str, limits: Limits | None = None) -> OverdueReport:
    return overdue_report(cases, OFFICE, at(now), limits)


def remarks(*cases: Case, now: str) -> list[str]:
    return [row.remark for row in report_of(*cases, now=now).soon]


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("08:41", []),
        ("08:42", ["mendekati tenggat (tahap)"]),
        ("08:53", ["mendekati tenggat (tahap)"]),
        ("08:54", ["sangat dekat (tahap)"]),
        ("09:00", ["sangat dekat (tahap)"]),
        ("09:01", []),
    ],
)
def test_an_hour_is_near_at_seventy_and_very_near_at_ninety_per_cent(
    factory: CaseFactory, now: str, told: list[str]
) -> None:
    assert remarks(factory.at_step(3, "2026-11-23T08:00"), now=f"2026-11-23T{now}") == told


def used_up(start: datetime, due: datetime, percent: int) -> datetime:
    """When so much of a clock is used; its minutes are chosen so that this is a whole number."""
    allowed = OFFICE.hours.minutes_between(start, due)
    assert allowed * percent % 100 == 0
    return OFFICE.hours.deadline(start, allowed * percent // 100, "menit").at


@pytest.mark.parametrize(("percent", "told"), [(70, "mendekati tenggat"), (90, "sangat dekat")])
def test_five_days_are_near_to_the_minute_of_the_same_share(
    factory: CaseFactory, percent: int, told: str
) -> None:
    case = factory.at_step(5, "2026-11-09T09:10")
    moment = used_up(at("2026-11-09T09:10"), at("2026-11-16T16:00"), percent)
    (row,) = report_of(case, now=moment.isoformat()).soon
    assert (row.remark, row.percent_used) == (f"{told} (tahap)", percent)
    before = OFFICE.hours.minutes_between(at("2026-11-09T09:10"), moment) - 1
    earlier = OFFICE.hours.deadline(at("2026-11-09T09:10"), before, "menit").at
    assert remarks(case, now=earlier.isoformat()) == [
        word for word in ["mendekati tenggat (tahap)"] if percent == 90
    ]


@pytest.fixture
def late_start(factory: CaseFactory) -> Case:
    """A case due as a whole on 17 November at 16.00, in step 5 since the 13th."""
    return factory.finished(factory.at_step(4, "2026-11-02T09:00"), "2026-11-13T15:00")


def test_a_case_near_its_end_as_a_whole_is_listed_though_its_step_has_time(
    late_start: Case,
) -> None:
    assert remarks(late_start, now="2026-11-13T15:30") == ["mendekati tenggat (kasus)"]
    (row,) = report_of(late_start, now="2026-11-16T15:59").soon
    assert (row.remark, row.percent_used) == ("sangat dekat (kasus)", 91)
    assert (row.due, row.minutes_late) == (at("2026-11-17T16:00"), -451)
    assert row.explanation[0].startswith("Waktu seluruh tahap menurut SOP: 5 jam")


def test_of_two_near_clocks_the_very_near_one_comes_first(factory: CaseFactory) -> None:
    case = factory.finished(factory.at_step(6, "2026-11-02T09:00"), "2026-11-16T07:30")
    (row,) = report_of(case, now="2026-11-17T13:00").soon
    assert row.clocks == ("kasus", "tahap")
    assert row.kind == "sangat dekat"
    assert row.explanation[-1] == (
        "Tenggat tahap 17/11/2026 16.00 juga sudah dekat (80 % terpakai)"
    )


def test_equally_near_clocks_keep_the_step_first(factory: CaseFactory) -> None:
    case = factory.finished(factory.at_step(6, "2026-11-02T09:00"), "2026-11-16T07:30")
    (row,) = report_of(case, now="2026-11-17T15:59").soon
    assert row.remark == "sangat dekat (tahap, kasus)"


def test_a_late_case_is_listed_once_and_says_what_else_is_near(factory: CaseFactory) -> None:
    report = report_of(factory.at_step(6, "2026-11-02T09:00"), now="2026-11-16T15:59")
    (row,) = report.rows
    assert (row.clocks, report.soon) == (("tahap",), ())
    assert row.explanation[-1] == (
        "Tenggat kasus 17/11/2026 16.00 juga sudah dekat (91 % terpakai)"
    )


def test_on_hold_no_clock_is_near(factory: CaseFactory) -> None:
    case = factory.held(factory.at_step(3, "2026-11-23T08:00"), "2026-11-23T08:50")
    assert report_of(case, now="2026-11-23T09:30").soon == ()


def test_the_very_near_come_first_whatever_time_is_left(factory: CaseFactory) -> None:
    quick = factory.at_step(8, "2026-11-23T08:00")
    slow = factory.at_step(4, "2026-11-18T09:00")
    near = report_of(quick, slow, now="2026-11-23T09:30").soon
    assert [(row.number, row.kind) for row in near] == [
        ("2026-0001", "mendekati tenggat"),
        ("2026-0002", "mendekati tenggat"),
    ]
    near = report_of(quick, slow, now="2026-11-23T09:30", limits=Limits(urgent=80)).soon
    assert [row.number for row in near] == ["2026-0002", "2026-0001"]


def test_the_shares_are_the_offices_own(factory: CaseFactory) -> None:
    case = factory.at_step(3, "2026-11-23T08:00")
    limits = Limits(near=50, urgent=60)
    kinds = [
        [row.kind for row in report_of(case, now=f"2026-11-23T08:{minute}", limits=limits).soon]
        for minute in (29, 30, 36)
    ]
    assert kinds == [[], ["mendekati tenggat"], ["sangat dekat"]]


def test_an_urgent_share_below_the_near_one_lists_from_there(factory: CaseFactory) -> None:
    case = factory.at_step(3, "2026-11-23T08:00")
    (row,) = report_of(case, now="2026-11-23T08:30", limits=Limits(near=70, urgent=50)).soon
    assert row.kind == "sangat dekat"


def test_the_list_alone_leaves_escalation_aside(factory: CaseFactory) -> None:
    case = factory.at_step(5, "2026-11-02T09:00")
    (row,) = overdue_cases([case], OFFICE, at("2026-11-23T16:00"))
    assert str(row.escalation) == "-"
    assert overdue_sheet_table([row]).headings[-1] == "Keterangan"
    (row,) = report_of(case, now="2026-11-23T16:00").rows
    assert overdue_sheet_table([row], escalation=True).rows[0][-1] == "3 – Kepala DPM-PTSP"


def test_late_and_open_cases_are_counted_by_performer_and_age(factory: CaseFactory) -> None:
    cases = [
        factory.at_step(5, "2026-11-02T09:00"),
        factory.at_step(5, "2026-11-16T09:00"),
        factory.received("2026-11-23T15:00"),
    ]
    late, ages = ageing_tables(report_of(*cases, now="2026-11-23T16:00"))
    assert late.rows == [
        ("Petugas Pengaduan", "1", "0", "0", "0", "0", "0", "1"),
        ("Tim Teknis", "0", "0", "0", "0", "0", "1", "1"),
        ("Jumlah", "1", "0", "0", "0", "0", "1", "2"),
    ]
    assert ages.rows[-1] == ("Jumlah", "1", "0", "0", "1", "1", "0", "3")


def test_the_chart_piles_performers_on_the_length_of_their_delay(factory: CaseFactory) -> None:
    chart = lateness_chart(
        report_of(factory.at_step(5, "2026-11-02T09:00"), now="2026-11-23T16:00")
    )
    assert chart.title == "Lama lewat waktu, 23/11/2026 16.00"
    assert chart.labels[-1] == "≥ 10 hari"
    assert chart.series == (("Tim Teknis", (0, 0, 0, 0, 0, 1)),)


def test_an_empty_register_has_empty_tables() -> None:
    report = report_of(now="2026-11-23T16:00")
    assert (report.rows, report.soon, report.lateness, report.ages) == ((), (), (), ())
    tables = [due_soon_table(report.soon), *ageing_tables(report)]
    assert [table.rows[0][0] for table in tables] == ["Tidak ada"] * 3
    assert lateness_chart(report).is_empty
