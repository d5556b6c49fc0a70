"""The command that makes a recap; that of a day it writes into the register as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pengaduan_xl import clock
from pengaduan_xl.cli.options import DAY, json_option, office_command, register_path
from pengaduan_xl.cli.output import iso, show_file, show_json, show_notices, show_report_tables
from pengaduan_xl.cli.periods import MONTH, QUARTER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.reporting.made import Made
    from pengaduan_xl.reports.period import Period
    from pengaduan_xl.reports.recap import Balance, DailyRecap, PeriodRecap
    from pengaduan_xl.reports.tables import ReportTable

_COUNTS = (
    ("Sisa Awal", "opening"),
    ("Masuk", "received"),
    ("Selesai", "finished"),
    ("Dilimpahkan", "forwarded"),
    ("Dicabut", "withdrawn"),
    ("Sisa Akhir", "closing"),
)
_CLOSING = (("Dalam Proses", "in_process"), ("Menunggu", "waiting"), ("Terlambat", "late"))


@office_command("pengaduan rekap --bulan 10/2026")
@click.option("--tanggal", type=DAY, help="Hari yang direkap; bawaan: hari ini.")
@click.option("--dari", type=DAY, help="Hari pertama periode.")
@click.option("--sampai", type=DAY, help="Hari terakhir periode; bawaan: hari ini.")
@click.option("--bulan", type=MONTH, help="Satu bulan, mis. 10/2026.")
@click.option("--triwulan", type=QUARTER, help="Satu triwulan, mis. 4/2026.")
@click.option(
    "--petugas",
    default="",
    metavar="NAMA",
    help="Petugas yang membuat rekap; bawaan: dari lembar Pegawai.",
)
@click.option("--pdf", is_flag=True, help="Buat juga PDF di samping dokumennya.")
@json_option
@click.pass_context
def rekap(ctx: click.Context, /, petugas: str, *, pdf: bool, as_json: bool, **when: Any) -> None:
    """Buat rekapitulasi harian, bulanan, atau triwulanan: di layar dan di folder laporan.

    Rekap satu hari juga ditulis di lembar Rekap Harian.
    """
    from pengaduan_xl.reporting.period_recap import make_period
    from pengaduan_xl.reporting.recap import make_recap
    from pengaduan_xl.reports.period_words import period_name, state_line
    from pengaduan_xl.reports.tables import period_tables, recap_tables

    now = clock.now()
    period = _asked_period(ctx, now, **when)
    if pdf:
        _require_converter()
    if period is not None:
        of_period = make_period(register_path(ctx), period, petugas, now)
        found = of_period.recap
        if not as_json:
            click.echo(f"{period_name(found.period)}. {state_line(found)}")
        fields = period_fields(found) if as_json else None
        _show(of_period, fields, period_tables(found), pdf=pdf)
        return
    day = (when["tanggal"] or now).date()
    of_day = make_recap(register_path(ctx), day, petugas, clock.now)
    facts = of_day.recap.row() | {"Tanggal": day.isoformat()} if as_json else None
    _show(of_day, facts, recap_tables(of_day.recap), pdf=pdf)


def _asked_period(
    ctx: click.Context,
    now: datetime,
    *,
    tanggal: datetime | None,
    dari: datetime | None,
    sampai: datetime | None,
    bulan: Period | None,
    triwulan: Period | None,
) -> Period | None:
    """Return the period asked for, ``None`` for a day; two of them at once are a mistake."""
    from pengaduan_xl.reports.period import Period

    if sum(one is not None for one in (tanggal, dari or sampai, bulan, triwulan)) > 1:
        ctx.fail("Pilih salah satu: --tanggal, --bulan, --triwulan, atau --dari dan --sampai.")
    if dari is None:
        if sampai is not None:
            ctx.fail("Tulis juga --dari: hari pertama periode yang berakhir pada --sampai.")
        return bulan or triwulan
    first = dari.date()
    return Period(first, sampai.date() if sampai else max(first, now.date()))


def period_fields(recap: PeriodRecap) -> dict[str, Any]:
    """Return a period's recap as JSON gives it."""
    return {
        "Dari": recap.period.first.isoformat(),
        "Sampai": recap.period.last.isoformat(),
        "Keadaan": iso(recap.moment),
        "Hari Kerja": recap.working_days,
        **_counts(recap, *_COUNTS, *_CLOSING),
        "Lisan": recap.oral,
        "Tertulis": recap.written,
        "Daring": recap.online,
        "Saluran": _balances(recap.by_channel),
        "Jenis Izin": _balances(recap.by_permit),
        "Kategori": _balances(recap.by_category),
        "Tahap": [
            {"Tahap": step.number, "Nama": step.name, "Diselesaikan": step.done, **_counts(step, *_CLOSING)}
            for step in recap.by_step
        ],
        "Layanan": [
            {"Petugas": one.officer, "Tindakan": one.acts, "Surat": one.letters}
            for one in recap.services
        ],
        recap.unit: [
            {
                "Dari": flow.days.first.isoformat(),
                "Sampai": flow.days.last.isoformat(),
                "Hari Kerja": flow.working_days,
                **_counts(flow, *_COUNTS),
            }
            for flow in recap.flows
        ],
        "Petugas": recap.officer,
    }  # fmt: skip


def _balances(balances: Sequence[Balance]) -> list[dict[str, Any]]:
    return [{"Nama": one.label, **_counts(one, *_COUNTS, *_CLOSING)} for one in balances]


def _counts(counted: object, *columns: tuple[str, str]) -> dict[str, Any]:
    return {heading: getattr(counted, name) for heading, name in columns}


def _show(
    made: Made[DailyRecap] | Made[PeriodRecap],
    fields: dict[str, Any] | None,
    tables: Sequence[ReportTable],
    *,
    pdf: bool,
) -> None:
    """Show a recap as JSON where there are fields, else as tables; the PDF comes last."""
    show_notices(made.notices)
    if fields is not None:
        written = _pdf_of(made.document) if pdf else None
        files = {"berkas": made.file, "dokumen": made.document, "pdf": written}
        paths = {name: str(path) if path else None for name, path in files.items()}
        show_json(fields | paths | {"tidak_dihitung": made.left_out})
        return
    show_report_tables(tables)
    show_file(made.file, made.left_out)
    if made.document:
        click.echo(f"Dokumen: {made.document}")
    written = _pdf_of(made.document) if pdf else None
    if written:
        click.echo(f"PDF: {written}")


def _require_converter() -> None:
    """Refuse before anything is written when no program here makes PDFs."""
    from pengaduan_xl.pdf import require_converter

    require_converter()


def _pdf_of(document: Path | None) -> Path | None:
    from pengaduan_xl.pdf import to_pdf

    return to_pdf([document])[0] if document else None
