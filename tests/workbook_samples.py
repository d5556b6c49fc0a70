"""Sample workbooks for the tests of the lossless writer, and what those tests do with them."""

from __future__ import annotations

import hashlib
import io
import shutil
import struct
import subprocess
import warnings
import zipfile
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import python_calamine
import xlsxwriter

from pengaduan_xl.register.patch import patch_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.errors import PengaduanError

    Cells = Mapping[tuple[str, str], CellValue]
    Rows = Mapping[str, Sequence[Mapping[str, CellValue]]]
    Change = bytes | Callable[[bytes], bytes] | None

SHEET1 = "xl/worksheets/sheet1.xml"
WORKBOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"
LINKS = "xl/_rels/workbook.xml.rels"
RECALCULATION = (WORKBOOK, TYPES, LINKS)
CHAIN_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
OPAQUE = bytes(range(256)) * 8


@cache
def simple_bytes() -> bytes:
    """One sheet ``Data`` with the table ``Daftar`` in A3:D6: No, Nama, Tanggal, Lipat (calculated)."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Data")
        sheet.write("A1", "Judul", bold)
        sheet.write("F1", 1.5, bold)
        for row in range(3, 6):
            sheet.write(row, 0, row, bold)
            sheet.write(row, 1, f"Orang {row}")
            sheet.write(row, 2, 46000 + row, day)
        columns: list[dict[str, Any]] = [{"header": name} for name in ("No", "Nama", "Tanggal")]
        columns.append({"header": "Lipat", "formula": "=Daftar[[#This Row],[No]]*2"})
        sheet.add_table("A3:D6", {"name": "Daftar", "columns": columns})
        book.add_worksheet("Lain").write("A1", "tetap")
    return stream.getvalue()


@cache
def rich_bytes() -> bytes:
    """A workbook with much of what offices put into one; its table ``Daftar`` is in A3:D6 of ``Data``."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        _rich_sheets(book)
    return with_parts(stream.getvalue(), _foreign_parts())


