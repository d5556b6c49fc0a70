"""A workbook with charts, slicers, a pivot table, macros and more: what an append leaves of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich_parts import flat_ods
from rich_readings import (
    COUNTED,
    NEW,
    REFRESHED,
    ROW,
    SET,
    TOTAL,
    calamine_cells,
    calc_cells,
    changes,
    differing,
    openpyxl_cells,
)
from rich_workbook import (
    CHAIN,
    LINKS,
    SHEET,
    TABLE,
    TYPES,
    WORKBOOK,
    Parts,
    check_package,
    rich_package,
)
from workbook_samples import part, patched, saved_by_calc

if TYPE_CHECKING:
    from pathlib import Path

KINDS = (
    "charts/chart charts/style charts/colors ctrlProps/ customXml/item drawings/drawing vmlDrawing "
    "externalLinks/ featurePropertyBag/ media/ persons/ pivotCache/pivotCacheDefinition pivotCacheRecords "
    "pivotTables/ printerSettings/ slicerCaches/ slicers/ threadedComments/ comments1 theme/ vbaProject "
    "docProps/custom calcChain sharedStrings"
)


def _saved(folder: Path, package: bytes, name: str) -> Path:
    saved = folder / name
    saved.write_bytes(saved_by_calc(folder, package))
    return saved


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rich workbook with one cell set and one row appended."""
    return patched(tmp_path_factory.mktemp("kaya"), rich_package(), SET, {"Daftar": [ROW]})


@pytest.fixture(scope="module")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for Calc to save in, so that it makes its profile once."""
    return tmp_path_factory.mktemp("calc")


@pytest.fixture(scope="module")
def from_calc(calc: Path) -> bytes:
    """The rich workbook as Calc saved it."""
    return saved_by_calc(calc, rich_package())


@pytest.mark.parametrize("kind", KINDS.split())
def test_the_workbook_has_a_part_of_each_kind(kind: str) -> None:
    assert any(kind in name for name in Parts(rich_package()).contents)


@pytest.mark.parametrize(
    "piece",
    [
        "x14:sparkline>",
        "<x14:slicer ",
        "<x14:dataValidation ",
        "<x14:conditionalFormatting ",
        "<controls>",
        "<legacyDrawing ",
        "<protectedRange ",
        "<mergeCell ",
        "<hyperlink ",
        "<ignoredError ",
        'state="frozen"',
        "xr:uid=",
    ],
)
def test_the_sheet_that_changes_is_the_one_with_everything(target: Path, piece: str) -> None:
    assert part(target, SHEET).count(piece) == Parts(rich_package()).contents[SHEET].decode().count(
        piece
    )
    assert piece in part(target, SHEET)


def test_a_cell_and_a_row_with_a_formula_change_the_sheet_the_table_and_the_calculation(
    target: Path,
) -> None:
    found = changes(rich_package(), target.read_bytes())
    assert found.changed == {SHEET, TABLE, WORKBOOK, LINKS, TYPES}
    assert found.dropped == {CHAIN}
    assert len(found.identical) == 47


def test_without_a_formula_only_the_sheet_the_table_and_the_mark_change(tmp_path: Path) -> None:
    target = patched(tmp_path, rich_package(), SET, {"Daftar": [{**ROW, "Lipat": 2500}]})
    found = changes(rich_package(), target.read_bytes())
    assert (found.changed, found.dropped) == ({SHEET, TABLE, WORKBOOK}, set())


def test_the_result_is_a_package_whose_parts_lead_to_each_other(target: Path) -> None:
    check_package(Parts(target.read_bytes()).contents)


def test_the_sheet_differs_only_in_its_rows_and_in_the_rules_that_grow(target: Path) -> None:
    old, new = Parts(rich_package()).contents[SHEET].decode(), part(target, SHEET)
    for grown in ("A6:G10", "F6:F10", "D6:D10", "A6:F10", "E6:E10", "A1:G10"):
        assert grown in new
        new = new.replace(grown, grown[:-2] + "9")
    assert new.partition("<sheetData>")[0] == old.partition("<sheetData>")[0]
    assert new.partition("</sheetData>")[2] == old.partition("</sheetData>")[2]


def test_openpyxl_and_calamine_find_every_old_and_new_cell(target: Path, tmp_path: Path) -> None:
    source = tmp_path / "asal.xlsx"
    source.write_bytes(rich_package())
    expected = {**openpyxl_cells(source), **NEW}
    assert len(expected) == 151
    assert differing(openpyxl_cells(target), expected) == []
    assert differing(calamine_cells(target), expected) == []


def test_calc_finds_every_cell_and_calculates_the_new_one(target: Path, calc: Path) -> None:
    saved = _saved(calc, target.read_bytes(), "kaya.xlsx")
    expected = {**openpyxl_cells(target), **COUNTED, **REFRESHED}
    assert differing(calc_cells(saved), expected) == []


def test_a_workbook_that_calc_saved_changes_in_the_same_few_parts(
    from_calc: bytes, tmp_path: Path
) -> None:
    target = patched(tmp_path, from_calc, SET, {"Daftar": [ROW]})
    found = changes(from_calc, target.read_bytes())
    assert (found.changed, found.dropped) == ({SHEET, TABLE, WORKBOOK}, set())


def test_three_readers_agree_on_a_workbook_that_calc_saved(
    from_calc: bytes, calc: Path, tmp_path: Path
) -> None:
    target = patched(tmp_path, from_calc, SET, {"Daftar": [ROW]})
    expected = {**openpyxl_cells(tmp_path / "asal.xlsx"), **NEW}
    assert differing(openpyxl_cells(target), expected) == []
    assert differing(calamine_cells(target), expected) == []
    saved = _saved(calc, target.read_bytes(), "lagi.xlsx")
    assert differing(calc_cells(saved), {**expected, TOTAL: REFRESHED[TOTAL]}) == []


def test_a_range_named_in_an_ods_is_a_table_that_grows(calc: Path, tmp_path: Path) -> None:
    package = saved_by_calc(calc, flat_ods().encode())
    target = patched(tmp_path, package, {("Data", "A2"): "Ani"}, {"Daftar": [{"Nama": "Cici"}]})
    expected = {
        **openpyxl_cells(tmp_path / "asal.xlsx"),
        ("Data", "A2"): "Ani",
        ("Data", "A4"): "Cici",
    }
    assert changes(package, target.read_bytes()).changed == {SHEET, TABLE, WORKBOOK}
    assert differing(openpyxl_cells(target), expected) == []
    assert differing(calamine_cells(target), expected) == []
    assert differing(openpyxl_cells(_saved(calc, target.read_bytes(), "ods.xlsx")), expected) == []
    assert 'ref="A1:C4"' in part(target, TABLE)
