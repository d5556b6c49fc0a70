"""Heights of rows, by which hidden ones are known."""

from __future__ import annotations

from typing import Any

_POINTS = 72 / 2540
"""Points in a hundredth of a millimetre, in which Calc measures."""


def common_height(cells: Any) -> float | None:
    """Return the height in points of all rows of a UNO cell range, 0 for hidden ones; None when they differ.

    Rows are asked one by one until two differ.
    """
    rows = cells.Rows
    common: float | None = None
    for place in range(rows.Count):
        row = rows.getByIndex(place)
        height = round(row.Height * _POINTS, 2) if row.IsVisible else 0.0
        if common is not None and height != common:
            return None
        common = height
    return common
