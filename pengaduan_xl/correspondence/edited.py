"""Letters that an officer edited in Word: checked, then taken as the record under their new SHA-256."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pengaduan_xl.correspondence.making import PreparedLetter
from pengaduan_xl.correspondence.versions import digest_of, sha256
from pengaduan_xl.domain.documents import EDITED
from pengaduan_xl.domain.letter_acts import accept_edit, letter_in_force
from pengaduan_xl.errors import (
    BusyFileError,
    InputDataError,
    NotFoundError,
    UnusableFileError,
    system_reason,
)
from pengaduan_xl.letters.catalogue import find_letter
from pengaduan_xl.letters.docx_reading import (
    MAX_BYTES,
    TOO_LARGE,
    DocxProblemError,
    DocxText,
    read_docx,
)
from pengaduan_xl.letters.privacy import Identity
from pengaduan_xl.letters.records import made_before, own_digests, step_of
from pengaduan_xl.register.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pengaduan_xl.correspondence.making import Correspondence
    from pengaduan_xl.domain.attempt import Request
    from pengaduan_xl.domain.complaint import Case
    from pengaduan_xl.letters.catalogue import Letter

_TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013", "----")


class EditedFileMissingError(NotFoundError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Berkas suntingan tidak ditemukan",
            "Periksa letaknya, lalu sebutkan di belakang --terima-suntingan",
            where=str(path),
        )


class EditedFileBusyError(BusyFileError):
    """The system does not give the file's bytes."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"Berkas suntingan tidak dapat dibaca ({reason})",
            "Simpan dan tutup di Word, lalu ulangi",
            where=path.name,
        )


class EditedFileUnusableError(UnusableFileError):
    """The file is not one that the office can keep as its record."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"Berkas suntingan {problem}",
            "Simpan di Word sebagai Dokumen Word (.docx), lalu ulangi",
            where=path.name,
        )


class LeftoverTagError(UnusableFileError):
    """The file still holds a template's tag."""

    def __init__(self, path: Path, tag: str) -> None:
        super().__init__(
            f"Berkas suntingan masih memuat tag templat {tag}",
            "Ganti tag itu dengan isinya di Word, lalu ulangi",
            where=path.name,
        )


class EditUnchangedError(InputDataError):
    """The file is the one on record."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Tidak ada perubahan: berkas ini sama dengan yang tercatat di Riwayat",
            "Simpan dahulu suntingannya di Word, lalu ulangi",
            where=path.name,
        )


def edited_letter(
    post: Correspondence, case: Case, key: str, request: Request, file: Path | None
) -> PreparedLetter:
    """Prepare an edited letter for being entered; it keeps its number and its date.

    A file that is the one on record just takes its place again, where another one or none is now.

    Args:
        post: The letters' side of the desk.
        case: Whose letter it is.
        key: The letter.
        request: Who hands it in, and when.
        file: The edited file; ``None`` for the letter's own.

    Raises:
        UnknownLetterError: There is no such letter.
        ActRefusedError: It is not in force, or the case is closed.
        EditedFileMissingError: There is no such file.
        EditedFileBusyError: It cannot be read.
        EditedFileUnusableError: It is no sound .docx.
        LeftoverTagError: It still holds a template's tag.
        EditUnchangedError: It is the one on record.
    """
    letter, record = find_letter(key), letter_in_force(case, key)
    path = post.path_of(case.complaint.number, letter)
    source = file or path
    content = _content(source)
    prepared = _unchanged(post, case, letter, content)
    if prepared.document.digest == record.digest:
        if digest_of(path) == record.digest:
            raise EditUnchangedError(source)
        return prepared
    shown = _checked(post, case, letter, source, content)
    act = accept_edit(post.ledger.office, case, request, prepared.document)
    act = replace(act, warnings=(*act.warnings, *_warnings(case, letter, record.number, shown)))
    document = prepared.document._replace(mark=EDITED)
    return replace(prepared, act=act, document=document, own=frozenset())


def _unchanged(post: Correspondence, case: Case, letter: Letter, content: bytes) -> PreparedLetter:
    """Return a letter in force with a file's bytes, without a note for Riwayat."""
    number, (first, _) = case.complaint.number, made_before(case, letter.key)
    return PreparedLetter(
        letter=letter,
        number=number,
        step=step_of(letter, case, post.ledger.office),
        act=None,
        document=letter_in_force(case, letter.key)._replace(digest=sha256(content)),
        content=content,
        path=post.path_of(number, letter),
        day=(first or case.events[-1]).happened.date(),
        fields={},
        agenda_seq=None,
        own=own_digests(case, letter.key),
    )


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise EditedFileMissingError(path)
        if path.stat().st_size > MAX_BYTES:
            raise EditedFileUnusableError(path, TOO_LARGE)
        return patiently(path.read_bytes)
    except OSError as error:
        raise EditedFileBusyError(path, system_reason(error)) from error


def _checked(
    post: Correspondence, case: Case, letter: Letter, path: Path, content: bytes
) -> DocxText:
    """Return what the file shows; a text in braces that a citizen wrote is no tag."""
    try:
        shown = read_docx(content)
    except DocxProblemError as error:
        raise EditedFileUnusableError(path, error.problem) from error
    written = post.ledger.fields(case.complaint.number, letter.step).values()
    known = "\n".join([*map(str, case.complaint), *written])
    tag = next((tag for tag in _TAG.findall(shown.text) if tag not in known), None)
    if tag is not None:
        raise LeftoverTagError(path, tag)
    return shown


def _warnings(case: Case, letter: Letter, number: str, shown: DocxText) -> Iterator[str]:
    """Yield what the officer should look at before the letter goes out."""
    if number and _bare(number) not in _bare(shown.text):
        yield f"Nomor {number} tidak ditemukan lagi di dalam berkas; nomor surat tidak boleh diubah"
    if shown.has_changes:
        yield "Berkas masih memuat perubahan terlacak (Track Changes); terima atau tolak dahulu di Word"
    if Identity(case.complaint, letter).typed(shown.text) != shown.text:
        yield "Berkas memuat data pengadu yang pada surat ini disamarkan; periksa sebelum dikirim"


def _bare(text: str) -> str:
    """Return a text without blanks and with one kind of dash, as Word may have changed both."""
    return "".join(text.translate(_DASHES).split())
