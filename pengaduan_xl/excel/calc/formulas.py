"""Formulas between Excel's way of writing (``Sheet!A1``, commas) and Calc's (``$Sheet.A1``, semicolons)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pengaduan_xl.excel.calc.addresses import Area
    from pengaduan_xl.excel.calc.connection import Connection

_EXCEL = 3
"""``com.sun.star.sheet.AddressConvention.XL_OOX``, the writing in .xlsx files."""


class FormulaNotation:
    """Translates the formulas of one document with Calc's own parser; each text is translated once.

    Args:
        connection: The office.
        document: The document, a UNO model.
    """

    def __init__(self, connection: Connection, document: Any) -> None:
        self._excel = document.createInstance("com.sun.star.sheet.FormulaParser")
        self._excel.FormulaConvention = _EXCEL
        self._calc = document.createInstance("com.sun.star.sheet.FormulaParser")
        for parser in (self._excel, self._calc):
            parser.CompileEnglish = True
        self._connection = connection
        self._known: dict[tuple[bool, str], str] = {}

    def to_calc(self, text: str) -> str:
        """Return a formula as Calc's API takes it; any other text as it is."""
        return self._translated(text, self._excel, self._calc)

    def to_excel(self, text: str) -> str:
        """Return one of Calc's formulas as Excel writes it."""
        return self._translated(text, self._calc, self._excel)

    def filled(self, text: str, area: Area) -> tuple[tuple[str, ...], ...]:
        """Return a formula of the first cell for all cells, its relative addresses moved along."""
        tokens = self._excel.parseFormula(text[1:], self._position(area.row, area.column))
        return tuple(
            tuple(
                "=" + self._calc.printFormula(tokens, self._position(row, column))
                for column in range(area.column, area.last_column + 1)
            )
            for row in range(area.row, area.last_row + 1)
        )

    def _translated(self, text: str, source: Any, target: Any) -> str:
        if not text.startswith("="):
            return text
        key = (target is self._calc, text)
        if key not in self._known:
            origin = self._position(1, 1)
            tokens = source.parseFormula(text[1:], origin)
            self._known[key] = "=" + target.printFormula(tokens, origin)
        return self._known[key]

    def _position(self, row: int, column: int) -> Any:
        name = "com.sun.star.table.CellAddress"
        return self._connection.struct(name, Sheet=0, Column=column - 1, Row=row - 1)
