"""The words and the order of the letters of steps 4 to 6: invitation, field report, analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.template_parts import (
    ABOUT,
    copies,
    details,
    letter_head,
    letterhead,
    listed,
    section,
    signature,
    title,
    together,
)
from scripts.template_tables import listed_table, rule_below, write

if TYPE_CHECKING:
    from docx.document import Document


def undangan(document: Document) -> None:
    """Write the invitation to the field visit, with an attachment for many addressees (SOP step 4)."""
    letterhead(document)
    letter_head(document, "Undangan Peninjauan Lapangan")
    _addressees(document)
    document.add_paragraph(
        f"Menindaklanjuti {ABOUT}, dengan ini kami mengundang Bapak/Ibu/Saudara untuk menghadiri "
        "peninjauan lapangan yang akan dilaksanakan pada:",
        "Isi Surat",
    )
    details(
        document,
        (
            ("hari, tanggal", "{{ tanggal_peninjauan_hari }}"),
            ("pukul", "{{ pukul }}"),
            ("tempat", "{{ tempat }}"),
            ("acara", "{{ acara }}"),
        ),
        style="Rincian Inden",
    )
    closing = together(
        document,
        "Penutup",
        "Demikian undangan ini kami sampaikan. Atas perhatian dan kehadiran Bapak/Ibu/Saudara, "
        "kami ucapkan terima kasih.",
    )
    signature(closing)
    copies(closing)
    _invited(document)


def _addressees(document: Document) -> None:
    """Add those invited, or where they are listed when they are many."""
    document.add_paragraph("{%p if tujuan_lampiran %}", "Tujuan Surat")
    document.add_paragraph("Yth.\tDaftar Undangan Terlampir", "Tujuan Surat")
    document.add_paragraph("{%p elif tujuan|length == 1 %}", "Tujuan Surat")
    document.add_paragraph("Yth.\t{{ tujuan[0] }}", "Tujuan Surat")
    document.add_paragraph("{%p else %}", "Tujuan Surat")
    listed(
        document,
        "Tujuan Surat",
        "pihak in tujuan",
        "{% if loop.first %}Yth.{% endif %}\t{{ loop.index }}.\u00a0\u00a0{{ pihak }}",
    )
    document.add_paragraph("{%p endif %}", "Tujuan Surat")
    document.add_paragraph("di tempat", "Tempat Tujuan")


def _invited(document: Document) -> None:
    """Add the attachment with the addressees that do not fit the letter's head."""
    document.add_paragraph("{%p if tujuan_lampiran %}", "Kepala Lampiran")
    document.add_paragraph("Lampiran Surat {{ kepala_dinas }}", "Lampiran Surat")
    document.add_paragraph("Nomor\t: {{ nomor }}", "Kepala Lampiran")
    document.add_paragraph("Tanggal\t: {{ tanggal }}", "Kepala Lampiran")
    title(document, "DAFTAR UNDANGAN PENINJAUAN LAPANGAN")
    document.add_paragraph("{%p for pihak in tujuan_lampiran %}", "Butir")
    document.add_paragraph("{%p if not loop.last %}", "Butir")
    document.add_paragraph("{{ loop.index }}.\t{{ pihak }}", "Butir")
    document.add_paragraph("{%p endif %}", "Butir")
    document.add_paragraph("{%p endfor %}", "Butir")
    last = "{{ tujuan_lampiran|length }}.\t{{ tujuan_lampiran|last }}"
    signature(together(document, "Butir", last))
    document.add_paragraph("{%p endif %}", "Kepala Lampiran")


def bap(document: Document) -> None:
    """Write the report of the field visit (SOP step 5)."""
    letterhead(document)
    title(document, "BERITA ACARA HASIL PENINJAUAN LAPANGAN", "Nomor: {{ nomor }}")
    document.add_paragraph(
        "Pada hari ini, {{ tanggal_bap_terbilang }} ({{ tanggal_bap_singkat }}), bertempat di "
        "{{ tempat }}, kami yang bertanda tangan di bawah ini:",
        "Isi Surat",
    )
    listed_table(
        document,
        (1.0, 6.0, 4.5, 4.5),
        ("No.", "Nama", "NIP", "Jabatan"),
        "anggota in tim",
        ("{{ loop.index }}", "{{ anggota.nama }}", "{{ anggota.nip }}", "{{ anggota.jabatan }}"),
    )
    document.add_paragraph(
        f"telah melaksanakan peninjauan lapangan atas {ABOUT}, dengan hasil sebagai berikut:",
        "Sesudah Tabel",
    )
    _grounds(document)
    _findings(document)
    document.add_paragraph(
        "Demikian Berita Acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
        "Penutup",
    )
    _signed_by(
        document, "Tim Teknis", "anggota in tim", "{{ anggota.nama }}", "NIP {{ anggota.nip }}"
    )
    document.add_paragraph("{%p if saksi %}", "Isi Tanpa Inden")
    document.add_paragraph("Peninjauan lapangan tersebut disaksikan oleh:", "Pengantar Daftar")
    _signed_by(
        document, "Saksi", "saksi_ini in saksi", "{{ saksi_ini.nama }}", "{{ saksi_ini.jabatan }}"
    )
    document.add_paragraph("{%p endif %}", "Isi Tanpa Inden")
    _pictured(document)


