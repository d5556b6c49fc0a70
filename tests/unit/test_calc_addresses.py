"""Addresses, Ctrl+arrow and the texts of the Calc engine's errors; no office is needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pengaduan_xl.excel.calc import (
    addresses,
    app,
    book,
    books,
    connection,
    names,
    objects,
    office,
    protection,
    sheets,
    tables,
    values,
)
from pengaduan_xl.excel.calc.addresses import Area, read_address, write_address
from pengaduan_xl.excel.calc.edges import edge, way

SHEET = Area(1, 1, 1_048_576, 16_384)
AREAS = st.builds(
    Area,
    st.integers(1, 1_000_000), st.integers(1, 16_000), st.integers(1, 48_576), st.integers(1, 384),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("A1", Area(1, 1)),
        ("$AG$4", Area(4, 33)),
        ("b3:a2", Area(2, 1, 2, 2)),
        ("A:C", Area(1, 1, 1_048_576, 3)),
        ("3:5", Area(3, 1, 3, 16_384)),
        ("XFD1048576", Area(1_048_576, 16_384)),
    ],
)
def test_addresses_are_read_as_excel_writes_them(text: str, area: Area) -> None:
    assert read_address(text, SHEET) == area


@pytest.mark.parametrize(
    "text", ["frm_nik", "A", "1", "", ":", "A1:B", "A0", "XFE1", "A1048577", "A1:B2:C3"]
)
def test_other_texts_are_no_address(text: str) -> None:
    assert read_address(text, SHEET) is None


@given(AREAS)
def test_a_written_address_reads_back(area: Area) -> None:
    assert read_address(write_address(area), SHEET) == area


def test_parts_of_an_address_can_be_relative() -> None:
    assert write_address(Area(1, 1, 3, 2), row_absolute=False) == "$A1:$B3"
    assert write_address(Area(1, 1), column_absolute=False) == "A$1"


@given(st.integers(1, 18_278))
def test_column_letters_and_numbers_are_inverse(number: int) -> None:
    assert addresses.column_number(addresses.column_letters(number)) == number


@given(AREAS, AREAS)
def test_what_two_areas_share_lies_in_both(one: Area, other: Area) -> None:
    shared = one.common(other)
    assert shared == other.common(one)
    assert shared is None or Area.between(shared, one) == one


def test_places_count_from_the_areas_own_corner() -> None:
    assert list(Area(4, 2, 3, 3).places(Area(5, 1, 1, 3))) == [(1, 0), (1, 1)]
    assert not list(Area(4, 2).places(Area(1, 1)))


@pytest.mark.parametrize(("row", "column"), [(0, 1), (1, 0), (-1, 5)])
def test_rows_and_columns_count_from_1(row: int, column: int) -> None:
    with pytest.raises(addresses.CellOutsideError):
        addresses.area(row, column)


@pytest.mark.parametrize(
    ("filled", "row"),
    [
        ([True, True, True], 3),
        ([True, True, False, True], 2),
        ([True, False, False, True], 4),
        ([False, False, True], 3),
        ([True], 1_048_576),
        ([False, False], 1_048_576),
    ],
)
def test_ctrl_down_goes_to_the_end_of_a_block_or_to_the_next(filled: list[bool], row: int) -> None:
    start = Area(1, 1)
    _, step = way("down", start, Area(1, 1, len(filled), 1))
    assert edge(start, filled, step, SHEET) == Area(row, 1)


@pytest.mark.parametrize(
    ("direction", "end"), [("up", Area(1, 3)), ("left", Area(3, 1)), ("right", Area(3, 16_384))]
)
def test_ctrl_arrow_in_an_empty_sheet_goes_to_its_border(direction: str, end: Area) -> None:
    path, step = way(direction, Area(3, 3), Area(1, 1))
    assert edge(Area(3, 3), [False] * (path.rows * path.columns), step, SHEET) == end


NOTHING = "Tidak ada yang ditulis."
MESSAGES = [
    (
        objects.NotSupportedError("Range", "color"),
        "Range.color belum ada untuk LibreOffice Calc. Lakukan langsung di Calc, atau pakai Excel. "
        + NOTHING,
    ),
    (
        connection.BridgeMissingError(),
        "Penghubung Python ke LibreOffice (modul uno) tidak ditemukan. Pasang paket python3-uno, "
        "atau jalankan dengan Python milik LibreOffice. " + NOTHING,
    ),
    (
        connection.OfficeNotRunningError("pipe,name=x"),
        'LibreOffice tidak menjawab di "pipe,name=x". Buka LibreOffice dari tombol atau pintasan yang '
        "dipasang, lalu ulangi. " + NOTHING,
    ),
    (
        connection.OfficeGoneError("Register A1"),
        "Register A1: Buku kerja sudah ditutup atau LibreOffice berhenti. Buka lagi buku kerjanya lalu "
        "periksa isian terakhir. Yang belum disimpan di Calc mungkin hilang.",
    ),
    (
        connection.OfficeRefusedError("Register", "RuntimeException"),
        "Register: LibreOffice menolak permintaan ini (RuntimeException). Tutup kotak dialog yang terbuka "
        "di Calc, lalu ulangi. Periksa apakah sebagian sudah tertulis di lembar.",
    ),
    (
        office.OfficeMissingError("soffice"),
        'LibreOffice ("soffice") tidak ditemukan. Pasang LibreOffice atau tambahkan foldernya ke PATH. '
        + NOTHING,
    ),
    (
        app.OfficeStaysError(),
        "LibreOffice tidak dapat ditutup sekarang. Simpan dan tutup dokumen lain serta kotak dialog yang "
        "terbuka, lalu ulangi. " + NOTHING,
    ),
    (
        app.DialogOpenError("Cari"),
        'Di LibreOffice masih terbuka kotak dialog "Cari". Tutup kotak itu, lalu ulangi. '
        + NOTHING,
    ),
    (
        books.BookNotOpenError("a.xlsx"),
        'Buku kerja "a.xlsx" tidak terbuka di Calc. Buka dahulu buku kerjanya. ' + NOTHING,
    ),
    (
        books.BookNotOpenError(""),
        "Tidak ada buku kerja di Calc. Buka dahulu buku kerjanya. " + NOTHING,
    ),
    (
        books.BookUnopenableError("/a.xlsx"),
        "/a.xlsx: Calc tidak dapat membuka berkas ini. Periksa apakah berkasnya utuh, tidak bersandi, dan "
        "tidak sedang dibuka orang lain. " + NOTHING,
    ),
    (
        book.ReadOnlyBookError("a.xlsx"),
        "a.xlsx: Buku kerja ini terbuka hanya-baca. Tutup di komputer lain yang membukanya, lalu buka lagi. "
        + NOTHING,
    ),
    (
        book.NeverSavedBookError("Untitled 1"),
        "Untitled 1: Buku kerja ini belum pernah disimpan. Simpan dahulu dengan nama berkas. "
        + NOTHING,
    ),
    (
        book.BookNotSavedError("a.xlsx"),
        "a.xlsx: Calc gagal menyimpan buku kerja. Periksa ruang disk dan izin folder, lalu simpan lagi dari "
        "Calc. Perubahan masih ada di jendela Calc tetapi belum di berkas.",
    ),
    (
        book.FileChangedError("a.xlsx"),
        "a.xlsx: Berkas di disk berubah sejak dibuka di Calc, maka Calc tidak menyimpannya. Simpan dari Calc "
        "dengan nama lain, lalu bandingkan kedua berkas. Perubahan masih ada di jendela Calc tetapi belum "
        "di berkas.",
    ),
    (
        book.BookStaysOpenError("a.xlsx"),
        "a.xlsx: Buku kerja tidak dapat ditutup sekarang. Tutup kotak dialog yang terbuka di Calc, lalu "
        "ulangi. " + NOTHING,
    ),
    (
        sheets.SheetNotFoundError("a.xlsx", "Lain"),
        'a.xlsx: Lembar "Lain" tidak ada. Periksa nama lembarnya di buku kerja. ' + NOTHING,
    ),
    (
        sheets.AddressNotFoundError("Register", "frm_x"),
        'Register: "frm_x" bukan alamat sel dan bukan nama sel di lembar ini. Periksa alamat atau namanya. '
        + NOTHING,
    ),
    (
        names.NameNotFoundError("a.xlsx", "frm_x"),
        'a.xlsx: Nama "frm_x" tidak ada di buku kerja. Periksa lewat Lembar > Rentang Bernama. '
        + NOTHING,
    ),
    (
        names.NameWithoutCellsError("a.xlsx", "batas"),
        'a.xlsx: Nama "batas" tidak menunjuk sel. Periksa isi nama itu. ' + NOTHING,
    ),
    (
        tables.TableNotFoundError("Register", 9),
        'Register: Tabel "9" tidak ada di lembar ini. Periksa lewat Data > Pilih Rentang. '
        + NOTHING,
    ),
    (
        protection.ProtectedCellsError("Beranda A1"),
        "Beranda A1: Lembar ini diproteksi dan selnya terkunci. Buka proteksi lembarnya dahulu, atau "
        "tulis di sel yang tidak terkunci. " + NOTHING,
    ),
    (
        addresses.CellOutsideError(0, 1),
        "Tidak ada sel di baris 0, kolom 1. Baris dan kolom dihitung mulai dari 1. " + NOTHING,
    ),
    (
        values.UnwritableValueError(b""),
        "Nilai berjenis bytes tidak dapat ditulis ke sel. Tulis teks, angka, tanggal, benar/salah, atau "
        "kosong. " + NOTHING,
    ),
    (
        values.ShapeMismatchError("Register A1:B2", 2, 2),
        "Register A1:B2: Isi yang hendak ditulis tidak berukuran 2 baris × 2 kolom. Samakan ukuran isi "
        "dengan ukuran sel tujuannya. " + NOTHING,
    ),
]


@pytest.mark.parametrize(("error", "text"), MESSAGES)
def test_every_error_says_where_what_and_what_to_do(error: Exception, text: str) -> None:
    assert str(error) == text
