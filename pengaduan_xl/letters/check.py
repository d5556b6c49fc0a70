"""Whether the templates that staff edited still work: every fault with its template and paragraph."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.errors import TemplateError
from pengaduan_xl.letters import recap_page
from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.context import build_context
from pengaduan_xl.letters.fields import DATE_FORMS
from pengaduan_xl.letters.render import TemplateBrokenError, fill, open_template
from pengaduan_xl.letters.sample import sample_job, sample_recap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from docxtpl import DocxTemplate

    from pengaduan_xl.letters.catalogue import Letter
    from pengaduan_xl.letters.tags import Usage

PLACE_LENGTH = 90
"""Characters of a paragraph that a finding quotes."""


@dataclass(frozen=True, slots=True)
class TemplateFinding:
    """Something wrong in a template (*temuan*), and how to mend it.

    Attributes:
        template: File name.
        place: Beginning of the paragraph, empty when the whole file is meant.
        problem: What is wrong, an Indonesian sentence without a full stop.
        remedy: What to do, an Indonesian sentence without a full stop.
    """

    template: str
    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = f" (paragraf: {self.place})" if self.place else ""
        return f"{self.template}{place}: {self.problem}. {self.remedy}."


class _Expected(NamedTuple):
    """What a template has to go by: whose it is, an example of all it may print, and what it must."""

    key: str
    context: Mapping[str, object]
    mandatory: tuple[str, ...]


def check_templates(folder: Path) -> list[TemplateFinding]:
    """Return what is wrong with the templates of all letters and of the recap in a folder.

    A draft has no template of its own.
    """
    letters = [letter for letter in LETTERS.values() if not letter.draft_of]
    found = [one for each in letters for one in check_template(folder / each.template, each)]
    recap = _Expected(recap_page.KEY, sample_recap(), recap_page.MANDATORY_TAGS)
    return [*found, *_check(folder / recap_page.TEMPLATE, recap)]


def check_template(path: Path, letter: Letter) -> list[TemplateFinding]:
    """Return what is wrong with a letter's template; an empty list when it can be used."""
    context = build_context(sample_job(letter))
    return _check(path, _Expected(letter.key, context, letter.mandatory_tags))


def _check(path: Path, expected: _Expected) -> list[TemplateFinding]:
    """Return what is wrong with a template.

    Broken tags hide everything else, so they are reported alone; otherwise unknown and missing fields are,
    and at last whether the template can be filled in with the catalogue's examples.
    """
    try:
        opened = open_template(path)
    except TemplateError as error:
        return [TemplateFinding(path.name, "", error.problem, error.remedy)]
    return (
        _broken_tags(path, opened)
        or _fields(path, opened, expected)
        or _trial(path, opened, expected)
    )


def _broken_tags(path: Path, opened: DocxTemplate) -> list[TemplateFinding]:
    from jinja2.exceptions import TemplateSyntaxError

    from pengaduan_xl.letters import tags
    from pengaduan_xl.letters.sandbox import environment

    remedy = "Tulis ulang tag itu, lengkap dengan pembuka dan penutupnya"
    found = [
        TemplateFinding(path.name, _quoted(text), "Ada tag yang tidak ditutup atau dibuka", remedy)
        for text in tags.unbalanced(tags.paragraphs(opened))
    ]
    for source in () if found else tags.sources(opened):
        try:
            environment().parse(source)
        except TemplateSyntaxError as error:
            place = _quoted(tags.line_text(source, error.lineno))
            found.append(TemplateFinding(path.name, place, "Ada tag yang salah tulis", remedy))
    return found


def _fields(path: Path, opened: DocxTemplate, expected: _Expected) -> list[TemplateFinding]:
    from pengaduan_xl.letters import tags

    usage = tags.Usage(expected.context)
    for source in tags.sources(opened):
        usage.read(source)
    texts = tags.paragraphs(opened)
    return [*_unknown(path, expected.key, usage, texts), *_missing(path, expected, usage)]


def _unknown(path: Path, key: str, usage: Usage, texts: list[str]) -> Iterator[TemplateFinding]:
    for name, known in usage.unknown.items():
        place = next((text for text in texts if "{" in text and name in text), "")
        similar = get_close_matches(name.rsplit(".", 1)[-1], known, 1)
        remedy = (
            f"Mungkin maksudnya '{similar[0]}'"
            if similar
            else "Lihat daftar isian di docs/surat.md"
        )
        problem = f"Isian '{name}' tidak dikenal pada surat '{key}'"
        yield TemplateFinding(path.name, _quoted(place), problem, remedy)


def _missing(path: Path, expected: _Expected, usage: Usage) -> Iterator[TemplateFinding]:
    missing = [name for name in expected.mandatory if not _is_used(name, usage)]
    if missing:
        problem = f"Isian wajib tidak dicetak: {', '.join(missing)}"
        remedy = f"Tambahkan tag, misalnya {{{{ {missing[0]} }}}}"
        yield TemplateFinding(path.name, "", problem, remedy)


def _is_used(name: str, usage: Usage) -> bool:
    return any(f"{name}{form}" in usage.used for form in DATE_FORMS)


def _trial(path: Path, opened: DocxTemplate, expected: _Expected) -> list[TemplateFinding]:
    try:
        fill(opened, dict(expected.context), path)
    except TemplateBrokenError as error:
        return [TemplateFinding(path.name, "", error.problem, error.remedy)]
    return []


def _quoted(text: str) -> str:
    return textwrap.shorten(text, PLACE_LENGTH, placeholder=" …")
