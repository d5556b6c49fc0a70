"""What a document that people edited shows, and which documents are not kept."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import OxmlElement

from pengaduan_xl.letters import docx_reading
from pengaduan_xl.letters.docx_reading import (
    BROKEN,
    LOCKED,
    MACROS,
    OLE_SIGNATURE,
    TOO_LARGE,
    DocxProblemError,
    read_docx,
)


def document(*paragraphs: str) -> bytes:
    made = Document()
    for text in paragraphs:
        made.add_paragraph(text)
    made.sections[0].header.paragraphs[0].text = "Kop"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def with_part(name: str, content: bytes, source: bytes = b"") -> bytes:
    """A document with a part put in or replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source or document("isi"))) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return stream.getvalue()


def problem(content: bytes) -> str:
    with pytest.raises(DocxProblemError) as caught:
        read_docx(content)
    assert str(caught.value) == caught.value.problem
    return caught.value.problem


def test_body_and_header_are_shown() -> None:
    shown = read_docx(document("Satu", "Dua\tTiga"))
    assert {"Satu", "Dua Tiga", "Kop"} <= set(shown.text.splitlines())
    assert not shown.has_changes


def test_a_dash_that_does_not_break_is_a_dash() -> None:
    made = Document()
    run = made.add_paragraph("503").runs[0]
    run._r.append(OxmlElement("w:noBreakHyphen"))
    stream = io.BytesIO()
    made.save(stream)
    assert "503-" in read_docx(stream.getvalue()).text


@pytest.mark.parametrize("tag", ["w:ins", "w:del"])
def test_tracked_changes_are_noticed(tag: str) -> None:
    made = Document()
    made.add_paragraph("isi")._p.append(OxmlElement(tag))
    stream = io.BytesIO()
    made.save(stream)
    assert read_docx(stream.getvalue()).has_changes


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", BROKEN),
        (b"PK\x03\x04rusak", BROKEN),
        (OLE_SIGNATURE + b"isi", LOCKED),
        (with_part("word/vbaProject.bin", b"x"), MACROS),
        (with_part("word/document.xml", b"<w:document"), BROKEN),
        (with_part("word/document.xml", b"<!DOCTYPE a><a/>"), BROKEN),
        (with_part("[Content_Types].xml", b"<Types/>"), BROKEN),
    ],
    ids=["kosong", "rusak", "sandi", "makro", "xml", "entitas", "jenis"],
)
def test_what_is_no_sound_document_is_told(content: bytes, words: str) -> None:
    assert problem(content) == words


@pytest.mark.parametrize("limit", ["MAX_BYTES", "MAX_MEMBERS", "MAX_INFLATED"])
def test_a_document_far_too_large_is_told(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(docx_reading, limit, 3)
    assert problem(document("isi")) == TOO_LARGE
