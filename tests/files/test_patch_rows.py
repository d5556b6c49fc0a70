"""Rows appended to tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from workbook_samples import (
    SHEET1,
    calamine_rows,
    changed_parts,
    opened,
    part,
    patched,
    refusal,
    sheet_xml,
    simple_bytes,
    with_parts,
    with_piece,
)

from pengaduan_xl.register.xlsx.sheet_edit import RepeatedCellError
from pengaduan_xl.register.xlsx.table_append import (
    TableBlockedError,
    TableFullError,
    TableTotalsError,
)
from pengaduan_xl.register.xlsx.table_xml import UnknownHeadingError
from pengaduan_xl.register.xlsx.xml_spans import PartXmlError

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue

TABLE1 = "xl/tables/table1.xml"
TABLE2 = "xl/tables/table2.xml"
LINKS1 = "xl/worksheets/_rels/sheet1.xml.rels"
NOTHING = "Tidak ada yang ditulis."
ROW: dict[str, CellValue] = {"No": 6, "Nama": "Budi", "Tanggal": date(2026, 1, 5)}


def with_second_table(area: str) -> bytes:
    """Return the simple workbook with a second table, ``Kedua``, of one column on the first sheet."""
    table = (
        f'<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="2" '
        f'displayName="Kedua" ref="{area}"><tableColumns><tableColumn id="1" name="Catatan"/>'
        "</tableColumns></table>"
    )
    link = (
        b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/table" Target="../tables/table2.xml"/></Relationships>'
    )
    links = {LINKS1: lambda data: data.replace(b"</Relationships>", link)}
    return with_parts(simple_bytes(), {TABLE2: table.encode(), **links})


def blank_table() -> bytes:
    """Return the simple workbook with the table's data cut down to one blank row 4."""

    def sheet(data: bytes) -> bytes:
        head, _, rest = data.partition(b'<row r="4"')
        row = b'<row r="4"><c r="A4" s="1"/><c r="C4" s="2"/></row></sheetData>'
        return head + row + rest.partition(b"</sheetData>")[2]

    changes = {SHEET1: sheet, TABLE1: lambda data: data.replace(b"A3:D6", b"A3:D4")}
    return with_parts(simple_bytes(), changes)


def test_a_row_takes_the_styles_above_it_and_the_calculated_formula(tmp_path: Path) -> None:
    xml = sheet_xml(patched(tmp_path, simple_bytes(), rows={"Daftar": [ROW]}))
    assert (
        '<row r="7" spans="1:6"><c r="A7" s="1"><v>6</v></c>'
        '<c r="B7" t="inlineStr"><is><t>Budi</t></is></c><c r="C7" s="2"><v>46027</v></c>'
        '<c r="D7"><f>Daftar[[#This Row],[No]]*2</f></c></row></sheetData>'
    ) in xml
    assert '<dimension ref="A1:F7"/>' in xml


def test_the_table_and_its_filter_reach_the_new_row(tmp_path: Path) -> None:
    table = part(patched(tmp_path, simple_bytes(), rows={"Daftar": [ROW, ROW]}), TABLE1)
    assert 'displayName="Daftar" ref="A3:D8" totalsRowShown="0"><autoFilter ref="A3:D8"/>' in table


def test_a_value_given_for_a_calculated_column_is_written(tmp_path: Path) -> None:
    xml = sheet_xml(patched(tmp_path, simple_bytes(), rows={"Daftar": [{"Lipat": 5}]}))
    assert '<c r="D7"><v>5</v></c>' in xml


def test_headings_and_tables_are_found_without_regard_to_case(tmp_path: Path) -> None:
    target = patched(tmp_path, simple_bytes(), rows={"DAFTAR": [{"nama": "Budi"}]})
    assert calamine_rows(target)[6][1] == "Budi"


def test_a_heading_over_two_lines_is_found(tmp_path: Path) -> None:
    package = with_piece(TABLE1, 'name="Nama"', 'name="Nama_x000a_Lengkap"')
    target = patched(tmp_path, package, rows={"Daftar": [{"Nama\nLengkap": "Budi"}]})
    assert calamine_rows(target)[6][1] == "Budi"


def test_a_formula_that_belongs_to_no_column_is_passed_over(tmp_path: Path) -> None:
    package = with_piece(TABLE1, "<tableColumns ", "<calculatedColumnFormula/><tableColumns ")
    assert calamine_rows(patched(tmp_path, package, rows={"Daftar": [ROW]}))[6][1] == "Budi"


def test_many_rows_and_cells_go_in_at_once(tmp_path: Path) -> None:
    rows = {"Daftar": [{"No": number} for number in range(500)]}
    target = patched(tmp_path, simple_bytes(), {("Data", "B4"): "x", ("Lain", "A1"): "y"}, rows)
    assert [row[0] for row in calamine_rows(target)[6:]] == list(range(500))
    assert changed_parts(simple_bytes(), target) == {
        SHEET1,
        TABLE1,
        "xl/worksheets/sheet2.xml",
    }


