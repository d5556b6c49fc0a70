"""The words and the order of the letters to the complainant and to other agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.template_parts import (
    addressee,
    copies,
    details,
    draft_mark,
    letter_head,
    letterhead,
    listed,
    section,
    signature,
    together,
)

if TYPE_CHECKING:
    from docx.document import Document

HOME = '{% if pengadu.alamat == "-" %}di tempat{% else %}{{ pengadu.alamat }}{% endif %}'
HIDDEN_HOME = '{% if rahasia == "Ya" %}di tempat{% else %}' + HOME + "{% endif %}"
"""Where the complainant lives; a letter that hides the name is handed over and needs no address."""


THANKS = (
    "Demikian kami sampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih."
)


def surat_balasan(document: Document) -> None:
    """Write the reply to the complainant: as a draft without number and date (SOP step 8), then final (9)."""
    draft_mark(document)
    letterhead(document)
    letter_head(
        document,
        "Jawaban atas Pengaduan",
        "{% if draf %}…………………………{% else %}{{ nomor }}{% endif %}",
        "{{ kota }}, {% if draf %}…………………{% else %}{{ tanggal }}{% endif %}",
    )
    addressee(document, "{{ pengadu.sapaan }}", HOME)
    document.add_paragraph(
        "Menindaklanjuti pengaduan Saudara yang kami terima pada tanggal {{ tanggal_terima }} dan "
        "tercatat dengan nomor register {{ nomor_register }} perihal “{{ perihal }}”, dengan hormat "
        "kami sampaikan hal-hal sebagai berikut:",
        "Isi Surat",
    )
    _answer(document)
    document.add_paragraph(
        "Apabila Saudara berkeberatan atas jawaban ini, Saudara dapat menyampaikannya kepada kami, "
        "melalui SP4N-LAPOR! (www.lapor.go.id), atau kepada Ombudsman Republik Indonesia.",
        "Isi Surat",
    )
    closing = together(
        document,
        "Penutup",
        "Demikian kami sampaikan. Atas perhatian dan peran serta Saudara, kami ucapkan terima kasih.",
    )
    signature(closing)
    copies(closing)


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


def berkas_tidak_lengkap(document: Document) -> None:
    """Write the notice that tells the complainant what the file lacks, and until when (on hold)."""
    letterhead(document)
    letter_head(document, "Pemberitahuan Berkas Tidak Lengkap")
    addressee(document, "{{ pengadu.sapaan }}", HIDDEN_HOME)
    document.add_paragraph(
        "Menindaklanjuti pengaduan Saudara yang kami terima pada tanggal {{ tanggal_terima }} dan "
        "tercatat dengan nomor register {{ nomor_register }} perihal “{{ perihal }}”, dengan hormat "
        "kami beritahukan bahwa berkas pengaduan tersebut belum lengkap. Yang masih diperlukan:",
        "Isi Surat",
    )
    listed(document, "Butir", "butir in kekurangan", "{{ loop.index }}.\t{{ butir }}")
    document.add_paragraph(
        "Kelengkapan tersebut agar {% if cara_melengkapi %}{{ cara_melengkapi }}{% else %}diserahkan ke "
        "kantor kami pada jam pelayanan atau dikirim ke pos-el {{ kop.pos_el }}{% endif %}, paling "
        "lambat hari {{ batas_melengkapi_hari }}, dengan menyebutkan nomor register di atas.",
        "Sesudah Daftar",
    )
    document.add_paragraph(
        "Selama menunggu kelengkapan, waktu penyelesaian pengaduan tidak dihitung. Apabila berkas "
        "belum dilengkapi sampai tanggal tersebut, pengaduan dianggap dicabut. Sesudah itu Saudara "
        "tetap dapat menyampaikan pengaduan baru.",
        "Isi Surat",
    )
    signature(together(document, "Penutup", THANKS))


def pelimpahan(document: Document) -> None:
    """Write the letter that hands the complaint to the competent agency, with a copy to the complainant."""
    letterhead(document)
    letter_head(document, "Pelimpahan Pengaduan Masyarakat")
    addressee(document, "{{ tujuan_pelimpahan }}", "{{ alamat_tujuan }}")
    document.add_paragraph(
        "Bersama ini kami limpahkan pengaduan masyarakat yang kami terima, dengan data sebagai berikut:",
        "Isi Surat",
    )
    details(
        document,
        (
            ("nomor register", "{{ nomor_register }}"),
            ("tanggal diterima", "{{ tanggal_terima }}"),
            ("pengadu", "{{ pengadu.nama }}"),
            ("alamat", "{{ pengadu.alamat }}"),
            ("telepon", "{{ pengadu.telepon }}"),
            ("perihal", "{{ perihal }}"),
            ("lokasi", "{{ lokasi }}"),
            ("pihak yang diadukan", "{{ terlapor }}"),
            ("ringkasan", "{{ ringkasan }}"),
        ),
        style="Rincian Inden",
        label=5.4,
    )
    _reason_to_forward(document)
    closing = together(document, "Penutup", THANKS)
    signature(closing)
    copies(closing, "tembusan_lain", "Pengadu dengan nomor register {{ nomor_register }}")


def _reason_to_forward(document: Document) -> None:
    document.add_paragraph(
        "Setelah kami teliti, penyelesaian pengaduan tersebut tidak termasuk kewenangan kami, dengan "
        "pertimbangan sebagai berikut:",
        "Sesudah Daftar",
    )
    document.add_paragraph("{{ alasan_pelimpahan }}", "Isi Surat")
    document.add_paragraph(
        "Sehubungan dengan hal tersebut, kami mohon Saudara menangani pengaduan ini dan memberitahukan "
        "hasilnya kepada pengadu dengan tembusan kepada kami. Berkas pengaduan kami lampirkan.",
        "Isi Surat",
    )
    document.add_paragraph('{%p if rahasia == "Ya" %}', "Isi Surat")
    document.add_paragraph(
        "Identitas pengadu dirahasiakan. Pemberitahuan kepada pengadu dapat disampaikan melalui kami "
        "dengan menyebutkan nomor register di atas.",
        "Isi Surat",
    )
    document.add_paragraph("{%p endif %}", "Isi Surat")
