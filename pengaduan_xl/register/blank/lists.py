"""The list sheets of the blank workbook: a title, a note, and an Excel table with its first rows."""

from __future__ import annotations

from datetime import date, time
from itertools import accumulate
from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.register.blank.rules import (
    FIRST_ROW,
    LAST_RULED_ROW,
    NOT_EDITED,
    NOT_TYPED,
    entry_check,
    is_empty,
    register_colours,
)
from pengaduan_xl.register.blank.styles import (
    BASE,
    HEADING,
    LEGEND,
    LINED,
    LITERAL,
    NOTE,
    SLATE,
    TITLE,
    WIDE,
    cell_properties,
    is_shaded,
    made,
    number_format,
)
from pengaduan_xl.register.schema import HEADER_ROW, REGISTER
from pengaduan_xl.register.xlsx.ranges import MAX_ROW, Area

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.blank.rules import Rule
    from pengaduan_xl.register.columns import Column, Table

A4 = 9
TABLE_STYLE = "Table Style Medium 2"
PAGE_WIDTH = 265
"""Characters that an A4 page across holds in print that can still be read (about 6 points)."""

FILTER_BUTTON = 3
"""Characters that the filter button takes from a heading."""

LINE_HEIGHT = 12.75
"""Points from line to line in the body's font."""

NOTE_WIDTH = 0.8
"""Width of a letter in a note, in characters of a column's width."""

LONG = 30
"""Characters from which on a column holds texts of several lines."""

CASE_NUMBER = "No. Register"


class SheetText(NamedTuple):
    """What staff read about a sheet: its title, and one line on what it is for."""

    title: str
    purpose: str


SHEET_TEXTS: Mapping[str, SheetText] = {
    "Formulir": SheetText("Formulir Pengaduan", "Isian pengaduan baru."),
    "Meja Kerja": SheetText(
        "Meja Kerja", "Satu pengaduan: tahap, tenggat, kelengkapan, dan bahan suratnya."
    ),
    "Register": SheetText("Register Pengaduan", "Semua pengaduan, satu baris satu pengaduan."),
    "Riwayat": SheetText(
        "Riwayat Tindakan",
        "Setiap tindakan dengan waktu dan pelaksananya. Hanya ditulis oleh tombol dan perintah.",
    ),
    "Isian": SheetText("Isian Surat", "Bahan surat per pengaduan dan tahap."),
    "Agenda Masuk": SheetText("Agenda Surat Masuk", "Surat yang diterima."),
    "Agenda Keluar": SheetText("Agenda Surat Keluar", "Surat yang dikirim; sumber nomor surat."),
    "Rekap Harian": SheetText("Rekapitulasi Harian", "Jumlah layanan setiap hari."),
    "Pegawai": SheetText("Daftar Pegawai", "Pegawai, perannya, dan masa berlakunya."),
    "SOP": SheetText("Tahap SOP Pengaduan", "Tahap, pelaksana, kelengkapan, dan waktunya."),
    "Alur": SheetText("Alur Perpindahan Tahap", "Perpindahan tahap yang dibolehkan."),
    "Jam Kerja": SheetText("Jam Kerja", "Jam buka dan istirahat, juga selama Ramadan."),
    "Hari Libur": SheetText("Hari Libur dan Cuti Bersama", "Hari yang tidak dihitung."),
    "Pengaturan": SheetText("Pengaturan", "Kop surat, pola nomor, dan batas waktu."),
    "Jadwal": SheetText("Jadwal Laporan", "Laporan yang dibuat otomatis, jam dan harinya."),
    "Eskalasi": SheetText("Tingkat Eskalasi", "Siapa diberi tahu bila pengaduan lewat waktu."),
    "Penerima": SheetText("Penerima Laporan", "Siapa dikirimi laporan lewat pos-el."),
}


def write_list(book: Workbook, table: Table, rows: Sequence[Mapping[str, CellValue]]) -> Worksheet:
    """Add the sheet of a table, filled with ``rows`` by heading or with one blank row."""
    sheet = book.add_worksheet(table.sheet)
    sheet.write_string(0, _text_place(table), SHEET_TEXTS[table.sheet].title, made(book, TITLE))
    sheet.write_string(1, _text_place(table), table.note, made(book, NOTE))
    sheet.set_row(0, 26)
    sheet.set_row(1, 18)
    sheet.set_row(HEADER_ROW - 1, 30)
    _write_columns(book, sheet, table)
    _write_table(book, sheet, table, rows or [{}])
    _set_heights(sheet, table, rows)
    _set_print(sheet, table)
    keeps_number = table.columns[0].heading == CASE_NUMBER
    sheet.freeze_panes(HEADER_ROW, 1 if keeps_number else 0)
    _add_checks(sheet, table)
    return sheet


def column_width(column: Column) -> int:
    """Return the width in characters at which the heading's longest word fits beside the filter button."""
    words = column.heading.replace("/", "/ ").split()
    return max(column.width, max(map(len, words)) + FILTER_BUTTON)


def _write_columns(book: Workbook, sheet: Worksheet, table: Table) -> None:
    """Set widths and number formats of whole columns, so rows typed below the table have them too."""
    for place, column in enumerate(table.columns):
        below = made(book, BASE, {"valign": "top", "num_format": number_format(table, column)})
        sheet.set_column(place, place, column_width(column), below)


