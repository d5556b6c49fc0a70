"""The index of a register: where everything is, so that a press need not read all of it.

It holds no complainant's data: numbers of complaints and letters, row numbers, No. Urut and Sidik, and the
office's rules. It is true of one state of the file, whose SHA-256 it names, and is written as a whole into
the user's own cache folder. Losing it costs time only.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pengaduan_xl.errors import BusyFileError
from pengaduan_xl.register.schema import FIELDS, INCOMING, OUTGOING

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 2
"""Counts up whenever the index is written otherwise; another one's is not read."""

PLACED = (FIELDS, INCOMING, OUTGOING)
"""Sheets whose rows are looked for by the case they belong to."""


SMALL_BYTES = 300_000
"""Size of a register up to which reading it as a whole costs no officer any time: some 200 cases."""


class IndexDamagedError(BusyFileError):
    """The index cannot be asked; it has been thrown away."""

    def __init__(self, register: str) -> None:
        super().__init__(
            "Indeks register rusak dan sudah dibuang", "Tekan tombolnya lagi", where=register
        )


class Index:
    """An index file, open for reading.

    Args:
        path: The file.

    Attributes:
        facts: What it tells as a whole, by name.
    """

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self._path = path
        self._database = database
        self.facts: dict[str, Any] = {
            name: json.loads(value)
            for name, value in database.execute(
                "SELECT name, value FROM facts WHERE name != 'rekap'"
            )
        }

    @property
    def is_usable(self) -> bool:
        """Whether it tells where things are; one of a register that cannot be indexed says just that."""
        return not self.facts.get("tanpa")

    @classmethod
    def opened(cls, path: Path, fingerprint: str) -> Index | None:
        """Return the index of the file with that SHA-256; ``None`` when there is none that can be read."""
        if not path.is_file():
            return None
        with suppress(sqlite3.Error, ValueError):
            database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
            index = cls(path, database)
            known = (index.facts.get("versi"), index.facts.get("berkas"))
            if known == (VERSION, fingerprint):
                return index
            database.close()
        return None

    def ask(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows that answer a question.

        Raises:
            IndexDamagedError: The file does not hold what it should.
        """
        try:
            return self._database.execute(question, values).fetchall()
        except sqlite3.Error as error:
            self._database.close()  # Windows removes no file that is open
            with suppress(OSError):
                self._path.unlink()
            raise IndexDamagedError(self._path.name) from error


def index_path(register: Path, folder: Path) -> Path:
    """Return the index's file of a register in the cache folder: named without the office's names."""
    place = os.path.normcase(register.resolve())
    return folder / f"{hashlib.sha256(place.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}.db"
