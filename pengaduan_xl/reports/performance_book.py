"""An office's performance as an .xlsx file; complainants do not appear in it (UU 27/2022)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.reports.export import write_file
from pengaduan_xl.reports.headings import report_heading
from pengaduan_xl.reports.performance_charts import performance_charts
from pengaduan_xl.reports.performance_method import method_table
from pengaduan_xl.reports.performance_tables import (
    case_tables,
    key_table,
    month_table,
    officer_table,
    permit_table,
    step_tables,
)
from pengaduan_xl.reports.sheets import ReportBook, ReportSheet, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pengaduan_xl.reports.performance import Performance
    from pengaduan_xl.settings import Settings

TITLE = "LAPORAN KINERJA PENANGANAN PENGADUAN"

_KEY_WIDTHS = (27, 22, 50)
_TABLE_WIDTHS = (36, 14, 12, 13, 13, 13, 13, 13)
_MONTH_WIDTHS = (14, *[13] * 8)
_CASE_WIDTHS = (50, *[13] * 5)
_METHOD_WIDTHS = (24, 76)


def write_performance(
    path: Path, found: Performance, settings: Settings, left_out: Sequence[str] = ()
) -> None:
    """Write an office's performance as an .xlsx file, replacing an older one.

    Args:
        path: The file.
        found: The performance.
        settings: Name, paper and footer of the office.
        left_out: Numbers of cases that could not be counted since their rows are broken.

    Raises:
        ReportBusyError: The file is open in another program.
        ReportNotWrittenError: The file cannot be written.
    """
    *office, state = report_heading(settings, TITLE, found.moment)
    heading = (*office, f"Periode {found.period}", state)
    book = ReportBook(
        TITLE.capitalize(),
        settings.office_short,
        settings.report_paper,
        found.moment,
        tuple(_sheets(found, heading, left_out)),
    )
    write_file(path, render(book))


def _sheets(
    found: Performance, heading: tuple[str, ...], left_out: Sequence[str]
) -> Iterator[ReportSheet]:
    """Yield the sheet that is printed for the head, then the tables behind it, then how to read them."""
    key = ((key_table(found),), _KEY_WIDTHS, tuple(_notes(found, left_out)))
    yield ReportSheet("Ringkasan", heading, *key, charts=performance_charts(found))
    tables = (
        ("Tahap", step_tables(found), _TABLE_WIDTHS),
        ("Petugas", [officer_table(found)], _TABLE_WIDTHS),
        ("Jenis Izin", [permit_table(found)], _TABLE_WIDTHS),
        ("Bulan", [month_table(found)], _MONTH_WIDTHS),
        ("Pengaduan", case_tables(found), _CASE_WIDTHS),
    )
    for title, parts, widths in tables:
        yield ReportSheet(title, heading, tuple(parts), widths, landscape=True)
    yield ReportSheet("Cara Menghitung", heading, (method_table(),), _METHOD_WIDTHS)


def _notes(found: Performance, left_out: Sequence[str]) -> list[str]:
    """Return what is not in the figures."""
    notes = []
    if left_out:
        notes.append(
            f"{len(left_out)} pengaduan tidak dihitung karena barisnya rusak (pengaduan periksa)."
        )
    if found.total.unclocked:
        notes.append(
            f"{found.total.unclocked} pekerjaan tahap tanpa tenggat tertulis tidak dinilai."
        )
    return notes
