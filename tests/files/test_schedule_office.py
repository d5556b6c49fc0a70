"""The scheduler on a real register: closed, open in a spreadsheet program, missing, damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_office import CLERK
from desk_office import DeskOffice, entry
from openpyxl import load_workbook
from schedule_office import at, working_days

from pengaduan_xl import recovering
from pengaduan_xl.domain.schedule_sheet import OVERDUE, RECAP
from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.opened import LostActsError
from pengaduan_xl.register.recovery import ActConflictError
from pengaduan_xl.register.schema import RECAP as RECAP_SHEET
from pengaduan_xl.register.schema_rules import HOURS, SCHEDULE
from pengaduan_xl.register.session import ClosedRegister
from pengaduan_xl.scheduler.borrowed import WAITING, BorrowedRegister, session_on
from pengaduan_xl.scheduler.jobs import Run
from pengaduan_xl.scheduler.loop import rounds_of
from pengaduan_xl.scheduler.office import RegisterOffice

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.scheduler.rounds import Pass

MARK = "~$Register_Pengaduan.xlsx"
MORNING = Run(at("2026-11-23T08:00"), OVERDUE)


class Clerk(DeskOffice):
    """An office that also has a scheduler; each pass is a process of its own, as the system starts it."""

    def pass_at(self, moment: str) -> Pass:
        self.at(moment)
        self.said: list[str] = []
        with rounds_of(self.register, lambda: self.moment, self.said.append) as (rounds, _):
            return rounds.make_due()

    def reports(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "laporan").glob("*.xlsx"))

    def log(self) -> str:
        return (self.folder / "laporan" / "jadwal.log").read_text(encoding="utf-8")

    def open_in_excel(self) -> None:
        (self.folder / MARK).touch()

    def close_excel(self) -> None:
        (self.folder / MARK).unlink()

    def act_unsaved(self, moment: str) -> None:
        """Finish the case's step: the journal knows that it was entered, the file does not have it."""
        saved = self.register.read_bytes()
        with self.at(moment).desk() as desk:
            desk.finish("2026-0001", entry(CLERK))
            desk.save()
        self.register.write_bytes(saved)

    def act_in_excel(self, moment: str) -> None:
        """Finish the case's step by a button in the open workbook, which is not saved yet."""
        self.act_unsaved(moment)
        self.open_in_excel()

    def borrowed(self) -> BorrowedRegister:
        return BorrowedRegister(self.register, lambda: self.moment)

    def days(self) -> list[str]:
        return self.column(RECAP_SHEET, "Tanggal")


@pytest.fixture
def office(tmp_path: Path) -> Clerk:
    """An office with a case in step 1 since Monday 08.00; the scheduler began at 07.00."""
    office = Clerk(tmp_path / "kantor", step=1)
    office.pass_at("2026-11-23T07:00")
    return office


def texts(path: Path) -> str:
    book = load_workbook(path)
    return "\n".join(
        str(cell.value) for sheet in book for row in sheet for cell in row if cell.value
    )


def test_a_week_of_reports_is_in_the_folder_and_in_the_register(office: Clerk) -> None:
    days = working_days("2026-11-23", "2026-11-27")
    for day in days:
        for time in ("08:00", "13:05", "15:30", "17:00"):
            assert office.pass_at(f"{day}T{time}").failures == []
    assert office.days() == list(map(str, days))
    assert [name for name in office.reports() if "rekap" in name] == [
        f"rekap_{day}.xlsx" for day in days
    ]
    assert len(office.reports()) == 3 * len(days)
    assert office.findings() == []


def test_a_recap_made_up_for_is_that_of_its_day(office: Clerk) -> None:
    office.at("2026-11-24T09:00").receive()
    office.pass_at("2026-11-24T10:00")
    assert (office.days(), office.column(RECAP_SHEET, "Masuk")) == (["2026-11-23"], ["1"])
    assert "Keadaan Senin, 23 November 2026 pukul 23.59 WIB" in texts(
        office.folder / "laporan" / "rekap_2026-11-23.xlsx"
    )


def test_a_killed_pass_is_done_again_without_a_second_row(office: Clerk) -> None:
    stamps = office.folder / "laporan" / "jadwal.json"
    before = stamps.read_bytes()
    office.pass_at("2026-11-23T15:30")
    stamps.write_bytes(before)
    assert len(office.pass_at("2026-11-23T15:35").made) == 2
    assert office.days() == ["2026-11-23"]


def test_damaged_stamps_make_nothing_twice(office: Clerk) -> None:
    office.pass_at("2026-11-23T15:30")
    made = office.reports()
    (office.folder / "laporan" / "jadwal.json").write_text("rusak", encoding="utf-8")
    for name in made:  # the files' times are this machine's, which is not on Monday
        (office.folder / "laporan" / name).touch()
    assert office.pass_at("2026-11-23T16:00").made == []
    assert office.reports() == made


def test_changed_times_in_the_sheet_are_followed(office: Clerk) -> None:
    office.type_in(SCHEDULE, {"Laporan": RECAP}, "Jam", "12.00")
    assert office.pass_at("2026-11-23T12:00").made[1].startswith("Rekap Harian 23/11/2026 dibuat: ")


def test_a_register_open_in_excel_is_reported_on_as_saved(office: Clerk) -> None:
    office.open_in_excel()
    before = office.fingerprint()
    done = office.pass_at("2026-11-23T15:30")
    assert (len(done.made), done.failures) == (2, [])
    assert office.fingerprint() == before
    assert WAITING in office.log()


def test_a_waiting_row_of_the_recap_comes_in_with_the_next_act(office: Clerk) -> None:
    office.open_in_excel()
    office.pass_at("2026-11-23T15:30")
    assert office.days() == []
    office.close_excel()
    with office.desk() as desk:
        assert desk.notices == ["1 tindakan yang tertunda sudah dimasukkan ke register"]
    assert (office.days(), office.findings()) == (["2026-11-23"], [])


