"""Mails over a real server: what is taken, what is refused, and what stays in doubt."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from mail_server import PASSWORD, MailServer
from mail_talk import MAIL, TO, account, refused, trusting

from pengaduan_xl.mail.connecting import ServerAwayError, ServerBusyError
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
    from mail_certificates import Authority

# aiosmtpd warns of a server that asks for a login without STARTTLS, as one with TLS from the start does.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")


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
