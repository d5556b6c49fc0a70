"""Templates filled in with an invented case, which nobody can take for a real letter."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document

from pengaduan_xl.correspondence.preview import (
    KEYS,
    MARK,
    SampleNotWrittenError,
    UnknownTemplateError,
    write_samples,
)
from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.resources import templates
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office's folder without templates of its own."""
    return tmp_path / "kantor"


def text(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return parts.read("word/document.xml").decode("utf-8")


def test_there_is_a_sample_of_every_template(office: Path, tmp_path: Path) -> None:
    samples = write_samples(KEYS, office, Settings(), tmp_path / "contoh")
    assert [path.name for path in samples.files] == [f"CONTOH_{key}.docx" for key in KEYS]
    assert samples.failed == ()
    shipped = {path.stem for path in templates().glob("*.docx")}
    assert set(KEYS) - {key for key in LETTERS if LETTERS[key].draft_of} == shipped


@pytest.mark.parametrize("key", KEYS)
def test_a_sample_says_that_it_is_one(office: Path, tmp_path: Path, key: str) -> None:
    (made,) = write_samples([key], office, Settings(), tmp_path).files
    assert MARK in text(made)
    assert MARK in Document(str(made)).core_properties.title


def test_the_number_of_a_sample_cannot_be_a_real_one(office: Path, tmp_path: Path) -> None:
    (made,) = write_samples(["undangan"], office, Settings(), tmp_path).files
    assert "503/014/CONTOH/XI/2026" in text(made)
    plain = Settings(number_pattern="{klasifikasi}/{urut}")
    (made,) = write_samples(["undangan"], office, plain, tmp_path).files
    assert "CONTOH 503/14" in text(made)


def test_a_sample_shows_the_office_s_own_template_and_letterhead(
    office: Path, tmp_path: Path
) -> None:
    own = office / "templat" / "disposisi.docx"
    own.parent.mkdir(parents=True)
    document = Document()
    document.add_paragraph("Bentuk kami sendiri, {{ kop.alamat }}, {{ nomor_register }}")
    document.save(str(own))
    settings = Settings(address="Jalan Contoh 1")
    (made,) = write_samples(["disposisi"], office, settings, tmp_path).files
    assert "Bentuk kami sendiri, Jalan Contoh 1, CONTOH-0014" in text(made)


def test_a_template_that_cannot_be_filled_in_does_not_keep_back_the_others(
    office: Path, tmp_path: Path
) -> None:
    (office / "templat").mkdir(parents=True)
    (office / "templat" / "bap.docx").write_bytes(b"rusak")
    samples = write_samples(["bap", "undangan"], office, Settings(), tmp_path)
    assert [path.name for path in samples.files] == ["CONTOH_undangan.docx"]
    assert [error.where for error in samples.failed] == ["bap.docx"]


def test_an_unknown_template_is_refused_before_anything_is_written(
    office: Path, tmp_path: Path
) -> None:
    with pytest.raises(UnknownTemplateError) as caught:
        write_samples(["bap", "bab"], office, Settings(), tmp_path / "contoh")
    assert str(caught.value) == (
        f"Templat 'bab' tidak dikenal. Pilih dari: {', '.join(KEYS)}. Tidak ada yang ditulis."
    )
    assert not (tmp_path / "contoh").exists()


def test_a_sample_that_cannot_be_written_is_told(office: Path, tmp_path: Path) -> None:
    (tmp_path / "CONTOH_bap.docx").mkdir()
    with pytest.raises(SampleNotWrittenError) as caught:
        write_samples(["bap"], office, Settings(), tmp_path)
    assert str(caught.value) == (
        "CONTOH_bap.docx: Contoh surat tidak dapat ditulis (yang ditunjuk adalah folder). Tutup berkas itu "
        "atau pilih folder lain dengan --folder, lalu ulangi. Templat dan register tidak berubah."
    )
