"""Cells far beyond what a sheet says of itself, and Excel tables on another sheet than their list."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.table import Table as ExcelTable
from register_mutations import REGISTER_PART
from register_samples import ENTRY, INTAKE, desk, place, read, told, used_register
from workbook_samples import with_parts

from pengaduan_xl.register import opening
from pengaduan_xl.register.ledger import BrokenStructureError
from pengaduan_xl.register.opening import FarCellError
from pengaduan_xl.register.table_places import table_places

if TYPE_CHECKING:
    from pathlib import Path


def with_cell(cell: str, dimension: str = "A1:AG7") -> bytes:
    """Return a register whose sheet Register has one more cell than the area that it says it has."""

    def change(sheet: bytes) -> bytes:
        row = re.sub(r"\D", "", cell)
        more = f'<row r="{row}"><c {cell}><v>1</v></c></row></sheetData>'
        sheet = re.sub(
            rb'<dimension ref="[^"]*"/>', f'<dimension ref="{dimension}"/>'.encode(), sheet
        )
        return sheet.replace(b"</sheetData>", more.encode())

    return with_parts(used_register(), {REGISTER_PART: change})


@pytest.mark.parametrize("dimension", ["A1", "A1:AG7", "A1:Z9", "A1:AZ99"])
@pytest.mark.parametrize(
    "cell", ['r="XFD20000"', "r = 'xfd20000'", 'r="AG99999999"', 'r="ZZZZZZ9"']
)
def test_a_far_cell_is_found_whatever_the_sheet_says_of_itself(cell: str, dimension: str) -> None:
    address = re.split("[\"']", cell)[1]
    with pytest.raises(FarCellError, match=f"sampai sel {address.upper()}"):
        read(with_cell(cell, dimension))


@pytest.mark.parametrize("size", [64, 97, 1000, 4099])
def test_a_far_cell_is_found_at_the_seam_of_two_blocks(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    for shift in range(40):
        monkeypatch.setattr(opening, "_BLOCK_BYTES", size + shift)
        with pytest.raises(FarCellError):
            read(with_cell('r="XFD20000"'))


@pytest.mark.parametrize("cell", ['r="AH8"', 'r="BZ4"', 'r="AAA1"', 'r="A30000"'])
def test_a_cell_a_little_beyond_is_read(cell: str) -> None:
    assert len(read(with_cell(cell)).rows) == 4


def test_a_sheet_that_says_nothing_of_itself_is_read() -> None:
    def change(sheet: bytes) -> bytes:
        return re.sub(rb"<dimension [^>]*>", b"", sheet)

    assert len(read(with_parts(used_register(), {REGISTER_PART: change})).rows) == 4


def copied() -> bytes:
    """A register whose office has copied the sheet Register, put the old one aside and uses the copy."""
    book = openpyxl.load_workbook(io.BytesIO(used_register()))
    old = book["Register"]
    new = book.copy_worksheet(old)
    old.title, new.title = "Register 2026", "Register"
    new.add_table(ExcelTable(displayName="Register5", ref="A3:AG7"))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_table_left_behind_on_the_copied_sheet_is_told() -> None:
    (finding,) = read(copied()).structure
    assert told([finding]) == [
        "Register! : Tabel 'Register' ada di lembar 'Register 2026', bukan di 'Register'"
    ]
    assert finding.remedy == (
        "Beri tabel di 'Register 2026' nama lain, lalu beri nama Register pada tabel daftar ini"
    )


def test_no_act_goes_to_the_sheet_that_was_put_aside(tmp_path: Path) -> None:
    content = copied()
    path = place(tmp_path, content)
    with pytest.raises(BrokenStructureError), desk(path) as office:
        office.receive(INTAKE, ENTRY)
    assert path.read_bytes() == content


@pytest.mark.parametrize("part", ["xl/tables/table1.xml", "xl/worksheets/_rels/sheet4.xml.rels"])
@pytest.mark.parametrize("content", [b"<a>", b"<!DOCTYPE a><a/>", None])
def test_a_table_that_cannot_be_read_is_nowhere(part: str, content: bytes | None) -> None:
    places = table_places(with_parts(used_register(), {part: content}))
    assert "register" not in places
    assert places["riwayat"] == "Riwayat"
