"""The sheets of the rich sample workbook, as far as XlsxWriter can make them."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import datetime
from typing import Any

from rich_parts import THREAD

FIELDS = ("No", "Tanggal", "Nama", "Status", "Kanal", "Biaya", "Lipat")
RECORDS = (
    ("P-1", 46023, "Ani", "Baru", "Surat", 1000),
    ("P-2", 46024, "Budi", "Selesai", "Situs", 2500.5),
    ("P-3", 46027, "Cici <& Co>", "Baru", "Surat", 0),
    ("P-4", 46028.5, "Dodi", "Tunda", "Lisan", 750),
)
STATUSES = ("Baru", "Selesai", "Tunda")
CHANNELS = ("Surat", "Situs", "Lisan")
FORMULAS = ((1, "G6"), (1, "G7"), (1, "G8"), (1, "G9"), (2, "D2"), (2, "D3"), (2, "F2"))
"""Cells with a formula, by the number of their sheet."""


def write_sheets(book: Any) -> None:
    """Fill a new XlsxWriter workbook: ``Register``, ``Ringkasan``, ``Arsip`` and a chart sheet."""
    sheet = book.add_worksheet("Register")
    _write_table(book, sheet)
    _add_rules(book, sheet)
    _add_drawings(book, sheet)
    _lay_out(sheet)
    _write_summary(book)
    _write_archive(book)
    _add_chart_sheet(book)
    book.define_name("Biaya_Pertama", "=Register!$F$6")
    book.define_name("Ringkasan!Setempat", "=Ringkasan!$D$2")
    made = datetime.fromisoformat("2025-12-01T08:00:00")
    book.set_properties({"title": "Buku kaya", "author": "Petugas", "created": made})
    book.set_custom_property("Unit", "Tata Usaha")
    book.set_custom_property("Nomor", 17)
    book.add_vba_project(io.BytesIO(opaque(3)), is_stream=True)


def opaque(seed: int) -> bytes:
    """Bytes for parts whose inside nobody here reads."""
    return bytes((number * seed) % 251 for number in range(4000))


def _write_table(book: Any, sheet: Any) -> None:
    columns: list[dict[str, Any]] = [{"header": name} for name in FIELDS]
    columns[-1]["formula"] = "=Daftar[[#This Row],[Biaya]]*2"
    sheet.add_table("A5:G9", {"name": "Daftar", "columns": columns, "style": "Table Style Light 9"})
    cell = book.add_format({"border": 1, "locked": False})
    day = book.add_format({"border": 1, "locked": False, "num_format": "dd/mm/yyyy"})
    red, bold = book.add_format({"font_color": "red"}), book.add_format({"bold": True})
    for row, record in enumerate(RECORDS, 5):
        sheet.write_row(row, 0, record, cell)
        sheet.write_number(row, 1, record[1], day)
        sheet.write_formula(row, 6, "=Daftar[[#This Row],[Biaya]]*2", cell, record[5] * 2)
    sheet.write_rich_string("C7", "Bu", red, "di", bold, " Santoso", cell)
    sheet.merge_range("A1:G2", "Register surat masuk", bold)
    sheet.write_url("A3", "https://contoh.go.id/surat?a=1&b=2", string="Situs kantor")
    sheet.write_url("B3", "internal:'Arsip'!A1", string="Ke arsip")
    sheet.write("D3", True)


def _add_rules(book: Any, sheet: Any) -> None:
    red = book.add_format({"font_color": "#9C0006", "bg_color": "#FFC7CE"})
    sheet.data_validation("D6:D9", {"validate": "list", "source": list(STATUSES)})
    sheet.conditional_format("A6:G9", {"type": "formula", "criteria": '$D6="Baru"', "format": red})
    sheet.conditional_format("F6:F9", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("F6:F9", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.protect("", {"insert_rows": True, "autofilter": True, "objects": True})
    sheet.unprotect_range("A6:F9", "Isian")
    sheet.ignore_errors({"number_stored_as_text": "A6:A9"})
    for row in range(6, 10):
        sheet.add_sparkline(f"H{row}", {"range": f"Register!F{row}:G{row}", "type": "column"})


def _add_drawings(book: Any, sheet: Any) -> None:
    sheet.write_comment("C6", "[Threaded comment]\n\nSudah dicek?", {"author": f"tc={THREAD}"})
    sheet.write_comment("F8", "Bebas biaya", {"author": "Petugas"})
    sheet.insert_button("J2", {"macro": "Tekan", "caption": "Tekan", "width": 120, "height": 40})
    sheet.insert_image("M2", "kotak.png", {"image_data": io.BytesIO(_png(64))})
    sheet.insert_textbox("M7", "Kotak teks", {"width": 160, "height": 50})
    chart = book.add_chart({"type": "column"})
    for column in "FG":
        values = f"=Register!${column}$6:${column}$9"
        chart.add_series({"name": f"=Register!${column}$5", "values": values})
    chart.set_title({"name": "Biaya"})
    sheet.insert_chart("A13", chart)


def _lay_out(sheet: Any) -> None:
    sheet.set_column("A:G", 14)
    sheet.freeze_panes(5, 1)
    sheet.print_area("A1:P30")
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(4)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_header("&LRegister&R&P")


def _write_summary(book: Any) -> None:
    sheet = book.add_worksheet("Ringkasan")
    sheet.write_row("A1", ["Status", "Jumlah Biaya"])
    for row, (status, total) in enumerate(zip(STATUSES, (1000, 2500.5, 750), strict=True), 1):
        sheet.write_row(row, 0, [status, total])
    sheet.write_row("A5", ["Jumlah", 4250.5])
    sheet.write_formula("D2", "=SUM(Register!F6:F9)", None, 4250.5)
    sheet.write_formula("D3", "=[1]Tarif!$A$1*2", None, 5000)
    sheet.write_array_formula("F2:F3", "{=Register!F6:F7}", None, 1000)
    sheet.write_number("F3", 2500.5)
    sheet.insert_checkbox("H2", True)


def _write_archive(book: Any) -> None:
    sheet = book.add_worksheet("Arsip")
    sheet.write_column("F1", CHANNELS)
    sheet.write_row("A1", ["No", "Tahun", "Isi"])
    for row in range(1, 30):
        sheet.write_row(row, 0, [row, 2000 + row % 3, f"Berkas {row}"])
        if row % 3:
            sheet.set_row(row, None, None, {"hidden": True})
    sheet.autofilter("A1:C30")
    sheet.filter_column("B", "x == 2000")
    line = book.add_chart({"type": "line"})
    line.add_series({"values": "=Arsip!$A$2:$A$30"})
    sheet.insert_chart("H2", line)


def _add_chart_sheet(book: Any) -> None:
    pie = book.add_chart({"type": "pie"})
    pie.add_series({"categories": "=Register!$C$6:$C$9", "values": "=Register!$F$6:$F$9"})
    book.add_chartsheet("Bagan").set_chart(pie)


def _png(side: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">2I5B", side, side, 8, 2, 0, 0, 0)
    rows = (bytes([0, *(255, row * 4, 0) * side]) for row in range(side))
    parts = [
        chunk(b"IHDR", head),
        chunk(b"IDAT", zlib.compress(b"".join(rows))),
        chunk(b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
