"""Many complaints from one CSV or JSON file: good rows enter, bad ones come back with the reason."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.intake import FIELD_BY_KEY, field_key
from pengaduan_xl.domain.moments import parse_moment
from pengaduan_xl.domain.refusals import ActRefusedError, FieldRefusal
from pengaduan_xl.errors import InputDataError, NotFoundError, WriteFailedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from pengaduan_xl.desk import Desk, Entry

REASON = "Alasan Ditolak"
"""Heading under which a rejected row says why; ignored when the mended file is handed in again."""

HAPPENED = "tgljamterima"
"""Key of the optional column that gives the time of receipt of each row."""


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
    rows = read_rows(path)
    unknown = {
        heading
        for row in rows
        for heading in row
        if field_key(heading) not in {*FIELD_BY_KEY, HAPPENED, field_key(REASON)}
    }
    if unknown:
        raise UnknownHeadingError(path, tuple(sorted(unknown)))
    numbers: list[str] = []
    rejected: list[dict[str, str]] = []
    for done, row in enumerate(rows, start=1):
        try:
            numbers.append(_receive_row(desk, row, entry))
        except ActRefusedError as error:
            reasons = "; ".join(f"{r.problem} ({r.remedy})" for r in error.refusals)
            rejected.append({**row, REASON: reasons})
        progress(done, len(rows))
    file = _write_rejected(path, rejected) if rejected else None
    return Received(numbers, len(rejected), file)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return a file's rows as texts by heading.

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
    return _json_rows(path, text) if path.suffix.lower() == ".json" else _csv_rows(path, text)


def _json_rows(path: Path, text: str) -> list[dict[str, str]]:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise IntakeFileUnreadableError(path, "bukan JSON yang sah") from error
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise IntakeFileUnreadableError(path, "bukan daftar objek")
    return [
        {str(key): "" if value is None else _word(value) for key, value in row.items()}
        for row in data
    ]


def _word(value: object) -> str:
    return ("Ya" if value else "Tidak") if isinstance(value, bool) else str(value)


def _csv_rows(path: Path, text: str) -> list[dict[str, str]]:
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [row for row in reader if any(row.values())]
    except csv.Error as error:
        raise IntakeFileUnreadableError(path, f"baris {reader.line_num} rusak") from error
    if not rows:
        raise IntakeFileUnreadableError(path, "tidak ada baris data")
    if any(None in row for row in rows):
        raise IntakeFileUnreadableError(path, "ada baris dengan kolom lebih banyak dari judulnya")
    return [{heading: value or "" for heading, value in row.items()} for row in rows]


def _receive_row(desk: Desk, row: Mapping[str, str], entry: Entry) -> str:
    values = {}
    for heading, text in row.items():
        key = field_key(heading)
        if key == HAPPENED and text.strip():
            moment = parse_moment(text)
            if moment is None:
                remedy = "Tulis seperti 23/11/2026 07.30"
                raise ActRefusedError("", [FieldRefusal(heading, f"'{text}' bukan waktu", remedy)])
            entry = replace(entry, happened=moment)
        elif key in FIELD_BY_KEY:
            values[FIELD_BY_KEY[key]] = text
    return desk.receive(values, entry).complaint.number


def _write_rejected(path: Path, rows: list[dict[str, str]]) -> Path:
    """Write the rejected rows beside the file, in its own format, ready to be mended and handed in again."""
    target = path.with_name(f"{path.stem}_ditolak{path.suffix}")
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    try:
        if path.suffix.lower() == ".json":
            target.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
        else:
            with target.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.DictWriter(file, headings)
                writer.writeheader()
                writer.writerows(rows)
    except OSError as error:
        raise RejectedFileError(target) from error
    return target
