"""``periksa`` on the files of letters: missing, changed since, or not to be read."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest
from desk_office import DeskOffice, entry
from edited_letters import FIRST, accept, cancel, typed_into

from pengaduan_xl.correspondence.checking import check_office
from pengaduan_xl.register.store import RegisterFile, SaveFailedError

if TYPE_CHECKING:
    from pathlib import Path

KEY = "tanda-terima"
NAME = f"surat/2026/{FIRST}_{KEY}.docx"
COMMAND = f"pengaduan surat {FIRST} {KEY}"


@pytest.fixture
def office(tmp_path: Path) -> DeskOffice:
    """An office whose case in step 3 has the two letters of step 2."""
    office = DeskOffice(tmp_path / "kantor", step=2)
    with office.desk() as desk:
        desk.finish(FIRST, entry())
        desk.save()
    return office


@pytest.fixture
def path(office: DeskOffice) -> Path:
    """The file of one of them."""
    return office.folder / NAME


def found(office: DeskOffice) -> list[str]:
    return list(map(str, check_office(office.register, office.moment)))


def test_letters_that_are_as_noted_are_right(office: DeskOffice) -> None:
    assert found(office) == []


def test_a_lost_letter_is_told_with_how_it_comes_back(office: DeskOffice, path: Path) -> None:
    path.unlink()
    assert found(office) == [f"{NAME} ({FIRST}): Berkas surat tidak ada. Buat lagi: {COMMAND}."]
    office.letter(FIRST, KEY)
    assert found(office) == []


def test_a_changed_letter_is_told_with_both_ways_out(office: DeskOffice, path: Path) -> None:
    typed_into(path, "Kalimat pimpinan.")
    assert found(office) == [
        f"{NAME} ({FIRST}): Berkas surat berubah sejak dicatat di Riwayat. Terima bila suntingan itu yang "
        f"berlaku: {COMMAND} --terima-suntingan; bila tidak: {COMMAND} (yang sekarang disimpan di folder "
        "arsip)."
    ]


def test_an_accepted_edit_is_right(office: DeskOffice, path: Path) -> None:
    typed_into(path, "Kalimat pimpinan.")
    accept(office, KEY)
    assert found(office) == []


def test_a_lost_edit_comes_back_from_its_copy(office: DeskOffice, path: Path) -> None:
    typed_into(path, "Kalimat pimpinan.")
    accept(office, KEY)
    path.unlink()
    assert found(office) == [f"{NAME} ({FIRST}): Berkas surat tidak ada. Buat lagi: {COMMAND}."]


def test_an_edit_lost_with_its_copy_is_told(office: DeskOffice, path: Path) -> None:
    typed_into(path, "Kalimat pimpinan.")
    accept(office, KEY)
    for file in (path, *(path.parent / "arsip").iterdir()):
        file.unlink()
    assert found(office) == [
        f"{NAME} ({FIRST}): Berkas surat tidak ada. Serahkan salinannya: {COMMAND} --terima-suntingan "
        f"BERKAS; atau buat dari isian: {COMMAND} --buat-ulang."
    ]


def test_a_cancelled_letter_is_not_missed(office: DeskOffice, path: Path) -> None:
    content = path.read_bytes()
    cancel(office, KEY)
    assert found(office) == []
    path.write_bytes(content)
    assert found(office) == [
        f"{NAME} ({FIRST}): Berkas surat yang dibatalkan masih di tempat surat yang berlaku. Pindahkan ke "
        "folder arsip di sebelahnya."
    ]


@pytest.mark.parametrize(("gone", "count"), [("surat", 2), ("surat/2026", 2)])
def test_a_missing_folder_is_told_once(office: DeskOffice, gone: str, count: int) -> None:
    (office.folder / gone).rename(office.folder / "lain")
    assert found(office) == [
        f"{gone}: Folder ini tidak ada, sehingga {count} surat tidak dapat diperiksa. Kembalikan folder itu "
        "dari cadangan, atau periksa register di folder kantornya."
    ]


def test_a_missing_year_of_cancelled_letters_is_not_told(office: DeskOffice) -> None:
    cancel(office, KEY)
    cancel(office, "formulir")
    (office.folder / "surat/2026").rename(office.folder / "lain")
    assert found(office) == []


def test_a_register_without_letters_needs_no_folder(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor")
    (office.folder / "surat").rmdir()
    assert found(office) == []


def test_a_file_that_cannot_be_read_is_a_finding(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "dipakai")

    monkeypatch.setattr(hashlib, "file_digest", refused)
    assert found(office)[1] == (
        f"{NAME} ({FIRST}): Berkas surat tidak dapat dibaca (tidak ada izin, atau berkas dipakai program "
        "lain). Tutup program yang memakainya, lalu periksa lagi."
    )


def test_a_folder_in_a_letters_place_is_a_finding(office: DeskOffice, path: Path) -> None:
    path.unlink()
    path.mkdir()
    assert found(office)[0].startswith(
        f"{NAME} ({FIRST}): Berkas surat tidak dapat dibaca (yang ditunjuk adalah folder)"
    )


def test_a_folder_of_letters_that_cannot_be_seen_is_a_finding(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "dipakai")

    monkeypatch.setattr(os, "scandir", refused)
    assert found(office) == [
        "surat/2026: Folder surat tidak dapat dilihat (tidak ada izin, atau berkas dipakai program lain). "
        "Periksa izin folder itu, lalu periksa lagi."
    ]


def test_letters_of_acts_that_wait_are_looked_at_too(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: RegisterFile, *_: object) -> None:
        raise SaveFailedError(self.path, "disk penuh")

    with monkeypatch.context() as patched:
        patched.setattr(RegisterFile, "put", refused)
        path = office.letter(FIRST, "kartu-kendali")
    path.unlink()
    waiting, lost = sorted(found(office))
    assert waiting.startswith("Jurnal (2026-0001): Tindakan belum masuk ke register")
    assert lost.startswith(f"surat/2026/{path.name} ({FIRST}): Berkas surat tidak ada")


@pytest.mark.parametrize(
    ("setting", "problem"),
    [
        ("Pola nomor surat", "tidak memuat {urut}"),
        ("Pola nomor agenda masuk", "tidak memuat {urut}"),
    ],
)
def test_a_pattern_that_makes_no_numbers_is_told_beforehand(
    office: DeskOffice, setting: str, problem: str
) -> None:
    office.set(setting, "{tahun}")
    (told,) = found(office)
    assert told.startswith(f"Pengaturan: {setting} '{{tahun}}' {problem}. Bagian yang dikenal:")


def test_nothing_is_changed_by_checking(office: DeskOffice, path: Path) -> None:
    typed_into(path, "Kalimat pimpinan.")
    before = {one: one.read_bytes() for one in office.folder.rglob("*") if one.is_file()}
    found(office)
    assert {one: one.read_bytes() for one in office.folder.rglob("*") if one.is_file()} == before


def test_finishing_a_step_tells_of_letters_that_changed(office: DeskOffice, path: Path) -> None:
    typed_into(path, "Kalimat pimpinan.")
    (office.folder / f"surat/2026/{FIRST}_formulir.docx").unlink()
    with office.desk() as desk:
        outcome = desk.finish(FIRST, entry("Kepala Seksi Contoh"))
    assert outcome.warnings == (
        f"{path.name} berubah sejak dicatat; bila suntingan itu yang berlaku, jalankan: {COMMAND} "
        "--terima-suntingan",
    )


def test_a_closed_case_gets_a_lost_letter_back(office: DeskOffice, path: Path) -> None:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    with office.desk() as desk:
        desk.withdraw(FIRST, entry(reason="Diminta pengadu"))
        desk.save()
    path.unlink()
    before = office.fingerprint()
    office.letter(FIRST, KEY)
    assert (hashlib.sha256(path.read_bytes()).hexdigest(), office.fingerprint()) == (digest, before)
    assert found(office) == []
