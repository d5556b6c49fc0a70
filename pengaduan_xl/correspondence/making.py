"""Letters being made: number, render, note in Riwayat and Agenda Keluar.

A letter is rendered before anything is entered, so its SHA-256 stands in Riwayat from the start. The
register is saved first and the file written after it; making the letter again gives the same file and mends
a lost one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.correspondence.files import LETTER_FOLDER, template_of
from pengaduan_xl.correspondence.versions import EditedLetterError, kept_edit, sha256
from pengaduan_xl.domain import acts
from pengaduan_xl.domain.attempt import Attempt
from pengaduan_xl.domain.documents import CANCELLED, EDITED, Document
from pengaduan_xl.domain.progress import replay, state_of
from pengaduan_xl.letters.catalogue import Letter, find_letter, missing_fields, read_fields
from pengaduan_xl.letters.fields import UnknownFieldError
from pengaduan_xl.letters.job import LetterJob
from pengaduan_xl.letters.numbering import NumberParts, letter_filename, letter_number
from pengaduan_xl.letters.records import agenda_texts, made_before, own_digests, step_of
from pengaduan_xl.register.schema import FIELDS, OUTGOING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from pengaduan_xl.domain.acts import Act, Request
    from pengaduan_xl.domain.complaint import Case, Event
    from pengaduan_xl.register.ledger import Ledger


@dataclass(frozen=True, slots=True)
class PreparedLetter:
    """A rendered letter that is not yet entered.

    Attributes:
        letter: What it is.
        step: The step that it belongs to, under which the sheet Isian keeps its details.
        act: The note for Riwayat; ``None`` when Riwayat already names this very file.
        document: File name, letter number and SHA-256.
        content: The .docx.
        path: Where the file goes.
        day: Date of the letter.
        fields: Details that are new or changed, for the sheet Isian.
        agenda_seq: Place in Agenda Keluar when the number is new, else ``None``.
        own: SHA-256 of versions that the program made, which the file may replace without trace.
    """

    letter: Letter
    number: str
    step: int
    act: Act | None
    document: Document
    content: bytes
    path: Path
    day: date
    fields: Mapping[str, str]
    agenda_seq: int | None
    own: frozenset[str] = frozenset()

    @property
    def is_cancelled(self) -> bool:
        """Whether it is no letter any more, and its file is to be put aside."""
        return self.document.mark == CANCELLED

    @property
    def events(self) -> tuple[Event, ...]:
        """What the letter adds to Riwayat."""
        return self.act.events if self.act else ()


class _Mark(NamedTuple):
    """A letter's date and number, its place in Agenda Keluar when the number is new, and its last making."""

    day: date
    number: str
    seq: int | None
    last: Document | None


class _Details(NamedTuple):
    """What a letter is filled in with, and how it is numbered.

    Attributes:
        given: Details given now.
        numbered: How many letters prepared before it take a number and are not yet entered.
    """

    given: Mapping[str, str]
    numbered: int


