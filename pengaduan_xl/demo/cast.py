"""Who plays in the demo, what they say, and what they write."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING

from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI, PETUGAS, TIM_TEKNIS

if TYPE_CHECKING:
    from pengaduan_xl.domain.findings import CellValue

Texts = dict[str, str | list[str]]
"""One complaint of the demo: intake texts by heading, letter fields by key."""

OFFICERS: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    PETUGAS: (
        ("Melati Anggrek Dempo", "A.Md.", "Pengatur (II/c)", "Petugas Pelayanan Pengaduan"),
        ("Bayu Kenanga Rimau", "A.Md.", "Pengatur (II/c)", "Petugas Pelayanan Pengaduan"),
    ),
    KEPALA_SEKSI: (("Cempaka Lestari Gunung", "S.H.", "Penata (III/c)", "Kepala Seksi Pengaduan"),),
    TIM_TEKNIS: (
        ("Rimba Surya Kopi", "S.T.", "Penata Muda Tk. I (III/b)", "Ketua Tim Teknis"),
        ("Tirta Embun Teh", "S.T.", "Penata Muda (III/a)", "Anggota Tim Teknis"),
    ),
    KEPALA: (("Gunawan Besemah Jati", "M.Si.", "Pembina Utama Muda (IV/c)", "Kepala Dinas"),),
}
"""Invented officers by role: name, title, rank, position."""

LATE_REASONS = (
    "Menunggu jadwal para pihak",
    "Lokasi sulit dijangkau karena hujan",
    "Petugas mengikuti dinas luar",
    "Data pembanding terlambat diterima",
)
RETURN_REASONS = {
    3: "Identitas pengadu pada formulir belum lengkap",
    7: "Saran pada telaahan belum menyebut dasar penyelesaian",
    9: "Redaksi surat balasan perlu diperbaiki",
}


def load_texts() -> list[Texts]:
    """Return the demo's complaints: intake texts by heading, letter fields by key."""
    source = files("pengaduan_xl.demo").joinpath("complaints.json")
    texts: list[Texts] = json.loads(source.read_text(encoding="utf-8"))
    return texts


def officer_rows() -> list[dict[str, CellValue]]:
    """Return the demo's officers as rows of Pegawai; their NIPs name a month that no year has."""
    people = [(role, *person) for role, persons in OFFICERS.items() for person in persons]
    return [
        {
            "Nama": name,
            "Gelar": title,
            "NIP": f"19860026 201500 1 {place:03d}".replace(" ", ""),
            "Pangkat/Gol.": rank,
            "Jabatan": position,
            "Peran": role,
        }
        for place, (role, name, title, rank, position) in enumerate(people, start=1)
    ]


def letter_fields(texts: Texts, step: int, now: datetime) -> dict[str, dict[str, str]]:
    """Return the letters of a step with their fields."""
    words = {
        key: "\n".join(text) if isinstance(text, list) else text for key, text in texts.items()
    }
    if step in {2, 3, 10}:
        return _desk_papers(words, step, now)
    if step == 4:
        visit = now + timedelta(days=1)
        invitation = {
            "tanggal_peninjauan": f"{visit:%d/%m/%Y}",
            "pukul": "09.00 WIB s.d. selesai",
            "tempat": words["tempat_peninjauan"],
            "tujuan": words["undangan_tujuan"],
        }
        return {"undangan": invitation}
    keys = {
        5: ("bap", ("temuan", "keterangan_pihak", "pertimbangan_teknis", "kesimpulan")),
        6: ("telaahan", ("persoalan", "praanggapan", "fakta", "analisis", "simpulan", "saran")),
    }
    if step in keys:
        letter, names = keys[step]
        fields = {name: words[name] for name in names}
        if letter == "bap":
            fields |= {"tanggal_bap": f"{now:%d/%m/%Y}", "tempat": words["tempat_peninjauan"]}
        return {letter: fields}
    if step == 7:
        return {"disposisi": {"isi_disposisi": words["keputusan"]}}
    if step == 8:
        reply = {"hasil_peninjauan": words["kesimpulan"]}
        return {"draf-balasan": reply | {key: words[key] for key in ("keputusan", "tindak_lanjut")}}
    return {}


def notice_fields() -> dict[str, str]:
    """Return what the notice of an incomplete file asks for."""
    return {"kekurangan": "Foto atau bukti lain yang mendukung"}


def forwarding_fields(texts: Texts) -> dict[str, str]:
    """Return to whom a case is forwarded, and why."""
    return {
        "tujuan_pelimpahan": f"Pimpinan {texts['limpah_ke']}",
        "alasan_pelimpahan": f"Pokok pengaduan ini merupakan kewenangan {texts['limpah_ke']}.",
    }


def _desk_papers(words: dict[str, str], step: int, now: datetime) -> dict[str, dict[str, str]]:
    """Return the papers of the steps at which nobody writes to the outside."""
    if step == 2:
        return {"kartu-kendali": {}}
    if step == 3:
        why = {"keputusan_peninjauan": "Ya", "pertimbangan_verifikasi": words["persoalan"]}
        return {"lembar-verifikasi": why}
    how = {
        "cara_penyampaian": "Diserahkan langsung",
        "tanggal_penyampaian": f"{now:%d/%m/%Y}",
        "pukul_penyampaian": f"{now:%H.%M} WIB",
        "penerima": words["Nama Pengadu"],
    }
    return {"bukti-penyampaian": how}
