"""Zip packages as other programs build them, and broken ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbook_samples import (
    SHEET1,
    calamine_rows,
    changed_parts,
    patched,
    refusal,
    simple_bytes,
    with_parts,
)

from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.xlsx import checking, deflate, writing
from pengaduan_xl.register.xlsx.checking import ResultDiffersError
from pengaduan_xl.register.xlsx.directory import (
    BrokenPackageError,
    EncryptedWorkbookError,
    Limits,
    OversizedError,
    extra_fields,
)
from pengaduan_xl.register.xlsx.package import Package, WorkbookUnreadableError
from pengaduan_xl.register.xlsx.writing import TargetWriteError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

CELL = {("Data", "B4"): "Ani"}


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


def _plain(package: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> None:
    package.writestr(info.filename, data)


def _stored(package: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> None:
    package.writestr(info.filename, data, zipfile.ZIP_STORED)


def _zip64(package: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> None:
    with package.open(info.filename, "w", force_zip64=True) as member:
        member.write(data)


def _labelled(package: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> None:
    fresh = zipfile.ZipInfo(info.filename, (2001, 2, 3, 4, 5, 6))
    fresh.extra = struct.pack("<2H4s", 0xA220, 4, b"isi!")
    fresh.comment, fresh.external_attr = b"komentar", 0o644 << 16
    package.writestr(fresh, data)


@pytest.mark.parametrize(
    "package",
    [
        rebuilt(_plain),
        rebuilt(_stored),
        rebuilt(_zip64),
        rebuilt(_labelled),
        rebuilt(_plain, stream_only=True),
        rebuilt(_zip64, stream_only=True),
    ],
    ids=["plain", "stored", "zip64 fields", "labelled", "descriptors", "zip64 descriptors"],
)
def test_other_members_are_copied_raw_however_the_zip_was_built(
    tmp_path: Path, package: bytes
) -> None:
    target = patched(tmp_path, package, CELL)
    assert changed_parts(package, target) == {SHEET1}
    assert calamine_rows(target)[3][1] == "Ani"
    with zipfile.ZipFile(target) as opened:
        assert opened.comment == b"catatan zip"


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


def test_a_zip64_directory_is_read(tmp_path: Path) -> None:
    package = with_zip64_directory(simple_bytes())
    target = patched(tmp_path, package, CELL)
    assert calamine_rows(target)[3][1] == "Ani"
    assert {SHEET1} <= changed_parts(simple_bytes(), target) <= {SHEET1, "[Content_Types].xml"}


def test_a_member_of_more_than_four_gigabytes_is_refused(tmp_path: Path) -> None:
    package = with_zip64_directory(simple_bytes(), 1 << 33)
    refusal(tmp_path, package, OversizedError, CELL)


def test_a_result_too_large_for_the_format_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "FULL_32", 100)
    text = refusal(tmp_path, simple_bytes(), OversizedError, CELL)
    assert text.startswith("asal.xlsx: ukuran hasil terlalu besar (")


def test_a_file_that_shrinks_while_it_is_read_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "asal.xlsx"
    source.write_bytes(simple_bytes())
    with Package(source, Limits()) as package:
        source.write_bytes(b"")
        with pytest.raises(BrokenPackageError, match="berkas terpotong"):
            package.read(package.members[0])


def _fail(*_: object) -> None:
    raise OSError(5, "Input/output error")


def test_a_file_whose_directory_cannot_be_read_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pengaduan_xl.register.xlsx.package.read_directory", _fail)
    text = refusal(tmp_path, simple_bytes(), WorkbookUnreadableError, CELL)
    assert text.startswith("asal.xlsx: berkas tidak dapat dibaca (Input/output error).")


def test_a_member_that_cannot_be_read_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "asal.xlsx"
    source.write_bytes(simple_bytes())
    with Package(source, Limits()) as package:
        broken = SimpleNamespace(seek=_fail, close=package._file.close)
        monkeypatch.setattr(package, "_file", broken)
        with pytest.raises(WorkbookUnreadableError):
            package.read(package.members[0])


def _cut(package: bytes) -> bytes:
    return package[: len(package) // 2]


def _spoilt(package: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        info = opened.getinfo(SHEET1)
    at = info.header_offset + 30 + len(SHEET1) + info.compress_size // 2
    return package[:at] + bytes([package[at] ^ 0xFF]) + package[at + 1 :]


def _appended() -> bytes:
    stream = io.BytesIO(b"PK\x03\x04 asing")
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("isi", "")
    return stream.getvalue()


def _doubled(package: bytes) -> bytes:
    return with_parts(package, {SHEET1.upper(): b"<a/>"})


def _other(at: int, value: bytes) -> Callable[[bytes], bytes]:
    """Change bytes in the directory's record of the first sheet."""

    def change(package: bytes) -> bytes:
        start = package.rindex(SHEET1.encode()) - 46 + at
        return package[:start] + value + package[start + len(value) :]

    return change


