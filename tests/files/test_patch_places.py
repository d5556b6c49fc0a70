"""Sheets, tables and cells that are refused, by name and with the file untouched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbook_samples import (
    patched,
    refusal,
    rich_bytes,
    sheet_xml,
    simple_bytes,
    with_rows,
)

from pengaduan_xl.register.patch import Formula
from pengaduan_xl.register.xlsx.sheet_edit import (
    ArrayFormulaError,
    BadAddressError,
    MergedCellError,
    RepeatedCellError,
    SharedFormulaError,
    TableHeaderError,
)
from pengaduan_xl.register.xlsx.workbook import (
    NotWorksheetError,
    UnknownSheetError,
    UnknownTableError,
)

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = "Tidak ada yang ditulis."


def test_an_unknown_sheet_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    assert refusal(tmp_path, simple_bytes(), UnknownSheetError, {("Dat", "A1"): 1}) == (
        f'asal.xlsx: tidak ada lembar "Dat". Pakai salah satu: Data, Lain. {NOTHING}'
    )


def test_an_unknown_table_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    text = refusal(tmp_path, simple_bytes(), UnknownTableError, rows={"Tabel": [{"a": 1}]})
    assert text == f'asal.xlsx: tidak ada tabel "Tabel". Pakai salah satu: Daftar. {NOTHING}'


def test_a_workbook_without_tables_says_so(tmp_path: Path) -> None:
    text = refusal(tmp_path, with_rows(""), UnknownTableError, rows={"Tabel": [{"a": 1}]})
    assert "Pakai salah satu: (buku kerja ini tidak bertabel)." in text


def test_a_chart_sheet_has_no_cells(tmp_path: Path) -> None:
    assert refusal(tmp_path, rich_bytes(), NotWorksheetError, {("Bagan", "A1"): 1}) == (
        f'asal.xlsx: lembar "Bagan" bukan lembar kerja bersel. Pilih lembar lain. {NOTHING}'
    )


@pytest.mark.parametrize("cell", ["", "B", "4", "B0", "B4:C5", "XFE1", "A1048577", "Data!A1"])
def test_a_text_that_is_no_address_is_refused(tmp_path: Path, cell: str) -> None:
    assert refusal(tmp_path, simple_bytes(), BadAddressError, {("Data", cell): 1}) == (
        f'Lembar Data: "{cell}" bukan alamat sel. Tulis satu alamat seperti B2. {NOTHING}'
    )


def test_a_cell_set_twice_is_refused(tmp_path: Path) -> None:
    cells = {("Data", "B4"): 1, ("data", "$B$4"): 2}
    assert refusal(tmp_path, simple_bytes(), RepeatedCellError, cells) == (
        f"Data!B4: sel ini diisi dua kali. Beri satu nilai saja. {NOTHING}"
    )


def test_a_cell_hidden_in_a_merged_area_is_refused_but_its_corner_is_not(tmp_path: Path) -> None:
    assert refusal(tmp_path, rich_bytes(), MergedCellError, {("Data", "G2"): 1}) == (
        "Data!G2: sel ini bagian dari sel gabungan F1:H2. "
        f"Isi F1 atau pisahkan gabungannya. {NOTHING}"
    )
    assert '<c r="F1"><v>1</v></c>' in sheet_xml(
        patched(tmp_path, rich_bytes(), {("Data", "F1"): 1})
    )


SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/></c><c r="C2"><f t="shared" ref="C2" si="1">1</f></c></row>'
)


def test_the_first_cell_of_a_shared_formula_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, with_rows(SHARED), SharedFormulaError, {("Data", "A1"): 1}) == (
        f"Data!A1: rumus sel ini dipakai bersama oleh A1:A2. Ubah sel ini di Excel. {NOTHING}"
    )


@pytest.mark.parametrize("cell", ["A2", "C2"], ids=["a follower", "shared with nobody"])
def test_other_cells_of_shared_formulas_can_be_set(tmp_path: Path, cell: str) -> None:
    target = patched(tmp_path, with_rows(SHARED), {("Data", cell): 5})
    assert f'<c r="{cell}"><v>5</v></c>' in sheet_xml(target)
    assert 'ref="A1:A2" si="0">B1</f>' in sheet_xml(target)


ARRAY = (
    '<row r="1"><c r="A1"><f ref="A1:A2" t="array">B1:B2</f></c>'
    "<c r=\"C1\"><f t='array' ref='C1'>SUM(B1)</f></c>"
    '<c r="D1"><f t="dataTable" ref="D1:E9" r1="B1"/></c></row>'
)


@pytest.mark.parametrize(("cell", "area"), [("A1", "A1:A2"), ("A2", "A1:A2"), ("E5", "D1:E9")])
def test_a_part_of_an_array_formula_is_refused(tmp_path: Path, cell: str, area: str) -> None:
    assert refusal(tmp_path, with_rows(ARRAY), ArrayFormulaError, {("Data", cell): 1}) == (
        f"Data!{cell}: sel ini bagian dari rumus larik {area}. "
        f"Ubah rumus itu seluruhnya di Excel. {NOTHING}"
    )


def test_an_array_formula_of_one_cell_can_be_replaced(tmp_path: Path) -> None:
    target = patched(tmp_path, with_rows(ARRAY), {("Data", "C1"): 5})
    assert '<c r="C1"><v>5</v></c>' in sheet_xml(target)


@pytest.mark.parametrize("value", ["Lain", None, Formula("Nama")])
def test_a_heading_of_a_table_is_refused(tmp_path: Path, value: str | None) -> None:
    assert refusal(tmp_path, simple_bytes(), TableHeaderError, {("Data", "B3"): value}) == (
        f"Data!B3: sel ini judul kolom tabel Daftar. Ganti judul di Excel. {NOTHING}"
    )


def test_a_heading_may_be_written_as_it_is(tmp_path: Path) -> None:
    assert "<t>Nama</t>" in sheet_xml(patched(tmp_path, simple_bytes(), {("Data", "B3"): "Nama"}))
