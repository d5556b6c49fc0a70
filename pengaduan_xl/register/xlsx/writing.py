"""Writes a package in which some parts are replaced or left out and all others are copied raw."""

from __future__ import annotations

import struct
import zlib
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from pengaduan_xl.errors import WriteFailedError, system_reason
from pengaduan_xl.register.xlsx.deflate import Kept, deflated, items_of
from pengaduan_xl.register.xlsx.directory import (
    CENTRAL,
    END,
    FULL_32,
    LOCAL,
    UTF8_FLAG,
    ZIP64_EXTRA,
    OversizedError,
    extra_fields,
)
from pengaduan_xl.register.xlsx.package import DEFLATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from pengaduan_xl.register.xlsx.directory import Member
    from pengaduan_xl.register.xlsx.package import Package

VERSION = 20
DOS_MADE_BY = 0xFF00


class TargetWriteError(WriteFailedError):
    """The operating system refused to write the new file; what was begun has been removed."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"berkas tidak dapat ditulis ({system_reason(error)})",
            "Periksa sisa ruang dan hak akses foldernya, lalu ulangi",
            where=path.name,
        )


def write_package(
    package: Package,
    target: Path,
    replaced: Mapping[str, Sequence[bytes | memoryview]],
    dropped: AbstractSet[str],
) -> None:
    """Write ``package`` to ``target`` with the content of some parts replaced and some parts left out.

    Order, dates and attributes of all members stay. On any failure the target is removed.

    Args:
        package: The package to copy from.
        target: The new file; one that exists is overwritten.
        replaced: New content, in pieces, by member name.
        dropped: Member names to leave out.

    Raises:
        TargetWriteError: The operating system refuses to write.
        OversizedError: The result would be too large for the zip format.
    """
    try:
        file = target.open("wb")
        with ExitStack() as undo:
            undo.callback(target.unlink, missing_ok=True)
            with file:
                _write(package, file, replaced, dropped)
            undo.pop_all()
    except OSError as error:
        raise TargetWriteError(target, error) from error


def _write(
    package: Package,
    file: BinaryIO,
    replaced: Mapping[str, Sequence[bytes | memoryview]],
    dropped: AbstractSet[str],
) -> None:
    central: dict[str, bytes] = {}
    for member in sorted(package.members, key=lambda member: member.offset):
        if member.name in dropped:
            continue
        offset = file.tell()
        if member.name in replaced:
            sizes = _write_part(package, file, member, replaced[member.name])
            central[member.name] = _central(member, offset, sizes)
        else:
            file.writelines(package.record(member))
            central[member.name] = _central(member, offset)
    start = file.tell()
    for member in package.members:
        file.write(central.get(member.name, b""))
    length = file.tell() - start
    if start + length >= FULL_32:
        raise OversizedError(package.path, "ukuran hasil", start + length, FULL_32)
    count = len(central)
    file.write(END.pack(b"PK\x05\x06", 0, 0, count, count, length, start, len(package.comment)))
    file.write(package.comment)


def _write_part(
    package: Package, file: BinaryIO, member: Member, pieces: Sequence[bytes | memoryview]
) -> tuple[int, int, int]:
    header = package.header(member)
    name_length, extra_length = struct.unpack_from("<2H", header, LOCAL.size - 4)
    extra = _without_zip64(header[LOCAL.size + name_length :][:extra_length])
    offset = file.tell()
    file.seek(offset + LOCAL.size + name_length + len(extra))
    start = file.tell()
    crc = size = 0

    def counted() -> Iterable[bytes | Kept]:
        nonlocal crc, size
        for item in items_of(pieces, package.seams(member), partial(package.packed, member)):
            content = item.content if isinstance(item, Kept) else item
            crc = zlib.crc32(content, crc)
            size += len(content)
            yield item

    file.writelines(deflated(counted()))
    end = file.tell()
    fields = (VERSION, member.flags & UTF8_FLAG, DEFLATED, *LOCAL.unpack_from(header)[4:6])
    file.seek(offset)
    file.write(LOCAL.pack(b"PK\x03\x04", *fields, crc, end - start, size, name_length, len(extra)))
    file.write(header[LOCAL.size : LOCAL.size + name_length] + extra)
    file.seek(end)
    return crc, end - start, size


def _central(member: Member, offset: int, sizes: tuple[int, int, int] | None = None) -> bytes:
    fields = list(CENTRAL.unpack_from(member.central))
    name_length, extra_length = fields[10], fields[11]
    name = member.central[CENTRAL.size : CENTRAL.size + name_length]
    rest = member.central[CENTRAL.size + name_length :]
    extra = _without_zip64(rest[:extra_length])
    fields[7:10] = sizes or (member.crc, member.packed, member.size)
    fields[11], fields[16] = len(extra), offset
    if sizes:
        fields[1:5] = (fields[1] & DOS_MADE_BY | VERSION, VERSION, fields[3] & UTF8_FLAG, DEFLATED)
    return CENTRAL.pack(*fields) + name + extra + rest[extra_length:]


def _without_zip64(extra: bytes) -> bytes:
    return b"".join(raw for kind, raw in extra_fields(extra) if kind != ZIP64_EXTRA)
