"""The sheet Eskalasi in a register: new, made before there was such a sheet, and in staff's hands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from blank_register import FIRST_ROW, blank, fits_pages, rule_at
from desk_office import DeskOffice
from openpyxl import load_workbook
from register_samples import arranged, used_register

from pengaduan_xl.domain.escalation import DEFAULT_ESCALATION, EscalationRule
from pengaduan_xl.register.checkup import check_register
from pengaduan_xl.register.escalation import is_escalation, read_escalation
from pengaduan_xl.register.reader import read_register
from pengaduan_xl.register.schema_rules import ESCALATION
from pengaduan_xl.reporting.overdue import make_overdue
from pengaduan_xl.resources import blank_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.domain.findings import Finding

NAME = Path("Register_Pengaduan.xlsx")
ROW = [2, "semua", 1, "hari kerja lewat", "Kepala Seksi", "Ya", ""]


def rules_of(content: bytes) -> tuple[tuple[EscalationRule, ...], list[Finding]]:
    return read_escalation(read_register(content, NAME).sheets.get(ESCALATION.sheet))


def with_sheet(folder: Path, rows: Sequence[Sequence[Any]]) -> bytes:
    """A register whose Eskalasi has been written anew, as staff might, from row 1."""
    path = folder / "susunan.xlsx"
    path.write_bytes(blank_workbook().read_bytes())
    book = load_workbook(path)
    del book[ESCALATION.sheet]
    sheet = book.create_sheet(ESCALATION.sheet)
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path.read_bytes()


def told(content: bytes) -> list[str]:
    findings = read_register(content, NAME).findings
    return [str(finding) for finding in findings if finding.sheet == ESCALATION.sheet]


def test_a_new_register_has_the_default_levels_in_a_sheet_of_its_own() -> None:
    content = blank_workbook().read_bytes()
    assert rules_of(content) == (DEFAULT_ESCALATION, [])
    assert is_escalation(read_register(content, NAME).sheets[ESCALATION.sheet])


def test_the_sheet_is_an_excel_table_with_title_note_and_dropdowns() -> None:
    sheet = blank()[ESCALATION.sheet]
    assert tuple(sheet.tables["Eskalasi"].column_names) == ESCALATION.headings
    assert [sheet["A1"].value, sheet["A2"].value] == ["Tingkat Eskalasi", ESCALATION.note]
    assert rule_at(sheet, f"B{FIRST_ROW}").formula1 == '"semua,tahap,kasus,UU,kelengkapan"'
    assert rule_at(sheet, f"E{FIRST_ROW}").formula1.startswith('"Pelaksana,Petugas Pengaduan,')
    assert rule_at(sheet, f"F{FIRST_ROW}").formula1 == '"Ya,Tidak"'
    assert fits_pages(sheet)


def test_a_register_without_the_sheet_works_on_with_the_default_levels(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor").at("2026-11-23T10:00")
    office.register.write_bytes(arranged({}, used_register()))
    assert ESCALATION.sheet not in read_register(office.register.read_bytes(), NAME).sheets
    assert rules_of(office.register.read_bytes()) == (DEFAULT_ESCALATION, [])
    assert check_register(office.register.read_bytes(), office.register, office.moment) == []
    assert make_overdue(office.register, office.moment).rows[0].escalation.level


def test_a_sheet_of_staffs_own_of_that_name_is_left_alone(tmp_path: Path) -> None:
    content = with_sheet(tmp_path, [["Eskalasi rapat"], ["Tenggat", "Keterangan"], ["besok", "x"]])
    assert rules_of(content) == (DEFAULT_ESCALATION, [])
    assert told(content) == []


def test_a_lost_column_is_told_and_the_default_levels_hold(tmp_path: Path) -> None:
    headings = [heading for heading in ESCALATION.headings if heading != "Mulai"]
    content = with_sheet(tmp_path, [headings, ROW])
    assert rules_of(content)[0] == DEFAULT_ESCALATION
    assert told(content) == [
        "Eskalasi: Kolom 'Mulai' tidak ada. Tulis kembali judul kolom itu pada baris 1; sampai itu eskalasi "
        "bawaan yang berlaku."
    ]
    assert read_register(content, NAME).structure == []


def test_bad_rows_are_findings_of_the_audit_and_the_good_ones_count(tmp_path: Path) -> None:
    content = with_sheet(tmp_path, [ESCALATION.headings, ["tinggi", *ROW[1:]], ROW])
    assert rules_of(content)[0] == (
        EscalationRule(2, "semua", 1, "hari kerja lewat", "Kepala Seksi"),
    )
    assert told(content) == [
        'Eskalasi!A2: Tingkat "tinggi" bukan bilangan 1 sampai 9. Tulis bilangan bulat 1 sampai 9.'
    ]


def test_the_rows_of_the_sheet_decide_who_is_told(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor", step=3).at("2026-11-23T10:00")
    (row,) = make_overdue(office.register, office.moment).rows
    assert str(row.escalation) == "1 – Kepala Seksi"
    office.type_in(ESCALATION, {"Tingkat": "3", "Tenggat": "semua"}, "Satuan", "menit lewat")
    (row,) = make_overdue(office.register, office.moment).rows
    assert str(row.escalation) == "3 – Kepala DPM-PTSP"


def test_when_no_row_is_active_nobody_is_told(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor", step=3).at("2026-11-23T10:00")
    for rule in DEFAULT_ESCALATION:
        key = {"Tingkat": str(rule.level), "Tenggat": rule.clock}
        office.type_in(ESCALATION, key, "Aktif", "Tidak")
    made = make_overdue(office.register, office.moment, notes=True)
    assert [str(row.escalation) for row in made.rows] == ["-"]
    assert made.notes == ()
    assert made.notices == (
        "Tidak ada nota dinas: tidak ada pengaduan yang mencapai tingkat eskalasi",
    )
