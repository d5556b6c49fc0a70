"""Registers made to cost as much time or memory as a small file can."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from proof.raw_zip import Record, joined, packed, records_of, repacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHEET, HISTORY = b"xl/worksheets/sheet4.xml", b"xl/worksheets/sheet5.xml"
SHEET_LINKS = b"xl/worksheets/_rels/sheet4.xml.rels"
TABLE, BOOK, BOOK_LINKS = b"xl/tables/table1.xml", b"xl/workbook.xml", b"xl/_rels/workbook.xml.rels"
STRINGS = b"xl/sharedStrings.xml"
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LATE = b"<!--" + b"x" * 5000 + b"-->"
"""A comment that pushes a part's root element out of its first block."""


def bombs(package: bytes, *, quick: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the bombs made from a register in use, each with its name."""
    records = records_of(package)
    for name, part, change in PART_BOMBS if quick else (*PART_BOMBS, *SLOW_BOMBS):
        yield name, _changed(records, part, change)
    yield "members that overlap", _overlapping(records)
    yield "a part that tells a hundredth of its size", _lying(records)
    yield "20,001 members", joined([*records, *(packed(b"%d" % n, b"") for n in range(20_001))])
    yield "every sheet in one part", _changed(records, BOOK_LINKS, _all_one)
    if quick:
        return
    full = _changed(
        records, SHEET, lambda part: _rows(part, b'<row r="200000"><c><v>1</v></c></row>')
    )
    yield "every sheet in one high part", _changed(records_of(full), BOOK_LINKS, _all_one)


def _changed(records: list[Record], part: bytes, change: Callable[[bytes], bytes]) -> bytes:
    return joined([r if r.name != part else repacked(r, change(r.content())) for r in records])


def _rows(part: bytes, rows: bytes) -> bytes:
    return part.replace(b"</sheetData>", rows + b"</sheetData>")


def _before(closing: bytes, more: bytes) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(closing, more + closing)


def _late(part: bytes) -> bytes:
    return part.replace(b"<worksheet", LATE + b"<worksheet", 1)


def _wide(part: bytes) -> bytes:
    return part.replace(b'encoding="UTF-8"', b'encoding="UTF-16"').decode().encode("utf-16")


def _digits(part: bytes) -> bytes:
    number = b'<c r="A4" t="inlineStr"><is><t>' + b"9" * 5000 + b"</t></is></c>"
    return re.sub(rb'<c r="A4"[^>]*>.*?</c>', number, part)


def _formula(part: bytes) -> bytes:
    formula = b"<calculatedColumnFormula>%b</calculatedColumnFormula>" % (b"x<b/>" * 300_000)
    return re.sub(rb"(<tableColumn [^>]*)/>", rb"\1>" + formula + rb"</tableColumn>", part, count=1)


def _hidden_sheets(part: bytes) -> bytes:
    part = re.sub(rb"<definedNames>.*</definedNames>|<calcPr[^>]*>", b"", part)
    return part.replace(b"<sheets>", b"<a><sheets>").replace(b"</sheets>", b"</sheets></a>")


def _links(part: bytes) -> bytes:
    link = re.search(rb"<Relationship [^>]*/table[^>]*/>", part)
    return part if link is None else part.replace(link[0], link[0] * 50_000)


def _all_one(part: bytes) -> bytes:
    return re.sub(rb"worksheets/sheet\d+", b"worksheets/sheet4", part)


def _overlapping(records: list[Record]) -> bytes:
    """Let 2,000 members of the directory share the bytes of one that inflates to 30 MB."""
    bomb = packed(b"xl/worksheets/a.xml", b"<worksheet>" + b" " * 30_000_000)
    liar = replace(bomb, body=b"", lies={"packed": len(bomb.body), "offset": 0})
    return joined([bomb, *records, *(replace(liar, name=b"%d" % n) for n in range(2000))])


def _lying(records: list[Record]) -> bytes:
    strings = b"<sst>" + b"<si><t>a</t></si>" * 900_000 + b"</sst>"
    liars = [repacked(r, strings) if r.name == STRINGS else r for r in records]
    return joined([replace(r, size=r.size // 100) if r.name == STRINGS else r for r in liars])


PART_BOMBS: tuple[tuple[str, bytes, Callable[[bytes], bytes]], ...] = (
    ("a row beyond the sheet", SHEET, lambda part: _rows(part, b'<row r="99999999"><c><v>1</v></c></row>')),
    ("16,000 cells without address in the last row", SHEET,
     lambda part: _rows(part, b'<row r="1048576">' + b"<c/>" * 16_000 + b"<c><v>1</v></c></row>")),
    ("an address with zeros in front", SHEET,
     lambda part: _rows(part, b'<row r="9"><c r="A000000000000099999999"><v>1</v></c></row>')),
    ("a far cell behind a long comment", SHEET, lambda part: _late(_rows(part, FAR))),
    ("a far cell in UTF-16", SHEET, lambda part: _wide(_rows(part, FAR))),
    ("a far cell", SHEET, lambda part: _rows(part, FAR)),
    ("a sheet of ten million blanks", SHEET, lambda _: b" " * 10_000_000),
    ("a formula with a million blanks in its tag", SHEET,
     lambda part: _rows(part, b'<row r="9"><c r="A9"><f' + b" " * 1_000_000 + b">1</f></c></row>")),
    ("a row with a million blanks in its tag", SHEET,
     lambda part: _rows(part, b"<row" + b" " * 1_000_000 + b"/>")),
    ("huge spans", SHEET, lambda part: re.sub(rb'spans="[^"]*"', b'spans="1:999999999"', part)),
    ("an extension nested two million deep", SHEET,
     _before(b"</worksheet>", b"<extLst>" + b"<a>" * 2_000_000 + b"</a>" * 2_000_000 + b"</extLst>")),
    ("a workbook part nested two million deep", BOOK,
     _before(b"</workbook>", b"<a>" * 2_000_000 + b"</a>" * 2_000_000)),
    ("a million defined names", BOOK, _before(
        b"</workbook>", b'<definedNames>' + b'<definedName name="a">A</definedName>' * 1_000_000)),
    ("50,000 sheets of one part", BOOK,
     _before(b"</sheets>", b'<sheet name="Register" sheetId="4" r:id="rId4"/>' * 50_000)),
    ("sheets where Excel has none", BOOK, _hidden_sheets),
    ("50,000 links to one table", SHEET_LINKS, _links),
    ("a table down to the last row", TABLE, lambda part: part.replace(b'"A3:AG7"', b'"A3:AG1048576"')),
    ("a formula in 300,000 pieces", TABLE, _formula),
    ("a heading that is half a character", TABLE,
     lambda part: part.replace(b'name="Status"', b'name="_xD800_"')),
    ("shared strings that claim to be four billion", STRINGS,
     lambda part: re.sub(rb'[cC]ount="\d+"', b'count="4000000000"', part)),
    ("20 million empty shared strings", STRINGS, _before(b"</sst>", b"<si/>" * 20_000_000)),
    ("a number of 5000 digits", HISTORY, _digits),
)  # fmt: skip

SLOW_BOMBS: tuple[tuple[str, bytes, Callable[[bytes], bytes]], ...] = (
    ("ten million empty rows", SHEET, lambda part: _rows(part, b"<row/>" * 10_000_000)),
    ("three million cells in one row", SHEET,
     lambda part: _rows(part, b'<row r="9">' + b"<c><v>1</v></c>" * 3_000_000 + b"</row>")),
    ("300,000 bands of columns", SHEET,
     _before(b"</cols>", b'<col min="1" max="16384" width="1e99"/>' * 300_000)),
    ("300,000 merged areas", SHEET,
     _before(b"</worksheet>", b'<mergeCell ref="A9000:XFD1048576"/>' * 300_000)),
)  # fmt: skip
"""Those that take more than a second."""
