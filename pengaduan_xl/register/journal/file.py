"""The journal file: read as a whole, written only at its end, each act on disk before the next step."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pengaduan_xl.errors import NOTHING_WRITTEN, WriteFailedError, system_reason
from pengaduan_xl.register.backups import (
    BACKUP_FOLDER,
    keep_mode,
    remove,
    sync,
    sync_folder,
)
from pengaduan_xl.register.journal.content import (
    Anchor,
    Entry,
    Given,
    JournalContent,
    fragment,
    read_journal,
)
from pengaduan_xl.register.journal.lines import (
    ACT,
    ENTERED,
    REFUSED,
    START,
    TORN,
    VERSION,
    read_line,
    write_line,
    write_operation,
)
from pengaduan_xl.register.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.register.operations import Draft

ARCHIVE_BYTES = 1_000_000
"""Size from which a journal whose acts are all in the workbook goes to the backups."""

MAYBE_WRITTEN = (
    "Tindakan mungkin tercatat di jurnal; lihat dengan pengaduan pulihkan sebelum mengulanginya."
)


class JournalUnwritableError(WriteFailedError):
    """The act could not be put into the journal, so it has not happened."""

    def __init__(self, path: Path, reason: str, *, is_certain: bool = True) -> None:
        super().__init__(
            f"Jurnal tidak dapat ditulis ({reason})",
            "Periksa ruang disk dan izin menulis folder, lalu ulangi",
            where=path.name,
            written=NOTHING_WRITTEN if is_certain else MAYBE_WRITTEN,
        )


class JournalUnreadableError(WriteFailedError):
    """The system refused to give the journal's bytes, so nobody knows whether an act is missing."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"Jurnal tidak dapat dibaca ({reason})",
            "Periksa letak dan izin membaca berkas, atau tutup program yang memakainya",
            where=path.name,
        )


