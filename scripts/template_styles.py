"""The empty sheet that every letter's template starts from: paper, named Word styles, settings, page numbers.

Measures follow the Permendagri on tata naskah dinas as the office uses it: F4, margins 2.5, 3, 3 and 2.5 cm
(top, bottom, left, right), page numbers from the second page on. Staff restyle a letter by changing a style.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Mm, Pt

from scripts.template_tables import xml_of

if TYPE_CHECKING:
    from docx.document import Document as DocumentType
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

FONT = "Arial"
LANGUAGE = "id-ID"
TEXT_WIDTH_CM = 16.0
"""F4's 21.5 cm without the margins of 3 and 2.5 cm."""

_KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
_KEPT_PARTS = ("/styles", "/settings", "/officeDocument", "/core-properties")


@dataclass(frozen=True)
class Look:
    """How a named style looks; lengths in points, indents in centimetres."""

    size: float = 11
    bold: bool = False
    underline: bool = False
    align: ALIGN = ALIGN.LEFT
    before: float = 0
    after: float = 0
    left: float = 0
    right: float = 0
    first: float = 0
    line: float = 1.0
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    boxed: bool = False


LOOKS: dict[str, Look] = {
    "Kop Pemerintah": Look(size=13, align=ALIGN.CENTER),
    "Kop Dinas": Look(size=14, bold=True, align=ALIGN.CENTER),
    "Kop Alamat": Look(size=9, align=ALIGN.CENTER, after=2),
    "Jarak Kop": Look(size=6, after=6, keep_next=True),
    "Judul Naskah": Look(size=12, bold=True, align=ALIGN.CENTER, before=8, keep_next=True),
    "Nomor Naskah": Look(align=ALIGN.CENTER, after=12, keep_next=True),
    "Kepala Surat": Look(line=1.1),
    "Tanggal Surat": Look(line=1.1, align=ALIGN.RIGHT),
    "Tujuan Surat": Look(line=1.1, left=1.9, first=-1.9),
    "Isi Surat": Look(align=ALIGN.JUSTIFY, first=1.25, after=6, line=1.15),
    "Isi Tanpa Inden": Look(align=ALIGN.JUSTIFY, after=6, line=1.15),
    "Penutup": Look(
        align=ALIGN.JUSTIFY, first=1.25, before=6, after=10, line=1.15, keep_next=True, keep_lines=True
    ),
    "Judul Bagian": Look(bold=True, before=6, after=3, left=0.75, first=-0.75, keep_next=True),
    "Isi Bagian": Look(align=ALIGN.JUSTIFY, left=0.75, after=4, line=1.15),
    "Butir": Look(align=ALIGN.JUSTIFY, left=1.5, first=-0.75, after=3, line=1.15),
    "Rincian": Look(line=1.1, after=2),
    "Rincian Inden": Look(line=1.1, after=2, left=1.25),
    "Tempat Tujuan": Look(line=1.1, left=1.9, after=14),
    "Pernyataan": Look(align=ALIGN.JUSTIFY, before=8, after=12, line=1.15, keep_next=True, keep_lines=True),
    "Pengantar Daftar": Look(before=8, after=3, keep_next=True),
    "Sesudah Tabel": Look(align=ALIGN.JUSTIFY, before=8, after=2, line=1.15),
    "Sesudah Daftar": Look(align=ALIGN.JUSTIFY, first=1.25, before=6, after=6, line=1.15),
    "Isi Kotak": Look(size=10.5, after=4, left=0.3),
    "Isi Tabel Paraf": Look(size=10, before=2, after=2, keep_next=True),
    "Nomor Paraf": Look(size=10, align=ALIGN.CENTER, before=2, after=2, keep_next=True),
    "Ruang Paraf": Look(size=10, before=12, after=12, keep_next=True),
    "Kepala Tabel": Look(size=10, bold=True, align=ALIGN.CENTER, before=2, after=2, keep_next=True),
    "Isi Tabel": Look(size=10, before=1.5, after=1.5),
    "Isi Tabel Tengah": Look(size=10, before=2, after=2, align=ALIGN.CENTER),
    "Kepala Rekap": Look(size=8.5, bold=True, align=ALIGN.CENTER, before=1, after=1, keep_next=True),
    "Isi Rekap": Look(size=9, before=1, after=1),
    "Angka Rekap": Look(size=9, before=1, after=1, align=ALIGN.RIGHT),
    "Label Formulir": Look(size=10, before=2, after=2),
    "Bagian Formulir": Look(size=10, bold=True, before=3, after=3, keep_next=True),
    "Jarak Judul": Look(size=6, after=4, keep_next=True),
    "Jarak Tanda Tangan": Look(size=6, keep_next=True),
    "Tanda Tangan": Look(left=8.0, keep_next=True, keep_lines=True),
    "Nama Penanda Tangan": Look(
        left=8.0, before=54, bold=True, underline=True, keep_next=True, keep_lines=True
    ),
    "Atas Nama": Look(left=8.0, first=-0.75, keep_next=True, keep_lines=True),
    "NIP Penanda Tangan": Look(left=8.0, keep_lines=True),
    "Paraf": Look(size=10, align=ALIGN.CENTER, keep_next=True, keep_lines=True),
    "Nama Paraf": Look(
        size=10, bold=True, underline=True, align=ALIGN.CENTER, before=44, keep_next=True, keep_lines=True
    ),
    "Judul Tembusan": Look(size=10, before=14, keep_next=True),
    "Tembusan": Look(size=10, left=0.75, first=-0.75, keep_lines=True),
    "Lampiran Surat": Look(size=10, new_page=True),
    "Kepala Lampiran": Look(size=10),
    "Foto": Look(align=ALIGN.CENTER, before=6, after=3, keep_next=True),
    "Keterangan Foto": Look(size=10, align=ALIGN.CENTER, after=8, keep_lines=True),
    "Tanda Draf": Look(size=12, bold=True, align=ALIGN.CENTER, left=6.0, right=6.0, boxed=True),
    "Jarak Draf": Look(size=4),
    "Pilihan": Look(left=0.75, after=3, keep_next=True),
    "Catatan Naskah": Look(size=9, align=ALIGN.JUSTIFY, before=8),
    "Kaki Halaman": Look(size=8, align=ALIGN.CENTER),
}  # fmt: skip
"""The named styles of all templates."""

