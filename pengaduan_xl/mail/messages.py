"""A report as a mail: Indonesian subject and body with the figures, the report's files attached.

The body holds no personal data. The files hold the subjects of complaints, hidden where a complaint is
confidential, so the body asks that they are not passed on (UU 27/2022).
"""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.clock import WIB
from pengaduan_xl.wording import clock, long_date, moment, short_date

if TYPE_CHECKING:
    from datetime import datetime

    from pengaduan_xl.mail.accounts import MailAccount

NAME_LENGTH = 100
"""Characters of a name that are shown beside an address."""

WORKBOOK = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCUMENT = "vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {".xlsx": WORKBOOK, ".docx": DOCUMENT, ".pdf": "pdf"}

_REPORT = """\
Yth. Bapak/Ibu,

Terlampir {report} pengaduan menurut jadwal {day} pukul {clock}, dibuat {made}.

{figures}

Lampiran: {files}

Lampiran memuat perihal pengaduan dan hanya untuk keperluan dinas. Mohon tidak diteruskan.

Pesan ini dikirim otomatis oleh register pengaduan {office}.
"""

_TRIAL = """\
Yth. Bapak/Ibu,

Ini pesan uji dari register pengaduan {office}, {day} pukul {clock}. Bila pesan ini sampai,
pengiriman laporan lewat pos-el sudah benar. Tidak ada lampiran.
"""


class Attachment(NamedTuple):
    """A file to be attached: its name and bytes."""

    name: str
    content: bytes


class Parcel(NamedTuple):
    """A report that goes out by mail.

    Attributes:
        report: Its name, as the sheet Penerima has it.
        due: When it was due, naive WIB; one of a report's times.
        figures: How things stand in a few numbers.
        files: What is attached.
    """

    report: str
    due: datetime
    figures: str
    files: tuple[Attachment, ...]


def report_message(parcel: Parcel, to: tuple[str, str], office: str, now: datetime) -> EmailMessage:
    """Return a report's mail to a name and address; the sender is added when it goes out."""
    subject = f"{parcel.report} Pengaduan {short_date(parcel.due)} pukul {clock(parcel.due)}"
    figures = f"{parcel.figures[:1].upper()}{parcel.figures[1:]}."
    body = _REPORT.format(
        report=parcel.report,
        day=long_date(parcel.due),
        clock=clock(parcel.due),
        made=moment(now),
        figures=figures,
        files=", ".join(file.name for file in parcel.files),
        office=plain(office),
    )
    message = _message(f"{subject} - {plain(office)}", body, to, now)
    for file in parcel.files:
        kind = _TYPES.get(f".{file.name.rpartition('.')[2]}", "octet-stream")
        message.add_attachment(
            file.content, maintype="application", subtype=kind, filename=file.name
        )
    return message


def trial_message(address: str, office: str, now: datetime) -> EmailMessage:
    """Return a mail by which an officer sees whether sending works."""
    body = _TRIAL.format(office=plain(office), day=long_date(now), clock=clock(now))
    return _message(f"Uji pengiriman - {plain(office)}", body, ("", address), now)


def outgoing(content: bytes, account: MailAccount, key: str) -> bytes:
    """Return a mail as it goes to the server: with its sender, and a Message-ID that only ``key`` decides.

    So a mail that is sent again after doubt has the number of the first, by which many servers know it.
    """
    message = BytesParser(policy=SMTP).parsebytes(content)
    message["From"] = Address(plain(account.sender_name), addr_spec=account.sender)
    message["Message-ID"] = f"<{key}.pengaduan@{account.sender.rpartition('@')[2]}>"
    return message.as_bytes()


def plain(text: str) -> str:
    """Return a text on one line without control characters: it cannot add lines to a message's head."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())[:NAME_LENGTH]


def _message(subject: str, body: str, to: tuple[str, str], now: datetime) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["To"] = Address(plain(to[0]), addr_spec=to[1])
    message["Date"] = format_datetime(now.replace(tzinfo=WIB))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body, cte="quoted-printable")
    return message
