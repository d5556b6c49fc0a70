"""The words and the order of the *nota dinas* about late cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.template_parts import (
    TODAY,
    copies,
    details,
    letterhead,
    signature,
    title,
    together,
)
from scripts.template_tables import listed_table, rule_below

if TYPE_CHECKING:
    from docx.document import Document

_OWN = (
    ("nomor", "No. Register", 2.1),
    ("perihal", "Perihal", 4.2),
    ("tahap", "Tahap", 3.0),
    ("tenggat", "Tenggat", 2.0),
    ("lama", "Lama lewat", 2.0),
    ("alasan", "Alasan", 2.7),
)
_ESCALATED = (
    ("nomor", "No. Register", 2.1),
    ("perihal", "Perihal", 3.3),
    ("tahap", "Tahap", 2.5),
    ("pelaksana", "Pelaksana", 2.0),
    ("tenggat", "Tenggat", 2.1),
    ("lama", "Lama lewat", 1.8),
    ("alasan", "Alasan", 2.2),
)


def nota_dinas(document: Document) -> None:
    """Write the note to one officer about the cases that need him."""
    letterhead(document)
    title(document, "NOTA DINAS")
    _head(document)
    document.add_paragraph(
        "Menurut register pengaduan, keadaan {{ keadaan }}, pengaduan berikut lewat atau mendekati "
        "tenggat menurut SOP dan memerlukan penyelesaian segera.",
        "Isi Surat",
    )
    _cases(document, "tugas", "Menjadi tugas {{ tujuan }}: {{ jumlah_tugas }}", _OWN)
    _cases(
        document,
        "eskalasi",
        "Dieskalasikan dari pelaksana lain: {{ jumlah_eskalasi }}",
        _ESCALATED,
    )
    _request(
        document,
        "tugas",
        "Mohon tahap yang menjadi tugas {{ tujuan }} segera diselesaikan dan dicatat pada register. Bila "
        "berkas belum lengkap atau bukan kewenangan dinas, mohon penundaan atau pelimpahannya dicatat "
        "beserta alasannya.",
    )
    _request(
        document,
        "eskalasi",
        "Mohon arahan kepada pelaksana agar pengaduan yang dieskalasikan segera diselesaikan.",
    )
    closing = together(
        document,
        "Penutup",
        "Demikian disampaikan. Atas perhatiannya diucapkan terima kasih.",
    )
    signature(closing, TODAY)
    copies(closing)


def _head(document: Document) -> None:
    """Add who writes to whom, when and about what, with a rule below."""
    table = details(
        document,
        (
            ("Yth.", "{{ tujuan }}{% if tujuan_nama %} ({{ tujuan_nama }}){% endif %}"),
            ("Dari", "{{ dari }}"),
            ("Tanggal", "{{ tanggal }}"),
            ("Nomor", "{{ nomor }}"),
            ("Sifat", "{{ sifat }}"),
            ("Hal", "{{ hal }}"),
        ),
        label=2.2,
    )
    for cell in table.rows[-1].cells:
        rule_below(cell, "single", 8)
    document.add_paragraph("", "Jarak Kop")


def _cases(
    document: Document, name: str, heading: str, columns: tuple[tuple[str, str, float], ...]
) -> None:
    """Add a list of cases under its heading, where there are any."""
    document.add_paragraph(f"{{%p if {name} %}}", "Pengantar Daftar")
    document.add_paragraph(heading, "Pengantar Daftar")
    table = listed_table(
        document,
        [width for _, _, width in columns],
        [words for _, words, _ in columns],
        f"baris in {name}",
        [f"{{{{ baris.{field} }}}}" for field, _, _ in columns],
    )
    for cell in table.rows[2].cells:
        cell.paragraphs[0].style = "Isi Rekap"
    for cell in table.rows[0].cells:
        cell.paragraphs[0].style = "Kepala Rekap"
    document.add_paragraph("{%p endif %}", "Pengantar Daftar")


def _request(document: Document, name: str, words: str) -> None:
    """Add what is asked, where that list has cases."""
    for line in (f"{{%p if {name} %}}", words, "{%p endif %}"):
        document.add_paragraph(line, "Sesudah Daftar")
