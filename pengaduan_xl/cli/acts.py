"""Commands for the acts of officers; each opens the register, makes one act, and saves it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pengaduan_xl import clock
from pengaduan_xl.cli.options import entry_options, office_command, register_path
from pengaduan_xl.cli.output import show_json, show_notices, show_outcome
from pengaduan_xl.desk import Desk, Entry
from pengaduan_xl.domain.intake import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pengaduan_xl.desk import Outcome

number_argument = click.argument("nomor")


def entry_of(options: dict[str, Any]) -> Entry:
    """Take the shared options out of a command's options as what the officer enters."""
    return Entry(
        by=options.pop("oleh"),
        happened=options.pop("waktu"),
        reason=options.pop("alasan"),
        completeness=tuple(options.pop("lengkap", ())),
        override=options.pop("paksa"),
    )


def run_act(
    ctx: click.Context, done: str, act: Callable[[Desk], Outcome], *, as_json: bool
) -> None:
    """Make one act on the register, save it, and say what it led to."""
    with Desk(register_path(ctx), clock.now) as desk:
        outcome = act(desk)
        desk.save()
    show_outcome(done, with_notices(outcome, desk), as_json=as_json)


def with_notices(outcome: Outcome, desk: Desk) -> Outcome:
    """Return an outcome that tells also what became of the act after it was saved."""
    warnings = (*outcome.warnings, *desk.notices)
    return outcome._replace(warnings=warnings, is_pending=desk.is_pending)


def option_name(field: str) -> str:
    """Return the option of an intake field: ``name`` is ``--nama-pengadu``."""
    return "--" + HEADINGS[field].lower().replace(" ", "-")


def intake_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add one option for each field of the intake form."""
    for field in reversed(HEADINGS):
        command = click.option(
            option_name(field), field, default="", metavar="TEKS", help=f"{HEADINGS[field]}."
        )(command)
    return command


@office_command(
    "pengaduan terima --oleh 'Petugas Contoh' --saluran Surat --nama-pengadu 'Budi' "
    "--perihal 'Izin terlambat' --uraian 'Izin belum terbit.'"
)
@intake_options
@click.option(
    "--berkas",
    metavar="BERKAS",
    type=click.Path(path_type=Path),
    help="Berkas CSV atau JSON berisi banyak pengaduan; judul kolom seperti di register.",
)
@entry_options
@click.pass_context
def terima(ctx: click.Context, /, berkas: Path | None, *, as_json: bool, **options: Any) -> None:
    """Terima pengaduan baru, satu atau banyak dari berkas."""
    entry = entry_of(options)
    if berkas is None:
        run_act(
            ctx, "pengaduan diterima", lambda desk: desk.receive(options, entry), as_json=as_json
        )
        return
    from pengaduan_xl.intake_file import receive_file

    with Desk(register_path(ctx), clock.now) as desk:
        rows = receive_file(desk, berkas, entry, _progress(as_json=as_json))
        desk.save()
    show_notices(desk.notices)
    if as_json:
        show_json(
            {
                "nomor": rows.numbers,
                "ditolak": rows.rejected,
                "berkas_ditolak": str(rows.file or ""),
                "tertunda": desk.is_pending,
            }
        )
    else:
        click.echo(f"{len(rows.numbers)} pengaduan diterima, {rows.rejected} ditolak.")
        if rows.file:
            click.echo(f"  Yang ditolak beserta alasannya: {rows.file}")


def _progress(*, as_json: bool) -> Callable[[int, int], None]:
    """Return a callback that shows how far a long work is, on the error channel."""

    def show(done: int, total: int) -> None:
        if not as_json and (done % 50 == 0 or done == total):
            click.echo(f"  {done}/{total} ...", err=True)

    return show


@office_command("pengaduan selesai 2026-0001 --oleh 'Petugas Contoh' --lengkap semua")
@number_argument
@click.option(
    "--lengkap",
    multiple=True,
    metavar="BUTIR",
    help="Kelengkapan yang ada: nama, nomor urutnya, atau 'semua'; boleh diulang.",
)
@click.option("--ke", type=int, metavar="TAHAP", help="Tahap tujuan bila bukan tahap berikutnya.")
@entry_options
@click.pass_context
def selesai(
    ctx: click.Context, /, nomor: str, ke: int | None, *, as_json: bool, **options: Any
) -> None:
    """Selesaikan tahap yang sedang berjalan."""
    entry = entry_of(options)
    run_act(ctx, "tahap selesai", lambda desk: desk.finish(nomor, entry, ke), as_json=as_json)


@office_command(
    "pengaduan kembalikan 2026-0001 --oleh 'Kepala Seksi Contoh' --alasan 'Berkas kurang'"
)
@number_argument
@entry_options
@click.pass_context
def kembalikan(ctx: click.Context, /, nomor: str, *, as_json: bool, **options: Any) -> None:
    """Kembalikan berkas ke tahap sebelumnya."""
    entry = entry_of(options)
    run_act(ctx, "berkas dikembalikan", lambda desk: desk.return_(nomor, entry), as_json=as_json)


@office_command("pengaduan tunda 2026-0001 --oleh 'Kepala Seksi Contoh' --alasan 'Menunggu bukti'")
@number_argument
@entry_options
@click.pass_context
def tunda(ctx: click.Context, /, nomor: str, *, as_json: bool, **options: Any) -> None:
    """Hentikan waktu tahap sampai berkas dilengkapi."""
    entry = entry_of(options)
    run_act(ctx, "pengaduan ditunda", lambda desk: desk.hold(nomor, entry), as_json=as_json)


@office_command("pengaduan lanjut 2026-0001 --oleh 'Petugas Contoh'")
@number_argument
@entry_options
@click.pass_context
def lanjut(ctx: click.Context, /, nomor: str, *, as_json: bool, **options: Any) -> None:
    """Lanjutkan pengaduan yang ditunda."""
    entry = entry_of(options)
    run_act(ctx, "pengaduan dilanjutkan", lambda desk: desk.resume(nomor, entry), as_json=as_json)


@office_command(
    "pengaduan limpahkan 2026-0001 --oleh 'Kepala Seksi Contoh' --kepada 'Dinas Kesehatan' "
    "--alasan 'Di luar kewenangan'"
)
@number_argument
@click.option("--kepada", required=True, metavar="INSTANSI", help="Instansi yang berwenang.")
@entry_options
@click.pass_context
def limpahkan(
    ctx: click.Context, /, nomor: str, kepada: str, *, as_json: bool, **options: Any
) -> None:
    """Limpahkan pengaduan ke instansi yang berwenang."""
    entry = entry_of(options)
    run_act(
        ctx,
        "pengaduan dilimpahkan",
        lambda desk: desk.forward(nomor, entry, kepada),
        as_json=as_json,
    )


@office_command("pengaduan cabut 2026-0001 --oleh 'Petugas Contoh' --alasan 'Permintaan pengadu'")
@number_argument
@click.option(
    "--dianggap",
    is_flag=True,
    help="Dianggap dicabut karena batas melengkapi berkas lewat.",
)
@entry_options
@click.pass_context
def cabut(
    ctx: click.Context, /, nomor: str, *, dianggap: bool, as_json: bool, **options: Any
) -> None:
    """Catat pencabutan pengaduan."""
    entry = entry_of(options)
    run_act(
        ctx,
        "pengaduan dicabut",
        lambda desk: desk.withdraw(nomor, entry, lapsed=dianggap),
        as_json=as_json,
    )
