"""The command that lists cases past a deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pengaduan_xl import clock
from pengaduan_xl.cli.options import MOMENT, json_option, office_command, register_path
from pengaduan_xl.cli.output import iso, show_file, show_json, show_notices, show_report_tables

if TYPE_CHECKING:
    from datetime import datetime

    from pengaduan_xl.reports.overdue import OverdueCase


@office_command("pengaduan terlambat")
@click.option("--waktu", type=MOMENT, help="Keadaan pada waktu ini; bawaan: sekarang.")
@click.option("--alasan-tenggat", is_flag=True, help="Tampilkan penjelasan setiap tenggat.")
@json_option
@click.pass_context
def terlambat(
    ctx: click.Context, /, waktu: datetime | None, *, alasan_tenggat: bool, as_json: bool
) -> None:
    """Buat daftar pengaduan yang lewat waktu: di layar dan berkas di folder laporan."""
    from pengaduan_xl.reporting.overdue import make_overdue
    from pengaduan_xl.reports.tables import due_soon_table, overdue_table

    made = make_overdue(register_path(ctx), waktu or clock.now())
    show_notices(made.notices)
    if as_json:
        show_json(
            {
                "terlambat": list(map(_overdue_fields, made.rows)),
                "mendekati_tenggat": list(map(_overdue_fields, made.soon)),
                "berkas": str(made.file),
                "tidak_dihitung": made.left_out,
            }
        )
        return
    show_report_tables([overdue_table(made.rows), due_soon_table(made.soon)])
    if alasan_tenggat:
        for row in made.rows:
            click.echo(f"{row.number}:")
            for line in row.explanation:
                click.echo(f"  {line}")
    show_file(made.file, made.left_out)


def _overdue_fields(row: OverdueCase) -> dict[str, object]:
    return {
        "nomor": row.number,
        "tahap": row.step,
        "pelaksana": row.role,
        "tenggat": iso(row.due),
        "menit_terlambat": row.minutes_late,
        "keterangan": row.remark,
        "penjelasan": list(row.explanation),
    }
