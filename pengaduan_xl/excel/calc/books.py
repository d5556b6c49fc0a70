"""The open Calc documents of an office: finding, opening and adding them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pengaduan_xl.errors import NotFoundError, UnusableFileError
from pengaduan_xl.excel.calc.book import Book
from pengaduan_xl.excel.calc.objects import CalcObject, NotSupportedError, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pengaduan_xl.excel.calc.app import App

_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"


class BookNotOpenError(NotFoundError, KeyError):
    """No open document has this name, or none is open at all."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f'Buku kerja "{name}" tidak terbuka di Calc'
            if name
            else "Tidak ada buku kerja di Calc",
            "Buka dahulu buku kerjanya",
        )


class BookUnopenableError(UnusableFileError):
    """Calc could not load the file."""

    def __init__(self, path: str) -> None:
        super().__init__(
            "Calc tidak dapat membuka berkas ini",
            "Periksa apakah berkasnya utuh, tidak bersandi, dan tidak sedang dibuka orang lain",
            where=path,
        )


class Books(CalcObject):
    """All Calc documents of an office."""

    __slots__ = ("app",)

    def __init__(self, app: App) -> None:
        self.connection = app.connection
        self.app = app

    @property
    def api(self) -> Any:
        """The UNO desktop."""
        return self.connection.desktop

    @guarded
    def _documents(self) -> list[Any]:
        found = self.api.Components.createEnumeration()
        documents = []
        while found.hasMoreElements():
            document = found.nextElement()
            if _is_spreadsheet(document):
                documents.append(document)
        return documents

    @property
    @guarded
    def active(self) -> Book:
        """The document in front; the only one, if the office shows none.

        Raises:
            BookNotOpenError: No document is in front, or it is none of Calc.
        """
        document = self.api.getCurrentComponent()
        if _is_spreadsheet(document):
            return Book(self.app, document)
        documents = self._documents()
        if document is None and len(documents) == 1:
            return Book(self.app, documents[0])
        raise BookNotOpenError("")

    def __iter__(self) -> Iterator[Book]:
        return iter([Book(self.app, document) for document in self._documents()])

    def __len__(self) -> int:
        return len(self._documents())

    @guarded
    def __call__(self, key: int | str) -> Book:
        """Return a document by name, without regard to case, or number from 1.

        Raises:
            BookNotOpenError: There is none.
        """
        for number, book in enumerate(self, 1):
            if number == key or (isinstance(key, str) and book.name.lower() == key.lower()):
                return book
        raise BookNotOpenError(str(key))

    def __contains__(self, key: object) -> bool:
        return any(book.name == key for book in self)

    @guarded
    def add(self) -> Book:
        """Open an empty document."""
        return Book(self.app, self._load("private:factory/scalc", False))

    @guarded
    def open(
        self,
        fullname: str,
        update_links: object = None,
        read_only: bool | None = None,
        *rest: object,
    ) -> Book:
        """Open a file; its macros do not run and its links are not updated.

        Raises:
            BookUnopenableError: Calc could not load it.
            NotSupportedError: Any other option of Excel is set.
        """
        if update_links or any(option is not None for option in rest):
            raise NotSupportedError("Books", "open(...)")
        url = self.connection.uno.systemPathToFileUrl(fullname)
        refused = self.connection.uno.getClass("com.sun.star.lang.IllegalArgumentException")
        try:
            document = self._load(url, bool(read_only))
        except refused as error:
            raise BookUnopenableError(fullname) from error
        if not _is_spreadsheet(document):
            raise BookUnopenableError(fullname)
        return Book(self.app, document)

    def _load(self, url: str, read_only: bool) -> Any:
        settings = self.connection.settings(ReadOnly=read_only)
        return self.api.loadComponentFromURL(url, "_blank", 0, settings)


def _is_spreadsheet(document: Any) -> bool:
    supports = getattr(document, "supportsService", None)
    return bool(supports and supports(_SPREADSHEET))
