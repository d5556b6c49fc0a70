"""The intake form Formulir of the blank workbook.

Its entries are known by the defined names that :func:`form_name` gives and by :func:`form_rows`. The sheet is
protected without a password: typing goes into entries only, and the tab key from one free cell to the next.
What buttons write, the status line and the column of errors, is free too, since they cannot write locked
cells; a validation keeps typing out of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.intake import REQUIRED
from pengaduan_xl.register.blank.lists import A4, SHEET_TEXTS, set_header_footer
from pengaduan_xl.register.blank.rules import FILLED_BY_BUTTON, entry_check, is_empty
from pengaduan_xl.register.blank.styles import (
    BANNER,
    ERROR_TEXT,
    HINT,
    INPUT,
    LABEL,
    SECTION,
    STATUS_LINE,
    SUBTITLE,
    made,
    number_format,
)
from pengaduan_xl.register.schema import REGISTER

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from pengaduan_xl.register.columns import Column

SHEET = "Formulir"

STATUS = "B3"
"""First cell of the status line, which says what the last button did."""

ERROR_COLUMN = "G"
"""Column of what is wrong with the entry beside it; not printed."""

FIRST_SECTION_ROW = 4


class Section(NamedTuple):
    """A group of fields on the form, by attribute of ``Complaint``."""

    title: str
    fields: tuple[str, ...]


SECTIONS: tuple[Section, ...] = (
    Section("Penerimaan", ("received", "channel")),
    Section(
        "Pengadu",
        ("name", "nik", "address", "phone", "email", "occupation", "proxy", "confidential"),
    ),
    Section(
        "Pokok pengaduan",
        ("subject", "category", "permit", "location", "reported", "description", "requested", "evidence"),
    ),
    Section("Catatan petugas", ("note",)),
)  # fmt: skip

FORM_FIELDS: tuple[str, ...] = tuple(field for section in SECTIONS for field in section.fields)

TALL: dict[str, int] = {
    "address": 32, "subject": 32, "description": 110, "requested": 48, "evidence": 32, "note": 32,
}  # fmt: skip
"""Heights in points of the fields that span the form; the others take a line."""

RECEIVED_HELP = "Waktu pengaduan diterima; kosong berarti saat dicatat."

HOW_NOW = (
    'Tombol "Terima Pengaduan" pada tab atau bilah alat Pengaduan mencatat isian ini sebagai pengaduan baru. '
    'Bila tombolnya tidak ada, jalankan perintah "pengaduan pasang", atau catat dengan "pengaduan terima".'
)


def form_name(heading: str) -> str:
    """Return the defined name of a field's cell, e.g. ``frm_nama_pengadu`` for ``Nama Pengadu``."""
    return "frm_" + re.sub(r"[^a-z0-9]+", "_", heading.casefold()).strip("_")


def form_rows() -> dict[str, int]:
    """Return the row number of every field on the form, by attribute of ``Complaint``, from top to bottom."""
    rows: dict[str, int] = {}
    heading = FIRST_SECTION_ROW
    for section in SECTIONS:
        rows |= {field: row for row, field in enumerate(section.fields, start=heading + 1)}
        heading += len(section.fields) + 2
    return rows


def form_block() -> str:
    """Return the range of all fields with their labels and errors, e.g. ``B5:G29``."""
    rows = list(form_rows().values())
    return f"B{rows[0]}:{ERROR_COLUMN}{rows[-1]}"


def write_form(book: Workbook) -> None:
    """Add the sheet Formulir and a defined name for each of its entries."""
    sheet = book.add_worksheet(SHEET)
    write_head(book, sheet, SHEET_TEXTS[SHEET].title, "Isian bertanda * wajib diisi.")
    write_status(book, sheet, "frm_status")
    rows = form_rows()
    for section in SECTIONS:
        write_section(book, sheet, rows[section.fields[0]] - 1, section.title)
        for field in section.fields:
            _write_entry(book, sheet, rows[field], field)
    _write_errors(book, sheet)
    last = max(rows.values()) + 2
    write_how(book, sheet, last, HOW_NOW)
    set_form_page(sheet, SHEET_TEXTS[SHEET].title)
    sheet.print_area(f"B1:F{last}")


