"""Making a register's index in a process of its own, so that no officer waits for it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.register.index_file import SMALL_BYTES, Index, index_path
from pengaduan_xl.register.index_making import write_index
from pengaduan_xl.register.reader import read_register
from pengaduan_xl.register.store import RegisterFile
from pengaduan_xl.resources import cache_folder, this_machine

DETACHED = 0x00000008 | 0x08000000
"""Windows: a process without a console that outlives ours (``DETACHED_PROCESS | CREATE_NO_WINDOW``)."""


def index_of(register: Path) -> Path:
    """Return where the index of a register belongs on this machine."""
    return index_path(register, cache_folder(this_machine()))


def start_indexing(register: Path) -> None:
    """Start making a register's index and do not wait for it; nothing is told when it fails."""
    flags = {"creationflags": DETACHED} if sys.platform == "win32" else {"start_new_session": True}
    with suppress(OSError):
        subprocess.Popen(
            [sys.executable, "-m", __name__, str(register)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=Path.home(),
            **flags,
        )


def make_index(register: Path, target: Path, least: int = 0) -> None:
    """Read a register and write its index, unless that is there or the file has no more than ``least`` bytes.

    Raises:
        PengaduanError: The register cannot be read.
        OSError, sqlite3.Error: The cache folder does not take the index.
    """
    snapshot = RegisterFile(register).read()
    if len(snapshot.content) <= least or Index.opened(target, snapshot.fingerprint):
        return
    write_index(target, read_register(snapshot.content, register), snapshot.fingerprint)


def main(arguments: list[str] | None = None) -> None:
    """Make the index of the register that is named, unless another process does so now."""
    (name,) = sys.argv[1:] if arguments is None else arguments
    target = index_of(Path(name))
    with suppress(PengaduanError, OSError, sqlite3.Error, Timeout):
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{target}.lock", timeout=0):
            make_index(Path(name), target, SMALL_BYTES)


if __name__ == "__main__":
    main()
