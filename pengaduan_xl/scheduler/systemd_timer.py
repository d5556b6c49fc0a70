"""Passes started by a timer of systemd, for this user only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pengaduan_xl.scheduler.starter import MINUTES, Outcome, must_run, remove_file, write_file

if TYPE_CHECKING:
    from pengaduan_xl.resources import Machine
    from pengaduan_xl.scheduler.starter import Runner, Task

LABEL = "systemd"
CONTROL = ("systemctl", "--user")

ADVICE = (
    "Berjalan selama Anda masuk (login). Agar berjalan juga sesudah keluar: loginctl enable-linger",
    "Lihat dengan: systemctl --user list-timers {name}.timer",
)

_SERVICE = """[Unit]
Description=Laporan pengaduan yang dibuat otomatis

[Service]
Type=oneshot
ExecStart={command}
TimeoutStartSec=1h
"""

_TIMER = """[Unit]
Description=Laporan pengaduan setiap {minutes} menit

[Timer]
OnCalendar=*:0/{minutes}
AccuracySec=30s
Persistent=true

[Install]
WantedBy=timers.target
"""


def files(task: Task, machine: Machine) -> dict[Path, str]:
    """Return the two units by where they belong."""
    config = Path(machine.environ.get("XDG_CONFIG_HOME") or machine.home / ".config")
    folder = config / "systemd" / "user"
    command = " ".join(map(_quoted, [task.python, *task.arguments]))
    return {
        folder / f"{task.name}.service": _SERVICE.format(command=command),
        folder / f"{task.name}.timer": _TIMER.format(minutes=MINUTES),
    }


def shown(task: Task, machine: Machine) -> str:
    """Return what an installation would write and run."""
    units = [f"# {path}\n{text}" for path, text in files(task, machine).items()]
    commands = [" ".join(command) for command in _start(task)]
    return "\n".join([*units, *commands]) + "\n"


def install(task: Task, machine: Machine, run: Runner) -> Outcome:
    """Write the units and start the timer; units of these names are replaced.

    Raises:
        PengaduanError: A file cannot be written, or systemd refuses.
    """
    units = files(task, machine)
    for path, text in units.items():
        write_file(path, text.encode("utf-8", "surrogateescape"))
    for command in _start(task):
        must_run(run, command)
    return Outcome(list(map(str, units)), [line.format(name=task.name) for line in ADVICE])


def remove(task: Task, machine: Machine, run: Runner) -> Outcome:
    """Stop the timer and take the units away, if they are there.

    Raises:
        PengaduanError: A file cannot be removed.
    """
    if is_installed(task, machine, run):
        run([*CONTROL, "disable", "--now", f"{task.name}.timer"], b"")
    removed = [str(path) for path in files(task, machine) if remove_file(path)]
    if removed:
        run([*CONTROL, "daemon-reload"], b"")
    return Outcome(removed, [])


def is_installed(task: Task, machine: Machine, run: Runner) -> bool:
    """Return whether a unit is there."""
    del run
    return any(path.is_file() for path in files(task, machine))


def is_here(run: Runner) -> bool:
    """Return whether systemd works for this user."""
    return run([*CONTROL, "show-environment"], b"").code == 0


def _start(task: Task) -> list[list[str]]:
    timer = f"{task.name}.timer"
    return [[*CONTROL, "daemon-reload"], [*CONTROL, "enable", "--now", timer]]


def _quoted(text: str) -> str:
    """Return an argument as systemd reads it back: quoted, without specifiers and variables."""
    for sign, doubled in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        text = text.replace(sign, doubled)
    return f'"{text}"'
