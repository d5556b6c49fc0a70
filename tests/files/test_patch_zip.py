"""Zip packages as other programs build them, and broken ones."""

from __future__ import annotations

import struct
import zipfile
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
from zip_samples import (
    appended,
    cut,
    directory_byte,
    doubled,
    labelled,
    plain,
    rebuilt,
    shortened,
    spoilt,
    stored,
    with_zip64_directory,
    zip64,
)

from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.xlsx import writing
from pengaduan_xl.register.xlsx.directory import (
    BrokenPackageError,
    EncryptedWorkbookError,
    Limits,
    OversizedError,
    extra_fields,
    zip64_sizes,
)
from pengaduan_xl.register.xlsx.package import Package, WorkbookUnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CELL = {("Data", "B4"): "Ani"}


@pytest.mark.parametrize(
    "package",
    [
        rebuilt(plain),
        rebuilt(stored),
        rebuilt(zip64),
        rebuilt(labelled),
        rebuilt(plain, stream_only=True),
        rebuilt(zip64, stream_only=True),
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
    assert text.startswith("asal.xlsx: berkas tidak dapat dibaca (disk bermasalah).")


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


@pytest.mark.parametrize(
    ("damage", "detail"),
    [
        (cut, "tidak ada daftar isi"),
        (spoilt, SHEET1),
        (shortened, f"isi {SHEET1} terpotong"),
        (doubled, "ada bagian yang bernama sama"),
        (lambda package: package + b"x", "ada isi asing di belakang"),
        (lambda package: b"PK\x03\x04" + package, "daftar isi terpotong"),
        (lambda _: appended(), "ada isi asing di depan"),
        (directory_byte(0, b"XX"), "daftar isi terpotong"),
        (directory_byte(10, b"\x0c\x00"), "tidak cocok dengan daftar isi"),
        (directory_byte(16, b"\0\0\0\0"), "tidak cocok dengan CRC-nya"),
        (directory_byte(20, b"\xff\xff\xff\0"), "bertumpang tindih"),
        (directory_byte(24, b"\x10\0\0\0"), "tidak cocok dengan CRC-nya"),
        (directory_byte(42, b"\xff\xff\xff\0"), "daftar isinya tidak terbaca"),
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
    refusal(tmp_path, directory_byte(8, b"\x01\x00")(simple_bytes()), EncryptedWorkbookError, CELL)


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
    text = refusal(tmp_path, directory_byte(24, b"\x10\x27\0\0")(package), BrokenPackageError, CELL)
    assert f"isi {SHEET1} tidak cocok dengan CRC-nya" in text


def test_a_zip64_field_fills_only_what_the_directory_leaves_to_it() -> None:
    assert zip64_sizes(struct.pack("<2HQ", 1, 8, 7), 0xFFFFFFFF, 5, 6) == (7, 5, 6)


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
