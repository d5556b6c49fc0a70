"""The start page Beranda: the office, who is at work, today's numbers, how to work, links to the sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.complaint import Status
from pengaduan_xl.register.blank.lists import A4, SHEET_TEXTS, set_header_footer
from pengaduan_xl.register.blank.rules import (
    OPEN_STATUSES,
    cells,
    choice_check,
    recalculated,
    setting,
)
from pengaduan_xl.register.blank.styles import (
    BANNER,
    HINT,
    INPUT,
    LABEL,
    LEGEND,
    LINED,
    LINK,
    NAVY,
    OVERDUE,
    SECTION,
    SHADE,
    SHOWN,
    SLATE,
    SUBTITLE,
    made,
)
from pengaduan_xl.register.schema import REGISTER, SHEETS
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ACTIVE_OFFICER = "petugas_aktif"
"""Defined name of the cell with the officer at work."""

OFFICER_LIST = "daftar_pegawai"
"""Defined name of the names in Pegawai."""

TODAY_FORMAT = "[$-421]dddd, d mmmm yyyy"
"""Excel's code 421 is Indonesian, whatever the language of Excel."""

STEPS = (
    '1.  Catat pengaduan masuk dengan perintah "pengaduan terima"; nomor dan tenggatnya terisi sendiri.',
    '2.  Lihat tahap dan tenggat dengan "pengaduan lihat NOMOR", atau pilih nomornya di Meja Kerja.',
    '3.  Akhiri tahap dengan "pengaduan selesai NOMOR"; berkas kurang: "tunda", keliru: "kembalikan".',
    '4.  Buat surat dengan "pengaduan surat NOMOR"; surat bernomor tercatat di Agenda Keluar.',
    '5.  Sore hari buat "pengaduan rekap" dan baca "pengaduan terlambat".',
    '6.  Kolom kelabu tidak diketik. "pengaduan periksa" memeriksa seluruh isi register.',
)
"""How the office works, in the order of a day."""


class Figure(NamedTuple):
    """A number on the start page: its label and its formula without ``=``."""

    label: str
    formula: str


def figures() -> tuple[Figure, ...]:
    """Return the numbers of the day, counted from Register."""
    status, received = cells(REGISTER, "status"), cells(REGISTER, "received")
    due, delivered = cells(REGISTER, "step_due"), cells(REGISTER, "delivered")
    month = "DATE(YEAR(TODAY()),MONTH(TODAY()){},1)"
    return (
        Figure("Kasus terbuka", "+".join(f'COUNTIF({status},"{word}")' for word in OPEN_STATUSES)),
        Figure(
            "Diterima hari ini", f'COUNTIFS({received},">="&TODAY(),{received},"<"&(TODAY()+1))'
        ),
        Figure(
            "Lewat tenggat tahap",
            "+".join(f'COUNTIFS({status},"{word}",{due},"<"&NOW())' for word in OPEN_STATUSES),
        ),
        Figure("Menunggu kelengkapan", f'COUNTIF({status},"{Status.WAITING}")'),
        Figure(
            "Selesai bulan ini",
            f'COUNTIFS({status},"{Status.FINISHED}",{delivered},">="&{month.format("")},'
            f'{delivered},"<"&{month.format("+1")})',
        ),
    )


def write_start(book: Workbook) -> None:
    """Add the sheet Beranda and the name of its input cell."""
    sheet = book.add_worksheet("Beranda")
    sheet.hide_gridlines(2)
    sheet.set_column("A:A", 2)
    sheet.set_column("B:F", 23)
    sheet.merge_range("B1:F1", "Register Pengaduan", made(book, BANNER))
    sheet.merge_range("B2:F2", "", made(book, SUBTITLE))
    sheet.write_formula("B2", f"={setting('office')}", made(book, SUBTITLE), Settings().office)
    sheet.set_row(0, 36)
    sheet.set_row(1, 22)
    _write_officer(book, sheet)
    _write_figures(book, sheet)
    _write_legend(book, sheet)
    _write_section(book, sheet, 13, "Cara kerja")
    for row, text in enumerate(STEPS, start=14):
        sheet.merge_range(f"B{row}:F{row}", text, made(book, SHOWN))
        sheet.set_row(row - 1, 19)
    _write_links(book, sheet, 21)
    _set_page(sheet)


def _write_section(book: Workbook, sheet: Worksheet, row: int, title: str) -> None:
    sheet.merge_range(f"B{row}:F{row}", title, made(book, SECTION))
    sheet.set_row(row - 1, 19)


def _write_officer(book: Workbook, sheet: Worksheet) -> None:
    sheet.write_string("B4", "Petugas aktif", made(book, LABEL, {"bold": True}))
    sheet.merge_range("C4:D4", "", made(book, INPUT, {"bold": True}))
    hint = "Pilih nama yang sedang bertugas (lembar Pegawai)."
    sheet.merge_range("E4:F4", hint, made(book, HINT))
    sheet.set_row(3, 22)
    message = {"input_title": "Petugas aktif", "input_message": hint}
    sheet.data_validation("C4:D4", choice_check(f"={OFFICER_LIST}") | message)
    book.define_name(ACTIVE_OFFICER, "=Beranda!$C$4")


def _write_figures(book: Workbook, sheet: Worksheet) -> None:
    """Write today's numbers; a number of overdue cases turns red."""
    sheet.merge_range("B6:D6", "Keadaan hari ini", made(book, SECTION))
    today = made(book, SECTION, {"num_format": TODAY_FORMAT, "align": "right", "bold": False})
    sheet.merge_range("E6:F6", "", today)
    sheet.write_formula("E6", "=TODAY()", today, "")
    sheet.set_row(5, 19)
    sheet.set_row(7, 40)
    above = made(book, LINED, {"align": "center", "font_color": SLATE, "bottom": 0})
    number = made(
        book,
        LINED,
        {"align": "center", "font_size": 24, "bold": True, "font_color": NAVY, "top": 0, "num_format": "0"},
    )  # fmt: skip
    for column, figure in enumerate(figures(), start=1):
        sheet.write_string(6, column, figure.label, above)
        sheet.write_formula(7, column, recalculated(figure.formula), number, 0)
    red = {"type": "cell", "criteria": ">", "value": 0, "format": book.add_format(OVERDUE)}
    sheet.conditional_format("D8", red)


def _write_legend(book: Workbook, sheet: Worksheet) -> None:
    _write_section(book, sheet, 10, "Arti warna pada Register")
    computed = ("Kolom dihitung", {"bg_color": SHADE})
    for column, (text, properties) in enumerate((*LEGEND, computed), start=1):
        sheet.write_string(10, column, text, made(book, LINED, {"align": "center"}, properties))
    sheet.set_row(10, 19)


def _write_links(book: Workbook, sheet: Worksheet, row: int) -> None:
    """Write a link to every other sheet with what it is for."""
    _write_section(book, sheet, row, "Lembar dalam buku ini")
    for number, name in enumerate(SHEETS[1:], start=row + 1):
        title, purpose = SHEET_TEXTS[name]
        place = f"internal:'{name}'!A1"
        sheet.write_url(f"B{number}", place, made(book, LINK), name, f"Buka lembar {name}")
        text = purpose if title == name else f"{title}. {purpose}"
        sheet.merge_range(f"C{number}:F{number}", text, made(book, SHOWN))
        sheet.set_row(number - 1, 17)


def _set_page(sheet: Worksheet) -> None:
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 1)
    set_header_footer(sheet, "Register Pengaduan")
    sheet.protect("", {"format_rows": True})
    sheet.activate()
