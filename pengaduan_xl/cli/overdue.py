"""The command that lists cases past a deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pengaduan_xl import clock
from pengaduan_xl.cli.options import MOMENT, json_option, office_command, register_path
from pengaduan_xl.cli.output import iso, show_file, show_json, show_notices, show_report_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from pengaduan_xl.reporting.overdue import MadeOverdue
    from pengaduan_xl.reports.ageing import AgeRow, Bucket
    from pengaduan_xl.reports.overdue import OverdueCase


@office_command("pengaduan terlambat --nota-dinas")
@click.option("--waktu", type=MOMENT, help="Keadaan pada waktu ini; bawaan: sekarang.")
@click.option("--alasan-tenggat", is_flag=True, help="Tampilkan penjelasan setiap tenggat.")
@click.option(
    "--nota-dinas", is_flag=True, help="Buat nota dinas bagi setiap pejabat yang diberi tahu."
)
@json_option
@click.pass_context
def terlambat(
    ctx: click.Context,
    /,
    waktu: datetime | None,
    *,
    alasan_tenggat: bool,
    nota_dinas: bool,
    as_json: bool,
) -> None:
    """Buat daftar pengaduan yang lewat waktu: di layar dan berkas di folder laporan."""
    from pengaduan_xl.reporting.overdue import make_overdue
    from pengaduan_xl.reports.overdue_tables import ageing_tables, due_soon_table, overdue_table

    made = make_overdue(register_path(ctx), waktu or clock.now(), notes=nota_dinas)
    show_notices(made.notices)
    if as_json:
        show_json(_fields(made))
        return
    tables = [overdue_table(made.rows), due_soon_table(made.soon), *ageing_tables(made.report)]
    show_report_tables(tables)
    if alasan_tenggat:
        _show_reasons([*made.rows, *made.soon])
    show_file(made.file, made.left_out)
    for note in made.notes:
        click.echo(f"Nota dinas: {note}")


def _show_reasons(rows: Iterable[OverdueCase]) -> None:
    for row in rows:
        click.echo(f"{row.number}:")
        for line in row.explanation:
            click.echo(f"  {line}")


def _fields(made: MadeOverdue) -> dict[str, object]:
    from pengaduan_xl.reports.ageing import AGES, LATENESS

    return {
        "terlambat": list(map(_case_fields, made.rows)),
        "mendekati_tenggat": list(map(_case_fields, made.soon)),
        "lama_lewat": _age_fields(made.report.lateness, LATENESS),
        "umur_pengaduan": _age_fields(made.report.ages, AGES),
        "berkas": str(made.file),
        "nota_dinas": list(map(str, made.notes)),
        "tidak_dihitung": made.left_out,
    }


def _case_fields(row: OverdueCase) -> dict[str, object]:
    return {
        "nomor": row.number,
        "tahap": row.step,
        "pelaksana": row.role,
        "tenggat": iso(row.due),
        "menit_terlambat": row.minutes_late,
        "hari_kerja_terlambat": row.standings[0].days_late,
        "persen_terpakai": row.percent_used,
        "keadaan": row.kind,
        "keterangan": row.remark,
        "tingkat_eskalasi": row.escalation.level,
        "diberitahukan_kepada": list(row.escalation.roles),
        "penjelasan": list(row.explanation),
    }


def _age_fields(rows: Sequence[AgeRow], buckets: Sequence[Bucket]) -> list[dict[str, object]]:
    return [
        {
            "pelaksana": row.role,
            "jumlah": row.total,
            "lajur": {one.label: count for one, count in zip(buckets, row.counts, strict=True)},
        }
        for row in rows
    ]
