"""Damage done to the XML of a workbook's parts: elements, attributes, addresses, encodings, nesting."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from register_mutations import ERRORS, MOMENTS, NUMBERS, TEXTS, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

TAG = re.compile(rb"""<(/?)([\w:.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*?)(/?)>""")
VALUE = re.compile(rb"""(?<=\s)([\w:]+)(\s*=\s*)("[^"]*"|'[^']*')""")
TEXT = re.compile(rb"(?<=>)[^<>]+(?=</)")
REFERENCE = re.compile(rb"""\b(r|ref|sqref)(\s*=\s*)("[^"]*"|'[^']*')""")
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"

ANY_WORDS = tuple(
    word.encode("utf-8", "surrogatepass")
    for word in (*WORDS, *NUMBERS, *TEXTS, *MOMENTS, *ERRORS, "9" * 5000, "_xD800_", "&#x10FFFF;")
)
PLACES = (
    b"A0", b"A1", b"a1", b"$B$2", b"L5", b"A4:AG9", b"A3:AG7", b"A1:A1", b"C9:B2", b"ZZ70000", b"A6000",
    b"A000000000000009", b"XFD1", b"XFE1", b"ZZZZZZ1", b"A99999999", b"A4294967297", b"XFD1048576", b"5",
    b"A1:XFD1048576", b"1:1048576", b"A:XFD", b"A1 B2 C3:D4", b"4", b"1048577", b"99999999", b"-1", b"",
)  # fmt: skip
SNIPPETS = (
    b"<row/>", b"<row><c/></row>", b'<row r="5"><c r="L5"><v>1</v></c></row>', b"<c><v>1</v></c>",
    b'<row r="99999999"><c><v>1</v></c></row>', b'<row r="7000"><c><v>1</v></c></row>', b"<v>1</v>",
    b'<c r="L5" t="inlineStr"><is><t xml:space="preserve"> a </t><r><t>b</t></r></is></c>',
    b'<f t="shared" ref="A1:Z9" si="0">A1</f>', b'<f t="array" ref="A1:AG9">A1:A9</f>',
    b'<f t="dataTable" ref="A1:AG9" dt2D="1" r1="A1" r2="A2"/>', b'<mergeCell ref="A1:AG9"/>',
    b'<mergeCells count="2"><mergeCell ref="B4:C5"/><mergeCell ref="C5:D6"/></mergeCells>',
    b'<dimension ref="A1:XFD1048576"/>', b'<sheetData><row r="1"/></sheetData>', b"<sheetData/>",
    b'<cols><col min="1" max="16384" width="1e9" style="99999"/></cols>', b"<extLst><ext/></extLst>",
    b'<sheet name="Register" sheetId="4" r:id="rId4"/>', b"<sheets/>", b'<calcPr calcId="1"/>',
    b'<calcPr fullCalcOnLoad="1"/>', b'<workbookPr date1904="1"/>', b"<definedNames/>",
    b"<calculatedColumnFormula>L5*2</calculatedColumnFormula>", b'<table ref="A3:AG1048576"/>',
    b'<tableColumn id="99" name="Status"/>', b'<autoFilter ref="A3:AG7"/>', b"<si><t>a</t></si>",
    b'<Override PartName="/xl/calcChain.xml" ContentType="a"/>', b"<!-- <row r='4'> -->", b"<?pi <row?>",
    b"<![CDATA[<row r='4'><c/></row>]]>", b"]]>", b"&amp;", b"&a;", b"&#0;", b"&#x110000;", b"<", b">", b"\0",
    b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"</worksheet>", b"</sheetData>",
    b"<x:row r='4'/>",
    b'<x:row xmlns:x="' + MAIN + b'" r="4"><x:c r="L4"><x:v>1</x:v></x:c></x:row>', b"<a b=\"1\" b=\"2\"/>",
    b'<t >a="b"/></t>', b"<mc:AlternateContent><mc:Choice/></mc:AlternateContent>", b"<c t='d'><v>1</v></c>",
)  # fmt: skip
HEADS = (
    b"", b"\xef\xbb\xbf", b"<!--" + b"x" * 5000 + b"-->", b'<!DOCTYPE a [<!ENTITY a "b">]>', b"\n\n",
    b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>', b"x", b"<?x ?>",
    b'<?xml version="1.1"?>', b'<?xml version="1.0" encoding="UTF-16"?>', b'<?xml version="1.0"?>',
    b'<?xml version="1.0" encoding="latin1"?>', b'<?xml version="1.0" encoding="no-such"?>',
)  # fmt: skip
CODECS = ("utf-16", "utf-16-be", "utf-32", "latin-1", "cp037", "utf-7")
HUGE = (1, 2, 3, 10, 50, 500, 5000)


