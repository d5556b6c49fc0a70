"""One pass: what is made, what is told, and what happens when something fails."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from schedule_office import ScheduleOffice, at

from pengaduan_xl.domain.findings import Finding
from pengaduan_xl.domain.schedule_sheet import OVERDUE, RECAP
from pengaduan_xl.errors import BusyFileError, UnusableFileError
from pengaduan_xl.scheduler.rounds import ClockBehindError, UnforeseenError
from pengaduan_xl.scheduler.stamps import StampsUnwritableError

if TYPE_CHECKING:
    from pathlib import Path

DAMAGED = UnusableFileError("Berkas rusak (Budi)", "Pakai cadangan", where="kantor/Budi.xlsx")


@pytest.fixture
def office(tmp_path: Path) -> ScheduleOffice:
    """An office on Monday 23 November 2026 at 07.00, its reports just begun."""
    office = ScheduleOffice(tmp_path / "laporan")
    office.rounds.make_due()
    return office


def test_the_beginning_is_told(office: ScheduleOffice) -> None:
    assert office.log() == "23/11/2026 07.00 Laporan otomatis dimulai 23/11/2026.\n"


def test_a_report_made_in_time_is_told_with_its_figures(office: ScheduleOffice) -> None:
    done = office.at("2026-11-23T08:04")
    assert done.made == ["Daftar Terlambat dibuat: Daftar Terlambat.xlsx (masuk 0)"]
    assert office.said[-1] == done.made[0]
    assert office.log().splitlines()[-1] == f"23/11/2026 08.04 {done.made[0]}"


def test_a_report_made_late_is_said_to_be(office: ScheduleOffice) -> None:
    office.at("2026-11-23T13:00")
    done = office.at("2026-11-24T06:00")
    assert done.made[0] == (
        "Rekap Harian 23/11/2026 dibuat susulan (seharusnya 23/11/2026 15.30): "
        "Rekap Harian.xlsx (masuk 0)"
    )


def test_a_pass_without_anything_due_reads_and_writes_nothing(office: ScheduleOffice) -> None:
    before, plans = office.file.path.stat().st_mtime_ns, office.plans
    assert office.at("2026-11-23T07:59") == ([], [])
    assert (office.file.path.stat().st_mtime_ns, office.plans) == (before, plans)


@pytest.mark.parametrize("state", [(2, 1), None])
def test_a_changed_register_is_looked_at(
    office: ScheduleOffice, state: tuple[int, int] | None
) -> None:
    office.state = state
    office.times = [*office.times[:2]]
    office.at("2026-11-23T07:10")
    assert office.plans == 2


def test_times_changed_in_the_sheet_hold_from_then_on(office: ScheduleOffice) -> None:
    office.until("2026-11-23T10:00")
    office.state, office.times = (2, 1), [office.times[2]]
    office.until("2026-11-24T10:00")
    assert [f"{run.due:%d %H.%M}" for _, run in office.made] == ["23 08.00", "23 15.30"]


def test_a_failing_job_leaves_the_others_alone_and_is_tried_again(office: ScheduleOffice) -> None:
    office.failing = {RECAP: BusyFileError("Laporan sedang dibuka", "Tutup berkas itu")}
    done = office.at("2026-11-23T16:00")
    assert [run.report for _, run in office.made] == [OVERDUE]
    assert [failure.report for failure in done.failures] == [RECAP]
    office.failing = {}
    assert len(office.at("2026-11-23T16:05").made) == 1
    assert office.recaps() == {date(2026, 11, 23): 1}


def test_what_fails_again_and_again_is_told_once_and_its_end_too(office: ScheduleOffice) -> None:
    office.failing = {"": DAMAGED}
    office.state = None
    office.until("2026-11-23T10:00")
    office.failing = {}
    office.until("2026-11-23T10:30")
    assert office.log().count("GALAT Berkas rusak. Pakai cadangan.") == 1
    assert office.log().count("Gangguan sebelumnya sudah tidak ada.") == 1


def test_restarts_do_not_tell_the_same_failure_again(office: ScheduleOffice) -> None:
    office.failing, office.state = {"": DAMAGED}, None
    for minute in range(3):
        office.start()
        office.at(f"2026-11-23T07:1{minute}")
    assert office.log().count("GALAT") == 1


def test_names_are_on_the_screen_and_not_in_the_log(office: ScheduleOffice) -> None:
    office.failing, office.state = {"": DAMAGED}, None
    office.at("2026-11-23T07:10")
    assert office.said[-1] == str(DAMAGED)
    assert "Budi" not in office.log()
    assert "Budi" not in office.file.path.read_text(encoding="utf-8")


def test_an_error_that_nobody_thought_of_stops_nothing(office: ScheduleOffice) -> None:
    office.failing = {RECAP: ZeroDivisionError("Warga Contoh")}
    done = office.at("2026-11-23T16:00")
    assert isinstance(done.failures[0].error, UnforeseenError)
    assert done.failures[0].error.exit_code == 70
    assert "GALAT Rekap Harian: Galat tak terduga: ZeroDivisionError pada" in office.log()
    assert "Warga Contoh" not in office.log()


def test_an_unforeseen_error_names_its_place() -> None:
    text = str(UnforeseenError(ValueError("x")))
    assert text == (
        "Galat tak terduga: ValueError. Dicoba lagi pada giliran berikut; bila berulang, kirimkan "
        "jadwal.log kepada pengelola. Tidak ada yang ditulis."
    )


def test_a_clock_before_the_beginning_is_told_how_to_be_mended() -> None:
    assert str(ClockBehindError(date(2000, 1, 1), date(2026, 11, 23))) == (
        "Jam komputer menunjukkan 01/01/2000, sebelum jadwal dimulai (23/11/2026). Betulkan jam "
        "komputer; bila jam itu benar, hapus jadwal.json di folder laporan. Tidak ada yang ditulis."
    )


def test_notices_are_written_down_without_what_is_in_brackets(office: ScheduleOffice) -> None:
    office.notices = ("Register kehilangan 1 tindakan (2026-0001 oleh Budi (23/11)). Jalankan x",)
    office.at("2026-11-23T08:00")
    assert office.log().endswith("Register kehilangan 1 tindakan. Jalankan x\n")


def test_findings_of_the_sheet_are_told_by_their_cells(office: ScheduleOffice) -> None:
    office.state = (2, 1)
    office.findings = [Finding("Jadwal", "B4", "", 'Jam "Budi" bukan jam', "x")] * 2
    office.at("2026-11-23T07:10")
    office.at("2026-11-23T08:10")
    assert office.log().count("Lembar Jadwal berisi 2 temuan (B4, B4).") == 1
    assert "Budi" not in office.log()


def test_a_sheet_without_active_rows_is_told(office: ScheduleOffice) -> None:
    office.state, office.times = (2, 1), []
    assert office.at("2026-11-23T16:00") == ([], [])
    assert "Tidak ada laporan yang aktif di lembar Jadwal." in office.log()


def test_what_cannot_be_stamped_is_not_made(
    office: ScheduleOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise StampsUnwritableError(office.file.path, OSError(28, "full"))

    monkeypatch.setattr(office.file, "write", refuse)
    with pytest.raises(StampsUnwritableError):
        office.at("2026-11-23T16:00")
    assert office.made == []


def test_a_report_is_stamped_after_it_was_due_even_if_the_clock_went_back_meanwhile(
    office: ScheduleOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = office.make

    def make_and_set_back(run: object) -> object:
        report = make(run)  # type: ignore[arg-type]  # what the pass hands over
        office.moment = at("2026-11-23T07:30")
        return report

    monkeypatch.setattr(office, "make", make_and_set_back)
    office.at("2026-11-23T08:00")
    office.until("2026-11-23T10:00")
    assert len(office.made) == 1


def test_damaged_stamps_are_told_and_kept_aside(office: ScheduleOffice) -> None:
    office.until("2026-11-23T09:00")
    office.file.path.write_text("{", encoding="utf-8")
    office.start()
    office.at("2026-11-23T09:05")
    assert (office.folder / "jadwal_rusak_20261123-0905.json").read_text(encoding="utf-8") == "{"
    assert "GALAT Catatan jadwal rusak dan disimpan sebagai" in office.log()
