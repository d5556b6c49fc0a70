"""A template taken apart once: what never changes is kept compressed, the rest as steps.

A letter then costs its own texts, compressing the parts they stand in, and copying the others.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from pengaduan_xl.letters.docx_zip import Packed, packed, zipped
from pengaduan_xl.letters.line_breaks import TEXT_AGAIN, with_breaks
from pengaduan_xl.letters.quick_tags import NotQuickError, Page, Tree, carry_out, read_steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pengaduan_xl.letters.filling import Labels

MAX_PART_BYTES = 8_000_000
"""Size of a part; lxml reads texts of ten million bytes at most, so docxtpl shall do what is beyond."""

MAX_LABEL_LENGTH = 255
"""Characters that python-docx allows in a document's property."""

CHECKSUM_LENGTH = 8
FORMAT = zlib.crc32(b"pengaduan-xl 1")
"""Where checksums begin, so that other files do not pass by chance."""


class Written:
    """A part that differs from letter to letter.

    Args:
        name: The member of the archive.
        tree: Its steps as JSON.
        hollow: Opening tags of elements that may turn out empty; lxml writes those as one tag.
    """

    def __init__(self, name: str, tree: Tree, hollow: list[str]) -> None:
        self.name, self.tree, self.hollow = name, tree, hollow
        self._steps = read_steps(tree)
        self._pairs = [(_pair(tag), f"{tag[:-1]}/>") for tag in {TEXT_AGAIN, *hollow}]

    def content(self, scope: Mapping[str, object]) -> bytes:
        """Return the part of a letter; raises :class:`NotQuickError`."""
        page = Page()
        carry_out(self._steps, scope, page)
        xml = with_breaks("".join(page.pieces))
        for pair, single in self._pairs:
            xml = xml.replace(pair, single)
        content = xml.encode()
        if len(content) > MAX_PART_BYTES:
            raise NotQuickError
        return content


class QuickTemplate(NamedTuple):
    """A template whose letters need neither docxtpl nor python-docx, lxml or jinja."""

    parts: tuple[Packed | Written, ...]

    def render(self, context: Mapping[str, object], labels: Labels) -> bytes:
        """Return the letter as the bytes of a .docx, the same that docxtpl's are, repacked.

        Raises:
            NotQuickError: This letter takes docxtpl, or docxtpl shall say what is wrong with it.
        """
        scope = {**context, **_properties(labels)}
        return zipped(
            part if isinstance(part, Packed) else packed(part.name, part.content(scope))
            for part in self.parts
        )

    def to_bytes(self) -> bytes:
        """Return the template as a file can keep it: a checksum, a line of JSON, the compressed parts."""
        rows = [
            [part.name, part.crc, part.size, len(part.data)]
            if isinstance(part, Packed)
            else [part.name, part.tree, part.hollow]
            for part in self.parts
        ]
        kept = b"".join(part.data for part in self.parts if isinstance(part, Packed))
        body = json.dumps(rows).encode() + b"\n" + kept
        return _checksum(body) + body


def from_bytes(content: bytes) -> QuickTemplate | None:
    """Return the template that :meth:`QuickTemplate.to_bytes` gave; ``None`` when the bytes are damaged."""
    body = content[CHECKSUM_LENGTH:]
    if content[:CHECKSUM_LENGTH] != _checksum(body):
        return None
    head, _, kept = body.partition(b"\n")
    return QuickTemplate(tuple(_parts(json.loads(head), kept)))


def _parts(rows: list[list[Any]], kept: bytes) -> Iterator[Packed | Written]:
    start = 0
    for row in rows:
        if isinstance(row[1], list):
            yield Written(*row)
        else:
            name, crc, size, length = row
            yield Packed(name, crc, size, kept[start : start + length])
            start += length


def _checksum(body: bytes) -> bytes:
    return b"%08x" % zlib.crc32(body, FORMAT)


def _properties(labels: Labels) -> dict[str, object]:
    """Return the labels under names that no tag of a template can have."""
    for text in (labels.title, labels.author):
        if len(text) > MAX_LABEL_LENGTH or not text.isprintable():
            raise NotQuickError
    day = labels.midnight.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"@title": labels.title, "@author": labels.author, "@day": day}


def _pair(tag: str) -> str:
    """Return an element with nothing in it, as its opening tag and the closing one."""
    return f"{tag}</{tag[1:-1].split(' ', 1)[0]}>"
