"""What is wrong with the tags of a template, paragraph by paragraph, without filling it in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.tag_blocks import Blocks, alone_faults, half_faults
from pengaduan_xl.letters.tag_lines import has_half_tag, leftover, tags_in
from pengaduan_xl.letters.tag_syntax import Fault, read_tag
from pengaduan_xl.letters.tags import Stray, Usage, field_names, likeliest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pengaduan_xl.letters.tag_lines import Line

MANUAL = "docs/isian-surat.md"

_SINGLE_BRACES = re.compile(r"\{\s*([A-Za-z_][\w.]*)\s*\}")


class Tagged(NamedTuple):
    """What was found in a part: its faults, and the fields that it prints or walks."""

    faults: list[Fault]
    used: set[str]


def check_tags(lines: Sequence[Line], key: str, context: Mapping[str, object]) -> Tagged:
    """Return what is wrong with the tags of one part of a document.

    Args:
        lines: Its paragraphs.
        key: Key of the letter, to name it.
        context: An example of all that its template may print.
    """
    fields = field_names(context)
    read = [read_tag(tag, fields) for line in lines for tag in tags_in(line)]
    blocks = Blocks(read)
    usage = Usage(context)
    usage.read(blocks.source)
    places = [tag.tag.line for tag in read]
    faults = [
        *half_faults(lines),
        *_single_braces(lines, fields),
        *alone_faults(lines),
        *(fault for tag in read for fault in tag.faults),
        *blocks.faults,
        *(_unknown(one, places, key) for one in usage.unknown),
        *(_whole(one, places) for one in usage.whole),
        *(_no_list(one, places) for one in usage.no_list),
    ]
    order = {id(line): place for place, line in enumerate(lines)}
    faults.sort(key=lambda fault: order.get(id(fault.line), 0))
    return Tagged(faults, usage.used)


def missing_fault(
    mandatory: Sequence[str], used: set[str], forms: Sequence[str]
) -> Iterator[Fault]:
    """Yield what a template must print and does not; a date counts in any of its ``forms``."""
    missing = [name for name in mandatory if not any(f"{name}{form}" in used for form in forms)]
    if missing:
        remedy = f"Tambahkan tag, misalnya {{{{ {missing[0]} }}}}"
        yield Fault(None, f"Isian wajib tidak dicetak: {', '.join(missing)}", remedy)


def _single_braces(lines: Sequence[Line], fields: Sequence[str]) -> Iterator[Fault]:
    for line in lines:
        rest = leftover(line)
        for name in () if has_half_tag(rest) else _SINGLE_BRACES.findall(rest):
            meant = likeliest(name, fields)
            if meant:
                yield Fault(line, f"Kurung kurawal '{name}' hanya satu", f"Tulis {{{{ {meant} }}}}")


def _unknown(stray: Stray, places: Sequence[Line], key: str) -> Fault:
    problem = f"Isian '{stray.name}' tidak dikenal pada surat '{key}'"
    meant = likeliest(stray.name, stray.known)
    owners = [
        letter.key
        for letter in LETTERS.values()
        for field in letter.fields
        if field.key == stray.name
    ]
    if owners and not (meant and meant.casefold() == stray.name.casefold()):
        remedy = f"Isian itu ada pada surat {', '.join(owners)}"
    else:
        remedy = f"Mungkin maksudnya '{meant}'" if meant else f"Lihat daftar isian di {MANUAL}"
    return Fault(places[stray.line - 1], problem, remedy)


def _whole(stray: Stray, places: Sequence[Line]) -> Fault:
    problem = f"Isian '{stray.name}' tidak dapat dicetak utuh"
    if isinstance(stray.given, dict):
        remedy = f"Cetak bagiannya, misalnya {{{{ {stray.name}.{next(iter(stray.given))} }}}}"
    else:
        remedy = f"Isian itu daftar: ulangi dengan {{%p for butir in {stray.name} %}}"
    return Fault(places[stray.line - 1], problem, remedy)


def _no_list(stray: Stray, places: Sequence[Line]) -> Fault:
    return Fault(
        places[stray.line - 1],
        f"Isian '{stray.name}' bukan daftar, jadi tidak dapat diulang",
        f"Cetak langsung dengan {{{{ {stray.name} }}}}",
    )
