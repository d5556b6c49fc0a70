"""Texts on their way into a document's XML, and what templates may ask of jinja."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from markupsafe import Markup

from pengaduan_xl.letters.sandbox import (
    FILTERS,
    NEW_PARAGRAPH,
    ForbiddenTagError,
    NotATextError,
    clean,
    environment,
    printed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]), max_size=60)


def filled(source: str, context: Mapping[str, object] | None = None) -> str:
    return environment().from_string(source).render(context or {})


@settings(deadline=None)
@given(ANY_TEXT)
def test_any_text_is_well_formed_xml(text: str) -> None:
    xml = printed(text).replace(NEW_PARAGRAPH, "\n")
    assert (ElementTree.fromstring(f"<t>{xml}</t>").text or "") == clean(text)
    assert "{" not in xml


@settings(deadline=None)
@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@settings(deadline=None)
@given(ANY_TEXT)
def test_letters_digits_and_signs_are_never_lost(text: str) -> None:
    def kept(one: str) -> list[str]:
        return [sign for sign in one if unicodedata.category(sign)[0] in "LNPS"]

    assert kept(clean(text)) == kept(text)


@pytest.mark.parametrize("sign", ["\ud800", "\ufffe", "\uffff", "\ufeff", "\x00", "\x9f"])
def test_what_xml_or_a_page_cannot_hold_is_dropped(sign: str) -> None:
    assert clean(f"a{sign}b") == "ab"


@pytest.mark.parametrize("sign", ["\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\u061c"])
def test_marks_that_turn_the_reading_direction_are_dropped(sign: str) -> None:
    assert clean(f"150{sign}000") == "150000"


def test_signs_that_join_an_emoji_are_kept() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert clean(family) == family


def test_blank_lines_and_the_blanks_before_a_line_go() -> None:
    assert clean("satu\r\n\r\n   dua\n\ttiga") == "satu\ndua\ntiga"


def test_many_blanks_cost_no_time() -> None:
    assert len(clean(" " * 200_000)) == 200_000


@pytest.mark.parametrize("value", [["a"], {"a": "b"}, None, True, 1.5])
def test_what_is_no_text_is_not_printed(value: object) -> None:
    with pytest.raises(NotATextError) as caught:
        printed(value)
    assert str(caught.value) == (
        "isian berupa daftar tidak dapat dicetak utuh, ambil bagiannya satu per satu"
    )
    assert isinstance(caught.value, TemplateRuntimeError)


def test_a_whole_number_is_printed_as_a_loop_counts() -> None:
    assert printed(12) == "12"


def test_what_a_template_put_together_is_not_escaped_twice() -> None:
    assert printed(Markup("<b>&amp;</b>")) == "<b>&amp;</b>"


@pytest.mark.parametrize(
    "source", ["{{ x }}", "{{ d.x }}", "{% if x %}{% endif %}", "{{ x|upper }}"]
)
def test_an_unknown_field_fails_however_it_is_used(source: str) -> None:
    with pytest.raises(UndefinedError, match=r"^isian 'x' tidak dikenal$"):
        filled(source, {"d": {}})


@pytest.mark.parametrize("name", ["range", "lipsum", "cycler", "joiner", "namespace", "dict"])
def test_there_are_no_globals(name: str) -> None:
    with pytest.raises(UndefinedError, match=f"^isian '{name}' tidak dikenal$"):
        filled(f"{{% if {name} %}}{{% endif %}}")


def test_a_forbidden_command_is_named() -> None:
    error = ForbiddenTagError("__class__")
    assert str(error) == "perintah '__class__' tidak dibolehkan"
    assert isinstance(error, SecurityError)


@pytest.mark.parametrize(
    "source",
    [
        "{{ t.upper() }}",
        "{{ t['upper']() }}",
        "{{ l.append('x') }}",
        "{{ d.get('x') }}",
        "{{ t * 9 }}",
        "{{ 9 ** 9 }}",
        "{% for x in l recursive %}{{ loop(l) }}{% endfor %}",
        "{% for x in l %}{{ loop.cycle('a') }}{% endfor %}",
        "{% macro m() %}{% endmacro %}{{ m() }}",
    ],
)
def test_nothing_can_be_called_or_multiplied(source: str) -> None:
    with pytest.raises(ForbiddenTagError):
        filled(source, {"t": "a", "l": ["a"], "d": {}})


@pytest.mark.parametrize("name", FILTERS)
def test_the_filters_for_staff_work(name: str) -> None:
    assert filled(f"{{{{ ('ab'|{name}) }}}}")


def test_the_same_source_is_compiled_once() -> None:
    assert environment().from_string("{{ sama }}") is environment().from_string("{{ sama }}")
