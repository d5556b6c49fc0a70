"""The change made to the rich workbook, what became of its parts, and what three readers find in it."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import python_calamine
from openpyxl.utils import get_column_letter
from workbook_samples import records

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue

Cells = dict[tuple[str, str], object]
"""Values that are not blank, by sheet name and address."""

SET: dict[tuple[str, str], CellValue] = {("Register", "C6"): "Ani Wijaya"}
ROW: dict[str, CellValue] = {
    "No": "P-5",
    "Nama": "Eka <baru> & lain",
    "Status": "Selesai",
    "Biaya": 1250,
}
NEW: Cells = {
    ("Register", "C6"): "Ani Wijaya",
    ("Register", "A10"): "P-5",
    ("Register", "C10"): "Eka <baru> & lain",
    ("Register", "D10"): "Selesai",
    ("Register", "F10"): 1250,
}
"""The cells that ``SET`` and ``ROW`` give a value."""

COUNTED: Cells = {("Register", "G10"): 2500}
"""The new row's formula; readers that do not calculate find nothing there."""

TOTAL = ("Ringkasan", "A5")
REFRESHED: Cells = {
    TOTAL: "Total Result",
    ("Ringkasan", "B3"): 2500.5 + 1250,
    ("Ringkasan", "B5"): 4250.5 + 1250,
}
"""The pivot table's cells that change when it is refreshed, as Calc does on opening."""


class Changes(NamedTuple):
    """The members of a package by what became of them."""

    identical: list[str]
    changed: set[str]
    dropped: set[str]


def changes(old: bytes, new: bytes) -> Changes:
    """Compare two packages member by member; none may be new, and their order must be the same.

    A member is identical if its compressed bytes and all that the zip's directory tells of it are.
    """
    before, after = records(old), records(new)
    assert list(after) == [name for name in before if name in after]
    identical = [name for name in after if after[name] == before[name]]
    return Changes(identical, set(after) - set(identical), set(before) - set(after))


def openpyxl_cells(path: Path, *, formulas: bool = False) -> Cells:
    """Return the values, or with ``formulas`` the formulas, that openpyxl reads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, data_only=not formulas)
    return _cells((sheet.title, sheet.iter_rows(values_only=True)) for sheet in book.worksheets)


def calamine_cells(path: Path) -> Cells:
    """Return the values that calamine reads."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    names = [
        item.name
        for item in book.sheets_metadata
        if item.typ is python_calamine.SheetTypeEnum.WorkSheet
    ]
    return _cells(
        (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names
    )


def calc_cells(path: Path) -> Cells:
    """Return the values of a file that Calc saved.

    Calc names the pivot table's total in the language of its screen, so that label is set to the English.
    """
    found = openpyxl_cells(path)
    return found | {TOTAL: REFRESHED[TOTAL]} if TOTAL in found else found


def differing(found: Cells, expected: Cells) -> list[str]:
    """Return each cell that is not as expected, with both values."""
    return [
        f"{sheet}!{cell}: {found.get((sheet, cell))!r}, not {expected.get((sheet, cell))!r}"
        for sheet, cell in sorted(found.keys() | expected.keys())
        if found.get((sheet, cell)) != expected.get((sheet, cell))
    ]


def _cells(sheets: Iterable[tuple[str, Iterable[Iterable[object]]]]) -> Cells:
    return {
        (name, f"{get_column_letter(column)}{row}"): _plain(value)
        for name, rows in sheets
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value not in (None, "")
    }


def _plain(value: object) -> object:
    if type(value) is dt.date:
        return dt.datetime.combine(value, dt.time())
    return round(value, 9) if isinstance(value, float) else value
