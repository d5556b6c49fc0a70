"""The words and the order of the daily recap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.template_parts import TODAY, letterhead, signature, title, together
from scripts.template_tables import listed_table

if TYPE_CHECKING:
    from docx.document import Document

_LABEL = {"nama", "nomor", "perihal", "tahap", "pelaksana", "tenggat", "lama"}
_BALANCE = (
    ("sisa_kemarin", "Sisa kemarin", 1.6),
    ("masuk", "Masuk", 1.4),
    ("selesai", "Selesai", 1.6),
    ("dilimpahkan", "Dilimpahkan", 2.4),
    ("dicabut", "Dicabut", 1.6),
    ("sisa", "Sisa", 1.3),
    ("terlambat", "Terlambat", 2.1),
)


def rekap_harian(document: Document) -> None:
    """Write the daily recap of services given (SOP, Pencatatan dan Pendataan)."""
    letterhead(document)
    title(document, "LAPORAN REKAPITULASI HARIAN PENGADUAN", "Hari {{ tanggal_hari }}")
    _table(
        document,
        "Ringkasan",
        "ringkasan",
        (("nama", "Uraian", 13.0), ("jumlah", "Jumlah", 3.0)),
    )
    _table(document, "Menurut saluran", "per_saluran", (("nama", "Saluran", 4.0), *_BALANCE))
    _table(document, "Menurut jenis izin", "per_izin", (("nama", "Jenis izin", 4.0), *_BALANCE))
    _table(
        document,
        "Menurut tahap",
        "per_tahap",
        (
            ("nama", "Tahap", 6.4),
            ("diselesaikan", "Diselesaikan", 2.4),
            ("dalam_proses", "Dalam proses", 2.3),
            ("menunggu", "Menunggu kelengkapan", 2.8),
            ("terlambat", "Terlambat", 2.1),
        ),
    )
    _table(
        document,
        "Pengaduan lewat waktu",
        "lewat_waktu",
        (
            ("nomor", "No. Register", 2.1),
            ("perihal", "Perihal", 4.3),
            ("tahap", "Tahap", 3.0),
            ("pelaksana", "Pelaksana", 2.2),
            ("tenggat", "Tenggat", 2.4),
            ("lama", "Lama lewat", 2.0),
        ),
    )
    closing = "Demikian laporan ini dibuat menurut register pengaduan."
    signature(together(document, "Penutup", closing), TODAY)


def _table(
    document: Document, heading: str, name: str, columns: tuple[tuple[str, str, float], ...]
) -> None:
    """Add a table of small type; columns are field, heading and width in centimetres."""
    document.add_paragraph(heading, "Judul Bagian")
    table = listed_table(
        document,
        [width for _, _, width in columns],
        [words for _, words, _ in columns],
        f"baris in {name}",
        [f"{{{{ baris.{field} }}}}" for field, _, _ in columns],
    )
    for cell, (field, _, _) in zip(table.rows[2].cells, columns, strict=True):
        cell.paragraphs[0].style = "Isi Rekap" if field in _LABEL else "Angka Rekap"
    for cell in table.rows[0].cells:
        cell.paragraphs[0].style = "Kepala Rekap"
