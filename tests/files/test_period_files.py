"""The recap of a period as a use case, and what the daily one says of the days beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from cli_office import CLERK, HEAD
from desk_office import MAIL, DeskOffice, entry
from letters.letter_cases import said
from openpyxl import load_workbook

from pengaduan_xl.domain.officers import OfficerNotFoundError
from pengaduan_xl.register.schema import RECAP
from pengaduan_xl.register.schema_rules import OFFICERS
from pengaduan_xl.reporting.period_recap import make_period
from pengaduan_xl.reporting.recap import make_recap
from pengaduan_xl.reports.period import Month, Period

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.reporting.made import Made
    from pengaduan_xl.reports.recap import DailyRecap, PeriodRecap

NOVEMBER = Period.of_month(Month(2026, 11))


@pytest.fixture
def office(tmp_path: Path) -> DeskOffice:
    """An office with a case in step 3 since Monday 23 November 08.00; it is December."""
    return DeskOffice(tmp_path / "kantor", step=3).at("2026-12-02T10:00")


def period(office: DeskOffice, days: Period = NOVEMBER, officer: str = "") -> Made[PeriodRecap]:
    return make_period(office.register, days, officer, office.moment)


def day(office: DeskOffice, number: int) -> Made[DailyRecap]:
    return make_recap(office.register, date(2026, 11, number), "", lambda: office.moment)


def stale(made: Made[DailyRecap]) -> list[str]:
    """What is said of other days."""
    return [notice for notice in made.notices if notice.startswith("Rekap Harian ")]


def cells(path: Path, sheet: str = "Rekap") -> list[object]:
    rows = load_workbook(path)[sheet].iter_rows(values_only=True)
    return [cell for row in rows for cell in row if cell is not None]


def late_entry(office: DeskOffice, happened: str) -> None:
    with office.desk() as desk:
        desk.receive(MAIL, entry(happened=happened))
        desk.save()


def test_a_month_is_a_workbook_and_a_document(office: DeskOffice) -> None:
    made = period(office)
    assert made.file == office.folder / "laporan" / "rekap_2026-11.xlsx"
    assert made.document == made.file.with_suffix(".docx")
    assert (made.recap.received, made.recap.closing, made.recap.officer) == (1, 1, CLERK)
    assert load_workbook(made.file).sheetnames == ["Rekap", "Grafik", "Lewat Waktu", "Data Grafik"]


def test_a_period_leaves_the_register_as_it_is(office: DeskOffice) -> None:
    before = office.fingerprint()
    with office.desk():
        period(office)
    assert office.fingerprint() == before
    assert office.rows(RECAP) == []


def test_the_workbook_names_the_month_and_its_moment(office: DeskOffice) -> None:
    found = cells(period(office).file)
    assert found[2:5] == [
        "LAPORAN REKAPITULASI BULANAN JUMLAH LAYANAN PENGADUAN",
        "Bulan November 2026",
        "Keadaan Senin, 30 November 2026 pukul 23.59 WIB",
    ]
    assert found[found.index("Hari kerja") + 1] == 21
    assert "Pagar Alam, 30 November 2026" in found


def test_the_charts_have_a_page_of_their_own(office: DeskOffice) -> None:
    sheet = load_workbook(period(office).file)["Grafik"]
    assert len(sheet._charts) == 7  # type: ignore[attr-defined]  # as openpyxl reads it


def test_the_document_tells_the_course_and_is_signed(office: DeskOffice) -> None:
    document = period(office).document
    assert document is not None
    text = said(document.read_bytes())
    assert "LAPORAN REKAPITULASI BULANAN JUMLAH LAYANAN PENGADUAN" in text
    assert "Sen 23/11/2026 | 1 | 0 | 1 | 0 | 0 | 0 | 1" in text
    assert "Petugas Pelayanan Pengaduan, / Petugas Contoh" in text
    assert not {"{{", "None", "nan"} & set(text.split())


def test_a_running_month_is_signed_today_and_says_so(office: DeskOffice) -> None:
    made = period(office, Period.of_month(Month(2026, 12)))
    found = cells(made.file)
    assert "Sampai hari ini, Rabu, 2 Desember 2026 pukul 10.00 WIB" in found
    assert "Pagar Alam, 2 Desember 2026" in found
    assert (made.recap.opening, made.recap.received, made.recap.working_days) == (1, 0, 2)


def test_a_quarter_and_other_days_have_files_of_their_own(office: DeskOffice) -> None:
    few = Period(date(2026, 11, 2), date(2026, 11, 6))
    files = [period(office, days).file.name for days in (Period.of_quarter(2026, 4), few)]
    assert files == ["rekap_2026-TW4.xlsx", "rekap_2026-11-02_2026-11-06.xlsx"]


def test_a_named_officer_signs_and_a_stranger_does_not(office: DeskOffice) -> None:
    assert period(office, officer=HEAD).recap.officer == HEAD
    with pytest.raises(OfficerNotFoundError):
        period(office, officer="Orang Lain")


def test_a_period_without_a_clerk_is_reported_unsigned(office: DeskOffice) -> None:
    office.type_in(OFFICERS, {"Nama": CLERK}, "Berlaku Dari", date(2026, 12, 1))
    made = period(office)
    assert (made.recap.officer, made.document) == ("", None)
    assert made.notices[-1].startswith("Berkas rekap_2026-11.docx tidak dibuat: ")


def test_a_year_without_holidays_is_warned_of(office: DeskOffice) -> None:
    made = period(office, Period.of_year(2025))
    assert (
        "Lembar Hari Libur belum memuat hari libur tahun 2025, sehingga tenggat dapat terhitung "
        "terlalu cepat. Lengkapi lembar itu."
    ) in made.notices


def test_a_month_reported_again_counts_what_was_entered_late(office: DeskOffice) -> None:
    before = period(office).recap
    late_entry(office, "2026-11-30T15:00")
    after = period(office).recap
    assert (before.received, after.received, after.closing) == (1, 2, 2)


def test_a_template_of_the_office_that_lacks_is_taken_from_the_package(office: DeskOffice) -> None:
    (office.folder / "templat" / "rekap-periode.docx").unlink()
    assert period(office).document is not None


def test_rows_that_add_up_are_not_spoken_of(office: DeskOffice) -> None:
    assert [stale(day(office, number)) for number in (23, 24, 25, 24)] == [[]] * 4


def test_a_late_entry_makes_the_days_beside_wrong_and_staff_are_told(office: DeskOffice) -> None:
    for number in (23, 25, 26):
        day(office, number)
    late_entry(office, "2026-11-23T15:00")
    assert stale(day(office, 25)) == [
        "Rekap Harian 23/11/2026 memuat Sisa 1, sedangkan menurut Riwayat kini 2. "
        "Buat ulang: pengaduan rekap --tanggal 23/11/2026",
        "Rekap Harian 26/11/2026 memuat Sisa Kemarin 1, sedangkan menurut Riwayat kini 2. "
        "Buat ulang: pengaduan rekap --tanggal 26/11/2026",
    ]
    assert [stale(day(office, number)) for number in (23, 26, 25)] == [[]] * 3


def test_a_row_without_a_number_is_told_to_be_empty(office: DeskOffice) -> None:
    day(office, 23)
    office.type_in(RECAP, {"Tanggal": "2026-11-23"}, "Sisa", None)
    assert "memuat Sisa kosong, sedangkan" in stale(day(office, 24))[0]


def test_a_row_without_a_date_is_left_aside(office: DeskOffice) -> None:
    office.add(RECAP, {"Tanggal": "kemarin", "Sisa": 9})
    assert stale(day(office, 23)) == []
