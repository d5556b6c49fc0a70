"""A workbook with all that offices put into one, laid out part by part as Excel writes it.

XlsxWriter makes what it can (``rich_sheets``); what it does not know (``rich_parts``) is added to its
package. The table ``Daftar`` is in A5:G9 of ``Register``; its column ``Lipat`` is calculated.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import rich_parts as texts
import xlsxwriter
from rich_sheets import CHANNELS, FIELDS, FORMULAS, RECORDS, STATUSES, opaque, write_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping

SHEET = "xl/worksheets/sheet1.xml"
PIVOT_SHEET = "xl/worksheets/sheet2.xml"
TABLE = "xl/tables/table1.xml"
WORKBOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"
CHAIN = "xl/calcChain.xml"
DRAWING = "xl/drawings/drawing1.xml"
UNTYPED = {TYPES, "customXml/item1.xml"}
"""Parts that are XML of no kind a content type tells."""

EXCEL = "application/vnd.ms-excel"
OFFICE = "application/vnd.ms-office"
OPEN = "application/vnd.openxmlformats-officedocument"
MICROSOFT = "http://schemas.microsoft.com/office"


class Parts:
    """The parts of a package by name, and ways to add, join and edit them."""

    def __init__(self, package: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            self.contents = {name: opened.read(name) for name in opened.namelist()}

    def add(self, name: str, content: str | bytes, media: str = "") -> str:
        assert name not in self.contents
        self.contents[name] = content.encode() if isinstance(content, str) else content
        if media:
            entry = f'<Override PartName="/{name}" ContentType="{media}"/>'
            self.insert(TYPES, "</Types>", entry)
        return name

    def link(self, source: str, target: str, kind: str, mode: str = "") -> str:
        """Add a relationship and return its id; a part's target is told from its source's folder."""
        folder, base = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        space = f"{texts.PACKAGE}/relationships"
        empty = f'{texts.HEAD}<Relationships xmlns="{space}"></Relationships>'
        self.contents.setdefault(name, empty.encode())
        new = f"rId{len(re.findall(rb'<Relationship ', self.contents[name])) + 1}"
        kind = kind if kind.startswith("http") else f"{texts.DOCUMENT}/{kind}"
        place = f'Target="{target}" TargetMode="{mode}"' if mode else self._near(target, folder)
        entry = f'<Relationship Id="{new}" Type="{kind}" {place}/>'
        self.insert(name, "</Relationships>", entry)
        return new

    @staticmethod
    def _near(target: str, folder: str) -> str:
        return f'Target="{posixpath.relpath(target, folder or ".")}"'

    def change(self, name: str, old: str, new: str) -> None:
        """Replace the first occurrence of a piece that a part must have."""
        assert old.encode() in self.contents[name], (name, old)
        self.contents[name] = self.contents[name].replace(old.encode(), new.encode(), 1)

    def insert(self, name: str, before: str, new: str) -> None:
        self.change(name, before, new + before)

    def packed(self) -> bytes:
        """Return the package, content types first, each member with a date of its own."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            for number, (name, content) in enumerate(sorted(self.contents.items())):
                info = zipfile.ZipInfo(name, (2025, 1 + number % 12, 1 + number % 28, 8, 0, 0))
                image = name.endswith(".png")
                method = zipfile.ZIP_STORED if image else zipfile.ZIP_DEFLATED
                package.writestr(info, content, method)
        return stream.getvalue()


