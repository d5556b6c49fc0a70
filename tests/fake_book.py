"""A workbook in memory behind the part of xlwings' object model that the buttons use.

It counts its calls: every read or write of a range, table or name is one.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils import column_index_from_string, range_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LITERAL = "@"
"""Number format of text; a column's own stands under row 0."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


class HostRefusedError(Exception):
    """What a spreadsheet program raises: a class of its own."""


def area_of(address: str) -> Area:
    """The corners of an A1 address."""
    left, top, right, bottom = range_boundaries(address.replace("$", ""))
    return int(top or 1), int(left or 1), int(bottom or 1), int(right or 1)


class FakeRange:
    """A range; ``value`` is one call."""

    def __init__(self, sheet: FakeSheet, area: Area) -> None:
        self.sheet, self.area = sheet, area
        self._empty: Any = None
        self._ndim: int | None = None

    def options(self, *, ndim: int | None = None, empty: Any = None) -> FakeRange:
        chosen = FakeRange(self.sheet, self.area)
        chosen._ndim, chosen._empty = ndim, empty
        return chosen

    row = property(lambda self: self.area[0])
    column = property(lambda self: self.area[1])

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.area
        return bottom - top + 1, right - left + 1

    @property
    def api(self) -> SimpleNamespace:
        """Excel's or Calc's own object, as far as the rows that a filter leaves are asked for."""
        top, left, bottom, right = self.area
        rows = [row for row in range(top, bottom + 1) if row not in self.sheet.hidden]
        if self.sheet.book.program == "calc":
            found = [SimpleNamespace(StartRow=row - 1, EndRow=row - 1) for row in rows]
            return SimpleNamespace(queryVisibleCells=lambda: SimpleNamespace(RangeAddresses=found))
        areas = [SimpleNamespace(Row=row, Rows=SimpleNamespace(Count=1)) for row in rows]
        return SimpleNamespace(
            Count=(bottom - top + 1) * (right - left + 1),
            SpecialCells=lambda _kind: SimpleNamespace(Areas=areas),
        )

    @property
    def last_cell(self) -> FakeRange:
        return FakeRange(self.sheet, (self.area[2], self.area[3], self.area[2], self.area[3]))

    @property
    def value(self) -> Any:
        self.sheet.book.called(f"baca {self.sheet.name}")
        top, left, bottom, right = self.area
        cells = self.sheet.cells
        rows = [
            [cells.get((row, column), self._empty) for column in range(left, right + 1)]
            for row in range(top, bottom + 1)
        ]
        return rows[0][0] if self._ndim is None and self.shape == (1, 1) else rows

    @value.setter
    def value(self, value: Any) -> None:
        self.sheet.book.called(f"tulis {self.sheet.name}")
        if self.sheet.name in self.sheet.book.refusing:
            raise HostRefusedError(self.sheet.name)
        rows = value if isinstance(value, list) else [[value]]
        for row, cells in enumerate(rows, start=self.area[0]):
            for column, cell in enumerate(cells, start=self.area[1]):
                self.sheet.put(row, column, cell)


class FakeTable:
    """An Excel table."""

    def __init__(self, sheet: FakeSheet, name: str, area: Area) -> None:
        self.sheet, self.name, self._area = sheet, name, area
        self.show_totals = False

    @property
    def range(self) -> FakeRange:
        self.sheet.book.called(f"tabel {self.name}")
        return FakeRange(self.sheet, self._area)

    def resize(self, area: FakeRange) -> None:
        self.sheet.book.called(f"tabel {self.name}")
        self._area = area.area


class FakeSheet:
    """A sheet: cells by row and column."""

    def __init__(self, book: FakeBook, name: str) -> None:
        self.book, self.name = book, name
        self.cells: dict[tuple[int, int], Any] = {}
        self.changed: dict[tuple[int, int], Any] = {}
        self.tables: dict[str, FakeTable] = {}
        self.hidden: set[int] = set()
        self.literal: set[tuple[int, int]] = set()

    def put(self, row: int, column: int, value: Any) -> None:
        """Set a cell as a spreadsheet program would: numbers become floats, days moments."""
        if isinstance(value, str) and self.book.program == "excel":
            is_literal = not self.literal.isdisjoint({(row, column), (0, column)})
            value = as_typed(value, is_literal=is_literal)
        self.changed[row, column] = value
        if value in {None, ""}:
            self.cells.pop((row, column), None)
        else:
            self.cells[row, column] = as_given(value)

    def range(self, first: Any, last: tuple[int, int] | None = None) -> FakeRange:
        if isinstance(first, str):
            return FakeRange(self, area_of(first))
        return FakeRange(self, (*first, *(last or first)))

    @property
    def used_range(self) -> FakeRange:
        self.book.called(f"ukuran {self.name}")
        rows = [row for row, _ in self.cells] or [1]
        return FakeRange(self, (1, 1, max(rows), max((c for _, c in self.cells), default=1)))

    def activate(self) -> None:
        self.book.front = self.name