def write_head(book: Workbook, sheet: Worksheet, title: str, subtitle: str) -> None:
    """Write the head that all forms share, and set their columns: labels in B, entries in C to F."""
    sheet.hide_gridlines(2)
    sheet.set_column("A:A", 2)
    sheet.set_column("B:B", 24)
    sheet.set_column("C:F", 18)
    sheet.merge_range("B1:F1", title, made(book, BANNER))
    sheet.merge_range("B2:F2", subtitle, made(book, SUBTITLE))
    sheet.set_row(0, 34)
    sheet.set_row(1, 20)


def write_status(book: Workbook, sheet: Worksheet, name: str) -> None:
    """Write the empty status line below the head; ``name`` is its defined name."""
    row = int(STATUS[1:])
    area = f"{STATUS}:F{row}"
    sheet.merge_range(area, "", made(book, STATUS_LINE))
    sheet.data_validation(area, dict(FILLED_BY_BUTTON))
    sheet.set_row(row - 1, 36)
    book.define_name(name, f"='{sheet.get_name()}'!$B${row}")


def write_section(book: Workbook, sheet: Worksheet, row: int, title: str) -> None:
    """Write the heading of a group of fields across the form."""
    sheet.merge_range(f"B{row}:F{row}", title, made(book, SECTION))
    sheet.set_row(row - 1, 18)


def write_how(book: Workbook, sheet: Worksheet, row: int, text: str) -> None:
    """Write which buttons the form is for, and what to do where there are none."""
    sheet.merge_range(f"B{row}:F{row}", text, made(book, HINT, {"valign": "top"}))
    sheet.set_row(row - 1, 52)


def set_form_page(sheet: Worksheet, title: str) -> None:
    """Print on one upright A4 page, and keep typing to the entries."""
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 1)
    set_header_footer(sheet, title)
    sheet.protect("", {"format_rows": True})


def _write_entry(book: Workbook, sheet: Worksheet, row: int, field: str) -> None:
    column = _form_column(field)
    label = f"{column.heading} *" if column.required else column.heading
    sheet.write_string(f"B{row}", label, made(book, LABEL))
    look = made(
        book,
        INPUT,
        {"num_format": number_format(REGISTER, column), "valign": "top" if field in TALL else "vcenter"},
    )  # fmt: skip
    if field in TALL:
        area = f"C{row}:F{row}"
    else:
        area = f"C{row}:D{row}"
        sheet.merge_range(f"E{row}:F{row}", column.help, made(book, HINT))
    sheet.merge_range(area, "", look)
    sheet.set_row(row - 1, TALL.get(field, 24))
    rule = entry_check(column)
    if not is_empty(rule):
        sheet.data_validation(area, rule)
    book.define_name(form_name(column.heading), f"={SHEET}!$C${row}")


def _write_errors(book: Workbook, sheet: Worksheet) -> None:
    """Free the column of errors, beside headings too, so that a button writes it in one go."""
    sheet.set_column(f"{ERROR_COLUMN}:{ERROR_COLUMN}", 38)
    rows = list(form_rows().values())
    for row in range(rows[0], rows[-1] + 1):
        sheet.write_blank(f"{ERROR_COLUMN}{row}", None, made(book, ERROR_TEXT))
    area = f"{ERROR_COLUMN}{rows[0]}:{ERROR_COLUMN}{rows[-1]}"
    sheet.data_validation(area, dict(FILLED_BY_BUTTON))


def _form_column(field: str) -> Column:
    """Return Register's column as the form asks for it: the time of receipt may be left open here."""
    column = next(column for column in REGISTER.columns if column.field == field)
    help_text = RECEIVED_HELP if field == "received" else column.help
    return replace(column, required=field in REQUIRED, help=help_text)
