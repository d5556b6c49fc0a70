"""The sheets that hold the office's rules; staff edit them, code holds only the defaults."""

from __future__ import annotations

from pengaduan_xl.domain.escalation import ADDRESSEES, CLOCKS, MEASURES
from pengaduan_xl.domain.procedure import DAY_RULES, MOVES, ROLES, UNITS
from pengaduan_xl.domain.recipients_sheet import REPORT_WORDS
from pengaduan_xl.domain.schedule_sheet import DAY_WORDS, REPORTS
from pengaduan_xl.register.columns import YES_NO, Column, Kind, Table

OFFICERS = Table(
    "Pegawai",
    "Pegawai",
    "Pegawai dan perannya. Ganti empat baris contoh dengan pegawai yang sebenarnya.",
    (
        Column("Nama", "name", width=28, required=True, help="Nama tanpa gelar."),
        Column("Gelar", "title", width=14, help="Gelar di belakang nama, mis. S.H."),
        Column("NIP", "nip", width=22, help="18 angka, sebagai teks."),
        Column("Pangkat/Gol.", "rank", width=22, help="Mis. Penata (III/c)."),
        Column("Jabatan", "position", width=34),
        Column("Peran", "role", width=20, choices=ROLES, required=True),
        Column(
            "Plt./Plh.",
            "acting",
            width=9,
            choices=("Plt.", "Plh.", "a.n.", "u.b."),
            help="a.n. dan u.b.: menandatangani surat untuk pejabat dengan peran itu.",
        ),
        Column("Berlaku Dari", "valid_from", Kind.DATE, 13),
        Column("Berlaku Sampai", "valid_until", Kind.DATE, 14),
        Column("Akun", "account", width=18, help="Nama akun komputer pegawai."),
    ),
)

PROCEDURE = Table(
    "SOP",
    "SOP",
    "Tahap menurut SOP. Tulis versi baru sebagai baris baru; pengaduan berjalan tetap memakai versinya.",
    (
        Column("Versi", "version", width=10, required=True),
        Column("No", "number", Kind.INTEGER, 6, required=True),
        Column("Tahap", "name", width=34, required=True),
        Column("Uraian Kegiatan", "activity", width=60),
        Column("Pelaksana", "role", width=20, choices=ROLES, required=True),
        Column(
            "Kelengkapan",
            "completeness",
            width=44,
            help="Pisahkan dengan titik koma (;).",
        ),
        Column("Waktu", "amount", Kind.INTEGER, 8, required=True),
        Column("Satuan", "unit", width=9, choices=UNITS, required=True),
        Column("Cara Hitung Hari", "day_rule", width=18, choices=DAY_RULES),
        Column("Output", "output", width=26),
        Column(
            "Surat Wajib",
            "letters",
            width=26,
            help="Surat yang harus ada sebelum tahap selesai; pisahkan dengan titik koma (;).",
        ),
    ),
)

FLOW = Table(
    "Alur",
    "Alur",
    "Perpindahan yang dibolehkan. Peran kosong berarti pelaksana tahap itu.",
    (
        Column("Versi", "version", width=10, required=True),
        Column("Jenis", "move", width=14, choices=MOVES, required=True),
        Column("Dari Tahap", "source", Kind.INTEGER, 10, help="Kosong: berlaku untuk semua tahap."),
        Column("Ke Tahap", "target", Kind.INTEGER, 10),
        Column("Peran", "roles", width=44, help="Pisahkan dengan titik koma (;)."),
        Column("Aktif", "active", Kind.YESNO, 8, choices=YES_NO, required=True),
        Column("Alasan Wajib", "reason_required", Kind.YESNO, 12, choices=YES_NO, required=True),
        Column("Keterangan", "note", width=44),
    ),
)

