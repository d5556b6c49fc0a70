"""What every way of starting the scheduler by the system shares: the task, running programs, refusals."""

from __future__ import annotations

import hashlib
import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.errors import InputDataError, NotFoundError, WriteFailedError, system_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pengaduan_xl.resources import Machine

MINUTES = 5
"""Minutes between two passes that the system starts."""

LONGEST_WAIT = 60
"""Seconds after which one of the system's programs is taken to hang."""

NOT_FOUND = 127
"""Exit code given for a program that is not there, as shells give it."""


class StarterFailedError(WriteFailedError):
    """One of the system's programs did not do what it was asked."""

    def __init__(self, program: str, reason: str) -> None:
        super().__init__(
            f"Program {program} gagal ({reason})",
            "Perbaiki sebabnya, lalu ulangi; mengulang aman",
            written="Mungkin baru sebagian yang dikerjakan.",
        )


class StarterFileError(WriteFailedError):
    """A file for the system's scheduler cannot be written or removed."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"Berkas tidak dapat ditulis atau dihapus ({system_reason(error)})",
            "Periksa izin folder itu, lalu ulangi",
            where=str(path),
        )


class NoStarterError(NotFoundError):
    """The machine has nothing that starts a program by the clock."""

    def __init__(self) -> None:
        super().__init__(
            "Penjadwal sistem (systemd atau cron) tidak ditemukan di komputer ini",
            "Biarkan pengaduan jadwal berjalan di jendela terminal, atau pilih sendiri dengan --cara",
        )


class TaskPathError(InputDataError):
    """A path holds line feeds or other signs that no system's scheduler can hold."""

    def __init__(self, path: str) -> None:
        super().__init__(
            "Letak register atau Python memuat tanda yang tidak dapat dijadwalkan",
            "Pindahkan ke folder yang namanya hanya huruf, angka, dan spasi",
            where=ascii(path),
        )


class Answer(NamedTuple):
    """How a program ended, and what it printed."""

    code: int
    out: bytes = b""
    error: bytes = b""

    @property
    def reason(self) -> str:
        """Why it failed, in its own words."""
        text = (self.error or self.out).decode("utf-8", "replace").strip()
        return text.partition("\n")[0].strip() or f"kode {self.code}"


if TYPE_CHECKING:
    Runner = Callable[[Sequence[str], bytes], Answer]
    """Runs a program with its arguments on what it shall read."""


class Task(NamedTuple):
    """What the system is to start every few minutes: one pass over one office.

    Attributes:
        register: The office's register, an absolute path.
        python: The interpreter.
    """

    register: Path
    python: str

    @property
    def name(self) -> str:
        """A name of its own for each office's folder, without letters of the path."""
        place = os.path.normcase(self.register).encode("utf-8", "surrogatepass")
        return f"pengaduan-jadwal-{hashlib.sha256(place).hexdigest()[:8]}"

    @property
    def arguments(self) -> list[str]:
        """The interpreter's arguments; ``-P`` keeps modules in the working folder from taking ours' place."""
        register = ["--register", str(self.register)]
        return ["-P", "-m", "pengaduan_xl.cli", *register, "jadwal", "--sekali"]


class Outcome(NamedTuple):
    """What was written or removed, and what staff do or should know next."""

    items: list[str]
    advice: list[str]


def task_of(register: Path, machine: Machine) -> Task:
    """Return the task of an office.

    Raises:
        TaskPathError: A path holds control characters.
    """
    task = Task(register.resolve(), machine.python)
    for text in (str(task.register), task.python):
        if not text.isprintable():
            raise TaskPathError(text)
    return task


def run_program(arguments: Sequence[str], content: bytes = b"") -> Answer:
    """Run one of the system's programs; one that is missing or hangs answers with an exit code, too."""
    try:
        done = subprocess.run(
            list(arguments), input=content, capture_output=True, timeout=LONGEST_WAIT, check=False
        )
    except subprocess.TimeoutExpired:
        return Answer(1, error=f"tidak selesai dalam {LONGEST_WAIT} detik".encode())
    except OSError as error:
        return Answer(NOT_FOUND, error=system_reason(error).encode())
    return Answer(done.returncode, done.stdout, done.stderr)


def must_run(run: Runner, arguments: Sequence[str], content: bytes = b"") -> None:
    """Run a program that has to succeed.

    Raises:
        StarterFailedError: It did not.
    """
    answer = run(arguments, content)
    if answer.code:
        raise StarterFailedError(arguments[0], answer.reason)


def write_file(path: Path, content: bytes) -> None:
    """Write a file for the system's scheduler, its folder too.

    Raises:
        StarterFileError: The system refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise StarterFileError(path, error) from error


def remove_file(path: Path) -> bool:
    """Remove a file; return whether it was there.

    Raises:
        StarterFileError: The system refuses.
    """
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StarterFileError(path, error) from error
    return True
