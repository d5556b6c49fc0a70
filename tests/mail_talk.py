"""Mails handed to a real server on this computer, as its tests need them."""

from __future__ import annotations

import ssl
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from mail_server import PASSWORD, USER, MailServer

from pengaduan_xl.mail.accounts import MailAccount
from pengaduan_xl.mail.sending import Connection

if TYPE_CHECKING:
    from mail_certificates import Authority

    from pengaduan_xl.mail.failures import MailError

TO = "kadis@contoh.go.id"
MAIL = b"Subject: Uji\r\n\r\n.titik\r\nselesai\r\n"


def account(server: MailServer, /, **changes: Any) -> MailAccount:
    usual = MailAccount("localhost", server.port, False, USER, USER, "Dinas")
    return usual._replace(**changes)


def trusting(authority: Authority) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(authority.file))


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
