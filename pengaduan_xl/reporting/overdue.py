"""The overdue list as a use case: read the register, list, write the file in the folder of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.office_folder import REPORT_FOLDER
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.store import RegisterFile
from pengaduan_xl.reports.overdue import due_soon_cases, overdue_cases

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.register.ledger import Ledger
    from pengaduan_xl.reports.overdue import OverdueCase


class MadeOverdue(NamedTuple):
    """The overdue list, worst first, what is due soon, its file, numbers left out as broken, and notices."""

    rows: list[OverdueCase]
    soon: list[OverdueCase]
    file: Path
    left_out: tuple[str, ...]
    notices: tuple[str, ...]


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
