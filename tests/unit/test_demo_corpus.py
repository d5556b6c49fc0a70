"""The demo office's complaints are complete, invented, and taken in without a refusal."""

from __future__ import annotations

import json
from datetime import datetime
from importlib.resources import files
from typing import Any

import pytest

from pengaduan_xl.domain.complaint import CATEGORIES, CHANNELS, NO, YES
from pengaduan_xl.domain.intake import HEADINGS, make_complaint

RECEIVED = datetime.fromisoformat("2026-01-05T09:00")
CORPUS: list[dict[str, Any]] = json.loads(
    files("pengaduan_xl.demo").joinpath("complaints.json").read_text(encoding="utf-8")
)
FORM_HEADINGS = tuple(heading for heading in HEADINGS.values() if heading != "Keterangan")
LETTER_TEXTS = (
    "keterangan_pihak",
    "pertimbangan_teknis",
    "kesimpulan",
    "persoalan",
    "praanggapan",
    "fakta",
    "analisis",
    "simpulan",
    "saran",
    "keputusan",
    "tindak_lanjut",
    "tempat_peninjauan",
)
LETTER_LISTS = ("temuan", "undangan_tujuan")
ENDINGS = {"limpah_ke", "cabut_alasan"}
KEYS = {*FORM_HEADINGS, *LETTER_TEXTS, *LETTER_LISTS}
LONG_TEXT = 700


def filled(heading: str) -> list[str]:
    return [entry[heading] for entry in CORPUS if entry[heading]]


def test_the_corpus_holds_sixty_four_complaints() -> None:
    assert len(CORPUS) == 64


def test_every_complaint_has_the_same_keys_in_the_same_order() -> None:
    shapes = {tuple(key for key in entry if key not in ENDINGS) for entry in CORPUS}
    assert len(shapes) == 1
    assert set(shapes.pop()) == KEYS


@pytest.mark.parametrize("heading", ["Nama Pengadu", "Perihal", "Uraian", "Telepon"])
def test_names_subjects_descriptions_and_phones_are_given_and_never_repeat(heading: str) -> None:
    assert len(set(filled(heading))) == len(CORPUS)


@pytest.mark.parametrize("heading", ["NIK", "Pos-el"])
def test_optional_identities_never_repeat_and_are_sometimes_left_open(heading: str) -> None:
    values = filled(heading)
    assert len(set(values)) == len(values)
    assert len(CORPUS) / 2 < len(values) < len(CORPUS)


def test_a_nik_has_sixteen_digits_and_a_region_code_that_does_not_exist() -> None:
    assert all(nik.isdecimal() and len(nik) == 16 for nik in filled("NIK"))
    assert all(nik.startswith("99") for nik in filled("NIK"))


def test_phone_numbers_are_plainly_fictitious() -> None:
    assert all(phone.startswith("0812-0000-") for phone in filled("Telepon"))


def test_email_addresses_can_never_be_delivered() -> None:
    assert all(address.endswith("@contoh.invalid") for address in filled("Pos-el"))


def test_every_channel_of_the_recap_is_used() -> None:
    assert {entry["Saluran"] for entry in CORPUS} == set(CHANNELS)


def test_categories_are_those_of_the_recording_template_and_varied() -> None:
    used = {entry["Kategori"] for entry in CORPUS}
    assert used <= set(CATEGORIES)
    assert len(used) >= 8


def test_confidentiality_is_asked_declined_and_left_open() -> None:
    assert {entry["Rahasia"] for entry in CORPUS} == {YES, NO, ""}


def test_about_half_of_the_complaints_name_a_party_complained_of() -> None:
    assert 0.4 <= len(filled("Terlapor")) / len(CORPUS) <= 0.6


@pytest.mark.parametrize("entry", CORPUS, ids=lambda entry: entry["Telepon"])
def test_a_complaint_is_taken_in_as_written_and_without_refusals(entry: dict[str, Any]) -> None:
    values = {field: entry.get(heading, "") for field, heading in HEADINGS.items()}
    complaint, refusals = make_complaint(values, RECEIVED)
    assert refusals == []
    texts = {field: text for field, text in values.items() if field != "confidential"}
    assert {field: getattr(complaint, field) for field in texts} == texts


@pytest.mark.parametrize("key", LETTER_TEXTS)
def test_the_letters_text_is_given_and_written_for_its_own_complaint(key: str) -> None:
    texts = [entry[key].strip() for entry in CORPUS]
    assert all(texts)
    if key != "tempat_peninjauan":
        assert len(set(texts)) == len(CORPUS)


@pytest.mark.parametrize("key", LETTER_LISTS)
def test_the_letters_lists_hold_two_to_four_filled_lines(key: str) -> None:
    assert all(2 <= len(entry[key]) <= 4 for entry in CORPUS)
    assert all(line.strip() for entry in CORPUS for line in entry[key])


def test_findings_are_never_copied_from_another_visit() -> None:
    findings = [finding for entry in CORPUS for finding in entry["temuan"]]
    assert len(set(findings)) == len(findings)


def test_no_letter_field_gives_away_a_complainant() -> None:
    letters = json.dumps(
        [[entry[key] for key in (*LETTER_TEXTS, *LETTER_LISTS)] for entry in CORPUS],
        ensure_ascii=False,
    )
    assert [name for name in filled("Nama Pengadu") if name in letters] == []


def test_one_complaint_is_outside_the_offices_authority_and_another_is_withdrawn() -> None:
    endings = [ENDINGS & set(entry) for entry in CORPUS if ENDINGS & set(entry)]
    assert sorted(endings, key=sorted) == [{"cabut_alasan"}, {"limpah_ke"}]
    assert all(entry[key] for entry in CORPUS for key in ENDINGS & set(entry))


def test_three_descriptions_are_long_and_run_over_paragraphs() -> None:
    long_texts = [text for text in filled("Uraian") if len(text) > LONG_TEXT]
    assert len(long_texts) == 3
    assert all(text.count("\n\n") >= 2 for text in long_texts)


@pytest.mark.parametrize("awkward", ["😟", "&", "<", ">"])
def test_some_description_holds_a_character_that_files_get_wrong(awkward: str) -> None:
    assert any(awkward in text for text in filled("Uraian"))


def test_some_description_looks_like_a_formula() -> None:
    assert any(text.startswith("=") for text in filled("Uraian"))
