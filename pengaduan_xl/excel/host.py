"""What a button has at hand: the open workbook, its register, its forms, and the officer in front of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pengaduan_xl.desk import Desk
from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.excel.forms import AHEAD, CaseForm, IntakeForm, officer_of, status
from pengaduan_xl.excel.indexing import index_of
from pengaduan_xl.register.live import LiveRegister
from pengaduan_xl.register.live_book import NotARegisterError
from pengaduan_xl.register.open_book import LiveWriteError
from pengaduan_xl.register.open_book_direct import CALC
from pengaduan_xl.register.open_book_view import BookView
from pengaduan_xl.register.open_book_ways import BetterWay
from pengaduan_xl.register.schema import HISTORY, REGISTER
from pengaduan_xl.settings import OPEN_FILE, OPEN_NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from pengaduan_xl.register.open_book import Change

CALC_MACRO = "id.pengaduan.xl.Batch"
"""Service of the toolbar extension that carries out a batch."""

EXCEL_MACRO = "'Pengaduan.xlam'!Batch.Answer"
"""Function of the ribbon add-in that carries out a batch."""


class Host:
    """The open workbook in which a button was pressed.

    Args:
        book: The workbook, as xlwings gives it.
        now: Gives this moment, naive WIB.
        open_file: Shows a file to the officer.

    Attributes:
        view: The workbook as the press has seen it.
        register: Its register.
        files: Files that the press has made.

    Raises:
        NotARegisterError: The workbook is not a register.
        UnsavedBookError: It has no file yet.
    """

    def __init__(
        self, book: Any, now: Callable[[], datetime], open_file: Callable[[Path], object]
    ) -> None:
        self.view = BookView(better_way(book))
        names = self.view.look(AHEAD, REGISTER.sheet).sheets
        if not {REGISTER.sheet, HISTORY.sheet} <= set(names):
            raise NotARegisterError(book.name)
        self.book = book
        self.now = now
        self.open_file = open_file
        self.register = LiveRegister(book, now, self.view, index_of(Path(book.fullname)))
        self.files: list[Path] = []
        self._name = str(book.name)
        self._last: list[Change] = []
        self._else_told: str | None = None

    @property
    def active_sheet(self) -> str:
        """Name of the sheet in front when the button was pressed."""
        return self.view.glance.active

    def desk(self) -> Desk:
        """Return a desk on the open register."""
        return Desk(self.register, self.now)

    def officer(self) -> str:
        """Return the officer at work.

        Raises:
            SheetMissingError: The start page is gone.
            NoOfficerError: Nobody is chosen.
        """
        return officer_of(self.view)

    def intake_form(self) -> IntakeForm:
        """Return the sheet Formulir."""
        return IntakeForm(self.view)

    def case_form(self) -> CaseForm:
        """Return the sheet Meja Kerja."""
        return CaseForm(self.view)

    def selected_numbers(self) -> list[str]:
        """Return the numbers of the visible rows of Register that are selected; none on another sheet."""
        spans = self.view.glance.spans
        return self.register.numbers_in(spans) if spans else []

    def ask(self, question: str) -> bool:
        """Ask the officer; return whether the answer is yes."""
        answer = self.book.app.alert(question, "Pengaduan", "yes_no", "info")
        return bool(answer == "yes")

    def warn(self, text: str) -> None:
        """Show a refusal, which the officer closes."""
        self.book.app.alert(text, "Pengaduan", "ok", "critical")

    def finally_show(self, changes: Sequence[Change], else_told: str | None = None) -> None:
        """Let changes of the forms be written together with the status line.

        Args:
            changes: The changes.
            else_told: What to tell besides when they cannot be written; without it, only that is told.
        """
        self._last += changes
        self._else_told = else_told

    def tell(self, text: str, sheet: str) -> tuple[str, bool]:
        """Write the status line of the form that a button is about, and what is to be shown beside it.

        Returns:
            What the officer is to be told, and whether it stands on the form.
        """
        line = f"{self.now():%H.%M}"
        problem = self._written([*self._last, status(sheet, f"{line} {text}")])
        if problem is None:
            return text, True
        if not self._last:
            return text, False
        text = str(problem) if self._else_told is None else f"{text} {self._else_told}".rstrip()
        return text, self._written([status(sheet, f"{line} {text}")]) is None

    def show_files(self) -> None:
        """Open what was made, its folder, or nothing, as Pengaturan says."""
        if not self.files:
            return
        wish = self.register.ledger.settings.after_letter
        if wish == OPEN_NOTHING:
            return
        shown = self.files if wish == OPEN_FILE else {file.parent for file in self.files}
        for path in shown:
            self.open_file(path)

    def _written(self, changes: Sequence[Change]) -> PengaduanError | None:
        """Write changes of the forms; return what kept them from being written."""
        try:
            self.view.write(changes)
        except PengaduanError as error:
            return error
        except Exception:  # noqa: BLE001  # each spreadsheet program has exception classes of its own
            return LiveWriteError(self._name)
        return None


def better_way(book: Any) -> BetterWay:
    """Return the way to an open workbook."""
    return BetterWay(book, CALC_MACRO if book.app.engine.name == CALC else EXCEL_MACRO)


def way_of(book: Any) -> str:
    """Return by which way a workbook is worked on, and why not by macro; for checking by hand."""
    way = better_way(book)
    way.glance([], "")
    return "makro" if way.refusal is None else f"langsung ({way.refusal})"
