"""Lists, reports and the audit through the command line."""

from __future__ import annotations

import pytest
from cli_office import CLERK, CliOffice

from pengaduan_xl.register.patch import patch_workbook


@pytest.fixture
def busy(office: CliOffice) -> CliOffice:
    """An office with two cases, the second confidential, a day later."""
    office.receive()
    office.receive("--rahasia", "Ya", "--terlapor", "Usaha Contoh", "--nik", "9901010101010001")
    return office.at("2026-11-24T10:00")


def damaged(office: CliOffice, cell: str, value: str | int) -> CliOffice:
    """Change one cell of Register past the desk, as a hand would."""
    copy = office.folder / "salinan.xlsx"
    patch_workbook(office.register, copy, cells={("Register", cell): value})
    copy.replace(office.register)
    return office


def test_the_list_shows_open_cases(busy: CliOffice) -> None:
    done = busy.run("daftar")
    assert "Daftar pengaduan (2)" in done.out
    assert "23/11/2026 08.15" in done.out


def test_the_list_filters_by_status_and_step(busy: CliOffice) -> None:
    busy.finish("2026-0001", CLERK, "--alasan", "Antrean")
    assert [row["nomor"] for row in busy.run("daftar", "--tahap", "2", "--json").data] == [
        "2026-0001"
    ]
    listed = busy.run("daftar", "--status", "diterima", "--json").data
    assert [row["nomor"] for row in listed] == ["2026-0002"]


def test_closed_cases_are_listed_on_request(busy: CliOffice) -> None:
    busy.run("cabut", "2026-0001", "--oleh", CLERK, "--alasan", "Diminta")
    assert len(busy.run("daftar", "--json").data) == 1
    assert len(busy.run("daftar", "--semua", "--json").data) == 2


def test_a_confidential_complainant_is_not_shown(busy: CliOffice) -> None:
    done = busy.run("lihat", "2026-0002")
    assert "Pengadu (dirahasiakan)" in done.out
    assert "Warga Contoh" not in done.out
    assert "9901********0001" in done.out


def test_one_case_is_shown_with_its_history(busy: CliOffice) -> None:
    done = busy.run("lihat", "2026-0001")
    assert "Warga Contoh" in done.out
    assert "Diterima" in done.out
    assert "23/11/2026 08.00" in done.out


def test_the_recap_counts_and_is_filed(busy: CliOffice) -> None:
    done = busy.run("rekap", "--tanggal", "23/11/2026", "--json")
    assert (done.data["Masuk"], done.data["Lisan"], done.data["Sisa"]) == (2, 2, 2)
    assert (busy.folder / "laporan" / "rekap_2026-11-23.xlsx").is_file()


def test_the_recap_may_be_made_twice(busy: CliOffice) -> None:
    first = busy.run("rekap", "--tanggal", "23/11/2026")
    assert (first.code, "Berkas:" in first.out) == (0, True)
    assert busy.run("rekap", "--tanggal", "23/11/2026").code == 0
    assert busy.run("periksa").code == 0


def test_the_recap_is_signed_by_the_clerk_or_by_whom_is_named(busy: CliOffice) -> None:
    assert busy.run("rekap", "--json").data["Petugas"] == "Petugas Contoh"
    named = busy.run("rekap", "--petugas", "Kepala Seksi Contoh", "--json")
    assert named.data["Petugas"] == "Kepala Seksi Contoh"
    assert busy.run("rekap", "--petugas", "Siapa").code == 4


def test_the_recap_of_a_day_to_come_is_refused(busy: CliOffice) -> None:
    done = busy.run("rekap", "--tanggal", "25/11/2026")
    assert done.code == 5


def test_the_overdue_list_explains_itself(busy: CliOffice) -> None:
    done = busy.run("terlambat", "--alasan-tenggat")
    assert "2026-0001:" in done.out
    assert "(dirahasiakan)" in done.out
    assert (busy.folder / "laporan" / "terlambat_2026-11-24_1000.xlsx").is_file()


def test_the_overdue_list_is_json_where_a_program_reads(busy: CliOffice) -> None:
    rows = busy.run("terlambat", "--json").data["terlambat"]
    assert {row["nomor"] for row in rows} == {"2026-0001", "2026-0002"}
    assert all(row["menit_terlambat"] == 555 for row in rows)


def test_a_broken_row_is_left_out_of_reports_and_said_so(busy: CliOffice) -> None:
    damaged(busy, "B4", "kemarin")
    done = busy.run("terlambat")
    assert "Tidak dihitung karena barisnya rusak: 2026-0001" in done.err
    assert busy.run("rekap", "--json").data["tidak_dihitung"] == ["2026-0001"]


def test_an_act_on_a_broken_row_is_refused_with_its_cell(busy: CliOffice) -> None:
    damaged(busy, "B4", "kemarin")
    done = busy.finish("2026-0001", CLERK)
    assert done.code == 6
    assert "Register!B4 (2026-0001): Bukan tanggal dan jam" in done.err


def test_the_audit_names_the_cell_changed_by_hand(busy: CliOffice) -> None:
    damaged(busy, "U4", 7)
    done = busy.run("periksa")
    assert done.code == 1
    assert "Register!U4 (2026-0001): Tahap tertulis '7', menurut Riwayat '1'" in done.out
    assert "1 temuan." in done.out


def test_the_audit_speaks_json_and_takes_any_path(busy: CliOffice) -> None:
    damaged(busy, "U4", 7)
    done = busy.run("periksa", str(busy.register), "--json")
    assert [finding["sel"] for finding in done.data] == ["U4"]
