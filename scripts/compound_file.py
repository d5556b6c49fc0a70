"""Write a compound file ([MS-CFB] version 3): the small file system in which Office keeps VBA.

Streams below 4096 bytes go into 64-byte sectors of the mini stream, larger ones into 512-byte sectors of the
file. All dates and class ids are zero, so that the same streams always give the same bytes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

SECTOR = 512
MINI_SECTOR = 64
MINI_STREAM_CUTOFF = 4096
ENTRY_SIZE = 128
FREE = 0xFFFFFFFF
END_OF_CHAIN = 0xFFFFFFFE
FAT_SECTOR = 0xFFFFFFFD
FATS_IN_HEADER = 109
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1

Tree: TypeAlias = "Mapping[str, bytes | Tree]"
"""Names with their bytes (a stream) or with a tree of their own (a storage)."""


class FileTooLargeError(ValueError):
    """The content needs more sectors than the header alone can list (about 7 MB)."""

    def __init__(self, sectors: int) -> None:
        super().__init__(f"{sectors} FAT sectors do not fit the header's {FATS_IN_HEADER}")


@dataclass
class _Entry:
    """One line of the directory; ``left``, ``right`` and ``child`` are numbers of other lines."""

    name: str
    kind: int
    content: bytes = b""
    children: list[_Entry] = field(default_factory=list)
    number: int = 0
    left: int = FREE
    right: int = FREE
    child: int = FREE
    colour: int = _BLACK
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        """Return the entry's 128 bytes."""
        name = self.name.encode("utf-16-le")
        return struct.pack(
            "<64sHBBIII36xIQ",
            name, len(name) + 2, self.kind, self.colour,
            self.left, self.right, self.child, self.start, self.size,
        )  # fmt: skip


class _Sectors:
    """Chains of equal sectors and the table that links them."""

    def __init__(self, size: int, first: int = 0) -> None:
        self.size = size
        self.first = first
        self.data = bytearray()
        self.links: list[int] = []

    def add(self, content: bytes) -> int:
        """Append ``content`` as one chain; return the number of its first sector."""
        start = self.first + len(self.links)
        count = -(-len(content) // self.size)
        if not count:
            return END_OF_CHAIN
        self.data += content.ljust(count * self.size, b"\0")
        self.links += [*range(start + 1, start + count), END_OF_CHAIN]
        return start


def compound_file(tree: Tree) -> bytes:
    """Return a compound file that holds ``tree``.

    Raises:
        FileTooLargeError: The content is larger than such a file's plain header can address.
    """
    root = _Entry("Root Entry", _ROOT, children=_entries(tree))
    directory = _numbered(root)
    fats = 0
    while True:
        body, mini, starts = _laid_out(directory, root, fats)
        needed = -(-(fats + len(body.links)) * 4 // SECTOR)
        if needed == fats:
            break
        fats = needed
    if fats > FATS_IN_HEADER:
        raise FileTooLargeError(fats)
    table = [FAT_SECTOR] * fats + body.links
    table += [FREE] * (fats * SECTOR // 4 - len(table))
    return _header(fats, mini, starts) + struct.pack(f"<{len(table)}I", *table) + bytes(body.data)


def _entries(tree: Tree) -> list[_Entry]:
    """Return the entries of a tree in the order of [MS-CFB] 2.6.4: by length, then by capital letters."""
    entries = [
        _Entry(name, _STREAM, content=content)
        if isinstance(content, bytes)
        else _Entry(name, _STORAGE, children=_entries(content))
        for name, content in tree.items()
    ]
    return sorted(entries, key=lambda entry: (len(entry.name), entry.name.upper()))


def _numbered(root: _Entry) -> list[_Entry]:
    """Return all entries with their numbers, and with the children of each linked as a search tree."""
    directory = [root]
    for entry in directory:  # grows while it is walked: every storage adds its children
        directory += entry.children
    for number, entry in enumerate(directory):
        entry.number = number
    for entry in directory:
        deepest = len(entry.children).bit_length() - 1
        entry.child = _linked(entry.children, 0, deepest)
    return directory


def _linked(entries: list[_Entry], depth: int, deepest: int) -> int:
    """Link sorted entries as a balanced tree, its last level red; return the number of its top."""
    if not entries:
        return FREE
    middle = len(entries) // 2
    top = entries[middle]
    top.colour = _RED if depth and depth == deepest else _BLACK
    top.left = _linked(entries[:middle], depth + 1, deepest)
    top.right = _linked(entries[middle + 1 :], depth + 1, deepest)
    return top.number


def _laid_out(
    directory: list[_Entry], root: _Entry, fats: int
) -> tuple[_Sectors, _Sectors, tuple[int, int]]:
    """Place all streams after ``fats`` sectors; return both sets, and where directory and mini FAT begin."""
    body, mini = _Sectors(SECTOR, first=fats), _Sectors(MINI_SECTOR)
    for entry in directory:
        if entry.kind == _STREAM:
            entry.size = len(entry.content)
            sectors = mini if entry.size < MINI_STREAM_CUTOFF else body
            entry.start = sectors.add(entry.content)
    root.start, root.size = body.add(bytes(mini.data)), len(mini.data)
    links = struct.pack(f"<{len(mini.links)}I", *mini.links)
    mini_fat = body.add(links.ljust(-(-len(links) // SECTOR) * SECTOR, b"\xff"))
    unused = struct.pack("<68xIII48x", FREE, FREE, FREE)
    lines = [entry.packed() for entry in directory]
    lines += [unused] * (-len(lines) % (SECTOR // ENTRY_SIZE))
    return body, mini, (body.add(b"".join(lines)), mini_fat)


def _header(fats: int, mini: _Sectors, starts: tuple[int, int]) -> bytes:
    """Return the header's 512 bytes ([MS-CFB] 2.2)."""
    directory, mini_fat = starts
    mini_fats = -(-len(mini.links) * 4 // SECTOR)
    fixed = struct.pack(
        "<8s16xHHHHH6x9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, fats, directory, 0, MINI_STREAM_CUTOFF, mini_fat, mini_fats, END_OF_CHAIN, 0,
    )  # fmt: skip
    listed = [*range(fats), *[FREE] * (FATS_IN_HEADER - fats)]
    return fixed + struct.pack(f"<{FATS_IN_HEADER}I", *listed)
