"""A session on the register that is open in a spreadsheet program: journal first, then the open workbook.

What the register holds is told by the file as last saved and by the journal; the open workbook is looked at
only where it may differ: at the end of Riwayat, and at the rows that are written. Rules that staff changed
and did not save yet therefore count from the next save on.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pengaduan_xl.domain.complaint import Complaint
from pengaduan_xl.domain.findings import cell_text
from pengaduan_xl.errors import BusyFileError, PengaduanError, UnusableFileError
from pengaduan_xl.register.journal.content import Anchor, all_given
from pengaduan_xl.register.journal.file import ARCHIVE_BYTES, Journal, JournalUnwritableError
from pengaduan_xl.register.ledger import BrokenCaseError, CaseNotFoundError, Ledger
from pengaduan_xl.register.live_book import HostWays, sheet_of
from pengaduan_xl.register.live_history import Comparison, StaleBookError, UnknownRowsError, compare
from pengaduan_xl.register.live_table import LiveTable
from pengaduan_xl.register.live_writing import LiveWriter
from pengaduan_xl.register.opened import LostActsError, Opened, open_register
from pengaduan_xl.register.recovery import Conflict, Renewed, bring_all, sealed_anew
from pengaduan_xl.register.rows import typed_rows
from pengaduan_xl.register.schema import FIELDS, HISTORY, INCOMING, OUTGOING, RECAP, REGISTER
from pengaduan_xl.register.store import RegisterFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.journal.content import Entry, Given
    from pengaduan_xl.register.operations import Draft

KEYS = {
    REGISTER.name: "No. Register",
    HISTORY.name: "Sidik",
    FIELDS.name: "Isian",
    INCOMING.name: "No. Agenda",
    OUTGOING.name: "Nomor Surat",
    RECAP.name: "Tanggal",
}
"""Heading by which the rows of each list sheet are known."""


class UnsavedBookError(UnusableFileError):
    """The open workbook has no file yet."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Buku kerja ini belum pernah disimpan",
            "Simpan dahulu sebagai register di folder kantor",
            where=name,
        )


class NotARegisterError(UnusableFileError):
    """The active workbook is not a register."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Buku kerja yang aktif bukan register pengaduan",
            "Aktifkan jendela register, lalu tekan tombolnya lagi",
            where=name,
        )


class ViewOnlyBookError(BusyFileError):
    """The workbook was opened for reading only, so what is entered there could never be saved."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Buku kerja ini terbuka hanya-baca",
            "Tutup di komputer lain yang membukanya, lalu buka lagi",
            where=name,
        )


