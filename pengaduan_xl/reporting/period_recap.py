"""The recap of a month, a quarter or other days as a use case: files in the office's folder of reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pengaduan_xl.domain.holiday_coverage import HolidayCoverage
from pengaduan_xl.office_folder import REPORT_FOLDER
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.store import RegisterFile
from pengaduan_xl.reporting.made import Made
from pengaduan_xl.reports.daily import period_recap
from pengaduan_xl.reports.overdue import overdue_cases
from pengaduan_xl.reports.period_words import period_stem

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.reports.period import Period
    from pengaduan_xl.reports.recap import PeriodRecap


def make_period(register: Path, period: Period, officer: str, now: datetime) -> Made[PeriodRecap]:
    """Make a period's recap in ``laporan``: ``rekap_2026-10.xlsx``, ``rekap_2026-TW4.xlsx``, and ``.docx``.

    The register is only read: Rekap Harian holds days alone.

    Args:
        register: The register's file.
        period: The days reported; they may last beyond ``now``.
        officer: Name or NIP of who answers for it; empty for whoever holds Petugas Pengaduan at its end.
        now: This moment, naive WIB.

    Raises:
        PengaduanError: The register or the file cannot be used, the officer is not known, or the period has
            not begun.
    """
    from pengaduan_xl.reporting.recap_document import signer_of, write_period_document
    from pengaduan_xl.reports.export import write_period

    ledger, notices = read_ledger(register)
    cases, office = ledger.cases(), ledger.office
    recap = period_recap(cases, office, period, now)
    signer = signer_of(office, officer, recap.moment.date())
    recap = replace(recap, officer=signer.name if signer else "")
    late = overdue_cases(cases, office, recap.moment)
    folder = RegisterFile(register).path.parent / REPORT_FOLDER
    file = folder / f"{period_stem(period)}.xlsx"
    write_period(file, recap, late, ledger.settings, signer)
    document, problem = write_period_document(file.with_suffix(".docx"), recap, late, ledger)
    years = range(period.first.year, recap.moment.year + 1)
    doubts = HolidayCoverage(office.hours.holidays).doubts(years)
    left_out = tuple(sorted(ledger.content.broken))
    return Made(recap, file, left_out, (*notices, *problem, *doubts), document)
