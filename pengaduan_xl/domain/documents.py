"""A letter on file, as the column Dokumen names it."""

from __future__ import annotations

import re
from typing import NamedTuple

EDITED = "disunting"
"""Mark of a letter whose file an officer edited in Word and handed in as the record."""

CANCELLED = "batal"
"""Mark of a letter that was cancelled: its number is spent, its step is without it."""

_PATTERN = re.compile(
    r"(?P<file>[^;]+?)(?:; No\. (?P<number>.+))?; sha256:(?P<digest>[0-9a-f]{64})"
    rf"(?:; (?P<mark>{EDITED}|{CANCELLED}))?"
)


class Document(NamedTuple):
    """A letter (*dokumen*): its file name, its letter number if it bears one, and its SHA-256.

    ``mark`` is :data:`EDITED`, :data:`CANCELLED`, or empty for a letter as the program made it.
    """

    file: str
    number: str
    digest: str
    mark: str = ""

    def __str__(self) -> str:
        number = f"; No. {self.number}" if self.number else ""
        mark = f"; {self.mark}" if self.mark else ""
        return f"{self.file}{number}; sha256:{self.digest}{mark}"

    @property
    def letter(self) -> str:
        """Key of the letter, which ends the file name: ``2026-0001_undangan.docx``."""
        return self.file.rsplit("_", 1)[-1].rsplit(".", 1)[0]


def parse_document(text: str) -> Document | None:
    """Return the document that a cell of Dokumen names, ``None`` when it names none."""
    match = _PATTERN.fullmatch(text.strip())
    if match is None:
        return None
    return Document(match["file"], match["number"] or "", match["digest"], match["mark"] or "")
