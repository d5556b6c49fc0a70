"""When the scheduler writes the page for the wall anew, and that its failure harms nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from schedule_office import ScheduleOffice, at

from pengaduan_xl.domain.schedule_sheet import OVERDUE
from pengaduan_xl.errors import UnusableFileError
from pengaduan_xl.scheduler.rounds import BOARD

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = UnusableFileError("Berkas rusak", "Pakai cadangan", where="kantor.xlsx")


@pytest.fixture
def office(tmp_path: Path) -> ScheduleOffice:
    """An office on Monday 23 November 2026 at 07.00, its reports just begun."""
    office = ScheduleOffice(tmp_path / "laporan")
    office.rounds.make_due()
    return office


def test_a_day_without_changes_writes_the_page_with_its_reports_only(
    office: ScheduleOffice,
) -> None:
    office.until("2026-11-24T06:55")
    times = ("23T07:00", "23T08:00", "23T13:00", "23T15:30", "24T00:00")
    assert office.boards == [at(f"2026-11-{time}") for time in times]


def test_a_holiday_begins_with_a_new_page(office: ScheduleOffice) -> None:
    office.until("2026-11-29T12:00")
    assert office.boards[-2:] == [at("2026-11-28T00:00"), at("2026-11-29T00:00")]


def test_a_changed_register_is_on_the_page_at_once(office: ScheduleOffice) -> None:
    office.state = (2, 2)
    office.at("2026-11-23T07:05")
    assert office.boards[-1] == at("2026-11-23T07:05")


def test_the_page_shows_what_the_reports_left(office: ScheduleOffice) -> None:
    office.at("2026-11-23T08:00")
    assert (len(office.lists()), len(office.boards)) == (1, 2)


@pytest.mark.parametrize("error", [BROKEN, RuntimeError("Budi")])
def test_a_page_that_fails_is_told_once_and_tried_again(
    office: ScheduleOffice, error: Exception
) -> None:
    office.failing[BOARD] = error
    done = office.at("2026-11-23T08:00")
    assert (len(done.made), [failure.report for failure in done.failures]) == (1, [BOARD])
    office.at("2026-11-23T08:05")
    assert office.log().count(f"{BOARD}: ") == 1
    del office.failing[BOARD]
    assert office.at("2026-11-23T08:10").failures == []
    assert office.boards[-1] == at("2026-11-23T08:10")


def test_a_report_that_fails_does_not_keep_the_page_back(office: ScheduleOffice) -> None:
    office.failing[OVERDUE] = BROKEN
    office.at("2026-11-23T08:00")
    assert office.boards[-1] == at("2026-11-23T08:00")


def test_a_register_that_cannot_be_read_leaves_the_page_as_it_is(office: ScheduleOffice) -> None:
    office.failing[""] = BROKEN
    before = list(office.boards)
    office.at("2026-11-23T08:00")
    assert office.boards == before
