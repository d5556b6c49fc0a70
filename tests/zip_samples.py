"""The simple sample workbook as other zip writers build it, and ways to damage it."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

from workbook_samples import SHEET1, simple_bytes, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable


class Unseekable(io.BytesIO):
    """A stream that zipfile can only append to, so it writes data descriptors."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise io.UnsupportedOperation


def rebuilt(
    change: Callable[[zipfile.ZipFile, zipfile.ZipInfo, bytes], None], *, stream_only: bool = False
) -> bytes:
    """Return the simple workbook written anew by a function for each member."""
    stream = Unseekable() if stream_only else io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(simple_bytes())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            change(new, info, old.read(info))
        new.comment = b"catatan zip"
    return stream.getvalue()


def plain(package: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> None:
    package.writestr(info.filename, data)


def stored(package: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> None:
    package.writestr(info.filename, data, zipfile.ZIP_STORED)


def zip64(package: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> None:
    with package.open(info.filename, "w", force_zip64=True) as member:
        member.write(data)


def labelled(package: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> None:
    fresh = zipfile.ZipInfo(info.filename, (2001, 2, 3, 4, 5, 6))
    fresh.extra = struct.pack("<2H4s", 0xA220, 4, b"isi!")
    fresh.comment, fresh.external_attr = b"komentar", 0o644 << 16
    package.writestr(fresh, data)


def with_zip64_directory(package: bytes, size: int | None = None) -> bytes:
    """Return a package whose directory is told by zip64 records, the first member's size too."""
    at = package.rindex(b"PK\x05\x06")
    count, length, start = struct.unpack_from("<H2L", package, at + 10)
    first = bytearray(package[start:at])
    offset_at = 42
    assert struct.unpack_from("<L", first, offset_at)[0] == 0
    name_length = struct.unpack_from("<H", first, 28)[0]
    sizes = struct.unpack_from("<2L", first, 20)
    struct.pack_into("<2L", first, 20, 0xFFFFFFFF, 0xFFFFFFFF)
    struct.pack_into("<L", first, offset_at, 0xFFFFFFFF)
    struct.pack_into("<H", first, 30, 28)
    extra = struct.pack("<2H3Q", 1, 24, sizes[1] if size is None else size, sizes[0], 0)
    directory = bytes(first[: 46 + name_length]) + extra + bytes(first[46 + name_length :])
    end64_at = start + len(directory)
    end64 = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(directory), start
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end64_at, 1)
    full = b"\xff" * 12
    end = package[at : at + 8] + full + package[at + 20 :]
    assert length == len(first)
    return package[:start] + directory + end64 + locator + end


def cut(package: bytes) -> bytes:
    return package[: len(package) // 2]


def spoilt(package: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        info = opened.getinfo(SHEET1)
    at = info.header_offset + 30 + len(SHEET1) + info.compress_size // 2
    return package[:at] + bytes([package[at] ^ 0xFF]) + package[at + 1 :]


def shortened(package: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        packed = opened.getinfo(SHEET1).compress_size
    return directory_byte(20, struct.pack("<L", packed - 1))(package)


def appended() -> bytes:
    stream = io.BytesIO(b"PK\x03\x04 asing")
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("isi", "")
    return stream.getvalue()


def doubled(package: bytes) -> bytes:
    return with_parts(package, {SHEET1.upper(): b"<a/>"})


def directory_byte(at: int, value: bytes) -> Callable[[bytes], bytes]:
    """Change bytes in the directory's record of the first sheet."""

    def change(package: bytes) -> bytes:
        start = package.rindex(SHEET1.encode()) - 46 + at
        return package[:start] + value + package[start + len(value) :]

    return change
