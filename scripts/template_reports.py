"""The words and the order of the recaps, of a day and of a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.template_parts import TODAY, letterhead, signature, title, together
from scripts.template_tables import listed_table

if TYPE_CHECKING:
    from docx.document import Document

    Columns = tuple[tuple[str, str, float], ...]

_LABEL = {"nama", "nomor", "perihal", "tahap", "pelaksana", "tenggat", "lama"}
_DAY = ("Sisa kemarin", "Sisa")
_PERIOD = ("Sisa awal", "Sisa akhir")


def rekap_harian(document: Document) -> None:
    """Write the daily recap of services given (SOP, Pencatatan dan Pendataan)."""
    letterhead(document)
    title(document, "LAPORAN REKAPITULASI HARIAN PENGADUAN", "Hari {{ tanggal_hari }}")
    _summary(document)
    _breakdowns(document, _DAY)


def rekap_periode(document: Document) -> None:
    """Write the recap of a month, a quarter or other days in a row."""
    letterhead(document)
    title(document, "{{ judul }}", "{{ periode }}")
    document.add_paragraph("{{ keadaan }}", "Nomor Naskah")
    _summary(document)
    course = (
        ("nama", "{{ satuan }}", 4.9),
        ("hari_kerja", "Hari kerja", 1.4),
        ("sisa_awal", "Sisa awal", 1.3),
        ("masuk", "Masuk", 1.4),
        ("selesai", "Selesai", 1.6),
        ("dilimpahkan", "Dilimpahkan", 2.4),
        ("dicabut", "Dicabut", 1.6),
        ("sisa_akhir", "Sisa akhir", 1.4),
    )
    _table(document, "Menurut {{ satuan | lower }}", "per_waktu", course)
    _breakdowns(document, _PERIOD)


def _summary(document: Document) -> None:
    columns = (("nama", "Uraian", 13.0), ("jumlah", "Jumlah", 3.0))
    _table(document, "Ringkasan", "ringkasan", columns)


def _breakdowns(document: Document, words: tuple[str, str]) -> None:
    """Write what both recaps have below their summary."""
    _table(document, "Menurut saluran", "per_saluran", _balance("Saluran", words))
    _table(document, "Menurut jenis izin", "per_izin", _balance("Jenis izin", words))
    _table(document, "Menurut kategori", "per_kategori", _balance("Kategori", words))
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
    _closing(document)


def _closing(document: Document) -> None:
    """Write who gave the services, what is late, and the signature."""
    _table(
        document,
        "Layanan menurut petugas",
        "per_petugas",
        (
            ("nama", "Petugas", 7.6),
            ("tindakan", "Tindakan", 2.8),
            ("surat", "Surat dibuat", 2.8),
            ("jumlah", "Jumlah", 2.8),
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


def _balance(label: str, words: tuple[str, str]) -> Columns:
    """Return the columns of a table of balances; ``words`` are said of what was and what is left."""
    opening, closing = words
    return (
        ("nama", label, 4.0),
        ("sisa_kemarin", opening, 1.6),
        ("masuk", "Masuk", 1.4),
        ("selesai", "Selesai", 1.6),
        ("dilimpahkan", "Dilimpahkan", 2.4),
        ("dicabut", "Dicabut", 1.6),
        ("sisa", closing, 1.3),
        ("terlambat", "Terlambat", 2.1),
    )


def _table(document: Document, heading: str, name: str, columns: Columns) -> None:
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
