"""The desk (*meja kerja*): one session on a register, in which acts are made and then saved as a whole.

Leaving the session without :meth:`Desk.save` is the way to undo: nothing has been written then.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

from pengaduan_xl.correspondence.cancelled import cancelled_letter
from pengaduan_xl.correspondence.checking import edited_since
from pengaduan_xl.correspondence.edited import edited_letter
from pengaduan_xl.correspondence.files import write_letters
from pengaduan_xl.correspondence.incoming import log_mail
from pengaduan_xl.correspondence.making import Correspondence, PreparedLetter
from pengaduan_xl.domain import acts
from pengaduan_xl.domain.attempt import Attempt, Request
from pengaduan_xl.domain.complaint import Case
from pengaduan_xl.domain.completeness import listed_items
from pengaduan_xl.domain.intake import make_complaint
from pengaduan_xl.domain.officers import find_person
from pengaduan_xl.domain.progress import replay, state_of
from pengaduan_xl.domain.refusals import ActRefusedError
from pengaduan_xl.register.session import ClosedRegister

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from types import TracebackType

    from pengaduan_xl.domain.acts import Act
    from pengaduan_xl.domain.complaint import CaseState, Complaint
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.register.ledger import Ledger
    from pengaduan_xl.register.operations import Draft
    from pengaduan_xl.register.store import RegisterFile


@dataclass(frozen=True, slots=True)
class Entry:
    """What an officer enters with any act.

    Attributes:
        by: Name, NIP or account of the officer.
        happened: When it happened, naive WIB; ``None`` for now.
        reason: Reason, empty for none.
        completeness: Items on file, by text or by place in the list from 1; ``semua`` for all.
        override: Whether role, completeness or letter are set aside, with the reason.
    """

    by: str
    happened: datetime | None = None
    reason: str = ""
    completeness: tuple[str, ...] = ()
    override: bool = False


class Outcome(NamedTuple):
    """What an act led to: the case, warnings, letters made, and whether it waits in the journal."""

    complaint: Complaint
    state: CaseState
    step_name: str
    warnings: tuple[str, ...]
    files: tuple[Path, ...]
    is_pending: bool = False


class RegisterSession(Protocol):
    """A register at hand, closed or open in a spreadsheet program; see :class:`ClosedRegister`."""

    file: RegisterFile
    notices: list[str]
    is_pending: bool

    def held(self) -> AbstractContextManager[None]:
        """Hold the register for one act."""

    @property
    def ledger(self) -> Ledger:
        """The register in memory."""

    def save(self, drafts: Sequence[Draft]) -> None:
        """Put acts into the journal, then into the register."""


class Desk:
    """A session on a register.

    Args:
        register: The file of a closed register, or the register at hand.
        now: Gives this moment, naive WIB.

    Raises:
        PengaduanError: On entering, when the register cannot be used or is held by others.
    """

    def __init__(self, register: Path | RegisterSession, now: Callable[[], datetime]) -> None:
        self.now = now
        self._register: RegisterSession = (
            ClosedRegister(register, now) if isinstance(register, Path) else register
        )
        self._stack = ExitStack()
        self._drafts: list[Draft] = []
        self._letters: list[PreparedLetter] = []

    def __enter__(self) -> Self:
        self._stack.enter_context(self._register.held())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    @property
    def path(self) -> Path:
        """The register's file."""
        return self._register.file.path

    @property
    def ledger(self) -> Ledger:
        """The register in memory, with the acts entered since the last save."""
        return self._register.ledger

    @property
    def notices(self) -> list[str]:
        """What staff should know about acts that wait in the journal or were brought in from it."""
        return self._register.notices

    @property
    def is_pending(self) -> bool:
        """Whether the acts last saved wait in the journal, since the workbook could not be written."""
        return self._register.is_pending

    def save(self) -> None:
        """Write everything entered since the last save, first into the journal, then the letters.

        Raises:
            PengaduanError: The acts could not be written and have not happened.
            LetterNotWrittenError: The act is recorded, the letter's file could not be written.
            LettersNotWrittenError: So it went with several letters.
        """
        self._note_draft()
        drafts, self._drafts = self._drafts, []
        letters, self._letters = self._letters, []
        self._register.save(drafts)
        write_letters(letters, self.notices)

    def receive(self, values: Mapping[str, str], entry: Entry) -> Outcome:
        """Take in a complaint given as texts by field name."""
        request = self._request(entry)
        number = self.ledger.next_number(request.happened.year)
        complaint, refusals = make_complaint(values, request.happened, number)
        if refusals:
            raise ActRefusedError("", refusals)
        act = acts.receive(self.ledger.office, complaint, request)
        self.ledger.enter(act)
        log_mail(self.ledger, complaint)
        return self._outcome(number, act)

    def finish(self, number: str, entry: Entry, target: int | None = None) -> Outcome:
        """End the step at hand, making those of its letters that need no further details."""
        case, request = self.ledger.case(number), self._request(entry)
        request = self._with_items(case, request)
        post, office = self.correspondence(), self.ledger.office
        due = post.automatic(case)
        promised = replace(request, letters=tuple(letter.key for letter in due))
        # all refusals at once, before anything is rendered
        acts.finish(office, case, promised, target)
        letters = post.prepare_all(case, due, request)
        events = [event for letter in letters for event in letter.events]
        whole = Case(case.complaint, (*case.events, *events))
        act = acts.finish(office, whole, request, target)
        self._enter_letters(post, letters)
        self.ledger.enter(act)
        warnings = (*act.warnings, *edited_since(case, post.folder))
        return self._outcome(number, replace(act, warnings=warnings), letters)

    def return_(self, number: str, entry: Entry) -> Outcome:
        """Give the file back to an earlier step."""
        return self._plain(number, entry, acts.return_)

    def hold(self, number: str, entry: Entry) -> Outcome:
        """Stop the step's clock until the complainant completes the file."""
        return self._plain(number, entry, acts.hold)

    def resume(self, number: str, entry: Entry) -> Outcome:
        """Let the step's clock run on."""
        return self._plain(number, entry, acts.resume)

    def forward(self, number: str, entry: Entry, destination: str) -> Outcome:
        """Hand the case to the competent agency."""
        case = self.ledger.case(number)
        act = acts.forward(self.ledger.office, case, self._request(entry), destination)
        self.ledger.enter(act)
        return self._outcome(number, act)

    def withdraw(self, number: str, entry: Entry, *, lapsed: bool = False) -> Outcome:
        """End a case that the complainant gives up, or that is deemed given up."""
        case = self.ledger.case(number)
        act = acts.withdraw(self.ledger.office, case, self._request(entry), lapsed=lapsed)
        self.ledger.enter(act)
        return self._outcome(number, act)

    def letter(self, number: str, key: str, entry: Entry, fields: Mapping[str, str]) -> Outcome:
        """Make a letter, or make it again under the number and date that it has."""
        return self.letters(number, {key: fields}, entry)

    def letters(
        self,
        number: str,
        wanted: Mapping[str, Mapping[str, str]],
        entry: Entry,
        *,
        anew: bool = False,
    ) -> Outcome:
        """Make several letters of a case, all or none: a template that fails keeps back the others too.

        Args:
            number: No. Register.
            wanted: The details given now, by each letter's key.
            entry: Who makes them, and when.
            anew: Whether they may take the place of accepted edits.
        """
        case, request = self.ledger.case(number), self._request(entry)
        post = self.correspondence(anew=anew)
        letters = post.prepare(case, wanted, request)
        self._enter_letters(post, letters)
        return self._outcome(number, letters[-1].act if letters else None, letters)

    def accept_edit(self, number: str, key: str, entry: Entry, file: Path | None = None) -> Outcome:
        """Take a letter's file as edited in Word, or another ``file``, as the record."""
        case, request, post = self.ledger.case(number), self._request(entry), self.correspondence()
        letter = edited_letter(post, case, key, request, file)
        self._enter_letters(post, [letter])
        return self._outcome(number, letter.act, [letter])

    def cancel_letter(self, number: str, key: str, entry: Entry) -> Outcome:
        """Cancel a letter: its number stays spent, and it counts as not made."""
        case, request = self.ledger.case(number), self._request(entry)
        letter = cancelled_letter(self.correspondence(), case, key, request)
        self._letters.append(letter)
        return self._outcome(number, letter.act)

    def correspondence(self, *, anew: bool = False) -> Correspondence:
        """Return the letters' side of the desk."""
        return Correspondence(self.ledger, self.path.parent, anew=anew)

    def _note_draft(self) -> None:
        """Close what was entered since the last act as an act of its own for the journal."""
        draft = self.ledger.take()
        if draft.operations:
            self._drafts.append(draft)

    def _request(self, entry: Entry) -> Request:
        now = self.now()
        happened = entry.happened or now
        person = find_person(self.ledger.office.officers, entry.by, happened.date())
        reason = entry.reason.strip()
        return Request(person, happened, now, reason, entry.completeness, entry.override)

    def _with_items(self, case: Case, request: Request) -> Request:
        """Return the request with its items as the step's list words them."""
        listed = Attempt(self.ledger.office, case, request).step.completeness
        items = listed_items(request.completeness, listed)
        return replace(request, completeness=items)

    def _plain(
        self, number: str, entry: Entry, act_of: Callable[[Office, Case, Request], Act]
    ) -> Outcome:
        act = act_of(self.ledger.office, self.ledger.case(number), self._request(entry))
        self.ledger.enter(act)
        return self._outcome(number, act)

    def _enter_letters(self, post: Correspondence, letters: Sequence[PreparedLetter]) -> None:
        for letter in letters:
            post.enter(letter)
        self._letters += letters

    def _outcome(
        self, number: str, act: Act | None, letters: list[PreparedLetter] | None = None
    ) -> Outcome:
        self._note_draft()
        case, office = self.ledger.case(number), self.ledger.office
        progress = replay(case.events)
        state, _ = state_of(office, progress)
        steps = office.procedure(progress.version)
        name = "" if state.step is None else steps.step(state.step).name
        files = tuple(letter.path for letter in letters or [])
        return Outcome(case.complaint, state, name, act.warnings if act else (), files)
