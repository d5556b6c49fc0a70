"""One open Calc document: its names, sheets and formats, saving and closing it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pengaduan_xl.errors import BusyFileError, UnusableFileError, WriteFailedError
from pengaduan_xl.excel.calc.formulas import FormulaNotation
from pengaduan_xl.excel.calc.names import Names
from pengaduan_xl.excel.calc.objects import CalcObject, NotSupportedError, guarded, operation
from pengaduan_xl.excel.calc.sheets import Sheets
from pengaduan_xl.excel.calc.values import Kind

if TYPE_CHECKING:
    from pengaduan_xl.excel.calc.app import App

FILTERS = {
    ".csv": "Text - txt - csv (StarCalc)",
    ".ods": "calc8",
    ".xls": "MS Excel 97",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xlsx": "Calc MS Excel 2007 XML",
}
"""Calc's export filter for a file's ending."""

_ABORTED = 0x11B
"""``ErrCode`` of a saving that would have needed an answer: the file changed since it was opened."""


class ReadOnlyBookError(BusyFileError):
    """The document was opened for reading only, often because somebody else has the file open."""

    def __init__(self, where: str) -> None:
        super().__init__(
            "Buku kerja ini terbuka hanya-baca",
            "Tutup di komputer lain yang membukanya, lalu buka lagi",
            where=where,
        )


class NeverSavedBookError(UnusableFileError):
    """The document has no file yet."""

    def __init__(self, where: str) -> None:
        super().__init__(
            "Buku kerja ini belum pernah disimpan", "Simpan dahulu dengan nama berkas", where=where
        )


class BookNotSavedError(WriteFailedError):
    """Calc could not write the file."""

    def __init__(self, where: str) -> None:
        super().__init__(
            "Calc gagal menyimpan buku kerja",
            "Periksa ruang disk dan izin folder, lalu simpan lagi dari Calc",
            where=where,
            written="Perubahan masih ada di jendela Calc tetapi belum di berkas.",
        )


class FileChangedError(BusyFileError):
    """The file was written by somebody else since Calc opened it, so Calc does not overwrite it."""

    def __init__(self, where: str) -> None:
        super().__init__(
            "Berkas di disk berubah sejak dibuka di Calc, maka Calc tidak menyimpannya",
            "Simpan dari Calc dengan nama lain, lalu bandingkan kedua berkas",
            where=where,
            written="Perubahan masih ada di jendela Calc tetapi belum di berkas.",
        )


class BookStaysOpenError(BusyFileError):
    """Something in the office forbids closing the document, such as a dialog or printing."""

    def __init__(self, where: str) -> None:
        super().__init__(
            "Buku kerja tidak dapat ditutup sekarang",
            "Tutup kotak dialog yang terbuka di Calc, lalu ulangi",
            where=where,
        )


class Book(CalcObject):
    """An open document.

    Attributes:
        app: The office.
        api: The UNO model.
        null_date: Day 0 of its dates.
    """

    __slots__ = ("_formats", "_name", "_notation", "api", "app", "null_date")

    def __init__(self, app: App, document: Any) -> None:
        self.connection = app.connection
        self.app = app
        self.api = document
        day = document.NullDate
        self.null_date = datetime.date(day.Year, day.Month, day.Day)
        self._formats: dict[int, Kind] = {}
        self._notation: FormulaNotation | None = None
        self._name = ""

    @property
    def place(self) -> str:
        """The last name known."""
        return self._name

    @property
    def document(self) -> Any:
        """The UNO model of the document."""
        return self.api

    @property
    @guarded
    def name(self) -> str:
        """The file's name; for a document without a file its title."""
        url = self.api.URL
        path = self.connection.uno.fileUrlToSystemPath(url) if url else ""
        self._name = Path(path).name if path else str(self.api.Title)
        return self._name

    @property
    @guarded
    def fullname(self) -> str:
        """The file's path; for a document without a file its title, as in Excel."""
        url = self.api.URL
        return str(self.connection.uno.fileUrlToSystemPath(url) if url else self.api.Title)

    @property
    @guarded
    def is_read_only(self) -> bool:
        """Whether it was opened for reading only."""
        return bool(self.api.isReadonly())

    @property
    @guarded
    def has_file(self) -> bool:
        """Whether it was ever saved or opened from a file."""
        return bool(self.api.URL)

    @property
    @guarded
    def is_changed(self) -> bool:
        """Whether it holds changes that are not in the file."""
        return bool(self.api.isModified())

    @property
    def sheets(self) -> Sheets:
        """Its sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """Its defined names, those of single sheets included."""
        return Names(self, None)

    @property
    def notation(self) -> FormulaNotation:
        """Translator between Excel's and Calc's formulas."""
        if self._notation is None:
            self._notation = FormulaNotation(self.connection, self.api)
        return self._notation

    def format_kind(self, key: int) -> Kind:
        """Return what numbers with a number format are; 0 for plain numbers and text."""
        if key not in self._formats:
            bits = int(self.api.NumberFormats.getByKey(key).Type)
            self._formats[key] = Kind(bits & (Kind.MOMENT | Kind.LOGICAL))
        return self._formats[key]

    @guarded
    def activate(self) -> None:
        """Bring its window to the front."""
        frame = self.api.CurrentController.Frame
        frame.activate()
        frame.ContainerWindow.toFront()

    @guarded
    def close(self) -> None:
        """Close it without saving.

        Raises:
            BookStaysOpenError: A dialog or another program holds it.
        """
        veto = self.connection.uno.getClass("com.sun.star.util.CloseVetoException")
        try:
            self.api.close(False)
        except veto as error:
            raise BookStaysOpenError(self.name) from error

    @operation
    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save it in its own format, or as a file whose ending decides the format.

        Raises:
            ReadOnlyBookError: It was opened for reading only; only without a path.
            NeverSavedBookError: It has no file and no path is given.
            FileChangedError: Somebody else wrote the file meanwhile.
            BookNotSavedError: Calc could not write.
            NotSupportedError: A password or an unknown ending.
        """
        if password is not None:
            raise NotSupportedError("Book", "save(password)")
        where = self.name
        failed = self.connection.uno.getClass("com.sun.star.io.IOException")
        try:
            self._store() if path is None else self._store_as(Path(path).absolute())
        except failed as error:
            changed = getattr(error, "ErrCode", 0) == _ABORTED
            raise (FileChangedError if changed else BookNotSavedError)(where) from error

    def _store(self) -> None:
        if self.api.isReadonly():
            raise ReadOnlyBookError(self.name)
        if not self.api.URL:
            raise NeverSavedBookError(self.name)
        self.api.store()

    def _store_as(self, path: Path) -> None:
        ending = path.suffix.lower()
        if ending not in FILTERS:
            raise NotSupportedError("Book", f'save("*{ending}")')
        url = self.connection.uno.systemPathToFileUrl(str(path))
        settings = self.connection.settings(FilterName=FILTERS[ending], Overwrite=True)
        self.api.storeAsURL(url, settings)
