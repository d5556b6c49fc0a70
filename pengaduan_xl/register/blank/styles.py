"""Colours and cell formats of the blank workbook, as XlsxWriter wants them.

Formats are plain dictionaries until :func:`made` turns them into formats of a workbook. Calc does not draw
Excel's table styles, so headings and cells carry their own fill and lines; both programs then agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pengaduan_xl.register.columns import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from pengaduan_xl.register.columns import Column, Table

Properties = dict[str, Any]

NAVY = "#1F3A5F"
STEEL = "#2F5D8A"
SLATE = "#5B6673"
LINE = "#C9D1DA"
SHADE = "#ECEEF1"
PALE = "#E3EBF4"
CREAM = "#FFFBE6"

DEFAULT: Properties = {"font_name": "Arial", "font_size": 10, "font_scheme": "none"}
BASE: Properties = DEFAULT | {"valign": "vcenter"}
LINED: Properties = BASE | {"border": 1, "border_color": LINE}
TITLE: Properties = BASE | {"font_size": 16, "bold": True, "font_color": NAVY}
NOTE: Properties = BASE | {"font_size": 9, "italic": True, "font_color": SLATE}
BANNER: Properties = BASE | {
    "font_size": 20, "bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "indent": 1,
}  # fmt: skip
SUBTITLE: Properties = BANNER | {"font_size": 10, "bold": False, "text_wrap": True}
SECTION: Properties = BASE | {"bold": True, "font_color": NAVY, "bg_color": PALE, "indent": 1}
LABEL: Properties = LINED | {"text_wrap": True, "bg_color": "#F6F8FA", "indent": 1}
SHOWN: Properties = LINED | {"text_wrap": True, "align": "left", "indent": 1}
INPUT: Properties = SHOWN | {"bg_color": CREAM, "locked": False}
STATUS_LINE: Properties = BASE | {
    "bold": True, "font_color": NAVY, "text_wrap": True, "indent": 1, "locked": False,
}  # fmt: skip
ERROR_TEXT: Properties = BASE | {
    "font_size": 9, "font_color": "#B3261E", "text_wrap": True, "indent": 1, "locked": False,
}  # fmt: skip
WRITTEN: Properties = SHOWN | {"locked": False}
HINT: Properties = NOTE | {"text_wrap": True, "indent": 1}
LINK: Properties = LINED | {"font_color": "#1B4F82", "underline": 1, "indent": 1}
HEADING: Properties = LINED | {
    "bold": True, "font_size": 9, "font_color": "#FFFFFF", "bg_color": STEEL, "text_wrap": True,
    "valign": "top",
}  # fmt: skip
"""At the top of its cell, clear of the filter button at the bottom."""

OVERDUE: Properties = {"bg_color": "#F8D0CC", "font_color": "#8F1D14"}
DUE_SOON: Properties = {"bg_color": "#FDE8B5", "font_color": "#7A4B00"}
WAITING: Properties = {"bg_color": "#D3E5F7", "font_color": "#1B4F82"}
CLOSED: Properties = {"font_color": "#8A929C"}
LEGEND: tuple[tuple[str, Properties], ...] = (
    ("Lewat tenggat", OVERDUE),
    ("Mendekati tenggat", DUE_SOON),
    ("Menunggu kelengkapan", WAITING),
    ("Pengaduan ditutup", CLOSED),
)
"""What the colours on Register mean."""

NUMBER_FORMATS: Mapping[Kind, str] = {
    Kind.TEXT: "General",
    Kind.INTEGER: "0",
    Kind.DATE: "dd/mm/yyyy",
    Kind.DATETIME: 'dd/mm/yyyy hh"."mm',
    Kind.TIME: 'hh"."mm',
    Kind.YESNO: "General",
}
"""The dot of a time is literal, since a bare one would mean the locale's decimal sign."""

LITERAL = "@"
LITERAL_HEADINGS: Mapping[str, frozenset[str]] = {
    "Register": frozenset(
        {"No. Register", "NIK", "Telepon", "No. Surat Balasan", "Kode Klasifikasi", "Lokasi Arsip"}
    ),
    "Riwayat": frozenset({"No. Register", "Versi SOP", "Sidik"}),
    "Isian": frozenset({"No. Register"}),
    "Agenda Masuk": frozenset({"No. Agenda", "No. Surat", "No. Register"}),
    "Agenda Keluar": frozenset({"Nomor Surat", "No. Register", "Sidik Berkas"}),
    "Pegawai": frozenset({"NIP", "Akun"}),
    "SOP": frozenset({"Versi"}),
    "Alur": frozenset({"Versi"}),
    "Pengaturan": frozenset({"Nilai"}),
}
"""Columns formatted as text: Excel would make numbers or dates of 0813…, an 18-digit NIP, or 2021-04."""

WIDE = 24
"""Characters from which on a text column wraps."""


def made(book: Workbook, *properties: Properties) -> Format:
    """Return a format of ``book`` from properties; later ones win."""
    merged: Properties = {}
    for part in properties:
        merged |= part
    return book.add_format(merged)


def number_format(table: Table, column: Column) -> str:
    """Return Excel's number format of a column."""
    literal = column.heading in LITERAL_HEADINGS.get(table.sheet, ())
    return LITERAL if literal else NUMBER_FORMATS[column.kind]


def is_shaded(table: Table, column: Column) -> bool:
    """Return whether a column shows by its colour that staff do not type in it."""
    return column.computed and not table.appended_only


def cell_properties(table: Table, column: Column) -> Properties:
    """Return the format of a column's cells."""
    found = LINED | {"valign": "top", "num_format": number_format(table, column)}
    if column.kind is not Kind.TEXT:
        found["align"] = "center"
    elif column.width >= WIDE:
        found["text_wrap"] = True
    if is_shaded(table, column):
        found["bg_color"] = SHADE
    return found
