"""What a proof reports: one measured figure and whether it is what was promised."""

from __future__ import annotations

from typing import NamedTuple


class Figure(NamedTuple):
    """One measured figure.

    Attributes:
        what: What was measured, on what input.
        value: The figure with its unit.
        holds: Whether it is what was promised.
    """

    what: str
    value: str
    holds: bool = True
