"""Recovery as use cases: what a register lacks, bringing it back, refusing it, going back to a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.officers import find_person
from pengaduan_xl.errors import InputDataError, NotFoundError, PengaduanError, system_reason
from pengaduan_xl.register.backups import backups_of
from pengaduan_xl.register.journal.content import all_given
from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.ledger import Ledger
from pengaduan_xl.register.opened import (
    DamagedJournalError,
    ForeignJournalError,
    LostHistoryError,
    NewerJournalError,
    open_register,
)
from pengaduan_xl.register.reader import read_register
from pengaduan_xl.register.recovery import bring_all, lacking
from pengaduan_xl.register.session import ClosedRegister
from pengaduan_xl.register.store import ReadFailedError, RegisterFile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.register.journal.content import Entry, JournalContent
    from pengaduan_xl.register.opened import Opened
    from pengaduan_xl.register.recovery import Conflict

REFUSED_WORD, FOREIGN_WORD = "ditolak", "asing"
"""Words in the names of journals that were set aside."""


class NoReasonError(InputDataError):
    """A refusal without a reason would leave nobody knowing why acts are gone."""

    def __init__(self) -> None:
        super().__init__(
            "Penolakan harus menyebut pelaksana dan alasannya",
            "Tambahkan --oleh dan --alasan",
            where="--tolak",
        )


class UnknownBackupError(NotFoundError):
    """There is no backup of that number or name."""

    def __init__(self, word: str, count: int) -> None:
        super().__init__(
            f"Cadangan '{word}' tidak ada",
            f"Pilih nomor 1–{count} dari: pengaduan pulihkan --dari-cadangan"
            if count
            else "Folder cadangan belum berisi cadangan register ini",
            where="cadangan",
        )


class Survey(NamedTuple):
    """What a register lacks of its journal: acts, oldest first, and what keeps new ones from being made."""

    lacking: list[Entry]
    trouble: PengaduanError | None


class Recovered(NamedTuple):
    """Acts that are in the register now, and those that could not be brought in."""

    entered: list[Entry]
    conflicts: list[Conflict]


class Refused(NamedTuple):
    """Acts noted as not wanted, and the journal that was set aside for it, if any."""

    entries: list[Entry]
    kept: Path | None


class Backup(NamedTuple):
    """A backup of the register.

    Attributes:
        path: The file.
        moment: When it was made, naive WIB, to the minute.
        cases: Complaints in it; ``None`` when it cannot be read.
        lacks: Acts of the journal that are not in it.
        for_good: Those of them that could not be brought in after it.
        problem: Why it cannot be read; empty when it can.
    """

    path: Path
    moment: datetime
    cases: int | None
    lacks: list[Entry]
    for_good: list[Entry]
    problem: str = ""


def survey(path: Path) -> Survey:
    """Return what a register lacks; nothing is changed.

    Raises:
        PengaduanError: The register or its journal cannot be read.
    """
    file = RegisterFile(path)
    opened = open_register(file, Journal(file.path))
    return Survey(opened.lacking, opened.trouble)


def recover(path: Path, now: Callable[[], datetime]) -> Recovered:
    """Bring everything that the journal holds into the register.

    A damaged journal, and one that begins after the register ends, goes to the backups when all is in; the
    next one begins where Riwayat ends then.

    Raises:
        ForeignJournalError: The journal belongs to another register.
        LostHistoryError: What is missing is in no journal.
        PengaduanError: The register cannot be written.
    """
    register = ClosedRegister(path, now)
    with register.file.lock():
        opened = register.opened()
        trouble = opened.trouble
        _check_that_it_helps(opened)
        if trouble is not None and not opened.conflicts:
            opened.conflicts.extend(bring_all(opened.ledger, opened.lacking, opened.renewed))
        problem = register.write(())
        if problem is not None:
            raise problem
        failed = {id(conflict.entry) for conflict in opened.conflicts}
        is_outdated = isinstance(trouble, DamagedJournalError) or not opened.is_whole
        if register.journal.exists and is_outdated and not (failed or opened.has_gap):
            register.archive_journal(opened.ledger)
    entered = [entry for entry in opened.lacking if id(entry) not in failed]
    return Recovered(entered, opened.conflicts)


def refuse(path: Path, officer: str, reason: str, now: Callable[[], datetime]) -> Refused:
    """Note that the acts which are gone, or which contradict the register, are not wanted in it.

    Nothing is deleted: the acts stay in the journal, marked; a journal that cannot be marked goes to the
    backups under a name that says so. Acts that only wait are left waiting.

    Args:
        path: The register.
        officer: Name or NIP of who decides.
        reason: Why.
        now: Gives this moment, naive WIB.

    Raises:
        NoReasonError: Officer or reason is missing.
        PengaduanError: The register or its journal cannot be used.
    """
    if not officer.strip() or not reason.strip():
        raise NoReasonError
    register = ClosedRegister(path, now)
    with register.file.lock():
        opened, journal = register.opened(), register.journal
        name = find_person(opened.ledger.office.officers, officer, now().date()).name
        if opened.trouble is None:
            return Refused([], None)
        if isinstance(opened.trouble, NewerJournalError):
            raise opened.trouble
        if isinstance(opened.trouble, ForeignJournalError):
            return Refused([], journal.set_aside(FOREIGN_WORD, now()))
        own = list(map(id, journal.content.entries.values()))
        is_told_elsewhere = any(id(entry) not in own for entry in opened.lost)
        is_damaged = isinstance(opened.trouble, DamagedJournalError)
        if is_damaged or is_told_elsewhere or not opened.is_whole:
            note = {"oleh": name, "alasan": reason.strip()}
            return Refused(opened.lacking, _start_over(journal, opened, note, now()))
        unwanted = opened.lost or [conflict.entry for conflict in opened.conflicts]
        journal.refuse([entry.place for entry in unwanted], name, reason.strip(), now())
        return Refused(unwanted, None)


def backups(path: Path) -> list[Backup]:
    """Return a register's backups, newest first, each with what it lacks of the journal.

    Raises:
        ReadFailedError: The system refuses to list them.
        JournalUnreadableError: The system refuses to give the journal.
    """
    register = RegisterFile(path).path
    journal = Journal(register)
    content = journal.read()
    journals = [*journal.archived(), content]
    try:
        found = backups_of(register)
    except OSError as error:
        raise ReadFailedError(register, system_reason(error)) from error
    return [_backup(file, moment, journals) for moment, file in reversed(found)]


def choose(found: Sequence[Backup], word: str) -> Backup:
    """Return the backup of a number from 1, or of a file name.

    Raises:
        UnknownBackupError: There is none.
    """
    if word.isdecimal() and 0 < int(word) <= len(found):
        return found[int(word) - 1]
    named = [backup for backup in found if backup.path.name == word]
    if not named:
        raise UnknownBackupError(word, len(found))
    return named[0]


def go_back(path: Path, backup: Backup, now: Callable[[], datetime]) -> None:
    """Put a backup in the register's place; what was there becomes a backup itself.

    What the journal holds beyond it is brought in by :func:`recover`.

    Raises:
        UnusableFileError: The backup cannot be read as a register.
        PengaduanError: The register is held by others or cannot be written.
    """
    file = RegisterFile(path)
    with file.lock(may_be_gone=True):
        content = RegisterFile(backup.path).read().content
        settings = Ledger(read_register(content, backup.path)).settings
        file.restore(content, now(), settings.backups)


def _check_that_it_helps(opened: Opened) -> None:
    """Refuse where the journal is not this register's, says more than is known, or says nothing."""
    trouble = opened.trouble
    if isinstance(trouble, ForeignJournalError | NewerJournalError):
        raise trouble
    if isinstance(trouble, LostHistoryError) and not opened.lacking:
        raise trouble


def _backup(file: Path, moment: datetime, journals: Sequence[JournalContent]) -> Backup:
    try:
        content = RegisterFile(file).read().content
        ledger = Ledger(read_register(content, file), journals[-1].given)
    except PengaduanError as error:
        return Backup(file, moment, None, [], [], error.problem)
    cases = len(ledger.cases())
    missing = lacking(ledger, journals)
    conflicts = bring_all(ledger, missing, {})
    return Backup(file, moment, cases, missing, [conflict.entry for conflict in conflicts])


def _start_over(journal: Journal, opened: Opened, note: dict[str, str], now: datetime) -> Path:
    """Set all journals of a register aside and begin a new one where Riwayat ends; numbers stay given."""
    given = all_given((*journal.archived(), journal.content))
    kept = journal.set_aside(REFUSED_WORD, now) if journal.exists else None
    journal.retire_archives(REFUSED_WORD)
    journal.begin(opened.anchor, given, now, note)
    return kept or journal.path
