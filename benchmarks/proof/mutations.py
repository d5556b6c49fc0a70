"""Damage done to a workbook's package: its bytes, its records and headers, and the parts in it."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from proof.raw_zip import HEADER_FIELDS, UNREADABLE, Record, joined, packed, records_of, repacked
from proof.xml_mutations import elements, mutated

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

MARKS = (
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"PK\x06\x06",
    b"PK\x06\x07",
    b"\0",
    b"\xff" * 4,
)
NUMBERS = (
    0,
    1,
    2,
    8,
    9,
    0x20,
    0x41,
    0x800,
    0xFFFF,
    1 << 16,
    1 << 24,
    0x7FFFFFFF,
    0xFFFFFFFE,
    0xFFFFFFFF,
)
NAMES = (
    b"",
    b"/",
    b"..",
    b"xl\\workbook.xml",
    b"/xl/workbook.xml",
    b"XL/WORKBOOK.XML",
    b"\xff\xfe",
    b"a\0b",
)
PARTS = (
    b"worksheets/sheet",
    b"tables/",
    b"workbook.xml",
    b".rels",
    b"sharedStrings",
    b"styles",
    b"",
)
"""What the name of a part to be changed holds, the first ones more often."""


@lru_cache(maxsize=32)
def _records(package: bytes) -> tuple[Record, ...]:
    try:
        return tuple(records_of(package))
    except UNREADABLE:
        return ()


def forget() -> None:
    """Let go of the packages and parts that are kept in memory to be changed again."""
    _records.cache_clear()
    elements.cache_clear()


def mutated_package(chance: Random, package: bytes, other: bytes) -> bytes:
    """Return a package after one to four changes; members may come from ``other``."""
    records = list(_records(package))
    kind = chance.random()
    if records and kind < 0.75:
        for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
            _change_part(chance, records)
    elif records and kind < 0.9:
        for _ in range(chance.choice((1, 1, 2))):
            chance.choice(RECORD_CHANGES)(chance, records, list(_records(other)) or records)
    if records and kind < 0.9:
        return joined(records, b"PK\x05\x06catatan" if chance.random() < 0.02 else b"")
    for _ in range(chance.choice((1, 1, 2, 4))):
        package = chance.choice(BYTE_CHANGES)(chance, package)
    return package


def _change_part(chance: Random, records: list[Record]) -> None:
    mark = chance.choices(PARTS, (40, 14, 12, 10, 8, 8, 8))[0]
    places = [place for place, record in enumerate(records) if mark in record.name]
    if not places:
        return
    place = chance.choice(places)
    try:
        content = records[place].content()
    except zlib.error:
        return
    records[place] = repacked(records[place], mutated(chance, content))


Changed = list[Record]


def _lost(chance: Random, records: Changed, _: Changed) -> None:
    del records[chance.randrange(len(records))]
    records.append(packed(b"a", b""))


def _doubled(chance: Random, records: Changed, _: Changed) -> None:
    record = chance.choice(records)
    name = chance.choice((record.name, record.name.upper(), record.name.replace(b"/", b"\\")))
    records.insert(chance.randrange(len(records) + 1), replace(record, name=name))


def _shuffled(chance: Random, records: Changed, _: Changed) -> None:
    chance.shuffle(records)


def _exchanged(chance: Random, records: Changed, _: Changed) -> None:
    one, other = chance.randrange(len(records)), chance.randrange(len(records))
    first, second = records[one].name, records[other].name
    records[one] = replace(records[one], name=second)
    records[other] = replace(records[other], name=first)


def _renamed(chance: Random, records: Changed, _: Changed) -> None:
    place = chance.randrange(len(records))
    name = chance.choice((*NAMES, records[place].name + b"/", records[place].name.swapcase()))
    records[place] = replace(records[place], name=name)


def _spliced(chance: Random, records: Changed, others: Changed) -> None:
    """Take a member from another workbook."""
    other = chance.choice(others)
    place = chance.randrange(len(records))
    records[place] = replace(other, name=chance.choice((other.name, records[place].name)))


def _lying(chance: Random, records: Changed, _: Changed) -> None:
    """Let the directory tell something else than the local header and the bytes."""
    place = chance.randrange(len(records))
    name = chance.choice((*HEADER_FIELDS, "offset"))
    top = 0xFFFF if name in {"flags", "method"} else 0xFFFFFFFF
    value = chance.choice((*NUMBERS, records[place].size + chance.choice((-1, 1))))
    records[place] = replace(records[place], lies={name: min(max(value, 0), top)})


def _misnamed(chance: Random, records: Changed, _: Changed) -> None:
    place = chance.randrange(len(records))
    records[place] = replace(records[place], local_name=chance.choice((*NAMES, b"xl/workbook.xml")))


def _zip64(chance: Random, records: Changed, _: Changed) -> None:
    """Tell sizes by a zip64 field: right, wrong or torn."""
    place = chance.randrange(len(records))
    record = records[place]
    size = chance.choice((record.size, record.size, 0, 1 << 33, (1 << 64) - 1))
    extra = struct.pack("<2H2Q", 1, 16, size, len(record.body))[
        : chance.choice((20, 20, 20, 12, 3))
    ]
    full = {"size": 0xFFFFFFFF, "packed": 0xFFFFFFFF}
    records[place] = replace(record, lies=full, extra=extra)


def _bodied(chance: Random, records: Changed, _: Changed) -> None:
    """Spoil the compressed bytes: cut, longer, another method, or not what was compressed."""
    place = chance.randrange(len(records))
    record = records[place]
    at = chance.randrange(len(record.body) + 1)
    bodies = (record.body[:at], record.body + b"\0" * 9, chance.randbytes(40), b"", b"\x03\0")
    method = chance.choice((record.method, record.method, 0, 12, 99))
    records[place] = replace(record, body=chance.choice(bodies), method=method)


def _inside(_: Random, records: Changed, others: Changed) -> None:
    """Put a whole package into the package, stored, so that its records lie inside a record."""
    inner = joined(others)
    records.insert(0, Record(b"xl/embeddings/a.xlsx", inner, 0, zlib.crc32(inner), len(inner)))


def _inflating(chance: Random, records: Changed, _: Changed) -> None:
    """Let a part inflate to much more than its bytes, told or not."""
    place = chance.randrange(len(records))
    filling = b" " if chance.random() < 0.5 else b"<row/>"
    new = repacked(records[place], filling * chance.choice((100_000, 1_000_000)))
    told = chance.choice((new.size, 1000, new.size // 2))
    records[place] = replace(new, size=told)


def _flipped(chance: Random, package: bytes) -> bytes:
    spoilt = bytearray(package)
    for _ in range(chance.choice((1, 1, 8, 100))):
        at = chance.randrange(len(spoilt)) if spoilt else 0
        spoilt[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(spoilt)


def _shortened(chance: Random, package: bytes) -> bytes:
    keep = chance.choice((1.0, 0.999, 0.9, 0.5, 0.1)) * len(package)
    return package[: max(int(keep) - chance.randrange(30), 0)]


def _marked(chance: Random, package: bytes) -> bytes:
    at = chance.randrange(len(package) + 1)
    return package[:at] + chance.choice(MARKS) + package[at + chance.choice((0, 4)) :]


def _repeated(chance: Random, package: bytes) -> bytes:
    start, length = chance.randrange(len(package) + 1), chance.choice((4, 46, 1000, 70_000))
    return package[: start + length] + package[start:]


def _tail_number(chance: Random, package: bytes) -> bytes:
    """Overwrite a number in the directory or its end, where it matters most."""
    at = max(len(package) - chance.randrange(1, chance.choice((23, 3000))), 0)
    number = struct.pack("<L", chance.choice(NUMBERS))[: chance.choice((1, 2, 4))]
    return package[:at] + number + package[at + len(number) :]


RECORD_CHANGES: tuple[Callable[[Random, Changed, Changed], None], ...] = (
    _lost, _doubled, _shuffled, _exchanged, _renamed, _spliced, _lying, _lying, _misnamed, _zip64, _bodied,
    _bodied, _inside, _inflating,
)  # fmt: skip
BYTE_CHANGES: tuple[Callable[[Random, bytes], bytes], ...] = (
    _flipped, _shortened, _marked, _repeated, _tail_number, _tail_number,
)  # fmt: skip
