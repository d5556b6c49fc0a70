"""The office's mail account, from the sheet Pengaturan; the password is never there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.recipients_sheet import is_address
from pengaduan_xl.mail.failures import MailError
from pengaduan_xl.settings import TLS

if TYPE_CHECKING:
    from pengaduan_xl.settings import Settings

LAST_PORT = 65_535

_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


class MailOffError(MailError):
    """Mail is off: the sheet Pengaturan names no server."""

    def __init__(self) -> None:
        super().__init__(
            "Pengiriman lewat pos-el belum diatur",
            "Isi 'Server pos-el' di lembar Pengaturan dan alamat di lembar Penerima; lihat docs/pos-el.md",
            where="Pengaturan",
        )


class BadMailSettingError(MailError):
    """A setting of the mail account cannot be used."""

    def __init__(self, key: str, example: str) -> None:
        super().__init__(
            f"'{key}' tidak dapat dipakai", f"Isi seperti {example}", where="Pengaturan"
        )


class MailAccount(NamedTuple):
    """How the office sends mail.

    Attributes:
        server: Name of the server.
        port: Its port.
        is_tls: Whether the connection is encrypted from its first byte; else it is after STARTTLS.
        user: Name to log in with; empty where the server asks for none.
        sender: Address the mail comes from.
        sender_name: Name beside that address.
    """

    server: str
    port: int
    is_tls: bool
    user: str
    sender: str
    sender_name: str


def is_mail_on(settings: Settings) -> bool:
    """Return whether an office sends its reports by mail."""
    return bool(settings.mail_server)


def account_of(settings: Settings) -> MailAccount:
    """Return the account that the settings describe.

    Raises:
        MailOffError: They name no server.
        BadMailSettingError: One of them cannot be used.
    """
    if not is_mail_on(settings):
        raise MailOffError
    server, port, user = settings.mail_server, settings.mail_port, settings.mail_account
    if not _HOST.fullmatch(server):
        raise BadMailSettingError("Server pos-el", "smtp.contoh.go.id, tanpa port")
    if port > LAST_PORT:
        raise BadMailSettingError("Port pos-el", "587 atau 465")
    sender = settings.mail_from or user
    if not is_address(sender):
        raise BadMailSettingError("Alamat pengirim pos-el", "pengaduan@contoh.go.id")
    if not user.isascii() or not user.isprintable():
        raise BadMailSettingError("Akun pos-el", "pengaduan@contoh.go.id")
    name = settings.mail_from_name or settings.office_short
    return MailAccount(server, port, settings.mail_security == TLS, user, sender, name)
