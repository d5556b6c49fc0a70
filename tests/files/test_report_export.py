from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from case_factory import OFFICERS, REASON, SECRETS, CaseFactory, at
from openpyxl import load_workbook

from pengaduan_xl.reports.daily import daily_recap
from pengaduan_xl.reports.export import (
    ReportBusyError,
    ReportNotWrittenError,
    write_overdue,
    write_recap,
)
from pengaduan_xl.reports.overdue import overdue_cases, overdue_report
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from pengaduan_xl.domain.complaint import Case
    from pengaduan_xl.reports.recap import DailyRecap

    Writer = Callable[[Path, list[Case]], Path]

FACTORY = CaseFactory()
MONDAY = date(2026, 11, 23)
NOW = at("2026-11-23T16:00")


def some_cases() -> list[Case]:
    made = CaseFactory(FACTORY.office)
    return [
        made.closed("2026-11-23T09:00", permit="IMB"),
        made.at_step(5, "2026-11-02T09:00", permit="Izin Usaha", channel="Pos-el"),
        made.held(made.received("2026-10-05T09:00", channel="Telepon"), "2026-10-05T09:05"),
        made.received("2026-11-23T08:00", subject="=1+1"),
        made.at_step(4, "2026-11-19T08:00", confidential=True, subject="Perihal-Rahasia-Uji"),
        made.at_step(7, "2026-11-20T08:00", subject="#N/A"),
    ]


def recap_of(cases: list[Case]) -> DailyRecap:
    return daily_recap(cases, FACTORY.office, MONDAY)


def written_recap(folder: Path, cases: list[Case]) -> Path:
    path = folder / "rekap.xlsx"
    rows = overdue_cases(cases, FACTORY.office, NOW)
    write_recap(path, recap_of(cases), rows, Settings(), OFFICERS[0])
    return path


def written_overdue(folder: Path, cases: list[Case]) -> Path:
    path = folder / "lewat-waktu.xlsx"
    write_overdue(path, overdue_report(cases, FACTORY.office, NOW), Settings())
    return path


def texts(book: Workbook) -> list[str]:
    """Return every text of a workbook."""
    values = (cell.value for page in book for row in page.iter_rows() for cell in row)
    return [value for value in values if isinstance(value, str)]


def footer(page: Worksheet) -> str:
    assert page.oddFooter is not None
    return f"{page.oddFooter.left.text}|{page.oddFooter.right.text}"


@pytest.fixture
def recap_book(tmp_path: Path) -> Workbook:
    return load_workbook(written_recap(tmp_path, some_cases()))


@pytest.fixture
def overdue_book(tmp_path: Path) -> Workbook:
    return load_workbook(written_overdue(tmp_path, some_cases()))


def test_the_recap_tells_office_title_and_day_in_words(recap_book: Workbook) -> None:
    lines = [cell.value for cell in recap_book["Rekap"]["A"][:5]]
    assert lines == [
        "PEMERINTAH KOTA PAGAR ALAM",
        "DINAS PENANAMAN MODAL, PELAYANAN TERPADU SATU PINTU DAN TENAGA KERJA",
        None,
        "LAPORAN REKAPITULASI HARIAN JUMLAH LAYANAN PENGADUAN",
        "Keadaan Senin, 23 November 2026 pukul 23.59 WIB",
    ]


def test_the_recap_holds_a_table_for_every_breakdown(recap_book: Workbook) -> None:
    column = [cell.value for cell in recap_book["Rekap"]["A"]]
    titles = ["Ringkasan", "Menurut saluran", "Menurut jenis izin", "Menurut kategori"]
    places = [column.index(t) for t in [*titles, "Menurut tahap", "Layanan menurut petugas"]]
    assert places == sorted(places)
    assert column.count("Jumlah") == 5


def test_numbers_are_numbers_and_moments_are_moments(overdue_book: Workbook) -> None:
    page = overdue_book["Lewat Waktu"]
    rows = list(page.iter_rows())
    header = next(n for n, row in enumerate(rows) if row[0].value == "No. Register")
    first = dict(zip((cell.value for cell in rows[header]), rows[header + 1], strict=True))
    assert first["Tenggat"].value == datetime.fromisoformat("2026-11-04T23:59")
    assert first["Tenggat"].number_format == 'dd/mm/yyyy hh"."mm'
    assert isinstance(first["Menit Kerja Lewat"].value, int)


@pytest.mark.parametrize("subject", ["=1+1", "#N/A"])
def test_a_subject_that_looks_like_a_formula_or_an_error_stays_text(
    tmp_path: Path, subject: str
) -> None:
    cases = [CaseFactory(FACTORY.office).received("2026-11-20T08:00", subject=subject)]
    page = load_workbook(written_overdue(tmp_path, cases))["Lewat Waktu"]
    (cell,) = [cell for row in page.iter_rows() for cell in row if cell.value == subject]
    assert (cell.data_type, cell.quotePrefix) == ("s", subject.startswith("="))


def test_a_character_that_excel_forbids_is_left_out(tmp_path: Path) -> None:
    cases = [CaseFactory(FACTORY.office).received("2026-11-20T08:00", permit="IMB\x0b\x00")]
    assert "IMB" in texts(load_workbook(written_recap(tmp_path, cases)))


