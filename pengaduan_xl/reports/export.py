"""The recap and the overdue list as .xlsx files, without personal data (UU 27/2022)."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from pengaduan_xl.errors import BusyFileError, WriteFailedError, system_reason
from pengaduan_xl.reports.overdue_sheets import OVERDUE_TITLE, overdue_sheets
from pengaduan_xl.reports.period_words import period_title
from pengaduan_xl.reports.recap_sheets import RECAP_TITLE, period_sheets, recap_sheets
from pengaduan_xl.reports.sheets import ReportBook, ReportSheet, render

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.domain.officers import Officer
    from pengaduan_xl.reports.overdue import OverdueCase, OverdueReport
    from pengaduan_xl.reports.recap import DailyRecap, PeriodRecap
    from pengaduan_xl.settings import Settings


class ReportBusyError(BusyFileError):
    """The report's file is open in another program, so it cannot be replaced.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Laporan sedang dibuka di program lain",
            "Tutup berkas itu di Excel atau Calc, lalu ulangi",
            where=path.name,
        )


class ReportNotWrittenError(WriteFailedError):
    """The operating system refused to write the report.

    Args:
        path: The file.
        why: What the system says.
    """

    def __init__(self, path: Path, why: OSError) -> None:
        super().__init__(
            f"Laporan tidak dapat disimpan ({system_reason(why)})",
            f"Periksa folder {path.parent.name} dan ruang disk, lalu ulangi",
            where=path.name,
        )


def write_recap(
    path: Path,
    recap: DailyRecap,
    overdue: Sequence[OverdueCase],
    settings: Settings,
    signer: Officer | None = None,
) -> None:
    """Write the daily recap with the overdue list as an .xlsx file, replacing an older one.

    ``overdue`` belongs to the recap's moment. Without ``signer`` the recap's own officer signs, with the
    NIP left open.

    Raises:
        ReportBusyError: The file is open in another program.
        ReportNotWrittenError: The file cannot be written.
    """
    sheets = recap_sheets(recap, overdue, settings, signer)
    write_file(path, render(_book(RECAP_TITLE, settings, recap.moment, sheets)))


def write_period(
    path: Path,
    recap: PeriodRecap,
    overdue: Sequence[OverdueCase],
    settings: Settings,
    signer: Officer | None = None,
) -> None:
    """Write a period's recap as :func:`write_recap` writes that of a day.

    Raises:
        ReportBusyError: The file is open in another program.
        ReportNotWrittenError: The file cannot be written.
    """
    sheets = period_sheets(recap, overdue, settings, signer)
    title = period_title(recap.period)
    write_file(path, render(_book(title, settings, recap.moment, sheets)))


def write_overdue(path: Path, report: OverdueReport, settings: Settings) -> None:
    """Write the overdue list, the cases near a deadline, their ages, and why each deadline is what it is.

    Raises:
        ReportBusyError: The file is open in another program.
        ReportNotWrittenError: The file cannot be written.
    """
    sheets = overdue_sheets(report, settings)
    write_file(path, render(_book(OVERDUE_TITLE, settings, report.moment, sheets)))


def _book(
    title: str, settings: Settings, moment: datetime, sheets: tuple[ReportSheet, ...]
) -> ReportBook:
    return ReportBook(
        title.capitalize(), settings.office_short, settings.report_paper, moment, sheets
    )


def write_file(path: Path, content: bytes) -> None:
    """Replace a report's file as a whole: readers see the old one or the new one, never half of it.

    Raises:
        ReportBusyError: The file is open in another program.
        ReportNotWrittenError: The file cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _replace(temporary, path)
    except OSError as error:
        raise ReportNotWrittenError(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _replace(temporary: Path, path: Path) -> None:
    """Put the finished file in place; Windows forbids it while another program holds the old one."""
    try:
        temporary.replace(path)
    except PermissionError as error:
        raise ReportBusyError(path) from error
