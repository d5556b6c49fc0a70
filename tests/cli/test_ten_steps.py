"""A case walked through all ten steps on a real file, with every letter made."""

from __future__ import annotations

import pytest
from cli_office import CHIEF, CLERK, HEAD, TEAM, CliOffice

INVITATION = {
    "tanggal_peninjauan": "25/11/2026",
    "pukul": "09.00 WIB",
    "tempat": "Jalan Contoh 5",
    "tujuan": "Lurah Contoh\\nPemilik usaha",
}
MINUTES = {
    "tanggal_bap": "25/11/2026",
    "tempat": "Jalan Contoh 5",
    "temuan": "Papan nama belum ada\\nSaluran air tertutup",
    "keterangan_pihak": "Pemilik usaha bersedia memperbaiki.",
    "pertimbangan_teknis": "Syarat bangunan belum dipenuhi.",
    "kesimpulan": "Pengaduan terbukti.",
}
STUDY = dict.fromkeys(
    ("persoalan", "praanggapan", "fakta", "analisis", "simpulan", "saran"), "Izin belum terbit."
)
REPLY = {
    "hasil_peninjauan": "Pengaduan terbukti.",
    "keputusan": "Izin diterbitkan.",
    "tindak_lanjut": "Perbaikan dalam 14 hari.",
}
VERIFIED = {"keputusan_peninjauan": "Ya", "pertimbangan_verifikasi": "Perlu dilihat."}
DELIVERED = {
    "cara_penyampaian": "Diserahkan langsung",
    "tanggal_penyampaian": "23/11/2026",
    "penerima": "Pengadu",
}
WALK: tuple[tuple[int, str, dict[str, dict[str, str]]], ...] = (
    (1, CLERK, {}),
    (2, CLERK, {"kartu-kendali": {}}),
    (3, HEAD, {"lembar-verifikasi": VERIFIED}),
    (4, HEAD, {"undangan": INVITATION}),
    (5, TEAM, {"bap": MINUTES}),
    (6, HEAD, {"telaahan": STUDY}),
    (7, CHIEF, {"disposisi": {"isi_disposisi": "Siapkan surat balasan."}}),
    (8, HEAD, {"draf-balasan": REPLY}),
    (9, CHIEF, {}),
    (10, CLERK, {"bukti-penyampaian": DELIVERED}),
)
ALL_LETTERS = {
    "bap", "bukti-penyampaian", "disposisi", "draf-balasan", "formulir", "kartu-kendali", "lembar-verifikasi",
    "surat-balasan", "tanda-terima", "telaahan", "undangan",
}  # fmt: skip


@pytest.fixture
def finished(office: CliOffice) -> tuple[CliOffice, str]:
    """An office with one case brought to its end, ten minutes a step."""
    number = office.receive()
    for step, by, letters in WALK:
        office.at(f"2026-11-23T{8 + step * 10 // 60:02d}:{step * 10 % 60:02d}")
        for key, fields in letters.items():
            assert office.letter(number, key, by, **fields).code == 0
        done = office.finish(number, by)
        assert done.code == 0, done.err
        assert done.data["tahap"] == (step + 1 if step < 10 else None)
    return office, number


def test_a_case_ends_after_ten_steps(finished: tuple[CliOffice, str]) -> None:
    office, number = finished
    seen = office.run("lihat", number, "--json").data
    assert seen["status"] == "Selesai"
    assert seen["nomor_surat_balasan"] == "503/004/DPMPTSP-NAKER/XI/2026"
    assert [event["peristiwa"] for event in seen["riwayat"]].count("Tahap Selesai") == 10


def test_every_letter_lies_in_the_folder(finished: tuple[CliOffice, str]) -> None:
    office, number = finished
    files = {path.name for path in (office.folder / "surat" / "2026").iterdir()}
    assert files == {f"{number}_{letter}.docx" for letter in ALL_LETTERS}


def test_the_audit_of_the_walked_register_finds_nothing(finished: tuple[CliOffice, str]) -> None:
    office, _ = finished
    done = office.run("periksa")
    assert (done.code, done.out) == (0, "Tidak ada temuan.\n")


def test_no_act_follows_the_end(finished: tuple[CliOffice, str]) -> None:
    office, number = finished
    done = office.finish(number, CLERK)
    assert done.code == 3
    assert "Pengaduan sudah selesai. Tidak ada tindakan lagi" in done.err


def test_a_lost_letter_is_made_again_with_the_same_bytes(finished: tuple[CliOffice, str]) -> None:
    office, number = finished
    path = office.folder / "surat" / "2026" / f"{number}_undangan.docx"
    before = path.read_bytes()
    path.unlink()
    assert office.letter(number, "undangan", HEAD).code == 0
    assert path.read_bytes() == before
