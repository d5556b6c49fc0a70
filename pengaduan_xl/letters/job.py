"""A letter to be made, with all that goes into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from pengaduan_xl.domain.complaint import Case, CaseState
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.letters.catalogue import Letter
    from pengaduan_xl.settings import Settings


@dataclass(frozen=True, slots=True)
class LetterJob:
    """One letter to be made.

    ``fields`` are the texts of the case's Isian, ``number`` the letter's number (empty for a letter that
    bears none) and ``day`` its date. ``folder`` is the office's, in which its pictures lie.
    """

    letter: Letter
    case: Case
    state: CaseState
    office: Office
    settings: Settings
    fields: Mapping[str, str]
    number: str
    day: date
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture in a letter's context, to be drawn where the template prints it.

    ``path`` is a PNG or JPEG that was found readable; ``width_mm`` is how wide it is drawn.
    """

    path: Path
    width_mm: float
