"""The first record of a table that Excel saved empty, which it marks with ``insertRow``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from workbook_samples import (
    SHEET1,
    calamine_rows,
    changed_parts,
    opened,
    part,
    patched,
    simple_bytes,
    with_parts,
)

if TYPE_CHECKING:
    from pathlib import Path

    from workbook_samples import Cells, Rows

TABLE1 = "xl/tables/table1.xml"


def empty_table(mark: str = 'insertRow="1"') -> bytes:
    """Return the simple workbook with its table as Excel saves it without records."""

    def sheet(data: bytes) -> bytes:
        return re.sub(rb'<row r="[456]".*</row>', b'<row r="4"><c r="A4" s="1"/></row>', data)

    def table(data: bytes) -> bytes:
        return data.replace(b"A3:D6", b"A3:D4").replace(b" totals", f" {mark} totals".encode(), 1)

    return with_parts(simple_bytes(), {SHEET1: sheet, TABLE1: table})


@pytest.mark.parametrize("mark", ['insertRow="1"', 'insertRow="1" insertRowShift="1"'])
@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        ({}, {"Daftar": [{"Nama": "Ani"}]}),
        ({("Data", "B4"): "Ani"}, {}),
        ({("Data", "B4"): "Ani"}, {"Daftar": []}),
    ],
    ids=["appended", "set", "set beside an empty append"],
)
def test_the_first_record_takes_the_mark_of_the_blank_row_away(
    tmp_path: Path, cells: Cells, rows: Rows, mark: str
) -> None:
    target = patched(tmp_path, empty_table(mark), cells, rows)
    assert changed_parts(empty_table(mark), target) == {SHEET1, TABLE1}
    assert part(target, TABLE1) == part(tmp_path / "asal.xlsx", TABLE1).replace(f" {mark}", "")
    assert calamine_rows(target)[3][1] == "Ani"


def test_a_table_that_grows_beyond_its_first_record_loses_the_mark_too(tmp_path: Path) -> None:
    rows = {"Daftar": [{"Nama": "Ani"}, {"Nama": "Budi"}]}
    target = patched(tmp_path, empty_table(), rows=rows)
    assert "insertRow" not in part(target, TABLE1)
    assert opened(target)["Data"].tables["Daftar"].ref == "A3:D5"


def test_the_mark_stays_while_the_table_has_no_record(tmp_path: Path) -> None:
    target = patched(tmp_path, empty_table(), {("Data", "F4"): "di luar tabel"})
    assert changed_parts(empty_table(), target) == {SHEET1}


def test_a_totals_row_stays_below_the_first_record_that_is_set(tmp_path: Path) -> None:
    def with_totals(table: bytes) -> bytes:
        return table.replace(b'ref="A3:D4" ', b'ref="A3:D5" totalsRowCount="1" ', 1)

    package = with_parts(empty_table(), {TABLE1: with_totals})
    target = patched(tmp_path, package, {("Data", "B4"): "Ani"})
    assert 'ref="A3:D5" totalsRowCount="1" totals' in part(target, TABLE1)
