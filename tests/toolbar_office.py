"""A LibreOffice of its own with our toolbar in it, for tests: no screen, a profile and a user of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pengaduan_xl.excel.toolbar.launcher import environment, setting_path, write_setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NOBODY = 65534
OFFICE_PIPE = "pengaduan-uji"

CONNECT = """
import json, os, sys, time, uno
from com.sun.star.beans import NamedValue, PropertyValue

def connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")

def desktop(context):
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
"""
PYTHON_OF_THE_BUTTONS = """
if "--pipe" not in sys.argv:
    open("diindeks.txt", "a").write(" ".join(sys.argv[1:]) + "\\n")
    sys.exit()
context = connected(sys.argv[sys.argv.index("--pipe") + 1])
for book in desktop(context).Components:
    book.Sheets.getByIndex(0).getCellByPosition(0, 0).String = "ditekan"
open("dipanggil.json", "w").write(json.dumps(sys.argv[1:]))
"""
ARRIVAL = f"""
for _ in range(100):
    try:
        context = connected({OFFICE_PIPE!r})
        break
    except Exception:
        time.sleep(0.2)
"""
OFFICER = """
hidden = PropertyValue(Name="Hidden", Value=True)
book = desktop(context).loadComponentFromURL("private:factory/scalc", "_blank", 0, (hidden,))
cell = book.Sheets.getByIndex(0).getCellByPosition(0, 0)
helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
frame = book.CurrentController.Frame
helper.executeDispatch(frame, "vnd.pengaduan:TerimaPengaduan", "", 0, ())
for _ in range(100):
    if cell.String:
        break
    time.sleep(0.1)
open("terbaca.txt", "w").write(cell.String)
book.close(True)

book = desktop(context).loadComponentFromURL("private:factory/scalc", "_blank", 0, (hidden,))
xlsx = PropertyValue(Name="FilterName", Value="Calc MS Excel 2007 XML")
book.storeAsURL(uno.systemPathToFileUrl(os.path.abspath("Bukan register.xlsx")), (xlsx,))
for name in ("Register", "Riwayat"):
    book.Sheets.insertNewByName(name, 0)
address = uno.systemPathToFileUrl(os.path.abspath("Register kami.xlsx"))
book.storeAsURL(address, (xlsx,))
book.store()
book.close(True)
book = desktop(context).loadComponentFromURL(address, "_blank", 0, (hidden,))
for _ in range(100):
    if os.path.exists("diindeks.txt") and len(open("diindeks.txt").readlines()) == 3:
        break
    time.sleep(0.1)
book.close(True)

job = context.ServiceManager.createInstanceWithContext("id.pengaduan.xl.Batch", context)
open("sekaligus.txt", "w").write(job.execute((NamedValue("arg1", "0"),)))

trusted = PropertyValue(Name="MacroExecutionMode", Value=4)
macros = PropertyValue(Name="FilterName", Value="Calc MS Excel 2007 VBA XML")
url = uno.systemPathToFileUrl({addin!r})
book = desktop(context).loadComponentFromURL(url, "_blank", 0, (hidden, trusted, macros))
said = dict()
for macro in ("Pengaduan.PythonCommand", "xlwings.GetBaseName"):
    place = "vnd.sun.star.script:PengaduanXL." + macro + "?language=Basic&location=document"
    said[macro] = book.ScriptProvider.getScript(place).invoke(("Tunda.xlsx",), (), ())[0]
open("makro.json", "w").write(json.dumps(said))
book.close(True)
"""


@cache
def python_with_uno() -> str:
    """Return a Python that can import ``uno``, or nothing."""
    office = shutil.which("soffice")
    beside = Path(office).resolve().parent / "python" if office else None
    for candidate in filter(None, (beside, Path("/usr/bin/python3"))):
        try:
            subprocess.run([candidate, "-c", "import uno"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return str(candidate)
    return ""


class ToolbarOffice:
    """A folder that is home to one office, and what runs in it.

    LibreOffice lets root install no extension for itself; as root, everything runs as nobody.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.profile = f"-env:UserInstallation={(home / 'profil').as_uri()}"
        self._options: dict[str, Any] = {"cwd": home, "env": {**environment(), "HOME": str(home)}}
        self._options["env"].pop("XDG_CONFIG_HOME", None)
        if os.geteuid() == 0:
            self._options |= {"user": NOBODY, "group": NOBODY, "extra_groups": ()}

    def run(self, *arguments: str) -> str:
        """Run a program to its end; return what it printed."""
        done: subprocess.CompletedProcess[str] = subprocess.run(
            arguments, check=False, capture_output=True, text=True, timeout=60, **self._options
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def install(self, extension: Path) -> str:
        """Install an extension; return what the office then lists."""
        copy = shutil.copy(extension, self.home)
        self.run("unopkg", "add", self.profile, str(copy))
        return self.run("unopkg", "list", self.profile)

    def write_program(self, name: str, text: str) -> Path:
        """Write a Python program that can reach the office."""
        path = self.home / name
        path.write_text(f"#!{python_with_uno()}\n{CONNECT}{text}", encoding="utf-8")
        path.chmod(0o755)
        return path

    def set_python_of_the_buttons(self) -> None:
        """Name a program as the Python of the buttons, one that writes down how it was called."""
        python = self.write_program("python-tombol", PYTHON_OF_THE_BUTTONS)
        write_setting(
            str(python), self.home / setting_path({}, sys.platform).relative_to(Path.home())
        )

    def visit(self, deeds: str) -> None:
        """Open the office, do ``deeds`` in it from a program of its own, close it."""
        end = "\ndesktop(context).terminate()\n"
        officer = self.write_program("petugas.py", ARRIVAL + deeds + end)
        with self._open():
            self.run(str(officer))

    @contextmanager
    def _open(self) -> Iterator[None]:
        accept = f"--accept=pipe,name={OFFICE_PIPE};urp;"
        command: Sequence[str] = ("soffice", self.profile, "--headless", "--norestore", accept)
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **self._options,
        )
        try:
            yield
            process.wait(20)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(5)


@contextmanager
def toolbar_office() -> Iterator[ToolbarOffice]:
    """Provide an office in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="pengaduan-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        if os.geteuid() == 0:
            os.chown(home, NOBODY, NOBODY)
        yield ToolbarOffice(home)
