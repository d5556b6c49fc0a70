"""A list sheet too long to be held as cells: its layout, and its rows piece by piece."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.register.columns import Kind
from pengaduan_xl.register.rows import typed_rows
from pengaduan_xl.register.sheets import laid_out, name_in
from pengaduan_xl.register.slices import slices_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from python_calamine import CalamineWorkbook

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.rows import TypedRows
    from pengaduan_xl.register.sheets import CellRoom, SheetTable
    from pengaduan_xl.register.slices import Slice

SHARED_COLUMNS = ("number", "kind", "officer", "timeliness", "completeness", "override", "version")
"""Fields with few different texts, each of which is kept in memory once."""


class LongTable(NamedTuple):
    """A long list sheet: its layout without rows, and its rows to be taken once.

    Taking the rows raises what ``slices_of`` tells.
    """

    sheet: SheetTable
    pieces: Iterator[SheetTable]

    def typed(self) -> Iterator[TypedRows]:
        """Convert the rows piece by piece; equal texts and moments are one object."""
        texts: dict[object, object] = {}
        for piece in self.pieces:
            rows = typed_rows(piece)
            moments: dict[object, object] = {}
            for place, column in enumerate(piece.table.columns):
                if column.kind is Kind.TEXT and column.field not in SHARED_COLUMNS:
                    continue
                known = moments if column.kind in (Kind.DATE, Kind.DATETIME) else texts
                cells = rows.columns[place]
                rows.columns[place] = list(map(known.setdefault, cells, cells))
            yield rows


def read_long_table(
    book: CalamineWorkbook, table: Table, content: bytes, path: Path, room: CellRoom
) -> LongTable | None:
    """Return a list sheet that is long; ``None`` when it is not, or has no headings on top.

    Raises:
        UnusualSheetError: It cannot be read piece by piece.
        FarCellError: It takes more room than is left.
    """
    name = name_in(book, table)
    slices = None if name is None else slices_of(content, name, path)
    if name is None or slices is None:
        return None
    first = next(slices, None)
    if first is None:
        return None
    room.take(first.rows, path)
    blank: list[CellValue] = [""] * len(first.rows[0])
    sheet = laid_out(table, name, [*[blank] * (first.first_row - 1), *first.rows])
    if sheet is None or sheet.missing:
        return None
    return LongTable(replace(sheet, rows=[]), _pieces(sheet, slices, path, room))


def _pieces(
    first: SheetTable, slices: Iterator[Slice], path: Path, room: CellRoom
) -> Iterator[SheetTable]:
    width = max(first.columns.values()) + 1
    layout = replace(first, rows=[])
    yield first
    for piece in slices:
        room.take(piece.rows, path)
        lacking = width - len(piece.rows[0])
        rows = [[*row, *[""] * lacking] for row in piece.rows] if lacking > 0 else piece.rows
        yield replace(layout, first_row=piece.first_row, rows=rows)
