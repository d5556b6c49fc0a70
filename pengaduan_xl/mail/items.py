"""A mail in the queue and how it may change: pure, without files, clock or server.

It waits (*menunggu*), is being sent, and was sent (*terkirim*). What is not taken for now waits on and is
tried again after a pause; what is refused for good, or was not sent for a week, has failed (*gagal tetap*).
Where nobody knows whether the server took it (*tidak pasti*), it is never sent again by itself. A report made
anew after an earlier mail of it went out is held back (*ditahan*); a newer one takes the place of one that
still waits (*digantikan*).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pengaduan_xl.domain.schedule_sheet import OVERDUE
from pengaduan_xl.mail.failures import Effect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.mail.failures import MailError
    from pengaduan_xl.mail.messages import Parcel

FIRST_PAUSE: Final = timedelta(minutes=5)
"""Pause after the first failed try; each further one doubles it."""
LONGEST_PAUSE: Final = timedelta(hours=4)
GIVE_UP: Final = timedelta(days=7)
"""How long a mail is tried; older reports are of no use to anybody."""

_WEEK: Final = "Tidak terkirim selama 7 hari"
_INTERRUPTED: Final = "Pengiriman terputus; server mungkin sudah menerimanya"
_MADE_ANEW: Final = "Laporan dibuat ulang sesudah yang pertama dikirim"
_NEWER: Final = "Digantikan laporan yang lebih baru"


class State(StrEnum):
    """Where a mail stands."""

    WAITING = "menunggu"
    SENDING = "sedang dikirim"
    SENT = "terkirim"
    UNSURE = "tidak pasti"
    FAILED = "gagal tetap"
    HELD = "ditahan"
    REPLACED = "digantikan"
    DAMAGED = "rusak"


_UNSENT: Final = frozenset({State.WAITING, State.REPLACED})

ANSWERABLE: Final = frozenset({State.UNSURE, State.FAILED, State.HELD})
"""States out of which an officer may send a mail by its key."""


@dataclass(frozen=True, slots=True)
class Item:
    """A report's mail to one address (*kiriman*).

    Attributes:
        key: Which report, time, address and content; names its files.
        report: Name of the report.
        due: When the report was due, naive WIB.
        name: The addressee's name or position.
        address: The addressee's address.
        files: Names of what is attached.
        queued: When it entered the queue, or was ordered sent.
        state: Where it stands.
        changed: When it came to stand there.
        tries: How often it was tried without success.
        next_try: Not to be tried before; ``None`` for at once.
        reason: Why it stands there, for staff; empty when all is well.
        waits_for_server: Whether the server or account was in the way, not this mail.
        is_ordered: Whether an officer ordered it sent, whatever went out before.
    """

    key: str
    report: str
    due: datetime
    name: str
    address: str
    files: tuple[str, ...]
    queued: datetime
    state: State
    changed: datetime
    tries: int = 0
    next_try: datetime | None = None
    reason: str = ""
    waits_for_server: bool = False
    is_ordered: bool = False

    @property
    def occasion(self) -> str:
        """Which report, time and address, whatever the content."""
        return self.key.partition("-")[0]

    def is_due(self, now: datetime) -> bool:
        """Return whether it may be tried; a pause longer than any was set under a clock that was ahead."""
        return self.next_try is None or not now < self.next_try <= now + LONGEST_PAUSE

    def moved(self, state: State, now: datetime, reason: str = "") -> Item:
        """Return it in another state."""
        return replace(self, state=state, changed=now, reason=reason, waits_for_server=False)

    def after(self, error: MailError, now: datetime) -> Item:
        """Return it after a failed try."""
        if error.effect is Effect.UNSURE:
            return self.moved(State.UNSURE, now, error.problem)
        if error.effect is Effect.FINAL:
            return self.moved(State.FAILED, now, error.problem)
        if now - self.queued >= GIVE_UP:
            return self.moved(State.FAILED, now, f"{_WEEK}: {error.problem}")
        waiting = self.moved(State.WAITING, now, error.problem)
        pause = min(FIRST_PAUSE * 2 ** min(self.tries, 10), LONGEST_PAUSE)
        return replace(
            waiting,
            tries=self.tries + 1,
            next_try=now + pause,
            waits_for_server=error.effect is Effect.ALL_WAIT,
        )

    def ordered(self, now: datetime) -> Item:
        """Return it as an officer orders it sent."""
        waiting = self.moved(State.WAITING, now)
        return replace(waiting, queued=now, tries=0, next_try=None, is_ordered=True)


def key_of(parcel: Parcel, address: str) -> str:
    """Return the key of a report's mail: ten characters for report, time and address, six for the content."""
    occasion = "\n".join((parcel.report, parcel.due.isoformat(), address.casefold()))
    content = hashlib.sha256()
    for file in parcel.files:
        content.update(file.name.encode())
        content.update(hashlib.sha256(file.content).digest())
    return f"{hashlib.sha256(occasion.encode()).hexdigest()[:10]}-{content.hexdigest()[:6]}"


def settled(items: Iterable[Item], now: datetime) -> list[Item]:
    """Return the items that change before anything is sent, as they are to stand.

    Called while nobody else sends: what is being sent was broken off. Of one report and address only the
    newest version goes out, none after an earlier one did, and of overdue lists, which tell how things stand
    now, only the latest.
    """
    listed = list(items)
    changed = [
        item.moved(State.UNSURE, now, _INTERRUPTED)
        for item in listed
        if item.state is State.SENDING
    ]
    waiting = [item for item in listed if item.state is State.WAITING and not item.is_ordered]
    for item in waiting:
        others = [other for other in listed if other.occasion == item.occasion and other != item]
        if any(other.is_ordered or other.state not in _UNSENT for other in others):
            changed.append(item.moved(State.HELD, now, _MADE_ANEW))
        elif any(_replaces(other, item) for other in waiting):
            changed.append(item.moved(State.REPLACED, now, _NEWER))
    return changed


def waiting_ones(items: Iterable[Item]) -> list[Item]:
    """Return the mails that wait, oldest first."""
    found = (item for item in items if item.state is State.WAITING)
    return sorted(found, key=lambda item: (item.due, item.key))


def candidates(items: Iterable[Item], now: datetime) -> list[Item]:
    """Return the mails to be tried now, oldest first.

    While the server is in the way none is tried until one of those that wait for it is due; then all of them
    are.
    """
    waiting = waiting_ones(items)
    for_server = [item for item in waiting if item.waits_for_server]
    if for_server and not any(item.is_due(now) for item in for_server):
        return []
    return [item for item in waiting if item.waits_for_server or item.is_due(now)]


def _replaces(other: Item, item: Item) -> bool:
    """Return whether a waiting mail goes out in another's place."""
    if other.occasion == item.occasion:
        return (other.queued, other.key) > (item.queued, item.key)
    is_list = other.report == item.report == OVERDUE
    return is_list and other.address == item.address and other.due > item.due
