"""Single tags of a template: what is wrong with each, told so that staff can mend it in Word."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from pengaduan_xl.letters.sandbox import FILTERS, environment
from pengaduan_xl.letters.sandbox_bounds import refused
from pengaduan_xl.letters.tag_lines import OBJECT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pengaduan_xl.letters.tag_lines import Line, Tag

MAX_CODE = 500
"""Characters inside a tag; no field needs more, and jinja's parser is spared the rest."""

OPENERS, CLOSERS, MIDDLES = ("if", "for"), ("endif", "endfor"), ("elif", "else")
KEYWORDS = (*OPENERS, *MIDDLES, *CLOSERS, "set")
"""The commands that a template may use."""

_CELL_ONLY = {"cellbg": "{{{{ {} }}}}", "colspan": "{{{{ {} }}}}", "vm": "", "hm": ""}
_ALONE = {"else", "endif", "endfor", "vm", "hm"}
_DOUBLE, _SINGLE = "“”„‟«»″", "‘’‚‛‹›′`´"
_CURLY = re.compile(f"[{_DOUBLE}{_SINGLE}]")
_STRAIGHT = str.maketrans(dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'"))
_WORDS = re.compile(r"\w+(?:[ -]\w+)+")
_ONLY = (
    "Templat hanya boleh mencetak isian, memakai if dan for, dan perintah di belakang '|': "
    + ", ".join(FILTERS)
)
_RETYPE = "Hapus tag itu, lalu ketik ulang sekaligus dari awal sampai akhir"


class Fault(NamedTuple):
    """Something wrong at a paragraph (``None`` for the whole template), and what to do about it."""

    line: Line | None
    problem: str
    remedy: str


class ReadTag(NamedTuple):
    """A tag, what is wrong with it, and what jinja shall read of it; empty when that is of no use."""

    tag: Tag
    faults: tuple[Fault, ...]
    source: str


def read_tag(tag: Tag, fields: Sequence[str]) -> ReadTag:
    """Return a tag as read; ``fields`` are names to suggest for a misspelt one."""
    if tag.kind == "{#":
        return ReadTag(tag, (), "")
    faults = [Fault(tag.line, problem, remedy) for problem, remedy in _typing_faults(tag)]
    code = _plain(tag.code)
    source = _source(tag, code)
    wrong = _code_fault(tag, code, source, fields)
    if wrong is not None:
        return ReadTag(tag, (*faults, Fault(tag.line, *wrong)), "")
    return ReadTag(tag, tuple(faults), source)


def _typing_faults(tag: Tag) -> Iterator[tuple[str, str]]:
    """Yield what went wrong while a tag was typed, whatever it says."""
    if OBJECT in tag.text:
        yield "Ada gambar atau kotak teks di tengah tag", f"Pindahkan gambarnya. {_RETYPE}"
    if any(unicodedata.category(sign) == "Cf" for sign in tag.text):
        yield "Ada huruf tak tampak di dalam tag", _RETYPE
    if _CURLY.search(tag.code):
        yield (
            "Ada tanda kutip keriting di dalam tag",
            "Ganti dengan kutip lurus ' (tekan Ctrl+Z segera sesudah mengetiknya)",
        )
    if tag.prefix and tag.kind == "{{":
        yield f"Awalan '{{{{{tag.prefix}' tidak dipakai", f"Tulis {{{{ {tag.code} }}}} saja"


def _plain(code: str) -> str:
    """Return the code with straight quotes, and without what nobody sees."""
    shown = (sign for sign in code if sign != OBJECT and unicodedata.category(sign) != "Cf")
    return " ".join("".join(shown).translate(_STRAIGHT).split())


def _source(tag: Tag, code: str) -> str:
    if tag.kind == "{{":
        return f"{{{{ {code} }}}}"
    keyword, _, rest = code.partition(" ")
    if keyword in _CELL_ONLY:
        return _CELL_ONLY[keyword].format(rest)
    return f"{{% {code} %}}"


def _code_fault(tag: Tag, code: str, source: str, fields: Sequence[str]) -> tuple[str, str] | None:
    if not code:
        return "Ada tag kosong", "Isi dengan nama isian, misalnya {{ kota }}, atau hapus"
    if len(code) > MAX_CODE:
        return f"Ada tag yang lebih panjang dari {MAX_CODE} huruf", _RETYPE
    wrong = _keyword_fault(tag, code) if tag.kind == "{%" else None
    return wrong or _expression_fault(_complete(source), code, fields)


def _keyword_fault(tag: Tag, code: str) -> tuple[str, str] | None:
    keyword, _, rest = code.partition(" ")
    if keyword in _CELL_ONLY:
        if tag.line.row is None:
            return f"'{{% {keyword} %}}' hanya berlaku di dalam sel tabel", "Hapus tag itu"
    elif keyword not in KEYWORDS:
        return f"Perintah '{{% {keyword} %}}' tidak dikenal", _instead(keyword)
    if keyword in _ALONE and rest:
        return f"Ada kata sesudah '{keyword}'", f"Tulis {{%{tag.prefix} {keyword} %}} saja"
    return None


def _instead(keyword: str) -> str:
    similar = get_close_matches(keyword.lower(), KEYWORDS, 1)
    return f"Mungkin maksudnya '{{% {similar[0]} %}}'" if similar else _ONLY


def _complete(source: str) -> str:
    """Return a source that jinja can parse by itself: one half of a block with the other."""
    words = source.split()
    keyword = words[1] if source.startswith("{%") and len(words) > 1 else ""
    if keyword in OPENERS:
        return f"{source}{{% end{keyword} %}}"
    if keyword in MIDDLES:
        return f"{{% if 1 %}}{source}{{% endif %}}"
    return "" if keyword in CLOSERS else source


def _expression_fault(source: str, code: str, fields: Sequence[str]) -> tuple[str, str] | None:
    try:
        tree = environment().parse(source)
    except (TemplateSyntaxError, ValueError, RecursionError):
        return "Ada tag yang salah tulis", _meant(code, fields)
    for command in refused(tree):
        return f"Perintah '{command}' tidak dibolehkan", _ONLY
    for walked in tree.find_all(nodes.Getattr):
        if walked.attr.startswith("_"):
            return f"Perintah '{walked.attr}' tidak dibolehkan", _ONLY
    return _filter_fault(tree)


def _filter_fault(tree: nodes.Template) -> tuple[str, str] | None:
    for used in tree.find_all(nodes.Filter):
        if used.name not in FILTERS:
            similar = get_close_matches(used.name.lower(), FILTERS, 1)
            remedy = f"Mungkin maksudnya '|{similar[0]}'" if similar else _ONLY
            return f"Perintah '|{used.name}' tidak dikenal", remedy
    for asked in tree.find_all(nodes.Test):
        if asked.name not in environment().tests:
            return f"Pertanyaan 'is {asked.name}' tidak dikenal", _ONLY
    return None


def _meant(code: str, fields: Sequence[str]) -> str:
    """Return the remedy for a malformed tag; blanks and dashes in a field's name are seen at once."""
    if _WORDS.fullmatch(code):
        name = re.sub("[ -]", "_", code).lower()
        similar = get_close_matches(name, fields, 1)
        if similar:
            return f"Mungkin maksudnya {{{{ {similar[0]} }}}}"
    return "Tulis ulang tag itu, misalnya {{ kota }} atau {% if kota %}"
