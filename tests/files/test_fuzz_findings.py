"""What the fuzzer of ``benchmarks/proof`` found: each file once broke a promise or cost far too much."""

from __future__ import annotations

import re
import struct
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from register_mutations import HISTORY_PART, REGISTER_PART
from register_samples import NAME, read, told, used_register
from workbook_samples import (
    LINKS,
    SHEET1,
    WORKBOOK,
    calamine_rows,
    patched,
    refusal,
    simple_bytes,
    with_parts,
    with_sheet,
    without_mark,
)

from pengaduan_xl.register import opening
from pengaduan_xl.register.opening import FarCellError, NotAWorkbookError, open_sheets
from pengaduan_xl.register.sheets import CellRoom
from pengaduan_xl.register.table_places import table_places
from pengaduan_xl.register.xlsx import sheet_layout
from pengaduan_xl.register.xlsx.directory import BrokenPackageError, Limits, OversizedError
from pengaduan_xl.register.xlsx.xml_spans import PartXmlError, scan, set_attribute

if TYPE_CHECKING:
    from workbook_samples import Change

STRINGS = "xl/sharedStrings.xml"
SHEET_LINKS = "xl/worksheets/_rels/sheet1.xml.rels"
TABLE = "xl/tables/table1.xml"
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def with_rows(rows: str, before: str = "") -> bytes:
    """A register whose sheet Register has more rows, and something before its root."""

    def change(sheet: bytes) -> bytes:
        sheet = sheet.replace(b"<worksheet", f"{before}<worksheet".encode(), 1)
        return sheet.replace(b"</sheetData>", f"{rows}</sheetData>".encode())

    return with_parts(used_register(), {REGISTER_PART: change})


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="99999999"><c><v>1</v></c></row>',
        '<row r="1048576">' + "<c/>" * 16_000 + "<c><v>1</v></c></row>",
        '<x:row xmlns:x="a" r="99999999"><x:c ><x:v>1</x:v></x:c></x:row>',
        '<row r="9"><c s="1" r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="9">' + "<c><v>1</v></c>" * 16_385 + "</row>",
        '<row r="9"><c r="A000000000000099999999"><v>1</v></c></row>',
    ],
)
def test_a_far_cell_is_found_however_its_place_is_written(rows: str) -> None:
    with pytest.raises(FarCellError):
        read(with_rows(rows))


def test_a_far_cell_is_found_behind_a_long_comment() -> None:
    with pytest.raises(FarCellError, match="sampai sel XFD1048576"):
        read(with_rows(FAR, f"<!--{'x' * 5000}-->"))


def test_cells_without_an_address_are_read_where_they_lie() -> None:
    def change(sheet: bytes) -> bytes:
        return re.sub(rb'(<(?:c|row)) r="[^"]*"', rb"\1", sheet)

    rows = '<row r="4"><c><v>1</v></c><c r="C4"/><c/></row><row><c/></row>'
    assert [row.row for row in read(with_rows(rows)).rows][:2] == [4, 5]
    assert open_sheets(with_parts(simple_bytes(), {SHEET1: change}), Path(NAME)).sheet_names


def test_the_seam_of_two_blocks_is_no_cell_without_an_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(opening, "_Walk", None)
    for size in range(64, 200):
        monkeypatch.setattr(opening, "_BLOCK_BYTES", size)
        assert open_sheets(simple_bytes(), Path(NAME)).sheet_names == ["Data", "Lain"]


def test_a_broken_sheet_with_cells_without_an_address_is_refused() -> None:
    with pytest.raises(NotAWorkbookError):
        read(with_rows("<row><c></row>"))


def test_all_list_sheets_together_may_not_take_more_room() -> None:
    room = CellRoom(19)
    room.take([[1] * 5] * 2, Path(NAME))
    with pytest.raises(FarCellError, match="sampai sel E2"):
        room.take([[1] * 5] * 2, Path(NAME))


