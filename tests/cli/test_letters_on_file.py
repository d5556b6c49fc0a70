"""Making letters through the command line."""

from __future__ import annotations

import json
import zipfile

import pytest
from cli_office import CLERK, HEAD, CliOffice

from pengaduan_xl.correspondence.files import LetterNotWrittenError

VISIT = {
    "tanggal_peninjauan": "25/11/2026",
    "pukul": "09.00 WIB",
    "tempat": "Jalan Contoh 5",
    "tujuan": "Lurah Contoh",
}


@pytest.fixture
def fourth(office: CliOffice) -> tuple[CliOffice, str]:
    """An office with a case in step 4."""
    number = office.receive()
    for by in (CLERK, CLERK, HEAD):
        assert office.finish(number, by).code == 0
    return office, number


def test_a_step_does_not_end_without_its_letter(fourth: tuple[CliOffice, str]) -> None:
    office, number = fourth
    done = office.finish(number, HEAD)
    assert done.code == 3
    assert f"Tekan Buat Surat, atau jalankan: pengaduan surat {number} undangan" in done.err


def test_a_letter_lacking_details_names_them(fourth: tuple[CliOffice, str]) -> None:
    office, number = fourth
    done = office.letter(number, "undangan", HEAD, tempat="Aula")
    assert done.code == 5
    assert "tanggal_peninjauan" in done.err
    assert not (office.folder / "surat/2026" / f"{number}_undangan.docx").exists()


def test_a_letter_takes_the_next_number(fourth: tuple[CliOffice, str]) -> None:
    office, number = fourth
    done = office.letter(number, "undangan", HEAD, **VISIT)
    assert [path.rsplit("/", 1)[-1] for path in done.data["surat"]] == [f"{number}_undangan.docx"]
    seen = office.run("lihat", number, "--json").data
    assert "No. 503/001/DPMPTSP-NAKER/XI/2026" in seen["riwayat"][-1]["dokumen"]


def test_made_again_with_other_words_it_keeps_its_number(fourth: tuple[CliOffice, str]) -> None:
    office, number = fourth
    office.letter(number, "undangan", HEAD, **VISIT)
    assert office.letter(number, "undangan", HEAD, tempat="Aula kantor").code == 0
    documents = [
        event["dokumen"].split("; No. ")[1]
        for event in office.run("lihat", number, "--json").data["riwayat"][-2:]
    ]
    assert len(documents) == 2
    assert len(set(documents)) == 1


def test_made_again_unchanged_it_writes_no_event(fourth: tuple[CliOffice, str]) -> None:
    office, number = fourth
    office.letter(number, "undangan", HEAD, **VISIT)
    before = office.register.read_bytes()
    assert office.letter(number, "undangan", HEAD).code == 0
    assert office.register.read_bytes() == before


def test_details_may_come_from_a_json_file(fourth: tuple[CliOffice, str]) -> None:
    office, number = fourth
    path = office.folder / "isian.json"
    path.write_text(json.dumps(VISIT | {"tujuan": ["Lurah", "Camat"]}), encoding="utf-8")
    done = office.run("surat", number, "undangan", "--oleh", HEAD, "--isian", str(path))
    assert done.code == 0
    letter = office.folder / "surat/2026" / f"{number}_undangan.docx"
    text = zipfile.ZipFile(letter).read("word/document.xml").decode()
    assert "Lurah" in text
    assert "Camat" in text


def test_a_letter_of_a_later_step_is_refused(office: CliOffice) -> None:
    done = office.letter(office.receive(), "undangan", HEAD, **VISIT)
    assert "Surat 'undangan' baru dapat dibuat pada tahap 4" in done.err


def test_a_field_of_another_letter_is_refused(fourth: tuple[CliOffice, str]) -> None:
    office, number = fourth
    done = office.letter(number, "undangan", HEAD, **VISIT, kesimpulan="x")
    assert "Isian 'kesimpulan' tidak dikenal" in done.err


def test_an_unknown_letter_lists_the_known_ones(office: CliOffice) -> None:
    done = office.letter(office.receive(), "undang", HEAD)
    assert done.code == 4
    assert "Surat 'undang' tidak dikenal. Pilih salah satu: formulir, tanda-terima" in done.err


def test_a_letter_that_cannot_be_written_is_told_after_the_register_holds_it(
    fourth: tuple[CliOffice, str],
) -> None:
    office, number = fourth
    path = office.folder / "surat/2026" / f"{number}_undangan.docx"
    path.mkdir()
    done = office.letter(number, "undangan", HEAD, **VISIT)
    assert done.code == 8
    error = LetterNotWrittenError(path, number, "undangan")
    assert json.loads(done.err)["pesan"] == str(error)
    assert str(error).endswith("Tindakan sudah dicatat dan nomor suratnya tetap.")
    path.rmdir()
    assert office.letter(number, "undangan", HEAD).code == 0


def test_the_office_s_own_template_is_used(fourth: tuple[CliOffice, str]) -> None:
    office, number = fourth
    own = office.folder / "templat" / "undangan.docx"
    own.write_bytes(b"rusak")
    done = office.letter(number, "undangan", HEAD, **VISIT)
    assert done.code == 9
    assert "undangan.docx" in done.err


def test_templates_are_checked(office: CliOffice) -> None:
    done = office.run("templat")
    assert done.code == 0
    assert done.out.startswith("Semua templat dapat dipakai")


def test_a_broken_template_is_a_finding(office: CliOffice) -> None:
    (office.folder / "templat" / "bap.docx").write_bytes(b"rusak")
    done = office.run("templat")
    assert done.code == 1
    assert "bap.docx" in done.out
    assert office.run("templat", "--json").data
