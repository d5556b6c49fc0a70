"""Whether the files of letters are those that Riwayat notes, beside everything else ``periksa`` looks at."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.correspondence.files import LETTER_FOLDER
from pengaduan_xl.correspondence.versions import ARCHIVE_FOLDER, archived, digest_of
from pengaduan_xl.domain.documents import EDITED
from pengaduan_xl.domain.findings import Finding
from pengaduan_xl.domain.progress import replay
from pengaduan_xl.errors import system_reason
from pengaduan_xl.letters.numbering import (
    INCOMING_SETTING,
    OUTGOING_SETTING,
    BadNumberPatternError,
    check_pattern,
)
from pengaduan_xl.register.checkup import check_file
from pengaduan_xl.register.schema_rules import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.domain.complaint import Case
    from pengaduan_xl.domain.documents import Document
    from pengaduan_xl.register.ledger import Ledger

CHANGED = "Berkas surat berubah sejak dicatat di Riwayat"


class _Noted(NamedTuple):
    """A letter as Riwayat notes it."""

    number: str
    document: Document
    is_cancelled: bool

    @property
    def command(self) -> str:
        return f"pengaduan surat {self.number} {self.document.letter}"


def check_office(path: Path, now: datetime) -> list[Finding]:
    """Return all findings of a register file, of its journal, and of the letters beside it.

    Raises:
        PengaduanError: The register, or its journal, cannot be read.
    """
    return check_file(path, now, (_patterns, lambda ledger: check_letters(ledger, path.parent)))


def check_letters(ledger: Ledger, folder: Path) -> Iterator[Finding]:
    """Yield what is wrong with the files of letters; a missing folder is told once, whatever it held.

    Args:
        ledger: The register, acts that wait in its journal included.
        folder: The office's folder.
    """
    by_year: dict[str, list[_Noted]] = defaultdict(list)
    for noted in _noted(ledger.cases()):
        by_year[noted.number[:4]].append(noted)
    place = folder / LETTER_FOLDER
    if by_year and not place.is_dir():
        count = sum(not one.is_cancelled for noted in by_year.values() for one in noted)
        yield _no_folder(LETTER_FOLDER, count)
        return
    for year, letters in sorted(by_year.items()):
        yield from _year(place / year, letters)


def edited_since(case: Case, folder: Path) -> Iterator[str]:
    """Yield a warning for each letter of a case whose file is not the one that Riwayat notes."""
    for noted in _noted([case]):
        path = folder / LETTER_FOLDER / noted.number[:4] / noted.document.file
        digest = "" if noted.is_cancelled else digest_of(path)
        if digest not in {"", noted.document.digest}:
            yield (
                f"{noted.document.file} berubah sejak dicatat; bila suntingan itu yang berlaku, jalankan: "
                f"{noted.command} --terima-suntingan"
            )


def _noted(cases: Iterable[Case]) -> Iterator[_Noted]:
    for case in cases:
        progress, number = replay(case.events), case.complaint.number
        for document in progress.documents.values():
            yield _Noted(number, document, is_cancelled=False)
        for document in progress.cancelled.values():
            yield _Noted(number, document, is_cancelled=True)


def _year(folder: Path, letters: list[_Noted]) -> Iterator[Finding]:
    name = f"{LETTER_FOLDER}/{folder.name}"
    try:
        with os.scandir(folder) as entries:
            there = {entry.name: entry for entry in entries}
    except FileNotFoundError:
        count = sum(not one.is_cancelled for one in letters)
        if count:
            yield _no_folder(name, count)
        return
    except OSError as error:
        problem = f"Folder surat tidak dapat dilihat ({system_reason(error)})"
        yield Finding(name, "", "", problem, "Periksa izin folder itu, lalu periksa lagi")
        return
    for noted in sorted(letters, key=lambda one: one.document.file):
        yield from _letter(folder, there, noted)


def _letter(
    folder: Path, there: Mapping[str, os.DirEntry[str]], noted: _Noted
) -> Iterator[Finding]:
    document = noted.document
    where = f"{LETTER_FOLDER}/{folder.name}/{document.file}"
    entry = there.get(document.file)
    if noted.is_cancelled:
        if entry is not None:
            problem = "Berkas surat yang dibatalkan masih di tempat surat yang berlaku"
            remedy = f"Pindahkan ke folder {ARCHIVE_FOLDER} di sebelahnya"
            yield Finding(where, "", noted.number, problem, remedy)
        return
    if entry is None:
        yield Finding(where, "", noted.number, "Berkas surat tidak ada", _remedy(folder, noted))
        return
    try:
        with open(entry.path, "rb") as file:  # noqa: PTH123  # 10,000 letters: a Path each costs as much as its hash
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        problem = f"Berkas surat tidak dapat dibaca ({system_reason(error)})"
        remedy = "Tutup program yang memakainya, lalu periksa lagi"
        yield Finding(where, "", noted.number, problem, remedy)
        return
    if digest != document.digest:
        remedy = (
            f"Terima bila suntingan itu yang berlaku: {noted.command} --terima-suntingan; "
            f"bila tidak: {noted.command} (yang sekarang disimpan di folder {ARCHIVE_FOLDER})"
        )
        yield Finding(where, "", noted.number, CHANGED, remedy)


def _remedy(folder: Path, noted: _Noted) -> str:
    """Return how a lost letter comes back; an edited one only from its copy."""
    document = noted.document
    copy = archived(folder / document.file, document.digest)
    if document.mark != EDITED or digest_of(copy) == document.digest:
        return f"Buat lagi: {noted.command}"
    return (
        f"Serahkan salinannya: {noted.command} --terima-suntingan BERKAS; "
        f"atau buat dari isian: {noted.command} --buat-ulang"
    )


def _no_folder(name: str, count: int) -> Finding:
    problem = f"Folder ini tidak ada, sehingga {count} surat tidak dapat diperiksa"
    remedy = "Kembalikan folder itu dari cadangan, atau periksa register di folder kantornya"
    return Finding(name, "", "", problem, remedy)


def _patterns(ledger: Ledger) -> Iterator[Finding]:
    """Check that the settings can make numbers, before a letter needs one."""
    settings = ledger.settings
    patterns = {
        OUTGOING_SETTING: settings.number_pattern,
        INCOMING_SETTING: settings.incoming_pattern,
    }
    for setting, pattern in patterns.items():
        try:
            check_pattern(pattern, setting)
        except BadNumberPatternError as error:
            yield Finding(SETTINGS.sheet, "", "", error.problem, error.remedy)
