"""Saving a small register, well and badly, for the tests of the store."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from register_samples import NOW, fingerprint, used_register

from pengaduan_xl.register.store import RegisterFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from pengaduan_xl.register import store

CHANGES: store.Changes = ({("Register", "L5"): "Perihal baru"}, {})
NAME = "Register_Pengaduan.xlsx"


def save(path: Path, now: datetime = NOW, keep: int = 20) -> None:
    file = RegisterFile(path)
    save_from(file, file.read(), now=now, keep=keep)


def save_from(
    file: RegisterFile,
    snapshot: store.Snapshot,
    changes: store.Changes = CHANGES,
    now: datetime = NOW,
    keep: int = 20,
) -> None:
    with file.staged(changes) as temporary:
        file.put(temporary, snapshot, now, keep)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def backups_of(path: Path) -> list[str]:
    return files_in(path.parent / "cadangan")


def refused(path: Path, error: type[Exception], act: Callable[[], object] | None = None) -> str:
    """Return the text of the error that saving raises; the register and its folder must be as they were."""
    before, files = fingerprint(path), files_in(path.parent)
    with pytest.raises(error) as caught:
        (act or (lambda: save(path)))()
    assert (fingerprint(path), files_in(path.parent)) == (before, files)
    return str(caught.value)


def sha() -> str:
    return hashlib.sha256(used_register()).hexdigest()[:8]


def failing(number: int) -> Callable[..., Any]:
    """A system call that always fails with an errno."""

    def call(*_: Any, **__: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return call


def held(times: int = 99) -> Callable[[Path, Path], Path]:
    """``Path.replace`` that is refused some times when the register is to be replaced, and then works."""
    left, move = [times], Path.replace

    def replace(self: Path, target: Path) -> Path:
        if left[0] and target.name == NAME:
            left[0] -= 1
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return move(self, target)

    return replace


REASONS = {
    errno.ENOSPC: "disk penuh",
    errno.EDQUOT: "kuota disk habis",
    errno.EACCES: "tidak ada izin, atau berkas dipakai program lain",
    errno.EPERM: "tidak ada izin",
    errno.EROFS: "folder hanya dapat dibaca",
    errno.EIO: "disk bermasalah",
    errno.EBUSY: "berkas dipakai program lain",
    errno.ENOENT: "folder atau berkas hilang",
    errno.ENAMETOOLONG: f"galat sistem {errno.ENAMETOOLONG}",
}
