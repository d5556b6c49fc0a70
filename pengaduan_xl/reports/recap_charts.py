"""The charts of a recap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.reports.charts import BARS, LINES, STACKED, ReportChart
from pengaduan_xl.reports.flows import WEEK
from pengaduan_xl.reports.period_words import part_label
from pengaduan_xl.reports.recap import Balance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.reports.recap import PeriodRecap, Recap

UNIT = "pengaduan"
MOST_BARS = 12
"""Labels that a chart shows; the smaller ones are put together."""
REST = "Lainnya"

_LONGEST_LABEL = 40


def recap_charts(recap: Recap) -> tuple[ReportChart, ...]:
    """Return the charts of any recap: by step, channel, licence, category and officer."""
    return (
        _steps(recap),
        _balances("Pengaduan menurut saluran", "Saluran", recap.by_channel),
        _balances("Pengaduan menurut jenis izin", "Jenis izin", _largest(recap.by_permit)),
        _balances("Pengaduan menurut kategori", "Kategori", _largest(recap.by_category)),
        _services(recap),
    )


def period_charts(recap: PeriodRecap) -> tuple[ReportChart, ...]:
    """Return the charts of a period's recap: what came, went and stayed in its course, then those of any."""
    labels = tuple(part_label(flow.days, recap.unit) for flow in recap.flows)
    axis = f"{recap.unit} mulai tanggal" if recap.unit == WEEK else recap.unit
    flows = (
        ("Masuk", tuple(flow.received for flow in recap.flows)),
        ("Selesai", tuple(flow.finished for flow in recap.flows)),
    )
    closing = tuple(flow.closing for flow in recap.flows)
    each = recap.unit.lower()
    return (
        ReportChart(f"Pengaduan masuk dan selesai tiap {each}", BARS, labels, flows, UNIT, axis=axis),
        ReportChart(
            f"Sisa pengaduan pada akhir tiap {each}", LINES, labels, (("Sisa", closing),), UNIT, axis=axis
        ),
        *recap_charts(recap),
    )  # fmt: skip


def _steps(recap: Recap) -> ReportChart:
    steps = recap.by_step
    return ReportChart(
        "Pengaduan terbuka menurut tahap",
        STACKED,
        tuple(_label(f"{step.number}. {step.name}") for step in steps),
        (
            ("Dalam tenggat", tuple(step.in_process - step.late for step in steps)),
            ("Terlambat", tuple(step.late for step in steps)),
            ("Menunggu kelengkapan", tuple(step.waiting for step in steps)),
        ),
        UNIT,
        axis="Tahap",
    )


def _balances(title: str, axis: str, balances: Sequence[Balance]) -> ReportChart:
    return ReportChart(
        title,
        BARS,
        tuple(_label(one.label) for one in balances),
        (
            ("Masuk", tuple(one.received for one in balances)),
            ("Selesai", tuple(one.finished for one in balances)),
            ("Sisa", tuple(one.closing for one in balances)),
        ),
        UNIT,
        axis=axis,
    )


def _services(recap: Recap) -> ReportChart:
    ranked = sorted(recap.services, key=lambda one: -(one.acts + one.letters))
    kept, rest = ranked[:MOST_BARS], ranked[MOST_BARS:]
    rows = [(one.officer, one.acts, one.letters) for one in kept]
    if rest:
        rows.append((REST, sum(one.acts for one in rest), sum(one.letters for one in rest)))
    return ReportChart(
        "Layanan menurut petugas",
        STACKED,
        tuple(_label(name) for name, _, _ in rows),
        (
            ("Tindakan", tuple(acts for _, acts, _ in rows)),
            ("Surat dibuat", tuple(letters for _, _, letters in rows)),
        ),
        "layanan",
        axis="Petugas",
    )


def _largest(balances: Sequence[Balance]) -> list[Balance]:
    """Return the balances with most cases first; those beyond a chart's room in one."""
    ranked = sorted(balances, key=lambda one: -(one.opening + one.received))
    rest = ranked[MOST_BARS:]
    if not rest:
        return ranked
    counts = map(sum, zip(*(one[1:] for one in rest), strict=True))
    return [*ranked[:MOST_BARS], Balance(REST, *counts)]


def _label(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1].rstrip()}…"
