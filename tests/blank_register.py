"""The committed blank workbook as openpyxl shows it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from pengaduan_xl.register.blank.rules import letters
from pengaduan_xl.register.schema import HEADER_ROW
from pengaduan_xl.resources import blank_workbook

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from pengaduan_xl.register.columns import Table

FIRST_ROW = HEADER_ROW + 1


@cache
def blank() -> Workbook:
    """The workbook, read once; tests only look at it."""
    return load_workbook(blank_workbook())


def fits_pages(sheet: Worksheet) -> bool:
    """Whether a sheet is printed on a set number of pages."""
    properties = sheet.sheet_properties.pageSetUpPr
    return properties is not None and bool(properties.fitToPage)


def rules(sheet: Worksheet) -> list[Any]:
    return list(sheet.data_validations.dataValidation)


def rule_at(sheet: Worksheet, address: str) -> Any:
    """The entry check of a cell, ``None`` when it has none."""
    return next((rule for rule in rules(sheet) if address in rule.sqref), None)


def named_cell(name: str) -> Any:
    """The first cell that a defined name refers to."""
    sheet, area = next(iter(blank().defined_names[name].destinations))
    return blank()[sheet][area.replace("$", "").partition(":")[0]]


def first_cell(table: Table, field: str) -> Any:
    return blank()[table.sheet][f"{letters(table, field)}{FIRST_ROW}"]
