"""The overdue list as a use case: read the register, list, write the file in the folder of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.office_folder import REPORT_FOLDER
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.escalation import read_escalation
from pengaduan_xl.register.schema_rules import ESCALATION
from pengaduan_xl.register.store import RegisterFile
from pengaduan_xl.reports.overdue import Limits, overdue_report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.register.ledger import Ledger
    from pengaduan_xl.reports.overdue import OverdueCase, OverdueReport


class MadeOverdue(NamedTuple):
    """The overdue list and what came of it.

    Attributes:
        report: What is late, what is near, and how old it all is.
        file: Its workbook.
        left_out: Numbers left out since their rows are broken.
        notices: What staff should know.
        notes: The *nota dinas* that were made, if they were asked for.
    """

    report: OverdueReport
    file: Path
    left_out: tuple[str, ...]
    notices: tuple[str, ...]
    notes: tuple[Path, ...] = ()

    @property
    def rows(self) -> tuple[OverdueCase, ...]:
        """The cases past a deadline, worst first."""
        return self.report.rows

    @property
    def soon(self) -> tuple[OverdueCase, ...]:
        """The cases near a deadline, worst first."""
        return self.report.soon


def make_overdue(path: Path, moment: datetime, *, notes: bool = False) -> MadeOverdue:
    """Make the list of cases past a deadline at ``moment`` and ``laporan/terlambat_YYYY-MM-DD_HHMM.xlsx``.

    Args:
        path: The register's file.
        moment: The moment the list tells about, naive WIB.
        notes: Whether to write the *nota dinas* to those who are told of the cases, too.

    Raises:
        PengaduanError: The register or the list's file cannot be used.
    """
    ledger, notices = read_ledger(path)
    made = write_overdue_of(ledger, RegisterFile(path).path.parent, moment, notices)
    if not notes:
        return made
    from pengaduan_xl.reporting.notes import write_notes

    written, problems = write_notes(made.report, ledger, made.file.parent)
    return made._replace(notes=written, notices=(*made.notices, *problems))


def write_overdue_of(
    ledger: Ledger, office_folder: Path, moment: datetime, notices: Sequence[str] = ()
) -> MadeOverdue:
    """Make that list of a register that was read, in the office's folder."""
    from pengaduan_xl.reports.export import write_overdue

    report = overdue_report(ledger.cases(), ledger.office, moment, limits_of(ledger))
    file = office_folder / REPORT_FOLDER / f"terlambat_{moment:%Y-%m-%d_%H%M}.xlsx"
    write_overdue(file, report, ledger.settings)
    left_out = tuple(sorted(ledger.content.broken))
    return MadeOverdue(report, file, left_out, tuple(notices))


def limits_of(ledger: Ledger) -> Limits:
    """Return from when on a register's cases are listed, and who is told of them."""
    sheet = ledger.content.whole.sheets.get(ESCALATION.sheet)
    settings = ledger.settings
    rules, _ = read_escalation(sheet)
    return Limits(settings.due_soon_percent, settings.urgent_percent, rules)
