"""A workbook in memory behind the part of xlwings' object model that the buttons use; nothing of ``.api``.

It counts its calls: every read or write of a range, table or name is one, and so is every macro that is run,
message shown, look at the sheets or the selection, and saving.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import openpyxl
from fake_cells import Area, area_of, as_given, as_typed, parsed, ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class HostRefusedError(Exception):
    """What a spreadsheet program raises: a class of its own."""


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
    def row_height(self) -> float | None:
        """Height of all rows, 0 for hidden ones; None where they differ."""
        self.sheet.book.called(f"tinggi {self.sheet.name}")
        rows = range(self.area[0], self.area[2] + 1)
        heights = {0.0 if row in self.sheet.hidden else 15.0 for row in rows}
        return heights.pop() if len(heights) == 1 else None

    @property
    def address(self) -> str:
        return ref(self.area)

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
        if isinstance(value, str) and self.book.program != "calc":
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
        self.book.called(f"depan {self.name}")
        self.book.front = self.name


class FakeSheets:
    """The sheets, in order."""

    def __init__(self, book: FakeBook) -> None:
        self._book = book

    def __iter__(self) -> Iterator[FakeSheet]:
        self._book.called("semua lembar")
        return iter(self._book.all_sheets.values())

    def __getitem__(self, name: str) -> FakeSheet:
        return self._book.all_sheets[name]

    @property
    def active(self) -> FakeSheet:
        self._book.called("lembar di depan")
        sheets = self._book.all_sheets
        return sheets.get(self._book.front) or next(iter(sheets.values()))


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
        self._book.called("pesan")
        self.alerts.append(prompt)
        return self.answer if buttons == "yes_no" else "ok"

    @property
    def selection(self) -> FakeSelection | None:
        self._book.called("pilihan")
        return self._book.selected

    def macro(self, name: str) -> Callable[[str], str]:
        """A macro of the add-in or the toolbar; without one, calling it is an error."""

        def run(text: str) -> str:
            self._book.called(f"makro {name}")
            if self._book.macro is None or self._book.is_editing:
                raise HostRefusedError(name)
            return self._book.macro(name, text)

        return run


class FakeSelection(FakeRange):
    """What is selected: several areas, of which ``shape`` tells the first."""

    def __init__(self, sheet: FakeSheet, areas: list[Area]) -> None:
        super().__init__(sheet, areas[0])
        self.areas = areas

    @property
    def address(self) -> str:
        return ",".join(map(ref, self.areas))


class FakeBook:
    """A workbook read from a file.

    Args:
        path: The file.
        program: ``excel``, which takes texts as if they were typed, ``mac`` or ``calc``.

    Attributes:
        macro: What carries out batches, given the macro's name and the text; ``None`` for none.
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
        self.selected: FakeSelection | None = None
        self.macro: Callable[[str, str], str] | None = None
        self.app, self._sheets = FakeApp(self), FakeSheets(self)
        self._read()
        self.front = next(iter(self.all_sheets))

    @property
    def sheets(self) -> FakeSheets:
        if self.is_editing:
            raise HostRefusedError(self.name)
        return self._sheets

    def called(self, what: str) -> None:
        """Count a call."""
        self.calls.append(what)

    def select(self, sheet: str, *addresses: str) -> None:
        """Select cells as the officer does."""
        self.front = sheet
        self.selected = FakeSelection(self.all_sheets[sheet], list(map(area_of, addresses)))

    def save(self) -> None:
        """Write the changed cells and the tables' sizes into the file."""
        self.called("simpan")
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
                target.tables[table.name].ref = ref(table._area)
            sheet.changed = {}
        book.save(self.path)

    def _read(self) -> None:
        sheets, names = parsed(self.path.read_bytes())
        for name, (cells, literal, tables) in sheets.items():
            sheet = self.all_sheets[name] = FakeSheet(self, name)
            sheet.cells, sheet.literal = dict(cells), set(literal)
            sheet.tables = {one: FakeTable(sheet, one, area) for one, area in tables.items()}
        for name, (title, area) in names.items():
            self.names[name] = FakeName(FakeRange(self.all_sheets[title], area))
