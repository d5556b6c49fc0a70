"""Servers that cannot be reached, do not prove who they are, or let nobody in: nothing is sent."""

from __future__ import annotations

import socket
import ssl
import threading
from typing import TYPE_CHECKING

import pytest
from mail_server import PASSWORD, MailServer, free_port
from mail_talk import account, refused, trusting

from pengaduan_xl.mail import connecting
from pengaduan_xl.mail.connecting import (
    CertificateRejectedError,
    LoginRefusedError,
    LoginUnavailableError,
    ServerAwayError,
    ServerBusyError,
    ServerUnknownError,
    TlsFailedError,
    TlsNotOfferedError,
)
from pengaduan_xl.mail.sending import Connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mail_certificates import Authority

    from pengaduan_xl.mail.failures import MailError

# aiosmtpd warns of a server that asks for a login without STARTTLS, as one with TLS from the start does.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")


def test_a_wrong_password_is_told_without_it(server: MailServer, authority: Authority) -> None:
    with pytest.raises(LoginRefusedError) as caught:
        Connection(account(server), "salah-7", trusting(authority))
    assert str(caught.value) == (
        "localhost: Server pos-el menolak akun atau sandi (kode 535). Periksa 'Akun pos-el' dan simpan "
        "sandinya lagi: pengaduan kirim --simpan-sandi. Pesan ini tidak terkirim."
    )


def test_a_server_that_knows_no_login_is_told(authority: Authority) -> None:
    with MailServer(
        authority.issue(), auth_required=False, auth_exclude_mechanism=["LOGIN", "PLAIN"]
    ) as one:
        assert refused(one, authority, LoginUnavailableError) == (
            "localhost: Server pos-el tidak menyediakan cara masuk dengan akun dan sandi. Kosongkan 'Akun "
            "pos-el' bila server tidak memerlukannya, atau tanyakan kepada pengelola server. "
            "Pesan ini tidak terkirim."
        )


def test_nothing_goes_in_the_clear(authority: Authority) -> None:
    with MailServer(None) as server:
        assert refused(server, authority, TlsNotOfferedError) == (
            "localhost: Server pos-el tidak menawarkan STARTTLS; tanpa itu tidak ada yang dikirim. Periksa "
            "port dan keamanan di lembar Pengaturan (587 dengan STARTTLS, 465 dengan TLS). "
            "Pesan ini tidak terkirim."
        )
        assert server.mood.tried == []


def test_a_certificate_of_an_unknown_authority_is_refused(
    server: MailServer,
) -> None:
    with pytest.raises(CertificateRejectedError) as caught:
        Connection(account(server), PASSWORD, ssl.create_default_context())
    assert str(caught.value) == (
        "localhost: Sertifikat server pos-el tidak diterbitkan oleh penerbit yang dikenal. Periksa 'Server "
        "pos-el' dan jam komputer; bila benar, minta pengelola server membetulkannya. "
        "Pesan ini tidak terkirim."
    )
    assert server.mood.tried == []


@pytest.mark.parametrize(
    ("name", "days", "is_tls", "problem"),
    [
        ("localhost", -1, False, "sudah kedaluwarsa"),
        ("localhost", 90, False, "belum berlaku"),
        ("lain.contoh.go.id", 7, False, "bukan untuk nama server itu"),
        ("localhost", -1, True, "sudah kedaluwarsa"),
    ],
)
def test_a_certificate_that_is_no_good_is_refused(
    authority: Authority, name: str, days: int, is_tls: bool, problem: str
) -> None:
    with MailServer(authority.issue(name, days), is_tls=is_tls) as server:
        told = refused(server, authority, CertificateRejectedError, is_tls=is_tls)
    assert told.startswith(f"localhost: Sertifikat server pos-el {problem}. ")


def test_tls_on_a_port_without_it_is_told(server: MailServer, authority: Authority) -> None:
    assert refused(server, authority, TlsFailedError, is_tls=True) == (
        "localhost: Sambungan ke server pos-el tidak dapat diamankan. Periksa port dan keamanan di lembar "
        "Pengaturan (587 dengan STARTTLS, 465 dengan TLS). Pesan ini tidak terkirim."
    )


def test_a_server_that_is_away_is_told(server: MailServer, authority: Authority) -> None:
    assert refused(server, authority, ServerAwayError, port=free_port()) == (
        "localhost: Server pos-el tidak menjawab. Periksa sambungan internet, port, dan keamanan di lembar "
        "Pengaturan (587 dengan STARTTLS, 465 dengan TLS). Pesan ini tidak terkirim."
    )


def test_a_name_that_nobody_has_is_told(server: MailServer, authority: Authority) -> None:
    assert refused(server, authority, ServerUnknownError, server="smtp.contoh.invalid") == (
        "smtp.contoh.invalid: Server pos-el tidak ditemukan. Periksa sambungan internet dan 'Server pos-el' "
        "di lembar Pengaturan. Pesan ini tidak terkirim."
    )


def answering(greeting: bytes) -> Iterator[int]:
    """A port on which somebody greets and then says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet() -> None:
            line, _ = listener.accept()
            with line:
                line.sendall(greeting)
                line.recv(100)

        speaker = threading.Thread(target=greet)
        speaker.start()
        yield listener.getsockname()[1]
        speaker.join()


@pytest.mark.parametrize(
    ("greeting", "kind"), [(b"", ServerAwayError), (b"554 go away\r\n", ServerBusyError)]
)
def test_a_server_that_does_not_greet_is_not_waited_for_long(
    server: MailServer,
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
    greeting: bytes,
    kind: type[MailError],
) -> None:
    monkeypatch.setattr(connecting, "TIMEOUT", 0.2)
    for port in answering(greeting):
        refused(server, authority, kind, port=port)
