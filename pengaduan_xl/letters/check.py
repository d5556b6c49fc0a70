"""Whether the templates that staff edited still work: every fault with its template, place and remedy."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pengaduan_xl.errors import TemplateError
from pengaduan_xl.letters.docx_package import package_faults
from pengaduan_xl.letters.fields import DATE_FORMS
from pengaduan_xl.letters.filling import (
    TemplateBrokenError,
    TemplateMissingError,
    fill,
    opened_template,
    read_template,
)
from pengaduan_xl.letters.template_kinds import letter_kind, template_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docxtpl import DocxTemplate

    from pengaduan_xl.letters.catalogue import Letter
    from pengaduan_xl.letters.tag_syntax import Fault
    from pengaduan_xl.letters.template_kinds import TemplateKind

PLACE_LENGTH = 90
"""Characters of a paragraph that a finding quotes."""

MAX_FINDINGS = 50
"""Findings told of one template; more of them would not help to mend it."""

_SIMILAR_FILES = (".docx", ".docm", ".doc", ".dotx", ".dotm", ".odt", ".rtf")


@dataclass(frozen=True, slots=True)
class TemplateFinding:
    """Something wrong in a template (*temuan*), and how to mend it.

    Attributes:
        template: File name.
        place: Where it is, such as *tabel 2 baris 3 kolom 1*; empty when the whole file is meant.
        problem: What is wrong, an Indonesian sentence without a full stop.
        remedy: What to do, an Indonesian sentence without a full stop.
        text: Beginning of the paragraph, empty when there is none to quote.
    """

    template: str
    place: str
    problem: str
    remedy: str
    text: str = ""

    def __str__(self) -> str:
        place = f", {self.place}" if self.place else ""
        text = f" ({self.text})" if self.text else ""
        return f"{self.template}{place}{text}: {self.problem}. {self.remedy}."


def check_templates(folder: Path) -> list[TemplateFinding]:
    """Return what is wrong with the templates of all letters and pages in a folder.

    A draft has no template of its own.
    """
    return [one for kind in template_kinds() for one in _check(folder / kind.file, kind)]


def check_template(path: Path, letter: Letter) -> list[TemplateFinding]:
    """Return what is wrong with a letter's template; an empty list when it can be used."""
    return _check(path, letter_kind(letter))


def _check(path: Path, kind: TemplateKind) -> list[TemplateFinding]:
    """Return what is wrong with a template, each fault once, at most :data:`MAX_FINDINGS` of them."""
    found = list(dict.fromkeys(_findings(path, kind)))
    more = len(found) - MAX_FINDINGS
    if more > 0:
        rest = TemplateFinding(
            path.name, "", f"Ada {more} temuan lain", "Perbaiki yang di atas, lalu periksa lagi"
        )
        return [*found[:MAX_FINDINGS], rest]
    return found


def _findings(path: Path, kind: TemplateKind) -> Iterator[TemplateFinding]:
    """Yield what is wrong with a template; only one that seems sound is filled in on trial."""
    opened = None
    try:
        content = read_template(path)
        for fault in package_faults(content):
            yield TemplateFinding(path.name, "", f"Templat {fault.problem}", fault.remedy)
            content = b""
        opened = opened_template(path, content) if content else None
    except TemplateMissingError as error:
        yield TemplateFinding(path.name, "", error.problem, _similar_file(path) or error.remedy)
    except TemplateError as error:
        yield TemplateFinding(path.name, "", error.problem, error.remedy)
    if opened is not None:
        yield from _opened_findings(path, kind, opened)
    if _is_open_in_word(path):
        problem = "Templat sedang dibuka di Word; yang diperiksa ialah simpanan terakhirnya"
        yield TemplateFinding(path.name, "", problem, "Simpan dan tutup di Word, lalu periksa lagi")


def _opened_findings(
    path: Path, kind: TemplateKind, opened: DocxTemplate
) -> Iterator[TemplateFinding]:
    from pengaduan_xl.letters.hidden_parts import hidden_faults
    from pengaduan_xl.letters.tag_check import check_tags, missing_fault
    from pengaduan_xl.letters.tag_lines import tag_lines

    parts = [check_tags(lines, kind.key, kind.context) for lines in tag_lines(opened)]
    faults = [fault for part in parts for fault in part.faults]
    used = {name for part in parts for name in part.used}
    faults += missing_fault(kind.mandatory, used, list(DATE_FORMS))
    yield from (_finding(path, fault) for fault in faults)
    hidden = list(hidden_faults(opened))
    yield from (TemplateFinding(path.name, *fault) for fault in hidden)
    if not any(fault.line for fault in faults):
        yield from _trial(path, kind, opened)


def _finding(path: Path, fault: Fault) -> TemplateFinding:
    from pengaduan_xl.letters.tag_lines import OBJECT

    if fault.line is None:
        return TemplateFinding(path.name, "", fault.problem, fault.remedy)
    text = textwrap.shorten(fault.line.text.replace(OBJECT, " "), PLACE_LENGTH, placeholder=" …")
    return TemplateFinding(path.name, fault.line.place, fault.problem, fault.remedy, text)


def _trial(path: Path, kind: TemplateKind, opened: DocxTemplate) -> Iterator[TemplateFinding]:
    """Yield why the template cannot be filled in with one of the examples."""
    for context in kind.trials:
        try:
            fill(opened, dict(context), path)
        except TemplateBrokenError as error:
            yield TemplateFinding(path.name, "", error.problem, error.remedy)
            return


def _similar_file(path: Path) -> str:
    """Return the remedy for a template that lies beside its place under another name, else nothing."""
    beside = [
        one.name
        for one in sorted(path.parent.glob("*"))
        if one.suffix.lower() in _SIMILAR_FILES and not one.name.startswith(("~$", "."))
    ]
    similar = get_close_matches(path.name, beside, 1, 0.8)
    return (
        f"Mungkin maksudnya berkas '{similar[0]}': simpan di Word sebagai '{path.name}'"
        if similar
        else ""
    )


def _is_open_in_word(path: Path) -> bool:
    """Say whether Word or LibreOffice left its mark beside the file; Word cuts long names short."""
    name = path.name
    marks = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")
    return any(path.with_name(mark).exists() for mark in marks)
