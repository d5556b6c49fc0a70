"""The checks that acts share: who, when, in which order, with what on file, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pengaduan_xl.domain.complaint import LATE, ON_TIME, Case, Event, EventKind
from pengaduan_xl.domain.progress import (
    NoReceiptError,
    Progress,
    replay,
    step_span,
    worked_minutes,
)
from pengaduan_xl.domain.refusals import (
    ActRefusedError,
    BeforeLastEventRefusal,
    CaseClosedRefusal,
    FutureTimeRefusal,
    IncompleteRefusal,
    MissingLetterRefusal,
    MissingReasonRefusal,
    MoveNotAllowedRefusal,
    OnHoldRefusal,
    Refusal,
    WrongRoleRefusal,
    moment_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.domain.officers import Person
    from pengaduan_xl.domain.procedure import Procedure, Step, Transition

OVERRIDE = "aturan dikesampingkan (Pengecualian atau --paksa)"
"""Why a reason is needed when an officer sets a rule aside."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the officer brings to an act.

    Attributes:
        person: Who acts.
        happened: When it happened (*Waktu Kejadian*), naive WIB.
        now: When it is entered (*Waktu Dicatat*), naive WIB.
        reason: Reason given (*alasan*), stripped; empty for none.
        completeness: Items of the step's list that are on file.
        override: Whether role, completeness or letter may be set aside; needs a reason.
        letters: Letters that will be made with this act and so are not missed.
    """

    person: Person
    happened: datetime
    now: datetime
    reason: str = ""
    completeness: tuple[str, ...] = ()
    override: bool = False
    letters: tuple[str, ...] = ()


def time_refusals(request: Request, last: datetime | None) -> Iterator[Refusal]:
    """Yield the refusals of an act's time: none in the future, none before the last event."""
    if request.happened > request.now:
        yield FutureTimeRefusal(request.happened, request.now)
    if last is not None and request.happened < last:
        yield BeforeLastEventRefusal(request.happened, last)


def refuse_if_any(number: str, refusals: Sequence[Refusal]) -> None:
    """Raise :class:`ActRefusedError` with all ``refusals``, if there are any."""
    if refusals:
        raise ActRefusedError(number, refusals)


@dataclass(slots=True)
class Attempt:
    """An act under examination; it collects refusals and builds the event.

    Raises:
        ActRefusedError: At once, when the case is closed: nothing else can be judged then.
        NoReceiptError: The case has no receipt.
        UnknownVersionError: The sheets hold no such version of the SOP any more.
        UnknownStepError: That version has lost the case's step.
    """

    office: Office
    case: Case
    request: Request
    progress: Progress = field(init=False)
    procedure: Procedure = field(init=False)
    step: Step = field(init=False)
    started: datetime = field(init=False)
    refusals: list[Refusal] = field(default_factory=list)
    overridden: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        number, progress = self.case.complaint.number, replay(self.case.events)
        if progress.received is None:
            raise NoReceiptError(number)
        self.progress = progress
        self.procedure = self.office.procedure(progress.version)
        if progress.step is None or progress.step_started is None:
            raise ActRefusedError(number, [CaseClosedRefusal(progress.status)])
        self.step = self.procedure.step(progress.step)
        self.started = progress.step_started
        self.refusals += time_refusals(self.request, progress.last_happened)

    def check_not_on_hold(self) -> None:
        """Refuse while the case waits for the complainant."""
        if self.progress.on_hold:
            self.refusals.append(OnHoldRefusal())

    def check_move(self, move: str, target: int | None) -> Transition | None:
        """Return the row of Alur that allows the move; refuse without one, by role, or without its reason."""
        row = self.procedure.transition(move, self.step.number, target)
        if row is None or not row.active:
            self.refusals.append(MoveNotAllowedRefusal(move, self.step, target))
            return None
        roles = row.performers(self.step)
        if self.request.person.roles.isdisjoint(roles):
            self._break_rule(WrongRoleRefusal(self.request.person.name, roles, self.step))
        if row.reason_required and not self.request.reason:
            self.refusals.append(MissingReasonRefusal(f"lembar Alur mewajibkannya untuk '{move}'"))
        return row

    def check_completeness(self) -> None:
        """Refuse when items of the step's list are not on file."""
        missing = self.step.missing(self.request.completeness)
        if missing:
            self._break_rule(IncompleteRefusal(self.step, missing))

    def check_letters(self) -> None:
        """Refuse for each letter of the step that is not there, or of an earlier one that was cancelled."""
        there = {*self.progress.documents, *self.request.letters}
        lacking = [(self.step, letter) for letter in self.step.letters if letter not in there]
        lacking += self.cancelled_before()
        for step, letter in lacking:
            self._break_rule(MissingLetterRefusal(self.case.complaint.number, step, letter))

    def cancelled_before(self) -> list[tuple[Step, str]]:
        """Return the letters that earlier steps ended on and that were cancelled since, with their steps."""
        earlier = (step for step in self.procedure.steps if step.number < self.step.number)
        return [
            (step, letter)
            for step in earlier
            for letter in step.letters
            if letter in self.progress.cancelled
        ]

    def check_lateness(self) -> None:
        """Refuse a late end of the step without a reason."""
        due = self.due
        if due is not None and self.request.happened > due and not self.request.reason:
            self.refusals.append(MissingReasonRefusal(f"tenggat {moment_text(due)} terlewati"))

    def refuse(self) -> None:
        """Raise all refusals collected so far; setting rules aside needs a reason of its own."""
        if self.overridden and not self.request.reason:
            self.refusals.append(MissingReasonRefusal(OVERRIDE))
        refuse_if_any(self.case.complaint.number, self.refusals)

    @property
    def due(self) -> datetime | None:
        """The step's deadline; ``None`` while the clock stands still."""
        if self.progress.on_hold:
            return None
        span = step_span(self.office, self.progress)
        return None if span is None else self.office.hours.deadline(*span).at

    def event(self, kind: EventKind, next_step: int | None) -> Event:
        """Return the event of an act that leaves the step's clock alone."""
        return Event(
            0,
            self.case.complaint.number,
            self.step.number,
            kind,
            next_step,
            self.request.person.name,
            self.request.happened,
            self.request.now,
            reason=self.request.reason,
            override="; ".join(dict.fromkeys(self.overridden)),
            version=self.procedure.version,
        )

    def ending(self, kind: EventKind, next_step: int | None) -> Event:
        """Return the event of an act that ends the step, with its times and its papers."""
        started, due = self.started, self.due
        happened = self.request.happened
        papers = [
            self.progress.documents[letter].file
            for letter in self.step.letters
            if letter in self.progress.documents
        ]
        return self.event(kind, next_step)._replace(
            started=started,
            due=due,
            finished=happened,
            minutes=worked_minutes(self.office.hours, started, happened, self.progress.step_pauses),
            timeliness="" if due is None else (LATE if happened > due else ON_TIME),
            completeness="; ".join(self.request.completeness),
            document="; ".join(papers),
        )

    def _break_rule(self, refusal: Refusal) -> None:
        """Collect a refusal, or note that the officer sets the rule aside."""
        if self.request.override:
            self.overridden.append(refusal.override)
        else:
            self.refusals.append(refusal)
