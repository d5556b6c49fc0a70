"""Reports as use cases: read the register, count, write the file in the office's folder of reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.desk import Desk
from pengaduan_xl.domain.officers import digits, find_person, holder
from pengaduan_xl.domain.procedure import PETUGAS
from pengaduan_xl.office_folder import REPORT_FOLDER
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.store import RegisterFile
from pengaduan_xl.reports.daily import daily_recap
from pengaduan_xl.reports.overdue import due_soon_cases, overdue_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from pengaduan_xl.desk import RegisterSession
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.domain.officers import Officer
    from pengaduan_xl.register.ledger import Ledger
    from pengaduan_xl.reports.overdue import OverdueCase
    from pengaduan_xl.reports.recap import DailyRecap


class MadeRecap(NamedTuple):
    """A day's recap, its file, the numbers left out since their rows are broken, and notices to staff."""

    recap: DailyRecap
    file: Path
    left_out: tuple[str, ...]
    notices: tuple[str, ...]


class MadeOverdue(NamedTuple):
    """The overdue list, worst first, what is due soon, its file, numbers left out as broken, and notices."""

    rows: list[OverdueCase]
    soon: list[OverdueCase]
    file: Path
    left_out: tuple[str, ...]
    notices: tuple[str, ...]


def make_recap(
    register: Path | RegisterSession, day: date, officer: str, now: Callable[[], datetime]
) -> MadeRecap:
    """Make a day's recap: the row of Rekap Harian and ``laporan/rekap_YYYY-MM-DD.xlsx`` (SOP, Pencatatan).

    A day that has a row already gets it written anew, so the recap may be made twice.

    Args:
        register: The register's file, or the register at hand.
        day: The day reported.
        officer: Name or NIP of who answers for it; empty for whoever holds Petugas Pengaduan that day.
        now: Gives this moment, naive WIB.

    Raises:
        PengaduanError: The register or the file cannot be used, the officer is not known, or the day has
            not begun.
    """
    from pengaduan_xl.reports.export import write_recap

    with Desk(register, now) as desk:
        ledger = desk.ledger
        cases, moment = ledger.cases(), now()
        recap = daily_recap(cases, ledger.office, day, moment)
        signer = _signer(ledger.office, officer, day)
        recap = replace(recap, officer=signer.name if signer else "")
        late = overdue_cases(cases, ledger.office, recap.moment)
        file = desk.path.parent / REPORT_FOLDER / f"rekap_{day.isoformat()}.xlsx"
        write_recap(file, recap, late, ledger.settings, signer)
        ledger.put_recap(day, recap.row())
        desk.save()
        return MadeRecap(recap, file, tuple(sorted(ledger.content.broken)), tuple(desk.notices))


def make_overdue(path: Path, moment: datetime) -> MadeOverdue:
    """Make the list of cases past a deadline at ``moment`` and ``laporan/terlambat_YYYY-MM-DD_HHMM.xlsx``."""
    ledger, notices = read_ledger(path)
    return write_overdue_of(ledger, RegisterFile(path).path.parent, moment, notices)


def write_overdue_of(
    ledger: Ledger, office_folder: Path, moment: datetime, notices: Sequence[str] = ()
) -> MadeOverdue:
    """Make that list of a register that was read, in the office's folder."""
    from pengaduan_xl.reports.export import write_overdue

    cases = ledger.cases()
    rows = overdue_cases(cases, ledger.office, moment)
    soon = due_soon_cases(cases, ledger.office, moment, ledger.settings.due_soon_percent)
    file = office_folder / REPORT_FOLDER / f"terlambat_{moment:%Y-%m-%d_%H%M}.xlsx"
    write_overdue(file, rows, ledger.settings, moment, soon)
    left_out = tuple(sorted(ledger.content.broken))
    return MadeOverdue(rows, soon, file, left_out, tuple(notices))


def _signer(office: Office, officer: str, day: date) -> Officer | None:
    """Return who signs: the officer asked for, else the holder of Petugas Pengaduan, if any."""
    if not officer:
        return holder(office.officers, PETUGAS, day)
    name = find_person(office.officers, officer, day).name
    rows = [row for row in office.officers if row.name == name and row.holds_on(day)]
    wanted = officer.strip().casefold()
    own = (row for row in rows if wanted == row.account.casefold() or digits(officer) == row.nip)
    return next(own, rows[0])
