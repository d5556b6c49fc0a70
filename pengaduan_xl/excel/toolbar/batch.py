"""Reads and writes many cells of an open Calc document in one call, inside LibreOffice.

Runs in LibreOffice's own Python (3.8 or later). What goes in and out is text, described in
``docs/decisions/0012-one-call-per-batch.md``; a batch is carried out as a whole, or taken back.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pengaduan_xl.excel.toolbar.cells import FIRST_DAY, Cells, cell_range
from pengaduan_xl.register.open_book_text import END, RECORD, UNIT, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_ROWS = 200
"""Selected rows that are told; no button acts on more."""

_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"


class RefusedError(Exception):
    """Why a batch is not carried out: a word, and where."""


def answer(context: Any, to_path: Callable[[str], str], text: str) -> str:
    """Carry out a batch; return what it asked for, or why it was not carried out.

    Args:
        context: The office's component context.
        to_path: Gives the system's path of a document's URL.
        text: The batch.
    """
    head, *records = [record.split(UNIT) for record in text.split(RECORD)]
    undo: list[Callable[[], object]] = []
    try:
        if head[0] != VERSION:
            raise RefusedError("version")
        batch = Batch(_document(context, to_path, head[1]), undo)
        said = [batch.carry_out(record) for record in records]
    except RefusedError as refused:
        why = [str(each) for each in refused.args]
    except Exception as error:  # noqa: BLE001  # the office's exceptions have no common class here
        why = [type(error).__name__, str(error).replace(UNIT, " ").replace(RECORD, " ")]
    else:
        return RECORD.join([UNIT.join([VERSION, "done"]), *map(UNIT.join, said), END])
    take_back(undo)
    return RECORD.join([UNIT.join([VERSION, *why]), END])


def take_back(undo: list[Callable[[], object]]) -> None:
    """Undo what was done, the last first; what cannot be undone is left."""
    for step in reversed(undo):
        try:
            step()
        except Exception:  # noqa: BLE001  # the office's exceptions have no common class here
            continue


class Batch:
    """One batch in a document.

    Args:
        document: The document, a UNO model.
        undo: Takes up how to undo what is done.
    """

    def __init__(self, document: Any, undo: list[Callable[[], object]]) -> None:
        self._document = document
        self._undo = undo
        day = document.NullDate
        self._shift = (date(day.Year, day.Month, day.Day) - date(*FIRST_DAY)).days

    def carry_out(self, record: list[str]) -> list[str]:
        """Carry out a record; return its answer."""
        ways: dict[str, Callable[..., list[str]]] = {
            "look": self._look,
            "read": self._read,
            "name": self._name,
            "fill": self._fill,
            "grow": self._grow,
            "front": self._front,
        }
        if record[0] not in ways:
            raise RefusedError("record")
        return ways[record[0]](*record[1:])

    def _look(self, selected_on: str) -> list[str]:
        names = self._document.Sheets.ElementNames
        front = self._document.CurrentController.ActiveSheet.Name
        told = ["look", front, str(int(self._document.isReadonly())), str(len(names)), *names]
        return told + (self._selected() if front == selected_on else [])

    def _selected(self) -> list[str]:
        """Return the rows of the selection that are not hidden, by first and last one."""
        selection = self._document.CurrentSelection
        if not hasattr(selection, "queryVisibleCells"):
            return []
        spans, count = [], 0
        for address in selection.queryVisibleCells().RangeAddresses:
            if count < MOST_ROWS:
                spans.append(f"{address.StartRow + 1}:{address.EndRow + 1}")
                count += address.EndRow - address.StartRow + 1
        return spans

    def _read(self, name: str, *corners: str) -> list[str]:
        if not self._document.Sheets.hasByName(name):
            return ["-"]
        sheet = self._document.Sheets.getByName(name)
        top, left, bottom, right = map(int, corners)
        if not bottom:
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            bottom = max(cursor.RangeAddress.EndRow + 1, top)
        return self._told(cell_range(sheet, top, left, bottom, right))

    def _name(self, name: str) -> list[str]:
        names = self._document.NamedRanges
        cells = names.getByName(name).getReferredCells() if names.hasByName(name) else None
        return ["-"] if cells is None else self._told(cells.getCellRangeByPosition(0, 0, 0, 0))

    def _told(self, cells: Any) -> list[str]:
        fields = self._cells(cells).read()
        if fields is None:
            raise RefusedError("unfit")
        return ["cells", str(cells.Columns.Count), *fields]

    def _fill(self, name: str, *rest: str) -> list[str]:
        corners = [int(each) for each in rest[:4]]
        cells = self._cells(cell_range(self._sheet(name), *corners))
        self._undo.append(cells.keep())  # before writing, which may fail half-way
        cells.write(rest[4:])
        return ["ok"]

    def _grow(self, name: str, table: str, last: str) -> list[str]:
        self._sheet(name)
        found = self._document.DatabaseRanges.getByName(table)
        if found.TotalsRow:
            raise RefusedError("totals", name)
        old, new = found.DataArea, found.DataArea
        if new.EndRow < int(last) - 1:
            new.EndRow = int(last) - 1
            self._undo.append(lambda: found.setDataArea(old))
            found.setDataArea(new)
        return ["ok"]

    def _front(self, name: str) -> list[str]:
        self._document.CurrentController.setActiveSheet(self._sheet(name))
        return ["ok"]

    def _sheet(self, name: str) -> Any:
        if not self._document.Sheets.hasByName(name):
            raise RefusedError("sheet", name)
        return self._document.Sheets.getByName(name)

    def _cells(self, cells: Any) -> Cells:
        return Cells(self._document, cells, self._shift)


def _document(context: Any, to_path: Callable[[str], str], path: str) -> Any:
    """Return the open document of a file."""
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    components = desktop.Components.createEnumeration()
    while components.hasMoreElements():
        document = components.nextElement()
        if hasattr(document, "supportsService") and document.supportsService(_SPREADSHEET):
            url = document.URL
            if (to_path(url) if url else document.Title) == path:
                return document
    raise RefusedError("book")
