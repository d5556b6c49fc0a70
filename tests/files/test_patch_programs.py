"""Sheets and packages in the shapes that other programs give them, and what files made to harm do.

Each shape was taken from a file of the program it is named after, see docs/reliability.md.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from workbook_samples import (
    SHEET1,
    WORKBOOK,
    calamine_rows,
    changed_parts,
    opened,
    patched,
    refusal,
    sheet_xml,
    simple_bytes,
    with_parts,
    with_piece,
    with_rows,
    with_sheet,
)
from zip_samples import with_zip64_directory

from pengaduan_xl.register.xlsx.directory import BrokenPackageError
from pengaduan_xl.register.xlsx.sheet_edit import ArrayFormulaError
from pengaduan_xl.register.xlsx.table_append import TableBlockedError
from pengaduan_xl.register.xlsx.table_xml import UnknownHeadingError
from pengaduan_xl.register.xlsx.xml_spans import PartXmlError

if TYPE_CHECKING:
    from pathlib import Path

    from workbook_samples import Cells, Rows

TABLE1 = "xl/tables/table1.xml"
MAIN_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELLS: Cells = {("Data", "B4"): "=A4", ("Data", "H9"): True, ("Data", "C12"): 0.5}
ROWS: Rows = {"Daftar": [{"No": 9, "Nama": " Ani\n"}, {"Nama": "_x0041_"}]}
HEADINGS = ("No", "Nama", "Tanggal", "Lipat")


def _inline(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def _heading_row() -> str:
    cells = (_inline(f"{'ABCD'[at]}3", text) for at, text in enumerate(HEADINGS))
    return f'<row r="3">{"".join(cells)}</row>'


def _sheetjs(row: int) -> str:
    return (
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}" t="str"><v xml:space="preserve">'
        f' ya </v></c><c r="C{row}" s="2"><v>46027.354166666664</v></c>'
        f'<c r="D{row}"><f>A{row}*2</f><v>2</v></c></row>'
    )


def _libreoffice(row: int) -> str:
    return (
        f'<row r="{row}" customFormat="false" ht="15" hidden="false" customHeight="false" '
        f'outlineLevel="0" collapsed="false"><c r="A{row}" s="0" t="n"><v>{row}</v></c>'
        f'<c r="B{row}" s="1" t="inlineStr"><is><t xml:space="preserve">ya</t></is></c>'
        f'<c r="C{row}" s="2" t="n"><v>46027.3541666667</v></c>'
        f'<c r="D{row}" s="0" t="n"><f aca="false">A{row}*2</f><v>2</v></c></row>'
    )


def _gnumeric(row: int) -> str:
    return (
        f'\n    <row r="{row}" spans="1:16384" customHeight="1" ht="30">\n      <c r="A{row}" s="1">'
        f"\n        <v>{row}</v>\n      </c>\n      "
        f'<c r="B{row}" t="inlineStr">\n        <is>\n          <t>ya</t>\n        </is>\n      </c>'
        f'\n      <c r="C{row}" s="2"/>\n      <c r="E{row}" s="1"/>\n    </row>'
    )


def _streamed(row: int) -> str:
    cells = f'<c t="inlineStr"><is><t>{row}</t></is></c><c t="inlineStr"><is><t>ya</t></is></c>'
    return f"<row>{cells}</row>"


def _attributes_turned(row: int) -> str:
    return (
        f'<row x14ac:dyDescent="0.2" spans="1:3" r="{row}" xmlns:x14ac="urn:x14ac">'
        f'<c t="n" s="1" r="A{row}" ><v>{row}</v></c>'
        f'<c s="1" t="d" r="C{row}"><v>2026-02-06T00:00:00.000Z</v></c></row>'
    )


def _shared(row: int) -> str:
    kind = ' ref="D4:D6"' if row == 4 else ""
    formula = f'<f t="shared"{kind} si="0">{"A4*2" if kind else ""}</f>'
    return f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="D{row}">{formula}</c></row>'


SHAPES = [_sheetjs, _libreoffice, _gnumeric, _streamed, _attributes_turned, _shared]


def _in_shape(index: int) -> bytes:
    rows = _heading_row() + "".join(SHAPES[index](row) for row in (4, 5, 6))

    def change(sheet: bytes) -> bytes:
        head, _, rest = sheet.partition(b"<sheetData>")
        return head + b"<sheetData>" + rows.encode() + rest[rest.index(b"</sheetData>") :]

    plain = (b"<calculatedColumnFormula>Daftar[[#This Row],[No]]*2</calculatedColumnFormula>", b"")
    return with_parts(
        simple_bytes(), {SHEET1: change, TABLE1: lambda data: data.replace(*plain, 1)}
    )


@pytest.mark.parametrize("index", range(len(SHAPES)), ids=[shape.__name__ for shape in SHAPES])
def test_cells_and_rows_go_into_the_sheets_of_other_programs(tmp_path: Path, index: int) -> None:
    package = _in_shape(index)
    target = patched(tmp_path, package, CELLS, ROWS)
    assert changed_parts(package, target) <= {SHEET1, TABLE1, WORKBOOK}
    new, old = calamine_rows(target), calamine_rows(tmp_path / "asal.xlsx")
    assert [new[3][1], new[8][7], new[11][2]] == ["=A4", True, 0.5]
    assert [row[1] for row in new[6:8]] == [" Ani\n", "_x0041_"]
    assert [row[:1] + row[2:4] for row in new[2:6]] == [row[:1] + row[2:4] for row in old[2:6]]
    assert opened(target)["Data"].tables["Daftar"].ref == "A3:D8"


@pytest.mark.parametrize("index", [0, 1, 2, 4])
def test_styles_of_the_row_above_are_taken_in_the_shapes_of_other_programs(
    tmp_path: Path, index: int
) -> None:
    sheet = opened(patched(tmp_path, _in_shape(index), None, ROWS))["Data"]
    for row in (7, 8):
        for column in "ABC":
            above, below = sheet[f"{column}6"], sheet[f"{column}{row}"]
            assert below.number_format == above.number_format
            assert below.font.b == above.font.b


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B7"><v></v></c>',
        '<c r="B7" t="str"><v/></c>',
        '<c r="B7" t="inlineStr"><is><t></t></is></c>',
        '<c r="B7" t="inlineStr"><is><r><t/></r></is></c>',
    ],
)
def test_a_cell_with_an_empty_value_below_a_table_is_blank(tmp_path: Path, cell: str) -> None:
    package = with_piece(SHEET1, "</sheetData>", f'<row r="7">{cell}</row></sheetData>')
    target = patched(tmp_path, package, None, {"Daftar": [{"Nama": "Ani"}]})
    assert calamine_rows(target)[6][1] == "Ani"


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B7"><v>0</v></c>',
        '<c r="B7" t="inlineStr"><is><r><t> </t></r></is></c>',
        '<c r="B7"><f t="shared" si="7"/></c>',
    ],
)
def test_a_cell_that_holds_anything_below_a_table_is_in_the_way(tmp_path: Path, cell: str) -> None:
    package = with_piece(SHEET1, "</sheetData>", f'<row r="7">{cell}</row></sheetData>')
    assert "B7" in refusal(tmp_path, package, TableBlockedError, None, ROWS)


def test_an_empty_record_for_an_empty_table_changes_nothing(tmp_path: Path) -> None:
    package = with_parts(
        simple_bytes(),
        {
            SHEET1: lambda data: data[: data.index(b'<row r="4"')] + b"</sheetData></worksheet>",
            TABLE1: lambda data: data.replace(b"A3:D6", b"A3:D4").replace(b"calculated", b"x"),
        },
    )
    assert changed_parts(package, patched(tmp_path, package, None, {"Daftar": [{}]})) == set()


def test_a_rule_over_a_table_with_its_headings_grows_too(tmp_path: Path) -> None:
    rule = '<conditionalFormatting sqref="A3:D6 B3:B5 F3:F6"/>'
    package = with_piece(SHEET1, "</sheetData>", f"</sheetData>{rule}")
    assert 'sqref="A3:D8 B3:B5 F3:F6"' in sheet_xml(patched(tmp_path, package, None, ROWS))


def test_a_prefix_bound_at_the_sheet_data_may_be_used_in_rows(tmp_path: Path) -> None:
    package = with_sheet(
        lambda sheet: sheet.replace(b"<sheetData>", b'<sheetData xmlns:q="urn:q">').replace(
            b'<row r="4"', b'<row r="4" q:z="1"'
        )
    )
    target = patched(tmp_path, package, CELLS)
    assert '<row r="4" q:z="1"' in sheet_xml(target)
    assert calamine_rows(target)[3][1] == "=A4"


def test_rows_under_another_prefix_than_their_sheet_are_refused(tmp_path: Path) -> None:
    def change(sheet: bytes) -> bytes:
        root = f'<x:worksheet xmlns:x="{MAIN_NAMESPACE}" '.encode()
        tags = sheet.replace(b"<worksheet ", root).replace(b"</work", b"</x:work")
        return tags.replace(b"<sheetData", b"<x:sheetData").replace(b"</sheet", b"</x:sheet")

    text = refusal(tmp_path, with_sheet(change), PartXmlError, CELLS)
    assert "isi sheetData bukan baris" in text


def test_an_array_formula_is_found_behind_odd_attributes(tmp_path: Path) -> None:
    formula = '<f xml:id="a>b" ref = \'B2:B3\' t = "array">A2:A3</f>'
    package = with_rows(f'<row r="2"><c r="B2">{formula}<v>1</v></c></row>')
    refusal(tmp_path, package, ArrayFormulaError, {("Data", "B3"): 1})
    patched(tmp_path, package, {("Data", "B4"): 1})


def test_a_formula_text_that_looks_like_an_area_is_none(tmp_path: Path) -> None:
    formula = '<f xml:id="a">A1&amp;" ref="&amp;"B2:B3" t="array"</f>'
    package = with_rows(f'<row r="2"><c r="B2">{formula}</c></row>')
    assert calamine_rows(patched(tmp_path, package, {("Data", "B3"): 7}))[2][1] == 7


def test_headings_with_half_a_character_can_be_shown(tmp_path: Path) -> None:
    package = with_piece(TABLE1, 'name="Nama"', 'name="_xD83D__xDE00_ _xD83D_"')
    text = refusal(tmp_path, package, UnknownHeadingError, None, ROWS)
    assert "😀 \ufffd".encode() in text.encode()


def test_zip64_records_may_stand_beside_a_full_directory_end(tmp_path: Path) -> None:
    package = with_zip64_directory(simple_bytes())
    end, records = package.rindex(b"PK\x05\x06"), package.rindex(b"PK\x06\x06")
    count, length, start = struct.unpack_from("<3Q", package, records + 32)
    told = struct.pack("<2H2L", count, count, length, start)
    package = package[: end + 8] + told + package[end + 20 :]
    assert calamine_rows(patched(tmp_path, package, CELLS))[3][1] == "=A4"


def test_a_directory_with_more_members_than_it_counts_is_refused(tmp_path: Path) -> None:
    package = simple_bytes()
    end = package.rindex(b"PK\x05\x06")
    count = struct.unpack_from("<H", package, end + 10)[0] - 1
    package = package[: end + 8] + struct.pack("<2H", count, count) + package[end + 12 :]
    text = refusal(tmp_path, package, BrokenPackageError, CELLS)
    assert "daftar isi tidak cocok dengan jumlahnya" in text


def test_merged_areas_on_top_of_each_other_are_refused_in_time(tmp_path: Path) -> None:
    merges = '<mergeCell ref="A7:B1048576"/>' * 3000
    package = with_piece(SHEET1, "</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>")
    cells = {("Data", f"F{row}"): 1 for row in range(10, 600)}
    assert "bertumpang tindih" in refusal(tmp_path, package, PartXmlError, cells)


def test_more_array_formulas_than_a_sheet_can_hold_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pengaduan_xl.register.xlsx.sheet_xml.MAX_ELEMENTS", 2)
    cells = "".join(f'<c r="{at}1"><f t="array" ref="{at}1">1</f></c>' for at in "ABCD")
    package = with_rows(f'<row r="1">{cells}</row>')
    assert "terlalu banyak unsur" in refusal(tmp_path, package, PartXmlError, CELLS)


def test_a_start_tag_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pengaduan_xl.register.xlsx.xml_spans.MAX_TAG", 1000)
    package = with_rows(f'<row r="4" {"a=" + chr(34) * 2 + " "}b="{"x" * 1000}"/>')
    assert "tanda buka tidak dikenali" in refusal(tmp_path, package, PartXmlError, CELLS)
