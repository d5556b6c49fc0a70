"""Charts of a report as a spreadsheet program draws them itself, from numbers in cells.

Colours are Okabe and Ito's, which those who see colours otherwise can tell apart too; lines differ in
their marks as well.
"""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Literal, NamedTuple

from pengaduan_xl.reports.cell_looks import FONT
from pengaduan_xl.reports.charts import LINES, STACKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.chart import BarChart, LineChart
    from openpyxl.chart.label import DataLabelList
    from openpyxl.chart.reference import Reference
    from openpyxl.chart.series import Series
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.chart.text import RichText
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import CharacterProperties

    from pengaduan_xl.reports.charts import ReportChart

_Mark = Literal["circle", "square", "diamond", "triangle"]

PALETTE = ("0072B2", "E69F00", "009E73", "CC79A7", "56B4E9", "D55E00", "F0E442", "999999")
"""Colours of the series, in order."""

POINTS_A_CM = 72 / 2.54
EMU_A_POINT = 12700
"""The unit of drawings in workbooks."""

_DARK = {"0072B2", "009E73", "D55E00"}
"""Of these colours, those on which a number is written in white."""
_MARKS: tuple[_Mark, ...] = ("circle", "square", "diamond", "triangle")
_GREY, _BLACK, _WHITE = "D9D9D9", "262626", "FFFFFF"
_LABELLED = 24
"""Up to so many numbers are written beside their bars or points."""
_LYING_FROM = 7
"""Labels longer than this stand beside bars that lie down."""
_MOST_LABELS = 16
"""Labels that find room below a chart; of more, every second or third is written."""
_SMALL = 10
"""Up to this count the axis goes up by one."""
_COLUMN_CM = 8.5
_FRAME_CM, _BAR_CM, _GAP_CM, _LOWEST_CM = 3.2, 0.42, 0.35, 5.5
_FULL = 100
_FEW = 2
_WIDEST_GAP, _USUAL_GAP = 180, 60


class Block(NamedTuple):
    """Where a chart's numbers stand: its labels, and each series with its name above it."""

    labels: Reference
    series: Sequence[Reference]


def lies_down(chart: ReportChart) -> bool:
    """Return whether the chart's bars lie down, beside labels that are too long to stand below bars."""
    return chart.kind != LINES and max(map(len, chart.labels), default=0) > _LYING_FROM


def height_of(chart: ReportChart) -> float:
    """Return how high the chart is drawn, in points."""
    if not lies_down(chart):
        return _COLUMN_CM * POINTS_A_CM
    bars = 1 if chart.kind == STACKED else len(chart.series)
    high = _FRAME_CM + len(chart.labels) * (bars * _BAR_CM + _GAP_CM)
    return max(_LOWEST_CM, high) * POINTS_A_CM


def drawn(chart: ReportChart, block: Block) -> BarChart | LineChart:
    """Return the chart, without its place and size."""
    from openpyxl.chart.layout import Layout
    from openpyxl.chart.legend import Legend
    from openpyxl.chart.series_factory import SeriesFactory

    shape = _lines() if chart.kind == LINES else _bars(chart)
    shape.title = _title(chart.title, 12, bold=True)
    for reference in block.series:
        shape.append(SeriesFactory(reference, title_from_data=True))
    shape.set_categories(block.labels)
    for series, colour, mark in zip(shape.series, cycle(PALETTE), cycle(_MARKS), strict=False):
        _colour(series, chart, colour, mark)
    _set_axes(shape, chart)
    shape.legend = Legend(legendPos="b", overlay=False) if len(chart.series) > 1 else None
    if shape.legend:
        shape.legend.txPr = _text(10)
    shape.layout = Layout()
    shape.roundedCorners = False
    return shape


def _lines() -> LineChart:
    from openpyxl.chart import LineChart

    return LineChart()


def _bars(chart: ReportChart) -> BarChart:
    from openpyxl.chart import BarChart

    shape = BarChart()
    shape.type = "bar" if lies_down(chart) else "col"
    shape.gapWidth = _WIDEST_GAP if len(chart.labels) <= _FEW else _USUAL_GAP
    if chart.kind == STACKED:
        shape.grouping, shape.overlap = "stacked", _FULL
    return shape


