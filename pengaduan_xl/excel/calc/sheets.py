"""Sheets of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pengaduan_xl.errors import NotFoundError
from pengaduan_xl.excel.calc.addresses import Area, area, read_address
from pengaduan_xl.excel.calc.names import Names
from pengaduan_xl.excel.calc.objects import CalcObject, guarded
from pengaduan_xl.excel.calc.ranges import Range
from pengaduan_xl.excel.calc.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pengaduan_xl.excel.calc.book import Book


class SheetNotFoundError(NotFoundError, KeyError):
    """The document has no such sheet."""

    def __init__(self, where: str, key: int | str) -> None:
        super().__init__(
            f'Lembar "{key}" tidak ada', "Periksa nama lembarnya di buku kerja", where=where
        )


class AddressNotFoundError(NotFoundError):
    """A text is neither an address nor the name of cells on this sheet."""

    def __init__(self, where: str, text: str) -> None:
        super().__init__(
            f'"{text}" bukan alamat sel dan bukan nama sel di lembar ini',
            "Periksa alamat atau namanya",
            where=where,
        )


class Sheet(CalcObject):
    """One sheet.

    Attributes:
        book: Its document.
        api: The UNO sheet.
    """

    __slots__ = ("_name", "_whole", "api", "book")

    def __init__(self, book: Book, api: Any, name: str = "") -> None:
        self.connection = book.connection
        self.book = book
        self.api = api
        self._name = name
        self._whole: Area | None = None

    @property
    def place(self) -> str:
        """The last name known."""
        return self._name

    @property
    def document(self) -> Any:
        """The UNO model of the document."""
        return self.book.api

    @property
    @guarded
    def name(self) -> str:
        """Its name, at most 31 characters in .xlsx files."""
        self._name = str(self.api.Name)
        return self._name

    @name.setter
    @guarded
    def name(self, value: str) -> None:
        """Rename it."""
        self.api.setName(value)

    @property
    @guarded
    def index(self) -> int:
        """Its position from 1."""
        return int(self.api.RangeAddress.Sheet) + 1

    @property
    @guarded
    def visible(self) -> bool:
        """Whether its tab is shown."""
        return bool(self.api.IsVisible)

    @visible.setter
    @guarded
    def visible(self, value: bool) -> None:
        """Show or hide it."""
        self.api.IsVisible = value

    @property
    def names(self) -> Names:
        """The defined names that only this sheet has."""
        return Names(self.book, self)

    @property
    def tables(self) -> Tables:
        """Its tables."""
        return Tables(self)

    @property
    def whole(self) -> Area:
        """All its cells."""
        if self._whole is None:
            self._whole = Area.of(self.api.RangeAddress)
        return self._whole

    @property
    @guarded
    def cells(self) -> Range:
        """All its cells."""
        return Range(self, self.whole)

    @property
    @guarded
    def used_range(self) -> Range:
        """The smallest range from its first to its last cell with content or format of its own."""
        return Range(self, self.used_area())

    def used_area(self) -> Area:
        """Return the area of :attr:`used_range`."""
        cursor = self.api.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return Area.of(cursor.RangeAddress)

    @guarded
    def range(self, first: Any, last: Any = None) -> Range:
        """Return cells by address or name, by row and column from 1, or from other ranges.

        Raises:
            AddressNotFoundError: A text is no address and no name of cells on this sheet.
            CellOutsideError: A row or column is below 1.
        """
        found = self._area(first)
        return Range(self, found if last is None else Area.between(found, self._area(last)))

    def _area(self, wanted: Any) -> Area:
        if isinstance(wanted, Range):
            return wanted.area
        if isinstance(wanted, tuple):
            return area(*wanted)
        found = read_address(wanted, self.whole)
        if found is None:
            found = self._named_area(wanted)
        if found is None:
            raise AddressNotFoundError(self.name, wanted)
        return found

    def _named_area(self, name: str) -> Area | None:
        for holder in (self.api, self.book.api):
            if holder.NamedRanges.hasByName(name):
                cells = holder.NamedRanges.getByName(name).getReferredCells()
                if cells is not None and cells.RangeAddress.Sheet == self.index - 1:
                    return Area.of(cells.RangeAddress)
        return None

    @guarded
    def activate(self) -> None:
        """Show it."""
        self.book.api.CurrentController.setActiveSheet(self.api)

    def select(self) -> None:
        """Show it."""
        self.activate()

    def clear_contents(self) -> None:
        """Empty all its cells and keep their formats."""
        self.cells.clear_contents()

    @guarded
    def delete(self) -> None:
        """Remove it from the document."""
        self.book.api.Sheets.removeByName(self.name)


class Sheets(CalcObject):
    """The sheets of a document, in order."""

    __slots__ = ("book",)

    def __init__(self, book: Book) -> None:
        self.connection = book.connection
        self.book = book

    @property
    def api(self) -> Any:
        """The UNO collection."""
        return self.book.api.Sheets

    @property
    @guarded
    def active(self) -> Sheet:
        """The sheet that is shown."""
        return Sheet(self.book, self.book.api.CurrentController.ActiveSheet)

    @guarded
    def __call__(self, key: int | str) -> Sheet:
        """Return a sheet by name, without regard to case, or by number from 1.

        Raises:
            SheetNotFoundError: There is none.
        """
        names = self.api.ElementNames
        for number, name in enumerate(names, 1):
            if number == key or (isinstance(key, str) and name.lower() == key.lower()):
                return self._sheet(name)
        raise SheetNotFoundError(self.book.name, key)

    def _sheet(self, name: str) -> Sheet:
        return Sheet(self.book, self.api.getByName(name), name)

    @guarded
    def __len__(self) -> int:
        return int(self.api.Count)

    @guarded
    def __iter__(self) -> Iterator[Sheet]:
        return iter([self._sheet(name) for name in self.api.ElementNames])

    @guarded
    def __contains__(self, key: object) -> bool:
        return key in self.api.ElementNames

    @guarded
    def add(
        self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None
    ) -> Sheet:
        """Insert an empty sheet, by default before the one that is shown, and show it."""
        names = self.api.ElementNames
        free = (f"Sheet{number}" for number in range(1, len(names) + 2))
        chosen = name or next(candidate for candidate in free if candidate not in names)
        beside = after or before or self.active
        self.api.insertNewByName(chosen, beside.index - (after is None))
        added = self._sheet(chosen)
        added.activate()
        return added
