"""The reports' tables as data, the same for the screen and for a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.reports.period_words import part_name
from pengaduan_xl.wording import moment, thousands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.reports.recap import (
        Balance,
        DailyRecap,
        PeriodRecap,
        Recap,
        Service,
        StepCount,
    )

NONE_TEXT = "Tidak ada"
"""What an empty table says."""

Cell = str | int | datetime

SUMMARY_HEADINGS = ("Uraian", "Jumlah")


class _Words(NamedTuple):
    """What is open before and after the time that a recap tells of."""

    opening: str
    closing: str


_DAY = _Words("Sisa kemarin", "Sisa")
_PERIOD = _Words("Sisa awal", "Sisa akhir")


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
    cells = _summary(recap, _DAY)
    return [ReportTable("Ringkasan", SUMMARY_HEADINGS, cells), *_breakdowns(recap, _DAY)]


def period_tables(recap: PeriodRecap) -> list[ReportTable]:
    """Return a period's recap as tables: as that of a day, and after the summary its course."""
    cells = (("Hari kerja", recap.working_days), *_summary(recap, _PERIOD))
    return [
        ReportTable("Ringkasan", SUMMARY_HEADINGS, cells),
        _course_table(recap),
        *_breakdowns(recap, _PERIOD),
    ]


def _summary(recap: Recap, words: _Words) -> tuple[tuple[Cell, ...], ...]:
    return (
        (words.opening, recap.opening),
        ("Masuk", recap.received),
        ("– lisan", recap.oral),
        ("– tertulis", recap.written),
        ("– daring", recap.online),
        ("Selesai", recap.finished),
        ("Dilimpahkan", recap.forwarded),
        ("Dicabut atau dianggap dicabut", recap.withdrawn),
        (words.closing, recap.closing),
        ("– dalam proses", recap.in_process),
        ("– menunggu kelengkapan", recap.waiting),
        ("Terlambat (lewat tenggat tahap)", recap.late),
    )


def _course_table(recap: PeriodRecap) -> ReportTable:
    """Return what came and went day by day, or by week, month or year; each opens with what was left."""
    cells: list[tuple[Cell, ...]] = []
    for flow in recap.flows:
        ended = (flow.finished, flow.forwarded, flow.withdrawn)
        name = part_name(flow.days, recap.unit)
        cells.append((name, flow.working_days, flow.opening, flow.received, *ended, flow.closing))
    ended = (recap.finished, recap.forwarded, recap.withdrawn)
    total = ("Jumlah", recap.working_days, recap.opening, recap.received, *ended, recap.closing)
    headings = (
        recap.unit, "Hari Kerja", "Sisa Awal", "Masuk", "Selesai", "Dilimpahkan", "Dicabut", "Sisa Akhir"
    )  # fmt: skip
    return ReportTable(f"Menurut {recap.unit.lower()}", headings, tuple(cells), total)


def _breakdowns(recap: Recap, words: _Words) -> list[ReportTable]:
    return [
        _balance_table("Menurut saluran", "Saluran", recap.by_channel, words),
        _balance_table("Menurut jenis izin", "Jenis Izin", recap.by_permit, words),
        _balance_table("Menurut kategori", "Kategori", recap.by_category, words),
        _step_table(recap.by_step),
        _service_table(recap.services),
    ]


def _balance_table(
    title: str, label: str, balances: Sequence[Balance], words: _Words
) -> ReportTable:
    opening, closing = words.opening.title(), words.closing.title()
    headings = (
        label, opening, "Masuk", "Selesai", "Dilimpahkan", "Dicabut", closing, "Terlambat"
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
