"""A report's charts as plain data; ``chart_drawing`` draws them into a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BARS: Literal["batang"] = "batang"
STACKED: Literal["batang bertumpuk"] = "batang bertumpuk"
LINES: Literal["garis"] = "garis"

ChartKind = Literal["batang", "batang bertumpuk", "garis"]


@dataclass(frozen=True, slots=True)
class ReportChart:
    """A chart (*grafik*) of a report.

    Attributes:
        title: What it shows, with the time it tells of.
        kind: Bars, stacked bars, or lines; bars lie down where their labels are long.
        labels: What each place on the axis stands for, in order.
        series: Names, each with one value a label; ``None`` leaves a gap.
        unit: Title of the axis of values: ``pengaduan``, ``hari kerja``.
        percent: The values are per cent, so the axis runs from 0 to 100.
        axis: Title of the axis of labels: ``Tahap``; empty for none.
    """

    title: str
    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    unit: str = ""
    percent: bool = False
    axis: str = ""

    @property
    def values(self) -> list[float]:
        """All values that there are."""
        return [value for _, values in self.series for value in values if value is not None]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: no value, or zeros alone that are no percentages."""
        values = self.values
        return not values or not (self.percent or any(values))

    @property
    def highest(self) -> float:
        """The highest point that is drawn; where bars are stacked, the highest pile."""
        if self.kind != STACKED:
            return max(self.values, default=0)
        piles = zip(*(values for _, values in self.series), strict=True)
        return max((sum(value or 0 for value in pile) for pile in piles), default=0)
