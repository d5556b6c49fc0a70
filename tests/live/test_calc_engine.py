"""Cells of the Calc engine against a real headless LibreOffice, through xlwings' own objects."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pytest
from live.calc_office import protect

from pengaduan_xl.excel.calc.protection import ProtectedCellsError
from pengaduan_xl.excel.calc.values import ShapeMismatchError

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings

MOMENT = datetime.fromisoformat("2026-11-23T08:15:30")
DAY = datetime.fromisoformat("2026-11-23T00:00")


@pytest.mark.parametrize(
    ("value", "back"),
    [
        ("teks", "teks"),
        ("001", "001"),
        ("=1+1", "=1+1"),
        ("'kutip", "'kutip"),
        ("@SUM(A1)", "@SUM(A1)"),
        (12.5, 12.5),
        (True, True),
        (False, False),
        (None, None),
        (MOMENT, MOMENT),
        (date(2026, 11, 23), DAY),
        (time(6, 0), 0.25),
        ("baris satu\nbaris dua", "baris satu\nbaris dua"),
    ],
)
def test_a_value_comes_back_as_it_was_written(
    sheet: xlwings.Sheet, value: object, back: object
) -> None:
    sheet["B2"].value = value
    assert sheet["B2"].value == back


def test_empty_cells_inside_a_table_do_not_end_the_office(sheet: xlwings.Sheet) -> None:
    rows = [["a", None, 1.0, None, None], [None, True, None, "b", None]]
    sheet["A1"].value = rows
    assert sheet["A1:E2"].value == rows


def test_a_whole_table_takes_one_use_each_way(calc: xlwings.App, sheet: xlwings.Sheet) -> None:
    rows = [[f"{row}", float(row), MOMENT] for row in range(500)]
    before = calc.engine.impl.calls
    sheet["A1:C500"].value = rows
    assert sheet["A1:C500"].value == rows
    assert calc.engine.impl.calls - before == 2


def test_none_empties_a_cell_and_keeps_its_format(sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = MOMENT
    code = sheet["A1"].number_format
    sheet["A1"].value = None
    assert sheet["A1"].value is None
    assert sheet["A1"].number_format == code


def test_a_date_keeps_the_format_that_the_cell_has(sheet: xlwings.Sheet) -> None:
    sheet["A1:B1"].number_format = "dd/mm/yyyy hh:mm"
    sheet["A1:C1"].value = [MOMENT, 5, MOMENT]
    assert sheet["A1"].number_format == "DD/MM/YYYY HH:MM"
    assert sheet["A1:C1"].value[::2] == [MOMENT, MOMENT]
    assert sheet["A1:C1"].number_format is None


def test_reading_options_of_xlwings_apply(sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = [[MOMENT, 3, None]]
    cells = sheet["A1:C1"].options(dates=date, numbers=int, empty="-", ndim=2)
    assert cells.value == [[date(2026, 11, 23), 3, "-"]]


def test_an_error_is_none_or_its_text(sheet: xlwings.Sheet) -> None:
    sheet["A1:B1"].formula = [["=1/0", "=NA()"]]
    assert sheet["A1:B1"].value == [None, None]
    assert sheet["A1:B1"].options(err_to_str=True).value == ["#DIV/0!", "#N/A"]


def test_values_of_another_shape_are_refused(sheet: xlwings.Sheet) -> None:
    with pytest.raises(ShapeMismatchError, match="Sheet1 A1:B2"):
        sheet["A1:B2"].raw_value = [["a"]]


def test_formulas_are_written_and_read_as_in_excel(
    book: xlwings.Book, sheet: xlwings.Sheet
) -> None:
    book.sheets.add("Meja Kerja")["B2"].value = 4
    sheet["A1"].formula = "=SUM('Meja Kerja'!B2,1)"
    assert sheet["A1"].value == 5
    assert sheet["A1"].formula == "=SUM('Meja Kerja'!B2,1)"


def test_one_formula_for_many_cells_moves_along(sheet: xlwings.Sheet) -> None:
    sheet["A1:B2"].value = [[1, 2], [3, 4]]
    sheet["C1:C2"].formula = "=A1*B1"
    formulas: object = sheet["C1:C2"].formula
    assert formulas == (("=A1*B1",), ("=A2*B2",))
    assert sheet["C1:C2"].value == [2, 12]


def test_text_that_looks_like_a_formula_is_told_from_one(sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = "=1+1"
    sheet["A2:B2"].formula = [["=1+1", 3]]
    formulas: object = sheet["A1:B2"].formula
    assert formulas == (("=1+1", ""), ("=1+1", "3"))
    assert sheet["A1:A2"].value == ["=1+1", 2]


@pytest.mark.parametrize(
    "change",
    [
        lambda cells: setattr(cells, "value", "x"),
        lambda cells: setattr(cells, "formula", "=1"),
        lambda cells: setattr(cells, "number_format", "@"),
        lambda cells: cells.clear_contents(),
        lambda cells: cells.insert("down"),
        lambda cells: cells.delete("up"),
    ],
)
def test_every_change_of_a_locked_cell_is_refused(
    sheet: xlwings.Sheet, change: Callable[[xlwings.Range], None]
) -> None:
    protect(sheet)
    with pytest.raises(ProtectedCellsError, match="Sheet1 A1:B1"):
        change(sheet["A1:B1"])


def test_a_free_cell_of_a_protected_sheet_takes_values(sheet: xlwings.Sheet) -> None:
    protect(sheet, free="A1")
    sheet["A1"].value = MOMENT
    sheet["A1"].clear_contents()
    with pytest.raises(ProtectedCellsError):
        sheet["A1:B1"].value = ["x", "y"]
    assert sheet["A1:B1"].value == [None, None]


def test_rows_are_inserted_and_deleted(sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = [["a", "b"], ["c", "d"]]
    sheet["A2:B2"].insert("down")
    assert sheet["A1:A3"].value == ["a", None, "c"]
    sheet["A2:B2"].delete()
    sheet["A1"].delete("left")
    assert sheet["A1:B2"].value == [["b", None], ["c", "d"]]


def test_merged_cells_hold_their_value_in_the_first(sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = "judul"
    sheet.api.getCellRangeByName("A1:C1").merge(True)
    assert sheet["A1:C1"].value == ["judul", None, None]
    assert sheet["B1"].merge_cells
    assert sheet["B1"].merge_area.address == "$A$1:$C$1"
    assert not sheet["A2"].merge_cells


def test_ranges_grow_over_filled_cells(sheet: xlwings.Sheet) -> None:
    sheet["B2"].value = [["a", "b"], [1, 2], [3, 4]]
    assert sheet["B2"].expand().address == "$B$2:$C$4"
    assert sheet["B2"].expand("down").address == "$B$2:$B$4"
    assert sheet["C3"].current_region.address == "$B$2:$C$4"
    assert sheet["B4"].end("up").address == "$B$2"
    assert sheet.used_range.address == "$B$2:$C$4"


def test_cells_are_found_by_number_offset_and_slice(sheet: xlwings.Sheet) -> None:
    cells = sheet.range((2, 2), (4, 3))
    assert cells.address == "$B$2:$C$4"
    assert cells(3).address == "$B$3"
    assert cells[2, 1].address == "$C$4"
    assert cells.offset(1, 1).resize(1, 1).address == "$C$3"
    assert cells[1:, 0].get_address(False, False) == "B3:B4"
    assert (cells.count, cells.shape) == (6, (3, 2))
    assert sheet.cells.shape == (1_048_576, 16_384)


def test_values_written_below_a_merged_cell_are_kept_though_hidden(sheet: xlwings.Sheet) -> None:
    sheet.api.getCellRangeByName("A1:B1").merge(True)
    sheet["A1"].value = [["tampak", "tersembunyi"]]
    assert sheet["A1:B1"].value == ["tampak", "tersembunyi"]


def test_a_formulas_date_is_read_as_a_date(sheet: xlwings.Sheet) -> None:
    sheet["A1"].formula = "=DATE(2026,11,23)"
    sheet["A2"].formula = "=TRUE()"
    assert sheet["A1:A2"].value == [DAY, True]
