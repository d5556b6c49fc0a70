"""Returning, holding, resuming, forwarding and withdrawing through the command line."""

from __future__ import annotations

import hashlib

import pytest
from cli_office import CLERK, HEAD, TEAM, CliOffice

from pengaduan_xl.domain.completeness import UnknownItemError


@pytest.fixture
def third(office: CliOffice) -> tuple[CliOffice, str]:
    """An office with a case in step 3 since Monday 08.10."""
    number = office.receive()
    assert office.at("2026-11-23T08:05").finish(number, CLERK).code == 0
    assert office.at("2026-11-23T08:10").finish(number, CLERK).code == 0
    return office, number


def fingerprint(office: CliOffice) -> str:
    return hashlib.sha256(office.register.read_bytes()).hexdigest()


def test_receiving_gives_number_step_and_deadline(office: CliOffice) -> None:
    done = office.run(
        "terima", "--oleh", CLERK, "--saluran", "Surat", "--nama-pengadu", "A", "--perihal", "B",
        "--uraian", "C", "--json",
    )  # fmt: skip
    assert done.data["nomor"] == "2026-0001"
    assert done.data["tahap"] == 1
    assert done.data["tenggat"] == "2026-11-23T08:15+07:00"


def test_receiving_says_what_comes_next(office: CliOffice) -> None:
    done = office.run(
        "terima", "--oleh", CLERK, "--saluran", "telepon", "--nama-pengadu", "A", "--perihal", "B",
        "--uraian", "C",
    )  # fmt: skip
    assert "2026-0001: pengaduan diterima. Status: Diterima." in done.out
    assert "Tahap 1: Penerimaan pengaduan (Petugas Pengaduan)" in done.out
    assert "Tenggat tahap: 23/11/2026 08.15" in done.out


def test_finishing_step_two_makes_its_letters(third: tuple[CliOffice, str]) -> None:
    office, number = third
    made = sorted(path.name for path in (office.folder / "surat/2026").iterdir())
    assert made == [f"{number}_formulir.docx", f"{number}_tanda-terima.docx"]


def test_a_review_returns_the_file(third: tuple[CliOffice, str]) -> None:
    office, number = third
    done = office.run("kembalikan", number, "--oleh", HEAD, "--alasan", "KTP kurang", "--json")
    assert (done.code, done.data["tahap"], done.data["pelaksana"]) == (0, 2, "Petugas Pengaduan")


def test_returning_without_a_reason_is_refused(third: tuple[CliOffice, str]) -> None:
    office, number = third
    before = fingerprint(office)
    done = office.run("kembalikan", number, "--oleh", HEAD)
    assert done.code == 3
    assert "mewajibkannya untuk 'kembali'" in done.err
    assert done.err.endswith("Tidak ada yang ditulis.\n")
    assert fingerprint(office) == before


def test_a_hold_stops_the_clock_and_resuming_gives_the_time_back(
    third: tuple[CliOffice, str],
) -> None:
    office, number = third
    held = office.at("2026-11-23T08:30").run(
        "tunda", number, "--oleh", HEAD, "--alasan", "Bukti", "--json"
    )
    assert (held.data["status"], held.data["tenggat"]) == ("Menunggu Kelengkapan", None)
    back = office.at("2026-11-24T09:00").run("lanjut", number, "--oleh", CLERK, "--json")
    assert back.data["tenggat"] == "2026-11-24T09:40+07:00"


def test_a_held_case_does_not_move(third: tuple[CliOffice, str]) -> None:
    office, number = third
    office.run("tunda", number, "--oleh", HEAD, "--alasan", "Bukti")
    done = office.finish(number, HEAD)
    assert "Pengaduan sedang menunggu kelengkapan dari pengadu" in done.err


def test_forwarding_ends_the_case(third: tuple[CliOffice, str]) -> None:
    office, number = third
    done = office.run(
        "limpahkan", number, "--oleh", HEAD, "--kepada", "Dinas Kesehatan", "--alasan", "Bukan wewenang",
        "--json",
    )  # fmt: skip
    assert (done.data["status"], done.data["tahap"]) == ("Dilimpahkan", None)
    seen = office.run("lihat", number, "--json").data
    assert seen["hasil"] == "Kepada Dinas Kesehatan. Bukan wewenang"


def test_withdrawing_ends_the_case(third: tuple[CliOffice, str]) -> None:
    office, number = third
    done = office.run("cabut", number, "--oleh", HEAD, "--alasan", "Diminta pengadu", "--json")
    assert done.data["status"] == "Dicabut"


