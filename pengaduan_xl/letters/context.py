"""What a template may print: the case, the office and the letter's own fields, as plain Indonesian texts."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from pengaduan_xl.domain.complaint import NO, YES, EventKind
from pengaduan_xl.domain.documents import parse_document
from pengaduan_xl.domain.officers import holder
from pengaduan_xl.domain.procedure import KEPALA
from pengaduan_xl.letters.catalogue import read_fields
from pengaduan_xl.letters.extras import EXTRAS
from pengaduan_xl.letters.fields import read_date
from pengaduan_xl.letters.job import LetterJob
from pengaduan_xl.letters.privacy import EMPTY, Identity, one_line
from pengaduan_xl.letters.signers import NoSignerError, find_signer, position_of, signature
from pengaduan_xl.wording import clock, day_date, long_date, short_date, spelled_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from pengaduan_xl.letters.fields import FieldValue

__all__ = ["LetterJob", "build_context"]

SUMMARY_LENGTH = 300
"""Characters of the description that the receipt shows."""


def build_context(job: LetterJob) -> dict[str, object]:
    """Return all that the letter's template may print: texts, lists and dictionaries of texts.

    Of the case's fields only the letter's own count; what else the sheet Isian holds is no fault of it.

    Raises:
        MissingFieldsError: Mandatory fields are empty.
        BadFieldError: A field cannot be read.
        NoSignerError: Nobody holds the role that signs, on the letter's day.
    """
    own = {field.key: job.fields.get(field.key, "") for field in job.letter.fields}
    fields = read_fields(job.letter, own)
    identity = Identity(job.case.complaint, job.letter)
    context = _office(job) | _complaint(job, identity) | _earlier_letters(job) | _signer(job)
    for key, value in fields.items():
        context |= _field(key, value, identity)
    extras = EXTRAS.get(job.letter.key)
    return context | (extras(job, context) if extras else {})


def _office(job: LetterJob) -> dict[str, object]:
    settings = job.settings
    head = holder(job.office.officers, KEPALA, job.day)
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
        "tanggal": long_date(job.day),
        "nomor": job.number,
        "kepala_dinas": position_of(head) if head else KEPALA,
        "lampiran": EMPTY,
    }


def _complaint(job: LetterJob, identity: Identity) -> dict[str, object]:
    given = job.case.complaint

    def line(text: str) -> str:
        return identity.veiled(one_line(text)) or EMPTY

    def lines(text: str) -> str:
        return identity.veiled(text.strip()) or EMPTY

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
    """Return number and date of the letters that later ones refer to; empty where there is none.

    A *berita acara* is dated by its own field; the register only knows when it was filed.
    """
    found = {"undangan": ("", ""), "bap": ("", ""), "telaahan": ("", "")}
    for event in job.case.events:
        document = parse_document(event.document) if event.kind == EventKind.LETTER else None
        if document is not None and document.letter in found:
            found[document.letter] = (document.number, long_date(event.happened))
    number, day = found["bap"]
    reported = read_date(job.fields.get("tanggal_bap", ""))
    dates = {key: {"nomor": one, "tanggal": when} for key, (one, when) in found.items()}
    return {
        "surat_undangan": dates["undangan"],
        "berita_acara": {"nomor": number, "tanggal": long_date(reported) if reported else day},
        "telaahan_staf": dates["telaahan"],
    }


def _signer(job: LetterJob) -> dict[str, object]:
    role = job.letter.signer_role
    if not role or job.letter.key == "bap":
        return {}
    officer = find_signer(job.office.officers, role, job.day, job.case)
    if officer is None:
        raise NoSignerError(job.letter.key, role, job.day)
    return {"tanda_tangan": signature(officer)}


def _field(key: str, value: FieldValue, identity: Identity) -> dict[str, object]:
    """Return a field as the template sees it; a date in all the forms that letters use."""
    if isinstance(value, str):
        return {key: identity.veiled(value)}
    if isinstance(value, tuple):
        return {key: [identity.veiled(item) for item in value]}
    return {f"{key}{name}": form(value) if value else "" for name, form in DATE_FORMS.items()}


def _after_pada_hari_ini(day: date) -> str:
    return spelled_date(day).removeprefix("hari ")


DATE_FORMS: dict[str, Callable[[date], str]] = {
    "": long_date,
    "_hari": day_date,
    "_singkat": short_date,
    "_terbilang": _after_pada_hari_ini,
}
"""What is added to the key of a date field, and how the date then prints."""
