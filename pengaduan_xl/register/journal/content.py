"""A journal's bytes -> the acts it holds, which of them are in the workbook, and what is wrong with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pengaduan_xl.domain.findings import cell_text
from pengaduan_xl.register.holdings import NUMBERED, number_place, row_year
from pengaduan_xl.register.journal.lines import (
    ACT,
    ENTERED,
    REFUSED,
    START,
    TORN,
    Line,
    read_line,
    read_operation,
)
from pengaduan_xl.register.list_rows import TABLES
from pengaduan_xl.register.operations import NewEvent, NewRow, RecapRow
from pengaduan_xl.register.schema import REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from pengaduan_xl.domain.complaint import Event
    from pengaduan_xl.register.operations import Operation

Given = dict[tuple[str, int], int]
"""Last numbers given, by table and year."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # text editors put it first, and a \r at the end of every line


@dataclass(frozen=True, slots=True)
class Entry:
    """An act in the journal.

    Attributes:
        place: Number of its line.
        moment: When it was written, naive WIB.
        operations: What it changes.
        bases: By case, the Sidik of the case's last event before the act; empty for a new case.
        entered: Whether it was in the workbook at some time.
        refused: Whether it was refused, so that it is not wanted in the workbook.
    """

    place: int
    moment: datetime
    operations: tuple[Operation, ...]
    bases: Mapping[str, str]
    entered: bool = False
    refused: bool = False

    @property
    def events(self) -> list[Event]:
        """The act's events."""
        return [item.event for item in self.operations if isinstance(item, NewEvent)]

    @property
    def number(self) -> str:
        """No. Register of the act; empty for a recap."""
        numbers = [*self.bases, *(event.number for event in self.events)]
        return numbers[0] if numbers else ""

    @property
    def officer(self) -> str:
        """Who did it; empty for a recap."""
        events = self.events
        return events[-1].officer if events else ""

    @property
    def label(self) -> str:
        """What was done, in the register's words."""
        if self.events:
            return "; ".join(dict.fromkeys(str(event.kind) for event in self.events))
        days = [item.day for item in self.operations if isinstance(item, RecapRow)]
        return f"Rekap Harian {days[0]:%d/%m/%Y}" if days else "Isian surat"

    def __str__(self) -> str:
        who = f" oleh {self.officer}" if self.officer else ""
        what = f"{self.number}: {self.label}" if self.number else self.label
        return f"{what}{who} ({self.moment:%d/%m/%Y %H.%M})"


class Anchor(NamedTuple):
    """Where in Riwayat a journal begins: the event before its first act, and the first event of all."""

    seq: int = 0
    digest: str = ""
    genesis: str = ""


