"""Hostile texts on the real path: taken in at the desk, kept in the workbook, printed by every letter."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from letters.hostile_office import COMPLAINT, EMOJI, LONG, MARKUP, NAME, TYPED, UNSEEN, make_letters
from letters.letter_cases import opened, said
from letters.word_rules import word_faults

from pengaduan_xl.letters.catalogue import LETTERS

if TYPE_CHECKING:
    from pathlib import Path

NAMED = [key for key, letter in LETTERS.items() if letter.identity == "kecuali rahasia"]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("serangan")


@pytest.fixture(scope="module")
def letters(office: Path) -> dict[str, Path]:
    """Every letter of the hostile complaint, which is not confidential."""
    return make_letters(office / "terbuka", COMPLAINT | {"confidential": "Tidak"})


@pytest.fixture(scope="module")
def hidden(office: Path) -> dict[str, Path]:
    """Every letter of the hostile complaint, confidential since it names somebody."""
    return make_letters(office / "rahasia", COMPLAINT)


def test_every_letter_is_made(letters: dict[str, Path]) -> None:
    assert set(letters) == set(LETTERS)


@pytest.mark.parametrize("key", LETTERS)
def test_a_hostile_letter_is_a_document_as_word_wants_it(
    letters: dict[str, Path], key: str
) -> None:
    content = letters[key].read_bytes()
    assert word_faults(content) == []
    assert opened(content).paragraphs


@pytest.mark.parametrize("key", LETTERS)
def test_texts_are_printed_as_typed_and_carried_out_by_nobody(
    letters: dict[str, Path], key: str
) -> None:
    text = said(letters[key].read_bytes())
    printed = [one for one in (MARKUP, TYPED) if one in text]
    assert printed or key == "kartu-kendali"
    assert "49" not in re.sub(r"\d{3,}", "", text.replace(MARKUP, ""))
    assert not set(UNSEEN) & set(text)


def test_the_form_prints_all_of_a_long_and_strange_description(letters: dict[str, Path]) -> None:
    text = said(letters["formulir"].read_bytes())
    assert LONG.strip() in text
    assert EMOJI in text
    assert "satu\ttab / dua / tiga / empat lunas000.05" in text


@pytest.mark.parametrize("key", LETTERS)
def test_a_name_never_reaches_a_path(letters: dict[str, Path], key: str) -> None:
    path = letters[key]
    assert path.name == f"2026-0001_{key}.docx"
    assert path.parent.parts[-3:] == ("terbuka", "surat", "2026")


def test_nothing_is_written_beside_the_office(letters: dict[str, Path], office: Path) -> None:
    assert letters
    assert {path.name for path in office.iterdir()} <= {"terbuka", "rahasia"}
    assert not list(office.rglob("*Budi*"))


@pytest.mark.parametrize("key", NAMED)
def test_a_confidential_complainant_is_nowhere_in_the_file(
    hidden: dict[str, Path], key: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(hidden[key].read_bytes())) as package:
        held = b"".join(package.read(name) for name in package.namelist())
    assert NAME.split()[0].encode() not in held
    assert b"1672011203850001" not in held


@pytest.mark.parametrize(
    "key",
    [
        "formulir",
        "kartu-kendali",
        "lembar-verifikasi",
        "bukti-penyampaian",
        "berkas-tidak-lengkap",
        "pelimpahan",
    ],
)
def test_a_confidential_complainant_is_called_hidden(hidden: dict[str, Path], key: str) -> None:
    assert "Pengadu (dirahasiakan)" in said(hidden[key].read_bytes())


def test_the_receipt_and_the_reply_still_name_a_confidential_complainant(
    hidden: dict[str, Path],
) -> None:
    for key in ("tanda-terima", "surat-balasan"):
        assert NAME in said(hidden[key].read_bytes())


@pytest.mark.parametrize("key", LETTERS)
def test_a_nik_is_always_masked(letters: dict[str, Path], key: str) -> None:
    text = said(letters[key].read_bytes())
    assert "1672011203850001" not in text
    assert "NIK" not in text or "1672********0001" in text or "dirahasiakan" in text
