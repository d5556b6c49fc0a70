"""Every letter on both paths: the same bytes, whatever people typed; and the plain docxtpl's document."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from docxtpl import DocxTemplate, RichText
from hypothesis import given, settings
from hypothesis import strategies as st
from letters.letter_cases import job, template_of
from letters.quick_cases import LABELS, LOOK, by_docxtpl, canonical

from pengaduan_xl.letters import quick_store, recap_page, render
from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.context import build_context
from pengaduan_xl.letters.docx_template import LetterTemplate
from pengaduan_xl.letters.filling import Look
from pengaduan_xl.letters.job import Photo
from pengaduan_xl.letters.photos import has_pictures
from pengaduan_xl.letters.quick_making import quick_template
from pengaduan_xl.letters.quick_template import QuickTemplate
from pengaduan_xl.letters.render import PreparedTemplate, TemplateBrokenError, render_letter
from pengaduan_xl.letters.sample import sample_recap
from pengaduan_xl.letters.sandbox import environment
from pengaduan_xl.resources import templates
from scripts.template_emblem import emblem_png

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.letters.job import LetterJob

PROPERTIES = "docProps/core.xml"
TRICKY = st.sampled_from(
    ["&", "<w:t>", "{{ x }}", "{_{", "%}", "\n", "\t", "\x07", "\u202e", "😀", '"', "'", "]]>", " "]
)
ANY_TEXT = st.lists(TRICKY | st.text(max_size=8), max_size=8).map("".join)
PREPARED = {key: PreparedTemplate(templates() / LETTERS[key].template) for key in LETTERS}


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "simpanan"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "simpanan"))


@lru_cache
def taken_apart(content: bytes) -> QuickTemplate:
    return quick_template(content, LOOK)


def stirred(context: dict[str, object], data: st.DataObject) -> dict[str, object]:
    """A context with other texts and longer, shorter and empty lists in it."""

    def other(value: object) -> object:
        if isinstance(value, dict):
            return {key: other(one) for key, one in value.items()}
        if isinstance(value, list):
            chosen = data.draw(st.lists(st.sampled_from(value), max_size=4)) if value else []
            return [other(one) for one in chosen if not isinstance(one, Photo)]
        return data.draw(st.just(value) | ANY_TEXT)

    return {key: other(one) for key, one in context.items()}


def is_quick(prepared: PreparedTemplate, letter: LetterJob) -> bool:
    """Whether a letter is made without docxtpl, once its template is known."""
    prepared.render(letter)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PreparedTemplate, "_by_docxtpl", lambda *_: b"docxtpl")
        return prepared.render(letter) != b"docxtpl"


@pytest.mark.parametrize("key", LETTERS)
@pytest.mark.parametrize("paper", ["F4", "A4", "?"])
def test_every_letter_is_the_same_bytes_on_both_paths(key: str, paper: str) -> None:
    letter = job(key)
    letter = replace(letter, settings=replace(letter.settings, letter_paper=paper))
    prepared = PREPARED[key]
    expected = prepared.render_by_docxtpl(letter)
    assert [prepared.render(letter), prepared.render(letter)] == [expected] * 2


@pytest.mark.parametrize("key", LETTERS)
def test_every_template_of_ours_takes_the_quick_path(key: str) -> None:
    letter = job(key)
    photos = {field.key: "" for field in letter.letter.fields if field.kind == "foto"}
    assert is_quick(PREPARED[key], replace(letter, fields={**letter.fields, **photos}))


@pytest.mark.parametrize("key", LETTERS)
def test_with_the_offices_emblem_it_is_the_same_too(key: str, tmp_path: Path) -> None:
    emblem = tmp_path / "lambang.png"
    emblem.write_bytes(emblem_png())
    prepared = PreparedTemplate(templates() / LETTERS[key].template, emblem)
    assert prepared.render(job(key)) == prepared.render_by_docxtpl(job(key))
    assert prepared.render(job(key)) == prepared.render_by_docxtpl(job(key))


@pytest.mark.parametrize("key", LETTERS)
@settings(deadline=None, max_examples=8)
@given(st.data())
def test_whatever_is_printed_it_is_the_same(key: str, data: st.DataObject) -> None:
    content = (templates() / LETTERS[key].template).read_bytes()
    context = stirred(build_context(job(key)), data)
    assert taken_apart(content).render(context, LABELS) == by_docxtpl(content, context)


@pytest.mark.parametrize("key", LETTERS)
def test_it_is_the_document_that_docxtpl_alone_makes(key: str) -> None:
    letter = job(key)
    prepared = PREPARED[key]
    prepared.render(letter)
    opened = LetterTemplate(templates() / LETTERS[key].template)
    context = build_context(letter)
    if has_pictures(context):
        pytest.skip("docxtpl alone knows no pictures in plain contexts")
    opened.render(context, environment())
    written = io.BytesIO()
    opened.save(written)
    alone, ours = canonical(written.getvalue()), canonical(prepared.render(letter))
    assert alone.keys() == ours.keys()
    assert [name for name in alone if alone[name] != ours[name]] == [PROPERTIES]


@pytest.mark.parametrize("key", ["tanda-terima", "undangan"])
def test_without_line_breaks_jinjas_own_environment_makes_it_too(key: str) -> None:
    letter = job(key, {"daftar_berkas": "A & B"}, description="Satu & <dua>", address="Jalan 1")
    opened = DocxTemplate(templates() / LETTERS[key].template)
    opened.render(build_context(letter), autoescape=True)
    written = io.BytesIO()
    opened.save(written)
    alone, ours = canonical(written.getvalue()), canonical(PREPARED[key].render(letter))
    assert [name for name in alone if alone[name] != ours[name]] == [PROPERTIES]


def test_the_recap_is_the_same_on_both_paths() -> None:
    template = templates() / recap_page.TEMPLATE
    prepared = PreparedTemplate(template)
    expected = by_docxtpl(template.read_bytes(), sample_recap(), Look("A4", None))
    assert [prepared.fill(sample_recap(), LABELS, "A4") for _ in range(2)] == [expected] * 2
    assert quick_template(template.read_bytes(), LOOK).render(sample_recap(), LABELS)


def test_a_template_is_read_once_for_many_letters(tmp_path: Path) -> None:
    template = template_of(tmp_path / "formulir.docx", "{{ perihal }}")
    prepared = PreparedTemplate(template)
    first = prepared.render(job("formulir"))
    template.unlink()
    assert prepared.render(job("formulir")) == first


def test_an_edited_template_counts_at_once(tmp_path: Path) -> None:
    template = template_of(tmp_path / "formulir.docx", "satu {{ perihal }}")
    before = render_letter(job("formulir"), template)
    template_of(template, "dua {{ perihal }}")
    assert render_letter(job("formulir"), template) != before


def test_a_fault_is_told_the_same_after_quick_letters(tmp_path: Path) -> None:
    template = template_of(
        tmp_path / "formulir.docx", "{% if rahasia == 'Ya' %}{{ salah }}{% endif %}"
    )
    prepared = PreparedTemplate(template)
    assert is_quick(prepared, job("formulir"))
    with pytest.raises(TemplateBrokenError, match="isian 'salah' tidak dikenal"):
        prepared.render(job("formulir", confidential=True))


def test_a_template_that_takes_docxtpl_is_asked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = template_of(tmp_path / "formulir.docx", "{% set a = perihal %}{{ a }}")
    prepared = PreparedTemplate(template)
    first = prepared.render(job("formulir"))
    monkeypatch.setattr(render._Quick, "learn", lambda *_: None)
    render._quick.cache_clear()
    assert not is_quick(prepared, job("formulir"))
    assert prepared.render(job("formulir")) == first


def test_a_template_whose_first_letter_differs_takes_docxtpl_ever_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = template_of(tmp_path / "formulir.docx", "beda {{ perihal }}")
    monkeypatch.setattr(QuickTemplate, "render", lambda *_: b"lain")
    prepared = PreparedTemplate(template)
    letters = [prepared.render(job("formulir")) for _ in range(2)]
    assert letters == [prepared.render_by_docxtpl(job("formulir"))] * 2


def test_a_letter_that_only_docxtpl_can_make_leaves_the_template_quick(tmp_path: Path) -> None:
    template = template_of(tmp_path / "formulir.docx", "panjang {{ perihal }}")
    letter = job("formulir")
    office = replace(letter.settings, office_short="D\u00a0PM")
    prepared = PreparedTemplate(template)
    assert not is_quick(prepared, replace(letter, settings=office))
    assert is_quick(prepared, letter)


def test_letters_with_photos_are_made_by_docxtpl_and_leave_the_template_quick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = template_of(
        tmp_path / "formulir.docx", "{{ perihal }}{% if ada %}{{ foto }}{% endif %}"
    )
    picture = tmp_path / "foto.png"
    picture.write_bytes(emblem_png())
    context: dict[str, object] = {"perihal": "x", "ada": "", "foto": ""}
    monkeypatch.setattr(render, "build_context", lambda _: context)
    prepared = PreparedTemplate(template)
    assert is_quick(prepared, job("formulir"))
    context |= {"foto": Photo(picture, 20.0), "ada": "ya"}
    assert not is_quick(prepared, job("formulir"))
    assert prepared.render(job("formulir")) == prepared.render_by_docxtpl(job("formulir"))
    context |= {"foto": "", "ada": ""}
    assert is_quick(prepared, job("formulir"))


def test_rich_texts_are_filled_in_by_docxtpl_and_the_template_is_taken_apart_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = template_of(tmp_path / "catatan.docx", "{{r catatan }}", "{{ catatan }}")
    taken_apart = Mock(wraps=render._taken_apart)
    monkeypatch.setattr(render, "_taken_apart", taken_apart)
    prepared = PreparedTemplate(template)
    context: dict[str, object] = {"catatan": RichText("tebal & <b>", bold=True)}
    letters = [prepared.fill(context, LABELS, "A4") for _ in range(2)]
    assert letters == [by_docxtpl(template.read_bytes(), context, Look("A4", None))] * 2
    assert taken_apart.call_count == 1


def test_a_template_prepared_by_another_process_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = template_of(tmp_path / "formulir.docx", "simpan {{ perihal }}")
    first = render_letter(job("formulir"), template)
    render._quick.cache_clear()
    monkeypatch.setattr(PreparedTemplate, "_by_docxtpl", lambda *_: b"docxtpl")
    assert render_letter(job("formulir"), template) == first


def test_where_nothing_can_be_kept_letters_are_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "simpanan").write_text("bukan folder", encoding="utf-8")
    template = template_of(tmp_path / "formulir.docx", "tanpa simpanan {{ perihal }}")
    first = render_letter(job("formulir"), template)
    render._quick.cache_clear()
    assert render_letter(job("formulir"), template) == first
    assert quick_store.load("apa saja") is None
