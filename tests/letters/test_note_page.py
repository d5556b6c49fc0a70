"""The *nota dinas* as a document: who writes to whom, and what it prints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from case_factory import OFFICERS, at
from letters.letter_cases import said

from pengaduan_xl.domain.officers import Officer
from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI, PETUGAS, TIM_TEKNIS
from pengaduan_xl.letters.check import check_templates
from pengaduan_xl.letters.filling import Labels
from pengaduan_xl.letters.glossary import NOTE, SHARED, SIGNED
from pengaduan_xl.letters.note_page import TEMPLATE, NotePage, note_context
from pengaduan_xl.letters.render import PreparedTemplate
from pengaduan_xl.letters.sample import sample_note
from pengaduan_xl.resources import templates
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

NOW = at("2026-11-23T16:00")
ROW = (
    "2026-0002", "Perihal 2", "5. Peninjauan", TIM_TEKNIS, "20/11/2026 16.30", "1 hari kerja", "lewat tahap",
)  # fmt: skip
PAGE = NotePage(TIM_TEKNIS, NOW, (ROW,), (), (KEPALA_SEKSI, KEPALA))


def context(page: NotePage = PAGE, officers: Sequence[Officer] = OFFICERS) -> dict[str, Any]:
    return note_context(page, Settings(), officers)


def printed(page: NotePage = PAGE, officers: Sequence[Officer] = OFFICERS) -> str:
    labels = Labels("Nota Dinas", "DPMPTSP", date(2026, 11, 23))
    template = PreparedTemplate(templates() / TEMPLATE)
    return said(template.fill(context(page, officers), labels, "F4"))


def test_a_note_is_headed_as_notes_are() -> None:
    lines = printed().splitlines()
    assert "NOTA DINAS" in lines
    assert [line for line in lines if line.startswith(("Yth.", "Dari", "Tanggal", "Nomor"))] == [
        "Yth. | : | Tim Teknis (Joko Priyono, S.T.)",
        "Dari | : | Kepala Seksi",
        "Tanggal | : | 23 November 2026",
        f"Nomor | : | {'.' * 30}",
    ]
    assert "Sifat | : | Segera" in lines
    assert "Hal | : | Penyelesaian pengaduan yang lewat waktu" in lines


def test_a_note_lists_the_cases_and_asks_for_them() -> None:
    text = printed()
    assert "keadaan Senin, 23 November 2026 pukul 16.00 WIB" in text
    assert "Menjadi tugas Tim Teknis: 1 (satu) pengaduan" in text
    assert (
        "2026-0002 | Perihal 2 | 5. Peninjauan | 20/11/2026 16.30 | 1 hari kerja | lewat tahap"
        in text
    )
    assert "Mohon tahap yang menjadi tugas Tim Teknis segera diselesaikan" in text
    assert not {"{{", "None", "nan"} & set(text.split())


@pytest.mark.parametrize(("own", "escalated"), [(True, False), (False, True), (True, True)])
def test_a_list_without_cases_is_left_out_with_what_it_asks(own: bool, escalated: bool) -> None:
    page = replace(PAGE, own=(ROW,) * own, escalated=(ROW,) * escalated)
    text = printed(page)
    assert ("Menjadi tugas" in text, "Mohon tahap" in text) == (own, own)
    assert ("Dieskalasikan" in text, "Mohon arahan" in text) == (escalated, escalated)


def test_the_list_of_what_has_gone_up_names_the_performer() -> None:
    text = printed(NotePage(KEPALA, NOW, (), (ROW,)))
    assert "5. Peninjauan | Tim Teknis | 20/11/2026 16.30" in text
    assert "Tembusan" not in text


def test_the_section_head_writes_and_gets_no_copy_of_his_own_note() -> None:
    shown = context()
    assert shown["tanda_tangan"]["nama"] == "Budi Santoso, S.H."
    assert shown["tembusan"] == ["Kepala Dinas"]


def test_the_clerk_writes_to_the_section_head() -> None:
    shown = context(replace(PAGE, role=KEPALA_SEKSI, copies=(KEPALA,)))
    assert (shown["dari"], shown["tanda_tangan"]["nama"]) == (PETUGAS, "Rina Marlina, S.A.P.")
    assert shown["tujuan_nama"] == "Budi Santoso, S.H."


def test_an_acting_holder_is_addressed_as_such() -> None:
    acting = Officer("Ayu", TIM_TEKNIS, position="Ketua Tim", acting="Plh.")
    shown = context(officers=(*OFFICERS, acting))
    assert (shown["tujuan"], shown["tujuan_nama"]) == ("Plh. Ketua Tim", "Ayu")


def test_a_team_is_addressed_as_a_whole() -> None:
    shown = context(officers=(*OFFICERS, Officer("Ayu", TIM_TEKNIS)))
    assert (shown["tujuan"], shown["tujuan_nama"]) == (TIM_TEKNIS, "")
    assert "Yth. | : | Tim Teknis\n" in printed(officers=(*OFFICERS, Officer("Ayu", TIM_TEKNIS)))


def test_a_role_without_a_holder_is_addressed_by_its_name() -> None:
    gone = [replace(row, valid_until=date(2026, 11, 22)) for row in OFFICERS]
    shown = context(officers=gone)
    assert (shown["tujuan"], shown["tujuan_nama"], shown["dari"]) == (TIM_TEKNIS, "", KEPALA_SEKSI)
    assert shown["tembusan"] == [KEPALA]


def test_whoever_signs_on_behalf_is_nobody_to_be_addressed() -> None:
    behalf = Officer("Ayu", KEPALA, position="Sekretaris", acting="a.n.")
    shown = context(replace(PAGE, role=KEPALA, copies=()), officers=(*OFFICERS, behalf))
    assert shown["tujuan_nama"] == "Sri Wahyuni, M.Si."


def test_without_anybody_to_sign_a_line_is_left_to_fill_in() -> None:
    text = printed(officers=())
    assert f"Kepala Seksi, / ({'.' * 40})" in text.replace("\n", " / ")
    assert "NIP" not in text


def test_the_manual_explains_what_the_note_may_print() -> None:
    shown = set()
    for key, value in sample_note().items():
        shown |= {f"{key}.{name}" for name in value} if isinstance(value, dict) else {key}
    office = {name for name in shown if name in SHARED}
    assert shown == {*office, *SIGNED, *NOTE}


def test_the_shipped_template_of_the_note_has_no_fault() -> None:
    assert [one for one in check_templates(templates()) if one.template == TEMPLATE] == []
