"""The start page Beranda: who is at work, a button to press, today's numbers, how to work, all sheets."""

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
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from pengaduan_xl.register.blank.rules import Rule

ACTIVE_OFFICER = "petugas_aktif"
"""Defined name of the cell with the officer at work."""

CHOSEN_BUTTON = "tombol"
"""Defined name of the cell with the button that xlwings' *Run main* presses."""

BUTTON_LABELS = (
    "Terima Pengaduan", "Muat Kasus", "Selesaikan Tahap", "Kembalikan", "Tunda", "Lanjutkan", "Limpahkan",
    "Cabut", "Buat Surat", "Rekap Harian", "Daftar Terlambat", "Periksa Register", "Pulihkan",
)  # fmt: skip
"""Texts of the buttons in their order; a test holds them to the catalogue, which lies in a layer above."""

OFFICER_LIST = "daftar_pegawai"
"""Defined name of the names in Pegawai."""

TODAY_FORMAT = "[$-421]dddd, d mmmm yyyy"
"""Excel's code 421 is Indonesian, whatever the language of Excel."""

STEPS = (
    '1.  Isi lembar Formulir, lalu tekan "Terima Pengaduan"; nomor dan tenggatnya terisi sendiri.',
    '2.  Pilih nomornya di Meja Kerja, lalu tekan "Muat Kasus" untuk melihat tahap dan tenggatnya.',
    '3.  Akhiri tahap dengan "Selesaikan Tahap"; berkas kurang: "Tunda", keliru: "Kembalikan".',
    '4.  Buat surat dengan "Buat Surat"; surat bernomor tercatat di Agenda Keluar.',
    '5.  Sore hari tekan "Rekap Harian" dan "Daftar Terlambat".',
    '6.  Kolom kelabu dan Riwayat tidak diketik. "Periksa Register" memeriksa seluruh isi register.',
    '7.  Tombol ada pada tab atau bilah alat Pengaduan; bila belum ada, jalankan "pengaduan pasang".',
    '8.  Tanpa tombol, pakai perintah "pengaduan" dengan terima, lihat, selesai, tunda, surat, atau rekap.',
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


def write_start(book: Workbook, labels: Sequence[str] = BUTTON_LABELS) -> None:
    """Add the sheet Beranda and the names of its input cells; ``labels`` are the buttons to choose from."""
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
    _write_button(book, sheet, labels)
    _write_figures(book, sheet)
    _write_legend(book, sheet)
    _write_section(book, sheet, 14, "Cara kerja")
    for row, text in enumerate(STEPS, start=15):
        sheet.merge_range(f"B{row}:F{row}", text, made(book, SHOWN))
        sheet.set_row(row - 1, 19)
    _write_links(book, sheet, 24)
    _set_page(sheet)


def _write_section(book: Workbook, sheet: Worksheet, row: int, title: str) -> None:
    sheet.merge_range(f"B{row}:F{row}", title, made(book, SECTION))
    sheet.set_row(row - 1, 19)


def _write_officer(book: Workbook, sheet: Worksheet) -> None:
    hint = "Pilih nama yang sedang bertugas (lembar Pegawai)."
    rule = choice_check(f"={OFFICER_LIST}")
    _write_choice(book, sheet, 4, ("Petugas aktif", hint), rule)
    book.define_name(ACTIVE_OFFICER, "=Beranda!$C$4")


def _write_button(book: Workbook, sheet: Worksheet, labels: Sequence[str]) -> None:
    hint = "Untuk Excel tanpa tab Pengaduan: pilih di sini, lalu klik xlwings > Run main."
    _write_choice(book, sheet, 5, ("Tombol", hint), choice_check(list(labels)))
    book.define_name(CHOSEN_BUTTON, "=Beranda!$C$5")


def _write_choice(
    book: Workbook, sheet: Worksheet, row: int, texts: tuple[str, str], rule: Rule
) -> None:
    """Write an entry with a dropdown; ``texts`` are its label and its hint."""
    label, hint = texts
    sheet.write_string(f"B{row}", label, made(book, LABEL, {"bold": True}))
    sheet.merge_range(f"C{row}:D{row}", "", made(book, INPUT, {"bold": True}))
    sheet.merge_range(f"E{row}:F{row}", hint, made(book, HINT))
    sheet.set_row(row - 1, 26)
    message = {"input_title": label, "input_message": hint}
    sheet.data_validation(f"C{row}:D{row}", rule | message)


def _write_figures(book: Workbook, sheet: Worksheet) -> None:
    """Write today's numbers; a number of overdue cases turns red."""
    sheet.merge_range("B7:D7", "Keadaan hari ini", made(book, SECTION))
    today = made(book, SECTION, {"num_format": TODAY_FORMAT, "align": "right", "bold": False})
    sheet.merge_range("E7:F7", "", today)
    sheet.write_formula("E7", "=TODAY()", today, "")
    sheet.set_row(6, 19)
    sheet.set_row(8, 40)
    above = made(book, LINED, {"align": "center", "font_color": SLATE, "bottom": 0})
    number = made(
        book,
        LINED,
        {"align": "center", "font_size": 24, "bold": True, "font_color": NAVY, "top": 0, "num_format": "0"},
    )  # fmt: skip
    for column, figure in enumerate(figures(), start=1):
        sheet.write_string(7, column, figure.label, above)
        sheet.write_formula(8, column, recalculated(figure.formula), number, 0)
    red = {"type": "cell", "criteria": ">", "value": 0, "format": book.add_format(OVERDUE)}
    sheet.conditional_format("D9", red)


def _write_legend(book: Workbook, sheet: Worksheet) -> None:
    _write_section(book, sheet, 11, "Arti warna pada Register")
    computed = ("Kolom dihitung", {"bg_color": SHADE})
    for column, (text, properties) in enumerate((*LEGEND, computed), start=1):
        sheet.write_string(11, column, text, made(book, LINED, {"align": "center"}, properties))
    sheet.set_row(11, 19)


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