_SETTINGS = (
    f"<w:settings {nsdecls('w')}>"
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:doNotExpandShiftReturn/>"
    '<w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    f'<w:themeFontLang w:val="{LANGUAGE}"/>'
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)


def new_document(named: str) -> DocumentType:
    """Return an empty F4 document with the named styles and nothing of python-docx's own look.

    ``named`` stands before the page number and tells a loose page where it belongs.
    """
    document = Document()
    _drop_unused_parts(document)
    _replace_children(document.settings.element, _SETTINGS)
    _plain_defaults(document)
    for name, look in LOOKS.items():
        _add_style(document, name, look)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(215), Mm(330)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(3)
    section.left_margin, section.right_margin = Cm(3), Cm(2.5)
    section.header_distance = section.footer_distance = Cm(1.5)
    _number_pages(document, named)
    return document


def _drop_unused_parts(document: DocumentType) -> None:
    """Remove the thumbnail, theme, effects and other parts that a letter does not need."""
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if not rel.reltype.endswith(_KEPT_PARTS)]:
            del rels[key]


def _replace_children(element: Any, xml: str) -> None:
    """Put the children of ``xml``'s root in place of the element's own."""
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(xml)):
        element.append(child)


def _plain_defaults(document: DocumentType) -> None:
    """Keep only Word's four basic styles, set in Arial and Indonesian."""
    root = document.styles.element
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            root.remove(style.element)
    root.remove(root.find(qn("w:latentStyles")))
    defaults = (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
        f'<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="{LANGUAGE}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    _replace_children(root.find(qn("w:docDefaults")), defaults)


def _add_style(document: DocumentType, name: str, look: Look) -> None:
    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.quick_style = True
    style.font.size, style.font.bold = Pt(look.size), look.bold or None
    style.font.underline = look.underline or None
    shape = style.paragraph_format
    shape.alignment = look.align
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing = look.line
    if look.left:
        shape.left_indent = Cm(look.left)
    if look.right:
        shape.right_indent = Cm(look.right)
    if look.boxed:
        _box(style)
    if look.first:
        shape.first_line_indent = Cm(look.first)
    shape.keep_with_next = look.keep_next or None
    shape.keep_together = look.keep_lines or None
    shape.page_break_before = look.new_page or None
    shape.widow_control = True


def _box(style: ParagraphStyle) -> None:
    """Draw a line around the paragraphs of a style."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="2" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>")
    # Word refuses a paragraph's properties in another order than the schema's.
    style.element.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc")


def _number_pages(document: DocumentType, named: str) -> None:
    """Write the page number below all pages but the first."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_footer.is_linked_to_previous = False
    section.first_page_footer.paragraphs[0].style = "Kaki Halaman"
    line = section.footer.paragraphs[0]
    line.style = "Kaki Halaman"
    line.add_run(f"{named}  –  halaman ")
    _field(line, "PAGE")
    line.add_run(" dari ")
    _field(line, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    """Add a Word field that counts by itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    xml_of(paragraph).append(field)
