"""Places a report's charts on its sheets, whole on a page, and their numbers on the sheet Data Grafik."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from pengaduan_xl.domain.intake import clean_text
from pengaduan_xl.reports.cell_looks import COUNT_LOOK, HEADING_LOOK, TEXT_LOOK, font, keep_text
from pengaduan_xl.reports.chart_drawing import EMU_A_POINT, Block, drawn, height_of, number_format
from pengaduan_xl.reports.paper import ROW_POINTS, Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from pengaduan_xl.reports.charts import ReportChart

DATA_SHEET = "Data Grafik"
EMPTY = "{title}: tidak ada data."

_LABEL_WIDTH, _VALUE_WIDTH = 38, 14
_HEADING_POINTS = 2 * ROW_POINTS
_GAP_ROWS = 1
_EDGE_POINTS = 3
"""Room between a chart and the cells around it, so that its frame does not print on another page."""


class ChartData:
    """The sheet with the charts' numbers, made when the first chart needs it and last in the workbook."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.sheet: Worksheet | None = None
        self.row = 1
        self.columns = 1

    def add(self, chart: ReportChart) -> Block:
        """Write a chart's numbers below each other and return where they stand."""
        from openpyxl.chart import Reference

        self.sheet = sheet = self.sheet or self.book.create_sheet(DATA_SHEET)
        _write(sheet.cell(self.row, 1), chart.title)
        sheet.cell(self.row, 1).font = font(bold=True)
        first, last = self.row + 1, self.row + 1 + len(chart.labels)
        _write(sheet.cell(first, 1), chart.axis, HEADING_LOOK)
        sheet.row_dimensions[first].height = _HEADING_POINTS
        for row, label in enumerate(chart.labels, start=first + 1):
            _write(sheet.cell(row, 1), label, TEXT_LOOK)
        for column, (name, values) in enumerate(chart.series, start=2):
            _write(sheet.cell(first, column), name, HEADING_LOOK)
            for row, value in zip(range(first + 1, last + 1), values, strict=True):
                cell = sheet.cell(row, column, value)
                cell.style = COUNT_LOOK
                cell.number_format = number_format(chart)
        self.row = last + 2
        self.columns = max(self.columns, 1 + len(chart.series))
        columns = range(2, 2 + len(chart.series))
        return Block(
            Reference(sheet, min_col=1, min_row=first + 1, max_row=last),
            [Reference(sheet, min_col=c, min_row=first, max_row=last) for c in columns],
        )

    def finish(self, paper: str, footer: str) -> None:
        """Put the sheet last and set it up for printing, if there is one."""
        if self.sheet:
            self.book.move_sheet(self.sheet, len(self.book.worksheets))
            widths = (_LABEL_WIDTH, *[_VALUE_WIDTH] * (self.columns - 1))
            Page(paper, widths).set_up(self.sheet, footer)


class ChartPlaces:
    """Where the next chart of a sheet goes: below what is there, on a new page when it would be cut.

    Args:
        sheet: The sheet, with everything above the charts written and its rows' heights set.
        page: The paper that it is printed on.
        repeated: Rows at the top that every page repeats.
    """

    def __init__(self, sheet: Worksheet, page: Page, repeated: range) -> None:
        self.sheet = sheet
        self.page = page
        self.repeated = self._height(repeated)
        self.used = 0.0

    def place(self, charts: Iterable[ReportChart], data: ChartData, row: int) -> int:
        """Draw the charts from ``row`` on and return the row below them.

        A chart without any number would be an empty frame; a line says so instead.
        """
        self.used = self._height(range(1, row))
        if self.used > self.page.height:
            # Where the program has broken the pages of a long table is not known.
            self._break(row)
        for chart in charts:
            high = ROW_POINTS if chart.is_empty else height_of(chart)
            rows = ceil(high / ROW_POINTS) + _GAP_ROWS
            self.keep_whole(row, rows)
            self._draw(chart, data, row)
            for number in range(row, row + rows):
                self.sheet.row_dimensions[number].height = ROW_POINTS
            row, self.used = row + rows, self.used + rows * ROW_POINTS
        return row

    def keep_whole(self, row: int, rows: int) -> None:
        """Begin a page at ``row`` when so many rows do not fit on this one any more."""
        if self.used + rows * ROW_POINTS > self.page.height:
            self._break(row)

    def _draw(self, chart: ReportChart, data: ChartData, row: int) -> None:
        from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
        from openpyxl.drawing.xdr import XDRPositiveSize2D

        if chart.is_empty:
            _write(self.sheet.cell(row, 1), EMPTY.format(title=chart.title))
            return
        shape = drawn(chart, data.add(chart))
        edge = _EDGE_POINTS * EMU_A_POINT
        size = (self.page.width - 2 * _EDGE_POINTS, height_of(chart))
        width, height = (int(points * EMU_A_POINT) for points in size)
        place = AnchorMarker(0, edge, row - 1, edge)
        anchor = OneCellAnchor(place, XDRPositiveSize2D(width, height))
        shape.anchor = anchor  # type: ignore[assignment]  # the stubs know names of cells alone
        self.sheet.add_chart(shape)

    def _break(self, row: int) -> None:
        from openpyxl.worksheet.pagebreak import Break

        self.sheet.row_breaks.append(Break(row - 1))
        self.used = self.repeated

    def _height(self, rows: range) -> float:
        return sum(self.sheet.row_dimensions[row].height or ROW_POINTS for row in rows)


def _write(cell: Cell | MergedCell, text: str, look: str = "") -> None:
    """Write a text, in the look of a table's cell or else plainly."""
    cell.value = clean_text(text)
    keep_text(cell)
    if look:
        cell.style = look
    else:
        cell.font = font()
