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
from pengaduan_xl.reports.scores import FEW
from pengaduan_xl.reports.sheets import ReportBook, ReportSheet, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pengaduan_xl.reports.performance import Performance
    from pengaduan_xl.reports.tables import ReportTable
    from pengaduan_xl.settings import Settings

TITLE = "LAPORAN KINERJA PENANGANAN PENGADUAN"

_KEY_WIDTHS = (28, 24, 54)
_CASE_WIDTHS = (50, *[14] * 5)
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
    charts = performance_charts(found)
    drawn = tuple(chart for chart in charts if not chart.is_empty)
    notes = tuple(_notes(found, left_out, len(charts) - len(drawn)))
    yield ReportSheet("Ringkasan", heading, (key_table(found),), _KEY_WIDTHS, notes, charts=drawn)
    in_time, lengths, places, turns = step_tables(found)
    yield _sheet("Tahap", heading, in_time, (42, *[14] * 7))
    yield _sheet("Lama Tahap", heading, lengths, (42, 18, 14, 18, 18, 14, 14))
    yield _sheet("Letak Pengaduan", heading, places, (46, 24, 18))
    yield _sheet("Dikembalikan, Ditunda", heading, turns, (42, *[18] * 5))
    yield _sheet("Petugas", heading, officer_table(found), (42, *[14] * 7))
    yield _sheet("Jenis Izin", heading, permit_table(found), (42, *[14] * 7))
    yield _sheet("Bulan", heading, month_table(found), (14, *[14] * 8))
    yield ReportSheet("Pengaduan", heading, tuple(case_tables(found)), _CASE_WIDTHS, landscape=True)
    yield _sheet("Cara Menghitung", heading, method_table(), _METHOD_WIDTHS, landscape=False)


def _sheet(
    name: str,
    heading: tuple[str, ...],
    table: ReportTable,
    widths: tuple[int, ...],
    *,
    landscape: bool = True,
) -> ReportSheet:
    """Return the sheet of one table, which begins a page of its own and is named in the heading."""
    *office, period, state = heading
    named = (*office, table.title.upper(), period, state)
    return ReportSheet(name, named, (table,), widths, landscape=landscape)


def _notes(found: Performance, left_out: Sequence[str], undrawn: int) -> list[str]:
    """Return what is not in the figures and the charts."""
    notes = []
    if left_out:
        notes.append(
            f"{len(left_out)} pengaduan tidak dihitung karena barisnya rusak (pengaduan periksa)."
        )
    if found.total.unclocked:
        notes.append(
            f"{found.total.unclocked} pekerjaan tahap tanpa tenggat tertulis tidak dinilai."
        )
    if undrawn:
        notes.append(f"{undrawn} grafik tidak digambar karena datanya kurang dari {FEW}.")
    return notes
