"""An office's performance as charts that a head of office reads without help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.reports.charts import BARS, LINES, ReportChart
from pengaduan_xl.reports.performance_words import month_text, wait_shares
from pengaduan_xl.reports.scores import FEW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.reports.performance import Performance

HIGHEST_SHARE = 300
"""Percent of the allowed time up to which bars are drawn, else one outlier makes all others vanish."""

HALF, NINE_IN_TEN = "Separuh selesai dalam", "9 dari 10 selesai dalam"


def performance_charts(found: Performance) -> tuple[ReportChart, ...]:
    """Return the charts: compliance and time used by step, its trend, where time went, days by month."""
    return (_compliance(found), _shares(found), _trend(found), _waits(found), _days(found))


def _compliance(found: Performance) -> ReportChart:
    labels = tuple(step.label for step in found.by_step)
    values = tuple(_unless_few(step.score.percent, step.score.counted) for step in found.by_step)
    title = "Berapa persen pekerjaan tiap tahap selesai tepat waktu?"
    return ReportChart(title, BARS, labels, (("Tepat waktu", values),), percent=True)


def _shares(found: Performance) -> ReportChart:
    labels = tuple(step.label for step in found.by_step)
    scores = [step.score for step in found.by_step]
    shares = (
        [_unless_few(score.median_share, score.done) for score in scores],
        [_unless_few(score.share_90, score.done) for score in scores],
    )
    cut = any(share is not None and share > HIGHEST_SHARE for row in shares for share in row)
    title = "Berapa lama dibanding waktu SOP? (100% = tepat pada tenggat)"
    series = tuple((name, _cut(row)) for name, row in zip((HALF, NINE_IN_TEN), shares, strict=True))
    unit = f"lebih dari {HIGHEST_SHARE}% digambar {HIGHEST_SHARE}%" if cut else ""
    return ReportChart(title, BARS, labels, series, unit, percent=True)


def _waits(found: Performance) -> ReportChart:
    shares = wait_shares(found)
    labels = tuple(label for label, _, _ in shares)
    values = tuple(share for _, _, share in shares)
    title = "Di mana waktu kerja pengaduan habis?"
    return ReportChart(title, BARS, labels, (("Bagian waktu", values),), percent=True)


def _trend(found: Performance) -> ReportChart:
    labels = tuple(month_text(one.month) for one in found.by_month)
    values = tuple(_unless_few(one.score.percent, one.score.counted) for one in found.by_month)
    title = "Membaik atau menurun? Tahap selesai tepat waktu per bulan"
    return ReportChart(title, LINES, labels, (("Tepat waktu", values),), percent=True)


def _days(found: Performance) -> ReportChart:
    labels = tuple(month_text(one.month) for one in found.by_month)
    series = (
        (HALF, tuple(_unless_few(one.median_days, one.delivered) for one in found.by_month)),
        (NINE_IN_TEN, tuple(_unless_few(one.days_90, one.delivered) for one in found.by_month)),
    )
    title = "Berapa hari kerja sampai pengaduan selesai, per bulan?"
    return ReportChart(title, LINES, labels, series, "hari kerja")


def _unless_few(value: int | None, number: int) -> int | None:
    return value if number >= FEW else None


def _cut(shares: Iterable[int | None]) -> tuple[int | None, ...]:
    return tuple(None if share is None else min(share, HIGHEST_SHARE) for share in shares)
