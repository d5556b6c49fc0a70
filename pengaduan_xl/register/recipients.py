"""The sheet Penerima of a register, which one made before there was such a sheet lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.findings import Finding
from pengaduan_xl.domain.recipients_sheet import ADDRESS, REPORT, parse_recipients

if TYPE_CHECKING:
    from pengaduan_xl.domain.recipients_sheet import Recipient
    from pengaduan_xl.register.sheets import SheetTable

REMEDY = "Tulis kembali judul kolom itu pada baris {row}; sampai itu tidak ada yang dikirimi pos-el"


def read_recipients(sheet: SheetTable | None) -> tuple[tuple[Recipient, ...], list[Finding]]:
    """Return who gets reports by mail, and what is wrong with it.

    A sheet of that name without the columns of address and report is one of staff's own and left alone.
    Nobody gets mail where there is no such sheet, or where it lacks columns.
    """
    if sheet is None or not {ADDRESS, REPORT} <= sheet.columns.keys():
        return (), []
    if sheet.missing:
        remedy = REMEDY.format(row=sheet.first_row - 1)
        return (), [
            Finding(sheet.table.sheet, "", "", f"Kolom '{heading}' tidak ada", remedy)
            for heading in sheet.missing
        ]
    return parse_recipients(sheet.sheet_rows())
