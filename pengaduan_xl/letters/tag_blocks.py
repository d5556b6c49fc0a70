"""Whether the loops and conditions of a template open and close where docxtpl can follow them.

docxtpl takes a paragraph, row or cell away together with its ``{%p``, ``{%tr`` or ``{%tc``: whatever else
stands in it is lost. And what one paragraph, row or cell opens must be closed on the same level.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.letters.sandbox_bounds import MAX_NESTED
from pengaduan_xl.letters.tag_lines import OBJECT, has_half_tag, leftover, tags_in
from pengaduan_xl.letters.tag_syntax import CLOSERS, OPENERS, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pengaduan_xl.letters.tag_lines import Line, Tag
    from pengaduan_xl.letters.tag_syntax import ReadTag

_AFTER = {
    "elif": ("if",),
    "else": ("if", "for"),
    "endif": ("if", "if else"),
    "endfor": ("for", "for else"),
}
"""What must be open for a tag to stand where it stands."""

_THREE = re.compile(r"\{\{\{|\{\{%|\}\}\}|%\}\}")
_LOOP = re.compile(r"for\s+([A-Za-z_]\w*)\s+in\b", re.IGNORECASE)

_LEVELS = {
    "": "sel atau bagian",
    "r": "sel atau bagian",
    "p": "sel atau bagian",
    "tr": "tabel",
    "tc": "baris",
}


class _Open(NamedTuple):
    kind: str
    tag: Tag
    is_kept: bool


def half_faults(lines: Sequence[Line]) -> Iterator[Fault]:
    """Yield the paragraphs in which a tag is opened and not closed, or the other way round."""
    for line in lines:
        rest = leftover(line)
        if has_half_tag(rest):
            yield Fault(
                line,
                "Ada tag yang tidak ditutup atau dibuka",
                "Tulis ulang tag itu, lengkap dengan pembuka dan penutupnya, di satu paragraf",
            )
        elif _THREE.search(line.text):
            yield Fault(line, "Ada kurung kurawal berlebih", "Pakai tepat dua kurung: {{ kota }}")


def alone_faults(lines: Sequence[Line]) -> Iterator[Fault]:
    """Yield the paragraphs, rows and cells that lose something together with a tag of theirs."""
    in_tables = [line for line in lines if line.row is not None]
    for line in lines:
        yield from _lost([line], "p", "paragraf")
    for group in _grouped(in_tables, attrgetter("row")):
        yield from _lost(group, "tr", "baris")
    for group in _grouped(in_tables, attrgetter("cell")):
        yield from _lost(group, "tc", "sel")


def _grouped(lines: Sequence[Line], holder: Callable[[Line], object]) -> Iterable[list[Line]]:
    groups: dict[int, list[Line]] = {}
    for line in lines:
        groups.setdefault(id(holder(line)), []).append(line)
    return groups.values()


def _lost(group: Sequence[Line], prefix: str, place: str) -> Iterator[Fault]:
    tags = [tag for line in group for tag in tags_in(line)]
    taking = [tag for tag in tags if tag.prefix == prefix and tag.kind == "{%"]
    others = any(_says(leftover(line)) for line in group) or len(tags) > len(taking)
    if taking and (others or len(taking) > 1):
        yield Fault(
            taking[0].line,
            f"Tag {taking[0].text} membuang seluruh {place} beserta isinya yang lain",
            f"Beri tag itu {place} tersendiri",
        )


def _says(text: str) -> bool:
    return bool(text.replace(OBJECT, "x").strip())


class Blocks:
    """The loops and conditions of one part of the document.

    Args:
        tags: All its tags, in order.

    Attributes:
        faults: What is wrong with them.
        source: The tags as jinja can read them whole, one a line: what lacks its other half is given one.
    """

    def __init__(self, tags: Sequence[ReadTag]) -> None:
        self.faults: list[Fault] = []
        self._opened: list[_Open] = []
        lines = [self._line(read) for read in tags]
        self.source = "\n".join([*lines, self._close(())])

    def _line(self, read: ReadTag) -> str:
        """Return what jinja shall read of a tag, after the ends of blocks that lack theirs."""
        keyword = read.tag.keyword.lower()
        if keyword in OPENERS:
            return self._open(keyword, read)
        if keyword not in _AFTER:
            return read.source
        if not set(_AFTER[keyword]) & {block.kind for block in self._opened}:
            self.faults.append(_without_opening(read.tag))
            return ""
        return self._close(_AFTER[keyword]) + self._continue(keyword, read)

    def _open(self, keyword: str, read: ReadTag) -> str:
        is_kept = len(self._opened) < MAX_NESTED
        if len(self._opened) == MAX_NESTED:
            problem = f"Lebih dari {MAX_NESTED} perintah if atau for saling bersarang"
            self.faults.append(Fault(read.tag.line, problem, "Pakai lebih sedikit perintah"))
        self._opened.append(_Open(keyword, read.tag, is_kept))
        if not is_kept:
            return ""
        return read.source or _stand_in(keyword, read.tag)

    def _continue(self, keyword: str, read: ReadTag) -> str:
        block = self._opened.pop()
        self.faults += _level_faults(block.tag, read.tag)
        if keyword not in CLOSERS:
            kind = f"{block.kind} else" if keyword == "else" else block.kind
            self._opened.append(block._replace(kind=kind))
        if not block.is_kept:
            return ""
        return read.source or f"{{% {'else' if keyword == 'elif' else keyword} %}}"

    def _close(self, wanted: Sequence[str]) -> str:
        """Take off the blocks above the nearest wanted one, or all, and return their ends."""
        ends = ""
        while self._opened and self._opened[-1].kind not in wanted:
            block = self._opened.pop()
            self.faults.append(_without_end(block.tag))
            if block.is_kept:
                ends += f"{{% end{block.kind.split()[0]} %}}"
        return ends


def _stand_in(keyword: str, tag: Tag) -> str:
    """Return an opening in place of a broken one, so that what it encloses can still be read."""
    if keyword == "if":
        return "{% if 1 %}"
    named = _LOOP.match(tag.code)
    return f"{{% for {named[1] if named else '_'} in () %}}"


def _level_faults(opening: Tag, other: Tag) -> Iterator[Fault]:
    if opening.prefix != other.prefix:
        yield Fault(
            other.line,
            f"Tag {other.text} tidak sejenis dengan pembukanya {opening.text}",
            f"Pakai awalan yang sama, misalnya {{%{opening.prefix} {other.keyword} %}}",
        )
    elif opening.prefix in {"tr", "tc"} and other.line.level(opening.prefix) is None:
        yield Fault(
            other.line,
            f"Tag {other.text} hanya berlaku di dalam tabel",
            f"Pakai {{%p {other.keyword} %}} di luar tabel",
        )
    elif opening.line.level(opening.prefix) is not other.line.level(opening.prefix):
        yield Fault(
            other.line,
            f"Tag {other.text} tidak berada di {_LEVELS[opening.prefix]} yang sama dengan {opening.text}",
            "Untuk mengulang baris tabel pakai {%tr for … %} dan {%tr endfor %} di baris tersendiri",
        )


def _without_opening(tag: Tag) -> Fault:
    kind = "for" if tag.keyword.lower() == "endfor" else "if"
    return Fault(
        tag.line, f"Tag {tag.text} tidak punya pembuka", f"Tambahkan {{% {kind} … %}}, atau hapus"
    )


def _without_end(tag: Tag) -> Fault:
    end = f"{{%{tag.prefix} end{tag.keyword.lower()} %}}"
    return Fault(tag.line, f"Tag {tag.text} tidak punya penutup", f"Tambahkan {end} sesudahnya")
