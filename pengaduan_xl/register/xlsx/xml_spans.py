"""Elements of a workbook's XML parts with the bytes they occupy, so that parts can be edited in place.

Parts come from strangers: document types (and with them every entity) and encodings other than UTF-8 are
refused, and the number of elements is bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from xml.parsers import expat

from pengaduan_xl.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
"""Namespace of a workbook's own parts; names are written as ``f"{MAIN} row"``."""

MAX_ELEMENTS = 1_000_000
"""Elements kept from one part; a genuine part other than a sheet's rows stays far below."""

MAX_TAG = 4 << 20
"""Bytes of the longest start tag."""

MAX_DEPTH = 1000
"""Elements inside each other; a genuine part stays below 50."""

TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=<>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
ATTRIBUTE = re.compile(rb"""(?<!\s)\s+([^\s=<>]+)\s*=\s*("[^"]*"|'[^']*')""")

_IN_ATTRIBUTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})

Edit = tuple[int, int, bytes]
"""Replace the bytes from the first offset up to the second by the third; equal offsets insert."""


class PartXmlError(UnusableFileError):
    """A part's XML is broken, or of a kind that cannot be edited without guessing."""

    def __init__(self, part: str, detail: str) -> None:
        self.part = part
        self.detail = detail
        super().__init__(
            f"isi XML bagian ini tidak dapat diolah ({detail})",
            "Buka berkas di Excel lalu simpan ulang sebagai .xlsx, atau pakai cadangan",
            where=part,
        )


@dataclass(slots=True)
class Element:
    """An element and its bytes: ``<`` at ``start``, content from ``inner`` to ``close``, up to ``end``.

    Attributes:
        name: Namespace and local name with a space between, e.g. ``f"{MAIN} row"``.
        parent: Name of the element around it; empty for the root.
        depth: 0 for the root.
        attributes: By name, those with a prefix as namespace and local name with a space between.
        text: Its character data, without that of elements inside it.
    """

    name: str
    parent: str
    depth: int
    attributes: dict[str, str]
    start: int
    inner: int
    close: int
    end: int
    text: str = ""


@dataclass(slots=True)
class _Scanner:
    data: bytes | bytearray
    part: str
    wanted: Collection[str] | None
    found: list[Element] = field(default_factory=list)
    stack: list[tuple[str, Element | None, list[str]]] = field(default_factory=list)

    def run(self) -> list[Element]:
        parser = strict_parser(self.part)
        parser.StartElementHandler = lambda name, attributes: self._start(
            name, attributes, parser.CurrentByteIndex
        )
        parser.EndElementHandler = lambda _: self._end(parser.CurrentByteIndex)
        parser.CharacterDataHandler = self._characters
        parse(parser, self.data, self.part, final=True)
        return self.found

    def _start(self, name: str, attributes: dict[str, str], start: int) -> None:
        element = None
        if self.wanted is None or name in self.wanted:
            inner = tag_end(self.data, start, self.part)
            parent = self.stack[-1][0] if self.stack else ""
            element = Element(name, parent, len(self.stack), attributes, start, inner, inner, inner)
            self.found.append(element)
            if len(self.found) > MAX_ELEMENTS:
                raise PartXmlError(self.part, "terlalu banyak unsur")
        self.stack.append((name, element, []))
        check_depth(len(self.stack), self.part)

    def _end(self, close: int) -> None:
        _, element, texts = self.stack.pop()
        # Of an empty element expat tells the end here, not where an end tag begins.
        if element is not None and not is_empty_tag(self.data, element.inner):
            element.text = "".join(texts)
            element.close = close
            element.end = self.data.index(b">", close) + 1

    def _characters(self, text: str) -> None:
        if self.stack and self.stack[-1][1] is not None:
            self.stack[-1][2].append(text)


def scan(
    data: bytes | bytearray, part: str, wanted: Collection[str] | None = None
) -> list[Element]:
    """Return the elements of a part in document order, only those named ``wanted`` if given.

    Raises:
        PartXmlError: The XML is malformed, has a document type or is not UTF-8.
    """
    return _Scanner(data, part, wanted).run()


