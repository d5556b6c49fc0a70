"""The container of a VBA project: streams, their compression, and the file system around them."""

from __future__ import annotations

import pytest
from addin_readings import olevba, streams
from hypothesis import given
from hypothesis import strategies as st

from scripts.compound_file import FileTooLargeError, Tree, compound_file
from scripts.vba_project import CHUNK, Module, compressed

names = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=20)
contents = st.integers(0, 20_000).map(lambda size: (bytes(range(251)) * 80)[:size])
trees = st.dictionaries(names, contents, max_size=12)
repetitive = st.lists(
    st.sampled_from(["Public Sub A()\r\n", "End Sub\r\n", "    Call B\r\n", "x", "\r\n"]),
    max_size=600,
)


def read_back(data: bytes) -> bytes:
    """Return compressed data as oletools unpacks it."""
    return bytes(olevba().decompress_stream(bytearray(data)))


@given(trees)
def test_every_stream_comes_back_with_its_bytes(tree: dict[str, bytes]) -> None:
    assert streams(compound_file(tree)) == tree


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 4095, 4096, 4097, 70_000])
def test_a_stream_of_any_size_comes_back_in_a_storage(size: int) -> None:
    content = bytes(place % 251 for place in range(size))
    assert streams(compound_file({"VBA": {"modul": content}})) == {"VBA/modul": content}


@pytest.mark.parametrize("count", range(1, 20))
def test_any_number_of_streams_is_found_by_name(count: int) -> None:
    tree: Tree = {f"Modul{number}": str(number).encode() for number in range(count)}
    assert streams(compound_file(tree)) == tree


def test_content_larger_than_a_plain_header_can_list_is_refused() -> None:
    with pytest.raises(FileTooLargeError) as caught:
        compound_file({"besar": bytes(8_000_000)})
    assert str(caught.value) == "124 FAT sectors do not fit the header's 109"


@given(repetitive)
def test_text_of_macros_comes_back_from_compression(lines: list[str]) -> None:
    text = "".join(lines).encode()
    assert read_back(compressed(text)) == text


@given(st.binary(max_size=300), st.integers(0, 60))
def test_any_bytes_come_back_from_compression(data: bytes, times: int) -> None:
    assert read_back(compressed(data * times)) == data * times


def test_a_chunk_that_does_not_get_shorter_is_stored_as_it_is() -> None:
    noise = bytes((place * place * 2654435761 >> 13) & 0xFF for place in range(CHUNK))
    assert compressed(noise)[:3] == b"\x01\xff\x3f"
    assert read_back(compressed(noise)) == noise


def test_repeated_text_gets_much_shorter() -> None:
    assert len(compressed(b"Public Sub Tombol()\r\n" * 1000)) < 1500


def test_a_module_is_stored_with_the_line_ends_of_windows() -> None:
    assert Module("A", "satu\ndua\n").encoded() == b"satu\r\ndua\r\n"
