"""What one press of a button has seen of the open workbook, so that nothing is asked for twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.register.open_book import (
    TO_THE_END,
    Area,
    Fill,
    Named,
    SheetMissingError,
    as_read,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.open_book import Change, Glance, OpenBook, Rows, Wanted


class _Block(NamedTuple):
    """Cells that were read; ``is_whole`` when the sheet has none in use below."""

    area: Area
    rows: Rows
    is_whole: bool

    def holds(self, area: Area) -> bool:
        """Return whether the block has all cells of an area."""
        own = self.area
        is_deep = self.is_whole if area.bottom == TO_THE_END else area.bottom <= own.bottom
        return is_deep and own.top <= area.top and own.left <= area.left and area.right <= own.right

    def part(self, area: Area) -> Rows:
        """Return the cells of an area within the block."""
        own = self.area
        bottom = own.bottom if area.bottom == TO_THE_END else area.bottom
        lines = self.rows[area.top - own.top : bottom - own.top + 1]
        return [line[area.left - own.left : area.right - own.left + 1] for line in lines]

    def take(self, fill: Fill) -> None:
        """Take over cells that were written."""
        own = self.area
        for row, line in enumerate(fill.rows, fill.area.top):
            for column, cell in enumerate(line, fill.area.left):
                if own.top <= row <= own.bottom and own.left <= column <= own.right:
                    self.rows[row - own.top][column - own.left] = as_read(cell)


class BookView:
    """An open workbook as it has been seen since :meth:`look`.

    Args:
        calls: The way to it.
    """

    def __init__(self, calls: OpenBook) -> None:
        self._calls = calls
        self._glance: Glance | None = None
        self._blocks: dict[str, list[_Block]] = {}
        self._named: dict[str, CellValue] = {}

    def look(self, ahead: Sequence[Wanted] = (), selected_on: str = "") -> Glance:
        """Look at the workbook anew.

        Args:
            ahead: What will be wanted, read along where that costs no further call.
            selected_on: Sheet of which selected rows matter.
        """
        self._blocks, self._named = {}, {}
        self._glance, found = self._calls.glance(ahead, selected_on)
        for wanted, rows in zip(ahead, found, strict=False):
            self._keep(wanted, rows)
        return self._glance

    @property
    def glance(self) -> Glance:
        """How the workbook stands."""
        return self._glance or self.look()

    def forget(self) -> None:
        """Read cells anew from now on."""
        self._blocks = {}

    def fetch(self, sure: Iterable[Wanted], ahead: Iterable[Wanted] = ()) -> None:
        """Read what has not been seen yet, in one batch; what is on sheets that are not there is left out.

        Args:
            sure: What is needed.
            ahead: What may be needed, read along where that costs no further call.
        """
        asked = [*sure, *(ahead if self._calls.reads_ahead else ())]
        asked = [wanted for wanted in dict.fromkeys(asked) if not self._is_known(wanted)]
        if asked:
            for wanted, rows in zip(asked, self._calls.read(asked), strict=True):
                self._keep(wanted, rows)

    def rows(self, area: Area) -> Rows:
        """Return the cells of an area; rows go on to the sheet's last one in use when it has no bottom.

        Raises:
            SheetMissingError: The sheet is not there.
        """
        self.fetch([area])
        block = self._block(area)
        if block is None:
            raise SheetMissingError(area.sheet)
        return block.part(area)

    def named(self, name: str) -> CellValue:
        """Return the value of a defined name's first cell, ``None`` when there is no such name."""
        self.fetch([Named(name)])
        return self._named[name]

    def check_sheet(self, name: str) -> None:
        """Refuse to go on without a sheet.

        Raises:
            SheetMissingError: It is not there.
        """
        if name not in self.glance.sheets:
            raise SheetMissingError(name)

    def write(self, changes: Sequence[Change]) -> None:
        """Carry out changes in their order, all of them or none.

        Raises:
            TotalsRowError: A table that is to grow shows a row of totals.
            SheetMissingError: A sheet is not there.
            LiveWriteError: The program refuses; what was done of the changes has been taken back.
        """
        self._calls.write(changes)
        for fill in (change for change in changes if isinstance(change, Fill)):
            sheet, bottom = fill.area.sheet, fill.area.bottom
            blocks = self._blocks.get(sheet, [])
            kept = [block for block in blocks if not block.is_whole or bottom <= block.area.bottom]
            self._blocks[sheet] = kept
            for block in kept:
                block.take(fill)

    def _is_known(self, wanted: Wanted) -> bool:
        if isinstance(wanted, Named):
            return wanted.name in self._named
        return wanted.sheet not in self.glance.sheets or self._block(wanted) is not None

    def _block(self, area: Area) -> _Block | None:
        blocks = self._blocks.get(area.sheet, ())
        return next((block for block in blocks if block.holds(area)), None)

    def _keep(self, wanted: Wanted, rows: Rows | None) -> None:
        if isinstance(wanted, Named):
            self._named[wanted.name] = None if rows is None else rows[0][0]
        elif rows is not None:
            last = wanted.top + len(rows) - 1
            block = _Block(wanted._replace(bottom=last), rows, wanted.bottom == TO_THE_END)
            self._blocks.setdefault(wanted.sheet, []).append(block)
