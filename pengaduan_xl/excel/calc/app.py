"""The running office as an app of xlwings."""

from __future__ import annotations

import itertools
import logging
from typing import TYPE_CHECKING, Any

from pengaduan_xl.errors import BusyFileError
from pengaduan_xl.excel.calc.addresses import Area
from pengaduan_xl.excel.calc.books import Books
from pengaduan_xl.excel.calc.macros import run_macro
from pengaduan_xl.excel.calc.objects import CalcObject, guarded, operation
from pengaduan_xl.excel.calc.office import kill_office
from pengaduan_xl.excel.calc.ranges import Range
from pengaduan_xl.excel.calc.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from subprocess import Popen

    from pengaduan_xl.excel.calc.connection import Connection
    from pengaduan_xl.excel.calc.engine import CalcEngine

_LOG = logging.getLogger(__name__)
_BOX_BUTTONS = {"ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}
_ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}
_CLOSED = {"ok": "ok", "yes_no": "no"}
_unknown_ids = itertools.count(-1, -1)


class OfficeStaysError(BusyFileError):
    """The office refuses to end: another document has changes, or a dialog is open."""

    def __init__(self) -> None:
        super().__init__(
            "LibreOffice tidak dapat ditutup sekarang",
            "Simpan dan tutup dokumen lain serta kotak dialog yang terbuka, lalu ulangi",
        )


