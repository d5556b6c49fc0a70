"""Letters for many cases, as PDF and for the printer, through the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cli_office import CLERK, HEAD, CliOffice, Run
from desk_office import examples
from printing_office import (
    NUMBERS,
    bookmarks,
    install_printer,
    register_with_three,
)

from pengaduan_xl.cli.letter_details import BadBatchFileError
from pengaduan_xl.cli.letters import NoLettersYetError
from pengaduan_xl.pdf import converting

if TYPE_CHECKING:
    from pathlib import Path

VISIT = examples("undangan")
ISI = [part for key, value in VISIT.items() for part in ("--isi", f"{key}={value}")]
ALL = ("--semua", "--tahap", "4")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliOffice:
    """An office with three cases in step 4, and a printer."""
    install_printer(tmp_path, monkeypatch)
    made = CliOffice(tmp_path / "kantor", monkeypatch)
    made.register.write_bytes(register_with_three(4))
    return made


def letters(office: CliOffice, *arguments: str, by: str = HEAD) -> Run:
    return office.run("surat", *arguments, "--oleh", by)


def files(office: CliOffice, pattern: str = "*") -> list[str]:
    return sorted(path.name for path in office.folder.glob(f"surat/2026/{pattern}"))


def details(tmp_path: Path, content: Any) -> tuple[str, str]:
    file = tmp_path / "isian.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return "--isian", str(file)


def test_letters_of_a_step_are_made_and_told(office: CliOffice) -> None:
    done = letters(office, *ALL, *ISI)
    assert done.code == 0
    assert done.out.splitlines() == [
        "Tahap 4: 3 surat dibuat, 0 sudah ada.",
        *(f"  {number}: {number}_undangan.docx (dibuat)" for number in NUMBERS),
    ]


def test_a_batch_is_one_change_of_the_register(office: CliOffice) -> None:
    letters(office, *ALL, *ISI)
    assert len(list(office.folder.glob("cadangan/*.xlsx"))) == 1


def test_a_refused_case_is_told_with_the_reason_and_a_code(
    office: CliOffice, tmp_path: Path
) -> None:
    given = {"2026-0001": VISIT, "2026-0003": VISIT, "2026-0004": VISIT}
    done = letters(office, *ALL, *details(tmp_path, given))
    assert done.code == 1
    assert done.out.splitlines()[0] == "Tahap 4: 2 surat dibuat, 0 sudah ada, 1 pengaduan ditolak."
    assert "  2026-0002: ditolak. Surat undangan: Isian wajib belum ada" in done.out
    assert "Isian untuk 2026-0004 tidak dipakai" in done.err


def test_a_batch_as_json(office: CliOffice, tmp_path: Path) -> None:
    path = office.folder / "surat" / "2026" / "2026-0001_undangan.docx"
    done = letters(office, *ALL, *details(tmp_path, {"2026-0001": VISIT}), "--json").data
    assert done["pengaduan"][0] == {
        "nomor": "2026-0001", "dibuat": [str(path)], "sudah_ada": [], "ditolak": None
    }  # fmt: skip
    assert [bool(case["ditolak"]) for case in done["pengaduan"]] == [False, True, True]
    assert {key: done[key] for key in ("isian_tidak_dipakai", "pdf", "cetak", "tertunda")} == {
        "isian_tidak_dipakai": [], "pdf": [], "cetak": None, "tertunda": False
    }  # fmt: skip


def test_the_details_of_all_are_filled_up_by_options(office: CliOffice, tmp_path: Path) -> None:
    given = details(tmp_path, {"*": VISIT | {"tujuan": ["Camat", "Lurah"]}})
    assert letters(office, *ALL, *given, "--isi", "tempat=Aula").code == 0
    assert letters(office, *ALL).out.startswith("Tahap 4: 0 surat dibuat, 3 sudah ada.")


def test_a_step_without_cases_is_told(office: CliOffice) -> None:
    done = letters(office, "--semua", "--tahap", "9", *ISI)
    assert (done.code, done.out) == (0, "Tahap 9: tidak ada pengaduan.\n")


def test_an_unknown_officer_is_told_once(office: CliOffice) -> None:
    done = letters(office, *ALL, *ISI, by="Entah")
    assert (done.code, done.out) == (4, "")
    assert done.err.count("Entah") == 1


def test_the_letters_of_a_step_come_as_one_file_to_print(office: CliOffice) -> None:
    done = letters(office, *ALL, *ISI, "--cetak")
    target = office.folder / "surat" / "cetak_2026-11-23_0800.pdf"
    assert done.out.splitlines()[-1] == f"  Berkas cetak: {target} (5 halaman)"
    assert list(bookmarks(target).values()) == [1, 3, 5]
    assert files(office, "*.pdf") == []


def test_letters_made_before_are_in_the_file_to_print_too(
    office: CliOffice, tmp_path: Path
) -> None:
    letters(office, *ALL, *details(tmp_path, {"2026-0002": VISIT}))
    target = tmp_path / "cetak.pdf"
    done = letters(office, *ALL, *ISI, "--satu-muka", "--cetak", str(target), "--json").data
    assert (done["cetak"], done["halaman"]) == (str(target), 3)
    assert list(bookmarks(target)) == [f"{number}_undangan" for number in NUMBERS]


def test_every_letter_can_have_its_pdf(office: CliOffice) -> None:
    done = letters(office, *ALL, *ISI, "--pdf")
    assert files(office, "*.pdf") == [f"{number}_undangan.pdf" for number in NUMBERS]
    assert done.out.count("  PDF: ") == 3


def test_one_letter_can_have_its_pdf(office: CliOffice) -> None:
    done = letters(office, "2026-0001", "undangan", *ISI, "--pdf")
    path = office.folder / "surat" / "2026" / "2026-0001_undangan.pdf"
    assert done.out.splitlines()[-1] == f"  PDF: {path}"
    assert path.read_bytes().startswith(b"%PDF-")


def test_one_letter_with_its_pdf_as_json(office: CliOffice) -> None:
    done = letters(office, "2026-0001", "undangan", *ISI, "--pdf", "--json").data
    assert [path.rsplit("/")[-1] for path in done["pdf"]] == ["2026-0001_undangan.pdf"]
    assert (done["tahap"], done["cetak"]) == (4, None)


def test_all_letters_of_a_case_come_as_one_file_to_print(office: CliOffice, tmp_path: Path) -> None:
    letters(office, "2026-0001", "undangan", *ISI)
    target = tmp_path / "berkas.pdf"
    done = letters(office, "2026-0001", "--cetak", str(target))
    assert done.out.startswith("2026-0001: 2 surat dibuat, 1 sudah ada.\n")
    keys = [name.split("_")[1] for name in bookmarks(target)]
    assert keys == ["formulir", "tanda-terima", "undangan"]


def test_a_case_without_letters_has_nothing_to_print(office: CliOffice) -> None:
    number = office.receive()
    done = letters(office, number, "--pdf", by=CLERK)
    assert (done.code, done.err) == (4, f"Galat: {NoLettersYetError(number)}\n")
    assert str(NoLettersYetError(number)) == (
        f"{number}: Pengaduan ini belum mempunyai surat. Buat dahulu, misalnya: pengaduan surat {number} "
        "tanda-terima. Tidak ada yang ditulis."
    )


def test_a_letter_made_again_warns_of_its_old_pdf(office: CliOffice) -> None:
    letters(office, "2026-0001", "undangan", *ISI, "--pdf")
    warning = (
        "  Peringatan: PDF lama belum tentu sama dengan suratnya: 2026-0001_undangan.pdf. "
        "Perbarui dengan --pdf\n"
    )
    again = ("2026-0001", "undangan", "--isi", "tempat=Balai")
    assert letters(office, *again).err == warning
    assert letters(office, *again, "--pdf").err == ""


def test_without_a_converter_nothing_is_written(
    office: CliOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lain").mkdir()
    install_printer(tmp_path / "lain", monkeypatch, None)
    before = office.register.read_bytes()
    done = letters(office, *ALL, *ISI, "--pdf")
    assert (done.code, done.out) == (4, "")
    assert "LibreOffice atau Word tidak ditemukan" in done.err
    assert (office.register.read_bytes(), files(office)) == (before, [])


@pytest.mark.parametrize("which", [ALL, ("2026-0001", "undangan")], ids=["batch", "one"])
def test_letters_are_told_even_when_their_pdf_fails(
    office: CliOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: tuple[str, ...]
) -> None:
    (tmp_path / "lain").mkdir()
    install_printer(tmp_path / "lain", monkeypatch, "exit 3")
    done = letters(office, *which, *ISI, "--pdf")
    assert done.code == 8
    assert "2026-0001_undangan.docx" in done.out
    assert "LibreOffice berhenti dengan kode 3" in done.err
    assert "2026-0001_undangan.docx" in files(office)


def test_a_letter_that_cannot_be_written_is_told_after_the_others(office: CliOffice) -> None:
    (office.folder / "surat" / "2026" / "2026-0002_undangan.docx").mkdir(parents=True)
    done = letters(office, *ALL, *ISI, "--cetak")
    assert done.code == 8
    assert done.out.startswith("Tahap 4: 3 surat dibuat")
    assert "pengaduan surat 2026-0002 undangan" in done.err
    assert not list(office.folder.glob("surat/*.pdf"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--semua"], "--semua memerlukan --tahap, mis. --tahap 4."),
        ([*ALL, "2026-0001", "undangan"], "Dengan --semua tulis SURAT saja, tanpa NOMOR."),
        (["2026-0001", "undangan", "--tahap", "4"], "--tahap hanya bersama --semua."),
        ([], "Tulis NOMOR, atau --semua dan --tahap."),
        (
            ["2026-0001"],
            "Tulis SURAT; tanpa SURAT, semua surat pengaduan itu dicetak dengan --pdf atau --cetak.",
        ),
        (["2026-0001", "--pdf", "--isi", "a=b"], "--isi dan --isian memerlukan SURAT."),
        (["2026-0001", "undangan", "--satu-muka"], "--satu-muka hanya bersama --cetak."),
        (
            [*ALL, "--cetak", "undangan"],
            "'undangan' bukan nama berkas PDF; --cetak tanpa nama ditulis paling akhir.",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(
    office: CliOffice, arguments: list[str], told: str
) -> None:
    done = letters(office, *arguments)
    assert (done.code, done.err.splitlines()[-1]) == (2, f"Galat: {told}")


@pytest.mark.parametrize("content", [[], {"2026-0001": "Aula"}, {"tempat": "Aula"}])
def test_details_of_a_batch_that_do_not_name_cases_are_refused(
    office: CliOffice, tmp_path: Path, content: Any
) -> None:
    done = letters(office, *ALL, *details(tmp_path, content))
    assert (done.code, done.err) == (5, f"Galat: {BadBatchFileError(tmp_path / 'isian.json')}\n")
    assert done.err == (
        "Galat: isian.json: Berkas isian untuk banyak pengaduan tidak terbaca. Isi dengan JSON seperti "
        '{"2026-0014": {"tempat": "Aula"}, "*": {"pukul": "09.00 WIB"}}. Tidak ada yang ditulis.\n'
    )


def test_templates_are_shown_as_pdfs(office: CliOffice) -> None:
    done = office.run("templat", "lihat", "bap", "undangan", "bap")
    target = office.folder / "laporan" / "contoh-surat"
    assert done.out.splitlines() == [
        "  CONTOH_bap.pdf",
        "  CONTOH_undangan.pdf",
        f"2 contoh dari pengaduan rekaan ({target}).",
    ]
    assert sorted(path.name for path in target.iterdir()) == [
        "CONTOH_bap.pdf",
        "CONTOH_undangan.pdf",
    ]


def test_templates_are_shown_in_word_where_there_is_no_converter(
    office: CliOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "converters", lambda _: [])
    done = office.run("templat", "lihat", "bap", "--folder", str(tmp_path / "c"), "--json")
    assert done.data["contoh"] == [str(tmp_path / "c" / "CONTOH_bap.docx")]
    assert "Contoh ditulis sebagai berkas Word." in done.err


def test_a_broken_template_is_told_among_the_samples(office: CliOffice) -> None:
    (office.folder / "templat" / "bap.docx").write_bytes(b"rusak")
    done = office.run("templat", "lihat", "bap", "undangan")
    assert done.code == 1
    assert "- bap.docx: Templat bukan dokumen Word" in done.out
    assert "1 contoh dari pengaduan rekaan, 1 templat gagal" in done.out


def test_samples_need_no_register(office: CliOffice, tmp_path: Path) -> None:
    office.register.unlink()
    done = office.run("templat", "--json", "lihat", "bap", "--folder", str(tmp_path / "c"))
    assert (done.code, done.data["gagal"]) == (0, [])


@pytest.mark.parametrize("arguments", [[], ["periksa"]])
def test_templates_are_checked_by_either_name(office: CliOffice, arguments: list[str]) -> None:
    assert office.run("templat", *arguments).out.startswith("Semua templat dapat dipakai")
    assert office.run("templat", *arguments, "--json").data == []
    assert office.run("templat", "--json", *arguments).data == []
