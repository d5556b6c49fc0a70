"""The register file: one writer at a time, unchanged since it was read, replaced as a whole.

A save writes a new file beside the register, checks it, and puts it in place with one rename, so that whoever
opens the register meets the old file or the new one and nothing between.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from pengaduan_xl.errors import (
    BusyFileError,
    NotFoundError,
    PengaduanError,
    WriteFailedError,
    system_reason,
)
from pengaduan_xl.register.backups import (
    back_up,
    keep_mode,
    remove,
    remove_leftovers,
    sync,
    sync_folder,
    tidy,
)
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.patience import WAITS, patiently

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue

    Changes = tuple[
        Mapping[tuple[str, str], CellValue], Mapping[str, Sequence[Mapping[str, CellValue]]]
    ]

LOCK_SECONDS = 60.0
"""How long to wait for another officer's act on the same register."""

LOCK_POLL = 0.01
"""Seconds between looks at the lock: longer ones let a busy neighbour starve the others."""


class RegisterNotFoundError(NotFoundError):
    """There is no register at the path."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Register tidak ditemukan",
            "Sebutkan letaknya dengan --register, atau buat dengan: pengaduan mulai FOLDER; "
            "bila terhapus: pengaduan pulihkan --dari-cadangan",
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
    """A closed register file on disk; a link to a register means the register that it leads to.

    Raises:
        ReadFailedError: The system does not even say whether it is a link.
    """

    def __init__(self, path: Path) -> None:
        try:
            self.path = path.resolve() if path.is_symlink() else path
        except OSError as error:
            raise ReadFailedError(path, system_reason(error)) from error

    @contextlib.contextmanager
    def lock(self, seconds: float = LOCK_SECONDS, *, may_be_gone: bool = False) -> Iterator[None]:
        """Hold the register for one act.

        Raises:
            RegisterNotFoundError: There is no such file, unless it ``may_be_gone``.
            RegisterLockedError: Another act holds it for longer than ``seconds``.
            SaveFailedError: The folder takes no lock file, or does not let itself be looked into.
        """
        lock = FileLock(f"{self.path}.lock")
        try:
            if not may_be_gone and not self.path.is_file():
                raise RegisterNotFoundError(self.path)
            lock.acquire(timeout=seconds, poll_interval=LOCK_POLL)
        except Timeout as error:
            raise RegisterLockedError(self.path, seconds) from error
        except OSError as error:
            raise SaveFailedError(self.path, system_reason(error)) from error
        try:
            yield
        finally:
            with contextlib.suppress(OSError):  # the act is over; the process's end frees it too
                lock.release()

    def read(self) -> Snapshot:
        """Return the file's bytes.

        Raises:
            RegisterNotFoundError: There is no such file.
            ReadFailedError: The system refuses.
        """
        try:
            content = patiently(self.path.read_bytes)
        except FileNotFoundError as error:
            raise RegisterNotFoundError(self.path) from error
        except OSError as error:
            raise ReadFailedError(self.path, system_reason(error)) from error
        return Snapshot(content, hashlib.sha256(content).hexdigest())

    def check_writable(self) -> None:
        """Refuse early while a spreadsheet program holds the file, or the file is read-only.

        Raises:
            RegisterOpenError: Excel's or LibreOffice's mark lies beside the register.
            SaveFailedError: The file is marked read-only, or the system does not say so.
        """
        try:
            for mark in (f"~${self.path.name}", f".~lock.{self.path.name}#"):
                if (self.path.parent / mark).exists():
                    raise RegisterOpenError(self.path, mark)
            is_there = self.path.exists()
        except OSError as error:
            raise SaveFailedError(self.path, system_reason(error)) from error
        if is_there and not os.access(self.path, os.W_OK):
            raise SaveFailedError(self.path, "berkas hanya dapat dibaca")

    @contextlib.contextmanager
    def staged(self, changes: Changes) -> Iterator[Path]:
        """Write the changed workbook beside the register and check it; leaving removes it unless it was put.

        Raises:
            SaveFailedError: The system refused.
            PengaduanError: The changes do not go into this workbook.
        """
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}.tmp")
        try:
            self._patch(temporary, changes)
            yield temporary
        finally:
            remove(temporary)

    def put(self, temporary: Path, snapshot: Snapshot, now: datetime, backups: int) -> None:
        """Put a staged workbook in the register's place, keeping a backup of what it was.

        Args:
            temporary: The file that :meth:`staged` gave.
            snapshot: The register as it was read, from which the changes were made.
            now: Moment for the backup's name, naive WIB.
            backups: How many newest backups are kept.

        Raises:
            RegisterOpenError: A spreadsheet program holds the file.
            ExternallyChangedError: The file is not the one that was read.
            SaveFailedError: The system refused; the register is as it was.
        """
        self._check_unchanged(snapshot)
        try:
            keep_mode(self.path, temporary)
            sync(temporary)
            back_up(self.path, snapshot.content, snapshot.fingerprint, now)
            self._replace(temporary, snapshot)
            sync_folder(self.path.parent)
        except OSError as error:
            raise SaveFailedError(self.path, system_reason(error)) from error
        remove_leftovers(self.path)
        tidy(self.path, backups)

    def restore(self, content: bytes, now: datetime, backups: int) -> None:
        """Put other bytes, such as a backup's, in the register's place; what it was becomes a backup.

        Raises:
            RegisterOpenError: A spreadsheet program holds the file.
            SaveFailedError: The system refused; the register is as it was.
        """
        self.check_writable()
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}.tmp")
        try:
            temporary.write_bytes(content)
            sync(temporary)
            if self.path.exists():
                snapshot = self.read()
                keep_mode(self.path, temporary)
                back_up(self.path, snapshot.content, snapshot.fingerprint, now)
            patiently(lambda: temporary.replace(self.path))
            sync_folder(self.path.parent)
        except OSError as error:
            raise SaveFailedError(self.path, system_reason(error)) from error
        finally:
            remove(temporary)
        tidy(self.path, backups)

    def _check_unchanged(self, snapshot: Snapshot) -> None:
        self.check_writable()
        if self.read().fingerprint != snapshot.fingerprint:
            raise ExternallyChangedError(self.path)

    def _patch(self, temporary: Path, changes: Changes) -> None:
        """Write the changed workbook to the temporary file; the system's refusals come out in our words."""
        cells, rows = changes
        try:
            patch_workbook(self.path, temporary, cells=cells, rows=rows)
        except OSError as error:
            raise SaveFailedError(self.path, system_reason(error)) from error
        except PengaduanError as error:
            cause = error.__cause__
            if isinstance(cause, OSError):
                raise SaveFailedError(self.path, system_reason(cause)) from error
            if isinstance(error, WriteFailedError):
                raise SaveFailedError(self.path, error.problem) from error
            raise

    def _replace(self, temporary: Path, snapshot: Snapshot) -> None:
        """Put the new file in place, waiting out sharing errors of virus scanners and viewers.

        Each try looks at the register once more: who held it may have saved it.
        """
        for wait in WAITS:
            self._check_unchanged(snapshot)
            with contextlib.suppress(PermissionError):
                temporary.replace(self.path)
                return
            time.sleep(wait)
        self._check_unchanged(snapshot)
        temporary.replace(self.path)
