"""A button's press: find the open register, do what the button says, tell the officer in the workbook."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from pengaduan_xl import clock
from pengaduan_xl.errors import BusyFileError, NotFoundError, PengaduanError, system_reason
from pengaduan_xl.excel import buttons
from pengaduan_xl.excel.catalogue import BUTTONS, Button
from pengaduan_xl.excel.host import Host
from pengaduan_xl.excel.indexing import start_indexing
from pengaduan_xl.register.blank.start import CHOSEN_BUTTON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNFORESEEN = (
    "Galat tak terduga ({kind}: {error}). Tindakan ini mungkin tidak selesai; tekan Periksa Register, lalu "
    "kirimkan pesan ini kepada pengelola."
)


NOT_SHOWN = "Berkasnya dibuat, tetapi tidak dapat dibuka ({reason}). Buka sendiri dari foldernya."

HOST_MODULES = {"appscript", "aem", "pythoncom", "pywintypes", "xlwings"}
"""Packages whose exceptions tell that the spreadsheet program did not do what it was asked."""


class HostRefusedError(BusyFileError):
    """The spreadsheet program takes no commands now."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Program lembar kerja menolak perintah",
            "Akhiri penyuntingan sel, tutup kotak dialog, lalu tekan tombolnya lagi",
            where=name,
        )


class UnknownButtonError(NotFoundError):
    """There is no button of that name or label."""

    def __init__(self, name: str) -> None:
        labels = ", ".join(button.label for button in BUTTONS)
        super().__init__(f"Tombol '{name}' tidak ada", f"Pilih salah satu: {labels}")


def find_button(name: str) -> Button:
    """Return the button of an id or a label.

    Raises:
        UnknownButtonError: There is none.
    """
    for button in BUTTONS:
        if name in {button.id, button.label}:
            return button
    raise UnknownButtonError(name)


def press(name: str, book: Any = None) -> str:
    """Do what a button says in the workbook in front; return what the officer is told.

    Args:
        name: Its id or label.
        book: The workbook as xlwings gives it; the one from which Python was called when left out.
    """
    if book is None:
        with no_pandas():
            import xlwings

        book = xlwings.Book.caller()
    return press_in(find_button(name), book)


def press_in(button: Button, book: Any) -> str:
    """Do what a button says in a workbook, whatever goes wrong; return what the officer is told."""
    host, is_refused = None, True
    try:
        host = Host(book, clock.now, show_file)
        told = str(getattr(buttons, button.function)(host))
        is_refused = False
    except PengaduanError as error:
        told = str(error)
    except Exception as error:  # noqa: BLE001  # the last resort: staff cannot read a traceback
        told = _explained(error, book)
    stands = False
    if host is not None:
        told, stands = host.tell(told, button.sheet)
    if is_refused or not stands:
        _alert(book, told)
    if host is not None:
        _show_files(host)
        if host.register.lacks_index:
            start_indexing(host.register.file.path)
    return told


def _show_files(host: Host) -> None:
    """Show what was made, or say that it cannot be shown."""
    try:
        with suppress(PengaduanError):  # the file's name has been told
            host.show_files()
    except OSError as error:
        _alert(host.book, NOT_SHOWN.format(reason=system_reason(error)))


def _explained(error: Exception, book: Any) -> str:
    """Return what an exception that is not ours means to the officer."""
    if type(error).__module__.partition(".")[0] in HOST_MODULES:
        return str(HostRefusedError(_name_of(book)))
    return UNFORESEEN.format(kind=type(error).__name__, error=error)


def _name_of(book: Any) -> str:
    """Return a workbook's name, empty when the program does not even tell that."""
    with suppress(Exception):  # as while a cell is edited
        return str(book.name)
    return ""


def _alert(book: Any, text: str) -> None:
    with suppress(Exception):  # a program that shows nothing now has no other place for it
        book.app.alert(text, "Pengaduan", "ok", "critical")


def show_file(path: Path) -> None:
    """Open a file or folder with the program that the system has for it."""
    if sys.platform == "win32":
        os.startfile(path)
    else:
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        subprocess.Popen([opener, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def press_chosen(book: Any = None) -> str:
    """Do what the button chosen in Beranda's "Tombol" says; xlwings' *Run main* comes here."""
    if book is None:
        import xlwings

        book = xlwings.Book.caller()
    try:
        button = find_button(str(book.names[CHOSEN_BUTTON].refers_to_range.value or ""))
    except PengaduanError as error:
        _alert(book, str(error))
        return str(error)
    return press_in(button, book)


@contextmanager
def no_pandas() -> Iterator[None]:
    """Let xlwings be imported without pandas, which it takes along: a quarter of a second for nothing.

    Our cells are plain values. Reports import pandas themselves, afterwards.
    """
    if "pandas" in sys.modules:
        yield
        return
    sys.modules["pandas"] = None  # type: ignore[assignment]  # importlib's word for "there is none"
    try:
        yield
    finally:
        del sys.modules["pandas"]


def main(arguments: list[str] | None = None) -> None:
    """Do what a button of Calc's toolbar says: ``python -m pengaduan_xl.excel.run ID --pipe NAME``."""
    name, _, pipe = sys.argv[1:] if arguments is None else arguments
    try:
        from pengaduan_xl.excel.calc.engine import connect

        with no_pandas():
            app = connect(f"pipe,name={pipe}")
        press_in(find_button(name), app.books.active)
    except PengaduanError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
    os._exit(
        0
    )  # the office's bridge sometimes crashes an interpreter that is put away around its threads
