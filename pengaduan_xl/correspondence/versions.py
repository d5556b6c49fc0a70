"""The versions of a letter's file: what an officer edited in Word is never written over, but put aside.

A version that the program made itself can be made again, so a newer one of its own may replace it. Every
other one is copied into the folder ``arsip`` beside the letter first, under the beginning of its SHA-256.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING

from pengaduan_xl.errors import InputDataError, NotFoundError
from pengaduan_xl.register.backups import remove, sync

if TYPE_CHECKING:
    from collections.abc import Set
    from pathlib import Path

    from pengaduan_xl.domain.documents import Document

ARCHIVE_FOLDER = "arsip"


class EditedLetterError(InputDataError):
    """The letter's edited file is the record; making it anew would take the record away."""

    def __init__(self, number: str, key: str) -> None:
        super().__init__(
            f"Surat '{key}' sudah disunting di Word dan suntingannya diterima",
            f"Untuk menggantinya dengan yang dibuat dari isian: pengaduan surat {number} {key} "
            "--buat-ulang; suntingan itu tetap ada di folder arsip",
            where=number,
        )


class EditedLetterLostError(NotFoundError):
    """The edited file that is the record is neither in its place nor in the archive."""

    def __init__(self, number: str, key: str) -> None:
        super().__init__(
            f"Suntingan surat '{key}' yang tercatat tidak ada lagi, juga tidak di folder arsip",
            f"Serahkan salinannya: pengaduan surat {number} {key} --terima-suntingan BERKAS; "
            "atau buat dari isian dengan --buat-ulang",
            where=number,
        )


def archived(path: Path, digest: str) -> Path:
    """Return where the version of a letter's file with that SHA-256 is put aside."""
    return path.parent / ARCHIVE_FOLDER / f"{path.stem}_{digest[:8]}{path.suffix}"


def kept_edit(path: Path, record: Document, number: str) -> bytes:
    """Return the edited file that is a letter's record, to mend the one that was lost or changed.

    Raises:
        EditedLetterError: There is nothing to mend.
        EditedLetterLostError: The archive has no copy of it.
    """
    if digest_of(path) == record.digest:
        raise EditedLetterError(number, record.letter)
    try:
        content = archived(path, record.digest).read_bytes()
    except OSError as error:
        raise EditedLetterLostError(number, record.letter) from error
    if sha256(content) != record.digest:
        raise EditedLetterLostError(number, record.letter)
    return content


def set_aside(path: Path, content: bytes, own: Set[str]) -> Path | None:
    """Copy a file that is about to be replaced into the archive, unless it is one of the program's own.

    Args:
        path: The letter's file.
        content: What is to take its place.
        own: SHA-256 of the versions that may be replaced without trace.

    Returns:
        The copy; ``None`` when there was nothing to keep.

    Raises:
        OSError: The system refuses; the file is as it was.
    """
    try:
        before = path.read_bytes()
    except FileNotFoundError:
        return None
    digest = sha256(before)
    if before == content or digest in own:
        return None
    copy = archived(path, digest)
    put(copy, before)
    return copy


def retire(path: Path) -> Path | None:
    """Move the file of a cancelled letter, and its PDF, into the archive; return where it is now.

    Raises:
        OSError: The system refuses, as while the file is open in Word.
    """
    digest = digest_of(path)
    if not digest:
        return None
    target = archived(path.with_stem(f"{path.stem}_batal"), digest)
    target.parent.mkdir(exist_ok=True)
    path.replace(target)
    with contextlib.suppress(FileNotFoundError):
        path.with_suffix(".pdf").replace(target.with_suffix(".pdf"))
    return target


def put(path: Path, content: bytes) -> None:
    """Write a file whole and on disk, its folder included: a temporary file first, then one rename.

    Raises:
        OSError: The system refuses; no half file is left.
    """
    temporary = path.with_suffix(".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        sync(temporary)
        temporary.replace(path)
    except OSError:
        remove(temporary)
        raise


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes as Riwayat notes it."""
    return hashlib.sha256(content).hexdigest()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, empty when it is not there or cannot be read."""
    try:
        return sha256(path.read_bytes())
    except OSError:
        return ""
