"""What officers type for each letter: the fields' names, their help, and examples.

Fields of letters that may be made at any step have names of their own: they are looked up among all that
was typed for the case.
"""

from __future__ import annotations

from pengaduan_xl.domain.procedure import KEPALA_SEKSI
from pengaduan_xl.letters.fields import LetterField

COPIES = LetterField(
    "tembusan", "Tembusan", "Satu penerima tembusan per baris, tanpa data pribadi pengadu.",
    "Inspektur Kota Pagar Alam", "baris", required=False,
)  # fmt: skip

RECEIPT = (
    LetterField(
        "daftar_berkas", "Daftar berkas", "Berkas yang diserahkan pengadu, satu per baris.",
        "Fotokopi izin usaha\nFoto lokasi, 3 lembar", "baris", required=False,
    ),
)  # fmt: skip

VERIFICATION = (
    LetterField(
        "keputusan_peninjauan", "Keputusan peninjauan", "Ya bila lapangan ditinjau, Tidak bila tidak.", "Ya",
        choices=("Ya", "Tidak"),
    ),
    LetterField(
        "pertimbangan_verifikasi", "Pertimbangan", "Alasan keputusan itu.",
        "Keadaan di lokasi perlu dilihat langsung.",
    ),
    LetterField(
        "kelengkapan_berkas", "Kelengkapan berkas",
        "Satu berkas per baris: Nama | Ya atau Tidak | Keterangan. Kosong: kelengkapan tahap sebelumnya "
        "menurut Riwayat, dan isi register.",
        "Formulir pengaduan | Ya\nBukti pendukung | Tidak | Foto menyusul", "baris", required=False,
    ),
)  # fmt: skip

INVITATION = (
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
    COPIES,
)  # fmt: skip

VISIT_REPORT = (
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
    LetterField(
        "foto", "Foto",
        "Satu foto per baris: berkas PNG atau JPEG di folder kantor | keterangan; paling banyak 6.",
        "foto/2026-0014/bengkel.jpg | Bengkel dari arah jalan", "foto", required=False,
    ),
)  # fmt: skip

ANALYSIS = (
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

INSTRUCTION = (
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

REPLY = (
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
    COPIES,
)  # fmt: skip

DELIVERY = (
    LetterField(
        "cara_penyampaian", "Cara penyampaian", "Diserahkan langsung, pos tercatat, pos-el, dan sebagainya.",
        "Diserahkan langsung",
    ),
    LetterField(
        "tanggal_penyampaian", "Tanggal penyampaian", "Hari surat diterima atau dikirim.", "23/11/2026",
        "tanggal",
    ),
    LetterField("pukul_penyampaian", "Pukul", "Jamnya, dengan WIB.", "10.15 WIB", required=False),
    LetterField("penerima", "Penerima", "Nama yang menerima surat.", "Budi Contoh"),
    LetterField(
        "hubungan_penerima", "Hubungan dengan pengadu", "Misalnya keluarga, kuasa, atau petugas pos.",
        "Pengadu sendiri", required=False, default="Pengadu sendiri",
    ),
    LetterField(
        "bukti_kirim", "Bukti kirim", "Nomor resi, atau waktu pos-el terkirim.", "Buku ekspedisi nomor 12",
        required=False,
    ),
)  # fmt: skip

INCOMPLETE = (
    LetterField(
        "kekurangan", "Kekurangan", "Yang belum ada pada berkas, satu per baris.",
        "Fotokopi tanda pengenal\nFoto atau bukti lain yang mendukung", "baris",
    ),
    LetterField(
        "batas_melengkapi", "Batas melengkapi",
        "Kosong: batas pada penundaan, atau sekian hari menurut Pengaturan sejak tanggal surat.",
        "16/12/2026", "tanggal", required=False,
    ),
    LetterField(
        "cara_melengkapi", "Cara melengkapi", "Lanjutan kalimat 'Kelengkapan tersebut agar …'.",
        "diserahkan ke loket pengaduan pada jam pelayanan", required=False,
    ),
)  # fmt: skip

FORWARDING = (
    LetterField(
        "tujuan_pelimpahan", "Tujuan", "Pejabat pada instansi yang berwenang.",
        "Kepala Dinas Lingkungan Hidup Kota Pagar Alam",
    ),
    LetterField(
        "alamat_tujuan", "Alamat tujuan", "Baris di bawah tujuan.", "di Pagar Alam", required=False,
        default="di tempat",
    ),
    LetterField(
        "alasan_pelimpahan", "Alasan pelimpahan", "Mengapa instansi itu yang berwenang.",
        "Pengelolaan limbah usaha merupakan kewenangan Dinas Lingkungan Hidup.",
    ),
    LetterField(
        "tembusan_lain", "Tembusan lain", "Selain pengadu dan tanpa data pribadinya, satu per baris.",
        "Inspektur Kota Pagar Alam", "baris", required=False,
    ),
)  # fmt: skip
