"""Letters as PDF beside their files, and as one file for the printer."""

from __future__ import annotations

import shutil
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from desk_office import examples
from printing_office import NUMBERS, bookmarks, install_printer, office_at
from pypdf import PdfReader

from pengaduan_xl.correspondence.printing import (
    Printed,
    PrintOrder,
    print_letters,
    print_path,
    stale_pdfs,
)
from pengaduan_xl.pdf import PdfNotMadeError, PdfNotWrittenError

if TYPE_CHECKING:
    from pathlib import Path

MOMENT = datetime.fromisoformat("2026-11-23T08:05")


@pytest.fixture
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Two letters, and a printer."""
    install_printer(tmp_path, monkeypatch)
    files = [tmp_path / f"{number}_bap.docx" for number in NUMBERS[:2]]
    for file in files:
        file.write_bytes(b"surat")
    return files


def test_a_pdf_is_put_beside_each_letter(letters: list[Path]) -> None:
    printed = print_letters(letters, PrintOrder(beside=True))
    assert printed == Printed(tuple(file.with_suffix(".pdf") for file in letters))
    assert all(path.is_file() for path in printed.pdfs)


def test_the_file_to_print_leaves_no_other_pdf(letters: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "cetak.pdf"
    assert print_letters(letters, PrintOrder(target=target)) == Printed((), target, 3)
    assert list(bookmarks(target).items()) == [("2026-0001_bap", 1), ("2026-0002_bap", 3)]
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["cetak.pdf"]


def test_both_are_made_of_one_conversion(letters: list[Path], tmp_path: Path) -> None:
    order = PrintOrder(beside=True, target=tmp_path / "cetak.pdf", double_sided=False)
    printed = print_letters(letters, order)
    assert (len(printed.pdfs), printed.pages) == (2, 2)


def test_nothing_is_converted_when_nothing_is_asked_for(letters: list[Path]) -> None:
    assert print_letters(letters, PrintOrder()) == Printed()
    assert print_letters([], PrintOrder(beside=True)) == Printed()


def test_a_letter_that_fails_leaves_no_file_to_print(letters: list[Path], tmp_path: Path) -> None:
    letters[1].unlink()
    with pytest.raises(PdfNotMadeError):
        print_letters(letters, PrintOrder(target=tmp_path / "cetak.pdf"))
    assert not (tmp_path / "cetak.pdf").exists()


def test_a_file_to_print_that_a_reader_holds_is_told(letters: list[Path], tmp_path: Path) -> None:
    (tmp_path / "cetak.pdf").mkdir()
    with pytest.raises(PdfNotWrittenError, match=r"cetak\.pdf"):
        print_letters(letters, PrintOrder(target=tmp_path / "cetak.pdf"))


def test_the_file_to_print_is_named_by_the_moment(tmp_path: Path) -> None:
    assert print_path(tmp_path, MOMENT) == tmp_path / "surat" / "cetak_2026-11-23_0805.pdf"


def test_an_earlier_file_of_the_same_minute_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "surat").mkdir()
    for name in ("cetak_2026-11-23_0805.pdf", "cetak_2026-11-23_0805-2.pdf"):
        (tmp_path / "surat" / name).touch()
    assert print_path(tmp_path, MOMENT).name == "cetak_2026-11-23_0805-3.pdf"


def test_pdfs_of_an_earlier_making_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    assert stale_pdfs([tmp_path / "a.docx", tmp_path / "b.docx"]) == [tmp_path / "a.pdf"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice tidak terpasang")
def test_letters_of_an_office_print_as_they_are_written(tmp_path: Path) -> None:
    office = office_at(tmp_path / "kantor é dinas", 4)
    files = [office.letter(number, "undangan", **examples("undangan")) for number in NUMBERS[:2]]
    target = tmp_path / "cetak.pdf"
    assert print_letters(files, PrintOrder(target=target)).pages == 3
    assert bookmarks(target) == {"2026-0001_undangan": 1, "2026-0002_undangan": 3}
    with PdfReader(target) as whole:
        texts = [" ".join(page.extract_text().split()) for page in whole.pages]
    assert ["2026-0001" in texts[0], texts[1], "2026-0002" in texts[2]] == [True, "", True]
