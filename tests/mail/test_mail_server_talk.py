"""Mails over a real server: what is taken, what is refused, and what stays in doubt."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from mail_certificates import Authority
from mail_server import PASSWORD, USER, MailServer, free_port

from pengaduan_xl.mail import connecting
from pengaduan_xl.mail.accounts import MailAccount
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
from pengaduan_xl.mail.failures import MailError
from pengaduan_xl.mail.sending import (
    Connection,
    DeliveryUnknownError,
    MessageRefusedError,
    PostponedError,
    RecipientRefusedError,
    SenderRefusedError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

TO = "kadis@contoh.go.id"
MAIL = b"Subject: Uji\r\n\r\n.titik\r\nselesai\r\n"

# aiosmtpd warns of a server that asks for a login without STARTTLS, as one with TLS from the start does.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("penerbit"))


@pytest.fixture(scope="module")
def running(authority: Authority) -> Iterator[MailServer]:
    with MailServer(authority.issue()) as server:
        yield server


@pytest.fixture
def server(running: MailServer) -> MailServer:
    """A server with STARTTLS in its usual mood."""
    running.mood.__init__()  # type: ignore[misc]  # forget what earlier tests said
    return running


def account(server: MailServer, /, **changes: Any) -> MailAccount:
    usual = MailAccount("localhost", server.port, False, USER, USER, "Dinas")
    return usual._replace(**changes)


def trusting(authority: Authority) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(authority.file))


def sent(server: MailServer, authority: Authority, *mails: bytes) -> list[str]:
    """Send mails over one connection; return what became of each."""
    outcomes = []
    with closing(Connection(account(server), PASSWORD, trusting(authority))) as line:
        for mail in mails or [MAIL]:
            try:
                line.send(TO, mail, lambda: None)
                outcomes.append("")
            except MailError as error:
                outcomes.append(type(error).__name__)
            assert line.reset()
    return outcomes


def refused(
    server: MailServer, authority: Authority, kind: type[MailError], /, **changes: Any
) -> str:
    """Send a mail that does not go; return the whole error."""

    def send() -> None:
        line = Connection(account(server, **changes), PASSWORD, trusting(authority))
        with closing(line):
            line.send(TO, MAIL, lambda: None)

    with pytest.raises(kind) as caught:
        send()
    return str(caught.value)


def test_a_mail_arrives_as_it_was_written(server: MailServer, authority: Authority) -> None:
    assert sent(server, authority) == [""]
    ((address, message),) = server.mood.taken
    assert (address, message["Subject"]) == (TO, "Uji")
    assert message.get_content() == ".titik\r\nselesai\r\n"


def test_it_arrives_over_tls_from_the_first_byte(authority: Authority) -> None:
    with MailServer(authority.issue(), is_tls=True) as server:
        own = account(server, is_tls=True)
        with closing(Connection(own, PASSWORD, trusting(authority))) as line:
            line.send(TO, MAIL, lambda: None)
        assert len(server.mood.taken) == 1


def test_a_server_without_login_needs_no_password(authority: Authority) -> None:
    with MailServer(authority.issue(), auth_required=False) as server:
        own = account(server, user="")
        with closing(Connection(own, "", trusting(authority))) as line:
            line.send(TO, MAIL, lambda: None)
        assert (server.mood.tried, len(server.mood.taken)) == ([], 1)


def test_several_mails_share_a_connection_and_each_has_its_own_outcome(
    server: MailServer, authority: Authority
) -> None:
    server.mood.recipients = {TO: ["250 OK", "450 later"]}
    server.mood.data = ["554 virus"]
    assert sent(server, authority, MAIL, MAIL, MAIL) == [
        "MessageRefusedError", "PostponedError", "",
    ]  # fmt: skip
    assert len(server.mood.tried) == 1


def test_a_mail_that_does_not_end_a_line_is_ended(server: MailServer, authority: Authority) -> None:
    assert sent(server, authority, b"Subject: Uji\r\n\r\nselesai", MAIL) == ["", ""]
    assert server.mood.taken[0][1].get_content() == "selesai\r\n"


def test_a_refused_addressee_is_told_with_the_code(
    server: MailServer, authority: Authority
) -> None:
    server.mood.recipients = {TO: ["550 no such user"]}
    assert refused(server, authority, RecipientRefusedError) == (
        "Server pos-el menolak alamat penerima (kode 550). Periksa alamat itu di lembar Penerima. "
        "Pesan ini tidak terkirim."
    )


def test_a_refused_mail_is_told_with_the_code(server: MailServer, authority: Authority) -> None:
    server.mood.data = ["552 too big"]
    assert refused(server, authority, MessageRefusedError) == (
        "Server pos-el menolak isi pesan (kode 552). Berikan berkas di folder laporan dengan cara lain, "
        "dan tanyakan kepada pengelola server. Pesan ini tidak terkirim."
    )


def test_a_mail_put_off_is_told_to_be_tried_again(server: MailServer, authority: Authority) -> None:
    server.mood.data = ["451 greylisted"]
    assert refused(server, authority, PostponedError) == (
        "Server pos-el menunda pesan ini (kode 451). Tunggu; dicoba lagi dengan sendirinya. "
        "Pesan ini tidak terkirim."
    )


def test_a_refused_sender_is_told_with_the_code(server: MailServer, authority: Authority) -> None:
    server.mood.sender = ["553 not yours"]
    assert refused(server, authority, SenderRefusedError) == (
        "localhost: Server pos-el menolak alamat pengirim (kode 553). Periksa 'Alamat pengirim pos-el' di "
        "lembar Pengaturan; biasanya sama dengan akun. Pesan ini tidak terkirim."
    )


@pytest.mark.parametrize(
    ("mood", "code"),
    [
        ({"sender": ["452 full"]}, 452),
        ({"data": ["421 closing"]}, 421),
        ({"logins": ["454 no"] * 2}, 454),
    ],
)
def test_a_busy_server_is_told_to_be_waited_for(
    server: MailServer, authority: Authority, mood: dict[str, list[str]], code: int
) -> None:
    vars(server.mood).update(mood)
    assert refused(server, authority, ServerBusyError) == (
        f"localhost: Server pos-el sedang tidak melayani (kode {code}). Tunggu; dicoba lagi dengan "
        "sendirinya. Pesan ini tidak terkirim."
    )


def test_a_break_after_the_closing_dot_leaves_a_doubt(
    server: MailServer, authority: Authority
) -> None:
    server.mood.data = ["putus"]
    assert refused(server, authority, DeliveryUnknownError) == (
        "localhost: Sambungan putus sesudah pesan diserahkan; server mungkin sudah menerimanya. "
        "Tanyakan kepada penerima; bila belum sampai: pengaduan kirim --ulang KUNCI. "
        "Pesan ini tidak dikirim lagi dengan sendirinya."
    )
    assert len(server.mood.taken) == 1


def test_a_break_before_the_closing_dot_has_sent_nothing(
    server: MailServer, authority: Authority
) -> None:
    server.mood.breaks_in_data = True
    long = MAIL + b"x" * 70 + b"\r\n" * 200_000
    with closing(Connection(account(server), PASSWORD, trusting(authority))) as line:
        with pytest.raises(ServerAwayError):
            line.send(TO, long * 8, lambda: None)
        assert not line.reset()
    assert server.mood.taken == []


def test_what_fails_before_the_closing_dot_has_sent_nothing(
    server: MailServer, authority: Authority
) -> None:
    def full() -> None:
        raise OSError(28, "full")

    line = Connection(account(server), PASSWORD, trusting(authority))
    with closing(line), pytest.raises(OSError, match="full"):
        line.send(TO, MAIL, full)
    assert sent(server, authority) == [""]
    assert len(server.mood.taken) == 1


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