class DialogOpenError(BusyFileError):
    """A dialog waits for an answer; Calc would still take changes, behind the user's back."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f'Di LibreOffice masih terbuka kotak dialog "{title}"', "Tutup kotak itu, lalu ulangi"
        )


class App(CalcObject):
    """A running LibreOffice.

    Args:
        engine: The engine it belongs to.
        connection: The way into it.
        process: The process, if this program started it.

    Attributes:
        alerts: Messages shown so far: title, text and answer.
        display_alerts: Kept for xlwings; Calc asks nothing when a program drives it.
        pid: Number of the process; negative when this program did not start it, since UNO does not tell.
        status_bar: Text in the status bar, or False when it is Calc's own; Calc cannot be asked.
    """

    __slots__ = (
        "_indicator",
        "_locked",
        "_status",
        "alerts",
        "display_alerts",
        "engine",
        "pid",
        "process",
    )

    def __init__(
        self, engine: CalcEngine, connection: Connection, process: Popen[bytes] | None = None
    ) -> None:
        self.connection = connection
        self.engine = engine
        self.process = process
        self.pid = process.pid if process else next(_unknown_ids)
        self.alerts: list[tuple[str, str, str]] = []
        self.display_alerts = True
        self._locked: list[Any] = []
        self._indicator: Any = None
        self._status: str | bool = False

    @property
    def api(self) -> Any:
        """The UNO desktop."""
        return self.connection.desktop

    @property
    def books(self) -> Books:
        """All open Calc documents."""
        return Books(self)

    @property
    @guarded
    def version(self) -> str:
        """LibreOffice's version, such as ``7.4.7.2``."""
        provider = self.connection.service("com.sun.star.configuration.ConfigurationProvider")
        product = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess",
            self.connection.settings(nodepath="/org.openoffice.Setup/Product"),
        )
        return str(product.getByName("ooSetupVersionAboutBox"))

    @property
    @guarded
    def selection(self) -> Range | None:
        """The cells selected in the document in front, of several areas the first; None for a drawing."""
        book = self.books.active
        selected = book.api.CurrentSelection
        if selected is None or not hasattr(selected, "supportsService"):
            return None
        if selected.supportsService("com.sun.star.sheet.SheetCellRanges"):
            selected = selected.getByIndex(0)
        if not selected.supportsService("com.sun.star.sheet.SheetCellRange"):
            return None
        return Range(Sheet(book, selected.Spreadsheet), Area.of(selected.RangeAddress))

    def activate(self, steal_focus: bool = False) -> None:
        """Do nothing: it is the documents that have windows."""

    @property
    @guarded
    def visible(self) -> bool:
        """Whether the documents' windows are shown; a headless office says so too."""
        return all(window.isVisible() for window in self._windows())

    @visible.setter
    @guarded
    def visible(self, value: bool) -> None:
        """Show or hide it."""
        for window in self._windows():
            window.setVisible(value)

    def _windows(self) -> list[Any]:
        return [book.api.CurrentController.Frame.ContainerWindow for book in self.books]

    @property
    def screen_updating(self) -> bool:
        """Whether changes are drawn at once; turn it on again, or the documents stay frozen."""
        return not self._locked

    @screen_updating.setter
    @guarded
    def screen_updating(self, value: bool) -> None:
        """Freeze or draw."""
        disposed = self.connection.failure
        while value and self._locked:
            document = self._locked.pop()
            try:
                document.removeActionLock()
                document.unlockControllers()
            except disposed:
                _LOG.debug("document was closed while it was locked")
        if not value and not self._locked:
            for book in self.books:
                book.api.lockControllers()
                book.api.addActionLock()
                self._locked.append(book.api)

    @property
    @guarded
    def calculation(self) -> str:
        """How the document in front calculates: ``automatic`` or ``manual``; set for all documents."""
        return "automatic" if self.books.active.api.isAutomaticCalculationEnabled() else "manual"

    @calculation.setter
    @guarded
    def calculation(self, value: str) -> None:
        """Set it for all documents."""
        for book in self.books:
            book.api.enableAutomaticCalculation(value == "automatic")

    @guarded
    def calculate(self) -> None:
        """Calculate all formulas of all documents."""
        for book in self.books:
            book.api.calculateAll()

    @property
    def status_bar(self) -> str | bool:
        """Text in the status bar of the document in front; False gives it back to Calc."""
        return self._status

    @status_bar.setter
    @guarded
    def status_bar(self, value: str | bool) -> None:
        """Show a text, or give the bar back."""
        if self._indicator is not None:
            self._indicator.end()
            self._indicator = None
        if isinstance(value, str):
            frame = self.books.active.api.CurrentController.Frame
            self._indicator = frame.createStatusIndicator()
            self._indicator.start(value, 0)
        self._status = value

    @operation
    def run(self, macro: str, args: Sequence[object]) -> Any:
        """Run a macro, see :mod:`pengaduan_xl.excel.calc.macros`.

        Raises:
            MacroNotFoundError: There is none of that name.
        """
        return run_macro(self.connection, macro, args)

    @guarded
    def alert(
        self, prompt: str, title: str | None, buttons: str | None, mode: str | None, *_: object
    ) -> str:
        """Show a message and return the button pressed: ``ok``, ``cancel``, ``yes`` or ``no``.

        A headless office shows nothing and answers at once as if the box had been closed. Every
        message is logged and kept in :attr:`alerts`.
        """
        kind = "ERRORBOX" if mode == "critical" else "INFOBOX"
        if buttons not in (None, "ok"):
            kind = "QUERYBOX"
        toolkit = self.connection.service("com.sun.star.awt.Toolkit")
        frame = self.api.getCurrentFrame()
        box = toolkit.createMessageBox(
            frame.ContainerWindow if frame else None,
            self.connection.enum("com.sun.star.awt.MessageBoxType", kind),
            _BOX_BUTTONS[buttons or "ok"],
            title or "LibreOffice Calc",
            prompt,
        )
        answer = _ANSWERS[box.execute()]
        if answer == "cancel":
            answer = _CLOSED.get(buttons or "ok", answer)
        self.alerts.append((title or "", prompt, answer))
        _LOG.info("%s: %s -> %s", title, prompt, answer)
        return answer

    @guarded
    def refuse_dialog(self) -> None:
        """Refuse to go on while a dialog is open.

        Nothing calls this by itself: it takes some 10 ms, and Calc works on behind a dialog. A cell
        that is being edited cannot be noticed at all.

        Raises:
            DialogOpenError: A modal dialog is shown.
        """
        name = "com.sun.star.accessibility.AccessibleStateType.MODAL"
        modal = self.connection.uno.getConstantByName(name)
        toolkit = self.connection.service("com.sun.star.awt.Toolkit")
        for number in range(toolkit.getTopWindowCount()):
            window = toolkit.getTopWindow(number).getAccessibleContext()
            states = window.getAccessibleStateSet()
            if states & modal if isinstance(states, int) else states.contains(modal):
                raise DialogOpenError(window.getAccessibleName())

    @guarded
    def quit(self) -> None:
        """Close all Calc documents without saving and end the office.

        Raises:
            BookStaysOpenError: A document cannot be closed now.
            OfficeStaysError: Another program or document keeps the office running.
        """
        for book in self.books:
            book.close()
        if not self.api.terminate():
            raise OfficeStaysError
        self.engine.apps.forget(self)
        if self.process is not None:
            self.process.wait(timeout=30)
            self.process = None

    def kill(self) -> None:
        """End the process at once, if this program started it."""
        self.engine.apps.forget(self)
        if self.process is not None:
            kill_office(self.process)
            self.process = None
