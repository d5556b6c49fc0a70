"""Documents become PDFs through a program of another make, whatever that program does."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import pytest
from fake_soffice import FILES, PRINTING, machine

from pengaduan_xl.pdf import (
    NoConverterError,
    PdfNotMadeError,
    PdfNotWrittenError,
    PdfTimeoutError,
    converting,
    require_converter,
    to_pdf,
)
from pengaduan_xl.pdf.running import Ending, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pengaduan_xl.resources import Machine

LOGGED = 'echo "$#" >> "$HOME/runs"\n'
"""Notes after :data:`FILES` how many documents a run was given."""


@pytest.fixture
def office(tmp_path: Path) -> Callable[[str], Machine]:
    """Make a computer with this soffice, away from the real one; its home is the test's folder."""
    root = tmp_path / "komputer"
    root.mkdir()
    return lambda script: machine(root, script, HOME=str(tmp_path))


@pytest.fixture
def documents(tmp_path: Path) -> list[Path]:
    """Three documents in a folder whose name is hard to write on a command line."""
    folder = tmp_path / "surat – é & 'satu'"
    folder.mkdir()
    files = [folder / f"2026-000{n}_bap.docx" for n in (1, 2, 3)]
    for file in files:
        file.write_text(file.stem, encoding="utf-8")
    return files


def test_every_document_gets_its_pdf_beside_it(
    office: Callable[[str], Machine], documents: list[Path]
) -> None:
    made = to_pdf(documents, machine=office(PRINTING))
    assert made == [file.with_suffix(".pdf") for file in documents]
    texts = [path.read_text() for path in made]
    assert texts == [f"%PDF-1.4 {file.stem} %%EOF" for file in documents]


def test_pdfs_can_go_to_a_folder_of_their_own(
    office: Callable[[str], Machine], documents: list[Path], tmp_path: Path
) -> None:
    made = to_pdf(documents, tmp_path / "baru" / "pdf", machine=office(PRINTING))
    assert {path.parent for path in made} == {tmp_path / "baru" / "pdf"}
    assert sorted(made[0].parent.iterdir()) == made


def test_all_documents_are_converted_in_one_run(
    office: Callable[[str], Machine], documents: list[Path], tmp_path: Path
) -> None:
    to_pdf(documents, machine=office(FILES + LOGGED + 'set -- --outdir "$out" "$@"\n' + PRINTING))
    assert (tmp_path / "runs").read_text().split() == ["3"]


def test_very_many_documents_are_converted_in_several_runs(
    office: Callable[[str], Machine],
    documents: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(converting, "FILES_A_RUN", 2)
    script = FILES + LOGGED + 'set -- --outdir "$out" "$@"\n' + PRINTING
    assert len(to_pdf(documents, machine=office(script))) == 3
    assert (tmp_path / "runs").read_text().split() == ["2", "1"]


def test_an_older_pdf_is_replaced(office: Callable[[str], Machine], documents: list[Path]) -> None:
    old = documents[0].with_suffix(".pdf")
    old.write_bytes(b"lama")
    to_pdf(documents, machine=office(PRINTING))
    assert old.read_bytes().startswith(b"%PDF-")


def test_an_older_pdf_does_not_count_as_made(
    office: Callable[[str], Machine], documents: list[Path]
) -> None:
    old = documents[0].with_suffix(".pdf")
    old.write_bytes(b"%PDF-1.4 lama %%EOF")
    with pytest.raises(PdfNotMadeError):
        to_pdf(documents, machine=office("exit 0"))
    assert old.read_bytes() == b"%PDF-1.4 lama %%EOF"


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("exit 0", "LibreOffice menolaknya"),
        ("exit 81", "LibreOffice berhenti dengan kode 81"),
        (f'{FILES}for file; do : > "${{file%.*}}.pdf"; done', "LibreOffice menolaknya"),
        (f'{FILES}for file; do echo %PDF-1.4 > "${{file%.*}}.pdf"; done', "LibreOffice menolaknya"),
    ],
    ids=["nothing", "exit code", "empty", "cut off"],
)
def test_a_pdf_that_did_not_come_whole_is_told(
    office: Callable[[str], Machine], documents: list[Path], script: str, reason: str
) -> None:
    with pytest.raises(PdfNotMadeError) as caught:
        to_pdf(documents, machine=office(script))
    assert reason in str(caught.value)
    assert not list(documents[0].parent.glob("*.pdf*"))


def test_one_that_fails_does_not_keep_back_the_others(
    office: Callable[[str], Machine], documents: list[Path]
) -> None:
    documents[1].unlink()
    with pytest.raises(PdfNotMadeError) as caught:
        to_pdf(documents, machine=office(PRINTING))
    assert caught.value.failed == (documents[1],)
    assert [path.is_file() for path in caught.value.made] == [True, True]