@cache
def rich_package() -> bytes:
    """The workbook as a package, an ``.xlsm`` by its content types."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        write_sheets(book)
    parts = Parts(stream.getvalue())
    for add in (_roots, _book_parts, _external_book, _pivot, _slicer, _control, _threads, _rules):
        add(parts)
    _chart_styles(parts)
    _printer(parts)
    check_package(parts.contents)
    return parts.packed()


def check_package(contents: Mapping[str, bytes]) -> None:
    """Check that parts are well-formed, have a content type, and that relationships lead somewhere."""
    types = ElementTree.fromstring(contents[TYPES])
    named = {item.get("PartName", "/")[1:] for item in types} - {""}
    endings = {item.get("Extension", "") for item in types} - {"xml"}
    others = contents.keys() - named
    assert named <= contents.keys()
    assert {name for name in others if name.rpartition(".")[2] not in endings} == UNTYPED
    for name, content in contents.items():
        if not name.endswith((".bin", ".png")):
            ElementTree.fromstring(content)
        if name.endswith(".rels"):
            _check_links(name, content, contents)


def _check_links(name: str, content: bytes, contents: Mapping[str, bytes]) -> None:
    folder = posixpath.dirname(posixpath.dirname(name))
    links = list(ElementTree.fromstring(content))
    assert len({link.get("Id") for link in links}) == len(links), name
    for link in links:
        target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
        assert link.get("TargetMode") == "External" or target in contents, (name, target)


def _roots(parts: Parts) -> None:
    for number, name in enumerate((SHEET, PIVOT_SHEET, "xl/worksheets/sheet3.xml")):
        content = parts.contents[name].decode()
        root = re.search("<worksheet[^>]*>", content)
        assert root
        parts.change(name, root[0], texts.sheet_root(number))
    parts.change(WORKBOOK, ' fullCalcOnLoad="1"', "")


def _book_parts(parts: Parts) -> None:
    chain = texts.calculation_chain(FORMULAS)
    parts.add(CHAIN, chain, f"{OPEN}.spreadsheetml.calcChain+xml")
    parts.link(WORKBOOK, CHAIN, "calcChain")
    item = parts.add("customXml/item1.xml", '<label xmlns="urn:contoh:label">Terbatas</label>')
    properties = parts.add(
        "customXml/itemProps1.xml",
        texts.custom_item_properties(),
        f"{OPEN}.customXmlProperties+xml",
    )
    parts.link(item, properties, "customXmlProps")
    parts.link(WORKBOOK, item, "customXml")
    persons = parts.add("xl/persons/person.xml", texts.persons(), f"{EXCEL}.person+xml")
    parts.link(WORKBOOK, persons, f"{MICROSOFT}/2017/10/relationships/person")
    # Excel names the macros' part and keeps the ending .bin for printer settings.
    parts.change(TYPES, f'"{OFFICE}.vbaProject"', f'"{OPEN}.spreadsheetml.printerSettings"')
    macros = f'<Override PartName="/xl/vbaProject.bin" ContentType="{OFFICE}.vbaProject"/>'
    parts.insert(TYPES, "</Types>", macros)


def _external_book(parts: Parts) -> None:
    media = f"{OPEN}.spreadsheetml.externalLink+xml"
    name = parts.add("xl/externalLinks/externalLink1.xml", texts.external_link(), media)
    parts.link(name, "Tarif%202026.xlsx", "externalLinkPath", "External")
    link = parts.link(WORKBOOK, name, "externalLink")
    entry = f'<externalReferences><externalReference r:id="{link}"/></externalReferences>'
    parts.insert(WORKBOOK, "<definedNames>", entry)


def _pivot(parts: Parts) -> None:
    folder, media = "xl/pivotCache", f"{OPEN}.spreadsheetml"
    record = '<s v="{0}"/><n v="{1}"/><s v="{2}"/><x v="{3}"/><s v="{4}"/><n v="{5}"/><n v="{6}"/>'
    records = [
        record.format(*row[:2], escape(row[2]), STATUSES.index(row[3]), *row[4:], row[5] * 2)
        for row in RECORDS
    ]
    cache_text = texts.pivot_cache("Daftar", FIELDS, STATUSES, len(RECORDS))
    definition = parts.add(
        f"{folder}/pivotCacheDefinition1.xml", cache_text, f"{media}.pivotCacheDefinition+xml"
    )
    kept = parts.add(
        f"{folder}/pivotCacheRecords1.xml",
        texts.pivot_records(records),
        f"{media}.pivotCacheRecords+xml",
    )
    table = parts.add(
        "xl/pivotTables/pivotTable1.xml",
        texts.pivot_table("A1:B5", FIELDS, len(STATUSES)),
        f"{media}.pivotTable+xml",
    )
    parts.link(definition, kept, "pivotCacheRecords")
    parts.link(table, definition, "pivotCacheDefinition")
    parts.link(PIVOT_SHEET, table, "pivotTable")
    link = parts.link(WORKBOOK, definition, "pivotCacheDefinition")
    caches = f'<pivotCaches><pivotCache cacheId="7" r:id="{link}"/></pivotCaches>'
    parts.insert(WORKBOOK, "</workbook>", caches)


def _slicer(parts: Parts) -> None:
    kinds = f"{MICROSOFT}/2007/relationships"
    cached = parts.add(
        "xl/slicerCaches/slicerCache1.xml",
        texts.slicer_cache(1, FIELDS.index("Status") + 1),
        f"{EXCEL}.slicerCache+xml",
    )
    view = parts.add("xl/slicers/slicer1.xml", texts.slicers(), f"{EXCEL}.slicer+xml")
    link = parts.link(WORKBOOK, cached, f"{kinds}/slicerCache")
    spaces = f'xmlns:x15="{texts.X15}" xmlns:x14="{texts.X14}"'
    parts.insert(
        WORKBOOK,
        "</workbook>",
        f'<extLst><ext uri="{{46BE6895-7355-4a93-B00E-2C351335B9C9}}" {spaces}><x15:slicerCaches>'
        f'<x14:slicerCache r:id="{link}"/></x15:slicerCaches></ext></extLst>',
    )
    link = parts.link(SHEET, view, f"{kinds}/slicer")
    listed = f'<x14:slicerList><x14:slicer r:id="{link}"/></x14:slicerList>'
    entry = f'<ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" {spaces}>{listed}</ext>'
    parts.insert(SHEET, "</extLst></worksheet>", entry)
    parts.insert(DRAWING, "</xdr:wsDr>", texts.slicer_frame())
    arrow = texts.anchored((12, 12, 14, 14), texts.shape(92, "Panah", "rightArrow", "Lihat"))
    parts.insert(DRAWING, "</xdr:wsDr>", arrow)


def _control(parts: Parts) -> None:
    media = f"{EXCEL}.controlproperties+xml"
    name = parts.add("xl/ctrlProps/ctrlProp1.xml", texts.control_properties(), media)
    link = parts.link(SHEET, name, "ctrlProp")
    parts.insert(SHEET, "<tableParts", texts.controls(link))
    parts.insert(DRAWING, "</xdr:wsDr>", texts.button_frame())


def _threads(parts: Parts) -> None:
    name, media = "xl/threadedComments/threadedComment1.xml", f"{EXCEL}.threadedcomments+xml"
    parts.add(name, texts.threaded_comments("C6"), media)
    parts.link(SHEET, name, f"{MICROSOFT}/2017/10/relationships/threadedComment")


def _rules(parts: Parts) -> None:
    source = f"Arsip!$F$1:$F${len(CHANNELS)}"
    rule = (
        f'<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{texts.X14}">'
        f'<x14:dataValidations count="1" xmlns:xm="{texts.XM}"><x14:dataValidation type="list" '
        f'allowBlank="1"><x14:formula1><xm:f>{source}</xm:f></x14:formula1><xm:sqref>E6:E9</xm:sqref>'
        "</x14:dataValidation></x14:dataValidations></ext>"
    )
    parts.insert(SHEET, "</extLst></worksheet>", rule)


def _chart_styles(parts: Parts) -> None:
    kinds = f"{MICROSOFT}/2011/relationships"
    chart = "xl/charts/chart1.xml"
    style = parts.add("xl/charts/style1.xml", texts.chart_style(), f"{OFFICE}.chartstyle+xml")
    colors = parts.add(
        "xl/charts/colors1.xml", texts.chart_colors(), f"{OFFICE}.chartcolorstyle+xml"
    )
    parts.link(chart, style, f"{kinds}/chartStyle")
    parts.link(chart, colors, f"{kinds}/chartColorStyle")


def _printer(parts: Parts) -> None:
    name = parts.add("xl/printerSettings/printerSettings1.bin", opaque(7))
    link = parts.link(SHEET, name, "printerSettings")
    parts.change(SHEET, "<pageSetup ", f'<pageSetup r:id="{link}" ')
