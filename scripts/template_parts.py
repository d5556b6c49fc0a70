"""Parts of which letters are put together: letterhead, head of letter, sections, signature block, copies."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table

from scripts.template_emblem import emblem_png
from scripts.template_styles import TEXT_WIDTH_CM
from scripts.template_tables import (
    across,
    boxed_table,
    center,
    heading_row,
    keep_whole,
    may_split,
    plain_table,
    rule_below,
    write,
    xml_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.table import _Cell

EMBLEM = "lambang"
"""Alternative text by which the renderer finds the picture to replace."""

TODAY = "{{ kota }}, {{ tanggal }}"
ABOUT = (
    "pengaduan masyarakat dengan nomor register {{ nomor_register }} tanggal {{ tanggal_terima }} "
    "perihal “{{ perihal }}”"
)
SIGNER = ("tanda_tangan.jabatan", "{{ baris }}{% if loop.last %},{% endif %}")


def letterhead(document: Document) -> None:
    """Add the kop: emblem, government, office in larger bold, address, and the double rule."""
    picture, words = plain_table(document, (2.4, 13.6)).rows[0].cells
    picture.paragraphs[0].add_run().add_picture(io.BytesIO(emblem_png()), height=Cm(2.3))
    for properties in xml_of(picture).iter(qn("wp:docPr")):
        properties.set("descr", EMBLEM)
        properties.set("name", EMBLEM)
    write(words, "Kop Pemerintah", "{{ kop.pemerintah }}")
    write(words, "Kop Dinas", "{{ kop.dinas }}")
    write(
        words,
        "Kop Alamat",
        "{{ kop.alamat }}",
        "Telepon {{ kop.telepon }}   Pos-el {{ kop.pos_el }}",
    )
    for cell in (picture, words):
        rule_below(cell, "thinThickMediumGap", 24)
        center(cell)
    document.add_paragraph("", "Jarak Kop")


def title(document: Document, name: str, number: str = "") -> None:
    """Add the heading of a document that is no letter, with its number, if any, below."""
    document.add_paragraph(name, "Judul Naskah")
    document.add_paragraph(number, "Nomor Naskah" if number else "Jarak Judul")


def letter_head(
    document: Document, subject: str, number: str = "{{ nomor }}", day: str = TODAY
) -> None:
    """Add Nomor, Sifat, Lampiran and Hal on the left, place and date on the right."""
    table = plain_table(document, (2.0, 0.4, 7.8, 5.8), rows=4)
    lines = (
        ("Nomor", number),
        ("Sifat", "{{ sifat }}"),
        ("Lampiran", "{{ lampiran }}"),
        ("Hal", subject),
    )
    for row, (label, value) in zip(table.rows, lines, strict=True):
        for cell, words in zip(row.cells, (label, ":", value), strict=False):
            write(cell, "Kepala Surat", words)
    write(table.rows[0].cells[3], "Tanggal Surat", day)
    for row in table.rows[1:]:
        write(row.cells[3], "Tanggal Surat", "")
    document.add_paragraph("", "Kepala Surat")


def details(
    document: Document,
    lines: Sequence[tuple[str, str]],
    label: float = 4.2,
    style: str = "Rincian",
) -> Table:
    """Add label, colon and value in columns without borders; ``label`` is the first one's width in cm."""
    table = plain_table(document, (label, 0.4, TEXT_WIDTH_CM - label - 0.4), rows=len(lines))
    for row, parts in zip(table.rows, lines, strict=True):
        write(row.cells[0], style, parts[0])
        write(row.cells[1], "Rincian", ":")
        write(row.cells[2], "Rincian", parts[1])
    return table


def form(
    document: Document, lines: Sequence[tuple[str, str]], boxes: Sequence[tuple[str, str]]
) -> None:
    """Add a boxed form: label and value side by side, or a heading where the value is empty.

    ``boxes`` come last: a label with its text below it, as wide as the form. The first is free to run over
    pages, being the one that may be longer than a page.
    """
    table = boxed_table(document, (4.8, TEXT_WIDTH_CM - 4.8), rows=len(lines) + len(boxes))
    for row, (label, value) in zip(table.rows, lines, strict=False):
        if value:
            write(row.cells[0], "Isi Tabel", label)
            write(row.cells[1], "Isi Tabel", value)
        else:
            heading_row(row, label)
    for row, (label, value) in zip(table.rows[len(lines) :], boxes, strict=True):
        box(across(row), label, value)
    may_split(table.rows[len(lines)])


def box(cell: _Cell, label: str, *values: str) -> None:
    """Write a label in small type into a cell, and what belongs to it below."""
    write(cell, "Label Formulir", label)
    write(cell, "Isi Kotak", *values)


