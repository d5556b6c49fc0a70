"""Tables of the templates, as Word wants them: fixed columns, repeated heads, rows that stay whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def xml_of(thing: Table | _Row | _Cell | Paragraph) -> Any:
    """Return the XML element behind an object of python-docx, for what that has no call for."""
    return thing._element  # noqa: SLF001  # python-docx keeps the element of these four private


def write(cell: _Cell, style: str, *lines: str) -> None:
    """Write lines into a cell, each a paragraph of that style; a new cell's empty paragraph is used up."""
    for line in lines:
        first = cell.paragraphs[0]
        if len(cell.paragraphs) == 1 and not first.text and not first.runs:
            first.style = style
            first.add_run(line)
        else:
            cell.add_paragraph(line, style)


def plain_table(document: Document | _Cell, widths: Sequence[float], rows: int = 1) -> Table:
    """Add a table without borders or inner margins; widths in centimetres, together the text's width."""
    table = _table(document, widths, rows)
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    look = xml_of(table).tblPr.find(qn("w:tblLook"))
    look.addprevious(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"))
    return table


def boxed_table(document: Document, widths: Sequence[float], rows: int = 1) -> Table:
    """Add a table with thin borders whose rows do not break across pages."""
    table = _table(document, widths, rows)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES
    )
    layout = xml_of(table).tblPr.find(qn("w:tblLayout"))
    layout.addprevious(parse_xml(f"<w:tblBorders {nsdecls('w')}>{borders}</w:tblBorders>"))
    for row in table.rows:
        keep_whole(row)
    return table


def listed_table(
    document: Document,
    widths: Sequence[float],
    headings: Sequence[str],
    loop: str,
    cells: Sequence[str],
) -> Table:
    """Add a boxed table with repeated headings and one row for each round of ``loop``.

    ``loop`` reads ``anggota in tim``; ``cells`` are the texts of a row, the first of them centred.
    """
    table = boxed_table(document, widths, rows=4)
    head, start, line, end = table.rows
    for cell, heading in zip(head.cells, headings, strict=True):
        write(cell, "Kepala Tabel", heading)
        shade(cell)
        center(cell)
    xml_of(head).get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    write(start.cells[0], "Isi Tabel", f"{{%tr for {loop} %}}")
    write(end.cells[0], "Isi Tabel", "{%tr endfor %}")
    for place, (cell, words) in enumerate(zip(line.cells, cells, strict=True)):
        write(cell, "Isi Tabel" if place else "Isi Tabel Tengah", words)
    return table


def keep_whole(row: _Row) -> None:
    """Keep a row on one page."""
    xml_of(row).get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def may_split(row: _Row) -> None:
    """Let a row that may be longer than a page run on."""
    properties = xml_of(row).get_or_add_trPr()
    for mark in properties.findall(qn("w:cantSplit")):
        properties.remove(mark)


def heading_row(row: _Row, words: str) -> None:
    """Make a row into one shaded heading across the table."""
    cell = across(row)
    write(cell, "Bagian Formulir", words)
    shade(cell)


def across(row: _Row) -> _Cell:
    """Make a row into one cell and return it."""
    whole: _Cell = row.cells[0].merge(row.cells[-1])
    return whole


def shade(cell: _Cell) -> None:
    """Shade a cell light grey."""
    fill = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="E7E6E6"/>')
    xml_of(cell).get_or_add_tcPr().append(fill)


def center(cell: _Cell) -> None:
    """Centre a cell's text between its top and bottom."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def rule_below(cell: _Cell, kind: str, eighths: int) -> None:
    """Draw a rule below a cell, its width in eighths of a point."""
    line = f'<w:bottom w:val="{kind}" w:sz="{eighths}" w:space="0" w:color="000000"/>'
    border = parse_xml(f"<w:tcBorders {nsdecls('w')}>{line}</w:tcBorders>")
    xml_of(cell).get_or_add_tcPr().append(border)


def _table(document: Document | _Cell, widths: Sequence[float], rows: int) -> Table:
    """Add a table measured in per cent of the text's width, so that it also fits A4."""
    table: Table = document.add_table(rows, len(widths))
    table.autofit = False
    width = xml_of(table).tblPr.find(qn("w:tblW"))
    width.set(qn("w:type"), "pct")
    width.set(qn("w:w"), "5000")
    for column, size in zip(table.columns, widths, strict=True):
        column.width = Cm(size)
    for row in table.rows:
        for cell, size in zip(row.cells, widths, strict=True):
            cell.width = Cm(size)
    return table
