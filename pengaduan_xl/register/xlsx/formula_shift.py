"""Formulas moved down the rows of a table's calculated column."""

from __future__ import annotations

import re

from pengaduan_xl.register.xlsx.ranges import MAX_ROW, parse_cell

TOKEN = re.compile(
    r"""(?P<skip>"(?:[^"]|"")*" | '(?:[^']|'')*' | \[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\])
    | (?<![\w.$\\])(?P<column>\$?[A-Za-z]{1,3})(?P<row>[1-9][0-9]{0,6})(?![\w.(!])
    | (?<![\w.$\\])(?P<first>\$?[1-9][0-9]{0,6}):(?P<last>\$?[1-9][0-9]{0,6})(?![\w.])
    """,
    re.VERBOSE,
)
"""Texts, quoted sheet names and bracketed references are stepped over; then cells with a row that moves,
``B2`` or ``$B2``, and whole rows, ``2:2``. Functions (``LOG10(``) and sheets (``AB1!``) are none."""


def is_relative(formula: str) -> bool:
    """Return whether a formula refers to a cell or row by a position that moves with it."""
    return shifted(formula, 1) != formula


def shifted(formula: str, rows: int) -> str | None:
    """Return a formula as Excel would fill it ``rows`` down; ``None`` if it would leave the sheet."""
    fits = True

    def move(text: str) -> str:
        nonlocal fits
        if text.startswith("$"):
            return text
        row = int(text) + rows
        fits = fits and 1 <= row <= MAX_ROW
        return str(row)

    def replaced(match: re.Match[str]) -> str:
        if match["skip"] is not None:
            return match[0]
        if match["first"] is not None:
            return f"{move(match['first'])}:{move(match['last'])}"
        if parse_cell(match["column"] + match["row"]) is None:
            return match[0]
        return match["column"] + move(match["row"])

    text = TOKEN.sub(replaced, formula)
    return text if fits else None
