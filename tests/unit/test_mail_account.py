"""The office's mail account and its password: from Pengaturan, the environment, the keyring."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest

from pengaduan_xl.mail.accounts import (
    BadMailSettingError,
    MailAccount,
    MailOffError,
    account_of,
    is_mail_on,
)
from pengaduan_xl.mail.passwords import (
    VARIABLE,
    KeyringMissingError,
    KeyringRefusedError,
    PasswordMissingError,
    PasswordUnusableError,
    keep_password,
    password_of,
)
from pengaduan_xl.settings import Settings

ACCOUNT = MailAccount("smtp.contoh.go.id", 587, False, "lapor", "lapor@contoh.go.id", "Dinas")


def account(**changes: Any) -> MailAccount:
    usual = {"mail_server": "smtp.contoh.go.id", "mail_account": "lapor@contoh.go.id"}
    return account_of(Settings(**(usual | changes)))


class Locked(Exception):  # noqa: N818  # the fake of keyring's own class
    """The keyring's refusal."""


class FakeKeyring(ModuleType):
    """The package keyring with a store in memory, or locked."""

    def __init__(self) -> None:
        super().__init__("keyring")
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def get_password(self, service: str, name: str) -> str | None:
        self._check()
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, password: str) -> None:
        self._check()
        self.kept[service, name] = password

    def _check(self) -> None:
        if self.is_locked:
            raise Locked("kunci rahasia-42")


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> FakeKeyring:
    module, errors = FakeKeyring(), ModuleType("keyring.errors")
    vars(errors)["KeyringError"] = Locked
    monkeypatch.setitem(sys.modules, "keyring", module)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    return module


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)


def test_mail_is_off_until_a_server_is_named() -> None:
    assert not is_mail_on(Settings())
    with pytest.raises(MailOffError) as caught:
        account_of(Settings())
    assert str(caught.value) == (
        "Pengaturan: Pengiriman lewat pos-el belum diatur. Isi 'Server pos-el' di lembar Pengaturan dan "
        "alamat di lembar Penerima; lihat docs/pos-el.md. Pesan ini tidak terkirim."
    )


def test_a_server_and_an_account_are_enough() -> None:
    assert account() == MailAccount(
        "smtp.contoh.go.id", 587, False, "lapor@contoh.go.id", "lapor@contoh.go.id", "DPMPTSP-NAKER"
    )


def test_the_rest_may_be_set() -> None:
    own = account(
        mail_port=465, mail_security="TLS", mail_from="a@b.id", mail_from_name="Pengaduan"
    )
    assert (own.port, own.is_tls, own.sender, own.sender_name) == (465, True, "a@b.id", "Pengaduan")


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"mail_server": "smtp.contoh.go.id:587"}, "Server pos-el"),
        ({"mail_server": "https://contoh.go.id"}, "Server pos-el"),
        ({"mail_port": 99_999}, "Port pos-el"),
        ({"mail_from": "lapor"}, "Alamat pengirim pos-el"),
        ({"mail_from": "a@b.id\r\nBcc: c@d.id"}, "Alamat pengirim pos-el"),
        ({"mail_account": ""}, "Alamat pengirim pos-el"),
        ({"mail_account": "lapör", "mail_from": "a@b.id"}, "Akun pos-el"),
        ({"mail_account": "a\nb", "mail_from": "a@b.id"}, "Akun pos-el"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(changes: dict[str, Any], key: str) -> None:
    with pytest.raises(BadMailSettingError, match=f"'{key}' tidak dapat dipakai"):
        account(**changes)


def test_a_bad_setting_is_told_with_an_example_and_without_its_value() -> None:
    assert str(BadMailSettingError("Port pos-el", "587 atau 465")) == (
        "Pengaturan: 'Port pos-el' tidak dapat dipakai. Isi seperti 587 atau 465. Pesan ini tidak terkirim."
    )


def test_the_environment_goes_before_the_keyring(keyring: FakeKeyring) -> None:
    keep_password(ACCOUNT, "dari-penyimpan")
    assert password_of(ACCOUNT, {VARIABLE: "dari-lingkungan\n"}) == "dari-lingkungan"
    assert password_of(ACCOUNT, {}) == "dari-penyimpan"
    assert keyring.kept == {("pengaduan_xl", "lapor@smtp.contoh.go.id"): "dari-penyimpan"}


@pytest.mark.usefixtures("no_keyring")
def test_an_account_without_a_user_needs_no_password() -> None:
    assert password_of(ACCOUNT._replace(user=""), {}) == ""


@pytest.mark.parametrize("fixture", ["keyring", "no_keyring"])
def test_a_missing_password_is_told(fixture: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue(fixture)
    with pytest.raises(PasswordMissingError) as caught:
        password_of(ACCOUNT, {})
    assert str(caught.value) == (
        "Sandi pos-el tidak ditemukan. Jalankan: pengaduan kirim --simpan-sandi; atau isi variabel "
        "lingkungan PENGADUAN_SANDI_POSEL. Pesan ini tidak terkirim."
    )


@pytest.mark.parametrize("password", ["sandí", "a\0b"])
def test_a_password_that_smtp_cannot_carry_is_told_without_it(password: str) -> None:
    with pytest.raises(PasswordUnusableError) as caught:
        password_of(ACCOUNT, {VARIABLE: password})
    assert str(caught.value) == (
        "Sandi pos-el berisi huruf yang tidak dapat dipakai server pos-el. Ganti sandi akun itu dengan "
        "huruf Latin tanpa aksen, angka, dan tanda baca, lalu simpan lagi. Pesan ini tidak terkirim."
    )


def test_such_a_password_is_not_kept(keyring: FakeKeyring) -> None:
    with pytest.raises(PasswordUnusableError):
        keep_password(ACCOUNT, "sandí")
    assert keyring.kept == {}


@pytest.mark.usefixtures("no_keyring")
def test_without_the_package_keyring_nothing_is_kept() -> None:
    with pytest.raises(KeyringMissingError) as caught:
        keep_password(ACCOUNT, "x")
    assert str(caught.value) == (
        'Paket keyring belum terpasang. Jalankan: pip install "pengaduan-xl[pos-el]"; atau isi variabel '
        "lingkungan PENGADUAN_SANDI_POSEL. Sandi tidak disimpan."
    )


def test_a_locked_keyring_is_told_without_its_words(keyring: FakeKeyring) -> None:
    keyring.is_locked = True
    with pytest.raises(KeyringRefusedError) as caught:
        keep_password(ACCOUNT, "x")
    assert str(caught.value) == (
        "Penyimpan sandi sistem menolak (Locked). Masuk ke desktop dan buka penyimpan sandinya; atau isi "
        "variabel lingkungan PENGADUAN_SANDI_POSEL. Sandi tidak disimpan."
    )
    with pytest.raises(KeyringRefusedError, match="Penyimpan sandi sistem menolak"):
        password_of(ACCOUNT, {})
