"""The daily recap as a document."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from letters.letter_cases import said

from pengaduan_xl.domain.officers import Officer
from pengaduan_xl.domain.procedure import PETUGAS
from pengaduan_xl.letters.glossary import RECAP, SHARED, SIGNED
from pengaduan_xl.letters.recap_page import TEMPLATE, RecapPage, recap_context
from pengaduan_xl.letters.render import fill, open_template
from pengaduan_xl.letters.sample import sample_recap
from pengaduan_xl.letters.signers import NoSignerError
from pengaduan_xl.resources import templates
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

NUMBERS = ("4", "3", "2", "1", "0", "4", "1")
PAGE = RecapPage(
    date(2026, 11, 23),
    summary=(("Masuk", "3"),),
    by_channel=(("Surat", *NUMBERS),),
    by_permit=(("(tanpa izin)", *NUMBERS),),
    by_step=(("1. Penerimaan pengaduan", "5", "6", "7", "8"),),
    overdue=(("2026-0001", "(dirahasiakan)", "2. X", PETUGAS, "20/11/2026 16.30", "2 jam", "lewat"),),
)  # fmt: skip
CLERKS = (Officer("Sari", PETUGAS), Officer("Bayu", PETUGAS, "A.Md.", position="Petugas"))


def printed(context: Mapping[str, object]) -> str:
    path = templates() / TEMPLATE
    opened = open_template(path)
    fill(opened, dict(context), path)
    written = io.BytesIO()
    opened.save(written)
    return said(written.getvalue())


def test_the_recap_prints_its_tables_under_their_headings() -> None:
    text = printed(recap_context(PAGE, Settings(), CLERKS))
    assert "Hari Senin, 23 November 2026" in text
    assert "Masuk | 3" in text
    assert "Surat | 4 | 3 | 2 | 1 | 0 | 4 | 1" in text
    assert "1. Penerimaan pengaduan | 5 | 6 | 7 | 8" in text
    assert f"2026-0001 | (dirahasiakan) | 2. X | {PETUGAS} | 20/11/2026 16.30 | 2 jam\n" in text
    assert not {"{{", "None", "nan"} & set(text.split())


def test_the_recap_is_signed_by_whoever_answers_for_it() -> None:
    shown: Any = recap_context(PAGE, Settings(), CLERKS)
    assert shown["tanda_tangan"]["nama"] == "Sari"
    named = RecapPage(PAGE.day, (), (), (), (), (), officer="Bayu")
    assert "Petugas, / Bayu, A.Md." in printed(recap_context(named, Settings(), CLERKS))


def test_a_recap_needs_a_signer() -> None:
    with pytest.raises(NoSignerError, match="Surat 'rekap-harian' ditandatangani Petugas"):
        recap_context(PAGE, Settings(), ())


def test_the_manual_explains_what_the_recap_may_print() -> None:
    context = sample_recap()
    shown = set()
    for key, value in context.items():
        shown |= {f"{key}.{name}" for name in value} if isinstance(value, dict) else {key}
    office = {name for name in shown if name in SHARED}
    assert shown == {*office, *SIGNED, *RECAP}


def test_the_invented_recap_fits_the_template() -> None:
    assert "2026-0014" in printed(sample_recap())
