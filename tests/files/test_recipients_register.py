"""The sheet Penerima in a register: new, made before there was such a sheet, or written by staff."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from blank_register import FIRST_ROW, blank, fits_pages, rule_at
from openpyxl import load_workbook
from register_samples import arranged, used_register

from pengaduan_xl.domain.recipients_sheet import ALL_REPORTS
from pengaduan_xl.register.reader import read_register
from pengaduan_xl.register.recipients import read_recipients
from pengaduan_xl.register.schema_rules import RECIPIENTS
from pengaduan_xl.resources import blank_workbook
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.domain.recipients_sheet import Recipient

NAME = Path("Register_Pengaduan.xlsx")
ROW = ["Kepala Dinas", "kadis@contoh.go.id", ALL_REPORTS, "Ya"]


def with_sheet(folder: Path, rows: Sequence[Sequence[Any]]) -> bytes:
    """A register whose Penerima has been written anew, as staff might, from row 1."""
    path = folder / "susunan.xlsx"
    path.write_bytes(blank_workbook().read_bytes())
    book = load_workbook(path)
    del book[RECIPIENTS.sheet]
    sheet = book.create_sheet(RECIPIENTS.sheet)
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path.read_bytes()


def recipients_of(content: bytes) -> tuple[Recipient, ...]:
    return read_recipients(read_register(content, NAME).sheets.get(RECIPIENTS.sheet))[0]


def told(content: bytes) -> list[str]:
    findings = read_register(content, NAME).findings
    return [str(finding) for finding in findings if finding.sheet == RECIPIENTS.sheet]


def test_a_new_register_sends_to_nobody_and_mail_is_off() -> None:
    content = read_register(blank_workbook().read_bytes(), NAME)
    assert read_recipients(content.sheets[RECIPIENTS.sheet]) == ((), [])
    assert content.settings.mail_server == ""


def test_the_sheet_is_an_excel_table_with_title_note_and_dropdowns() -> None:
    sheet = blank()[RECIPIENTS.sheet]
    assert tuple(sheet.tables["Penerima"].column_names) == RECIPIENTS.headings
    assert [sheet["A1"].value, sheet["A2"].value] == ["Penerima Laporan", RECIPIENTS.note]
    assert rule_at(sheet, f"C{FIRST_ROW}").formula1 == '"Rekap Harian,Daftar Terlambat,Semua"'
    assert rule_at(sheet, f"D{FIRST_ROW}").formula1 == '"Ya,Tidak"'
    assert fits_pages(sheet)


def test_a_register_made_before_the_sheet_works_on_with_mail_off() -> None:
    content = read_register(arranged({}, used_register()), NAME)
    assert RECIPIENTS.sheet not in content.sheets
    assert read_recipients(content.sheets.get(RECIPIENTS.sheet)) == ((), [])
    usual = Settings()
    assert (content.settings.mail_server, content.settings.mail_port) == ("", usual.mail_port)
    assert content.settings.mail_security == "STARTTLS"


def test_staff_name_who_gets_reports(tmp_path: Path) -> None:
    content = with_sheet(tmp_path, [RECIPIENTS.headings, ROW])
    assert [one.address for one in recipients_of(content)] == ["kadis@contoh.go.id"]


def test_bad_rows_are_findings_of_the_audit_and_the_good_ones_count(tmp_path: Path) -> None:
    bad = ["Sekretaris", "sekretaris", ALL_REPORTS, "Ya"]
    content = with_sheet(tmp_path, [RECIPIENTS.headings, bad, ROW])
    assert [one.name for one in recipients_of(content)] == ["Kepala Dinas"]
    assert [text.partition(":")[0] for text in told(content)] == ["Penerima!B2"]


def test_a_sheet_of_staffs_own_of_that_name_is_left_alone(tmp_path: Path) -> None:
    content = with_sheet(tmp_path, [["Penerima tamu"], ["Nama/Jabatan", "Aktif"], ["Budi", "ya?"]])
    assert (recipients_of(content), told(content)) == ((), [])


def test_a_lost_column_is_told_and_nobody_gets_mail(tmp_path: Path) -> None:
    content = with_sheet(tmp_path, [RECIPIENTS.headings[1:3], ROW[1:3]])
    assert recipients_of(content) == ()
    assert told(content)[0] == (
        "Penerima: Kolom 'Nama/Jabatan' tidak ada. Tulis kembali judul kolom itu pada baris 1; sampai itu "
        "tidak ada yang dikirimi pos-el."
    )
