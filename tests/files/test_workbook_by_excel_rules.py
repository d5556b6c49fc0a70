"""The register after many acts, held against the rules by which Excel opens a file without repairing it.

Rules: ECMA-376 part 1, 18.3.1 (worksheet), 18.5.1 (table) and part 2 (packages); Excel repairs or refuses
what breaks them.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from busy_register import (
    MAIN,
    TEXTS,
    area,
    busy,
    data_cells,
    members,
    parsed,
    related,
    sheet_xml,
    table_xml,
)
from openpyxl.utils.escape import unescape

from pengaduan_xl.register.columns import Kind
from pengaduan_xl.register.schema import (
    FIELDS,
    HISTORY,
    INCOMING,
    OUTGOING,
    RECAP,
    REGISTER,
    TABLES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.workbook import Workbook

    from pengaduan_xl.register.columns import Table

GROWN = (REGISTER, HISTORY, FIELDS, INCOMING, OUTGOING, RECAP)
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
    "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF",
    "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""Children of a worksheet in the order of CT_Worksheet."""
REPEATED = {"conditionalFormatting"}
each_table = pytest.mark.parametrize("table", GROWN, ids=lambda table: str(table.name))


@pytest.fixture(scope="module")
def book() -> Iterator[Workbook]:
    """The busy register as openpyxl reads it; any warning of its is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = openpyxl.load_workbook(io.BytesIO(busy()))
    yield found
    found.close()


def test_no_member_is_there_twice() -> None:
    with zipfile.ZipFile(io.BytesIO(busy())) as package:
        assert package.testzip() is None
        names = [name.casefold() for name in package.namelist()]
    assert max(Counter(names).values()) == 1


def test_every_part_has_a_content_type_and_every_typed_part_is_there() -> None:
    types = parsed(members()["[Content_Types].xml"])
    named = {item.get("PartName").lstrip("/") for item in types if item.get("PartName")}
    endings = {item.get("Extension") for item in types if item.get("Extension")}
    parts = members().keys() - {"[Content_Types].xml"}
    assert named <= parts
    assert {part for part in parts - named if part.rpartition(".")[2] not in endings} == set()


def test_every_relationship_leads_to_a_part() -> None:
    for name in members():
        if not name.endswith(".rels"):
            assert set(related(name).values()) <= members().keys()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.name))
def test_a_worksheet_s_elements_stand_in_the_order_of_the_standard(table: Table) -> None:
    names = [child.tag.removeprefix(MAIN) for child in sheet_xml(table)]
    places = [ORDER.index(name) for name in names]
    assert places == sorted(places)
    assert {name for name, count in Counter(names).items() if count > 1} <= REPEATED


@each_table
def test_rows_and_cells_ascend_and_none_is_there_twice(table: Table) -> None:
    rows = [int(row.get("r")) for row in sheet_xml(table).iter(f"{MAIN}row")]
    assert rows == sorted(set(rows))
    for row in sheet_xml(table).iter(f"{MAIN}row"):
        places = [area(cell.get("r"))[:2] for cell in row]
        assert [line for _, line in places] == [int(row.get("r"))] * len(places)
        columns = [column for column, _ in places]
        assert columns == sorted(set(columns))


@each_table
def test_spans_and_dimension_hold_every_cell(table: Table) -> None:
    sheet = sheet_xml(table)
    cells = [area(cell.get("r"))[:2] for cell in sheet.iter(f"{MAIN}c")]
    columns, rows = zip(*cells, strict=True)
    box = (min(columns), min(rows), max(columns), max(rows))
    assert area(sheet.find(f"{MAIN}dimension").get("ref")) == box
    for row in sheet.iter(f"{MAIN}row"):
        first, last = map(int, row.get("spans", "1:16384").split(":"))
        assert all(first <= area(cell.get("r"))[0] <= last for cell in row)


@each_table
def test_the_table_covers_exactly_its_headings_and_filled_rows(
    table: Table, book: Workbook
) -> None:
    found = table_xml(table)
    first, top, last, bottom = area(found.get("ref"))
    assert (first, top, last) == (1, 3, len(table.columns))
    keys = [row[0].value for row in book[table.sheet].iter_rows(min_row=4)]
    assert bottom == 3 + len([key for key in keys if key is not None])
    assert None not in keys
    assert found.find(f"{MAIN}autoFilter").get("ref") == found.get("ref")
    assert found.get("totalsRowCount", "0") == "0"


@each_table
def test_headings_in_the_sheet_are_those_of_the_table(table: Table, book: Workbook) -> None:
    columns = list(table_xml(table).iter(f"{MAIN}tableColumn"))
    headings = [cell.value for cell in book[table.sheet][3]]
    assert [column.get("name") for column in columns] == headings
    assert sorted(int(column.get("id")) for column in columns) == list(range(1, len(columns) + 1))


def test_every_list_has_grown(book: Workbook) -> None:
    assert min(book[table.sheet].max_row for table in GROWN) >= 5


@each_table
def test_appended_rows_are_styled_like_the_first_one(table: Table) -> None:
    styles = {tuple(cell.get("s") for cell in cells) for cells in data_cells(table)}
    assert len(styles) == 1
    heights = {row.get("ht") for row in list(sheet_xml(table).iter(f"{MAIN}row"))[3:]}
    assert len(heights) == 1


@each_table
def test_every_style_is_one_of_the_style_sheet(table: Table) -> None:
    count = len(parsed(members()["xl/styles.xml"]).find(f"{MAIN}cellXfs"))
    assert {int(cell.get("s", 0)) < count for cell in sheet_xml(table).iter(f"{MAIN}c")} == {True}


@each_table
def test_moments_and_days_are_numbers_shown_as_dates(table: Table, book: Workbook) -> None:
    dated = [n for n, c in enumerate(table.columns) if c.kind in {Kind.DATE, Kind.DATETIME}]
    filled = [cells[n] for cells in data_cells(table) for n in dated if len(cells[n])]
    assert {cell.get("t", "n") for cell in filled} <= {"n"}
    shown = [book[table.sheet][cell.get("r")] for cell in filled]
    assert all(cell.is_date and isinstance(cell.value, datetime) for cell in shown)
    assert all("yyyy" in cell.number_format for cell in shown)


@each_table
def test_no_appended_row_holds_a_formula_or_a_number_in_a_text_column(table: Table) -> None:
    texts = [n for n, column in enumerate(table.columns) if column.kind is Kind.TEXT]
    cells = data_cells(table)
    assert [
        cell.get("r") for row in cells for cell in row if cell.find(f"{MAIN}f") is not None
    ] == []
    kinds = {row[n].get("t") for row in cells for n in texts if len(row[n])}
    assert kinds <= {"inlineStr", "s"}


@pytest.mark.parametrize("place", range(len(TEXTS)), ids=lambda place: repr(TEXTS[place]))
def test_odd_texts_are_kept_as_texts(book: Workbook, place: int) -> None:
    row = book[REGISTER.sheet][4 + place]
    subject, phone = (REGISTER.headings.index(heading) for heading in ("Perihal", "Telepon"))
    assert [row[column].data_type for column in (subject, phone)] == ["s", "s"]
    kept = [unescape(str(row[column].value)) for column in (subject, phone)]
    assert kept == [TEXTS[place].strip()] * 2


@each_table
def test_dropdowns_and_colours_reach_the_last_row(table: Table, book: Workbook) -> None:
    sheet = book[table.sheet]
    last = sheet.max_row
    ruled = [area for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges]
    coloured = [area for rule in sheet.conditional_formatting for area in rule.sqref.ranges]
    assert all(area.min_row == 4 and area.max_row >= last for area in (*ruled, *coloured))
    assert ruled


def test_no_inline_text_loses_the_blanks_around_it() -> None:
    for table in GROWN:
        for text in sheet_xml(table).iter(f"{MAIN}t"):
            if text.text != (text.text or "").strip():
                assert text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_the_workbook_is_calculated_when_it_is_opened() -> None:
    settings = parsed(members()["xl/workbook.xml"]).find(f"{MAIN}calcPr")
    assert settings.get("fullCalcOnLoad") == "1"
    assert not [name for name in members() if re.search("calcChain", name, re.IGNORECASE)]
