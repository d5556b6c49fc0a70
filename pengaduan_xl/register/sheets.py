"""Reading list sheets with calamine: find the headings, cut out the columns, name every bad cell.

Behaviour of calamine that this relies on: ``skip_empty_area=False`` keeps row numbers as Excel shows
them; empty and error cells come back as ``""``; numbers as ``float``; a moment at midnight as ``date``;
a duration as ``timedelta``, which no column of ours holds and every conversion refuses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import TYPE_CHECKING, cast

from pengaduan_xl.domain.findings import CellValue, Finding, SheetRow, cell_text, column_letters
from pengaduan_xl.register.columns import Column, Kind, Table
from pengaduan_xl.register.opening import MAX_CELLS, FarCellError, calamine_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from python_calamine import CalamineWorkbook

EXCEL_EPOCH = datetime.fromisoformat("1899-12-30")
"""Day 0 of the numbers under which Excel keeps moments (in workbooks that do not count from 1904)."""

FIRST_SERIAL, END_OF_SERIALS = 36_526, 73_051
"""The numbers of the years 2000 to 2099: a moment whose cell lost its date format is read by them."""

MAX_DIGITS = 40
"""Characters of a text that is read as a number, blanks included; Python refuses to read very long ones."""

HEADER_SEARCH_ROWS = 40
"""Rows from the top among which the headings are looked for; staff may add lines above them."""


@dataclass(slots=True)
class SheetTable:
    """A list sheet as read: where its columns are, and its rows as calamine gives them.

    Attributes:
        table: Its declaration.
        columns: Place of each declared heading that is there, from 0.
        first_row: Row number of ``rows[0]``, from 1.
        rows: Cells of the rows below the headings.
        missing: Declared headings that are not there.
        name: Name of the sheet as it is in this workbook.
    """

    table: Table
    columns: dict[str, int] = field(default_factory=dict)
    first_row: int = 0
    rows: list[list[CellValue]] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    name: str = ""

    def address(self, place: int, heading: str) -> str:
        """Return the address of the cell under ``heading`` in ``rows[place]``."""
        return f"{column_letters(self.columns[heading] + 1)}{self.first_row + place}"

    def sheet_rows(self) -> list[SheetRow]:
        """Return the rows that are not blank, by heading."""
        numbers = {heading: place + 1 for heading, place in self.columns.items()}
        return [
            SheetRow(
                self.table.sheet,
                self.first_row + place,
                {heading: _value(row[column]) for heading, column in self.columns.items()},
                numbers,
            )
            for place, row in enumerate(self.rows)
            if any(row[column] != "" for column in self.columns.values())
        ]


@dataclass(slots=True)
class CellRoom:
    """How many cells the sheets of one workbook may still take in memory."""

    left: int = MAX_CELLS

    def take(self, rows: Sequence[Sequence[object]], path: Path) -> None:
        """Take the room of a sheet's rows.

        Raises:
            FarCellError: There is not so much left.
        """
        width = len(rows[0]) if rows else 0
        self.left -= len(rows) * width
        if self.left < 0:
            raise FarCellError(path, f"{column_letters(width)}{len(rows)}")


def read_table(
    book: CalamineWorkbook, table: Table, path: Path, room: CellRoom
) -> SheetTable | None:
    """Read a list sheet; ``None`` when the workbook has no such sheet or it holds no heading.

    Raises:
        NotAWorkbookError: The sheet's part is damaged.
        FarCellError: It takes more room than is left.
    """
    name = name_in(book, table)
    if name is None:
        return None
    with calamine_errors(path):
        raw = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    cells = cast("list[list[CellValue]]", raw)
    room.take(cells, path)
    return laid_out(table, name, cells)


def name_in(book: CalamineWorkbook, table: Table) -> str | None:
    """Return the name that a list sheet has in a workbook, ``None`` when it has no such sheet."""
    return next((name for name in book.sheet_names if _key(name) == _key(table.sheet)), None)


def laid_out(table: Table, name: str, cells: list[list[CellValue]]) -> SheetTable | None:
    """Return a list sheet from its rows, the topmost first; ``None`` when they hold no heading."""
    wanted = {_key(heading): heading for heading in table.headings}
    header, found = -1, dict[str, list[int]]()
    for place, row in enumerate(cells[:HEADER_SEARCH_ROWS]):
        here = _match(row, wanted)
        if len(here) > len(found):
            header, found = place, here
    if not found:
        return None
    missing = tuple(heading for heading in table.headings if heading not in found)
    return SheetTable(table, _choose(found), header + 2, cells[header + 1 :], missing, name)


def _value(cell: CellValue) -> CellValue:
    return None if cell == "" else cell


def _key(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _match(row: Sequence[CellValue], wanted: dict[str, str]) -> dict[str, list[int]]:
    """Return the places of the wanted headings in a row."""
    found: dict[str, list[int]] = {}
    for place, cell in enumerate(row):
        heading = wanted.get(_key(cell)) if isinstance(cell, str) else None
        if heading is not None:
            found.setdefault(heading, []).append(place)
    return found


def _choose(found: dict[str, list[int]]) -> dict[str, int]:
    """Return one place a heading: of equal ones that which is among, or nearest to, the other columns.

    Within a table headings are unique, so any other of that name is a column of staff beside the table.
    """
    sure = [places[0] for places in found.values() if len(places) == 1]
    first, last = (min(sure), max(sure)) if sure else (0, 0)
    return {
        heading: min(places, key=lambda place: max(first - place, place - last, 0))
        for heading, places in found.items()
    }


class _Bad:
    """Stands in a converted column where the cell cannot be used."""


BAD = _Bad()


def _integer(value: CellValue) -> object:
    if value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and len(value) <= MAX_DIGITS and value.strip().isdecimal():
        return int(value)
    return BAD


def _integers(cells: Sequence[CellValue]) -> list[object]:
    """Convert a column of whole numbers; the everyday case, all numbers, without a call for each."""
    if set(map(type, cells)) == {float}:
        numbers = cast("Sequence[float]", cells)
        if all(map(float.is_integer, numbers)):
            return list(map(int, numbers))
    return list(map(_integer, cells))


def _texts(cells: Sequence[CellValue]) -> list[object]:
    """Convert a column of texts, without the blanks around them; all texts is the everyday case."""
    if set(map(type, cells)) <= {str}:
        return list(map(str.strip, cast("Sequence[str]", cells)))
    return list(map(cell_text, cells))


def to_second(moment: datetime) -> datetime:
    """Return the nearest second: a moment kept as a fraction of a day comes back a little off."""
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)


def _moment(value: CellValue) -> object:
    if type(value) is datetime:
        if not value.microsecond:
            return value
        return BAD if value.year == MAXYEAR else to_second(value)
    if type(value) is date:
        return datetime.combine(value, time())
    if isinstance(value, float) and FIRST_SERIAL <= value < END_OF_SERIALS:
        return to_second(EXCEL_EPOCH + timedelta(days=value))
    return None if value == "" else BAD


def _yes_no(value: CellValue) -> object:
    word = _key(value) if isinstance(value, str) else value
    return {"ya": True, "tidak": False, "": False, True: True, False: False}.get(word, BAD)


_CONVERT: dict[Kind, Callable[[Sequence[CellValue]], list[object]]] = {
    Kind.TEXT: _texts,
    Kind.INTEGER: _integers,
    Kind.DATE: lambda cells: list(map(_moment, cells)),
    Kind.DATETIME: lambda cells: list(map(_moment, cells)),
    Kind.YESNO: lambda cells: list(map(_yes_no, cells)),
}

_HELP = {
    Kind.INTEGER: ("Bukan bilangan bulat", "Isi bilangan, mis. 3"),
    Kind.DATE: ("Bukan tanggal", "Isi tanggal, mis. 23/11/2026"),
    Kind.DATETIME: ("Bukan tanggal dan jam", "Isi tanggal dan jam, mis. 23/11/2026 07:30"),
    Kind.YESNO: ("Bukan Ya atau Tidak", "Pilih Ya atau Tidak"),
}


def convert_columns(
    sheet: SheetTable, columns: Iterable[Column], key: str
) -> tuple[list[list[object]], list[Finding]]:
    """Convert whole columns to their declared type, one list a column.

    Args:
        sheet: The sheet; it must hold all of ``columns``.
        columns: The columns wanted, in this order.
        key: Heading of the column whose text identifies a row in the findings.

    Returns:
        The converted columns, :data:`BAD` in place of each cell that cannot be used, and a finding for each.
    """
    converted: list[list[object]] = []
    findings: list[Finding] = []
    raw = list(zip(*sheet.rows, strict=True))
    for column in columns:
        cells = _CONVERT[column.kind](raw[sheet.columns[column.heading]]) if raw else []
        converted.append(cells)
        if column.kind is not Kind.TEXT and BAD in cells:
            problem, remedy = _HELP[column.kind]
            findings += [
                Finding(
                    sheet.table.sheet,
                    sheet.address(place, column.heading),
                    cell_text(raw[sheet.columns[key]][place]),
                    problem,
                    remedy,
                )
                for place, cell in enumerate(cells)
                if cell is BAD
            ]
    return converted, findings
