"""The details of letters as they are given on the command line: ``key=value`` and JSON files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pengaduan_xl.correspondence.batch import EVERYONE
from pengaduan_xl.errors import InputDataError

if TYPE_CHECKING:
    from pathlib import Path


class BadFieldOptionError(InputDataError):
    """An ``--isi`` is not of the form key=value."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"'{text}' bukan isian", 'Tulis seperti --isi tempat="Aula kantor"', where="--isi"
        )


class BadFieldFileError(InputDataError):
    """The file of letter fields is no JSON object."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Berkas isian tidak terbaca",
            'Isi dengan JSON seperti {"tempat": "Aula"}',
            where=path.name,
        )


class BadBatchFileError(InputDataError):
    """The file of many cases' fields does not hold one JSON object for each number."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Berkas isian untuk banyak pengaduan tidak terbaca",
            'Isi dengan JSON seperti {"2026-0014": {"tempat": "Aula"}, "*": {"pukul": "09.00 WIB"}}',
            where=path.name,
        )


def read_fields(pairs: tuple[str, ...], file: Path | None) -> dict[str, str]:
    r"""Return letter fields from ``key=value`` texts and a JSON file; ``\n`` in a text is a new line.

    Raises:
        BadFieldOptionError: A text holds no ``=``.
        BadFieldFileError: The file is no JSON object.
    """
    fields: dict[str, str] = {}
    if file is not None:
        data = _read(file)
        if not isinstance(data, dict):
            raise BadFieldFileError(file)
        fields = _texts(data)
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise BadFieldOptionError(pair)
        fields[key.strip()] = value.replace("\\n", "\n").strip()
    return fields


def read_details(pairs: tuple[str, ...], file: Path | None) -> dict[str, dict[str, str]]:
    """Return letter fields by No. Register; the ``key=value`` texts are those of every case.

    Raises:
        BadFieldOptionError: A text holds no ``=``.
        BadBatchFileError: The file is no JSON object of objects.
    """
    data = {} if file is None else _read(file)
    if file is not None and not _is_table(data):
        raise BadBatchFileError(file)
    details = {str(number).strip(): _texts(fields) for number, fields in data.items()}
    everyone = details.pop(EVERYONE, {}) | read_fields(pairs, None)
    return details | ({EVERYONE: everyone} if everyone else {})


def _read(file: Path) -> Any:
    """Return what a JSON file holds, ``None`` when it cannot be read."""
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return None


def _is_table(data: Any) -> bool:
    return isinstance(data, dict) and all(isinstance(fields, dict) for fields in data.values())


def _texts(data: dict[str, Any]) -> dict[str, str]:
    """Return fields as texts; a list is one item a line."""
    return {
        str(key): "\n".join(map(str, value)) if isinstance(value, list) else str(value)
        for key, value in data.items()
    }
