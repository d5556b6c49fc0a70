"""The directory of a zip package: which members there are and where their bytes lie.

It is read here and not with :mod:`zipfile`, because members that do not change must be copied byte for
byte with their headers, which zipfile hides. Layout: PKWARE APPNOTE 6.3.10, sections 4.3 to 4.5.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from pengaduan_xl.errors import UnusableFileError

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = 1 << 20
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
ENCRYPTED_FLAGS = 0x2041
UTF8_FLAG = 0x800
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
END64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR64 = struct.Struct("<4sLQL")
LOCATOR64_MARK = b"PK\x06\x07"
FULL_16, FULL_32 = 0xFFFF, 0xFFFFFFFF
ZIP64_EXTRA = 1


class NotWorkbookError(UnusableFileError):
    """The file is no Excel workbook in the .xlsx or .xlsm format."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "berkas ini bukan buku kerja Excel .xlsx atau .xlsm",
            "Buka di Excel lalu simpan sebagai Buku Kerja Excel (.xlsx)",
            where=path.name,
        )


class EncryptedWorkbookError(UnusableFileError):
    """The file, or a member of it, is locked with a password."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "berkas dikunci dengan kata sandi",
            "Buka di Excel, hapus kata sandinya, lalu simpan",
            where=path.name,
        )


class BrokenPackageError(UnusableFileError):
    """The zip package is damaged or built in a way that cannot be copied safely."""

    def __init__(self, path: Path, detail: str) -> None:
        self.detail = detail
        super().__init__(
            f"susunan zip berkas rusak ({detail})",
            "Buka berkas di Excel lalu simpan ulang sebagai .xlsx, atau pakai cadangan",
            where=path.name,
        )


class OversizedError(UnusableFileError):
    """A part, or the package, is larger than the limits allow."""

    def __init__(self, path: Path, part: str, size: int, limit: int) -> None:
        super().__init__(
            f"{part} terlalu besar ({size}, batasnya {limit})",
            "Pastikan berkas ini asli; bila memang sebesar itu, pindahkan sebagian isinya",
            where=path.name,
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file from a stranger may cost.

    Attributes:
        package_bytes: Size of the file.
        members: Members of the zip package.
        part_bytes: Inflated size of a sheet.
        structure_bytes: Inflated size of every other part that is read (workbook, relationships, tables).
        ratio: Inflated size of a part as a multiple of its compressed size.
    """

    package_bytes: int = 1 << 30
    members: int = 20_000
    part_bytes: int = 5 << 28
    structure_bytes: int = 16 << 20
    ratio: int = 1000


@dataclass(frozen=True, slots=True)
class Member:
    """One zip member: where its record lies and what its headers say.

    Attributes:
        name: Part name without a leading slash.
        central: Its record in the central directory, as found.
        flags: General purpose bit flag.
        method: Compression method, 0 stored or 8 deflated.
        crc: CRC-32 of its content.
        packed: Compressed bytes.
        size: Inflated bytes.
        offset: Start of its local header in the file.
        data: Start of its compressed bytes.
        end: End of its record, any data descriptor included.
    """

    name: str
    central: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    data: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Directory:
    """The members in the order of the central directory, and the archive's comment."""

    members: list[Member]
    comment: bytes


def part_key(name: str) -> str:
    """Return the form of a part name by which names are compared (ECMA-376 part 2, 6.2.2.3)."""
    return name.replace("\\", "/").casefold()


def read_directory(file: BinaryIO, path: Path, limits: Limits) -> Directory:
    """Return the directory of an open file, with every record's place checked.

    Raises:
        NotWorkbookError: The file is no zip package.
        EncryptedWorkbookError: It, or a member, is encrypted.
        OversizedError: It is larger or has more members than the limits allow.
        BrokenPackageError: Its records are damaged, overlap or repeat a name.
    """
    size = os.fstat(file.fileno()).st_size
    if size > limits.package_bytes:
        raise OversizedError(path, "ukuran berkas", size, limits.package_bytes)
    _check_signature(file, path)
    try:
        directory = _Reader(file, path, limits, size).read()
    except (struct.error, UnicodeDecodeError) as error:
        raise BrokenPackageError(path, "daftar isinya tidak terbaca") from error
    if len({part_key(member.name) for member in directory.members}) < len(directory.members):
        raise BrokenPackageError(path, "ada bagian yang bernama sama")
    return directory


def _check_signature(file: BinaryIO, path: Path) -> None:
    file.seek(0)
    block = file.read(BLOCK)
    if block.startswith(b"PK\x03\x04"):
        return
    if block.startswith(OLE2):
        rest = b""
        while block:
            if ENCRYPTED_STREAM in rest + block:
                raise EncryptedWorkbookError(path)
            rest = block[-len(ENCRYPTED_STREAM) :]
            block = file.read(BLOCK)
    raise NotWorkbookError(path)


