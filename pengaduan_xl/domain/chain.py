"""The chain of *Sidik* that makes a hand edit of Riwayat show."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.domain.complaint import Event

_HALF_SECOND = timedelta(milliseconds=500)
_SEPARATOR = "\x1f"


def _canonical(value: object) -> str:
    r"""Return a value as it is hashed: the same before it is written and after it is read back.

    Excel keeps moments as fractions of a day, so they come back up to some microseconds off and are
    rounded to the second; line ends come back as ``\n``.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (value + _HALF_SECOND).replace(microsecond=0).isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def digest(event: Event, previous: str) -> str:
    """Return the event's *Sidik*: SHA-256 over its values and the Sidik of the row before it."""
    text = _SEPARATOR.join([*map(_canonical, event[:-1]), previous])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def seal(events: Iterable[Event], last_seq: int, last_digest: str) -> tuple[Event, ...]:
    """Return the events numbered after ``last_seq`` and chained to ``last_digest``."""
    sealed = []
    for event in events:
        last_seq += 1
        numbered = event._replace(seq=last_seq)
        last_digest = digest(numbered, last_digest)
        sealed.append(numbered._replace(digest=last_digest))
    return tuple(sealed)
