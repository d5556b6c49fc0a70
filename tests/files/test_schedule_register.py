"""The sheet Jadwal in a register: a new one, one made before there was such a sheet, one in staff's hands."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from blank_register import FIRST_ROW, blank, fits_pages, rule_at
from desk_office import DeskOffice, entry
from openpyxl import load_workbook
from register_samples import Layout, arranged, used_register

from pengaduan_xl.domain.schedule_sheet import DEFAULT_SCHEDULE, RECAP, ReportTime
from pengaduan_xl.register.checkup import check_register
from pengaduan_xl.register.reader import read_register
from pengaduan_xl.register.schedule import is_schedule, read_schedule
from pengaduan_xl.register.schema_rules import SCHEDULE
from pengaduan_xl.resources import blank_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.domain.findings import Finding

NOW_NAME = "Register_Pengaduan.xlsx"


def times_of(content: bytes) -> tuple[tuple[ReportTime, ...], list[Finding]]:
    sheets = read_register(content, Path(NOW_NAME)).sheets
    return read_schedule(sheets.get(SCHEDULE.sheet))


def with_sheet(folder: Path, rows: Sequence[Sequence[Any]], content: bytes | None = None) -> bytes:
    """A register whose Jadwal has been written anew, as staff might, from row 1."""
    path = folder / "susunan.xlsx"
    path.write_bytes(content or blank_workbook().read_bytes())
    book = load_workbook(path)
    if SCHEDULE.sheet in book.sheetnames:
        del book[SCHEDULE.sheet]
    sheet = book.create_sheet(SCHEDULE.sheet)
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path.read_bytes()


def told(content: bytes) -> list[str]:
    findings = read_register(content, Path(NOW_NAME)).findings
    return [str(finding) for finding in findings if finding.sheet == SCHEDULE.sheet]


def test_a_new_register_has_the_default_times_in_a_sheet_of_its_own() -> None:
    content = blank_workbook().read_bytes()
    assert times_of(content) == (DEFAULT_SCHEDULE, [])
    assert is_schedule(read_register(content, Path(NOW_NAME)).sheets[SCHEDULE.sheet])


def test_the_sheet_is_an_excel_table_with_title_note_and_dropdowns() -> None:
    sheet = blank()[SCHEDULE.sheet]
    assert tuple(sheet.tables["Jadwal"].column_names) == SCHEDULE.headings
    assert [sheet["A1"].value, sheet["A2"].value] == ["Jadwal Laporan", SCHEDULE.note]
    assert rule_at(sheet, f"A{FIRST_ROW}").formula1 == '"Rekap Harian,Daftar Terlambat"'
    assert rule_at(sheet, f"D{FIRST_ROW}").formula1 == '"Ya,Tidak"'
    assert sheet[f"B{FIRST_ROW}"].value == time(8, 0)
    assert fits_pages(sheet)


def test_several_weekdays_may_be_typed_though_the_list_has_single_ones() -> None:
    rule = rule_at(blank()[SCHEDULE.sheet], f"C{FIRST_ROW}")
    assert rule.formula1.startswith('"hari kerja,setiap hari,Senin,')
    assert rule.errorStyle == "warning"
    assert "Senin, Rabu" in rule.prompt


def test_a_register_without_the_sheet_works_on_with_the_default_times(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor").at("2026-11-23T10:00")
    office.register.write_bytes(arranged({}, used_register()))
    assert SCHEDULE.sheet not in read_register(office.register.read_bytes(), office.register).sheets
    assert times_of(office.register.read_bytes()) == (DEFAULT_SCHEDULE, [])
    assert check_register(office.register.read_bytes(), office.register, office.moment) == []
    office.receive()
    assert office.state("2026-0005").step == 1


def test_a_sheet_of_staffs_own_of_that_name_is_left_alone(tmp_path: Path) -> None:
    rows = [["Jadwal rapat"], ["Hari", "Jam", "Keterangan"], ["Senin", "besok", "Rapat staf"]]
    content = with_sheet(tmp_path, rows)
    assert times_of(content) == (DEFAULT_SCHEDULE, [])
    assert told(content) == []


def test_a_lost_column_is_told_and_the_default_times_hold(tmp_path: Path) -> None:
    content = with_sheet(tmp_path, [["Laporan", "Jam"], [RECAP, "16.00"]])
    assert times_of(content)[0] == DEFAULT_SCHEDULE
    assert told(content)[0] == (
        "Jadwal: Kolom 'Hari' tidak ada. Tulis kembali judul kolom itu pada baris 1; sampai itu jadwal "
        "bawaan yang berlaku."
    )
    assert read_register(content, Path(NOW_NAME)).structure == []


def test_bad_rows_are_findings_of_the_audit_and_the_good_ones_count(tmp_path: Path) -> None:
    rows = [SCHEDULE.headings, [RECAP, "sore", "hari kerja", "Ya"], [RECAP, "16.00", "Jumat", "Ya"]]
    content = with_sheet(tmp_path, rows)
    assert times_of(content)[0] == (ReportTime(RECAP, 960, frozenset({4})),)
    assert told(content) == ['Jadwal!B2: Jam "sore" bukan jam. Tulis jam seperti 07.30.']


@pytest.mark.parametrize("layout", [Layout(top=4, left=2), Layout()])
def test_the_sheet_may_be_moved_about_as_others_are(tmp_path: Path, layout: Layout) -> None:
    blanks = [[None]] * layout.top
    cells = [
        [None] * layout.left + list(row)
        for row in (SCHEDULE.headings, [RECAP, time(16), "Jumat", "Ya"])
    ]
    assert times_of(with_sheet(tmp_path, [*blanks, *cells]))[0][0].minute == 960


def test_an_act_leaves_the_sheet_as_it_is(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor", step=1)
    before = [
        row.values
        for row in read_register(office.register.read_bytes(), office.register)
        .sheets["Jadwal"]
        .sheet_rows()
    ]
    with office.desk() as desk:
        desk.finish("2026-0001", entry())
        desk.save()
    after = (
        read_register(office.register.read_bytes(), office.register).sheets["Jadwal"].sheet_rows()
    )
    assert [row.values for row in after] == before
