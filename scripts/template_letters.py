"""The words and the order of each letter, by the tata naskah dinas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.template_parts import (
    box,
    copies,
    details,
    form,
    letter_head,
    letterhead,
    listed,
    section,
    signature,
    title,
    two_signatures,
)
from scripts.template_styles import new_document
from scripts.template_tables import (
    across,
    boxed_table,
    listed_table,
    rule_below,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document

ABOUT = (
    "pengaduan masyarakat dengan nomor register {{ nomor_register }} tanggal {{ tanggal_terima }} "
    "perihal “{{ perihal }}”"
)
TODAY = "{{ kota }}, {{ tanggal }}"
WISHES = (
    "Tanggapan dan saran",
    "Proses lebih lanjut",
    "Koordinasi/konfirmasi",
    "Siapkan surat balasan",
    "…………………………",
)


def _formulir(document: Document) -> None:
    letterhead(document)
    title(document, "FORMULIR PENGADUAN MASYARAKAT", "Nomor Register: {{ nomor_register }}")
    form(
        document,
        (
            ("A.  PENERIMAAN", ""),
            ("Diterima", "{{ tanggal_terima_hari }}, pukul {{ pukul_terima }}"),
            ("Saluran", "{{ saluran }}"),
            ("Identitas dirahasiakan", "{{ rahasia }}"),
            ("B.  PENGADU", ""),
            ("Nama", "{{ pengadu.nama }}"),
            ("NIK", "{{ pengadu.nik }}"),
            ("Alamat", "{{ pengadu.alamat }}"),
            ("Telepon", "{{ pengadu.telepon }}"),
            ("Pos-el", "{{ pengadu.pos_el }}"),
            ("Pekerjaan", "{{ pengadu.pekerjaan }}"),
            ("Kuasa", "{{ pengadu.kuasa }}"),
            ("C.  PENGADUAN", ""),
            ("Perihal", "{{ perihal }}"),
            ("Jenis izin/layanan", "{{ jenis_izin }}"),
            ("Lokasi", "{{ lokasi }}"),
            ("Pihak yang diadukan", "{{ terlapor }}"),
        ),
        (
            ("Uraian:", "{{ uraian }}"),
            ("Penyelesaian yang diminta:", "{{ permintaan }}"),
            ("Bukti yang dilampirkan:", "{{ bukti }}"),
        ),
    )
    document.add_paragraph(
        "Pengadu menyatakan bahwa keterangan di atas benar dan dapat dipertanggungjawabkan.",
        "Pernyataan",
    )
    two_signatures(document, ("Pengadu,", "{{ pengadu.nama }}"), TODAY)


def _tanda_terima(document: Document) -> None:
    letterhead(document)
    title(document, "TANDA TERIMA PENGADUAN", "Nomor Register: {{ nomor_register }}")
    document.add_paragraph("Telah diterima pengaduan dari:", "Isi Tanpa Inden")
    details(
        document,
        (
            ("Nama", "{{ pengadu.nama }}"),
            ("NIK", "{{ pengadu.nik }}"),
            ("Alamat", "{{ pengadu.alamat }}"),
            ("Telepon", "{{ pengadu.telepon }}"),
            ("Diterima", "{{ tanggal_terima_hari }}, pukul {{ pukul_terima }}"),
            ("Saluran", "{{ saluran }}"),
            ("Perihal", "{{ perihal }}"),
            ("Ringkasan pengaduan", "{{ ringkasan }}"),
        ),
    )
    document.add_paragraph("{%p if daftar_berkas %}", "Isi Tanpa Inden")
    document.add_paragraph("Berkas yang diserahkan:", "Pengantar Daftar")
    listed(document, "Butir", "berkas in daftar_berkas", "{{ loop.index }}.\t{{ berkas }}")
    document.add_paragraph("{%p endif %}", "Isi Tanpa Inden")
    document.add_paragraph(
        "Jawaban atas pengaduan ini disampaikan paling lambat hari {{ jatuh_tempo_hari }}. "
        "Perkembangannya dapat ditanyakan kepada kami dengan menyebutkan nomor register di atas, "
        "melalui telepon {{ kop.telepon }} atau pos-el {{ kop.pos_el }}.",
        "Pernyataan",
    )
    signature(document, TODAY)


def _kartu_kendali(document: Document) -> None:
    letterhead(document)
    title(document, "KARTU KENDALI PENGADUAN", "Nomor Register: {{ nomor_register }}")
    details(
        document,
        (
            ("Diterima", "{{ tanggal_terima_hari }}, pukul {{ pukul_terima }}"),
            ("Pengadu", "{{ pengadu.nama }}"),
            ("Perihal", "{{ perihal }}"),
            ("Jenis izin/layanan", "{{ jenis_izin }}"),
            ("Tenggat keseluruhan", "{{ jatuh_tempo_hari }}"),
        ),
    )
    document.add_paragraph("", "Jarak Kop")
    listed_table(
        document,
        (1.1, 3.9, 2.5, 2.0, 2.3, 2.3, 1.9),
        ("No.", "Tahap", "Pelaksana", "Waktu", "Tenggat", "Selesai", "Paraf"),
        "tahap in tahapan",
        (
            "{{ tahap.no }}",
            "{{ tahap.nama }}",
            "{{ tahap.pelaksana }}",
            "{{ tahap.waktu }}",
            "{{ tahap.tenggat }}",
            "{{ tahap.selesai }}",
            "",
        ),
    )
    document.add_paragraph(
        "Kartu ini menyertai berkas pengaduan. Setiap pelaksana mengisi tanggal dan jam selesai "
        "serta membubuhkan paraf sebelum meneruskan berkas. Tenggat tahap yang belum dimulai "
        "adalah rencana; yang berlaku ialah tenggat pada register.",
        "Catatan Naskah",
    )


def _undangan(document: Document) -> None:
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


def _bap(document: Document) -> None:
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


def _telaahan(document: Document) -> None:
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


def _disposisi(document: Document) -> None:
    letterhead(document)
    title(document, "LEMBAR DISPOSISI")
    table = boxed_table(document, (8.0, 8.0), rows=7)
    pairs = (
        (("Surat dari:", "{{ surat_dari }}"), ("Diterima tanggal:", "{{ diterima }}")),
        (("Nomor surat:", "{{ nomor_surat }}"), ("Nomor agenda:", "{{ nomor_register }}")),
        (("Tanggal surat:", "{{ tanggal_surat }}"), ("Sifat:", "{{ sifat }}")),
    )
    for row, pair in zip(table.rows, pairs, strict=False):
        for cell, (label, value) in zip(row.cells, pair, strict=True):
            box(cell, label, value)
    box(across(table.rows[3]), "Hal:", "Telaahan staf atas pengaduan perihal “{{ perihal }}”")
    receiver, wishes = table.rows[4].cells
    box(receiver, "Diteruskan kepada Sdr.:", "{{ diteruskan_kepada }}")
    box(wishes, "Dengan hormat harap:", *(f"☐  {wish}" for wish in WISHES))
    box(across(table.rows[5]), "Isi disposisi:", "{{ isi_disposisi }}")
    note = across(table.rows[6])
    box(note, "Catatan:", "{{ catatan }}")
    signature(note, TODAY)
    write(note, "Jarak Kop", "")


def _surat_balasan(document: Document) -> None:
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


_WRITERS: dict[str, Callable[[Document], None]] = {
    "formulir": _formulir,
    "tanda-terima": _tanda_terima,
    "kartu-kendali": _kartu_kendali,
    "undangan": _undangan,
    "bap": _bap,
    "telaahan": _telaahan,
    "disposisi": _disposisi,
    "surat-balasan": _surat_balasan,
}


def template_document(key: str) -> Document:
    """Return the template of a letter of the catalogue."""
    document = new_document()
    _WRITERS[key](document)
    return document