def check_depth(depth: int, part: str) -> None:
    """Check how deep an element lies, since a parser keeps all those around it.

    Raises:
        PartXmlError: Deeper than in any document.
    """
    if depth > MAX_DEPTH:
        raise PartXmlError(part, "unsur bersarang terlalu dalam")


def strict_parser(part: str) -> expat.XMLParserType:
    """Return a namespace-aware parser that refuses document types and encodings other than UTF-8."""
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuser(part, "memuat DOCTYPE")

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in {"utf-8", "utf8"}:
            raise PartXmlError(part, f"pengodean {encoding}")

    parser.XmlDeclHandler = declared
    parser.buffer_text = True
    return parser


def parse(
    parser: expat.XMLParserType, data: bytes | bytearray | memoryview, part: str, *, final: bool
) -> None:
    """Feed bytes to a parser; what it finds wrong becomes a named error.

    Raises:
        PartXmlError: The XML is malformed or of a kind the parser refuses.
    """
    try:
        parser.Parse(data, final)
    except expat.ExpatError as error:
        raise PartXmlError(part, f"XML rusak pada baris {error.lineno}") from error


def _refuser(part: str, detail: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise PartXmlError(part, detail)

    return refuse


def tag_end(data: bytes | bytearray, start: int, part: str) -> int:
    """Return the offset just after the start tag that begins at ``start``."""
    match = TAG.match(data, start, start + MAX_TAG)
    if match is None:
        raise PartXmlError(part, "tanda buka tidak dikenali")
    return match.end()


def is_empty_tag(data: bytes | bytearray, end: int) -> bool:
    """Return whether the start tag that ends at an offset closes its element at once."""
    return data[end - 2] == ord("/")


def prefix_of(data: bytes | bytearray, element: Element) -> str:
    """Return the prefix with which an element is written, such as ``x:``; mostly empty."""
    match = re.compile(rb"<([^\s/>:]+:)?").match(data, element.start)
    return (match[1] or b"").decode() if match else ""


def set_attribute(tag: bytes, name: str, value: str | None) -> bytes:
    """Return a start tag with an attribute set, added at its end, or with ``None`` left out."""
    head = re.match(rb"<[^\s/>]+", tag)
    at = head.end() if head else 0
    new = b"" if value is None else f' {name}="{escape_attribute(value)}"'.encode()
    while match := ATTRIBUTE.match(tag, at):
        if match[1] == name.encode():
            return tag[: match.start()] + new + tag[match.end() :]
        at = match.end()
    return tag[:at] + new + tag[at:]


def escape_attribute(text: str) -> str:
    """Return text escaped for an attribute in double quotes."""
    return escape(text, quote=False).translate(_IN_ATTRIBUTES)


def attribute_edit(data: bytes | bytearray, element: Element, name: str, value: str) -> Edit:
    """Return the edit that sets an attribute of an element."""
    tag = bytes(data[element.start : element.inner])
    return (element.start, element.inner, set_attribute(tag, name, value))


def apply_edits(
    data: bytes | bytearray, edits: Iterable[Edit], part: str
) -> Sequence[bytes | memoryview]:
    """Return the bytes of ``data`` with edits applied, as pieces; untouched ones are not copied.

    Edits that insert at the same offset keep their order.

    Raises:
        PartXmlError: Edits overlap, because elements are nested that never are.
    """
    view = memoryview(data)
    pieces: list[bytes | memoryview] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start < at:
            raise PartXmlError(part, "unsur bersarang tidak semestinya")
        pieces += [view[at:start], new]
        at = end
    return [*pieces, view[at:]]


def rewritten(
    data: bytes | bytearray, edits: Iterable[Edit], part: str
) -> Sequence[bytes | memoryview]:
    """Return a part with edits applied, as pieces that together were checked to be well-formed XML."""
    pieces = apply_edits(data, edits, part)
    check_well_formed(pieces, part)
    return pieces


def check_well_formed(pieces: Iterable[bytes | memoryview], part: str) -> None:
    """Check that pieces joined are one well-formed XML document.

    Raises:
        PartXmlError: They are not.
    """
    parser = strict_parser(part)
    for piece in pieces:
        parse(parser, piece, part, final=False)
    parse(parser, b"", part, final=True)


def whole_number(text: str | None, default: int | None = None) -> int | None:
    """Return a non-negative decimal number of at most nine digits, or ``default`` if it is none."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else default
