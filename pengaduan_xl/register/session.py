"""A session on a closed register: journal first, then the workbook.

What cannot be written into the workbook now stays in the journal and is brought in at the next chance.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from pengaduan_xl.errors import BusyFileError, PengaduanError, WriteFailedError
from pengaduan_xl.register.journal.content import Anchor, all_given
from pengaduan_xl.register.journal.file import (
    ARCHIVE_BYTES,
    MAYBE_WRITTEN,
    Journal,
    JournalUnwritableError,
)
from pengaduan_xl.register.opened import Opened, open_register
from pengaduan_xl.register.store import ExternallyChangedError, RegisterFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.register.journal.content import Entry
    from pengaduan_xl.register.ledger import Ledger
    from pengaduan_xl.register.operations import Draft
    from pengaduan_xl.register.recovery import Conflict

TRIES = 3
"""How often a save begins anew because somebody else saved the workbook meanwhile."""

CHANGED_BY_OTHERS = "Register diubah orang lain selagi tindakan diproses"


class ClosedRegister:
    """A register file that no spreadsheet program needs to have open.

    Attributes:
        file: The file.
        journal: Its journal.
        notices: What staff should know about acts that wait or were brought in, Indonesian sentences.
        is_pending: Whether the acts last saved wait in the journal.
    """

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self.file = RegisterFile(path)
        self.journal = Journal(self.file.path)
        self.notices: list[str] = []
        self.is_pending = False
        self._now = now
        self._opened: Opened | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the register for one act; acts that wait are entered first, where that is possible now.

        Raises:
            PengaduanError: The register or its journal cannot be used, or is held by others.
        """
        with self.file.lock():
            opened = self.opened()
            if opened.trouble is not None:
                raise opened.trouble
            if opened.pending and self.write(()) is None:
                self.notices.append(
                    f"{len(opened.pending)} tindakan yang tertunda sudah dimasukkan ke register"
                )
            yield

    def opened(self) -> Opened:
        """Return the register as read since the last save, with its journal."""
        if self._opened is None:
            self._opened = open_register(self.file, self.journal)
        return self._opened

    @property
    def ledger(self) -> Ledger:
        """The register in memory, with the acts entered since the last save and those that wait."""
        return self.opened().ledger

    def save(self, drafts: Sequence[Draft]) -> None:
        """Put acts into the journal, then everything that waits into the workbook.

        When the workbook cannot be written now, the acts stay pending and ``notices`` says so.

        Raises:
            JournalUnwritableError: The acts have not happened.
            ExternallyChangedError: Somebody changed the workbook so that the acts do not go with it any
                more; they have not happened.
            PengaduanError: The acts do not go into this workbook; they have not happened.
        """
        before = self.journal.content.last_place
        try:
            problem = self.write(drafts)
        except PengaduanError:
            self._opened = None
            raise
        conflicts: list[Conflict] = []
        for _ in range(TRIES):
            if not isinstance(problem, ExternallyChangedError):
                break
            problem, conflicts = self._write_anew()
        self._opened = None
        own = [place for place in self.journal.content.entries if place > before]
        if any(conflict.entry.place in own for conflict in conflicts):
            self._refuse(own)
            raise ExternallyChangedError(self.file.path) from problem
        self.is_pending = problem is not None
        if problem is not None:
            self.notices.append(
                f"{problem.problem}. Tindakan ini aman di jurnal, jangan diulangi; "
                "tindakan berikutnya atau pengaduan pulihkan memasukkannya ke register"
            )

    def _refuse(self, places: Sequence[int]) -> None:
        try:
            self.journal.refuse(places, "", CHANGED_BY_OTHERS, self._now())
        except JournalUnwritableError as error:
            error.written = MAYBE_WRITTEN  # the acts themselves are in the journal
            raise

    def _write_anew(self) -> tuple[PengaduanError | None, list[Conflict]]:
        """Write what is in the journal into the workbook as it is now; return what kept it from that."""
        self._opened = None
        try:
            opened = self.opened()
            return opened.trouble or self.write(()), opened.conflicts
        except PengaduanError as error:
            return error, []

    def write(self, drafts: Sequence[Draft]) -> PengaduanError | None:
        """Write down acts, and all that the ledger holds into the workbook; return what kept it from that."""
        opened = self.opened()
        if not drafts and not opened.ledger.is_changed:
            return None
        problem: PengaduanError | None = None
        with ExitStack() as stack:
            try:
                temporary = stack.enter_context(self.file.staged(opened.ledger.patch()))
            except (BusyFileError, WriteFailedError) as error:
                problem = error  # the disk may be too full for a workbook and still take a line
            self._write_down(opened, drafts)
            if problem is None:
                problem = self._put(temporary, opened)
        if problem is None:
            self._opened = None
            self._mark_entered(opened)
        return problem

    def _put(self, temporary: Path, opened: Opened) -> PengaduanError | None:
        backups = opened.ledger.settings.backups
        try:
            self.file.put(temporary, opened.snapshot, self._now(), backups)
        except PengaduanError as error:
            return error
        return None

    def _write_down(self, opened: Opened, drafts: Sequence[Draft]) -> None:
        if not drafts:
            return
        if not self.journal.exists:
            given = all_given(self.journal.archived())
            self.journal.begin(opened.anchor, given, self._now())
            if opened.anchor.seq:
                self.notices.append(
                    "Jurnal tidak ditemukan; jurnal baru dimulai di sebelah register"
                )
        self.journal.append(drafts, self._now())

    def _mark_entered(self, opened: Opened) -> None:
        """Note in the journal what is in the workbook now; what fails here is found again by Sidik."""
        journal = self.journal
        left_out = {conflict.entry.place for conflict in opened.conflicts}
        with suppress(JournalUnwritableError):
            places = [
                entry.place
                for entry in journal.content.wanted()
                if entry.place not in left_out
                and not (entry.entered and _digests(entry).isdisjoint(opened.renewed))
            ]
            if places:
                journal.mark_entered(places, opened.renewed, self._now())
            if journal.content.size > ARCHIVE_BYTES and not left_out:
                self.archive_journal(opened.ledger)

    def archive_journal(self, ledger: Ledger) -> None:
        """Move the journal to the backups; the next one begins where Riwayat ends now.

        Raises:
            JournalUnwritableError: The system refuses.
        """
        anchor = Anchor(*ledger.chain.anchor(), ledger.chain.genesis())
        self.journal.archive(anchor, self._now())


def _digests(entry: Entry) -> set[str]:
    return {event.digest for event in entry.events}
