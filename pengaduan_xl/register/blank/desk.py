"""The sheet Meja Kerja of the blank workbook: one case, its step by the SOP, and what an officer enters.

Its cells are known by the defined names in :data:`ENTRIES`, :data:`BLOCKS` and :data:`FILLED`, so buttons
need no addresses.
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
from pengaduan_xl.register.blank.forms import (
    set_form_page,
    write_head,
    write_how,
    write_section,
    write_status,
)
from pengaduan_xl.register.blank.lists import SHEET_TEXTS
from pengaduan_xl.register.blank.rules import FILLED_BY_BUTTON, choice_check, entry_check
from pengaduan_xl.register.blank.styles import (
    HINT,
    INPUT,
    LABEL,
    LITERAL,
    NUMBER_FORMATS,
    OVERDUE,
    SHOWN,
    WAITING,
    WRITTEN,
    Properties,
    made,
)
from pengaduan_xl.register.columns import YES_NO, Column, Kind

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET = "Meja Kerja"

STATUS = "B3"
"""First cell of the status line, which says what the last button did."""

CASE_LIST = "daftar_nomor"
"""Defined name of the numbers in Register."""

CHECKLIST_ROWS = range(23, 28)
"""Lines of the checklist; the SOP's steps have up to three items."""

LETTER_ROWS = range(30, 40)
"""Lines of letter fields; no letter asks for more than nine."""

SECTIONS = (
    (6, "Pengaduan"),
    (13, "Tahap sekarang"),
    (29, "Isian surat (nama isian di kiri, nilainya di kanan)"),
    (41, "Tindakan"),
)

BLOCKS: dict[str, str] = {
    "mk_tahap": "$C$14",
    "mk_butir": "$B$23:$B$27",
    "mk_ada": "$F$23:$F$27",
    "mk_isian": "$B$30:$B$39",
    "mk_nilai": "$C$30:$C$39",
}
"""Ranges by defined name: the step shown, the checklist's items and whether each is there, and the letter
fields with their values."""

HOW_NOW = (
    'Pilih nomornya, lalu tekan "Muat Kasus" pada tab atau bilah alat Pengaduan; sisa waktu dan penjelasan '
    "tenggat berlaku bagi nomor yang terakhir dimuat. Tombol lainnya mencatat tindakan dari isian di atas. "
    'Bila tombolnya tidak ada, jalankan perintah "pengaduan pasang", atau pakai "pengaduan" dengan lihat, '
    "selesai, kembalikan, tunda, lanjut, limpahkan, cabut, atau surat."
)


class Entered(NamedTuple):
    """An entry: its defined name, its range, and the column that says what may be typed."""

    name: str
    area: str
    column: Column


ENTRIES: tuple[Entered, ...] = (
    Entered(
        "mk_waktu_kejadian",
        "F42",
        Column("Waktu kejadian", "happened", Kind.DATETIME, help="Kosong berarti saat dicatat."),
    ),
    Entered(
        "mk_surat",
        "C43:D43",
        Column("Surat", "letter", help="Surat yang akan dibuat, mis. undangan atau bap."),
    ),
    Entered(
        "mk_ke_tahap",
        "F43",
        Column("Ke tahap", "target", Kind.INTEGER, help="Hanya bila tahap dilompati menurut Alur."),
    ),
    Entered(
        "mk_tujuan",
        "C44:D44",
        Column("Instansi tujuan", "destination", help="Diisi bila pengaduan dilimpahkan."),
    ),
    Entered(
        "mk_pengecualian",
        "F44",
        Column(
            "Pengecualian",
            "override",
            choices=YES_NO,
            help="Ya bila syarat dikesampingkan; alasannya wajib diisi.",
        ),
    ),
    Entered(
        "mk_alasan",
        "C45:F45",
        Column("Alasan", "reason", help="Wajib untuk kembalikan, tunda, limpahkan, dan cabut."),
    ),
)


class Filled(NamedTuple):
    """A text that the button *Muat Kasus* writes: its defined name, its label, its range."""

    name: str
    label: str
    area: str


FILLED: tuple[Filled, ...] = (
    Filled("mk_sisa", "Sisa waktu", "C19:F19"),
    Filled("mk_penjelasan", "Penjelasan tenggat", "C20:F20"),
)


def desk_block() -> str:
    """Return the range from the chosen number to the last entry, labels included, e.g. ``B4:F45``."""
    return f"B4:{ENTRIES[-1].area.rpartition(':')[2]}"


def write_desk(book: Workbook, officer: str) -> None:
    """Add the sheet Meja Kerja; ``officer`` is the defined name of the cell with the officer at work."""
    sheet = book.add_worksheet(SHEET)
    write_head(book, sheet, SHEET_TEXTS[SHEET].title, SHEET_TEXTS[SHEET].purpose)
    for columns, width in (("B:B", 20), ("C:C", 16), ("D:D", 14), ("E:E", 18), ("F:F", 28)):
        sheet.set_column(columns, width)
    write_status(book, sheet, "mk_status")
    _write_choice(book, sheet)
    _write_helpers(sheet)
    for row, title in SECTIONS:
        write_section(book, sheet, row, title)
    for shown in (*case_values(), *step_values(officer)):
        _write_shown(book, sheet, shown)
    for filled in FILLED:
        _write_filled(book, sheet, filled)
    for row, height in ((9, 30), (16, 30), (20, 78), (45, 48)):
        sheet.set_row(row - 1, height)
    _colour_state(book, sheet)
    _write_checklist(book, sheet)
    _write_letter_fields(book, sheet)
    for entry in ENTRIES:
        _write_entered(book, sheet, entry)
    for name, area in BLOCKS.items():
        book.define_name(name, f"='{SHEET}'!{area}")
    write_how(book, sheet, 47, HOW_NOW)
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


def _write_filled(book: Workbook, sheet: Worksheet, filled: Filled) -> None:
    _write_label(book, sheet, filled.area, filled.label)
    top: Properties = {"valign": "top"} if filled.name == "mk_penjelasan" else {}
    first = _reserve(sheet, filled.area, made(book, WRITTEN, top))
    sheet.data_validation(filled.area, dict(FILLED_BY_BUTTON))
    _define(book, filled.name, first)


def _write_entered(book: Workbook, sheet: Worksheet, entry: Entered) -> None:
    column = entry.column
    _write_label(book, sheet, entry.area, column.heading)
    top: Properties = {"valign": "top"} if entry.name == "mk_alasan" else {}
    first = _reserve(
        sheet, entry.area, made(book, INPUT, {"num_format": NUMBER_FORMATS[column.kind]}, top)
    )
    sheet.data_validation(entry.area, entry_check(column))
    _define(book, entry.name, first)


def _define(book: Workbook, name: str, cell: str) -> None:
    book.define_name(name, f"='{SHEET}'!${cell[0]}${cell[1:]}")


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