def test_documents_that_cannot_be_read_are_not_handed_on(
    office: Callable[[str], Machine], tmp_path: Path
) -> None:
    with pytest.raises(PdfNotMadeError, match="berkasnya tidak dapat dibaca"):
        to_pdf([tmp_path / "tidak-ada.docx"], machine=office("exit 1"))


def test_a_program_that_hangs_is_stopped_with_what_it_started(
    office: Callable[[str], Machine],
    documents: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(converting, "SECONDS_TO_START", 0.1)
    monkeypatch.setattr(converting, "SECONDS_A_FILE", 0.0)
    with pytest.raises(PdfTimeoutError) as caught:
        to_pdf(documents, machine=office('(sleep 0.4; echo ada > "$HOME/bekas") & wait'))
    time.sleep(0.5)
    assert (caught.value.failed, caught.value.made) == (tuple(documents), ())
    assert not (tmp_path / "bekas").exists()


def test_what_a_program_made_before_it_hung_is_kept(
    office: Callable[[str], Machine], documents: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "SECONDS_TO_START", 1.0)
    monkeypatch.setattr(converting, "SECONDS_A_FILE", 0.0)
    script = "exec sleep 60; done\n".join(PRINTING.rsplit("done\n", 1))
    with pytest.raises(PdfTimeoutError) as caught:
        to_pdf(documents, machine=office(script))
    assert caught.value.made == (documents[0].with_suffix(".pdf"),)


def test_without_a_program_nothing_is_tried(tmp_path: Path, documents: list[Path]) -> None:
    bare = machine(tmp_path)
    with pytest.raises(NoConverterError):
        require_converter(bare)
    with pytest.raises(NoConverterError):
        to_pdf(documents, machine=bare)


def test_a_program_that_cannot_be_started_is_told() -> None:
    ending = run("LibreOffice", ["/tidak/ada/soffice"], {}, 1)
    assert ending == (
        "LibreOffice",
        "LibreOffice tidak dapat dijalankan: folder atau berkas hilang",
        0,
    )


def test_a_pdf_that_a_reader_holds_is_told(
    office: Callable[[str], Machine], documents: list[Path]
) -> None:
    documents[0].with_suffix(".pdf").mkdir()
    with pytest.raises(PdfNotWrittenError) as caught:
        to_pdf(documents, machine=office(PRINTING))
    assert str(caught.value) == (
        "2026-0001_bap.pdf: Berkas PDF tidak dapat ditulis (yang ditunjuk adalah folder). Tutup berkas itu "
        "di pembaca PDF atau periksa foldernya, lalu ulangi. Berkas asalnya tidak berubah."
    )
    assert not list(documents[0].parent.glob("*.tmp"))


def test_the_error_without_a_program_says_what_to_install() -> None:
    assert str(NoConverterError()) == (
        "PDF tidak dapat dibuat: LibreOffice atau Word tidak ditemukan. Pasang LibreOffice dari "
        "libreoffice.org (di Debian: paket libreoffice-writer), lalu ulangi, atau ulangi tanpa PDF. "
        "Berkas asalnya tidak berubah."
    )


def test_the_error_of_documents_names_the_first_of_them(tmp_path: Path) -> None:
    files = [tmp_path / f"{n}.docx" for n in range(1, 8)]
    assert str(PdfNotMadeError(files, (), "LibreOffice menolaknya")) == (
        "1.docx, 2.docx, 3.docx, 4.docx, 5.docx, dan 2 lagi: 7 berkas tidak dapat dijadikan PDF (LibreOffice "
        "menolaknya). Ulangi; bila tetap gagal, buka berkas itu dan simpan sendiri sebagai PDF. "
        "Berkas asalnya tidak berubah."
    )


def test_the_error_of_a_program_that_hangs_says_how_long_it_was_given(tmp_path: Path) -> None:
    error = PdfTimeoutError([tmp_path / "1.docx"], (), Ending("Word", "", 100))
    assert str(error) == (
        "1.docx: Word dihentikan karena tidak selesai dalam 100 detik; 1 berkas belum menjadi PDF. Tutup "
        "Word bila terbuka, lalu ulangi. Berkas asalnya tidak berubah."
    )


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice tidak terpasang")
def test_libreoffice_prints_a_letter_from_a_folder_with_a_difficult_name(tmp_path: Path) -> None:
    from docx import Document

    folder = tmp_path / "kantor é – 'satu' dua"
    folder.mkdir()
    document = Document()
    document.add_paragraph("Surat contoh")
    document.save(str(folder / "surat contoh.docx"))
    (made,) = to_pdf([folder / "surat contoh.docx"])
    assert made.read_bytes().startswith(b"%PDF-")
    assert sorted(path.name for path in folder.iterdir()) == [
        "surat contoh.docx",
        "surat contoh.pdf",
    ]
