"""The letters of all cases at a step, made at one go; a refused case does not keep back the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from pengaduan_xl.correspondence.due import letters_asked, own_details
from pengaduan_xl.domain.progress import replay
from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.letters.catalogue import LETTERS, find_letter
from pengaduan_xl.letters.fields import UnknownFieldError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from pengaduan_xl.correspondence.making import Correspondence
    from pengaduan_xl.domain.complaint import Case
    from pengaduan_xl.letters.catalogue import Letter

    Details = Mapping[str, Mapping[str, str]]
    Make = Callable[[str, Details], "Outcome"]

EVERYONE = "*"
"""In place of a number: the details of every case."""


class Outcome(Protocol):
    """What came of making the letters of one case."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the officer should know."""


class BatchOrder(NamedTuple):
    """Which letters to make.

    Attributes:
        step: The step at which the cases are.
        key: The letter; empty for those that the step asks for.
        details: Details for the letters by No. Register; under :data:`EVERYONE` those of all cases.
    """

    step: int
    key: str
    details: Details


class CaseLetters(NamedTuple):
    """The letters of one case.

    Attributes:
        number: No. Register.
        files: Its letters on file, in the order of their steps.
        made: Those of them that were written now: new ones, and lost files made again.
        refusal: Why the others were not made, an Indonesian message; empty when none was refused.
        warnings: What the officer should know.
    """

    number: str
    files: tuple[Path, ...]
    made: tuple[Path, ...] = ()
    refusal: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def kept(self) -> tuple[Path, ...]:
        """The files that were there before."""
        return tuple(file for file in self.files if file not in self.made)


class Batch(NamedTuple):
    """What became of a step's letters.

    Attributes:
        cases: The cases at the step, by number.
        unused: Numbers for which details were given in vain.
        left_out: Numbers whose rows are broken, so that their step is not known.
    """

    cases: tuple[CaseLetters, ...]
    unused: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """All letters on file, in the order of No. Register."""
        return tuple(file for case in self.cases for file in case.files)

    @property
    def refused(self) -> tuple[CaseLetters, ...]:
        """The cases that lack letters."""
        return tuple(case for case in self.cases if case.refusal)


def letters_of_step(post: Correspondence, order: BatchOrder, make: Make) -> Batch:
    """Make what the open cases at a step lack of its letters, each case as a whole or not at all.

    A letter that is made already stays as it is; it is made again where its file is lost. One that was
    cancelled is not made anew of its own accord.

    Args:
        post: The letters' side of the desk.
        order: Which letters.
        make: Makes letters of one case, given as details by the letter's key, and enters them.

    Raises:
        UnknownLetterError: There is no such letter.
        UnknownFieldError: Details that none of the letters has a place for; nothing was made.
    """
    ledger = post.ledger
    named = [find_letter(order.key)] if order.key else None
    asked = [
        (case, named or letters_asked(ledger, case))
        for case in ledger.cases()
        if replay(case.events).step == order.step
    ]
    _check_details(order, [letter for _, letters in asked for letter in letters])
    cases, served = [], set()
    for case, letters in asked:
        wanted = _wanted(post, case, letters, order.details)
        cases.append(_case_letters(post, case, letters, wanted, make))
        served.update([case.complaint.number] if any(wanted.values()) else [])
    unused = tuple(number for number in order.details if number not in {EVERYONE, *served})
    return Batch(tuple(cases), unused, tuple(sorted(ledger.content.broken)))


def letters_of_case(post: Correspondence, number: str, make: Make) -> CaseLetters:
    """Return all letters of a case that are in force; lost files are made again.

    Raises:
        CaseNotFoundError: There is no such case.
        BrokenCaseError: Its rows cannot be read in full.
    """
    case = post.ledger.case(number)
    documents = replay(case.events).documents
    letters = [letter for key, letter in LETTERS.items() if key in documents]
    return _case_letters(post, case, letters, _wanted(post, case, letters, {}), make)


def _check_details(order: BatchOrder, letters: Sequence[Letter]) -> None:
    """Refuse details that none of the letters has: a misspelt key would go unnoticed in a batch."""
    known = {field.key: letter for letter in letters for field in letter.fields}
    keys = ", ".join(dict.fromkeys(letter.key for letter in letters))
    stray = [key for given in order.details.values() for key in given if key not in known]
    if letters and stray:
        raise UnknownFieldError(keys, stray[0], known)


def _wanted(
    post: Correspondence, case: Case, letters: Sequence[Letter], details: Details
) -> Details:
    """Return the details of the letters to make: those not made yet, and those whose files are lost."""
    number, progress = case.complaint.number, replay(case.events)
    given = {**details.get(EVERYONE, {}), **details.get(number, {})}
    return {
        letter.key: {} if letter.key in progress.documents else own_details(letter, given)
        for letter in letters
        if letter.key not in progress.cancelled
        and (letter.key not in progress.documents or not post.path_of(number, letter).is_file())
    }


def _case_letters(
    post: Correspondence, case: Case, letters: Sequence[Letter], wanted: Details, make: Make
) -> CaseLetters:
    number, cancelled = case.complaint.number, replay(case.events).cancelled
    paths = {
        letter.key: post.path_of(number, letter)
        for letter in letters
        if letter.key not in cancelled
    }
    there = tuple(path for key, path in paths.items() if key not in wanted)
    warnings = tuple(
        f"Surat '{letter.key}' {number} sudah dibatalkan, jadi tidak dibuat; bila perlu, jalankan: "
        f"pengaduan surat {number} {letter.key}"
        for letter in letters
        if letter.key in cancelled
    )
    if not wanted:
        return CaseLetters(number, there, warnings=warnings)
    try:
        outcome = make(number, wanted)
    except PengaduanError as error:
        return CaseLetters(number, there, (), str(error).removeprefix(f"{number}: "), warnings)
    made = tuple(path for key, path in paths.items() if key in wanted)
    return CaseLetters(number, tuple(paths.values()), made, "", (*warnings, *outcome.warnings))
