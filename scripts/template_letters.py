"""The words and the order of the letters: invitation, field report, analysis, reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.template_parts import (
    copies,
    details,
    letter_head,
    letterhead,
    listed,
    section,
    signature,
    title,
)
from scripts.template_tables import listed_table, rule_below, write

if TYPE_CHECKING:
    from docx.document import Document

ABOUT = (
    "pengaduan masyarakat dengan nomor register {{ nomor_register }} tanggal {{ tanggal_terima }} "
    "perihal “{{ perihal }}”"
)


def undangan(document: Document) -> None:
    """Write the invitation to the field visit, with an attachment for many addressees (SOP step 4)."""
    letterhead(document)
    letter_head(document, "Undangan Peninjauan Lapangan")
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
    document.add_paragraph(
        "Demikian undangan ini kami sampaikan. Atas perhatian dan kehadiran Bapak/Ibu/Saudara, "
        "kami ucapkan terima kasih.",
        "Penutup",
    )
    signature(document)
    copies(document)
    _invited(document)


def _invited(document: Document) -> None:
    """Add the attachment with the addressees that do not fit the letter's head."""
    document.add_paragraph("{%p if tujuan_lampiran %}", "Kepala Lampiran")
    document.add_paragraph("Lampiran Surat {{ kepala_dinas }}", "Lampiran Surat")
    document.add_paragraph("Nomor\t: {{ nomor }}", "Kepala Lampiran")
    document.add_paragraph("Tanggal\t: {{ tanggal }}", "Kepala Lampiran")
    title(document, "DAFTAR UNDANGAN PENINJAUAN LAPANGAN")
    listed(document, "Butir", "pihak in tujuan_lampiran", "{{ loop.index }}.\t{{ pihak }}")
    signature(document)
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
    section(document, "2.\tTemuan di lapangan")
    listed(document, "Butir", "butir in temuan", "{{ loop.index }})\t{{ butir }}")
    section(document, "3.\tKeterangan para pihak", "{{ keterangan_pihak }}")
    section(document, "4.\tPertimbangan teknis", "{{ pertimbangan_teknis }}")
    section(document, "5.\tKesimpulan", "{{ kesimpulan }}")
    document.add_paragraph(
        "Demikian Berita Acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
        "Penutup",
    )
    _signed_by(
        document, "Tim Teknis", "anggota in tim", "{{ anggota.nama }}", "NIP {{ anggota.nip }}"
    )
    document.add_paragraph("{%p if saksi %}", "Isi Tanpa Inden")
    document.add_paragraph("", "Jarak Kop")
    _signed_by(
        document, "Saksi", "saksi_ini in saksi", "{{ saksi_ini.nama }}", "{{ saksi_ini.jabatan }}"
    )
    document.add_paragraph("{%p endif %}", "Isi Tanpa Inden")


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
    write(row.cells[1], "Isi Tabel", below)
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
    document.add_paragraph(
        "Demikian telaahan staf ini disampaikan sebagai bahan pertimbangan dan mohon arahan lebih lanjut.",
        "Penutup",
    )
    signature(document)


def surat_balasan(document: Document) -> None:
    """Write the reply to the complainant (SOP steps 8 and 9)."""
    letterhead(document)
    letter_head(document, "Jawaban atas Pengaduan")
    document.add_paragraph("Yth.\t{{ pengadu.sapaan }}", "Tujuan Surat")
    document.add_paragraph(
        '{% if pengadu.alamat == "-" %}di tempat{% else %}{{ pengadu.alamat }}{% endif %}',
        "Tempat Tujuan",
    )
    document.add_paragraph(
        "Menindaklanjuti pengaduan Saudara yang kami terima pada tanggal {{ tanggal_terima }} dan "
        "tercatat dengan nomor register {{ nomor_register }} perihal “{{ perihal }}”, dengan hormat "
        "kami sampaikan hal-hal sebagai berikut:",
        "Isi Surat",
    )
    _answer(document)
    document.add_paragraph(
        "Apabila Saudara tidak menerima jawaban ini, Saudara dapat menyampaikan keberatan kepada "
        "kami, atau meneruskannya melalui SP4N-LAPOR! (www.lapor.go.id) atau kepada Ombudsman "
        "Republik Indonesia.",
        "Isi Surat",
    )
    document.add_paragraph(
        "Demikian kami sampaikan. Atas perhatian dan peran serta Saudara, kami ucapkan terima kasih.",
        "Penutup",
    )
    signature(document)
    copies(document)


def _answer(document: Document) -> None:
    section(document, "1.\tHasil peninjauan")
    document.add_paragraph("{%p if berita_acara.nomor %}", "Isi Bagian")
    document.add_paragraph(
        "Pengaduan Saudara telah kami tinjau sebagaimana Berita Acara Nomor "
        "{{ berita_acara.nomor }} tanggal {{ berita_acara.tanggal }}.",
        "Isi Bagian",
    )
    document.add_paragraph("{%p endif %}", "Isi Bagian")
    document.add_paragraph("{{ hasil_peninjauan }}", "Isi Bagian")
    section(document, "2.\tKeputusan", "{{ keputusan }}")
    section(document, "3.\tTindak lanjut", "{{ tindak_lanjut }}")
    document.add_paragraph("{%p if batas_tindak_lanjut %}", "Isi Bagian")
    document.add_paragraph(
        "Tindak lanjut tersebut diselesaikan paling lambat tanggal {{ batas_tindak_lanjut }}.",
        "Isi Bagian",
    )
    document.add_paragraph("{%p endif %}", "Isi Bagian")
