"""The queue on disk, ``laporan/kiriman``: ``KEY.json`` says where a mail stands, ``KEY.eml`` is the mail.

Every file is replaced as a whole and on disk when a call returns. The mail itself goes once it was sent; what
stays behind, for three months, is what keeps it from being sent twice. Only the scheduler, alone in its
office, adds mails; only who holds the lock changes them.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from filelock import FileLock, Timeout

from pengaduan_xl.domain.recipients_sheet import is_address
from pengaduan_xl.errors import BusyFileError, WriteFailedError, system_reason
from pengaduan_xl.mail.items import Item, State
from pengaduan_xl.register.backups import remove, sync_folder
from pengaduan_xl.register.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER: Final = "kiriman"
LOCK: Final = "kirim.lock"
KEEP: Final = timedelta(days=90)
"""How long it is remembered what was sent; reports are made up for 31 days at most."""

PRIVATE: Final = 0o600
"""Only the account that makes the reports reads the queue."""

_KEY = re.compile(r"[0-9a-f]{10}-[0-9a-f]{6}")
_MOMENTS: Final = ("due", "queued", "changed", "next_try")
_NOBODY: Final = datetime.fromisoformat("2000-01-01T00:00")


class QueueBusyError(BusyFileError):
    """Another process sends what is in the queue."""

    def __init__(self) -> None:
        super().__init__(
            "Kiriman sedang dikirim proses lain",
            "Tunggu sebentar, lalu lihat: pengaduan kirim --status",
            where=FOLDER,
        )


class QueueRefusedError(WriteFailedError):
    """The system does not let the queue be read or written."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            f"Antrean kiriman tidak dapat dibaca atau ditulis ({system_reason(error)})",
            "Periksa izin folder laporan/kiriman dan ruang disk; laporannya sendiri tidak terganggu",
            where=FOLDER,
            written="Yang belum ditandai terkirim tetap di antrean.",
        )


class Queue:
    """The queue of an office.

    Args:
        reports: The folder of reports.
    """

    def __init__(self, reports: Path) -> None:
        self.folder = reports / FOLDER

    @contextmanager
    def held(self, seconds: float = 0) -> Iterator[None]:
        """Be the only one who sends; the lock ends with the process, whatever ends it.

        Raises:
            QueueBusyError: Somebody else still sends after ``seconds``.
            QueueRefusedError: The folder cannot be used.
        """
        lock = FileLock(str(self.folder / LOCK))
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=seconds)
        except Timeout as error:
            raise QueueBusyError from error
        except OSError as error:
            raise QueueRefusedError(error) from error
        try:
            yield
        finally:
            lock.release()

    def items(self) -> list[Item]:
        """Return everything the queue knows.

        Raises:
            QueueRefusedError: The system refuses.
        """
        return [item for key in self._keys(".json") if (item := self.item(key)) is not None]

    def unsent(self) -> list[Item]:
        """Return those whose mail is still there; quick, since few are.

        Raises:
            QueueRefusedError: The system refuses.
        """
        return [item for key in self._keys(".eml") if (item := self.item(key)) is not None]

    def item(self, key: str) -> Item | None:
        """Return where a mail stands; ``None`` for a key that is not there.

        A damaged file is an item in state ``rusak``, so that it counts as perhaps sent.

        Raises:
            QueueRefusedError: The system refuses.
        """
        if not _KEY.fullmatch(key):
            return None
        try:
            content = patiently((self.folder / f"{key}.json").read_bytes)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise QueueRefusedError(error) from error
        try:
            return _item(key, json.loads(content))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            reason = f"{key}.json rusak; apakah terkirim tidak diketahui"
            return Item(
                key, "?", _NOBODY, "", "", (), _NOBODY, State.DAMAGED, _NOBODY, reason=reason
            )

    def add(self, item: Item, content: bytes) -> bool:
        """Put a mail into the queue unless it is or was there; return whether it was put.

        Raises:
            QueueRefusedError: The system refuses; the queue is as it was.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if (self.folder / f"{item.key}.json").exists():
                return False
        except OSError as error:
            raise QueueRefusedError(error) from error
        self._write(f"{item.key}.eml", content)
        self.update(item)
        return True

    def update(self, item: Item) -> None:
        """Write down where a mail stands; the mail goes once it is not to be sent any more.

        Raises:
            QueueRefusedError: The system refuses; the file is as it was.
        """
        content = json.dumps(_fields(item), ensure_ascii=False, indent=1)
        self._write(f"{item.key}.json", content.encode())
        if item.state in {State.SENT, State.REPLACED}:
            remove(self.folder / f"{item.key}.eml")

    def message(self, item: Item) -> bytes | None:
        """Return the mail; ``None`` when somebody removed it.

        Raises:
            QueueRefusedError: The system does not give it.
        """
        try:
            return patiently((self.folder / f"{item.key}.eml").read_bytes)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise QueueRefusedError(error) from error

    def tidy(self, now: datetime) -> None:
        """Forget what was decided long ago, and remove what killed processes left; what waits stays.

        For the scheduler only, which is not adding mails meanwhile.
        """
        for key in self._keys(".eml"):
            if not (self.folder / f"{key}.json").exists():
                remove(self.folder / f"{key}.eml")
        for path in self.folder.glob(".*.tmp"):
            remove(path)
        for item in self.items():
            is_open = item.state in {State.WAITING, State.SENDING, State.DAMAGED}
            if not is_open and now - item.changed > KEEP:
                remove(self.folder / f"{item.key}.eml")
                remove(self.folder / f"{item.key}.json")

    def _keys(self, suffix: str) -> list[str]:
        try:
            found = [path for path in self.folder.iterdir() if path.suffix == suffix]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise QueueRefusedError(error) from error
        return sorted(path.stem for path in found if _KEY.fullmatch(path.stem))

    def _write(self, name: str, content: bytes) -> None:
        """Replace a file as a whole, readable by this account only."""
        temporary = self.folder / f".{name}.{os.getpid()}.tmp"
        try:
            remove(temporary)
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
            with open(handle, "wb") as file:  # noqa: PTH123  # a Path cannot be opened with permissions
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            patiently(lambda: temporary.replace(self.folder / name))
            sync_folder(self.folder)
        except OSError as error:
            raise QueueRefusedError(error) from error
        finally:
            remove(temporary)


def _fields(item: Item) -> dict[str, Any]:
    found = asdict(item)
    del found["key"]
    for name in _MOMENTS:
        found[name] = found[name] and found[name].isoformat(timespec="minutes")
    return found


def _item(key: str, found: dict[str, Any]) -> Item:
    """Return the item of a file's fields.

    Raises:
        ValueError: A field holds what was never written there.
        KeyError: One is missing.
    """
    values = {field.name: found[field.name] for field in fields(Item) if field.name != "key"}
    for name in _MOMENTS:
        values[name] = values[name] and datetime.fromisoformat(values[name])
        if values[name] is not None and values[name].tzinfo is not None:
            raise ValueError(name)
    values["state"], values["files"] = State(values["state"]), tuple(values["files"])
    is_sound = is_address(values["address"]) and isinstance(values["tries"], int)
    if not is_sound or None in {values[name] for name in _MOMENTS[:3]}:
        raise ValueError(key)
    return Item(key, **values)
