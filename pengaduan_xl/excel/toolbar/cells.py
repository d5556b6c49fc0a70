"""Cells of a Calc document as the fields of a batch, and back.

Runs in LibreOffice's own Python (3.8 or later).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pengaduan_xl.register.open_book_text import is_fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

DATE, MOMENT, LOGICAL = 2, 6, 1024
"""Bits in UNO's ``com.sun.star.util.NumberFormat``; a moment is a date with a time."""

ANY_RESULT = 7
"""``com.sun.star.sheet.FormulaResult``: numbers, texts and errors."""

FIRST_DAY = (1899, 12, 30)
"""Day 0 of the numbers that stand for moments in a batch."""


class UnreadableFieldError(ValueError):
    """A field of a batch stands for no value."""


def cell_range(sheet: Any, top: int, left: int, bottom: int, right: int) -> Any:
    """Return cells by their corners, counted from 1."""
    return sheet.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)


class Cells:
    """A rectangle of cells.

    Args:
        document: The UNO model of their document.
        cells: The UNO cell range.
        shift: Days from the batch's day 0 to the document's.
    """

    def __init__(self, document: Any, cells: Any, shift: int) -> None:
        self._document = document
        self._cells = cells
        self._shift = shift

    def read(self) -> list[str] | None:
        """Return the values as fields, row by row; ``None`` when a text cannot be one."""
        rows = [list(map(self._field, row)) for row in self._cells.getDataArray()]
        for kind, row, column in self._kinds():
            number = rows[row][column]
            if number[:1] == "n":
                rows[row][column] = self._special(kind, float(number[1:]))
        fields = [field for row in rows for field in row]
        return fields if all(map(is_fit, fields)) else None

    def write(self, fields: Sequence[str]) -> None:
        """Write values; dates and booleans get a format for them where the cell has none.

        Raises:
            UnreadableFieldError: A field stands for no value.
        """
        width = self._cells.Columns.Count
        rows = [fields[start : start + width] for start in range(0, len(fields), width)]
        self._cells.setDataArray(tuple(tuple(map(self._value, row)) for row in rows))
        wanted = {
            (row, column): _format_of(field)
            for row, line in enumerate(rows)
            for column, field in enumerate(line)
            if field[:1] in ("d", "b")
        }
        for kind, row, column in self._kinds() if wanted else ():
            if wanted.get((row, column), 0) & kind & (DATE | LOGICAL):
                del wanted[row, column]
        for (row, column), kind in wanted.items():
            formats, locale = self._document.NumberFormats, self._document.CharLocale
            standard = formats.getStandardFormat(kind, locale)
            self._cells.getCellByPosition(column, row).NumberFormat = standard

    def keep(self) -> Callable[[], None]:
        """Return what brings back the cells as they are now."""
        data = tuple(
            tuple("" if value is None else value for value in row)
            for row in self._cells.getDataArray()
        )
        formulas = [
            (cell, cell.getFormula())
            for area in self._cells.queryFormulaCells(ANY_RESULT).RangeAddresses
            for row, column in self._places(area)
            for cell in [self._cells.getCellByPosition(column, row)]
        ]
        formats = [(group, group.NumberFormat) for group in self._groups()]

        def bring_back() -> None:
            self._cells.setDataArray(data)
            for cell, formula in formulas:
                cell.setFormula(formula)
            for group, number_format in formats:  # Calc formats as text what looks like a formula
                group.NumberFormat = number_format

        return bring_back

    @staticmethod
    def _field(value: Any) -> str:
        if value is None:
            return "e"
        if isinstance(value, str):
            return f"t{value}" if value else ""
        return f"n{value!r}"

    def _special(self, kind: int, number: float) -> str:
        return f"d{number + self._shift!r}" if kind & DATE else f"b{int(number != 0)}"

    def _value(self, field: str) -> str | float:
        """Return what is sent to Calc: text stays text, whatever it looks like."""
        kind, content = field[:1], field[1:]
        if kind in ("", "t", "g"):
            return content
        if kind in ("n", "b"):
            return float(content)
        if kind == "d":
            return float(content) - self._shift
        raise UnreadableFieldError(field)

    def _kinds(self) -> Iterator[tuple[int, int, int]]:
        """Yield the cells that are formatted as dates or booleans, with what their format is."""
        for group in self._groups():
            bits = self._document.NumberFormats.getByKey(group.NumberFormat).Type
            if bits & (DATE | LOGICAL):
                for area in group.RangeAddresses:
                    for row, column in self._places(area):
                        yield bits, row, column

    def _groups(self) -> list[Any]:
        """Return the cells by what is the same in format."""
        groups = self._cells.getUniqueCellFormatRanges()
        return [groups.getByIndex(index) for index in range(groups.Count)]

    def _places(self, area: Any) -> Iterator[tuple[int, int]]:
        """Yield row and column within these cells of an area of theirs."""
        own = self._cells.RangeAddress
        for row in range(area.StartRow, area.EndRow + 1):
            for column in range(area.StartColumn, area.EndColumn + 1):
                yield row - own.StartRow, column - own.StartColumn


def _format_of(field: str) -> int:
    """Return what the number format of a cell must say of a moment or boolean."""
    if field[:1] == "b":
        return LOGICAL
    return DATE if float(field[1:]).is_integer() else MOMENT
