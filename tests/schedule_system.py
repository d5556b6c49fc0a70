"""A computer for the tests of what the system's schedulers are handed: its programs answer as told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pengaduan_xl.resources import Machine
from pengaduan_xl.scheduler.starter import Answer, task_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FOLDER = "Kantor Pak I'Gede 100% $HOME"


class System:
    """A computer of the tests' own: programs answer as told, a table of cron is kept.

    Args:
        folder: The account's home.
        platform: As ``sys.platform``.

    Attributes:
        ran: What was run.
        answers: How a program ends, by its first words.
        table: What ``crontab -l`` gives; ``None`` for no table.
    """

    def __init__(self, folder: Path, platform: str = "linux") -> None:
        environ = {"USERDOMAIN": "KANTOR", "USERNAME": "Budi & Ani"}
        self.machine = Machine(platform, folder, environ, sys.executable, "/usr", "ascii", folder)
        office = folder / FOLDER
        (office / "laporan").mkdir(parents=True)
        register = office / "Register_Pengaduan.xlsx"
        register.touch()
        self.task = task_of(register, self.machine)
        self.ran: list[list[str]] = []
        self.answers: dict[str, Answer] = {}
        self.table: bytes | None = None

    def run(self, arguments: Sequence[str], content: bytes = b"") -> Answer:
        self.ran.append(list(arguments))
        words = " ".join(arguments)
        for known, answer in self.answers.items():
            if words.startswith(known):
                return answer
        return self._crontab(arguments[1], content) if arguments[0] == "crontab" else Answer(0)

    def _crontab(self, option: str, content: bytes) -> Answer:
        if option == "-l":
            return (
                Answer(1, error=b"no crontab for budi")
                if self.table is None
                else Answer(0, self.table)
            )
        self.table = None if option == "-r" else content
        return Answer(0)