HOURS = Table(
    "Jam Kerja",
    "JamKerja",
    "Baris tanpa tanggal berlaku sepanjang tahun; baris bertanggal (Ramadan, setengah hari) mengalahkannya.",
    (
        Column("Berlaku Dari", "valid_from", Kind.DATE, 13),
        Column("Berlaku Sampai", "valid_until", Kind.DATE, 14),
        Column(
            "Hari",
            "weekday",
            width=10,
            required=True,
            choices=("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu", "Semua"),
        ),
        Column("Buka", "opens", Kind.TIME, 9, help="Kosongkan Buka dan Tutup bila kantor tutup."),
        Column("Tutup", "closes", Kind.TIME, 9),
        Column("Istirahat Mulai", "break_starts", Kind.TIME, 12),
        Column("Istirahat Selesai", "break_ends", Kind.TIME, 12),
        Column("Keterangan", "note", width=44),
    ),
)

HOLIDAYS = Table(
    "Hari Libur",
    "HariLibur",
    "Hari libur dan cuti bersama. Tambahkan baris setiap SKB baru terbit.",
    (
        Column("Tanggal", "day", Kind.DATE, 12, required=True),
        Column("Nama", "name", width=44, required=True),
        Column(
            "Jenis",
            "kind",
            width=16,
            choices=("Libur Nasional", "Cuti Bersama", "Libur Daerah"),
            required=True,
        ),
        Column("Dasar", "decree", width=30),
    ),
)

SETTINGS = Table(
    "Pengaturan",
    "Pengaturan",
    "Ubah kolom Nilai saja.",
    (
        Column("Pengaturan", "key", width=38, required=True),
        Column("Nilai", "value", width=60),
        Column("Penjelasan", "help", width=70),
    ),
)

SCHEDULE = Table(
    "Jadwal",
    "Jadwal",
    "Laporan yang dibuat otomatis oleh pengaduan jadwal. Nama hari hanya berlaku bila hari itu hari kerja.",
    (
        Column("Laporan", "report", width=22, choices=REPORTS, required=True),
        Column("Jam", "minute", Kind.TIME, 9, required=True),
        Column(
            "Hari",
            "weekdays",
            width=22,
            choices=DAY_WORDS,
            required=True,
            strict=False,
            help="hari kerja, setiap hari, atau nama hari, mis. Senin, Rabu.",
        ),
        Column("Aktif", "active", Kind.YESNO, 8, choices=YES_NO, required=True),
        Column("Keterangan", "note", width=54),
    ),
)

ESCALATION = Table(
    "Eskalasi",
    "Eskalasi",
    "Siapa yang diberi tahu tentang pengaduan yang lewat waktu, dan sejak kapan; tingkat di bawahnya ikut.",
    (
        Column(
            "Tingkat",
            "level",
            Kind.INTEGER,
            9,
            required=True,
            help="1 sampai 9; makin besar makin tinggi.",
        ),
        Column("Tenggat", "clock", width=14, choices=CLOCKS, required=True),
        Column("Mulai", "amount", Kind.INTEGER, 8, required=True, help="Sejak sekian, mis. 1."),
        Column("Satuan", "measure", width=18, choices=MEASURES, required=True),
        Column(
            "Kepada",
            "addressee",
            width=20,
            choices=ADDRESSEES,
            required=True,
            help="Pelaksana: yang mengerjakan tahap itu.",
        ),
        Column("Aktif", "active", Kind.YESNO, 8, choices=YES_NO, required=True),
        Column("Keterangan", "note", width=54),
    ),
)

RECIPIENTS = Table(
    "Penerima",
    "Penerima",
    "Siapa dikirimi laporan lewat pos-el, bila Server pos-el di Pengaturan terisi. Satu baris satu alamat.",
    (
        Column("Nama/Jabatan", "name", width=34),
        Column(
            "Pos-el",
            "address",
            width=38,
            required=True,
            help="Satu alamat, mis. nama@kantor.go.id.",
        ),
        Column("Laporan", "report", width=22, choices=REPORT_WORDS, required=True),
        Column("Aktif", "active", Kind.YESNO, 8, choices=YES_NO, required=True),
        Column("Keterangan", "note", width=44),
    ),
)
