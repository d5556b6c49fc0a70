"""Locked cells: Calc refuses some changes with an unnamed error and drops others without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.errors import UnusableFileError

if TYPE_CHECKING:
    from pengaduan_xl.excel.calc.ranges import Range


class ProtectedCellsError(UnusableFileError):
    """The sheet is protected and a cell that should change is locked."""

    def __init__(self, where: str) -> None:
        super().__init__(
            "Lembar ini diproteksi dan selnya terkunci",
            "Buka proteksi lembarnya dahulu, atau tulis di sel yang tidak terkunci",
            where=where,
        )


def refuse_protected_sheet(cells: Range) -> None:
    """Refuse to move cells on a protected sheet, which Calc would silently not do.

    Raises:
        ProtectedCellsError: The sheet is protected.
    """
    if cells.sheet.api.isProtected():
        raise ProtectedCellsError(cells.place)


def refuse_locked_cells(cells: Range) -> None:
    """Refuse to change cells of which at least one is locked.

    Raises:
        ProtectedCellsError: The sheet is protected, and not all these cells are free.
    """
    if not cells.sheet.api.isProtected():
        return
    mixed = cells.api.getPropertyState("CellProtection").value == "AMBIGUOUS_VALUE"
    if mixed or cells.api.CellProtection.IsLocked:
        raise ProtectedCellsError(cells.place)
