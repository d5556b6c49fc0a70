"""Whether a template stays the same document, tags apart, whatever the texts and conditions are.

The quick path fits together pieces of XML that lxml wrote once, so it takes no template in which a later
step of docxtpl depends on more than the piece at hand: text of the template that docxtpl would still change,
texts outside of ``<w:t>``, blocks that cut elements apart, and tables whose columns docxtpl would count anew.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pengaduan_xl.letters.quick_tags import NotQuickError, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BEFORE_PARAGRAPH = re.compile(r"\n(?=<w:p[ >])")
_STILL_CHANGED = re.compile(r"[\n\t\a\f]|\A_?[{}]|[{}]_?\Z")
"""What docxtpl makes breaks of, and the ends of its escaped braces, ``{_{`` and the like."""

_EMPTY_PAIR = re.compile(r"<(w:[pr]) [^<>]*></\1>")
"""lxml writes it as one tag, which docxtpl's expressions would take for the beginning of a longer stretch."""

_BLANKS_KEPT = "{http://www.w3.org/XML/1998/namespace}space"


def check_structure(xml: str, token: str, tags: Sequence[Tree]) -> None:
    """Raise :class:`NotQuickError` unless the quick path can follow a part with these tags, marked in it."""
    from docx.oxml import parse_xml

    for piece in re.split(rf"<!--{token}:\d+-->", xml):
        if _STILL_CHANGED.search(_BEFORE_PARAGRAPH.sub("", piece)):
            raise NotQuickError
    if _EMPTY_PAIR.search(xml):
        raise NotQuickError
    try:
        root = parse_xml(xml)
    except SyntaxError:
        raise NotQuickError from None
    if root.xpath("//w:pPr//w:pPr | //w:rPr//w:rPr"):
        raise NotQuickError
    marks = [node for node in root.xpath("//comment()") if node.text.startswith(token)]
    if len(marks) != len(tags):
        raise NotQuickError
    _check_places(root, marks, tags)
    _check_tables(root, dict(zip(marks, tags, strict=True)))


def _check_places(root: Any, marks: Sequence[Any], tags: Sequence[Tree]) -> None:
    """Check where texts are printed, and where blocks begin and end.

    A text stands in a run of a paragraph, so that either can be broken in two. A block may begin in one run
    or paragraph and end in another one that is nested alike, but not in another cell or whatever else holds
    paragraphs.
    """
    from docx.oxml.ns import qn

    text = [qn("w:t"), qn("w:r"), qn("w:p")]
    opened: list[Any] = []
    for mark, (kind, *_) in zip(marks, tags, strict=True):
        parent = mark.getparent()
        if parent.tag == qn("w:t") and parent.get(_BLANKS_KEPT) != "preserve":
            raise NotQuickError
        if any(element.nsmap != root.nsmap for element in mark.iterancestors()):
            raise NotQuickError
        if kind == "print" and [one.tag for one in mark.iterancestors()][:3] != text:
            raise NotQuickError
        if kind in {"if", "for"}:
            opened.append(_place(mark))
        elif kind in {"else", "end"} and opened[-1] != _place(mark):
            raise NotQuickError
        if kind == "end":
            opened.pop()


def _place(mark: Any) -> tuple[Any, list[str]]:
    """Return what holds the paragraph of a mark, and the kinds of the elements down to the mark."""
    from docx.oxml.ns import qn

    kinds = []
    for element in mark.iterancestors():
        kinds.append(element.tag)
        if element.tag == qn("w:p"):
            return element.getparent(), kinds
    return mark.getparent(), []


def _check_tables(root: Any, tags: dict[Any, Tree]) -> None:
    """Check that each table's widest rows are there under all conditions.

    docxtpl adds columns to a table for its longest row, and takes those away that no row fills.
    """
    from docx.oxml.ns import qn

    blocks = dict(_walk(root, tags))
    for cell in root.iter(qn("w:tc")):
        if blocks[cell] != blocks[cell.getparent()]:
            raise NotQuickError
        if blocks[cell] not in [blocks[paragraph] for paragraph in _last_paragraphs(cell)]:
            raise NotQuickError
    for table in root.iter(qn("w:tbl")):
        grid = table.find(qn("w:tblGrid"))
        rows = list(table.iter(qn("w:tr")))
        sure = [row for row in rows if blocks[row] == blocks[table]]
        if grid is None or not sure:
            raise NotQuickError
        if not all((column.get(qn("w:w")) or "").isdecimal() for column in grid):
            raise NotQuickError
        if _widest(rows) != _widest(sure):
            raise NotQuickError


def _last_paragraphs(cell: Any) -> list[Any]:
    """Return the paragraphs after a cell's last table; one of them must be there for Word to open it."""
    from docx.oxml.ns import qn

    found: list[Any] = []
    for child in cell:
        if child.tag == qn("w:tbl"):
            found = []
        elif child.tag == qn("w:p"):
            found.append(child)
    return found


def _widest(rows: Sequence[Any]) -> tuple[int, int]:
    """Return how many cells, and how many columns, the rows have at most."""
    from docx.oxml.ns import qn

    cells = [row.findall(qn("w:tc")) for row in rows]
    return max(map(len, cells)), max(sum(map(_columns, row)) for row in cells)


def _columns(cell: Any) -> int:
    """Return how many columns a cell spans."""
    from docx.oxml.ns import qn

    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    if span is None:
        return 1
    value = span.get(qn("w:val")) or ""
    if not value.isdecimal():
        raise NotQuickError
    return int(value)


def _walk(root: Any, tags: dict[Any, Tree]) -> Iterator[tuple[Any, tuple[int, ...]]]:
    """Yield each element with the blocks that it stands in, numbered from 1."""
    inside: tuple[int, ...] = ()
    number = 0
    for node in root.iter():
        kind = tags[node][0] if node in tags else ""
        if kind in {"if", "for"}:
            number += 1
            inside = (*inside, number)
        elif kind == "end":
            inside = inside[:-1]
        yield node, inside
