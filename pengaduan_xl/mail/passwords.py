"""The mail account's password: from the environment or the system's keyring, and nowhere else.

It is never in the workbook, the log, the queue or on a command line, where others could read it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from pengaduan_xl.mail.failures import MailError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.mail.accounts import MailAccount

VARIABLE = "PENGADUAN_SANDI_POSEL"
SERVICE = "pengaduan_xl"
INSTALL = 'pip install "pengaduan-xl[pos-el]"'
NOTHING_KEPT = "Sandi tidak disimpan."


class PasswordMissingError(MailError):
    """Neither the environment nor the keyring has a password for the account."""

    def __init__(self) -> None:
        super().__init__(
            "Sandi pos-el tidak ditemukan",
            f"Jalankan: pengaduan kirim --simpan-sandi; atau isi variabel lingkungan {VARIABLE}",
        )


class PasswordUnusableError(MailError):
    """The password holds characters that the login of SMTP cannot carry."""

    def __init__(self) -> None:
        super().__init__(
            "Sandi pos-el berisi huruf yang tidak dapat dipakai server pos-el",
            "Ganti sandi akun itu dengan huruf Latin tanpa aksen, angka, dan tanda baca, lalu simpan lagi",
        )


class KeyringMissingError(MailError):
    """The package keyring is not installed, so the system's keyring is out of reach."""

    def __init__(self) -> None:
        super().__init__(
            "Paket keyring belum terpasang",
            f"Jalankan: {INSTALL}; atau isi variabel lingkungan {VARIABLE}",
            written=NOTHING_KEPT,
        )


class KeyringRefusedError(MailError):
    """The system's keyring does not give or take a password, such as in a session without a desktop."""

    def __init__(self, error: Exception, written: str) -> None:
        super().__init__(
            f"Penyimpan sandi sistem menolak ({type(error).__name__})",
            f"Masuk ke desktop dan buka penyimpan sandinya; atau isi variabel lingkungan {VARIABLE}",
            written=written,
        )


def password_of(account: MailAccount, environ: Mapping[str, str]) -> str:
    """Return the account's password; empty for an account without a user.

    Raises:
        PasswordMissingError: There is none.
        PasswordUnusableError: It cannot be carried to the server.
        KeyringRefusedError: The keyring does not give it.
    """
    if not account.user:
        return ""
    password = environ.get(VARIABLE, "").rstrip("\r\n") or _from_keyring(account)
    if not password:
        raise PasswordMissingError
    if not password.isascii() or "\0" in password:
        raise PasswordUnusableError
    return password


def keep_password(account: MailAccount, password: str) -> None:
    """Put the account's password into the system's keyring.

    Raises:
        PasswordUnusableError: It cannot be carried to the server.
        KeyringMissingError: The package keyring is not installed.
        KeyringRefusedError: The keyring does not take it.
    """
    if not password.isascii():
        raise PasswordUnusableError
    keyring, refusal = _keyring()
    if keyring is None:
        raise KeyringMissingError
    try:
        keyring.set_password(SERVICE, _entry(account), password)
    except refusal as error:
        raise KeyringRefusedError(error, NOTHING_KEPT) from error


def _from_keyring(account: MailAccount) -> str:
    keyring, refusal = _keyring()
    if keyring is None:
        return ""
    try:
        return str(keyring.get_password(SERVICE, _entry(account)) or "")
    except refusal as error:
        raise KeyringRefusedError(error, "Pesan ini tidak terkirim.") from error


def _keyring() -> tuple[Any, type[Exception]]:
    """Return the package keyring, ``None`` where it is not installed, and the base of its errors."""
    try:
        keyring = importlib.import_module("keyring")
        return keyring, importlib.import_module("keyring.errors").KeyringError
    except ImportError:
        return None, ImportError


def _entry(account: MailAccount) -> str:
    return f"{account.user}@{account.server}"
