"""Whatever is typed into a template, the check ends, tells its places, and never fails itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letters.bad_templates import FORM, form, saved

from pengaduan_xl.letters.check import check_template
from pengaduan_xl.letters.filling import TemplateBrokenError
from pengaduan_xl.letters.page_text import clean
from pengaduan_xl.letters.render import render_letter
from pengaduan_xl.letters.sample import sample_job
from pengaduan_xl.letters.tag_check import check_tags
from pengaduan_xl.letters.tag_lines import Line
from pengaduan_xl.letters.template_kinds import letter_kind

if TYPE_CHECKING:
    from pathlib import Path

PIECES = (
    "{%p if kota %}", "{{ kota }}", "{{ kotaa }}", "{% if kota %}", "{% elif 1 %}", "{% else %}",
    "{% endif %}", "{%p endif %}", "{% for x in tanda_tangan.jabatan %}", "{%tr for x in tim %}",
    "{% endfor %}", "{{ x }}", "{{ loop.index }}", "{% set kota = 1 %}", "{{ kota.x.y }}",
    "{{ pengadu['nama'] }}", "{{", "}}", "{%", "%}", "{#", "#}", "{% If kota %}", "{% for %}",
    "{% for x in %}", "{{ x( }}", "{% endif x %}", "{{ 'a' ~ x }}", "{% raw %}",
    "{% for a, b in pengadu %}", "teks", "\t", "“", "\u200b", "\ufffc", "{ kota }",
)  # fmt: skip
CONTEXT = letter_kind(FORM).context
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=8).map("".join)


@settings(deadline=None, max_examples=150)
@given(st.lists(TEXTS, max_size=6))
def test_any_paragraphs_are_checked_without_failing(texts: list[str]) -> None:
    part = object()
    lines = [Line(f"paragraf {number}", text, (part,)) for number, text in enumerate(texts)]
    tagged = check_tags(lines, FORM.key, CONTEXT)
    assert all(fault.line in lines for fault in tagged.faults)
    assert all(fault.problem and fault.remedy for fault in tagged.faults)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("templat")


@settings(deadline=None, max_examples=20)
@given(st.lists(TEXTS.map(clean), max_size=4))
def test_a_template_that_cannot_make_a_letter_has_findings(folder: Path, texts: list[str]) -> None:
    document = form()
    for text in texts:
        document.add_paragraph(text.replace("\ufffc", ""))
    path = saved(folder, document)
    try:
        made = render_letter(sample_job(FORM), path)
    except TemplateBrokenError:
        made = b""
    assert made or check_template(path, FORM)
