"""The letters there are: the step each belongs to, its template, its fields, who signs, what it may reveal.

Everything about a letter that is not typography is declared here once; the command line, the sheet Isian, the
check of templates and the manual for staff all follow it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI, PETUGAS, TIM_TEKNIS
from pengaduan_xl.errors import NotFoundError
from pengaduan_xl.letters import letter_fields as texts
from pengaduan_xl.letters.fields import (
    FieldValue,
    LetterField,
    MissingFieldsError,
    UnknownFieldError,
    read_field,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

Identity = Literal["selalu", "kecuali rahasia", "tidak pernah"]
"""When a letter names the complainant: always, unless the case is confidential, or never."""

ANY_STEP = 0
"""Step of a letter that may be made at any step."""

COMPLAINANT = "pengadu"
"""Addressee of a letter that goes to the complainant."""


class UnknownLetterError(NotFoundError):
    """No letter has that key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Surat '{key}' tidak dikenal", f"Pilih salah satu: {', '.join(LETTERS)}")


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of letter (*surat*).

    Attributes:
        key: Name on the command line and at the end of the file name.
        title: Its name for staff.
        step: Step of the SOP that brings it forth, before which it is not made; :data:`ANY_STEP` for any.
        numbered: Whether it takes a number from Agenda Keluar.
        signer_role: Role of who signs on the letter's day; empty when nobody does.
        identity: When it may name the complainant.
        fields: What an officer types for it.
        tags: Further template fields without which the letter would be worthless.
        occasion: When a letter of any step is made, in words.
        addressee: Field that names to whom it goes, or :data:`COMPLAINANT`; empty when it stays in the file.
        draft_of: Key of the letter whose draft it is and whose template it prints; empty for no draft.
    """

    key: str
    title: str
    step: int
    numbered: bool
    signer_role: str
    identity: Identity = "kecuali rahasia"
    fields: tuple[LetterField, ...] = ()
    tags: tuple[str, ...] = ("nomor_register",)
    occasion: str = ""
    addressee: str = ""
    draft_of: str = ""

    @property
    def template(self) -> str:
        """File name of its template."""
        return f"{self.draft_of or self.key}.docx"

    @property
    def when(self) -> str:
        """When it is made, as staff read it: a step's number, or the occasion."""
        return self.occasion or str(self.step)

    def field(self, key: str) -> LetterField:
        """Return the field with that key; asking for another is a mistake in the program."""
        return next(field for field in self.fields if field.key == key)

    @property
    def show_identity(self) -> bool:
        """Whether it names the complainant even when the case is confidential."""
        return self.identity == "selalu"

    @property
    def mandatory_tags(self) -> tuple[str, ...]:
        """Template fields that its template must contain."""
        numbered = ("nomor",) if self.numbered else ()
        return (*numbered, *self.tags, *(field.key for field in self.fields if field.required))


_ALL = (
    Letter("formulir", "Formulir Pengaduan", 2, numbered=False, signer_role=PETUGAS,
           tags=("nomor_register", "uraian")),
    Letter("tanda-terima", "Tanda Terima Pengaduan", 2, numbered=False, signer_role=PETUGAS,
           identity="selalu", fields=texts.RECEIPT,
           tags=("nomor_register", "pengadu.nama", "jatuh_tempo_hari")),
    Letter("kartu-kendali", "Kartu Kendali", 2, numbered=False, signer_role="",
           tags=("nomor_register", "tahapan")),
    Letter("lembar-verifikasi", "Lembar Verifikasi", 3, numbered=False, signer_role=KEPALA_SEKSI,
           fields=texts.VERIFICATION, tags=("nomor_register", "kelengkapan_berkas")),
    Letter("undangan", "Undangan Peninjauan Lapangan", 4, numbered=True, signer_role=KEPALA,
           identity="tidak pernah", addressee="tujuan", fields=texts.INVITATION),
    Letter("bap", "Berita Acara Hasil Peninjauan Lapangan", 5, numbered=True, signer_role=TIM_TEKNIS,
           fields=texts.VISIT_REPORT, tags=("nomor_register", "tim")),
    Letter("telaahan", "Telaahan Staf", 6, numbered=True, signer_role=KEPALA_SEKSI, fields=texts.ANALYSIS),
    Letter("disposisi", "Lembar Disposisi", 7, numbered=False, signer_role=KEPALA,
           fields=texts.INSTRUCTION),
    Letter("draf-balasan", "Draf Surat Balasan", 8, numbered=False, signer_role=KEPALA, identity="selalu",
           fields=texts.REPLY, draft_of="surat-balasan"),
    Letter("surat-balasan", "Surat Balasan", 9, numbered=True, signer_role=KEPALA, identity="selalu",
           addressee=COMPLAINANT, fields=texts.REPLY,
           tags=("nomor_register", "pengadu.sapaan", "draf")),
    Letter("bukti-penyampaian", "Bukti Penyampaian", 10, numbered=False, signer_role=PETUGAS,
           fields=texts.DELIVERY),
    Letter("berkas-tidak-lengkap", "Pemberitahuan Berkas Tidak Lengkap", ANY_STEP, numbered=True,
           signer_role=KEPALA, occasion="saat ditunda", addressee=COMPLAINANT, fields=texts.INCOMPLETE,
           tags=("nomor_register", "batas_melengkapi")),
    Letter("pelimpahan", "Surat Pelimpahan", ANY_STEP, numbered=True, signer_role=KEPALA,
           occasion="sebelum dilimpahkan", addressee="tujuan_pelimpahan", fields=texts.FORWARDING),
)  # fmt: skip

LETTERS: dict[str, Letter] = {letter.key: letter for letter in _ALL}
"""All letters by key, in the order of the steps; those of any step come last."""


def find_letter(key: str) -> Letter:
    """Return the letter with that key.

    Raises:
        UnknownLetterError: There is none.
    """
    if key not in LETTERS:
        raise UnknownLetterError(key)
    return LETTERS[key]


def missing_fields(letter: Letter, values: Mapping[str, str]) -> tuple[LetterField, ...]:
    """Return the mandatory fields that ``values`` leaves empty."""
    return tuple(
        field
        for field in letter.fields
        if field.required and not (values.get(field.key, "").strip() or field.default)
    )


def read_fields(letter: Letter, values: Mapping[str, str]) -> dict[str, FieldValue]:
    """Return the letter's fields as read; fields of other letters are let pass, being the case's own.

    Raises:
        UnknownFieldError: A key belongs to no letter at all, so it is misspelt.
        MissingFieldsError: Mandatory fields are empty.
        BadFieldError: A date is none, or a text is none of the field's choices.
    """
    known = {field.key for other in LETTERS.values() for field in other.fields}
    stray = next((key for key in values if key not in known), None)
    if stray is not None:
        raise UnknownFieldError(letter.key, stray, [field.key for field in letter.fields])
    missing = missing_fields(letter, values)
    if missing:
        raise MissingFieldsError(letter.key, missing)
    return {
        field.key: read_field(letter.key, field, values.get(field.key, ""))
        for field in letter.fields
    }
