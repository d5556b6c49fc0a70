"""A complaint as it is typed: cleaned, checked field by field, all faults at once."""

from __future__ import annotations

import unicodedata

import pytest
from domain_factory import MONDAY
from hypothesis import given
from hypothesis import strategies as st

from pengaduan_xl.domain.complaint import CATEGORIES, CHANNELS, Complaint
from pengaduan_xl.domain.intake import (
    FIELD_BY_KEY,
    HEADINGS,
    MAX_TEXT,
    REQUIRED,
    clean_text,
    field_key,
    make_complaint,
)

GOOD = {"channel": "Surat", "name": "Nama", "subject": "Perihal", "description": "Uraian"}


def made(**values: str) -> Complaint:
    complaint, refusals = make_complaint(GOOD | values, MONDAY, "2026-0001")
    assert refusals == []
    return complaint


def refused(**values: str) -> list[str]:
    _, refusals = make_complaint(GOOD | values, MONDAY)
    return [refusal.problem for refusal in refusals]


def test_the_required_fields_are_enough() -> None:
    assert made() == Complaint(
        "2026-0001", MONDAY, "Surat", "Nama", subject="Perihal", description="Uraian"
    )


def test_every_field_of_the_form_reaches_the_complaint() -> None:
    given_ = {field: f"isi {field}" for field in HEADINGS} | {
        "channel": "Telepon", "category": "10", "confidential": "ya", "nik": "3201234567890001",
    }  # fmt: skip
    complaint = made(**given_)._asdict()
    expected = given_ | {"category": "10 Umum", "confidential": True}
    assert {field: complaint[field] for field in HEADINGS} == expected


def test_every_missing_field_is_named_at_once() -> None:
    _, refusals = make_complaint({}, MONDAY)
    assert [str(refusal) for refusal in refusals] == [
        f"{HEADINGS[field]}: wajib diisi. Isi {HEADINGS[field]}. Tidak ada yang ditulis."
        for field in REQUIRED
    ]


def test_blanks_and_control_characters_do_not_fill_a_field() -> None:
    assert refused(name=" \x07\t\n ") == ["Nama Pengadu: wajib diisi"]


@pytest.mark.parametrize(
    ("typed", "channel"),
    [("surat", "Surat"), (" DATANG  langsung", "Datang langsung"), ("sp4n lapor", "SP4N-LAPOR!"),
     ("Pos el", "Pos-el")],
)  # fmt: skip
def test_a_channel_is_recognised_without_case_and_punctuation(typed: str, channel: str) -> None:
    assert made(channel=typed).channel == channel


def test_an_unknown_channel_is_refused_with_the_choices() -> None:
    _, refusals = make_complaint(GOOD | {"channel": "Merpati " * 9}, MONDAY)
    assert refusals[0].problem == f"Saluran: '{('Merpati ' * 9)[:40]}' tidak dikenal"
    assert refusals[0].remedy == f"Pilih: {', '.join(CHANNELS)}"


@pytest.mark.parametrize(
    "typed", ["05", " 05. ", "05 pertanahan", "05-PERTANAHAN", "05 Pertanahan"]
)
def test_a_category_may_be_given_by_its_two_digits(typed: str) -> None:
    assert made(category=typed).category == "05 Pertanahan"


@pytest.mark.parametrize("typed", ["5", "11", "0", "Lain-lain", "!!"])
def test_an_unknown_category_is_refused(typed: str) -> None:
    assert refused(category=typed) == [f"Kategori: '{typed}' tidak dikenal"]


def test_all_categories_begin_with_their_code() -> None:
    assert [made(category=category[:2]).category for category in CATEGORIES] == list(CATEGORIES)


@pytest.mark.parametrize(
    ("reported", "answer", "confidential"),
    [("", "", False), ("Oknum", "", True), ("Oknum", "Tidak", False), ("", "YA", True)],
)
def test_a_complaint_about_somebody_is_confidential_unless_told_otherwise(
    reported: str, answer: str, confidential: bool
) -> None:
    assert made(reported=reported, confidential=answer).confidential is confidential


def test_rahasia_is_yes_or_no() -> None:
    assert refused(confidential="mungkin") == ["Rahasia: 'mungkin' tidak dikenal"]


@pytest.mark.parametrize("typed", ["3201234567890001", "3201 2345 6789 0001", " 3201234567890001"])
def test_a_nik_is_kept_as_16_digits(typed: str) -> None:
    assert made(nik=typed).nik == "3201234567890001"


@pytest.mark.parametrize(
    "typed", ["1", "32012345678900011", "3201.2345.6789.0001", "3201234567890001a", "tidak ada",
              "٣٢٠١٢٣٤٥٦٧٨٩٠٠٠١"],
)  # fmt: skip
def test_a_nik_that_is_no_16_digits_is_refused(typed: str) -> None:
    assert refused(nik=typed) == ["NIK: bukan 16 angka"]


def test_a_text_longer_than_a_cell_is_refused_with_its_length() -> None:
    assert made(description="x" * MAX_TEXT).description == "x" * MAX_TEXT
    assert refused(description="x" * 40_000) == [
        "Uraian: 40.000 karakter, sedangkan sel Excel memuat 32.767"
    ]


def test_an_emoji_counts_as_the_two_units_excel_keeps_of_it() -> None:
    assert refused(description="😀" * 16_384) == [
        "Uraian: 32.768 karakter, sedangkan sel Excel memuat 32.767"
    ]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+62811", "-", "@a", "../../x", "😀", "'a"])
def test_strange_texts_stay_as_typed(text: str) -> None:
    assert made(subject=text).subject == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\x0b\x1fc\x7f", "abc"),
        ("a\ud800b\uffff", "ab"),
        ("  a\tb\xa0", "a\tb"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_a_text_loses_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@given(st.text(max_size=30))
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")


@given(st.dictionaries(st.sampled_from(list(HEADINGS)), st.text(max_size=20)))
def test_any_texts_give_a_complaint_or_reasons_never_a_crash(values: dict[str, str]) -> None:
    complaint, refusals = make_complaint(values, MONDAY)
    assert refusals or complaint.channel in CHANNELS
    assert refusals or all(getattr(complaint, field) for field in REQUIRED)


def test_headings_are_met_without_case_and_punctuation() -> None:
    assert FIELD_BY_KEY[field_key("NAMA_pengadu")] == "name"
    assert len(FIELD_BY_KEY) == len(HEADINGS)
