"""The rows of a list sheet, their cells converted, and every cell that cannot be used named."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.findings import CellValue, Finding, cell_text
from pengaduan_xl.register.columns import Kind
from pengaduan_xl.register.sheets import BAD, SheetTable, convert_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY = "No. Register"
"""Heading of the column by which findings name a row, where a sheet has it; else its first column."""


class TypedRows(NamedTuple):
    """The rows of a list sheet that are not blank.

    Attributes:
        numbers: Row numbers as Excel shows them.
        columns: Converted cells, one list a declared column; :data:`BAD` where a cell cannot be used.
        bad: Row numbers with such a cell, or without one that every row needs.
        findings: One for each of these cells.
    """

    numbers: list[int]
    columns: list[list[object]]
    bad: set[int]
    findings: list[Finding]


def typed_rows(sheet: SheetTable) -> TypedRows:
    """Convert a list sheet that has all its columns; cells beside the table do not make a row."""
    key = _key_of(sheet)
    columns, findings = convert_columns(sheet, sheet.table.columns, key)
    place_of_key = sheet.columns[key]
    filled = [row[place_of_key] != "" or not _is_blank(sheet, row) for row in sheet.rows]
    numbers = list(range(sheet.first_row, sheet.first_row + len(filled)))
    if not all(filled):
        columns = [list(compress(column, filled)) for column in columns]
        numbers = list(compress(numbers, filled))
    bad = _unusable(numbers, columns) if findings else set()
    for column, cells in zip(sheet.table.columns, columns, strict=True):
        empty = "" if column.kind is Kind.TEXT else None
        if column.required and empty in cells:
            rows = [row for row, cell in zip(numbers, cells, strict=True) if cell == empty]
            findings += [_empty(sheet, row, column.heading) for row in rows]
            bad.update(rows)
    return TypedRows(numbers, columns, bad, findings)


def long_numbers(sheet: SheetTable, headings: Sequence[str]) -> list[Finding]:
    """Find texts of digits kept as numbers, of which Excel drops a leading 0 and digits past the 15th."""
    return [
        row_finding(
            sheet,
            sheet.first_row + place,
            heading,
            f"{heading} tersimpan sebagai bilangan; angka 0 di depan dan angka sesudah yang ke-15 hilang",
            "Jadikan selnya berformat Teks, lalu ketik ulang dari berkas aslinya",
        )
        for heading in headings
        for place, row in enumerate(sheet.rows)
        if isinstance(row[sheet.columns[heading]], float)
    ]


def row_finding(sheet: SheetTable, row: int, heading: str, problem: str, remedy: str) -> Finding:
    """Return a finding at the cell under ``heading`` in the row numbered ``row``."""
    place, key = row - sheet.first_row, _key_of(sheet)
    number = cell_text(sheet.rows[place][sheet.columns[key]])
    return Finding(sheet.table.sheet, sheet.address(place, heading), number, problem, remedy)


def _unusable(numbers: Sequence[int], columns: Sequence[Sequence[object]]) -> set[int]:
    return {
        numbers[place] for column in columns for place, cell in enumerate(column) if cell is BAD
    }


def _key_of(sheet: SheetTable) -> str:
    return KEY if KEY in sheet.columns else sheet.table.headings[0]


def _is_blank(sheet: SheetTable, row: Sequence[CellValue]) -> bool:
    return all(row[place] == "" for place in sheet.columns.values())


def _empty(sheet: SheetTable, row: int, heading: str) -> Finding:
    problem = f"{heading} kosong atau berisi galat rumus"
    return row_finding(
        sheet, row, heading, problem, "Isi kembali dari cadangan atau berkas aslinya"
    )
