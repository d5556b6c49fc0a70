"""The daily recap as a use case: the sheet's row, and its files in the office's folder of reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pengaduan_xl.desk import Desk
from pengaduan_xl.office_folder import REPORT_FOLDER
from pengaduan_xl.reporting.made import Made
from pengaduan_xl.reports.daily import daily_recap
from pengaduan_xl.reports.overdue import overdue_cases

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

    from pengaduan_xl.desk import RegisterSession
    from pengaduan_xl.reports.recap import DailyRecap


def make_recap(
    register: Path | RegisterSession, day: date, officer: str, now: Callable[[], datetime]
) -> Made[DailyRecap]:
    """Make a day's recap: the row of Rekap Harian, and files in ``laporan`` (SOP, Pencatatan).

    The files are ``rekap_YYYY-MM-DD.xlsx`` and, in official form, ``.docx``; a template that cannot be
    filled in keeps nothing but the latter. A day that has a row already gets it written anew, so the
    recap may be made twice.

    Args:
        register: The register's file, or the register at hand.
        day: The day reported.
        officer: Name or NIP of who answers for it; empty for whoever holds Petugas Pengaduan that day.
        now: Gives this moment, naive WIB.

    Raises:
        PengaduanError: The register or the file cannot be used, the officer is not known, or the day has
            not begun.
    """
    from pengaduan_xl.reporting.recap_document import signer_of, write_day_document
    from pengaduan_xl.reporting.stale_recaps import stale_recaps
    from pengaduan_xl.reports.export import write_recap

    with Desk(register, now) as desk:
        ledger = desk.ledger
        cases, moment = ledger.cases(), now()
        recap = daily_recap(cases, ledger.office, day, moment)
        signer = signer_of(ledger.office, officer, day)
        recap = replace(recap, officer=signer.name if signer else "")
        late = overdue_cases(cases, ledger.office, recap.moment)
        file = desk.path.parent / REPORT_FOLDER / f"rekap_{day.isoformat()}.xlsx"
        write_recap(file, recap, late, ledger.settings, signer)
        document, problem = write_day_document(file.with_suffix(".docx"), recap, late, ledger)
        stale = stale_recaps(ledger, day)
        ledger.put_recap(day, recap.row())
        desk.save()
        left_out = tuple(sorted(ledger.content.broken))
        return Made(recap, file, left_out, (*desk.notices, *problem, *stale), document)
