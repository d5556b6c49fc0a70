"""The command jadwal: one pass, how things stand, and handing the work to the system."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest
from cli_office import CliOffice, run

from pengaduan_xl import resources
from pengaduan_xl.cli import schedule as command
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.schema_rules import HOURS, SCHEDULE
from pengaduan_xl.scheduler import loop, starter
from pengaduan_xl.scheduler.loop import alone
from pengaduan_xl.scheduler.starter import NOT_FOUND, Answer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Cron:
    """A computer that has cron and nothing else."""

    def __init__(self) -> None:
        self.table = b""

    def run(self, arguments: Sequence[str], content: bytes = b"") -> Answer:
        if arguments[0] != "crontab":
            return Answer(NOT_FOUND)
        if arguments[1] == "-l":
            return Answer(0, self.table)
        self.table = b"" if arguments[1] == "-r" else content
        return Answer(0)


@pytest.fixture(autouse=True)
def cron(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cron:
    """The computer on which the command runs."""
    computer = Cron()
    machine = resources.this_machine()._replace(platform="linux", home=tmp_path, environ={})
    monkeypatch.setattr(command, "this_machine", lambda: machine)
    monkeypatch.setattr(starter, "run_program", computer.run)
    return computer


def test_one_pass_makes_what_is_due_and_says_so(office: CliOffice) -> None:
    done = office.at("2026-11-23T15:31").run("jadwal", "--sekali")
    assert done.code == 0
    assert done.out.splitlines()[:2] == [
        "Laporan otomatis dimulai 23/11/2026.",
        "Daftar Terlambat dibuat susulan (seharusnya 23/11/2026 13.00): terlambat_2026-11-23_1531.xlsx "
        "(lewat waktu 0, mendekati tenggat 0)",
    ]
    assert "Rekap Harian 23/11/2026 dibuat: rekap_2026-11-23.xlsx" in done.out
    assert office.run("jadwal", "--sekali").out == "Tidak ada laporan yang sudah waktunya.\n"


def test_one_pass_is_json_where_a_program_reads(office: CliOffice) -> None:
    data = office.at("2026-11-23T15:31").run("jadwal", "--sekali", "--json").data
    assert [line.partition(" dibuat")[0] for line in data["dibuat"]] == [
        "Daftar Terlambat",
        "Rekap Harian 23/11/2026",
    ]
    assert data["gagal"] == []


def test_a_failure_is_told_and_gives_the_exit_code(office: CliOffice) -> None:
    office.register.unlink()
    done = office.run("jadwal", "--sekali")
    assert (done.code, done.err.splitlines()[0].partition(": ")[0]) == (4, "Galat")
    assert "Register tidak ditemukan" in done.err
    assert "Register tidak ditemukan" not in done.out
    assert office.run("jadwal", "--sekali", "--json").data["gagal"] != []


def test_a_pass_beside_a_running_scheduler_is_no_failure(office: CliOffice) -> None:
    with alone(office.folder / "laporan"):
        done = office.at("2026-11-23T15:31").run("jadwal", "--sekali")
    assert (done.code, done.out) == (0, "Jadwal kantor ini sedang dijalankan proses lain.\n")
    assert list(office.folder.glob("laporan/*.xlsx")) == []


def test_a_second_scheduler_is_refused(office: CliOffice) -> None:
    with alone(office.folder / "laporan"):
        done = office.run("jadwal")
    assert done.code == 7
    assert "Jadwal kantor ini sedang dijalankan proses lain" in done.err


def interrupt(usual: object) -> None:
    """Ask for the end as Ctrl-C does, a moment after the scheduler listens to it."""
    while signal.getsignal(signal.SIGINT) is usual:
        time.sleep(0.05)
    time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGINT)


def test_without_a_choice_it_runs_until_it_is_stopped(
    office: CliOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "STEP_SECONDS", 0.01)
    timer = threading.Thread(target=interrupt, args=[signal.getsignal(signal.SIGINT)])
    timer.start()
    done = office.at("2026-11-23T08:00").run("jadwal")
    timer.join()
    assert (done.code, done.out.splitlines()[-1]) == (0, "Jadwal dihentikan.")
    assert "Daftar Terlambat dibuat: terlambat_2026-11-23_0800.xlsx" in done.out


def test_the_status_tells_what_was_made_and_what_comes(office: CliOffice) -> None:
    office.at("2026-11-23T15:31").run("jadwal", "--sekali")
    done = office.run("jadwal", "--status")
    assert "Sedang berjalan   : tidak" in done.out
    assert "Penjadwal sistem  : belum dipasang (--pasang)" in done.out
    assert "Sumber jadwal     : lembar Jadwal" in done.out
    assert "23/11/2026 15.31 │ 24/11/2026 15.30" in done.out
    assert done.err == ""


def test_the_status_is_json_where_a_program_reads(office: CliOffice) -> None:
    office.run("jadwal", "--pasang")
    with alone(office.folder / "laporan"):
        data = office.run("jadwal", "--status", "--json").data
    assert (data["berjalan"], data["penjadwal"], data["lembar_jadwal"]) == (True, ["cron"], True)
    assert data["laporan"][2] == {
        "laporan": "Rekap Harian",
        "jam": "15:30",
        "hari": "hari kerja",
        "terakhir": None,
        "berikutnya": "2026-11-23T15:30+07:00",
    }


def test_the_status_tells_what_is_in_the_way(office: CliOffice) -> None:
    (office.folder / "laporan" / "jadwal.json").write_text("{", encoding="utf-8")
    office.register.unlink()
    done = office.run("jadwal", "--status")
    assert "Gangguan: jadwal.json: Catatan jadwal rusak." in done.err
    assert "Register tidak ditemukan" in done.err
    assert "Sumber jadwal" not in done.out


def test_the_status_tells_of_a_calendar_that_cannot_be_used(office: CliOffice) -> None:
    cells = {(HOURS.sheet, f"C{row}"): "besok" for row in range(4, 30)}
    copy = office.folder / "salinan.xlsx"
    patch_workbook(office.register, copy, cells=cells)
    copy.replace(office.register)
    done = office.run("jadwal", "--status")
    assert (done.code, "Sumber jadwal" in done.out) == (0, False)
    assert "Gangguan: Jam Kerja: Tidak ada satu pun hari kerja." in done.err


def test_the_status_remembers_the_last_pass(office: CliOffice) -> None:
    content = office.register.read_bytes()
    office.register.unlink()
    office.run("jadwal", "--sekali")
    office.register.write_bytes(content)
    assert "Gangguan: Register tidak ditemukan." in office.run("jadwal", "--status").err


@pytest.mark.parametrize("kind", ["none", "file"])
def test_the_status_of_an_office_without_a_folder_of_reports(office: CliOffice, kind: str) -> None:
    shutil.rmtree(office.folder / "laporan")
    if kind == "file":
        (office.folder / "laporan" / "jadwal.lock").mkdir(parents=True)
    assert "Sedang berjalan   : tidak" in office.run("jadwal", "--status").out


def test_the_system_is_handed_the_work_and_gives_it_back(office: CliOffice, cron: Cron) -> None:
    done = office.run("jadwal", "--pasang")
    assert (done.code, done.out.partition(" (")[0]) == (0, "cron: jadwal terpasang")
    assert str(office.register).encode() in cron.table
    assert "Penjadwal sistem  : cron" in office.run("jadwal", "--status").out
    assert office.run("jadwal", "--lepas").out.startswith("Jadwal dilepas (pengaduan-jadwal-")
    assert cron.table == b""
    assert office.run("jadwal", "--lepas").out.startswith("Jadwal tidak terpasang (")


def test_handing_over_is_json_where_a_program_reads(office: CliOffice) -> None:
    data = office.run("jadwal", "--pasang", "--json").data
    assert data["nama"].startswith("pengaduan-jadwal-")
    assert data["petunjuk"] == ["Lihat dengan: crontab -l"]
    assert len(office.run("jadwal", "--lepas", "--json").data["berkas"]) == 1


@pytest.mark.parametrize("options", [["--cetak"], ["--pasang", "--cetak"]])
def test_showing_writes_nothing(office: CliOffice, cron: Cron, options: list[str]) -> None:
    done = office.run("jadwal", *options)
    assert (done.code, done.out.count("\n"), cron.table) == (0, 3, b"")
    assert str(office.register) in done.out


def test_another_systems_files_may_be_shown(office: CliOffice) -> None:
    assert "<Interval>PT5M</Interval>" in office.run("jadwal", "--cetak", "--cara", "windows").out
    data = office.run("jadwal", "--cetak", "--cara", "systemd", "--json").data
    assert "OnCalendar=*:0/5" in data["isi"]


def test_a_register_that_is_not_there_is_not_handed_over(office: CliOffice, cron: Cron) -> None:
    office.register.unlink()
    assert office.run("jadwal", "--pasang").code == 4
    assert cron.table == b""


def test_a_computer_without_a_scheduler_is_told(
    office: CliOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starter, "run_program", lambda *_: Answer(NOT_FOUND))
    done = office.run("jadwal", "--pasang", "--json")
    assert json.loads(done.err)["galat"] == "NoStarterError"


def test_one_thing_is_asked_for_at_a_time() -> None:
    done = run("jadwal", "--sekali", "--lepas")
    assert done.code == 2
    assert "Pilih salah satu: --sekali, --lepas" in done.err


def test_findings_of_the_sheet_are_findings_of_the_audit(office: CliOffice) -> None:
    copy = office.folder / "salinan.xlsx"
    patch_workbook(office.register, copy, cells={(SCHEDULE.sheet, "B4"): "pagi"})
    copy.replace(office.register)
    done = office.run("periksa")
    assert (done.code, done.out.splitlines()[0]) == (
        1,
        '- Jadwal!B4: Jam "pagi" bukan jam. Tulis jam seperti 07.30.',
    )
