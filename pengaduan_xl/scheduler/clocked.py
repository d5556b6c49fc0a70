"""The package ``schedule`` on the office's clock and calendar.

``schedule`` asks the computer for the time, in the computer's zone; it knows weekdays, but no holidays; and
it does not run what was missed. Its list of jobs, their order and their running are used; when a job is due
comes from the office. Decision 0014 says more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import schedule

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    NextDue = Callable[[], datetime | None]


class OfficeJob(schedule.Job):
    """A job that runs when the office's calendar says so.

    Args:
        scheduler: Whose job it is.
        next_due: Gives when it is due next, naive WIB, in the past for what was missed; ``None`` for never.
    """

    scheduler: OfficeScheduler

    def __init__(self, scheduler: OfficeScheduler, next_due: NextDue) -> None:
        super().__init__(1, scheduler)
        self._next_due = next_due

    @property
    def should_run(self) -> bool:
        """Whether its time has come on the office's clock."""
        return self.next_run is not None and self.scheduler.now() >= self.next_run

    def run(self) -> type[schedule.CancelJob] | None:
        """Run the job and ask when it is due next; a job that is due never again leaves the list."""
        if self.job_func is not None:
            self.job_func()
        self.last_run = self.scheduler.now()
        self._schedule_next_run()
        return schedule.CancelJob if self.next_run is None else None

    def _schedule_next_run(self) -> None:
        self.next_run = self._next_due()


class OfficeScheduler(schedule.Scheduler):
    """A scheduler of its own whose jobs run by the office's clock.

    Args:
        now: Gives this moment, naive WIB.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.now = now

    def add(self, name: str, next_due: NextDue, work: Callable[[], None]) -> None:
        """Add a job, unless it is due never."""
        if next_due() is not None:
            OfficeJob(self, next_due).tag(name).do(work)

    def run_due(self) -> None:
        """Run the jobs that are due, oldest first, until none is: a job may have missed several times."""
        while any(job.should_run for job in self.jobs):
            self.run_pending()
