"""The single source of the workbook's sheets: tables, columns, types, dropdowns and help texts.

Building, reading, patching and auditing all follow these declarations. ``field`` names the attribute
of the domain class that the column holds, so a row and its object are the same thing in two forms.
The sheets of rules (SOP, Jam Kerja, …) are declared in :mod:`pengaduan_xl.register.schema_rules`.
"""

from __future__ import annotations

from pengaduan_xl.domain.complaint import CATEGORIES, CHANNELS, EventKind, Status
from pengaduan_xl.register.columns import YES_NO, Column, Kind, Table, computed, moment
from pengaduan_xl.register.schema_rules import (
    ESCALATION,
    FLOW,
    HOLIDAYS,
    HOURS,
    OFFICERS,
    PROCEDURE,
    RECIPIENTS,
    SCHEDULE,
    SETTINGS,
)

HEADER_ROW = 3
"""Row of the headings on a list sheet as built; readers find the headings by name instead."""

REGISTER = Table(
    "Register",
    "Register",
    "Satu baris satu pengaduan. Kolom berlatar kelabu dihitung dari Riwayat; jangan diketik.",
    (
        Column("No. Register", "number", width=13, computed=True, required=True),
        Column("Tgl/Jam Terima", "received", Kind.DATETIME, 17, computed=True, required=True),
        Column(
            "Saluran",
            "channel",
            width=17,
            choices=tuple(CHANNELS),
            required=True,
            help="Pilih saluran masuknya pengaduan.",
        ),
        Column("Nama Pengadu", "name", width=24, help="Nama lengkap pengadu.", required=True),
        Column("NIK", "nik", width=19, help="16 angka, sebagai teks. Boleh kosong."),
        Column("Alamat", "address", width=30),
        Column(
            "Telepon", "phone", width=16, help="Tulis sebagai teks agar angka 0 di depan tetap ada."
        ),
        Column("Pos-el", "email", width=22),
        Column("Pekerjaan", "occupation", width=16),
        Column("Kuasa", "proxy", width=18, help="Nama kuasa bila pengadu diwakili."),
        Column(
            "Rahasia",
            "confidential",
            Kind.YESNO,
            10,
            choices=YES_NO,
            help="Ya: identitas pengadu hanya tampil pada tanda terima dan surat balasan.",
        ),
        Column("Perihal", "subject", width=34, required=True),
        Column("Uraian", "description", width=50, required=True),
        Column("Jenis Izin", "permit", width=24),
        Column("Lokasi", "location", width=24),
        Column("Terlapor", "reported", width=22, help="Pihak yang diadukan, bila ada."),
        Column("Permintaan Penyelesaian", "requested", width=32),
        Column("Bukti", "evidence", width=26),
        Column(
            "Kategori", "category", width=26, choices=CATEGORIES, help="Kode kategori pengaduan."
        ),
        moment("Tgl Lengkap", "completed"),
        computed("Tahap", "step", Kind.INTEGER, 8),
        computed("Pelaksana", "role", width=19),
        moment("Mulai Tahap", "step_started"),
        moment("Tenggat Tahap", "step_due"),
        moment("Tenggat Kasus", "case_due"),
        moment("Tenggat UU", "statutory_due"),
        Column(
            "Status",
            "status",
            width=21,
            choices=tuple(Status),
            computed=True,
            required=True,
        ),
        computed("Hasil", "outcome", width=34),
        computed("No. Surat Balasan", "reply_number", width=32),
        moment("Tgl Disampaikan", "delivered"),
        Column("Kode Klasifikasi", "classification", width=14),
        Column("Lokasi Arsip", "archive", width=18),
        Column("Keterangan", "note", width=30),
    ),
)

HISTORY = Table(
    "Riwayat",
    "Riwayat",
    "Catatan setiap tindakan; hanya ditambah, tidak diubah. Sidik menunjukkan bila ada baris yang diubah.",
    (
        Column("No. Urut", "seq", Kind.INTEGER, 9, required=True),
        Column("No. Register", "number", width=13, required=True),
        Column("Tahap", "step", Kind.INTEGER, 8, required=True),
        Column("Peristiwa", "kind", width=18, choices=tuple(EventKind), required=True),
        Column("Tahap Berikut", "next_step", Kind.INTEGER, 9),
        Column("Pelaksana", "officer", width=24, required=True),
        Column("Waktu Kejadian", "happened", Kind.DATETIME, 17, required=True),
        Column("Waktu Dicatat", "recorded", Kind.DATETIME, 17, required=True),
        moment("Mulai", "started"),
        moment("Tenggat", "due"),
        moment("Selesai", "finished"),
        Column("Menit Kerja", "minutes", Kind.INTEGER, 9),
        Column("Tepat/Terlambat", "timeliness", width=12, choices=("Tepat", "Terlambat")),
        Column("Kelengkapan", "completeness", width=34),
        Column("Dokumen", "document", width=40),
        Column("Alasan", "reason", width=36),
        Column("Pengecualian", "override", width=20),
        Column("Versi SOP", "version", width=11),
        Column("Sidik", "digest", width=20, required=True),
    ),
    appended_only=True,
)

