"""Which of the system's schedulers starts the passes, and handing them the work."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from pengaduan_xl.scheduler import cron_line, systemd_timer, windows_task
from pengaduan_xl.scheduler.starter import NoStarterError, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.resources import Machine
    from pengaduan_xl.scheduler.starter import Runner, Task


class Starter(Protocol):
    """One of the system's schedulers, as a module."""

    LABEL: str

    def shown(self, task: Task, machine: Machine) -> str:
        """Return what an installation would write and run."""

    def install(self, task: Task, machine: Machine, run: Runner) -> Outcome:
        """Have a task started every few minutes."""

    def remove(self, task: Task, machine: Machine, run: Runner) -> Outcome:
        """Have it started no more."""

    def is_installed(self, task: Task, machine: Machine, run: Runner) -> bool:
        """Return whether it is started."""


STARTERS: Mapping[str, Starter] = MappingProxyType(
    {"windows": windows_task, "systemd": systemd_timer, "cron": cron_line}
)
"""The system's schedulers by the words of ``--cara``."""


def choose(machine: Machine, run: Runner) -> str:
    """Return which of them the machine has: systemd before cron, since it catches up and can be looked at.

    Raises:
        NoStarterError: It has none.
    """
    if machine.platform == "win32":
        return "windows"
    if machine.platform != "darwin" and systemd_timer.is_here(run):
        return "systemd"
    if cron_line.is_here(run):
        return "cron"
    raise NoStarterError


def installed(task: Task, machine: Machine, run: Runner) -> list[str]:
    """Return which of them start the task now."""
    return [name for name in _possible(machine) if STARTERS[name].is_installed(task, machine, run)]


def remove_all(task: Task, machine: Machine, run: Runner) -> Outcome:
    """Take the task out of every one of the machine's schedulers.

    Raises:
        PengaduanError: One of them refuses.
    """
    items: list[str] = []
    for name in _possible(machine):
        items += STARTERS[name].remove(task, machine, run).items
    return Outcome(items, [])


def _possible(machine: Machine) -> list[str]:
    if machine.platform == "win32":
        return ["windows"]
    return ["cron"] if machine.platform == "darwin" else ["systemd", "cron"]
