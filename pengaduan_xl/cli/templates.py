"""The commands that check the letters' templates and show what they look like."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pengaduan_xl.cli.options import json_option, register_path
from pengaduan_xl.cli.output import show_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.correspondence.preview import Samples
    from pengaduan_xl.settings import Settings

SAMPLE_FOLDER = "contoh-surat"


@click.group(
    invoke_without_command=True,
    epilog="Contoh: pengaduan templat lihat undangan",
    options_metavar="[PILIHAN]",
    subcommand_metavar="[PERINTAH]",
)
@json_option
@click.pass_context
def templat(ctx: click.Context, /, *, as_json: bool) -> None:
    """Periksa templat surat kantor ini, atau lihat contoh hasilnya.

    Tanpa PERINTAH: sama dengan 'periksa'.
    """
    if ctx.invoked_subcommand is None:
        _check(ctx, as_json=as_json)


@templat.command("periksa", epilog="Contoh: pengaduan templat periksa", options_metavar="[PILIHAN]")
@json_option
@click.pass_context
def check(ctx: click.Context, /, *, as_json: bool) -> None:
    """Periksa templat surat kantor ini, atau templat bawaan."""
    _check(ctx, as_json=as_json or _asked_above(ctx))


@templat.command(
    "lihat", epilog="Contoh: pengaduan templat lihat undangan bap", options_metavar="[PILIHAN]"
)
@click.argument("surat", nargs=-1)
@click.option(
    "--folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Tempat hasilnya; bawaan: laporan/contoh-surat di folder kantor.",
)
@json_option
@click.pass_context
def show(
    ctx: click.Context, /, surat: tuple[str, ...], folder: Path | None, *, as_json: bool
) -> None:
    """Isi templat dengan pengaduan rekaan, lalu jadikan PDF.

    Tanpa SURAT: semuanya. Tanpa LibreOffice atau Word hasilnya berkas Word.
    """
    from pengaduan_xl.correspondence.preview import KEYS
    from pengaduan_xl.office_folder import REPORT_FOLDER

    office = _office(ctx)
    target = folder or office / REPORT_FOLDER / SAMPLE_FOLDER
    samples = _samples(dict.fromkeys(surat or KEYS), office, _settings(ctx), target)
    if as_json or _asked_above(ctx):
        show_json(
            {
                "folder": str(target),
                "contoh": [str(path) for path in samples.files],
                "gagal": [str(error) for error in samples.failed],
            }
        )
    else:
        _tell(samples, target)
    if samples.failed:
        ctx.exit(1)


def _check(ctx: click.Context, *, as_json: bool) -> None:
    from pengaduan_xl.correspondence.files import TEMPLATE_FOLDER
    from pengaduan_xl.letters.check import check_templates
    from pengaduan_xl.resources import templates

    own = _office(ctx) / TEMPLATE_FOLDER
    folder = own if own.is_dir() else templates()
    findings = check_templates(folder)
    if as_json:
        show_json([str(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(f"- {finding}")
        verdict = f"{len(findings)} temuan" if findings else "Semua templat dapat dipakai"
        click.echo(f"{verdict} ({folder}).")
    if findings:
        ctx.exit(1)


def _samples(keys: Iterable[str], office: Path, settings: Settings, target: Path) -> Samples:
    """Make samples as PDFs, or as Word files where no program makes PDFs."""
    from pengaduan_xl.correspondence.preview import write_samples
    from pengaduan_xl.pdf import NoConverterError, require_converter, to_pdf

    try:
        require_converter()
    except NoConverterError as error:
        click.echo(f"{error.problem}. Contoh ditulis sebagai berkas Word.", err=True)
        return write_samples(keys, office, settings, target)
    with tempfile.TemporaryDirectory(prefix="pengaduan-") as name:
        samples = write_samples(keys, office, settings, Path(name))
        return samples._replace(files=tuple(to_pdf(samples.files, target)))


def _tell(samples: Samples, target: Path) -> None:
    for path in samples.files:
        click.echo(f"  {path.name}")
    for error in samples.failed:
        click.echo(f"- {error}")
    failed = f", {len(samples.failed)} templat gagal" if samples.failed else ""
    click.echo(f"{len(samples.files)} contoh dari pengaduan rekaan{failed} ({target}).")


def _settings(ctx: click.Context) -> Settings:
    """Return the office's settings; those of a new office where there is no register."""
    from pengaduan_xl.reading import read_ledger
    from pengaduan_xl.register.store import RegisterNotFoundError
    from pengaduan_xl.settings import Settings

    try:
        return read_ledger(register_path(ctx)).ledger.settings
    except RegisterNotFoundError:
        return Settings()


def _office(ctx: click.Context) -> Path:
    from pengaduan_xl.register.store import RegisterFile

    return RegisterFile(register_path(ctx)).path.parent


def _asked_above(ctx: click.Context) -> bool:
    """Whether ``--json`` stands before the inner command's name."""
    return bool(ctx.parent and ctx.parent.params["as_json"])
