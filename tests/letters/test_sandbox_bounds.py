"""A template can neither run without end nor print without end, whatever it asks for."""

from __future__ import annotations

import pytest
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError

from pengaduan_xl.letters import quick_tags, sandbox_bounds
from pengaduan_xl.letters.quick_tags import NotQuickError, Page
from pengaduan_xl.letters.sandbox import environment
from pengaduan_xl.letters.sandbox_bounds import (
    MAX_NESTED,
    REFUSED,
    ForbiddenTagError,
    NotAListError,
    Rounds,
    TooMuchError,
    TooNestedError,
    added,
)

TOO_MUCH = "templat mencetak atau mengulang terlalu banyak"


def filled(source: str, **context: object) -> str:
    return environment().from_string(source).render(context)


@pytest.mark.parametrize(
    "source",
    [
        '{% include "a" %}',
        '{% import "a" as b %}',
        '{% from "a" import b %}',
        '{% extends "a" %}',
        "{% block a %}{% endblock %}",
        "{% macro a() %}{% endmacro %}",
        "{% call a() %}{% endcall %}",
        "{% filter upper %}{% endfilter %}",
        "{% with %}{% endwith %}",
        "{% autoescape false %}{% endautoescape %}",
        "{% set a %}x{% endset %}",
        "{{ {'a': 1}|length }}",
        "{{ 9 % 2 }}",
    ],
)
def test_commands_beyond_printing_and_asking_are_refused(source: str) -> None:
    with pytest.raises(ForbiddenTagError):
        filled(source)


def test_each_refused_command_has_a_name_for_staff() -> None:
    assert all(REFUSED.values())


@pytest.mark.parametrize("twice", ["a ~ a", "a + a", "a|join(a)", "[a, a]|join"])
def test_a_text_cannot_be_doubled_without_end(twice: str) -> None:
    steps = f"{{% set a = {twice} %}}" * 40
    with pytest.raises(TooMuchError, match=TOO_MUCH):
        filled("{% set a = 'abcdefgh' %}" + steps)


def test_a_list_cannot_be_doubled_without_end() -> None:
    with pytest.raises(TooMuchError):
        filled("{% set a = [1] %}" + "{% set a = a + a %}" * 40)


def test_loops_within_loops_cannot_run_without_end() -> None:
    source = "{% for a in l %}{% for b in l %}{% for c in l %}{% endfor %}{% endfor %}{% endfor %}"
    with pytest.raises(TooMuchError):
        filled(source, l=list(range(1000)))


def test_each_part_of_a_document_has_rounds_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_bounds, "MAX_ROUNDS", 3)
    source = "{% for a in l %}x{% endfor %}"
    assert filled(source, l=[1, 2, 3]) == filled(source, l=[1, 2, 3]) == "xxx"


def test_very_much_print_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_bounds, "MAX_PRINTED", 10)
    with pytest.raises(TooMuchError):
        filled("{{ a }}{{ a }}", a="abcdef")


@pytest.mark.parametrize("value", ["teks", {"a": "b"}, 5])
def test_only_lists_are_walked(value: object) -> None:
    with pytest.raises(
        NotAListError, match=r"^yang diulang dengan 'for' harus isian berupa daftar$"
    ):
        filled("{% for a in v %}{{ a }}{% endfor %}", v=value)


def test_walking_what_is_not_known_says_so() -> None:
    with pytest.raises(UndefinedError, match=r"^isian 'temuaan' tidak dikenal$"):
        filled("{% for a in temuaan %}{% endfor %}")


def test_a_call_is_refused_even_if_it_came_to_run() -> None:
    with pytest.raises(ForbiddenTagError, match=r"^perintah '\( \)' tidak dibolehkan$"):
        environment().call(None)


def test_deep_nests_are_refused() -> None:
    deep = "{% if a %}" * (MAX_NESTED + 1) + "{% endif %}" * (MAX_NESTED + 1)
    with pytest.raises(
        TooNestedError, match=r"^lebih dari 12 perintah if atau for saling bersarang$"
    ):
        filled(deep, a=1)


def test_joined_texts_are_as_long_as_ever_within_the_bounds() -> None:
    assert (
        filled("{{ l|join(', ') }}{{ 'a' ~ 1 ~ l[0] }}{{ 'x' + 'y' }}", l=["b", "c"]) == "b, ca1bxy"
    )


def test_joining_by_a_part_is_refused() -> None:
    with pytest.raises(ForbiddenTagError):
        filled("{{ l|join(',', 'nama') }}", l=[{"nama": "x"}])


def test_numbers_are_added() -> None:
    assert added(1, 2) == 3


def test_rounds_are_spent() -> None:
    rounds = Rounds()
    rounds.spend(sandbox_bounds.MAX_ROUNDS)
    with pytest.raises(TooMuchError):
        rounds.spend(1)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (SecurityError, TooMuchError),
        (SecurityError, TooNestedError),
        (TemplateRuntimeError, NotAListError),
    ],
)
def test_the_bounds_errors_are_jinja_s_so_that_letters_name_their_template(
    kind: type[Exception], error: type[Exception]
) -> None:
    assert issubclass(error, kind)


def test_the_quick_path_leaves_very_many_rounds_to_docxtpl() -> None:
    page = Page()
    page.begin_rounds(quick_tags.MAX_ROUNDS)
    with pytest.raises(NotQuickError):
        page.begin_rounds(1)
