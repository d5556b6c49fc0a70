"""An office's performance as a workbook: what a head of office reads there, and what must not be in it."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from case_factory import OFFICERS, REASON, SECRETS, CaseFactory, at
from openpyxl import load_workbook
from performance_samples import MORE_OFFICERS, NOW, year_of_cases

from pengaduan_xl.domain.office import Office
from pengaduan_xl.reports.export import ReportNotWrittenError
from pengaduan_xl.reports.performance_book import write_performance
from pengaduan_xl.reports.performance_count import performance
from pengaduan_xl.reports.performance_method import METHOD
from pengaduan_xl.reports.period import Month, Period
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from pengaduan_xl.domain.complaint import Case

SHEETS = [
    "Ringkasan", "Tahap", "Lama Tahap", "Letak Pengaduan", "Dikembalikan, Ditunda", "Petugas",
    "Jenis Izin", "Bulan", "Pengaduan", "Cara Menghitung",
]  # fmt: skip
CHARTS = [
    "Berapa persen pekerjaan tiap tahap selesai tepat waktu?",
    "Berapa lama dibanding waktu SOP? (100% = tepat pada tenggat)",
    "Membaik atau menurun? Tahap selesai tepat waktu per bulan",
    "Di mana waktu kerja pengaduan habis?",
    "Berapa hari kerja sampai pengaduan selesai, per bulan?",
]
JULY = Period.of_month(Month(2026, 7))
NINE = at("2026-07-06T09:00")


def week(factory: CaseFactory) -> list[Case]:
    """Six cases of Monday 6 July at 08.00: step 1 is done after 5, 10, 12, 15 and 30 minutes, once not."""
    received = [factory.received("2026-07-06T08:00", permit="Izin Reklame") for _ in range(6)]
    ends = (5, 10, 12, 15, 30)
    done = [
        factory.finished(case, f"2026-07-06T08:{end:02}")
        for case, end in zip(received, ends, strict=False)
    ]
    return [*done, received[-1]]


def written(
    path: Path, cases: Iterable[Case], now: datetime = NINE, left_out: tuple[str, ...] = ()
) -> Workbook:
    period = JULY if now == NINE else Period.twelve_months(now.date())
    found = performance(cases, Office.default(MORE_OFFICERS), period, now)
    write_performance(path, found, Settings(), left_out)
    return load_workbook(path)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of a year of 130 cases."""
    path = tmp_path_factory.mktemp("kinerja") / "kinerja.xlsx"
    written(path, year_of_cases(), NOW)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    """The workbook of the six cases of :func:`week`."""
    return written(tmp_path / "kinerja.xlsx", week(CaseFactory(Office.default(OFFICERS))))


def row(page: Worksheet, label: str) -> tuple[object, ...]:
    """The values beside a label in the first column."""
    (found,) = [values for values in page.iter_rows(values_only=True) if values[0] == label]
    return tuple(value for value in found[1:] if value is not None)


def charts(path: Path) -> list[str]:
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        return [archive.read(name).decode("utf-8") for name in sorted(names)]


def printed(path: Path) -> list[str]:
    """The text of every page that LibreOffice prints."""
    profile = f"-env:UserInstallation={(path.parent / 'profil').as_uri()}"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(path.parent),
    ]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    read = ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"]
    return subprocess.run(read, check=True, capture_output=True, text=True).stdout.split("\f")


def texts(book: Workbook) -> str:
    cells = (cell.value for page in book for line in page.iter_rows() for cell in line)
    return "\n".join(str(value) for value in cells if value is not None)


def test_every_table_has_a_sheet(book: Workbook) -> None:
    assert book.sheetnames == [*SHEETS, "Data Grafik"]


@pytest.mark.parametrize(
    ("sheet", "title"),
    [
        ("Tahap", "KEPATUHAN MENURUT TAHAP"),
        ("Lama Tahap", "LAMA PENGERJAAN MENURUT TAHAP"),
        ("Letak Pengaduan", "DI MANA PENGADUAN BERADA"),
        ("Dikembalikan, Ditunda", "DIKEMBALIKAN DAN DITUNDA MENURUT TAHAP"),
        ("Cara Menghitung", "CARA MENGHITUNG"),
    ],
)
def test_every_sheet_says_what_it_tells_and_of_when(book: Workbook, sheet: str, title: str) -> None:
    lines = [cell.value for cell in book[sheet]["A"][3:7]]
    assert lines == [
        "LAPORAN KINERJA PENANGANAN PENGADUAN",
        title,
        "Periode 1 Juli 2026 s.d. 6 Juli 2026",
        "Keadaan Senin, 6 Juli 2026 pukul 09.00 WIB",
    ]


def test_the_summary_tells_the_figures_in_words(book: Workbook) -> None:
    """Step 2 has 30 minutes: at nine, of five files that wait there, the last one is not yet late."""
    assert row(book["Ringkasan"], "Tahap selesai tepat waktu") == (
        "40 %",
        "4 dari 10 pekerjaan tahap selesai dalam tenggat yang berlaku saat itu; 1 selesai terlambat, 5 "
        "belum selesai padahal sudah lewat tenggat.",
    )
    assert row(book["Ringkasan"], "Tahap paling sering melewati tenggat")[0] == (
        "1. Penerimaan pengaduan"
    )


def test_the_figures_of_a_step_stand_beside_its_name(book: Workbook) -> None:
    first = "1. Penerimaan pengaduan"
    assert row(book["Tahap"], first) == (6, 4, 1, 1, 66, 80, 200)
    assert row(book["Lama Tahap"], first) == ("15 menit", 5, "12 menit", "30 menit", 12, 30)
    assert row(book["Dikembalikan, Ditunda"], first) == (5, "–", "–", 0, 0)
    assert row(book["Tahap"], "2. Pencatatan dan penerusan berkas") == (
        4, 0, 0, 4, "data sedikit", "–", "–",
    )  # fmt: skip


