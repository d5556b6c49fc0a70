"""Several processes at once on one register: every act enters once, and nobody waits for ever."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from filelock import FileLock

from pengaduan_xl.register import session
from pengaduan_xl.register.journal.lines import ACT, read_line
from pengaduan_xl.register.store import LOCK_SECONDS, RegisterLockedError
from proof.children import failures, forked, is_killed, messages, told
from proof.fault_office import Claim, after_next_session, claimed, new_office, opened, receive
from proof.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_office import DeskOffice

    from proof.children import Tell

ARCHIVE_BYTES = 100_000
"""Size from which journals are archived here, so that the crowd also goes on from one to the next."""


class Crowd(NamedTuple):
    """What a crowd did.

    Attributes:
        claims: What was acknowledged.
        waits: Seconds that each session waited for the lock.
        gave_up: Sessions that waited in vain and were begun again.
        seconds: From the first session to the last.
        faults: What is wrong.
    """

    claims: list[Claim]
    waits: list[float]
    gave_up: int
    seconds: float
    faults: list[str]


def measure(*, quick: bool) -> list[Figure]:
    """Let processes register complaints at the same time, and count.

    Args:
        quick: 4 processes with 5 complaints each instead of 8 with 50.
    """
    if not hasattr(os, "fork"):
        return [Figure("Several processes at once", "not tried: this system has no fork")]
    people, each = (4, 5) if quick else (8, 50)
    crowd = register_together(people, each)
    count = people * each
    waits = sorted(crowd.waits)
    what = f"{people} processes with {each} registrations each"
    times = (
        f"{crowd.seconds / count * 1000:.0f} ms a registration, longest wait for the lock "
        f"{waits[-1]:.1f} s, half of the waits within {waits[len(waits) // 2] * 1000:.0f} ms"
    )
    vain = f"{crowd.gave_up} times (told that nothing was written, begun again)"
    return [
        Figure(what, f"{len(crowd.claims)} acts; {told(crowd.faults)}", not crowd.faults),
        Figure("Time", times),
        Figure(f"Waited longer than {LOCK_SECONDS:.0f} s for the lock", vain),
    ]


def register_together(people: int, each: int) -> Crowd:
    """Let ``people`` processes register ``each`` complaints on a new register, and check it."""
    with new_office() as office:
        start = time.perf_counter()
        children = [forked(_clerk(office, person, each)) for person in range(people)]
        said = [message for child in children for message in messages(child)]
        ends = [is_killed(child) for child in children]
        seconds = time.perf_counter() - start
        claims = [Claim(*message["claim"]) for message in said if "claim" in message]
        waits = [message["waited"] for message in said if "waited" in message]
        gave_up = sum("gave up" in message for message in said)
        faults = ["a process was killed"] * sum(ends)
        faults += [*failures(said), *_faults(office, claims, people * each)]
        return Crowd(claims, waits, gave_up, seconds, faults)


def _clerk(office: DeskOffice, person: int, each: int) -> Callable[[Tell], None]:
    """Return the work of one process."""

    def work(tell: Tell) -> None:
        setattr(session, "ARCHIVE_BYTES", ARCHIVE_BYTES)  # noqa: B010 - a constant elsewhere
        _time_the_lock(tell)
        for turn in range(each):
            while not _registered(office, f"Izin {person}-{turn}", tell):
                tell({"gave up": True})

    return work


def _registered(office: DeskOffice, subject: str, tell: Tell) -> bool:
    try:
        with office.desk() as desk:
            claim = claimed(desk, receive(desk, subject))
            desk.save()
    except RegisterLockedError:
        return False
    tell({"claim": claim})
    return True


def _time_the_lock(tell: Tell) -> None:
    acquire = FileLock.acquire

    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return acquire(*arguments, **named)
        finally:
            tell({"waited": time.perf_counter() - start})

    setattr(FileLock, "acquire", timed)  # noqa: B010 - a method elsewhere, in this child alone


def _faults(office: DeskOffice, claims: list[Claim], count: int) -> list[str]:
    faults = []
    numbers = {f"2026-{place:04d}" for place in range(1, count + 1)}
    if {claim.number for claim in claims} != numbers:
        faults.append(f"the numbers given are not 1 to {count}")
    if len(opened(office).rows) != count:
        faults.append(f"Register has {len(opened(office).rows)} rows")
    lines, is_whole = _journal_lines(office)
    if lines != count:
        faults.append(f"the journals have {lines} acts")
    if not is_whole:
        faults.append("the journals are not one chain")
    return [*faults, *after_next_session(office, [*claims], "Izin sesudahnya")]


def _journal_lines(office: DeskOffice) -> tuple[int, bool]:
    """Return how many acts the journals hold, and whether all their lines are one chain."""
    kept = [*office.folder.glob("cadangan/*.jurnal"), *office.folder.glob("*.jurnal")]
    raw = [line for path in kept for line in path.read_bytes().splitlines()]
    found = (line for text in raw if (line := read_line(text)))
    lines = sorted(found, key=lambda line: line.place)
    previous = ""
    for place, line in enumerate(lines, start=1):
        if (line.place, line.previous) != (place, previous):
            return sum(line.kind == ACT for line in lines), False
        previous = line.digest
    return sum(line.kind == ACT for line in lines), len(lines) == len(raw)
