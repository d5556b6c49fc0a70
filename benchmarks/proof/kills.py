"""SIGKILL while saving: at random moments, and at every point where something is written."""

from __future__ import annotations

import os
import random
import signal
import statistics
import time
from collections import Counter
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from proof.children import failures, forked, is_killed, messages, told
from proof.fault_office import (
    Claim,
    after_fault,
    after_next_session,
    claimed,
    finish_with_letters,
    new_office,
    pass_time,
    receive,
)
from proof.figure import Figure
from proof.write_points import ARCHIVE_ALWAYS, BEGIN, DONE, ONCE, POINTS, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from desk_office import DeskOffice

    from proof.children import Tell

SEED = 20261123
KILLS_PER_OFFICE = 20
SOME_ARCHIVE_BYTES = 30_000
"""Size from which journals are archived while processes are killed at random, so that some kills hit that."""

SAVES = ("save 1", "save 2")
MARKS = (*SAVES, *SAVES, "session")
"""From where on the moment of a kill is chosen, in turn: saves, and now and then the whole session."""

SETTLED = 0.8
"""Share of the random kills after which the office works on; after the others it is killed once more."""


class Killed(NamedTuple):
    """What became of a process.

    Attributes:
        claims: What it had acknowledged.
        last: The point it passed last.
        is_killed: Whether it was killed; else it had done its work before.
        faults: What went wrong before the kill.
    """

    claims: list[Claim]
    last: str
    is_killed: bool
    faults: list[str]


def measure(*, quick: bool) -> list[Figure]:
    """Kill processes that make acts, and look at the register after each.

    Args:
        quick: 25 random kills instead of 600, each point once instead of twice.
    """
    if not hasattr(os, "fork"):
        return [Figure("SIGKILL while saving", "not tried: this system has no fork")]
    warm_up()
    return [*_at_random(25 if quick else 600), _at_points(1 if quick else 2)]


@cache
def warm_up() -> None:
    """Do the work once in this process, so that those forked from it have loaded all that they need."""
    with new_office() as office:
        _acts(office, "Izin percobaan", lambda _: None)


def killed_at(office: DeskOffice, watch: Watch, subject: str) -> Killed:
    """Let a process make acts until it is killed at the point that the watch wants."""
    return _run(office, watch, subject, "", 0.0)


def killed_after(
    office: DeskOffice, watch: Watch, subject: str, mark: str, seconds: float
) -> Killed:
    """Kill a process that makes acts some seconds after it said ``mark``."""
    return _run(office, watch, subject, mark, seconds)


def point_faults(point: str, occurrence: int = 1) -> tuple[bool, list[str]]:
    """Kill a process at a point; return whether it came there, and what was wrong afterwards."""
    with new_office() as office:
        archive = ARCHIVE_ALWAYS if point.startswith("archive") else 0
        watch = Watch(point, occurrence, archive)
        killed = killed_at(office, watch, "Izin mati")
        claims = list(killed.claims)
        faults = [*killed.faults, *after_fault(office)]
        return killed.is_killed, faults + after_next_session(office, claims, "Izin sesudahnya")


def _at_points(occurrences: int) -> Figure:
    faults: list[str] = []
    unreached: list[str] = []
    kills = 0
    for point in POINTS:
        for occurrence in range(1, occurrences + 1):
            if occurrence > 1 and point.startswith(ONCE):
                continue
            is_killed, found = point_faults(point, occurrence)
            kills += is_killed
            if not is_killed:
                unreached.append(point)
            faults += [f"{point}: {fault}" for fault in found]
    missed = f"; never reached: {', '.join(unreached)}" if unreached else ""
    value = f"{len(POINTS)} points, {kills} kills{missed}; {told(faults)}"
    return Figure("SIGKILL at each named point", value, not faults and not unreached)


def _at_random(wanted: int) -> Iterator[Figure]:
    chance = random.Random(SEED)
    spans = _durations()
    hit: Counter[str] = Counter()
    faults: list[str] = []
    acknowledged = late = tries = 0
    while sum(hit.values()) < wanted:
        with new_office() as office:
            claims: list[Claim] = []
            for _ in range(KILLS_PER_OFFICE):
                mark, tries = MARKS[tries % len(MARKS)], tries + 1
                watch = Watch(archive_bytes=SOME_ARCHIVE_BYTES)
                seconds = chance.uniform(0, spans[mark])
                pass_time(office)
                killed = killed_after(office, watch, f"Izin {tries}", mark, seconds)
                claims = _latest([*claims, *killed.claims])
                acknowledged += len(killed.claims)
                faults += killed.faults + after_fault(office)
                if killed.is_killed and killed.last != DONE:
                    hit[killed.last] += 1
                else:
                    late += 1
                if chance.random() < SETTLED:
                    faults += after_next_session(office, claims, f"Izin sesudah {tries}")
            faults += after_next_session(office, claims, "Izin penutup")
    value = (
        f"{sum(hit.values())} kills within a session, {late} just after a save, "
        f"{acknowledged} acts acknowledged; {told(faults)}"
    )
    yield Figure("SIGKILL at a random moment", value, not faults)
    passed = (f"{name} {hit[name]}" for name in (BEGIN, *POINTS) if hit[name])
    yield Figure("Point that the killed process had passed last", ", ".join(passed))
    times = ", ".join(f"{mark} {span * 1000:.0f} ms" for mark, span in spans.items())
    yield Figure("Time over which the kills were spread", times)


def _durations() -> dict[str, float]:
    """Return the median seconds of each save and of the whole session, in the processes to be killed."""
    seen: dict[str, list[float]] = {mark: [] for mark in dict.fromkeys(MARKS)}
    for turn in range(5):
        with new_office() as office:
            begun: dict[str, float] = {}
            child = forked(_work(office, Watch(), f"Izin {turn}"))
            mark = ""
            for message in messages(child):
                mark = message.get("mark", mark)
                if "mark" in message:
                    begun[mark] = time.perf_counter()
                else:
                    seen[mark].append(time.perf_counter() - begun[mark])
            is_killed(child)
            seen["session"].append(time.perf_counter() - begun["session"])
    return {mark: statistics.median(times) for mark, times in seen.items()}


def _run(office: DeskOffice, watch: Watch, subject: str, mark: str, seconds: float) -> Killed:
    said = []
    child = forked(_work(office, watch, subject))
    for message in messages(child):
        said.append(message)
        if message.get("mark") == mark:
            time.sleep(seconds)
            with suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)
    claims = [Claim(*message["claim"]) for message in said if "claim" in message]
    return Killed(_latest(claims), watch.last, is_killed(child), failures(said))


def _work(office: DeskOffice, watch: Watch, subject: str) -> Callable[[Tell], None]:
    """Return the work of a process that is to be killed."""

    def work(tell: Tell) -> None:
        watch.install()

        def watched(message: Mapping[str, Any]) -> None:
            if "claim" in message:
                watch.at(DONE)
            tell(message)

        _acts(office, subject, watched)

    return work


def _acts(office: DeskOffice, subject: str, tell: Tell) -> None:
    """Take in a complaint and save, bring it into step 3 with two letters and save."""
    tell({"mark": "session"})
    with office.desk() as desk:
        number = receive(desk, subject)
        for save in SAVES:
            if save == SAVES[1]:
                finish_with_letters(desk, number)
            claim = claimed(desk, number)
            tell({"mark": save})
            desk.save()
            tell({"claim": claim})


def _latest(claims: list[Claim]) -> list[Claim]:
    """Return the last claim of each case."""
    return list({claim.number: claim for claim in claims}.values())
