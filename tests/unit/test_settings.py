"""The sheet Pengaturan: defaults, what staff set, and what is wrong at which cell."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from domain_factory import sheet_rows, texts

from pengaduan_xl.letters.numbering import check_pattern
from pengaduan_xl.settings import ROWS, Settings, default_rows, parse_settings

if TYPE_CHECKING:
    from pengaduan_xl.domain.findings import CellValue


def parsed(**cells: CellValue) -> tuple[Settings, list[str]]:
    """Read a sheet whose rows are given by field name."""
    keys = {row.field: row.key for row in ROWS}
    rows = [{"Pengaturan": keys[field], "Nilai": value} for field, value in cells.items()]
    settings, findings = parse_settings(sheet_rows("Pengaturan", rows))
    return settings, texts(findings)


def test_the_rows_of_a_new_workbook_are_the_defaults() -> None:
    settings, findings = parse_settings(sheet_rows("Pengaturan", default_rows()))
    assert (settings, findings) == (Settings(), [])


def test_every_setting_has_a_row_with_an_explanation() -> None:
    assert {row.field for row in ROWS} == {field.name for field in fields(Settings)}
    assert all(row.help.endswith(".") for row in ROWS)


def test_a_missing_row_keeps_its_default() -> None:
    settings, findings = parsed(city="Palembang", response_days=5.0)
    assert (settings, findings) == (Settings(city="Palembang", response_days=5), [])


def test_names_of_settings_are_met_without_regard_to_case() -> None:
    rows = sheet_rows("Pengaturan", [{"Pengaturan": "KOTA penandatanganan ", "Nilai": "Lahat"}])
    assert parse_settings(rows)[0].city == "Lahat"


def test_a_text_may_be_emptied() -> None:
    assert parsed(phone=None)[0].phone == ""


@pytest.mark.parametrize("value", [None, 0, -1, 2.5, "dua", "²", "9" * 5000, True])
def test_a_number_that_is_none_is_found_and_the_default_holds(value: CellValue) -> None:
    settings, findings = parsed(response_days=value)
    assert settings.response_days == 14
    assert findings == [
        "Pengaturan!B4: 'Batas tanggapan pertama (hari kalender)' bukan bilangan positif. "
        "Isi bilangan bulat, mis. 14."
    ]


def test_a_choice_outside_the_list_is_found_and_the_default_holds() -> None:
    settings, findings = parsed(letter_paper="A5", report_paper="F4")
    assert (settings.letter_paper, settings.report_paper) == ("F4", "F4")
    assert findings == ["Pengaturan!B4: 'Kertas surat' tidak dikenal. Pilih: F4, A4."]


def test_a_setting_nobody_knows_is_found_and_a_blank_row_is_not() -> None:
    rows: list[dict[str, CellValue]] = [
        {"Pengaturan": "Warna", "Nilai": "biru"},
        {"Pengaturan": None, "Nilai": "x"},
    ]
    settings, findings = parse_settings(sheet_rows("Pengaturan", rows))
    assert settings == Settings()
    assert texts(findings) == ["Pengaturan!A4: Pengaturan 'Warna' tidak dikenal. Hapus barisnya."]


def test_the_default_number_pattern_makes_numbers() -> None:
    check_pattern(Settings().number_pattern)
