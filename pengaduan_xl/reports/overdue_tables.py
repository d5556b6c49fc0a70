"""The tables of cases past a deadline or near one, the same for the screen and for a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.reports.ageing import AGES, LATENESS
from pengaduan_xl.reports.charts import STACKED, ReportChart
from pengaduan_xl.reports.tables import ReportTable
from pengaduan_xl.wording import duration, moment, thousands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pengaduan_xl.reports.ageing import AgeRow, Bucket
    from pengaduan_xl.reports.overdue import OverdueCase, OverdueReport
    from pengaduan_xl.reports.tables import Cell

JUST_PASSED = "baru lewat"
"""Said of a deadline after which the office has not been open yet."""

_Column = tuple[str, "Callable[[OverdueCase], Cell]"]
NUMBER: _Column = ("No. Register", lambda row: row.number)
SUBJECT: _Column = ("Perihal", lambda row: row.subject)
PERMIT: _Column = ("Jenis Izin", lambda row: row.permit)
STEP: _Column = ("Tahap", lambda row: f"{row.step}. {row.step_name}")
ROLE: _Column = ("Pelaksana", lambda row: row.role)
SINCE: _Column = ("Sejak", lambda row: row.since)
DUE: _Column = ("Tenggat", lambda row: row.due)
MINUTES_LATE: _Column = ("Menit Kerja Lewat", lambda row: row.minutes_late)
MINUTES_LEFT: _Column = ("Sisa Menit Kerja", lambda row: -row.minutes_late)
LATE: _Column = (
    "Lama Lewat",
    lambda row: duration(row.minutes_late) if row.minutes_late else JUST_PASSED,
)
LEFT: _Column = ("Sisa Waktu", lambda row: duration(-row.minutes_late))
USED: _Column = ("Terpakai", lambda row: f"{row.percent_used} %")
REMARK: _Column = ("Keterangan", lambda row: row.remark)
ESCALATED: _Column = ("Eskalasi", lambda row: str(row.escalation))

OVERDUE_TITLE = "Pengaduan lewat waktu"
DUE_SOON_TITLE = "Pengaduan mendekati tenggat"
LATENESS_TITLE = "Lama lewat waktu menurut pelaksana (waktu kerja)"
AGES_TITLE = "Umur pengaduan berjalan menurut pelaksana (hari kerja sejak diterima)"


def overdue_table(rows: Iterable[OverdueCase]) -> ReportTable:
    """Return the cases past a deadline for the screen."""
    columns = (NUMBER, SUBJECT, STEP, ROLE, DUE, LATE, REMARK, ESCALATED)
    return _listed(OVERDUE_TITLE, rows, columns)


def due_soon_table(rows: Iterable[OverdueCase]) -> ReportTable:
    """Return the cases near a deadline for the screen."""
    return _listed(DUE_SOON_TITLE, rows, (NUMBER, SUBJECT, STEP, ROLE, DUE, LEFT, USED, REMARK))


def overdue_sheet_table(rows: Iterable[OverdueCase], *, escalation: bool = False) -> ReportTable:
    """Return the cases past a deadline with all columns, for a workbook.

    Args:
        rows: The cases.
        escalation: Whether the last column tells who is told of each.
    """
    columns = (NUMBER, SUBJECT, PERMIT, STEP, ROLE, SINCE, DUE, MINUTES_LATE, LATE, REMARK)
    return _listed(OVERDUE_TITLE, rows, (*columns, ESCALATED) if escalation else columns)


def due_soon_sheet_table(rows: Iterable[OverdueCase]) -> ReportTable:
    """Return the cases near a deadline with all columns, for a workbook."""
    columns = (NUMBER, SUBJECT, PERMIT, STEP, ROLE, SINCE, DUE, MINUTES_LEFT, LEFT, USED, REMARK)
    return _listed(DUE_SOON_TITLE, rows, columns)


def ageing_tables(report: OverdueReport) -> list[ReportTable]:
    """Return how long cases are late, and how old all open ones are, by performer."""
    return [
        _age_table(LATENESS_TITLE, LATENESS, report.lateness),
        _age_table(AGES_TITLE, AGES, report.ages),
    ]


def explanation_table(rows: Iterable[OverdueCase]) -> ReportTable:
    """Return why each deadline is what it is, one line a row; the number stands on the first."""
    cells: list[tuple[Cell, ...]] = []
    for row in rows:
        for place, line in enumerate(row.explanation):
            cells.append((row.number, row.due, line) if place == 0 else ("", "", line))
    return ReportTable(
        "Penjelasan tenggat", ("No. Register", "Tenggat", "Penjelasan"), tuple(cells)
    )


def performer_lines(rows: Iterable[OverdueCase]) -> list[str]:
    """Return, in the list's order, how many cases each performer has in it and the worst of them."""
    by_role: dict[str, list[OverdueCase]] = {}
    for row in rows:
        by_role.setdefault(row.role, []).append(row)
    _, late_of = LATE
    return [
        f"{role}: {thousands(len(group))} pengaduan, terlama {late_of(worst)}"
        for role, group in by_role.items()
        for worst in [max(group, key=lambda row: row.minutes_late)]
    ]


def _listed(title: str, rows: Iterable[OverdueCase], columns: Sequence[_Column]) -> ReportTable:
    cells = tuple(tuple(cell_of(row) for _, cell_of in columns) for row in rows)
    return ReportTable(title, tuple(heading for heading, _ in columns), cells)


def lateness_chart(report: OverdueReport) -> ReportChart:
    """Return how long cases are late as a chart: a pile for each length, a piece for each performer."""
    labels = tuple(bucket.label for bucket in LATENESS)
    series = tuple((row.role, row.counts) for row in report.lateness)
    title = f"Lama lewat waktu, {moment(report.moment)}"
    return ReportChart(title, STACKED, labels, series, "pengaduan", axis="waktu kerja")


def _age_table(title: str, buckets: Sequence[Bucket], rows: Sequence[AgeRow]) -> ReportTable:
    headings = ("Pelaksana", *(bucket.label for bucket in buckets), "Jumlah")
    counts = [(*row.counts, row.total) for row in rows]
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (row.role, *count) for row, count in zip(rows, counts, strict=True)
    )
    total: tuple[Cell, ...] | None = (
        ("Jumlah", *map(sum, zip(*counts, strict=True))) if counts else None
    )
    return ReportTable(title, headings, cells, total)
