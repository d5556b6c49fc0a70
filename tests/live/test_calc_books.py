"""App, books, sheets and names of the Calc engine against a real headless LibreOffice."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import xlwings

from pengaduan_xl.excel.calc import engine, office
from pengaduan_xl.excel.calc.book import (
    BookNotSavedError,
    FileChangedError,
    NeverSavedBookError,
    ReadOnlyBookError,
)
from pengaduan_xl.excel.calc.books import BookNotOpenError, BookUnopenableError
from pengaduan_xl.excel.calc.connection import (
    Connection,
    OfficeGoneError,
    OfficeNotRunningError,
    OfficeRefusedError,
    load_uno,
)
from pengaduan_xl.excel.calc.names import NameNotFoundError, NameWithoutCellsError
from pengaduan_xl.excel.calc.objects import NotSupportedError
from pengaduan_xl.excel.calc.sheets import AddressNotFoundError, SheetNotFoundError


def test_an_external_address_names_book_and_sheet(book: xlwings.Book, sheet: xlwings.Sheet) -> None:
    assert sheet["A1"].get_address(external=True) == f"'[{book.name}]Sheet1'!$A$1"


def test_what_is_selected_is_found(calc: xlwings.App, sheet: xlwings.Sheet) -> None:
    sheet["B2:C3"].select()
    assert calc.selection is not None
    assert calc.selection.address == "$B$2:$C$3"
    assert calc.books.active.sheets.active == sheet


def test_of_several_areas_selected_the_first_counts(
    calc: xlwings.App, sheet: xlwings.Sheet
) -> None:
    areas = sheet.book.api.createInstance("com.sun.star.sheet.SheetCellRanges")
    for address in ("B2:B3", "D2"):
        areas.addRangeAddress(sheet.api.getCellRangeByName(address).RangeAddress, False)
    sheet.book.api.CurrentController.select(areas)
    assert calc.selection is not None
    assert calc.selection.address == "$B$2:$B$3"


def test_formulas_are_calculated_when_asked(calc: xlwings.App, sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = 2
    sheet["B1"].formula = "=A1*2"
    assert sheet["B1"].value == 4
    with calc.properties(calculation="manual"):
        sheet["A1"].value = 3
        assert sheet["B1"].value == 4
        calc.calculate()
        assert sheet["B1"].value == 6


def test_what_the_office_refuses_without_a_known_reason_is_named(sheet: xlwings.Sheet) -> None:
    with pytest.raises(OfficeRefusedError, match="menolak"):
        sheet.book.names.add("bukan nama", "=1")


def test_sheets_are_found_added_renamed_hidden_and_deleted(book: xlwings.Book) -> None:
    added = book.sheets.add(after=book.sheets["sheet1"])
    assert (added.name, added.index, book.sheets.active.name) == ("Sheet2", 2, "Sheet2")
    added.name = "Riwayat"
    added.visible = False
    assert [(one.name, one.visible) for one in book.sheets] == [
        ("Sheet1", True),
        ("Riwayat", False),
    ]
    added.delete()
    assert "Riwayat" not in book.sheets
    with pytest.raises(SheetNotFoundError):
        book.sheets["Riwayat"]


def test_names_refer_to_cells_formulas_or_one_sheet_only(
    book: xlwings.Book, sheet: xlwings.Sheet
) -> None:
    book.names.add("frm_nik", "=Sheet1!$C$5")
    book.names.add("batas", "=SUM(1,2)")
    sheet.names.add("lokal", "=Sheet1!$A$1:$B$2")
    assert [name.name for name in book.names] == ["batas", "frm_nik", "Sheet1!lokal"]
    assert book.names["frm_nik"].refers_to == "=Sheet1!$C$5"
    assert book.names["batas"].refers_to == "=SUM(1,2)"
    assert book.names["Sheet1!lokal"].refers_to_range.address == "$A$1:$B$2"
    assert sheet["frm_nik"].address == "$C$5"
    with pytest.raises(NameWithoutCellsError):
        _ = book.names["batas"].refers_to_range


def test_names_are_changed_and_deleted(book: xlwings.Book) -> None:
    name = book.names.add("satu", "=Sheet1!$A$1")
    name.refers_to = "=Sheet1!$B$2"
    name.name = "dua"
    assert book.names["dua"].refers_to_range.address == "$B$2"
    del book.names["dua"]
    assert "dua" not in book.names
    with pytest.raises(NameNotFoundError):
        book.names["dua"]


def test_a_text_that_names_no_cells_is_refused(sheet: xlwings.Sheet) -> None:
    with pytest.raises(AddressNotFoundError, match="frm_x"):
        sheet["frm_x"]


@pytest.mark.parametrize("part", ["charts", "shapes", "pictures", "freeze_panes", "page_setup"])
def test_what_the_engine_lacks_says_so_on_reading(sheet: xlwings.Sheet, part: str) -> None:
    with pytest.raises(NotSupportedError, match=f"Sheet.{part} belum ada"):
        getattr(sheet, part)


def test_what_the_engine_lacks_says_so_on_setting(calc: xlwings.App, sheet: xlwings.Sheet) -> None:
    for target, name in ((sheet["A1"], "color"), (sheet, "show_gridlines"), (calc, "interactive")):
        with pytest.raises(NotSupportedError, match=name):
            setattr(target, name, True)


def test_a_book_is_saved_in_its_format_and_found_by_name(
    calc: xlwings.App, book: xlwings.Book, tmp_path: Path
) -> None:
    assert (book.impl.has_file, book.fullname) == (False, book.name)
    with pytest.raises(NeverSavedBookError):
        book.save()
    path = tmp_path / "buku.xlsx"
    book.save(path)
    assert (book.impl.has_file, Path(book.fullname)) == (True, path)
    book.sheets[0]["A1"].value = "x"
    assert book.impl.is_changed
    book.save()
    assert not book.impl.is_changed
    assert calc.books["BUKU.xlsx"] == book
    assert path.read_bytes()[:2] == b"PK"


def test_a_file_that_others_wrote_is_not_overwritten(
    calc: xlwings.App, book: xlwings.Book, tmp_path: Path
) -> None:
    path = tmp_path / "buku.xlsx"
    book.save(path)
    book.close()
    opened = calc.books.open(path)
    later = path.stat().st_mtime + 60
    path.write_bytes(b"milik orang lain")
    os.utime(path, (later, later))
    opened.sheets[0]["A1"].value = "x"
    with pytest.raises(FileChangedError):
        opened.save()
    opened.close()
    assert path.read_bytes() == b"milik orang lain"


def test_a_read_only_book_is_not_saved(
    calc: xlwings.App, book: xlwings.Book, tmp_path: Path
) -> None:
    path = tmp_path / "buku.xlsx"
    book.save(path)
    book.close()
    opened = calc.books.open(path, read_only=True)
    assert opened.impl.is_read_only
    with pytest.raises(ReadOnlyBookError, match=r"buku\.xlsx"):
        opened.save()
    opened.close()


def test_a_book_that_cannot_be_written_says_so(book: xlwings.Book, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_bytes(b"")
    with pytest.raises(BookNotSavedError):
        book.save(tmp_path / "berkas" / "buku.xlsx")
    with pytest.raises(NotSupportedError, match="pdf"):
        book.save(tmp_path / "buku.pdf")
    with pytest.raises(NotSupportedError, match="password"):
        book.save(tmp_path / "buku.xlsx", password="rahasia")


def test_a_file_that_is_no_workbook_is_not_opened(calc: xlwings.App, tmp_path: Path) -> None:
    path = tmp_path / "rusak.xlsx"
    path.write_bytes(b"PK\x03\x04rusak")
    with pytest.raises(BookUnopenableError):
        calc.books.open(path)
    with pytest.raises(BookNotOpenError):
        calc.books["rusak.xlsx"]


def test_a_closed_book_is_gone(book: xlwings.Book, sheet: xlwings.Sheet) -> None:
    book.close()
    with pytest.raises(OfficeGoneError, match="A1"):
        sheet["A1"].value = "x"


def test_messages_are_answered_and_kept_without_a_screen(
    calc: xlwings.App, book: xlwings.Book
) -> None:
    assert book.name in calc.books
    assert calc.alert("Sudah dicatat", "Pengaduan") == "ok"
    assert calc.alert("Lanjut?", buttons="yes_no", mode="critical") == "no"
    assert calc.alert("Lanjut?", buttons="yes_no_cancel") == "cancel"
    assert calc.impl.alerts[-3] == ("Pengaduan", "Sudah dicatat", "ok")


def test_the_app_tells_its_state(calc: xlwings.App, book: xlwings.Book) -> None:
    book.activate()
    calc.status_bar = "Mencatat ..."
    assert calc.status_bar == "Mencatat ..."
    calc.status_bar = False
    assert calc.status_bar is False
    with calc.properties(calculation="manual", screen_updating=False):
        assert (calc.calculation, calc.screen_updating) == ("manual", False)
        assert book.api.hasControllersLocked()
    assert (calc.calculation, calc.screen_updating) == ("automatic", True)
    assert not book.api.hasControllersLocked()
    assert calc.version.major >= 7
    assert calc.visible
    calc.impl.refuse_dialog()


def test_calc_is_the_active_engine_of_xlwings(calc: xlwings.App, book: xlwings.Book) -> None:
    assert xlwings.apps.active == calc
    assert xlwings.apps[calc.pid] == calc
    assert xlwings.books.active == book
    assert repr(calc.engine) == "<Engine calc>"


def test_importing_the_bridge_leaves_python_as_it_was() -> None:
    import builtins

    load_uno()
    assert builtins.__import__.__module__ == "builtins"
    assert not any("libreoffice" in folder for folder in sys.path)


def test_a_second_office_is_active_until_it_ends(
    calc: xlwings.App, book: xlwings.Book, tmp_path: Path
) -> None:
    path = tmp_path / "buku.xlsx"
    book.save(path)
    second = engine.start(profile=tmp_path / "profile")
    try:
        assert xlwings.apps.keys() == [second.pid, calc.pid]
        assert xlwings.apps.active == second
        with pytest.raises(BookUnopenableError, match="dibuka orang lain"):
            second.books.open(path)
        added = second.books.add()
    finally:
        second.kill()
    with pytest.raises(OfficeGoneError):
        _ = added.name
    assert (xlwings.apps.active, xlwings.apps.keys()) == (calc, [calc.pid])


def test_an_office_that_is_not_there_is_named(calc: xlwings.App) -> None:
    assert calc.pid > 0
    with pytest.raises(OfficeNotRunningError, match="pipe,name=tidak-ada"):
        Connection.to("pipe,name=tidak-ada")
    with pytest.raises(OfficeNotRunningError):
        engine.connect("pipe,name=tidak-ada")
    with pytest.raises(office.OfficeMissingError):
        office.start_office("soffice-tidak-ada")
