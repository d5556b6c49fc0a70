"""A small register in use, and what staff do to it, for the tests of reading and saving."""

from __future__ import annotations

import hashlib
import io
import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from pengaduan_xl.desk import Desk, Entry
from pengaduan_xl.domain.chain import digest
from pengaduan_xl.office_folder import make_office
from pengaduan_xl.register.ledger import Ledger
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.reader import read_register
from pengaduan_xl.register.schema import REGISTER, TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.domain.findings import CellValue, Finding
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.reader import RegisterContent

NOW = datetime.fromisoformat("2026-11-23T09:00")
BEGUN = datetime.fromisoformat("2026-11-23T07:30")
ENTRY = Entry("Petugas Contoh", BEGUN)
INTAKE = {"channel": "Telepon", "name": "Warga", "subject": "Izin", "description": "Belum terbit"}
NAME = "Register_Pengaduan.xlsx"

FIRST_ROW = 4
"""Row of the first record on a list sheet as built."""


def desk(path: Path) -> Desk:
    """A desk whose clock stands at :data:`NOW`."""
    return Desk(path, lambda: NOW)


@cache
def used_register() -> bytes:
    """A register with four cases; the first has finished step 1, so Riwayat has five rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = make_office(Path(folder))
        with desk(path) as opened:
            for number in range(4):
                opened.receive({**INTAKE, "subject": f"Izin {number + 1}"}, ENTRY)
            opened.finish("2026-0001", Entry("Petugas Contoh", BEGUN, completeness=("semua",)))
            opened.save()
        return path.read_bytes()


def place(folder: Path, content: bytes | None = None, name: str = NAME) -> Path:
    """Put a register into a folder; without ``content`` the used one."""
    path = folder / name
    path.write_bytes(used_register() if content is None else content)
    return path


def with_cells(cells: Mapping[tuple[str, str], CellValue], content: bytes | None = None) -> bytes:
    """Return a register's bytes with cells typed over, by sheet and address."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = place(Path(folder), content), Path(folder) / "baru.xlsx"
        patch_workbook(source, target, cells)
        return target.read_bytes()


def read(content: bytes) -> RegisterContent:
    return read_register(content, Path(NAME))


def ledger(content: bytes | None = None) -> Ledger:
    return Ledger(read(used_register() if content is None else content))


def with_letter(day: CellValue = date(2026, 11, 23), seq: CellValue = 7) -> bytes:
    """Return a register with the letter 503/007 in Agenda Keluar."""
    cells = {"A": seq, "B": "503/007", "C": day}
    return with_cells({("Agenda Keluar", f"{column}4"): cell for column, cell in cells.items()})


def sheet_cells(content: bytes, sheet: str) -> list[list[Any]]:
    """Return a sheet's values from A1."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def told(findings: list[Finding]) -> list[str]:
    """Return findings as ``Sheet!A1 number: problem``, without the remedy."""
    return [f"{f.sheet}!{f.cell} {f.number}: {f.problem}" for f in findings]


def chain_holds(content: RegisterContent) -> bool:
    """Whether the Sidik of every event follows from its row and the one before it."""
    previous = ""
    for item in content.events:
        if digest(item.event, previous) != item.event.digest:
            return False
        previous = item.event.digest
    return True


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass
class Layout:
    """How staff arranged a list sheet.

    Attributes:
        top: Rows above the headings.
        left: Columns left of the table.
        own: Headings of their own columns, each with the heading that it stands before.
        beside: Cells outside the table, by row and column from 0.
        without: Headings left out.
        renamed: New headings by old.
        table: Whether the list is an Excel table.
        name: Name of the sheet; the declared one when empty.
    """

    top: int = 2
    left: int = 0
    own: dict[str, str] = field(default_factory=dict)
    beside: dict[tuple[int, int], str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    renamed: dict[str, str] = field(default_factory=dict)
    table: bool = True
    name: str = ""


def arranged(layouts: Mapping[str, Layout | None], content: bytes | None = None) -> bytes:
    """Return a register with list sheets arranged anew, by name; ``None`` leaves a sheet out."""
    old = read(used_register() if content is None else content)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for table in TABLES:
            layout = layouts.get(table.sheet, Layout())
            if layout is not None:
                sheet = book.add_worksheet(layout.name or table.sheet)
                _write_list(sheet, table, layout, [r.values for r in old.list_rows(table)], moment)
    return stream.getvalue()


def _write_list(
    sheet: Any, table: Table, layout: Layout, rows: list[Mapping[str, CellValue]], moment: Any
) -> None:
    headings: list[str] = []
    for heading in table.headings:
        headings += [own for own, before in layout.own.items() if before == heading]
        headings += [] if heading in layout.without else [heading]
    names = [layout.renamed.get(heading, heading) for heading in headings]
    last = (layout.top + max(1, len(rows)), layout.left + len(headings) - 1)
    if layout.table:
        columns = [{"header": name} for name in names]
        sheet.add_table(layout.top, layout.left, *last, {"name": table.name, "columns": columns})
    sheet.write_row(layout.top, layout.left, names)
    for row, values in enumerate(rows, start=layout.top + 1):
        for column, heading in enumerate(headings, start=layout.left):
            _write(sheet, (row, column), values.get(heading), moment)
    for (row, column), text in layout.beside.items():
        sheet.write_string(row, column, text)


def _write(sheet: Any, cell: tuple[int, int], value: CellValue, moment: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(*cell, value)
    elif isinstance(value, date | time):
        sheet.write_datetime(*cell, value, moment)
    elif value is not None:
        sheet.write(*cell, value)


def register_layout(**changes: Any) -> dict[str, Layout | None]:
    """Return a layout of the sheet Register only."""
    return {REGISTER.sheet: Layout(**changes)}
