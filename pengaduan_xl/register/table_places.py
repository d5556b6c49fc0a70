"""Which sheet each Excel table is on: a copy of a sheet carries a table of another name.

An office that copies a list sheet and goes on in the copy, as for a new year, has the table of the old name
on the old sheet, where new rows would go unseen.
"""

from __future__ import annotations

import io
import posixpath
import zipfile

from pengaduan_xl.register.opening import LIMITS, ZIP_ERRORS
from pengaduan_xl.register.xlsx.workbook import DOCUMENT, RELATIONSHIP, relationships_part
from pengaduan_xl.register.xlsx.xml_spans import MAIN, Element, PartXmlError, scan


def table_places(content: bytes) -> dict[str, str]:
    """Return the name of the sheet that each table is on, by the table's name in small letters.

    Parts that cannot be read hold no table here; the writer refuses them by name.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = _Parts(package)
        places: dict[str, str] = {}
        seen = set[str]()
        for book in parts.related("", "officeDocument").values():
            sheets = parts.related(book, "worksheet")
            for sheet in parts.elements(book, f"{MAIN} sheet"):
                part = sheets.get(sheet.attributes.get(f"{DOCUMENT} id", ""), "")
                if part.casefold() in seen:
                    continue
                seen.add(part.casefold())
                for name in parts.tables(part):
                    places.setdefault(name.casefold(), sheet.attributes.get("name", ""))
    return places


def sheet_parts(content: bytes) -> dict[str, str]:
    """Return the part of each sheet by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = _Parts(package)
        return {
            sheet.attributes.get("name", ""): sheets.get(
                sheet.attributes.get(f"{DOCUMENT} id", ""), ""
            )
            for book in parts.related("", "officeDocument").values()
            for sheets in (parts.related(book, "worksheet"),)
            for sheet in parts.elements(book, f"{MAIN} sheet")
        }


class _Parts:
    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = {name.casefold(): name for name in package.namelist()}
        self._scanned: dict[tuple[str, str], list[Element]] = {}

    def tables(self, sheet: str) -> list[str]:
        return [
            element.attributes.get("name", "")
            for table in self.related(sheet, "table").values()
            for element in self.elements(table, f"{MAIN} table")
        ]

    def related(self, part: str, kind: str) -> dict[str, str]:
        """Return the parts that relationships of a kind lead to, by id."""
        found = {}
        for element in self.elements(relationships_part(part), RELATIONSHIP):
            link = element.attributes
            if link.get("Type", "").rpartition("/")[2] == kind:
                target = posixpath.join("/", posixpath.dirname(part), link.get("Target", ""))
                found[link.get("Id", "")] = posixpath.normpath(target).lstrip("/")
        return found

    def elements(self, part: str, wanted: str) -> list[Element]:
        key = (part.casefold(), wanted)
        if key not in self._scanned:
            self._scanned[key] = self._scan(part, wanted)
        return self._scanned[key]

    def _scan(self, part: str, wanted: str) -> list[Element]:
        name = self._names.get(part.casefold(), "")
        try:
            if self._package.getinfo(name).file_size > LIMITS.structure_bytes:
                return []
            return scan(self._package.read(name), part, {wanted})
        except (KeyError, PartXmlError, *ZIP_ERRORS):
            return []
