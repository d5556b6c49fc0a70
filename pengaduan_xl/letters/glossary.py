"""What staff may put between ``{{`` and ``}}`` in any template, and in single ones, explained for them."""

from __future__ import annotations

SHARED: dict[str, str] = {
    "kop.pemerintah": "Nama pemerintah daerah, huruf besar (Pengaturan)",
    "kop.dinas": "Nama dinas, huruf besar (Pengaturan)",
    "kop.alamat": "Alamat kantor (Pengaturan)",
    "kop.telepon": "Telepon kantor (Pengaturan)",
    "kop.pos_el": "Pos-el kantor (Pengaturan)",
    "dinas": "Nama dinas dengan huruf biasa",
    "kepala_dinas": "Jabatan kepala dinas, dengan Plt. atau Plh. bila ada",
    "kota": "Kota penandatanganan (Pengaturan)",
    "tanggal": "Tanggal surat, mis. 23 November 2026",
    "nomor": "Nomor surat; kosong pada naskah tanpa nomor",
    "sifat": "Rahasia bila pengaduan dirahasiakan, selain itu dan pada undangan Biasa",
    "lampiran": "Banyaknya lampiran, mis. 1 (satu) lembar, atau -",
    "nomor_register": "Nomor register pengaduan",
    "tanggal_terima": "Tanggal pengaduan diterima",
    "tanggal_terima_hari": "Hari dan tanggal pengaduan diterima",
    "pukul_terima": "Jam pengaduan diterima, mis. 07.30 WIB",
    "saluran": "Saluran pengaduan",
    "pengadu.nama": "Nama pengadu; 'Pengadu (dirahasiakan)' bila tidak boleh disebut",
    "pengadu.sapaan": "Nama pengadu dengan Sdr. di depannya, tanpa Sdr. untuk badan usaha",
    "pengadu.nik": "NIK pengadu, disamarkan: 3201********0001",
    "pengadu.alamat": "Alamat pengadu",
    "pengadu.telepon": "Telepon pengadu",
    "pengadu.pos_el": "Pos-el pengadu",
    "pengadu.pekerjaan": "Pekerjaan pengadu",
    "pengadu.kuasa": "Kuasa pengadu",
    "rahasia": "Ya atau Tidak",
    "perihal": "Perihal pengaduan",
    "uraian": "Uraian pengaduan, lengkap",
    "ringkasan": "Uraian pengaduan, paling banyak 300 huruf",
    "jenis_izin": "Jenis izin atau layanan",
    "lokasi": "Lokasi yang diadukan",
    "terlapor": "Pihak yang diadukan",
    "permintaan": "Penyelesaian yang diminta",
    "bukti": "Bukti yang dilampirkan",
    "kategori": "Kategori pengaduan",
    "jatuh_tempo": "Tanggal tenggat kasus",
    "jatuh_tempo_hari": "Hari dan tanggal tenggat kasus",
    "batas_hukum": "Tanggal tenggat menurut undang-undang",
    "surat_undangan.nomor": "Nomor surat undangan peninjauan; kosong bila tidak ada",
    "surat_undangan.tanggal": "Tanggal surat undangan peninjauan",
    "berita_acara.nomor": "Nomor berita acara; kosong bila tidak ada",
    "berita_acara.tanggal": "Tanggal berita acara",
    "telaahan_staf.nomor": "Nomor telaahan staf; kosong bila tidak ada",
    "telaahan_staf.tanggal": "Tanggal telaahan staf",
    "surat_balasan.nomor": "Nomor surat balasan; kosong bila tidak ada",
    "surat_balasan.tanggal": "Tanggal surat balasan",
}
"""Template fields of every letter, with their meaning."""

SIGNED: dict[str, str] = {
    "tanda_tangan.jabatan": "Daftar baris jabatan penanda tangan, dengan a.n. dan u.b. bila ada",
    "tanda_tangan.nama": "Nama penanda tangan dengan gelar",
    "tanda_tangan.pangkat": "Pangkat dan golongan; boleh kosong",
    "tanda_tangan.nip": "NIP penanda tangan, mis. 19860926 201505 1 001; boleh kosong",
}
"""Template fields of the letters that one officer signs."""

SINGLE: dict[str, dict[str, str]] = {
    "kartu-kendali": {
        "tahapan": "Daftar tahap; tiap tahap: no, nama, pelaksana, waktu, tenggat, selesai",
    },
    "lembar-verifikasi": {
        "kelengkapan_berkas": "Daftar berkas; tiap berkas: nama, ya, tidak, keterangan",
    },
    "undangan": {
        "tujuan_lampiran": "Daftar pihak bila lebih dari tiga (tujuan lalu kosong); kosong bila tidak",
    },
    "bap": {
        "tim": "Daftar anggota tim; tiap anggota: nama, nip, jabatan",
        "saksi": "Daftar saksi; tiap saksi: nama, jabatan",
        "foto": "Daftar foto; tiap foto: gambar, keterangan",
    },
    "disposisi": {
        "surat_dari": "Jabatan pengirim telaahan",
        "nomor_surat": "Nomor telaahan, atau -",
        "tanggal_surat": "Tanggal telaahan, atau -",
        "diterima": "Tanggal telaahan diterima pimpinan",
    },
    "draf-balasan": {"draf": "DRAF"},
    "surat-balasan": {"draf": "Kosong; pada draf berisi DRAF"},
}
"""Template fields that only one letter has, or that hold there something else than typed."""

