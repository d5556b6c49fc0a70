"""Damage done to a register: to the zip, to the XML of its parts, and to single cells."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from register_samples import FIRST_ROW, used_register
from workbook_samples import LINKS, TYPES, WORKBOOK, with_parts

from pengaduan_xl.domain.findings import column_letters
from pengaduan_xl.register.schema import HISTORY, REGISTER

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy
    from workbook_samples import Change

REGISTER_PART = "xl/worksheets/sheet4.xml"
HISTORY_PART = "xl/worksheets/sheet5.xml"
SHEETS = {REGISTER_PART: REGISTER, HISTORY_PART: HISTORY}
PARTS = (
    REGISTER_PART,
    HISTORY_PART,
    "xl/worksheets/_rels/sheet4.xml.rels",
    "xl/tables/table1.xml",
    "xl/tables/table2.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    WORKBOOK,
    LINKS,
    TYPES,
    "_rels/.rels",
)

TOKEN = re.compile(rb'"[^"<>]*"|<[^<>]*>|(?<=>)[^<>]+(?=<)')
"""What a mutation takes hold of: an attribute's value, a tag, or the text between two tags."""

WORDS = (
    "", "0", "-1", "1.5", "1e309", "nan", "99999999999999999999", "true", "A0", "A1", "4A", "XFE1", "$A$4",
    "XFD1048576", "A99999999",
    "A1:AG4", "B7:A2", "a4", "Register!A1", "../../../etc/passwd", "/xl/workbook.xml", "rId1", "rId4", "s",
    "str", "inlineStr", "b", "e", "d", "utf-16", "preserve", "Riwayat", "&#0;", "&nbsp;", "&amp;#38;", "\0",
    "\ufffe", "\u202e", "é" * 300, "<c/>", "<row/>", "</row>", "</worksheet>", "<!--", "<![CDATA[", "<?x ?>",
    '<c r="A4" t="s"><v>1</v></c>', '<row r="4"/>', "<f>1</f>", '<f t="shared" si="0"/>', '<f t="array"/>',
    '<!DOCTYPE a [<!ENTITY b "c">]>', "<v>9999</v>", '<mergeCell ref="A1:AG9"/>', "<x:row xmlns:x='y'/>",
)  # fmt: skip

NUMBERS = (
    "0", "-0", "-1", "0.5", "3", "3.0000001", "60", "61", "46349.3125", "46349.999999999", "2958465.99999",
    "2958466", "1e15", "1e308", "-1e308", "1E400", "9007199254740993", "abc", "", " 7 ", "0x1F", "inf", "nan",
)  # fmt: skip
TEXTS = (
    "", " ", "2026-0001", "2026-9999", "9999-0001", "2026-0001\n", "Selesai", "Ya", "tidak", "3", "-3", "٣",
    "²", "1e3", "23/11/2026", "=1+1", "#REF!", "'", "\t", "a" * 40_000, "_x0000_", "[semua]", "Langkah",
    "Tunda", "Diterima", "Kembali", "Petugas Contoh", "{}", "%s", "\u0301",
)  # fmt: skip
MOMENTS = (
    "2026-11-23T07:30:00",
    "2026-11-23",
    "07:30:00",
    "0000-00-00",
    "9999-12-31T23:59:59.999",
    "P1D",
)
ERRORS = ("#REF!", "#N/A", "#NAME?", "#DIV/0!", "#SPILL!", "42")


class Damaged:
    """A register's bytes, and how they came about, which is all that a failing test shows of them."""

    def __init__(self, story: tuple[object, ...], content: bytes) -> None:
        self.story = story
        self.content = content

    def __repr__(self) -> str:
        return f"Damaged{self.story}"


@cache
def members() -> dict[str, bytes]:
    """The register's parts by name."""
    with zipfile.ZipFile(io.BytesIO(used_register())) as package:
        return {name: package.read(name) for name in package.namelist()}


@cache
def tokens(part: str) -> list[tuple[int, int]]:
    """Where the tokens of a part begin and end."""
    return [match.span() for match in TOKEN.finditer(members()[part])]


@st.composite
def damaged_bytes(draw: DrawFn) -> Damaged:
    """Bytes of the file overwritten, cut out, doubled or lost from some place on."""
    content = bytearray(used_register())
    story: list[object] = []
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, max(len(content) - 1, 0)))
        length = draw(st.sampled_from((1, 1, 1, 2, 4, 60, 5000)))
        new = draw(st.sampled_from((b"", b"\0", b"\xff", b"PK\x05\x06", b"PK\x01\x02", b"twice")))
        old = bytes(content[start : start + length])
        content[start : start + length] = old * 2 if new == b"twice" else (new * length)[:length]
        story.append((start, length, new))
    keep = draw(st.sampled_from((1.0, 1.0, 1.0, 0.999, 0.5, 0.01)))
    return Damaged((*story, keep), bytes(content[: int(len(content) * keep)]))


