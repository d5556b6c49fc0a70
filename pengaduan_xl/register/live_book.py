"""What sheets and cells of an open workbook need to know of the program that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pengaduan_xl.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_TYPED = 255
"""Characters of the longest text that Excel may take for a number or a date."""

_SIGNS = "=+-@'#"
"""First characters of what Excel takes for a formula, a text's mark or an error."""

_WORDS = {"true", "false", "benar", "salah"}


class SheetMissingError(UnusableFileError):
    """The workbook lacks a sheet that the button needs."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"Lembar '{sheet}' tidak ada",
            "Kembalikan lembar itu dari cadangan, atau perbaiki namanya",
            where=sheet,
        )


class HostWays(NamedTuple):
    """How a spreadsheet program goes about things.

    Attributes:
        as_text: Gives a text as it must be written to stay one.
        is_read_only: Whether the workbook was opened for reading only, so that nobody can save it.
    """

    as_text: Callable[[str], str] = str
    is_read_only: bool = False


def sheet_of(book: Any, name: str) -> Any:
    """Return a sheet of the open workbook.

    Raises:
        SheetMissingError: There is none of that name.
    """
    for sheet in book.sheets:
        if sheet.name == name:
            return sheet
    raise SheetMissingError(name)


def kept_as_text(text: str) -> str:
    """Return a text with the apostrophe before it by which Excel keeps what looks like something else.

    Excel takes a value that a program hands over as if it were typed: ``=1+1`` becomes a formula, ``0812``
    and ``5/2`` become numbers. The apostrophe is no part of the cell's value.
    """
    is_short = len(text) <= LONGEST_TYPED
    looks_other = is_short and (any(map(str.isdigit, text)) or text.casefold() in _WORDS)
    return f"'{text}" if looks_other or text[:1] in set(_SIGNS) else text
