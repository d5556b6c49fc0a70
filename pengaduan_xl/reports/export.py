"""The recap and the overdue list as .xlsx files, without personal data (UU 27/2022)."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from pengaduan_xl.errors import BusyFileError, WriteFailedError, system_reason
from pengaduan_xl.reports.sheets import ReportBook, ReportSheet, Signature, render
from pengaduan_xl.reports.tables import (
    due_soon_sheet_table,
    explanation_table,
    overdue_sheet_table,
    performer_lines,
    recap_tables,
)
from pengaduan_xl.wording import clock, day_date, long_date, nip_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.domain.officers import Officer
    from pengaduan_xl.reports.overdue import OverdueCase
    from pengaduan_xl.reports.recap import DailyRecap
    from pengaduan_xl.reports.tables import ReportTable
    from pengaduan_xl.settings import Settings

SIGNER = "Petugas Pengaduan"
RECAP_TITLE = "LAPORAN REKAPITULASI HARIAN JUMLAH LAYANAN PENGADUAN"
OVERDUE_TITLE = "DAFTAR PENGADUAN LEWAT WAKTU"
DUE_SOON_TITLE = "DAFTAR PENGADUAN MENDEKATI TENGGAT"
EXPLANATION_TITLE = "PENJELASAN TENGGAT"

_RECAP_WIDTHS = (37, *[11.5] * 7)
_LIST_WIDTHS = (11, 32, 18, 24, 17, 16, 16, 10, 15, 20)
_EXPLANATION_WIDTHS = (12, 17, 80)


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
    moment = recap.moment
    signature = Signature(
        f"{settings.city}, {long_date(recap.day)}",
        SIGNER,
        signer.full_name if signer else recap.officer,
        nip_text(signer.nip) if signer else "",
    )
    recap_sheet = ReportSheet(
        "Rekap",
        _heading(settings, RECAP_TITLE, moment),
        tuple(recap_tables(recap)),
        _RECAP_WIDTHS,
        signature=signature,
    )
    sheets = (recap_sheet, _overdue_sheet(overdue, settings, moment))
    write_file(path, render(_book(RECAP_TITLE, settings, moment, sheets)))


def write_overdue(
    path: Path,
    rows: Sequence[OverdueCase],
    settings: Settings,
    now: datetime,
    due_soon: Sequence[OverdueCase] = (),
) -> None:
    """Write the overdue list, the cases near a deadline, and why each deadline is what it is.

    Raises:
        ReportBusyError: The file is open in another program.
        ReportNotWrittenError: The file cannot be written.
    """
    sheets = (
        _overdue_sheet(rows, settings, now),
        _list_sheet(
            "Mendekati Tenggat",
            _heading(settings, DUE_SOON_TITLE, now),
            due_soon_sheet_table(due_soon),
        ),
        ReportSheet(
            "Penjelasan",
            _heading(settings, EXPLANATION_TITLE, now),
            (explanation_table([*rows, *due_soon]),),
            _EXPLANATION_WIDTHS,
        ),
    )
    write_file(path, render(_book(OVERDUE_TITLE, settings, now, sheets)))


def _overdue_sheet(
    rows: Sequence[OverdueCase], settings: Settings, moment: datetime
) -> ReportSheet:
    heading = _heading(settings, OVERDUE_TITLE, moment)
    notes = tuple(performer_lines(rows))
    return _list_sheet("Lewat Waktu", heading, overdue_sheet_table(rows), notes)


def _list_sheet(
    name: str, heading: tuple[str, ...], table: ReportTable, notes: tuple[str, ...] = ()
) -> ReportSheet:
    return ReportSheet(name, heading, (table,), _LIST_WIDTHS, notes, landscape=True)


def _heading(settings: Settings, title: str, moment: datetime) -> tuple[str, ...]:
    office = (settings.government.upper(), settings.office.upper())
    return (*office, "", title, f"Keadaan {day_date(moment)} pukul {clock(moment)}")


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
