"""The command that makes the recap; it writes into the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pengaduan_xl import clock
from pengaduan_xl.cli.options import DAY, json_option, office_command, register_path
from pengaduan_xl.cli.output import show_file, show_json, show_notices, show_report_tables

if TYPE_CHECKING:
    from datetime import datetime


@office_command("pengaduan rekap --tanggal 23/11/2026")
@click.option("--tanggal", type=DAY, help="Hari yang direkap; bawaan: hari ini.")
@click.option(
    "--petugas",
    default="",
    metavar="NAMA",
    help="Petugas yang membuat rekap; bawaan: dari lembar Pegawai.",
)
@json_option
@click.pass_context
def rekap(ctx: click.Context, /, tanggal: datetime | None, petugas: str, *, as_json: bool) -> None:
    """Buat rekapitulasi harian: di layar, di lembar Rekap Harian, dan berkas di folder laporan."""
    from pengaduan_xl.reporting.recap import make_recap
    from pengaduan_xl.reports.tables import recap_tables

    day = (tanggal or clock.now()).date()
    made = make_recap(register_path(ctx), day, petugas, clock.now)
    show_notices(made.notices)
    if as_json:
        document = str(made.document) if made.document else None
        facts = {"Tanggal": day.isoformat(), "berkas": str(made.file), "dokumen": document}
        show_json(made.recap.row() | facts | {"tidak_dihitung": made.left_out})
        return
    show_report_tables(recap_tables(made.recap))
    show_file(made.file, made.left_out)
    if made.document:
        click.echo(f"Dokumen: {made.document}")
