"""Edited and cancelled letters through the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_office import CLERK, HEAD, CliOffice
from edited_letters import typed_into

if TYPE_CHECKING:
    from pathlib import Path

KEY = "berkas-tidak-lengkap"
DETAILS = {"kekurangan": "Salinan izin", "batas_melengkapi": "30/11/2026"}


@pytest.fixture
def number(office: CliOffice) -> str:
    """A case in step 3 with a numbered letter."""
    number = office.receive()
    for by in (CLERK, CLERK):
        assert office.finish(number, by).code == 0
    done = office.letter(number, KEY, HEAD, **DETAILS)
    assert done.code == 0, done.err
    return number


@pytest.fixture
def path(office: CliOffice, number: str) -> Path:
    return office.folder / "surat" / "2026" / f"{number}_{KEY}.docx"


def record(office: CliOffice, number: str, *options: str) -> tuple[int, str]:
    done = office.run("surat", number, KEY, "--oleh", HEAD, *options)
    return done.code, done.out + done.err


def findings(office: CliOffice) -> str:
    return office.run("periksa").out


def test_an_edit_is_found_accepted_and_then_in_order(
    office: CliOffice, number: str, path: Path
) -> None:
    typed_into(path, "Kalimat pimpinan.")
    assert "Berkas surat berubah sejak dicatat" in findings(office)
    code, said = record(office, number, "--terima-suntingan")
    assert (code, "suntingan surat berkas-tidak-lengkap diterima" in said) == (0, True)
    assert findings(office) == "Tidak ada temuan.\n"


def test_another_file_is_taken_as_the_edit(office: CliOffice, number: str, path: Path) -> None:
    content = typed_into(path, "Kalimat pimpinan.")
    other = office.folder / "dari pimpinan.docx"
    path.replace(other)
    assert record(office, number, "--terima-suntingan", str(other))[0] == 0
    assert path.read_bytes() == content


def test_a_cancelled_letter_is_marked_and_made_anew_under_the_next_number(
    office: CliOffice, number: str, path: Path
) -> None:
    code, said = record(office, number, "--batalkan", "--alasan", "Salah alamat")
    assert (code, "dibatalkan" in said, path.exists()) == (0, True, False)
    assert office.letter(number, KEY, HEAD).code == 0
    told = office.run("lihat", number, "--json").data["riwayat"][-1]["dokumen"]
    assert "No. 503/002/" in told
    assert findings(office) == "Tidak ada temuan.\n"


def test_a_cancelled_letter_needs_a_reason(office: CliOffice, number: str) -> None:
    code, said = record(office, number, "--batalkan")
    assert (code, "Alasan wajib diisi karena surat dibatalkan" in said) == (3, True)


def test_an_accepted_edit_is_made_anew_only_when_asked(
    office: CliOffice, number: str, path: Path
) -> None:
    edited = typed_into(path, "Kalimat pimpinan.")
    record(office, number, "--terima-suntingan")
    assert record(office, number)[0] != 0
    assert record(office, number, "--buat-ulang")[0] == 0
    assert path.read_bytes() != edited
    assert edited in [one.read_bytes() for one in (path.parent / "arsip").iterdir()]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--batalkan", "--terima-suntingan"), "tidak dapat bersamaan"),
        (("--batalkan", "--buat-ulang"), "tidak dapat bersamaan"),
        (("--batalkan", "--pdf"), "tidak dapat bersama --isi, --isian, --pdf, atau --cetak"),
        (("--batalkan", "--isi", "a=b"), "tidak dapat bersama"),
    ],
)
def test_options_that_contradict_are_refused(
    office: CliOffice, number: str, options: tuple[str, ...], told: str
) -> None:
    code, said = record(office, number, *options)
    assert (code, told in said) == (2, True)


def test_a_letter_must_be_named(office: CliOffice, number: str) -> None:
    done = office.run("surat", number, "--oleh", HEAD, "--buat-ulang", "--pdf")
    assert (done.code, "--buat-ulang memerlukan NOMOR dan SURAT" in done.err) == (2, True)
