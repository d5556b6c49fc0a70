"""Commands that make an office: a new one, and the demo."""

from __future__ import annotations

from pathlib import Path

import click

from pengaduan_xl.cli.options import json_option, office_command
from pengaduan_xl.cli.output import show_json


@office_command("pengaduan mulai kantor")
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def mulai(folder: Path, *, as_json: bool) -> None:
    """Buat folder kantor baru dengan register kosong."""
    from pengaduan_xl.office_folder import make_office

    register = make_office(folder)
    if as_json:
        show_json({"register": str(register)})
        return
    click.echo(f"Register: {register}")
    click.echo(
        "Langkah berikut: ganti empat baris contoh di lembar Pegawai, lalu periksa lembar Pengaturan."
    )


@office_command("pengaduan contoh kantor-contoh")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--benih",
    type=int,
    metavar="BILANGAN",
    help="Benih acak; benih yang sama memberi isi yang sama.",
)
@json_option
def contoh(folder: Path, benih: int | None, *, as_json: bool) -> None:
    """Buat kantor contoh lengkap dengan surat dan laporan."""
    from pengaduan_xl.demo.office import SEED, make_demo

    shown: list[int] = []

    def progress(done: int, total: int) -> None:
        tenth = done * 10 // total
        if not as_json and tenth not in shown:
            shown.append(tenth)
            click.echo(f"  {tenth * 10} % ...", err=True)

    made = make_demo(folder, progress, SEED if benih is None else benih)
    if as_json:
        show_json(
            {
                "register": str(made.register),
                "pengaduan": made.complaints,
                "status": made.by_status,
                "peristiwa": made.acts,
                "surat": made.letters,
                "rekap": str(made.recap),
                "terlambat": str(made.overdue_file),
                "jumlah_terlambat": made.overdue,
            }
        )
        return
    statuses = ", ".join(f"{name} {count}" for name, count in made.by_status.items())
    click.echo(f"Register   : {made.register}")
    click.echo(f"Pengaduan  : {made.complaints} ({statuses})")
    click.echo(f"Peristiwa  : {made.acts} baris di lembar Riwayat")
    click.echo(f"Surat      : {made.letters} berkas di {folder / 'surat'}")
    click.echo(f"Rekap      : {made.recap}")
    click.echo(f"Terlambat  : {made.overdue} pengaduan, {made.overdue_file}")
    click.echo("Buka register di Excel atau LibreOffice Calc untuk melihat hasilnya.")
