"""Addresses and values of the fake workbook's cells, and how they are read from a file."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string, range_boundaries

LITERAL = "@"
"""Number format of text; a column's own stands under row 0."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


def area_of(address: str) -> Area:
    """The corners of an A1 address."""
    left, top, right, bottom = range_boundaries(address.replace("$", ""))
    return int(top or 1), int(left or 1), int(bottom or 1), int(right or 1)


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


def ref(area: Area) -> str:
    top, left, bottom, right = area
    letters = openpyxl.utils.get_column_letter
    return f"{letters(left)}{top}:{letters(right)}{bottom}"


Parts = tuple[dict[tuple[int, int], Any], set[tuple[int, int]], dict[str, Area]]
"""Of a sheet: cells, places formatted as text, areas of tables."""


@lru_cache(maxsize=8)
def parsed(content: bytes) -> tuple[dict[str, Parts], dict[str, tuple[str, Area]]]:
    """The sheets of a file, and what its names stand for."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    names = {
        name: (title, area_of(address))
        for name, defined in book.defined_names.items()
        for title, address in defined.destinations
    }
    return {source.title: _parts(source) for source in book.worksheets}, names


def _parts(source: Any) -> Parts:
    cells, literal = {}, set()
    for cell in (cell for row in source.iter_rows() for cell in row):
        if cell.value is not None:
            cells[cell.row, cell.column] = as_given(cell.value)
        if cell.number_format == LITERAL:
            literal.add((cell.row, cell.column))
    for letters, column in source.column_dimensions.items():
        if column.number_format == LITERAL:
            literal.add((0, column_index_from_string(letters)))
    return cells, literal, {table.name: area_of(table.ref) for table in source.tables.values()}
