"""A complainant who may not be named is veiled wherever the name was typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pengaduan_xl.letters.catalogue import find_letter
from pengaduan_xl.letters.privacy import HIDDEN_NAME, Identity, one_line
from pengaduan_xl.letters.sample import COMPLAINT

SECRET = COMPLAINT._replace(confidential=True, proxy="Siti Kuasa")


def veiled(text: str, letter: str = "telaahan") -> str:
    return Identity(SECRET, find_letter(letter)).typed(text)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Pengadu Budi Contoh datang", "Pengadu Pengadu (dirahasiakan) datang"),
        ("BUDI CONTOH", "Pengadu (dirahasiakan)"),
        ("budi\ncontoh", "Pengadu (dirahasiakan)"),
        ("Budi  Contoh, bin Contoh", "Pengadu (dirahasiakan), bin Contoh"),
        ("kuasa Siti Kuasa", "kuasa (dirahasiakan)"),
        ("NIK 1672011203850001.", "NIK (dirahasiakan)."),
        ("hubungi 0812-0000-0000", "hubungi (dirahasiakan)"),
        ("tulis ke budi@contoh.id", "tulis ke (dirahasiakan)"),
        ("Jalan Melati Nomor 12", "Jalan Melati Nomor 12"),
        ("Budi Contohwati", "Budi Contohwati"),
        ("91672011203850001", "91672011203850001"),
    ],
)
def test_name_proxy_and_numbers_are_veiled_as_whole_words(typed: str, shown: str) -> None:
    assert veiled(typed) == shown


@pytest.mark.parametrize("letter", ["undangan", "pelimpahan", "surat-balasan", "tanda-terima"])
def test_a_list_of_copies_never_holds_the_complainant(letter: str) -> None:
    identity = Identity(COMPLAINT, find_letter(letter))
    assert identity.bare("Budi Contoh, 0812-0000-0000") == "Pengadu (dirahasiakan), (dirahasiakan)"


def test_an_invitation_hides_the_complainant_in_the_complaint_but_may_invite_them() -> None:
    identity = Identity(COMPLAINT, find_letter("undangan"))
    assert identity.told("Keluhan Budi Contoh") == "Keluhan Pengadu (dirahasiakan)"
    assert identity.typed("Budi Contoh, NIK 1672011203850001") == (
        "Budi Contoh, NIK 1672********0001"
    )


def test_the_reply_is_written_as_typed_but_for_the_nik() -> None:
    typed = "Budi Contoh, NIK 1672011203850001"
    assert veiled(typed, "surat-balasan") == "Budi Contoh, NIK 1672********0001"


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_around_it_keeps_the_nik_visible(before: str, after: str) -> None:
    assert " 1672011203850001 " not in veiled(f"{before} 1672011203850001 {after}")


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=80))
def test_any_name_and_any_text_can_be_veiled(name: str, text: str) -> None:
    identity = Identity(SECRET._replace(name=name), find_letter("telaahan"))
    assert isinstance(identity.typed(text), str)


def test_a_name_of_blanks_veils_nothing() -> None:
    identity = Identity(SECRET._replace(name="  "), find_letter("telaahan"))
    assert identity.typed("Keluhan warga") == "Keluhan warga"


@pytest.mark.parametrize("letter", ["formulir", "undangan"])
def test_what_was_never_told_shows_as_a_dash_and_not_as_hidden(letter: str) -> None:
    bare = SECRET._replace(phone="", occupation="")
    shown = Identity(bare, find_letter(letter)).fields()
    assert (shown["telepon"], shown["pekerjaan"], shown["nama"]) == ("-", "-", HIDDEN_NAME)


@pytest.mark.parametrize(
    ("name", "addressed"),
    [
        ("Budi Contoh", "Sdr. Budi Contoh"),
        ("CV Contoh", "CV Contoh"),
        ("Yayasan Contoh", "Yayasan Contoh"),
        ("Ptolemeus", "Sdr. Ptolemeus"),
    ],
)
def test_people_are_addressed_and_organisations_are_not(name: str, addressed: str) -> None:
    shown = Identity(COMPLAINT._replace(name=name), find_letter("surat-balasan")).fields()
    assert shown["sapaan"] == addressed


def test_one_line_takes_up_all_white_space() -> None:
    assert one_line(" a\n\tb  c ") == "a b c"
