"""What a button has at hand: the open workbook, its register, its forms, and the officer in front of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pengaduan_xl.desk import Desk
from pengaduan_xl.excel.forms import CaseForm, IntakeForm
from pengaduan_xl.register.blank.forms import SHEET as INTAKE_SHEET
from pengaduan_xl.register.live import LiveRegister, NotARegisterError
from pengaduan_xl.register.live_book import HostWays, kept_as_text, sheet_of
from pengaduan_xl.register.schema import HISTORY, REGISTER
from pengaduan_xl.settings import OPEN_FILE, OPEN_NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

MOST_ROWS = 200
"""Rows of Register that one press may act on."""

CALC = "calc"
"""Name of our engine; every other one drives Excel."""

VISIBLE_CELLS = 12
"""Excel's ``xlCellTypeVisible``."""


class Host:
    """The open workbook in which a button was pressed.

    Args:
        book: The workbook, as xlwings gives it.
        now: Gives this moment, naive WIB.
        open_file: Shows a file to the officer.

    Raises:
        NotARegisterError: The workbook is not a register.
        UnsavedBookError: It has no file yet.
    """

    def __init__(
        self, book: Any, now: Callable[[], datetime], open_file: Callable[[Path], object]
    ) -> None:
        names = {sheet.name for sheet in book.sheets}
        if not {REGISTER.sheet, HISTORY.sheet} <= names:
            raise NotARegisterError(book.name)
        self.book = book
        self.now = now
        self.open_file = open_file
        self.ways = ways_of(book)
        self.register = LiveRegister(book, now, self.ways)
        self.files: list[Path] = []

    @property
    def _engine(self) -> str:
        return str(self.book.app.engine.name)

    @property
    def active_sheet(self) -> str:
        """Name of the sheet in front."""
        return str(self.book.sheets.active.name)

    def desk(self) -> Desk:
        """Return a desk on the open register."""
        return Desk(self.register, self.now)

    def intake_form(self) -> IntakeForm:
        """Return the sheet Formulir."""
        return IntakeForm(self.book)

    def case_form(self) -> CaseForm:
        """Return the sheet Meja Kerja."""
        return CaseForm(self.book)

    def selected_numbers(self) -> list[str]:
        """Return the numbers of the visible rows of Register that are selected; none on another sheet."""
        if self.active_sheet != REGISTER.sheet:
            return []
        selection = self.book.app.selection
        if selection is None or selection.sheet.book.fullname != self.book.fullname:
            return []
        return self.register.numbers_in(spans_of(selection, self._engine))

    def ask(self, question: str) -> bool:
        """Ask the officer; return whether the answer is yes."""
        answer = self.book.app.alert(question, "Pengaduan", "yes_no", "info")
        return bool(answer == "yes")

    def warn(self, text: str) -> None:
        """Show a refusal, which the officer closes."""
        self.book.app.alert(text, "Pengaduan", "ok", "critical")

    def tell(self, text: str, sheet: str) -> None:
        """Write the status line of the form that a button is about."""
        form = self.intake_form() if sheet == INTAKE_SHEET else self.case_form()
        form.say(f"{self.now():%H.%M} {text}")

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

    def goto(self, sheet: str) -> None:
        """Bring a sheet to the front."""
        sheet_of(self.book, sheet).activate()


def ways_of(book: Any) -> HostWays:
    """Return how the program that holds a workbook goes about things.

    Calc takes texts as they are. Excel on macOS asks for the state of the file in its own way.
    """
    if book.app.engine.name == CALC:
        return HostWays(is_read_only=bool(book.api.isReadonly()))
    try:
        is_read_only = bool(book.api.ReadOnly)
    except AttributeError:
        is_read_only = bool(book.api.read_only.get())
    return HostWays(kept_as_text, is_read_only)


def spans_of(selection: Any, engine: str) -> list[tuple[int, int]]:
    """Return first and last row of what is selected, :data:`MOST_ROWS` rows at most.

    Rows that a filter hides are left out, and all areas count, except on macOS.
    """
    last = selection.row + selection.shape[0] - 1
    spans = [(selection.row, last)]
    if engine == CALC:
        found = selection.api.queryVisibleCells().RangeAddresses
        spans = [(area.StartRow + 1, area.EndRow + 1) for area in found]
    elif hasattr(selection.api, "SpecialCells") and selection.api.Count > 1:
        areas = selection.api.SpecialCells(VISIBLE_CELLS).Areas
        spans = [(area.Row, area.Row + area.Rows.Count - 1) for area in areas]
    room, kept = MOST_ROWS, []
    for first, end in spans:
        if room > 0:
            kept.append((first, min(end, first + room - 1)))
            room -= end - first + 1
    return kept
