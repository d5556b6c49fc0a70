"""The toolbar's component inside LibreOffice: receives a button's command and starts Python for it.

Runs in LibreOffice's own Python (3.8 or later). A button's work is done by another process, which talks back
through a pipe; the office opens that pipe at the first press and goes on serving the officer meanwhile.
"""

from __future__ import annotations

import threading
import uuid
from typing import Any

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.awt.MessageBoxType import WARNINGBOX
from com.sun.star.frame import XDispatch, XDispatchProvider
from com.sun.star.lang import XInitialization, XServiceInfo
from com.sun.star.task import XJob

from pengaduan_xl.excel.toolbar.batch import answer
from pengaduan_xl.excel.toolbar.launcher import (
    NO_PYTHON,
    STILL_RUNNING,
    press,
    read_setting,
    setting_path,
    start_indexing,
)

PROTOCOL = "vnd.pengaduan:"
ENTER = ".uno:AcceptFormula"
"""What Enter does to a cell that is being typed into; nothing when there is none."""
SERVICE = "id.pengaduan.xl.Tombol"
BATCH = "id.pengaduan.xl.Batch"
INDEX = "id.pengaduan.xl.Indeks"
LISTS = ("Register", "Riwayat")
TITLE = "Pengaduan"
_OK_BUTTON = 1


class Pipe:
    """The pipe by which our processes reach this office; opened once, under a name nobody can guess."""

    def __init__(self) -> None:
        self.name = "pengaduan_" + uuid.uuid4().hex
        self._acceptor: Any = None

    def opened(self, context: Any) -> str:
        """Return the pipe's name, after the office listens at it."""
        if self._acceptor is None:
            acceptor = context.ServiceManager.createInstanceWithContext(
                "com.sun.star.office.Acceptor", context
            )
            acceptor.initialize((f"pipe,name={self.name};urp;", True))
            self._acceptor = acceptor
        return self.name


PIPE = Pipe()
RUNNING = threading.Lock()


class Later(unohelper.Base, XCallback):
    """Shows a message once the office's main thread is free: windows belong to that thread."""

    def __init__(self, toolbar: Toolbar, text: str) -> None:
        self._toolbar = toolbar
        self._text = text

    def notify(self, _data: Any) -> None:
        """Show the message (called by the office)."""
        self._toolbar.tell(self._text)


class Toolbar(unohelper.Base, XDispatchProvider, XDispatch, XInitialization, XServiceInfo):
    """Receiver of all commands ``vnd.pengaduan:BUTTON``."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._frame: Any = None

    def initialize(self, arguments: tuple[Any, ...]) -> None:
        """Take the window in which the toolbar is."""
        self._frame = arguments[0] if arguments else None

    def queryDispatch(self, url: Any, _target: str, _flags: int) -> Toolbar | None:
        """Return this object for our commands, nothing for others."""
        return self if url.Protocol == PROTOCOL else None

    def queryDispatches(self, requests: tuple[Any, ...]) -> tuple[Toolbar | None, ...]:
        """Return the receiver of each request."""
        return tuple(
            self.queryDispatch(each.FeatureURL, each.FrameName, each.SearchFlags)
            for each in requests
        )

    def dispatch(self, url: Any, _arguments: tuple[Any, ...]) -> None:
        """Start the button's work and return at once; a second press waits for the first to end.

        A cell that is being typed into is entered first: over the pipe it would be read as it was before.
        """
        helper = self._context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", self._context
        )
        helper.executeDispatch(self._frame, ENTER, "", 0, ())
        python = read_setting(setting_path())
        if not python:
            self.tell(NO_PYTHON)
        elif not RUNNING.acquire(blocking=False):
            self.tell(STILL_RUNNING)
        else:
            work = (python, url.Path, PIPE.opened(self._context))
            threading.Thread(target=self._work, args=work, daemon=True).start()

    def addStatusListener(self, _listener: Any, _url: Any) -> None:
        """Do nothing: the buttons are always enabled."""

    def removeStatusListener(self, _listener: Any, _url: Any) -> None:
        """Do nothing, as nobody was added."""

    def tell(self, text: str) -> None:
        """Show a message in front of the window."""
        window = self._frame.ContainerWindow
        box = window.Toolkit.createMessageBox(window, WARNINGBOX, _OK_BUTTON, TITLE, text)
        box.execute()
        box.dispose()

    def getImplementationName(self) -> str:
        """Return the component's name."""
        return SERVICE

    def supportsService(self, name: str) -> bool:
        """Return whether ``name`` is the component's service."""
        return name == SERVICE

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        """Return the component's only service."""
        return (SERVICE,)

    def _work(self, python: str, button: str, pipe: str) -> None:
        try:
            problem = press(python, button, pipe)
        finally:
            RUNNING.release()
        if problem:
            callback = self._context.ServiceManager.createInstanceWithContext(
                "com.sun.star.awt.AsyncCallback", self._context
            )
            callback.addCallback(Later(self, problem), None)


class Batch(unohelper.Base, XJob, XServiceInfo):
    """The macro by which our Python reads and writes many cells in one call."""

    def __init__(self, context: Any) -> None:
        self._context = context

    def execute(self, arguments: tuple[Any, ...]) -> str:
        """Carry out the batch that is the first argument's value; return its answer."""
        return answer(self._context, uno.fileUrlToSystemPath, arguments[0].Value)

    def getImplementationName(self) -> str:
        """Return the component's name."""
        return BATCH

    def supportsService(self, name: str) -> bool:
        """Return whether ``name`` is the component's service."""
        return name == BATCH

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        """Return the component's only service."""
        return (BATCH,)


class Indexing(unohelper.Base, XJob, XServiceInfo):
    """Lets a register be indexed once it was opened or saved: the next press need not read all of it."""

    def __init__(self, context: Any) -> None:
        self._context = context

    def execute(self, arguments: tuple[Any, ...]) -> None:
        """Start the indexing of the document that the office names, if that is a register with a file."""
        given = {each.Name: each.Value for each in arguments}
        event = {each.Name: each.Value for each in given.get("Environment", ())}
        book: Any = event.get("Model")
        sheets = getattr(book, "Sheets", None)
        python = read_setting(setting_path())
        if not python or sheets is None or not all(map(sheets.hasByName, LISTS)):
            return
        if book.URL.startswith("file:"):
            start_indexing(python, uno.fileUrlToSystemPath(book.URL))

    def getImplementationName(self) -> str:
        """Return the component's name."""
        return INDEX

    def supportsService(self, name: str) -> bool:
        """Return whether ``name`` is the component's service."""
        return name == INDEX

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        """Return the component's only service."""
        return (INDEX,)


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(Toolbar, SERVICE, (SERVICE,))
g_ImplementationHelper.addImplementation(Batch, BATCH, (BATCH,))
g_ImplementationHelper.addImplementation(Indexing, INDEX, (INDEX,))