class Correspondence:
    """Makes letters for the cases of one register.

    Args:
        ledger: The register in memory.
        folder: The office's folder, which holds ``templat`` and ``surat``.
        anew: Whether a letter may be made anew that was edited in Word and taken as the record.
    """

    def __init__(self, ledger: Ledger, folder: Path, *, anew: bool = False) -> None:
        self.ledger = ledger
        self.folder = folder
        self.anew = anew

    def automatic(self, case: Case) -> list[Letter]:
        """Return the letters of the step at hand that are missing and need no further details.

        One that was cancelled is not made anew of its own accord.
        """
        progress = replay(case.events)
        if progress.step is None:
            return []
        step = self.ledger.office.procedure(progress.version).step(progress.step)
        known = self.ledger.fields(case.complaint.number, step.number)
        there = progress.documents | progress.cancelled
        letters = (find_letter(key) for key in step.letters if key not in there)
        return [letter for letter in letters if not missing_fields(letter, known)]

    def prepare_all(
        self, case: Case, letters: list[Letter], request: Request
    ) -> list[PreparedLetter]:
        """Prepare several letters for one act, each numbered after the one before it."""
        return self._prepare_each(case, [(letter, {}) for letter in letters], request)

    def prepare(
        self, case: Case, wanted: Mapping[str, Mapping[str, str]], request: Request
    ) -> list[PreparedLetter]:
        """Prepare letters of one case with the details given now and those given before.

        What is wrong with one of them keeps back all: none is entered yet.

        Args:
            case: Whose letters they are.
            wanted: Details given now by the letter's key, in the order in which the letters are numbered.
            request: Who asks, and when.

        Raises:
            UnknownLetterError: There is no such letter.
            UnknownFieldError: Details that the letter has no place for.
            MissingFieldsError: Required details are missing.
            BadFieldError: A date is none.
            ActRefusedError: The case has not reached the letter's step.
            EditedLetterError: A letter was edited in Word, which only ``anew`` sets aside.
            EditedLetterLostError: Such a letter is to be mended, and no copy of it is left.
        """
        letters = [(find_letter(key), fields) for key, fields in wanted.items()]
        for letter, fields in letters:
            self._check(case, letter, request, fields)
        return self._prepare_each(case, letters, request)

    def _check(
        self, case: Case, letter: Letter, request: Request, fields: Mapping[str, str]
    ) -> None:
        """Refuse a letter whose details are not right or whose step has not come."""
        own = [field.key for field in letter.fields]
        stray = next((name for name in fields if name not in own), None)
        if stray is not None:
            raise UnknownFieldError(letter.key, stray, own)
        if replay(case.events).step is not None:
            office = self.ledger.office
            attempt = Attempt(office, case, request)
            acts.check_letter_step(attempt, letter.key, step_of(letter, case, office))
            attempt.refuse()
        read_fields(letter, self.ledger.fields(case.complaint.number, letter.step) | dict(fields))

    def _prepare_each(
        self,
        case: Case,
        letters: Sequence[tuple[Letter, Mapping[str, str]]],
        request: Request,
    ) -> list[PreparedLetter]:
        prepared: list[PreparedLetter] = []
        for letter, fields in letters:
            numbered = sum(one.agenda_seq is not None for one in prepared)
            prepared.append(self._prepare(case, letter, request, _Details(fields, numbered)))
            case = case._replace(events=(*case.events, *prepared[-1].events))
        return prepared

    def path_of(self, number: str, letter: Letter) -> Path:
        """Return where the file of a case's letter belongs."""
        return self.folder / LETTER_FOLDER / number[:4] / letter_filename(number, letter)

    def enter(self, prepared: PreparedLetter) -> None:
        """Enter a prepared letter: Riwayat, Agenda Keluar and Isian."""
        ledger = self.ledger
        row: dict[str, object] = {"number": prepared.number, "step": prepared.step}
        for key, value in prepared.fields.items():
            ledger.append(FIELDS, {**row, "key": key, "value": value})
        if prepared.act is not None:
            ledger.enter(prepared.act)
        if prepared.agenda_seq is not None:
            ledger.append(OUTGOING, self._agenda_row(prepared))
        elif prepared.document.number and prepared.act is not None:
            number, digest = prepared.document.number, prepared.document.digest
            ledger.change_outgoing(number, "Sidik Berkas", digest, year=prepared.day.year)

    def _prepare(
        self, case: Case, letter: Letter, request: Request, details: _Details
    ) -> PreparedLetter:
        """Render a letter, or fetch the edited file that is its record."""
        number, fields = case.complaint.number, details.given
        known = self.ledger.fields(number, letter.step)
        mark, path = (
            self._mark(case, letter, request, details.numbered),
            self.path_of(number, letter),
        )
        if mark.last and mark.last.mark == EDITED and not self.anew:
            if fields:
                raise EditedLetterError(number, letter.key)
            content, document = kept_edit(path, mark.last, number), mark.last
        else:
            content = self._render(case, letter, mark, {**known, **fields})
            document = Document(path.name, mark.number, sha256(content))
        act, step = None, step_of(letter, case, self.ledger.office)
        if document != mark.last:
            made = acts.LetterMade(letter.key, step, document)
            act = acts.record_letter(self.ledger.office, case, request, made)
        return PreparedLetter(
            letter=letter,
            number=number,
            step=step,
            act=act,
            document=document,
            content=content,
            path=path,
            day=mark.day,
            fields={key: value for key, value in fields.items() if known.get(key) != value},
            agenda_seq=mark.seq,
            own=own_digests(case, letter.key),
        )

    def _mark(self, case: Case, letter: Letter, request: Request, offset: int) -> _Mark:
        """Return date and number: those that the letter has, else today's and the next in Agenda Keluar."""
        settings = self.ledger.settings
        first, last = made_before(case, letter.key)
        day = first.happened.date() if first else request.happened.date()
        if not letter.numbered or (last and last.number):
            return _Mark(day, last.number if last else "", None, last)
        seq = self.ledger.next_seq(OUTGOING, day.year) + offset
        class_code = case.complaint.classification or settings.classification
        parts = NumberParts(class_code, seq, settings.unit, day, case.complaint.number)
        return _Mark(day, letter_number(settings.number_pattern, parts), seq, last)

    def _render(self, case: Case, letter: Letter, mark: _Mark, fields: Mapping[str, str]) -> bytes:
        from pengaduan_xl.letters.render import render_letter

        office, settings = self.ledger.office, self.ledger.settings
        state, _ = state_of(office, replay(case.events))
        job = LetterJob(
            letter, case, state, office, settings, fields, mark.number, mark.day, self.folder
        )
        emblem = self.folder / settings.emblem if settings.emblem else None
        return render_letter(job, template_of(self.folder, letter.template), emblem)

    def _agenda_row(self, prepared: PreparedLetter) -> dict[str, object]:
        complaint = self.ledger.case(prepared.number).complaint
        fields = self.ledger.fields(prepared.number, prepared.letter.step)
        return {
            "seq": prepared.agenda_seq,
            "letter_number": prepared.document.number,
            "letter_date": prepared.day,
            **agenda_texts(prepared.letter, complaint, fields),
            "number": prepared.number,
            "file_digest": prepared.document.digest,
        }
