"""The register while a spreadsheet program has it open: as last saved, with all that the journal tells.

Buttons enter acts into the open workbook and into the journal, and the officer saves when he likes. On disk
these acts seem lost until then, though nothing is: reports count them, and what a report enters waits in the
journal for the next button or command.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pengaduan_xl.register.journal.content import all_given
from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.opened import LostActsError, open_register
from pengaduan_xl.register.recovery import bring_all
from pengaduan_xl.register.session import ClosedRegister
from pengaduan_xl.register.store import RegisterFile, RegisterOpenError, SaveFailedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.desk import RegisterSession
    from pengaduan_xl.register.ledger import Ledger
    from pengaduan_xl.register.opened import Opened
    from pengaduan_xl.register.operations import Draft

WAITING = (
    "Register sedang terbuka; baris rekap menunggu di jurnal sampai tombol atau perintah berikutnya"
)


class BorrowedRegister:
    """A register that is read while another program has it open; see :class:`RegisterSession`.

    Attributes:
        file: Its file.
        journal: Its journal.
        notices: What staff should know.
        is_pending: Whether something was put into the journal, where it waits.
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
        """Keep other acts off for as long as the report takes.

        Raises:
            PengaduanError: The register or its journal cannot be used, or another act holds it.
        """
        with self.file.lock():
            trouble = self._read().trouble
            if trouble is not None:
                raise trouble
            yield

    @property
    def ledger(self) -> Ledger:
        """The register in memory, with all acts that its journal tells."""
        return self._read().ledger

    def save(self, drafts: Sequence[Draft]) -> None:
        """Put acts into the journal.

        Raises:
            JournalUnwritableError: They have not happened.
        """
        opened = self._read()
        if not drafts:
            return
        if not self.journal.exists:
            given = all_given(self.journal.archived())
            self.journal.begin(opened.anchor, given, self._now())
        self.journal.append(drafts, self._now())
        self.is_pending = True
        self.notices.append(WAITING)

    def _read(self) -> Opened:
        if self._opened is None:
            opened = self._opened = open_register(self.file, self.journal)
            if isinstance(opened.trouble, LostActsError):
                conflicts = bring_all(opened.ledger, opened.lacking, opened.renewed)
                self._opened = opened._replace(
                    trouble=conflicts[0].reason if conflicts else None, conflicts=conflicts
                )
        return self._opened


def session_on(path: Path, now: Callable[[], datetime]) -> RegisterSession:
    """Return the register at hand: borrowed while a spreadsheet program has it open, else closed."""
    try:
        RegisterFile(path).check_writable()
    except RegisterOpenError:
        return BorrowedRegister(path, now)
    except SaveFailedError:
        pass  # a register that cannot be written is told, and its acts kept, by the session itself
    return ClosedRegister(path, now)