@dataclass(slots=True)
class JournalContent:
    """What a journal holds.

    Attributes:
        anchor: Where in Riwayat it begins.
        entries: Acts by the number of their line.
        given: Last numbers given before it began and in its acts.
        last_place: Number of the last whole line.
        last_digest: Its Sidik.
        size: Bytes of the file.
        open_end: Bytes after the last line feed that are no whole line.
        is_terminated: Whether the last whole line has its line feed.
        damaged: Numbers of lines of the file, from 1, that are not what was written there.
        version: Version of what its lines say.
    """

    anchor: Anchor = field(default_factory=Anchor)
    entries: dict[int, Entry] = field(default_factory=dict)
    given: Given = field(default_factory=dict)
    last_place: int = 0
    last_digest: str = ""
    size: int = 0
    open_end: bytes = b""
    is_terminated: bool = True
    damaged: list[int] = field(default_factory=list)
    version: int = 1

    @property
    def genesis(self) -> str:
        """Sidik of the register's first event, as far as this journal knows; empty otherwise."""
        first = (event for entry in self.wanted() for event in entry.events if event.seq == 1)
        return self.anchor.genesis or next((event.digest for event in first), "")

    def wanted(self) -> list[Entry]:
        """Return the acts that belong into the workbook, oldest first."""
        return [entry for entry in self.entries.values() if not entry.refused]

    def take(self, line: Line, *, is_first: bool = False) -> bool:
        """Take in the next line; return whether it is what belongs in this place."""
        follows = line.previous == self.last_digest or is_first
        self.last_place, self.last_digest = line.place, line.digest
        if line.kind == START and not is_first:
            return False
        try:
            self._take_meaning(line)
        except (ValueError, KeyError, TypeError, AttributeError):
            return False
        return follows and (line.kind == START) == is_first

    def _take_meaning(self, line: Line) -> None:
        entries, body = self.entries, line.body
        if line.kind == START:
            self.version = int(body.get("versi", 1))
            seq, there, genesis = body["riwayat"]
            self.anchor = Anchor(int(seq), str(there), str(genesis))
            self.given = {(str(table), int(year)): int(n) for table, year, n in body["nomor"]}
        elif line.kind == ACT:
            operations = tuple(map(read_operation, body["isi"]))
            bases = {str(number): str(base) for number, base in body["dasar"].items()}
            note_given(self.given, operations)
            act = Entry(line.place, line.moment, operations, bases)
            entries.setdefault(line.place, act)  # a line pasted in takes no other's place
        elif line.kind == ENTERED:
            for place in body["baris"]:
                renewed = _with_events(entries[place], body.get("pengganti", {}))
                entries[place] = replace(renewed, entered=True)
        elif line.kind == REFUSED:
            for place in body["baris"]:
                entries[place] = replace(entries[place], refused=True)
        elif line.kind != TORN:
            raise ValueError(line.kind)


def read_journal(content: bytes) -> JournalContent:
    """Return what a journal's bytes say; what cannot be read is told in the result, never guessed."""
    journal = JournalContent(size=len(content))
    *lines, rest = content.split(b"\n")
    if rest and (read_line(rest) or not lines):
        lines.append(rest)
        journal.is_terminated = False
    else:
        journal.open_end = rest
    bad: set[int] = set()
    before = b""
    for place, raw in enumerate(lines, start=1):
        line = read_line(raw)
        if line is None:
            bad.add(place)
            line = read_line(raw.removeprefix(_BYTE_ORDER_MARK).removesuffix(b"\r"))
        if line is not None:
            if line.kind == TORN and line.body.get("potongan") == fragment(before):
                bad.discard(place - 1)
            if not journal.take(line, is_first=place == 1):
                bad.add(place)
        before = raw
    journal.damaged = sorted(bad)
    return journal


def fragment(raw: bytes) -> str:
    """Return how a torn line is named in the line after it: its SHA-256."""
    return hashlib.sha256(raw).hexdigest()


def _with_events(entry: Entry, renewed: Mapping[str, list[Any]]) -> Entry:
    """Return an act with the No. Urut and Sidik that its events were given anew when it was brought in."""
    if not renewed:
        return entry

    def current(operation: Operation) -> Operation:
        if isinstance(operation, NewEvent) and operation.event.digest in renewed:
            seq, digest = renewed[operation.event.digest]
            return NewEvent(operation.event._replace(seq=int(seq), digest=str(digest)))
        return operation

    return replace(entry, operations=tuple(map(current, entry.operations)))


def all_given(journals: Iterable[JournalContent]) -> Given:
    """Return the last numbers that any of several journals gave."""
    given: Given = {}
    for journal in journals:
        given |= {key: max(last, given.get(key, 0)) for key, last in journal.given.items()}
    return given


def note_given(given: Given, operations: Iterable[Operation]) -> None:
    """Note the numbers that an act gives, so that they are never given again."""
    for operation in operations:
        if not isinstance(operation, NewRow):
            continue
        if operation.table == REGISTER.name:
            number = cell_text(operation.values["No. Register"])
            year = int(number[:4])
            last = number_place(number, year)
        elif operation.table in NUMBERED:
            year = row_year(TABLES[operation.table], operation.values) or 0
            last = int(cell_text(operation.values["No. Urut"]))
        else:
            continue
        given[operation.table, year] = max(last, given.get((operation.table, year), 0))
