"""The printed sheets of a recap: its tables to be signed, its charts, and the cases late by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.reports.headings import report_heading
from pengaduan_xl.reports.overdue_sheets import overdue_sheet
from pengaduan_xl.reports.period_words import period_name, period_title, state_line
from pengaduan_xl.reports.recap_charts import period_charts, recap_charts
from pengaduan_xl.reports.sheets import ReportSheet, Signature
from pengaduan_xl.reports.tables import period_tables, recap_tables
from pengaduan_xl.wording import long_date, nip_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pengaduan_xl.domain.officers import Officer
    from pengaduan_xl.reports.overdue import OverdueCase
    from pengaduan_xl.reports.recap import DailyRecap, PeriodRecap, Recap
    from pengaduan_xl.settings import Settings

SIGNER = "Petugas Pengaduan"
RECAP_TITLE = "LAPORAN REKAPITULASI HARIAN JUMLAH LAYANAN PENGADUAN"
CHARTS_SHEET = "Grafik"

_WIDTHS = (42, *[13.0] * 7)


def recap_sheets(
    recap: DailyRecap,
    overdue: Sequence[OverdueCase],
    settings: Settings,
    signer: Officer | None,
) -> tuple[ReportSheet, ...]:
    """Return the sheets of a day's recap; ``overdue`` belongs to its moment."""
    heading = report_heading(settings, RECAP_TITLE, recap.moment)
    signature = _signature(recap, recap.day, settings, signer)
    return (
        ReportSheet("Rekap", heading, tuple(recap_tables(recap)), _WIDTHS, signature=signature),
        ReportSheet(CHARTS_SHEET, heading, (), _WIDTHS, charts=recap_charts(recap)),
        overdue_sheet(overdue, settings, recap.moment),
    )


def period_sheets(
    recap: PeriodRecap,
    overdue: Sequence[OverdueCase],
    settings: Settings,
    signer: Officer | None,
) -> tuple[ReportSheet, ...]:
    """Return the sheets of a period's recap; ``overdue`` belongs to its moment."""
    title = period_title(recap.period)
    *office, _ = report_heading(settings, title, recap.moment)
    heading = (*office, period_name(recap.period), state_line(recap))
    signature = _signature(recap, recap.moment.date(), settings, signer)
    return (
        ReportSheet("Rekap", heading, tuple(period_tables(recap)), _WIDTHS, signature=signature),
        ReportSheet(CHARTS_SHEET, heading, (), _WIDTHS, charts=period_charts(recap)),
        overdue_sheet(overdue, settings, recap.moment),
    )


def _signature(recap: Recap, day: date, settings: Settings, signer: Officer | None) -> Signature:
    """Return the signature block; without ``signer`` of the recap's own officer, with the NIP left open."""
    return Signature(
        f"{settings.city}, {long_date(day)}",
        SIGNER,
        signer.full_name if signer else recap.officer,
        nip_text(signer.nip) if signer else "",
    )
