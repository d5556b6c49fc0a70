"""The SOP and its allowed moves as rows that fill a new workbook; from then on its sheets rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.procedure import (
    DAY_RULES,
    KEPALA,
    KEPALA_SEKSI,
    PERFORMER,
    PETUGAS,
    TIM_TEKNIS,
)

if TYPE_CHECKING:
    from pengaduan_xl.domain.findings import CellValue

DEFAULT_VERSION = "2021-04"
"""The SOP's date of making, April 2021."""

_STEPS: tuple[tuple[str, str, str, str, int, str, str, str], ...] = (
    (
        "Penerimaan pengaduan",
        "Menerima dan menjelaskan setiap kebutuhan informasi pengaduan yang dipertanyakan pemohon.",
        PETUGAS, "Pengaduan tertulis dan/atau lisan", 15, "menit", "Informasi pengaduan", "",
    ),
    (
        "Pencatatan dan penerusan berkas",
        (
            "Mencatat data pemohon dan penjelasan pengaduan sesuai isian formulir pengaduan "
            "serta meneruskan berkas pengaduan kepada Kepala Seksi."
        ),
        PETUGAS, "Formulir pengaduan; Agenda; Tanda terima pengaduan", 30, "menit", "Data-data pengaduan",
        "formulir; tanda-terima",
    ),
    (
        "Verifikasi berkas, putusan peninjauan",
        "Memverifikasi berkas administrasi pengaduan dan memutuskan untuk melakukan peninjauan lapangan.",
        KEPALA_SEKSI, "Berkas pengaduan", 1, "jam", "Berkas pengaduan", "",
    ),
    (
        "Fasilitasi peninjauan lapangan",
        "Memfasilitasi pihak-pihak terkait untuk melakukan peninjauan lapangan.",
        KEPALA_SEKSI, "Undangan peninjauan lapangan kepada pihak terkait", 3, "hari", "Surat undangan",
        "undangan",
    ),
    (
        "Peninjauan lapangan dan BAP",
        "Melaksanakan peninjauan lapangan dan menyusun pertimbangan teknis (BAP).",
        TIM_TEKNIS, "Berita acara hasil peninjauan lapangan", 5, "hari", "Rapat teknis", "bap",
    ),
    (
        "Telaahan usulan penyelesaian",
        "Meneliti pertimbangan teknis tim dan membuat telaahan usulan penyelesaian permasalahan.",
        KEPALA_SEKSI, "BAP dan telaahan staf", 2, "hari", "Usulan penyelesaian", "telaahan",
    ),
    (
        "Disposisi",
        "Mempelajari telaahan dan memberikan disposisi untuk proses selanjutnya.",
        KEPALA, "BAP dan telaahan staf; Disposisi Kepala DPM-PTSP", 1, "hari", "Keputusan penyelesaian",
        "disposisi",
    ),
    (
        "Penyiapan surat balasan",
        "Menyiapkan surat balasan atas pengaduan masyarakat.",
        KEPALA_SEKSI, "Disposisi Kepala DPM-PTSP; Draf surat balasan", 2, "jam", "Draf surat",
        "draf-balasan",
    ),
    (
        "Penandatanganan",
        "Menandatangani surat balasan.",
        KEPALA, "Surat balasan", 1, "jam", "Surat balasan", "surat-balasan",
    ),
    (
        "Penyampaian kepada pemohon",
        "Menyampaikan surat balasan pengaduan kepada pemohon.",
        PETUGAS, "Agenda surat keluar", 15, "menit", "Penyelesaian pengaduan", "",
    ),
)  # fmt: skip


def default_step_rows() -> list[dict[str, CellValue]]:
    """Return the SOP's ten steps as rows of the sheet SOP (SOP Pengaduan, diagram alir)."""
    headings = (
        "Tahap", "Uraian Kegiatan", "Pelaksana", "Kelengkapan", "Waktu", "Satuan", "Output", "Surat Wajib",
    )  # fmt: skip
    return [
        {
            "Versi": DEFAULT_VERSION,
            "No": number,
            **dict(zip(headings, values, strict=True)),
            "Cara Hitung Hari": DAY_RULES[0],
        }
        for number, values in enumerate(_STEPS, start=1)
    ]


def default_flow_rows() -> list[dict[str, CellValue]]:
    """Return the allowed moves as rows of the sheet Alur.

    Forward through every step; returns from the reviews 3, 7 and 9; 3 to 6 without a field visit is
    present but off, since the SOP makes the visit its path.
    """
    last = len(_STEPS)
    rows = [_flow("maju", n, n + 1 if n < last else None, "") for n in range(1, last + 1)]
    rows += [_flow("kembali", source, source - 1, "", reason=True) for source in (3, 7, 9)]
    skip = _flow("lompat", 3, 6, "", reason=True)
    rows.append(
        skip | {"Aktif": "Tidak", "Keterangan": "Tanpa peninjauan lapangan; SOP tidak mengaturnya"}
    )
    rows += [
        _flow("tunda", None, None, "", reason=True),
        _flow("lanjut", None, None, f"{PERFORMER}; {PETUGAS}"),
        _flow("limpah", None, None, f"{PERFORMER}; {KEPALA_SEKSI}; {KEPALA}", reason=True),
        _flow("cabut", None, None, f"{PERFORMER}; {PETUGAS}", reason=True),
        _flow("anggap cabut", None, None, f"{PERFORMER}; {PETUGAS}; {KEPALA_SEKSI}", reason=True),
    ]
    return rows


def _flow(
    move: str, source: int | None, target: int | None, roles: str, *, reason: bool = False
) -> dict[str, CellValue]:
    return {
        "Versi": DEFAULT_VERSION,
        "Jenis": move,
        "Dari Tahap": source,
        "Ke Tahap": target,
        "Peran": roles,
        "Aktif": "Ya",
        "Alasan Wajib": "Ya" if reason else "Tidak",
        "Keterangan": "Selesai" if move == "maju" and target is None else None,
    }
