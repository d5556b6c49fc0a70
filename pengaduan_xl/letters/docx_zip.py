"""Word files as zip archives that bear no time and no machine, so that equal contents are equal bytes.

The bytes are those that Python's ``zipfile`` writes, which cannot take members that are compressed already.
Offsets are as in the ZIP specification (APPNOTE 4.3.7, 4.3.12, 4.3.16).
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20
_DEFLATED = 8
_UTF8_NAME = 0x800
_DAY = 0x21
"""1 January 1980, the first day that a zip archive can name."""

_READ_WRITE = 0o600 << 16
"""The permissions that ``zipfile`` gives a member."""


class Packed(NamedTuple):
    """A member of an archive, compressed: its name, checksum, size and deflated bytes."""

    name: str
    crc: int
    size: int
    data: bytes


def packed(name: str, content: bytes) -> Packed:
    """Return a member, compressed as ``zipfile`` does it."""
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = packer.compress(content) + packer.flush()
    return Packed(name, zlib.crc32(content), len(content), data)


def zipped(members: Iterable[Packed]) -> bytes:
    """Return the archive of these members, in this order."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        name = member.name.encode()
        flags = 0 if member.name.isascii() else _UTF8_NAME
        about = (flags, _DEFLATED, 0, _DAY, member.crc, len(member.data), member.size, len(name), 0)
        local = _LOCAL.pack(b"PK\3\4", _VERSION, *about) + name
        pieces += (local, member.data)
        places = (0, 0, 0, _READ_WRITE, offset)
        directory.append(_CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *about, *places) + name)
        offset += len(local) + len(member.data)
    index = b"".join(directory)
    count = len(directory)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(index), offset, 0)
    return b"".join((*pieces, index, end))


def repacked(package: bytes) -> bytes:
    """Return a .docx with the same members, written as :func:`zipped` does."""
    return zipped(packed(name, content) for name, content in unpacked(package))


def unpacked(package: bytes) -> list[tuple[str, bytes]]:
    """Return the members of a .docx with their contents, in the order of its directory."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return [(name, source.read(name)) for name in source.namelist()]
