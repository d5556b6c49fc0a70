"""A workbook full of foreign things: only what must change does."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from workbook_samples import (
    LINKS,
    RECALCULATION,
    SHEET1,
    TYPES,
    WORKBOOK,
    calamine_rows,
    calc_rows,
    changed_parts,
    opened,
    part,
    patched,
    records,
    rich_bytes,
    saved_by_calc,
    sheet_xml,
    simple_bytes,
    with_parts,
    without_mark,
)

from pengaduan_xl.register.patch import Formula

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue

TABLE1 = "xl/tables/table1.xml"
NEW_ROW: dict[str, CellValue] = {"No": 7, "Nama": "Warga <baru> & lain", "Status": "Selesai"}


def test_one_cell_and_one_row_change_only_their_sheet_table_and_the_recalculation_mark(
    tmp_path: Path,
) -> None:
    target = patched(tmp_path, rich_bytes(), {("Data", "B4"): "Ani"}, {"Daftar": [NEW_ROW]})
    assert changed_parts(rich_bytes(), target) == {SHEET1, TABLE1, WORKBOOK}
    assert list(records(target.read_bytes())) == list(records(rich_bytes()))


def test_the_sheet_keeps_everything_outside_the_cells_and_rules_that_grow(tmp_path: Path) -> None:
    target = patched(tmp_path, rich_bytes(), rows={"Daftar": [NEW_ROW]})
    row = (
        '<row r="7" spans="1:6"><c r="A7"><v>7</v></c><c r="B7" t="inlineStr"><is><t>Warga &lt;baru'
        '&gt; &amp; lain</t></is></c><c r="C7" s="1"/><c r="D7" t="inlineStr"><is><t>Selesai</t></is>'
        '</c></row><row r="10"'
    )
    with zipfile.ZipFile(tmp_path / "asal.xlsx") as source:
        expected = source.read(SHEET1).decode()
    for old, new in [
        ('<row r="10"', row),
        ('conditionalFormatting sqref="A4:D6"', 'conditionalFormatting sqref="A4:D7"'),
        ('conditionalFormatting sqref="A4:A6"', 'conditionalFormatting sqref="A4:A7"'),
        ('showErrorMessage="1" sqref="D4:D6"', 'showErrorMessage="1" sqref="D4:D7"'),
        ("<xm:sqref>A4:A6</xm:sqref>", "<xm:sqref>A4:A7</xm:sqref>"),
    ]:
        assert old in expected
        expected = expected.replace(old, new)
    assert sheet_xml(target) == expected


def test_openpyxl_and_calamine_agree_on_old_and_new_cells(tmp_path: Path) -> None:
    target = patched(tmp_path, rich_bytes(), {("Data", "B4"): "Ani"}, {"Daftar": [NEW_ROW]})
    rows = calamine_rows(target)
    sheet = opened(target)["Data"]
    assert [row[1] for row in rows[3:7]] == ["Ani", "Orang 1", "Orang 2", "Warga <baru> & lain"]
    assert [cell.value for cell in sheet["B"][3:7]] == [row[1] for row in rows[3:7]]
    assert sheet.tables["Daftar"].ref == "A3:D7"


def test_libreoffice_shows_old_and_new_cells_and_calculates_new_formulas(tmp_path: Path) -> None:
    cells = {("Data", "F6"): Formula("=A7*6"), ("Data", "B4"): "=1+1"}
    target = patched(tmp_path, rich_bytes(), cells, {"Daftar": [NEW_ROW]})
    lines = calc_rows(target, tmp_path)
    assert lines[3].startswith("0;=1+1;2025-12-09;Baru")
    assert lines[5].startswith("2;Orang 2;2025-12-11;Baru;;42")
    assert lines[6].startswith("7;Warga <baru> & lain;;Selesai")


def test_nothing_to_write_gives_a_copy_with_every_member_as_it_was(tmp_path: Path) -> None:
    target = patched(tmp_path, rich_bytes(), {}, {"Daftar": []})
    assert changed_parts(rich_bytes(), target) == set()


@pytest.mark.parametrize(
    ("cell", "value"),
    [("A1", 5), ("B1", Formula("=2+3")), ("A1", Formula("A9"))],
    ids=["vanishes", "appears", "is replaced"],
)
def test_a_formula_that_comes_or_goes_takes_the_calculation_chain_with_it(
    tmp_path: Path, cell: str, value: CellValue
) -> None:
    target = patched(tmp_path, rich_bytes(), {("Jumlah", cell): value})
    expected = {"xl/worksheets/sheet2.xml", "xl/calcChain.xml", *RECALCULATION}
    assert changed_parts(rich_bytes(), target) == expected
    assert "calcChain" not in part(target, TYPES) + part(target, LINKS)


def test_the_chain_stays_when_no_formula_comes_or_goes(tmp_path: Path) -> None:
    target = patched(tmp_path, rich_bytes(), {("Data", "A4"): 9})
    assert "xl/calcChain.xml" not in changed_parts(rich_bytes(), target)


def test_cached_results_are_marked_as_no_longer_true(tmp_path: Path) -> None:
    target = patched(tmp_path, rich_bytes(), {("Data", "A4"): 9})
    assert '<calcPr calcId="124519" fullCalcOnLoad="1"/>' in part(target, WORKBOOK)


def test_a_workbook_marked_already_keeps_its_workbook_part(tmp_path: Path) -> None:
    target = patched(tmp_path, simple_bytes(), {("Data", "A4"): 9})
    assert changed_parts(simple_bytes(), target) == {SHEET1}


def _drop_formulas(sheet: bytes) -> bytes:
    for row in (4, 5, 6):
        formula = f'<c r="D{row}"><f>Daftar[[#This Row],[No]]*2</f><v>0</v></c>'.encode()
        assert formula in sheet
        sheet = sheet.replace(formula, b"")
    return sheet


def test_a_workbook_without_formulas_is_not_marked(tmp_path: Path) -> None:
    package = with_parts(simple_bytes(), {WORKBOOK: without_mark, SHEET1: _drop_formulas})
    target = patched(tmp_path, package, {("Data", "A4"): 9})
    assert changed_parts(package, target) == {SHEET1}


@pytest.mark.parametrize("sheet", ["Data", "Lain"], ids=["on the sheet", "on another sheet"])
def test_formulas_are_found_wherever_they_are_without_a_chain(tmp_path: Path, sheet: str) -> None:
    package = with_parts(simple_bytes(), {WORKBOOK: without_mark})
    target = patched(tmp_path, package, {(sheet, "A1"): 9})
    assert 'fullCalcOnLoad="1"' in part(target, WORKBOOK)


def test_formulas_are_found_across_the_blocks_of_a_large_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pengaduan_xl.register.xlsx.package.BLOCK", 60)
    package = with_parts(simple_bytes(), {WORKBOOK: without_mark})
    target = patched(tmp_path, package, {("Lain", "A1"): 9})
    assert 'fullCalcOnLoad="1"' in part(target, WORKBOOK)


def test_the_mark_takes_its_place_after_the_names_when_there_are_no_settings_yet(
    tmp_path: Path,
) -> None:
    def change(workbook: bytes) -> bytes:
        return without_mark(workbook).replace(b'<calcPr calcId="124519"/>', b"")

    target = patched(tmp_path, with_parts(rich_bytes(), {WORKBOOK: change}), {("Data", "A4"): 9})
    assert '</definedNames><calcPr fullCalcOnLoad="1"/></workbook>' in part(target, WORKBOOK)


def test_a_file_saved_by_libreoffice_can_be_patched(tmp_path: Path) -> None:
    package = saved_by_calc(tmp_path, simple_bytes())
    target = patched(tmp_path, package, {("Data", "B4"): "Ani"}, {"Daftar": [{"Nama": "Budi"}]})
    assert [row[1] for row in calamine_rows(target)[3:7]] == ["Ani", "Orang 4", "Orang 5", "Budi"]
    assert changed_parts(package, target) <= {SHEET1, TABLE1, *RECALCULATION}
