"""An office for the scheduler: its clock, its register and its reports in the test's hand."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pengaduan_xl.domain.office_hours import OfficeHours
from pengaduan_xl.domain.schedule_sheet import DEFAULT_SCHEDULE, OVERDUE, RECAP
from pengaduan_xl.scheduler.diary import Diary
from pengaduan_xl.scheduler.jobs import Run, Timetable
from pengaduan_xl.scheduler.office import Plan, Report
from pengaduan_xl.scheduler.rounds import BOARD, Pass, Rounds
from pengaduan_xl.scheduler.stamps import StampFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.domain.findings import Finding
    from pengaduan_xl.domain.schedule_sheet import ReportTime

HOURS = OfficeHours.default()
TICK = timedelta(minutes=5)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def working_days(first: str, last: str) -> list[date]:
    """The working days of the default calendar, both ends included."""
    start = date.fromisoformat(first)
    span = (date.fromisoformat(last) - start).days
    days = [start + timedelta(days=place) for place in range(span + 1)]
    return [day for day in days if HOURS.is_working_day(day)]


class ScheduleOffice:
    """An office whose reports are only counted, and the scheduler that works for it.

    Args:
        folder: Its folder of reports.
        moment: What its clock shows, ISO.

    Attributes:
        made: Each report made, with the moment.
        plans: How often the register was read.
        boards: When the page for the wall was written.
        failing: What ``make`` raises, by report; what ``plan`` raises under the empty name, ``show_board``
            under "Papan".
    """

    def __init__(self, folder: Path, moment: str = "2026-11-23T07:00") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.moment = at(moment)
        self.times: Sequence[ReportTime] = DEFAULT_SCHEDULE
        self.findings: list[Finding] = []
        self.made: list[tuple[datetime, Run]] = []
        self.plans = 0
        self.boards: list[datetime] = []
        self.failing: dict[str, Exception] = {}
        self.notices: tuple[str, ...] = ()
        self.state: tuple[int, int] | None = (1, 1)
        self.said: list[str] = []
        self.start()

    def start(self) -> None:
        """Start the scheduler, as after the computer was off."""
        diary = Diary(self.folder, lambda: self.moment, self.said.append)
        self.file = StampFile(self.folder)
        self.rounds = Rounds(self, self.file, diary, lambda: self.moment)

    def mark(self) -> tuple[int, int] | None:
        return self.state

    def plan(self) -> Plan:
        self.plans += 1
        if "" in self.failing:
            raise self.failing[""]
        return Plan(Timetable(self.times, HOURS), is_own=True, findings=self.findings)

    def make(self, run: Run) -> Report:
        if run.report in self.failing:
            raise self.failing[run.report]
        self.made.append((self.moment, run))
        return Report(Path(f"{run.report}.xlsx"), "masuk 0", self.notices)

    def show_board(self) -> None:
        if BOARD in self.failing:
            raise self.failing[BOARD]
        self.boards.append(self.moment)

    def at(self, moment: str) -> Pass:
        """Set the clock and make a pass."""
        self.moment = at(moment)
        return self.rounds.make_due()

    def until(self, moment: str, tick: timedelta = TICK) -> None:
        """Let the time run, with a pass every few minutes."""
        end = at(moment)
        while self.moment < end:
            self.moment += tick
            self.rounds.make_due()

    def recaps(self) -> Counter[date]:
        """How many recaps each day has."""
        return Counter(run.due.date() for _, run in self.made if run.report == RECAP)

    def lists(self) -> list[datetime]:
        """When the overdue lists were made."""
        return [moment for moment, run in self.made if run.report == OVERDUE]

    def log(self) -> str:
        path = self.folder / "jadwal.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""
