"""What staff may type wrongly: a clear answer, and nothing lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli_office import CLERK, INTAKE, CliOffice, run

from pengaduan_xl import reading
from pengaduan_xl.cli.letter_details import BadFieldFileError, BadFieldOptionError

if TYPE_CHECKING:
    from pathlib import Path

STRANGE = (
    '=HYPERLINK("http://contoh.invalid";"klik")',
    "+62 tidak dihitung",
    "-1",
    "@jumlah",
    "😟 kecewa 🏠",
    "../../etc/contoh",
    "CON",
    "{{ nama }} {% for %}",
    "a & b < c > d",
    "satu\nbaris\tdua",
    "_x0041_",
    "\u202eterbalik",
)


def described(office: CliOffice, number: str) -> str:
    return str(office.run("lihat", number, "--json").data["uraian"])


@pytest.mark.parametrize("text", STRANGE)
def test_strange_texts_are_kept_as_typed(office: CliOffice, text: str) -> None:
    number = office.receive("--uraian", text)
    assert described(office, number) == text


def test_strange_names_make_letters_with_plain_file_names(office: CliOffice) -> None:
    number = office.receive("--nama-pengadu", "../Nama: <Aneh>?")
    office.finish(number, CLERK)
    assert office.finish(number, CLERK).code == 0
    names = {path.name for path in (office.folder / "surat/2026").iterdir()}
    assert names == {f"{number}_formulir.docx", f"{number}_tanda-terima.docx"}


def test_control_characters_are_dropped(office: CliOffice) -> None:
    number = office.receive("--uraian", "satu\x07dua\x0btiga")
    assert described(office, number) == "satuduatiga"


def test_a_text_too_long_for_a_cell_is_refused(office: CliOffice) -> None:
    before = office.register.read_bytes()
    done = office.run("terima", "--oleh", CLERK, *INTAKE, "--uraian", "x" * 40_000)
    assert done.code == 3
    assert "Uraian: 40.000 karakter, sedangkan sel Excel memuat 32.767" in done.err
    assert office.register.read_bytes() == before


def test_missing_fields_are_all_named(office: CliOffice) -> None:
    done = office.run("terima", "--oleh", CLERK)
    for heading in ("Saluran", "Nama Pengadu", "Perihal", "Uraian"):
        assert f"- {heading}: wajib diisi. Isi {heading}." in done.err


def test_a_wrong_time_is_answered_with_an_example(office: CliOffice) -> None:
    done = office.run("terima", "--oleh", CLERK, "--waktu", "kemarin")
    assert done.code == 2
    assert "'kemarin' bukan waktu; tulis seperti 23/11/2026 07.30" in done.err


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "Register_Pengaduan.xlsx"
    path.write_bytes(b"bukan buku kerja")
    done = run("--register", str(path), "daftar")
    assert done.code == 6
    assert "Berkas bukan buku kerja Excel (.xlsx) atau rusak" in done.err
    assert path.read_bytes() == b"bukan buku kerja"


def test_a_missing_register_is_named(tmp_path: Path) -> None:
    done = run("--register", str(tmp_path / "tiada.xlsx"), "daftar")
    assert done.code == 4
    assert "Register tidak ditemukan" in done.err


def test_a_register_open_in_excel_is_left_alone(office: CliOffice) -> None:
    before = office.register.read_bytes()
    (office.folder / "~$Register_Pengaduan.xlsx").write_bytes(b"")
    done = office.run("terima", "--oleh", CLERK, *INTAKE)
    assert done.code == 0
    assert "Register sedang terbuka di Excel atau Calc" in done.err
    assert "Tindakan ini aman di jurnal, jangan diulangi" in done.err
    assert office.register.read_bytes() == before


def test_errors_are_json_where_a_program_reads(office: CliOffice) -> None:
    done = office.run("lihat", "2026-0099", "--json")
    fault = json.loads(done.err)
    assert (fault["galat"], fault["kode"]) == ("CaseNotFoundError", 4)
    assert fault["tertulis"] == "Tidak ada yang ditulis."


def test_an_unforeseen_failure_shows_no_traceback(
    office: CliOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path) -> None:
        raise ZeroDivisionError(str(path.name))

    monkeypatch.setattr(reading, "read_ledger", broken)
    done = office.run("daftar")
    assert done.code == 70
    assert done.err.startswith("Galat tak terduga (ZeroDivisionError: Register_Pengaduan.xlsx).")
    with pytest.raises(ZeroDivisionError):
        office.run("--debug", "daftar")


def test_debug_shows_where_a_refusal_comes_from(office: CliOffice) -> None:
    with pytest.raises(Exception, match="tidak ada di register"):
        office.run("--debug", "lihat", "2026-0099")


def test_a_letter_field_needs_key_and_value(office: CliOffice) -> None:
    done = office.run("surat", office.receive(), "formulir", "--oleh", CLERK, "--isi", "tempat")
    assert str(BadFieldOptionError("tempat")) in done.err
    assert "--isi: 'tempat' bukan isian. Tulis seperti --isi tempat=\"Aula kantor\"." in done.err


@pytest.mark.parametrize("text", ["[1]", "bukan json"])
def test_a_file_of_letter_fields_is_a_json_object(office: CliOffice, text: str) -> None:
    path = office.folder / "isian.json"
    path.write_text(text, encoding="utf-8")
    number = office.receive()
    done = office.run("surat", number, "formulir", "--oleh", CLERK, "--isian", str(path))
    assert str(BadFieldFileError(path)) in done.err
    assert (
        'isian.json: Berkas isian tidak terbaca. Isi dengan JSON seperti {"tempat": "Aula"}'
        in done.err
    )
