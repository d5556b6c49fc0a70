"""Templates made on the spot, filled in on the quick path and by docxtpl, to compare the two."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pengaduan_xl.letters.docx_zip import unpacked
from pengaduan_xl.letters.filling import Labels, Look, fill, finish, opened_template
from pengaduan_xl.letters.quick_making import quick_template
from pengaduan_xl.letters.quick_tags import NotQuickError

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as DocumentType
    from docxtpl import DocxTemplate

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAME = Path("templat.docx")
LOOK = Look("F4", None)
LABELS = Labels("Surat 2026-0014", "DPMPTSP-NAKER", date(2026, 11, 23))

CONTEXT: dict[str, object] = {
    "a": "satu",
    "b": "dua & <tiga>\nempat\tlima \x07\u202e😀",
    "kosong": "",
    "banyak": ["x", "y <z>", "m\nn"],
    "nihil": [],
    "baris": [{"u": "1", "v": "\t"}, {"u": "2", "v": "p\nq"}],
}


def saved(document: DocumentType) -> bytes:
    """Return a document of python-docx as the bytes of a .docx."""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def of_paragraphs(*paragraphs: str) -> bytes:
    """Return a template that holds just these paragraphs, each in one run."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def of_rows(*rows: tuple[str, ...]) -> bytes:
    """Return a template that holds just a table."""
    document = Document()
    table = document.add_table(0, max(map(len, rows)))
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=False):
            cell.text = text
    return saved(document)


def by_docxtpl(
    content: bytes,
    context: dict[str, object] | Callable[[DocxTemplate], dict[str, object]],
    look: Look = LOOK,
) -> bytes:
    """Return the letter as docxtpl makes it; the context may need the opened template."""
    opened = opened_template(NAME, content)
    fill(opened, context if isinstance(context, dict) else context(opened), NAME)
    return finish(opened, look, LABELS)


def quickly(content: bytes, context: dict[str, object], look: Look = LOOK) -> bytes | None:
    """Return the letter as the quick path makes it, ``None`` when it leaves it to docxtpl."""
    try:
        return quick_template(content, look).render(context, LABELS)
    except NotQuickError:
        return None


def canonical(package: bytes) -> dict[str, str | bytes]:
    """Return the parts of a .docx, XML in its canonical form."""
    return {
        name: ElementTree.canonicalize(content.decode())
        if name.endswith((".xml", ".rels"))
        else content
        for name, content in unpacked(package)
    }


def with_part(content: bytes, name: str, kind: str, xml: str) -> bytes:
    """Return a .docx with one more part that its document refers to."""
    document = Document(io.BytesIO(content))
    package = document.part.package
    part = Part(PackURI(f"/word/{name}.xml"), kind, xml.encode(), package)
    document.part.relate_to(part, f"{RELATIONS}/{name}")
    return saved(document)


def same(content: bytes, context: dict[str, object] | None = None) -> bool:
    """Say whether the quick path makes the letter, and the same one as docxtpl."""
    context = CONTEXT if context is None else context
    return quickly(content, context) == by_docxtpl(content, context)


def left(content: bytes, context: dict[str, object] | None = None) -> bool:
    """Say whether docxtpl makes the letter, and the quick path leaves it alone."""
    context = CONTEXT if context is None else context
    return bool(by_docxtpl(content, context)) and quickly(content, context) is None


def body_of(xml: str) -> bytes:
    """Return a template with this XML before all else in its body."""
    document = Document()
    root = parse_xml(f"<w:body {nsdecls('w', 'wp', 'a', 'r')}>{xml}</w:body>")
    for place, element in enumerate(list(root)):
        document.element.body.insert(place, element)
    return saved(document)


def run(text: str) -> str:
    """Return the XML of a run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
