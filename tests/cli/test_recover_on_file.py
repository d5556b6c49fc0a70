"""The command ``pulihkan`` as staff and programs use it."""

from __future__ import annotations

import io
import sys

import pytest
from cli_office import CLERK, CliOffice

FIRST, SECOND = "2026-0001", "2026-0002"
COMPLETE = "Register memuat semua tindakan di jurnal.\n"


def answering(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.fixture
def robbed(office: CliOffice) -> CliOffice:
    """An office whose second complaint was lost when an old copy was put back."""
    office.receive()
    old = office.register.read_bytes()
    office.receive()
    office.register.write_bytes(old)
    return office


def test_a_complete_register_is_told_so(office: CliOffice) -> None:
    office.receive()
    assert office.run("pulihkan").out == COMPLETE
    assert office.run("pulihkan", "--json").data == {"dimasukkan": [], "kurang": []}


def test_an_act_made_while_excel_has_the_register_open_is_told_to_wait(office: CliOffice) -> None:
    mark = office.folder / "~$Register_Pengaduan.xlsx"
    mark.touch()
    done = office.run("terima", "--oleh", CLERK, "--saluran", "Surat", "--nama-pengadu", "A",
                      "--perihal", "B", "--uraian", "C", "--json")  # fmt: skip
    assert (done.code, done.data["tertunda"]) == (0, True)
    assert "jangan diulangi" in done.data["peringatan"][-1]
    assert "1 tindakan menunggu di jurnal" in office.run("daftar").err
    mark.unlink()
    assert "1 tindakan dimasukkan ke register." in office.run("pulihkan").out


@pytest.mark.parametrize("answer", ["y\n", "Ya\n"])
def test_lost_acts_come_back_when_staff_agree(
    robbed: CliOffice, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    answering(monkeypatch, answer)
    done = robbed.run("pulihkan")
    assert "Tindakan di jurnal yang tidak ada di register (1)" in done.out
    assert "1 tindakan dimasukkan ke register." in done.out
    assert robbed.run("periksa").code == 0


@pytest.mark.parametrize("answer", ["t\n", "\n"])
def test_lost_acts_stay_away_when_staff_do_not_agree(
    robbed: CliOffice, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    before = robbed.register.read_bytes()
    answering(monkeypatch, answer)
    done = robbed.run("pulihkan")
    assert (done.code, "Tidak ada yang diubah." in done.out) == (1, True)
    assert robbed.register.read_bytes() == before


def test_where_nobody_can_answer_the_command_says_how(
    robbed: CliOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "")
    done = robbed.run("pulihkan")
    assert (done.code, "Tidak ada yang menjawab; tambahkan --ya" in done.err) == (2, True)


def test_a_program_is_told_and_then_decides(robbed: CliOffice) -> None:
    told = robbed.run("pulihkan", "--json")
    lost = {
        "waktu": "2026-11-23T08:00+07:00",
        "nomor": SECOND,
        "tindakan": "Diterima",
        "pelaksana": CLERK,
        "keadaan": "hilang",
    }
    assert (told.code, told.data) == (1, {"dimasukkan": [], "kurang": [lost]})
    done = robbed.run("pulihkan", "--ya", "--json")
    assert (done.code, done.data) == (0, {"dimasukkan": [lost], "kurang": []})


def test_an_act_that_cannot_come_back_is_told(robbed: CliOffice) -> None:
    journal = robbed.register.with_name("Register_Pengaduan.xlsx.jurnal")
    old = journal.read_bytes()
    journal.unlink()
    robbed.at("2026-11-23T09:00").receive()
    journal.write_bytes(old)
    done = robbed.run("pulihkan", "--ya")
    assert (done.code, "0 tindakan dimasukkan" in done.out) == (1, True)
    assert "No. Register 2026-0002 sudah dipakai pengaduan lain" in done.err
    assert robbed.run("pulihkan", "--ya", "--json").data["kurang"][0]["nomor"] == SECOND


def test_a_foreign_journal_is_told_before_the_question(
    robbed: CliOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = robbed.register.with_name("Register_Pengaduan.xlsx.jurnal")
    journal.write_bytes(journal.read_bytes() + b"coretan\n")
    answering(monkeypatch, "t\n")
    assert "Jurnal rusak pada baris 6.\n" in robbed.run("pulihkan").out


def test_lost_acts_are_refused_with_a_reason(robbed: CliOffice) -> None:
    assert robbed.run("pulihkan", "--tolak").code == 5
    done = robbed.run("pulihkan", "--tolak", "--oleh", CLERK, "--alasan", "Salah catat")
    assert "Tindakan yang ditolak (1)" in done.out
    assert "Penolakan 1 tindakan dicatat; nomornya tidak dipakai ulang." in done.out
    assert robbed.receive() == "2026-0003"


def test_a_journal_set_aside_is_named(robbed: CliOffice) -> None:
    journal = robbed.register.with_name("Register_Pengaduan.xlsx.jurnal")
    journal.write_bytes(journal.read_bytes() + b"coretan\n")
    done = robbed.run("pulihkan", "--tolak", "--oleh", CLERK, "--alasan", "Rusak")
    assert "Jurnal lama disimpan: " in done.out
    again = robbed.run("pulihkan", "--tolak", "--oleh", CLERK, "--alasan", "Rusak", "--json")
    assert again.data == {"ditolak": [], "jurnal_disimpan": None}


def test_backups_are_listed(robbed: CliOffice) -> None:
    done = robbed.run("pulihkan", "--dari-cadangan")
    assert (done.code, "Cadangan (2)" in done.out) == (0, True)
    assert "1 tindakan; terakhir 2026-0002 Diterima" in done.out
    listed = robbed.run("pulihkan", "--dari-cadangan", "--json").data
    assert [(row["no"], row["pengaduan"], len(row["kurang"])) for row in listed] == [
        (1, 1, 1),
        (2, 0, 2),
    ]


def test_a_register_goes_back_to_a_backup_and_gets_its_acts_again(robbed: CliOffice) -> None:
    done = robbed.run("pulihkan", "--dari-cadangan", "2", "--ya")
    assert "Register dikembalikan ke Register_Pengaduan_20261123-0800_" in done.out
    assert "2 tindakan dimasukkan ke register." in done.out
    assert robbed.run("periksa").code == 0


def test_a_program_goes_back_to_a_backup(robbed: CliOffice) -> None:
    name = robbed.run("pulihkan", "--dari-cadangan", "--json").data[0]["berkas"]
    assert robbed.run("pulihkan", "--dari-cadangan", name, "--json").data == {"cadangan": None}
    done = robbed.run("pulihkan", "--dari-cadangan", name, "--ya", "--json").data
    assert (done["cadangan"], len(done["dimasukkan"])) == (name, 1)


def test_nothing_goes_back_without_a_yes(
    robbed: CliOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = robbed.register.read_bytes()
    answering(monkeypatch, "t\n")
    assert "Tidak ada yang diubah." in robbed.run("pulihkan", "--dari-cadangan", "2").out
    assert robbed.register.read_bytes() == before


def test_what_a_backup_lacks_for_good_and_one_that_is_broken_are_shown(robbed: CliOffice) -> None:
    robbed.register.with_name("Register_Pengaduan.xlsx.jurnal").unlink()
    robbed.at("2026-11-23T09:00").finish("2026-0001", CLERK)
    newest, *_ = sorted((robbed.folder / "cadangan").glob("*.xlsx"), reverse=True)
    newest.write_bytes(b"rusak")
    listed = robbed.run("pulihkan", "--dari-cadangan").out
    assert "bukan" in listed
    oldest = robbed.run("pulihkan", "--dari-cadangan", "--json").data[-1]
    assert oldest["tidak_dapat_dikembalikan"] == oldest["kurang"]


def test_a_backup_that_lacks_nothing_is_shown_so(office: CliOffice) -> None:
    office.receive()
    office.register.with_name("Register_Pengaduan.xlsx.jurnal").unlink()
    assert "tidak ada" in office.run("pulihkan", "--dari-cadangan").out
