"""Write a VBA project from source text ([MS-OVBA]), as the ``vbaProject.bin`` of an Office file.

Only source is written, no compiled code: the version 0xFFFF in ``_VBA_PROJECT`` ([MS-OVBA] 2.3.4.1) makes
Office compile every module itself when it opens the file.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from scripts.compound_file import compound_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CODE_PAGE = 1252
CHUNK = 4096
_SHORTEST_COPY = 3
_LCID_ENGLISH = 0x409
_WIN32 = 1


class Module(NamedTuple):
    """A module of the project.

    Attributes:
        name: Its name, equal to its ``VB_Name``.
        source: Its text with ``Attribute`` lines, parted by line feeds.
        kind: How the PROJECT stream calls it: ``Module``, or ``Document`` for the workbook and its sheets.
    """

    name: str
    source: str
    kind: str = "Module"

    def encoded(self) -> bytes:
        """Return the text as the project stores it."""
        return self.source.replace("\n", "\r\n").encode(f"cp{CODE_PAGE}")


def vba_project(name: str, guid: str, modules: Sequence[Module]) -> bytes:
    """Return the compound file of a project, its streams as in [MS-OVBA] 2.2.

    Args:
        name: Project's name.
        guid: Its id, with braces; fixed, so that the same text gives the same bytes.
        modules: Documents first, as Office writes them.
    """
    streams = {module.name: compressed(module.encoded()) for module in modules}
    return compound_file(
        {
            "PROJECT": _project(name, guid, modules).encode(f"cp{CODE_PAGE}"),
            "PROJECTwm": _names(module.name for module in modules),
            "VBA": {
                "_VBA_PROJECT": bytes.fromhex("CC61FFFF000000"),
                "dir": compressed(_directory(name, modules)),
                **streams,
            },
        }
    )


def compressed(data: bytes) -> bytes:
    """Return ``data`` in the compressed container of [MS-OVBA] 2.4.1."""
    chunks = (_chunk(data[start : start + CHUNK]) for start in range(0, len(data), CHUNK))
    return b"\x01" + b"".join(chunks)


def _chunk(data: bytes) -> bytes:
    """Return one chunk with its header; bytes that do not get shorter are stored as they are."""
    packed = _tokens(data)
    if len(packed) > CHUNK:
        return struct.pack("<H", 0x3000 | CHUNK - 1) + data.ljust(CHUNK, b"\0")
    return struct.pack("<H", 0xB000 | len(packed) - 1) + packed


def _tokens(data: bytes) -> bytes:
    """Return a chunk's groups: a byte of flags, then eight literals or copies of earlier bytes."""
    output, seen, place = bytearray(), dict[bytes, list[int]](), 0
    while place < len(data):
        flags_at = len(output)
        output.append(0)
        for bit in range(8):
            if place >= len(data):
                break
            offset, length = _longest_copy(data, place, seen)
            if length:
                output[flags_at] |= 1 << bit
                output += _copy_token(place, offset, length)
            else:
                length = 1
                output.append(data[place])
            for passed in range(place, place + length):
                seen.setdefault(data[passed : passed + _SHORTEST_COPY], []).append(passed)
            place += length
    return bytes(output)


