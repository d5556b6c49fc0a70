"""The letters that a case's step asks for, and what of the details given belongs to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.progress import replay
from pengaduan_xl.letters.catalogue import find_letter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.domain.complaint import Case
    from pengaduan_xl.letters.catalogue import Letter
    from pengaduan_xl.register.ledger import Ledger


def letters_asked(ledger: Ledger, case: Case) -> list[Letter]:
    """Return the letters that the step at hand asks for (*Surat Wajib*), made or not."""
    progress = replay(case.events)
    if progress.step is None:
        return []
    step = ledger.office.procedure(progress.version).step(progress.step)
    return [find_letter(key) for key in step.letters]


def letters_due(ledger: Ledger, number: str) -> list[Letter]:
    """Return the letters that the step at hand asks for and that are not made yet."""
    case = ledger.case(number)
    documents = replay(case.events).documents
    return [letter for letter in letters_asked(ledger, case) if letter.key not in documents]


def own_details(letter: Letter, given: Mapping[str, str]) -> dict[str, str]:
    """Return those of the details that are the letter's own."""
    return {field.key: given[field.key] for field in letter.fields if field.key in given}
