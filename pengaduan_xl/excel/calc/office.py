"""Starting a LibreOffice that listens to this program."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from uuid import uuid4

from pengaduan_xl.errors import NotFoundError
from pengaduan_xl.excel.calc.connection import Connection, OfficeNotRunningError, load_uno

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ATTEMPTS, _PAUSE = 300, 0.2
"""A first start with a new profile on a slow disk takes up to a minute; the pause is in seconds."""

_QUIET = ("--norestore", "--nologo", "--nodefault")


class OfficeMissingError(NotFoundError):
    """LibreOffice is not installed, or not where programs are looked for."""

    def __init__(self, program: str) -> None:
        super().__init__(
            f'LibreOffice ("{program}") tidak ditemukan',
            "Pasang LibreOffice atau tambahkan foldernya ke PATH",
        )


def start_office(
    program: str = "soffice",
    *,
    visible: bool = False,
    profile: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> tuple[subprocess.Popen[bytes], Connection]:
    """Start an office and connect to it.

    Args:
        program: Name or path of LibreOffice.
        visible: Whether it shows windows.
        profile: Folder of settings of its own. Without one, an office that already runs takes over, and
            the process returned has ended.
        environ: Its environment; an active virtual environment in it misleads LibreOffice's own Python.

    Raises:
        PengaduanError: There is no such program, this Python cannot talk to it, or it does not answer.
    """
    load_uno()
    path = shutil.which(program)
    if path is None:
        raise OfficeMissingError(program)
    address = f"pipe,name=calc-{uuid4().hex}"
    options = [] if visible else ["--headless"]
    options += [f"-env:UserInstallation={profile.absolute().as_uri()}"] if profile else []
    process = subprocess.Popen(
        [path, *_QUIET, f"--accept={address};urp;", *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=environ,
    )
    for _ in range(_ATTEMPTS):
        with contextlib.suppress(OfficeNotRunningError):
            return process, Connection.to(address)
        time.sleep(_PAUSE)
    kill_office(process)
    raise OfficeNotRunningError(address)


def kill_office(process: subprocess.Popen[bytes]) -> None:
    """End an office at once, with the program that its starter started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=30)
