"""The forms of the blank workbook: Beranda, Formulir and Meja Kerja."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from blank_register import blank, fits_pages, named_cell, rule_at
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_from_string
from xlsxwriter import Workbook

from pengaduan_xl.domain.intake import HEADINGS, REQUIRED
from pengaduan_xl.excel.catalogue import BUTTONS
from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.register.blank import desk, forms
from pengaduan_xl.register.blank.desk import (
    BLOCKS,
    CHECKLIST_ROWS,
    ENTRIES,
    FILLED,
    LETTER_ROWS,
    desk_block,
)
from pengaduan_xl.register.blank.forms import (
    ERROR_COLUMN,
    FORM_FIELDS,
    form_block,
    form_name,
    form_rows,
)
from pengaduan_xl.register.blank.start import BUTTON_LABELS, STEPS, figures, write_start
from pengaduan_xl.register.schema import REGISTER, SHEETS
from pengaduan_xl.resources import blank_workbook
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_an_intake_field_has_a_named_unlocked_cell_on_the_form() -> None:
    assert set(FORM_FIELDS) == {*HEADINGS, "received"}
    for field in FORM_FIELDS:
        cell = named_cell(form_name(REGISTER.heading_of(field)))
        assert cell.parent.title == "Formulir"
        assert not cell.protection.locked


def test_required_fields_of_the_form_are_marked() -> None:
    for field in FORM_FIELDS:
        cell = named_cell(form_name(REGISTER.heading_of(field)))
        label = cell.parent[f"B{cell.row}"].value
        assert label.endswith(" *") == (field in REQUIRED)


def test_the_form_lets_the_time_of_receipt_open() -> None:
    rule = rule_at(blank()["Formulir"], named_cell("frm_tgl_jam_terima").coordinate)
    assert "kosong berarti saat dicatat" in rule.prompt
    assert "Wajib" not in rule.prompt


def test_the_desk_has_a_named_cell_for_each_entry() -> None:
    entered = [entry.name for entry in ENTRIES] + ["mk_nomor", "mk_ada", "mk_isian", "mk_nilai"]
    for name in entered:
        assert not named_cell(name).protection.locked
    for name in set(BLOCKS) - set(entered):
        assert named_cell(name).data_type == "f"


@pytest.mark.parametrize(
    ("name", "source"), [("petugas_aktif", "daftar_pegawai"), ("mk_nomor", "daftar_nomor")]
)
def test_people_and_cases_are_chosen_from_their_sheets(name: str, source: str) -> None:
    cell = named_cell(name)
    assert rule_at(cell.parent, cell.coordinate).formula1 == source
    assert source in blank().defined_names


@pytest.mark.parametrize("sheet", ["Beranda", "Formulir", "Meja Kerja"])
def test_a_form_prints_on_one_upright_a4_page(sheet: str) -> None:
    page = blank()[sheet].page_setup
    assert (page.orientation or "portrait", page.paperSize) == ("portrait", 9)
    assert fits_pages(blank()[sheet])
    assert blank()[sheet].print_title_rows is None


@pytest.mark.parametrize(
    ("sheet", "button"), [("Formulir", "Terima Pengaduan"), ("Meja Kerja", "Muat Kasus")]
)
def test_a_form_names_its_button_and_what_to_do_without_buttons(sheet: str, button: str) -> None:
    texts = [str(cell.value) for row in blank()[sheet].iter_rows() for cell in row if cell.value]
    assert any(f'"{button}"' in text and '"pengaduan pasang"' in text for text in texts)


def test_form_rows_are_those_of_the_named_cells_from_top_to_bottom() -> None:
    rows = form_rows()
    assert tuple(rows) == FORM_FIELDS
    assert list(rows.values()) == sorted(rows.values())
    for field, row in rows.items():
        assert named_cell(form_name(REGISTER.heading_of(field))).row == row


def test_the_block_of_the_form_reaches_from_the_first_field_to_the_last_error() -> None:
    rows = list(form_rows().values())
    assert form_block() == f"B{rows[0]}:G{rows[-1]}" == "B5:G29"


def test_the_column_of_errors_is_unlocked_red_and_wrapped_along_the_whole_form() -> None:
    first, *_, last = form_rows().values()
    for row in range(first, last + 1):
        cell = blank()["Formulir"][f"{ERROR_COLUMN}{row}"]
        assert not cell.protection.locked
        assert cell.alignment.wrap_text
        assert cell.font.color.rgb == "FFB3261E"


def test_the_column_of_errors_is_not_printed() -> None:
    assert blank()["Formulir"].print_area == "'Formulir'!$B$1:$F$31"


@pytest.mark.parametrize(
    ("name", "sheet", "address"),
    [("frm_status", "Formulir", forms.STATUS), ("mk_status", "Meja Kerja", desk.STATUS)],
)
def test_a_form_has_a_status_line_below_its_head(name: str, sheet: str, address: str) -> None:
    cell = named_cell(name)
    assert (cell.parent.title, cell.coordinate) == (sheet, address)
    assert "B3:F3" in {str(area) for area in cell.parent.merged_cells.ranges}
    assert (cell.font.bold, cell.alignment.wrap_text) == (True, True)
    assert cell.parent.row_dimensions[3].height >= 30


@pytest.mark.parametrize("name", ["frm_status", "mk_status", *(filled.name for filled in FILLED)])
def test_what_buttons_write_is_unlocked_but_not_typed(name: str) -> None:
    cell = named_cell(name)
    rule = rule_at(cell.parent, cell.coordinate)
    assert not cell.protection.locked
    assert (rule.type, rule.formula1, rule.errorTitle) == ("custom", "FALSE", "Diisi oleh tombol")


def test_errors_are_not_typed_either() -> None:
    rule = rule_at(blank()["Formulir"], f"{ERROR_COLUMN}10")
    assert rule.error == "Sel ini diisi oleh tombol Pengaduan dan tidak diketik. Tekan Batal (Esc)."


@pytest.mark.parametrize("sheet", ["Formulir", "Meja Kerja"])
def test_all_cells_of_an_unlocked_merged_area_are_unlocked(sheet: str) -> None:
    for area in blank()[sheet].merged_cells.ranges:
        locked = {blank()[sheet].cell(*place).protection.locked for place in area.cells}
        assert len(locked) == 1


def test_the_start_page_links_to_every_other_sheet() -> None:
    cells = [cell for row in blank()["Beranda"].iter_rows() for cell in row]
    places = {cell.hyperlink.location for cell in cells if cell.hyperlink}
    assert places == {f"'{name}'!A1" for name in SHEETS[1:]}


def test_the_start_page_shows_zeros_before_anything_is_calculated() -> None:
    found = load_workbook(blank_workbook(), data_only=True)
    assert [cell.value for cell in found["Beranda"]["B9:F9"][0]] == [0] * len(figures())
    assert found["Beranda"]["B2"].value == Settings().office
    found.close()


def test_the_desk_explains_the_deadline_beside_its_labels() -> None:
    labels = {filled.label: filled.area for filled in FILLED}
    assert labels == {"Sisa waktu": "C19:F19", "Penjelasan tenggat": "C20:F20"}
    for filled in FILLED:
        cell = named_cell(filled.name)
        assert cell.parent[f"B{cell.row}"].value == filled.label
    assert blank()["Meja Kerja"].row_dimensions[20].height >= 4 * 12.75


def test_the_block_of_the_desk_holds_every_entry() -> None:
    assert desk_block() == "B4:F45"
    names = {entry.name for entry in ENTRIES} | set(BLOCKS) | {filled.name for filled in FILLED}
    assert {named_cell(name).row for name in names} <= set(range(4, 46))


def test_the_desk_has_lines_for_the_fields_of_every_letter() -> None:
    assert len(LETTER_ROWS) >= max(len(letter.fields) for letter in LETTERS.values())


@pytest.mark.parametrize("rows", [CHECKLIST_ROWS, LETTER_ROWS])
def test_the_ranges_of_the_desk_are_its_rows(rows: range) -> None:
    ends = {area.rpartition("$")[2] for area in BLOCKS.values() if f"${rows[0]}:" in area}
    assert ends == {str(rows[-1])}


def test_buttons_are_chosen_on_the_start_page_in_the_catalogue_s_order() -> None:
    assert list(BUTTON_LABELS) == [button.label for button in BUTTONS]
    cell = named_cell("tombol")
    rule = rule_at(cell.parent, cell.coordinate)
    assert (cell.parent.title, cell.coordinate) == ("Beranda", "C5")
    assert rule.formula1 == f'"{",".join(BUTTON_LABELS)}"'
    assert "xlwings > Run main" in rule.prompt
    assert not cell.protection.locked


def test_the_start_page_offers_the_buttons_it_is_given(tmp_path: Path) -> None:
    with Workbook(tmp_path / "beranda.xlsx") as book:
        write_start(book, ["Satu", "Dua"])
    found = load_workbook(tmp_path / "beranda.xlsx")
    assert rule_at(found["Beranda"], "C5").formula1 == '"Satu,Dua"'
    found.close()


def test_every_button_and_command_that_the_start_page_names_is_there() -> None:
    quoted = set(re.findall(r'"([^"]+)"', " ".join(STEPS)))
    assert quoted - set(BUTTON_LABELS) == {"pengaduan", "pengaduan pasang"}


def test_entries_of_the_desk_lie_beside_their_labels() -> None:
    for entry in ENTRIES:
        column, row = coordinate_from_string(entry.area.partition(":")[0])
        label = blank()["Meja Kerja"][f"{'B' if column == 'C' else 'E'}{row}"].value
        assert label == entry.column.heading