def test_two_tables_side_by_side_grow_into_the_same_row(tmp_path: Path) -> None:
    package = with_second_table("F3:F6")
    notes: list[dict[str, CellValue]] = [{"Catatan": "a"}, {"Catatan": "b"}]
    target = patched(tmp_path, package, rows={"Daftar": [ROW], "Kedua": notes})
    assert [(row[0], row[5]) for row in calamine_rows(target)[6:]] == [(6, "a"), ("", "b")]
    assert 'ref="F3:F8"' in part(target, TABLE2)


def test_a_table_does_not_grow_into_another(tmp_path: Path) -> None:
    text = refusal(
        tmp_path, with_second_table("D8:D9"), TableBlockedError, rows={"Daftar": [ROW, ROW]}
    )
    assert "baris 8 di bawah tabel Daftar tidak kosong (lihat D8)" in text


def test_the_blank_row_of_an_empty_table_is_filled_first(tmp_path: Path) -> None:
    target = patched(tmp_path, blank_table(), rows={"Daftar": [ROW, {"No": 7}]})
    xml = sheet_xml(target)
    assert '<row r="4"><c r="A4" s="1"><v>6</v></c><c r="B4" t="inlineStr">' in xml
    assert '<row r="5"><c r="A5" s="1"><v>7</v></c><c r="C5" s="2"/><c r="D5"><f>' in xml
    assert opened(target)["Data"].tables["Daftar"].ref == "A3:D5"


def test_a_table_with_one_filled_row_gets_the_next_below(tmp_path: Path) -> None:
    blank, filled = b'<c r="A4" s="1"/>', b'<c r="A4" s="1"><v>0</v></c>'
    package = with_parts(blank_table(), {SHEET1: lambda data: data.replace(blank, filled)})
    target = patched(tmp_path, package, rows={"Daftar": [ROW]})
    assert [row[0] for row in calamine_rows(target)[3:]] == [0, 6]


def test_a_blank_row_that_is_filled_at_the_same_time_is_not_blank(tmp_path: Path) -> None:
    cells = {("Data", "B4"): "Ani"}
    target = patched(tmp_path, blank_table(), cells, {"Daftar": [ROW]})
    assert [row[1] for row in calamine_rows(target)[3:]] == ["Ani", "Budi"]


def test_a_filter_over_other_rows_stays(tmp_path: Path) -> None:
    package = with_piece(TABLE1, '<autoFilter ref="A3:D6"/>', '<autoFilter ref="A3:D5"/>')
    assert '<autoFilter ref="A3:D5"/>' in part(
        patched(tmp_path, package, rows={"Daftar": [ROW]}), TABLE1
    )


def test_filling_the_blank_row_leaves_the_table_as_it_is(tmp_path: Path) -> None:
    target = patched(tmp_path, blank_table(), rows={"Daftar": [ROW]})
    assert changed_parts(blank_table(), target) == {SHEET1}


def test_a_blank_row_keeps_the_formula_it_has(tmp_path: Path) -> None:
    old = b'<c r="C4" s="2"/>'
    formula = b"<c r=\"D4\" s='1'><f>A4</f></c>"
    package = with_parts(blank_table(), {SHEET1: lambda data: data.replace(old, old + formula)})
    assert formula.decode() in sheet_xml(patched(tmp_path, package, rows={"Daftar": [ROW]}))


def test_a_table_without_any_data_row_gets_its_first_below_the_headings(tmp_path: Path) -> None:
    def cut(data: bytes) -> bytes:
        return (
            data.partition(b'<row r="4"')[0] + b"</sheetData>" + data.partition(b"</sheetData>")[2]
        )

    package = with_parts(
        simple_bytes(), {SHEET1: cut, TABLE1: lambda data: data.replace(b"A3:D6", b"A3:D3")}
    )
    target = patched(tmp_path, package, rows={"Daftar": [ROW]})
    assert calamine_rows(target)[3][:2] == [6, "Budi"]
    assert 'ref="A3:D4"' in part(target, TABLE1)


def test_a_table_without_headings_fills_its_first_row(tmp_path: Path) -> None:
    package = with_parts(
        blank_table(),
        {TABLE1: lambda data: data.replace(b'ref="A3:D4"', b'ref="A4:D4" headerRowCount="0"', 1)},
    )
    assert calamine_rows(patched(tmp_path, package, rows={"Daftar": [ROW]}))[3][1] == "Budi"


def test_a_styled_blank_row_below_is_used_and_shown(tmp_path: Path) -> None:
    row = '<row r="7" hidden="1" ht="30"><c r="A7" s="2"/><c r="B7" s="1"/><c r="F7"><v>1</v></c></row>'
    package = with_piece(SHEET1, "</sheetData>", f"{row}</sheetData>")
    xml = sheet_xml(patched(tmp_path, package, rows={"Daftar": [ROW]}))
    assert '<row r="7" ht="30"><c r="A7" s="1"><v>6</v></c><c r="B7" s="1" t="inlineStr">' in xml
    assert '<c r="F7"><v>1</v></c></row>' in xml


