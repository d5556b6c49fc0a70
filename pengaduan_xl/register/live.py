"""A session on the register that is open in a spreadsheet program: journal first, then the open workbook.

What the register holds is told by the file as last saved and by the journal; the open workbook is looked at
only where it may differ: at the end of Riwayat, and at the rows that are written. Rules that staff changed
and did not save yet therefore count from the next save on.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pengaduan_xl.domain.findings import cell_text
from pengaduan_xl.register.holdings import KEYS
from pengaduan_xl.register.index_file import SMALL_BYTES, Index
from pengaduan_xl.register.indexed import IndexedContent, complaint_from
from pengaduan_xl.register.journal.content import Anchor, all_given
from pengaduan_xl.register.journal.file import ARCHIVE_BYTES, Journal, JournalUnwritableError
from pengaduan_xl.register.ledger import BrokenCaseError, CaseNotFoundError
from pengaduan_xl.register.live_book import Stamp, UnsavedBookError, ViewOnlyBookError, stamp
from pengaduan_xl.register.live_history import Comparison, StaleBookError, UnknownRowsError, compare
from pengaduan_xl.register.live_tables import LiveTables
from pengaduan_xl.register.live_writing import LiveWriter
from pengaduan_xl.register.opened import LostActsError, Opened, open_register, read_whole
from pengaduan_xl.register.reader import read_register
from pengaduan_xl.register.recovery import Conflict, Renewed, bring_all, places_in, sealed_anew
from pengaduan_xl.register.rows import typed_rows
from pengaduan_xl.register.schema import HISTORY, RECAP, REGISTER
from pengaduan_xl.register.store import RegisterFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from pengaduan_xl.errors import PengaduanError
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.indexed import AnyContent
    from pengaduan_xl.register.journal.content import Entry
    from pengaduan_xl.register.ledger import Ledger
    from pengaduan_xl.register.open_book_view import BookView
    from pengaduan_xl.register.operations import Changes, Draft
    from pengaduan_xl.register.sheets import SheetTable
    from pengaduan_xl.register.store import Snapshot


class LiveRegister:
    """The register in an open workbook.

    Args:
        book: The workbook, as xlwings gives it.
        now: Gives this moment, naive WIB.
        view: The workbook as the press has seen it.
        index: Where the register's index belongs, ``None`` for doing without.

    Attributes:
        file: Its file.
        journal: Its journal.
        notices: What staff should know about acts that wait or were brought in.
        is_pending: Whether the acts last saved wait in the journal.
        lacks_index: Whether an index would have spared reading a large file as a whole.
    """

    def __init__(
        self, book: Any, now: Callable[[], datetime], view: BookView, index: Path | None = None
    ) -> None:
        path = Path(book.fullname)
        if not path.is_absolute() or not path.is_file():
            raise UnsavedBookError(book.name)
        self.file = RegisterFile(path)
        self.journal = Journal(self.file.path)
        self.notices: list[str] = []
        self.is_pending = False
        self.lacks_index = False
        self._index = index
        self._name = str(book.name)
        self._now = now
        self._view = view
        self._anchor = Anchor()
        self._is_behind = False
        self._ledger: Ledger | None = None
        self._stamps: list[Stamp | None] = []
        self._lacking: list[Entry] = []
        self._conflicts: list[Conflict] = []
        self._waiting: Changes | None = None
        self._trouble: PengaduanError | None = None
        self._renewed: Renewed = {}
        self._wanted: list[str] = []
        self._spans: list[tuple[int, int]] = []
        self._tables: LiveTables  # from the first opening on

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the register for one act; acts that wait enter the open workbook with it, or without it.

        Raises:
            PengaduanError: The workbook, its file or its journal cannot be used, or is held by others.
        """
        with self.file.lock():
            self._open_unless_known()
            if self._trouble is not None:
                raise self._trouble
            self._archive_journal()
            is_waiting = self._lacking and not self.is_read_only
            self._waiting = deepcopy(self.ledger.changes()) if is_waiting else None
            try:
                yield
            finally:
                if self._waiting is not None:
                    self._write(self._waiting)

    @property
    def ledger(self) -> Ledger:
        """The register in memory, with the acts entered since the last save."""
        return self._ledger or self._open()

    @property
    def is_read_only(self) -> bool:
        """Whether the workbook was opened for reading only, so that nobody can save it."""
        return self._view.glance.is_read_only

    def save(self, drafts: Sequence[Draft]) -> None:
        """Put acts into the journal, then into the open workbook; staff save it when they like.

        Raises:
            ViewOnlyBookError: The workbook was opened for reading only; the acts have not happened.
            JournalUnwritableError: The acts have not happened.
        """
        if not drafts:
            return
        if self.is_read_only:
            raise ViewOnlyBookError(self._name)
        if not self.journal.exists:
            self.journal.begin(self._anchor, all_given(self.journal.archived()), self._now())
        self.journal.append(drafts, self._now())
        problem = self._write()
        self.is_pending = problem is not None
        if problem is not None:
            self.notices.append(
                f"{problem.problem}. {problem.remedy}. Tindakan ini aman di jurnal, jangan diulangi; tombol "
                "berikutnya memasukkannya ke register"
            )

    def lacking(self) -> list[Entry]:
        """Return the acts of the journal that the open workbook lacks, oldest first.

        Raises:
            PengaduanError: The workbook, its file or its journal cannot be used.
        """
        with self.file.lock():
            self._open_unless_known()
        return self._lacking

    def bring_back(self) -> list[Conflict]:
        """Enter into the open workbook what it lacks; return the acts that contradict it.

        Raises:
            PengaduanError: The workbook, its file or its journal cannot be used.
        """
        if self.is_read_only:
            raise ViewOnlyBookError(self._name)
        with self.file.lock():
            self._open_unless_known()
            if isinstance(self._trouble, LostActsError):
                self._conflicts = bring_all(self.ledger, self._lacking, self._renewed)
            elif self._trouble is not None and not self._conflicts:
                raise self._trouble
            problem = self._write()
        if problem is not None:
            raise problem
        return self._conflicts

    def expect(self, number: str) -> None:
        """Say whose row will be looked at, so that it is read along with what is read first."""
        self._wanted.append(number)

    def numbers_in(self, spans: Iterable[tuple[int, int]]) -> list[str]:
        """Return the numbers of complaints in rows of the open Register, given by first and last row."""
        self._spans = list(spans)
        ledger, table = self.ledger, self._tables.of(REGISTER)
        numbers: dict[str, int] = {}
        for first, last in self._spans:
            for row, cells in enumerate(table.read(first, last), first):
                number = cell_text(table.by_heading(cells)[KEYS[REGISTER.name]])
                if ledger.has_row(number):
                    numbers.setdefault(number, row)
        self._tables.note_rows(numbers)
        return list(numbers)

    def look_at(self, number: str) -> None:
        """Take over what staff typed into a case's row and did not save yet.

        Raises:
            CaseNotFoundError: The open sheet has no such row.
            BrokenCaseError: Cells of the row cannot be used.
        """
        found = self._tables.case(number)
        if found is None:
            raise CaseNotFoundError(number)
        row, cells = found
        typed = typed_rows(self._tables.of(REGISTER).as_read(row, [cells]))
        if typed.bad:
            raise BrokenCaseError(number, typed.findings)
        self.ledger.correct(complaint_from([column[0] for column in typed.columns]))

    def _open_unless_known(self) -> None:
        """Read file and journal, unless neither has changed since they were read.

        Whoever writes into the open workbook writes the journal first, so that the comparison still holds.
        """
        if self._stamps != self._stamped():
            self._open()

    def _open(self) -> Ledger:
        """Read file and journal, and find out what the open workbook has of what they tell."""
        stamps, self._stamps = self._stamped(), []
        if self._ledger is not None:
            self._view.forget()
        opened = open_register(self.file, self.journal, self._known, enter=False)
        ledger = self._ledger = opened.ledger
        self._anchor, self._is_behind = opened.anchor, bool(opened.lacking)
        self._look_ahead(opened.lacking)
        history, recaps = self._tables.of(HISTORY), partial(self._tables.of, RECAP)
        found = compare(history, recaps, ledger.content.held, opened.lacking)
        if found.gone:
            raise StaleBookError(self._name, found.gone)
        self._renewed = sealed_anew(ledger, [self.journal.content])
        bring_all(ledger, found.there, self._renewed, is_written=True)
        ledger.settle()
        self._lacking, self._conflicts = found.absent, []
        self._trouble = self._trouble_of(opened, found)
        if self._trouble is None:
            self._conflicts = bring_all(ledger, self._lacking, self._renewed)
            self._trouble = self._conflicts[0].reason if self._conflicts else None
        self._stamps = stamps
        return ledger

    def _known(self, snapshot: Snapshot, path: Path) -> AnyContent:
        """Return what the file holds: by the index where there is one of this state, else read as a whole."""

        def rows_at(places: Sequence[tuple[Table, int]]) -> list[SheetTable]:
            return self._tables.rows_at(places)

        index = Index.opened(self._index, snapshot.fingerprint) if self._index else None
        content: AnyContent
        if index is None or not index.is_usable:
            content = read_whole(snapshot, path)
            self.lacks_index = index is None and len(snapshot.content) > SMALL_BYTES
        else:
            content = IndexedContent(index, rows_at, lambda: read_register(snapshot.content, path))
        self._tables = LiveTables(self._view, content)
        return content

    def _look_ahead(self, lacking: Sequence[Entry]) -> None:
        """Read what the press begins with, and all of the cases that have acts which the file lacks."""
        behind = {event.number for entry in lacking for event in entry.events}
        has_recaps = any(not entry.events for entry in lacking)
        self._tables.look_ahead(self._wanted, self._spans, behind, has_recaps=has_recaps)

    def _trouble_of(self, opened: Opened, found: Comparison) -> PengaduanError | None:
        """Return what keeps acts from being made, beside contradictions between them and the register."""
        lost = [entry for entry in found.absent if entry.entered]
        if opened.trouble is not None and not isinstance(opened.trouble, LostActsError):
            return opened.trouble
        if found.strange:
            return UnknownRowsError(found.strange)
        return LostActsError(self.file.path, lost) if lost else None

    def _archive_journal(self) -> None:
        """Move a large journal to the backups, where the file itself has all that it tells."""
        if self.journal.content.size > ARCHIVE_BYTES and not self._is_behind:
            with suppress(JournalUnwritableError):
                self.journal.archive(self._anchor, self._now())

    def _write(self, waiting: Changes | None = None) -> PengaduanError | None:
        """Write what the open workbook lacks, or only acts that wait; return what kept it from that."""
        self._stamps = []
        changes = self.ledger.changes() if waiting is None else waiting
        problem = LiveWriter(self._view, self._tables).write(changes, self._name)
        if problem is not None:
            return problem
        if waiting is None:
            self.ledger.settle()
        if self._waiting is not None:
            count, self._waiting = len(self._lacking), None
            self.notices.append(f"{count} tindakan yang tertunda sudah dimasukkan ke register")
        entries = self.journal.content.wanted() if waiting is None else self._lacking
        places = places_in(entries, self._conflicts, self._renewed)
        if places:
            with suppress(JournalUnwritableError):  # the next opening finds the acts by their Sidik
                self.journal.mark_entered(places, self._renewed, self._now())
        return None

    def _stamped(self) -> list[Stamp | None]:
        return [stamp(self.file.path), stamp(self.journal.path)]
