"""Values written into cells, as the file and as other readers show them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbook_samples import (
    WORKBOOK,
    calamine_rows,
    opened,
    patched,
    refusal,
    sheet_xml,
    simple_bytes,
    with_parts,
    with_sheet,
)

from pengaduan_xl.register.patch import Formula
from pengaduan_xl.register.xlsx.cell_xml import (
    BrokenFormulaError,
    BrokenTextError,
    DateOutOfRangeError,
    InexactNumberError,
    NotFiniteError,
    TextTooLongError,
    UnsupportedValueError,
    escape_controls,
    unescape_controls,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue

NOTHING = "Tidak ada yang ditulis."


def cell_after(folder: Path, value: CellValue, cell: str = "B1") -> str:
    """Return the XML of a cell after writing a value into it."""
    xml = sheet_xml(patched(folder, simple_bytes(), {("Data", cell): value}))
    start = xml.index(f'<c r="{cell}"')
    ends = [xml.find(end, start) for end in ("</c>", "/>")]
    return xml[start : min(end for end in ends if end > 0)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, "<v>7</v>"),
        (-0.0, "<v>0</v>"),
        (0.1, "<v>0.1</v>"),
        (2.0, "<v>2</v>"),
        (1e21, "<v>1e+21</v>"),
        (10**20, "<v>100000000000000000000</v>"),
        (date(2026, 1, 5), "<v>46027</v>"),
        (date(1900, 1, 1), "<v>1</v>"),
        (date(1900, 2, 28), "<v>59</v>"),
        (date(1900, 3, 1), "<v>61</v>"),
        (datetime.fromisoformat("2026-01-05T18:00"), "<v>46027.75</v>"),
        (time(6), "<v>0.25</v>"),
        (Formula('=A1&"<"'), '<f>A1&amp;"&lt;"</f>'),
        (Formula("A1"), "<f>A1</f>"),
    ],
)
def test_numbers_dates_and_formulas_are_written_as_excel_does(
    tmp_path: Path, value: CellValue, expected: str
) -> None:
    assert cell_after(tmp_path, value) == f'<c r="B1">{expected}'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("halo", "<t>halo"),
        ("=1+1", "<t>=1+1"),
        ("3171234567890001", "<t>3171234567890001"),
        ("a<b>&c", "<t>a&lt;b&gt;&amp;c"),
        (" tepi", '<t xml:space="preserve"> tepi'),
        ("dua  spasi", '<t xml:space="preserve">dua  spasi'),
        ("dua\nbaris", '<t xml:space="preserve">dua\nbaris'),
        ("\x01\r", "<t>_x0001__x000D_"),
        ("_x0041_", "<t>_x005F_x0041_"),
    ],
)
def test_texts_are_inline_strings(tmp_path: Path, value: str, expected: str) -> None:
    assert cell_after(tmp_path, value) == f'<c r="B1" t="inlineStr"><is>{expected}</t></is>'


def test_a_boolean_is_a_boolean(tmp_path: Path) -> None:
    assert cell_after(tmp_path, value=True) == '<c r="B1" t="b"><v>1</v>'


@pytest.mark.parametrize("value", [None, ""])
def test_an_emptied_cell_keeps_its_style(tmp_path: Path, value: str | None) -> None:
    assert cell_after(tmp_path, value, "A1") == '<c r="A1" s="1"'


def test_a_rewritten_cell_keeps_its_style_and_its_neighbours(tmp_path: Path) -> None:
    target = patched(tmp_path, simple_bytes(), {("Data", "C4"): date(2026, 1, 5)})
    row = '<c r="B4" t="s"><v>1</v></c><c r="C4" s="2"><v>46027</v></c><c r="D4"><f>'
    assert row in sheet_xml(target)


def test_metadata_of_the_old_value_goes_with_it(tmp_path: Path) -> None:
    package = with_sheet(
        lambda data: data.replace(b'<c r="F1" s="1"', b'<c cm="1" r="F1" vm="2" s="1"')
    )
    target = patched(tmp_path, package, {("Data", "F1"): 3})
    assert '<c r="F1" s="1"><v>3</v></c>' in sheet_xml(target)


def test_new_cells_and_rows_take_their_place_in_order(tmp_path: Path) -> None:
    cells = {("Data", "D1"): 4, ("Data", "B2"): 2, ("Data", "H9"): 8, ("Data", "B1"): 2}
    xml = sheet_xml(patched(tmp_path, simple_bytes(), cells))
    first = '<row r="1" spans="1:6"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"><v>2</v></c>'
    assert f'{first}<c r="D1"><v>4</v></c><c r="F1" s="1">' in xml
    assert '</row><row r="2"><c r="B2"><v>2</v></c></row><row r="3"' in xml
    assert '<row r="9"><c r="H9"><v>8</v></c></row></sheetData>' in xml
    assert '<dimension ref="A1:H9"/>' in xml


def test_a_cell_beyond_the_row_widens_its_spans(tmp_path: Path) -> None:
    xml = sheet_xml(patched(tmp_path, simple_bytes(), {("Data", "J1"): 4}))
    assert '<row r="1" spans="1:10">' in xml


def test_a_new_cell_takes_the_style_of_its_row_or_else_its_column(tmp_path: Path) -> None:
    package = with_sheet(
        lambda data: data.replace(
            b"<sheetData>", b'<cols><col min="2" max="3" width="9" style="2"/></cols><sheetData>'
        ).replace(b'<row r="1"', b'<row r="1" s="1" customFormat="1"')
    )
    xml = sheet_xml(patched(tmp_path, package, {("Data", "B1"): 1, ("Data", "B2"): 2}))
    assert '<c r="B1" s="1"><v>1</v></c>' in xml
    assert '<c r="B2" s="2"><v>2</v></c>' in xml


def test_addresses_and_sheet_names_may_be_written_as_excel_accepts_them(tmp_path: Path) -> None:
    target = patched(tmp_path, simple_bytes(), {("DATA", "$b$1"): "halo"})
    assert calamine_rows(target)[0][1] == "halo"


def test_dates_count_from_1904_where_the_workbook_does(tmp_path: Path) -> None:
    package = with_parts(
        simple_bytes(),
        {WORKBOOK: lambda data: data.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')},
    )
    target = patched(tmp_path, package, {("Data", "C4"): date(2026, 1, 5)})
    assert '<c r="C4" s="2"><v>44565</v></c>' in sheet_xml(target)
    assert opened(target)["Data"]["C4"].value == datetime.fromisoformat("2026-01-05")


@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), max_size=8))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_reads_back_as_it_was_written(tmp_path: Path, texts: list[str]) -> None:
    # U+FFFE and U+FFFF are escaped as Excel does, but calamine leaves the escapes as they are.
    texts = [text.replace("\ufffe", "").replace("\uffff", "") for text in texts]
    cells = {("Lain", f"B{row}"): text for row, text in enumerate(texts, 1)}
    target = patched(tmp_path, simple_bytes(), {**cells, ("Lain", "A9"): "akhir"})
    found = [row[1] if len(row) > 1 else "" for row in calamine_rows(target, "Lain")]
    assert found[: len(texts)] == texts


@given(st.text(st.sampled_from("_x0041F\x01\r\n\ufffeé")))
def test_escaping_is_undone_by_unescaping(text: str) -> None:
    assert unescape_controls(escape_controls(text)) == text


@given(
    moment=st.datetimes(datetime.fromisoformat("1900-03-01"), datetime.fromisoformat("2199-12-31"))
)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_moment_reads_back_to_the_second(tmp_path: Path, moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    target = patched(tmp_path, simple_bytes(), {("Data", "C4"): moment})
    read = calamine_rows(target)[3][2]
    assert (read if isinstance(read, datetime) else datetime.combine(read, time())) == moment


@pytest.mark.parametrize(
    ("value", "error", "text"),
    [
        (
            float("nan"),
            NotFiniteError,
            "nilai nan bukan bilangan yang dikenal Excel. Isi bilangan biasa atau kosongkan",
        ),
        (
            float("inf"),
            NotFiniteError,
            "nilai inf bukan bilangan yang dikenal Excel. Isi bilangan biasa atau kosongkan",
        ),
        (
            3171234567890001,
            InexactNumberError,
            "bilangan lebih dari 15 angka tidak tersimpan utuh di Excel. Tulis sebagai teks",
        ),
        (
            "x" * 32_766 + "\U0001f600",
            TextTooLongError,
            (
                "isinya 32768 karakter, lebih panjang daripada batas Excel 32767. "
                "Ringkas isinya atau simpan sebagai lampiran"
            ),
        ),
        (
            Formula("1+" * 4_096 + "1"),
            TextTooLongError,
            (
                "isinya 8193 karakter, lebih panjang daripada batas Excel 8192. "
                "Ringkas isinya atau simpan sebagai lampiran"
            ),
        ),
        (
            "a\ud800",
            BrokenTextError,
            "teksnya memuat karakter yang rusak. Ketik ulang teks itu",
        ),
        (
            Formula("="),
            BrokenFormulaError,
            "rumusnya kosong atau memuat karakter yang rusak. Ketik ulang rumus itu",
        ),
        (
            date(1899, 12, 31),
            DateOutOfRangeError,
            (
                "tanggal 31/12/1899 di luar jangkauan buku kerja. "
                "Isi tanggal sejak 01/01/1900, atau tulis sebagai teks"
            ),
        ),
        (
            datetime(2026, 1, 1, tzinfo=UTC),
            UnsupportedValueError,
            (
                "jenis nilai datetime tidak dapat disimpan di sel. "
                "Isi teks, bilangan, ya/tidak, tanggal atau jam tanpa zona waktu"
            ),
        ),
    ],
)
def test_a_value_that_no_cell_can_hold_is_refused_with_its_place(
    tmp_path: Path, value: CellValue, error: type[UnsupportedValueError], text: str
) -> None:
    found = refusal(tmp_path, simple_bytes(), error, {("Data", "B4"): value})
    assert found == f"Data!B4: {text}. {NOTHING}"


def test_a_missing_date_of_pandas_is_refused(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    refusal(tmp_path, simple_bytes(), NotFiniteError, {("Data", "B4"): pandas.NaT})


def test_the_longest_text_fits(tmp_path: Path) -> None:
    text = "é" * 32_767
    target = patched(tmp_path, simple_bytes(), {("Data", "B4"): text})
    assert calamine_rows(target)[3][1] == text


def test_a_value_of_a_strange_type_is_refused(tmp_path: Path) -> None:
    cells = {("Data", "B4"): cast("CellValue", ["daftar"])}
    text = refusal(tmp_path, simple_bytes(), UnsupportedValueError, cells)
    assert text.startswith("Data!B4: jenis nilai list tidak dapat disimpan di sel.")
