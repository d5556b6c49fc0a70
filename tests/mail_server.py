"""A real mail server on this computer, which can be told to refuse, to put off and to break down."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP as SMTP_POLICY
from typing import TYPE_CHECKING, Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

USER, PASSWORD = "pengaduan@contoh.go.id", "rahasia-42"


@dataclass
class Mood:
    """How the server behaves, and what it has seen.

    Attributes:
        sender: Answers to MAIL, used up one by one; when there are none left, it takes the sender.
        recipients: Answers to RCPT by address, used up likewise.
        data: Answers to a mail handed over; ``putus`` takes it and breaks the connection off without a word.
        breaks_in_data: Whether it breaks off before the closing dot.
        logins: Answers to a login.
        taken: The mails it took, with the address each went to.
        tried: The names and passwords it was shown.
    """

    sender: list[str] = field(default_factory=list)
    recipients: dict[str, list[str]] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    breaks_in_data: bool = False
    logins: list[str] = field(default_factory=list)
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    tried: list[tuple[bytes, bytes]] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802  # aiosmtpd calls it by this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if self.sender:
            return self.sender.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  # aiosmtpd calls it by this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        answer = self.recipients[address].pop(0) if self.recipients.get(address) else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802  # aiosmtpd calls it by this name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        del session
        answer = self.data.pop(0) if self.data else "250 OK"
        if answer.startswith("250") or answer == "putus":
            content = envelope.original_content or b""
            message = BytesParser(EmailMessage, policy=SMTP_POLICY).parsebytes(content)
            self.taken.append((envelope.rcpt_tos[0], message))
        if answer == "putus":
            _break(server)
        return answer

    def log_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        del server, session, envelope, mechanism
        assert isinstance(data, LoginPassword)
        self.tried.append((data.login, data.password))
        if self.logins:
            return AuthResult(success=False, handled=False, message=self.logins.pop(0))
        is_right = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
        return AuthResult(success=is_right, handled=False)


class _Line(SMTP):
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  # aiosmtpd calls it by this name
        mood = cast("Mood", self.event_handler)
        if mood.breaks_in_data:
            await self.push("354 go ahead")
            _break(self)
        else:
            await super().smtp_DATA(arg)


class MailServer(Controller):
    """A server at ``localhost`` that asks for TLS and a login.

    Args:
        certificate: Its certificate and key.
        is_tls: Whether it encrypts from the first byte, not after STARTTLS.
        more: Further settings of aiosmtpd's ``SMTP``.
    """

    def __init__(self, certificate: Path | None, *, is_tls: bool = False, **more: Any) -> None:
        self.mood = Mood()
        context = None
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
        options: dict[str, Any] = {
            "auth_required": True,
            "authenticator": self.mood.log_in,
            "tls_context": None if is_tls else context,
            "require_starttls": not is_tls and context is not None,
            "auth_require_tls": not is_tls and context is not None,
        }
        super().__init__(
            self.mood,
            hostname="127.0.0.1",
            port=free_port(),
            ssl_context=context if is_tls else None,
            **(options | more),
        )

    def factory(self) -> SMTP:
        """Return what talks over a connection."""
        return _Line(self.handler, **self.SMTP_kwargs)

    def __enter__(self) -> MailServer:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _break(server: SMTP) -> None:
    assert server.transport is not None
    cast("Any", server.transport).abort()
