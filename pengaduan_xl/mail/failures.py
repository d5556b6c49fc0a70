"""What a failure to send means for the mail: who has to wait, and whether it may have arrived."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from pengaduan_xl.errors import PengaduanError

NOT_SENT = "Pesan ini tidak terkirim."


class Effect(Enum):
    """What follows from a failure.

    Attributes:
        ALL_WAIT: The server or the account is in the way, so every mail waits.
        WAITS: This mail waits, others may go.
        FINAL: This mail will never be taken as it is.
        UNSURE: Nobody knows whether it was taken.
    """

    ALL_WAIT = 1
    WAITS = 2
    FINAL = 3
    UNSURE = 4


class MailError(PengaduanError):
    """A mail was not sent, or nobody knows whether it was."""

    exit_code: ClassVar[int] = 10
    effect: ClassVar[Effect] = Effect.ALL_WAIT

    def __init__(
        self, problem: str, remedy: str, *, where: str = "", written: str = NOT_SENT
    ) -> None:
        super().__init__(problem, remedy, where=where, written=written)
