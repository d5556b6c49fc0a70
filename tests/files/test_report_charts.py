"""Charts in a report's workbook: native, legible, whole on a page, with their numbers in cells."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from case_factory import at
from openpyxl import load_workbook

from pengaduan_xl.reports.charts import BARS, LINES, STACKED, ReportChart
from pengaduan_xl.reports.paper import PAPERS, Page
from pengaduan_xl.reports.sheets import ReportBook, ReportSheet, Signature, render
from pengaduan_xl.reports.tables import ReportTable

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

CHANNELS = ("Datang langsung", "Surat", "Telepon")
STEPS = ReportChart(
    "Menurut tahap",
    STACKED,
    CHANNELS,
    (("Dalam tenggat", (1, 0, 2)), ("Terlambat", (0, 3, 4))),
    "pengaduan",
)
DAYS = ReportChart(
    "Sisa", LINES, ("1", "2", "3"), (("Sisa", (4, None, 12)),), "pengaduan", axis="Hari"
)
SHARE = ReportChart("Tepat waktu", BARS, ("Sep", "Okt"), (("Tepat", (80.5, 100)),), percent=True)
EMPTY = ReportChart("Kosong", BARS, (), ())
TABLE = ReportTable("Tabel", ("Uraian", "Jumlah"), (("a", 1),))
HEADING = ("DINAS", "REKAP")


def rendered(
    *charts: ReportChart, tables: int = 0, paper: str = "A4", landscape: bool = False
) -> bytes:
    sheet = ReportSheet(
        "Grafik", HEADING, (TABLE,) * tables, (37, *[13.0] * 7), landscape=landscape,
        signature=Signature("Pagar Alam", "Petugas"), charts=charts,
    )  # fmt: skip
    after = ReportSheet("Akhir", HEADING, (TABLE,), (30, 10))
    moment = at("2026-11-23T16:00")
    return render(ReportBook("Uji", "DPMPTSP", paper, moment, (sheet, after)))


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def xml_of(content: bytes, number: int = 1) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(f"xl/charts/chart{number}.xml").decode("utf-8")


def spans(content: bytes) -> list[tuple[int, int]]:
    """The first row of each chart, and the first one below it."""
    found = []
    for chart in opened(content)["Grafik"]._charts:  # type: ignore[attr-defined]  # as openpyxl reads it
        rows = -(-chart.anchor.ext.height // (15 * 12700))
        found.append((chart.anchor._from.row + 1, chart.anchor._from.row + 1 + rows))
    return found


def test_every_chart_is_native_and_its_axes_are_shown() -> None:
    content = rendered(STEPS, DAYS, SHARE)
    for number, kind in ((1, "barChart"), (2, "lineChart"), (3, "barChart")):
        xml = xml_of(content, number)
        assert f"<{kind}>" in xml
        assert xml.count('<delete val="0"') == 2
        assert '<roundedCorners val="0"' in xml
    assert "3D" not in content.decode("latin-1")


def test_titles_and_axes_are_told_in_words() -> None:
    xml = xml_of(rendered(DAYS))
    assert re.findall("<a:t>([^<]+)</a:t>", xml) == ["Sisa", "Hari", "pengaduan"]
    assert xml.count('<overlay val="0"') >= 1


def test_a_legend_stands_below_only_where_there_are_several_series() -> None:
    assert '<legendPos val="b"' in xml_of(rendered(STEPS))
    assert "<legend>" not in xml_of(rendered(DAYS))


def test_long_labels_stand_beside_bars_that_lie_down() -> None:
    lying, standing = xml_of(rendered(STEPS)), xml_of(rendered(SHARE))
    assert '<barDir val="bar"' in lying
    assert '<orientation val="maxMin"' in lying
    assert '<barDir val="col"' in standing


def test_bars_are_stacked_where_the_chart_says_so() -> None:
    assert '<grouping val="stacked"' in xml_of(rendered(STEPS))
    assert '<overlap val="100"' in xml_of(rendered(STEPS))


def test_percentages_run_from_0_to_100() -> None:
    xml = xml_of(rendered(SHARE))
    assert '<max val="100"' in xml
    assert '<min val="0"' in xml
    assert 'formatCode="0&quot;%&quot;"' in xml or "%" in xml
    beyond = ReportChart("Terpakai", BARS, ("Sep",), (("Median", (250,)),), percent=True)
    assert "<max " not in xml_of(rendered(beyond))


def test_small_counts_go_up_by_whole_numbers() -> None:
    assert '<majorUnit val="1"' in xml_of(rendered(STEPS))
    assert "<majorUnit" not in xml_of(rendered(DAYS))


def test_few_numbers_are_written_on_the_chart_many_are_not() -> None:
    many = ReportChart("Banyak", BARS, tuple(map(str, range(31))), (("Masuk", (1,) * 31),))
    assert '<showVal val="1"' in xml_of(rendered(DAYS))
    assert "<dLbls>" not in xml_of(rendered(many))
    assert '<tickLblSkip val="2"' in xml_of(rendered(many))


def test_numbers_on_charts_have_a_format_of_their_own() -> None:
    formats = re.findall("<numFmt [^>]*>", xml_of(rendered(STEPS, SHARE)))
    assert formats
    assert all('sourceLinked="0"' in one for one in formats)


def test_the_numbers_stand_in_the_last_sheet_and_gaps_stay_empty() -> None:
    book = opened(rendered(STEPS, DAYS))
    assert book.sheetnames == ["Grafik", "Akhir", "Data Grafik"]
    rows = list(book["Data Grafik"].iter_rows(values_only=True))
    assert rows[0][0] == "Menurut tahap"
    assert rows[1] == (None, "Dalam tenggat", "Terlambat")
    assert rows[3] == ("Surat", 0, 3)
    assert [row[:2] for row in rows[6:]] == [
        ("Sisa", None), ("Hari", "Sisa"), ("1", 4), ("2", None), ("3", 12)
    ]  # fmt: skip
    assert "'Data Grafik'!$B$9:$B$11" in xml_of(rendered(STEPS, DAYS), 2)


def test_a_label_that_looks_like_a_formula_stays_text() -> None:
    odd = ReportChart("=1+1", BARS, ("=2+2",), (("=3+3", (1,)),), axis="=4+4")
    cells = [cell for row in opened(rendered(odd))["Data Grafik"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}


def test_a_chart_of_nothing_says_so_instead_of_drawing_a_frame() -> None:
    book = opened(rendered(EMPTY))
    assert "Kosong: tidak ada data." in [cell.value for cell in book["Grafik"]["A"]]
    assert book.sheetnames == ["Grafik", "Akhir"]


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("tables", [0, 1, 20])
def test_no_page_ends_within_a_chart(paper: str, landscape: bool, tables: int) -> None:
    content = rendered(*[STEPS, DAYS] * 4, tables=tables, paper=paper, landscape=landscape)
    sheet = opened(content)["Grafik"]
    breaks = [one.id + 1 for one in sheet.row_breaks.brk]
    charts = spans(content)
    assert (len(charts), bool(breaks)) == (8, True)
    assert not [row for row in breaks for first, below in charts if first < row < below]
    page = Page(paper, (37, *[13.0] * 7), landscape)
    pages = zip(breaks, [*breaks[1:], charts[-1][1]], strict=True)
    assert all((last - first) * 15 <= page.height for first, last in pages)


def test_a_sheet_with_charts_is_scaled_so_that_its_breaks_hold() -> None:
    sheet = opened(rendered(STEPS))["Grafik"]
    fitted = sheet.sheet_properties.pageSetUpPr
    assert not (fitted and fitted.fitToPage)
    assert 40 < (sheet.page_setup.scale or 0) < 100
    assert sheet.print_title_rows == "$1:$2"


def test_charts_are_as_wide_as_the_page_lets_them() -> None:
    (chart,) = opened(rendered(STEPS))["Grafik"]._charts  # type: ignore[attr-defined]  # as read
    page = Page("A4", (37, *[13.0] * 7))
    assert page.width - 7 <= chart.anchor.ext.width / 12700 < page.width


def test_the_same_charts_give_the_same_bytes() -> None:
    assert rendered(STEPS, DAYS) == rendered(STEPS, DAYS)
