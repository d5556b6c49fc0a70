"""Passes started by the Task Scheduler of Windows."""

from __future__ import annotations

import subprocess
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from pengaduan_xl.office_folder import REPORT_FOLDER
from pengaduan_xl.scheduler.starter import MINUTES, Outcome, must_run, remove_file, write_file

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.resources import Machine
    from pengaduan_xl.scheduler.starter import Runner, Task

LABEL = "Task Scheduler Windows"
FILE = "jadwal.xml"
PROGRAM = "schtasks"

ADVICE = (
    "Berjalan selama Anda masuk ke Windows; yang terlewat selagi komputer mati disusul sesudah masuk.",
    "Lihat di Task Scheduler dengan nama {name}.",
)

_XML = """<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Laporan pengaduan yang dibuat otomatis (pengaduan jadwal).</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <Repetition>
        <Interval>PT{minutes}M</Interval>
        <Duration>P1D</Duration>
        <StopAtDurationEnd>false</StopAtDurationEnd>
      </Repetition>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
    <LogonTrigger>
      <Enabled>true</Enabled>{user}
      <Delay>PT1M</Delay>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">{user}
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <Enabled>true</Enabled>
    <ExecutionTimeLimit>PT1H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
      <WorkingDirectory>{folder}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""
"""The elements stand in the order in which Windows itself writes a task out."""


def text(task: Task, machine: Machine) -> str:
    """Return the task's XML."""
    account = "\\".join(
        part for key in ("USERDOMAIN", "USERNAME") if (part := machine.environ.get(key))
    )
    return _XML.format(
        minutes=MINUTES,
        user=f"\n      <UserId>{escape(account)}</UserId>" if account else "",
        command=escape(_without_window(task.python)),
        arguments=escape(subprocess.list2cmdline(task.arguments)),
        folder=escape(str(task.register.parent)),
    )


def shown(task: Task, machine: Machine) -> str:
    """Return what an installation would write and run."""
    return f"{text(task, machine)}\n{subprocess.list2cmdline(_creation(task))}\n"


def install(task: Task, machine: Machine, run: Runner) -> Outcome:
    """Write the XML into the folder of reports and register it; a task of that name is replaced.

    Raises:
        PengaduanError: The file cannot be written, or Windows refuses the task.
    """
    path = _path(task)
    write_file(path, b"\xff\xfe" + text(task, machine).encode("utf-16-le"))
    must_run(run, _creation(task))
    return Outcome([task.name, str(path)], [line.format(name=task.name) for line in ADVICE])


def remove(task: Task, machine: Machine, run: Runner) -> Outcome:
    """Take the task away, if it is there.

    Raises:
        PengaduanError: Windows refuses.
    """
    removed = []
    if is_installed(task, machine, run):
        must_run(run, [PROGRAM, "/Delete", "/TN", task.name, "/F"])
        removed.append(task.name)
    if remove_file(_path(task)):
        removed.append(str(_path(task)))
    return Outcome(removed, [])


def is_installed(task: Task, machine: Machine, run: Runner) -> bool:
    """Return whether Windows has the task."""
    del machine
    return run([PROGRAM, "/Query", "/TN", task.name], b"").code == 0


def _creation(task: Task) -> list[str]:
    return [PROGRAM, "/Create", "/TN", task.name, "/XML", str(_path(task)), "/F"]


def _path(task: Task) -> Path:
    return task.register.parent / REPORT_FOLDER / FILE


def _without_window(python: str) -> str:
    """Return the interpreter that opens no window: python.exe would flash one up every few minutes."""
    path = PureWindowsPath(python)
    return str(path.with_name("pythonw.exe")) if path.name.lower() == "python.exe" else python
