"""The words and the order of the forms, from the intake form to the proof of delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.template_parts import (
    TODAY,
    box,
    details,
    form,
    letterhead,
    listed,
    section,
    signature,
    title,
    together,
    two_signatures,
)
from scripts.template_tables import across, boxed_table, listed_table, write

if TYPE_CHECKING:
    from docx.document import Document

WISHES = (
    "Tanggapan dan saran",
    "Proses lebih lanjut",
    "Koordinasi/konfirmasi",
    "Siapkan surat balasan",
    "…………………………",
)


def formulir(document: Document) -> None:
    """Write the intake form, signed by the complainant and the officer (SOP step 2)."""
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
    statement = "Pengadu menyatakan keterangan di atas benar dan dapat dipertanggungjawabkan."
    two_signatures(
        together(document, "Pernyataan", statement), ("Pengadu,", "{{ pengadu.nama }}"), TODAY
    )


def tanda_terima(document: Document) -> None:
    """Write the receipt that the complainant takes home (SOP step 2)."""
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
    document.add_paragraph("", "Jarak Kop")
    promise = together(
        document,
        "Pernyataan",
        "Jawaban atas pengaduan ini disampaikan paling lambat hari {{ jatuh_tempo_hari }}. "
        "Perkembangannya dapat ditanyakan kepada kami dengan menyebutkan nomor register di atas, "
        "melalui telepon {{ kop.telepon }} atau pos-el {{ kop.pos_el }}.",
    )
    signature(promise, TODAY)


def kartu_kendali(document: Document) -> None:
    """Write the control card that travels with the paper file."""
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


def lembar_verifikasi(document: Document) -> None:
    """Write the checklist of the file and the decision on the field visit (SOP step 3)."""
    letterhead(document)
    title(document, "LEMBAR VERIFIKASI BERKAS PENGADUAN", "Nomor Register: {{ nomor_register }}")
    details(
        document,
        (
            ("Diterima", "{{ tanggal_terima_hari }}, pukul {{ pukul_terima }}"),
            ("Pengadu", "{{ pengadu.nama }}"),
            ("Perihal", "{{ perihal }}"),
            ("Jenis izin/layanan", "{{ jenis_izin }}"),
            ("Lokasi", "{{ lokasi }}"),
        ),
    )
    section(document, "1.\tKelengkapan berkas")
    table = listed_table(
        document,
        (1.0, 7.4, 1.3, 1.5, 4.8),
        ("No.", "Berkas", "Ya", "Tidak", "Keterangan"),
        "berkas in kelengkapan_berkas",
        (
            "{{ loop.index }}",
            "{{ berkas.nama }}",
            "{{ berkas.ya }}",
            "{{ berkas.tidak }}",
            "{{ berkas.keterangan }}",
        ),
    )
    for cell in table.rows[2].cells[2:4]:
        cell.paragraphs[0].style = "Isi Tabel Tengah"
    section(document, "2.\tKeputusan peninjauan lapangan")
    for answer, words in (
        ("Ya", "Dilakukan peninjauan lapangan."),
        ("Tidak", "Tidak dilakukan peninjauan lapangan."),
    ):
        ticked = f'{{% if keputusan_peninjauan == "{answer}" %}}☒{{% else %}}☐{{% endif %}}'
        document.add_paragraph(f"{ticked}  {words}", "Pilihan")
    section(document, "3.\tPertimbangan", "{{ pertimbangan_verifikasi }}")
    closing = "Demikian hasil verifikasi berkas pengaduan ini."
    signature(together(document, "Penutup", closing), TODAY)


def bukti_penyampaian(document: Document) -> None:
    """Write the proof that the reply reached the complainant (SOP step 10)."""
    letterhead(document)
    title(document, "BUKTI PENYAMPAIAN SURAT BALASAN", "Nomor Register: {{ nomor_register }}")
    document.add_paragraph("Telah disampaikan surat balasan atas pengaduan:", "Isi Tanpa Inden")
    details(
        document,
        (
            ("Pengadu", "{{ pengadu.nama }}"),
            ("Perihal", "{{ perihal }}"),
            ("Nomor surat", _given("surat_balasan.nomor")),
            ("Tanggal surat", _given("surat_balasan.tanggal")),
        ),
        label=5.4,
    )
    document.add_paragraph("dengan cara sebagai berikut:", "Sesudah Tabel")
    details(
        document,
        (
            ("Cara penyampaian", "{{ cara_penyampaian }}"),
            ("Hari, tanggal", "{{ tanggal_penyampaian_hari }}"),
            ("Pukul", _given("pukul_penyampaian")),
            ("Penerima", "{{ penerima }}"),
            ("Hubungan dengan pengadu", "{{ hubungan_penerima }}"),
            ("Bukti kirim", _given("bukti_kirim")),
        ),
        label=5.4,
    )
    statement = (
        "Penerima menandatangani bukti ini bila surat diserahkan langsung. Bila surat dikirim, bukti "
        "kirimnya dilampirkan."
    )
    two_signatures(
        together(document, "Pernyataan", statement), ("Penerima,", "{{ penerima }}"), TODAY
    )


def _given(field: str) -> str:
    """Return a tag that prints a field, or a dash when it is empty."""
    return f"{{% if {field} %}}{{{{ {field} }}}}{{% else %}}-{{% endif %}}"


def disposisi(document: Document) -> None:
    """Write the sheet with the head's instruction (SOP step 7)."""
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
