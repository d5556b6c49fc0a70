"""The printed sheets of the overdue list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.reports.headings import report_heading
from pengaduan_xl.reports.overdue_tables import (
    ageing_tables,
    due_soon_sheet_table,
    explanation_table,
    lateness_chart,
    overdue_sheet_table,
    performer_lines,
)
from pengaduan_xl.reports.sheets import ReportSheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pengaduan_xl.reports.overdue import OverdueCase, OverdueReport
    from pengaduan_xl.reports.tables import ReportTable
    from pengaduan_xl.settings import Settings

OVERDUE_TITLE = "DAFTAR PENGADUAN LEWAT WAKTU"
DUE_SOON_TITLE = "DAFTAR PENGADUAN MENDEKATI TENGGAT"
EXPLANATION_TITLE = "PENJELASAN TENGGAT"

AGEING_TITLE = "UMUR PENGADUAN"
AGEING_NOTES = (
    "Waktu kerja: jam kantor tanpa istirahat dan hari libur. Batas bawah setiap lajur termasuk.",
    "Lama lewat dihitung dari tenggat pertama yang tertulis pada lembar Lewat Waktu.",
)

_LIST_WIDTHS = (11, 32, 18, 24, 17, 16, 16, 10, 15, 20)
_WIDE_WIDTHS = (11, 28, 15, 22, 18, 16, 16, 10, 15, 24, 21)
_AGEING_WIDTHS = (26, *[12.5] * 7)
_EXPLANATION_WIDTHS = (12, 17, 80)


def overdue_sheets(report: OverdueReport, settings: Settings) -> tuple[ReportSheet, ...]:
    """Return the overdue list, what is near, how old it all is, and why each deadline is what it is."""

    def heading(title: str) -> tuple[str, ...]:
        return report_heading(settings, title, report.moment)

    late, soon = (
        overdue_sheet_table(report.rows, escalation=True),
        due_soon_sheet_table(report.soon),
    )
    notes = tuple(performer_lines(report.rows))
    return (
        _list_sheet("Lewat Waktu", heading(OVERDUE_TITLE), late, notes),
        _list_sheet("Mendekati Tenggat", heading(DUE_SOON_TITLE), soon),
        ReportSheet(
            "Umur",
            heading(AGEING_TITLE),
            tuple(ageing_tables(report)),
            _AGEING_WIDTHS,
            AGEING_NOTES,
            landscape=True,
            charts=(lateness_chart(report),),
        ),
        ReportSheet(
            "Penjelasan",
            heading(EXPLANATION_TITLE),
            (explanation_table([*report.rows, *report.soon]),),
            _EXPLANATION_WIDTHS,
        ),
    )


def overdue_sheet(rows: Sequence[OverdueCase], settings: Settings, moment: datetime) -> ReportSheet:
    """Return the cases past a deadline at ``moment`` as a sheet, without their escalation."""
    heading = report_heading(settings, OVERDUE_TITLE, moment)
    notes = tuple(performer_lines(rows))
    return _list_sheet("Lewat Waktu", heading, overdue_sheet_table(rows), notes)


def _list_sheet(
    name: str, heading: tuple[str, ...], table: ReportTable, notes: tuple[str, ...] = ()
) -> ReportSheet:
    widths = _WIDE_WIDTHS if len(table.headings) == len(_WIDE_WIDTHS) else _LIST_WIDTHS
    return ReportSheet(name, heading, (table,), widths, notes, landscape=True)
