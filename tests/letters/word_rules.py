"""What Word asks of a .docx before it opens it without a word of repair (ECMA-376, parts 1 and 2).

The schema is judged by an independent validator; these are the rules which that one does not see.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from ooxml_validity import ooxml_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


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
        found += [f"{name}: {fault}" for fault in (*_links(name, roots), *_content(root))]
    body = roots["word/document.xml"].find(f"{W}body")
    assert body is not None
    return found + _pictures(body) + ooxml_faults(content)


def _untyped(types: ElementTree.Element, names: list[str]) -> Iterator[str]:
    defaults = {one.get("Extension") for one in types if one.tag.endswith("Default")}
    overrides = [one.get("PartName", "") for one in types if one.tag.endswith("Override")]
    for name in names:
        typed = f"/{name}" in overrides or name.rpartition(".")[2] in defaults
        if not typed and name != "[Content_Types].xml":
            yield name
    yield from (name for name in overrides if name.removeprefix("/") not in names)


def _links(name: str, roots: dict[str, ElementTree.Element]) -> Iterator[str]:
    folder, base = posixpath.split(name)
    ids = [link.get("Id") for link in roots.get(f"{folder}/_rels/{base}.rels", ())]
    if len(set(ids)) < len(ids):
        yield "hubungan bernomor sama"


def _content(root: ElementTree.Element) -> Iterator[str]:
    """Yield what is wrong with the elements of a part, wherever they stand."""
    for node in root.iter():
        kind = node.tag.removeprefix(W)
        if kind == "tbl" and node.find(f"{W}tr") is None:
            yield "tbl tanpa tr"
        if kind == "tc" and node[-1].tag != f"{W}p":
            yield "sel tanpa paragraf di akhirnya"
        if kind == "t" and _loses_blanks(node):
            yield f"spasi hilang pada '{node.text}'"
    yield from _columns(root)


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


def _pictures(body: ElementTree.Element) -> list[str]:
    numbers = [one.get("id", "") for one in body.iter(f"{WP}docPr")]
    is_sound = len(set(numbers)) == len(numbers) and all(map(str.isdecimal, numbers))
    return [] if is_sound else [f"nomor gambar: {numbers}"]
