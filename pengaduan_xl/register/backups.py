"""Older copies of the register in the folder ``cadangan``, and the small file chores that saving shares."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from datetime import datetime
from typing import TYPE_CHECKING

from pengaduan_xl.register.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BACKUP_FOLDER = "cadangan"
DAILY_BACKUPS = 30
"""Days of which the last backup is kept beside the newest ones."""


def back_up(register: Path, content: bytes, fingerprint: str, now: datetime) -> Path:
    """Keep the register's bytes as a backup, whole and on disk when this returns.

    Args:
        register: The register; its name begins the backup's.
        content: The bytes to keep.
        fingerprint: Their SHA-256, so that equal names mean equal bytes.
        now: Moment for the name, naive WIB.

    Raises:
        OSError: The system refuses; no half backup is left.
    """
    folder = register.parent / BACKUP_FOLDER
    folder.mkdir(exist_ok=True)
    backup = folder / f"{register.stem}_{now:%Y%m%d-%H%M}_{fingerprint[:8]}{register.suffix}"
    begun = folder / f".{backup.name}.tmp"
    try:
        begun.write_bytes(content)
        keep_mode(register, begun)
        sync(begun)
        patiently(lambda: begun.replace(backup))
        sync_folder(folder)
    finally:
        remove(begun)
    return backup


def backups_of(register: Path) -> list[tuple[datetime, Path]]:
    """Return a register's backups with the moments in their names, oldest first.

    Raises:
        OSError: The system refuses to list them; a folder that is not there has none.
    """
    stem, suffix = re.escape(register.stem), re.escape(register.suffix)
    pattern = re.compile(rf"{stem}_(\d{{8}}-\d{{4}})_[0-9a-f]{{8}}{suffix}")
    try:
        found = [
            (moment, path.stat().st_mtime_ns, path)
            for path in (register.parent / BACKUP_FOLDER).iterdir()
            if (match := pattern.fullmatch(path.name)) and (moment := _moment(match[1]))
        ]
    except FileNotFoundError:
        return []
    return [(moment, path) for moment, _, path in sorted(found)]


def tidy(register: Path, keep: int) -> None:
    """Remove backups but the newest ``keep`` and the last of each recent day; other files are left alone.

    What cannot be removed, because somebody looks at it, stays until the next time.
    """
    with contextlib.suppress(OSError):
        found = [(f"{moment:%Y%m%d}", path) for moment, path in backups_of(register)]
        for path in _superseded(found, keep):
            remove(path)


def remove_leftovers(register: Path) -> None:
    """Remove the temporary files of saves that were killed half-way; the caller holds the lock."""
    name, stem, suffix = map(re.escape, (register.name, register.stem, register.suffix))
    own = rf"\.{name}(\.jurnal)?\.\d+\.tmp"
    backup = rf"\.{stem}_\d{{8}}-\d{{4,6}}_[0-9a-z]+(\.jurnal|{suffix})\.tmp"
    for folder, pattern in ((register.parent, own), (register.parent / BACKUP_FOLDER, backup)):
        with contextlib.suppress(OSError):
            for path in list(folder.iterdir()):
                if re.fullmatch(pattern, path.name):
                    remove(path)


def remove(path: Path) -> None:
    """Remove a file if it is there and the system lets it go."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def keep_mode(original: Path, copy: Path) -> None:
    """Give a copy the original's permissions, so that colleagues may open what they could before."""
    with contextlib.suppress(OSError):  # not every disk knows permissions
        shutil.copymode(original, copy)


def sync(path: Path) -> None:
    """Wait until a file's bytes are on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename last, where the system can; the new file is in place already."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _superseded(backups: Sequence[tuple[str, Path]], keep: int) -> list[Path]:
    """Return what to remove of backups given with their day, oldest first."""
    last_of_day = list(dict(backups).values())
    return [path for _, path in backups[:-keep] if path not in last_of_day[-DAILY_BACKUPS:]]


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace("-", "T"))
    except ValueError:
        return None
