"""The letters there are: the step each belongs to, its template, its fields, who signs, what it may reveal.

Everything about a letter that is not typography is declared here once; the command line, the sheet Isian, the
check of templates and the manual for staff all follow it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI, PETUGAS, TIM_TEKNIS
from pengaduan_xl.errors import NotFoundError
from pengaduan_xl.letters.fields import (
    FieldValue,
    LetterField,
    MissingFieldsError,
    UnknownFieldError,
    read_field,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

Identity = Literal["selalu", "kecuali rahasia", "tidak pernah"]
"""When a letter names the complainant: always, unless the case is confidential, or never."""


class UnknownLetterError(NotFoundError):
    """No letter has that key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Surat '{key}' tidak dikenal", f"Pilih salah satu: {', '.join(LETTERS)}")


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of letter (*surat*).

    Attributes:
        key: Name on the command line and at the end of the file name.
        title: Its name for staff.
        step: Step of the SOP that brings it forth.
        numbered: Whether it takes a number from Agenda Keluar.
        signer_role: Role of who signs on the letter's day; empty when nobody does.
        identity: When it may name the complainant.
        fields: What an officer types for it.
        tags: Further template fields without which the letter would be worthless.
    """

    key: str
    title: str
    step: int
    numbered: bool
    signer_role: str
    identity: Identity = "kecuali rahasia"
    fields: tuple[LetterField, ...] = ()
    tags: tuple[str, ...] = ("nomor_register",)

    @property
    def template(self) -> str:
        """File name of its template."""
        return f"{self.key}.docx"

    @property
    def show_identity(self) -> bool:
        """Whether it names the complainant even when the case is confidential."""
        return self.identity == "selalu"

    @property
    def mandatory_tags(self) -> tuple[str, ...]:
        """Template fields that its template must contain."""
        numbered = ("nomor",) if self.numbered else ()
        return (*numbered, *self.tags, *(field.key for field in self.fields if field.required))


_COPIES = LetterField(
    "tembusan", "Tembusan", "Satu penerima tembusan per baris, tanpa data pribadi pengadu.",
    "Inspektur Kota Pagar Alam", "baris", required=False,
)  # fmt: skip

_RECEIPT_FIELDS = (
    LetterField(
        "daftar_berkas", "Daftar berkas", "Berkas yang diserahkan pengadu, satu per baris.",
        "Fotokopi izin usaha\nFoto lokasi, 3 lembar", "baris", required=False,
    ),
)  # fmt: skip

_INVITATION_FIELDS = (
    LetterField(
        "tanggal_peninjauan", "Tanggal peninjauan", "Hari peninjauan lapangan.", "23/11/2026", "tanggal"
    ),
    LetterField("pukul", "Pukul", "Jam mulai, dengan WIB.", "09.00 WIB s.d. selesai"),
    LetterField("tempat", "Tempat", "Tempat berkumpul atau lokasi.", "Jalan Merdeka Nomor 5, Pagar Alam"),
    LetterField(
        "acara", "Acara", "Acara pada undangan.", "Peninjauan lapangan", required=False,
        default="Peninjauan lapangan atas pengaduan masyarakat",
    ),
    LetterField(
        "tujuan", "Tujuan", "Pihak yang diundang, satu per baris; lebih dari tiga menjadi lampiran.",
        "Camat Pagar Alam Utara\nLurah Beringin Jaya", "baris",
    ),
    _COPIES,
)  # fmt: skip

_REPORT_FIELDS = (
    LetterField("tanggal_bap", "Tanggal berita acara", "Hari peninjauan dilakukan.", "23/11/2026", "tanggal"),
    LetterField("tempat", "Tempat", "Lokasi yang ditinjau.", "Jalan Merdeka Nomor 5, Pagar Alam"),
    LetterField(
        "tim", "Tim",
        "Satu anggota per baris: Nama | NIP | Jabatan. Kosong: semua Tim Teknis pada lembar Pegawai.",
        "Rudi Hartono, S.T. | 198609262015051001 | Ketua Tim", "baris", required=False,
    ),
    LetterField(
        "temuan", "Temuan", "Keadaan yang dilihat di lapangan, satu temuan per baris.",
        "Usaha beroperasi di luar jam yang diizinkan\nSaluran air tertutup bahan bangunan", "baris",
    ),
    LetterField(
        "keterangan_pihak", "Keterangan para pihak", "Keterangan yang diberikan di lokasi.",
        "Pengelola membenarkan kegiatan malam hari dan bersedia menghentikannya.",
    ),
    LetterField(
        "pertimbangan_teknis", "Pertimbangan teknis", "Penilaian tim menurut ketentuan yang berlaku.",
        "Kegiatan tidak sesuai dengan jam operasional pada izin.",
    ),
    LetterField(
        "kesimpulan", "Kesimpulan", "Kesimpulan tim.", "Pengaduan terbukti dan perlu tindakan perbaikan."
    ),
    LetterField(
        "saksi", "Saksi", "Satu saksi per baris: Nama | Jabatan atau alamat.",
        "Hendra | Ketua RT 03", "baris", required=False,
    ),
)  # fmt: skip

_ANALYSIS_FIELDS = (
    LetterField(
        "persoalan", "Persoalan", "Pokok masalah secara singkat.",
        "Kegiatan usaha di luar jam operasional mengganggu warga.",
    ),
    LetterField(
        "praanggapan", "Praanggapan", "Dugaan yang beralasan berdasarkan data yang ada.",
        "Pelaku usaha belum memahami syarat izinnya.",
    ),
    LetterField(
        "fakta", "Fakta yang mempengaruhi", "Fakta yang menjadi landasan analisis.",
        "Izin membatasi kegiatan sampai pukul 21.00 WIB.",
    ),
    LetterField(
        "analisis", "Analisis", "Pengaruh fakta terhadap persoalan, untung dan rugi tiap pilihan.",
        "Teguran tertulis memberi waktu perbaikan tanpa menghentikan usaha.",
    ),
    LetterField("simpulan", "Simpulan", "Cara bertindak yang dipilih.", "Perlu teguran tertulis pertama."),
    LetterField(
        "saran", "Saran", "Tindakan yang diusulkan kepada Kepala.",
        "Menerbitkan surat teguran dan memantau selama 14 hari.",
    ),
)  # fmt: skip

_INSTRUCTION_FIELDS = (
    LetterField("isi_disposisi", "Isi disposisi", "Perintah pimpinan.", "Siapkan surat balasan dan teguran."),
    LetterField(
        "diteruskan_kepada", "Diteruskan kepada", "Pejabat penerima disposisi.", "Kepala Seksi",
        required=False, default=KEPALA_SEKSI,
    ),
    LetterField(
        "sifat", "Sifat", "Biasa, Segera, Sangat Segera atau Rahasia.", "Segera", required=False,
        default="Biasa",
    ),
    LetterField("catatan", "Catatan", "Catatan pimpinan.", "Selesaikan minggu ini.", required=False),
)  # fmt: skip

_REPLY_FIELDS = (
    LetterField(
        "hasil_peninjauan", "Hasil peninjauan", "Hasil pemeriksaan atau peninjauan, dalam kalimat.",
        "Tim menemukan kegiatan usaha di luar jam operasional.",
    ),
    LetterField("keputusan", "Keputusan", "Putusan atas pengaduan.", "Pengaduan Saudara terbukti."),
    LetterField(
        "tindak_lanjut", "Tindak lanjut", "Yang dilakukan dinas sesudahnya.",
        "Kami memberikan teguran tertulis kepada pelaku usaha.",
    ),
    LetterField(
        "batas_tindak_lanjut", "Batas tindak lanjut", "Tanggal tindak lanjut paling lambat selesai.",
        "07/12/2026", "tanggal", required=False,
    ),
    _COPIES,
)  # fmt: skip

_ALL = (
    Letter("formulir", "Formulir Pengaduan", 2, numbered=False, signer_role=PETUGAS,
           tags=("nomor_register", "uraian")),
    Letter("tanda-terima", "Tanda Terima Pengaduan", 2, numbered=False, signer_role=PETUGAS,
           identity="selalu", fields=_RECEIPT_FIELDS,
           tags=("nomor_register", "pengadu.nama", "jatuh_tempo_hari")),
    Letter("kartu-kendali", "Kartu Kendali", 2, numbered=False, signer_role="",
           tags=("nomor_register", "tahapan")),
    Letter("undangan", "Undangan Peninjauan Lapangan", 4, numbered=True, signer_role=KEPALA,
           identity="tidak pernah", fields=_INVITATION_FIELDS),
    Letter("bap", "Berita Acara Hasil Peninjauan Lapangan", 5, numbered=True, signer_role=TIM_TEKNIS,
           fields=_REPORT_FIELDS, tags=("nomor_register", "tim")),
    Letter("telaahan", "Telaahan Staf", 6, numbered=True, signer_role=KEPALA_SEKSI, fields=_ANALYSIS_FIELDS),
    Letter("disposisi", "Lembar Disposisi", 7, numbered=False, signer_role=KEPALA,
           fields=_INSTRUCTION_FIELDS),
    Letter("surat-balasan", "Surat Balasan", 8, numbered=True, signer_role=KEPALA, identity="selalu",
           fields=_REPLY_FIELDS, tags=("nomor_register", "pengadu.sapaan")),
)  # fmt: skip

LETTERS: dict[str, Letter] = {letter.key: letter for letter in _ALL}
"""All letters by key, in the order of the steps."""


def find_letter(key: str) -> Letter:
    """Return the letter with that key.

    Raises:
        UnknownLetterError: There is none.
    """
    if key not in LETTERS:
        raise UnknownLetterError(key)
    return LETTERS[key]


def missing_fields(letter: Letter, values: Mapping[str, str]) -> tuple[LetterField, ...]:
    """Return the mandatory fields that ``values`` leaves empty."""
    return tuple(
        field
        for field in letter.fields
        if field.required and not (values.get(field.key, "").strip() or field.default)
    )


def read_fields(letter: Letter, values: Mapping[str, str]) -> dict[str, FieldValue]:
    """Return the letter's fields as read; fields of other letters are let pass, being the case's own.

    Raises:
        UnknownFieldError: A key belongs to no letter at all, so it is misspelt.
        MissingFieldsError: Mandatory fields are empty.
        BadFieldError: A date is none.
    """
    known = {field.key for other in LETTERS.values() for field in other.fields}
    stray = next((key for key in values if key not in known), None)
    if stray is not None:
        raise UnknownFieldError(letter.key, stray, [field.key for field in letter.fields])
    missing = missing_fields(letter, values)
    if missing:
        raise MissingFieldsError(letter.key, missing)
    return {
        field.key: read_field(letter.key, field, values.get(field.key, ""))
        for field in letter.fields
    }
