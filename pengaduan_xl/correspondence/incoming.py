"""Complaints that come as mail, in Agenda Masuk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.letters.numbering import INCOMING_SETTING, NumberParts, letter_number
from pengaduan_xl.letters.privacy import HIDDEN_NAME
from pengaduan_xl.register.schema import INCOMING

if TYPE_CHECKING:
    from pengaduan_xl.domain.complaint import Complaint
    from pengaduan_xl.register.ledger import Ledger

MAIL_CHANNELS = ("Surat", "Pos-el")
"""Channels whose complaints are mail and so get a row in Agenda Masuk."""


def log_mail(ledger: Ledger, complaint: Complaint) -> None:
    """Enter a complaint that came as mail into Agenda Masuk under the year's next number (SOP step 2).

    Raises:
        BadNumberPatternError: The setting *Pola nomor agenda masuk* cannot make numbers.
    """
    if complaint.channel not in MAIL_CHANNELS:
        return
    settings, day = ledger.settings, complaint.received.date()
    seq = ledger.next_seq(INCOMING, day.year)
    class_code = complaint.classification or settings.classification
    parts = NumberParts(class_code, seq, settings.unit, day, complaint.number)
    ledger.append(
        INCOMING,
        {
            "seq": seq,
            "agenda_number": letter_number(settings.incoming_pattern, parts, INCOMING_SETTING),
            "received": day,
            "sender": HIDDEN_NAME if complaint.confidential else complaint.name,
            "subject": complaint.subject,
            "nature": "Rahasia" if complaint.confidential else "Biasa",
            "forwarded_to": "Kepala Seksi",
            "number": complaint.number,
        },
    )
