"""The reports' tables as data, the same for the screen and for a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pengaduan_xl.wording import duration, moment, thousands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pengaduan_xl.reports.overdue import OverdueCase
    from pengaduan_xl.reports.recap import Balance, DailyRecap, Service, StepCount

NONE_TEXT = "Tidak ada"
"""What an empty table says."""

Cell = str | int | datetime

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

OVERDUE_TITLE = "Pengaduan lewat waktu"
DUE_SOON_TITLE = "Pengaduan mendekati tenggat"


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A titled table of a report.

    Attributes:
        title: Heading above the table.
        headings: Column headings.
        cells: Rows of raw values, for workbooks; moments are naive WIB.
        total: Row of totals below them; ``None`` for none.
    """

    title: str
    headings: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None

    @property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows, or one row that says in words that there are none."""
        return self.cells or ((NONE_TEXT, *[""] * (len(self.headings) - 1)),)

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Rows and total as Indonesian texts, for the screen."""
        lines = self.body if self.total is None else (*self.body, self.total)
        return [tuple(map(cell_text, line)) for line in lines]


def cell_text(value: Cell) -> str:
    """Return a cell as staff read it: ``1.234`` or ``23/11/2026 07.30``."""
    if isinstance(value, datetime):
        return moment(value)
    return value if isinstance(value, str) else thousands(value)


def recap_tables(recap: DailyRecap) -> list[ReportTable]:
    """Return the recap as tables: summary, then by channel, licence, category, step and officer."""
    return [
        _summary(recap),
        _balance_table("Menurut saluran", "Saluran", recap.by_channel),
        _balance_table("Menurut jenis izin", "Jenis Izin", recap.by_permit),
        _balance_table("Menurut kategori", "Kategori", recap.by_category),
        _step_table(recap.by_step),
        _service_table(recap.services),
    ]


def overdue_table(rows: Iterable[OverdueCase]) -> ReportTable:
    """Return the cases past a deadline for the screen."""
    return _listed(OVERDUE_TITLE, rows, (NUMBER, SUBJECT, STEP, ROLE, DUE, LATE, REMARK))


def due_soon_table(rows: Iterable[OverdueCase]) -> ReportTable:
    """Return the cases near their step's deadline for the screen."""
    return _listed(DUE_SOON_TITLE, rows, (NUMBER, SUBJECT, STEP, ROLE, DUE, LEFT, USED))


def overdue_sheet_table(rows: Iterable[OverdueCase]) -> ReportTable:
    """Return the cases past a deadline with all columns, for a workbook."""
    columns = (NUMBER, SUBJECT, PERMIT, STEP, ROLE, SINCE, DUE, MINUTES_LATE, LATE, REMARK)
    return _listed(OVERDUE_TITLE, rows, columns)


def due_soon_sheet_table(rows: Iterable[OverdueCase]) -> ReportTable:
    """Return the cases near their step's deadline with all columns, for a workbook."""
    columns = (NUMBER, SUBJECT, PERMIT, STEP, ROLE, SINCE, DUE, MINUTES_LEFT, LEFT, USED)
    return _listed(DUE_SOON_TITLE, rows, columns)


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


def _summary(recap: DailyRecap) -> ReportTable:
    cells = (
        ("Sisa kemarin", recap.opening),
        ("Masuk", recap.received),
        ("– lisan", recap.oral),
        ("– tertulis", recap.written),
        ("– daring", recap.online),
        ("Selesai", recap.finished),
        ("Dilimpahkan", recap.forwarded),
        ("Dicabut atau dianggap dicabut", recap.withdrawn),
        ("Sisa", recap.closing),
        ("– dalam proses", recap.in_process),
        ("– menunggu kelengkapan", recap.waiting),
        ("Terlambat (lewat tenggat tahap)", recap.late),
    )
    return ReportTable("Ringkasan", ("Uraian", "Jumlah"), cells)


def _balance_table(title: str, label: str, balances: Sequence[Balance]) -> ReportTable:
    headings = (
        label, "Sisa Kemarin", "Masuk", "Selesai", "Dilimpahkan", "Dicabut", "Sisa", "Terlambat"
    )  # fmt: skip
    counts = [
        (b.opening, b.received, b.finished, b.forwarded, b.withdrawn, b.closing, b.late)
        for b in balances
    ]
    cells = tuple((b.label, *row) for b, row in zip(balances, counts, strict=True))
    return ReportTable(title, headings, cells, _total(counts))


def _step_table(steps: Sequence[StepCount]) -> ReportTable:
    headings = (
        "Tahap", "Diselesaikan", "Dalam Proses", "Menunggu Kelengkapan", "Terlambat"
    )  # fmt: skip
    counts = [(step.done, step.in_process, step.waiting, step.late) for step in steps]
    names = [f"{step.number}. {step.name}" for step in steps]
    cells = tuple((name, *row) for name, row in zip(names, counts, strict=True))
    return ReportTable("Menurut tahap", headings, cells, _total(counts))


def _service_table(services: Sequence[Service]) -> ReportTable:
    headings = ("Petugas", "Tindakan", "Surat Dibuat", "Jumlah")
    counts = [(one.acts, one.letters, one.acts + one.letters) for one in services]
    cells = tuple((one.officer, *row) for one, row in zip(services, counts, strict=True))
    return ReportTable("Layanan menurut petugas", headings, cells, _total(counts))


def _total(counts: Sequence[tuple[int, ...]]) -> tuple[Cell, ...] | None:
    return ("Jumlah", *map(sum, zip(*counts, strict=True))) if counts else None


def _listed(title: str, rows: Iterable[OverdueCase], columns: Sequence[_Column]) -> ReportTable:
    cells = tuple(tuple(cell_of(row) for _, cell_of in columns) for row in rows)
    return ReportTable(title, tuple(heading for heading, _ in columns), cells)
