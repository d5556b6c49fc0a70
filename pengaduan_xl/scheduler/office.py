"""The office as the scheduler sees it: its register, when its reports are due, and how they are made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pengaduan_xl.desk import Desk
from pengaduan_xl.domain.schedule_sheet import RECAP
from pengaduan_xl.office_folder import REPORT_FOLDER
from pengaduan_xl.reading import Reading, read_ledger
from pengaduan_xl.register.recipients import read_recipients
from pengaduan_xl.register.schedule import is_schedule, read_schedule
from pengaduan_xl.register.schema_rules import RECIPIENTS, SCHEDULE
from pengaduan_xl.register.store import RegisterFile
from pengaduan_xl.reporting.board import write_board_of
from pengaduan_xl.reporting.overdue import write_overdue_of
from pengaduan_xl.reporting.recap import make_recap
from pengaduan_xl.scheduler.borrowed import BorrowedRegister, session_on
from pengaduan_xl.scheduler.jobs import Timetable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.domain.findings import Finding
    from pengaduan_xl.reporting.made import Made
    from pengaduan_xl.reporting.overdue import MadeOverdue
    from pengaduan_xl.reports.recap import DailyRecap
    from pengaduan_xl.scheduler.jobs import Run

_NUMBER = re.compile(r"\d{4}-\d{4,}")


class Plan(NamedTuple):
    """When reports are due, as the register says.

    Attributes:
        timetable: The times on the office's calendar.
        is_own: Whether the register has the sheet Jadwal; else the default times hold.
        findings: What is wrong in that sheet and in Penerima.
    """

    timetable: Timetable
    is_own: bool
    findings: Sequence[Finding]


class Report(NamedTuple):
    """A report that was made: its file, how things stand in a few numbers, and what staff should know.

    ``documents`` are the same report in other forms, beside its file.
    """

    file: Path
    figures: str
    notices: tuple[str, ...]
    documents: tuple[Path, ...] = ()


class Office(Protocol):
    """What the scheduler needs of an office; see :class:`RegisterOffice`."""

    def mark(self) -> tuple[int, int] | None:
        """Return what tells one state of the register's file from another; ``None`` when it is not there."""

    def plan(self) -> Plan:
        """Read when reports are due."""

    def make(self, run: Run) -> Report:
        """Make a report."""

    def show_board(self) -> None:
        """Write the page for the wall anew."""


class RegisterOffice:
    """An office by its register.

    Args:
        register: The register's file.
        now: Gives this moment, naive WIB.

    Attributes:
        folder: Where its reports are.
    """

    def __init__(self, register: Path, now: Callable[[], datetime]) -> None:
        self._path = RegisterFile(register).path
        self._now = now
        self.folder = self._path.parent / REPORT_FOLDER

    def mark(self) -> tuple[int, int] | None:
        """Return the file's time of change and size."""
        try:
            facts = self._path.stat()
        except OSError:
            return None
        return facts.st_mtime_ns, facts.st_size

    def plan(self) -> Plan:
        """Read when reports are due.

        Raises:
            PengaduanError: The register or its journal cannot be read.
        """
        ledger = read_ledger(self._path).ledger
        sheet = ledger.content.sheets.get(SCHEDULE.sheet)
        times, findings = read_schedule(sheet)
        findings += read_recipients(ledger.content.sheets.get(RECIPIENTS.sheet))[1]
        return Plan(Timetable(times, ledger.office.hours), is_schedule(sheet), findings)

    def make(self, run: Run) -> Report:
        """Make a report, also while a spreadsheet program has the register open.

        Raises:
            PengaduanError: The register or the report's file cannot be used.
        """
        if run.report == RECAP:
            session = session_on(self._path, self._now)
            return _recap(make_recap(session, run.due.date(), "", self._now))
        ledger, notices = self._read()
        return _overdue(write_overdue_of(ledger, self._path.parent, self._now(), notices))

    def show_board(self) -> None:
        """Write the page for the wall anew, also while a spreadsheet program has the register open.

        Raises:
            PengaduanError: The register or the page's file cannot be used.
        """
        write_board_of(self._read().ledger, self._path.parent, self._now())

    def _read(self) -> Reading:
        """Return the register with the acts of buttons that are not saved yet."""
        session = session_on(self._path, self._now)
        if not isinstance(session, BorrowedRegister):
            return read_ledger(self._path)
        with Desk(session, self._now) as desk:
            return Reading(desk.ledger, desk.notices)


def _recap(made: Made[DailyRecap]) -> Report:
    one = made.recap
    figures = (
        f"masuk {one.received}, selesai {one.finished}, sisa {one.closing}, terlambat {one.late}"
    )
    documents = (made.document,) if made.document else ()
    return Report(made.file, figures, (*_left_out(made.left_out), *made.notices), documents)


def _overdue(made: MadeOverdue) -> Report:
    figures = f"lewat waktu {len(made.rows)}, mendekati tenggat {len(made.soon)}"
    return Report(made.file, figures, (*_left_out(made.left_out), *made.notices))


def _left_out(numbers: Sequence[str]) -> list[str]:
    """Return which cases a report leaves out; what else stands in the column of numbers is only counted."""
    if not numbers:
        return []
    named = list(filter(_NUMBER.fullmatch, numbers))
    named += [f"{len(numbers) - len(named)} lainnya"] if len(named) < len(numbers) else []
    cases = ", ".join(named)
    return [f"Tidak dihitung karena barisnya rusak: {cases}. Jalankan: pengaduan periksa"]
