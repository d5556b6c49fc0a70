"""A connection to the mail server: TLS with a checked certificate, then the login. Never in the clear."""

from __future__ import annotations

import smtplib
import socket
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING

from pengaduan_xl.mail.failures import MailError

if TYPE_CHECKING:
    from pengaduan_xl.mail.accounts import MailAccount

TIMEOUT = 30.0
"""Seconds that the server may take for one answer."""

OWN_NAME = "[127.0.0.1]"
"""How this computer names itself; its true name is nobody's business and may take the resolver a minute."""

PORTS = "587 dengan STARTTLS, 465 dengan TLS"

READY = 220
FINAL = range(500, 600)
"""Codes of answers that will be the same another time."""

_CERTIFICATE = {
    9: "belum berlaku",
    10: "sudah kedaluwarsa",
    18: "tidak diterbitkan oleh penerbit yang dikenal",
    19: "tidak diterbitkan oleh penerbit yang dikenal",
    20: "tidak diterbitkan oleh penerbit yang dikenal",
    21: "tidak diterbitkan oleh penerbit yang dikenal",
    62: "bukan untuk nama server itu",
}
"""What OpenSSL's codes mean (``X509_V_ERR_...``)."""


class ServerUnknownError(MailError):
    """No computer has the server's name, or there is no network to ask in."""

    def __init__(self, server: str) -> None:
        super().__init__(
            "Server pos-el tidak ditemukan",
            "Periksa sambungan internet dan 'Server pos-el' di lembar Pengaturan",
            where=server,
        )


class ServerAwayError(MailError):
    """The server does not answer, or breaks the connection off before it has taken the mail."""

    def __init__(self, server: str) -> None:
        super().__init__(
            "Server pos-el tidak menjawab",
            f"Periksa sambungan internet, port, dan keamanan di lembar Pengaturan ({PORTS})",
            where=server,
        )


class ServerBusyError(MailError):
    """The server says that it serves nobody for the time being."""

    def __init__(self, server: str, code: int) -> None:
        super().__init__(
            f"Server pos-el sedang tidak melayani (kode {code})",
            "Tunggu; dicoba lagi dengan sendirinya",
            where=server,
        )


class CertificateRejectedError(MailError):
    """The server's certificate is not good for its name, has expired, or nobody known signed it."""

    def __init__(self, server: str, error: ssl.SSLCertVerificationError) -> None:
        super().__init__(
            f"Sertifikat server pos-el {_CERTIFICATE.get(error.verify_code, 'tidak dapat dipercaya')}",
            "Periksa 'Server pos-el' dan jam komputer; bila benar, minta pengelola server membetulkannya",
            where=server,
        )


class TlsFailedError(MailError):
    """The connection could not be encrypted."""

    def __init__(self, server: str) -> None:
        super().__init__(
            "Sambungan ke server pos-el tidak dapat diamankan",
            f"Periksa port dan keamanan di lembar Pengaturan ({PORTS})",
            where=server,
        )


class TlsNotOfferedError(MailError):
    """The server offers no STARTTLS on this port, and nothing is sent in the clear."""

    def __init__(self, server: str) -> None:
        super().__init__(
            "Server pos-el tidak menawarkan STARTTLS; tanpa itu tidak ada yang dikirim",
            f"Periksa port dan keamanan di lembar Pengaturan ({PORTS})",
            where=server,
        )


class LoginRefusedError(MailError):
    """The server does not take the account's name and password."""

    def __init__(self, server: str, code: int) -> None:
        super().__init__(
            f"Server pos-el menolak akun atau sandi (kode {code})",
            "Periksa 'Akun pos-el' dan simpan sandinya lagi: pengaduan kirim --simpan-sandi",
            where=server,
        )


class LoginUnavailableError(MailError):
    """The server offers no way to log in that is known here."""

    def __init__(self, server: str) -> None:
        super().__init__(
            "Server pos-el tidak menyediakan cara masuk dengan akun dan sandi",
            "Kosongkan 'Akun pos-el' bila server tidak memerlukannya, atau tanyakan kepada pengelola server",
            where=server,
        )


def connect(account: MailAccount, password: str, context: ssl.SSLContext) -> smtplib.SMTP:
    """Return a connection that is encrypted and logged in.

    Args:
        account: The office's account.
        password: Its password; unused for an account without a user.
        context: How certificates are checked.

    Raises:
        MailError: It did not come about.
    """
    try:
        smtp = _opened(account, context)
    except (OSError, smtplib.SMTPException) as error:
        raise _error_of(account.server, error) from error
    try:
        _secure(smtp, account, context)
        smtp.ehlo_or_helo_if_needed()
        if account.user:
            _log_in(smtp, account, password)
    except (OSError, smtplib.SMTPException) as error:
        leave(smtp)
        raise _error_of(account.server, error) from error
    except MailError:
        leave(smtp)
        raise
    return smtp


def leave(smtp: smtplib.SMTP) -> None:
    """Take leave of a server that waits for a command, and close."""
    with suppress(OSError, smtplib.SMTPException):
        smtp.quit()
    smtp.close()


def _opened(account: MailAccount, context: ssl.SSLContext) -> smtplib.SMTP:
    server, port = account.server, account.port
    if account.is_tls:
        return smtplib.SMTP_SSL(
            server, port, local_hostname=OWN_NAME, timeout=TIMEOUT, context=context
        )
    return smtplib.SMTP(server, port, local_hostname=OWN_NAME, timeout=TIMEOUT)


def _secure(smtp: smtplib.SMTP, account: MailAccount, context: ssl.SSLContext) -> None:
    """Encrypt the connection unless it is."""
    if account.is_tls:
        return
    try:
        code, _ = smtp.starttls(context=context)
    except smtplib.SMTPNotSupportedError as error:
        raise TlsNotOfferedError(account.server) from error
    if code != READY:
        raise TlsNotOfferedError(account.server)


def _log_in(smtp: smtplib.SMTP, account: MailAccount, password: str) -> None:
    try:
        smtp.login(account.user, password)
    except smtplib.SMTPAuthenticationError as error:
        if error.smtp_code in FINAL:
            raise LoginRefusedError(account.server, error.smtp_code) from error
        raise ServerBusyError(account.server, error.smtp_code) from error
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException as error:  # no login at all, or none that smtplib knows
        raise LoginUnavailableError(account.server) from error


def _error_of(server: str, error: Exception) -> MailError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return CertificateRejectedError(server, error)
    if isinstance(error, ssl.SSLError):
        return TlsFailedError(server)
    if isinstance(error, socket.gaierror):
        return ServerUnknownError(server)
    if isinstance(error, smtplib.SMTPConnectError):
        return ServerBusyError(server, error.smtp_code)
    return ServerAwayError(server)
