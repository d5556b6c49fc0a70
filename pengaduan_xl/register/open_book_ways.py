"""The better of the two ways to an open workbook: by macro as long as that works, else range by range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pengaduan_xl.register.open_book import Fill, LiveWriteError, as_read
from pengaduan_xl.register.open_book_direct import DirectCalls
from pengaduan_xl.register.open_book_macro import MacroFailedError, OneCall, UnfitTextError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.register.open_book import Change, Glance, Rows, Wanted


class BetterWay:
    """An open workbook, for one press of a button.

    Args:
        book: The workbook, as xlwings gives it.
        macro: Name of the macro; there is none when it fails at the first batch, which only reads.

    Attributes:
        refusal: Why the macro is not used, ``None`` while it is.
    """

    def __init__(self, book: Any, macro: str) -> None:
        self._name = str(book.name)
        self._by_macro = OneCall(book, macro)
        self._direct = DirectCalls(book)
        self.refusal: str | None = None

    @property
    def reads_ahead(self) -> bool:
        """Whether more areas in a batch cost no further calls."""
        return self.refusal is None

    def glance(
        self, wanted: Sequence[Wanted], selected_on: str
    ) -> tuple[Glance, list[Rows | None]]:
        """Return how the workbook stands, and the cells of areas and names.

        What was asked for only because it costs nothing by macro is left out of the other way.
        """
        try:
            return self._by_macro.glance(wanted, selected_on)
        except (MacroFailedError, UnfitTextError) as error:
            self._give_up(error)
        glance, _ = self._direct.glance([], selected_on)
        return glance, []

    def read(self, wanted: Sequence[Wanted]) -> list[Rows | None]:
        """Return the cells of areas and names, ``None`` for what is not there."""
        if self.refusal is None:
            try:
                return self._by_macro.read(wanted)
            except (MacroFailedError, UnfitTextError) as error:
                self._give_up(error)
        return self._direct.read(wanted)

    def write(self, changes: Sequence[Change]) -> None:
        """Carry out changes in their order, all of them or none.

        Raises:
            TotalsRowError: A table that is to grow shows a row of totals.
            SheetMissingError: A sheet is not there.
            LiveWriteError: The program refuses; what was done of the changes has been taken back.
        """
        if self.refusal is None:
            try:
                self._by_macro.write(changes)
            except UnfitTextError as error:
                self._give_up(error)
            except MacroFailedError as error:
                self._give_up(error)
                if self._is_written(changes):
                    return
            else:
                return
        self._direct.write(changes)

    def _give_up(self, error: Exception) -> None:
        self.refusal = str(error) or type(error).__name__

    def _is_written(self, changes: Sequence[Change]) -> bool:
        """Look up whether changes were written of which no answer came.

        Returns:
            Whether all were; when not, none were, so that they can be written the other way.

        Raises:
            LiveWriteError: Some were, and have been taken back; or the workbook cannot be read.
        """
        fills = [change for change in changes if isinstance(change, Fill)]
        try:
            found = self._direct.read([fill.area for fill in fills])
        except Exception as error:  # each spreadsheet program has exception classes of its own
            raise LiveWriteError(self._name) from error
        now = [_comparable(rows or []) for rows in found]
        if now == [_comparable(fill.rows) for fill in fills]:
            return True
        before = [
            rows if fill.before is None else _comparable(fill.before)
            for fill, rows in zip(fills, now, strict=True)
        ]
        if now != before:
            self._direct.put_back(changes)
            raise LiveWriteError(self._name)
        return False


def _comparable(rows: Rows) -> Rows:
    return [[as_read(cell) for cell in row] for row in rows]