def _pictured(document: Document) -> None:
    """Add the attachment with the photos of the visit."""
    document.add_paragraph("{%p if foto %}", "Kepala Lampiran")
    document.add_paragraph("Lampiran Berita Acara", "Lampiran Surat")
    document.add_paragraph("Nomor\t: {{ nomor }}", "Kepala Lampiran")
    document.add_paragraph("Tanggal\t: {{ tanggal_bap }}", "Kepala Lampiran")
    title(document, "FOTO PENINJAUAN LAPANGAN")
    document.add_paragraph("{%p for satu in foto %}", "Foto")
    document.add_paragraph("{{ satu.gambar }}", "Foto")
    document.add_paragraph(
        "Gambar {{ loop.index }}{% if satu.keterangan %}. {{ satu.keterangan }}{% endif %}",
        "Keterangan Foto",
    )
    document.add_paragraph("{%p endfor %}", "Foto")
    document.add_paragraph("{%p endif %}", "Kepala Lampiran")


def _grounds(document: Document) -> None:
    section(document, "1.\tDasar")
    document.add_paragraph("a.\tSOP Pelayanan Pengaduan {{ dinas }};", "Butir")
    document.add_paragraph(
        f"b.\t{ABOUT[0].upper()}{ABOUT[1:]}{{% if surat_undangan.nomor %}};{{% else %}}.{{% endif %}}",
        "Butir",
    )
    document.add_paragraph("{%p if surat_undangan.nomor %}", "Butir")
    document.add_paragraph(
        "c.\tSurat undangan peninjauan lapangan Nomor {{ surat_undangan.nomor }} "
        "tanggal {{ surat_undangan.tanggal }}.",
        "Butir",
    )
    document.add_paragraph("{%p endif %}", "Butir")


def _findings(document: Document) -> None:
    section(document, "2.\tTemuan di lapangan")
    listed(document, "Butir", "butir in temuan", "{{ loop.index }})\t{{ butir }}")
    document.add_paragraph("{%p if foto %}", "Isi Bagian")
    document.add_paragraph("Foto hasil peninjauan terlampir pada berita acara ini.", "Isi Bagian")
    document.add_paragraph("{%p endif %}", "Isi Bagian")
    section(document, "3.\tKeterangan para pihak", "{{ keterangan_pihak }}")
    section(document, "4.\tPertimbangan teknis", "{{ pertimbangan_teknis }}")
    section(document, "5.\tKesimpulan", "{{ kesimpulan }}")


def _signed_by(document: Document, who: str, loop: str, name: str, below: str) -> None:
    """Add a table in which each of a group signs beside the name."""
    table = listed_table(
        document,
        (1.0, 8.5, 6.5),
        ("No.", who, "Tanda tangan"),
        loop,
        ("{{ loop.index }}", name, ""),
    )
    row = table.rows[2]
    for cell, style in zip(row.cells, ("Nomor Paraf", "Isi Tabel Paraf"), strict=False):
        cell.paragraphs[0].style = style
    write(row.cells[1], "Isi Tabel Paraf", below)
    write(row.cells[2], "Ruang Paraf", "")


def telaahan(document: Document) -> None:
    """Write the staff analysis in its six sections (SOP step 6)."""
    letterhead(document)
    title(document, "TELAAHAN STAF")
    table = details(
        document,
        (
            ("Kepada", "Yth. {{ kepala_dinas }}"),
            ("Dari", "{{ tanda_tangan.jabatan|join(' ') }}"),
            ("Tanggal", "{{ tanggal }}"),
            ("Nomor", "{{ nomor }}"),
            ("Sifat", "{{ sifat }}"),
            ("Lampiran", "{{ lampiran }}"),
            ("Hal", "Telaahan atas pengaduan {{ nomor_register }} perihal “{{ perihal }}”"),
        ),
        label=2.4,
    )
    for cell in table.rows[-1].cells:
        rule_below(cell, "single", 8)
    for letter, heading, name in (
        ("A", "Persoalan", "persoalan"),
        ("B", "Praanggapan", "praanggapan"),
        ("C", "Fakta yang Mempengaruhi", "fakta"),
        ("D", "Analisis", "analisis"),
        ("E", "Simpulan", "simpulan"),
        ("F", "Saran", "saran"),
    ):
        section(document, f"{letter}.\t{heading}", f"{{{{ {name} }}}}")
    closing = together(
        document,
        "Penutup",
        "Demikian telaahan staf ini disampaikan sebagai bahan pertimbangan dan mohon arahan lebih lanjut.",
    )
    signature(closing)