def _rich_sheets(book: Any) -> None:
    day = book.add_format({"num_format": "yyyy-mm-dd", "bg_color": "#EEEEEE"})
    red = book.add_format({"font_color": "red"})
    sheet = book.add_worksheet("Data")
    sheet.add_table(
        "A3:D6",
        {
            "name": "Daftar",
            "columns": [{"header": name} for name in ("No", "Nama", "Tanggal", "Status")],
            "data": [[number, f"Orang {number}", 46000, "Baru"] for number in range(3)],
        },
    )
    sheet.write_column("C4", [46000, 46001, 46002], day)
    sheet.data_validation("D4:D6", {"validate": "list", "source": ["Baru", "Selesai"]})
    sheet.conditional_format("A4:D6", {"type": "formula", "criteria": "$A4>1", "format": red})
    sheet.conditional_format("A4:A6", {"type": "data_bar", "data_bar_2010": True})
    sheet.merge_range("F1:H2", "gabung")
    sheet.write_comment("B4", "catatan")
    sheet.write_url("F4", "https://example.go.id")
    sheet.set_row(9, None, None, {"hidden": True})
    sheet.freeze_panes(3, 1)
    sheet.add_sparkline("J4", {"range": "Data!A4:A6"})
    sheet.insert_image("L2", "titik.png", {"image_data": io.BytesIO(_png())})
    sheet.insert_textbox("L8", "Kotak teks")
    sheet.insert_button("L14", {"macro": "Tekan", "caption": "Tekan"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Data!$A$4:$A$6"})
    sheet.insert_chart("L20", chart)
    totals = book.add_worksheet("Jumlah")
    totals.write_formula("A1", "=SUM(Data!A4:A6)", None, 3)
    totals.write_array_formula("C1:C3", "{=Data!A4:A6}")
    totals.print_area("A1:C3")
    book.define_name("Pertama", "=Data!$A$4")
    pie = book.add_chart({"type": "pie"})
    pie.add_series({"values": "=Data!$A$4:$A$6"})
    book.add_chartsheet("Bagan").set_chart(pie)
    book.add_vba_project(io.BytesIO(OPAQUE), is_stream=True)


def _foreign_parts() -> dict[str, Change]:
    chain = b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    link = f'<Relationship Id="rId99" Type="{CHAIN_TYPE}" Target="calcChain.xml"/></Relationships>'
    entry = (
        '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.calcChain+xml"/>'
        '<Default Extension="bin" ContentType="application/octet-stream"/></Types>'
    )
    return {
        "xl/calcChain.xml": chain,
        LINKS: lambda data: data.replace(b"</Relationships>", link.encode()),
        TYPES: lambda data: data.replace(b"</Types>", entry.encode()),
        WORKBOOK: without_mark,
        "xl/printerSettings/printerSettings1.bin": OPAQUE,
        "customXml/item1.xml": b"<isi/>",
    }


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff\x00\x00")
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def without_mark(workbook: bytes) -> bytes:
    """Return a workbook part as Excel leaves it, without the mark to calculate on opening."""
    return workbook.replace(b' fullCalcOnLoad="1"', b"")


def with_parts(package: bytes, changes: Mapping[str, Change]) -> bytes:
    """Return a package with parts replaced, edited by a function, added, or with ``None`` left out."""
    stream = io.BytesIO()
    waiting = dict(changes)
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            change = waiting.pop(info.filename, old.read(info))
            if change is not None:
                content = change(old.read(info)) if callable(change) else change
                new.writestr(info, content, zipfile.ZIP_DEFLATED)
        for name, change in waiting.items():
            assert isinstance(change, bytes), name
            new.writestr(name, change)
    return stream.getvalue()


def with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    """Return the simple workbook with its first sheet's part edited."""
    return with_parts(simple_bytes(), {SHEET1: change})


def with_piece(part_name: str, old: str | bytes, new: str | bytes) -> bytes:
    """Return the simple workbook with a piece of a part replaced, wherever it occurs."""
    before = old.encode() if isinstance(old, str) else old
    after = new.encode() if isinstance(new, str) else new

    def change(data: bytes) -> bytes:
        assert before in data
        return data.replace(before, after)

    return with_parts(simple_bytes(), {part_name: change})


def with_rows(rows: str) -> bytes:
    """Return the simple workbook with other rows in its first sheet, and without its table."""

    def change(sheet: bytes) -> bytes:
        head, _, _ = sheet.partition(b"<sheetData>")
        return head + f"<sheetData>{rows}</sheetData></worksheet>".encode()

    drop: Change = None
    return with_parts(simple_bytes(), {SHEET1: change, "xl/worksheets/_rels/sheet1.xml.rels": drop})


def patched(
    folder: Path, package: bytes, cells: Cells | None = None, rows: Rows | None = None
) -> Path:
    """Write a package to a file, patch it, and return the new file."""
    source, target = folder / "asal.xlsx", folder / "hasil.xlsx"
    source.write_bytes(package)
    patch_workbook(source, target, cells, rows)
    assert source.read_bytes() == package
    return target


def refusal(
    folder: Path,
    package: bytes,
    error: type[PengaduanError],
    cells: Cells | None = None,
    rows: Rows | None = None,
) -> str:
    """Return the text of the error that patching a package raises; nothing may have been written."""
    source, target = folder / "asal.xlsx", folder / "hasil.xlsx"
    source.write_bytes(package)
    target.unlink(missing_ok=True)
    before = hashlib.sha256(package).digest()
    with pytest.raises(error) as caught:
        patch_workbook(source, target, cells or {}, rows)
    assert hashlib.sha256(source.read_bytes()).digest() == before
    assert not target.exists()
    return str(caught.value)


def part(path: Path, name: str) -> str:
    """Return a part's content as text."""
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def sheet_xml(path: Path) -> str:
    """Return the part of a workbook's first sheet."""
    return part(path, SHEET1)


def records(package: bytes) -> dict[str, tuple[object, ...]]:
    """Return, by member, its compressed bytes and what the zip's directory tells of it."""
    found: dict[str, tuple[object, ...]] = {}
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        assert opened.testzip() is None
        for info in opened.infolist():
            lengths = struct.unpack_from("<2H", package, info.header_offset + 26)
            start = info.header_offset + 30 + sum(lengths)
            packed = package[start : start + info.compress_size]
            told = (info.date_time, info.external_attr, info.flag_bits, info.extra, info.comment)
            found[info.filename] = (packed, info.CRC, *told)
    return found


def changed_parts(old: bytes, path: Path) -> set[str]:
    """Return the members that differ between a package and a file, also those only one of them has."""
    before, after = records(old), records(path.read_bytes())
    return {name for name in before | after if before.get(name) != after.get(name)}


def calamine_rows(path: Path, sheet: str = "Data") -> list[list[Any]]:
    """Return a sheet's values from A1 as calamine reads them."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def opened(path: Path) -> openpyxl.Workbook:
    """Return the workbook as openpyxl reads it, without its warnings about parts it would lose."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)


def calc_rows(path: Path, folder: Path, sheet: int = 1) -> list[str]:
    """Return a sheet's lines as LibreOffice shows them, with ``;`` between cells."""
    options = f"csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,{sheet}"
    _convert(path, folder, options)
    return next(folder.glob("*.csv")).read_text("utf-8").splitlines()


def saved_by_calc(folder: Path, package: bytes) -> bytes:
    """Return a package as LibreOffice writes it after opening it."""
    source = folder / "asal.xlsx"
    source.write_bytes(package)
    _convert(source, folder / "baru", "xlsx:Calc MS Excel 2007 XML")
    return (folder / "baru" / "asal.xlsx").read_bytes()


def _convert(path: Path, folder: Path, options: str) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) tidak terpasang")
    profile = f"-env:UserInstallation={(path.parent / 'profil').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", options, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
