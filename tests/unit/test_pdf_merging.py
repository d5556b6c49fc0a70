"""Letters put together for the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader, PdfWriter

from pengaduan_xl.pdf import BrokenPdfError, merge_pdfs

if TYPE_CHECKING:
    from pathlib import Path

WIDTHS = {"satu": 1, "dua": 2, "tiga": 3}


@pytest.fixture
def letters(tmp_path: Path) -> list[Path]:
    """PDFs of one, two and three pages, each page as wide as 100 times the letter's pages."""
    made = []
    for name, pages in WIDTHS.items():
        with PdfWriter() as writer:
            for _ in range(pages):
                writer.add_blank_page(100 * pages, 700)
            made.append(tmp_path / f"{name}.pdf")
            writer.write(made[-1])
    return made


def widths(path: Path) -> list[int]:
    with PdfReader(path) as whole:
        return [int(page.mediabox.width) for page in whole.pages]


def test_each_letter_begins_on_the_front_of_a_sheet(letters: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "cetak.pdf"
    assert merge_pdfs(letters, target) == 7
    assert widths(target) == [100, 100, 200, 200, 300, 300, 300]


def test_on_single_sides_no_page_is_blank(letters: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "cetak.pdf"
    assert merge_pdfs(letters, target, double_sided=False) == 6
    assert widths(target) == [100, 200, 200, 300, 300, 300]


def test_letters_stay_in_the_order_given(letters: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "cetak.pdf"
    merge_pdfs(letters[::-1], target)
    assert widths(target) == [300, 300, 300, 300, 200, 200, 100]


def test_each_letter_has_a_bookmark(letters: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "cetak.pdf"
    merge_pdfs(letters, target)
    with PdfReader(target) as whole:
        marks = {
            mark.title: whole.get_destination_page_number(mark)
            for mark in whole.outline
            if not isinstance(mark, list)
        }
    assert marks == {"satu": 0, "dua": 2, "tiga": 4}


def test_the_same_letters_give_the_same_bytes(letters: list[Path], tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        merge_pdfs(letters, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize("content", [None, b"", b"bukan PDF", b"%PDF-1.4 %%EOF"])
def test_a_broken_pdf_is_named_and_nothing_is_written(
    letters: list[Path], tmp_path: Path, content: bytes | None
) -> None:
    letters[1].unlink() if content is None else letters[1].write_bytes(content)
    with pytest.raises(BrokenPdfError, match=r"dua\.pdf"):
        merge_pdfs(letters, tmp_path / "cetak.pdf")
    assert not (tmp_path / "cetak.pdf").exists()


def test_the_error_of_a_broken_pdf_says_what_to_do(tmp_path: Path) -> None:
    assert str(BrokenPdfError(tmp_path / "dua.pdf")) == (
        "dua.pdf: Berkas PDF rusak atau tidak ada. Buat ulang suratnya dengan --pdf, lalu ulangi. "
        "Berkas gabungan tidak ditulis."
    )
