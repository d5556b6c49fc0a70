"""What is to change on one sheet: cells gathered, checked against what is there, and the new part made."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from pengaduan_xl.errors import InputDataError, UnusableFileError
from pengaduan_xl.register.xlsx.cell_xml import CellWriter, Formula
from pengaduan_xl.register.xlsx.growth import dimension_edits, growth_edits
from pengaduan_xl.register.xlsx.ranges import Area, address, parse_area, parse_cell
from pengaduan_xl.register.xlsx.row_xml import NewCell, Row, build_row
from pengaduan_xl.register.xlsx.xml_spans import PartXmlError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.xlsx.growth import Growth
    from pengaduan_xl.register.xlsx.sheet_xml import SheetXml
    from pengaduan_xl.register.xlsx.table_xml import TableXml

FEW_AREAS, AREAS_PER_ROW = 1_000_000, 1024
"""How many merged areas and array formulas may reach into the rows that change. Areas that do not overlap
stay far below; a file made to cost time does not."""


class BadAddressError(InputDataError):
    """A text is not the address of one cell of a sheet."""

    def __init__(self, sheet: str, cell: str) -> None:
        super().__init__(
            f'"{cell}" bukan alamat sel', "Tulis satu alamat seperti B2", where=f"Lembar {sheet}"
        )


class RepeatedCellError(InputDataError):
    """The same cell is given two values at once."""

    def __init__(self, sheet: str, cell: str) -> None:
        super().__init__("sel ini diisi dua kali", "Beri satu nilai saja", where=f"{sheet}!{cell}")


class MergedCellError(UnusableFileError):
    """A cell lies hidden in a merged area, so its value would not be seen."""

    def __init__(self, sheet: str, cell: str, area: Area) -> None:
        super().__init__(
            f"sel ini bagian dari sel gabungan {area}",
            f"Isi {address(area.top, area.left)} atau pisahkan gabungannya",
            where=f"{sheet}!{cell}",
        )


class SharedFormulaError(UnusableFileError):
    """Other cells take their formula from this cell."""

    def __init__(self, sheet: str, cell: str, area: str) -> None:
        super().__init__(
            f"rumus sel ini dipakai bersama oleh {area}",
            "Ubah sel ini di Excel",
            where=f"{sheet}!{cell}",
        )


class ArrayFormulaError(UnusableFileError):
    """A cell belongs to an array formula or data table, which can only change as a whole."""

    def __init__(self, sheet: str, cell: str, area: Area) -> None:
        super().__init__(
            f"sel ini bagian dari rumus larik {area}",
            "Ubah rumus itu seluruhnya di Excel",
            where=f"{sheet}!{cell}",
        )


class TableHeaderError(UnusableFileError):
    """A table's heading would no longer fit the table's own list of columns."""

    def __init__(self, sheet: str, cell: str, table: str) -> None:
        super().__init__(
            f"sel ini judul kolom tabel {table}", "Ganti judul di Excel", where=f"{sheet}!{cell}"
        )


class SheetEdit:
    """The changes to one sheet, in memory until :meth:`pieces` makes the new part.

    Attributes:
        name: Sheet name, for messages.
        sheet: The part as it is.
        tables: The tables on it, as they are.
        writer: Turns values into cells of this sheet.
        formulas_changed: Whether a formula was set, replaced or removed.
    """

    def __init__(
        self, name: str, sheet: SheetXml, tables: Sequence[TableXml], *, date1904: bool
    ) -> None:
        self.name = name
        self.sheet = sheet
        self.tables = tables
        self.writer = CellWriter(name, sheet.frame.prefix, date1904)
        self.formulas_changed = False
        self._rows: dict[int, Row | None] = {}
        self._new: dict[int, dict[int, NewCell]] = {}
        self._growths: list[Growth] = []

    def set_cell(self, cell: str, value: CellValue) -> None:
        """Note a cell's new value.

        Raises:
            InputDataError: The address or value is none a cell can have.
            TableHeaderError: It would change a table's heading.
        """
        place = parse_cell(cell)
        if place is None:
            raise BadAddressError(self.name, cell)
        row, column = place
        for table in self.tables:
            if table.header and row == table.area.top and table.area.has(row, column):
                heading = table.columns[column - table.area.left].heading
                if value != heading or isinstance(value, Formula):
                    raise TableHeaderError(self.name, address(row, column), table.name)
        self.put(row, column, NewCell(self.writer.body(value, address(row, column))))

    def put(self, row: int, column: int, cell: NewCell) -> None:
        """Note what a cell is to hold; raises :class:`RepeatedCellError` if it was noted before."""
        cells = self._new.setdefault(row, {})
        if column in cells:
            raise RepeatedCellError(self.name, address(row, column))
        cells[column] = cell

    def check_cells(self) -> None:
        """Check the cells noted by :meth:`set_cell`, before rows are appended.

        Raises:
            MergedCellError, SharedFormulaError, ArrayFormulaError: A cell cannot be set by itself.
        """
        for row, column, area in self._inside(self.sheet.merges()):
            if (row, column) != (area.top, area.left):
                raise MergedCellError(self.name, address(row, column), area)
        for row, column, area in self._inside(self.sheet.formula_areas() if self._new else []):
            if area.top != area.bottom or area.left != area.right:
                raise ArrayFormulaError(self.name, address(row, column), area)
        for row, column in self._places():
            self._check_shared(row, column)

    def row(self, number: int) -> Row | None:
        """Return a row as it is, or as :meth:`begin_row` set it."""
        if number not in self._rows:
            self._rows[number] = self.sheet.row(number)
        return self._rows[number]

    def begin_row(self, row: Row) -> None:
        """Use ``row`` as the start of a row that the sheet does not have yet."""
        self._rows[row.number] = row

    def has_new(self, row: int, left: int, right: int) -> bool:
        """Return whether any cell between two columns of a row has been noted."""
        return any(left <= column <= right for column in self._new.get(row, ()))

    @property
    def changed(self) -> bool:
        """Whether any cell has been noted."""
        return bool(self._new)

    def grow(self, growth: Growth) -> None:
        """Note that a table's data rows reach further down."""
        self._growths.append(growth)

    def pieces(self) -> Sequence[bytes | memoryview]:
        """Return the new part in pieces; at least one cell must have been noted."""
        used = {column for _, column in self._places()}
        columns = self.sheet.column_styles(used)
        rows = {}
        for number, cells in self._new.items():
            row = self.row(number) or Row(number)
            self._note_formulas(row, cells)
            rows[number] = build_row(row, cells, self.sheet.frame.prefix, columns)
        area = Area(min(self._new), min(used), max(self._new), max(used))
        edits = growth_edits(self.sheet, self._growths) + dimension_edits(self.sheet, area)
        return self.sheet.edited(rows, edits)

    def _places(self) -> Iterable[tuple[int, int]]:
        return ((row, column) for row, cells in self._new.items() for column in cells)

    def _inside(self, areas: Iterable[Area]) -> Iterable[tuple[int, int, Area]]:
        numbers = sorted(self._new)
        left = FEW_AREAS + AREAS_PER_ROW * len(numbers)
        for area in areas:
            noted = numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]
            left -= len(noted)
            if left < 0:
                raise PartXmlError(self.sheet.part, "daerah gabungan atau rumus bertumpang tindih")
            for row in noted:
                for column in self._new[row]:
                    if area.has(row, column):
                        yield row, column, area

    def _check_shared(self, number: int, column: int) -> None:
        row = self.row(number)
        formula = row.cells[column].formula if row and column in row.cells else None
        if formula and formula.get("t") == "shared" and "ref" in formula:
            area = parse_area(formula["ref"])
            if area is None or area != Area(number, column, number, column):
                raise SharedFormulaError(self.name, address(number, column), formula["ref"])

    def _note_formulas(self, row: Row, cells: dict[int, NewCell]) -> None:
        for column, cell in cells.items():
            old = row.cells.get(column)
            if cell.body.formula or (old and old.formula is not None):
                self.formulas_changed = True