def listed(document: Document | _Cell, style: str, loop: str, line: str) -> None:
    """Add a paragraph for each round of ``loop``, which reads ``butir in temuan``."""
    document.add_paragraph(f"{{%p for {loop} %}}", style)
    document.add_paragraph(line, style)
    document.add_paragraph("{%p endfor %}", style)


def section(document: Document, heading: str, *paragraphs: str) -> None:
    """Add a section: its bold heading, then its paragraphs."""
    document.add_paragraph(heading, "Judul Bagian")
    for paragraph in paragraphs:
        document.add_paragraph(paragraph, "Isi Bagian")


def together(document: Document, style: str, *lines: str) -> _Cell:
    """Add a place that no page break splits, which begins with these lines; signatures belong there.

    It is a table of one cell. Keeping paragraphs together by their styles alone is not enough: LibreOffice
    now and then lets a signature go to the next page without the sentence before it.
    """
    if isinstance(list(document.iter_inner_content())[-1], Table):
        document.add_paragraph("", "Jarak Kop")  # two tables in a row would become one
    row = plain_table(document, (TEXT_WIDTH_CM,)).rows[0]
    keep_whole(row)
    write(row.cells[0], style, *lines)
    return row.cells[0]


def signature(document: Document | _Cell, opening: str = "") -> None:
    """Add the signature block; it belongs into what :func:`together` gives."""
    document.add_paragraph(opening, "Tanda Tangan" if opening else "Jarak Tanda Tangan")
    for line, style in (
        (f"{{%p for baris in {SIGNER[0]} %}}", "Tanda Tangan"),
        ("{%p if loop.first and not loop.last %}", "Tanda Tangan"),
        ("{{ baris }}", "Atas Nama"),
        ("{%p else %}", "Tanda Tangan"),
        (SIGNER[1], "Tanda Tangan"),
        ("{%p endif %}", "Tanda Tangan"),
        ("{%p endfor %}", "Tanda Tangan"),
    ):
        document.add_paragraph(line, style)
    document.add_paragraph("{{ tanda_tangan.nama }}", "Nama Penanda Tangan")
    for part, style, line in (
        ("pangkat", "Tanda Tangan", "{{ tanda_tangan.pangkat }}"),
        ("nip", "NIP Penanda Tangan", "NIP {{ tanda_tangan.nip }}"),
    ):
        document.add_paragraph(f"{{%p if tanda_tangan.{part} %}}", style)
        document.add_paragraph(line, style)
        document.add_paragraph("{%p endif %}", style)


def two_signatures(document: _Cell, left: tuple[str, str], opening: str) -> None:
    """Add another person's signature beside the officer's; ``left`` is who they are and their name."""
    one, other = plain_table(document, (8.0, 8.0)).rows[0].cells
    write(one, "Paraf", "", left[0])
    write(one, "Nama Paraf", left[1])
    write(
        other,
        "Paraf",
        opening,
        "{%p for baris in tanda_tangan.jabatan %}",
        SIGNER[1],
        "{%p endfor %}",
    )
    write(other, "Nama Paraf", "{{ tanda_tangan.nama }}")
    for part, line in (
        ("pangkat", "{{ tanda_tangan.pangkat }}"),
        ("nip", "NIP {{ tanda_tangan.nip }}"),
    ):
        write(other, "Paraf", f"{{%p if tanda_tangan.{part} %}}", line, "{%p endif %}")


def addressee(document: Document, name: str, place: str) -> None:
    """Add to whom the letter goes, and where."""
    document.add_paragraph(f"Yth.\t{name}", "Tujuan Surat")
    document.add_paragraph(place, "Tempat Tujuan")


def copies(document: _Cell, loop: str = "tembusan", first: str = "") -> None:
    """Add the tembusan, when there are any; ``first`` is one that always gets a copy."""
    number = "{{ loop.index + 1 }}" if first else "{{ loop.index }}"
    if first:
        document.add_paragraph("Tembusan:", "Judul Tembusan")
        document.add_paragraph(f"1.\t{first}", "Tembusan")
    else:
        document.add_paragraph(f"{{%p if {loop} %}}", "Tembusan")
        document.add_paragraph("Tembusan:", "Judul Tembusan")
    listed(document, "Tembusan", f"pihak in {loop}", f"{number}.\t{{{{ pihak }}}}")
    if not first:
        document.add_paragraph("{%p endif %}", "Tembusan")


def draft_mark(document: Document) -> None:
    """Write the mark of a draft above every page; it goes with the draft."""
    section = document.sections[0]
    for header in (section.first_page_header, section.header):
        header.is_linked_to_previous = False
        header.paragraphs[0].text = "{%p if draf %}"
        header.paragraphs[0].style = "Tanda Draf"
        header.add_paragraph("{{ draf }}", "Tanda Draf")
        header.add_paragraph("{%p endif %}", "Tanda Draf")
        header.add_paragraph("", "Jarak Draf")
