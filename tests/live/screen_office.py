"""A LibreOffice in a window on a screen of its own, with our toolbar, and an officer who types and clicks."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from toolbar_office import python_with_uno

from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.excel.calc import engine
from pengaduan_xl.excel.catalogue import BUTTONS
from pengaduan_xl.excel.toolbar.launcher import environment, setting_path, write_setting
from pengaduan_xl.office_folder import make_office
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.blank import desk, forms, start
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.schema_rules import SETTINGS
from pengaduan_xl.settings import OPEN_NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import xlwings

ROOT = Path(__file__).parents[2]
PROGRAMS = ("soffice", "unopkg", "Xvfb", "xdotool", "import")
PUSH_BUTTONS = {36, 44}
"""Accessible roles of menu entries and toolbar buttons."""

missing = [name for name in PROGRAMS if shutil.which(name) is None]
needs_screen = [
    pytest.mark.skipif(os.name != "posix", reason="the screen is X11's"),
    pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}"),
    pytest.mark.skipif(not python_with_uno(), reason="no Python here has uno (python3-uno)"),
]


class Officer:
    """Somebody in front of the open register."""

    def __init__(self, book: xlwings.Book, home: Path, environment: Mapping[str, str]) -> None:
        self.book, self.home = book, home
        self.register = Path(book.fullname)
        self._environment = environment
        self._places: dict[str, tuple[int, int]] = {}
        self.pictures = 0

    def types(self, sheet: str, address: str, value: object) -> None:
        """Type into a cell."""
        self.book.sheets[sheet].range(address).value = value

    def types_on(self, sheet: str, address: str, text: str) -> None:
        """Type behind what a cell holds, and do not press Enter."""
        self._blank()
        self.book.sheets[sheet].activate()
        self.book.sheets[sheet].range(address).select()
        self._run("xdotool", "key", "F2")
        time.sleep(0.3)
        self._run("xdotool", "type", text)
        time.sleep(0.3)

    def sees(self, sheet: str, address: str) -> Any:
        """Read a cell."""
        return self.book.sheets[sheet].range(address).value

    def is_at_work(self, name: str) -> None:
        """Choose who is at work."""
        self.types("Beranda", "C4", name)

    def fills_in(self, **values: str) -> None:
        """Fill in the intake form."""
        for field, value in values.items():
            self.types(forms.SHEET, f"C{forms.form_rows()[field]}", value)

    def clicks(self, label: str, *, wait: bool = True) -> str:
        """Click a button of the toolbar with the mouse; return the status line that follows."""
        if wait:
            self._blank()
        x, y = self._place(label)
        self._run("xdotool", "mousemove", str(x), str(y), "click", "1")
        return self._status() if wait else ""

    def dispatches(self, button: str) -> str:
        """Send a button's command as a key or menu would; return the status line that follows."""
        self._blank()
        connection = self.book.app.impl.connection
        helper = connection.service("com.sun.star.frame.DispatchHelper")
        frame = self._document.CurrentController.Frame
        helper.executeDispatch(frame, f"vnd.pengaduan:{button}", "", 0, ())
        return self._status()

    def takes_picture(self, name: str) -> Path:
        """Keep what is on the screen."""
        self.pictures += 1
        path = self.home / f"{self.pictures:02d}-{name}.png"
        time.sleep(0.5)
        self._run("import", "-window", "root", str(path))
        return path

    @property
    def _document(self) -> Any:
        return self.book.impl.document

    def _blank(self) -> None:
        for sheet, cell in ((forms.SHEET, forms.STATUS), (desk.SHEET, desk.STATUS)):
            self.types(sheet, cell, None)

    def _status(self) -> str:
        for _attempt in range(120):
            time.sleep(0.25)
            with suppress(PengaduanError):
                for sheet, cell in ((forms.SHEET, forms.STATUS), (desk.SHEET, desk.STATUS)):
                    told = self.sees(sheet, cell)
                    if told:
                        time.sleep(0.6)  # the button's process ends a moment later
                        return str(told)
        self.takes_picture("tanpa-jawaban")
        raise AssertionError(f"no answer; see {self.home}")

    def _place(self, label: str) -> tuple[int, int]:
        if not self._places:
            window = self._document.CurrentController.Frame.ContainerWindow
            self._look(window.getAccessibleContext(), 0)
        return self._places[label]

    def _look(self, parent: Any, depth: int) -> None:
        """Note where the buttons are, from what a screen reader is told."""
        labels = {button.label for button in BUTTONS}
        for place in range(min(parent.getAccessibleChildCount(), 200)):
            child = parent.getAccessibleChild(place).getAccessibleContext()
            if child.getAccessibleName() in labels and child.getAccessibleRole() in PUSH_BUTTONS:
                corner, size = child.getLocationOnScreen(), child.getSize()
                if size.Width:
                    middle = (corner.X + size.Width // 2, corner.Y + size.Height // 2)
                    self._places[child.getAccessibleName()] = middle
            elif depth < 7:
                self._look(child, depth + 1)

    def _run(self, *command: str) -> None:
        subprocess.run(command, check=True, env=self._environment, timeout=30)


@contextmanager
def officer_at_screen(home: Path) -> Iterator[Officer]:
    """Open a new office's register in a window; all is closed afterwards."""
    register = make_office(home / "kantor")
    _open_nothing(register)
    display = f":{os.getpid() % 2000 + 100}"
    around = {
        **environment(), "HOME": str(home), "DISPLAY": display, "SAL_USE_VCLPLUGIN": "gen",
    }  # fmt: skip
    around.pop("XDG_CONFIG_HOME", None)
    # Root may install extensions for everybody only; "everybody" is a folder of the test's own then.
    options = [
        f"-env:UNO_SHARED_PACKAGES_CACHE={(home / 'bersama').as_uri()}",
        f"-env:UserInstallation={(home / 'profil').as_uri()}",
    ]
    setting = home / setting_path({}, sys.platform).relative_to(Path.home())
    write_setting(sys.executable, setting)
    with ExitStack() as stack:
        stack.enter_context(_running(["Xvfb", display, "-screen", "0", "1500x1000x24"], around))
        time.sleep(1)
        toolbar = str(ROOT / "addins" / "Pengaduan.oxt")
        subprocess.run(["unopkg", "add", "--shared", *options, toolbar], check=True, env=around)
        pipe = f"pengaduan-layar-{os.getpid()}"
        command = [
            "soffice",
            *options,
            "--norestore",
            "--nologo",
            f"--accept=pipe,name={pipe};urp;",
        ]
        stack.enter_context(_running([*command, str(register)], around))
        book = _opened(pipe)
        yield Officer(book, home, around)
        book.app.kill()


def _open_nothing(register: Path) -> None:
    rows = read_ledger(register).ledger.content.list_rows(SETTINGS)
    cells = {
        (SETTINGS.sheet, row.address("Nilai")): OPEN_NOTHING
        for row in rows
        if row.text("Pengaturan") == "Buka sesudah dibuat"
    }
    fresh = register.with_suffix(".baru")
    patch_workbook(register, fresh, cells)
    fresh.replace(register)


def _opened(pipe: str) -> xlwings.Book:
    """Wait until the register is open; return it."""
    problem: Exception | None = None
    for _ in range(200):
        try:
            app = engine.connect(f"pipe,name={pipe}")
        except PengaduanError as error:
            problem = error
            time.sleep(0.3)
            continue
        with suppress(PengaduanError, AttributeError):
            if app.books.active.sheets[0].name == "Beranda":
                time.sleep(2)  # toolbars come a moment after the document
                return app.books.active
        app.kill()  # xlwings forgets it; the office itself goes on
        time.sleep(0.3)
    raise AssertionError(problem)


@contextmanager
def _running(command: list[str], environment: Mapping[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


OFFICER_CELL = start.ACTIVE_OFFICER
