"""Compressed bytes of content that stays are kept, and the result is still one sound deflate stream."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from workbook_samples import SHEET1, calamine_rows, patched

from pengaduan_xl.register.xlsx.deflate import (
    ANSWER,
    BLOCK,
    MARK,
    PROBE,
    SEAM_APART,
    WINDOW,
    Kept,
    Revised,
    Seam,
    blocks_of,
    deflated,
    inflated,
    items_of,
)
from pengaduan_xl.register.xlsx.xml_spans import apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZE = 5 * BLOCK + 1000
ROWS = 6000


@cache
def content() -> bytes:
    chance = random.Random(5)
    return b" ".join(b"%d" % chance.randrange(10**6) for _ in range(SIZE // 5))[:SIZE]


@cache
def stream() -> bytes:
    return b"".join(deflated(blocks_of([content()])))


def inflate(packed: bytes) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    result = inflater.decompress(packed)
    assert inflater.eof
    assert not inflater.unused_data
    return result


def seams_of(packed: bytes) -> list[Seam]:
    seams = [Seam(0, 0)]
    assert b"".join(inflated([packed], 1 << 20, seams)) == inflate(packed)
    return seams


def between(packed: bytes, first: Seam, last: Seam) -> Iterator[bytes]:
    yield packed[first.packed : last.packed]


def items(*edits: tuple[int, int, bytes]) -> list[bytes | Kept]:
    pieces = Revised(apply_edits(content(), edits, "bagian"), edits)
    return list(items_of(pieces, seams_of(stream()), partial(between, stream())))


def test_each_block_of_a_stream_ends_at_a_seam() -> None:
    seams = seams_of(stream())
    assert [seam.content for seam in seams] == [block * BLOCK for block in range(5)]
    for seam in seams[1:]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        assert inflater.decompress(stream()[: seam.packed]) == content()[: seam.content]


@given(
    edits=st.lists(
        st.tuples(st.integers(0, SIZE), st.integers(0, 3 * BLOCK), st.binary(max_size=99)),
        max_size=4,
    )
)
@settings(max_examples=60, deadline=None)
def test_a_stream_with_kept_parts_holds_the_new_content(
    edits: list[tuple[int, int, bytes]],
) -> None:
    ordered, at = [], 0
    for start, length, new in sorted(edits):
        if start >= at:
            at = min(start + length, SIZE)
            ordered.append((start, at, new))
    expected = b"".join(apply_edits(content(), ordered, "bagian"))
    assert inflate(b"".join(deflated(items(*ordered)))) == expected


def test_only_the_blocks_around_a_change_are_compressed_anew() -> None:
    first, middle, *rest = items((2 * BLOCK + 9, 2 * BLOCK + 12, b"baru"))
    assert isinstance(first, Kept)
    assert len(first.content) == 2 * BLOCK
    assert isinstance(middle, bytes)
    assert len(middle) == BLOCK + 1
    assert [type(item) for item in rest] == [Kept, bytes]


def test_a_part_that_refers_back_to_changed_content_is_not_kept() -> None:
    near, far = 2 * BLOCK - WINDOW + 1, 2 * BLOCK - WINDOW
    for at, begins in [(near, 3 * BLOCK), (far, 2 * BLOCK)]:
        kept = [item for item in items((at - 1, at, b"x")) if isinstance(item, Kept)]
        assert bytes(kept[-1].content[:9]) == content()[begins : begins + 9]


def test_content_that_did_not_change_ends_with_a_block_all_the_same() -> None:
    result = items()
    assert isinstance(result[0], Kept)
    assert isinstance(result[-1], bytes)
    assert inflate(b"".join(deflated(result))) == content()


def test_blocks_do_not_crumble_where_content_is_changed_often() -> None:
    sizes = [len(block) for block in blocks_of([b"x" * (BLOCK + BLOCK // 2), b"y"])]
    assert sizes == [BLOCK, BLOCK // 2 + 1]
    assert [len(block) for block in blocks_of([b"x" * BLOCK, b"y" * 20])] == [BLOCK + 20]


@pytest.mark.parametrize(
    "lure", [MARK, MARK + PROBE, MARK + ANSWER], ids=["mark", "probe", "answer"]
)
def test_content_that_looks_like_a_seam_is_none(lure: bytes) -> None:
    packer = zlib.compressobj(0, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress((b"isi" * 700 + lure) * 500 + b"isi") + packer.flush()
    assert packed.count(MARK) >= 500
    assert seams_of(packed) == [Seam(0, 0)]


def test_seams_lie_apart_however_often_a_stream_was_flushed() -> None:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    parts = [
        packer.compress(content()[at : at + 999]) + packer.flush(2) for at in range(0, SIZE, 999)
    ]
    places = [seam.content for seam in seams_of(b"".join(parts) + packer.flush())]
    assert len(places) > 5
    assert all(b - a >= SEAM_APART for a, b in pairwise(places))


@pytest.mark.parametrize(
    "packed",
    [b"", stream()[:-9], stream() + b"x", stream() + bytes(9000)],
    ids=["no", "cut", "longer", "much longer"],
)
def test_a_stream_that_does_not_end_where_it_should_is_noticed(packed: bytes) -> None:
    chunks = [packed[at : at + 5000] for at in range(0, len(packed), 5000)]
    for seams in (None, [Seam(0, 0)]):
        with pytest.raises(EOFError):
            list(inflated(chunks, 1 << 20, seams))


@cache
def large_bytes() -> bytes:
    stream = io.BytesIO()
    chance = random.Random(2)
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for row in range(1, ROWS):
            sheet.write_row(row, 0, [chance.randrange(10**6) for _ in range(8)])
        columns = [{"header": f"Kolom {number}"} for number in range(8)]
        sheet.add_table(0, 0, ROWS - 1, 7, {"name": "Daftar", "columns": columns})
    return stream.getvalue()


def packed_sheet(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        info = package.getinfo(SHEET1)
    start = info.header_offset + 30 + len(info.filename)
    return path.read_bytes()[start : start + info.compress_size]


def test_saving_again_keeps_most_compressed_bytes_and_every_value(tmp_path: Path) -> None:
    once = patched(tmp_path, large_bytes(), rows={"Daftar": [{"Kolom 1": "satu"}]})
    old, before = packed_sheet(once), calamine_rows(once)
    cells = {("Data", "C3000"): "dua"}
    again = patched(tmp_path, once.read_bytes(), cells, {"Daftar": [{"Kolom 1": "tiga"}]})
    after = calamine_rows(again)
    assert [row[1] for row in after[-2:]] == ["satu", "tiga"]
    assert after[2999][2] == "dua"
    assert after[:2999] + after[3000:-1] == before[:2999] + before[3000:]
    assert old[len(old) * 3 // 4 :][:50_000] in packed_sheet(again)


def test_saving_often_neither_breaks_nor_bloats_the_file(tmp_path: Path) -> None:
    package = large_bytes()
    for turn in range(25):
        path = patched(tmp_path, package, {("Data", f"B{100 + 200 * turn}"): "x" * 90})
        package = path.read_bytes()
    once = patched(tmp_path, large_bytes(), {("Data", "B100"): "x" * 90}).read_bytes()
    assert len(package) < 1.01 * len(once)
