"""The sheet Jadwal of a register, which one made before there was such a sheet lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.findings import Finding
from pengaduan_xl.domain.schedule_sheet import DEFAULT_SCHEDULE, REPORT, parse_schedule

if TYPE_CHECKING:
    from pengaduan_xl.domain.schedule_sheet import ReportTime
    from pengaduan_xl.register.sheets import SheetTable

REMEDY = "Tulis kembali judul kolom itu pada baris {row}; sampai itu jadwal bawaan yang berlaku"


def is_schedule(sheet: SheetTable | None) -> bool:
    """Return whether a sheet named Jadwal is ours: staff may have one of their own, without such a column."""
    return sheet is not None and REPORT in sheet.columns


def read_schedule(sheet: SheetTable | None) -> tuple[tuple[ReportTime, ...], list[Finding]]:
    """Return the times at which reports are due, and what is wrong with them.

    The default times hold where there is no such sheet, or where it lacks columns.
    """
    if sheet is None or not is_schedule(sheet):
        return DEFAULT_SCHEDULE, []
    if sheet.missing:
        remedy = REMEDY.format(row=sheet.first_row - 1)
        return DEFAULT_SCHEDULE, [
            Finding(sheet.table.sheet, "", "", f"Kolom '{heading}' tidak ada", remedy)
            for heading in sheet.missing
        ]
    return parse_schedule(sheet.sheet_rows())
