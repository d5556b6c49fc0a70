"""The forms of the blank workbook: Beranda, Formulir and Meja Kerja."""

from __future__ import annotations

import pytest
from blank_register import blank, fits_pages, named_cell, rule_at
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_from_string

from pengaduan_xl.domain.intake import HEADINGS, REQUIRED
from pengaduan_xl.register.blank.desk import BLOCKS, ENTRIES
from pengaduan_xl.register.blank.forms import FORM_FIELDS, form_name
from pengaduan_xl.register.blank.start import figures
from pengaduan_xl.register.schema import REGISTER, SHEETS
from pengaduan_xl.resources import blank_workbook
from pengaduan_xl.settings import Settings


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


@pytest.mark.parametrize("sheet", ["Formulir", "Meja Kerja"])
def test_a_form_says_how_the_same_is_done_without_buttons(sheet: str) -> None:
    texts = [str(cell.value) for row in blank()[sheet].iter_rows() for cell in row if cell.value]
    assert any("belum dipasang" in text and '"pengaduan' in text for text in texts)


def test_the_start_page_links_to_every_other_sheet() -> None:
    cells = [cell for row in blank()["Beranda"].iter_rows() for cell in row]
    places = {cell.hyperlink.location for cell in cells if cell.hyperlink}
    assert places == {f"'{name}'!A1" for name in SHEETS[1:]}


def test_the_start_page_shows_zeros_before_anything_is_calculated() -> None:
    found = load_workbook(blank_workbook(), data_only=True)
    assert [cell.value for cell in found["Beranda"]["B8:F8"][0]] == [0] * len(figures())
    assert found["Beranda"]["B2"].value == Settings().office
    found.close()


def test_entries_of_the_desk_lie_beside_their_labels() -> None:
    for entry in ENTRIES:
        column, row = coordinate_from_string(entry.area.partition(":")[0])
        label = blank()["Meja Kerja"][f"{'B' if column == 'C' else 'E'}{row}"].value
        assert label == entry.column.heading