def test_officers_licences_and_months_have_the_same_sums(book: Workbook) -> None:
    assert row(book["Petugas"], "Rina Marlina")[:5] == (5, 4, 1, 0, 80)
    assert row(book["Petugas"], "(belum selesai: Petugas Pengaduan)")[:4] == (5, 0, 0, 5)
    assert row(book["Jenis Izin"], "Izin Reklame")[:5] == (10, 4, 1, 5, 40)
    assert row(book["Bulan"], "Jul 2026")[:5] == (10, 4, 1, 5, 40)
    assert row(book["Pengaduan"], "– masih terbuka pada akhir periode") == (6,)


def test_headings_are_repeated_and_stay_in_view(book: Workbook) -> None:
    page = book["Jenis Izin"]
    assert (page["A9"].value, page.freeze_panes, page.print_title_rows) == (
        "Jenis Izin", "B10", "$9:$9",
    )  # fmt: skip


def test_the_method_is_explained(book: Workbook) -> None:
    page = book["Cara Menghitung"]
    for term, meaning in METHOD.items():
        assert row(page, term) == (meaning,)


def test_the_charts_ask_what_they_answer_and_draw_their_cells(year: Path) -> None:
    found = charts(year)
    titles = [re.findall("<a:t>([^<]+)</a:t>", xml)[0] for xml in found]
    assert titles == CHARTS
    for xml in found:
        references = re.findall("<f>([^<]+)</f>", xml)
        assert references
        assert all(one.startswith("'Data Grafik'!") for one in references)


def test_the_charts_show_the_numbers_of_the_tables(year: Path) -> None:
    book = load_workbook(year)
    compliance = [row(book["Tahap"], f"{name}")[4] for name in _labels(book, CHARTS[0])]
    assert compliance == [value for value, *_ in _drawn(book, CHARTS[0])]
    trend = [row(book["Bulan"], name)[4] for name in _labels(book, CHARTS[2])]
    assert trend == [value for value, *_ in _drawn(book, CHARTS[2])]
    waits = [row(book["Letak Pengaduan"], name)[1] for name in _labels(book, CHARTS[3])]
    assert waits == [value for value, *_ in _drawn(book, CHARTS[3])]


def _block(book: Workbook, title: str) -> Sequence[tuple[object, ...]]:
    """The rows of a chart's numbers, below its title and the names of its series."""
    rows = list(book["Data Grafik"].iter_rows(values_only=True))
    first = next(place for place, values in enumerate(rows) if values[0] == title) + 2
    last = next((n for n, values in enumerate(rows) if n > first and values[0] is None), len(rows))
    return rows[first:last]


def _labels(book: Workbook, title: str) -> list[str]:
    return [str(values[0]) for values in _block(book, title)]


def _drawn(book: Workbook, title: str) -> list[tuple[object, ...]]:
    return [values[1:] for values in _block(book, title)]


def test_charts_with_too_few_cases_are_left_out_and_counted(book: Workbook, tmp_path: Path) -> None:
    """Five files have passed step 1, but no case was delivered."""
    told = "1 grafik tidak digambar karena datanya kurang dari 5."
    assert told in [cell.value for cell in book["Ringkasan"]["A"]]
    empty = written(tmp_path / "kosong.xlsx", [])
    told = "5 grafik tidak digambar karena datanya kurang dari 5."
    assert told in [cell.value for cell in empty["Ringkasan"]["A"]]
    assert empty.sheetnames == SHEETS
    assert "Tidak ada" in [cell.value for cell in empty["Petugas"]["A"]]


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    cases = week(CaseFactory(Office.default(OFFICERS)))
    first = cases[0]
    *before, last = first.events
    cases[0] = first._replace(events=(*before, last._replace(due=None)))
    book = written(tmp_path / "kinerja.xlsx", cases, left_out=("2026-0007", "2026-0009"))
    notes = [cell.value for cell in book["Ringkasan"]["A"]]
    assert "2 pengaduan tidak dihitung karena barisnya rusak (pengaduan periksa)." in notes
    assert "1 pekerjaan tahap tanpa tenggat tertulis tidak dinilai." in notes


def test_nothing_of_the_complainants_is_in_it(year: Path) -> None:
    text = texts(load_workbook(year))
    for secret in (*SECRETS.values(), REASON, "-Uji", "Perihal"):
        assert secret not in text


def test_no_cell_is_a_formula(year: Path) -> None:
    cells = [cell for page in load_workbook(year) for line in page.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells}.isdisjoint({"f", "e"})


def test_the_same_report_has_the_same_bytes(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("satu.xlsx", "dua.xlsx")]
    for file in files:
        written(file, week(CaseFactory(Office.default(OFFICERS))))
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "laporan").write_text("bukan folder", encoding="utf-8")
    with pytest.raises(ReportNotWrittenError):
        written(tmp_path / "laporan" / "kinerja.xlsx", [])


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_libreoffice_prints_every_table_on_a_page_and_nothing_is_cut(year: Path) -> None:
    pages = printed(year)
    for table, title in (("Tahap", "KEPATUHAN"), ("Lama Tahap", "LAMA PENGERJAAN")):
        (page,) = [text for text in pages if title in text]
        words = " ".join(page.split())
        for values in list(load_workbook(year)[table].iter_rows(values_only=True))[9:]:
            line = " ".join(str(value) for value in values)
            assert line.replace(",", "") in words.replace(",", "")
    assert "###" not in "".join(pages)
    assert [len(re.findall(re.escape(title), "".join(pages[:3]))) for title in CHARTS] == [1] * 5