def test_a_new_row_is_formatted_as_the_row_above_but_not_hidden(tmp_path: Path) -> None:
    row = '<row r="6" spans="1:6" hidden="1" s="2" customFormat="1" ht="30" customHeight="1">'
    xml = sheet_xml(
        patched(
            tmp_path, with_piece(SHEET1, '<row r="6" spans="1:6">', row), rows={"Daftar": [ROW]}
        )
    )
    assert '<row r="7" s="2" customFormat="1" ht="30" customHeight="1" spans="1:6">' in xml


def test_a_height_that_excel_found_itself_is_not_inherited(tmp_path: Path) -> None:
    package = with_piece(SHEET1, '<row r="6" spans="1:6">', '<row r="6" ht="60">')
    assert '<row r="7"><c r="A7"' in sheet_xml(patched(tmp_path, package, rows={"Daftar": [ROW]}))


def test_rules_over_other_rows_stay_and_each_area_grows_by_itself(tmp_path: Path) -> None:
    rules = (
        '<protectedRanges><protectedRange name="a" sqref="A4:A6 A4:A9 C4:C6"/></protectedRanges>'
        '<dataValidations count="3"><dataValidation sqref="B4:B6"/><dataValidation sqref="B5:B6"/>'
        '<dataValidation sqref="D4:E6"/><dataValidation sqref="B:B"/></dataValidations><pageMargins'
    )
    xml = sheet_xml(
        patched(tmp_path, with_piece(SHEET1, "<pageMargins", rules), rows={"Daftar": [ROW]})
    )
    assert 'sqref="A4:A7 A4:A9 C4:C7"' in xml
    for kept in ("B4:B7", "B5:B6", "D4:E6", "B:B"):
        assert f'<dataValidation sqref="{kept}"/>' in xml


def test_a_filled_cell_below_the_table_blocks_it(tmp_path: Path) -> None:
    package = with_piece(
        SHEET1, "</sheetData>", '<row r="7"><c r="B7"><v>1</v></c></row></sheetData>'
    )
    text = refusal(tmp_path, package, TableBlockedError, rows={"Daftar": [ROW]})
    assert text == (
        "Lembar Data: baris 7 di bawah tabel Daftar tidak kosong (lihat B7). "
        f"Kosongkan atau pindahkan isi B7, lalu ulangi. {NOTHING}"
    )


def test_a_merged_area_below_the_table_blocks_it(tmp_path: Path) -> None:
    merged = '<mergeCells count="1"><mergeCell ref="C8:F9"/></mergeCells><pageMargins'
    package = with_piece(SHEET1, "<pageMargins", merged)
    text = refusal(tmp_path, package, TableBlockedError, rows={"Daftar": [ROW, ROW]})
    assert "baris 8 di bawah tabel Daftar tidak kosong (lihat C8)" in text


def test_a_cell_set_at_the_same_time_blocks_the_row(tmp_path: Path) -> None:
    cells = {("Data", "B7"): "x"}
    refusal(tmp_path, simple_bytes(), TableBlockedError, cells, {"Daftar": [ROW]})


def test_a_totals_row_is_refused(tmp_path: Path) -> None:
    package = with_piece(TABLE1, 'totalsRowShown="0"', 'totalsRowCount="1"')
    text = refusal(tmp_path, package, TableTotalsError, rows={"Daftar": [ROW]})
    assert text == (
        "Lembar Data: tabel Daftar memakai Baris Total di baris 6. "
        f"Matikan Baris Total di Excel (Desain Tabel), lalu ulangi. {NOTHING}"
    )


def test_a_table_at_the_end_of_the_sheet_is_full(tmp_path: Path) -> None:
    package = with_piece(TABLE1, "A3:D6", "A3:D1048576")
    text = refusal(tmp_path, package, TableFullError, rows={"Daftar": [ROW]})
    assert text == (
        "Lembar Data: tabel Daftar sudah mencapai baris terakhir lembar. "
        f"Pindahkan baris lama ke buku arsip, lalu ulangi. {NOTHING}"
    )


def test_an_unknown_heading_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    text = refusal(tmp_path, simple_bytes(), UnknownHeadingError, rows={"Daftar": [{"Nam": "x"}]})
    assert text == (
        'Tabel Daftar: tidak ada kolom "Nam". '
        f"Pakai salah satu: No, Nama, Tanggal, Lipat. {NOTHING}"
    )


def test_a_heading_given_twice_is_refused(tmp_path: Path) -> None:
    record = {"Nama": "a", "NAMA": "b"}
    text = refusal(tmp_path, simple_bytes(), RepeatedCellError, rows={"Daftar": [record]})
    assert text == f"Data!B7: sel ini diisi dua kali. Beri satu nilai saja. {NOTHING}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('ref="A3:D6" totals', 'ref="A3:C6" totals'),
        ('ref="A3:D6" totals', 'ref="rusak" totals'),
        ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "x"),
    ],
    ids=["too few columns", "no area", "another element"],
)
def test_a_table_part_that_makes_no_sense_is_refused(tmp_path: Path, old: str, new: str) -> None:
    refusal(tmp_path, with_piece(TABLE1, old, new), PartXmlError, rows={"Daftar": [ROW]})
