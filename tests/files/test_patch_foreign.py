"""Sheets as other programs write them: prefixes, missing addresses, comments, quotes, no rows at all."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from workbook_samples import (
    LINKS,
    SHEET1,
    calamine_rows,
    opened,
    part,
    patched,
    refusal,
    sheet_xml,
    simple_bytes,
    with_parts,
    with_piece,
    with_rows,
    with_sheet,
)

from pengaduan_xl.register.patch import Formula
from pengaduan_xl.register.xlsx.formula_shift import is_relative, shifted
from pengaduan_xl.register.xlsx.ranges import MAX_ROW, parse_area
from pengaduan_xl.register.xlsx.xml_spans import PartXmlError, set_attribute

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue

ROWS = {"Daftar": [{"Nama": "Budi"}]}
CELLS: dict[tuple[str, str], CellValue] = {
    ("Data", "B4"): "Ani",
    ("Data", "B2"): 5,
    ("Data", "F6"): Formula("A4"),
}


def _prefixed(sheet: bytes) -> bytes:
    tags = sheet.replace(b"</", b"</x:").replace(b"<", b"<x:")
    tags = tags.replace(b"<x:/x:", b"</x:").replace(b"<x:?xml", b"<?xml")
    return tags.replace(b"xmlns=", b"xmlns:x=")


def _quoted(sheet: bytes) -> bytes:
    head, _, rest = sheet.partition(b"<sheetData>")
    rows = rest.replace(b'"', b"'").replace(b"<row r='", b"<row\n x:y='>' r = '")
    return head.replace(b"<worksheet ", b'<worksheet xmlns:x="x" ') + b"<sheetData>" + rows


def _spaced(sheet: bytes) -> bytes:
    return (
        sheet.replace(b"><row", b">\n  <row")
        .replace(b"</row>", b"\n  </row >")
        .replace(b"</sheetData>", b"\n</sheetData >")
    )


def _commented(sheet: bytes) -> bytes:
    return sheet.replace(b'<row r="4"', b'<!-- <row r="4"> </row> --><row r="4"').replace(
        b"<v>3</v>", b"<v><![CDATA[3]]></v>"
    )


def _instructed(sheet: bytes) -> bytes:
    return sheet.replace(b"<sheetData>", b"<?x <sheetData><row/>?><sheetData>")


def _marked(sheet: bytes) -> bytes:
    return b"\xef\xbb\xbf" + sheet


@pytest.mark.parametrize("change", [_prefixed, _quoted, _spaced, _commented, _instructed, _marked])
def test_a_sheet_written_in_another_manner_is_patched_alike(tmp_path: Path, change: object) -> None:
    assert callable(change)
    package = with_parts(simple_bytes(), {SHEET1: change})
    target = patched(tmp_path, package, CELLS, ROWS)
    plain = tmp_path / "polos"
    plain.mkdir()
    expected = patched(plain, simple_bytes(), CELLS, ROWS)
    # calamine does not read CDATA sections.
    assert change is _commented or calamine_rows(target) == calamine_rows(expected)
    assert [[cell.value for cell in row] for row in opened(target)["Data"]] == [
        [cell.value for cell in row] for row in opened(expected)["Data"]
    ]


@pytest.mark.parametrize("data", ["<sheetData/>", "<sheetData></sheetData>", "<sheetData />"])
@pytest.mark.parametrize("mark", ["", "<!-- x -->"], ids=["searched", "parsed"])
def test_a_sheet_without_rows_gets_its_first(tmp_path: Path, data: str, mark: str) -> None:
    package = with_parts(
        with_rows(""),
        {SHEET1: lambda sheet: sheet.replace(b"<sheetData></sheetData>", (mark + data).encode())},
    )
    target = patched(tmp_path, package, {("Data", "B2"): 5, ("Data", "A1"): None})
    assert '<row r="2"><c r="B2"><v>5</v></c></row></sheetData>' in sheet_xml(target)
    assert calamine_rows(target)[1] == ["", 5.0]


@pytest.mark.parametrize("mark", ["", "<!-- x -->"], ids=["searched", "parsed"])
def test_rows_and_cells_without_addresses_are_counted(tmp_path: Path, mark: str) -> None:
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row r='5' spans='1:2'><c r='B5'><v>3</v></c>"
        "<c><v>4</v></c></row><row ht='20'><c><v>5</v></c></row>"
    )
    cells = {("Data", "B1"): 20, ("Data", "A2"): 7, ("Data", "C5"): 40, ("Data", "B6"): 50}
    xml = sheet_xml(patched(tmp_path, with_rows(mark + rows), {**cells, ("Data", "A4"): 6}))
    assert (
        '<row><c><v>1</v></c><c r="B1"><v>20</v></c></row><row><c r="A2"><v>7</v></c></row>'
        '<row r="4"><c r="A4"><v>6</v></c></row>'
        "<row r='5' spans=\"1:3\"><c r='B5'><v>3</v></c><c r=\"C5\"><v>40</v></c></row>"
        "<row ht='20'><c><v>5</v></c><c r=\"B6\"><v>50</v></c></row></sheetData>"
    ) in xml


def test_parts_are_found_by_names_with_escaped_characters(tmp_path: Path) -> None:
    def change(data: bytes) -> bytes:
        return data.replace(b"worksheets/sheet1.xml", b"worksheets\\lembar%201.xml")

    with zipfile.ZipFile(io.BytesIO(simple_bytes())) as package:
        sheet = package.read(SHEET1)
    moved = {SHEET1: None, "xl/worksheets/lembar 1.xml": sheet, LINKS: change}
    target = patched(tmp_path, with_parts(simple_bytes(), moved), {("Data", "A1"): "x"})
    assert "<t>x</t>" in part(target, "xl/worksheets/lembar 1.xml")


def test_a_cell_with_only_an_extension_is_blank(tmp_path: Path) -> None:
    row = '<row r="7"><c r="A7"><extLst/></c></row></sheetData>'
    package = with_piece(SHEET1, "</sheetData>", row)
    assert calamine_rows(patched(tmp_path, package, rows=ROWS))[6][1] == "Budi"


def test_an_extension_of_a_row_stays_behind_its_cells(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><extLst><ext uri="u"/></extLst></row>'
    xml = sheet_xml(patched(tmp_path, with_rows(rows), {("Data", "B1"): 2}))
    assert '<c r="B1"><v>2</v></c><extLst><ext uri="u"/></extLst></row>' in xml


def test_a_style_that_is_no_number_is_not_copied(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" s="&quot;&gt;"><v>1</v></c></row>'
    xml = sheet_xml(patched(tmp_path, with_rows(rows), {("Data", "A1"): 2}))
    assert '<c r="A1"><v>2</v></c>' in xml


def test_a_part_with_neither_rows_nor_their_element_is_refused(tmp_path: Path) -> None:
    package = with_sheet(
        lambda data: data.replace(b"sheetData", b"isi").replace(b"<isi", b"<!--x--><isi")
    )
    refusal(tmp_path, package, PartXmlError, {("Data", "B4"): 1})


def test_a_large_sheet_is_checked_at_its_seams(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pengaduan_xl.register.xlsx.sheet_xml.WHOLE_CHECK", 10)
    target = patched(tmp_path, simple_bytes(), {("Data", "B4"): "Ani"}, ROWS)
    assert [row[1] for row in calamine_rows(target)[3:7]] == ["Ani", "Orang 4", "Orang 5", "Budi"]
    package = with_sheet(lambda data: data.replace(b"</worksheet>", b"</worksheet"))
    refusal(tmp_path, package, PartXmlError, {("Data", "B4"): 1})


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("B2*2", "B5*2"),
        ("$B2+B$2+$B$2", "$B5+B$2+$B$2"),
        ("SUM(A1:C2)", "SUM(A4:C5)"),
        ("SUM(2:2)+SUM($2:3)", "SUM(5:5)+SUM($2:6)"),
        ('LOG10(A1)&"A1"', 'LOG10(A4)&"A1"'),
        ("'A1 B2'!C3+Lain!C3", "'A1 B2'!C6+Lain!C6"),
        ("Daftar[[#This Row],[A1]]+T[B2]", "Daftar[[#This Row],[A1]]+T[B2]"),
        ("T['[A1]+A1", "T['[A1]+A4"),
        ("Tarif_1+1E5+A1.B2+ABCD1+XFE1", "Tarif_1+1E5+A1.B2+ABCD1+XFE1"),
        ("[1]Lembar!A1", "[1]Lembar!A4"),
    ],
)
def test_a_formula_moves_down_as_excel_fills_it(formula: str, expected: str) -> None:
    assert shifted(formula, 3) == expected
    assert is_relative(formula) == (formula != expected)


def test_a_formula_that_would_leave_the_sheet_does_not_move() -> None:
    assert shifted(f"A{MAX_ROW}", 1) is None


@pytest.mark.parametrize("text", ["", "A:A", "1:1", "B2:A1", "A1:", "A1:B2:C3", "#REF!"])
def test_a_text_that_is_no_area_gives_none(text: str) -> None:
    assert parse_area(text) is None


def test_an_attribute_is_found_though_another_holds_its_name() -> None:
    tag = b"""<a b=" ref='1'" ref = '2' c="3"/>"""
    assert set_attribute(tag, "ref", '<"') == b"""<a b=" ref='1'" ref="&lt;&quot;" c="3"/>"""
    assert set_attribute(b"<a />", "ref", "1") == b'<a ref="1" />'
