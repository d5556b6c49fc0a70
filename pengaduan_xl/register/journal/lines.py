"""One line of the journal: a JSON object closed by its own Sidik and chained to the line before it.

A line is complete or it is none: its Sidik is the SHA-256 of the bytes before it, so a torn or altered line
shows by itself. Only ASCII is written; texts of any script are escaped by JSON's own rule.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from pengaduan_xl.domain.complaint import Event
from pengaduan_xl.register.columns import Kind
from pengaduan_xl.register.operations import LetterCell, NewEvent, NewRow, RecapRow
from pengaduan_xl.register.schema import HISTORY, TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.operations import Operation

VERSION = 1
"""Version of what lines say; a journal's first line names it."""

START, ACT, ENTERED, REFUSED, TORN = "awal", "tindakan", "masuk", "tolak", "sobek"
"""Kinds of lines: the journal's first one, an act, acts now in the workbook, acts refused, a torn line."""

_SEAL = b',"sidik":"'
_END = b'"}'
_DIGITS = 64
_TABLE_NAMES = {table.name for table in TABLES}
_EVENT_COLUMNS = {column.heading: column for column in HISTORY.columns}
_TYPES = {Kind.TEXT: str, Kind.INTEGER: int, Kind.DATETIME: datetime}


class Line(NamedTuple):
    """A line of the journal.

    Attributes:
        place: Number of the line, from 1; a journal that follows an archived one counts on.
        kind: What it says, see :data:`ACT` and its neighbours.
        moment: When it was written, naive WIB.
        body: What it says in detail.
        previous: Sidik of the line before it, empty for the first.
        digest: Its own Sidik.
    """

    place: int
    kind: str
    moment: datetime
    body: Mapping[str, Any]
    previous: str
    digest: str


def write_line(
    place: int, kind: str, moment: datetime, body: Mapping[str, Any], previous: str
) -> tuple[bytes, str]:
    """Return a line's bytes, with its line feed, and its Sidik."""
    fields = {
        "no": place,
        "jenis": kind,
        "waktu": moment.isoformat(timespec="seconds"),
        **body,
        "sebelum": previous,
    }
    text = json.dumps(fields, separators=(",", ":")).encode("ascii")[:-1]
    digest = hashlib.sha256(text).hexdigest()
    return text + _SEAL + digest.encode("ascii") + _END + b"\n", digest


def read_line(raw: bytes) -> Line | None:
    """Return a line, or ``None`` for bytes that are not a whole one."""
    text, seal = raw[: -len(_SEAL) - _DIGITS - len(_END)], raw[-_DIGITS - len(_END) : -len(_END)]
    digest = hashlib.sha256(text).hexdigest()
    if text + _SEAL + seal + _END != raw or seal != digest.encode("ascii"):
        return None
    try:
        body = json.loads(text + b"}")
        place, kind, previous = body.pop("no"), body.pop("jenis"), body.pop("sebelum")
        moment = datetime.fromisoformat(body.pop("waktu"))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not (isinstance(place, int) and isinstance(kind, str) and isinstance(previous, str)):
        return None
    return Line(place, kind, moment, body, previous, digest)


def write_operation(operation: Operation) -> dict[str, Any]:
    """Return an operation as JSON values; empty cells are left out of events and new rows."""
    if isinstance(operation, NewEvent):
        cells = zip(_EVENT_COLUMNS, operation.event, strict=True)
        return {
            "riwayat": {key: write_value(cell) for key, cell in cells if cell not in {None, ""}}
        }
    if isinstance(operation, RecapRow):
        return {"rekap": operation.day.isoformat(), "isi": _write_row(operation.values)}
    if isinstance(operation, LetterCell):
        cell = [operation.year, operation.heading, write_value(operation.value)]
        return {"surat": operation.letter_number, "sel": cell}
    filled = {heading: cell for heading, cell in operation.values.items() if cell is not None}
    return {"tabel": operation.table, "isi": _write_row(filled)}


def read_operation(raw: Mapping[str, Any]) -> Operation:
    """Return the operation that :func:`write_operation` wrote.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: It did not write this.
    """
    if "riwayat" in raw:
        return NewEvent(_read_event(_read_row(raw["riwayat"])))
    if "rekap" in raw:
        return RecapRow(date.fromisoformat(raw["rekap"]), _read_row(raw["isi"]))
    if "surat" in raw:
        year, heading, value = raw["sel"]
        return LetterCell(raw["surat"], year, heading, read_value(value))
    if raw["tabel"] not in _TABLE_NAMES:
        raise ValueError(raw["tabel"])
    return NewRow(raw["tabel"], _read_row(raw["isi"]))


def _read_event(row: Mapping[str, CellValue]) -> Event:
    values: dict[str, CellValue] = {}
    for heading, column in _EVENT_COLUMNS.items():
        is_text = column.kind is Kind.TEXT
        value = row.get(heading, "" if is_text else None)
        may_be_none = not (is_text or column.required)
        if not isinstance(value, _TYPES[column.kind]) and not (value is None and may_be_none):
            raise TypeError(heading)
        values[column.field] = value
    return Event(**values)  # type: ignore[arg-type]  # field by field, as the columns declare


def _write_row(row: Mapping[str, CellValue]) -> dict[str, Any]:
    return {heading: write_value(value) for heading, value in row.items()}


def _read_row(raw: Mapping[str, Any]) -> dict[str, CellValue]:
    return {heading: read_value(value) for heading, value in raw.items()}


def write_value(value: CellValue) -> Any:
    """Return a cell's value as JSON holds it; dates and times, which it does not know, say what they are."""
    if isinstance(value, datetime):
        return {"waktu": value.isoformat()}
    if isinstance(value, date):
        return {"tanggal": value.isoformat()}
    if isinstance(value, time):
        return {"jam": value.isoformat()}
    return value


def read_value(raw: Any) -> CellValue:
    """Return the cell's value that :func:`write_value` wrote."""
    if not isinstance(raw, dict):
        value: CellValue = raw
        return value
    ((kind, text),) = raw.items()
    if kind == "waktu":
        return datetime.fromisoformat(text)
    return date.fromisoformat(text) if kind == "tanggal" else time.fromisoformat(text)
