"""The command that judges how the office keeps to the SOP's times; it only reads the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pengaduan_xl import clock
from pengaduan_xl.cli.options import DAY, json_option, office_command, register_path
from pengaduan_xl.cli.output import iso, show_file, show_json, show_notices, show_report_tables
from pengaduan_xl.cli.periods import MONTH, QUARTER, YEAR
from pengaduan_xl.reports.period import Period

if TYPE_CHECKING:
    from datetime import date, datetime

    from pengaduan_xl.reports.performance import (
        CaseScores,
        HoldScores,
        MonthScore,
        Performance,
        StepScore,
    )
    from pengaduan_xl.reports.scores import Score


@office_command("pengaduan kinerja --triwulan 4/2026")
@click.option("--dari", type=DAY, help="Hari pertama; bawaan: 12 bulan terakhir.")
@click.option("--sampai", type=DAY, help="Hari terakhir; bawaan: hari ini.")
@click.option("--bulan", type=MONTH, help="Satu bulan, mis. 11/2026.")
@click.option("--triwulan", type=QUARTER, help="Satu triwulan, mis. 4/2026.")
@click.option("--tahun", type=YEAR, help="Satu tahun, mis. 2026.")
@json_option
@click.pass_context
def kinerja(
    ctx: click.Context,
    /,
    dari: datetime | None,
    sampai: datetime | None,
    bulan: Period | None,
    triwulan: Period | None,
    tahun: Period | None,
    *,
    as_json: bool,
) -> None:
    """Buat laporan kinerja: ketepatan waktu dan grafiknya, di layar dan berkas di folder laporan."""
    from pengaduan_xl.reporting.performance import make_performance
    from pengaduan_xl.reports.performance_tables import performance_tables

    now = clock.now()
    whole = [period for period in (bulan, triwulan, tahun) if period is not None]
    if len(whole) > 1 or (whole and (dari or sampai)):
        ctx.fail("Pilih salah satu: --bulan, --triwulan, --tahun, atau --dari dan --sampai.")
    period = whole[0] if whole else _between(dari, sampai, now.date())
    made = make_performance(register_path(ctx), period, now)
    show_notices(made.notices)
    if as_json:
        facts = {"berkas": str(made.file), "tidak_dihitung": made.left_out}
        show_json(performance_fields(made.found) | facts)
        return
    click.echo(f"Kinerja {made.found.period}")
    show_report_tables(performance_tables(made.found))
    show_file(made.file, made.left_out)


def _between(first: datetime | None, last: datetime | None, today: date) -> Period:
    """Return the period between two days, of which either may be left out."""
    if first is None:
        return Period.twelve_months(today if last is None else last.date())
    begin = first.date()
    return Period(begin, max(begin, today) if last is None else last.date())


def performance_fields(found: Performance) -> dict[str, Any]:
    """Return an office's performance as JSON gives it; times are office minutes, shares percent."""
    return {
        "dari": found.period.first.isoformat(),
        "sampai": found.period.last.isoformat(),
        "keadaan": iso(found.moment),
        "semua": _score_fields(found.total),
        "tahap": [_step_fields(step) for step in found.by_step],
        "petugas": [{"nama": one.label, **_score_fields(one)} for one in found.by_officer],
        "jenis_izin": [{"nama": one.label, **_score_fields(one)} for one in found.by_permit],
        "bulan": [_month_fields(month) for month in found.by_month],
        "pengaduan": _case_fields(found.cases),
        "penundaan": _hold_fields(found.holds),
    }


def _step_fields(step: StepScore) -> dict[str, Any]:
    return {
        "tahap": step.number,
        "nama": step.name,
        "waktu_sop": list(step.allowed),
        **_score_fields(step.score),
        "median_menit": step.median_minutes,
        "persentil_90_menit": step.minutes_90,
        "pernah_ditunda": step.held,
        "menit_semua_pengaduan": step.worked_minutes,
    }


def _month_fields(month: MonthScore) -> dict[str, Any]:
    return {
        "bulan": f"{month.month.first:%Y-%m}",
        **_score_fields(month.score),
        "pengaduan_selesai": month.delivered,
        "median_hari_kerja": month.median_days,
        "persentil_90_hari_kerja": month.days_90,
    }


def _case_fields(cases: CaseScores) -> dict[str, Any]:
    return {
        "masuk": cases.received,
        "ditangani": cases.handled,
        "selesai": cases.delivered,
        "dilimpahkan": cases.forwarded,
        "dicabut": cases.withdrawn,
        "terbuka": cases.open,
        "tenggat_kasus": _score_fields(cases.by_case_clock),
        "tenggat_uu": _score_fields(cases.by_statute),
        "median_hari_kerja": cases.median_days,
        "persentil_90_hari_kerja": cases.days_90,
    }


def _score_fields(score: Score) -> dict[str, Any]:
    return {
        "dinilai": score.counted,
        "tepat": score.on_time,
        "terlambat": score.late,
        "lewat_waktu": score.unfinished,
        "tanpa_tenggat": score.unclocked,
        "kepatuhan_persen": score.percent,
        "data_sedikit": score.is_few,
        "dikembalikan": score.returned,
        "median_persen_tenggat": score.median_share,
        "persentil_90_persen_tenggat": score.share_90,
    }


def _hold_fields(holds: HoldScores) -> dict[str, Any]:
    return {
        "pengaduan": holds.cases,
        "masih_ditunda": holds.now,
        "berakhir": holds.ended,
        "median_menit": holds.median_minutes,
        "persentil_90_menit": holds.minutes_90,
        "menit": holds.minutes,
    }
