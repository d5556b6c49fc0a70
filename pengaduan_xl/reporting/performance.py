"""The office's performance as a use case: read the register, count, write the file among the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.office_folder import REPORT_FOLDER
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.store import RegisterFile
from pengaduan_xl.reports.performance_count import performance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.register.ledger import Ledger
    from pengaduan_xl.reports.performance import Performance
    from pengaduan_xl.reports.period import Period


class MadePerformance(NamedTuple):
    """An office's performance, its file, numbers left out as broken, and notices."""

    found: Performance
    file: Path
    left_out: tuple[str, ...]
    notices: tuple[str, ...]


def make_performance(path: Path, period: Period, now: datetime) -> MadePerformance:
    """Judge a period up to ``now``, and write ``laporan/kinerja_YYYY-MM-DD_YYYY-MM-DD.xlsx``.

    The file is named by the first and the last day judged; the register is only read.

    Raises:
        PengaduanError: The register or the file cannot be used, or the period has not begun.
    """
    ledger, notices = read_ledger(path)
    return write_performance_of(ledger, RegisterFile(path).path.parent, period, now, notices)


def write_performance_of(
    ledger: Ledger,
    office_folder: Path,
    period: Period,
    now: datetime,
    notices: Sequence[str] = (),
) -> MadePerformance:
    """Judge a period in a register that was read, and write the file in the office's folder."""
    from pengaduan_xl.reports.performance_book import write_performance

    found = performance(ledger.cases(), ledger.office, period, now)
    name = f"kinerja_{found.period.first.isoformat()}_{found.period.last.isoformat()}.xlsx"
    file = office_folder / REPORT_FOLDER / name
    left_out = tuple(sorted(ledger.content.broken))
    write_performance(file, found, ledger.settings, left_out)
    return MadePerformance(found, file, left_out, tuple(notices))
