"""The command ``kirim``: reports by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pengaduan_xl import clock
from pengaduan_xl.cli.options import json_option, office_command, register_path
from pengaduan_xl.cli.output import iso, moment_text, show_json, show_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pengaduan_xl.mail.items import Item
    from pengaduan_xl.mail.post import Postman, Round

PATIENCE = 60.0
"""Seconds that the command waits for another process that sends."""

NOBODY = "Lembar Penerima tidak berisi alamat yang aktif, jadi tidak ada yang dikirimi."


@office_command("pengaduan kirim --status")
@click.option("--status", is_flag=True, help="Tampilkan antrean; tidak ada yang dikirim.")
@click.option("--uji", metavar="ALAMAT", help="Kirim pesan uji ke satu alamat.")
@click.option(
    "--ulang", metavar="KUNCI", help="Kirim satu kiriman yang tidak pasti, gagal, atau ditahan."
)
@click.option(
    "--simpan-sandi", is_flag=True, help="Tanyakan sandi akun dan simpan di penyimpan sandi sistem."
)
@json_option
@click.pass_context
def kirim(
    ctx: click.Context,
    /,
    uji: str | None,
    ulang: str | None,
    *,
    status: bool,
    simpan_sandi: bool,
    as_json: bool,
) -> None:
    """Kirim laporan lewat pos-el: semua yang menunggu di antrean.

    Laporan masuk antrean sesudah dibuat oleh pengaduan jadwal, untuk alamat di lembar Penerima.
    """
    if sum([status, uji is not None, ulang is not None, simpan_sandi]) > 1:
        raise click.UsageError("Pilih salah satu: --status, --uji, --ulang, --simpan-sandi")
    register = register_path(ctx)
    if status:
        _show_status(register, as_json=as_json)
    elif uji is not None:
        _send_trial(register, uji, as_json=as_json)
    elif simpan_sandi:
        _keep_password(register)
    else:
        postman = _postman(register)
        done = postman.send_again(ulang, PATIENCE) if ulang else postman.send_asked(PATIENCE)
        _show_round(done, as_json=as_json)


def _postman(register: Path) -> Postman:
    """Return who sends for an office.

    Raises:
        PengaduanError: The register cannot be read, or mail is off or not set right.
    """
    from pengaduan_xl.mail.accounts import account_of
    from pengaduan_xl.mail.post import Postman
    from pengaduan_xl.mail.queue import Queue
    from pengaduan_xl.mail.queueing import read_mail_rules
    from pengaduan_xl.mail.sending import open_connection

    settings = read_mail_rules(register).settings
    account_of(settings)
    return Postman(Queue(_reports(register)), settings, open_connection, clock.now)


def _reports(register: Path) -> Path:
    from pengaduan_xl.office_folder import REPORT_FOLDER
    from pengaduan_xl.register.store import RegisterFile

    return RegisterFile(register).path.parent / REPORT_FOLDER


def _show_round(done: Round, *, as_json: bool) -> None:
    """Show what came of sending; the exit code is that of what keeps mails waiting, 1 where one failed."""
    from pengaduan_xl.mail.items import State

    error = done.error
    if as_json:
        show_json({"kiriman": _fields(done.items), "galat": str(error) if error else None})
    else:
        for item in done.items:
            reason = f": {item.reason}" if item.reason else ""
            click.echo(f"{_shown(item)} -> {item.address}: {item.state}{reason}")
        if not done.items:
            click.echo("Tidak ada kiriman yang menunggu.")
        if error:
            click.echo(f"Galat: {error}", err=True)
    bad = done.count(State.UNSURE) + done.count(State.FAILED)
    if error or bad:
        click.get_current_context().exit(error.exit_code if error else 1)


def _show_status(register: Path, *, as_json: bool) -> None:
    from pengaduan_xl.mail.accounts import account_of, is_mail_on
    from pengaduan_xl.mail.failures import MailError
    from pengaduan_xl.mail.queue import Queue
    from pengaduan_xl.mail.queueing import read_mail_rules
    from pengaduan_xl.mail.telling import summary

    rules = read_mail_rules(register)
    items = sorted(Queue(_reports(register)).items(), key=lambda item: (item.due, item.key))
    warnings = [] if rules.recipients else [NOBODY]
    try:
        account_of(rules.settings)
    except MailError as error:
        warnings.insert(0, f"{error.problem}. {error.remedy}.")
    if as_json:
        recipients = [
            {"nama": one.name, "alamat": one.address, "laporan": sorted(one.reports)}
            for one in rules.recipients
        ]
        is_on = is_mail_on(rules.settings)
        fields = {"aktif": is_on, "penerima": recipients, "kiriman": _fields(items)}
        show_json(fields | {"catatan": warnings})
        return
    click.echo(f"Server pos-el : {rules.settings.mail_server or '-'}")
    click.echo(f"Penerima      : {len(rules.recipients)} alamat aktif")
    click.echo(f"Antrean       : {summary(items) or 'kosong'}")
    rows = [
        (item.key, _shown(item), item.address, item.state, moment_text(item.changed), item.reason)
        for item in items
    ]
    if rows:
        headings = ("Kunci", "Laporan", "Alamat", "Keadaan", "Sejak", "Sebab")
        show_table("Kiriman 90 hari terakhir", headings, rows)
    for warning in warnings:
        click.echo(f"Peringatan: {warning}", err=True)


def _send_trial(register: Path, address: str, *, as_json: bool) -> None:
    """Send a mail outside the queue, so that what fails is told here and now."""
    from pengaduan_xl.mail.trial import send_trial

    send_trial(register, address, clock.now())
    if as_json:
        show_json({"alamat": address, "terkirim": True})
        return
    click.echo(f"Pesan uji diterima server untuk {address}. Pastikan pesannya sampai.")


def _keep_password(register: Path) -> None:
    from pengaduan_xl.mail.accounts import account_of
    from pengaduan_xl.mail.passwords import keep_password
    from pengaduan_xl.mail.queueing import read_mail_rules

    account = account_of(read_mail_rules(register).settings)
    password = click.prompt(
        f"Sandi {account.user}", hide_input=True, confirmation_prompt="Sekali lagi"
    )
    keep_password(account, password)
    click.echo("Sandi disimpan di penyimpan sandi sistem. Coba: pengaduan kirim --uji ALAMAT")


def _fields(items: Iterable[Item]) -> list[dict[str, Any]]:
    return [
        {
            "kunci": item.key,
            "laporan": item.report,
            "jadwal": iso(item.due),
            "nama": item.name,
            "alamat": item.address,
            "berkas": list(item.files),
            "keadaan": str(item.state),
            "sejak": iso(item.changed),
            "percobaan_gagal": item.tries,
            "sebab": item.reason or None,
        }
        for item in items
    ]


def _shown(item: Item) -> str:
    return f"{item.report} {moment_text(item.due)}"
