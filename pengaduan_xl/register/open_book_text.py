"""Cells as text, for macros: what goes into a spreadsheet program, and comes out of it, in one call.

A batch is records of fields. A cell is a field: empty for a blank one, else a letter and its value. The
toolbar extension of LibreOffice carries a copy of this file, so it keeps to Python 3.8 and no more than that.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Cell = str | float | bool | datetime | date | time | None

VERSION = "1"
"""Version of the batches' text; both sides name it."""

UNIT, RECORD = "\x1f", "\x1e"
"""What parts fields and records; a text that holds one of them cannot go into a batch."""

END = "end"
"""The last record of an answer, by which one that was cut off is known."""

EPOCH = datetime.fromisoformat("1899-12-30")
"""Day 0 of the numbers that stand for moments."""

DAY = timedelta(days=1)

LONGEST_TYPED = 255
"""Characters of the longest text that Excel may take for a number or a date."""

_SIGNS = "=+-@'#"
"""First characters of what Excel takes for a formula, a text's mark or an error."""

_WORDS = {"true", "false", "benar", "salah"}

_MILLISECOND = timedelta(milliseconds=1)


def is_taken_otherwise(text: str) -> bool:
    """Return whether Excel would take a text for a formula, a number, a date, or an error.

    It takes a value that a program hands over as if it were typed: ``=1+1`` becomes a formula, ``0812`` and
    ``5/2`` become numbers, unless the cell is formatted as text.
    """
    is_short = len(text) <= LONGEST_TYPED
    looks_other = is_short and (any(map(str.isdigit, text)) or text.casefold() in _WORDS)
    return looks_other or text[:1] in set(_SIGNS)


def kept_as_text(text: str) -> str:
    """Return a text with the apostrophe before it by which Excel keeps what looks like something else.

    The apostrophe is no part of the cell's value.
    """
    return f"'{text}" if is_taken_otherwise(text) else text


def is_fit(text: str) -> bool:
    """Return whether a text can go into a batch."""
    return UNIT not in text and RECORD not in text


def coded(value: Cell) -> str:
    """Return a cell's value as a field.

    Letters: ``t`` text, ``g`` text that Excel would take for something else (to be guarded unless the cell
    is formatted as text), ``n`` number, ``d`` moment as days since 30 December 1899, ``b`` 1 or 0; ``e`` is
    an error, which is never written.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return ("g" if is_taken_otherwise(value) else "t") + value
    if isinstance(value, bool):
        return f"b{int(value)}"
    if isinstance(value, (date, time)):
        return f"d{serial(value)!r}"
    return f"n{float(value)!r}"


def decoded(field: str) -> Cell:
    """Return the value that a field stands for; blank cells and errors are an empty text, as in a file.

    Raises:
        ValueError: The field is none.
    """
    kind, content = field[:1], field[1:]
    if kind in ("t", "g"):
        return content
    if kind in ("", "e"):
        return ""
    if kind == "b":
        return content == "1"
    if kind == "d":
        return moment(float(content))
    if kind == "n":
        return float(content)
    raise ValueError(field)


def serial(value: date | time) -> float:
    """Return a moment as the number that stands for it."""
    if isinstance(value, time):
        return (datetime.combine(EPOCH.date(), value) - EPOCH) / DAY
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return (value - EPOCH) / DAY


def moment(number: float) -> datetime:
    """Return the moment that a number stands for, to the millisecond."""
    return EPOCH + round(timedelta(days=number) / _MILLISECOND) * _MILLISECOND
