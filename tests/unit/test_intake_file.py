"""Many complaints from a CSV or JSON file: every good row enters, every bad one comes back to be mended."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from register_samples import ENTRY, desk, fingerprint, place

from pengaduan_xl.domain.officers import OfficerNotFoundError
from pengaduan_xl.intake_file import (
    REASON,
    IntakeFileNotFoundError,
    IntakeFileUnreadableError,
    Received,
    RejectedFileError,
    UnknownHeadingError,
    read_rows,
    receive_file,
)

if TYPE_CHECKING:
    from pengaduan_xl.desk import Entry
    from pengaduan_xl.domain.complaint import Complaint

HEADINGS = "Saluran,Nama Pengadu,Perihal,Uraian"
GOOD = "Telepon,Warga,Izin,Belum terbit"
BAD = "Merpati,Warga,Izin,Belum terbit"


class Office:
    """An office that is handed files; ``complaints`` holds what entered beyond the first four."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.register = place(folder)
        self.progress: list[tuple[int, int]] = []
        self.complaints: list[Complaint] = []

    def file(self, content: str | bytes, name: str = "masuk.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def hand_in(self, path: Path, entry: Entry = ENTRY) -> Received:
        with desk(self.register) as opened:
            done = receive_file(opened, path, entry, lambda *step: self.progress.append(step))
            opened.save()
            self.complaints = [case.complaint for case in opened.ledger.cases()][4:]
        return done

    def receive(self, content: str | bytes, name: str = "masuk.csv") -> Received:
        return self.hand_in(self.file(content, name))

    def refused(self, content: str | bytes, name: str = "masuk.csv") -> str:
        """Return the text of the error that a file gives; nothing may have entered."""
        before = fingerprint(self.register)
        with pytest.raises((IntakeFileUnreadableError, UnknownHeadingError)) as caught:
            self.receive(content, name)
        assert fingerprint(self.register) == before
        return str(caught.value)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def records(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_every_row_of_a_csv_file_enters_in_its_order(office: Office) -> None:
    done = office.receive(f"{HEADINGS}\n{GOOD}\nSurat,Lain,Perihal 2,Uraian 2\n")
    assert done == Received(["2026-0005", "2026-0006"], 0, None)
    assert [complaint.subject for complaint in office.complaints] == ["Izin", "Perihal 2"]
    assert office.progress == [(1, 2), (2, 2)]


FORMS: dict[str, str | bytes] = {
    "a byte order mark": f"\ufeff{HEADINGS}\n{GOOD}\n",
    "semicolons": f"{HEADINGS}\n{GOOD}\n".replace(",", ";"),
    "line ends of Windows": f"{HEADINGS}\r\n{GOOD}\r\n",
    "headings in other letters": f"saluran,NAMA_PENGADU,perihal ,uraian\n{GOOD}",
    "columns in another order": "Uraian,Perihal,Nama Pengadu,Saluran\nBelum terbit,Izin,Warga,Telepon",
    "blank rows": f"{HEADINGS}\n\n,,,\n{GOOD}\n\n",
    "empty columns at the end": f"{HEADINGS},,\n{GOOD},,\n",
    "empty cells past the headings": f"{HEADINGS}\n{GOOD},,,\n",
    "quotes": f'{HEADINGS}\n"Telepon","Warga","Izin","Belum terbit"\n',
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_csv_files_of_many_makes_give_the_same(office: Office, content: str) -> None:
    office.receive(content)
    complaint = office.complaints[0]
    assert (complaint.channel, complaint.name) == ("Telepon", "Warga")
    assert (complaint.subject, complaint.description) == ("Izin", "Belum terbit")


def test_quoted_texts_keep_their_lines_and_delimiters(office: Office) -> None:
    office.receive(
        f'{HEADINGS};NIK\nTelepon,Warga,"Izin, ""lama"";","satu\r\ndua",\n'.replace(";NIK", "")
    )
    assert office.complaints[0].subject == 'Izin, "lama";'
    assert office.complaints[0].description == "satu\ndua"


def test_a_short_row_has_empty_cells_at_its_end(office: Office) -> None:
    office.receive(f"{HEADINGS},Bukti,Lokasi\n{GOOD},Foto\n")
    assert (office.complaints[0].evidence, office.complaints[0].location) == ("Foto", "")


def test_json_objects_enter_with_texts_numbers_and_truth(office: Office) -> None:
    row = {"saluran": "Telepon", "nama_pengadu": "Warga", "perihal": "Izin", "uraian": "Belum"}
    more: dict[str, Any] = {"nik": 1672010101900001, "rahasia": True, "bukti": None}
    office.receive(json.dumps([row | more, row | {"rahasia": False}]), "masuk.JSON")
    first, second = office.complaints
    assert (first.nik, first.confidential, first.evidence) == ("1672010101900001", True, "")
    assert second.confidential is False


def test_each_row_may_have_its_own_time(office: Office) -> None:
    office.receive(f"{HEADINGS},Tgl/Jam Terima\n{GOOD},20/11/2026 10.15\n{GOOD},\n")
    received = [complaint.received.isoformat() for complaint in office.complaints]
    assert received == ["2026-11-20T10:15:00", "2026-11-23T07:30:00"]


def test_a_bad_row_comes_back_with_every_reason_and_the_good_ones_enter(office: Office) -> None:
    done = office.receive(f"{HEADINGS},NIK\n{GOOD},\nMerpati,Warga,,Belum terbit,12\n")
    assert (done.numbers, done.rejected) == (["2026-0005"], 1)
    assert done.file == office.folder / "masuk_ditolak.csv"
    assert records(done.file)[0] == {
        "Saluran": "Merpati", "Nama Pengadu": "Warga", "Perihal": "", "Uraian": "Belum terbit", "NIK": "12",
        REASON: (
            "Perihal: wajib diisi (Isi Perihal); Saluran: 'Merpati' tidak dikenal (Pilih: Datang langsung, "
            "Surat, Telepon, Pos-el, Media sosial, SP4N-LAPOR!); NIK: bukan 16 angka (Isi 16 angka KTP, "
            "atau kosongkan bila tidak ada)"
        ),
    }  # fmt: skip


TIMES = {
    "kemarin": "Tgl/Jam Terima: 'kemarin' bukan waktu (Tulis seperti 23/11/2026 07.30)",
    "23/11/2030 08.00": "Waktu kejadian 23/11/2030 08.00 belum terjadi",
    "01/01/1850": "Tanggal 01/01/1850 di luar kalender 01/01/2000 sampai 31/12/2099 (Periksa tahunnya)",
}


@pytest.mark.parametrize("moment", TIMES)
def test_a_row_of_an_impossible_time_comes_back(office: Office, moment: str) -> None:
    done = office.receive(f"{HEADINGS},Tgl/Jam Terima\n{GOOD},{moment}\n{GOOD},\n")
    assert (done.numbers, done.rejected) == (["2026-0005"], 1)
    assert done.file is not None
    assert TIMES[moment] in records(done.file)[0][REASON]


def test_without_a_valid_officer_the_whole_file_is_refused(office: Office) -> None:
    path = office.file(f"{HEADINGS}\n{GOOD}\n")
    with pytest.raises(OfficerNotFoundError):
        office.hand_in(path, replace(ENTRY, by="Tiada"))


def test_rejected_rows_can_be_mended_and_handed_in_again(office: Office) -> None:
    first = office.receive(f"{HEADINGS}\n{GOOD}\n{BAD}\n")
    assert first.file is not None
    first.file.write_bytes(first.file.read_bytes().replace(b"Merpati", b"Surat"))
    second = office.hand_in(first.file)
    assert second == Received(["2026-0006"], 0, None)


def test_rows_mended_wrongly_come_back_once_more(office: Office) -> None:
    first = office.receive(f"{HEADINGS}\n{BAD}\n")
    assert first.file is not None
    second = office.hand_in(first.file)
    assert second.file == office.folder / "masuk_ditolak_ditolak.csv"
    assert list(records(second.file)[0]).count(REASON) == 1


def test_rejected_rows_keep_the_delimiter_of_their_file(office: Office) -> None:
    done = office.receive(f"{HEADINGS}\n{BAD}\n".replace(",", ";"))
    assert done.file is not None
    assert records(done.file, ";")[0]["Saluran"] == "Merpati"


def test_rejected_json_rows_come_back_as_json(office: Office) -> None:
    row = {"Saluran": "Merpati", "Nama Pengadu": "Warga 😟", "Perihal": "=1+1", "Uraian": "\ud800"}
    done = office.receive(json.dumps([row]), "masuk.json")
    assert done.file == office.folder / "masuk_ditolak.json"
    returned = json.loads(done.file.read_text(encoding="utf-8"))[0]
    assert (returned["Nama Pengadu"], returned["Perihal"]) == ("Warga 😟", "=1+1")


FORMULAS = ("=HYPERLINK(1)", "+62812", "-1", "@jumlah", "'=satu", "''+dua", "'kutip", "biasa")


@pytest.mark.parametrize("text", FORMULAS)
def test_rejected_texts_are_no_formulas_in_excel_and_come_back_as_they_were(
    office: Office, text: str
) -> None:
    first = office.receive(f"{HEADINGS}\nMerpati,Warga,{text},Belum terbit\n")
    assert first.file is not None
    assert records(first.file)[0]["Perihal"][0] not in "=+-@"
    first.file.write_bytes(first.file.read_bytes().replace(b"Merpati", b"Surat"))
    office.hand_in(first.file)
    assert office.complaints[0].subject == text


def test_a_half_mended_file_of_rejected_rows_is_not_written_over(office: Office) -> None:
    first = office.receive(f"{HEADINGS}\n{BAD}\n")
    assert first.file is not None
    first.file.write_text("sedang diperbaiki", encoding="utf-8")
    names = [office.receive(f"{HEADINGS}\n{BAD}\n").file for _ in range(2)]
    assert [path.name for path in names if path] == ["masuk_ditolak_2.csv"] * 2
    assert first.file.read_text(encoding="utf-8") == "sedang diperbaiki"


def test_nothing_enters_when_the_rejected_rows_cannot_be_written(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = office.file(f"{HEADINGS}\n{GOOD}\n{BAD}\n")
    before = fingerprint(office.register)

    def full(self: Path, content: bytes) -> None:
        with self.open("wb") as file:
            file.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(RejectedFileError) as caught:
        office.hand_in(path)
    assert str(caught.value) == (
        "masuk_ditolak.csv: Berkas baris yang ditolak tidak dapat ditulis. Tutup berkas itu atau periksa "
        "izin foldernya, lalu ulangi. Tidak ada yang ditulis."
    )
    assert fingerprint(office.register) == before
    assert not (office.folder / "masuk_ditolak.csv").exists()


def test_a_missing_file_is_named(office: Office) -> None:
    path = office.folder / "tiada.csv"
    with pytest.raises(IntakeFileNotFoundError) as caught:
        read_rows(path)
    assert str(caught.value) == (
        f"{path}: Berkas pengaduan tidak ditemukan. Periksa letaknya. Tidak ada yang ditulis."
    )


def test_a_folder_is_no_file_of_complaints(office: Office) -> None:
    with pytest.raises(IntakeFileUnreadableError, match="tidak terbaca: tidak dapat dibuka"):
        read_rows(office.folder)


UNREADABLE: dict[str, tuple[str, str | bytes, str]] = {
    "other encoding": ("masuk.csv", "Uraian\né".encode("latin-1"), "bukan teks UTF-8"),
    "a workbook": ("masuk.xlsx", b"PK\x03\x04\xff\xfe", "bukan teks UTF-8"),
    "nothing": ("masuk.csv", "", "tidak ada baris data"),
    "headings only": ("masuk.csv", f"{HEADINGS}\n", "tidak ada baris data"),
    "an open quote": ("masuk.csv", f'{HEADINGS}\n"Telepon', "baris 2 rusak"),
    "text after a quote": ("masuk.csv", f'{HEADINGS}\n"a"b,c,d,e', "baris 2 rusak"),
    "cells without heading": ("masuk.csv", f"{HEADINGS}\n{GOOD},lebih", "baris 2 berisi kolom tanpa judul"),
    "cells below no heading": ("masuk.csv", f"{HEADINGS},\n{GOOD},lebih", "baris 2 berisi kolom tanpa judul"),
    "a heading twice": ("masuk.csv", f"{HEADINGS},perihal\n{GOOD},x", "kolom 'perihal' ada dua kali"),
    "no JSON": ("masuk.json", "Saluran,Uraian", "bukan JSON yang sah"),
    "endless JSON": ("masuk.json", "[" * 100_000, "bukan JSON yang sah"),
    "one object": ("masuk.json", '{"Uraian": "x"}', "bukan daftar objek"),
    "a list of texts": ("masuk.json", '["x"]', "bukan daftar objek"),
    "an empty list": ("masuk.json", "[]", "tidak ada baris data"),
    "a list in a row": ("masuk.json", '[{"Uraian": ["x"]}]', "ada nilai yang berupa daftar atau objek"),
    "an object in a row": ("masuk.json", '[{"Uraian": {}}]', "ada nilai yang berupa daftar atau objek"),
    "a key twice": ("masuk.json", '[{"Uraian": "x", "URAIAN": "y"}]', "kolom 'URAIAN' ada dua kali"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_read_as_a_table_is_refused_with_the_reason(
    office: Office, name: str, content: str | bytes, reason: str
) -> None:
    assert office.refused(content, name) == (
        f"{name}: Berkas pengaduan tidak terbaca: {reason}. Pakai CSV (UTF-8) dengan judul kolom seperti di "
        "register, atau JSON berupa daftar objek. Tidak ada yang ditulis."
    )


def test_a_column_that_would_be_lost_is_refused(office: Office) -> None:
    assert office.refused(f"{HEADINGS},No. Register,Warna\n{GOOD},1,Biru\n") == (
        "masuk.csv: Kolom tidak dikenal: No. Register, Warna. Ganti judulnya sesuai kolom Register, atau "
        "hapus kolom itu. Tidak ada yang ditulis."
    )