def _write_table(
    book: Workbook, sheet: Worksheet, table: Table, rows: Sequence[Mapping[str, CellValue]]
) -> None:
    columns = []
    for place, column in enumerate(table.columns):
        cell = cell_properties(table, column)
        heading = HEADING | {"align": cell.get("align", "left")}
        if is_shaded(table, column):
            heading["bg_color"] = SLATE
        columns.append(
            {"header": column.heading, "header_format": made(book, heading), "format": made(book, cell)}
        )  # fmt: skip
        for number, row in enumerate(rows, start=FIRST_ROW - 1):
            _write_cell(book, sheet, (number, place), (row.get(column.heading), cell))
    last = FIRST_ROW - 2 + len(rows)
    options = {"name": table.name, "style": TABLE_STYLE, "columns": columns}
    sheet.add_table(HEADER_ROW - 1, 0, last, len(table.columns) - 1, options)


def _set_heights(sheet: Worksheet, table: Table, rows: Sequence[Mapping[str, CellValue]]) -> None:
    """Set the height of rows that wrap: Excel would fit them on opening, but Calc believes the file.

    A blank first row of a list with long texts gets two lines, and rows appended below it the same: a
    description of a page would otherwise fill the screen.
    """
    if not rows and any(column.width >= LONG for column in table.columns):
        sheet.set_row(FIRST_ROW - 1, 2 * LINE_HEIGHT)
    for number, row in enumerate(rows, start=FIRST_ROW - 1):
        lines = _lines(table, row)
        if lines > 1:
            sheet.set_row(number, LINE_HEIGHT * lines)


def _lines(table: Table, row: Mapping[str, CellValue]) -> int:
    """Return the lines that a row's longest text takes.

    A column holds about a tenth more letters than its width says, which counts digits.
    """
    return max(
        len(wrap(str(row.get(column.heading) or ""), column.width * 11 // 10))
        for column in table.columns
        if column.width >= WIDE
    )


def _write_cell(
    book: Workbook,
    sheet: Worksheet,
    place: tuple[int, int],
    content: tuple[CellValue, dict[str, object]],
) -> None:
    value, properties = content
    if isinstance(value, int) and properties["num_format"] == LITERAL:
        properties = properties | {"num_format": "0", "align": "left"}
    cell_format = made(book, properties)
    if value is None or value == "":
        sheet.write_blank(*place, None, cell_format)
    elif isinstance(value, date | time):
        sheet.write_datetime(*place, value, cell_format)
    elif isinstance(value, str):
        sheet.write_string(*place, value, cell_format)
    else:
        sheet.write_number(*place, value, cell_format)


def _add_checks(sheet: Worksheet, table: Table) -> None:
    """Add dropdowns and entry checks down to the last ruled row, guards of Riwayat to the sheet's last."""
    last = MAX_ROW if table.appended_only else LAST_RULED_ROW
    for place, column in enumerate(table.columns):
        rule = _check(table, column)
        if not is_empty(rule):
            sheet.data_validation(FIRST_ROW - 1, place, last - 1, place, dict(rule))
    texts = [
        str(Area(FIRST_ROW, place, LAST_RULED_ROW, place))
        for place, column in enumerate(table.columns, start=1)
        if number_format(table, column) == LITERAL
    ]
    if texts:
        sheet.ignore_errors({"number_stored_as_text": " ".join(texts)})


def _check(table: Table, column: Column) -> Rule:
    """Return the entry check of a column, or the guard that keeps typing out of it."""
    if table.appended_only:
        return NOT_EDITED
    return NOT_TYPED if is_shaded(table, column) else entry_check(column)


def _set_print(sheet: Worksheet, table: Table) -> None:
    """Print across A4 with the headings on every page; very wide lists on as few pages as can be read."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    sheet.fit_to_pages(_pages_wide(table), 0)
    sheet.repeat_rows(HEADER_ROW - 1)
    if _pages_wide(table) > 1:
        sheet.repeat_columns(0)
    set_header_footer(sheet, SHEET_TEXTS[table.sheet].title)


def _pages_wide(table: Table) -> int:
    return ceil(sum(map(column_width, table.columns)) / PAGE_WIDTH)


def _text_place(table: Table) -> int:
    """Return the column, from 0, of title and note: not one that is repeated on every page, cut off."""
    return 1 if _pages_wide(table) > 1 else 0


def set_header_footer(sheet: Worksheet, title: str) -> None:
    """Set the page's head and foot; no date, which Excel would print in the computer's own order."""
    sheet.set_header(f'&L&"Arial,Bold"&9{title}')
    sheet.set_footer('&L&"Arial,Regular"&8&A&R&"Arial,Regular"&8Halaman &P dari &N')


def colour_register(book: Workbook, sheet: Worksheet) -> None:
    """Add the colours of Register and, right of its note, what they mean."""
    for area, formula, properties, stops in register_colours():
        rule = {
            "type": "formula",
            "criteria": formula,
            "format": book.add_format(properties),
            "stop_if_true": stops,
        }
        sheet.conditional_format(area, rule)
    for place, (text, properties) in enumerate(LEGEND, start=_first_free(REGISTER)):
        look = made(book, LINED, {"font_size": 8, "align": "center"}, properties)
        sheet.write_string(1, place, text, look)


def _first_free(table: Table) -> int:
    """Return the first column, from 0, that the note above the table does not reach."""
    free = table.columns[_text_place(table) :]
    needed = len(table.note) * NOTE_WIDTH
    reached = accumulate(map(column_width, free))
    return next(place for place, edge in enumerate(reached, start=2) if edge > needed)
