"""Photos of a field visit: found in the office's folder, checked, and drawn into the report."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from letters.letter_cases import job

from pengaduan_xl.letters.context import build_context
from pengaduan_xl.letters.job import Photo
from pengaduan_xl.letters.photos import (
    MAX_PHOTO_BYTES,
    PhotoUnusableError,
    TooManyPhotosError,
    has_pictures,
    with_pictures,
)
from pengaduan_xl.letters.render import fill, open_template
from pengaduan_xl.resources import templates
from scripts.template_emblem import emblem_png

if TYPE_CHECKING:
    from pathlib import Path

ADVICE = (
    "Simpan foto sebagai PNG atau JPEG paling besar 3 MB di folder kantor, lalu perbaiki isian foto. "
    "Tidak ada yang ditulis."
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office's folder with one photo."""
    (tmp_path / "kantor" / "foto").mkdir(parents=True)
    (tmp_path / "kantor" / "foto" / "Budi Contoh.png").write_bytes(emblem_png())
    return tmp_path / "kantor"


def context(office: Path | None, typed: str, **complaint: object) -> Any:
    return build_context(replace(job("bap", {"foto": typed}, **complaint), folder=office))


def drawn(office: Path, typed: str) -> Any:
    """The report with its photos, opened."""
    template = templates() / "bap.docx"
    opened = open_template(template)
    fill(opened, with_pictures(context(office, typed), opened.docx.part), template)
    written = io.BytesIO()
    opened.save(written)
    return Document(written)


def png(width: int, height: int) -> bytes:
    """The head of a PNG, which is all that its size is read from."""
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR"
    return (
        start
        + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
        + b"\0\0\0\0"
        + emblem_png()[33:]
    )


def test_a_photo_is_marked_with_its_caption_and_its_width(office: Path) -> None:
    (shown,) = context(office, "foto/Budi Contoh.png | Bengkel dari jalan")["foto"]
    assert shown == {
        "gambar": Photo(office / "foto" / "Budi Contoh.png", 57.6),
        "keterangan": "Bengkel dari jalan",
    }


@pytest.mark.parametrize(
    ("size", "width"), [((1600, 1200), 96.0), ((2000, 600), 120.0), ((300, 900), 24.0)]
)
def test_a_photo_keeps_its_proportions_inside_its_space(
    office: Path, size: tuple[int, int], width: float
) -> None:
    (office / "a.png").write_bytes(png(*size))
    assert context(office, "a.png")["foto"][0]["gambar"].width_mm == width


def test_a_name_with_backslashes_is_found(office: Path) -> None:
    assert has_pictures(context(office, r"foto\Budi Contoh.png"))


def test_a_report_without_photos_holds_none(office: Path) -> None:
    assert context(None, "")["foto"] == []
    assert not has_pictures(context(office, ""))


def test_the_name_of_a_file_may_name_the_complainant_but_its_caption_not(office: Path) -> None:
    (shown,) = context(office, "foto/Budi Contoh.png | Rumah Budi Contoh", confidential=True)[
        "foto"
    ]
    assert shown["keterangan"] == "Rumah Pengadu (dirahasiakan)"


def test_photos_are_drawn_into_an_attachment_without_the_names_of_their_files(
    office: Path,
) -> None:
    made = drawn(office, "foto/Budi Contoh.png | Bengkel\nfoto/Budi Contoh.png")
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert "FOTO PENINJAUAN LAPANGAN" in texts
    assert texts[-4:] == ["", "Gambar 1. Bengkel", "", "Gambar 2"]
    body = made.element.body
    assert len(list(body.iter(qn("w:drawing")))) == 3
    named = [str(one.get("name")) for one in body.iter(qn("pic:cNvPr"))]
    assert not [name for name in named if "Budi" in name]


def test_each_photo_has_a_number_of_its_own(office: Path) -> None:
    made = drawn(office, "foto/Budi Contoh.png\nfoto/Budi Contoh.png")
    numbers = [one.get("id") for one in made.element.body.iter(qn("wp:docPr"))]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("name", ["tidak-ada.png", "foto", "../rahasia.png", "/etc/passwd"])
def test_a_photo_outside_the_folder_is_not_there(office: Path, name: str) -> None:
    (office.parent / "rahasia.png").write_bytes(emblem_png())
    with pytest.raises(PhotoUnusableError) as caught:
        context(office, name)
    assert str(caught.value) == f"Surat bap: Foto '{name}' tidak ada di folder kantor. {ADVICE}"


def test_without_an_office_s_folder_there_are_no_photos() -> None:
    with pytest.raises(PhotoUnusableError, match="tidak ada di folder kantor"):
        context(None, "a.png")


@pytest.mark.parametrize(
    "content",
    [b"", b"teks", emblem_png()[:12], b"GIF89a" + b"\1\0\1\0" + b"\0" * 20, png(0, 10)],
    ids=["empty", "text", "cut", "gif", "flat"],
)
def test_what_is_no_picture_is_told_with_its_name(office: Path, content: bytes) -> None:
    (office / "a.jpg").write_bytes(content)
    with pytest.raises(PhotoUnusableError) as caught:
        context(office, "a.jpg")
    assert str(caught.value) == (
        f"Surat bap: Foto 'a.jpg' bukan gambar PNG atau JPEG yang utuh. {ADVICE}"
    )


def test_a_photo_that_would_make_the_letter_heavy_is_refused(office: Path) -> None:
    (office / "a.png").write_bytes(emblem_png() + b"\0" * MAX_PHOTO_BYTES)
    with pytest.raises(PhotoUnusableError, match="lebih besar dari 3 MB"):
        context(office, "a.png")


def test_a_photo_that_the_system_will_not_give_is_told(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(PhotoUnusableError, match="tidak dapat dibaca"):
        context(office, "foto/Budi Contoh.png")


def test_seven_photos_are_too_many(office: Path) -> None:
    with pytest.raises(TooManyPhotosError) as caught:
        context(office, "foto/Budi Contoh.png\n" * 7)
    assert str(caught.value) == (
        "Surat bap: Foto ada 7, paling banyak 6. Pilih yang paling jelas; selebihnya simpan pada berkas "
        "pengaduan. Tidak ada yang ditulis."
    )
