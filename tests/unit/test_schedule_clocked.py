"""The package schedule on a clock of ours."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import schedule
from schedule_office import at

from pengaduan_xl.scheduler.clocked import OfficeJob, OfficeScheduler

if TYPE_CHECKING:
    from datetime import datetime

    import pytest

NOON = at("2026-11-23T12:00")


class Work:
    """A job that is due every hour up to its last time."""

    def __init__(self, first: datetime, last: datetime) -> None:
        self.due: datetime | None = first
        self.last = last
        self.done: list[datetime] = []

    def __call__(self) -> None:
        assert self.due is not None
        self.done.append(self.due)
        self.due = self.due + timedelta(hours=1) if self.due < self.last else None


def scheduler_at_noon() -> OfficeScheduler:
    return OfficeScheduler(lambda: NOON)


def test_what_was_missed_is_run_until_now() -> None:
    scheduler, work = scheduler_at_noon(), Work(at("2026-11-23T09:30"), at("2026-11-23T18:00"))
    scheduler.add("a", lambda: work.due, work)
    scheduler.run_due()
    assert [f"{moment:%H.%M}" for moment in work.done] == ["09.30", "10.30", "11.30"]
    assert scheduler.next_run == at("2026-11-23T12:30")
    assert scheduler.jobs[0].last_run == NOON


def test_a_job_that_is_due_never_again_leaves_the_list() -> None:
    scheduler, work = scheduler_at_noon(), Work(NOON, NOON)
    scheduler.add("a", lambda: work.due, work)
    scheduler.run_due()
    assert (work.done, scheduler.jobs, scheduler.next_run) == ([NOON], [], None)


def test_a_job_that_is_due_never_is_not_added() -> None:
    scheduler = scheduler_at_noon()
    scheduler.add("a", lambda: None, lambda: None)
    assert scheduler.jobs == []


def test_jobs_run_in_the_order_of_their_times() -> None:
    scheduler, done = scheduler_at_noon(), list[str]()
    dues: dict[str, datetime | None] = {"b": at("2026-11-23T11:00"), "a": at("2026-11-23T09:00")}

    def work(name: str) -> None:
        done.append(name)
        dues[name] = None

    for name in ("b", "a"):
        scheduler.add(name, partial(dues.get, name), partial(work, name))
    scheduler.run_due()
    assert done == ["a", "b"]


def test_a_job_without_work_does_nothing() -> None:
    job = OfficeJob(scheduler_at_noon(), lambda: None)
    assert job.should_run is False
    assert job.run() is schedule.CancelJob


def test_jobs_have_a_scheduler_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "datetime", None)
    scheduler, work = scheduler_at_noon(), Work(NOON, NOON)
    scheduler.add("a", lambda: work.due, work)
    assert (len(scheduler.get_jobs("a")), schedule.jobs) == (1, [])
