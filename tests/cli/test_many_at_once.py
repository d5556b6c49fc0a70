"""Many complaints from a file, through the command line."""

from __future__ import annotations

import json

from cli_office import CLERK, CliOffice

CSV = """Saluran;Nama Pengadu;Perihal;Uraian;NIK;Tgl/Jam Terima
Surat;Warga A;Izin;Belum terbit;;23/11/2026 07.40
Merpati;Warga B;Izin;Belum terbit;123;
Telepon;Warga C;Izin;"Baris satu
baris dua";;
"""


def test_good_rows_enter_and_bad_ones_come_back(office: CliOffice) -> None:
    path = office.folder / "masuk.csv"
    path.write_text(CSV, encoding="utf-8")
    done = office.run("terima", "--oleh", CLERK, "--berkas", str(path))
    assert "2 pengaduan diterima, 1 ditolak." in done.out
    rejected = (office.folder / "masuk_ditolak.csv").read_text(encoding="utf-8-sig")
    assert "Warga B" in rejected
    assert "Saluran: 'Merpati' tidak dikenal" in rejected
    assert "NIK: bukan 16 angka" in rejected


def test_a_row_may_have_its_own_time(office: CliOffice) -> None:
    path = office.folder / "masuk.csv"
    path.write_text(CSV, encoding="utf-8")
    office.run("terima", "--oleh", CLERK, "--berkas", str(path))
    assert office.run("lihat", "2026-0001", "--json").data["diterima"] == "2026-11-23T07:40+07:00"


def test_a_mended_file_of_rejected_rows_enters(office: CliOffice) -> None:
    path = office.folder / "masuk.csv"
    path.write_text(CSV, encoding="utf-8")
    office.run("terima", "--oleh", CLERK, "--berkas", str(path))
    rejected = office.folder / "masuk_ditolak.csv"
    text = rejected.read_text(encoding="utf-8-sig").replace("Merpati", "Surat").replace("123", "")
    rejected.write_text(text, encoding="utf-8")
    done = office.run("terima", "--oleh", CLERK, "--berkas", str(rejected), "--json")
    assert done.data == {
        "nomor": ["2026-0003"],
        "ditolak": 0,
        "berkas_ditolak": "",
        "tertunda": False,
    }


def test_json_rows_enter_with_one_save(office: CliOffice) -> None:
    row = {"saluran": "Surat", "nama_pengadu": "Warga", "perihal": "Izin", "rahasia": True}
    rows = [row | {"uraian": f"Lama {n}"} for n in range(120)]
    path = office.folder / "masuk.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    done = office.run("terima", "--oleh", CLERK, "--berkas", str(path))
    assert "120 pengaduan diterima, 0 ditolak." in done.out
    assert "100/120 ..." in done.err
    assert len(list((office.folder / "cadangan").iterdir())) == 1
