"""A letter to be made, with all that goes into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pengaduan_xl.domain.complaint import Case, CaseState
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.letters.catalogue import Letter
    from pengaduan_xl.settings import Settings


@dataclass(frozen=True, slots=True)
class LetterJob:
    """One letter to be made.

    ``fields`` are the texts of the case's Isian, ``number`` the letter's number (empty for a letter that
    bears none) and ``day`` its date.
    """

    letter: Letter
    case: Case
    state: CaseState
    office: Office
    settings: Settings
    fields: Mapping[str, str]
    number: str
    day: date
