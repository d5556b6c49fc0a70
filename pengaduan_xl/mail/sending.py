"""Mails over one connection, one by one, each with an outcome of its own.

The commands are sent here, rather than by ``smtplib.sendmail``, for one reason: a server takes a mail when it
has read the line with the closing dot, not before. Whatever breaks before that line is sent has sent nothing;
only what breaks between that line and the server's answer leaves a doubt.
"""

from __future__ import annotations

import os
import re
import smtplib
import ssl
from typing import TYPE_CHECKING, ClassVar

from pengaduan_xl.mail.connecting import FINAL, ServerAwayError, ServerBusyError, connect, leave
from pengaduan_xl.mail.failures import Effect, MailError
from pengaduan_xl.mail.passwords import password_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pengaduan_xl.mail.accounts import MailAccount

_TAKEN = {250, 251}
_GO_AHEAD = 354
_CLOSING = 421
_DOTTED_LINE = re.compile(rb"(?m)^\.")


class SenderRefusedError(MailError):
    """The server sends nothing for the office's address."""

    def __init__(self, server: str, code: int) -> None:
        super().__init__(
            f"Server pos-el menolak alamat pengirim (kode {code})",
            "Periksa 'Alamat pengirim pos-el' di lembar Pengaturan; biasanya sama dengan akun",
            where=server,
        )


class RecipientRefusedError(MailError):
    """The server refuses the addressee for good."""

    effect: ClassVar[Effect] = Effect.FINAL

    def __init__(self, code: int) -> None:
        super().__init__(
            f"Server pos-el menolak alamat penerima (kode {code})",
            "Periksa alamat itu di lembar Penerima",
        )


class MessageRefusedError(MailError):
    """The server refuses the mail for good, such as for its size."""

    effect: ClassVar[Effect] = Effect.FINAL

    def __init__(self, code: int) -> None:
        super().__init__(
            f"Server pos-el menolak isi pesan (kode {code})",
            "Berikan berkas di folder laporan dengan cara lain, dan tanyakan kepada pengelola server",
        )


class PostponedError(MailError):
    """The server does not take the mail now, but may later."""

    effect: ClassVar[Effect] = Effect.WAITS

    def __init__(self, code: int) -> None:
        super().__init__(
            f"Server pos-el menunda pesan ini (kode {code})",
            "Tunggu; dicoba lagi dengan sendirinya",
        )


class DeliveryUnknownError(MailError):
    """The whole mail was handed over, and the connection broke before the server's answer."""

    effect: ClassVar[Effect] = Effect.UNSURE

    def __init__(self, server: str) -> None:
        super().__init__(
            "Sambungan putus sesudah pesan diserahkan; server mungkin sudah menerimanya",
            "Tanyakan kepada penerima; bila belum sampai: pengaduan kirim --ulang KUNCI",
            where=server,
            written="Pesan ini tidak dikirim lagi dengan sendirinya.",
        )


class Connection:
    """A connection that is encrypted and logged in.

    Args:
        account: The office's account.
        password: Its password; unused for an account without a user.
        context: How certificates are checked.

    Raises:
        MailError: It did not come about.
    """

    def __init__(self, account: MailAccount, password: str, context: ssl.SSLContext) -> None:
        self._account = account
        self._smtp = connect(account, password, context)
        self._is_idle = True

    def send(self, recipient: str, content: bytes, before_dot: Callable[[], None]) -> None:
        """Send a mail; when this returns, the server has taken it.

        Args:
            recipient: Address of the addressee.
            content: The mail with its head, lines ended by CR LF.
            before_dot: Called when all but the closing dot is sent; if it raises, nothing was sent.

        Raises:
            MailError: It was not taken, or nobody knows.
        """
        try:
            self._envelope(recipient)
            self._is_idle = False
            end = b"" if content.endswith(b"\r\n") else b"\r\n"
            self._smtp.send(_DOTTED_LINE.sub(b"..", content) + end)
        except (OSError, smtplib.SMTPException) as error:
            raise ServerAwayError(self._account.server) from error
        before_dot()
        try:
            self._smtp.send(b".\r\n")
            code, _ = self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise DeliveryUnknownError(self._account.server) from error
        self._is_idle = True
        if code not in _TAKEN:
            raise self._refusal(code, MessageRefusedError)

    def reset(self) -> bool:
        """Make ready for the next mail; return whether the connection can be used further."""
        try:
            return self._is_idle and self._smtp.rset()[0] in _TAKEN
        except (OSError, smtplib.SMTPException):
            return False

    def close(self) -> None:
        """End the connection; in the midst of a mail without a word, which would count as part of it."""
        if self._is_idle:
            leave(self._smtp)
        else:
            self._smtp.close()

    def _envelope(self, recipient: str) -> None:
        """Name sender and addressee, and ask to hand the mail over."""
        code, _ = self._smtp.mail(self._account.sender)
        if code in FINAL:
            raise SenderRefusedError(self._account.server, code)
        if code not in _TAKEN:
            raise ServerBusyError(self._account.server, code)
        code, _ = self._smtp.rcpt(recipient)
        if code not in _TAKEN:
            raise self._refusal(code, RecipientRefusedError)
        code, _ = self._smtp.docmd("DATA")
        if code != _GO_AHEAD:
            raise self._refusal(code, MessageRefusedError)

    def _refusal(
        self, code: int, final: type[RecipientRefusedError | MessageRefusedError]
    ) -> MailError:
        if code == _CLOSING:
            return ServerBusyError(self._account.server, code)
        return final(code) if code in FINAL else PostponedError(code)


def open_connection(account: MailAccount) -> Connection:
    """Return a connection with the account's own password and the certificates that this computer trusts.

    ``SSL_CERT_FILE`` in the environment names those of an office's own authority.

    Raises:
        MailError: It did not come about.
    """
    return Connection(account, password_of(account, os.environ), ssl.create_default_context())