def _colour(series: Series, chart: ReportChart, colour: str, mark: _Mark) -> None:
    """Give a series its colour, and its numbers where there are few."""
    from openpyxl.chart.marker import Marker

    if chart.kind == LINES:
        series.graphicalProperties = _filled("", line=colour, points=2.25)
        series.marker = Marker(mark, 6, _filled(colour))
        series.smooth = False
    else:
        series.graphicalProperties = _filled(colour)
        series.invertIfNegative = False
    if len(chart.labels) * len(chart.series) <= _LABELLED:
        series.dLbls = _numbers(chart, colour)


def _numbers(chart: ReportChart, colour: str) -> DataLabelList:
    """Return the numbers beside bars or points, without zeros that are no percentages; in a pile inside."""
    from openpyxl.chart.label import DataLabelList

    stacked = chart.kind == STACKED
    return DataLabelList(
        numFmt=number_format(chart) if chart.percent else f"{number_format(chart)};;",
        dLblPos="ctr" if stacked else ("t" if chart.kind == LINES else "outEnd"),
        txPr=_text(9, _WHITE if stacked and colour in _DARK else _BLACK),
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
    )


def _set_axes(shape: BarChart | LineChart, chart: ReportChart) -> None:
    from openpyxl.chart.axis import ChartLines, TextAxis

    names, values = shape.x_axis, shape.y_axis
    for axis, title in ((names, chart.axis), (values, chart.unit)):
        axis.delete = False
        axis.title = _title(title, 10) if title else None
        axis.txPr = _text(10)
        axis.graphicalProperties = _filled("", line="808080", points=0.75)
    names.majorTickMark = "none"
    if isinstance(names, TextAxis) and not lies_down(chart):
        names.tickLblSkip = -(-len(chart.labels) // _MOST_LABELS)
    values.majorTickMark = "none"
    values.majorGridlines = ChartLines(_filled("", line=_GREY, points=0.75))
    values.number_format = number_format(chart, is_axis=True)
    values.scaling.min = min(0, *chart.values)
    if lies_down(chart):
        # The first label stands on top, and the numbers of the axis stay below the bars.
        names.scaling.orientation = "maxMin"
        values.crosses = "max"
    if chart.percent and chart.highest <= _FULL:
        values.scaling.max, values.majorUnit = _FULL, 20
    elif chart.highest <= _SMALL and _is_whole(chart):
        values.scaling.max, values.majorUnit = chart.highest + 1, 1 if chart.highest < _SMALL else 2


def number_format(chart: ReportChart, *, is_axis: bool = False) -> str:
    """Return how the chart's numbers are written."""
    whole = _is_whole(chart) or (is_axis and chart.highest >= _SMALL)
    number = "#,##0" if whole else "#,##0.0"
    return f'{number}"%"' if chart.percent else number


def _is_whole(chart: ReportChart) -> bool:
    return all(float(value).is_integer() for value in chart.values)


def _filled(colour: str, line: str = "", points: float = 0) -> GraphicalProperties:
    """Return a filling and a line; an empty colour gives none."""
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    edge = LineProperties(solidFill=line, w=int(points * EMU_A_POINT)) if line else None
    edge = edge or LineProperties(noFill=True)
    if not colour:
        return GraphicalProperties(noFill=True, ln=edge)
    return GraphicalProperties(solidFill=colour, ln=edge)


def _title(words: str, size: int, *, bold: bool = False) -> Title:
    """Return a title that keeps its place beside the drawing."""
    from openpyxl.chart.text import RichText, Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import Paragraph, RegularTextRun

    look = _letters(size, bold=bold)
    return Title(
        tx=Text(rich=RichText(p=[Paragraph(r=[RegularTextRun(rPr=look, t=words)])])), overlay=False
    )


def _text(size: int, colour: str = _BLACK) -> RichText:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import Paragraph, ParagraphProperties

    look = ParagraphProperties(defRPr=_letters(size, colour))
    return RichText(p=[Paragraph(pPr=look, endParaRPr=_letters(size, colour))])


def _letters(size: int, colour: str = _BLACK, *, bold: bool = False) -> CharacterProperties:
    from openpyxl.drawing.text import CharacterProperties
    from openpyxl.drawing.text import Font as DrawnFont

    return CharacterProperties(
        sz=size * 100, b=bold, solidFill=colour, latin=DrawnFont(typeface=FONT)
    )
