"""An open workbook worked on by one macro inside the spreadsheet program: each batch is one call.

What goes in and out is text; ``docs/decisions/0012-one-call-per-batch.md`` describes it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pengaduan_xl.register.open_book import (
    Area,
    Fill,
    Front,
    Glance,
    LiveWriteError,
    SheetMissingError,
    TotalsRowError,
    clipped,
)
from pengaduan_xl.register.open_book_text import (
    END,
    RECORD,
    UNIT,
    VERSION,
    coded,
    decoded,
    is_fit,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pengaduan_xl.errors import PengaduanError
    from pengaduan_xl.register.open_book import Change, Rows, Wanted

LOOK, READ, NAME, FILL, GROW, FRONT = "look", "read", "name", "fill", "grow", "front"
"""First fields of a batch's records."""

DONE, NOTHING = "done", "-"
"""Fields of an answer: all was carried out; a sheet or name is not there."""

UNFIT, TOTALS, NO_SHEET = "unfit", "totals", "sheet"
"""Why a batch was not carried out; any other word is the program's own."""


SHOWN = 200
"""Characters kept of an answer that cannot be used."""


class MacroFailedError(Exception):
    """The program has no such macro, refused it, or gave no whole answer; what happened is not known."""


class UnfitTextError(Exception):
    """A text holds a character that parts the fields of a batch; nothing was read or written."""


class _RefusedError(MacroFailedError):
    """The macro says that it could not carry out the batch, and why."""


class OneCall:
    """An open workbook behind a macro.

    Args:
        book: The workbook, as xlwings gives it.
        macro: The macro's name.
    """

    reads_ahead = True

    def __init__(self, book: Any, macro: str) -> None:
        self._book = book
        self._macro = macro
        self._name = str(book.name)
        self._head = [VERSION, str(book.fullname), self._name]

    def glance(
        self, wanted: Sequence[Wanted], selected_on: str
    ) -> tuple[Glance, list[Rows | None]]:
        """Return how the workbook stands, and the cells of areas and names.

        Raises:
            MacroFailedError: There is no answer.
            UnfitTextError: A cell holds what no batch can.
        """
        stands, *cells = self._asked([[LOOK, selected_on], *map(_request, wanted)])
        with _whole(stands):
            _, active, is_read_only, count, *rest = stands
            names = tuple(rest[: int(count)])
            spans = [(int(first), int(last)) for first, last in map(_span, rest[int(count) :])]
        return Glance(names, active, is_read_only == "1", clipped(spans)), list(map(_rows, cells))

    def read(self, wanted: Sequence[Wanted]) -> list[Rows | None]:
        """Return the cells of areas and names, ``None`` for what is not there.

        Raises:
            MacroFailedError: There is no answer.
            UnfitTextError: A cell holds what no batch can.
        """
        return list(map(_rows, self._asked(list(map(_request, wanted)))))

    def write(self, changes: Sequence[Change]) -> None:
        """Carry out changes in their order, all of them or none.

        Raises:
            TotalsRowError: A table that is to grow shows a row of totals.
            SheetMissingError: A sheet is not there.
            LiveWriteError: The macro could not carry all out and has taken back what it had done.
            MacroFailedError: There is no answer, so nobody knows what was written.
            UnfitTextError: A text cannot go into a batch; nothing was written.
        """
        try:
            self._asked(list(map(_order, changes)))
        except _RefusedError as error:
            raise LiveWriteError(self._name) from error

    def _asked(self, records: Sequence[Sequence[str]]) -> list[list[str]]:
        """Run the macro; return a record of its answer for each of the batch's."""
        text = RECORD.join(map(UNIT.join, [self._head, *records]))
        try:
            answer = str(self._book.app.macro(self._macro)(text))
        except Exception as error:  # each spreadsheet program has exception classes of its own
            raise MacroFailedError(str(error)) from error
        (version, *said), *found = [record.split(UNIT) for record in answer.split(RECORD)]
        if version != VERSION or not said or found[-1:] != [[END]]:
            raise MacroFailedError(answer[:SHOWN])
        if said[0] != DONE:
            raise _refusal(*said)
        if len(found) != len(records) + 1:
            raise MacroFailedError(answer[:SHOWN])
        return found[:-1]


def _refusal(reason: str, *where: str) -> Exception:
    """Return the error of an answer that refuses the batch, none of which is carried out then."""
    if reason == UNFIT:
        return UnfitTextError(*where)
    kinds: dict[str, type[PengaduanError]] = {TOTALS: TotalsRowError, NO_SHEET: SheetMissingError}
    return kinds[reason](*where) if reason in kinds else _RefusedError(reason, *where)


def _request(wanted: Wanted) -> list[str]:
    if isinstance(wanted, Area):
        return [READ, *map(str, wanted)]
    return [NAME, wanted.name]


def _order(change: Change) -> list[str]:
    if isinstance(change, Fill):
        cells = [coded(cell) for row in change.rows for cell in row]
        if not all(map(is_fit, cells)):
            raise UnfitTextError(change.area.sheet)
        return [FILL, *map(str, change.area), *cells]
    if isinstance(change, Front):
        return [FRONT, change.sheet]
    return [GROW, change.sheet, change.table, str(change.last)]


def _rows(record: Sequence[str]) -> Rows | None:
    """Return the cells of an answer's record."""
    if record[0] == NOTHING:
        return None
    with _whole(record):
        width = int(record[1])
        cells = list(map(decoded, record[2:]))
        if len(cells) < width or len(cells) % width:
            raise MacroFailedError(str(record)[:SHOWN])
    return [cells[start : start + width] for start in range(0, len(cells), width)]


def _span(text: str) -> tuple[str, str]:
    first, _, last = text.partition(":")
    return first, last


@contextmanager
def _whole(record: Sequence[str]) -> Iterator[None]:
    """Name what goes wrong with a record that is not what an answer's should be."""
    try:
        yield
    except (ValueError, LookupError, ArithmeticError) as error:
        raise MacroFailedError(str(record)[:SHOWN]) from error
