"""Letters on file as the column Dokumen names them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pengaduan_xl.domain.documents import Document, parse_document

DIGEST = "0123456789abcdef" * 4


def test_a_numbered_letter_is_written_with_its_number() -> None:
    letter = Document("2026-0001_undangan.docx", "503/001/DPMPTSP/VII/2026", DIGEST)
    assert str(letter) == (
        f"2026-0001_undangan.docx; No. 503/001/DPMPTSP/VII/2026; sha256:{DIGEST}"
    )


def test_a_letter_without_number_is_its_file_and_digest() -> None:
    assert str(Document("2026-0001_bap.docx", "", DIGEST)) == f"2026-0001_bap.docx; sha256:{DIGEST}"


def test_the_key_of_a_letter_ends_its_file_name() -> None:
    assert Document("2026-0001_tanda-terima.docx", "", DIGEST).letter == "tanda-terima"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.docx",
        f"sha256:{DIGEST}",
        f"a.docx; sha256:{DIGEST[1:]}",
        f"a.docx; sha256:{DIGEST}; b",
    ],
)
def test_a_cell_that_names_no_letter_gives_none(text: str) -> None:
    assert parse_document(text) is None


NUMBERS = st.text("503/IVX ;.-{}", min_size=1).map(str.strip).filter(bool)


@given(st.just("") | NUMBERS)
def test_a_document_is_read_back_whatever_its_number_holds(number: str) -> None:
    letter = Document("2026-0001_undangan.docx", number, DIGEST)
    assert parse_document(f" {letter}\n") == letter