def test_acts_of_buttons_that_are_not_saved_yet_are_counted(office: Clerk) -> None:
    office.act_in_excel("2026-11-23T08:05")
    done = office.pass_at("2026-11-23T15:30")
    assert done.failures == []
    assert "masuk 1, selesai 0, sisa 1, terlambat 1" in done.made[-1]
    assert "2. " in texts(office.folder / "laporan" / "rekap_2026-11-23.xlsx")
    with office.borrowed().held():
        assert office.borrowed().ledger.case("2026-0001").events[-1].next_step == 2


def test_the_open_workbook_takes_the_recap_in_with_its_own_acts(office: Clerk) -> None:
    office.act_in_excel("2026-11-23T08:05")
    office.pass_at("2026-11-23T15:30")
    office.close_excel()
    recovering.recover(office.register, lambda: office.moment)
    assert (office.days(), office.state().step, office.findings()) == (["2026-11-23"], 2, [])


def test_the_overdue_list_counts_them_too(office: Clerk) -> None:
    office.act_in_excel("2026-11-23T08:05")
    scheduler = RegisterOffice(office.register, lambda: at("2026-11-23T08:20"))
    assert scheduler.make(MORNING).figures.startswith("lewat waktu 0")
    office.close_excel()
    assert scheduler.make(MORNING).figures.startswith("lewat waktu 1")


def test_acts_that_are_lost_for_good_keep_the_recap_back_until_somebody_decides(
    office: Clerk,
) -> None:
    office.act_unsaved("2026-11-23T08:05")
    done = office.pass_at("2026-11-23T15:30")
    assert [type(failure.error) for failure in done.failures] == [LostActsError]
    assert "GALAT Rekap Harian: Register kehilangan 1 tindakan yang ada di jurnal. " in office.log()
    assert CLERK not in office.log()


def test_an_act_that_contradicts_the_open_register_is_told(office: Clerk) -> None:
    journal = Journal(office.register).path
    office.act_unsaved("2026-11-23T08:05")
    told = journal.read_bytes()
    journal.unlink()
    with office.at("2026-11-23T08:10").desk() as desk:
        desk.hold("2026-0001", entry(CLERK, "Bukti"))
        desk.save()
    journal.write_bytes(told)
    office.open_in_excel()
    done = office.pass_at("2026-11-23T15:30")
    assert {type(failure.error) for failure in done.failures} == {ActConflictError}
    assert CLERK not in office.log()


def test_nothing_to_enter_leaves_the_journal_as_it_is(office: Clerk) -> None:
    session = office.borrowed()
    session.save([])
    assert (session.journal.path.exists(), session.is_pending) == (False, False)


def test_a_register_that_is_read_only_is_no_open_one(office: Clerk) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.access", lambda *_: False)
        assert isinstance(session_on(office.register, lambda: office.moment), ClosedRegister)


def test_a_missing_register_is_told_once_and_found_again(office: Clerk) -> None:
    content = office.register.read_bytes()
    office.register.unlink()
    for moment in ("2026-11-23T15:30", "2026-11-23T15:35"):
        assert office.pass_at(moment).failures[0].error.exit_code == 4
    office.register.write_bytes(content)
    assert len(office.pass_at("2026-11-23T15:40").made) == 2
    assert office.log().count("GALAT Register tidak ditemukan. ") == 1
    assert str(office.folder) not in office.log()


def test_a_damaged_register_is_told_and_tried_again(office: Clerk) -> None:
    content = office.register.read_bytes()
    office.register.write_bytes(content[: len(content) // 2])
    office.pass_at("2026-11-23T15:30")
    assert (
        "GALAT Berkas bukan buku kerja Excel atau rusak. Pilih register yang benar" in office.log()
    )
    office.register.write_bytes(content)
    assert office.pass_at("2026-11-23T15:35").failures == []


def test_a_report_open_in_another_program_keeps_the_others_from_nothing(office: Clerk) -> None:
    (office.folder / "laporan" / "rekap_2026-11-23.xlsx").mkdir()
    done = office.pass_at("2026-11-23T15:30")
    assert [failure.report for failure in done.failures] == [RECAP]
    assert len(done.made) == 1
    assert "GALAT Rekap Harian: rekap_2026-11-23.xlsx: Laporan tidak dapat disimpan" in office.log()


def test_broken_rows_are_left_out_and_told_by_their_number(office: Clerk) -> None:
    office._patched({("Register", "B4"): "kemarin"}, {})
    office.pass_at("2026-11-23T08:00")
    assert (
        "Tidak dihitung karena barisnya rusak: 2026-0001. Jalankan: pengaduan periksa"
        in office.log()
    )


def test_what_stands_where_a_number_should_is_only_counted(office: Clerk) -> None:
    office._patched({("Register", "A4"): "Budi Santoso", ("Register", "B4"): "kemarin"}, {})
    office.pass_at("2026-11-23T08:00")
    assert "Budi" not in office.log()
    assert "barisnya rusak: " in office.log()


def test_a_calendar_that_cannot_be_used_is_told(office: Clerk) -> None:
    office.type_in(HOURS, {}, "Hari", "besok")
    done = office.pass_at("2026-11-23T15:30")
    assert done.failures
    assert office.reports() == []


def test_nobody_who_complained_is_named_in_the_log(office: Clerk) -> None:
    office.at("2026-11-23T09:00").receive(name="Warga Rahasia", nik="9901010101010001")
    office.pass_at("2026-11-23T16:00")
    assert "Warga" not in office.log()
    assert "9901" not in office.log()
