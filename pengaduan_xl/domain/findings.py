"""Rows of a sheet as plain data, and what is found wrong in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CellValue = str | int | float | bool | datetime | date | time | None
"""What a cell may hold. Times are naive and mean WIB, as Excel's serial dates do."""

_UP_TO_99999 = re.compile(r"[0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong (*temuan*) at a place in the workbook, and how to mend it.

    Attributes:
        sheet: Sheet name.
        cell: Cell address such as ``C7``; empty when the whole sheet is meant.
        number: No. Register or another key of the row; empty when there is none.
        problem: What is wrong, an Indonesian sentence without a full stop.
        remedy: What to do, an Indonesian sentence without a full stop.
    """

    sheet: str
    cell: str
    number: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        number = f" ({self.number})" if self.number else ""
        return f"{place}{number}: {self.problem}. {self.remedy}."


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One data row of a sheet, by heading.

    Attributes:
        sheet: Sheet name.
        number: Row number as Excel shows it, from 1.
        values: Cell value by heading; an empty cell is ``None``.
        columns: Column number from 1 by heading.
    """

    sheet: str
    number: int
    values: Mapping[str, CellValue]
    columns: Mapping[str, int]

    def address(self, heading: str) -> str:
        """Return the cell's address, e.g. ``C7``; the row alone (``7``) when the column is missing."""
        column = self.columns.get(heading)
        return f"{column_letters(column)}{self.number}" if column else str(self.number)

    def text(self, heading: str) -> str:
        """Return the cell as stripped text; an empty cell gives ``""``, 3.0 gives ``"3"``."""
        return cell_text(self.values.get(heading))

    def finding(self, heading: str, problem: str, remedy: str, number: str = "") -> Finding:
        """Return a finding placed at this row's cell under ``heading``."""
        return Finding(self.sheet, self.address(heading), number, problem, remedy)


def column_letters(column: int) -> str:
    """Return Excel's letters of a column number: 1 is ``A``, 27 is ``AA``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def positive_number(text: str) -> int | None:
    """Return a whole number from 1 to 99,999, ``None`` for any other text.

    More days than that would lead past the last year that Python's calendar knows.
    """
    number = int(text) if _UP_TO_99999.fullmatch(text) else 0
    return number or None


def cell_text(value: CellValue) -> str:
    """Return a cell's value as stripped text, whole floats without ``.0``, empty as ``""``."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
