"""The command ``rekap``: of a day, a month, a quarter and other days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pengaduan_xl.pdf import converting
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.schema import RECAP

if TYPE_CHECKING:
    from pathlib import Path

    from cli_office import CliOffice

USAGE = "Pilih salah satu: --tanggal, --bulan, --triwulan, atau --dari dan --sampai."


@pytest.fixture
def busy(office: CliOffice) -> CliOffice:
    """An office that received a case on Monday 23 November; it is Tuesday."""
    office.receive()
    return office.at("2026-11-24T10:00")


def without_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "converters", lambda _: [])


@pytest.mark.parametrize(
    ("options", "stem", "name"),
    [
        (["--bulan", "11/2026"], "rekap_2026-11", "Bulan November 2026"),
        (["--bulan", "2026-11"], "rekap_2026-11", "Bulan November 2026"),
        (["--triwulan", "4/2026"], "rekap_2026-TW4", "Triwulan IV Tahun 2026"),
        (
            ["--dari", "23/11/2026", "--sampai", "24/11/2026"],
            "rekap_2026-11-23_2026-11-24",
            "Tanggal 23 November 2026 s.d. 24 November 2026",
        ),
        (
            ["--dari", "02/11/2026"],
            "rekap_2026-11-02_2026-11-24",
            "Tanggal 2 November 2026 s.d. 24 November 2026",
        ),
    ],
)
def test_a_period_is_shown_and_filed(
    busy: CliOffice, options: list[str], stem: str, name: str
) -> None:
    done = busy.run("rekap", *options)
    file = busy.folder / "laporan" / f"{stem}.xlsx"
    assert done.out.splitlines()[0] == (
        f"{name}. Sampai hari ini, Selasa, 24 November 2026 pukul 10.00 WIB"
    )
    assert done.out.splitlines()[-2:] == [
        f"Berkas: {file}",
        f"Dokumen: {file.with_suffix('.docx')}",
    ]
    assert (done.code, file.is_file()) == (0, True)


def test_a_program_reads_the_numbers_of_a_period(busy: CliOffice) -> None:
    data = busy.run("rekap", "--bulan", "11/2026", "--json").data
    assert (data["Dari"], data["Sampai"], data["Keadaan"]) == (
        "2026-11-01", "2026-11-30", "2026-11-24T10:00+07:00"
    )  # fmt: skip
    assert (data["Sisa Awal"], data["Masuk"], data["Sisa Akhir"], data["Terlambat"]) == (0, 1, 1, 1)
    assert data["Hari"][22] == {
        "Dari": "2026-11-23", "Sampai": "2026-11-23", "Hari Kerja": 1, "Sisa Awal": 0, "Masuk": 1,
        "Selesai": 0, "Dilimpahkan": 0, "Dicabut": 0, "Sisa Akhir": 1,
    }  # fmt: skip
    assert data["Saluran"][0]["Nama"] == "Datang langsung"
    assert data["Tahap"][0]["Dalam Proses"] == 1
    assert data["Layanan"] == [{"Petugas": "Petugas Contoh", "Tindakan": 1, "Surat": 0}]
    assert data["pdf"] is None


def test_a_day_is_shown_and_filed_and_written_into_the_sheet(busy: CliOffice) -> None:
    done = busy.run("rekap", "--tanggal", "23/11/2026")
    assert (done.code, "Sisa kemarin" in done.out) == (0, True)
    data = busy.run("rekap", "--json").data
    assert (data["Tanggal"], data["Sisa Kemarin"], data["Sisa"]) == ("2026-11-24", 1, 1)
    rows = read_ledger(busy.register).ledger.content.list_rows(RECAP)
    assert [row.text("Tanggal") for row in rows] == ["2026-11-23", "2026-11-24"]


@pytest.mark.parametrize(
    "options",
    [
        ["--tanggal", "23/11/2026", "--bulan", "11/2026"],
        ["--bulan", "11/2026", "--triwulan", "4/2026"],
        ["--bulan", "11/2026", "--dari", "01/11/2026"],
        ["--tanggal", "23/11/2026", "--sampai", "23/11/2026"],
    ],
)
def test_two_times_at_once_are_a_mistake(office: CliOffice, options: list[str]) -> None:
    done = office.run("rekap", *options)
    assert (done.code, done.err.splitlines()[-1]) == (2, f"Galat: {USAGE}")


def test_a_last_day_needs_a_first_one(office: CliOffice) -> None:
    done = office.run("rekap", "--sampai", "23/11/2026")
    assert (done.code, "Tulis juga --dari" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--bulan", "12/2026"], "Periode mulai 01/12/2026"),
        (["--dari", "24/11/2026"], "Periode mulai 24/11/2026"),
        (["--tanggal", "24/11/2026"], "Rekap 24/11/2026 belum dapat dibuat"),
        (["--dari", "24/11/2026", "--sampai", "23/11/2026"], "terbalik"),
        (["--dari", "01/01/1990", "--sampai", "02/01/1990"], "di luar kalender"),
    ],
)
def test_days_that_cannot_be_reported_are_refused_and_nothing_is_written(
    office: CliOffice, options: list[str], told: str
) -> None:
    done = office.run("rekap", *options)
    assert (done.code, told in done.err) == (5, True)
    assert "Tidak ada yang ditulis." in done.err
    assert list((office.folder / "laporan").iterdir()) == []


@pytest.mark.parametrize("option", ["--bulan", "--triwulan"])
def test_a_month_that_is_none_is_refused(office: CliOffice, option: str) -> None:
    done = office.run("rekap", option, "13/2026")
    assert (done.code, "'13/2026' bukan" in done.err) == (2, True)


@pytest.mark.parametrize("json", [[], ["--json"]])
def test_a_pdf_is_made_of_the_document(
    busy: CliOffice, monkeypatch: pytest.MonkeyPatch, json: list[str]
) -> None:
    made: list[Path] = []

    def to_pdf(files: list[Path]) -> list[Path]:
        made.extend(files)
        return [file.with_suffix(".pdf") for file in files]

    monkeypatch.setattr("pengaduan_xl.pdf.require_converter", lambda: None)
    monkeypatch.setattr("pengaduan_xl.pdf.to_pdf", to_pdf)
    done = busy.run("rekap", "--bulan", "11/2026", "--pdf", *json)
    pdf = busy.folder / "laporan" / "rekap_2026-11.pdf"
    assert made == [pdf.with_suffix(".docx")]
    assert (done.data["pdf"] if json else done.out.splitlines()[-1]) in {str(pdf), f"PDF: {pdf}"}


def test_without_a_program_that_makes_pdfs_nothing_is_made(
    busy: CliOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_converter(monkeypatch)
    done = busy.run("rekap", "--pdf")
    assert (done.code, list((busy.folder / "laporan").iterdir())) == (4, [])


def test_a_recap_without_a_document_has_no_pdf(
    busy: CliOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pengaduan_xl.pdf.require_converter", lambda: None)
    (busy.folder / "templat" / "rekap-periode.docx").write_bytes(b"bukan Word")
    done = busy.run("rekap", "--bulan", "11/2026", "--pdf")
    assert (done.code, "PDF:" in done.out, "tidak dibuat" in done.err) == (0, False, True)
