"""An open workbook worked on range by range, with nothing but xlwings' object model.

The way where the add-in or the toolbar is not there, as with xlwings' *Run main*.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.register.open_book import (
    TO_THE_END,
    Area,
    Fill,
    Front,
    Glance,
    LiveWriteError,
    SheetMissingError,
    TotalsRowError,
    clipped,
)
from pengaduan_xl.register.open_book_text import kept_as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.open_book import Change, Grow, Rows, Wanted

CALC = "calc"
"""Name of our engine, whose cells take texts as they are; every other one drives Excel."""

LONGEST_IN_ARRAY = 8_000
"""Characters of a text that goes into a cell along with others; Excel refuses arrays with more than 8,203."""

_ROWS = re.compile(r"\$?[A-Z]*\$?(\d+)(?::\$?[A-Z]*\$?(\d+))?")


class DirectCalls:
    """An open workbook, each range and table a call of its own.

    Whether the workbook was opened for reading only cannot be asked here, so :meth:`glance` says no: an act
    is in the journal before it is written, and the next opening tells when the workbook was not saved.

    Args:
        book: The workbook, as xlwings gives it.
    """

    reads_ahead = False

    def __init__(self, book: Any) -> None:
        self._book = book
        self._name = str(book.name)
        self._by_name: dict[str, Any] = {}

    def glance(
        self, wanted: Sequence[Wanted], selected_on: str
    ) -> tuple[Glance, list[Rows | None]]:
        """Return how the workbook stands, and the cells of areas and names."""
        names = tuple(self._sheets())
        active = str(self._book.sheets.active.name)
        spans = self._spans() if active == selected_on else ()
        return Glance(names, active, is_read_only=False, spans=spans), self.read(wanted)

    def read(self, wanted: Sequence[Wanted]) -> list[Rows | None]:
        """Return the cells of areas and names, ``None`` for what is not there."""
        return [
            self._cells(one) if isinstance(one, Area) else self._named(one.name) for one in wanted
        ]

    def write(self, changes: Sequence[Change]) -> None:
        """Carry out changes in their order, all of them or none.

        Raises:
            TotalsRowError: A table that is to grow shows a row of totals.
            SheetMissingError: A sheet is not there.
            LiveWriteError: The program refuses; what was done of the changes has been taken back.
        """
        undo: list[Callable[[], object]] = []
        try:
            for change in changes:
                self._carry_out(change, undo)
        except PengaduanError:
            _take_back(undo)
            raise
        except Exception as error:  # each spreadsheet program has exception classes of its own
            _take_back(undo)
            raise LiveWriteError(self._name) from error

    def put_back(self, changes: Sequence[Change]) -> None:
        """Write what stood where changes were written, as far as it is known and the program lets us."""
        fills = [change for change in changes if isinstance(change, Fill)]
        _take_back([partial(self._put_before, fill) for fill in fills])

    def _sheets(self) -> dict[str, Any]:
        if not self._by_name:
            self._by_name = {str(sheet.name): sheet for sheet in self._book.sheets}
        return self._by_name

    def _sheet(self, name: str) -> Any:
        if name not in self._sheets():
            raise SheetMissingError(name)
        return self._by_name[name]

    def _cells(self, area: Area) -> Rows | None:
        sheet = self._sheets().get(area.sheet)
        if sheet is None:
            return None
        last = area.bottom
        if last == TO_THE_END:
            last = max(sheet.used_range.last_cell.row, area.top)
        cells = sheet.range((area.top, area.left), (last, area.right))
        return _blank_for_none(cells.options(ndim=2, empty="").value)

    def _named(self, name: str) -> Rows | None:
        names = self._book.names
        if name not in names:
            return None
        cells = names[name].refers_to_range
        return [_blank_for_none(cells.options(ndim=2, empty="").value)[0][:1]]

    def _carry_out(self, change: Change, undo: list[Callable[[], object]]) -> None:
        if isinstance(change, Fill):
            self._sheet(change.area.sheet)
            undo.append(partial(self._put_before, change))
            self._put(change, change.rows)
        elif isinstance(change, Front):
            self._sheet(change.sheet).activate()
        else:
            self._grow(change, undo)

    def _grow(self, change: Grow, undo: list[Callable[[], object]]) -> None:
        sheet = self._sheet(change.sheet)
        table = sheet.tables[change.table]
        if table.show_totals:
            raise TotalsRowError(change.sheet)
        area = table.range
        end = area.last_cell.row

        def resize(last: int) -> None:
            corner = (last, area.last_cell.column)
            table.resize(sheet.range((area.row, area.column), corner))

        if end < change.last:
            undo.append(partial(resize, end))
            resize(change.last)

    def _put_before(self, fill: Fill) -> None:
        if fill.before is not None:
            self._put(fill, fill.before)

    def _put(self, fill: Fill, rows: Rows) -> None:
        """Write cells in one call, long texts in one of their own each."""
        name, top, left, bottom, right = fill.area
        sheet = self._sheet(name)
        block = [
            [self._written(cell, column in fill.literal) for column, cell in enumerate(row, left)]
            for row in rows
        ]
        long = {
            (top + down, left + across): cell
            for down, row in enumerate(block)
            for across, cell in enumerate(row)
            if isinstance(cell, str) and len(cell) > LONGEST_IN_ARRAY
        }
        for row, column in long:
            block[row - top][column - left] = None
        sheet.range((top, left), (bottom, right)).value = block
        for place, text in long.items():
            sheet.range(place).value = text

    def _written(self, value: CellValue, is_literal: bool) -> CellValue:
        """Return a value as it is handed over, so that a text stays one."""
        is_guarded = not is_literal and self._book.app.engine.name != CALC
        if value == "":
            return None
        return kept_as_text(value) if isinstance(value, str) and is_guarded else value

    def _spans(self) -> tuple[tuple[int, int], ...]:
        """Return the rows selected in this workbook that are not hidden."""
        selection = self._book.app.selection
        if selection is None or selection.sheet.book.fullname != self._book.fullname:
            return ()
        selected = clipped(list(_rows_of(str(selection.address), selection.shape[0])))
        if sum(last - first + 1 for first, last in selected) == 1:
            return selected
        shown = (part for span in selected for part in _shown(selection.sheet, *span))
        return clipped(list(shown))


def _take_back(undo: Sequence[Callable[[], object]]) -> None:
    for step in reversed(undo):
        with suppress(Exception):  # what cannot be taken back is mended when the act is brought in
            step()


def _rows_of(address: str, height: int) -> Iterator[tuple[int, int]]:
    """Yield first and last row of each area of an address; whole columns begin at row 1."""
    for part in address.split(","):
        match = _ROWS.fullmatch(part)
        if match is None:
            yield 1, height
        else:
            yield int(match[1]), int(match[2] or match[1])


def _shown(sheet: Any, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the rows of a span that have a height; rows of different heights are looked at by halves."""
    height = sheet.range((first, 1), (last, 1)).row_height
    if height:
        yield first, last
    elif height is None and first < last:
        middle = (first + last) // 2
        yield from _shown(sheet, first, middle)
        yield from _shown(sheet, middle + 1, last)


def _blank_for_none(rows: list[list[Any]]) -> Rows:
    return [["" if cell is None else cell for cell in row] for row in rows]