def test_a_hold_past_its_date_counts_as_withdrawn(third: tuple[CliOffice, str]) -> None:
    office, number = third
    office.run("tunda", number, "--oleh", HEAD, "--alasan", "Bukti")
    early = office.run("cabut", number, "--dianggap", "--oleh", HEAD, "--alasan", "Lewat batas")
    assert "Batas melengkapi berkas 23/12/2026 23.59 belum lewat" in early.err
    office.at("2026-12-28T08:00")
    late = office.run(
        "cabut", number, "--dianggap", "--oleh", HEAD, "--alasan", "Lewat batas", "--json"
    )
    assert late.data["status"] == "Dianggap Dicabut"


def test_all_refusals_come_at_once(third: tuple[CliOffice, str]) -> None:
    office, number = third
    done = office.run("selesai", number, "--oleh", TEAM, "--waktu", "24/11/2026 08.00")
    assert done.code == 3
    assert "2026-0001: ditolak karena 4 hal:" in done.err
    assert "Tim Teknis Contoh tidak berwenang pada tahap 3" in done.err
    assert "Waktu kejadian 24/11/2026 08.00 belum terjadi" in done.err


def test_a_step_with_automatic_letters_names_all_its_refusals_too(office: CliOffice) -> None:
    number = office.receive()
    office.finish(number, CLERK)
    done = office.run("selesai", number, "--oleh", TEAM, "--waktu", "22/11/2026 08.00")
    assert "2026-0001: ditolak karena 3 hal:" in done.err
    for problem in ("tidak berwenang", "Kelengkapan tahap 2", "mendahului peristiwa terakhir"):
        assert problem in done.err
    assert "formulir' untuk" not in done.err


def test_an_override_is_recorded_with_its_reason(third: tuple[CliOffice, str]) -> None:
    office, number = third
    done = office.run(
        "selesai", number, "--oleh", TEAM, "--paksa", "--alasan", "Kepala Seksi sakit", "--json"
    )
    assert done.code == 0
    assert office.run("periksa").code == 0


def test_an_override_without_a_reason_is_refused(third: tuple[CliOffice, str]) -> None:
    office, number = third
    done = office.run("selesai", number, "--oleh", TEAM, "--paksa")
    assert "aturan dikesampingkan (Pengecualian atau --paksa)" in done.err


def test_skipping_the_visit_is_off_by_default(third: tuple[CliOffice, str]) -> None:
    office, number = third
    done = office.finish(number, HEAD, "--ke", "6", "--alasan", "Tidak perlu")
    assert "'lompat' ke tahap 6 dari tahap 3" in done.err


def test_completeness_may_be_given_by_its_place(office: CliOffice) -> None:
    number = office.receive()
    done = office.run("selesai", number, "--oleh", CLERK, "--lengkap", "1", "--json")
    assert done.data["tahap"] == 2


@pytest.mark.parametrize("word", ["9", "Kartu keluarga"])
def test_what_the_list_does_not_hold_cannot_be_on_file(office: CliOffice, word: str) -> None:
    done = office.run("selesai", office.receive(), "--oleh", CLERK, "--lengkap", word)
    assert done.code == 5
    assert str(UnknownItemError(word, ("Pengaduan tertulis dan/atau lisan",))) in done.err
    assert (
        f"Kelengkapan: '{word}' bukan kelengkapan tahap ini. Pilih dari daftarnya (1 Peng"
        in done.err
    )


def test_an_unknown_number_is_not_found(office: CliOffice) -> None:
    done = office.finish("2026-0099", CLERK)
    assert done.code == 4
    assert "Pengaduan '2026-0099' tidak ada di register" in done.err


def test_an_unknown_officer_is_not_found(office: CliOffice) -> None:
    done = office.run("terima", "--oleh", "Siapa")
    assert done.code == 4
    assert "Pegawai 'Siapa' tidak ada atau tidak berlaku pada 23/11/2026" in done.err


def test_an_officer_may_be_named_by_nip(office: CliOffice) -> None:
    number = office.receive()
    done = office.finish(number, f"{1:018d}")
    assert done.code == 0


def test_a_deadline_in_a_year_without_holidays_comes_with_a_warning(office: CliOffice) -> None:
    office.at("2028-01-03T08:00")
    done = office.run(
        "terima", "--oleh", CLERK, "--saluran", "Surat", "--nama-pengadu", "A", "--perihal", "B",
        "--uraian", "C",
    )  # fmt: skip
    assert done.code == 0
    assert "Peringatan:" in done.err
    assert "2028" in done.err
