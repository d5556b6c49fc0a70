"""The paper that a report's sheet is printed on: its margins, what fits between them, and the footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

PAPERS = {"A4": 9, "F4": 14}
"""Excel's paper codes; F4 is its Folio, 216 x 330 mm."""

POINTS_AN_INCH = 72
ROW_POINTS = 15.0
"""Height of a row that nobody has set."""

_SIDES_MM = {"A4": (210, 297), "F4": (216, 330)}
_MM_AN_INCH = 25.4
_SIDE, _TOP, _BOTTOM = 0.6, 0.7, 0.8
"""Margins in inches."""
_SPARE_WIDTH, _SPARE_HEIGHT = 0.95, 0.96
"""Shares of the page that are used, as programs do not agree on the size of a cell to the point."""
_PIXEL_POINTS = 0.75
_LETTER_PIXELS, _CELL_PIXELS = 7, 5


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a sheet whose columns are so wide, in points of the sheet before it is scaled.

    Attributes:
        paper: A4 or F4.
        widths: Column widths in characters.
        landscape: Whether the page lies on its long side.
    """

    paper: str
    widths: tuple[float, ...]
    landscape: bool = False

    @property
    def width(self) -> float:
        """Width of all columns together."""
        pixels = (int(width * _LETTER_PIXELS + _CELL_PIXELS) for width in self.widths)
        return sum(pixels) * _PIXEL_POINTS

    @property
    def scale(self) -> int:
        """The percentage at which the columns fit between the margins; never more than 100."""
        across, _ = self._inches
        room = (across - 2 * _SIDE) * POINTS_AN_INCH
        return min(100, int(100 * _SPARE_WIDTH * room / self.width))

    @property
    def height(self) -> float:
        """Height that fits between the margins at that scale."""
        _, down = self._inches
        return (down - _TOP - _BOTTOM) * POINTS_AN_INCH * _SPARE_HEIGHT * 100 / self.scale

    @property
    def _inches(self) -> tuple[float, float]:
        """Width and height of the paper as it lies."""
        short, long = (side / _MM_AN_INCH for side in _SIDES_MM[self.paper])
        return (long, short) if self.landscape else (short, long)

    def set_up(self, sheet: Worksheet, footer: str, *, is_scaled: bool = False) -> None:
        """Set widths, paper, one page in width, and the footer.

        Excel keeps page breaks that were set by hand for certain only where the sheet is scaled by a
        percentage, not where it is fitted to a width.
        """
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.page import PageMargins
        from openpyxl.worksheet.properties import PageSetupProperties

        for column, width in enumerate(self.widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.sheet_view.showGridLines = False
        setup = sheet.page_setup
        setup.paperSize = PAPERS[self.paper]
        setup.orientation = "landscape" if self.landscape else "portrait"
        if is_scaled:
            setup.scale = self.scale
        else:
            sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
            setup.fitToWidth, setup.fitToHeight = 1, 0
        sheet.print_options.horizontalCentered = True
        sheet.page_margins = PageMargins(_SIDE, _SIDE, _TOP, _BOTTOM)
        _set_footer(sheet, footer)


def _set_footer(sheet: Worksheet, text: str) -> None:
    from openpyxl.worksheet.header_footer import HeaderFooterItem

    footer = HeaderFooterItem()
    footer.left.text = text.replace("&", "&&")
    footer.right.text = "Halaman &P dari &N"
    sheet.oddFooter = footer
