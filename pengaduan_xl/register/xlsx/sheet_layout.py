"""Where the rows of a worksheet part lie in its bytes.

In XML a ``<`` can only begin a tag, except in comments, CDATA sections and processing instructions. A part
without these is searched as bytes, the others go through a parser, which is some ten times slower.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from itertools import islice
from operator import lt

from pengaduan_xl.register.xlsx.ranges import MAX_ROW
from pengaduan_xl.register.xlsx.xml_spans import (
    ATTRIBUTE,
    MAIN,
    PartXmlError,
    check_depth,
    is_empty_tag,
    parse,
    strict_parser,
    tag_end,
    whole_number,
)

ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*\?>\s*)?<([^\s/>:]+:)?")
SPACE = re.compile(rb"\s*")
MAX_PARSED = 64 << 20
"""Bytes of the largest part that goes through a parser to find its rows."""

BODY_NAME = f"{MAIN} sheetData"
ROW_NAME = f"{MAIN} row"


@dataclass(slots=True)
class Layout:
    """Offsets of a sheet's rows, in order.

    Attributes:
        part: Part name, for messages.
        start: Start of the ``sheetData`` element.
        inner: Start of its content.
        close: End of its content.
        end: End of the element.
        numbers: Row numbers, ascending.
        starts: Where each row begins.
        ends: Where each row ends; empty when that is still to be searched.
    """

    part: str
    start: int = 0
    inner: int = 0
    close: int = 0
    end: int = 0
    numbers: array[int] = field(default_factory=lambda: array("q"))
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))

    def add(self, number: int | None, start: int) -> None:
        """Note the next row; one without a number follows the row before it."""
        before = self.numbers[-1] if self.numbers else 0
        number = before + 1 if number is None else number
        if not before < number <= MAX_ROW:
            raise PartXmlError(self.part, f"urutan baris kacau pada baris {number}")
        self.numbers.append(number)
        self.starts.append(start)


def find_layout(data: bytearray, part: str) -> Layout:
    """Return where the rows lie.

    Raises:
        PartXmlError: There is no ``sheetData``, or the rows are not in order.
    """
    root = ROOT.match(data)
    if root is None or _has(data, b"<!", 0) or _has(data, b"<?", root.end()):
        if len(data) > MAX_PARSED:
            raise PartXmlError(part, "lembar besar dengan komentar XML")
        return _Parsed(data, part).run()
    return _searched(data, part, root[1] or b"")


def row_end(data: bytearray, layout: Layout, index: int, prefix: str) -> int:
    """Return where a row ends, by its index in the layout."""
    if layout.ends:
        return layout.ends[index]
    start = layout.starts[index]
    following = index + 1 < len(layout.starts)
    bound = layout.starts[index + 1] if following else layout.close
    inner = tag_end(data, start, layout.part)
    if is_empty_tag(data, inner):
        return inner
    close = data.find(f"</{prefix}row".encode(), inner, bound)
    end = data.find(b">", close, bound) + 1
    if close < 0 or not end:
        raise PartXmlError(layout.part, f"baris {layout.numbers[index]} tidak ditutup")
    return end


def _has(data: bytearray, mark: bytes, start: int) -> bool:
    # One rare byte is found several times faster than two.
    return data.find(mark[1:], start) >= 0 and data.find(mark, start) >= 0


def _bounds(data: bytearray, part: str, prefix: bytes) -> Layout:
    """Return where sheetData begins and ends, without its rows."""
    body = re.compile(b"<" + re.escape(prefix) + rb"sheetData(?=[\s/>])").search(data)
    if body is None:
        raise PartXmlError(part, "tidak ada sheetData")
    layout = Layout(part, body.start())
    layout.inner = layout.close = layout.end = tag_end(data, body.start(), part)
    if is_empty_tag(data, layout.inner):
        return layout
    layout.close = data.rfind(b"</" + prefix + b"sheetData")
    layout.end = data.find(b">", layout.close) + 1
    if layout.close < layout.inner or not layout.end:
        raise PartXmlError(part, "sheetData tidak ditutup")
    if data.rfind(b"<" + prefix + b"sheetData", layout.inner, layout.close) >= 0:
        raise PartXmlError(part, "sheetData di dalam sheetData")
    return layout


def _searched(data: bytearray, part: str, prefix: bytes) -> Layout:
    layout = _bounds(data, part, prefix)
    if layout.inner == layout.end:
        return layout
    pattern = re.compile(b"<" + re.escape(prefix) + rb'row(?:\s+r="([0-9]{1,7})")?(?=[\s/>])')
    rows = islice(pattern.finditer(data, layout.inner, layout.close), MAX_ROW + 1)
    found = [(match[1], match.start()) for match in rows]
    space = SPACE.match(data, layout.inner, layout.close)
    if space is None or space.end() != (found[0][1] if found else layout.close):
        raise PartXmlError(part, "isi sheetData bukan baris")
    numbers = [int(digits or 0) for digits, _ in found]
    bounded = [0, *numbers, MAX_ROW + 1]
    if all(map(lt, bounded, bounded[1:])):
        layout.numbers.extend(numbers)
        layout.starts.extend(start for _, start in found)
        return layout
    for digits, start in found:
        layout.add(int(digits) if digits else _number(data, start, part), start)
    return layout


def _number(data: bytearray, start: int, part: str) -> int | None:
    tag = bytes(data[start : tag_end(data, start, part)])
    for match in ATTRIBUTE.finditer(tag):
        if match[1] == b"r":
            return whole_number(match[2][1:-1].decode(errors="replace"), 0)
    return None


@dataclass(slots=True)
class _Parsed:
    data: bytearray
    part: str
    depth: int = 0
    inside: bool = False
    layout: Layout = field(init=False)

    def run(self) -> Layout:
        self.layout = Layout(self.part)
        parser = strict_parser(self.part)
        parser.StartElementHandler = lambda name, attributes: self._start(
            name, attributes, parser.CurrentByteIndex
        )
        parser.EndElementHandler = lambda name: self._end(name, parser.CurrentByteIndex)
        parse(parser, self.data, self.part, final=True)
        if not self.layout.end:
            raise PartXmlError(self.part, "tidak ada sheetData")
        return self.layout

    def _start(self, name: str, attributes: dict[str, str], start: int) -> None:
        if name == BODY_NAME and self.inside:
            raise PartXmlError(self.part, "sheetData di dalam sheetData")
        if self.depth == 1 and name == BODY_NAME:
            self.inside = True
            self.layout.start = start
            self.layout.inner = tag_end(self.data, start, self.part)
        elif self.depth == 2 and self.inside and name == ROW_NAME:
            reference = attributes.get("r")
            number = None if reference is None else whole_number(reference, 0)
            self.layout.add(number, start)
        self.depth += 1
        check_depth(self.depth, self.part)

    def _end(self, name: str, close: int) -> None:
        self.depth -= 1
        if self.depth == 2 and self.inside and name == ROW_NAME:
            inner = tag_end(self.data, self.layout.starts[-1], self.part)
            self.layout.ends.append(self._element_end(inner, close))
        elif self.depth == 1 and name == BODY_NAME:
            self.inside = False
            self.layout.close = close
            self.layout.end = self._element_end(self.layout.inner, close)

    def _element_end(self, inner: int, close: int) -> int:
        empty = is_empty_tag(self.data, inner)
        return inner if empty else self.data.index(b">", close) + 1
