"""The chain of events in memory: what Riwayat holds, where it goes on, where an event finds its place."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from pengaduan_xl.domain.chain import digest, seal
from pengaduan_xl.register.holdings import Mark, plain_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from pengaduan_xl.domain.complaint import Event
    from pengaduan_xl.register.holdings import Holdings


class EventChain:
    """The events of a register that was read, with those added since."""

    def __init__(self, held: Holdings) -> None:
        self._held = held
        self._added: dict[str, list[Event]] = {}
        self._by_seq: dict[int, Event] = {}
        self._sidik: set[str] = set()
        self.last_seq, self.last_digest = held.end()

    def numbers(self) -> Set[str]:
        """Return the numbers that have events."""
        return self._held.numbers() | self._added.keys()

    def has(self, number: str) -> bool:
        """Return whether a number has events."""
        return number in self._added or bool(self._held.marks_of(number))

    def of(self, number: str) -> tuple[Event, ...]:
        """Return a case's events, oldest first."""
        added = self._added.get(number, ())
        return tuple(sorted((*self._held.events_of(number), *added), key=_seq))

    def last_of(self, number: str) -> str:
        """Return the Sidik of a case's last event, empty for none."""
        marks = self._marks_of(number)
        return marks[-1][1] if marks else ""

    def last_seq_of(self, number: str) -> int:
        """Return the No. Urut of a case's last event, 0 for none."""
        marks = self._marks_of(number)
        return marks[-1][0] if marks else 0

    def seal(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """Return events numbered and chained to the last one; add them with :meth:`add`."""
        return seal(events, self.last_seq, self.last_digest)

    def add(self, event: Event) -> None:
        """Add an event that has its No. Urut and Sidik."""
        bisect.insort(self._added.setdefault(event.number, []), event, key=_seq)
        self._by_seq[event.seq] = event
        self._sidik.add(event.digest)
        if event.seq > self.last_seq:
            self.last_seq, self.last_digest = event.seq, event.digest

    def anchor(self) -> tuple[int, str]:
        """Return No. Urut and Sidik of the last event, ``(0, "")`` when there is none."""
        return self.last_seq, self.last_digest

    def genesis(self) -> str:
        """Return the Sidik of the first event of all, by which a register is known; empty for none."""
        first = self._mark(1)
        return first.digest if first else ""

    def reaches(self, seq: int, digest_there: str) -> bool:
        """Return whether Riwayat has the row of that No. Urut and Sidik, or the row changed by hand."""
        found = self._mark(seq)
        if seq == 0 or found is None:
            return seq == 0
        return found.digest == digest_there or not self._is_untouched(found)

    def goes_past(self, seq: int) -> bool:
        """Return whether Riwayat goes on after a row that alone is gone, which is for *periksa* to tell."""
        return self._mark(seq) is None and seq < self.last_seq

    def has_any(self, digests: Iterable[str]) -> bool:
        """Return whether a row of Riwayat has one of these Sidik."""
        return any(map(self._knows, digests))

    def holds(self, event: Event) -> bool:
        """Return whether Riwayat has an event, or its row changed by hand, which is for *periksa* to tell."""
        if self._knows(event.digest) or self.twin(event) is not None:
            return True
        found = self._mark(event.seq)
        if found is None or found.number not in (event.number, ""):
            return False
        return not self._is_untouched(found)

    def twin(self, event: Event) -> tuple[int, str] | None:
        """Return No. Urut and Sidik of the event as it was sealed anew, if it was."""
        if self._knows(event.digest):
            return None
        plain = plain_digest(event)
        added = (one for one in self._added.get(event.number, ()) if plain_digest(one) == plain)
        known = next(added, None)
        return (known.seq, known.digest) if known else self._held.twin(event)

    def has_holes(self) -> bool:
        """Return whether rows of Riwayat are gone from between others."""
        added = sum(self._held.mark(seq) is None for seq in self._by_seq)
        return self._held.count() + added < self.last_seq

    def fits(self, event: Event) -> bool:
        """Return whether an event's own place in the chain is free and leads on from the row before it."""
        return (
            self._mark(event.seq) is None and digest(event, self._before(event.seq)) == event.digest
        )

    def settle(self, event: Event) -> Event:
        """Return an event as it can be added: in its own place, else numbered anew after the last one."""
        return event if self.fits(event) else self.seal((event,))[0]

    def _marks_of(self, number: str) -> list[tuple[int, str]]:
        added = ((event.seq, event.digest) for event in self._added.get(number, ()))
        return sorted((*self._held.marks_of(number), *added))

    def _knows(self, sidik: str) -> bool:
        return sidik in self._sidik or self._held.knows(sidik)

    def _mark(self, seq: int) -> Mark | None:
        added = self._by_seq.get(seq)
        return Mark(seq, added.number, added.digest) if added else self._held.mark(seq)

    def _before(self, seq: int) -> str:
        """Return the Sidik of the row before a No. Urut, empty for none."""
        found = self._mark(seq - 1)
        return found.digest if found else ""

    def _is_untouched(self, mark: Mark) -> bool:
        """Return whether a row's Sidik is still that of its content."""
        before, added = self._before(mark.seq), self._by_seq.get(mark.seq)
        if added is None:
            return self._held.is_untouched(mark, before)
        return digest(added, before) == added.digest


def _seq(event: Event) -> int:
    return event.seq
