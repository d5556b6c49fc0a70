"""Excel's tables, which Calc keeps as database ranges of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pengaduan_xl.errors import NotFoundError
from pengaduan_xl.excel.calc.addresses import Area
from pengaduan_xl.excel.calc.objects import CalcObject, guarded, operation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pengaduan_xl.excel.calc.ranges import Range
    from pengaduan_xl.excel.calc.sheets import Sheet


class TableNotFoundError(NotFoundError, KeyError):
    """The sheet has no such table."""

    def __init__(self, where: str, key: int | str) -> None:
        super().__init__(
            f'Tabel "{key}" tidak ada di lembar ini',
            "Periksa lewat Data > Pilih Rentang",
            where=where,
        )


class Table(CalcObject):
    """One table.

    Attributes:
        parent: Its sheet.
        api: The UNO database range.
    """

    __slots__ = ("api", "parent")

    def __init__(self, sheet: Sheet, api: Any) -> None:
        self.connection = sheet.connection
        self.parent = sheet
        self.api = api

    @property
    def place(self) -> str:
        """The sheet, for messages."""
        return self.parent.place

    @property
    @guarded
    def name(self) -> str:
        """Its name."""
        return str(self.api.Name)

    @property
    def display_name(self) -> str:
        """Its name."""
        return self.name

    @property
    @guarded
    def show_headers(self) -> bool:
        """Whether its first row is a heading."""
        return bool(self.api.ContainsHeader)

    @property
    @guarded
    def show_totals(self) -> bool:
        """Whether its last row is a row of totals."""
        return bool(self.api.TotalsRow)

    @property
    @guarded
    def show_autofilter(self) -> bool:
        """Whether the heading has filter buttons."""
        return bool(self.api.AutoFilter)

    @property
    @guarded
    def range(self) -> Range:
        """All its cells."""
        return self._cells(Area.of(self.api.DataArea))

    @property
    @guarded
    def header_row_range(self) -> Range | None:
        """Its heading, if it has one."""
        area = Area.of(self.api.DataArea)
        return self._cells(area._replace(rows=1)) if self.show_headers else None

    @property
    @guarded
    def data_body_range(self) -> Range | None:
        """Its rows without heading and totals, or None when it has no row."""
        area = Area.of(self.api.DataArea)
        head, foot = int(self.show_headers), int(self.show_totals)
        body = area._replace(row=area.row + head, rows=area.rows - head - foot)
        return self._cells(body) if body.rows > 0 else None

    @property
    @guarded
    def totals_row_range(self) -> Range | None:
        """Its row of totals, if it has one."""
        area = Area.of(self.api.DataArea)
        return (
            self._cells(Area(area.last_row, area.column, 1, area.columns))
            if self.show_totals
            else None
        )

    @operation
    def resize(self, range: Any) -> None:  # noqa: A002
        """Give it these cells of the same sheet, an xlwings range."""
        self.api.setDataArea(range.impl.api.RangeAddress)

    def _cells(self, area: Area) -> Range:
        return self.parent.range((area.row, area.column), (area.last_row, area.last_column))


class Tables(CalcObject):
    """The tables of one sheet, in the order of their names."""

    __slots__ = ("parent",)

    def __init__(self, sheet: Sheet) -> None:
        self.connection = sheet.connection
        self.parent = sheet

    @property
    def api(self) -> Any:
        """The document's database ranges, a UNO collection."""
        return self.parent.book.api.DatabaseRanges

    @guarded
    def _all(self) -> list[Table]:
        sheet, ranges = self.parent.index - 1, self.api
        every = (ranges.getByName(name) for name in ranges.ElementNames)
        return [Table(self.parent, one) for one in every if one.DataArea.Sheet == sheet]

    @guarded
    def __call__(self, key: int | str) -> Table:
        """Return a table by name, or by number from 1.

        Raises:
            TableNotFoundError: There is none on this sheet.
        """
        if isinstance(key, str) and self.api.hasByName(key):
            found = self.api.getByName(key)
            if found.DataArea.Sheet == self.parent.index - 1:
                return Table(self.parent, found)
        tables = self._all()
        if isinstance(key, int) and 1 <= key <= len(tables):
            return tables[key - 1]
        raise TableNotFoundError(self.parent.name, key)

    def __iter__(self) -> Iterator[Table]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __contains__(self, key: object) -> bool:
        return any(table.name == key for table in self)

    @guarded
    def at(self, area: Area) -> Table | None:
        """Return the table that shares a cell with the area."""
        return next((t for t in self._all() if Area.of(t.api.DataArea).common(area)), None)
