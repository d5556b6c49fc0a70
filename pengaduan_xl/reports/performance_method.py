"""How the report on performance counts, for whoever doubts its figures."""

from __future__ import annotations

from pengaduan_xl.reports.tables import ReportTable

METHOD: dict[str, str] = {
    "Periode": (
        "Periode yang belum berakhir dinilai sampai saat laporan dibuat. Yang tercatat pada waktu sesudahnya "
        "belum dihitung."
    ),
    "Pekerjaan tahap": (
        "Satu kali berkas berada di satu tahap, dari mulai sampai diselesaikan, dikembalikan, atau "
        "dilimpahkan. Berkas yang dikembalikan lalu masuk lagi dihitung lagi."
    ),
    "Tepat waktu, terlambat": (
        "Diukur dengan tenggat yang tertulis di Riwayat saat tahap itu berakhir, termasuk perpanjangan "
        "karena penundaan. Perubahan SOP, jam kerja, atau hari libur sesudahnya tidak mengubahnya."
    ),
    "Belum selesai (lewat)": (
        "Belum selesai pada akhir periode, atau dicabut pengadu, padahal tenggatnya sudah lewat. Ikut "
        "dihitung sebagai tidak patuh, agar yang tidak pernah diselesaikan tidak memperbagus angka. Yang "
        "belum lewat tenggat belum dinilai."
    ),
    "Kepatuhan": "Tepat waktu dibagi semua yang dinilai (n), dibulatkan ke bawah.",
    "Data sedikit": "Persentase dan persentil dari kurang dari 5 tidak ditampilkan.",
    "Median dan persentil 90": (
        "Nilai pada urutan ke-50 dan ke-90 dari seratus (peringkat terdekat): separuh, dan sembilan dari "
        "sepuluh, selesai dalam waktu itu atau kurang. Waktu kerja tanpa penundaan."
    ),
    "% tenggat": (
        "Waktu kerja yang dipakai dibagi waktu kerja yang tersedia sampai tenggat. Lebih dari 100 berarti "
        "terlambat."
    ),
    "Hari kerja": (
        "Lama penyelesaian pengaduan: dari diterima sampai disampaikan, hari pertama tidak dihitung, tanpa "
        "hari penundaan. Lama tahap dalam hari: menit kerja dibagi rata-rata menit kerja sehari pada "
        "periode ini."
    ),
    "Menurut petugas": (
        "Petugas yang menyelesaikan. Yang belum selesai dicatat pada pelaksana tahapnya, bukan pada nama "
        "orang."
    ),
    "Menurut bulan": (
        "Setiap bulan dinilai pada akhir bulan itu. Yang belum selesai dan lewat selama beberapa bulan "
        "dihitung di setiap bulan, jadi jumlah bulan tidak sama dengan jumlah periode."
    ),
    "Pengaduan": (
        "Tenggat kasus menurut versi SOP pengaduan itu dan penundaannya; tenggat undang-undang dalam hari "
        "kalender. Yang tidak selesai dihitung bila tenggatnya sudah lewat."
    ),
}
"""Terms, and what they mean."""


def method_table() -> ReportTable:
    """Return how the figures are counted."""
    return ReportTable("Cara menghitung", ("Istilah", "Artinya"), tuple(METHOD.items()))