class Span(NamedTuple):
    """Where an element lies: start tag, content and end tag."""

    start: int
    inner: int
    close: int
    end: int


@lru_cache(maxsize=64)
def elements(part: bytes) -> list[Span]:
    """Return the elements of a part whose tags pair up, in document order."""
    found: list[Span] = []
    stack: list[tuple[bytes, int, int]] = []
    for match in TAG.finditer(part):
        if match[4]:
            found.append(Span(match.start(), match.end(), match.end(), match.end()))
        elif not match[1]:
            stack.append((match[2], match.start(), match.end()))
        elif stack and stack[-1][0] == match[2]:
            _, start, inner = stack.pop()
            found.append(Span(start, inner, match.start(), match.end()))
    return sorted(found)


def mutated(chance: Random, part: bytes) -> bytes:
    """Return a part after one change."""
    return chance.choices(CHANGES, WEIGHTS)[0](chance, part)


def _one(chance: Random, part: bytes) -> Span:
    return chance.choice(elements(part) or [Span(0, 0, len(part), len(part))])


def _removed(chance: Random, part: bytes) -> bytes:
    span = _one(chance, part)
    return part[: span.start] + part[span.end :]


def _opened(chance: Random, part: bytes) -> bytes:
    """Remove an element but keep what is in it."""
    span = _one(chance, part)
    return part[: span.start] + part[span.inner : span.close] + part[span.end :]


def _repeated(chance: Random, part: bytes) -> bytes:
    span = _one(chance, part)
    times = chance.choice(HUGE) if span.end - span.start < 200 else 1
    return part[: span.end] + part[span.start : span.end] * times + part[span.end :]


def _moved(chance: Random, part: bytes) -> bytes:
    span, other = _one(chance, part), _one(chance, part)
    at = chance.choice(other)
    rest = part[: span.start] + part[span.end :]
    return rest[:at] + part[span.start : span.end] + rest[at:]


def _swapped(chance: Random, part: bytes) -> bytes:
    one, other = sorted((_one(chance, part), _one(chance, part)))
    if other.start < one.end:
        return part
    first, second = part[one.start : one.end], part[other.start : other.end]
    return part[: one.start] + second + part[one.end : other.start] + first + part[other.end :]


def _inserted(chance: Random, part: bytes) -> bytes:
    at = chance.choice(_one(chance, part))
    return part[:at] + chance.choice(SNIPPETS) + part[at:]


def _renamed(chance: Random, part: bytes) -> bytes:
    span = _one(chance, part)
    tag = TAG.match(part, span.start)
    name = chance.choice((b"c", b"row", b"f", b"x", b"x:c", b"sheetData", b"table", b"sheet"))
    if tag is None:
        return part
    first = part[: tag.start(2)] + name + part[tag.end(2) : span.close]
    closing = b"</" + name + b">" if span.close < span.end else b""
    return first + closing + part[span.end :]


def _nested(chance: Random, part: bytes) -> bytes:
    span, depth = _one(chance, part), chance.choice((10, 300, 3000, 30_000))
    inside = part[span.start : span.end]
    return part[: span.start] + b"<a>" * depth + inside + b"</a>" * depth + part[span.end :]


