"""The command ``pengaduan``: the desk's use cases on a terminal, in Indonesian.

Commands are loaded when they are called, so that help and completion stay quick.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING

import click

from pengaduan_xl import __version__
from pengaduan_xl.cli.language import speak_indonesian
from pengaduan_xl.errors import PengaduanError

if TYPE_CHECKING:
    from collections.abc import Sequence

speak_indonesian()  # before options are declared: click looks some of its words up then

COMMANDS: dict[str, tuple[str, str]] = {
    "mulai": ("setup", "Buat folder kantor baru dengan register kosong."),
    "contoh": ("setup", "Buat kantor contoh lengkap dengan surat dan laporan."),
    "pasang": ("install", "Pasang tombol di Excel dan LibreOffice Calc."),
    "terima": ("acts", "Terima pengaduan baru, satu atau banyak dari berkas."),
    "selesai": ("acts", "Selesaikan tahap yang sedang berjalan."),
    "kembalikan": ("acts", "Kembalikan berkas ke tahap sebelumnya."),
    "tunda": ("acts", "Hentikan waktu tahap sampai berkas dilengkapi."),
    "lanjut": ("acts", "Lanjutkan pengaduan yang ditunda."),
    "limpahkan": ("acts", "Limpahkan pengaduan ke instansi yang berwenang."),
    "cabut": ("acts", "Catat pencabutan pengaduan."),
    "surat": ("letters", "Buat surat untuk pengaduan."),
    "daftar": ("views", "Tampilkan daftar pengaduan."),
    "lihat": ("views", "Tampilkan satu pengaduan dan riwayatnya."),
    "rekap": ("recap", "Buat rekapitulasi harian, bulanan, atau triwulanan."),
    "terlambat": ("overdue", "Buat daftar pengaduan yang lewat waktu."),
    "kinerja": ("performance", "Buat laporan kinerja: ketepatan waktu dan grafiknya."),
    "papan": ("board", "Buat halaman papan untuk layar di dinding."),
    "jadwal": ("schedule", "Buat rekap dan daftar terlambat secara otomatis."),
    "kirim": ("mail", "Kirim laporan lewat pos-el."),
    "periksa": ("views", "Periksa register dan laporkan temuan."),
    "pulihkan": ("recover", "Kembalikan tindakan dari jurnal atau cadangan ke register."),
    "templat": ("templates", "Periksa templat surat."),
}
"""Each command's module and its line in the help."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of an office's day."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or ``None`` when there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"pengaduan_xl.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command called; a mistyped one is answered with its nearest neighbours."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS)
            hint = f" Mungkin maksud Anda: {', '.join(near)}." if near else ""
            ctx.fail(f"Perintah '{args[0]}' tidak ada.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        del ctx
        with formatter.section("Perintah"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[PILIHAN]",
    subcommand_metavar="PERINTAH [ISI]...",
)
@click.option(
    "--register",
    metavar="BERKAS",
    envvar="PENGADUAN_REGISTER",
    help="Letak register; bawaan: Register_Pengaduan.xlsx di folder ini.",
)
@click.option("--debug", is_flag=True, help="Tampilkan rincian teknis bila terjadi galat.")
@click.version_option(__version__, prog_name="pengaduan", message="%(prog)s %(version)s")
@click.pass_context
def pengaduan(ctx: click.Context, register: str | None, *, debug: bool) -> None:
    """Register pengaduan di Excel yang menaati SOP.

    Contoh: pengaduan contoh kantor-contoh
    """
    ctx.obj = {"register": register, "debug": debug}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every failure ends in an Indonesian message and an exit code."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    debug = "--debug" in arguments or bool(os.environ.get("PENGADUAN_DEBUG"))
    try:
        pengaduan.main(args=list(arguments), prog_name="pengaduan")
    except PengaduanError as error:
        if debug:
            raise
        _report(error, as_json="--json" in arguments)
        sys.exit(error.exit_code)
    except Exception as error:  # the last resort: staff cannot read a traceback
        if debug:
            raise
        click.echo(
            f"Galat tak terduga ({type(error).__name__}: {error}). Tindakan ini tidak selesai. "
            "Jalankan lagi dengan --debug dan kirimkan hasilnya kepada pengelola.",
            err=True,
        )
        sys.exit(70)


def _report(error: PengaduanError, *, as_json: bool) -> None:
    """Show an error: as text, or as one JSON object where a program reads."""
    if not as_json:
        click.echo(f"Galat: {error}", err=True)
        return
    import json

    fault = {
        "galat": type(error).__name__,
        "pesan": str(error),
        "letak": error.where,
        "tertulis": error.written,
        "kode": error.exit_code,
    }
    click.echo(json.dumps(fault, ensure_ascii=False), err=True)
