"""Calculated columns of tables in appended rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbook_samples import (
    SHEET1,
    patched,
    refusal,
    sheet_xml,
    simple_bytes,
    with_parts,
    with_piece,
)

from pengaduan_xl.register.xlsx.table_append import RelativeFormulaError

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue

TABLE1 = "xl/tables/table1.xml"
NOTHING = "Tidak ada yang ditulis."
ROW: dict[str, CellValue] = {"No": 6, "Nama": "Budi"}


def test_an_array_formula_of_a_column_becomes_one_of_its_own(tmp_path: Path) -> None:
    package = with_piece(TABLE1, "<calculatedColumnFormula>", '<calculatedColumnFormula array="1">')
    xml = sheet_xml(patched(tmp_path, package, rows={"Daftar": [ROW]}))
    assert '<c r="D7"><f t="array" ref="D7">Daftar[[#This Row],[No]]*2</f></c>' in xml


def relative(cell_formula: str) -> bytes:
    """Return the simple workbook with the column formula A4*2 and a cell formula in D6."""
    table = {TABLE1: lambda data: data.replace(b"Daftar[[#This Row],[No]]*2", b"A4*2")}
    old = b'<c r="D6"><f>Daftar[[#This Row],[No]]*2</f>'
    new = b'<c r="D6">' + cell_formula.encode()
    return with_parts(simple_bytes(), {**table, SHEET1: lambda data: data.replace(old, new)})


def test_a_formula_by_position_continues_from_the_row_above(tmp_path: Path) -> None:
    target = patched(tmp_path, relative("<f>A6*2</f>"), rows={"Daftar": [ROW, ROW]})
    assert "<f>A7*2</f></c></row>" in sheet_xml(target)
    assert "<f>A8*2</f></c></row>" in sheet_xml(target)


def test_a_formula_by_position_continues_a_shared_one(tmp_path: Path) -> None:
    package = with_parts(
        relative('<f t="shared" si="0"/>'),
        {
            SHEET1: lambda data: data.replace(
                b'<c r="D4"><f>Daftar[[#This Row],[No]]*2</f>',
                b'<c r="D4"><f t="shared" ref="D4:D6" si="0">A4*2&lt;$B$1</f>',
            )
        },
    )
    xml = sheet_xml(patched(tmp_path, package, rows={"Daftar": [ROW]}))
    assert "<f>A7*2&lt;$B$1</f></c></row>" in xml


@pytest.mark.parametrize(
    "formula",
    [
        "",
        '<f t="shared" si="9"/></c><c r="E6"><f t="shared" ref="E6" si="1">1</f>',
        '<f t="shared" si="0"/></c><c r="E6"><f t="shared" ref="D9" si="0"/>',
    ],
    ids=["none above", "shared from nowhere", "shared from a cell that is not there"],
)
def test_a_formula_by_position_that_cannot_continue_is_refused(
    tmp_path: Path, formula: str
) -> None:
    text = refusal(tmp_path, relative(formula), RelativeFormulaError, rows={"Daftar": [ROW]})
    assert text == (
        'Lembar Data: rumus kolom "Lipat" pada tabel Daftar tidak dapat dilanjutkan ke baris baru. '
        f'Isi kolom "Lipat" pada baris terakhir dengan rumusnya di Excel, lalu ulangi. {NOTHING}'
    )


def test_a_formula_by_position_has_nothing_to_continue_in_a_table_without_rows(
    tmp_path: Path,
) -> None:
    package = with_parts(relative(""), {TABLE1: _first_row_only, SHEET1: _without_rows})
    refusal(tmp_path, package, RelativeFormulaError, rows={"Daftar": [ROW]})


def _first_row_only(table: bytes) -> bytes:
    return table.replace(b"A3:D6", b"A3:D3")


def _without_rows(sheet: bytes) -> bytes:
    return sheet.partition(b'<row r="4"')[0] + b"</sheetData>" + sheet.partition(b"</sheetData>")[2]
