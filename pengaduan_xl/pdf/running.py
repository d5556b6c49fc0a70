"""A program of another make, run with patience and ended with all that it started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.errors import system_reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Ending(NamedTuple):
    """How a run ended.

    Attributes:
        name: The program, as staff call it.
        reason: What it did, in Indonesian.
        seconds: How long it was given when that was too short, else 0.
    """

    name: str
    reason: str
    seconds: float = 0


def run(name: str, command: Sequence[str], environ: Mapping[str, str], seconds: float) -> Ending:
    """Run a program to its end, or stop it and what it started when ``seconds`` are over."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environ),
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        return Ending(name, f"{name} tidak dapat dijalankan: {system_reason(error)}")
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        return Ending(name, f"{name} tidak selesai dalam {seconds:.0f} detik", seconds)
    finally:
        if process.returncode is None:
            _end(process)
    return Ending(name, f"{name} berhenti dengan kode {code}" if code else f"{name} menolaknya")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program at once, with those that it started."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
