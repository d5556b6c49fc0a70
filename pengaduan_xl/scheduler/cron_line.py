"""Passes started by cron: one line between two of ours in the user's own table."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

from pengaduan_xl.scheduler.starter import (
    MINUTES,
    NOT_FOUND,
    Outcome,
    StarterFailedError,
    must_run,
)

if TYPE_CHECKING:
    from pengaduan_xl.resources import Machine
    from pengaduan_xl.scheduler.starter import Runner, Task

LABEL = "cron"
PROGRAM = "crontab"

ADVICE = "Lihat dengan: crontab -l"
ADVICE_MAC = (
    "Di macOS, beri cron Akses Disk Penuh bila folder kantor ada di Documents atau Desktop."
)

_OURS = b"pengaduan_xl.cli"
_ANY_MARK = b"# >>> pengaduan-jadwal-"


def lines(task: Task) -> list[bytes]:
    """Return the three lines: a mark, the command, a mark."""
    command = shlex.join([task.python, *task.arguments]).replace("%", "\\%")
    line = f"*/{MINUTES} * * * * {command} >/dev/null 2>&1"
    return [_mark(task, ">>>"), os.fsencode(line), _mark(task, "<<<")]


def shown(task: Task, machine: Machine) -> str:
    """Return what an installation would add to the table."""
    del machine
    return "".join(f"{os.fsdecode(line)}\n" for line in lines(task))


def install(task: Task, machine: Machine, run: Runner) -> Outcome:
    """Add the lines to the table, in place of older ones of this office.

    Raises:
        StarterFailedError: cron does not give the table, or does not take it.
    """
    table = _without(_table(run), task)
    if table and not table.endswith(b"\n"):
        table += b"\n"
    new = lines(task)
    must_run(run, [PROGRAM, "-"], table + b"\n".join(new) + b"\n")
    advice = [ADVICE, ADVICE_MAC] if machine.platform == "darwin" else [ADVICE]
    return Outcome([os.fsdecode(new[1])], advice)


def remove(task: Task, machine: Machine, run: Runner) -> Outcome:
    """Take the lines of this office out of the table, if they are there; all others stay as they are.

    Raises:
        StarterFailedError: cron does not give the table, or does not take it.
    """
    if not is_installed(task, machine, run):
        return Outcome([], [])
    rest = _without(_table(run), task)
    if rest.strip():
        must_run(run, [PROGRAM, "-"], rest)
    else:
        must_run(run, [PROGRAM, "-r"])
    return Outcome([os.fsdecode(lines(task)[1])], [])


def is_installed(task: Task, machine: Machine, run: Runner) -> bool:
    """Return whether the table has lines of this office."""
    del machine
    answer = run([PROGRAM, "-l"], b"")
    return answer.code == 0 and _mark(task, ">>>") in answer.out.splitlines()


def is_here(run: Runner) -> bool:
    """Return whether the machine has cron."""
    return run([PROGRAM, "-l"], b"").code != NOT_FOUND


def _mark(task: Task, arrows: str) -> bytes:
    return f"# {arrows} {task.name} {arrows}".encode()


def _table(run: Runner) -> bytes:
    """Return the user's table; one that cannot be read must not be written over."""
    answer = run([PROGRAM, "-l"], b"")
    if not answer.code:
        return answer.out
    said = answer.error.lower()
    if b"no crontab" in said or b"no such file" in said:
        return b""
    raise StarterFailedError(PROGRAM, answer.reason)


def _without(table: bytes, task: Task) -> bytes:
    """Return a table without our lines: of what stands between the marks only our commands are taken out."""
    first, _, last = lines(task)
    kept, is_inside = [], False
    for line in table.splitlines(keepends=True):
        bare = line.rstrip(b"\r\n")
        if bare in (first, last):
            is_inside = bare == first
        elif bare.startswith(_ANY_MARK):  # another office's lines begin; ours were cut short
            is_inside = False
            kept.append(line)
        elif not (is_inside and _OURS in line):
            kept.append(line)
    return b"".join(kept)