class FakeSheets:
    """The sheets, in order."""

    def __init__(self, book: FakeBook) -> None:
        self._book = book

    def __iter__(self) -> Iterator[FakeSheet]:
        return iter(self._book.all_sheets.values())

    def __getitem__(self, name: str) -> FakeSheet:
        return self._book.all_sheets[name]

    @property
    def active(self) -> FakeSheet:
        return self._book.all_sheets[self._book.front]


class FakeName:
    """A defined name."""

    def __init__(self, area: FakeRange) -> None:
        self.refers_to_range = area


class FakeApp:
    """The program: what it was told to show, and what it answers."""

    def __init__(self, book: FakeBook) -> None:
        self._book = book
        self.alerts: list[str] = []
        self.answer = "yes"
        self.engine = SimpleNamespace(name="calc" if book.program == "calc" else "excel")

    def alert(self, prompt: str, title: str = "", buttons: str = "ok", mode: str = "info") -> str:
        del title, mode
        self.alerts.append(prompt)
        return self.answer if buttons == "yes_no" else "ok"

    @property
    def selection(self) -> FakeRange | None:
        return self._book.selected


class FakeBook:
    """A workbook read from a file.

    Args:
        path: The file.
        program: ``excel``, which takes texts as if they were typed, ``mac`` or ``calc``.
    """

    def __init__(self, path: Path, program: str = "excel") -> None:
        self.program = program
        self.is_read_only = self.is_editing = False
        self.path = path
        self.fullname, self.name = str(path), path.name
        self.all_sheets: dict[str, FakeSheet] = {}
        self.names: dict[str, FakeName] = {}
        self.calls: list[str] = []
        self.refusing: set[str] = set()
        self.selected: FakeRange | None = None
        self.app, self._sheets = FakeApp(self), FakeSheets(self)
        self._read()
        self.front = next(iter(self.all_sheets))

    @property
    def sheets(self) -> FakeSheets:
        if self.is_editing:
            raise HostRefusedError(self.name)
        return self._sheets

    @property
    def api(self) -> SimpleNamespace:
        asked = SimpleNamespace(get=lambda: self.is_read_only)
        answers = {"calc": {"isReadonly": asked.get}, "mac": {"read_only": asked}}
        return SimpleNamespace(**answers.get(self.program, {"ReadOnly": self.is_read_only}))

    def called(self, what: str) -> None:
        """Count a call."""
        self.calls.append(what)

    def select(self, sheet: str, address: str) -> None:
        """Select cells as the officer does."""
        self.front = sheet
        self.selected = FakeRange(self.all_sheets[sheet], area_of(address))

    def save(self) -> None:
        """Write the changed cells and the tables' sizes into the file."""
        book = openpyxl.load_workbook(self.path)
        for sheet in self.all_sheets.values():
            target = book[sheet.name]
            for (row, column), value in sheet.changed.items():
                cell = target.cell(row, column)
                if not isinstance(cell, openpyxl.cell.cell.MergedCell):
                    cell.value = value
                    if isinstance(value, str) and value.startswith("="):
                        cell.data_type = "s"
            for table in sheet.tables.values():
                target.tables[table.name].ref = _ref(table._area)
            sheet.changed = {}
        book.save(self.path)

    def _read(self) -> None:
        book = openpyxl.load_workbook(self.path, data_only=True)
        for source in book.worksheets:
            self.all_sheets[source.title] = _sheet(self, source)
        for name, defined in book.defined_names.items():
            for title, address in defined.destinations:
                area = FakeRange(self.all_sheets[title], area_of(address))
                self.names[name] = FakeName(area)


def _sheet(book: FakeBook, source: Any) -> FakeSheet:
    sheet = FakeSheet(book, source.title)
    for cell in (cell for row in source.iter_rows() for cell in row):
        if cell.value is not None:
            sheet.cells[cell.row, cell.column] = as_given(cell.value)
        if cell.number_format == LITERAL:
            sheet.literal.add((cell.row, cell.column))
    for letters, column in source.column_dimensions.items():
        if column.number_format == LITERAL:
            sheet.literal.add((0, column_index_from_string(letters)))
    for table in source.tables.values():
        sheet.tables[table.name] = FakeTable(sheet, table.name, area_of(table.ref))
    return sheet


def as_typed(text: str, *, is_literal: bool) -> Any:
    """What Excel makes of a text that a program hands over."""
    if is_literal or text.startswith("'"):
        return text if is_literal else text[1:]
    if text.startswith("="):
        return 0.0
    return float(text) if re.fullmatch(r"\d+", text) else text


def as_given(value: Any) -> Any:
    """A value as xlwings gives it back."""
    if isinstance(value, bool | str | datetime | time):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    return float(value)


def _ref(area: Area) -> str:
    top, left, bottom, right = area
    letters = openpyxl.utils.get_column_letter
    return f"{letters(left)}{top}:{letters(right)}{bottom}"
