"""Ranges: whole tables of cells in one call each way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pengaduan_xl.excel.calc import formats, values
from pengaduan_xl.excel.calc.addresses import Area, write_address
from pengaduan_xl.excel.calc.edges import edge, way
from pengaduan_xl.excel.calc.heights import common_height
from pengaduan_xl.excel.calc.objects import CalcObject, guarded, operation
from pengaduan_xl.excel.calc.protection import refuse_locked_cells, refuse_protected_sheet

if TYPE_CHECKING:
    from pengaduan_xl.excel.calc.sheets import Sheet
    from pengaduan_xl.excel.calc.tables import Table

CELLS_PER_CALL = 1_000_000
"""More cells than this are read or written in several calls."""

_CONTENTS = 1 + 2 + 4 + 16
"""``com.sun.star.sheet.CellFlags``: numbers, dates, text and formulas."""
_ANY_RESULT, _ERROR_RESULT = 7, 4
_INSERT = {"down": "DOWN", "right": "RIGHT"}
_DELETE = {"up": "UP", "left": "LEFT"}


class Range(CalcObject):
    """A rectangle of cells of one sheet.

    Attributes:
        sheet: The sheet.
        area: Its cells, counted from 1.
        options: xlwings' options of the reading that is under way.
    """

    __slots__ = ("_cells", "area", "options", "sheet")
    max_cells_per_read = CELLS_PER_CALL
    max_cells_per_write = CELLS_PER_CALL

    def __init__(self, sheet: Sheet, area: Area) -> None:
        self.connection = sheet.connection
        self.sheet = sheet
        self.area = area
        self.options: dict[str, Any] = {}
        self._cells: Any = None

    @property
    def place(self) -> str:
        """Sheet and address, for messages."""
        return f"{self.sheet.place} {write_address(self.area).replace('$', '')}"

    @property
    def document(self) -> Any:
        """The UNO model of the document."""
        return self.sheet.book.api

    @property
    @guarded
    def api(self) -> Any:
        """The UNO cell range."""
        if self._cells is None:
            area = self.area
            corners = (area.column - 1, area.row - 1, area.last_column - 1, area.last_row - 1)
            self._cells = self.sheet.api.getCellRangeByPosition(*corners)
        return self._cells

    @property
    def row(self) -> int:
        """First row, from 1."""
        return self.area.row

    @property
    def column(self) -> int:
        """First column, from 1."""
        return self.area.column

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and of columns."""
        return self.area.rows, self.area.columns

    def __len__(self) -> int:
        return self.area.rows * self.area.columns

    def __call__(self, first: int, second: int | None = None) -> Range:
        """Return one cell, by row and column in the range or by its number, row by row."""
        if second is None:
            row, column = divmod(first - 1, self.area.columns)
            first, second = row + 1, column + 1
        return self.sheet.range((self.row + first - 1, self.column + second - 1))

    @property
    def address(self) -> str:
        """Absolute address without the sheet."""
        return write_address(self.area)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """Return the address; an external one names book and sheet."""
        text = write_address(self.area, row_absolute=row_absolute, column_absolute=col_absolute)
        if not external:
            return text
        name = f"[{self.sheet.book.name}]{self.sheet.name}"
        quoted = name if name.replace("[", "").replace("]", "").isalnum() else f"'{name}'"
        return f"{quoted}!{text}"

    @property
    @operation
    def raw_value(self) -> list[list[Any]]:
        """Values as rows: text, float, bool, datetime, or None for an empty cell or an error.

        With xlwings' option ``err_to_str`` an error is its text, such as ``#N/A``. Writing takes the
        same kinds and date and time; one value fills all cells. Cells that get a date or a boolean
        get a number format for it unless they have one.

        Raises:
            ProtectedCellsError: A cell is locked.
            ShapeMismatchError: The values have another shape than the range.
        """
        cells, book = self.api, self.sheet.book
        data = cells.getDataArray()
        has_numbers = any(isinstance(item, float) for row in data for item in row)
        kinds = formats.kinds_of_numbers(book, cells) if has_numbers else ()
        rows = values.decoded(data, self.area, kinds, book.null_date)
        if self.options.get("err_to_str"):
            self._name_errors(cells, rows)
        return rows

    @raw_value.setter
    @operation
    def raw_value(self, value: Any) -> None:
        """Write values."""
        rows = values.as_rows(value, self.area, self.place)
        null_date = self.sheet.book.null_date
        cells = self.api
        try:
            cells.setDataArray(
                tuple(tuple(values.encoded(item, null_date) for item in row) for row in rows)
            )
        except self.connection.failure:
            refuse_locked_cells(self)
            raise
        if any(values.kind_of(item) for row in rows for item in row):
            formats.fit_formats(self.sheet.book, cells, rows)

    def _name_errors(self, cells: Any, rows: list[list[Any]]) -> None:
        for address in cells.queryFormulaCells(_ERROR_RESULT).RangeAddresses:
            for row, column in self.area.places(Area.of(address)):
                rows[row][column] = cells.getCellByPosition(column, row).String

    @property
    @operation
    def formula(self) -> Any:
        """Formulas as Excel writes them, or the constant as text; a text for one cell, else rows.

        Writing gives a formula where a text begins with ``=``, and else what typing it would give.
        """
        cells = self.api
        data, written = cells.getDataArray(), cells.getFormulaArray()
        texts = [
            [item if isinstance(item, str) else text for item, text in zip(*pair, strict=True)]
            for pair in zip(data, written, strict=True)
        ]
        notation = self.sheet.book.notation
        for address in cells.queryFormulaCells(_ANY_RESULT).RangeAddresses:
            for row, column in self.area.places(Area.of(address)):
                texts[row][column] = notation.to_excel(written[row][column])
        return texts[0][0] if len(self) == 1 else tuple(map(tuple, texts))

    @formula.setter
    @operation
    def formula(self, value: Any) -> None:
        """Write formulas or constants."""
        notation = self.sheet.book.notation
        if isinstance(value, str) and value.startswith("=") and len(self) > 1:
            texts = notation.filled(value, self.area)
        else:
            rows = values.as_rows(value, self.area, self.place)
            texts = tuple(
                tuple(notation.to_calc(values.typed(item)) for item in row) for row in rows
            )
        try:
            self.api.setFormulaArray(texts)
        except self.connection.failure:
            refuse_locked_cells(self)
            raise

    @property
    @operation
    def number_format(self) -> str | None:
        """Format code, its letters as Calc writes them (``DD/MM/YYYY``); None when cells differ.

        Raises:
            ProtectedCellsError: A cell is locked; only when setting.
        """
        if self.api.getPropertyState("NumberFormat").value == "AMBIGUOUS_VALUE":
            return None
        return str(self.sheet.book.api.NumberFormats.getByKey(self.api.NumberFormat).FormatString)

    @number_format.setter
    @operation
    def number_format(self, value: str) -> None:
        """Give all cells a format code."""
        refuse_locked_cells(self)
        self.api.NumberFormat = formats.format_key(self.sheet.book, value)

    @property
    @operation
    def row_height(self) -> float | None:
        """Height of its rows in points, 0 where they are hidden; None when they differ."""
        return common_height(self.api)

    @operation
    def clear_contents(self) -> None:
        """Empty the cells and keep their formats.

        Raises:
            ProtectedCellsError: A cell is locked.
        """
        refuse_locked_cells(self)
        self.api.clearContents(_CONTENTS)

    @operation
    def insert(self, shift: str, _copy_origin: str | None = None) -> None:
        """Insert as many cells here and move the others ``down`` or ``right``.

        Raises:
            ProtectedCellsError: The sheet is protected.
        """
        refuse_protected_sheet(self)
        mode = self.connection.enum("com.sun.star.sheet.CellInsertMode", _INSERT[shift])
        self.sheet.api.insertCells(self.api.RangeAddress, mode)

    @operation
    def delete(self, shift: str | None = None) -> None:
        """Delete the cells and move the others ``up`` (for a wide range the default) or ``left``.

        Raises:
            ProtectedCellsError: The sheet is protected.
        """
        refuse_protected_sheet(self)
        usual = "up" if self.area.columns >= self.area.rows else "left"
        mode = self.connection.enum("com.sun.star.sheet.CellDeleteMode", _DELETE[shift or usual])
        self.sheet.api.removeRange(self.api.RangeAddress, mode)

    @property
    @guarded
    def has_array(self) -> bool:
        """Whether it is one array formula."""
        return bool(self.api.getArrayFormula())

    @guarded
    def select(self) -> None:
        """Select the cells on screen."""
        controller = self.sheet.book.api.CurrentController
        controller.setActiveSheet(self.sheet.api)
        controller.select(self.api)

    @property
    @guarded
    def merge_cells(self) -> bool:
        """Whether it is, or lies in, a merged cell."""
        return bool(self.api.IsMerged) or len(self.merge_area) > 1

    @property
    @guarded
    def merge_area(self) -> Range:
        """The merged cell that the first cell belongs to, or the first cell."""
        cursor = self.sheet.api.createCursorByRange(self(1).api)
        cursor.collapseToMergedArea()
        return Range(self.sheet, Area.of(cursor.RangeAddress))

    @property
    @operation
    def current_region(self) -> Range:
        """The block of filled cells around it."""
        cursor = self.sheet.api.createCursorByRange(self.api)
        cursor.collapseToCurrentRegion()
        return Range(self.sheet, Area.of(cursor.RangeAddress))

    @operation
    def end(self, direction: str) -> Range:
        """Return the cell that Ctrl+arrow leads to: ``up``, ``down``, ``left`` or ``right``."""
        path, step = way(direction, self(1).area, self.sheet.used_area())
        data = Range(self.sheet, path).api.getDataArray()
        filled = [item != "" for line in data for item in line]
        return Range(self.sheet, edge(self(1).area, filled, step, self.sheet.whole))

    def expand(self, mode: str = "table") -> Range:
        """Return the range grown over the filled cells: ``table``, ``down`` or ``right``."""
        import xlwings
        from xlwings.expansion import expanders

        grown: Range = expanders[mode].expand(xlwings.Range(impl=self)).impl
        return grown

    @property
    def table(self) -> Table | None:
        """The table that the first cell is in."""
        return self.sheet.tables.at(self(1).area)
