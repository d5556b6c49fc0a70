"""The command that checks the letters' templates."""

from __future__ import annotations

import click

from pengaduan_xl.cli.options import json_option, office_command, register_path
from pengaduan_xl.cli.output import show_json


@office_command("pengaduan templat")
@json_option
@click.pass_context
def templat(ctx: click.Context, /, *, as_json: bool) -> None:
    """Periksa templat surat kantor ini, atau templat bawaan."""
    from pengaduan_xl.correspondence.files import TEMPLATE_FOLDER
    from pengaduan_xl.letters.check import check_templates
    from pengaduan_xl.register.store import RegisterFile
    from pengaduan_xl.resources import templates

    own = RegisterFile(register_path(ctx)).path.parent / TEMPLATE_FOLDER
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
