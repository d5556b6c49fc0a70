"""A letter in the register's lists: its step, and what Agenda Keluar says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from letters.letter_cases import job

from pengaduan_xl.domain.complaint import Event, EventKind
from pengaduan_xl.domain.procedure_defaults import DEFAULT_VERSION
from pengaduan_xl.letters.catalogue import find_letter
from pengaduan_xl.letters.records import agenda_texts, made_before, step_of
from pengaduan_xl.letters.sample import COMPLAINT, sample_job

if TYPE_CHECKING:
    from pengaduan_xl.domain.office import Office

AT = datetime.fromisoformat("2026-11-20T10:00")


def asking(step: int, *letters: str) -> Office:
    """An office whose SOP asks for these letters at a step."""
    office = sample_job(find_letter("bap")).office
    procedure = office.current
    steps = tuple(
        replace(one, letters=letters) if one.number == step else one for one in procedure.steps
    )
    return replace(office, procedures={DEFAULT_VERSION: replace(procedure, steps=steps)})


@pytest.mark.parametrize(
    ("key", "step", "letters", "counted"),
    [
        ("surat-balasan", 8, (), 9),
        ("surat-balasan", 8, ("surat-balasan",), 8),
        ("undangan", 7, ("undangan",), 4),
        ("pelimpahan", 3, ("pelimpahan",), 1),
    ],
)
def test_an_earlier_step_at_which_the_sop_asks_for_a_letter_counts(
    key: str, step: int, letters: tuple[str, ...], counted: int
) -> None:
    assert step_of(find_letter(key), job(key).case, asking(step, *letters)) == counted


def test_a_letter_of_any_step_counts_with_the_step_at_hand_or_the_last_one() -> None:
    letter = job("pelimpahan")
    ended = Event(9, "2026-0014", 3, EventKind.FORWARDED, None, "Rudi", AT, AT)
    events = (*letter.case.events, ended._replace(kind=EventKind.HELD, next_step=3))
    assert step_of(letter.letter, letter.case._replace(events=events), letter.office) == 3
    closed = letter.case._replace(events=(*events, ended))
    assert step_of(letter.letter, closed, letter.office) == 3


def test_a_letter_never_made_has_no_record() -> None:
    assert made_before(job("pelimpahan").case, "pelimpahan") == (None, None)


def test_the_record_of_a_letter_is_its_first_event_and_its_last_document() -> None:
    case = job("bap").case
    again = case.events[2]._replace(document=case.events[2].document.replace("0" * 64, "1" * 64))
    first, last = made_before(case._replace(events=(*case.events, again)), "bap")
    assert first == case.events[2]
    assert last is not None
    assert last.digest == "1" * 64


@pytest.mark.parametrize(
    ("key", "fields", "addressee"),
    [
        ("surat-balasan", {}, "Budi Contoh"),
        ("berkas-tidak-lengkap", {}, "Budi Contoh"),
        ("undangan", {"tujuan": " Camat  Utara \n\nLurah\nKetua RT"}, "Camat Utara dan 2 lainnya"),
        ("undangan", {"tujuan": "Camat"}, "Camat"),
        ("undangan", {}, ""),
        ("pelimpahan", {"tujuan_pelimpahan": "Kepala Dinas LH"}, "Kepala Dinas LH"),
        ("telaahan", {}, ""),
    ],
)
def test_agenda_keluar_tells_to_whom_a_letter_goes(
    key: str, fields: dict[str, str], addressee: str
) -> None:
    assert agenda_texts(find_letter(key), COMPLAINT, fields)["addressee"] == addressee


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        ("surat-balasan", {}),
        ("berkas-tidak-lengkap", {}),
        ("undangan", {"tujuan": "Budi Contoh\nLurah"}),
    ],
)
def test_agenda_keluar_never_names_a_confidential_complainant(
    key: str, fields: dict[str, str]
) -> None:
    secret = COMPLAINT._replace(confidential=True, subject="Keluhan Budi Contoh")
    told = agenda_texts(find_letter(key), secret, fields)
    assert "Budi" not in str(told)
    assert str(told["addressee"]).startswith("Pengadu (dirahasiakan)")
    assert told["nature"] == "Rahasia"
