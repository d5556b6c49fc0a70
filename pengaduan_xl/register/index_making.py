"""Making the index of a register that was read."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import tempfile
from dataclasses import astuple
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pengaduan_xl.register.holdings import (
    KEYS,
    NUMBERED,
    agenda_seqs,
    plain_digest,
    row_year,
)
from pengaduan_xl.register.index_file import PLACED, VERSION
from pengaduan_xl.register.journal.lines import write_value
from pengaduan_xl.register.schema import (
    FIELDS,
    HISTORY,
    INCOMING,
    OUTGOING,
    RECAP,
    REGISTER,
    TABLES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.reader import RegisterContent
    from pengaduan_xl.register.sheets import SheetTable

GROWING = (REGISTER, HISTORY, FIELDS, INCOMING, OUTGOING)
"""Sheets of which the index knows the places only; of all others it holds the rows."""
RULES = tuple(table for table in TABLES if table not in {*GROWING, RECAP})

_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE cases (number TEXT PRIMARY KEY, row INTEGER) WITHOUT ROWID;
CREATE TABLE events (
    seq INTEGER PRIMARY KEY, number TEXT, row INTEGER, sidik TEXT, plain BLOB, untouched INTEGER
);
CREATE TABLE listed (sheet TEXT, number TEXT, row INTEGER, text TEXT, year INTEGER);
"""
_INDEXES = """
CREATE INDEX events_number ON events (number);
CREATE INDEX events_sidik ON events (sidik);
CREATE INDEX events_plain ON events (plain);
CREATE INDEX listed_number ON listed (sheet, number);
CREATE INDEX listed_text ON listed (sheet, text);
"""


def can_be_indexed(content: RegisterContent) -> bool:
    """Whether everything has a place: no damaged or lost rows in Riwayat, all sheets complete.

    Nor may a rule be a duration, which JSON cannot hold and no column of ours may.
    """
    seqs = {item.event.seq for item in content.events}
    is_whole = len(seqs) == len(content.events) == max(seqs, default=0)
    rules = (content.sheets[table.sheet].rows for table in (*RULES, RECAP))
    return (
        is_whole
        and not content.damaged
        and not content.structure
        and not any(isinstance(cell, timedelta) for rows in rules for row in rows for cell in row)
    )


def write_index(target: Path, content: RegisterContent, fingerprint: str) -> None:
    """Write the index of a register, in place of an older one.

    One that cannot be indexed gets an index that says so: nobody need try again until the file changes.

    Raises:
        OSError, sqlite3.Error: The folder does not take it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".baru")
    os.close(handle)
    fresh = Path(name)
    try:
        with contextlib.closing(sqlite3.connect(fresh)) as database:
            database.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES}")
            _fill(database, content, fingerprint)
            database.executescript(_INDEXES)
            database.commit()
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def _fill(database: sqlite3.Connection, content: RegisterContent, fingerprint: str) -> None:
    is_fit = can_be_indexed(content)
    known = _facts(content) if is_fit else {"tanpa": True}
    facts = {**known, "versi": VERSION, "berkas": fingerprint}
    database.executemany(
        "INSERT INTO facts VALUES (?, ?)",
        ((name, json.dumps(value)) for name, value in facts.items()),
    )
    if not is_fit:
        return
    rows = ((row.complaint.number, row.row) for row in content.rows)
    database.executemany("INSERT INTO cases VALUES (?, ?)", rows)
    database.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", _events(content))
    for table in PLACED:
        database.executemany("INSERT INTO listed VALUES (?, ?, ?, ?, ?)", _listed(content, table))


def _events(content: RegisterContent) -> Iterator[tuple[Any, ...]]:
    held = content.held
    before = ""
    for row, event in content.events:
        mark = held.mark(event.seq)
        is_untouched = mark is not None and held.is_untouched(mark, before)
        plain = bytes.fromhex(plain_digest(event))
        yield event.seq, event.number, row, event.digest, plain, is_untouched
        before = event.digest


def _listed(content: RegisterContent, table: Table) -> Iterator[tuple[Any, ...]]:
    heading = NUMBERED.get(table.name)
    for row in content.list_rows(table):
        text = row.text(heading) if heading else ""
        year = row_year(table, row.values) if heading else None
        yield table.name, row.text("No. Register"), row.number, text, year


def _facts(content: RegisterContent) -> dict[str, Any]:
    sheets = content.sheets
    return {
        "lembar": {
            name: [sheet.name, sheet.columns, sheet.first_row, _end(content, sheet)]
            for name, sheet in sheets.items()
        },
        "aturan": {table.sheet: _cells(sheets[table.sheet]) for table in RULES},
        "rekap": _cells(sheets[RECAP.sheet]),
        "rusak": {
            number: list(map(astuple, content.faults_of(number))) for number in content.broken
        },
        "akhir": content.held.end(),
        "nomor": _last_numbers(content),
        "agenda": {table.name: _last_seqs(content, table) for table in (INCOMING, OUTGOING)},
    }


def _cells(sheet: SheetTable) -> list[list[Any]]:
    """Return the cells of the declared columns; what staff keep beside them is left out."""
    own = set(sheet.columns.values())
    return [
        [write_value(cell) if at in own else "" for at, cell in enumerate(row)]
        for row in sheet.rows
    ]


def _last_numbers(content: RegisterContent) -> dict[str, int]:
    numbers = {*content.held.complaints(), *content.held.numbers(), *content.broken}
    years = {number[:4] for number in numbers if number[:4].isdecimal()}
    return {year: content.held.last_number(int(year)) for year in years}


def _last_seqs(content: RegisterContent, table: Table) -> dict[str, int]:
    rows = (row.values for row in content.list_rows(table))
    last: dict[str, int] = {}
    for year, seq in agenda_seqs(table, rows):
        last[str(year)] = max(seq, last.get(str(year), 0))
    return last


def _end(content: RegisterContent, sheet: SheetTable) -> list[Any]:
    """Return number and key of the last row of a list sheet that acts write, nothing for others."""
    row, key = content.held.last_row_of(sheet.table) if sheet.table.name in KEYS else (0, None)
    return [] if key is None else [row, key]
