"""A complaint, what happened to it, and the words the register uses for both."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

CHANNELS: dict[str, str] = {
    "Datang langsung": "Lisan",
    "Surat": "Tertulis",
    "Telepon": "Lisan",
    "Pos-el": "Daring",
    "Media sosial": "Daring",
    "SP4N-LAPOR!": "Daring",
}
"""Channels (*saluran*) and the group under which the daily recap counts them."""

CATEGORIES: tuple[str, ...] = (
    "01 Penyalahgunaan wewenang",
    "02 Pelayanan masyarakat",
    "03 Korupsi/pungli",
    "04 Kepegawaian",
    "05 Pertanahan",
    "06 Hukum/HAM",
    "07 Kewaspadaan nasional",
    "08 Tatalaksana/regulasi",
    "09 Lingkungan hidup",
    "10 Umum",
)
"""Category codes of the national recording templates."""

ON_TIME = "Tepat"
LATE = "Terlambat"
YES = "Ya"
NO = "Tidak"


class Status(StrEnum):
    """Where a case stands (*status*); ``Terlambat`` is computed and never a status."""

    RECEIVED = "Diterima"
    WAITING = "Menunggu Kelengkapan"
    IN_PROCESS = "Diproses"
    FINISHED = "Selesai"
    FORWARDED = "Dilimpahkan"
    WITHDRAWN = "Dicabut"
    LAPSED = "Dianggap Dicabut"

    @property
    def is_open(self) -> bool:
        """Whether the office still has to act on the case."""
        return self in {Status.RECEIVED, Status.WAITING, Status.IN_PROCESS}


class EventKind(StrEnum):
    """What can happen to a case (*peristiwa*)."""

    RECEIVED = "Diterima"
    FINISHED = "Tahap Selesai"
    RETURNED = "Dikembalikan"
    HELD = "Ditunda"
    RESUMED = "Dilanjutkan"
    FORWARDED = "Dilimpahkan"
    WITHDRAWN = "Dicabut"
    LAPSED = "Dianggap Dicabut"
    LETTER = "Surat Dibuat"


class Complaint(NamedTuple):
    """A complaint (*pengaduan*) as it was taken in, and how its file is kept.

    Texts are as typed; an empty field is ``""``. ``received`` is naive WIB. ``confidential`` is
    *Rahasia*: the complainant's identity is then shown only on the receipt and the reply.
    """

    number: str
    received: datetime
    channel: str
    name: str
    nik: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    occupation: str = ""
    proxy: str = ""
    confidential: bool = False
    subject: str = ""
    description: str = ""
    permit: str = ""
    location: str = ""
    reported: str = ""
    requested: str = ""
    evidence: str = ""
    category: str = ""
    classification: str = ""
    archive: str = ""
    note: str = ""


class Event(NamedTuple):
    """One row of *Riwayat*: something that happened to a case.

    ``happened`` and ``recorded`` are the two clocks: when it happened and when it was entered.
    ``started``, ``due``, ``finished`` and ``minutes`` belong to the step that the event ends;
    for a hold, ``due`` is the day by which the complainant must complete the file; a resumption has
    the times of the hold that it ends. ``next_step``
    is the step the case is in afterwards, ``None`` once the case is closed. ``minutes`` are
    office minutes without the time on hold. ``digest`` (*Sidik*) chains the rows.
    """

    seq: int
    number: str
    step: int
    kind: str
    next_step: int | None
    officer: str
    happened: datetime
    recorded: datetime
    started: datetime | None = None
    due: datetime | None = None
    finished: datetime | None = None
    minutes: int | None = None
    timeliness: str = ""
    completeness: str = ""
    document: str = ""
    reason: str = ""
    override: str = ""
    version: str = ""
    digest: str = ""


class CaseState(NamedTuple):
    """The derived columns of *Register*; all of it follows from the case's events.

    ``step`` is ``None`` once the case is closed. ``step_due`` is ``None`` while the case is on
    hold (its step's clock stands still) and once it is closed.
    """

    completed: datetime | None
    step: int | None
    role: str
    step_started: datetime | None
    step_due: datetime | None
    case_due: datetime
    statutory_due: datetime
    status: Status
    outcome: str
    reply_number: str
    delivered: datetime | None


class Case(NamedTuple):
    """A complaint with its events, oldest first."""

    complaint: Complaint
    events: tuple[Event, ...]
