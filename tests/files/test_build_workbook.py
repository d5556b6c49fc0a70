"""The blank office workbook: current, complete and guarded against slips."""

from __future__ import annotations

import importlib.util
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from blank_register import FIRST_ROW, blank, first_cell, fits_pages, rule_at, rules
from openpyxl.utils import range_boundaries

from pengaduan_xl.domain.findings import column_letters
from pengaduan_xl.domain.office_hours import OfficeHours
from pengaduan_xl.domain.procedure_sheet import default_procedure
from pengaduan_xl.register.blank.lists import SHEET_TEXTS, column_width
from pengaduan_xl.register.blank.rules import (
    LAST_RULED_ROW,
    choice_check,
    entry_check,
    is_empty,
    letters,
    setting,
)
from pengaduan_xl.register.blank.styles import LEGEND, LITERAL_HEADINGS
from pengaduan_xl.register.blank.workbook import build_workbook
from pengaduan_xl.register.columns import Column, Kind, Table
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.reader import read_register
from pengaduan_xl.register.schema import HEADER_ROW, HISTORY, REGISTER, SHEETS, TABLES
from pengaduan_xl.register.schema_rules import OFFICERS, PROCEDURE
from pengaduan_xl.register.xlsx.ranges import MAX_ROW
from pengaduan_xl.resources import blank_workbook
from pengaduan_xl.settings import Settings

SCRIPT = Path(__file__).parents[2] / "scripts" / "build_workbook.py"
EDITED = [table for table in TABLES if not table.appended_only]
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.name))


