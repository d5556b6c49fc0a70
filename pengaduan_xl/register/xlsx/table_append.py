"""Rows appended to a table on a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.errors import UnusableFileError
from pengaduan_xl.register.xlsx.cell_xml import CellBody
from pengaduan_xl.register.xlsx.formula_shift import is_relative, shifted
from pengaduan_xl.register.xlsx.ranges import MAX_ROW, Area, address
from pengaduan_xl.register.xlsx.row_xml import NewCell, Row, new_row_like
from pengaduan_xl.register.xlsx.sheet_edit import RepeatedCellError
from pengaduan_xl.register.xlsx.xml_spans import set_attribute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.xlsx.sheet_edit import SheetEdit
    from pengaduan_xl.register.xlsx.table_xml import TableColumn, TableXml


class TableBlockedError(UnusableFileError):
    """Something stands where a table's next row would go."""

    def __init__(self, sheet: str, table: str, row: int, cell: str) -> None:
        super().__init__(
            f"baris {row} di bawah tabel {table} tidak kosong (lihat {cell})",
            f"Kosongkan atau pindahkan isi {cell}, lalu ulangi",
            where=f"Lembar {sheet}",
        )


class TableTotalsError(UnusableFileError):
    """A table has a totals row, below which nothing can be appended."""

    def __init__(self, sheet: str, table: str, row: int) -> None:
        super().__init__(
            f"tabel {table} memakai Baris Total di baris {row}",
            "Matikan Baris Total di Excel (Desain Tabel), lalu ulangi",
            where=f"Lembar {sheet}",
        )


class TableFullError(UnusableFileError):
    """A table reaches the last row of the sheet."""

    def __init__(self, sheet: str, table: str) -> None:
        super().__init__(
            f"tabel {table} sudah mencapai baris terakhir lembar",
            "Pindahkan baris lama ke buku arsip, lalu ulangi",
            where=f"Lembar {sheet}",
        )


class RelativeFormulaError(UnusableFileError):
    """A column's formula refers to cells by position and the row above has none to continue from."""

    def __init__(self, sheet: str, table: str, heading: str) -> None:
        super().__init__(
            f'rumus kolom "{heading}" pada tabel {table} tidak dapat dilanjutkan ke baris baru',
            f'Isi kolom "{heading}" pada baris terakhir dengan rumusnya di Excel, lalu ulangi',
            where=f"Lembar {sheet}",
        )


def append_rows(
    edit: SheetEdit, table: TableXml, records: Sequence[Mapping[str, CellValue]]
) -> int:
    """Append rows to a table and return the last row it then reaches.

    A table whose only data row is blank gets its first record there; all others go to the rows below.
    New cells take the style of the cell above. A column with a calculated formula is filled with it where
    a record gives no value.

    Args:
        edit: The changes to the table's sheet.
        table: A table of that sheet.
        records: Values by heading, at least one record; headings left out stay blank.

    Raises:
        TableTotalsError, TableBlockedError, TableFullError: There is no room below the table.
        RelativeFormulaError: A calculated column cannot be continued.
        UnknownHeadingError: A record names a heading that the table does not have.
        InputDataError: A value cannot be held by a cell.
    """
    return _Appender(edit, table).run(records)


class _Appender:
    def __init__(self, edit: SheetEdit, table: TableXml) -> None:
        self.edit = edit
        self.table = table
        self._formulas: dict[int, str | None] = {}
        self.above = (edit.row(table.last_row) or Row(table.last_row)) if self._has_data() else None

    def run(self, records: Sequence[Mapping[str, CellValue]]) -> int:
        table = self.table
        if table.totals:
            raise TableTotalsError(self.edit.name, table.name, table.area.bottom)
        start = table.first_row if self._is_blank() else table.last_row + 1
        last = start + len(records) - 1
        if last > MAX_ROW:
            raise TableFullError(self.edit.name, table.name)
        self._check_neighbours(last)
        for number, record in enumerate(records, start):
            if number > table.last_row:
                self._prepare(number)
            self._fill(number, record)
        if last > table.last_row:
            for top in (table.first_row, table.area.top):
                old = table.area._replace(top=top, bottom=table.last_row)
                self.edit.grow((old, last))
        return max(last, table.last_row)

    def _has_data(self) -> bool:
        return self.table.last_row >= self.table.first_row

    def _is_blank(self) -> bool:
        table, row = self.table, self.above
        if row is None or table.first_row != table.last_row:
            return False
        if self.edit.has_new(row.number, table.area.left, table.area.right):
            return False
        for column in table.columns:
            cell = row.cells.get(column.number)
            if cell and not cell.blank and not (column.formula and cell.formula is not None):
                return False
        return True

    def _check_neighbours(self, last: int) -> None:
        table = self.table
        room = Area(table.last_row + 1, table.area.left, last, table.area.right)
        others = [other.area for other in self.edit.tables if other.part != table.part]
        for area in [*others, *self.edit.sheet.merges()]:
            if last > table.last_row and area.meets(room):
                raise self._blocked(max(area.top, room.top), max(area.left, room.left))

    def _blocked(self, row: int, column: int) -> TableBlockedError:
        return TableBlockedError(self.edit.name, self.table.name, row, address(row, column))

    def _prepare(self, number: int) -> None:
        area = self.table.area
        if self.edit.has_new(number, area.left, area.right):
            raise self._blocked(number, area.left)
        row = self.edit.row(number)
        if row is None:
            above = self.above or Row(number - 1)
            self.edit.begin_row(new_row_like(number, above, self.edit.sheet.frame.prefix))
            return
        for column, cell in row.cells.items():
            if area.left <= column <= area.right and not cell.blank:
                raise self._blocked(number, column)
        row.tag = set_attribute(row.tag, "hidden", None)

    def _fill(self, number: int, record: Mapping[str, CellValue]) -> None:
        given: dict[int, CellBody] = {}
        for heading, value in record.items():
            column = self.table.column(heading).number
            place = address(number, column)
            if column in given:
                raise RepeatedCellError(self.edit.name, place)
            given[column] = self.edit.writer.body(value, place)
        for item in self.table.columns:
            body = given.get(item.number) or self._unfilled(number, item)
            if body is not None:
                style = self._style_above(item.number) if number > self.table.last_row else None
                self.edit.put(number, item.number, NewCell(body, style))

    def _style_above(self, column: int) -> str | None:
        cell = self.above.cells.get(column) if self.above else None
        return cell.style if cell else None

    def _unfilled(self, number: int, column: TableColumn) -> CellBody | None:
        row = self.edit.row(number)
        old = row.cells.get(column.number) if row else None
        if not column.formula or (old and old.formula is not None):
            return CellBody() if number > self.table.last_row else None
        place = address(number, column.number)
        text: str | None = column.formula
        if is_relative(column.formula):
            text = self._continued(number, column.number)
        if text is None:
            raise RelativeFormulaError(self.edit.name, self.table.name, column.heading)
        area = place if column.array else ""
        return self.edit.writer.formula(text, f"{self.edit.name}!{place}", area)

    def _continued(self, number: int, column: int) -> str | None:
        if self.above is None:
            return None
        if column not in self._formulas:
            self._formulas[column] = self.edit.sheet.formula(self.above, column)
        formula = self._formulas[column]
        return shifted(formula, number - self.above.number) if formula else None
