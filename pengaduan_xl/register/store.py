"""The register file: one writer at a time, unchanged since it was read, replaced as a whole.

A save writes a new file beside the register, checks it, and puts it in place with one rename, so that whoever
opens the register meets the old file or the new one and nothing between.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from pengaduan_xl.errors import BusyFileError, NotFoundError, WriteFailedError
from pengaduan_xl.register.patch import patch_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue

LOCK_SECONDS = 60.0
"""How long to wait for another officer's act on the same register."""

REPLACE_TRIES = 6
"""Tries at replacing the file while Windows reports a sharing error; the waits double from 0.1 s."""

BACKUP_FOLDER = "cadangan"
DAILY_BACKUPS = 30
"""Days of which the last backup is kept beside the newest ones."""

_REASONS = {
    errno.ENOSPC: "disk penuh",
    errno.EDQUOT: "kuota disk habis",
    errno.EACCES: "tidak ada izin, atau berkas dipakai program lain",
    errno.EPERM: "tidak ada izin",
    errno.EROFS: "folder hanya dapat dibaca",
    errno.EIO: "disk bermasalah",
    errno.EISDIR: "yang ditunjuk adalah folder",
}


class RegisterNotFoundError(NotFoundError):
    """There is no register at the path."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Register tidak ditemukan",
            "Sebutkan letaknya dengan --register, atau buat dengan: pengaduan mulai FOLDER",
            where=str(path),
        )


class RegisterLockedError(BusyFileError):
    """Another act holds the register."""

    def __init__(self, path: Path, seconds: float) -> None:
        super().__init__(
            f"Register masih dipakai tindakan lain setelah ditunggu {seconds:.0f} detik",
            "Ulangi sebentar lagi",
            where=path.name,
        )


class RegisterOpenError(BusyFileError):
    """The workbook is open in Excel or Calc, which would overwrite what is written now."""

    def __init__(self, path: Path, mark: str) -> None:
        super().__init__(
            f"Register sedang terbuka di Excel atau Calc (ada berkas {mark})",
            f"Simpan dan tutup dahulu, lalu ulangi; bila sudah tertutup, hapus berkas {mark}",
            where=path.name,
        )


class ExternallyChangedError(BusyFileError):
    """The file is not the one that was read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Register diubah orang lain selagi tindakan ini diproses",
            "Ulangi tindakan; perubahan orang lain tetap utuh",
            where=path.name,
        )


class SaveFailedError(WriteFailedError):
    """The operating system refused the new file; the register is as it was."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"Register tidak dapat disimpan ({reason})",
            "Periksa ruang disk dan izin menulis folder, lalu ulangi",
            where=path.name,
        )


class ReadFailedError(WriteFailedError):
    """The operating system refused to give the file's bytes."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"Register tidak dapat dibaca ({reason})",
            "Periksa letak dan izin membaca berkas, atau tutup program yang memakainya",
            where=path.name,
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A register's bytes and their SHA-256, against which the file is compared before writing."""

    content: bytes
    fingerprint: str


class RegisterFile:
    """A closed register file on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextlib.contextmanager
    def lock(self, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Hold the register for one act.

        Raises:
            RegisterNotFoundError: There is no such file.
            RegisterLockedError: Another act holds it for longer than ``seconds``.
            SaveFailedError: The folder takes no lock file.
        """
        if not self.path.is_file():
            raise RegisterNotFoundError(self.path)
        lock = FileLock(f"{self.path}.lock")
        try:
            lock.acquire(timeout=seconds)
        except Timeout as error:
            raise RegisterLockedError(self.path, seconds) from error
        except OSError as error:
            raise SaveFailedError(self.path, _reason(error)) from error
        try:
            yield
        finally:
            lock.release()

    def read(self) -> Snapshot:
        """Return the file's bytes.

        Raises:
            RegisterNotFoundError: There is no such file.
            ReadFailedError: The system refuses.
        """
        try:
            content = self.path.read_bytes()
        except FileNotFoundError as error:
            raise RegisterNotFoundError(self.path) from error
        except OSError as error:
            raise ReadFailedError(self.path, _reason(error)) from error
        return Snapshot(content, hashlib.sha256(content).hexdigest())

    def check_writable(self) -> None:
        """Refuse early while a spreadsheet program holds the file.

        Raises:
            RegisterOpenError: Excel's or LibreOffice's mark lies beside the register.
        """
        for mark in (f"~${self.path.name}", f".~lock.{self.path.name}#"):
            if (self.path.parent / mark).exists():
                raise RegisterOpenError(self.path, mark)

    def save(
        self,
        snapshot: Snapshot,
        changes: tuple[
            Mapping[tuple[str, str], CellValue], Mapping[str, Sequence[Mapping[str, CellValue]]]
        ],
        now: datetime,
        backups: int,
    ) -> None:
        """Write cells and rows into the register, keeping a backup of what it was.

        Args:
            snapshot: The file as it was read.
            changes: Cells to set and table rows to add, as :func:`patch_workbook` takes them.
            now: Moment for the backup's name, naive WIB.
            backups: How many newest backups are kept.

        Raises:
            RegisterOpenError: A spreadsheet program holds the file.
            ExternallyChangedError: The file is not the one that was read.
            SaveFailedError: The system refused; the register is as it was.
        """
        self.check_writable()
        if self.read().fingerprint != snapshot.fingerprint:
            raise ExternallyChangedError(self.path)
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}.tmp")
        cells, rows = changes
        try:
            patch_workbook(self.path, temporary, cells=cells, rows=rows)
            _sync(temporary)
            self._back_up(snapshot, now, backups)
            self._replace(temporary)
        except OSError as error:
            raise SaveFailedError(self.path, _reason(error)) from error
        finally:
            temporary.unlink(missing_ok=True)

    def _replace(self, temporary: Path) -> None:
        """Put the new file in place, waiting out sharing errors of virus scanners and viewers."""
        for attempt in range(REPLACE_TRIES):
            try:
                temporary.replace(self.path)
                break
            except PermissionError:
                if attempt == REPLACE_TRIES - 1:
                    raise
                time.sleep(0.1 * 2**attempt)
        _sync_folder(self.path.parent)

    def _back_up(self, snapshot: Snapshot, now: datetime, keep: int) -> None:
        folder = self.path.parent / BACKUP_FOLDER
        folder.mkdir(exist_ok=True)
        name = f"{self.path.stem}_{now:%Y%m%d-%H%M}_{snapshot.fingerprint[:8]}{self.path.suffix}"
        (folder / name).write_bytes(snapshot.content)
        for old in _superseded(sorted(folder.glob(f"{self.path.stem}_*{self.path.suffix}")), keep):
            old.unlink(missing_ok=True)


def _superseded(backups: Sequence[Path], keep: int) -> list[Path]:
    """Return the backups to remove: all but the newest ones and the last of each recent day."""
    last_of_day = {path.stem.rsplit("_", 2)[1][:8]: path for path in backups}
    daily = set(list(last_of_day.values())[-DAILY_BACKUPS:])
    return [path for path in backups[:-keep] if path not in daily]


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the rename last; Windows has no such call and does without."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _reason(error: OSError) -> str:
    """Return in Indonesian why the system refused."""
    return _REASONS.get(error.errno or 0, f"galat sistem {error.errno}")