class LiveRegister:
    """The register in an open workbook.

    Args:
        book: The workbook, as xlwings gives it.
        now: Gives this moment, naive WIB.
        ways: How its program goes about things.

    Attributes:
        file: Its file.
        journal: Its journal.
        notices: What staff should know about acts that wait or were brought in.
        is_pending: Whether the acts last saved wait in the journal.
    """

    def __init__(
        self, book: Any, now: Callable[[], datetime], ways: HostWays | None = None
    ) -> None:
        path = Path(book.fullname)
        if not path.is_absolute() or not path.is_file():
            raise UnsavedBookError(book.name)
        self.book = book
        self.file = RegisterFile(path)
        self.journal = Journal(self.file.path)
        self.notices: list[str] = []
        self.is_pending = False
        self._now = now
        self._ways = ways or HostWays()
        self._anchor = Anchor()
        self._is_behind = False
        self._ledger: Ledger | None = None
        self._lacking: list[Entry] = []
        self._conflicts: list[Conflict] = []
        self._trouble: PengaduanError | None = None
        self._renewed: Renewed = {}
        self._tables: dict[str, LiveTable] = {}
        self._rows: dict[str, int] = {}

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the register for one act; acts that wait are entered into the open workbook first.

        Raises:
            PengaduanError: The workbook, its file or its journal cannot be used, or is held by others.
        """
        with self.file.lock():
            self._open()
            if self._trouble is not None:
                raise self._trouble
            if self._lacking and not self._ways.is_read_only and self._write() is None:
                count = len(self._lacking)
                self.notices.append(f"{count} tindakan yang tertunda sudah dimasukkan ke register")
            self._archive_journal()
            yield

    @property
    def ledger(self) -> Ledger:
        """The register in memory, with the acts entered since the last save."""
        return self._ledger or self._open()

    def save(self, drafts: Sequence[Draft]) -> None:
        """Put acts into the journal, then into the open workbook; staff save it when they like.

        Raises:
            ViewOnlyBookError: The workbook was opened for reading only; the acts have not happened.
            JournalUnwritableError: The acts have not happened.
        """
        if not drafts:
            return
        if self._ways.is_read_only:
            raise ViewOnlyBookError(self.book.name)
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
            self._open()
        return self._lacking

    def bring_back(self) -> list[Conflict]:
        """Enter into the open workbook what it lacks; return the acts that contradict it.

        Raises:
            PengaduanError: The workbook, its file or its journal cannot be used.
        """
        if self._ways.is_read_only:
            raise ViewOnlyBookError(self.book.name)
        with self.file.lock():
            self._open()
            if isinstance(self._trouble, LostActsError):
                self._conflicts = bring_all(self.ledger, self._lacking, self._renewed)
            elif self._trouble is not None and not self._conflicts:
                raise self._trouble
            problem = self._write()
        if problem is not None:
            raise problem
        return self._conflicts

    def numbers_in(self, spans: Iterable[tuple[int, int]]) -> list[str]:
        """Return the numbers of complaints in rows of the open Register, given by first and last row."""
        ledger, table = self.ledger, self._table(REGISTER)
        rows = [row for first, last in spans for row in table.read(first, last)]
        texts = [cell_text(table.by_heading(row)[KEYS[REGISTER.name]]) for row in rows]
        return [text for text in dict.fromkeys(texts) if ledger.has_row(text)]

    def look_at(self, number: str) -> None:
        """Take over what staff typed into a case's row and did not save yet.

        Raises:
            CaseNotFoundError: The open sheet has no such row.
            BrokenCaseError: Cells of the row cannot be used.
        """
        table = self._table(REGISTER)
        found = table.row_of(number, self._rows.get(number))
        if found is None:
            raise CaseNotFoundError(number)
        row, cells = found
        typed = typed_rows(table.as_read(row, [cells]))
        if typed.bad:
            raise BrokenCaseError(number, typed.findings)
        count = len(Complaint._fields)
        values = [column[0] for column in typed.columns]
        self.ledger.correct(Complaint(*values[: count - 3], *values[-3:]))  # type: ignore[arg-type]  # as typed

    def _open(self) -> Ledger:
        """Read file and journal, and find out what the open workbook has of what they tell."""
        opened = open_register(self.file, self.journal)
        content = opened.ledger.content
        ledger = self._ledger = opened.ledger
        self._anchor, self._is_behind = opened.anchor, bool(opened.lacking)
        self._tables = {}
        self._rows = {row.complaint.number: row.row for row in content.whole.rows}
        found = compare(
            self._table(HISTORY), lambda: self._table(RECAP), content.whole, opened.lacking
        )
        if found.gone:
            raise StaleBookError(self.book.name, found.gone)
        if opened.lacking:  # some of it may be in that ledger already
            ledger = self._ledger = Ledger(content, self._given())
        self._renewed = sealed_anew(ledger, [self.journal.content])
        bring_all(ledger, found.there, self._renewed)
        ledger.settle()
        self._lacking = found.absent
        self._conflicts = []
        self._trouble = self._trouble_of(opened, found)
        if self._trouble is None:
            self._conflicts = bring_all(ledger, self._lacking, self._renewed)
            self._trouble = self._conflicts[0].reason if self._conflicts else None
        return ledger

    def _trouble_of(self, opened: Opened, found: Comparison) -> PengaduanError | None:
        """Return what keeps acts from being made, beside contradictions between them and the register."""
        told_of_file = isinstance(opened.trouble, LostActsError) or opened.conflicts
        lost = [entry for entry in found.absent if entry.entered]
        if opened.trouble is not None and not told_of_file:
            return opened.trouble
        if found.strange:
            return UnknownRowsError(found.strange)
        return LostActsError(self.file.path, lost) if lost else None

    def _archive_journal(self) -> None:
        """Move a large journal to the backups, where the file itself has all that it tells."""
        if self.journal.content.size > ARCHIVE_BYTES and not self._is_behind:
            with suppress(JournalUnwritableError):
                self.journal.archive(self._anchor, self._now())

    def _given(self) -> Given:
        journal = self.journal
        return journal.content.given if journal.exists else all_given(journal.archived())

    def _write(self) -> PengaduanError | None:
        """Write what the open workbook lacks; return what kept it from that."""
        writer = LiveWriter(self._table, self._rows)
        problem = writer.write(self.ledger.changes(), self.book.name)
        if problem is not None:
            return problem
        self.ledger.settle()
        not_in = {conflict.entry.place for conflict in self._conflicts}
        places = [
            entry.place
            for entry in self.journal.content.wanted()
            if entry.place not in not_in
            and not (entry.entered and _digests(entry).isdisjoint(self._renewed))
        ]
        if places:
            with suppress(JournalUnwritableError):  # the next opening finds the acts by their Sidik
                self.journal.mark_entered(places, self._renewed, self._now())
        return None

    def _table(self, table: Table) -> LiveTable:
        if table.name not in self._tables:
            layout = self.ledger.content.sheets[table.sheet]
            sheet = sheet_of(self.book, layout.name)
            self._tables[table.name] = LiveTable(
                sheet, layout, KEYS[table.name], self._ways.as_text
            )
        return self._tables[table.name]


def _digests(entry: Entry) -> set[str]:
    return {event.digest for event in entry.events}
