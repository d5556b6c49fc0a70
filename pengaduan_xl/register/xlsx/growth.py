"""Rules of a sheet that covered a table's rows grow with the table.

These are data validations, conditional formats (both also in their Excel 2010 form in ``extLst``) and
protected ranges. A rule grows where one of its areas spans exactly the old data rows, with or without the
headings, inside the table's columns; a rule over other rows was not made for the table and stays.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pengaduan_xl.register.xlsx.ranges import Area, parse_area
from pengaduan_xl.register.xlsx.sheet_xml import X14, XM
from pengaduan_xl.register.xlsx.xml_spans import MAIN, attribute_edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.register.xlsx.sheet_xml import SheetXml
    from pengaduan_xl.register.xlsx.xml_spans import Edit

ATTRIBUTE_RULES = frozenset(
    f"{MAIN} {name}" for name in ("dataValidation", "conditionalFormatting", "protectedRange")
)
TEXT_RULES = frozenset(f"{X14} {name}" for name in ("dataValidation", "conditionalFormatting"))

Growth = tuple[Area, int]
"""The old rows of a table as an area, and the last row it reaches now."""


def growth_edits(sheet: SheetXml, growths: Sequence[Growth]) -> list[Edit]:
    """Return the edits that let a sheet's rules grow with its tables."""
    edits: list[Edit] = []
    for element in sheet.outer:
        if element.name in ATTRIBUTE_RULES:
            old = element.attributes.get("sqref", "")
            new = _grown(old, growths)
            if new != old:
                edits.append(attribute_edit(sheet.data, element, "sqref", new))
        elif element.name == f"{XM} sqref" and element.parent in TEXT_RULES:
            new = _grown(element.text, growths)
            if new != element.text:
                edits.append((element.inner, element.close, escape(new, quote=False).encode()))
    return edits


def dimension_edits(sheet: SheetXml, used: Area) -> list[Edit]:
    """Return the edit that makes the sheet's ``dimension``, if it has one, hold ``used`` too."""
    for element in sheet.named("dimension"):
        old = parse_area(element.attributes.get("ref", ""))
        if old and old.joined(used) != old:
            return [attribute_edit(sheet.data, element, "ref", str(old.joined(used)))]
    return []


def _grown(sqref: str, growths: Sequence[Growth]) -> str:
    areas = sqref.split()
    grown = [_grown_area(text, growths) for text in areas]
    return sqref if grown == areas else " ".join(grown)


def _grown_area(text: str, growths: Sequence[Growth]) -> str:
    area = parse_area(text)
    if area is None:
        return text
    for rows, last in growths:
        spans = (area.top, area.bottom) == (rows.top, rows.bottom)
        if spans and rows.left <= area.left and area.right <= rows.right:
            return str(area._replace(bottom=last))
    return text
