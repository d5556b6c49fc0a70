"""How an office's scheduler stands: what was made last, what comes next, what is in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.schedule_sheet import RECAP
from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.scheduler.jobs import Timetable
from pengaduan_xl.scheduler.loop import AlreadyRunningError, ReportFolderError, alone
from pengaduan_xl.scheduler.mailing import mail_remarks
from pengaduan_xl.scheduler.office import RegisterOffice
from pengaduan_xl.scheduler.stamps import StampFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.domain.schedule_sheet import ReportTime
    from pengaduan_xl.scheduler.office import Plan
    from pengaduan_xl.scheduler.stamps import Stamps


class Row(NamedTuple):
    """A row of the sheet Jadwal: which report, when it was made last, and when it is due next."""

    time: ReportTime
    made: datetime | None
    due: datetime | None


class Status(NamedTuple):
    """How the scheduler of an office stands.

    Attributes:
        folder: The folder of reports.
        is_running: Whether a scheduler works on it at this moment.
        is_own: Whether the register has the sheet Jadwal; else the default times hold.
        rows: The times at which reports are due.
        remarks: What stood in the way of the last pass, and what stands in the way now.
    """

    folder: Path
    is_running: bool
    is_own: bool
    rows: list[Row]
    remarks: list[str]


def status_of(register: Path, now: Callable[[], datetime]) -> Status:
    """Return how an office's scheduler stands; nothing is made or changed."""
    office = RegisterOffice(register, now)
    remarks: list[str] = []
    stamps = _stamps(office.folder, remarks)
    is_own, rows = False, list[Row]()
    try:
        plan = office.plan()
        is_own, rows = plan.is_own, _rows(plan, stamps, now())
    except PengaduanError as error:
        remarks.append(str(error))
    remarks += mail_remarks(office.folder)
    unique = list(dict.fromkeys(remarks))
    return Status(office.folder, is_running(office.folder), is_own, rows, unique)


def is_running(folder: Path) -> bool:
    """Return whether a scheduler works on a folder of reports at this moment."""
    if not folder.is_dir():
        return False
    try:
        with alone(folder):
            return False
    except AlreadyRunningError:
        return True
    except ReportFolderError:
        return False


def _stamps(folder: Path, remarks: list[str]) -> Stamps | None:
    try:
        stamps = StampFile(folder).read()
    except PengaduanError as error:
        remarks.append(str(error))
        return None
    remarks += stamps.remarks if stamps else ()
    return stamps


def _rows(plan: Plan, stamps: Stamps | None, now: datetime) -> list[Row]:
    rows = []
    for time in plan.timetable.times:
        made = _last_made(time.report, stamps) if stamps else None
        own = Timetable([time], plan.timetable.hours)
        rows.append(Row(time, made, own.following(time.report, now)))
    return rows


def _last_made(report: str, stamps: Stamps) -> datetime | None:
    if report != RECAP:
        return stamps.overdue
    return max((moment for moment in stamps.recaps.values() if moment), default=None)
