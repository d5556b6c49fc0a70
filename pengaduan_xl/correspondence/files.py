"""The files of letters and templates in an office's folder."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from pengaduan_xl.correspondence.versions import (
    ARCHIVE_FOLDER,
    archived,
    digest_of,
    put,
    retire,
    set_aside,
)
from pengaduan_xl.domain.documents import EDITED
from pengaduan_xl.errors import WriteFailedError, system_reason
from pengaduan_xl.resources import templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pengaduan_xl.correspondence.making import PreparedLetter

LETTER_FOLDER = "surat"
TEMPLATE_FOLDER = "templat"

ACT_RECORDED = "Tindakan sudah dicatat dan nomor suratnya tetap."


class LetterNotWrittenError(WriteFailedError):
    """The register holds the letter, but its file could not be written."""

    def __init__(self, path: Path, number: str, key: str) -> None:
        self.command = f"pengaduan surat {number} {key}"
        super().__init__(
            "Berkas surat tidak dapat ditulis",
            f"Tutup berkas itu di Word atau periksa foldernya, lalu ulangi: {self.command}",
            where=path.name,
            written=ACT_RECORDED,
        )


class LettersNotWrittenError(WriteFailedError):
    """The register holds several letters whose files could not be written."""

    def __init__(self, failed: Sequence[LetterNotWrittenError]) -> None:
        commands = "; ".join(error.command for error in failed)
        super().__init__(
            f"{len(failed)} berkas surat tidak dapat ditulis",
            f"Tutup berkas itu di Word atau periksa foldernya, lalu ulangi: {commands}",
            where=", ".join(error.where for error in failed),
            written=ACT_RECORDED,
        )


def template_of(folder: Path, name: str) -> Path:
    """Return the office's own template, else the shipped one."""
    own = folder / TEMPLATE_FOLDER / name
    with contextlib.suppress(OSError):
        return own if own.exists() else templates() / name
    return own  # opening it then tells why


def write_letters(letters: Iterable[PreparedLetter], notices: list[str]) -> None:
    """Write the files of letters; one that cannot be written does not keep back the others.

    Args:
        letters: What was entered, in its order; the file of a cancelled letter is put aside.
        notices: Filled with what staff should know about files that were put aside.

    Raises:
        LetterNotWrittenError: The system refused, or the file is open in Word.
        LettersNotWrittenError: So it went with several.
    """
    failed: list[LetterNotWrittenError] = []
    for letter in letters:
        try:
            _put_aside(letter, notices) if letter.is_cancelled else _write(letter, notices)
        except LetterNotWrittenError as error:
            failed.append(error)
    if len(failed) > 1:
        raise LettersNotWrittenError(failed) from failed[0]
    if failed:
        raise failed[0]


def _write(prepared: PreparedLetter, notices: list[str]) -> None:
    """Write a letter's file, after what an officer edited in its place has been put aside."""
    path, content = prepared.path, prepared.content
    try:
        if prepared.document.mark == EDITED:
            put(archived(path, prepared.document.digest), content)
        copy = set_aside(path, content, prepared.own)
        if copy is not None:
            place = f"{path.parent.name}/{copy.parent.name}/{copy.name}"
            notices.append(f"{path.name} yang digantikan disimpan di {place}")
        if digest_of(path) != prepared.document.digest:
            put(path, content)
    except OSError as error:
        raise LetterNotWrittenError(path, prepared.number, prepared.letter.key) from error


def _put_aside(cancelled: PreparedLetter, notices: list[str]) -> None:
    try:
        retire(cancelled.path)
    except OSError as error:
        notices.append(
            f"{cancelled.path.name} yang dibatalkan belum dapat dipindahkan ({system_reason(error)}); "
            f"pindahkan sendiri ke folder {ARCHIVE_FOLDER} di sebelahnya"
        )
