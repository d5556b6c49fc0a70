"""Tags carried out without jinja: the same texts as jinja's, and jinja's turn wherever there is a doubt."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.exceptions import TemplateError
from letters.quick_cases import LABELS

from pengaduan_xl.letters.line_breaks import TEXT_AGAIN, with_breaks
from pengaduan_xl.letters.page_text import clean, xml_text
from pengaduan_xl.letters.quick_reading import Marking
from pengaduan_xl.letters.quick_tags import NotQuickError
from pengaduan_xl.letters.quick_template import QuickTemplate, Written
from pengaduan_xl.letters.sandbox import environment

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]), max_size=40)
VALUES = st.recursive(
    ANY_TEXT | st.integers() | st.booleans() | st.none() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner),
    max_leaves=5,
)
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = '<w:p xmlns:w="{}"><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
CONTEXT: dict[str, object] = {
    "teks": "satu & <dua>",
    "kosong": "",
    "tiga": 3,
    "ya": True,
    "baris": ["a", "b <c>", "d"],
    "nihil": [],
    "orang": {"nama": "Budi", "anak": ["Siti"]},
    "orang_lain": [{"nama": "Rudi"}, {"nama": "Dewi"}],
}
DONE = [
    "{{ teks }}",
    "{{ tiga }} {{ tiga + 1 }} {{ teks + teks }}",
    "{{ orang.nama }} {{ orang['nama'] }} {{ orang.anak[0] }} {{ baris[2] }}",
    "{{ teks|upper }}{{ teks|lower }}{{ teks|capitalize }}{{ teks|trim }}",
    "{{ baris|join }}{{ baris|join(', ') }}{{ baris|first }}{{ baris|last }}{{ teks|first }}{{ teks|last }}",
    "{{ baris|length }}{{ teks|length }}",
    "{{ kosong or teks }}{{ teks and kosong }}{{ teks or kosong }}{{ kosong and teks }}",
    "{% if teks %}ya{% else %}tidak{% endif %}{% if not nihil %}nihil{% endif %}",
    "{% if kosong %}1{% elif tiga == 3 %}2{% else %}3{% endif %}",
    "{% if tiga > 2 and tiga >= 3 and tiga < 4 and tiga <= 3 and tiga != 4 and ya %}benar{% endif %}",
    "{% if teks == 'lain' or orang.nama == 'Budi' %}Budi{% endif %}{% if orang %}ada{% endif %}",
    "{% for b in baris %}{{ loop.index }}{{ loop.index0 }}{{ loop.length }}{{ b }}{% endfor %}",
    "{% for b in baris %}{% if loop.first %}[{% endif %}{{ b }}{% if loop.last %}]{% endif %}{% endfor %}",
    "{% for b in nihil %}{{ b }}{% else %}tidak ada{% endfor %}",
    "{% for o in orang_lain %}{% for b in baris %}{{ loop.index }}{{ o.nama }}{% endfor %}{% endfor %}",
    "{% for teks in baris %}{{ teks }}{% endfor %}{{ teks }}",
    "{# catatan #}{{ teks -}}   {{- tiga }}",
]  # fmt: skip
LEFT_AT_READING = [
    "{{ 'teks' }}",
    "{{ 'a\\nb' + 'c' }}",
    "{{ teks|default('x') }}",
    "{{ teks ~ tiga }}",
    "{{ tiga - 1 }}",
    "{{ teks if ya else tiga }}",
    "{{ baris[tiga] }}",
    "{{ baris[0:1] }}",
    "{{ orang.items }}",
    "{{ baris|join(teks) }}",
    "{{ baris|join(',', 'nama') }}",
    "{{ baris|join(d=',') }}",
    "{{ teks|trim('x') }}",
    "{{ teks|upper() if ya }}",
    "{% if teks is defined %}x{% endif %}",
    "{% if 'a' in baris %}x{% endif %}",
    "{% if 1 < tiga < 4 %}x{% endif %}",
    "{% set a = teks %}{{ a }}",
    "{% for b in baris if b %}{{ b }}{% endfor %}",
    "{% for a, b in orang_lain %}{{ a }}{% endfor %}",
    "{% for b in baris recursive %}{{ b }}{% endfor %}",
    "{% macro m() %}{% endmacro %}",
    "{% raw %}{{ teks }}{% endraw %}{% include teks %}",
    "{% filter upper %}{{ teks }}{% endfilter %}",
]
LEFT_AT_PRINTING = [
    "{{ tidak_ada }}",
    "{{ orang.alamat }}",
    "{{ baris[3] }}",
    "{{ nihil|first }}",
    "{{ kosong|last }}",
    "{{ baris }}",
    "{{ ya }}",
    "{{ teks.nama }}",
    "{{ tiga|upper }}",
    "{{ orang|length }}",
    "{{ orang_lain|join }}",
    "{{ teks + tiga }}",
    "{% if teks == tiga %}x{% endif %}",
    "{% if ya == 1 %}x{% endif %}",
    "{% if tidak_ada %}x{% endif %}",
    "{% for b in teks %}{{ b }}{% endfor %}",
    "{% for b in orang %}{{ b }}{% endfor %}",
    "{% for b in baris %}{{ loop }}{% endfor %}",
    "{% for b in baris %}{% if loop == loop %}x{% endif %}{% endfor %}",
    "{% for b in baris %}{{ b }}{% endfor %}{{ b }}",
    "{% for b in nihil %}{{ b }}{% else %}{{ loop.index }}{% endfor %}",
]


def quickly(tags: str, context: dict[str, object]) -> str:
    """What a paragraph of these tags becomes without jinja; its steps go through JSON as when kept."""
    marking = Marking("tanda")
    marked = marking.from_string(TEXT.format(NAMESPACE, tags)).render({})
    steps = json.loads(json.dumps(marking.assembled(marked)))
    return Written("document.xml", steps, []).content(context).decode()


def by_jinja(tags: str, context: dict[str, object]) -> str:
    written = environment().from_string(TEXT.format(NAMESPACE, tags)).render(context)
    return written.replace("&#123;", "{").replace("&#125;", "}")


@pytest.mark.parametrize("tags", DONE)
def test_common_tags_say_the_same_as_with_jinja(tags: str) -> None:
    assert quickly(tags, CONTEXT) == by_jinja(tags, CONTEXT)  # none of them prints an empty text


@pytest.mark.parametrize("tags", LEFT_AT_READING)
def test_other_tags_are_left_to_jinja_from_the_beginning(tags: str) -> None:
    with pytest.raises(NotQuickError):
        quickly(tags, CONTEXT)


@pytest.mark.parametrize("tags", LEFT_AT_PRINTING)
def test_what_jinja_refuses_or_knows_better_is_left_to_it(tags: str) -> None:
    quickly(f"{{% if kosong %}}{tags}{{% endif %}}", CONTEXT)
    with pytest.raises(NotQuickError):
        quickly(tags, CONTEXT)


@pytest.mark.parametrize("tags", [*DONE, *LEFT_AT_PRINTING])
@settings(deadline=None, max_examples=25)
@given(st.dictionaries(st.sampled_from(sorted(CONTEXT)), VALUES))
def test_with_any_context_it_is_the_same_or_left_to_jinja(
    tags: str, changes: dict[str, object]
) -> None:
    context = CONTEXT | changes
    try:
        said = quickly(tags, context)
    except NotQuickError:
        return
    expected = with_breaks(by_jinja(tags, context))
    assert said == expected.replace(f"{TEXT_AGAIN}</w:t>", f"{TEXT_AGAIN[:-1]}/>")


def test_a_context_is_not_changed_by_printing_it() -> None:
    before = json.dumps(CONTEXT)
    quickly("{% for teks in baris %}{{ teks }}{% endfor %}", CONTEXT)
    assert json.dumps(CONTEXT) == before


def test_what_only_looks_like_a_text_is_left_to_jinja() -> None:
    class Text(str):
        __slots__ = ()

    with pytest.raises(NotQuickError):
        quickly("{{ teks }}", {"teks": Text("a")})


def test_a_letter_of_many_megabytes_is_left_to_docxtpl() -> None:
    with pytest.raises(NotQuickError):
        quickly("{{ teks }}", {"teks": "é" * 4_000_000})


@pytest.mark.parametrize("word", ["panjang" * 40, "dua\nbaris", "\ud800", "\u202e"])
def test_labels_that_python_docx_would_refuse_are_left_to_it(word: str) -> None:
    for labels in (LABELS._replace(title=word), LABELS._replace(author=word)):
        with pytest.raises(NotQuickError):
            QuickTemplate(()).render({}, labels)


def test_lost_and_doubled_marks_are_found() -> None:
    marking = Marking("tanda")
    marked = marking.from_string(TEXT.format(NAMESPACE, "{{ teks }}")).render({})
    with pytest.raises(NotQuickError):
        marking.check_all_used()
    marking.assembled(marked)
    marking.check_all_used()
    marking.assembled(marked)
    with pytest.raises(NotQuickError):
        marking.check_all_used()


@settings(deadline=None)
@given(ANY_TEXT)
def test_a_text_is_cleaned_and_escaped(text: str) -> None:
    escaped = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert xml_text(text) == escaped.replace("\n", "\a")


@pytest.mark.parametrize(
    "tags", ["{{ uraian.__class__ }}", "{{ uraian() }}", "{{ 'a' * 9 }}", "{{ orang.keys }}"]
)
def test_nothing_that_the_sandbox_forbids_is_quick(tags: str) -> None:
    context = CONTEXT | {"uraian": "x"}
    with pytest.raises(NotQuickError):
        quickly(tags, context)
    with pytest.raises(TemplateError):
        by_jinja(tags, context)
