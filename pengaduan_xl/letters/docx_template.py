"""docxtpl's template, which notices when tags tear the document apart, and leaves outer tables as they are.

docxtpl reads what it has filled in with a parser that mends broken XML by leaving parts of it out: a loop
that begins in one cell of a table and ends in another then loses text without a word. And it counts the cells
of a table within a table as the outer one's, which gets columns that no row fills.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateRuntimeError

from pengaduan_xl.letters.page_text import NEW_PARAGRAPH

_NO_CELL = re.compile(r"<w:tr(?: [^>]*)?>(?:(?!<w:tc[ >]|</w:tr>).)*</w:tr>", re.DOTALL)
_NO_ROW = re.compile(r"<w:tbl>(?:(?!<w:tr[ >]|<w:tbl>|</w:tbl>).)*</w:tbl>", re.DOTALL)
_NO_PARAGRAPH = re.compile(r"(<w:tc(?: [^>]*)?>|</w:tcPr>|<w:tcPr[^>]*/>|</w:tbl>)\s*</w:tc>")


class TornDocumentError(TemplateRuntimeError):
    """The tags of a template cut across its paragraphs, rows or cells."""

    def __init__(self) -> None:
        super().__init__(
            "if atau for dibuka dan ditutup di tempat yang berlainan, sehingga susunan dokumen rusak"
        )


class LetterTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template whose parts are whole after they are filled in."""

    def resolve_listing(self, xml: str) -> str:
        """Return a part with its line breaks carried out, and its tables such as Word opens them.

        Where a text stands within more than a run, as in a link, its lines cannot become paragraphs.

        Raises:
            TornDocumentError: It is no longer well-formed XML.
        """
        if not _is_whole(xml.replace(NEW_PARAGRAPH, "")):
            raise TornDocumentError
        resolved = _mended(super().resolve_listing(xml))
        if _is_whole(resolved):
            return resolved
        return _mended(super().resolve_listing(xml.replace(NEW_PARAGRAPH, "\n")))

    def fix_tables(self, xml: str) -> Any:
        """Return the body parsed, the columns of its tables counted anew where they hold no other table."""
        tree = super().fix_tables(xml)
        outer = [table for table in tree.iter(qn("w:tbl")) if _inner(table) is not None]
        if outer:
            given = [
                table for table in parse_xml(xml).iter(qn("w:tbl")) if _inner(table) is not None
            ]
            for table, own in zip(outer, given, strict=True):
                table.find(qn("w:tblGrid"))[:] = own.find(qn("w:tblGrid"))[:]
        return tree


def _is_whole(xml: str) -> bool:
    try:
        ElementTree.fromstring(xml.encode())
    except ElementTree.ParseError:
        return False
    return True


def _inner(table: Any) -> Any:
    return table.find(f".//{qn('w:tbl')}")


def _mended(xml: str) -> str:
    """Return a part without rows and tables that lost all they held; Word opens none that are empty.

    For the same reason each cell ends with a paragraph.
    """
    return _NO_PARAGRAPH.sub(r"\1<w:p/></w:tc>", _NO_ROW.sub("", _NO_CELL.sub("", xml)))
