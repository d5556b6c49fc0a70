"""A report that was made becomes mails in the queue, one for each who gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.errors import WriteFailedError, system_reason
from pengaduan_xl.mail.accounts import is_mail_on
from pengaduan_xl.mail.items import Item, State, key_of
from pengaduan_xl.mail.messages import Attachment, Parcel, report_message
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.patience import patiently
from pengaduan_xl.register.recipients import read_recipients
from pengaduan_xl.register.schema_rules import RECIPIENTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.domain.recipients_sheet import Recipient
    from pengaduan_xl.mail.queue import Queue
    from pengaduan_xl.settings import Settings


class AttachmentUnreadableError(WriteFailedError):
    """A report's file cannot be read, so its mail was not put into the queue."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"Lampiran tidak dapat dibaca ({system_reason(error)})",
            "Kirim berkas di folder laporan itu dengan cara lain",
            where=path.name,
            written="Laporannya sudah dibuat; pos-elnya tidak diantrekan.",
        )


class MailRules(NamedTuple):
    """What a register says about mail: its settings, and who gets reports."""

    settings: Settings
    recipients: tuple[Recipient, ...]


def read_mail_rules(register: Path) -> MailRules:
    """Return what a register says about mail.

    Raises:
        PengaduanError: The register or its journal cannot be used.
    """
    ledger = read_ledger(register).ledger
    recipients, _ = read_recipients(ledger.content.sheets.get(RECIPIENTS.sheet))
    return MailRules(ledger.settings, recipients)


def attachments(files: Iterable[Path]) -> tuple[Attachment, ...]:
    """Return a report's files as they are attached.

    Raises:
        AttachmentUnreadableError: One of them cannot be read.
    """
    found = []
    for path in files:
        try:
            found.append(Attachment(path.name, patiently(path.read_bytes)))
        except OSError as error:
            raise AttachmentUnreadableError(path, error) from error
    return tuple(found)


def queue_report(queue: Queue, rules: MailRules, parcel: Parcel, now: datetime) -> int:
    """Put a report's mails into the queue and return how many; none while mail is off.

    A mail that is or was in the queue is not put there again.

    Raises:
        QueueRefusedError: The system refuses.
    """
    if not is_mail_on(rules.settings):
        return 0
    put = 0
    for one in rules.recipients:
        if parcel.report in one.reports:
            item = Item(
                key_of(parcel, one.address),
                parcel.report,
                parcel.due,
                one.name,
                one.address,
                tuple(file.name for file in parcel.files),
                queued=now,
                state=State.WAITING,
                changed=now,
            )
            office = rules.settings.office_short
            message = report_message(parcel, (one.name, one.address), office, now)
            put += queue.add(item, message.as_bytes())
    return put
