"""The sheet Pengaturan as typed settings, with the defaults that fill a new workbook."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.findings import positive_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.domain.findings import CellValue, Finding, SheetRow

SHEET = "Pengaturan"

OPEN_FILE, OPEN_FOLDER, OPEN_NOTHING = "Berkas", "Folder", "Tidak"
"""What a button opens after it made a letter or a report."""

STARTTLS, TLS = "STARTTLS", "TLS"
"""How the connection to the mail server is encrypted; there is no third way."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an office may set for itself.

    ``response_days`` and ``decision_days`` are the statutory clocks and ``completion_days`` the time
    a complainant has to complete a file, all in calendar days. From ``due_soon_percent`` of a step's or
    a case's clock on its deadline counts as near, from ``urgent_percent`` on as very near. ``backups`` is how
    many older copies of the register are kept. ``after_letter`` is what a button opens after it made a
    letter or a report.
    Reports go out by mail where ``mail_server`` is not empty; the password is never kept here.
    """

    government: str = "Pemerintah Kota Pagar Alam"
    office: str = "Dinas Penanaman Modal, Pelayanan Terpadu Satu Pintu dan Tenaga Kerja"
    office_short: str = "DPMPTSP-NAKER"
    address: str = "(alamat kantor)"
    phone: str = "(telepon kantor)"
    email: str = "(pos-el kantor)"
    city: str = "Pagar Alam"
    unit: str = "DPMPTSP-NAKER"
    classification: str = "503"
    number_pattern: str = "{klasifikasi}/{urut:03d}/{unit}/{bulan_romawi}/{tahun}"
    sop_version: str = "2021-04"
    response_days: int = 14
    decision_days: int = 60
    completion_days: int = 30
    letter_paper: str = "F4"
    report_paper: str = "A4"
    emblem: str = ""
    due_soon_percent: int = 70
    urgent_percent: int = 90
    backups: int = 20
    after_letter: str = OPEN_FILE
    incoming_pattern: str = "{urut:03d}/{tahun}"
    mail_server: str = ""
    mail_port: int = 587
    mail_security: str = STARTTLS
    mail_account: str = ""
    mail_from: str = ""
    mail_from_name: str = ""


class _Row(NamedTuple):
    key: str
    field: str
    help: str
    choices: tuple[str, ...] = ()


ROWS: tuple[_Row, ...] = (
    _Row("Nama pemerintah daerah", "government", "Baris pertama kop surat."),
    _Row("Nama dinas", "office", "Baris kedua kop surat, nama lengkap."),
    _Row("Nama singkat dinas", "office_short", "Dipakai pada laporan dan layar."),
    _Row("Alamat", "address", "Baris ketiga kop surat."),
    _Row("Telepon", "phone", "Kop surat."),
    _Row("Pos-el", "email", "Kop surat."),
    _Row("Kota penandatanganan", "city", "Tempat pada tanggal surat."),
    _Row("Kode unit", "unit", "Bagian {unit} pada nomor surat."),
    _Row("Kode klasifikasi", "classification", "Bagian {klasifikasi} pada nomor surat."),
    _Row(
        "Pola nomor surat", "number_pattern",
        "Bagian yang dikenal: {klasifikasi} {urut} {unit} {bulan_romawi} {bulan} {tahun} {no_register}. "
        "{urut:03d} berarti tiga angka.",
    ),
    _Row("Versi SOP berlaku", "sop_version", "Versi pada lembar SOP dan Alur untuk pengaduan baru."),
    _Row("Batas tanggapan pertama (hari kalender)", "response_days", "Sampai berkas dinyatakan lengkap."),
    _Row("Batas penyelesaian (hari kalender)", "decision_days", "Sejak berkas dinyatakan lengkap."),
    _Row("Batas melengkapi berkas (hari kalender)", "completion_days", "Waktu bagi pengadu saat ditunda."),
    _Row("Kertas surat", "letter_paper", "F4 (215 x 330 mm) atau A4.", ("F4", "A4")),
    _Row("Kertas laporan", "report_paper", "F4 atau A4.", ("F4", "A4")),
    _Row("Berkas lambang", "emblem", "Nama berkas gambar di folder kantor; kosong: lambang bawaan."),
    _Row("Peringatan mendekati tenggat (%)", "due_soon_percent", "Bagian waktu tahap atau kasus terpakai."),
    _Row("Peringatan sangat dekat tenggat (%)", "urgent_percent", "Bagian waktu tahap atau kasus terpakai."),
    _Row("Jumlah cadangan", "backups", "Banyaknya salinan lama register yang disimpan."),
    _Row(
        "Buka sesudah dibuat", "after_letter",
        "Yang dibuka tombol sesudah membuat surat atau laporan: Berkas, Folder, atau Tidak.",
        (OPEN_FILE, OPEN_FOLDER, OPEN_NOTHING),
    ),
    _Row(
        "Pola nomor agenda masuk", "incoming_pattern",
        "No. Agenda pada Agenda Masuk; bagian yang dikenal sama dengan pola nomor surat.",
    ),
    _Row(
        "Server pos-el", "mail_server",
        "Pengirim laporan kepada lembar Penerima, mis. smtp.contoh.go.id; kosong: tidak ada yang dikirim.",
    ),
    _Row("Port pos-el", "mail_port", "587 untuk STARTTLS, 465 untuk TLS."),
    _Row(
        "Keamanan pos-el", "mail_security", "STARTTLS atau TLS; tanpa salah satunya tidak dikirim.",
        (STARTTLS, TLS),
    ),
    _Row(
        "Akun pos-el", "mail_account",
        "Nama masuk ke server. Sandinya tidak di sini, melainkan lewat pengaduan kirim --simpan-sandi.",
    ),
    _Row("Alamat pengirim pos-el", "mail_from", "Mis. pengaduan@contoh.go.id; kosong: sama dengan akun."),
    _Row("Nama pengirim pos-el", "mail_from_name", "Kosong: nama singkat dinas."),
)  # fmt: skip


def default_rows() -> list[dict[str, CellValue]]:
    """Return the rows of the sheet Pengaturan in a new workbook."""
    defaults = Settings()
    return [
        {"Pengaturan": row.key, "Nilai": getattr(defaults, row.field), "Penjelasan": row.help}
        for row in ROWS
    ]


def parse_settings(rows: Iterable[SheetRow]) -> tuple[Settings, list[Finding]]:
    """Read the sheet Pengaturan; a missing row keeps its default, a bad value is a finding."""
    known = {row.key.casefold(): row for row in ROWS}
    whole = {field.name for field in fields(Settings) if isinstance(field.default, int)}
    values: dict[str, str | int] = {}
    findings: list[Finding] = []
    for row in rows:
        key, text = row.text("Pengaturan"), row.text("Nilai")
        setting = known.get(key.casefold())
        if setting is None:
            if key:
                findings.append(
                    row.finding("Pengaturan", f"Pengaturan '{key}' tidak dikenal", "Hapus barisnya")
                )
        elif setting.field in whole:
            number = positive_number(text)
            if number is None:
                remedy = "Isi bilangan bulat, mis. 14"
                findings.append(row.finding("Nilai", f"'{key}' bukan bilangan positif", remedy))
            else:
                values[setting.field] = number
        elif setting.choices and text not in setting.choices:
            choices = ", ".join(setting.choices)
            findings.append(row.finding("Nilai", f"'{key}' tidak dikenal", f"Pilih: {choices}"))
        else:
            values[setting.field] = text
    return Settings(**values), findings  # type: ignore[arg-type]  # whole numbers go to the int fields only
