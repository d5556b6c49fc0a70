"""The command ``kinerja``: which days it judges, what it shows, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_office import CLERK
from openpyxl import load_workbook

from pengaduan_xl.register.patch import patch_workbook

if TYPE_CHECKING:
    from cli_office import CliOffice

USAGE = "Pilih salah satu: --bulan, --triwulan, --tahun, atau --dari dan --sampai."


@pytest.fixture
def busy(office: CliOffice) -> CliOffice:
    """Two cases came in on Monday at 08.00; one passed step 2 in time, one late; it is Tuesday."""
    numbers = [office.receive(), office.receive()]
    office.at("2026-11-23T08:10")
    for number in numbers:
        office.finish(number, CLERK)
    office.at("2026-11-23T08:30").finish(numbers[0], CLERK)
    office.at("2026-11-23T09:00").finish(numbers[1], CLERK, "--alasan", "Antrean")
    return office.at("2026-11-24T10:00")


@pytest.mark.parametrize(
    ("options", "first", "last", "stem"),
    [
        ([], "2025-12-01", "2026-11-24", "2025-12-01_2026-11-24"),
        (["--bulan", "11/2026"], "2026-11-01", "2026-11-24", "2026-11-01_2026-11-24"),
        (["--triwulan", "4/2026"], "2026-10-01", "2026-11-24", "2026-10-01_2026-11-24"),
        (["--tahun", "2026"], "2026-01-01", "2026-11-24", "2026-01-01_2026-11-24"),
        (["--dari", "20/11/2026"], "2026-11-20", "2026-11-24", "2026-11-20_2026-11-24"),
        (["--sampai", "23/11/2026"], "2025-12-01", "2026-11-23", "2025-12-01_2026-11-23"),
        (
            ["--dari", "20/11/2026", "--sampai", "23/11/2026"],
            "2026-11-20", "2026-11-23", "2026-11-20_2026-11-23",
        ),
    ],
)  # fmt: skip
def test_the_days_asked_for_are_judged_and_filed(
    busy: CliOffice, options: list[str], first: str, last: str, stem: str
) -> None:
    data = busy.run("kinerja", *options, "--json").data
    file = busy.folder / "laporan" / f"kinerja_{stem}.xlsx"
    assert (data["dari"], data["sampai"], data["berkas"]) == (first, last, str(file))
    assert file.is_file()


def test_a_program_reads_the_numbers(busy: CliOffice) -> None:
    data = busy.run("kinerja", "--bulan", "11/2026", "--json").data
    assert data["keadaan"] == "2026-11-24T10:00+07:00"
    counted = {key: data["semua"][key] for key in ("dinilai", "tepat", "terlambat", "lewat_waktu")}
    assert counted == {"dinilai": 6, "tepat": 3, "terlambat": 1, "lewat_waktu": 2}
    second = data["tahap"][1]
    assert (second["nama"], second["waktu_sop"]) == (
        "Pencatatan dan penerusan berkas",
        ["30 menit"],
    )
    assert (second["tepat"], second["terlambat"], second["median_menit"]) == (1, 1, 20)
    assert [one["nama"] for one in data["petugas"]] == [CLERK, "(belum selesai: Kepala Seksi)"]
    assert data["pengaduan"]["terbuka"] == 2
    assert data["penundaan"]["pengaduan"] == 0


def test_staff_read_tables_and_where_the_file_is(busy: CliOffice) -> None:
    done = busy.run("kinerja", "--bulan", "11/2026")
    assert done.out.splitlines()[0] == "Kinerja 1 November 2026 s.d. 24 November 2026"
    for title in ("Angka utama", "Kepatuhan menurut tahap", "Menurut petugas", "Menurut bulan"):
        assert title in done.out
    assert done.out.splitlines()[-1].endswith("kinerja_2026-11-01_2026-11-24.xlsx")


def test_the_workbook_has_the_same_figures(busy: CliOffice) -> None:
    busy.run("kinerja", "--bulan", "11/2026")
    book = load_workbook(busy.folder / "laporan" / "kinerja_2026-11-01_2026-11-24.xlsx")
    rows = list(book["Tahap"].iter_rows(values_only=True))
    second = next(row for row in rows if str(row[0]).startswith("2. "))
    assert second[1:5] == (2, 1, 1, 0)


@pytest.mark.parametrize(
    "options",
    [
        ["--bulan", "11/2026", "--tahun", "2026"],
        ["--triwulan", "4/2026", "--dari", "01/11/2026"],
        ["--bulan", "11/2026", "--sampai", "23/11/2026"],
    ],
)
def test_two_times_at_once_are_a_mistake(office: CliOffice, options: list[str]) -> None:
    done = office.run("kinerja", *options)
    assert (done.code, done.err.splitlines()[-1]) == (2, f"Galat: {USAGE}")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--bulan", "12/2026"], "Periode mulai 01/12/2026 belum dapat dinilai"),
        (["--dari", "23/11/2026", "--sampai", "22/11/2026"], "terbalik"),
        (["--tahun", "1999"], "di luar kalender"),
    ],
)
def test_days_that_cannot_be_judged_are_refused(
    office: CliOffice, options: list[str], told: str
) -> None:
    done = office.run("kinerja", *options)
    assert (done.code, told in done.err) == (5, True)
    assert "Tidak ada yang ditulis." in done.err
    assert list((office.folder / "laporan").iterdir()) == []


@pytest.mark.parametrize(
    ("option", "text", "told"),
    [
        ("--bulan", "13/2026", "'13/2026' bukan bulan; tulis seperti 11/2026"),
        ("--triwulan", "5/2026", "'5/2026' bukan triwulan; tulis seperti 4/2026"),
        ("--tahun", "26", "'26' bukan tahun; tulis seperti 2026"),
    ],
)
def test_what_is_no_part_of_a_year_is_told(
    office: CliOffice, option: str, text: str, told: str
) -> None:
    done = office.run("kinerja", option, text)
    assert (done.code, told in done.err) == (2, True)


def test_an_office_without_cases_has_a_report_too(office: CliOffice) -> None:
    done = office.run("kinerja")
    assert (done.code, "data sedikit" in done.out) == (0, True)


def test_the_register_is_only_read(busy: CliOffice) -> None:
    before = busy.register.read_bytes()
    busy.run("kinerja")
    assert busy.register.read_bytes() == before


def test_a_broken_row_is_left_out_and_told(busy: CliOffice) -> None:
    copy = busy.folder / "salinan.xlsx"
    patch_workbook(busy.register, copy, cells={("Register", "B4"): "kemarin"})
    copy.replace(busy.register)
    done = busy.run("kinerja")
    assert (
        "Tidak dihitung karena barisnya rusak: 2026-0001. Jalankan: pengaduan periksa" in done.err
    )
    data = busy.run("kinerja", "--json").data
    assert (data["tidak_dihitung"], data["pengaduan"]["ditangani"]) == (["2026-0001"], 1)


def test_what_is_dated_after_now_is_not_counted_yet(busy: CliOffice) -> None:
    data = busy.at("2026-11-23T08:20").run("kinerja", "--json").data
    counted = [data["semua"][key] for key in ("dinilai", "tepat", "lewat_waktu")]
    assert (data["keadaan"], counted) == ("2026-11-23T08:20+07:00", [2, 2, 0])