@st.composite
def damaged_packages(draw: DrawFn) -> Damaged:
    """Members that took each other's place, are gone, are empty, or are there twice."""
    names = st.sampled_from(list(members()))
    one, other = draw(names), draw(names)
    how = draw(st.sampled_from(("swap", "drop", "empty", "twice", "copy", "rename")))
    if how == "twice":
        stream = io.BytesIO(used_register())
        with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as package:
            warnings.simplefilter("ignore")
            package.writestr(one, members()[other])
        return Damaged((how, one, other), stream.getvalue())
    ways: dict[str, dict[str, Change]] = {
        "swap": {one: members()[other], other: members()[one]},
        "drop": {one: None, other: None},
        "empty": {one: b""},
        "copy": {one: members()[other]},
        "rename": {one: None, one.upper() if other < one else f"xl\\{one}": members()[one]},
    }
    return Damaged((how, one, other), with_parts(used_register(), ways[how]))


@st.composite
def damaged_parts(draw: DrawFn, parts: tuple[str, ...] = PARTS) -> Damaged:
    """Attribute values, tags and texts of parts replaced, doubled, moved or removed."""
    changed: dict[str, bytes] = {}
    story: list[object] = []
    for part in draw(st.lists(st.sampled_from(parts), min_size=1, max_size=3, unique=True)):
        content = members()[part]
        spans = draw(st.lists(st.sampled_from(tokens(part)), min_size=1, max_size=4, unique=True))
        for start, end in sorted(spans, reverse=True):
            new = draw(_replacements(part, content[start:end]))
            story.append((part, start, content[start:end], new))
            content = content[:start] + new + content[end:]
        changed[part] = content
    return Damaged(tuple(story), with_parts(used_register(), dict(changed)))


def _replacements(part: str, token: bytes) -> SearchStrategy[bytes]:
    word = st.sampled_from(WORDS).map(lambda text: text.encode("utf-8", "surrogatepass"))
    if token.startswith(b'"'):
        word = word.map(lambda text: b'"' + text.replace(b'"', b"'") + b'"')
    elsewhere = st.sampled_from(tokens(part)).map(lambda span: members()[part][slice(*span)])
    return st.one_of(word, word, elsewhere, st.just(token * 2), st.just(b""))


@st.composite
def damaged_cells(draw: DrawFn, parts: tuple[str, ...] = tuple(SHEETS)) -> Damaged:
    """Cells of Register and Riwayat, in any column, given a value of any type that a file can hold."""
    changed: dict[str, bytes] = {}
    story: list[object] = []
    for _ in range(draw(st.integers(1, 5))):
        part = draw(st.sampled_from(parts))
        column = draw(st.integers(1, len(SHEETS[part].columns)))
        row = draw(st.integers(FIRST_ROW, FIRST_ROW + 4))
        new = draw(cells(f"{column_letters(column)}{row}"))
        changed[part] = replaced_cell(changed.get(part, members()[part]), new)
        story.append((part, new[:200]))
    return Damaged(tuple(story), with_parts(used_register(), dict(changed)))


@st.composite
def cells(draw: DrawFn, address: str) -> str:
    """Return a cell's XML with a value of any type, in the style of a moment, a text or none."""
    kind = draw(st.sampled_from(("n", "s", "b", "e", "d", "str", "inlineStr", "x", "f", "blank")))
    style = draw(st.sampled_from(("", ' s="0"', ' s="14"', ' s="22"', ' s="9999"', ' s="-1"')))
    values = {
        "b": ("0", "1", "2", "TRUE"),
        "e": ERRORS,
        "d": MOMENTS,
        "s": ("0", "5", "9999", "-1"),
    }
    value = escape(
        draw(st.sampled_from(values.get(kind, TEXTS if "tr" in kind.lower() else NUMBERS)))
    )
    if kind == "inlineStr":
        return f'<c r="{address}"{style} t="inlineStr"><is><t>{value}</t></is></c>'
    if kind == "blank":
        return f'<c r="{address}"{style}/>'
    formula = "<f>1/0</f>" if kind == "f" else ""
    return f'<c r="{address}"{style} t="{"n" if kind == "f" else kind}">{formula}<v>{value}</v></c>'


def replaced_cell(sheet: bytes, cell: str) -> bytes:
    """Return a sheet's part with the cell of the same address replaced, if it is there."""
    address = cell.split('"')[1]
    old = re.compile(rf'<c r="{address}"[^>]*?(?:/>|>.*?</c>)'.encode(), re.DOTALL)
    return old.sub(lambda _: cell.encode("utf-8", "surrogatepass"), sheet, count=1)
