"""What an officer may do to a case: each act is checked as a whole and comes back as plain data.

An act gives an :class:`Act`, or raises :class:`ActRefusedError` with *all* its refusals at once. Nothing here
writes: an act that is not carried out has not happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.attempt import OVERRIDE, Attempt, Request, refuse_if_any, time_refusals
from pengaduan_xl.domain.complaint import Case, Complaint, Event, EventKind
from pengaduan_xl.domain.progress import Progress, replay, state_of
from pengaduan_xl.domain.refusals import (
    ActRefusedError,
    CompletionNotDueRefusal,
    FieldRefusal,
    LetterOfClosedCaseRefusal,
    LetterTooEarlyRefusal,
    MissingReasonRefusal,
    NotOnHoldRefusal,
    WrongRoleRefusal,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.domain.documents import Document
    from pengaduan_xl.domain.office import Office

__all__ = [
    "Act",
    "LetterMade",
    "Request",
    "act_of",
    "finish",
    "forward",
    "hold",
    "receive",
    "record_letter",
    "resume",
    "return_",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class Act:
    """One officer act (*tindakan*), ready to be carried out by whichever register is at hand.

    Attributes:
        number: No. Register.
        events: New rows of Riwayat, not yet numbered or sealed.
        changes: New values of the Register row, by field name.
        warnings: What staff should know about the new deadline.
        is_new: Whether the Register row is to be added rather than changed.
    """

    number: str
    events: tuple[Event, ...]
    changes: Mapping[str, object]
    warnings: tuple[str, ...] = ()
    is_new: bool = False


class LetterMade(NamedTuple):
    """A letter that was rendered: its key, the step it belongs to, and the document on file."""

    key: str
    step: int
    document: Document


def receive(office: Office, complaint: Complaint, request: Request) -> Act:
    """Take in a complaint (*terima*): the case begins and step 1's clock starts (SOP step 1)."""
    procedure = office.current
    step = procedure.steps[0]
    refusals = list(time_refusals(request, None))
    override = ""
    if step.role not in request.person.roles:
        if not request.override:
            refusals.append(WrongRoleRefusal(request.person.name, [step.role], step))
        elif not request.reason:
            refusals.append(MissingReasonRefusal(OVERRIDE))
        override = WrongRoleRefusal.override
    refuse_if_any(complaint.number, refusals)
    event = Event(
        0,
        complaint.number,
        step.number,
        EventKind.RECEIVED,
        step.number,
        request.person.name,
        request.happened,
        request.now,
        reason=request.reason,
        override=override,
        version=procedure.version,
    )
    act = act_of(office, Case(complaint, ()), event)
    return Act(
        act.number, act.events, {**complaint._asdict(), **act.changes}, act.warnings, is_new=True
    )


def finish(office: Office, case: Case, request: Request, target: int | None = None) -> Act:
    """End the step at hand (*selesai*) and begin the next; ending the last step closes the case.

    ``target`` asks for another step than the next one, which only an active ``lompat`` row of Alur allows.
    """
    attempt = Attempt(office, case, request)
    attempt.check_not_on_hold()
    forward_row = attempt.procedure.transition("maju", attempt.step.number)
    jumps = target is not None and (forward_row is None or forward_row.target != target)
    row = attempt.check_move("lompat" if jumps else "maju", target)
    attempt.check_completeness()
    attempt.check_letters()
    attempt.check_lateness()
    attempt.refuse()
    next_step = row.target if row else None
    return act_of(office, case, attempt.ending(EventKind.FINISHED, next_step))


def return_(office: Office, case: Case, request: Request) -> Act:
    """Give the file back to an earlier step (*kembalikan*); reviews may do so, with a reason."""
    attempt = Attempt(office, case, request)
    attempt.check_not_on_hold()
    row = attempt.check_move("kembali", None)
    attempt.check_lateness()
    attempt.refuse()
    return act_of(office, case, attempt.ending(EventKind.RETURNED, row.target if row else None))


