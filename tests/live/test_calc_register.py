"""The office's blank register in Calc: tables grow, dates and names work, and the file stays a register."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from pengaduan_xl.excel.calc.protection import ProtectedCellsError
from pengaduan_xl.excel.calc.tables import TableNotFoundError
from pengaduan_xl.register.reader import read_register

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings

BLANK = Path(__file__).parents[2] / "workbook" / "Register_Pengaduan.xlsx"
MOMENT = datetime.fromisoformat("2026-11-23T08:15")
COLUMNS = 33


@pytest.fixture
def register(calc: xlwings.App, tmp_path: Path) -> Iterator[xlwings.Book]:
    """A blank register, open in Calc."""
    path = tmp_path / "Register_Pengaduan.xlsx"
    shutil.copy(BLANK, path)
    opened = calc.books.open(path)
    yield opened
    opened.close()


def row(number: str) -> list[Any]:
    """A row of the sheet Register, only the columns that Calc might change."""
    made: list[Any] = [None] * COLUMNS
    made[0:5] = [number, MOMENT, "Surat", "=Budi", "0812345678901234"]
    made[10], made[20] = "Tidak", 1
    return made


def append(register: xlwings.Book, rows: list[list[Any]]) -> None:
    """Write rows from the table's empty first row on, then let the table hold them."""
    sheet = register.sheets["Register"]
    table = sheet.tables["Register"]
    top, left = table.range.row, table.range.column
    sheet.range((top + 1, left), (top + len(rows), left + COLUMNS - 1)).value = rows
    table.resize(sheet.range((top, left), (top + len(rows), left + COLUMNS - 1)))


def test_the_registers_tables_are_found(register: xlwings.Book) -> None:
    sheet = register.sheets["Register"]
    table = sheet.tables["Register"]
    assert [one.name for one in sheet.tables] == ["Register"]
    assert (table.parent, table.display_name) == (sheet, "Register")
    assert table.range.address == "$A$3:$AG$4"
    assert table.header_row_range is not None
    assert table.header_row_range.value[:2] == ["No. Register", "Tgl/Jam Terima"]
    assert table.data_body_range is not None
    assert table.data_body_range.address == "$A$4:$AG$4"
    assert (table.show_headers, table.show_totals, table.show_autofilter) == (True, False, True)
    assert table.totals_row_range is None


def test_a_table_of_another_sheet_is_not_this_sheets(register: xlwings.Book) -> None:
    with pytest.raises(TableNotFoundError, match="Riwayat"):
        register.sheets["Register"].tables["Riwayat"]


def test_a_cell_knows_its_table(register: xlwings.Book) -> None:
    table = register.sheets["Register"]["C4"].table
    assert table is not None
    assert table.name == "Register"
    assert register.sheets["Register"]["C1"].table is None


def test_rows_are_appended_with_three_uses_of_the_office(
    calc: xlwings.App, register: xlwings.Book
) -> None:
    before = calc.engine.impl.calls
    append(register, [row(f"2026-{number:04}") for number in range(1, 101)])
    table = register.sheets["Register"].tables["Register"]
    assert table.data_body_range is not None
    values = table.data_body_range.value
    assert calc.engine.impl.calls - before == 3
    assert [len(values), values[99][:5]] == [
        100,
        ["2026-0100", MOMENT, "Surat", "=Budi", "0812345678901234"],
    ]


def test_the_form_is_reached_by_its_names(register: xlwings.Book) -> None:
    cell = register.names["frm_tgl_jam_terima"].refers_to_range
    assert (cell.sheet.name, cell.address) == ("Formulir", "$C$5")
    cell.value = MOMENT
    register.names["frm_nik"].refers_to_range.value = "0012345678901234"
    assert cell.value == MOMENT
    assert register.sheets["Formulir"]["frm_nik"].value == "0012345678901234"
    assert register.names["frm_nik"].refers_to == "=Formulir!$C$10"


def test_the_start_page_is_protected(register: xlwings.Book) -> None:
    with pytest.raises(ProtectedCellsError, match="Beranda A1"):
        register.sheets["Beranda"]["A1"].value = "x"


def test_the_saved_file_is_read_by_calamine(register: xlwings.Book) -> None:
    append(register, [row("2026-0001"), row("2026-0002")])
    register.save()
    sheet = CalamineWorkbook.from_path(register.fullname).get_sheet_by_name("Register")
    rows = sheet.to_python(skip_empty_area=False)
    assert [line[:5] for line in rows[3:5]] == [
        ["2026-0001", MOMENT, "Surat", "=Budi", "0812345678901234"],
        ["2026-0002", MOMENT, "Surat", "=Budi", "0812345678901234"],
    ]


def test_saving_changes_no_value_but_what_formulas_of_today_show(register: xlwings.Book) -> None:
    register.sheets["Pengaturan"]["A1"].value = register.sheets["Pengaturan"]["A1"].value
    register.save()
    before, after = CalamineWorkbook.from_path(BLANK), CalamineWorkbook.from_path(register.fullname)
    for name in before.sheet_names[3:]:
        kept = before.get_sheet_by_name(name).to_python(skip_empty_area=False)
        saved = after.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert [line[: len(kept[0])] for line in saved[: len(kept)]] == kept


def test_the_saved_file_is_still_a_register(register: xlwings.Book) -> None:
    append(register, [row("2026-0001"), row("2026-0002")])
    register.save()
    path = Path(register.fullname)
    content = read_register(path.read_bytes(), path)
    before = read_register(BLANK.read_bytes(), BLANK)
    assert content.structure == []
    assert content.settings == before.settings
    assert content.office.procedures == before.office.procedures
    assert content.broken | {kept.complaint.number for kept in content.rows} == {
        "2026-0001",
        "2026-0002",
    }
