"""The sheet Meja Kerja of the blank workbook: one case, its step by the SOP, and what an officer enters.

Entries are known by the defined names in :data:`ENTRIES` and :data:`BLOCKS`, so buttons need no addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.register.blank.desk_formulas import (
    STATE_AREA,
    Shown,
    case_values,
    checklist_item,
    helpers,
    step_values,
)
from pengaduan_xl.register.blank.forms import set_form_page, write_head, write_how, write_section
from pengaduan_xl.register.blank.lists import SHEET_TEXTS
from pengaduan_xl.register.blank.rules import choice_check, entry_check
from pengaduan_xl.register.blank.styles import (
    HINT,
    INPUT,
    LABEL,
    LITERAL,
    NUMBER_FORMATS,
    OVERDUE,
    SHOWN,
    WAITING,
    Properties,
    made,
)
from pengaduan_xl.register.columns import YES_NO, Column, Kind

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET = "Meja Kerja"

CASE_LIST = "daftar_nomor"
"""Defined name of the numbers in Register."""

CHECKLIST_ROWS = range(21, 26)
"""Lines of the checklist; the SOP's steps have up to three items."""

LETTER_ROWS = range(28, 36)

SECTIONS = (
    (6, "Pengaduan"),
    (13, "Tahap sekarang"),
    (27, "Isian surat (nama isian di kiri, nilainya di kanan)"),
    (37, "Tindakan"),
)

BLOCKS: dict[str, str] = {
    "mk_tahap": "$C$14",
    "mk_butir": "$B$21:$B$25",
    "mk_ada": "$F$21:$F$25",
    "mk_isian": "$B$28:$B$35",
    "mk_nilai": "$C$28:$C$35",
}
"""Ranges by defined name: the step shown, the checklist's items and whether each is there, and the letter
fields with their values."""

HOW_NOW = (
    "Tombol untuk lembar ini belum dipasang, dan isiannya belum dibaca oleh perintah. Sampai saat itu pakai "
    'perintah "pengaduan" dengan lihat, selesai, kembalikan, tunda, lanjut, limpahkan, cabut, atau surat; '
    '"pengaduan selesai --help" menjelaskan isiannya.'
)


class Entered(NamedTuple):
    """An entry: its defined name, its range, and the column that says what may be typed."""

    name: str
    area: str
    column: Column


ENTRIES: tuple[Entered, ...] = (
    Entered(
        "mk_waktu_kejadian",
        "F38",
        Column("Waktu kejadian", "happened", Kind.DATETIME, help="Kosong berarti saat dicatat."),
    ),
    Entered(
        "mk_surat",
        "C39:D39",
        Column("Surat", "letter", help="Surat yang akan dibuat, mis. undangan atau bap."),
    ),
    Entered(
        "mk_ke_tahap",
        "F39",
        Column("Ke tahap", "target", Kind.INTEGER, help="Hanya bila tahap dilompati menurut Alur."),
    ),
    Entered(
        "mk_tujuan",
        "C40:D40",
        Column("Instansi tujuan", "destination", help="Diisi bila pengaduan dilimpahkan."),
    ),
    Entered(
        "mk_pengecualian",
        "F40",
        Column(
            "Pengecualian",
            "override",
            choices=YES_NO,
            help="Ya bila syarat dikesampingkan; alasannya wajib diisi.",
        ),
    ),
    Entered(
        "mk_alasan",
        "C41:F41",
        Column("Alasan", "reason", help="Wajib untuk kembalikan, tunda, limpahkan, dan cabut."),
    ),
)


def write_desk(book: Workbook, officer: str) -> None:
    """Add the sheet Meja Kerja; ``officer`` is the defined name of the cell with the officer at work."""
    sheet = book.add_worksheet(SHEET)
    write_head(book, sheet, SHEET_TEXTS[SHEET].title, SHEET_TEXTS[SHEET].purpose)
    for columns, width in (("B:B", 20), ("C:C", 16), ("D:D", 14), ("E:E", 18), ("F:F", 28)):
        sheet.set_column(columns, width)
    _write_choice(book, sheet)
    _write_helpers(sheet)
    for row, title in SECTIONS:
        write_section(book, sheet, row, title)
    for shown in (*case_values(), *step_values(officer)):
        _write_shown(book, sheet, shown)
    for row in (9, 16):
        sheet.set_row(row - 1, 30)
    _colour_state(book, sheet)
    _write_checklist(book, sheet)
    _write_letter_fields(book, sheet)
    for entry in ENTRIES:
        _write_entered(book, sheet, entry)
    sheet.set_row(40, 48)
    for name, area in BLOCKS.items():
        book.define_name(name, f"='{SHEET}'!{area}")
    write_how(book, sheet, 43, HOW_NOW)
    set_form_page(sheet, SHEET_TEXTS[SHEET].title)


