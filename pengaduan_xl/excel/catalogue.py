"""The one list of buttons; the ribbon, the toolbar, the dropdown in Beranda and the docs are made from it."""

from __future__ import annotations

from typing import NamedTuple


class Button(NamedTuple):
    """A button as staff see it, and what it runs.

    Attributes:
        id: Name in ribbon, toolbar and macros; ASCII letters.
        label: Its text.
        tooltip: What it does, one Indonesian sentence.
        icon: Name of Excel's built-in picture (*imageMso*); Calc's is drawn after the same word.
        function: Function in :mod:`pengaduan_xl.excel.buttons`.
        sheet: Sheet that it is about; empty when it works anywhere.
    """

    id: str
    label: str
    tooltip: str
    icon: str
    function: str
    sheet: str = ""


BUTTONS: tuple[Button, ...] = (
    Button(
        "TerimaPengaduan", "Terima Pengaduan",
        "Catat isian lembar Formulir sebagai pengaduan baru.",
        "RecordsAddFromOutlook", "receive", "Formulir",
    ),
    Button(
        "MuatKasus", "Muat Kasus",
        "Tampilkan pengaduan yang dipilih di lembar Meja Kerja.",
        "FileOpen", "load_case", "Meja Kerja",
    ),
    Button(
        "SelesaikanTahap", "Selesaikan Tahap",
        "Selesaikan tahap pengaduan di Meja Kerja atau pada baris Register yang dipilih.",
        "AcceptInvitation", "finish", "Meja Kerja",
    ),
    Button(
        "Kembalikan", "Kembalikan",
        "Kembalikan berkas ke tahap sebelumnya dengan alasan.",
        "Undo", "return_", "Meja Kerja",
    ),
    Button(
        "Tunda", "Tunda",
        "Hentikan waktu tahap sampai berkas dilengkapi.",
        "MacroRecorderPause", "hold", "Meja Kerja",
    ),
    Button(
        "Lanjutkan", "Lanjutkan",
        "Lanjutkan pengaduan yang ditunda.",
        "MacroPlay", "resume", "Meja Kerja",
    ),
    Button(
        "Limpahkan", "Limpahkan",
        "Limpahkan pengaduan ke instansi yang berwenang.",
        "Forward", "forward", "Meja Kerja",
    ),
    Button(
        "Cabut", "Cabut",
        "Catat pencabutan pengaduan.",
        "Delete", "withdraw", "Meja Kerja",
    ),
    Button(
        "BuatSurat", "Buat Surat",
        "Buat surat tahap ini untuk pengaduan yang dipilih.",
        "FileSaveAsWordDocx", "make_letter", "Meja Kerja",
    ),
    Button(
        "RekapHarian", "Rekap Harian",
        "Buat rekapitulasi hari ini.",
        "CalendarToolSelectDate", "make_recap",
    ),
    Button(
        "DaftarTerlambat", "Daftar Terlambat",
        "Buat daftar pengaduan yang lewat waktu.",
        "HighImportance", "make_overdue",
    ),
    Button(
        "PeriksaRegister", "Periksa Register",
        "Periksa register dan tampilkan temuannya.",
        "Spelling", "check",
    ),
    Button(
        "Pulihkan", "Pulihkan",
        "Masukkan tindakan yang ada di jurnal tetapi tidak di register.",
        "RecoverInviteToMeeting", "recover",
    ),
)  # fmt: skip
"""In the order of an officer's work."""
