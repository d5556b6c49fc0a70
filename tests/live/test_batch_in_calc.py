"""Batches in a real Calc: values of every kind, tables, selections; what is refused is taken back."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from live.batch_office import BLANK

from pengaduan_xl.excel.calc.macros import MacroNotFoundError
from pengaduan_xl.excel.host import CALC_MACRO
from pengaduan_xl.excel.toolbar.batch import Batch, RefusedError
from pengaduan_xl.register.open_book import (
    TO_THE_END,
    Area,
    Fill,
    Front,
    Grow,
    LiveWriteError,
    Named,
    SheetMissingError,
    TotalsRowError,
)
from pengaduan_xl.register.open_book_direct import DirectCalls
from pengaduan_xl.register.open_book_macro import MacroFailedError, OneCall, UnfitTextError

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings

    from pengaduan_xl.register.open_book import Rows

MOMENT = datetime.fromisoformat("2026-11-23T08:15")
LONG = "panjang " * 1250
ROW: Rows = [
    ["0812345678901234", MOMENT, "=1+1", LONG, "'kutip", True, 12.5, date(2026, 11, 23), None]
]
READ = [*ROW[0][:7], datetime.fromisoformat("2026-11-23"), ""]
AREA = Area("Register", 4, 1, 4, 9)


@pytest.fixture
def batches(register: xlwings.Book) -> OneCall:
    return OneCall(register, CALC_MACRO)


def cells(register: xlwings.Book, sheet: str, area: str) -> Any:
    return register.sheets[sheet].range(area).options(ndim=2).value


def test_a_macro_that_is_not_there_is_named(calc: xlwings.App) -> None:
    with pytest.raises(MacroNotFoundError) as caught:
        calc.macro("id.pengaduan.xl.TidakAda")(1)
    assert str(caught.value) == (
        'Makro "id.pengaduan.xl.TidakAda" tidak ada di LibreOffice. Pasang ekstensi yang memuatnya, lalu '
        "ulangi. Tidak ada yang ditulis."
    )


def test_a_service_that_is_no_job_is_no_macro(calc: xlwings.App) -> None:
    with pytest.raises(MacroNotFoundError):
        calc.macro("com.sun.star.frame.Desktop")()


def test_values_of_every_kind_are_written_and_read(
    register: xlwings.Book, batches: OneCall
) -> None:
    batches.write([Fill(AREA, ROW)])
    assert batches.read([AREA]) == [[READ]]
    assert cells(register, "Register", "A4:H4") == [READ[:8]]


def test_both_ways_read_and_write_the_same(register: xlwings.Book, batches: OneCall) -> None:
    direct = DirectCalls(register)
    below = AREA._replace(top=5, bottom=5)
    batches.write([Fill(AREA, ROW)])
    direct.write([Fill(below, ROW)])
    for way in (direct, batches):
        one, other = way.read([AREA, below])
        assert one == other == [READ]


def test_a_batch_is_one_call(service: xlwings.App, register: xlwings.Book) -> None:
    engine = service.engine.impl
    before = engine.calls
    batches = OneCall(register, CALC_MACRO)
    batches.glance([Named("petugas_aktif"), Area("Meja Kerja", 4, 2, 45, 6)], "Register")
    batches.write([Grow("Register", "Register", 5), Fill(AREA, ROW)])
    assert engine.calls - before in {0, 2}  # none where the service's text runs in this process


def test_errors_and_formulas_are_read_as_their_results(
    register: xlwings.Book, batches: OneCall
) -> None:
    for address, formula in (("D9", "=1/0"), ("E9", "=2*3"), ("F9", '="a"&"b"'), ("G9", "=1=1")):
        register.sheets["Register"][address].formula = formula
    for way in (batches, DirectCalls(register)):
        assert way.read([Area("Register", 9, 4, 9, 8)]) == [[["", 6, "ab", True, ""]]]


def test_a_sheet_is_read_to_its_end(batches: OneCall) -> None:
    found = batches.read([Area("Pegawai", 3, 1, TO_THE_END, 2), Area("Tidak ada", 1, 1, 1, 1)])
    assert found[0] is not None
    assert found[0][0][0] == "Nama"
    assert found[1] is None


def test_a_name_gives_its_first_cell(register: xlwings.Book, batches: OneCall) -> None:
    register.names["frm_nik"].refers_to_range.value = "0012"
    assert batches.read([Named("frm_nik"), Named("tidak_ada")]) == [[["0012"]], None]


def test_a_table_grows_to_its_row(register: xlwings.Book, batches: OneCall) -> None:
    table = register.sheets["Riwayat"].tables["Riwayat"]
    for last in (9, 7):
        batches.write([Grow("Riwayat", "Riwayat", last)])
        assert table.range.last_cell.row == 9


def test_what_a_protected_sheet_refuses_is_taken_back_wholly(
    register: xlwings.Book, batches: OneCall
) -> None:
    sheet = register.sheets["Register"]
    sheet["A4"].value, sheet["C4"].formula = "lama", "=1+1"
    formats = [sheet[f"{letter}4"].number_format for letter in "ABCDEFGHI"]
    register.sheets["Riwayat"].api.protect("")
    with pytest.raises(LiveWriteError):
        batches.write([
            Grow("Register", "Register", 30), Fill(AREA, ROW), Fill(AREA._replace(sheet="Riwayat"), ROW)
        ])  # fmt: skip
    assert cells(register, "Register", "A4:D4") == [["lama", None, 2, None]]
    assert sheet["C4"].formula == "=1+1"
    assert [sheet[f"{letter}4"].number_format for letter in "ABCDEFGHI"] == formats
    assert sheet.tables["Register"].range.last_cell.row == 4


def test_a_row_of_totals_refuses(register: xlwings.Book, batches: OneCall) -> None:
    register.sheets["Isian"].tables["Isian"].api.TotalsRow = True
    with pytest.raises(TotalsRowError, match="Isian"):
        batches.write([Fill(AREA, ROW), Grow("Isian", "Isian", 9)])
    assert cells(register, "Register", "A4:A4") == [[None]]


def test_a_sheet_that_is_not_there_refuses(register: xlwings.Book, batches: OneCall) -> None:
    for change in (Front("Tidak ada"), Grow("Tidak ada", "Isian", 9)):
        with pytest.raises(SheetMissingError, match="Tidak ada"):
            batches.write([Fill(AREA, ROW), change])
    assert cells(register, "Register", "A4:A4") == [[None]]


def test_a_text_that_no_batch_can_hold_is_told(register: xlwings.Book, batches: OneCall) -> None:
    register.sheets["Register"]["A9"].value = "a\x1fb"
    with pytest.raises(UnfitTextError):
        batches.read([Area("Register", 9, 1, 9, 1)])


def test_the_sheet_in_front_and_the_selected_rows(register: xlwings.Book, batches: OneCall) -> None:
    sheet = register.sheets["Register"]
    assert batches.glance([], "Register")[0][1:] == ("Beranda", False, ())
    batches.write([Front("Register")])
    sheet["A4:B9"].select()
    sheet.api.Rows.getByIndex(5).IsVisible = False
    glance, _ = batches.glance([], "Register")
    assert glance[1:] == ("Register", False, ((4, 5), (7, 9)))
    assert DirectCalls(register).glance([], "Register")[0].spans == ((4, 4), (5, 5), (7, 9))
    assert glance.sheets == tuple(one.name for one in register.sheets)


def test_several_areas_are_selected(register: xlwings.Book, batches: OneCall) -> None:
    sheet = register.sheets["Register"]
    areas = register.api.createInstance("com.sun.star.sheet.SheetCellRanges")
    for address in ("A4:A5", "C300:C600", "D9"):
        areas.addRangeAddress(sheet.api.getCellRangeByName(address).RangeAddress, False)
    sheet.activate()
    register.api.CurrentController.select(areas)
    assert batches.glance([], "Register")[0].spans == ((4, 5), (300, 497))


def test_a_drawing_that_is_selected_is_no_row(register: xlwings.Book, batches: OneCall) -> None:
    document, sheet = register.api, register.sheets["Register"]
    shape = document.createInstance("com.sun.star.drawing.RectangleShape")
    sheet.api.DrawPage.add(shape)
    sheet.activate()
    document.CurrentController.select(shape)
    assert batches.glance([], "Register")[0].spans == ()


def test_a_book_for_reading_only_says_so(macro: xlwings.App, tmp_path: Path) -> None:
    path = shutil.copy(BLANK, tmp_path / "dibaca.xlsx")
    opened = macro.books.open(path, read_only=True)
    try:
        assert OneCall(opened, CALC_MACRO).glance([], "")[0].is_read_only
    finally:
        opened.close()


@pytest.mark.parametrize(
    ("head", "record", "why"),
    [
        ("2|{path}|x", "look|", "version"),
        ("1|/tidak/ada.xlsx|x", "look|", "book"),
        ("1|{path}|x", "nol", "record"),
        ("1|{path}|x", "fill|Register|4|1|4|1|x1", "UnreadableFieldError"),
        ("1|{path}|x", "fill|Register|0|1|4|1|", "com.sun.star.lang.IndexOutOfBoundsException"),
    ],
)
def test_a_batch_that_nobody_understands_is_refused(
    register: xlwings.Book, head: str, record: str, why: str
) -> None:
    sent = f"{head.format(path=register.fullname)}\x1efill|Register|4|1|4|1|tx\x1e{record}"
    said = register.app.macro(CALC_MACRO)(sent.replace("|", "\x1f"))
    assert said.split("\x1e")[0].split("\x1f")[1] == why
    assert cells(register, "Register", "A4:A4") == [[None]]


def test_a_record_of_no_kind_is_refused(register: xlwings.Book) -> None:
    with pytest.raises(RefusedError, match="record"):
        Batch(register.api, []).carry_out(["nol"])


def test_an_office_without_the_service_gives_no_answer(book: xlwings.Book) -> None:
    with pytest.raises(MacroFailedError, match="TidakAda"):
        OneCall(book, "id.pengaduan.xl.TidakAda").read([AREA])
