"""Where Ctrl+arrow goes: the end of a block of filled cells, or the next filled one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.excel.calc.addresses import Area

if TYPE_CHECKING:
    from collections.abc import Sequence


class Step(NamedTuple):
    """One cell further: rows down and columns to the right."""

    down: int
    across: int


_STEPS = {"up": Step(-1, 0), "down": Step(1, 0), "left": Step(0, -1), "right": Step(0, 1)}


def way(direction: str, start: Area, used: Area) -> tuple[Area, Step]:
    """Return the cells to look at, the start included, and the step from one to the next.

    Args:
        direction: ``up``, ``down``, ``left`` or ``right``.
        start: The cell to start from.
        used: The part of the sheet that is used; there is nothing to see beyond.
    """
    row, column = start.row, start.column
    ends = {
        "up": Area(1, column),
        "left": Area(row, 1),
        "down": Area(max(row, used.last_row), column),
        "right": Area(row, max(column, used.last_column)),
    }
    return Area.between(start, ends[direction]), _STEPS[direction]


def edge(start: Area, filled: Sequence[bool], step: Step, sheet: Area) -> Area:
    """Return the cell that Ctrl+arrow leads to.

    Args:
        start: The cell to start from.
        filled: Whether each of the cells on the way holds something, from top or left.
        step: The direction.
        sheet: All cells of the sheet; where nothing is found it goes to their end.
    """
    ahead = filled if step.down + step.across > 0 else filled[::-1]
    if ahead[0] and len(ahead) > 1 and ahead[1]:
        count = next((i - 1 for i, full in enumerate(ahead) if not full), len(ahead) - 1)
    else:
        count = next((i for i, full in enumerate(ahead) if i and full), sheet.rows * sheet.columns)
    row = min(max(start.row + step.down * count, 1), sheet.rows)
    return Area(row, min(max(start.column + step.across * count, 1), sheet.columns))
