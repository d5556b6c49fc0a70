"""A table part: its area, columns and calculated formulas, and the part as it is after growing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pengaduan_xl.errors import NotFoundError
from pengaduan_xl.register.xlsx.cell_xml import unescape_controls
from pengaduan_xl.register.xlsx.ranges import Area, parse_area
from pengaduan_xl.register.xlsx.row_xml import is_true
from pengaduan_xl.register.xlsx.xml_spans import (
    MAIN,
    PartXmlError,
    rewritten,
    scan,
    set_attribute,
    whole_number,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.register.xlsx.xml_spans import Element

TABLE_NAME = f"{MAIN} table"
COLUMN_NAME = f"{MAIN} tableColumn"
FORMULA_NAME = f"{MAIN} calculatedColumnFormula"
FILTER_NAME = f"{MAIN} autoFilter"
INSERT_ROW = ("insertRow", "insertRowShift")
"""Set by Excel while a table's only row is blank and waits for its first record (ECMA-376, 18.5.1.2)."""


class UnknownHeadingError(NotFoundError):
    """A row names a heading that the table does not have."""

    def __init__(self, table: str, heading: str, known: Sequence[str]) -> None:
        super().__init__(
            f'tidak ada kolom "{heading}"',
            f"Pakai salah satu: {', '.join(known)}",
            where=f"Tabel {table}",
        )


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: heading, column number from 1, and its calculated formula if it has one."""

    heading: str
    number: int
    formula: str = ""
    array: bool = False


@dataclass(frozen=True, slots=True)
class TableXml:
    """A table part.

    Attributes:
        part: Part name.
        data: The part's content.
        name: The name that staff see and formulas use.
        area: All its cells, headings and totals included.
        header: Whether it has a row of headings.
        totals: Whether it has a totals row.
        columns: Its columns from the left.
        awaits: Whether its only row is marked as blank, see ``INSERT_ROW``.
    """

    part: str
    data: bytes
    name: str
    area: Area
    header: bool
    totals: bool
    columns: tuple[TableColumn, ...]
    awaits: bool = False

    @property
    def first_row(self) -> int:
        """Number of the first data row."""
        return self.area.top + self.header

    @property
    def last_row(self) -> int:
        """Number of the last data row; one less than the first when there is none."""
        return self.area.bottom - self.totals

    def column(self, heading: str) -> TableColumn:
        """Return the column of a heading, exactly as written or else ignoring case as Excel does.

        Raises:
            UnknownHeadingError: There is none.
        """
        for column in self.columns:
            if column.heading == heading:
                return column
        for column in self.columns:
            if column.heading.casefold() == heading.casefold():
                return column
        raise UnknownHeadingError(self.name, heading, [column.heading for column in self.columns])

    def grown(self, last_row: int) -> Sequence[bytes | memoryview]:
        """Return the part, in pieces, with the table filled down to a row; totals must be absent."""
        edits = []
        for element in scan(self.data, self.part, {TABLE_NAME, FILTER_NAME}):
            area = parse_area(element.attributes.get("ref", ""))
            if area and element.depth <= 1 and area.bottom == self.area.bottom:
                tag = bytes(self.data[element.start : element.inner])
                tag = set_attribute(tag, "ref", str(area._replace(bottom=last_row)))
                for mark in INSERT_ROW:
                    tag = set_attribute(tag, mark, None)
                edits.append((element.start, element.inner, tag))
        return rewritten(self.data, edits, self.part)


def read_table(data: bytes, part: str) -> TableXml:
    """Return the table of a part.

    Raises:
        PartXmlError: It is no table, or its columns do not fit its area.
    """
    elements = scan(data, part, {TABLE_NAME, COLUMN_NAME, FORMULA_NAME})
    if not elements or elements[0].name != TABLE_NAME or elements[0].depth:
        raise PartXmlError(part, "bukan tabel biasa")
    attributes = elements[0].attributes
    area = parse_area(attributes.get("ref", ""))
    columns = _columns(elements[1:], area.left if area else 1)
    if area is None or len(columns) != area.right - area.left + 1:
        raise PartXmlError(part, "kolom tabel tidak cocok dengan daerahnya")
    return TableXml(
        part=part,
        data=data,
        name=attributes.get("displayName") or attributes.get("name", ""),
        area=area,
        header=whole_number(attributes.get("headerRowCount"), 1) != 0,
        totals=bool(whole_number(attributes.get("totalsRowCount"), 0)),
        columns=tuple(columns),
        awaits=any(is_true(attributes.get(mark)) for mark in INSERT_ROW),
    )


def _columns(elements: Sequence[Element], left: int) -> list[TableColumn]:
    columns: list[TableColumn] = []
    for element in elements:
        if element.name == COLUMN_NAME:
            heading = unescape_controls(element.attributes.get("name", ""))
            columns.append(TableColumn(heading, left + len(columns)))
        elif element.parent == COLUMN_NAME:
            array = is_true(element.attributes.get("array"))
            columns[-1] = replace(columns[-1], formula=element.text, array=array)
    return columns
