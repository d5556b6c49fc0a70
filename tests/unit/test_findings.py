"""Rows of a sheet as plain data, and how a finding is shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from pengaduan_xl.domain.findings import (
    Finding,
    SheetRow,
    cell_text,
    column_letters,
    positive_number,
)

if TYPE_CHECKING:
    from pengaduan_xl.domain.findings import CellValue

ROW = SheetRow("SOP", 7, {"Versi": " 2021-04 ", "No": 3.0}, {"Versi": 1, "No": 28})


def test_a_finding_shows_where_what_and_what_to_do() -> None:
    finding = Finding("Register", "C7", "2026-0001", "Kosong", "Isi")
    assert str(finding) == "Register!C7 (2026-0001): Kosong. Isi."


def test_a_finding_about_a_whole_sheet_names_no_cell() -> None:
    assert str(Finding("SOP", "", "", "Tidak ada", "Kembalikan")) == "SOP: Tidak ada. Kembalikan."


def test_a_row_knows_the_address_of_its_cells() -> None:
    assert ROW.address("No") == "AB7"
    assert ROW.address("Tidak Ada") == "7"
    assert ROW.finding("No", "Salah", "Isi", "x") == Finding("SOP", "AB7", "x", "Salah", "Isi")


def test_a_cell_is_read_as_stripped_text() -> None:
    assert (ROW.text("Versi"), ROW.text("No"), ROW.text("Tidak Ada")) == ("2021-04", "3", "")


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (2.5, "2.5"), (10.0, "10"), (True, "True"), (date(2026, 1, 2), "2026-01-02"),
     (float("inf"), "inf"), (" a ", "a")],
)  # fmt: skip
def test_a_value_is_shown_without_a_stray_fraction(value: CellValue, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (16384, "XFD")]
)
def test_columns_have_the_letters_of_excel(column: int, letters: str) -> None:
    assert column_letters(column) == letters


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), ("007", 7), ("99999", 99_999), ("0", None), ("100000", None), ("", None),
     ("-1", None), ("²", None), ("٣", None), ("1.0", None)],
)  # fmt: skip
def test_a_positive_number_has_up_to_five_plain_digits(text: str, number: int | None) -> None:
    assert positive_number(text) == number
