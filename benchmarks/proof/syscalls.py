"""System calls that fail during a save: each of them, by several errors, once and for good."""

from __future__ import annotations

import errno
from collections import Counter
from typing import TYPE_CHECKING, Any

from proof.children import told
from proof.failing_calls import (
    WRITES,
    FailingCalls,
    always,
    full_from,
    nth,
    replace_refused,
)
from proof.fault_trials import attempted, before, judged, scenes
from proof.figure import Figure
from proof.strace_calls import ERRORS, can_trace, count_calls, traced_faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proof.failing_calls import Call, Plan
    from proof.fault_trials import Outcome, Scene

ERRNOS = (errno.ENOSPC, errno.EACCES, errno.EIO)
OFTEN = ("file.read", "file.readinto", "lseek")
OFTEN_STEP = 8
"""Of calls by which a file is read in a hundred pieces, every so many are tried."""

MAX_REFUSALS = 8
"""How often in a row a replacement is refused at most; the product tries six times."""

QUICK_STEP = 29
"""With ``quick``, of all places every so many are tried, with one error each."""


def measure(*, quick: bool) -> list[Figure]:
    """Let every call on the office's folder fail, from locking to releasing the lock.

    Args:
        quick: Try one in :data:`QUICK_STEP` of the places.
    """
    figures: list[Figure] = []
    with scenes() as all_scenes:
        for scene in all_scenes:
            calls = counted(scene)
            plans = list(_each(scene, calls, quick))
            figures.append(_tried(f"{scene.name}: one of {len(calls)} calls fails", scene, plans))
            plans = list(lasting(scene, calls, QUICK_STEP if quick else 1))
            figures.append(_tried(f"{scene.name}: failures that last", scene, plans))
        if not can_trace():
            figures.append(Figure("System calls in the kernel", "not tried: strace cannot be used"))
        else:
            figures += [_traced(scene, quick) for scene in all_scenes]
    return figures


def counted(scene: Scene) -> list[Call]:
    """Return all calls of a session that succeed."""
    with scene.copied() as office, FailingCalls(office.folder) as calls:
        attempted(office, scene.act)
    return calls.calls


def plan_faults(scene: Scene, plan: Plan) -> tuple[Outcome, list[str]]:
    """Save with calls failing as planned; return what was said, and what of it is not true."""
    with scene.copied() as office:
        known = before(office)
        with FailingCalls(office.folder, plan):
            outcome = attempted(office, scene.act)
        return outcome, judged(office, known, outcome)


def lasting(scene: Scene, calls: list[Call], step: int = 1) -> Iterator[tuple[str, Plan]]:
    """Return failures that do not pass by themselves, by name."""
    register = scene.office.register.name
    for times in range(1, MAX_REFUSALS + 1):
        yield f"replacing refused {times} times", replace_refused(times, register)
    for number in ERRNOS:
        for name in ("os.fsync", "os.replace", "os.mkdir", "os.chmod", "os.unlink", "os.listdir"):
            yield f"every {name} fails ({errno.errorcode[number]})", always(name, number)
    writes = [call for call in calls if call.name in WRITES]
    for call in writes[::step]:
        yield f"disk full from {call.name} {call.target} on", full_from(call.place)


def _each(scene: Scene, calls: list[Call], quick: bool) -> Iterator[tuple[str, Plan]]:
    """Return a failure of each call: by one error in turn, and by each where everything happens."""
    chosen = [call for call in calls if call.name not in OFTEN or not call.place % OFTEN_STEP]
    for index, call in enumerate(chosen):
        if quick and index % QUICK_STEP:
            continue
        for number in _some(ERRNOS, index, quick or not scene.archive_bytes):
            what = f"{call.name} {call.target} ({errno.errorcode[number]})"
            yield what, nth(call.place, number)


def _some(errors: tuple[Any, ...], index: int, few: bool) -> tuple[Any, ...]:
    """Return all errors, or one of them in turn where few are wanted."""
    return errors[index % len(errors) :][:1] if few else errors


def _tried(what: str, scene: Scene, plans: Iterable[tuple[str, Plan]]) -> Figure:
    faults: list[str] = []
    said: Counter[str] = Counter()
    for name, plan in plans:
        outcome, found = plan_faults(scene, plan)
        said[_said(outcome)] += 1
        faults += [f"{name}: {fault}" for fault in found]
    return Figure(what, _summary(said, faults), not faults)


def _traced(scene: Scene, quick: bool) -> Figure:
    """Let the kernel refuse each call by one error in turn, and by each where everything happens."""
    faults: list[str] = []
    said: Counter[str] = Counter()
    counts = count_calls(scene)
    places = [
        (name, place)
        for name, times in counts.items()
        for place in range(1, times + 1)
        if name not in OFTEN or not place % OFTEN_STEP
    ]
    for index, (name, place) in enumerate(places):
        if quick and index % QUICK_STEP:
            continue
        for error in _some(ERRORS, index, quick or not scene.archive_bytes):
            outcome, found = traced_faults(scene, name, place, error)
            said[_said(outcome)] += 1
            faults += [f"{name} {place} {error}: {fault}" for fault in found]
    seen = ", ".join(f"{name} {times}" for name, times in counts.items())
    what = f"{scene.name}: one of the kernel's calls fails ({seen})"
    return Figure(what, _summary(said, faults), not faults)


def _said(outcome: Outcome) -> str:
    if outcome.happened is None:
        return "told as uncertain"
    if not outcome.happened:
        return "told as not happened"
    return "pending" if outcome.is_pending else "entered"


def _summary(said: Counter[str], faults: list[str]) -> str:
    words = ", ".join(f"{times} {word}" for word, times in said.most_common())
    return f"{sum(said.values())} saves: {words}; {told(faults)}"