@pytest.fixture
def script() -> Any:
    spec = importlib.util.spec_from_file_location("build_workbook_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_committed_workbook_is_what_a_build_gives(script: Any) -> None:
    assert script.main(["--check"]) == 0


def test_two_builds_are_equal_byte_for_byte(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        build_workbook(tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("exists", [True, False])
def test_the_script_tells_when_the_workbook_is_not_current(
    script: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    exists: bool,
) -> None:
    target = tmp_path / "Register.xlsx"
    monkeypatch.setattr(script, "TARGET", target)
    if exists:
        patch_workbook(blank_workbook(), target, cells={("Pengaturan", "B4"): "lain"})
    assert script.main(["--check"]) == 1
    assert "python scripts/build_workbook.py" in capsys.readouterr().out


def test_the_script_writes_the_workbook(
    script: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "TARGET", tmp_path / "workbook" / "Register.xlsx")
    assert script.main([]) == 0
    assert script.main(["--check"]) == 0


def test_the_sheets_stand_in_the_order_of_the_schema() -> None:
    assert tuple(blank().sheetnames) == SHEETS
    assert all(sheet.sheet_state == "visible" for sheet in blank().worksheets)


@each_table
def test_a_list_is_an_excel_table_with_all_headings(table: Table) -> None:
    sheet = blank()[table.sheet]
    found = sheet.tables[table.name]
    left, top, right, bottom = range_boundaries(found.ref)
    assert (left, top, right) == (1, HEADER_ROW, len(table.columns))
    assert bottom is not None
    assert bottom >= FIRST_ROW
    assert tuple(found.column_names) == table.headings
    assert found.autoFilter is not None


@each_table
def test_a_list_carries_its_title_and_its_note(table: Table) -> None:
    texts = [cell.value for row in blank()[table.sheet]["A1:B2"] for cell in row]
    assert SHEET_TEXTS[table.sheet].title in texts
    assert table.note in texts


@each_table
def test_a_list_prints_across_a4_with_its_headings_on_every_page(table: Table) -> None:
    sheet = blank()[table.sheet]
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert fits_pages(sheet)
    assert "Halaman &P dari &N" in str(sheet.HeaderFooter.oddFooter)


@each_table
def test_headings_stay_in_sight(table: Table) -> None:
    first = "B" if table.columns[0].heading == "No. Register" else "A"
    assert blank()[table.sheet].freeze_panes == f"{first}{FIRST_ROW}"


@each_table
def test_the_longest_word_of_a_heading_fits_its_column(table: Table) -> None:
    for column in table.columns:
        words = column.heading.replace("/", " ").split()
        assert column_width(column) >= max(column.width, *(len(word) for word in words))


def test_the_defaults_read_back_as_the_rules_of_the_package() -> None:
    path = blank_workbook()
    found = read_register(path.read_bytes(), path)
    assert (found.structure, found.findings) == ([], [])
    assert found.office.current == default_procedure()
    assert found.settings == Settings()
    assert (found.rows, found.events) == ([], [])


@pytest.mark.parametrize(
    ("start", "amount", "unit"),
    [("2026-12-22T08:00", 3, "hari"), ("2026-02-20T14:45", 60, "menit")],
)
def test_the_default_hours_and_holidays_give_the_package_s_deadlines(
    start: str, amount: int, unit: Any
) -> None:
    path = blank_workbook()
    hours = read_register(path.read_bytes(), path).office.hours
    moment = datetime.fromisoformat(start)
    default = OfficeHours.default()
    assert hours.due(moment, amount, unit) == default.due(moment, amount, unit)


@pytest.mark.parametrize("table", EDITED, ids=lambda table: str(table.name))
def test_dropdowns_offer_the_choices_of_the_schema(table: Table) -> None:
    sheet = blank()[table.sheet]
    for column in table.columns:
        if column.choices and not column.computed:
            letter = letters(table, column.field)
            rule = rule_at(sheet, f"{letter}{FIRST_ROW}")
            assert rule.formula1 == f'"{",".join(column.choices)}"'
            assert str(rule.sqref) == f"{letter}{FIRST_ROW}:{letter}{LAST_RULED_ROW}"
            assert column.help in (rule.prompt or "")


def test_typing_into_a_computed_column_is_refused_in_indonesian() -> None:
    for column in REGISTER.columns:
        rule = rule_at(blank()["Register"], f"{letters(REGISTER, column.field)}{FIRST_ROW}")
        refused = rule is not None and (rule.type, rule.formula1) == ("custom", "FALSE")
        assert refused == column.computed
        assert not refused or rule.errorTitle == "Kolom ini dihitung"


def test_computed_columns_are_grey_and_the_others_not() -> None:
    for column in REGISTER.columns:
        fill = first_cell(REGISTER, column.field).fill
        assert (fill.fill_type == "solid") == column.computed


@pytest.mark.parametrize("sheet", SHEETS)
def test_messages_and_lists_keep_to_excel_s_limits(sheet: str) -> None:
    for rule in rules(blank()[sheet]):
        assert len(rule.promptTitle or "") <= 32
        assert len(rule.prompt or "") <= 255
        assert len(rule.errorTitle or "") <= 32
        assert len(rule.error or "") <= 225
        assert len((rule.formula1 or "").strip('"')) <= 255


@pytest.mark.parametrize("heading", HISTORY.headings)
def test_every_column_of_history_says_who_writes_it_and_refuses_typing(heading: str) -> None:
    letter = column_letters(HISTORY.headings.index(heading) + 1)
    rule = rule_at(blank()["Riwayat"], f"{letter}{FIRST_ROW}")
    assert (rule.type, rule.formula1, rule.errorStyle) == ("custom", "FALSE", None)
    assert rule.allow_blank is False
    assert rule.prompt.startswith("Riwayat hanya ditulis oleh tombol dan perintah pengaduan.")
    assert rule.errorTitle == "Riwayat tidak diketik"


def test_history_is_guarded_down_to_the_last_row_of_the_sheet() -> None:
    areas = {
        str(area).rpartition(":")[2]
        for rule in rules(blank()["Riwayat"])
        for area in rule.sqref.ranges
    }
    assert {area.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for area in areas} == {str(MAX_ROW)}


@each_table
def test_no_list_is_protected_so_that_buttons_can_write_and_tables_grow(table: Table) -> None:
    assert not blank()[table.sheet].protection.sheet


@pytest.mark.parametrize(
    ("table", "field", "expected"),
    [
        (REGISTER, "nik", "@"),
        (REGISTER, "phone", "@"),
        (OFFICERS, "nip", "@"),
        (OFFICERS, "valid_from", "dd/mm/yyyy"),
        (REGISTER, "step_due", 'dd/mm/yyyy hh"."mm'),
        (PROCEDURE, "version", "@"),
        (PROCEDURE, "amount", "0"),
        (REGISTER, "description", "General"),
    ],
)
def test_the_first_row_carries_the_format_that_appended_rows_take(
    table: Table, field: str, expected: str
) -> None:
    assert first_cell(table, field).number_format == expected


@each_table
def test_columns_kept_as_typed_are_columns_of_the_schema(table: Table) -> None:
    assert LITERAL_HEADINGS.get(table.sheet, frozenset()) <= set(table.headings)


@each_table
def test_no_choice_holds_a_comma_which_separates_them_in_the_file(table: Table) -> None:
    assert not [word for column in table.columns for word in column.choices if "," in word]


def test_wide_texts_wrap_from_the_top() -> None:
    alignment = first_cell(REGISTER, "description").alignment
    assert (alignment.wrap_text, alignment.vertical) == (True, "top")


def test_register_explains_its_colours_above_the_table() -> None:
    row = {cell.value for cell in blank()["Register"][2]}
    assert {text for text, _ in LEGEND} <= row


def test_register_is_coloured_down_to_the_last_ruled_row() -> None:
    areas = [str(found.sqref) for found in blank()["Register"].conditional_formatting]
    assert len(areas) >= 5
    assert all(area.endswith(str(LAST_RULED_ROW)) for area in areas)


def test_a_choice_outside_a_loose_list_is_only_warned_of() -> None:
    rule = entry_check(Column("Sifat", "nature", choices=("Biasa",), strict=False))
    assert (rule["error_type"], rule["error_title"]) == ("warning", "Di luar daftar")
    assert choice_check(["Biasa"])["error_type"] == "stop"


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (Column("Perihal", "subject", required=True), "Wajib diisi."),
        (Column("Buka", "opens", Kind.TIME), "Tulis jam dan menit, mis. 07:30."),
        (Column("NIP", "nip", help="18 angka.", required=True), "Wajib diisi. 18 angka."),
    ],
)
def test_the_input_message_says_what_to_type(column: Column, message: str) -> None:
    assert entry_check(column)["input_message"] == message


def test_a_free_text_column_without_help_has_no_rule() -> None:
    assert is_empty(entry_check(Column("Alamat", "address")))


def test_a_setting_that_is_gone_falls_back_to_its_default() -> None:
    assert setting("due_soon_percent").endswith(",70)")
    assert setting("city").endswith(',"Pagar Alam")')
