"""What a template may print: the case, the office and the letter's own fields, as plain Indonesian texts."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from pengaduan_xl.domain.complaint import NO, YES
from pengaduan_xl.domain.procedure import KEPALA, PETUGAS
from pengaduan_xl.letters.catalogue import read_fields
from pengaduan_xl.letters.extras import EXTRAS
from pengaduan_xl.letters.fields import date_texts, read_date
from pengaduan_xl.letters.job import LetterJob
from pengaduan_xl.letters.privacy import EMPTY, Identity, one_line
from pengaduan_xl.letters.records import made_before
from pengaduan_xl.letters.signers import (
    NoSignerError,
    find_signer,
    office_holder,
    position_of,
    signature,
)
from pengaduan_xl.wording import clock, day_date, long_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pengaduan_xl.domain.officers import Officer
    from pengaduan_xl.letters.fields import FieldValue
    from pengaduan_xl.settings import Settings

__all__ = ["LetterJob", "build_context", "office_texts"]

SUMMARY_LENGTH = 300
"""Characters of the description that the receipt shows."""

_COPIES = {"tembusan", "tembusan_lain"}
_REFERRED = ("undangan", "bap", "telaahan", "surat-balasan")


def build_context(job: LetterJob) -> dict[str, object]:
    """Return all that the letter's template may print: texts, lists and dictionaries of them, and photos.

    Of the case's fields only the letter's own count; what else the sheet Isian holds is no fault of it.

    Raises:
        MissingFieldsError: Mandatory fields are empty.
        BadFieldError: A field cannot be read.
        NoSignerError: Nobody holds the role that signs, on the letter's day.
        TooManyPhotosError: More pictures than the letter may hold.
        PhotoUnusableError: A picture is not there, too large, or none.
    """
    own = {field.key: job.fields.get(field.key, "") for field in job.letter.fields}
    fields = read_fields(job.letter, own)
    identity = Identity(job.case.complaint, job.letter)
    office = office_texts(job.settings, job.office.officers, job.day) | _head(job)
    context = office | _complaint(job, identity) | _earlier_letters(job) | _signer(job)
    for key, value in fields.items():
        context |= _field(key, value, identity)
    extras = EXTRAS.get(job.letter.key)
    return context | (extras(job, context) if extras else {})


def office_texts(settings: Settings, officers: Sequence[Officer], day: date) -> dict[str, object]:
    """Return what every document prints of the office: letterhead, place and date, its head."""
    head = office_holder(officers, KEPALA, day)
    return {
        "kop": {
            "pemerintah": settings.government.upper(),
            "dinas": settings.office.upper(),
            "alamat": settings.address,
            "telepon": settings.phone,
            "pos_el": settings.email,
        },
        "dinas": settings.office,
        "kota": settings.city,
        "tanggal": long_date(day),
        "kepala_dinas": position_of(head) if head else KEPALA,
    }


def _head(job: LetterJob) -> dict[str, object]:
    return {"nomor": job.number, "lampiran": EMPTY}


def _complaint(job: LetterJob, identity: Identity) -> dict[str, object]:
    given = job.case.complaint

    def line(text: str) -> str:
        return identity.told(one_line(text)) or EMPTY

    def lines(text: str) -> str:
        return identity.told(text.strip()) or EMPTY

    return {
        "nomor_register": given.number,
        "tanggal_terima": long_date(given.received),
        "tanggal_terima_hari": day_date(given.received),
        "pukul_terima": clock(given.received),
        "saluran": given.channel,
        "pengadu": identity.fields(),
        "rahasia": YES if given.confidential else NO,
        "sifat": "Rahasia"
        if given.confidential and job.letter.identity != "tidak pernah"
        else "Biasa",
        "perihal": line(given.subject),
        "uraian": lines(given.description),
        "ringkasan": textwrap.shorten(line(given.description), SUMMARY_LENGTH, placeholder=" …"),
        "jenis_izin": line(given.permit),
        "lokasi": line(given.location),
        "terlapor": line(given.reported),
        "permintaan": lines(given.requested),
        "bukti": lines(given.evidence),
        "kategori": line(given.category),
        "jatuh_tempo": long_date(job.state.case_due),
        "jatuh_tempo_hari": day_date(job.state.case_due),
        "batas_hukum": long_date(job.state.statutory_due),
    }


def _earlier_letters(job: LetterJob) -> dict[str, object]:
    """Return number and date of the letters that later ones refer to; empty where there is none in force.

    A *berita acara* is dated by its own field; the register only knows when it was filed.
    """
    found = dict.fromkeys(_REFERRED, ("", ""))
    for key in _REFERRED:
        first, last = made_before(job.case, key)
        if first is not None and last is not None:
            found[key] = (last.number, long_date(first.happened))
    number, day = found["bap"]
    reported = read_date(job.fields.get("tanggal_bap", ""))
    dates = {key: {"nomor": one, "tanggal": when} for key, (one, when) in found.items()}
    return {
        "surat_undangan": dates["undangan"],
        "berita_acara": {"nomor": number, "tanggal": long_date(reported) if reported else day},
        "telaahan_staf": dates["telaahan"],
        "surat_balasan": dates["surat-balasan"],
    }


def _signer(job: LetterJob) -> dict[str, object]:
    role = job.letter.signer_role
    if not role or job.letter.key == "bap":
        return {}
    officers, events = job.office.officers, job.case.events
    # Of several Petugas the one who received the complaint signs, as the receipt promises.
    receiver = events[0].officer if role == PETUGAS and events else ""
    officer = find_signer(officers, role, job.day, receiver)
    if officer is None:
        raise NoSignerError(job.letter.key, role, job.day)
    return {"tanda_tangan": signature(officers, officer, job.day)}


def _field(key: str, value: FieldValue, identity: Identity) -> dict[str, object]:
    """Return a field as the template sees it; a date in all the forms that letters use."""
    if isinstance(value, str):
        return {key: identity.typed(value)}
    if isinstance(value, tuple):
        veiled = identity.bare if key in _COPIES else identity.typed
        return {key: [veiled(item) for item in value]}
    return date_texts(key, value)
