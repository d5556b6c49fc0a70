"""The command that makes the page for the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pengaduan_xl import clock
from pengaduan_xl.cli.options import json_option, office_command, register_path
from pengaduan_xl.cli.output import iso, show_file, show_json, show_notices

if TYPE_CHECKING:
    from pengaduan_xl.reports.board import Board


@office_command("pengaduan papan --buka")
@click.option("--buka", is_flag=True, help="Tampilkan halaman itu di peramban.")
@json_option
@click.pass_context
def papan(ctx: click.Context, /, *, buka: bool, as_json: bool) -> None:
    """Buat halaman papan untuk layar di dinding: satu berkas HTML tanpa data pribadi."""
    from pengaduan_xl.reporting.board import make_board

    made = make_board(register_path(ctx), clock.now())
    show_notices(made.notices)
    if as_json:
        facts = {"berkas": str(made.file), "tidak_dihitung": made.left_out}
        show_json(_fields(made.board) | facts)
    else:
        today = made.board.today
        click.echo(
            f"Masuk {today.received}, selesai {today.finished}, sisa {today.closing}, "
            f"terlambat {today.late}."
        )
        show_file(made.file, made.left_out)
    if buka and click.launch(str(made.file)):
        show_notices(["Peramban tidak dapat dijalankan. Buka sendiri berkas itu"])


def _fields(board: Board) -> dict[str, Any]:
    today, day = board.today, board.office_day
    return {
        "keadaan": iso(board.moment),
        "masuk": today.received,
        "selesai": today.finished,
        "dilimpahkan": today.forwarded,
        "dicabut": today.withdrawn,
        "sisa_kemarin": today.opening,
        "sisa": today.closing,
        "menunggu": today.waiting,
        "terlambat": today.late,
        "tahap": [
            {
                "tahap": step.number,
                "nama_tahap": step.name,
                "dalam_waktu": step.in_time,
                "hampir_habis": step.due_soon,
                "lewat_tenggat": step.late,
                "menunggu": step.waiting,
            }
            for step in board.steps
        ],
        "kepatuhan": [
            {
                "bulan": f"{month.month:%Y-%m}",
                "dinilai": month.judged,
                "tepat_waktu": month.in_time,
                "persen": month.percent,
            }
            for month in board.months
        ],
        "buka": iso(day.opens),
        "tutup": iso(day.closes),
        "hari_libur": day.holidays,
        "buka_berikutnya": iso(day.opens_next),
    }
