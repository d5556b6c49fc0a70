"""Defined names of a document or of one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pengaduan_xl.errors import NotFoundError
from pengaduan_xl.excel.calc.addresses import Area, write_address
from pengaduan_xl.excel.calc.objects import CalcObject, guarded

if TYPE_CHECKING:
    from pengaduan_xl.excel.calc.book import Book
    from pengaduan_xl.excel.calc.ranges import Range
    from pengaduan_xl.excel.calc.sheets import Sheet


class NameNotFoundError(NotFoundError, KeyError):
    """No such name is defined."""

    def __init__(self, where: str, name: str) -> None:
        super().__init__(
            f'Nama "{name}" tidak ada di buku kerja',
            "Periksa lewat Lembar > Rentang Bernama",
            where=where,
        )


class NameWithoutCellsError(NotFoundError):
    """A name stands for a formula or value and not for cells."""

    def __init__(self, where: str, name: str) -> None:
        super().__init__(f'Nama "{name}" tidak menunjuk sel', "Periksa isi nama itu", where=where)


class Name(CalcObject):
    """One defined name.

    Attributes:
        book: Its document.
        sheet: The only sheet that has it, or None.
        api: The UNO named range.
    """

    __slots__ = ("_holder", "api", "book", "sheet")

    def __init__(self, book: Book, sheet: Sheet | None, holder: Any, api: Any) -> None:
        self.connection = book.connection
        self.book = book
        self.sheet = sheet
        self.api = api
        self._holder = holder

    @property
    def place(self) -> str:
        """The document, for messages."""
        return self.book.place

    @property
    @guarded
    def name(self) -> str:
        """The name; with ``Sheet!`` before it when only a sheet has it."""
        name = str(self.api.Name)
        return name if self.sheet is None else f"{self.sheet.name}!{name}"

    @name.setter
    @guarded
    def name(self, value: str) -> None:
        """Rename it."""
        self.api.setName(value.rpartition("!")[2])

    @property
    @guarded
    def refers_to(self) -> str:
        """What it stands for, as Excel writes it, with ``=`` before it."""
        cells = self.api.getReferredCells()
        if cells is None:
            return self.book.notation.to_excel(f"={self.api.Content}")
        sheet = cells.Spreadsheet.Name
        quoted = sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"
        return f"={quoted}!{write_address(Area.of(cells.RangeAddress))}"

    @refers_to.setter
    @guarded
    def refers_to(self, value: str) -> None:
        """Let it stand for something else."""
        self.api.setContent(self.book.notation.to_calc(value).removeprefix("="))

    @property
    @guarded
    def refers_to_range(self) -> Range:
        """The cells it stands for.

        Raises:
            NameWithoutCellsError: It stands for something else.
        """
        from pengaduan_xl.excel.calc.ranges import Range
        from pengaduan_xl.excel.calc.sheets import Sheet

        cells = self.api.getReferredCells()
        if cells is None:
            raise NameWithoutCellsError(self.book.name, self.name)
        return Range(Sheet(self.book, cells.Spreadsheet), Area.of(cells.RangeAddress))

    @guarded
    def delete(self) -> None:
        """Remove it."""
        self._holder.removeByName(self.api.Name)


class Names(CalcObject):
    """The defined names of a document, those of its sheets after its own; or those of one sheet.

    Attributes:
        book: The document.
        sheet: The sheet, or None for all names.
    """

    __slots__ = ("book", "sheet")

    def __init__(self, book: Book, sheet: Sheet | None) -> None:
        self.connection = book.connection
        self.book = book
        self.sheet = sheet

    @property
    def api(self) -> Any:
        """The UNO collection."""
        return (self.sheet or self.book).api.NamedRanges

    @guarded
    def snapshot(self) -> list[tuple[str, Name]]:
        """Return all names as text, each with its object."""
        found = self._of(self.sheet)
        if self.sheet is None:
            for sheet in self.book.sheets:
                found += self._of(sheet)
        return found

    def _of(self, sheet: Sheet | None) -> list[tuple[str, Name]]:
        holder = (sheet or self.book).api.NamedRanges
        prefix = "" if sheet is None else f"{sheet.name}!"
        return [
            (prefix + name, Name(self.book, sheet, holder, holder.getByName(name)))
            for name in holder.ElementNames
        ]

    @guarded
    def __call__(self, key: int | str) -> Name:
        """Return a name by its text, or by number from 1.

        Raises:
            NameNotFoundError: It is not defined.
        """
        if isinstance(key, str) and self.api.hasByName(key):
            return Name(self.book, self.sheet, self.api, self.api.getByName(key))
        for number, (text, name) in enumerate(self.snapshot(), 1):
            if number == key or text == key:
                return name
        raise NameNotFoundError(self.book.name, str(key))

    @guarded
    def contains(self, key: int | str) -> bool:
        """Return whether a name is defined, by its text or by number from 1."""
        if isinstance(key, str) and self.api.hasByName(key):
            return True
        return any(key in (number, text) for number, (text, _) in enumerate(self.snapshot(), 1))

    def __len__(self) -> int:
        return len(self.snapshot())

    @guarded
    def add(self, name: str, refers_to: str) -> Name:
        """Define a name for cells or a formula, written as in Excel with ``=`` before it."""
        origin = self.connection.struct("com.sun.star.table.CellAddress")
        content = self.book.notation.to_calc(refers_to).removeprefix("=")
        self.api.addNewByName(name, content, origin, 0)
        return Name(self.book, self.sheet, self.api, self.api.getByName(name))
