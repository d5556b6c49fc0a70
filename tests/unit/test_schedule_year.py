"""A year of reports under a clock in the test's hand: one recap a working day, whatever happens."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import schedule
from schedule_office import ScheduleOffice, at, working_days

from pengaduan_xl.domain.schedule_sheet import RECAP
from pengaduan_xl.errors import BusyFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from pathlib import Path

YEAR = working_days("2026-01-01", "2026-12-31")
ONCE = Counter(YEAR)
NEW_YEAR = at("2027-01-01T00:00")


class MachineClock:
    """The clock that the package schedule would ask by itself."""

    @staticmethod
    def now(zone: object = None) -> None:
        raise AssertionError(zone)


@pytest.fixture(autouse=True)
def machine_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever asks the machine's clock fail; the disk's own pace is no matter here."""
    monkeypatch.setattr(schedule, "datetime", SimpleNamespace(datetime=MachineClock))
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def office(tmp_path: Path) -> ScheduleOffice:
    """An office on the first night of 2026."""
    return ScheduleOffice(tmp_path / "laporan", "2026-01-01T00:00")


@pytest.fixture
def new_york() -> Iterator[None]:
    """A machine in a zone with summer time."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "America/New_York"
    time.tzset()
    yield
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


def busy() -> BusyFileError:
    return BusyFileError("Register sedang terbuka", "Tutup dahulu")


def expected_lists() -> list[datetime]:
    return [at(f"{day}T{hour}:00") for day in YEAR for hour in ("08", "13")]


def test_a_year_has_one_recap_a_working_day_and_none_on_holidays(office: ScheduleOffice) -> None:
    office.until("2027-01-01T00:00")
    assert len(YEAR) == 240
    assert office.recaps() == ONCE
    assert {moment.strftime("%H:%M") for moment, _ in office.made} == {"08:00", "13:00", "15:30"}
    assert office.lists() == expected_lists()
    assert office.plans <= 366 + len(office.made)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has no tzset")
@pytest.mark.usefixtures("new_york")
def test_a_machine_in_a_zone_with_summer_time_reports_by_wib(office: ScheduleOffice) -> None:
    office.until("2027-01-01T00:00", timedelta(minutes=15))
    assert office.recaps() == ONCE
    assert office.lists() == expected_lists()


@pytest.mark.parametrize("seed", [2026])
def test_restarts_at_random_moments_make_nothing_twice(office: ScheduleOffice, seed: int) -> None:
    chance = random.Random(seed)
    while office.moment < NEW_YEAR:
        office.moment += timedelta(minutes=chance.randint(1, 40))
        if chance.random() < 0.1:
            office.start()
        office.rounds.make_due()
    assert office.recaps() == ONCE
    assert len(office.lists()) == 2 * len(YEAR)


@pytest.mark.parametrize("seed", range(2))
def test_a_machine_that_is_often_off_catches_up(office: ScheduleOffice, seed: int) -> None:
    chance = random.Random(seed)
    office.rounds.make_due()
    while office.moment < NEW_YEAR + timedelta(days=30):
        hours = chance.choice([0.1, 1, 5, 16, 63, 200, 500])
        office.moment += timedelta(hours=hours * chance.random())
        office.start()
        office.rounds.make_due()
    counted = {day: count for day, count in office.recaps().items() if day.year == 2026}
    assert counted == ONCE
    assert all(moment >= run.due for moment, run in office.made)


@pytest.mark.parametrize("seed", [2026])
def test_jobs_that_fail_at_random_come_about_once(office: ScheduleOffice, seed: int) -> None:
    chance = random.Random(seed)
    while office.moment < NEW_YEAR:
        office.moment += timedelta(minutes=chance.randint(5, 90))
        names = [name for name in ("", "Rekap Harian", "Daftar Terlambat") if chance.random() < 0.3]
        office.failing = {name: chance.choice([busy(), ValueError("x")]) for name in names}
        office.rounds.make_due()
    office.failing = {}
    office.rounds.make_due()
    assert office.recaps() == ONCE


@pytest.mark.parametrize("seed", range(2))
def test_a_clock_set_back_by_hours_makes_nothing_twice(office: ScheduleOffice, seed: int) -> None:
    chance = random.Random(seed)
    while office.moment < NEW_YEAR:
        office.moment += timedelta(minutes=chance.randint(5, 90))
        if chance.random() < 0.02:
            midnight = at(f"{office.moment.date()}T00:00")
            office.moment -= (office.moment - midnight) * chance.random()
        office.rounds.make_due()
    assert office.recaps() == ONCE
    assert len(office.lists()) == 2 * len(YEAR)


@pytest.fixture
def later(tmp_path: Path) -> ScheduleOffice:
    """An office whose reports began on 1 September 2026."""
    office = ScheduleOffice(tmp_path / "laporan", "2026-09-01T00:00")
    office.rounds.make_due()
    return office


def days_made_now(office: ScheduleOffice) -> list[date]:
    """The days whose recaps were made at the moment that the clock shows."""
    return [run.due.date() for at, run in office.made if (at, run.report) == (office.moment, RECAP)]


def test_a_week_off_is_made_up_for_in_the_first_pass(later: ScheduleOffice) -> None:
    later.until("2026-11-13T17:00")
    before = len(later.lists())
    later.start()
    later.at("2026-11-23T07:40")
    assert days_made_now(later) == working_days("2026-11-16", "2026-11-20")
    assert len(later.lists()) == before + 1
    assert "Menyusul 6 laporan yang terlewat sejak 16/11/2026 15.30." in later.log()


def test_weeks_off_are_made_up_for_as_far_as_the_limit(later: ScheduleOffice) -> None:
    later.until("2026-09-30T17:00")
    later.start()
    later.at("2026-11-23T07:40")
    assert days_made_now(later) == working_days("2026-10-23", "2026-11-20")
    assert (
        "Rekap 16 hari (01/10/2026 sampai 22/10/2026) tidak disusul karena lebih dari 31 hari yang lalu. "
        "Bila perlu: pengaduan rekap --tanggal 01/10/2026" in later.log()
    )


def test_what_is_given_up_is_told_once(later: ScheduleOffice) -> None:
    later.at("2026-11-23T07:40")
    later.start()
    later.at("2026-11-24T07:40")
    assert later.log().count("tidak disusul") == 1


def test_a_clock_a_week_ahead_is_made_up_for(later: ScheduleOffice) -> None:
    later.until("2026-11-23T10:00")
    later.at("2026-11-30T16:00")
    later.at("2026-11-23T10:05")
    assert "Jam komputer mundur ke 23/11/2026 10.05; catatan untuk 23/11/2026" in later.log()
    later.until("2026-12-01T00:00")
    real = {run.due.date() for at, run in later.made if at.date() == run.due.date()}
    assert real == set(working_days("2026-09-01", "2026-11-30"))


def test_a_clock_months_ahead_gives_nothing_up_for_good(later: ScheduleOffice) -> None:
    later.until("2026-09-02T10:00")
    later.at("2026-12-30T16:00")
    later.until("2026-12-31T00:00")
    later.moment = at("2026-09-02T10:05")
    later.until("2026-10-01T00:00")
    september = {day for day in later.recaps() if day.month == 9}
    assert september == set(working_days("2026-09-01", "2026-09-30"))


def test_a_clock_fallen_back_to_its_beginning_makes_nothing(later: ScheduleOffice) -> None:
    later.until("2026-09-03T16:00")
    made = len(later.made)
    later.moment = at("2000-01-03T00:00")
    later.until("2000-01-05T00:00")
    later.at("2026-09-03T16:30")
    assert len(later.made) == made
    assert later.log().count("Jam komputer menunjukkan 03/01/2000") == 1
