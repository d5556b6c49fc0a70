"""Many complaints from one CSV or JSON file: good rows enter, bad ones come back with the reason."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.intake import FIELD_BY_KEY, field_key
from pengaduan_xl.domain.moments import parse_moment
from pengaduan_xl.domain.refusals import ActRefusedError, FieldRefusal
from pengaduan_xl.errors import InputDataError, NotFoundError, WriteFailedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from pengaduan_xl.desk import Desk, Entry

REASON = "Alasan Ditolak"
"""Heading under which a rejected row says why; ignored when the mended file is handed in again."""

HAPPENED = "tgljamterima"
"""Key of the optional column that gives the time of receipt of each row."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


class IntakeFileNotFoundError(NotFoundError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__("Berkas pengaduan tidak ditemukan", "Periksa letaknya", where=str(path))


class IntakeFileUnreadableError(InputDataError):
    """The file is neither a CSV with headings nor a JSON list of objects."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"Berkas pengaduan tidak terbaca: {reason}",
            "Pakai CSV (UTF-8) dengan judul kolom seperti di register, atau JSON berupa daftar objek",
            where=path.name,
        )


class UnknownHeadingError(InputDataError):
    """The file has columns that the register's intake does not know, so data would be lost."""

    def __init__(self, path: Path, headings: tuple[str, ...]) -> None:
        super().__init__(
            f"Kolom tidak dikenal: {', '.join(headings)}",
            "Ganti judulnya sesuai kolom Register, atau hapus kolom itu",
            where=path.name,
        )


class RejectedFileError(WriteFailedError):
    """The file of rejected rows could not be written, so none of the rows was entered."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Berkas baris yang ditolak tidak dapat ditulis",
            "Tutup berkas itu atau periksa izin foldernya, lalu ulangi",
            where=path.name,
        )


class Received(NamedTuple):
    """What came of a file: numbers given, count of rejected rows, and the file that holds them."""

    numbers: list[str]
    rejected: int
    file: Path | None


def receive_file(
    desk: Desk, path: Path, entry: Entry, progress: Callable[[int, int], None]
) -> Received:
    """Enter a file's complaints in its order; the caller saves.

    Args:
        desk: The open register.
        path: A ``.csv`` (comma or semicolon) or ``.json`` file; headings as in the register.
        entry: Who enters them; the column ``Tgl/Jam Terima`` gives each row's own time.
        progress: Called with rows done and rows in all.

    Raises:
        IntakeFileNotFoundError: There is no such file.
        IntakeFileUnreadableError: It cannot be read as a table.
        UnknownHeadingError: It has columns that would be lost.
        RejectedFileError: The rejected rows could not be written beside it.
    """
    rows, delimiter = read_rows(path)
    headings = {heading for row in rows for heading in row}
    known = {*FIELD_BY_KEY, HAPPENED, field_key(REASON)}
    unknown = sorted(heading for heading in headings if field_key(heading) not in known)
    if unknown:
        raise UnknownHeadingError(path, tuple(unknown))
    numbers: list[str] = []
    rejected: list[dict[str, str]] = []
    for done, row in enumerate(rows, start=1):
        try:
            numbers.append(_receive_row(desk, row, entry))
        except ActRefusedError as error:
            reasons = "; ".join(f"{r.problem} ({r.remedy})" for r in error.refusals)
            rejected.append({**row, REASON: reasons})
        progress(done, len(rows))
    file = _write_rejected(path, rejected, delimiter) if rejected else None
    return Received(numbers, len(rejected), file)


def read_rows(path: Path) -> tuple[list[dict[str, str]], str]:
    """Return a file's rows as texts by heading, and the delimiter of a CSV file.

    Raises:
        IntakeFileNotFoundError: There is no such file.
        IntakeFileUnreadableError: It cannot be read as a table.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise IntakeFileNotFoundError(path) from error
    except UnicodeDecodeError as error:
        raise IntakeFileUnreadableError(path, "bukan teks UTF-8") from error
    except OSError as error:
        raise IntakeFileUnreadableError(path, "tidak dapat dibuka") from error
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    rows = _json_rows(path, text) if _is_json(path) else _csv_rows(path, text, delimiter)
    if not rows:
        raise IntakeFileUnreadableError(path, "tidak ada baris data")
    return rows, delimiter


def _is_json(path: Path) -> bool:
    return path.suffix.lower() == ".json"


def _json_rows(path: Path, text: str) -> list[dict[str, str]]:
    try:
        data = json.loads(text, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError) as error:
        raise IntakeFileUnreadableError(path, "bukan JSON yang sah") from error
    if not isinstance(data, list) or not all(isinstance(row, _Pairs) for row in data):
        raise IntakeFileUnreadableError(path, "bukan daftar objek")
    if any(isinstance(value, list) for row in data for _, value in row):
        raise IntakeFileUnreadableError(path, "ada nilai yang berupa daftar atau objek")
    for row in data:
        _check_unique(path, [key for key, _ in row])
    return [{key: _word(value) for key, value in row} for row in data]


class _Pairs(list[tuple[str, object]]):
    """A JSON object with all its keys, repeated ones too."""


def _word(value: object) -> str:
    if value is None:
        return ""
    return ("Ya" if value else "Tidak") if isinstance(value, bool) else str(value)


def _csv_rows(path: Path, text: str, delimiter: str) -> list[dict[str, str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[dict[str, str]] = []
    try:
        headings = next(reader, [])
        _check_unique(path, headings)
        returned = field_key(REASON) in map(field_key, headings)
        for cells in reader:
            if any(
                heading == "" and cell
                for heading, cell in zip_longest(headings, cells, fillvalue="")
            ):
                reason = f"baris {reader.line_num} berisi kolom tanpa judul"
                raise IntakeFileUnreadableError(path, reason)
            if any(cells):
                texts = map(_unguarded, cells) if returned else cells
                pairs = zip_longest(headings, texts, fillvalue="")
                rows.append({heading: cell for heading, cell in pairs if heading})
    except csv.Error as error:
        raise IntakeFileUnreadableError(path, f"baris {reader.line_num} rusak") from error
    return rows


def _check_unique(path: Path, headings: Sequence[str]) -> None:
    """Refuse two columns of one meaning, of which one would be lost."""
    seen = set()
    for heading in headings:
        key = field_key(heading)
        if key and key in seen:
            raise IntakeFileUnreadableError(path, f"kolom '{heading}' ada dua kali")
        seen.add(key)


def _receive_row(desk: Desk, row: Mapping[str, str], entry: Entry) -> str:
    values = {}
    own_time = ""
    for heading, text in row.items():
        key = field_key(heading)
        if key == HAPPENED and text.strip():
            own_time = heading
            moment = parse_moment(text)
            if moment is None:
                remedy = "Tulis seperti 23/11/2026 07.30"
                raise ActRefusedError("", [FieldRefusal(heading, f"'{text}' bukan waktu", remedy)])
            entry = replace(entry, happened=moment)
        elif key in FIELD_BY_KEY:
            values[FIELD_BY_KEY[key]] = text
    try:
        return desk.receive(values, entry).complaint.number
    except (InputDataError, NotFoundError) as error:
        if not own_time:
            raise
        refusal = FieldRefusal(own_time, error.problem, error.remedy)
        raise ActRefusedError("", [refusal]) from error


def _write_rejected(path: Path, rows: list[dict[str, str]], delimiter: str) -> Path:
    """Write the rejected rows beside the file, in its own form, ready to be mended and handed in again.

    A file of that name that is there already may be half mended, so another name is taken then.
    """
    content = _as_json(rows) if _is_json(path) else _as_csv(rows, delimiter)
    place = 1
    while True:
        suffix = f"_{place}" if place > 1 else ""
        target = path.with_name(f"{path.stem}_ditolak{suffix}{path.suffix}")
        try:
            if not target.exists():
                _write_whole(target, content)
            if target.read_bytes() == content:
                return target
        except OSError as error:
            raise RejectedFileError(target) from error
        place += 1


def _write_whole(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError:
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
        raise


def _as_json(rows: list[dict[str, str]]) -> bytes:
    return json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _as_csv(rows: list[dict[str, str]], delimiter: str) -> bytes:
    stream = io.StringIO(newline="")
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    writer = csv.DictWriter(stream, headings, delimiter=delimiter)
    writer.writeheader()
    writer.writerows({heading: _guarded(text) for heading, text in row.items()} for row in rows)
    return stream.getvalue().encode("utf-8-sig", "replace")


def _guarded(text: str) -> str:
    """Return a text that a spreadsheet does not take for a formula when staff open the CSV in it."""
    return f"'{text}" if _FORMULA.match(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
