"""The paragraphs of a template, each with its place as staff find it in Word, and the tags in them.

A paragraph's text is what its runs say together: Word's spelling checker, bookmarks and revisions may cut a
tag into any number of runs, and docxtpl puts them together again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docxtpl import DocxTemplate

OBJECT = "\ufffc"
"""Stands in a paragraph's text where a picture or text box is anchored."""

PREFIXES = ("p", "tr", "tc", "r")
"""What docxtpl may take away together with a tag: its paragraph, row, cell or run."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ANCHORED = {f"{_W}drawing", f"{_W}pict", f"{_W}object"}
_BOX = f"{_W}txbxContent"
_TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#.*?#\}", re.DOTALL)
_INSIDE = re.compile(
    r"\{[{%](?P<prefix>(?:p|tr|tc|r)(?=\s))?[-+]?(?P<code>.*?)[-+]?[}%]\}", re.DOTALL | re.I
)
_HALF = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


class Line(NamedTuple):
    """A paragraph of a template.

    Attributes:
        place: Where it stands, in words for staff.
        text: What it says, with :data:`OBJECT` for pictures, and tabs and line breaks as such.
        holders: The cell, row and table that hold it, or the part of the document; as objects to compare.
    """

    place: str
    text: str
    holders: tuple[Any, ...]

    @property
    def cell(self) -> Any:
        """The cell that holds the paragraph, or the part of the document, or the text box."""
        return self.holders[-1]

    @property
    def row(self) -> Any:
        """The row that holds the paragraph, ``None`` outside of tables."""
        return self.holders[-2] if len(self.holders) > 1 else None

    @property
    def table(self) -> Any:
        """The table that holds the paragraph, ``None`` outside of tables."""
        return self.holders[-3] if len(self.holders) > 1 else None

    def level(self, prefix: str) -> Any:
        """Return what must hold both ends of a block with that prefix."""
        if prefix == "tr":
            return self.table
        return self.row if prefix == "tc" else self.cell


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template.

    Attributes:
        line: The paragraph that it stands in.
        text: The tag as typed.
        kind: ``{{``, ``{%`` or ``{#``.
        prefix: One of :data:`PREFIXES` in small letters, or empty.
        code: What stands inside, without prefix and dashes.
    """

    line: Line
    text: str
    kind: str
    prefix: str
    code: str

    @property
    def keyword(self) -> str:
        """The command of a ``{%``, otherwise empty."""
        words = self.code.split()
        return words[0] if self.kind == "{%" and words else ""


def tag_lines(opened: DocxTemplate) -> Iterator[list[Line]]:
    """Yield the paragraphs of each part in which docxtpl looks for tags: the body comes first."""
    opened.init_docx()
    body = opened.docx.element.body
    yield list(_paragraphs(body, "", (body,)))
    for uri, kind in ((opened.HEADER_URI, "kepala halaman"), (opened.FOOTER_URI, "kaki halaman")):
        for key, part in opened.get_headers_footers(uri):
            root = _parsed(part.blob)
            name = f"{kind}{_which(body, key)}"
            yield list(_paragraphs(root, name, (root,)))
    for part in opened.docx.part.package.iter_parts():
        if part.content_type.endswith("footnotes+xml"):
            root = _parsed(part.blob)
            yield list(_paragraphs(root, "catatan kaki", (root,)))


def tags_in(line: Line) -> list[Tag]:
    """Return the whole tags of a paragraph."""
    return [_tag(line, found[0]) for found in _TAG.finditer(line.text)]


def leftover(line: Line) -> str:
    """Return a paragraph's text without its whole tags."""
    return _TAG.sub("", line.text)


def has_half_tag(text: str) -> bool:
    """Say whether a text holds one half of a tag."""
    return _HALF.search(text) is not None


def _tag(line: Line, text: str) -> Tag:
    kind = text[:2]
    found = _INSIDE.fullmatch(text)
    if kind == "{#" or found is None:
        return Tag(line, text, kind, "", text[2:-2])
    code = re.sub(r"[\t\n]", "", found["code"]).strip()
    return Tag(line, text, kind, (found["prefix"] or "").lower(), code)


def _paragraphs(holder: Any, place: str, holders: tuple[Any, ...]) -> Iterator[Line]:
    """Yield the paragraphs below an element; in a cell all of them bear the cell's place."""
    paragraphs = tables = 0
    in_cell = holder.tag == f"{_W}tc"
    for element in _blocks(holder):
        if element.tag == f"{_W}tbl":
            tables += 1
            yield from _table(element, _joined(place, f"tabel {tables}"), holders)
        else:
            paragraphs += 1
            where = place if in_cell else _joined(place, f"paragraf {paragraphs}")
            yield Line(where, _text(element), holders)
            for box in _boxes(element):
                yield from _paragraphs(box, f"kotak teks di {where}", (box,))


def _table(table: Any, place: str, holders: tuple[Any, ...]) -> Iterator[Line]:
    rows = [row for row in table.iter(f"{_W}tr") if _owner(row, "tbl") is table]
    for number, row in enumerate(rows, start=1):
        cells = [cell for cell in row.iter(f"{_W}tc") if _owner(cell, "tr") is row]
        for column, cell in enumerate(cells, start=1):
            where = f"{place} baris {number} kolom {column}"
            yield from _paragraphs(cell, where, (*holders, table, row, cell))


def _owner(element: Any, kind: str) -> Any:
    return next(element.iterancestors(f"{_W}{kind}"))


def _blocks(holder: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of an element, also those in content controls and the like."""
    for child in holder:
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag != f"{_W}sectPr":
            yield from _blocks(child)


def _text(paragraph: Any) -> str:
    return "".join(_words(paragraph))


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"} and element.tag == f"{_W}r":
            yield "\t" if child.tag == f"{_W}tab" else "\n"
        elif child.tag in _ANCHORED:
            yield OBJECT
        elif child.tag != _FALLBACK:
            yield from _words(child)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes anchored in a paragraph, without the copies kept for old versions of Word."""
    for box in paragraph.iter(_BOX):
        if next(box.iterancestors(_FALLBACK), None) is None and _owner(box, "p") is paragraph:
            yield box


def _joined(place: str, more: str) -> str:
    return f"{place}, {more}" if place else more


def _which(body: Any, key: str) -> str:
    """Return which of a section's headers or footers one is, in words after its name."""
    from docx.oxml.ns import qn

    for kind in ("headerReference", "footerReference"):
        for reference in body.iter(f"{_W}{kind}"):
            if reference.get(qn("r:id")) == key:
                return {"first": " pertama", "even": " genap"}.get(reference.get(f"{_W}type"), "")
    return ""


def _parsed(blob: bytes) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(blob)
