"""A worksheet part as bytes: its rows, and the elements that stand before and after them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from pengaduan_xl.register.xlsx.deflate import Revised
from pengaduan_xl.register.xlsx.formula_shift import shifted
from pengaduan_xl.register.xlsx.ranges import Area, parse_area
from pengaduan_xl.register.xlsx.row_xml import Frame, Row, parse_row, style_id
from pengaduan_xl.register.xlsx.sheet_layout import BODY_NAME, find_layout, row_end
from pengaduan_xl.register.xlsx.xml_spans import (
    ATTRIBUTE,
    MAIN,
    MAX_ELEMENTS,
    PartXmlError,
    apply_edits,
    check_well_formed,
    prefix_of,
    rewritten,
    scan,
    tag_end,
    whole_number,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pengaduan_xl.register.xlsx.xml_spans import Edit, Element

SHEET_NAME = f"{MAIN} worksheet"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
MAX_OUTER = 16 << 20
"""Bytes that may stand before and after a sheet's rows."""

WHOLE_CHECK = 4 << 20
"""Bytes of the largest part that is parsed whole before it is written."""

OUTER = frozenset(
    {SHEET_NAME, BODY_NAME, f"{XM} sqref"}
    | {f"{MAIN} {name}" for name in ("dimension", "col", "mergeCell", "dataValidation")}
    | {f"{MAIN} {name}" for name in ("conditionalFormatting", "protectedRange", "tablePart")}
)


