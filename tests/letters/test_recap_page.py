"""Recaps as documents: of a day and of a period."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from letters.letter_cases import said

from pengaduan_xl.domain.officers import Officer
from pengaduan_xl.domain.procedure import PETUGAS
from pengaduan_xl.letters.glossary import PERIOD, RECAP, SHARED, SIGNED
from pengaduan_xl.letters.recap_page import (
    MANDATORY_TAGS,
    PERIOD_MANDATORY_TAGS,
    PERIOD_TEMPLATE,
    TEMPLATE,
    PeriodPage,
    period_context,
    recap_context,
)
from pengaduan_xl.letters.render import fill, open_template
from pengaduan_xl.letters.sample import sample_period, sample_recap
from pengaduan_xl.letters.signers import NoSignerError
from pengaduan_xl.resources import templates
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Sample = Callable[[], dict[str, object]]

NUMBERS = ("4", "3", "2", "1", "0", "4", "1")
PAGE = PeriodPage(
    day=date(2026, 11, 23),
    summary=(("Masuk", "3"),),
    by_channel=(("Surat", *NUMBERS),),
    by_permit=(("(tanpa izin)", *NUMBERS),),
    by_category=(("02 Pelayanan masyarakat", *NUMBERS),),
    by_step=(("1. Penerimaan pengaduan", "5", "6", "7", "8"),),
    services=(("Sari", "9", "8", "17"),),
    overdue=(("2026-0001", "(dirahasiakan)", "2. X", PETUGAS, "20/11/2026 16.30", "2 jam", "lewat"),),
    title="LAPORAN REKAPITULASI BULANAN JUMLAH LAYANAN PENGADUAN",
    period="Bulan November 2026",
    state="Sampai hari ini",
    unit="Minggu",
    course=(("16/11/2026 s.d. 22/11/2026", "5", *NUMBERS[:6]),),
)  # fmt: skip
CLERKS = (Officer("Sari", PETUGAS), Officer("Bayu", PETUGAS, "A.Md.", position="Petugas"))


def printed(context: Mapping[str, object], template: str = TEMPLATE) -> str:
    path = templates() / template
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
    assert "02 Pelayanan masyarakat | 4 | 3 | 2 | 1 | 0 | 4 | 1" in text
    assert "Sari | 9 | 8 | 17" in text
    assert not {"{{", "None", "nan"} & set(text.split())


def test_the_recap_of_a_period_prints_its_course_and_names_the_period() -> None:
    text = printed(period_context(PAGE, Settings(), CLERKS), PERIOD_TEMPLATE)
    assert "LAPORAN REKAPITULASI BULANAN JUMLAH LAYANAN PENGADUAN" in text
    assert "Bulan November 2026" in text
    assert "Menurut minggu" in text
    assert "16/11/2026 s.d. 22/11/2026 | 5 | 4 | 3 | 2 | 1 | 0 | 4" in text
    assert "Surat | 4 | 3 | 2 | 1 | 0 | 4 | 1" in text
    assert not {"{{", "None", "nan"} & set(text.split())


def test_the_recap_is_signed_by_whoever_answers_for_it() -> None:
    shown: Any = recap_context(PAGE, Settings(), CLERKS)
    assert shown["tanda_tangan"]["nama"] == "Sari"
    named = replace(PAGE, officer="Bayu")
    assert "Petugas, / Bayu, A.Md." in printed(recap_context(named, Settings(), CLERKS))


def test_a_recap_needs_a_signer() -> None:
    with pytest.raises(NoSignerError, match="Surat 'rekap-harian' ditandatangani Petugas"):
        recap_context(PAGE, Settings(), ())
    with pytest.raises(NoSignerError, match="Surat 'rekap-periode' ditandatangani Petugas"):
        period_context(PAGE, Settings(), ())


@pytest.mark.parametrize(("sample", "own"), [(sample_recap, RECAP), (sample_period, PERIOD)])
def test_the_manual_explains_what_the_recaps_may_print(sample: Sample, own: dict[str, str]) -> None:
    context = sample()
    shown = set()
    for key, value in context.items():
        shown |= {f"{key}.{name}" for name in value} if isinstance(value, dict) else {key}
    office = {name for name in shown if name in SHARED}
    assert shown == {*office, *SIGNED, *own}


def test_the_invented_recaps_fit_the_templates() -> None:
    assert "2026-0014" in printed(sample_recap())
    assert "2026-0014" in printed(sample_period(), PERIOD_TEMPLATE)


def test_a_template_from_before_categories_and_officers_is_still_sound() -> None:
    assert not set(MANDATORY_TAGS) & {"per_kategori", "per_petugas"}
    assert {"per_kategori", "per_petugas"} <= set(PERIOD_MANDATORY_TAGS)
