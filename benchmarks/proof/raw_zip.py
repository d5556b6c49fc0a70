"""A zip package as records that can be put together wrongly on purpose."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field, replace

UNREADABLE = (zipfile.BadZipFile, struct.error, zlib.error, ValueError, OSError, RuntimeError)
"""What zipfile raises for packages that are none any more."""

DEFLATED = 8
FULL = 0xFFFFFFFF
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
HEADER_FIELDS = {"flags": 3, "method": 4, "crc": 7, "packed": 8, "size": 9}
"""Fields of a record in the directory that a header may lie about, by their place in it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One member: its name, its bytes as they lie in the file, and what its headers say.

    Attributes:
        name: Name in the directory.
        body: Compressed bytes.
        method: 0 stored, 8 deflated.
        crc: CRC-32 of the content.
        size: Inflated bytes.
        lies: Fields that the directory tells otherwise, by the names in ``HEADER_FIELDS`` or ``offset``.
        local_name: Name in the local header, where it differs.
        extra: Extra field in the directory.
    """

    name: bytes
    body: bytes
    method: int = DEFLATED
    crc: int = 0
    size: int = 0
    lies: dict[str, int] = field(default_factory=dict)
    local_name: bytes | None = None
    extra: bytes = b""

    def content(self) -> bytes:
        """Return the inflated content; raises one of ``UNREADABLE`` when there is none."""
        if self.method != DEFLATED:
            return self.body
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.body, 1 << 24)


def packed(name: bytes, content: bytes) -> Record:
    """Return an honest record of some content."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(content) + packer.flush()
    return Record(name, body, DEFLATED, zlib.crc32(content), len(content))


def repacked(record: Record, content: bytes) -> Record:
    """Return a record with other content."""
    new = packed(record.name, content)
    return replace(record, body=new.body, method=DEFLATED, crc=new.crc, size=new.size)


def records_of(package: bytes) -> list[Record]:
    """Return the records of a package; raises one of ``UNREADABLE`` when they cannot be told."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return [_record(package, info) for info in opened.infolist()]


def _record(package: bytes, info: zipfile.ZipInfo) -> Record:
    lengths = struct.unpack_from("<2H", package, info.header_offset + 26)
    start = info.header_offset + LOCAL.size + sum(lengths)
    body = package[start : start + info.compress_size]
    name = info.orig_filename.encode("utf-8", "surrogatepass")
    return Record(name, body, info.compress_type, info.CRC, min(info.file_size, FULL))


def joined(records: list[Record], comment: bytes = b"") -> bytes:
    """Return the package of some records."""
    file, directory = bytearray(), bytearray()
    for record in records:
        directory += _central(record, len(file))
        name = record.name if record.local_name is None else record.local_name
        told = (20, 0, record.method, 0, 33, record.crc, len(record.body), record.size)
        file += LOCAL.pack(b"PK\x03\x04", *told, len(name), 0) + name + record.body
    count = len(records)
    sizes = (len(directory), len(file), len(comment))
    return bytes(file + directory + END.pack(b"PK\x05\x06", 0, 0, count, count, *sizes) + comment)


def _central(record: Record, offset: int) -> bytes:
    sizes = (record.crc, len(record.body), record.size)
    lengths = (len(record.name), len(record.extra), 0)
    fields = [b"PK\x01\x02", 20, 20, 0, record.method, 0, 33, *sizes, *lengths, 0, 0, 0, offset]
    for name, value in record.lies.items():
        fields[HEADER_FIELDS.get(name, 16)] = value
    return CENTRAL.pack(*fields) + record.name + record.extra
