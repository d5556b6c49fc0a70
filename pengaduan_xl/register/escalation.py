"""The sheet Eskalasi of a register, which one made before there was such a sheet lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.escalation import DEFAULT_ESCALATION
from pengaduan_xl.domain.escalation_sheet import ADDRESSEE, LEVEL, parse_escalation
from pengaduan_xl.domain.findings import Finding

if TYPE_CHECKING:
    from pengaduan_xl.domain.escalation import EscalationRule
    from pengaduan_xl.register.sheets import SheetTable

REMEDY = "Tulis kembali judul kolom itu pada baris {row}; sampai itu eskalasi bawaan yang berlaku"


def is_escalation(sheet: SheetTable | None) -> bool:
    """Return whether a sheet named Eskalasi is ours: staff may have one without these columns."""
    return sheet is not None and {LEVEL, ADDRESSEE} <= sheet.columns.keys()


def read_escalation(
    sheet: SheetTable | None,
) -> tuple[tuple[EscalationRule, ...], list[Finding]]:
    """Return the rules of escalation, and what is wrong with them.

    The default rules hold where there is no such sheet, or where it lacks columns.
    """
    if sheet is None or not is_escalation(sheet):
        return DEFAULT_ESCALATION, []
    if sheet.missing:
        remedy = REMEDY.format(row=sheet.first_row - 1)
        return DEFAULT_ESCALATION, [
            Finding(sheet.table.sheet, "", "", f"Kolom '{heading}' tidak ada", remedy)
            for heading in sheet.missing
        ]
    return parse_escalation(sheet.sheet_rows())