@pytest.mark.parametrize(
    ("damage", "detail"),
    [
        (_cut, "tidak ada daftar isi"),
        (_spoilt, SHEET1),
        (_doubled, "ada bagian yang bernama sama"),
        (lambda package: package + b"x", "ada isi asing di belakang"),
        (lambda package: b"PK\x03\x04" + package, "daftar isi terpotong"),
        (lambda _: _appended(), "ada isi asing di depan"),
        (_other(0, b"XX"), "daftar isi terpotong"),
        (_other(10, b"\x0c\x00"), "tidak cocok dengan daftar isi"),
        (_other(16, b"\0\0\0\0"), "tidak cocok dengan CRC-nya"),
        (_other(20, b"\xff\xff\xff\0"), "bertumpang tindih"),
        (_other(24, b"\x10\0\0\0"), "tidak cocok dengan CRC-nya"),
        (_other(42, b"\xff\xff\xff\0"), "daftar isinya tidak terbaca"),
        (lambda package: package[:-14] + b"\1\0" + package[-12:], "terbagi dalam beberapa berkas"),
        (lambda package: package[:-6] + b"\xff\xff\xff\x7f" + package[-2:], "di luar berkas"),
        (lambda package: package[:-6] + b"\xff\xff\xff\xff" + package[-2:], "zip64 hilang"),
        (
            lambda package: with_zip64_directory(package).replace(b"PK\x06\x06", b"PK\x06\x09"),
            "daftar isi zip64 rusak",
        ),
    ],
)
def test_a_damaged_zip_is_refused(
    tmp_path: Path, damage: Callable[[bytes], bytes], detail: str
) -> None:
    text = refusal(tmp_path, damage(simple_bytes()), BrokenPackageError, CELL)
    assert detail in text
    assert text.startswith("asal.xlsx: susunan zip berkas rusak (")


def test_a_member_locked_with_a_password_is_refused(tmp_path: Path) -> None:
    refusal(tmp_path, _other(8, b"\x01\x00")(simple_bytes()), EncryptedWorkbookError, CELL)


def test_a_compression_that_is_not_known_is_refused(tmp_path: Path) -> None:
    def change(package: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> None:
        package.writestr(info.filename, data, zipfile.ZIP_BZIP2)

    text = refusal(tmp_path, rebuilt(change), BrokenPackageError, CELL)
    assert "cara pemampatan _rels/.rels tidak didukung" in text


def test_a_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    package = with_parts(simple_bytes(), {SHEET1: b"<a>" + b" " * 20_000_000 + b"</a>"})
    refusal(tmp_path, package, OversizedError, CELL)


def test_a_member_longer_than_it_says_is_refused(tmp_path: Path) -> None:
    package = with_parts(simple_bytes(), {SHEET1: lambda data: data + b" " * 5_000_000})
    text = refusal(tmp_path, _other(24, b"\x10\x27\0\0")(package), BrokenPackageError, CELL)
    assert f"isi {SHEET1} tidak cocok dengan CRC-nya" in text


def test_a_torn_extra_field_is_kept_as_it_is() -> None:
    assert extra_fields(b"\x01\x00\x02\x00ab\x05") == [(1, b"\x01\x00\x02\x00ab"), (-1, b"\x05")]


@given(position=st.floats(0, 1), value=st.integers(0, 255), length=st.integers(1, 4))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_file_with_bytes_changed_is_patched_or_refused_by_name(
    tmp_path: Path, position: float, value: int, length: int
) -> None:
    package = bytearray(simple_bytes())
    at = int(position * (len(package) - length))
    package[at : at + length] = bytes([value]) * length
    source = tmp_path / "asal.xlsx"
    source.write_bytes(package)
    try:
        patch_workbook(source, tmp_path / "hasil.xlsx", CELL, {"Daftar": [{"No": 1}]})
    except PengaduanError:
        assert not (tmp_path / "hasil.xlsx").exists()
    (tmp_path / "hasil.xlsx").unlink(missing_ok=True)


def test_a_failing_disk_leaves_no_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "deflated", full)
    text = refusal(tmp_path, simple_bytes(), TargetWriteError, CELL)
    assert "berkas tidak dapat ditulis (No space left on device)" in text


def _spoil_after_writing(monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes], bytes]) -> None:
    check = checking.check_result

    def spoil(
        source: Package, target: Path, replaced: Collection[str], dropped: Collection[str]
    ) -> None:
        target.write_bytes(damage(target.read_bytes()))
        check(source, target, replaced, dropped)

    monkeypatch.setattr("pengaduan_xl.register.patch.check_result", spoil)


@pytest.mark.parametrize(
    "damage",
    [_spoilt, lambda data: data.replace(b"xl/styles.xml", b"xl/stylez.xml"), _cut],
    ids=["a changed part", "a name", "the directory"],
)
def test_a_result_that_differs_from_what_was_meant_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes], bytes]
) -> None:
    _spoil_after_writing(monkeypatch, damage)
    text = refusal(tmp_path, simple_bytes(), ResultDiffersError, CELL)
    assert text.startswith("hasil.xlsx: hasil tulis tidak sesuai pada bagian ")
    assert text.endswith(
        "Ulangi; bila terulang, periksa disk dan laporkan. Tidak ada yang ditulis."
    )


@pytest.mark.parametrize(
    ("part", "at"),
    [("xl/theme/theme1.xml", 36), ("xl/styles.xml", -34)],
    ids=["its content", "what the directory tells of it"],
)
def test_another_member_that_changed_on_the_way_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, at: int
) -> None:
    def damage(data: bytes) -> bytes:
        find = data.index if at > 0 else data.rindex
        place = find(part.encode()) + at
        return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

    _spoil_after_writing(monkeypatch, damage)
    text = refusal(tmp_path, simple_bytes(), ResultDiffersError, CELL)
    assert f"pada bagian {part}" in text


@given(
    pieces=st.lists(st.binary(max_size=300), max_size=8),
    size=st.integers(1, 200),
)
def test_blocks_deflated_apart_are_one_stream(pieces: list[bytes], size: int) -> None:
    stream = b"".join(deflate.deflated(deflate.blocks_of(pieces, size)))
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    assert inflater.decompress(stream) == b"".join(pieces)
    assert inflater.eof
    assert inflater.unused_data == b""
