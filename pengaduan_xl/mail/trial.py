"""A mail by which an officer sees at once whether the office's mail works; it never enters the queue."""

from __future__ import annotations

import hashlib
from contextlib import closing
from typing import TYPE_CHECKING

from pengaduan_xl.domain.recipients_sheet import is_address
from pengaduan_xl.errors import InputDataError
from pengaduan_xl.mail.accounts import account_of
from pengaduan_xl.mail.failures import NOT_SENT
from pengaduan_xl.mail.messages import outgoing, trial_message
from pengaduan_xl.mail.queueing import read_mail_rules
from pengaduan_xl.mail.sending import open_connection

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class BadAddressError(InputDataError):
    """What was typed is no address."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"'{address}' bukan alamat pos-el",
            "Tulis satu alamat seperti nama@kantor.go.id",
            written=NOT_SENT,
        )


def send_trial(register: Path, address: str, now: datetime) -> None:
    """Send a test mail; when this returns, the server has taken it.

    Raises:
        BadAddressError: That is no address.
        MailError: It was not taken, or nobody knows.
        PengaduanError: The register cannot be read.
    """
    if not is_address(address):
        raise BadAddressError(address)
    settings = read_mail_rules(register).settings
    account = account_of(settings)
    message = trial_message(address, settings.office_short, now).as_bytes()
    key = f"uji-{hashlib.sha256(message).hexdigest()[:16]}"
    with closing(open_connection(account)) as connection:
        connection.send(address, outgoing(message, account, key), lambda: None)
