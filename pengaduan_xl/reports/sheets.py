"""Reports as .xlsx bytes: the only place of the reports that speaks pandas and openpyxl.

The same report gives the same bytes. A text that looks like a formula stays a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pengaduan_xl.domain.intake import clean_text
from pengaduan_xl.reports.cell_looks import (
    COUNT_LOOK,
    HEADING_LOOK,
    MOMENT_LOOK,
    TEXT_LOOK,
    TOTAL_LOOK,
    add_looks,
    font,
    keep_text,
)
from pengaduan_xl.reports.chart_sheet import ChartData, ChartPlaces
from pengaduan_xl.reports.paper import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.worksheet.worksheet import Worksheet
    from pandas import ExcelWriter

    from pengaduan_xl.reports.charts import ReportChart
    from pengaduan_xl.reports.tables import Cell, ReportTable

_CORE = "docProps/core.xml"
_CHARTS = "xl/charts/"
_LABEL_FORMAT = re.compile(rb'(<numFmt formatCode="[^"]*") ?/>')
_SAME_DATE = (1980, 1, 1, 0, 0, 0)
_LETTERS_A_UNIT = 1.1
_CAPITAL_EXTRA = 0.45
_BOLD_WIDTH = 1.1
_LINE_POINTS = 13
_HIGHEST_ROW = 409
_SIGNATURE_ROWS, _SIGNATURE_LINES = 3, 5
_BLANK_NAME = "(" + "." * 40 + ")"
_BLANK_NIP = "." * 36


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs a report (*blok tanda tangan*); an empty name or NIP leaves a line to fill in."""

    place_and_date: str
    position: str
    name: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """One printed sheet.

    Attributes:
        name: Name of the tab.
        heading: Lines above, centred; those in capitals are bold.
        tables: Tables one below the other; a single one repeats its headings on every page.
        widths: Column widths in characters.
        notes: Lines between heading and tables.
        landscape: Whether the page lies on its long side.
        signature: Block at the end, ``None`` for none.
        charts: Charts below the tables, each whole on a page; their numbers stand on the sheet Data Grafik.
    """

    name: str
    heading: tuple[str, ...]
    tables: tuple[ReportTable, ...]
    widths: tuple[float, ...]
    notes: tuple[str, ...] = ()
    landscape: bool = False
    signature: Signature | None = None
    charts: tuple[ReportChart, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportBook:
    """A report's workbook: its sheets, what its footer says, its paper, and the moment it tells about."""

    title: str
    footer: str
    paper: str
    moment: datetime
    sheets: tuple[ReportSheet, ...]


def render(book: ReportBook) -> bytes:
    """Return the workbook as the bytes of an .xlsx file."""
    import pandas as pd

    buffer = BytesIO()
    with pd.ExcelWriter(buffer, engine="openpyxl") as writer:
        add_looks(writer.book)
        data = ChartData(writer.book)
        for sheet in book.sheets:
            _SheetWriting(writer, book, sheet).write(data)
        data.finish(book.paper, book.footer)
        properties = writer.book.properties
    properties.creator, properties.title = book.footer, book.title
    properties.created = properties.modified = book.moment.replace(microsecond=0)
    return _repacked(buffer, properties)


def _repacked(buffer: BytesIO, properties: DocumentProperties) -> bytes:
    """Return the archive without the machine's time in it, and charts with the formats of their labels.

    openpyxl leaves out that a label has a number format of its own; LibreOffice then takes the cell's.
    """
    from openpyxl.xml.functions import tostring

    result = BytesIO()
    with ZipFile(buffer) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content: str | bytes = source.read(name)
            if name == _CORE:
                content = tostring(properties.to_tree())
            elif name.startswith(_CHARTS):
                content = _LABEL_FORMAT.sub(rb'\1 sourceLinked="0" />', source.read(name))
            target.writestr(ZipInfo(name, _SAME_DATE), content, ZIP_DEFLATED)
    return result.getvalue()


class _SheetWriting:
    """A sheet while it is written from top to bottom."""

    def __init__(self, writer: ExcelWriter[Any], book: ReportBook, sheet: ReportSheet) -> None:
        self.writer = writer
        self.book = book
        self.sheet = sheet
        self.page: Worksheet = writer.book.create_sheet(sheet.name)
        self.row = 1
        self.is_list = len(sheet.tables) == 1

    def write(self, data: ChartData) -> None:
        """Write heading, notes, tables, charts and signature, then set up the page."""
        for line in self.sheet.heading:
            self._line(line, bold=line.isupper())
        repeated = range(1, self.row)
        for note in self.sheet.notes:
            self._write(note, 1)
            self.row += 1
        for table in self.sheet.tables:
            self.row += 1
            header = self._table(table)
            if self.is_list and not self.sheet.charts:
                repeated = range(header, header + 1)
                self.page.freeze_panes = f"B{header + 1}"
        paper = Page(self.book.paper, self.sheet.widths, self.sheet.landscape)
        if self.sheet.charts:
            places = ChartPlaces(self.page, paper, repeated)
            self.row = places.place(self.sheet.charts, data, self.row + 1)
            places.keep_whole(self.row, _SIGNATURE_ROWS + _SIGNATURE_LINES)
        if self.sheet.signature:
            self._sign(self.sheet.signature)
        self.page.print_title_rows = f"{repeated[0]}:{repeated[-1]}"
        paper.set_up(self.page, self.book.footer, is_scaled=bool(self.sheet.charts))

    def _line(self, text: str, *, first: int = 1, bold: bool = False, under: bool = False) -> None:
        """Write a centred line across the columns from ``first`` on."""
        from openpyxl.styles import Alignment

        width = sum(self.sheet.widths[first - 1 :])
        self._write(text, first, bold=bold, under=under)
        self.page.merge_cells(None, self.row, first, self.row, len(self.sheet.widths))
        cell = self.page.cell(self.row, first)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self._set_height(self.row, [_lines(text, width, bold=bold)])
        self.row += 1

    def _write(self, text: str, column: int, *, bold: bool = False, under: bool = False) -> None:
        """Write a text outside the tables."""
        cell = self.page.cell(self.row, column, clean_text(text))
        keep_text(cell)
        cell.font = font(bold=bold, under=under)

    def _table(self, table: ReportTable) -> int:
        """Write a table and return the row of its headings."""
        import pandas as pd

        if not self.is_list:
            self._write(table.title, 1, bold=True)
            self.row += 1
        rows = list(table.body if table.total is None else (*table.body, table.total))
        frame = pd.DataFrame(map(_cleaned, rows), columns=list(table.headings), dtype=object)
        frame.to_excel(self.writer, sheet_name=self.sheet.name, startrow=self.row - 1, index=False)
        header, last = self.row, self.row + len(rows)
        self._style_row(header, len(table.headings), HEADING_LOOK)
        for number in range(header + 1, last + 1):
            is_total = table.total is not None and number == last
            self._style_row(number, len(table.headings), TOTAL_LOOK if is_total else "")
        if not table.cells:
            self.page.merge_cells(None, header + 1, 1, header + 1, len(table.headings))
        self.row = last + 1
        return header

    def _style_row(self, number: int, columns: int, look: str) -> None:
        """Give a row its look: that of headings, or by the kind of each value with the ending of a total."""
        lines = [1]
        for column in range(1, columns + 1):
            cell = self.page.cell(number, column)
            cell.style = look if look == HEADING_LOOK else _look_of(cell.value) + look
            if isinstance(cell.value, str):
                keep_text(cell)
                width = self.sheet.widths[column - 1]
                lines.append(_lines(cell.value, width, bold=bool(look)))
        self._set_height(number, lines)

    def _set_height(self, row: int, lines: list[int]) -> None:
        """Make room for the longest cell; LibreOffice does not do so by itself when it prints."""
        self.page.row_dimensions[row].height = min(_LINE_POINTS * max(lines) + 2, _HIGHEST_ROW)

    def _sign(self, signature: Signature) -> None:
        """Write the signature block in the right half of the page."""
        first = len(self.sheet.widths) // 2 + 1
        self.row += 1
        self._line(signature.place_and_date, first=first)
        self._line(f"{signature.position},", first=first)
        self.row += _SIGNATURE_ROWS
        name = signature.name or _BLANK_NAME
        self._line(name, first=first, bold=bool(signature.name), under=bool(signature.name))
        self._line(f"NIP {signature.nip or _BLANK_NIP}", first=first)


def _cleaned(row: Sequence[Cell]) -> list[Cell]:
    """Return the row without the characters that a workbook cannot hold."""
    return [clean_text(value) if isinstance(value, str) else value for value in row]


def _look_of(value: object) -> str:
    if isinstance(value, str):
        return TEXT_LOOK
    return MOMENT_LOOK if isinstance(value, datetime) else COUNT_LOOK


def _lines(text: str, width: float, *, bold: bool) -> int:
    """Return how many lines a text takes in a column; rather one too many than one cut off."""
    capitals = sum(map(str.isupper, text)) / max(1, len(text))
    letter = (1 + _CAPITAL_EXTRA * capitals) * (_BOLD_WIDTH if bold else 1)
    return len(wrap(text, max(1, int(_LETTERS_A_UNIT * width / letter)))) or 1
