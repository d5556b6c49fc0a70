"""Writes cells and table rows into any .xlsx or .xlsm and leaves every other byte of it as it was.

Only the sheet parts whose cells change and the parts of tables that grow or get their first record are
rewritten, as bytes; all other members of the package are copied raw, compressed bytes, order and dates
included.

Values are text (never a formula, whatever it starts with), numbers, booleans, naive dates and times as
serial numbers, :class:`Formula`, and ``None`` or ``""`` for a blank cell. A cell keeps its style. A new
row takes the styles of the row above, and its calculated columns their formula where no value is given;
rules (dropdowns, conditional formats, protected ranges) that covered exactly a table's rows grow with it.

Formulas that depend on a changed cell keep their last result in the file. So that it is not taken for
truth, the workbook is marked (``fullCalcOnLoad``) and Excel calculates everything when it opens it; see
``docs/excel-behaviour.md`` for Calc. This and the removal of the calculation chain, when formulas appear
or vanish, are the only other changes.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from pengaduan_xl.errors import InputDataError
from pengaduan_xl.register.xlsx import calculation
from pengaduan_xl.register.xlsx.cell_xml import Formula
from pengaduan_xl.register.xlsx.checking import check_result
from pengaduan_xl.register.xlsx.directory import Limits
from pengaduan_xl.register.xlsx.package import Package
from pengaduan_xl.register.xlsx.sheet_edit import SheetEdit
from pengaduan_xl.register.xlsx.sheet_xml import SheetXml
from pengaduan_xl.register.xlsx.table_append import append_rows
from pengaduan_xl.register.xlsx.workbook import WorkbookParts
from pengaduan_xl.register.xlsx.writing import write_package

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.xlsx.calculation import Parts
    from pengaduan_xl.register.xlsx.workbook import Sheet

__all__ = ["Formula", "Limits", "SameFileError", "patch_workbook"]

DEFAULT_LIMITS = Limits()


class SameFileError(InputDataError):
    """Source and target are the same file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "berkas asal dan berkas tujuan sama", "Tulis ke nama lain dahulu", where=path.name
        )


def patch_workbook(
    source: Path,
    target: Path,
    cells: Mapping[tuple[str, str], CellValue] | None = None,
    rows: Mapping[str, Sequence[Mapping[str, CellValue]]] | None = None,
    *,
    limits: Limits = DEFAULT_LIMITS,
) -> None:
    """Write a copy of a workbook with cells set and rows appended to tables.

    Everything is checked before ``target`` is opened, and the written file is read back and compared with
    ``source``; an error leaves no new file. The caller moves it into place and syncs it to disk. What values
    and rows become is told at the top of this module.

    Args:
        source: The workbook; it is only read.
        target: The file to write; an existing one is overwritten.
        cells: Values by sheet name and address, e.g. ``{("Register", "B2"): "Baru"}``.
        rows: Records to append by table name, e.g. ``{"Register": [{"No. Register": "2026-0001"}]}``.
        limits: How large the parts of the file may be.

    Raises:
        NotFoundError: There is no such file, sheet, table or heading.
        InputDataError: An address or value is none a cell can have, or source and target are the same.
        UnusableFileError: The file, or what stands at the place, cannot be changed without harm.
        BusyFileError: The source cannot be read.
        WriteFailedError: The target cannot be written, or is not what was to be written.
    """
    with suppress(OSError):
        if source.samefile(target):
            raise SameFileError(source)
    with Package(source, limits) as package:
        job = _Job(package)
        job.set_cells(cells or {})
        job.append_rows(rows or {})
        job.write(target)


class _Job:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._workbook = WorkbookParts(package)
        self._edits: dict[str, SheetEdit] = {}
        self._tables: Parts = {}

    def set_cells(self, cells: Mapping[tuple[str, str], CellValue]) -> None:
        for (sheet, cell), value in cells.items():
            self._edit(self._workbook.sheet(sheet)).set_cell(cell, value)
        for edit in self._edits.values():
            edit.check_cells()

    def append_rows(self, rows: Mapping[str, Sequence[Mapping[str, CellValue]]]) -> None:
        for name, records in rows.items():
            sheet, table = self._workbook.table(name)
            last = append_rows(self._edit(sheet), table, records) if records else table.last_row
            if last > table.last_row:
                self._tables[self._workbook.member(table.part).name] = table.grown(last)

    def write(self, target: Path) -> None:
        replaced, dropped = self._result()
        write_package(self._package, target, replaced, dropped)
        with ExitStack() as undo:
            undo.callback(target.unlink, missing_ok=True)
            check_result(self._package, target, replaced, dropped)
            undo.pop_all()

    def _result(self) -> tuple[Parts, set[str]]:
        workbook = self._workbook
        # A record without values for an empty table's blank row changes nothing.
        self._edits = {part: edit for part, edit in self._edits.items() if edit.changed}
        self._note_first_records()
        replaced: Parts = {part: edit.pieces() for part, edit in self._edits.items()}
        replaced |= self._tables
        dropped: set[str] = set()
        chain = self._package.find(calculation.chain_part(workbook))
        if any(edit.formulas_changed for edit in self._edits.values()) and chain:
            replaced |= calculation.without_chain(workbook)
            dropped.add(chain.name)
        if self._edits and not calculation.is_marked(workbook) and (chain or self._has_formulas()):
            replaced |= calculation.marked(workbook)
        return replaced, dropped

    def _note_first_records(self) -> None:
        for edit in self._edits.values():
            for table in edit.tables:
                filled = edit.has_new(table.first_row, table.area.left, table.area.right)
                if table.awaits and filled:
                    part = self._workbook.member(table.part).name
                    self._tables.setdefault(part, table.grown(table.area.bottom))

    def _has_formulas(self) -> bool:
        edits = self._edits.values()
        if any(edit.formulas_changed or edit.sheet.has_formulas() for edit in edits):
            return True
        return calculation.has_formulas(self._workbook, {edit.sheet.part for edit in edits})

    def _edit(self, sheet: Sheet) -> SheetEdit:
        member = self._workbook.member(sheet.part)
        if member.name not in self._edits:
            self._edits[member.name] = SheetEdit(
                sheet.name,
                SheetXml(self._package.read_sheet(member), member.name),
                self._workbook.tables(sheet),
                date1904=self._workbook.date1904,
            )
        return self._edits[member.name]