def with_size(part: str, size: int) -> bytes:
    """A register whose directory tells a false size of a part."""
    content = used_register()
    at = content.rindex(part.encode()) - 46 + 24
    return content[:at] + struct.pack("<L", size) + content[at + 4 :]


@pytest.mark.parametrize("size", [0, 10, 1000])
def test_a_part_with_more_in_it_than_it_says_is_refused(size: int) -> None:
    with pytest.raises(NotAWorkbookError):
        read(with_size(STRINGS, size))


def test_parts_that_are_too_large_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_INFLATED", 100_000)
    with pytest.raises(OversizedError, match="seluruh isi terlalu besar"):
        read(used_register())


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LIMITS", Limits(members=5))
    with pytest.raises(OversizedError, match="jumlah bagian terlalu besar"):
        read(used_register())


def test_more_shared_strings_than_memory_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_TAGS", 5000)
    many: Change = b"<sst>" + b"<si/>" * 5000 + b"</sst>"
    with pytest.raises(OversizedError, match=r"sharedStrings.xml terlalu besar"):
        read(with_parts(used_register(), {STRINGS: many}))


@pytest.mark.parametrize("method", [12, 14, 99])
def test_a_part_packed_in_another_way_is_no_workbook(method: int) -> None:
    content = used_register()
    at = content.rindex(STRINGS.encode()) - 46 + 10
    with pytest.raises(NotAWorkbookError):
        read(content[:at] + struct.pack("<H", method) + content[at + 2 :])


def test_a_number_of_5000_digits_is_a_finding() -> None:
    def change(sheet: bytes) -> bytes:
        cell = b'<c r="A4" t="inlineStr"><is><t>' + b"9" * 5000 + b"</t></is></c>"
        return re.sub(rb'<c r="A4"[^>]*>.*?</c>', cell, sheet)

    content = read(with_parts(used_register(), {HISTORY_PART: change}))
    assert any("Riwayat!A4" in text and "bilangan bulat" in text for text in told(content.findings))


def test_a_list_of_sheets_in_a_wrong_place_is_refused(tmp_path: Path) -> None:
    def change(book: bytes) -> bytes:
        book = re.sub(rb"<definedNames>.*</definedNames>|<calcPr[^>]*>", b"", without_mark(book))
        return book.replace(b"<sheets>", b"<a><sheets>").replace(b"</sheets>", b"</sheets></a>")

    package = with_parts(simple_bytes(), {WORKBOOK: change})
    text = refusal(tmp_path, package, PartXmlError, {("Data", "A4"): 1})
    assert "daftar lembar tidak pada tempatnya" in text


def test_an_empty_package_is_refused(tmp_path: Path) -> None:
    empty = b"PK\x03\x04" + b"\0" * 26 + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 0, 0, 0, 30, 0)
    assert "daftar isi tidak pada tempatnya" in refusal(tmp_path, empty, BrokenPackageError)


def test_bytes_between_the_directory_and_its_end_are_refused(tmp_path: Path) -> None:
    package = simple_bytes()
    at = package.rindex(b"PK\x05\x06")
    text = refusal(tmp_path, package[:at] + b"asing" + package[at:], BrokenPackageError)
    assert "daftar isi tidak pada tempatnya" in text


def test_a_header_with_a_shorter_name_is_refused(tmp_path: Path) -> None:
    package = bytearray(simple_bytes())
    at = package.index(SHEET1.encode()) - 4
    struct.pack_into("<2H", package, at, 3, len(SHEET1) - 3)
    text = refusal(tmp_path, bytes(package), BrokenPackageError, {("Data", "A4"): 1})
    assert f"kepala {SHEET1} tidak cocok dengan daftar isi" in text


@pytest.mark.parametrize("comment", ["", "<!-- catatan -->"])
def test_a_sheet_with_rows_inside_a_row_is_refused(tmp_path: Path, comment: str) -> None:
    package = with_sheet(
        lambda data: data.replace(b"</row>", f"{comment}<sheetData/></row>".encode())
    )
    text = refusal(tmp_path, package, PartXmlError, {("Data", "F9"): 1})
    assert "sheetData di dalam sheetData" in text