def _longest_copy(data: bytes, place: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """Return how far back the longest equal text begins, and its length; (0, 0) when nothing repeats."""
    best_offset, best_length = 0, 0
    limit = min((0xFFFF >> _offset_bits(place)) + _SHORTEST_COPY, len(data) - place)
    if limit < _SHORTEST_COPY:
        return 0, 0
    for start in reversed(seen.get(data[place : place + _SHORTEST_COPY], ())):
        length = _SHORTEST_COPY
        while length < limit and data[start + length] == data[place + length]:
            length += 1
        if length > best_length:
            best_offset, best_length = place - start, length
    return best_offset, best_length


def _offset_bits(place: int) -> int:
    """Return how many bits of a copy token hold the offset at this place of a chunk (2.4.1.3.19.1)."""
    return max(4, (place - 1).bit_length()) if place else 4


def _copy_token(place: int, offset: int, length: int) -> bytes:
    """Return the two bytes of a copy (2.4.1.3.19.3)."""
    shift = 16 - _offset_bits(place)
    return struct.pack("<H", (offset - 1) << shift | length - _SHORTEST_COPY)


def _record(number: int, data: bytes) -> bytes:
    return struct.pack("<HI", number, len(data)) + data


def _twice(number: int, unicode_number: int, text: str) -> bytes:
    """Return a text's record in the code page, followed by its record in UTF-16."""
    return _record(number, text.encode(f"cp{CODE_PAGE}")) + _record(
        unicode_number, text.encode("utf-16-le")
    )


def _long(number: int, value: int) -> bytes:
    return _record(number, struct.pack("<I", value))


def _short(number: int, value: int) -> bytes:
    return _record(number, struct.pack("<H", value))


def _directory(name: str, modules: Sequence[Module]) -> bytes:
    """Return the ``dir`` stream before compression ([MS-OVBA] 2.3.4.2).

    It names no reference: the libraries VBA and Excel are always there, and our text is late-bound otherwise,
    so none can be missing on another machine.
    """
    information = (
        _long(0x01, _WIN32), _long(0x02, _LCID_ENGLISH), _long(0x14, _LCID_ENGLISH), _short(0x03, CODE_PAGE),
        _record(0x04, name.encode(f"cp{CODE_PAGE}")),
        _twice(0x05, 0x40, ""),  # description
        _record(0x06, b""), _record(0x3D, b""), _long(0x07, 0),  # help
        _long(0x08, 0), struct.pack("<HIIH", 0x09, 4, 1, 0),  # library flags, version 1.0
        _twice(0x0C, 0x3C, ""),  # constants
        _short(0x0F, len(modules)), _short(0x13, 0xFFFF),
    )  # fmt: skip
    listed = [_module_record(module) for module in modules]
    return b"".join((*information, *listed, _record(0x10, b"")))


def _module_record(module: Module) -> bytes:
    """Return a module's part of the directory (2.3.4.2.3.2); its text begins at offset 0 of its stream."""
    return b"".join(
        (
            _twice(0x19, 0x47, module.name),
            _twice(0x1A, 0x32, module.name),
            _twice(0x1C, 0x48, ""),
            _long(0x31, 0), _long(0x1E, 0), _short(0x2C, 0xFFFF),
            _record(0x21 if module.kind == "Module" else 0x22, b""),
            _record(0x2B, b""),
        )
    )  # fmt: skip


def _names(names: Iterable[str]) -> bytes:
    """Return the PROJECTwm stream (2.3.3): each name in the code page and in UTF-16."""
    pairs = (
        name.encode(f"cp{CODE_PAGE}") + b"\0" + name.encode("utf-16-le") + b"\0\0" for name in names
    )
    return b"".join(pairs) + b"\0\0"


def _project(name: str, guid: str, modules: Sequence[Module]) -> str:
    """Return the PROJECT stream (2.3.1): no password, visible, unlocked."""
    listed = [
        f"Document={module.name}/&H00000000"
        if module.kind == "Document"
        else f"Module={module.name}"
        for module in modules
    ]
    key = sum(guid.encode()) & 0xFF
    lines = [
        f'ID="{guid}"',
        *listed,
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_obscured(key, bytes(4))}"',
        f'DPB="{_obscured(key, bytes(1))}"',
        f'GC="{_obscured(key, bytes([0xFF]))}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return "".join(f"{line}\r\n" for line in lines)


def _obscured(key: int, data: bytes) -> str:
    """Return ``data`` in the data encryption of 2.4.3.2, its seed 0 so that the result never changes."""
    output = [0, 2, key]
    plain_before = key
    for plain in struct.pack("<I", len(data)) + data:
        output.append(plain ^ (output[-2] + plain_before) & 0xFF)
        plain_before = plain
    return bytes(output).hex().upper()
