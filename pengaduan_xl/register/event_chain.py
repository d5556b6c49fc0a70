"""Riwayat in memory: events by case and by No. Urut, and where the chain of Sidik goes on."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from pengaduan_xl.domain.chain import digest, seal

if TYPE_CHECKING:
    from collections.abc import Iterable, KeysView

    from pengaduan_xl.domain.complaint import Event
    from pengaduan_xl.register.reader import RegisterContent


class EventChain:
    """The events of a register that was read, with those added since."""

    def __init__(self, content: RegisterContent) -> None:
        self._by_number: dict[str, list[Event]] = {}
        for item in content.events:
            self._by_number.setdefault(item.event.number, []).append(item.event)
        self._content = content
        self._by_seq: dict[int, Event] | None = None
        self._digests: set[str] = set()
        self.last_seq, self.last_digest = _end(content)

    def numbers(self) -> KeysView[str]:
        """Return the numbers that have events."""
        return self._by_number.keys()

    def of(self, number: str) -> tuple[Event, ...]:
        """Return a case's events, oldest first."""
        return tuple(self._by_number.get(number, ()))

    def last_of(self, number: str, before: int | None = None) -> str:
        """Return the Sidik of a case's last event, or of its last one before No. Urut ``before``."""
        events = self._by_number.get(number, [])
        earlier = [event for event in events if before is None or event.seq < before]
        return earlier[-1].digest if earlier else ""

    def seal(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """Return events numbered and chained to the last one; add them with :meth:`add`."""
        return seal(events, self.last_seq, self.last_digest)

    def add(self, event: Event) -> None:
        """Add an event that has its No. Urut and Sidik."""
        events = self._by_number.setdefault(event.number, [])
        bisect.insort(events, event, key=_seq)
        if self._by_seq is not None:
            self._by_seq[event.seq] = event
            self._digests.add(event.digest)
        if event.seq > self.last_seq:
            self.last_seq, self.last_digest = event.seq, event.digest

    def anchor(self) -> tuple[int, str]:
        """Return No. Urut and Sidik of the last event, ``(0, "")`` when there is none."""
        return self.last_seq, self.last_digest

    def genesis(self) -> str:
        """Return the Sidik of the first event of all, by which a register is known; empty for none."""
        first = self._seqs().get(1)
        return first.digest if first else ""

    def reaches(self, seq: int, digest_there: str) -> bool:
        """Return whether Riwayat has the row of that No. Urut and Sidik, or the row changed by hand."""
        found = self._seqs().get(seq)
        if seq == 0 or found is None:
            return seq == 0
        return found.digest == digest_there or not self._is_untouched(found)

    def goes_past(self, seq: int) -> bool:
        """Return whether Riwayat goes on after a row that alone is gone, which is for *periksa* to tell."""
        return seq not in self._seqs() and seq < self.last_seq

    def has_any(self, digests: Iterable[str]) -> bool:
        """Return whether a row of Riwayat has one of these Sidik."""
        self._seqs()
        return not self._digests.isdisjoint(digests)

    def holds(self, event: Event) -> bool:
        """Return whether Riwayat has an event, or its row changed by hand, which is for *periksa* to tell."""
        found = self._seqs().get(event.seq)
        if event.digest in self._digests or self.twin(event) is not None:
            return True
        if found is None or found.number not in (event.number, ""):
            return False
        return not self._is_untouched(found)

    def twin(self, event: Event) -> Event | None:
        """Return the event as it was sealed anew, the same in all but No. Urut and Sidik, if there is one."""
        self._seqs()
        if event.digest in self._digests:
            return None
        plain = digest(event._replace(seq=0), "")
        known = (one for one in self.of(event.number) if digest(one._replace(seq=0), "") == plain)
        return next(known, None)

    def has_holes(self) -> bool:
        """Return whether rows of Riwayat are gone from between others."""
        return len(self._seqs()) < self.last_seq

    def fits(self, event: Event) -> bool:
        """Return whether an event's own place in the chain is free and leads on from the row before it."""
        known = self._seqs()
        if event.seq in known:
            return False
        before = known.get(event.seq - 1)
        return digest(event, before.digest if before else "") == event.digest

    def settle(self, event: Event) -> Event:
        """Return an event as it can be added: in its own place, else numbered anew after the last one."""
        return event if self.fits(event) else self.seal((event,))[0]

    def _is_untouched(self, event: Event) -> bool:
        """Return whether a row's Sidik is still that of its content."""
        before = self._seqs().get(event.seq - 1)
        return digest(event, before.digest if before else "") == event.digest

    def _seqs(self) -> dict[int, Event]:
        if self._by_seq is None:
            content = self._content
            rows = [item.event for item in (*content.damaged, *content.events)]
            self._by_seq = {event.seq: event for event in rows if isinstance(event.seq, int)}
            for events in self._by_number.values():
                self._by_seq |= {event.seq: event for event in events}
                rows += events
            self._digests = {event.digest for event in rows if event.digest}
        return self._by_seq


def _seq(event: Event) -> int:
    return event.seq


def _end(content: RegisterContent) -> tuple[int, str]:
    """Return the last No. Urut and the Sidik that the next event is chained to, damaged rows included.

    No. Urut runs without gaps, so a row that cannot say its own is the last one if no other row is.
    """
    rows = [item.event for item in (*content.events, *content.damaged)]

    def place(event: Event) -> int:
        return event.seq if isinstance(event.seq, int) else len(rows)

    last = max((event for event in rows if event.digest), key=place, default=None)
    return (0, "") if last is None else (max(place(last), len(rows)), last.digest)
