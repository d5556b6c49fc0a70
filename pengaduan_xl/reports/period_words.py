"""How a recap of a period is titled, and how its file is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.reports.flows import DAY, MONTH, WEEK
from pengaduan_xl.reports.period import MONTHS_A_YEAR, Month, Period
from pengaduan_xl.wording import clock, day_date, long_date, roman_month, short_date

if TYPE_CHECKING:
    from datetime import date

    from pengaduan_xl.reports.recap import PeriodRecap

TITLE = "LAPORAN REKAPITULASI {kind}JUMLAH LAYANAN PENGADUAN"

_WEEKDAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
_QUARTER = MONTHS_A_YEAR // 4


def period_title(period: Period) -> str:
    """Return the title of a period's recap, in capitals."""
    kind = "BULANAN " if _is_month(period) else "TRIWULANAN " if _quarter(period) else ""
    return TITLE.format(kind=kind)


def period_name(period: Period) -> str:
    """Return a period by its name: ``Bulan Oktober 2026``, ``Triwulan IV Tahun 2026``, or its days."""
    if _is_month(period):
        return f"Bulan {_month_name(period.first)}"
    quarter = _quarter(period)
    if quarter:
        return f"Triwulan {roman_month(quarter)} Tahun {period.first.year}"
    return f"Tanggal {period}"


def period_stem(period: Period) -> str:
    """Return how the file of a period's recap is named, without its ending."""
    if _is_month(period):
        return f"rekap_{period.first:%Y-%m}"
    quarter = _quarter(period)
    if quarter:
        return f"rekap_{period.first.year:04d}-TW{quarter}"
    return f"rekap_{period.first.isoformat()}_{period.last.isoformat()}"


def state_line(recap: PeriodRecap) -> str:
    """Return of which moment the recap tells; a period that is not over is told to reach until today."""
    moment = f"{day_date(recap.moment)} pukul {clock(recap.moment)}"
    return f"Keadaan {moment}" if recap.is_over else f"Sampai hari ini, {moment}"


def part_name(days: Period, unit: str) -> str:
    """Return how a table names a part of a period: ``Kam 01/10/2026``, ``05/10/2026 s.d. 11/10/2026``."""
    if unit == DAY:
        return f"{_WEEKDAYS[days.first.weekday()]} {short_date(days.first)}"
    if unit != WEEK and days == _whole(days.first, unit):
        return _month_name(days.first) if unit == MONTH else str(days.first.year)
    return f"{short_date(days.first)} s.d. {short_date(days.last)}"


def part_label(days: Period, unit: str) -> str:
    """Return how a chart's axis names a part of a period, as short as can be."""
    first = days.first
    if unit in {DAY, WEEK}:
        return f"{first.day}/{first.month}"
    return f"{first.month}/{first:%y}" if unit == MONTH else str(first.year)


def _whole(day: date, unit: str) -> Period:
    """Return the month or the year that a day is in."""
    return (
        Period.of_month(Month(day.year, day.month)) if unit == MONTH else Period.of_year(day.year)
    )


def _is_month(period: Period) -> bool:
    return period == _whole(period.first, MONTH)


def _quarter(period: Period) -> int:
    """Return the number of the quarter that the period is; 0 for none."""
    number = (period.first.month - 1) // _QUARTER + 1
    return number if period == Period.of_quarter(period.first.year, number) else 0


def _month_name(day: date) -> str:
    return long_date(day).split(" ", 1)[1]