@pytest.mark.parametrize("rows", ["<row%s/>", '<row r="9"><c r="A9"><f%st="array">1</f></c></row>'])
def test_many_blanks_in_a_tag_cost_no_time(tmp_path: Path, rows: str) -> None:
    more = (rows % (" " * 200_000) + "</sheetData>").encode()
    package = with_sheet(lambda data: data.replace(b"</sheetData>", more))
    start = time.process_time()
    assert patched(tmp_path, package, {("Data", "F1"): "baru"}).exists()
    assert time.process_time() - start < 5


def test_a_sheet_of_blanks_is_refused_at_once(tmp_path: Path) -> None:
    package = with_sheet(lambda _: b" " * 200_000)
    assert "XML rusak" in refusal(tmp_path, package, PartXmlError, {("Data", "A4"): 1})


@pytest.mark.parametrize("part", [SHEET1, WORKBOOK, TABLE])
@pytest.mark.parametrize("comment", ["", "<!-- catatan -->"])
def test_elements_nested_without_end_are_refused(tmp_path: Path, part: str, comment: str) -> None:
    def change(content: bytes) -> bytes:
        at = content.rindex(b"</")
        nested = b"<a>" * 100_000 + b"</a>" * 100_000
        return content[:at] + comment.encode() + nested + content[at:]

    package = with_parts(simple_bytes(), {part: change})
    text = refusal(tmp_path, package, PartXmlError, rows={"Daftar": [{"No": 1}]})
    assert "unsur bersarang terlalu dalam" in text


def test_a_text_in_many_pieces_is_joined_once() -> None:
    (element,) = scan(b"<a>" + b"x<b/>" * 200_000 + b"</a>", "bagian", {"a"})
    assert element.text == "x" * 200_000


def test_more_rows_than_a_sheet_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_layout, "MAX_ROW", 20)
    package = with_sheet(
        lambda data: data.replace(b"</sheetData>", b"<row/>" * 20 + b"</sheetData>")
    )
    assert "kacau pada baris 21" in refusal(tmp_path, package, PartXmlError, {("Data", "A4"): 1})


def linked(times: int) -> bytes:
    """The simple workbook whose first sheet links its table many times."""

    def change(links: bytes) -> bytes:
        link = re.search(rb"<Relationship [^>]*/table[^>]*/>", links)
        assert link is not None
        return links.replace(link[0], link[0] * times)

    return with_parts(simple_bytes(), {SHEET_LINKS: change})


def test_a_table_linked_many_times_is_one_table(tmp_path: Path) -> None:
    path = patched(tmp_path, linked(3000), rows={"Daftar": [{"Nama": "Baru"}]})
    assert calamine_rows(path)[6][1] == "Baru"
    assert table_places(linked(3000)) == {"daftar": "Data"}


def test_a_part_that_is_many_sheets_is_searched_once(tmp_path: Path) -> None:
    entry = re.compile(rb'<sheet name="Lain"[^>]*/>')

    def change(book: bytes) -> bytes:
        return entry.sub(lambda match: match[0] * 3000, book)

    package = with_parts(simple_bytes(), {WORKBOOK: change})
    assert calamine_rows(patched(tmp_path, package, {("Data", "F1"): "baru"}))[0][5] == "baru"
    assert table_places(package) == {"daftar": "Data"}


def test_a_huge_structure_part_holds_no_table() -> None:
    package = with_parts(simple_bytes(), {LINKS: b"<a>" + b" " * (17 << 20) + b"</a>"})
    assert table_places(package) == {}


def test_a_start_tag_ends_before_text_that_looks_like_an_attribute() -> None:
    (element,) = scan(b'<a >b="c"/></a>', "bagian")
    assert element.text == 'b="c"/>'
    assert set_attribute(b"<a >", "d", "1") == b'<a d="1" >'
