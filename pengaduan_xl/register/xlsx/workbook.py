"""The parts of a workbook package: sheets by name, their tables, and what belongs to calculation."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pengaduan_xl.errors import NotFoundError, UnusableFileError
from pengaduan_xl.register.xlsx.directory import BrokenPackageError, NotWorkbookError, part_key
from pengaduan_xl.register.xlsx.row_xml import is_true
from pengaduan_xl.register.xlsx.table_xml import TableXml, read_table
from pengaduan_xl.register.xlsx.xml_spans import MAIN, Element, PartXmlError, scan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pengaduan_xl.register.xlsx.directory import Member
    from pengaduan_xl.register.xlsx.package import Package

RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/"
SIGNATURE = "/digital-signature/"
CONTENT_TYPES = "[Content_Types].xml"


class SignedPackageError(UnusableFileError):
    """The workbook carries a digital signature, which any change would void."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "buku kerja ini bertanda tangan elektronik dan menjadi tidak sah bila diubah",
            "Pakai salinan tanpa tanda tangan",
            where=path.name,
        )


class StrictWorkbookError(UnusableFileError):
    """The workbook is saved in the strict Open XML form."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "buku kerja ini disimpan dalam bentuk Strict Open XML",
            "Simpan sebagai Buku Kerja Excel (.xlsx) biasa",
            where=path.name,
        )


class UnknownSheetError(NotFoundError):
    """There is no sheet of a name."""

    def __init__(self, path: Path, sheet: str, known: Sequence[str]) -> None:
        super().__init__(
            f'tidak ada lembar "{sheet}"', f"Pakai salah satu: {', '.join(known)}", where=path.name
        )


class NotWorksheetError(UnusableFileError):
    """A sheet has no cells: it is a chart sheet or a macro sheet."""

    def __init__(self, path: Path, sheet: str) -> None:
        super().__init__(
            f'lembar "{sheet}" bukan lembar kerja bersel', "Pilih lembar lain", where=path.name
        )


class UnknownTableError(NotFoundError):
    """There is no table of a name."""

    def __init__(self, path: Path, table: str, known: Sequence[str]) -> None:
        super().__init__(
            f'tidak ada tabel "{table}"',
            f"Pakai salah satu: {', '.join(known) or '(buku kerja ini tidak bertabel)'}",
            where=path.name,
        )


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship from one part to another.

    Attributes:
        id: Its id in the part it comes from.
        kind: The last word of its type, e.g. ``worksheet``.
        type: Its whole type.
        part: Name of the part it leads to; empty when it leads outside the package.
        element: Where it stands in the relationships part.
    """

    id: str
    kind: str
    type: str
    part: str
    element: Element


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook: its name, the part it is in, and whether it has cells."""

    name: str
    part: str
    has_cells: bool


class WorkbookParts:
    """The structure of a workbook package.

    Attributes:
        package: The package.
        part: Name of the workbook part.
        data: Its content.
        relationships: From the workbook part.
        sheets: All sheets in order.
        date1904: Whether days count from 1904.

    Raises:
        SignedPackageError, StrictWorkbookError, NotWorkbookError: The workbook cannot be edited.
        PartXmlError, BrokenPackageError, OversizedError: Its parts cannot be read.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = self._workbook_part()
        self.data = package.read(self.member(self.part))
        self.relationships = self.related(self.part)
        elements = scan(self.data, self.part)
        if elements[0].name == f"{STRICT}spreadsheetml/main workbook":
            raise StrictWorkbookError(package.path)
        if elements[0].name != f"{MAIN} workbook":
            raise NotWorkbookError(package.path)
        self.sheets = self._sheets(elements)
        self.date1904 = any(
            is_true(element.attributes.get("date1904"))
            for element in elements
            if element.name == f"{MAIN} workbookPr"
        )
        self._tables: dict[str, list[TableXml]] = {}

    def member(self, part: str) -> Member:
        """Return the zip member of a part; raises :class:`BrokenPackageError` if it is missing."""
        member = self.package.find(part)
        if member is None:
            raise BrokenPackageError(self.package.path, f"bagian {part or '(kosong)'} hilang")
        return member

    def sheet(self, name: str) -> Sheet:
        """Return a worksheet by its name, exactly as written or else ignoring case as Excel does.

        Raises:
            UnknownSheetError: There is none.
            NotWorksheetError: It has no cells.
        """
        exact = [sheet for sheet in self.sheets if sheet.name == name]
        alike = [sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()]
        for sheet in exact or alike:
            if not sheet.has_cells:
                raise NotWorksheetError(self.package.path, name)
            return sheet
        raise UnknownSheetError(self.package.path, name, [sheet.name for sheet in self.sheets])

    def tables(self, sheet: Sheet) -> list[TableXml]:
        """Return the tables of a sheet."""
        key = part_key(sheet.part)
        if key not in self._tables:
            links = [item for item in self.related(sheet.part) if item.kind == "table"]
            members = {item.part: self.member(item.part) for item in links}.values()
            parts = {member.name: member for member in members}
            self._tables[key] = [
                read_table(self.package.read(member), name) for name, member in parts.items()
            ]
        return self._tables[key]

    def table(self, name: str) -> tuple[Sheet, TableXml]:
        """Return a table by its name, ignoring case as Excel does, and the sheet it is on.

        Raises:
            UnknownTableError: There is none.
        """
        known = []
        for sheet in self.sheets:
            for table in self.tables(sheet) if sheet.has_cells else ():
                if table.name.casefold() == name.casefold():
                    return sheet, table
                known.append(table.name)
        raise UnknownTableError(self.package.path, name, known)

    def related(self, part: str) -> list[Relationship]:
        """Return the relationships from a part; none if it has no relationships part."""
        member = self.package.find(relationships_part(part))
        if member is None:
            return []
        elements = scan(self.package.read(member), member.name, {RELATIONSHIP})
        return [self._relationship(element, posixpath.dirname(part)) for element in elements]

    def _relationship(self, element: Element, folder: str) -> Relationship:
        found = element.attributes
        kind, target = found.get("Type", ""), found.get("Target", "").replace("\\", "/")
        part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if found.get("TargetMode") == "External":
            part = ""
        elif self.package.find(part) is None:
            part = unquote(part)
        return Relationship(found.get("Id", ""), kind.rpartition("/")[2], kind, part, element)

    def _workbook_part(self) -> str:
        links = self.related("")
        names = [member.name.casefold() for member in self.package.members]
        signed = any(SIGNATURE in link.type for link in links)
        if signed or any(name.startswith("_xmlsignatures/") for name in names):
            raise SignedPackageError(self.package.path)
        for link in links:
            if link.type == f"{STRICT}officeDocument/relationships/officeDocument":
                raise StrictWorkbookError(self.package.path)
            if link.type == f"{DOCUMENT}/officeDocument" and not link.part.endswith(".bin"):
                return link.part
        raise NotWorkbookError(self.package.path)

    def _sheets(self, elements: Sequence[Element]) -> list[Sheet]:
        by_id = {link.id: link for link in self.relationships}
        sheets = []
        for element in elements:
            if element.name == f"{MAIN} sheet" and element.parent == f"{MAIN} sheets":
                link = by_id.get(element.attributes.get(f"{DOCUMENT} id", ""))
                if link is None:
                    raise PartXmlError(self.part, "lembar tanpa bagian")
                name = element.attributes.get("name", "")
                sheets.append(Sheet(name, link.part, link.kind == "worksheet"))
        return sheets


def relationships_part(part: str) -> str:
    """Return the name of the relationships part of a part, of the package itself for ``""``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
