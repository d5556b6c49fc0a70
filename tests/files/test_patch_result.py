"""What is written is checked, and removed when it is not what was meant."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbook_samples import refusal, simple_bytes
from zip_samples import cut, spoilt

from pengaduan_xl.register.xlsx import checking, deflate, writing
from pengaduan_xl.register.xlsx.checking import ResultDiffersError
from pengaduan_xl.register.xlsx.writing import TargetWriteError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from pengaduan_xl.register.xlsx.package import Package

CELL = {("Data", "B4"): "Ani"}


def test_a_failing_disk_leaves_no_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "deflated", full)
    text = refusal(tmp_path, simple_bytes(), TargetWriteError, CELL)
    assert "berkas tidak dapat ditulis (disk penuh)" in text


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
    [spoilt, lambda data: data.replace(b"xl/styles.xml", b"xl/stylez.xml"), cut],
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