FIELDS = Table(
    "Isian",
    "Isian",
    "Isian surat per pengaduan dan tahap; diisi lewat perintah atau tombol.",
    (
        Column("No. Register", "number", width=13, required=True),
        Column("Tahap", "step", Kind.INTEGER, 8, required=True),
        Column("Isian", "key", width=26, required=True),
        Column("Nilai", "value", width=70),
    ),
)

INCOMING = Table(
    "Agenda Masuk",
    "AgendaMasuk",
    "Agenda surat masuk.",
    (
        Column("No. Urut", "seq", Kind.INTEGER, 9, required=True),
        Column("No. Agenda", "agenda_number", width=14),
        Column("Tgl Terima", "received", Kind.DATE, 12),
        Column("No. Surat", "letter_number", width=22),
        Column("Tgl Surat", "letter_date", Kind.DATE, 12),
        Column("Asal", "sender", width=26),
        Column("Hal", "subject", width=36),
        Column("Lampiran", "enclosure", width=12),
        Column("Sifat", "nature", width=10, choices=("Biasa", "Segera", "Penting", "Rahasia")),
        Column("Diteruskan ke", "forwarded_to", width=20),
        Column("Disposisi", "disposition", width=30),
        Column("No. Register", "number", width=13),
        Column("Ket.", "note", width=24),
    ),
)

OUTGOING = Table(
    "Agenda Keluar",
    "AgendaKeluar",
    "Agenda surat keluar. Nomor diambil dari sini dan tidak dipakai ulang; surat batal ditandai di Ket.",
    (
        Column("No. Urut", "seq", Kind.INTEGER, 9, required=True),
        Column("Nomor Surat", "letter_number", width=34, required=True),
        Column("Tgl Surat", "letter_date", Kind.DATE, 12, required=True),
        Column("Tgl Kirim", "sent", Kind.DATE, 12),
        Column("Tujuan", "addressee", width=26),
        Column("Alamat", "address", width=26),
        Column("Hal", "subject", width=36),
        Column("Lampiran", "enclosure", width=12),
        Column("Sifat", "nature", width=10, choices=("Biasa", "Segera", "Penting", "Rahasia")),
        Column("Penanda Tangan", "signer", width=26),
        Column("Cara/Bukti Kirim", "delivery", width=20),
        Column("Tembusan", "copies", width=26),
        Column("No. Register", "number", width=13),
        Column("Sidik Berkas", "file_digest", width=20),
        Column("Ket.", "note", width=24),
    ),
)

RECAP = Table(
    "Rekap Harian",
    "RekapHarian",
    "Rekapitulasi harian jumlah layanan; satu baris satu hari.",
    (
        Column("Tanggal", "day", Kind.DATE, 12, required=True),
        Column("Sisa Kemarin", "opening", Kind.INTEGER, 9),
        Column("Masuk", "received", Kind.INTEGER, 9),
        Column("Lisan", "oral", Kind.INTEGER, 9),
        Column("Tertulis", "written", Kind.INTEGER, 9),
        Column("Daring", "online", Kind.INTEGER, 9),
        Column("Selesai", "finished", Kind.INTEGER, 9),
        Column("Dilimpahkan", "forwarded", Kind.INTEGER, 12),
        Column("Dicabut", "withdrawn", Kind.INTEGER, 9),
        Column("Dalam Proses", "in_process", Kind.INTEGER, 9),
        *(Column(f"Tahap {n}", f"step_{n}", Kind.INTEGER, 9) for n in range(1, 11)),
        Column("Terlambat", "late", Kind.INTEGER, 10),
        Column("Sisa", "closing", Kind.INTEGER, 9),
        Column("Petugas", "officer", width=24),
    ),
)

TABLES: tuple[Table, ...] = (
    REGISTER, HISTORY, FIELDS, INCOMING, OUTGOING, RECAP, OFFICERS, PROCEDURE, FLOW, HOURS,
    HOLIDAYS, SETTINGS,
)  # fmt: skip
OPTIONAL_TABLES: tuple[Table, ...] = (SCHEDULE, RECIPIENTS, ESCALATION)
"""List sheets that a new workbook has and a register made before them lacks; defaults stand in for them."""

FORM_SHEETS: tuple[str, ...] = ("Beranda", "Formulir", "Meja Kerja")
SHEETS: tuple[str, ...] = FORM_SHEETS + tuple(table.sheet for table in (*TABLES, *OPTIONAL_TABLES))
