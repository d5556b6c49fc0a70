"""Recap and overdue list as use cases: what goes into the register, what into the folder, who signs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from cli_office import CLERK, HEAD
from desk_office import MAIL, DeskOffice, entry
from letters.letter_cases import said
from openpyxl import load_workbook

from pengaduan_xl.domain.officers import AmbiguousOfficerError, OfficerNotFoundError
from pengaduan_xl.register.schema import RECAP
from pengaduan_xl.register.schema_rules import OFFICERS
from pengaduan_xl.reporting.overdue import MadeOverdue, make_overdue
from pengaduan_xl.reporting.recap import make_recap
from pengaduan_xl.reports.export import ReportNotWrittenError

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.reporting.made import Made
    from pengaduan_xl.reports.recap import DailyRecap

DAY = date(2026, 11, 23)


@pytest.fixture
def office(tmp_path: Path) -> DeskOffice:
    """An office with a case in step 3 since Monday 08.00; it is Monday 10.00."""
    return DeskOffice(tmp_path / "kantor", step=3).at("2026-11-23T10:00")


def recap(office: DeskOffice, officer: str = "", day: date = DAY) -> Made[DailyRecap]:
    return make_recap(office.register, day, officer, lambda: office.moment)


def overdue(office: DeskOffice) -> MadeOverdue:
    return make_overdue(office.register, office.moment)


def printed(path: Path) -> str:
    """All texts of a report, one a line."""
    book = load_workbook(path)
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return "\n".join(str(cell) for cell in cells if cell is not None)


def test_the_recap_is_a_row_and_a_file(office: DeskOffice) -> None:
    made = recap(office)
    row = office.rows(RECAP)[0]
    assert made.file == office.folder / "laporan" / "rekap_2026-11-23.xlsx"
    assert (row.text("Tanggal"), row.text("Masuk"), row.text("Sisa")) == ("2026-11-23", "1", "1")
    assert (row.text("Terlambat"), row.text("Petugas")) == ("1", CLERK)
    assert office.findings() == []


def test_the_recap_is_a_document_to_be_signed(office: DeskOffice) -> None:
    made = recap(office)
    assert made.document == made.file.with_suffix(".docx")
    text = said(made.document.read_bytes())
    assert "Hari Senin, 23 November 2026" in text
    assert "Masuk | 1" in text
    assert f"{CLERK} | 3 | 2 | 5" in text
    assert f"Petugas Pelayanan Pengaduan, / {CLERK}" in text
    assert not {"{{", "None", "nan"} & set(text.split())


def test_a_template_that_cannot_be_filled_in_keeps_the_document_alone(office: DeskOffice) -> None:
    (office.folder / "templat" / "rekap-harian.docx").write_bytes(b"bukan Word")
    made = recap(office)
    assert (made.document, made.file.is_file(), len(office.rows(RECAP))) == (None, True, 1)
    assert made.notices[-1] == (
        "Berkas rekap_2026-11-23.docx tidak dibuat: Templat bukan dokumen Word (.docx) yang utuh. Simpan "
        "ulang di Word sebagai Dokumen Word (.docx), atau kembalikan templat bawaan"
    )


def test_the_recap_made_again_goes_over_its_row(office: DeskOffice) -> None:
    recap(office)
    office.receive()
    recap(office, HEAD)
    row = office.rows(RECAP)[0]
    assert len(office.rows(RECAP)) == 1
    assert (row.text("Masuk"), row.text("Petugas")) == ("2", HEAD)


def test_each_day_has_a_row_of_its_own(office: DeskOffice) -> None:
    recap(office)
    office.at("2026-11-24T16:00")
    recap(office, day=date(2026, 11, 24))
    assert office.column(RECAP, "Sisa Kemarin") == ["0", "1"]
    assert office.column(RECAP, "Masuk") == ["1", "0"]


def test_what_is_entered_later_for_a_day_is_counted_on_it(office: DeskOffice) -> None:
    recap(office)
    with office.at("2026-11-24T09:00").desk() as desk:
        desk.receive(MAIL, entry(happened="2026-11-23T15:00"))
        desk.save()
    recap(office)
    assert office.column(RECAP, "Masuk") == ["2"]


def test_of_two_namesakes_the_one_named_by_nip_signs(office: DeskOffice) -> None:
    office.add(OFFICERS, {"Nama": CLERK, "NIP": "198609262015051001", "Peran": "Tim Teknis"})
    with pytest.raises(AmbiguousOfficerError):
        recap(office, CLERK)
    assert "19860926 201505 1 001" in printed(recap(office, "19860926 201505 1 001").file)
    assert "19860926 201505 1 001" not in printed(recap(office, f"{1:018d}").file)


def test_of_two_namesakes_the_one_named_by_account_signs(office: DeskOffice) -> None:
    namesake = {"Nama": CLERK, "NIP": "198609262015051001", "Peran": "Tim Teknis", "Akun": "ayu"}
    office.add(OFFICERS, {**namesake})
    assert "19860926 201505 1 001" in printed(recap(office, " AYU ").file)


def test_an_acting_clerk_signs_unless_another_is_named(office: DeskOffice) -> None:
    acting = {"Nama": "Ayu", "NIP": "8" * 18, "Peran": "Petugas Pengaduan", "Plt./Plh.": "Plh."}
    office.add(OFFICERS, {**acting})
    assert recap(office).recap.officer == "Ayu"
    assert recap(office, CLERK).recap.officer == CLERK


def test_a_day_without_a_clerk_is_reported_unsigned(office: DeskOffice) -> None:
    office.type_in(OFFICERS, {"Nama": CLERK}, "Berlaku Dari", date(2026, 11, 24))
    made = recap(office)
    assert (made.recap.officer, made.document) == ("", None)
    with pytest.raises(OfficerNotFoundError):
        recap(office, CLERK)


def test_a_recap_that_cannot_be_filed_leaves_the_register_as_it_is(office: DeskOffice) -> None:
    (office.folder / "laporan").rmdir()
    (office.folder / "laporan").write_text("bukan folder", encoding="utf-8")
    before = office.fingerprint()
    with pytest.raises(ReportNotWrittenError):
        recap(office)
    with pytest.raises(ReportNotWrittenError):
        overdue(office)
    assert office.fingerprint() == before


def test_a_folder_of_reports_that_is_gone_is_made_again(office: DeskOffice) -> None:
    (office.folder / "laporan").rmdir()
    assert recap(office).file.is_file()


def test_reports_lie_beside_the_register_that_a_link_leads_to(
    office: DeskOffice, tmp_path: Path
) -> None:
    link = tmp_path / "Register_Pengaduan.xlsx"
    link.symlink_to(office.register)
    made = make_recap(link, DAY, "", lambda: office.moment)
    listed = make_overdue(link, office.moment)
    assert {made.file.parent, listed.file.parent} == {office.folder / "laporan"}


def test_the_overdue_list_leaves_the_register_alone(office: DeskOffice) -> None:
    before = office.fingerprint()
    with office.desk():
        made = overdue(office)
    assert [(row.number, row.minutes_late) for row in made.rows] == [("2026-0001", 60)]
    assert made.file.name == "terlambat_2026-11-23_1000.xlsx"
    assert office.fingerprint() == before


def test_what_is_due_soon_follows_the_share_of_the_settings(office: DeskOffice) -> None:
    office.at("2026-11-23T08:30")
    assert overdue(office).soon == ()
    office.set("Peringatan mendekati tenggat (%)", 50)
    assert [row.number for row in overdue(office).soon] == ["2026-0001"]


def test_a_case_on_hold_is_not_overdue(office: DeskOffice) -> None:
    with office.desk() as desk:
        desk.hold("2026-0001", entry(HEAD, "Bukti", "2026-11-23T08:30"))
        desk.save()
    assert overdue(office).rows == ()
    assert recap(office).recap.row()["Terlambat"] == 0


def test_reports_name_nobody_who_complained(office: DeskOffice) -> None:
    office.receive(nik="9901010101010001", reported="Usaha Contoh")
    office.at("2026-11-24T10:00")
    text = printed(recap(office).file) + printed(overdue(office).file)
    assert "Warga Contoh" not in text
    assert "9901010101010001" not in text
