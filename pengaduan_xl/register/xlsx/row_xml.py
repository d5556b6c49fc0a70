"""One row of a worksheet part: its cells as they lie, and the row rebuilt with some of them replaced."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pengaduan_xl.register.xlsx.ranges import address, parse_cell
from pengaduan_xl.register.xlsx.xml_spans import (
    MAIN,
    PartXmlError,
    scan,
    set_attribute,
    whole_number,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.register.xlsx.cell_xml import CellBody
    from pengaduan_xl.register.xlsx.xml_spans import Element

CELL_NAME = f"{MAIN} c"
FORMULA_NAME = f"{MAIN} f"
EXTENSION_NAME = f"{MAIN} extLst"
CONTENT_NAMES = frozenset({f"{MAIN} v", FORMULA_NAME, f"{MAIN} t"})
INHERITED = ("s", "customFormat", "ht", "customHeight")


@dataclass(slots=True)
class OldCell:
    """A cell as found: its bytes, style id, whether it holds anything, and its formula's attributes."""

    raw: bytes
    style: str | None
    blank: bool = True
    formula: dict[str, str] | None = None
    formula_text: str = ""


@dataclass(frozen=True, slots=True)
class NewCell:
    """What a cell is to hold, and the style id to give it; ``None`` keeps its own or the default."""

    body: CellBody
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """The two elements around a sheet's rows, needed to read a row by itself.

    Attributes:
        part: Part name, for messages.
        opening: Their start tags, which bind the prefixes.
        closing: Their end tags.
        prefix: Prefix of the sheet's elements, such as ``x:``; mostly empty.
    """

    part: str
    opening: bytes
    closing: bytes
    prefix: str


@dataclass(slots=True)
class Row:
    """A row as found, or a new one with neither tag nor cells.

    Attributes:
        number: Row number from 1.
        tag: Its start tag; empty for a new row.
        attributes: Its attributes.
        cells: Its cells by column number, in order.
        tail: What follows the last cell (an ``extLst``).
    """

    number: int
    tag: bytes = b""
    attributes: dict[str, str] = field(default_factory=dict)
    cells: dict[int, OldCell] = field(default_factory=dict)
    tail: bytes = b""

    def default_style(self) -> str | None:
        """Return the style id that the row gives to cells it does not have."""
        custom = is_true(self.attributes.get("customFormat"))
        return style_id(self.attributes.get("s")) if custom else None


def is_true(text: str | None) -> bool:
    """Return whether an XML boolean is true."""
    return text in {"1", "true"}


def style_id(text: str | None) -> str | None:
    """Return a style id if it is a number, as it must be to be written again."""
    return text if whole_number(text) is not None else None


def parse_row(raw: bytes, number: int, frame: Frame) -> Row:
    """Return the row whose element is ``raw``.

    Raises:
        PartXmlError: It is malformed, or holds elements that are no cells.
    """
    elements = scan(frame.opening + raw + frame.closing, frame.part)
    shift = len(frame.opening)
    top = elements[2]
    row = Row(number, raw[: top.inner - shift], top.attributes)
    column = 0
    for element in elements[3:]:
        if element.depth == 3 and element.name == CELL_NAME:
            column = _column(element, column, number, frame.part)
            text = raw[element.start - shift : element.end - shift]
            row.cells[column] = OldCell(text, style_id(element.attributes.get("s")))
        elif element.depth == 3:
            if element.name != EXTENSION_NAME:
                raise PartXmlError(frame.part, f"unsur asing pada baris {number}")
            row.tail += raw[element.start - shift : element.end - shift]
        elif column and element.name in CONTENT_NAMES:
            _note_content(row.cells[column], element)
    return row


def _column(cell: Element, before: int, number: int, part: str) -> int:
    reference = cell.attributes.get("r")
    place = parse_cell(reference) if reference else (number, before + 1)
    if place is None or place[0] != number or place[1] <= before:
        raise PartXmlError(part, f"urutan sel pada baris {number} kacau")
    return place[1]


def _note_content(cell: OldCell, element: Element) -> None:
    # Some writers give a blank cell an empty value or text, which nobody sees.
    if element.text or element.name == FORMULA_NAME:
        cell.blank = False
    if element.name == FORMULA_NAME:
        cell.formula = element.attributes
        cell.formula_text = element.text


def build_row(
    row: Row, new: Mapping[int, NewCell], prefix: str, columns: Mapping[int, str | None]
) -> bytes:
    """Return a row's element with cells set; other cells keep their bytes.

    Args:
        row: The row as found, or a new one.
        new: What cells are to hold, by column number.
        prefix: Prefix of the sheet's elements.
        columns: Default style ids by column number, for new cells without any other.
    """
    cells = {column: old.raw for column, old in row.cells.items()}
    for column, cell in new.items():
        old = row.cells.get(column)
        style = cell.style
        if style is None:
            style = old.style if old else row.default_style() or columns.get(column)
        if old or style is not None or cell.body.inner:
            cells[column] = _cell(address(row.number, column), cell.body, style, prefix)
    name = f"{prefix}row"
    tag = row.tag or f'<{name} r="{row.number}">'.encode()
    tag = _with_spans(tag, row.attributes.get("spans"), cells)
    if tag.endswith(b"/>"):
        tag = tag[:-2].rstrip() + b">"
    content = b"".join(cells[column] for column in sorted(cells))
    return b"%b%b%b</%b>" % (tag, content, row.tail, name.encode())


def new_row_like(number: int, above: Row, prefix: str) -> Row:
    """Return a new row with the formatting of the one above it, but never hidden."""
    tag = f'<{prefix}row r="{number}">'.encode()
    attributes = {}
    for name in (*INHERITED, "spans"):
        value = above.attributes.get(name)
        if value is not None and _inherits(name, above):
            tag = set_attribute(tag, name, value)
            attributes[name] = value
    return Row(number, tag, attributes)


def _inherits(name: str, above: Row) -> bool:
    return name != "ht" or is_true(above.attributes.get("customHeight"))


def _cell(place: str, body: CellBody, style: str | None, prefix: str) -> bytes:
    shape = "" if style is None else f' s="{style}"'
    head = f'<{prefix}c r="{place}"{shape}{body.kind}'
    if not body.inner:
        return f"{head}/>".encode()
    return f"{head}>{body.inner}</{prefix}c>".encode()


def _with_spans(tag: bytes, spans: str | None, cells: Mapping[int, bytes]) -> bytes:
    if spans is None or not cells:
        return tag
    ends = [whole_number(end) for end in spans.replace(" ", ":").split(":")]
    columns = [*filter(None, ends), *cells]
    wider = f"{min(columns)}:{max(columns)}"
    return tag if wider == spans else set_attribute(tag, "spans", wider)
