"""The add-in's own macro for batches, run in LibreOffice's mode for VBA.

What that mode lacks can be seen in Excel only. It has no ``ListObjects``, so no table grows; it leaves a cell
as it is where an array holds Empty; it drops what is written into a protected sheet without an error; and it
tells nothing of a workbook opened for reading only.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from addin_readings import ADDIN
from live.batch_office import BLANK

from pengaduan_xl.register.open_book import (
    TO_THE_END,
    Area,
    Fill,
    Front,
    Grow,
    LiveWriteError,
    Named,
    SheetMissingError,
)
from pengaduan_xl.register.open_book_macro import MacroFailedError, OneCall, UnfitTextError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings

    from pengaduan_xl.register.open_book import Rows, Wanted

TRUSTED = 4
"""``com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN``."""

ANSWER = "vnd.sun.star.script:PengaduanXL.Batch.Answer?language=Basic&location=document"
MOMENT = datetime.fromisoformat("2026-11-23T08:15")
LONG = "panjang " * 1250
AREA = Area("Register", 4, 1, 4, 8)
ROW: Rows = [["0812345678901234", MOMENT, "=1+1", LONG, "Budi", True, 12.5, "TRUE"]]


@pytest.fixture(scope="module")
def script(calc: xlwings.App, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The add-in's macro, its document open with macros allowed."""
    connection = calc.impl.connection
    path = shutil.copy(ADDIN, tmp_path_factory.mktemp("addin"))
    settings = connection.settings(
        Hidden=True, MacroExecutionMode=TRUSTED, FilterName="Calc MS Excel 2007 VBA XML"
    )
    url = connection.uno.systemPathToFileUrl(str(path))
    document = connection.desktop.loadComponentFromURL(url, "_blank", 0, settings)
    yield document.ScriptProvider.getScript(ANSWER)
    document.close(True)


@pytest.fixture
def register(calc: xlwings.App, tmp_path: Path) -> Iterator[xlwings.Book]:
    path = shutil.copy(BLANK, tmp_path / "Register_Pengaduan.xlsx")
    opened = calc.books.open(path)
    yield opened
    opened.close()


@pytest.fixture
def batches(script: Any, register: xlwings.Book) -> OneCall:
    def macro(_name: str) -> Any:
        return lambda text: script.invoke((text,), (), ())[0]

    book = SimpleNamespace(
        fullname=register.fullname, name=register.name, app=SimpleNamespace(macro=macro)
    )
    return OneCall(book, "Batch.Answer")


def cells(register: xlwings.Book, area: str) -> Any:
    return register.sheets["Register"].range(area).options(ndim=2).value


def test_values_of_every_kind_are_written_and_read(
    register: xlwings.Book, batches: OneCall
) -> None:
    batches.write([Fill(AREA, ROW)])
    assert batches.read([AREA]) == [ROW]
    assert cells(register, "A4:H4") == ROW


def test_a_text_needs_no_guard_in_a_cell_of_text(register: xlwings.Book, batches: OneCall) -> None:
    register.sheets["Register"]["H4"].number_format = "@"
    batches.write([Fill(Area("Register", 4, 7, 4, 8), [["081", "082"]])])
    assert cells(register, "G4:H4") == [["081", "082"]]


def test_sheets_names_and_ends(batches: OneCall) -> None:
    wanted: list[Wanted] = [
        Named("petugas_aktif"), Named("tidak_ada"), Area("Tidak ada", 1, 1, 1, 1),
        Area("Register", 3, 1, 3, 2), Area("Jam Kerja", 3, 1, TO_THE_END, 3),
    ]  # fmt: skip
    officer, missing, gone, heads, hours = batches.read(wanted)
    assert (officer, missing, gone) == ([[""]], None, None)
    assert heads == [["No. Register", "Tgl/Jam Terima"]]
    assert hours is not None
    assert [row[2] for row in hours[1:3]] == ["Senin", "Selasa"]


def test_formulas_are_read_as_their_results(register: xlwings.Book, batches: OneCall) -> None:
    register.sheets["Register"]["E9"].formula = "=2*3"
    register.sheets["Register"]["F9"].formula = '="a"&"b"'
    assert batches.read([Area("Register", 9, 5, 9, 7)]) == [[[6, "ab", ""]]]


def test_what_is_refused_is_taken_back(register: xlwings.Book, batches: OneCall) -> None:
    old: Rows = [["081", MOMENT, "=2+2", "lama", "Ani", False, 3.5, 7]]
    batches.write([Fill(AREA, old)])
    register.sheets["Register"]["G4"].formula = "=7/2"
    with pytest.raises(LiveWriteError):
        batches.write([Fill(AREA, ROW), Grow("Register", "Register", 9)])
    assert cells(register, "A4:H4") == old
    assert register.sheets["Register"]["G4"].formula == "=7/2"


def test_a_sheet_that_is_not_there_refuses(register: xlwings.Book, batches: OneCall) -> None:
    batches.write([Fill(AREA, ROW)])
    with pytest.raises(SheetMissingError, match="Tidak ada"):
        batches.write([Fill(AREA._replace(right=1), [["lain"]]), Front("Tidak ada")])
    assert cells(register, "A4:H4") == ROW


def test_a_text_that_no_batch_can_hold_is_told(register: xlwings.Book, batches: OneCall) -> None:
    register.sheets["Register"]["A9"].value = "a\x1fb"
    with pytest.raises(UnfitTextError):
        batches.read([Area("Register", 9, 1, 9, 1)])


def test_the_sheet_in_front_and_the_selected_rows(register: xlwings.Book, batches: OneCall) -> None:
    sheet = register.sheets["Register"]
    batches.write([Front("Register")])
    sheet["A4:B9"].select()
    sheet.api.Rows.getByIndex(5).IsVisible = False
    glance, _ = batches.glance([], "Register")
    assert glance[1:] == ("Register", False, ((4, 5), (7, 9)))
    assert glance.sheets == tuple(one.name for one in register.sheets)
    sheet["C7"].select()
    assert batches.glance([], "Register")[0].spans == ((7, 7),)
    assert batches.glance([], "Riwayat")[0].spans == ()


def test_a_workbook_that_is_not_open_is_no_answer(script: Any) -> None:
    app = SimpleNamespace(macro=lambda _name: lambda text: script.invoke((text,), (), ())[0])
    book = SimpleNamespace(fullname="/tidak/ada.xlsx", name="ada.xlsx", app=app)
    with pytest.raises(MacroFailedError):
        OneCall(book, "Batch.Answer").read([AREA])
