"""Parts of which letters are put together: letterhead, head of letter, sections, signature block, copies."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.shared import Cm

from scripts.template_emblem import emblem_png
from scripts.template_styles import TEXT_WIDTH_CM
from scripts.template_tables import (
    across,
    boxed_table,
    center,
    heading_row,
    may_split,
    plain_table,
    rule_below,
    write,
    xml_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.table import Table, _Cell

EMBLEM = "lambang"
"""Alternative text by which the renderer finds the picture to replace."""

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


def letter_head(document: Document, subject: str) -> None:
    """Add Nomor, Sifat, Lampiran and Hal on the left, place and date on the right."""
    table = plain_table(document, (2.0, 0.4, 7.8, 5.8), rows=4)
    lines = (
        ("Nomor", "{{ nomor }}"),
        ("Sifat", "{{ sifat }}"),
        ("Lampiran", "{{ lampiran }}"),
        ("Hal", subject),
    )
    for row, (label, value) in zip(table.rows, lines, strict=True):
        for cell, words in zip(row.cells, (label, ":", value), strict=False):
            write(cell, "Kepala Surat", words)
    write(table.rows[0].cells[3], "Tanggal Surat", "{{ kota }}, {{ tanggal }}")
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


def signature(document: Document | _Cell, opening: str = "") -> None:
    """Add the signature block, kept together and with what goes before, so that it is never alone."""
    document.add_paragraph(opening, "Tanda Tangan" if opening else "Jarak Tanda Tangan")
    listed(document, "Tanda Tangan", f"baris in {SIGNER[0]}", SIGNER[1])
    document.add_paragraph("{{ tanda_tangan.nama }}", "Nama Penanda Tangan")
    for part, style, line in (
        ("pangkat", "Tanda Tangan", "{{ tanda_tangan.pangkat }}"),
        ("nip", "NIP Penanda Tangan", "NIP {{ tanda_tangan.nip }}"),
    ):
        document.add_paragraph(f"{{%p if tanda_tangan.{part} %}}", style)
        document.add_paragraph(line, style)
        document.add_paragraph("{%p endif %}", style)


def two_signatures(document: Document, left: tuple[str, str], opening: str) -> None:
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
    write(
        other, "Paraf", "{%p if tanda_tangan.nip %}", "NIP {{ tanda_tangan.nip }}", "{%p endif %}"
    )


def copies(document: Document) -> None:
    """Add the tembusan, when there are any."""
    document.add_paragraph("{%p if tembusan %}", "Tembusan")
    document.add_paragraph("Tembusan:", "Judul Tembusan")
    listed(document, "Tembusan", "pihak in tembusan", "{{ loop.index }}.\t{{ pihak }}")
    document.add_paragraph("{%p endif %}", "Tembusan")