RECAP: dict[str, str] = {
    "tanggal_hari": "Hari dan tanggal yang dilaporkan",
    "ringkasan": "Daftar baris; tiap baris: nama, jumlah",
    "per_saluran": "Daftar baris: nama, sisa_kemarin, masuk, selesai, dilimpahkan, dicabut, sisa, terlambat",
    "per_izin": "Seperti per_saluran, menurut jenis izin",
    "per_tahap": "Daftar baris: nama, diselesaikan, dalam_proses, menunggu, terlambat",
    "lewat_waktu": "Daftar baris: nomor, perihal, tahap, pelaksana, tenggat, lama",
    "per_kategori": "Seperti per_saluran, menurut kategori",
    "per_petugas": "Daftar baris: nama, tindakan, surat, jumlah",
}
"""Template fields of the daily recap, beside those of the office and of its signer."""

PERIOD: dict[str, str] = {
    "judul": "Judul laporan, menurut periodenya",
    "periode": "Nama periode, mis. Bulan Oktober 2026",
    "keadaan": "Hari, tanggal, dan jam keadaan yang dilaporkan",
    "satuan": "Satuan baris per_waktu: Hari, Minggu, Bulan, atau Tahun",
    "per_waktu": (
        "Daftar baris: nama, hari_kerja, sisa_awal, masuk, selesai, dilimpahkan, dicabut, sisa_akhir"
    ),
    **{name: help_ for name, help_ in RECAP.items() if name != "tanggal_hari"},
}
"""Template fields of a period's recap, beside those of the office and of its signer."""

NOTE: dict[str, str] = {
    "tujuan": "Jabatan yang dituju",
    "tujuan_nama": "Nama pejabatnya; kosong bila tidak ada atau lebih dari satu",
    "dari": "Jabatan yang menulis",
    "hal": "Hal nota dinas",
    "keadaan": "Hari, tanggal, dan jam keadaan yang dilaporkan",
    "jumlah_tugas": "Banyaknya baris tugas, mis. 3 (tiga) pengaduan",
    "jumlah_eskalasi": "Banyaknya baris eskalasi",
    "tugas": "Daftar baris, tugas tujuan: nomor, perihal, tahap, pelaksana, tenggat, lama, alasan",
    "eskalasi": "Daftar baris pelaksana lain yang sampai pada tujuan; kolomnya sama",
    "tembusan": "Daftar jabatan di atasnya yang juga diberi tahu",
}
"""Template fields of a note about late cases, beside those of the office and of its signer."""

COLUMNS: dict[str, str] = {
    "alasan": "Mengapa disebut, mis. lewat tahap (5 hari)",
    "dalam_proses": "Banyaknya yang sedang pada tahap itu",
    "dicabut": "Banyaknya yang dicabut",
    "dilimpahkan": "Banyaknya yang dilimpahkan",
    "diselesaikan": "Banyaknya yang menyelesaikan tahap itu",
    "gambar": "Fotonya, digambar di tempat tag itu",
    "hari_kerja": "Banyaknya hari kerja",
    "jabatan": "Jabatan, atau alamat saksi",
    "jumlah": "Jumlahnya",
    "keterangan": "Keterangan; boleh kosong",
    "lama": "Lamanya lewat waktu",
    "masuk": "Banyaknya yang diterima",
    "menunggu": "Banyaknya yang menunggu kelengkapan",
    "nama": "Nama atau sebutan baris itu",
    "nip": "NIP; boleh kosong",
    "no": "Nomor tahap",
    "nomor": "Nomor register",
    "pelaksana": "Peran pelaksana tahap",
    "perihal": "Perihal pengaduan",
    "selesai": "Banyaknya yang selesai",
    "sisa": "Sisa pada akhir hari atau periode",
    "sisa_akhir": "Sisa pada akhir baris itu",
    "sisa_awal": "Sisa pada awal baris itu",
    "sisa_kemarin": "Sisa dari hari atau periode sebelumnya",
    "surat": "Banyaknya surat yang dibuat",
    "tahapan.selesai": "Tanggal dan jam tahap selesai; kosong bila belum",
    "tahap": "Nomor dan nama tahap",
    "tenggat": "Tenggat tahap",
    "terlambat": "Banyaknya yang terlambat",
    "tidak": "Tanda bila berkas tidak ada",
    "tindakan": "Banyaknya tindakan",
    "waktu": "Lama tahap menurut SOP",
    "ya": "Tanda bila berkas ada",
}
"""Columns of lists; where a name means something else in one list, the list's name stands before it."""
