"""What Word asks of a .docx before it opens it without a word of repair (ECMA-376, parts 1 and 2).

There is no validator that works offline and outside of .NET; these are the rules that documents made by
programs commonly break: parts and relationships, order of properties, tables, blanks, and numbers.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_BORDERS = "top left start bottom right end insideH insideV between bar"
ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd "
        "tabs suppressAutoHyphens bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "jc textDirection textAlignment outlineLvl rPr sectPr"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike outline shadow noProof vanish color spacing w kern "
        "position sz szCs highlight u effect bdr shd vertAlign rtl cs em lang"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "sectPr": (
        "reference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
        "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat "
        "locked rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "settings": (
        "writeProtection view zoom attachedTemplate defaultTabStop evenAndOddHeaders "
        "characterSpacingControl footnotePr endnotePr compat rsids themeFontLang clrSchemeMapping "
        "decimalSymbol listSeparator"
    ),
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tblBorders": _BORDERS, "tcBorders": _BORDERS, "pBdr": _BORDERS, "tblCellMar": _BORDERS,
}  # fmt: skip
"""The order in which the schema wants the children of an element; those not named here are not used."""


_NEEDED = {"tr": "tc", "tbl": "tr", "hdr": "p", "ftr": "p"}
_REFERENCE = re.compile("headerReference|footerReference")


def word_faults(content: bytes) -> list[str]:
    """Return which rules a document breaks."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
    roots = {
        name: ElementTree.fromstring(part)
        for name, part in parts.items()
        if name.endswith((".xml", ".rels"))
    }
    found = [f"dua kali {name}" for name, count in Counter(names).items() if count > 1]
    found += [f"tanpa jenis {name}" for name in _untyped(roots["[Content_Types].xml"], names)]
    for name, root in roots.items():
        found += [f"{name}: {fault}" for fault in (*_links(name, root, roots), *_content(root))]
    body = roots["word/document.xml"].find(f"{W}body")
    assert body is not None
    found += _body(body) + _styles(roots)
    return found


def _untyped(types: ElementTree.Element, names: list[str]) -> Iterator[str]:
    defaults = {one.get("Extension") for one in types if one.tag.endswith("Default")}
    overrides = [one.get("PartName", "") for one in types if one.tag.endswith("Override")]
    for name in names:
        typed = f"/{name}" in overrides or name.rpartition(".")[2] in defaults
        if not typed and name != "[Content_Types].xml":
            yield name
    yield from (name for name in overrides if name.removeprefix("/") not in names)


def _links(
    name: str, root: ElementTree.Element, roots: dict[str, ElementTree.Element]
) -> Iterator[str]:
    folder, base = posixpath.split(name)
    links = roots.get(f"{folder}/_rels/{base}.rels", ())
    ids = [link.get("Id") for link in links]
    if len(set(ids)) < len(ids):
        yield "hubungan bernomor sama"
    used = {
        value for node in root.iter() for key, value in node.attrib.items() if key.startswith(R)
    }
    yield from (f"hubungan {one} tidak ada" for one in used - set(ids))


def _content(root: ElementTree.Element) -> Iterator[str]:
    """Yield what is wrong with the elements of a part, wherever they stand."""
    for node in root.iter():
        kind = node.tag.removeprefix(W)
        children = [_REFERENCE.sub("reference", child.tag.rpartition("}")[2]) for child in node]
        if kind in ORDERS:
            yield from _disorder(kind, children)
        if kind in _NEEDED and _NEEDED[kind] not in children:
            yield f"{kind} tanpa {_NEEDED[kind]}"
        if kind == "tc" and children[-1:] != ["p"]:
            yield "sel tanpa paragraf di akhirnya"
        if f"{kind}Pr" in children[1:]:
            yield f"{kind}Pr tidak di depan"
        if kind == "t" and _loses_blanks(node):
            yield f"spasi hilang pada '{node.text}'"
    yield from _columns(root)


def _disorder(kind: str, children: list[str]) -> Iterator[str]:
    order = ORDERS[kind].split()
    for child in children:
        if child not in order:
            yield f"{kind} memuat {child}"
            return
    if any(order.index(one) > order.index(other) for one, other in pairwise(children)):
        yield f"urutan di dalam {kind}: {children}"


def _loses_blanks(node: ElementTree.Element) -> bool:
    text = node.text or ""
    return node.get(SPACE) != "preserve" and text != text.strip(" \t\n")


def _columns(root: ElementTree.Element) -> Iterator[str]:
    for table in root.iter(f"{W}tbl"):
        width = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
            cells = sum(1 if span is None else int(span.get(f"{W}val", "1")) for span in spans)
            if cells != width:
                yield f"baris dengan {cells} kolom pada tabel dengan {width}"


def _body(body: ElementTree.Element) -> list[str]:
    found = []
    if body[-1].tag != f"{W}sectPr" or len(body.findall(f"{W}sectPr")) != 1:
        found.append("sectPr tidak di akhir")
    numbers = [one.get("id", "") for one in body.iter(f"{WP}docPr")]
    if len(set(numbers)) < len(numbers) or not all(number.isdecimal() for number in numbers):
        found.append(f"nomor gambar: {numbers}")
    return found


def _styles(roots: dict[str, ElementTree.Element]) -> list[str]:
    known = {style.get(f"{W}styleId") for style in roots["word/styles.xml"].iter(f"{W}style")}
    return [
        f"{name}: gaya {one.get(f'{W}val')} tidak ada"
        for name, root in roots.items()
        for kind in ("pStyle", "rStyle", "tblStyle")
        for one in root.iter(f"{W}{kind}")
        if one.get(f"{W}val") not in known
    ]