def _attribute(chance: Random, part: bytes) -> bytes:
    """Change, remove, repeat or exchange the values of attributes."""
    span = _one(chance, part)
    found = list(VALUE.finditer(part, span.start, span.inner))
    if not found:
        at = max(span.inner - 1 - (part[span.inner - 2 : span.inner] == b"/>"), 0)
        return part[:at] + b' r="' + chance.choice(PLACES) + b'"' + part[at:]
    match, other = chance.choice(found), chance.choice(found)
    quoted = b'"' + chance.choice((*ANY_WORDS, *PLACES)).replace(b'"', b"'") + b'"'
    new = chance.choice((b"", match[0] * 2, match[0] + b" " + match[0], match[1] + b"=" + quoted))
    if chance.random() < 0.5:
        new = match[1] + match[2] + chance.choice((quoted, other[3], match[3].replace(b'"', b"'")))
    return part[: match.start()] + new + part[match.end() :]


def _reference(chance: Random, part: bytes) -> bytes:
    """Give an address or area another value."""
    found = list(REFERENCE.finditer(part))
    if not found:
        return part
    match = chance.choice(found)
    place = chance.choice((*PLACES, chance.choice(found)[3].strip(b"\"'")))
    return part[: match.start(3)] + b'"' + place + b'"' + part[match.end(3) :]


def _unaddressed(chance: Random, part: bytes) -> bytes:
    """Remove addresses of rows, cells or both."""
    name = chance.choice((b"c", b"row", b"c|row"))
    share = chance.choice((1.0, 0.5, 0.02))
    pattern = re.compile(rb"(<(?:" + name + rb'))\s+r="[^"]*"')
    return pattern.sub(lambda match: match[1] if chance.random() < share else match[0], part)


def _text(chance: Random, part: bytes) -> bytes:
    found = list(TEXT.finditer(part))
    if not found:
        return part
    match = chance.choice(found)
    word = chance.choice(ANY_WORDS)
    return part[: match.start()] + word * chance.choice((1, 1, 1, 40)) + part[match.end() :]


def _prefixed(chance: Random, part: bytes) -> bytes:
    """Write the elements with a prefix, or some of them only."""
    share = chance.choice((1.0, 1.0, 0.9, 0.05))

    def named(match: re.Match[bytes]) -> bytes:
        return match[1] + (b"x:" if chance.random() < share else b"") + match[2]

    part = part.replace(b"xmlns=", b"xmlns:x=", 1) if chance.random() < 0.8 else part
    return re.sub(rb"(</?)([A-Za-z]\w*(?=[\s/>]))", named, part)


def _headed(chance: Random, part: bytes) -> bytes:
    head = chance.choice(HEADS)
    keep = part if chance.random() < 0.5 else re.sub(rb"^\s*<\?xml[^>]*\?>", b"", part)
    return head + keep


def _encoded(chance: Random, part: bytes) -> bytes:
    codec = chance.choice(CODECS)
    text = part.decode("utf-8", "replace").replace("UTF-8", codec, chance.randrange(2))
    return text.encode(codec, "replace")


def _wrapped(chance: Random, part: bytes) -> bytes:
    """Put an element into a comment or a CDATA section, or a comment before it."""
    span = _one(chance, part)
    before, after = chance.choice(((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<!-- a -->", b"")))
    inside = part[span.start : span.end]
    return part[: span.start] + before + inside + after + part[span.end :]


def _spoilt(chance: Random, part: bytes) -> bytes:
    """Overwrite, cut out or insert bytes anywhere."""
    at, length = chance.randrange(len(part) + 1), chance.choice((0, 1, 1, 4, 100))
    return part[:at] + chance.randbytes(chance.choice((0, 1, 1, 3))) + part[at + length :]


def _cut(chance: Random, part: bytes) -> bytes:
    return part[: chance.randrange(len(part) + 1)]


CHANGES: tuple[Callable[[Random, bytes], bytes], ...] = (
    _removed, _opened, _repeated, _moved, _swapped, _inserted, _renamed, _nested, _attribute, _reference,
    _unaddressed, _text, _prefixed, _headed, _encoded, _wrapped, _spoilt, _cut,
)  # fmt: skip
WEIGHTS = (6, 2, 4, 4, 4, 8, 3, 1, 14, 10, 3, 8, 2, 2, 1, 4, 3, 1)
