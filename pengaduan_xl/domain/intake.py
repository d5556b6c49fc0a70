"""A complaint as it is typed or handed over in a file, checked field by field."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pengaduan_xl.domain.complaint import CATEGORIES, CHANNELS, NO, YES, Complaint
from pengaduan_xl.domain.officers import digits
from pengaduan_xl.domain.refusals import FieldRefusal, Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

MAX_TEXT = 32_767
"""Characters (UTF-16 units) that an Excel cell holds."""

HEADINGS: dict[str, str] = {
    "channel": "Saluran",
    "name": "Nama Pengadu",
    "nik": "NIK",
    "address": "Alamat",
    "phone": "Telepon",
    "email": "Pos-el",
    "occupation": "Pekerjaan",
    "proxy": "Kuasa",
    "confidential": "Rahasia",
    "subject": "Perihal",
    "description": "Uraian",
    "permit": "Jenis Izin",
    "location": "Lokasi",
    "reported": "Terlapor",
    "requested": "Permintaan Penyelesaian",
    "evidence": "Bukti",
    "category": "Kategori",
    "note": "Keterangan",
}
"""Heading in the register by field, for every field that an intake may fill."""

REQUIRED = ("channel", "name", "subject", "description")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    r"""Return a text as it is kept: line ends as ``\n``, control characters dropped, ends stripped.

    Control characters cannot be seen, come along when text is copied from PDF or WhatsApp, and have no
    place in a letter. Everything else stays as typed, emoji and formula-looking text included.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", lines)).strip()


def field_key(heading: str) -> str:
    """Return a heading without case and punctuation, so ``nama_pengadu`` meets ``Nama Pengadu``."""
    return "".join(character for character in heading.casefold() if character.isalnum())


FIELD_BY_KEY: dict[str, str] = {field_key(heading): field for field, heading in HEADINGS.items()}


def make_complaint(
    values: Mapping[str, str], received: datetime, number: str = ""
) -> tuple[Complaint, list[Refusal]]:
    """Build a complaint from texts by field name; what is wrong comes back as refusals.

    *Rahasia* left open becomes Ya when a party complained of is named: a forgotten tick has harmed
    complainants elsewhere.
    """
    texts = {field: clean_text(values.get(field, "")) for field in HEADINGS}
    refusals: list[Refusal] = []
    for field, heading in HEADINGS.items():
        text = texts[field]
        if field in REQUIRED and not text:
            refusals.append(FieldRefusal(heading, "wajib diisi", f"Isi {heading}"))
        length = len(text.encode("utf-16-le")) // 2
        if length > MAX_TEXT:
            refusals.append(
                FieldRefusal(
                    heading,
                    f"{_thousands(length)} karakter, sedangkan sel Excel memuat {_thousands(MAX_TEXT)}",
                    "Ringkas di sini dan simpan naskah lengkap sebagai bukti",
                )
            )
    texts["channel"] = _choice("channel", texts["channel"], tuple(CHANNELS), refusals)
    texts["category"] = _choice("category", texts["category"], CATEGORIES, refusals)
    confidential = _choice("confidential", texts.pop("confidential"), (YES, NO), refusals)
    texts["nik"] = _nik(texts["nik"], refusals)
    complaint = Complaint(
        number=number,
        received=received,
        confidential=confidential == YES or (not confidential and bool(texts["reported"])),
        **texts,
    )
    return complaint, refusals


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _choice(field: str, text: str, choices: tuple[str, ...], refusals: list[Refusal]) -> str:
    """Return the choice that a text means; a category may be given by its two digits alone."""
    if not text:
        return ""
    key = field_key(text)
    for choice in choices:
        if key == field_key(choice) or (len(key) == 2 and choice.startswith(f"{key} ")):
            return choice
    heading = HEADINGS[field]
    refusals.append(
        FieldRefusal(heading, f"'{text[:40]}' tidak dikenal", f"Pilih: {', '.join(choices)}")
    )
    return text


def _nik(text: str, refusals: list[Refusal]) -> str:
    number = digits(text)
    if text and (len(number) != 16 or "".join(text.split()) != number):
        refusals.append(
            FieldRefusal("NIK", "bukan 16 angka", "Isi 16 angka KTP, atau kosongkan bila tidak ada")
        )
    return number if len(number) == 16 else text
