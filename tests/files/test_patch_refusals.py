"""Files that are refused, by name and untouched."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from workbook_samples import (
    LINKS,
    SHEET1,
    TYPES,
    WORKBOOK,
    patched,
    refusal,
    rich_bytes,
    simple_bytes,
    with_parts,
    with_piece,
    with_sheet,
)

from pengaduan_xl.register.patch import Limits, SameFileError, patch_workbook
from pengaduan_xl.register.xlsx.directory import (
    BrokenPackageError,
    EncryptedWorkbookError,
    NotWorkbookError,
    OversizedError,
)
from pengaduan_xl.register.xlsx.package import WorkbookMissingError, WorkbookUnreadableError
from pengaduan_xl.register.xlsx.workbook import (
    SignedPackageError,
    StrictWorkbookError,
)
from pengaduan_xl.register.xlsx.writing import TargetWriteError
from pengaduan_xl.register.xlsx.xml_spans import PartXmlError

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = "Tidak ada yang ditulis."
RESAVE = f"Buka berkas di Excel lalu simpan ulang sebagai .xlsx, atau pakai cadangan. {NOTHING}"
CELL = {("Data", "B4"): "x"}
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_LINK = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
LOOSE_LINK = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize(
    "content",
    [b"", b"halo", OLE2, b"PK\x03\x04"[:3]],
    ids=["empty", "text", "xls", "cut signature"],
)
def test_a_file_that_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content, NotWorkbookError, CELL) == (
        "asal.xlsx: berkas ini bukan buku kerja Excel .xlsx atau .xlsm. "
        f"Buka di Excel lalu simpan sebagai Buku Kerja Excel (.xlsx). {NOTHING}"
    )


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    refusal(tmp_path, stream.getvalue(), NotWorkbookError, CELL)


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"xl/workbook.xml", b"xl/workbook.bin"), (b'/officeDocument"', b'/lain"')],
    ids=["binary workbook", "no workbook"],
)
def test_a_package_without_a_workbook_of_ours_is_refused(
    tmp_path: Path, old: bytes, new: bytes
) -> None:
    refusal(tmp_path, with_piece("_rels/.rels", old, new), NotWorkbookError, CELL)


def test_a_workbook_part_of_another_kind_is_refused(tmp_path: Path) -> None:
    refusal(tmp_path, with_piece(WORKBOOK, MAIN, b"x"), NotWorkbookError, CELL)


@pytest.mark.parametrize("padding", [0, (1 << 20) - 608 - 10], ids=["at once", "across blocks"])
def test_a_file_with_a_password_is_refused(tmp_path: Path, padding: int) -> None:
    content = OLE2 + bytes(padding) + "EncryptedPackage".encode("utf-16-le")
    assert refusal(tmp_path, content, EncryptedWorkbookError, CELL) == (
        "asal.xlsx: berkas dikunci dengan kata sandi. "
        f"Buka di Excel, hapus kata sandinya, lalu simpan. {NOTHING}"
    )


def test_a_signed_package_is_refused(tmp_path: Path) -> None:
    package = with_parts(simple_bytes(), {"_xmlsignatures/sig1.xml": b"<a/>"})
    assert refusal(tmp_path, package, SignedPackageError, CELL) == (
        "asal.xlsx: buku kerja ini bertanda tangan elektronik dan menjadi tidak sah bila diubah. "
        f"Pakai salinan tanpa tanda tangan. {NOTHING}"
    )


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("_rels/.rels", LOOSE_LINK + b"/officeDocument", STRICT_LINK + b"/officeDocument"),
        (WORKBOOK, MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    ],
)
def test_the_strict_form_is_refused(tmp_path: Path, part: str, old: bytes, new: bytes) -> None:
    assert refusal(tmp_path, with_piece(part, old, new), StrictWorkbookError, CELL) == (
        "asal.xlsx: buku kerja ini disimpan dalam bentuk Strict Open XML. "
        f"Simpan sebagai Buku Kerja Excel (.xlsx) biasa. {NOTHING}"
    )


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkbookMissingError) as caught:
        patch_workbook(tmp_path / "tiada.xlsx", tmp_path / "hasil.xlsx", CELL)
    assert str(caught.value).endswith(
        f"tiada.xlsx: berkas tidak ada. Periksa nama dan foldernya. {NOTHING}"
    )


def test_a_folder_in_place_of_the_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(WorkbookUnreadableError) as caught:
        patch_workbook(tmp_path, tmp_path / "hasil.xlsx", CELL)
    assert "berkas tidak dapat dibaca (" in str(caught.value)
    assert str(caught.value).endswith(
        f"Tutup berkas di program lain dan periksa hak aksesnya, lalu ulangi. {NOTHING}"
    )


def test_a_target_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    source, target = tmp_path / "asal.xlsx", tmp_path / "tiada" / "hasil.xlsx"
    source.write_bytes(simple_bytes())
    with pytest.raises(TargetWriteError) as caught:
        patch_workbook(source, target, CELL)
    assert str(caught.value) == (
        "hasil.xlsx: berkas tidak dapat ditulis (folder atau berkas hilang). "
        f"Periksa sisa ruang dan hak akses foldernya, lalu ulangi. {NOTHING}"
    )


def test_the_source_is_never_the_target(tmp_path: Path) -> None:
    source = tmp_path / "asal.xlsx"
    source.write_bytes(simple_bytes())
    with pytest.raises(SameFileError) as caught:
        patch_workbook(source, tmp_path / "." / "asal.xlsx", CELL)
    assert str(caught.value) == (
        f"asal.xlsx: berkas asal dan berkas tujuan sama. Tulis ke nama lain dahulu. {NOTHING}"
    )
    assert source.read_bytes() == simple_bytes()


@pytest.mark.parametrize(
    ("limits", "text"),
    [
        (Limits(package_bytes=100), "ukuran berkas terlalu besar"),
        (Limits(members=3), "jumlah bagian terlalu besar"),
        (Limits(part_bytes=100), f"{SHEET1} terlalu besar"),
        (Limits(structure_bytes=100), "_rels/.rels terlalu besar"),
        (Limits(ratio=1), "_rels/.rels terlalu besar"),
    ],
)
def test_a_file_beyond_the_limits_is_refused(tmp_path: Path, limits: Limits, text: str) -> None:
    source = tmp_path / "asal.xlsx"
    source.write_bytes(simple_bytes())
    with pytest.raises(OversizedError) as caught:
        patch_workbook(source, tmp_path / "hasil.xlsx", CELL, limits=limits)
    assert text in str(caught.value)
    assert str(caught.value).endswith(
        "Pastikan berkas ini asli; bila memang sebesar itu, pindahkan sebagian isinya. " + NOTHING
    )


@pytest.mark.parametrize(
    ("part", "old", "new", "detail"),
    [
        (SHEET1, b"</sheetData>", b"</sheetDat>", "sheetData tidak ditutup"),
        (SHEET1, b"sheetData", b"sheetDat", "tidak ada sheetData"),
        (SHEET1, b"</worksheet>", b"", "XML rusak pada baris 2"),
        (SHEET1, b'r="5"', b'r="3"', "urutan baris kacau pada baris 3"),
        (SHEET1, b'r="6"', b'r="1048577"', "urutan baris kacau pada baris 1048577"),
        (SHEET1, b'r="C4"', b'r="A4"', "urutan sel pada baris 4 kacau"),
        (SHEET1, b'r="C4"', b'r="C9"', "urutan sel pada baris 4 kacau"),
        (SHEET1, b'<c r="C4" s="2">', b'<b/><c r="C4" s="2">', "unsur asing pada baris 4"),
        (SHEET1, b'</row><row r="5"', b'<row r="5"', "baris 4 tidak ditutup"),
        (SHEET1, b'</row><row r="6"', b'<row r="6"', "XML rusak pada baris 2"),
        (SHEET1, b'<row r="6"', b"<row r=6", "tanda buka tidak dikenali"),
        (SHEET1, b"UTF-8", b"ISO-8859-1", "pengodean ISO-8859-1"),
        (SHEET1, MAIN, b"x", "bukan lembar kerja biasa"),
        (SHEET1, b"<worksheet", b"<!DOCTYPE a><worksheet", "memuat DOCTYPE"),
        (WORKBOOK, b"<workbook", b'<!DOCTYPE a [<!ENTITY b "b">]><workbook', "memuat DOCTYPE"),
        (WORKBOOK, b'"rId1"', b'"rId0"', "lembar tanpa bagian"),
        (LINKS, b"</Relationships>", b"", "XML rusak pada baris 2"),
    ],
)
def test_a_part_that_cannot_be_edited_safely_is_refused(
    tmp_path: Path, part: str, old: bytes, new: bytes, detail: str
) -> None:
    text = refusal(tmp_path, with_piece(part, old, new), PartXmlError, CELL)
    assert text == f"{part}: isi XML bagian ini tidak dapat diolah ({detail}). {RESAVE}"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16"])
def test_a_part_in_utf_16_is_refused(tmp_path: Path, encoding: str) -> None:
    package = with_sheet(lambda data: data.decode().replace("UTF-8", "UTF-16").encode(encoding))
    refusal(tmp_path, package, PartXmlError, CELL)


def test_a_sheet_whose_part_is_missing_is_refused(tmp_path: Path) -> None:
    package = with_parts(simple_bytes(), {SHEET1: None})
    assert refusal(tmp_path, package, BrokenPackageError, CELL) == (
        f"asal.xlsx: susunan zip berkas rusak (bagian {SHEET1} hilang). {RESAVE}"
    )


@pytest.mark.parametrize(
    ("limit", "change", "detail"),
    [
        ("sheet_xml.MAX_OUTER", b"<sheetData>", "isi di luar baris terlalu besar"),
        ("sheet_layout.MAX_PARSED", b"<!-- x --><sheetData>", "lembar besar dengan komentar XML"),
    ],
)
def test_a_sheet_that_would_take_too_long_to_parse_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, change: bytes, detail: str
) -> None:
    monkeypatch.setattr(f"pengaduan_xl.register.xlsx.{limit}", 100)
    package = with_piece(SHEET1, b"<sheetData>", change)
    assert detail in refusal(tmp_path, package, PartXmlError, CELL)


def test_rules_nested_where_they_never_are_give_no_traceback(tmp_path: Path) -> None:
    nested = (
        b'<extLst xmlns:x="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        b'xmlns:m="http://schemas.microsoft.com/office/excel/2006/main"><x:dataValidation>'
        b'<m:sqref>A4:A6<dataValidation sqref="A4:A6"/></m:sqref></x:dataValidation></extLst>'
    )
    package = with_piece(SHEET1, b"</worksheet>", nested + b"</worksheet>")
    text = refusal(tmp_path, package, PartXmlError, rows={"Daftar": [{"No": 1}]})
    assert "unsur bersarang tidak semestinya" in text


def test_a_part_with_endless_elements_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pengaduan_xl.register.xlsx.xml_spans.MAX_ELEMENTS", 3)
    text = refusal(tmp_path, simple_bytes(), PartXmlError, CELL)
    assert text.startswith("_rels/.rels: ") or "terlalu banyak unsur" in text


def test_every_content_type_may_be_missing_for_the_chain(tmp_path: Path) -> None:
    package = with_parts(
        rich_bytes(), {TYPES: lambda data: data.replace(b"/xl/calcChain.xml", b"/xl/lain.xml")}
    )
    target = patched(tmp_path, package, {("Jumlah", "A1"): 1})
    with zipfile.ZipFile(target) as opened:
        assert "xl/calcChain.xml" not in opened.namelist()