class Journal:
    """The journal of a register; whoever writes holds the register's lock.

    Args:
        register: The register, beside which the journal lies.
    """

    def __init__(self, register: Path) -> None:
        self.register = register
        self.path = register.with_name(f"{register.name}.jurnal")
        self.content = JournalContent()
        self.exists = False

    def read(self) -> JournalContent:
        """Return what the journal holds; an empty content when there is none, or one without a byte.

        Raises:
            JournalUnreadableError: The system refuses.
        """
        try:
            raw = patiently(self.path.read_bytes)
        except FileNotFoundError:
            self.content, self.exists = JournalContent(), False
        except OSError as error:
            raise JournalUnreadableError(self.path, system_reason(error)) from error
        else:
            self.content, self.exists = read_journal(raw), raw != b""
        return self.content

    def archived(self) -> list[JournalContent]:
        """Return the journals among the backups, oldest first; those that the system refuses are left out."""
        found: list[tuple[str, int, JournalContent]] = []
        for moment, path in self._archives():
            with suppress(OSError):
                content = read_journal(path.read_bytes())
                found.append((moment, content.last_place, content))
        return [content for *_, content in sorted(found, key=lambda item: item[:2])]

    def retire_archives(self, word: str) -> None:
        """Give the journals among the backups names under which they are not asked any more.

        Raises:
            JournalUnwritableError: The system refuses.
        """
        for _, path in self._archives():
            try:
                path.replace(path.with_name(f"{path.stem}_{word}.jurnal"))
            except OSError as error:
                raise JournalUnwritableError(path, system_reason(error)) from error

    def _archives(self) -> list[tuple[str, Path]]:
        """Return the journals among the backups with the moments in their names."""
        stem = re.escape(self.register.stem)
        pattern = re.compile(rf"{stem}_(\d{{8}}-\d{{4}})_[0-9a-f]{{8}}\.jurnal")
        with suppress(OSError):
            paths = sorted((self.register.parent / BACKUP_FOLDER).iterdir())
            return [(match[1], path) for path in paths if (match := pattern.fullmatch(path.name))]
        return []

    def begin(
        self, anchor: Anchor, given: Given, now: datetime, note: Mapping[str, str] | None = None
    ) -> None:
        """Begin a new journal; it counts on from the one that was read.

        Args:
            anchor: Where Riwayat ends now.
            given: Last numbers given.
            now: This moment, naive WIB.
            note: What else its first line says.

        Raises:
            JournalUnwritableError: The system refuses; the old journal is as it was.
        """
        numbers = [[table, year, last] for (table, year), last in given.items()]
        body = {"versi": VERSION, "riwayat": list(anchor), "nomor": numbers, **(note or {})}
        content = self.content
        line, _ = write_line(content.last_place + 1, START, now, body, content.last_digest)
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}.tmp")
        try:
            temporary.write_bytes(line)
            keep_mode(self.register, temporary)
            with suppress(OSError):  # the register may be read-only
                temporary.chmod(temporary.stat().st_mode | stat.S_IWUSR)
            sync(temporary)
            patiently(lambda: temporary.replace(self.path))
            sync_folder(self.path.parent)
        except OSError as error:
            raise JournalUnwritableError(self.path, system_reason(error)) from error
        finally:
            remove(temporary)
        self.content, self.exists = read_journal(line), True

    def append(self, drafts: Iterable[Draft], now: datetime) -> list[Entry]:
        """Put acts into the journal; they are on disk when this returns.

        Raises:
            JournalUnwritableError: The system refuses; the acts have not happened.
        """
        bodies = [
            {"dasar": dict(draft.bases), "isi": [write_operation(o) for o in draft.operations]}
            for draft in drafts
        ]
        places = self._add([(ACT, body) for body in bodies], now)
        return [self.content.entries[place] for place in places]

    def mark_entered(
        self, places: Sequence[int], renewed: Mapping[str, tuple[int, str]], now: datetime
    ) -> None:
        """Note that acts are in the workbook, and the No. Urut and Sidik their events were given anew.

        Raises:
            JournalUnwritableError: The system refuses; the next opening finds the acts by their Sidik.
        """
        body: dict[str, Any] = {"baris": list(places)}
        if renewed:
            body["pengganti"] = {old: list(new) for old, new in renewed.items()}
        self._add([(ENTERED, body)], now, is_synced=False)

    def refuse(self, places: Sequence[int], officer: str, reason: str, now: datetime) -> None:
        """Note that acts are not wanted in the workbook; they stay in the journal.

        Raises:
            JournalUnwritableError: The system refuses.
        """
        body = {"baris": list(places), "oleh": officer, "alasan": reason}
        self._add([(REFUSED, body)], now)

    def archive(self, anchor: Anchor, now: datetime) -> None:
        """Move the journal to the backups and begin the next one, which goes on where it ends.

        Raises:
            JournalUnwritableError: The system refuses.
        """
        try:
            self._copy_to_backups(f"{now:%Y%m%d-%H%M}_{self.content.last_digest[:8]}")
        except OSError as error:
            raise JournalUnwritableError(self.path, system_reason(error)) from error
        self.begin(anchor, self.content.given, now)

    def set_aside(self, word: str, now: datetime) -> Path:
        """Move a journal that cannot be used to the backups, under a name that says why.

        Raises:
            JournalUnwritableError: The system refuses.
        """
        try:
            kept = self._copy_to_backups(f"{now:%Y%m%d-%H%M%S}_{word}")
            self.path.unlink()
        except OSError as error:
            raise JournalUnwritableError(self.path, system_reason(error)) from error
        self.content, self.exists = JournalContent(), False
        return kept

    def _copy_to_backups(self, ending: str) -> Path:
        folder = self.register.parent / BACKUP_FOLDER
        folder.mkdir(exist_ok=True)
        kept = folder / f"{self.register.stem}_{ending}.jurnal"
        begun = folder / f".{kept.name}.tmp"
        try:
            begun.write_bytes(self.path.read_bytes())
            keep_mode(self.path, begun)
            sync(begun)
            begun.replace(kept)
            sync_folder(folder)
        finally:
            remove(begun)
        return kept

    def _add(
        self,
        items: Iterable[tuple[str, Mapping[str, Any]]],
        now: datetime,
        *,
        is_synced: bool = True,
    ) -> list[int]:
        content = self.content
        parts = [] if content.is_terminated else [b"\n"]
        if content.open_end:
            parts.append(b"\n")
            items = [(TORN, {"potongan": fragment(content.open_end)}), *items]
        place, digest = content.last_place, content.last_digest
        lines: list[bytes] = []
        for kind, body in items:
            place += 1
            raw, digest = write_line(place, kind, now, body, digest)
            lines.append(raw)
        self._write(b"".join([*parts, *lines]), is_synced=is_synced)
        content.is_terminated, content.open_end = True, b""
        taken = [line for raw in lines if (line := read_line(raw[:-1]))]
        for line in taken:
            content.take(line)
        return [line.place for line in taken if line.kind == ACT]

    def _write(self, data: bytes, *, is_synced: bool) -> None:
        """Write at the end, and wait until it is on disk if asked; what fails half-way is taken back."""
        size, is_certain, is_done = self.content.size, True, False
        try:
            with patiently(lambda: self.path.open("r+b", buffering=0)) as file:
                if file.seek(0, os.SEEK_END) != size:
                    raise JournalUnwritableError(self.path, "berubah sejak dibaca")
                try:
                    _write_all(file.fileno(), data)
                    if is_synced:
                        os.fsync(file.fileno())
                    is_done = True
                except OSError:
                    is_certain = False
                    file.truncate(size)
                    is_certain = True
                    raise
        except OSError as error:
            if not is_done:  # a file that was synced is written even if it cannot be closed
                raise JournalUnwritableError(
                    self.path, system_reason(error), is_certain=is_certain
                ) from error
        self.content.size = size + len(data)


def _write_all(handle: int, data: bytes) -> None:
    """Write every byte; the system may take them in parts."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