def _write_choice(book: Workbook, sheet: Worksheet) -> None:
    """Write the entry that picks the case."""
    sheet.write_string("B4", "No. Register *", made(book, LABEL, {"bold": True}))
    sheet.merge_range("C4:D4", "", made(book, INPUT, {"bold": True, "num_format": LITERAL}))
    hint = "Pilih atau ketik nomornya, mis. 2026-0014."
    sheet.merge_range("E4:F4", hint, made(book, HINT))
    sheet.set_row(3, 22)
    message = {"input_title": "No. Register", "input_message": hint}
    sheet.data_validation("C4:D4", choice_check(f"={CASE_LIST}") | message)
    book.define_name("mk_nomor", f"='{SHEET}'!$C$4")


def _write_helpers(sheet: Worksheet) -> None:
    """Write the look-ups that the shown values rest on, in a hidden column."""
    sheet.set_column("H:H", None, None, {"hidden": True})
    for address, formula in helpers():
        sheet.write_formula(address.replace("$", ""), f"={formula}", None, "")


def _write_shown(book: Workbook, sheet: Worksheet, shown: Shown) -> None:
    _write_label(book, sheet, shown.area, shown.label)
    look = made(book, SHOWN, {"num_format": shown.form})
    first = _reserve(sheet, shown.area, look)
    sheet.write_formula(first, f"={shown.formula}", look, "")


def _write_entered(book: Workbook, sheet: Worksheet, entry: Entered) -> None:
    column = entry.column
    _write_label(book, sheet, entry.area, column.heading)
    top: Properties = {"valign": "top"} if entry.name == "mk_alasan" else {}
    first = _reserve(
        sheet, entry.area, made(book, INPUT, {"num_format": NUMBER_FORMATS[column.kind]}, top)
    )
    sheet.data_validation(entry.area, entry_check(column))
    book.define_name(entry.name, f"='{SHEET}'!${first[0]}${first[1:]}")


def _write_label(book: Workbook, sheet: Worksheet, area: str, label: str) -> None:
    """Write a label left of its value: in B for values that begin in C, in E for those in F."""
    if label:
        place = area.partition(":")[0].replace("C", "B").replace("F", "E")
        sheet.write_string(place, label, made(book, LABEL))


def _reserve(sheet: Worksheet, area: str, look: object) -> str:
    """Format a range, merged when it is more than a cell; return its first cell."""
    first, _, last = area.partition(":")
    if last:
        sheet.merge_range(area, "", look)
    else:
        sheet.write_blank(first, None, look)
    return first


def _colour_state(book: Workbook, sheet: Worksheet) -> None:
    for word, colours in (("Lewat tenggat", OVERDUE), ("Waktu tahap berhenti", WAITING)):
        look = book.add_format(colours)
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        sheet.conditional_format(STATE_AREA, rule)


def _write_checklist(book: Workbook, sheet: Worksheet) -> None:
    """Write the step's completeness list, one item a line."""
    write_section(
        book, sheet, CHECKLIST_ROWS[0] - 1, "Kelengkapan tahap ini (kolom kanan: Ya bila ada)"
    )
    check = entry_check(
        Column("Kelengkapan", "present", choices=YES_NO, help="Ya bila berkasnya ada.")
    )
    for place, row in enumerate(CHECKLIST_ROWS):
        look = made(book, SHOWN)
        sheet.merge_range(f"B{row}:E{row}", "", look)
        sheet.write_formula(f"B{row}", f"={checklist_item(place)}", look, "")
        sheet.write_blank(f"F{row}", None, made(book, INPUT))
        sheet.data_validation(f"F{row}", dict(check))


def _write_letter_fields(book: Workbook, sheet: Worksheet) -> None:
    """Write empty lines for what a letter needs: the field on the left, its value on the right."""
    name = Column("Isian", "key", help="Nama isian surat, mis. tempat.")
    for row in LETTER_ROWS:
        sheet.write_blank(f"B{row}", None, made(book, INPUT))
        sheet.merge_range(f"C{row}:F{row}", "", made(book, INPUT))
        sheet.data_validation(f"B{row}", entry_check(name))