class SheetXml:
    """A worksheet part.

    Attributes:
        part: Part name.
        data: The part's content.
        outer: Elements before and after the rows, of the names in ``OUTER``, by their place in ``data``.
        frame: What is needed to read a row by itself.

    Raises:
        PartXmlError: It is no worksheet in the transitional form, or its rows are out of order.
    """

    def __init__(self, data: bytearray, part: str) -> None:
        self.part = part
        self.data = data
        self._layout = find_layout(data, part)
        self.outer = self._scan_outer()
        root = self.outer[0]
        prefix = prefix_of(data, root)
        opening = data[root.start : root.inner] + data[self._layout.start : self._layout.inner]
        closing = f"</{prefix}sheetData></{prefix}worksheet>".encode()
        self.frame = Frame(part, bytes(opening), closing, prefix)

    def row(self, number: int) -> Row | None:
        """Return a row by its number, or ``None`` if the part does not have it."""
        start, end = self._place(number)
        if start == end:
            return None
        return parse_row(bytes(self.data[start:end]), number, self.frame)

    def named(self, local_name: str) -> list[Element]:
        """Return the elements of the main namespace outside the rows with a local name."""
        return [element for element in self.outer if element.name == f"{MAIN} {local_name}"]

    def merges(self) -> list[Area]:
        """Return the merged areas."""
        areas = (parse_area(item.attributes.get("ref", "")) for item in self.named("mergeCell"))
        return [area for area in areas if area]

    def column_styles(self, columns: Iterable[int]) -> dict[int, str | None]:
        """Return the default style ids of columns."""
        bands = [
            (
                whole_number(col.attributes.get("min"), 1) or 1,
                whole_number(col.attributes.get("max"), 0) or 0,
                style_id(col.attributes.get("style")),
            )
            for col in self.named("col")
        ]
        return {
            column: next((style for low, high, style in bands if low <= column <= high), None)
            for column in columns
        }

    def has_formulas(self) -> bool:
        """Return whether any cell holds a formula."""
        rows = self._layout.inner, self._layout.close
        # The letter alone is found ten times faster, and most sheets without formulas do not have it.
        if self.data.find(b"f", *rows) < 0:
            return False
        return self._formula_tag(rb"[\s/>]").search(self.data, *rows) is not None

    def formula_areas(self) -> list[Area]:
        """Return the areas of array formulas and data tables, whose cells cannot be set singly."""
        kinds = {b"array", b"dataTable"}
        if not self.has_formulas() or not any(self.data.find(kind) >= 0 for kind in kinds):
            return []
        return [area for tag, area in self._formulas_with_area() if tag.get(b"t") in kinds]

    def formula(self, row: Row, column: int) -> str | None:
        """Return the formula of a cell in a row of this sheet, also one that it shares.

        ``None`` when it has none, or one that is shared from another column.
        """
        cell = row.cells.get(column)
        if cell is None or cell.formula is None or cell.formula_text:
            return cell.formula_text or None if cell else None
        top = self._shared_tops.get((cell.formula.get("si", "").encode(), column))
        master = self.row(top) if top else None
        if top is None or master is None or column not in master.cells:
            return None
        return shifted(master.cells[column].formula_text, row.number - top)

    @cached_property
    def _shared_tops(self) -> dict[tuple[bytes, int], int]:
        # The row of the cell that holds a shared formula, by the formula's index and column.
        tops: dict[tuple[bytes, int], int] = {}
        for tag, area in self._formulas_with_area():
            if tag.get(b"t") == b"shared":
                tops.setdefault((tag.get(b"si", b""), area.left), area.top)
        return tops

    def _formulas_with_area(self) -> Iterator[tuple[dict[bytes, bytes], Area]]:
        pattern = self._formula_tag(rb"(?=\s)[^<]*\sref\s*=")
        for count, match in enumerate(pattern.finditer(self.data)):
            if count > MAX_ELEMENTS:
                raise PartXmlError(self.part, "terlalu banyak unsur")
            start = match.start()
            text = self.data[start : tag_end(self.data, start, self.part)]
            tag = {item[1]: item[2][1:-1] for item in ATTRIBUTE.finditer(text)}
            area = parse_area(tag.get(b"ref", b"").decode(errors="replace"))
            if area:
                yield tag, area

    def edited(
        self, rows: Mapping[int, bytes], edits: Iterable[Edit]
    ) -> Sequence[bytes | memoryview]:
        """Return the part with rows set, by number, and other edits applied, as pieces.

        They are checked to be well-formed XML. Of a part larger than ``WHOLE_CHECK`` rows that stay as they
        were are left out of the check, because parsing them would take longer than compressing them.

        Raises:
            PartXmlError: The result, and so the part as it was, is not well-formed.
        """
        layout = self._layout
        others = list(edits)
        ordered = [rows[number] for number in sorted(rows)]
        if layout.inner == layout.end and ordered:
            tag = bytes(self.data[layout.start : layout.inner - 2])
            closing = f"</{self.frame.prefix}sheetData>".encode()
            body = b"".join([tag, b">", *ordered, closing])
            others.append((layout.start, layout.end, body))
            return Revised(rewritten(self.data, others, self.part), others)
        changes = [*others, *((*self._place(number), rows[number]) for number in sorted(rows))]
        if len(self.data) <= WHOLE_CHECK:
            return Revised(rewritten(self.data, changes, self.part), changes)
        new_rows = (layout.inner, layout.close, b"".join(ordered))
        check_well_formed(apply_edits(self.data, [*others, new_rows], self.part), self.part)
        return Revised(apply_edits(self.data, changes, self.part), changes)

    def _formula_tag(self, rest: bytes) -> re.Pattern[bytes]:
        return re.compile(b"<" + re.escape(self.frame.prefix.encode()) + b"f" + rest)

    def _place(self, number: int) -> tuple[int, int]:
        layout = self._layout
        index = bisect_left(layout.numbers, number)
        if index == len(layout.numbers):
            return layout.close, layout.close
        start = layout.starts[index]
        if layout.numbers[index] != number:
            return start, start
        return start, row_end(self.data, layout, index, self.frame.prefix)

    def _scan_outer(self) -> list[Element]:
        layout = self._layout
        if layout.inner + len(self.data) - layout.close > MAX_OUTER:
            raise PartXmlError(self.part, "isi di luar baris terlalu besar")
        skeleton = self.data[: layout.inner] + self.data[layout.close :]
        elements = scan(skeleton, self.part, OUTER)
        bodies = [item for item in elements if item.name == BODY_NAME and item.depth == 1]
        if elements[:1] == [] or elements[0].name != SHEET_NAME or len(bodies) != 1:
            raise PartXmlError(self.part, "bukan lembar kerja biasa")
        cut = layout.close - layout.inner
        for element in elements:
            if element.start >= layout.inner:
                element.start += cut
                element.inner += cut
            if element.close >= layout.inner:
                element.close += cut
                element.end += cut
        return elements