def hold(office: Office, case: Case, request: Request) -> Act:
    """Stop the step's clock (*tunda*) until the complainant completes the file."""
    attempt = Attempt(office, case, request)
    attempt.check_not_on_hold()
    attempt.check_move("tunda", None)
    attempt.refuse()
    last_day = request.happened.date() + timedelta(days=office.days.completion)
    until = datetime.combine(last_day, time(23, 59))
    event = attempt.event(EventKind.HELD, attempt.step.number)._replace(due=until)
    return act_of(office, case, event)


def resume(office: Office, case: Case, request: Request) -> Act:
    """Let the step's clock run on (*lanjut*); the time on hold is given back to the deadline."""
    attempt = Attempt(office, case, request)
    attempt.check_move("lanjut", None)
    if not attempt.progress.on_hold:
        attempt.refusals.append(NotOnHoldRefusal())
    attempt.refuse()
    began = attempt.progress.pauses[-1].start
    event = attempt.event(EventKind.RESUMED, attempt.step.number)._replace(
        started=began,
        finished=request.happened,
        minutes=office.hours.minutes_between(began, request.happened),
    )
    return act_of(office, case, event)


def forward(office: Office, case: Case, request: Request, destination: str) -> Act:
    """Hand the case to the agency that is competent for it (*limpahkan*), which ends it here."""
    attempt = Attempt(office, case, request)
    attempt.check_move("limpah", None)
    if not destination.strip():
        attempt.refusals.append(
            FieldRefusal("Instansi tujuan", "wajib diisi", "Isi di Meja Kerja atau dengan --kepada")
        )
    attempt.refuse()
    event = attempt.ending(EventKind.FORWARDED, None)
    reason = f"Kepada {destination.strip()}. {request.reason}".strip()
    return act_of(office, case, event._replace(reason=reason))


def withdraw(office: Office, case: Case, request: Request, *, lapsed: bool = False) -> Act:
    """End a case that the complainant gives up (*cabut*).

    With ``lapsed`` the case is deemed withdrawn (*dianggap dicabut*), which only the passing of the date
    given at the hold allows.
    """
    attempt = Attempt(office, case, request)
    attempt.check_move("anggap cabut" if lapsed else "cabut", None)
    until = attempt.progress.completion_due
    if lapsed and until is None:
        attempt.refusals.append(NotOnHoldRefusal())
    elif lapsed and until is not None and request.happened <= until:
        attempt.refusals.append(CompletionNotDueRefusal(until))
    attempt.refuse()
    kind = EventKind.LAPSED if lapsed else EventKind.WITHDRAWN
    return act_of(office, case, attempt.ending(kind, None))


def record_letter(office: Office, case: Case, request: Request, letter: LetterMade) -> Act:
    """Note in Riwayat that a letter of this or an earlier step was made (*surat*)."""
    progress, number = replay(case.events), case.complaint.number
    if progress.step is None and letter.key in progress.documents:
        refusal = LetterOfClosedCaseRefusal(number, letter.key, progress.status)
        raise ActRefusedError(number, [refusal])
    attempt = Attempt(office, case, request)
    check_letter_step(attempt, letter.key, letter.step)
    attempt.refuse()
    event = attempt.event(EventKind.LETTER, attempt.step.number)
    return act_of(office, case, event._replace(document=str(letter.document)))


def check_letter_step(attempt: Attempt, key: str, step: int) -> None:
    """Refuse a letter whose step the case has not reached."""
    if step > attempt.step.number:
        attempt.refusals.append(LetterTooEarlyRefusal(key, step, attempt.step))


def act_of(office: Office, case: Case, event: Event) -> Act:
    """Return the act that one event makes, with what it brings about in the Register row."""
    progress: Progress = replay((*case.events, event))
    state, warnings = state_of(office, progress)
    return Act(case.complaint.number, (event,), state._asdict(), warnings)