@pytest.mark.parametrize("write", [written_recap, written_overdue])
def test_no_file_holds_personal_data(tmp_path: Path, write: Writer) -> None:
    path = write(tmp_path, some_cases())
    with ZipFile(path) as archive:
        everything = "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    for secret in (*SECRETS.values(), REASON, "-Uji"):
        assert secret not in everything


@pytest.mark.parametrize("write", [written_recap, written_overdue])
def test_the_same_report_gives_the_same_bytes(tmp_path: Path, write: Writer) -> None:
    path = write(tmp_path, some_cases())
    first = path.read_bytes()
    assert write(tmp_path, some_cases()).read_bytes() == first
    with ZipFile(path) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert b"2026-11-23T" in archive.read("docProps/core.xml")


def test_pages_print_on_a4_in_width_with_headings_repeated_and_numbered(
    overdue_book: Workbook,
) -> None:
    page = overdue_book["Lewat Waktu"]
    setup = page.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (
        9,
        "landscape",
        1,
        0,
    )
    header = next(row[0].row for row in page.iter_rows() if row[0].value == "No. Register")
    assert page.print_title_rows == f"${header}:${header}"
    assert footer(page) == "DPMPTSP-NAKER|Halaman &P dari &N"


def test_an_office_may_print_on_f4(tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    write_recap(path, recap_of([]), [], Settings(report_paper="F4", office_short="A&B"))
    page = load_workbook(path)["Rekap"]
    assert page.page_setup.paperSize == 14
    assert footer(page).startswith("A&&B|")


def test_the_officer_signs_with_place_date_and_nip(recap_book: Workbook) -> None:
    found = texts(recap_book)
    place = found.index("Pagar Alam, 23 November 2026")
    assert found[place : place + 4] == [
        "Pagar Alam, 23 November 2026",
        "Petugas Pengaduan,",
        "Rina Marlina, S.A.P.",
        "NIP 19860926 201505 1 001",
    ]


def test_an_officer_known_by_name_alone_writes_the_nip_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    write_recap(path, replace(recap_of([]), officer="Rina Marlina"), [], Settings())
    found = texts(load_workbook(path))
    assert found[found.index("Rina Marlina") + 1].startswith("NIP ...")


def test_without_an_officer_the_signature_is_left_to_fill_in(tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    write_recap(path, recap_of([]), [], Settings())
    found = texts(load_workbook(path))
    assert len([text for text in found if text.startswith(("(...", "NIP ..."))]) == 2


def test_empty_tables_say_that_there_is_nothing(tmp_path: Path) -> None:
    book = load_workbook(written_overdue(tmp_path, []))
    assert book.sheetnames == ["Lewat Waktu", "Mendekati Tenggat", "Umur", "Penjelasan"]
    assert texts(book).count("Tidak ada") == 5


def test_the_overdue_file_explains_every_deadline(overdue_book: Workbook) -> None:
    lines = [cell.value for cell in overdue_book["Penjelasan"]["C"]]
    assert "Waktu tahap 5 (Peninjauan lapangan dan BAP) menurut SOP: 5 hari" in lines
    assert "Tenggat Senin 09/11/2026 pukul 16.00 WIB" in lines


def test_a_missing_folder_is_made_and_nothing_else_is_left_in_it(tmp_path: Path) -> None:
    path = tmp_path / "laporan" / "rekap.xlsx"
    write_recap(path, recap_of([]), [], Settings())
    assert list(path.parent.iterdir()) == [path]


def test_a_report_open_in_another_program_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(b"lama")

    def held(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(ReportBusyError) as error:
        write_recap(path, recap_of([]), [], Settings())
    assert str(error.value) == (
        "rekap.xlsx: Laporan sedang dibuka di program lain. "
        "Tutup berkas itu di Excel atau Calc, lalu ulangi. Tidak ada yang ditulis."
    )
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("rekap.xlsx", b"lama")]


def test_a_full_disk_leaves_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(b"lama")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReportNotWrittenError) as error:
        write_recap(path, recap_of([]), [], Settings())
    assert str(error.value) == (
        "rekap.xlsx: Laporan tidak dapat disimpan (disk penuh). "
        f"Periksa folder {tmp_path.name} dan ruang disk, lalu ulangi. Tidak ada yang ditulis."
    )
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("rekap.xlsx", b"lama")]


def test_a_folder_that_is_a_file_is_said_to_be_unusable(tmp_path: Path) -> None:
    (tmp_path / "laporan").write_text("bukan folder")
    with pytest.raises(ReportNotWrittenError):
        write_recap(tmp_path / "laporan" / "rekap.xlsx", recap_of([]), [], Settings())


def test_a_subject_in_capitals_is_given_more_lines(tmp_path: Path) -> None:
    words = "pelayanan loket yang lambat"
    heights = []
    for subject in (words, words.upper()):
        cases = [CaseFactory(FACTORY.office).received("2026-11-20T08:00", subject=subject)]
        page = load_workbook(written_overdue(tmp_path, cases))["Lewat Waktu"]
        (row,) = [c.row for c in page["B"] if c.value == subject]
        heights.append(page.row_dimensions[row or 0].height or 0)
    assert heights[0] < heights[1]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_libreoffice_prints_the_recap_whole(tmp_path: Path) -> None:
    path = written_recap(tmp_path, some_cases())
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    page = subprocess.run(
        ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert "###" not in page
    assert "NIP 19860926 201505 1 001" in page.split("\f")[0]
    assert [
        text for text in page.split("\f")[:-1] if not text.split("DPMPTSP-NAKER")[0].strip()
    ] == []
