"""System calls that the kernel refuses: a child process under strace, where strace can be used."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proof.children import FAILED, forked, is_killed, messages
from proof.fault_office import Claim
from proof.fault_trials import Outcome, attempted, before, judged

if TYPE_CHECKING:
    from desk_office import DeskOffice

    from proof.children import Tell
    from proof.fault_trials import Scene

CALLS = (
    "openat", "write", "pwrite64", "fsync", "rename", "renameat", "renameat2", "mkdir", "mkdirat",
    "unlink", "unlinkat", "ftruncate", "chmod", "fchmod", "fchmodat", "close", "lseek", "newfstatat",
    "getdents64", "flock",
)  # fmt: skip
"""Calls that are refused, as far as this machine has them."""

ERRORS = ("ENOSPC", "EACCES", "EIO")


def can_trace() -> bool:
    """Return whether strace is there and may trace a process of ours."""
    if not (hasattr(os, "fork") and shutil.which("strace")):
        return False
    command = ["strace", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO:when=1", "true"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def count_calls(scene: Scene) -> dict[str, int]:
    """Return how often each call is made from the beginning of a save to the lock's release."""
    with scene.copied() as office, tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        _traced(office, scene, ["-o", str(log), "-e", f"trace={_all(CALLS)}"])
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    # What the child tells through its pipe comes after the session.
    end = next(index for index, line in enumerate(lines) if r'"{\"outcome' in line)
    names = (match[1] for line in lines[:end] if (match := re.match(r"(\w+)\(", line)))
    return dict(Counter(names))


def traced_faults(scene: Scene, call: str, place: int, error: str) -> tuple[Outcome, list[str]]:
    """Save with one call refused by the kernel; return what was said, and what of it is not true."""
    with scene.copied() as office:
        known = before(office)
        inject = ["-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={place}"]
        outcome = _traced(office, scene, ["-o", os.devnull, *inject])
        return outcome, judged(office, known, outcome)


def _traced(office: DeskOffice, scene: Scene, options: list[str]) -> Outcome:
    """Let a child process save under strace, which is attached right before the save."""
    going, go = os.pipe()

    def work(tell: Tell) -> None:
        def hold() -> None:
            tell({"ready": True})
            os.read(going, 1)

        outcome = attempted(office, scene.act, hold)
        tell({"outcome": outcome})

    child = forked(work)
    said = []
    tracer: subprocess.Popen[bytes] | None = None
    for message in messages(child):
        said.append(message)
        if "ready" in message:
            tracer = _attached(child.pid, options)
            os.write(go, b"x")
    is_killed(child)
    os.close(going)
    os.close(go)
    if tracer:
        tracer.communicate()
    return _outcome(said)


def _attached(pid: int, options: list[str]) -> subprocess.Popen[bytes]:
    """Attach strace to a process and wait until it says so."""
    tracer = subprocess.Popen(
        ["strace", *options, "-p", str(pid)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert tracer.stderr is not None
    tracer.stderr.readline()
    return tracer


def _outcome(said: list[dict[str, Any]]) -> Outcome:
    """Return what the child said of its save; nothing is known if it could not say it."""
    for message in said:
        if "outcome" in message:
            happened, is_pending, claim, stray = message["outcome"]
            return Outcome(happened, is_pending, claim and Claim(*claim), stray)
    failed = [message[FAILED] for message in said if FAILED in message]
    return Outcome(None, False, None, stray="; ".join(failed) or "the process ended without a word")


def _all(names: tuple[str, ...]) -> str:
    return ",".join(f"?{name}" for name in names)
