"""What staff change on the sheets of rules decides about the next act: hours, holidays, SOP, settings."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pytest
from cli_office import CHIEF, HEAD
from desk_office import DeskOffice, entry

from pengaduan_xl.domain.office import UnknownVersionError
from pengaduan_xl.domain.refusals import ActRefusedError
from pengaduan_xl.register.schema import HISTORY
from pengaduan_xl.register.schema_rules import FLOW, HOLIDAYS, HOURS, PROCEDURE

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.domain.complaint import CaseState
    from pengaduan_xl.domain.findings import CellValue

FIRST = "2026-0001"
OLD, NEW = "2021-04", "2027-01"
HOLIDAY: dict[str, CellValue] = {
    "Tanggal": date(2026, 11, 25),
    "Nama": "Hari Jadi Kota",
    "Jenis": "Libur Daerah",
}


@pytest.fixture
def third(tmp_path: Path) -> DeskOffice:
    """An office with a case in step 3 since Monday 08.00."""
    return DeskOffice(tmp_path / "kantor", step=3)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def finished(office: DeskOffice, by: str, reason: str = "", target: int | None = None) -> CaseState:
    """Finish the step at hand and save."""
    with office.desk() as desk:
        outcome = desk.finish(FIRST, entry(by, reason), target)
        desk.save()
    return outcome.state


def new_version(office: DeskOffice, *steps: tuple[str, str]) -> None:
    """Write another SOP of steps given by name and performer, an hour each, and put it in force."""
    for number, (name, role) in enumerate(steps, start=1):
        step: dict[str, CellValue] = {"Versi": NEW, "No": number, "Tahap": name, "Pelaksana": role}
        office.add(PROCEDURE, step | {"Waktu": 1, "Satuan": "jam"})
        move: dict[str, CellValue] = {"Versi": NEW, "Jenis": "maju", "Dari Tahap": number}
        target = number + 1 if number < len(steps) else None
        office.add(FLOW, move | {"Ke Tahap": target, "Aktif": "Ya", "Alasan Wajib": "Tidak"})
    office.set("Versi SOP berlaku", NEW)


def test_a_holiday_added_by_staff_moves_the_deadline(third: DeskOffice) -> None:
    third.add(HOLIDAYS, HOLIDAY)
    assert finished(third, HEAD).step_due == moment("2026-11-27T16:30")


def test_a_holiday_taken_back_moves_the_deadline_back(third: DeskOffice) -> None:
    assert finished(third, HEAD).step_due == moment("2026-11-26T16:00")
    third.add(HOLIDAYS, HOLIDAY)
    assert third.state().step_due == moment("2026-11-27T16:30")
    third.type_in(HOLIDAYS, {"Nama": "Hari Jadi Kota"}, "Tanggal", date(2026, 11, 28))
    assert third.state().step_due == moment("2026-11-26T16:00")


def test_a_deadline_that_a_new_holiday_moves_is_told_until_the_next_act(third: DeskOffice) -> None:
    finished(third, HEAD)
    third.add(HOLIDAYS, HOLIDAY)
    assert {text.split(" ")[0] for text in third.findings()} == {"Register!X4", "Register!Y4"}
    with third.desk() as desk:
        desk.letter(FIRST, "formulir", entry(), {})
        desk.hold(FIRST, entry(HEAD, "Bukti"))
        desk.save()
    assert third.findings() == []


def test_a_half_day_ends_the_clock_at_its_closing(third: DeskOffice) -> None:
    day = date(2026, 11, 23)
    row: dict[str, CellValue] = {"Berlaku Dari": day, "Berlaku Sampai": day, "Hari": "Senin"}
    third.add(HOURS, row | {"Buka": time(7, 30), "Tutup": time(8, 20)})
    assert third.state().step_due == moment("2026-11-24T08:10")


def test_a_day_without_hours_is_not_worked(third: DeskOffice) -> None:
    first, last = date(2026, 11, 24), date(2026, 11, 25)
    third.add(HOURS, {"Berlaku Dari": first, "Berlaku Sampai": last, "Hari": "Semua"})
    assert finished(third, HEAD).step_due == moment("2026-11-30T16:00")


def test_the_visit_may_be_skipped_once_staff_allow_it(third: DeskOffice) -> None:
    with pytest.raises(ActRefusedError, match="'lompat' ke tahap 6"):
        finished(third, HEAD, "Bukti cukup", 6)
    third.type_in(FLOW, {"Jenis": "lompat"}, "Aktif", "Ya")
    with pytest.raises(ActRefusedError, match="Alasan wajib diisi"):
        finished(third, HEAD, "", 6)
    assert finished(third, HEAD, "Bukti cukup", 6).step == 6
    assert third.findings() == []


def test_a_return_that_staff_turned_off_is_refused(third: DeskOffice) -> None:
    third.type_in(FLOW, {"Jenis": "kembali", "Dari Tahap": "3"}, "Aktif", "Tidak")
    with third.desk() as desk, pytest.raises(ActRefusedError, match="'kembali' dari tahap 3"):
        desk.return_(FIRST, entry(HEAD, "Kurang"))


def test_the_time_and_the_performer_of_a_step_are_those_of_the_sheet(third: DeskOffice) -> None:
    third.type_in(PROCEDURE, {"No": "3"}, "Waktu", 2)
    third.type_in(PROCEDURE, {"No": "3"}, "Pelaksana", "Kepala DPM-PTSP")
    assert third.state().step_due == moment("2026-11-23T10:00")
    with pytest.raises(ActRefusedError, match="tidak berwenang"):
        finished(third, HEAD)
    assert finished(third, CHIEF).step == 4


def test_a_letter_that_staff_demand_holds_the_step_back(third: DeskOffice) -> None:
    third.type_in(PROCEDURE, {"No": "3"}, "Surat Wajib", "kartu-kendali; formulir")
    assert finished(third, HEAD).step == 4
    assert "2026-0001_kartu-kendali.docx" in third.letters()


def test_a_running_case_keeps_its_version_and_a_new_one_takes_the_new(third: DeskOffice) -> None:
    new_version(third, ("Terima", "Petugas Pengaduan"), ("Jawab", "Kepala Seksi"))
    second = third.receive()
    assert finished(third, HEAD).step == 4
    with third.desk() as desk:
        assert desk.finish(second, entry()).step_name == "Jawab"
        assert desk.finish(second, entry(HEAD)).state.status == "Selesai"
        desk.save()
    versions = {row.text("No. Register"): row.text("Versi SOP") for row in third.rows(HISTORY)}
    assert versions == {FIRST: OLD, second: NEW}
    assert third.findings() == []


def test_the_clock_of_a_whole_case_is_the_sum_of_its_own_version(third: DeskOffice) -> None:
    new_version(third, ("Terima", "Petugas Pengaduan"), ("Jawab", "Kepala Seksi"))
    assert third.state(third.receive()).case_due == moment("2026-11-23T10:00")
    assert third.state().case_due == moment("2026-12-08T16:00")


def test_a_version_that_the_sheets_lack_takes_no_new_case(third: DeskOffice) -> None:
    third.set("Versi SOP berlaku", "2030")
    before = third.fingerprint()
    with pytest.raises(UnknownVersionError):
        third.receive()
    assert third.fingerprint() == before
    assert finished(third, HEAD).step == 4


def test_statutory_days_are_those_of_the_settings(third: DeskOffice) -> None:
    third.set("Batas tanggapan pertama (hari kalender)", 3)
    third.set("Batas penyelesaian (hari kalender)", 20)
    third.set("Batas melengkapi berkas (hari kalender)", 7)
    assert third.state().statutory_due == moment("2026-11-26T23:59")
    assert finished(third, HEAD).statutory_due == moment("2026-12-13T23:59")
    with third.desk() as desk:
        desk.hold(FIRST, entry(HEAD, "Bukti"))
        assert desk.ledger.case(FIRST).events[-1].due == moment("2026-11-30T23:59")


def test_a_setting_that_cannot_be_read_keeps_its_default_and_is_told(third: DeskOffice) -> None:
    third.set("Batas tanggapan pertama (hari kalender)", "dua minggu")
    assert third.state().statutory_due == moment("2026-12-07T23:59")
    assert any("bukan bilangan positif" in text for text in third.findings())


def test_as_many_older_copies_are_kept_as_the_setting_says(third: DeskOffice) -> None:
    third.set("Jumlah cadangan", 2)
    for minute in range(4):
        third.at(f"2026-11-23T09:0{minute}").receive()
    assert third.backups() == 2