@dataclass(slots=True)
class _Reader:
    file: BinaryIO
    path: Path
    limits: Limits
    size: int

    def read(self) -> Directory:
        count, length, start, stop, comment = self._end()
        if count > self.limits.members:
            raise OversizedError(self.path, "jumlah bagian", count, self.limits.members)
        if start + length > self.size:
            raise self._broken("daftar isi di luar berkas")
        raw = self._bytes(start, length)
        members, at = [], 0
        for _ in range(count):
            member = self._member(raw, at)
            at += len(member.central)
            members.append(member)
        if at != length:
            raise self._broken("daftar isi tidak cocok dengan jumlahnya")
        if not count or start + length != stop:
            raise self._broken("daftar isi tidak pada tempatnya")
        return Directory(self._placed(members, start), comment)

    def _broken(self, detail: str) -> BrokenPackageError:
        return BrokenPackageError(self.path, detail)

    def _bytes(self, start: int, length: int) -> bytes:
        self.file.seek(start)
        return self.file.read(length)

    def _end(self) -> tuple[int, int, int, int, bytes]:
        first = max(0, self.size - END.size - FULL_16)
        tail = self._bytes(first, self.size - first)
        at = tail.rfind(b"PK\x05\x06")
        if at < 0:
            raise self._broken("tidak ada daftar isi")
        _, disk, _, here, count, length, start, comment = END.unpack_from(tail, at)
        if at + END.size + comment != len(tail):
            raise self._broken("ada isi asing di belakang")
        text = tail[at + END.size :]
        # Some writers add the zip64 records always, and fill these fields as well.
        told = tail[max(at - LOCATOR64.size, 0) : at].startswith(LOCATOR64_MARK)
        if told or FULL_16 in (here, count) or FULL_32 in (length, start):
            return *self._end64(first + at - LOCATOR64.size), text
        if disk or here != count:
            raise self._broken("terbagi dalam beberapa berkas")
        return count, length, start, first + at, text

    def _end64(self, at: int) -> tuple[int, int, int, int]:
        mark, _, place, _ = LOCATOR64.unpack(self._bytes(max(at, 0), LOCATOR64.size))
        if mark != LOCATOR64_MARK or place > self.size:
            raise self._broken("penunjuk zip64 hilang")
        mark, _, _, _, disk, _, here, count, length, start = END64.unpack(
            self._bytes(place, END64.size)
        )
        if mark != b"PK\x06\x06" or disk or here != count:
            raise self._broken("daftar isi zip64 rusak")
        return count, length, start, place

    def _member(self, raw: bytes, at: int) -> Member:
        fields = CENTRAL.unpack_from(raw, at)
        mark, _, _, flags, method, _, _, crc, packed, size, name_length, extra_length = fields[:12]
        name_at = at + CENTRAL.size
        extra_at = name_at + name_length
        end = extra_at + extra_length + fields[12]
        if mark != b"PK\x01\x02" or end > len(raw):
            raise self._broken("daftar isi terpotong")
        if flags & ENCRYPTED_FLAGS:
            raise EncryptedWorkbookError(self.path)
        name = raw[name_at:extra_at].decode("utf-8" if flags & UTF8_FLAG else "cp437")
        sizes = zip64_sizes(raw[extra_at : extra_at + extra_length], size, packed, fields[16])
        if max(sizes) >= FULL_32:
            raise OversizedError(self.path, name, max(sizes), FULL_32)
        return Member(name, raw[at:end], flags, method, crc, sizes[1], sizes[0], sizes[2])

    def _placed(self, members: list[Member], directory: int) -> list[Member]:
        ordered = sorted(members, key=lambda member: member.offset)
        ends = [member.offset for member in ordered[1:]] + [directory]
        if ordered and ordered[0].offset:
            raise self._broken("ada isi asing di depan")
        placed = {}
        for member, end in zip(ordered, ends, strict=True):
            data = self._data_start(member)
            if data + member.packed > end:
                raise self._broken(f"{member.name} bertumpang tindih")
            placed[id(member)] = replace(member, data=data, end=end)
        return [placed[id(member)] for member in members]

    def _data_start(self, member: Member) -> int:
        fields = LOCAL.unpack(self._bytes(member.offset, LOCAL.size))
        mark, method, name_length, extra_length = fields[0], fields[3], fields[9], fields[10]
        name = self._bytes(member.offset + LOCAL.size, name_length)
        central_name = member.central[CENTRAL.size :][: CENTRAL.unpack_from(member.central)[10]]
        if mark != b"PK\x03\x04" or method != member.method or name != central_name:
            raise self._broken(f"kepala {member.name} tidak cocok dengan daftar isi")
        return member.offset + LOCAL.size + int(name_length) + int(extra_length)


def extra_fields(extra: bytes) -> list[tuple[int, bytes]]:
    """Return the extra fields of a header as ids and whole fields; a torn last one is kept as id -1."""
    fields: list[tuple[int, bytes]] = []
    at = 0
    while at < len(extra):
        if at + 4 > len(extra):
            return [*fields, (-1, extra[at:])]
        kind, length = struct.unpack_from("<2H", extra, at)
        fields.append((kind, extra[at : at + 4 + length]))
        at += 4 + length
    return fields


def zip64_sizes(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Return inflated size, compressed size and offset, from the zip64 field where 32 bits are full."""
    values = [size, packed, offset]
    for kind, raw in extra_fields(extra):
        if kind == ZIP64_EXTRA:
            at = 4
            for index, value in enumerate(values):
                if value == FULL_32:
                    values[index] = struct.unpack_from("<Q", raw, at)[0]
                    at += 8
    return values[0], values[1], values[2]
