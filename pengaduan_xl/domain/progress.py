"""What a case's events amount to: its step, its pauses, and its three clocks.

Nothing here is counted in a field: the state of a case follows from *Riwayat* each time it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.complaint import CaseState, Event, EventKind, Status
from pengaduan_xl.domain.documents import CANCELLED, Document, parse_document
from pengaduan_xl.domain.procedure import END_OF_HOURS
from pengaduan_xl.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.domain.office_hours import OfficeHours
    from pengaduan_xl.domain.procedure import DayRule, Unit

VERIFICATION_STEP = 3
"""Finishing it means that the file was found complete (SOP step 3), which starts the decision clock."""

_ENDINGS = {
    EventKind.FORWARDED: Status.FORWARDED,
    EventKind.WITHDRAWN: Status.WITHDRAWN,
    EventKind.LAPSED: Status.LAPSED,
}


class NoReceiptError(UnusableFileError):
    """A case's history does not begin with its receipt, so nothing follows from it."""

    def __init__(self, number: str) -> None:
        super().__init__(
            "Riwayat tidak dimulai dengan peristiwa 'Diterima'",
            "Periksa barisnya dengan: pengaduan periksa",
            where=number,
        )


class Pause(NamedTuple):
    """A time on hold: from ``start`` to ``end``, or still open."""

    start: datetime
    end: datetime | None


@dataclass(slots=True)
class Progress:
    """What the events of one case say without any calendar.

    ``pauses`` are all of the case; those of the step at hand begin at or after ``step_started``.
    ``completion_due`` is set while the case is on hold. ``documents`` holds the last one of each letter in
    force; ``cancelled`` the letters that were cancelled and not made anew.
    """

    number: str = ""
    version: str = ""
    received: datetime | None = None
    step: int | None = None
    step_started: datetime | None = None
    status: Status = Status.RECEIVED
    outcome: str = ""
    completed: datetime | None = None
    delivered: datetime | None = None
    completion_due: datetime | None = None
    last_happened: datetime | None = None
    pauses: list[Pause] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    cancelled: dict[str, Document] = field(default_factory=dict)

    @property
    def on_hold(self) -> bool:
        """Whether the case waits for the complainant."""
        return self.status is Status.WAITING

    @property
    def step_pauses(self) -> list[Pause]:
        """The pauses of the step at hand."""
        start = self.step_started
        return [pause for pause in self.pauses if start is not None and pause.start >= start]


def replay(events: Iterable[Event]) -> Progress:
    """Return what a case's events, oldest first, amount to."""
    progress = Progress()
    for event in events:
        progress.number = event.number
        progress.last_happened = event.happened
        if event.kind == EventKind.LETTER:
            _file(progress, parse_document(event.document))
        elif event.kind == EventKind.HELD:
            progress.status = Status.WAITING
            progress.completion_due = event.due
            progress.pauses.append(Pause(event.happened, None))
        elif event.kind == EventKind.RESUMED:
            _close_pause(progress, event.happened)
            progress.status = Status.IN_PROCESS
        else:
            _move(progress, event)
    return progress


def _file(progress: Progress, document: Document | None) -> None:
    """Put a letter among those in force, or among those cancelled."""
    if document is None:
        return
    key, is_cancelled = document.letter, document.mark == CANCELLED
    (progress.documents if is_cancelled else progress.cancelled).pop(key, None)
    (progress.cancelled if is_cancelled else progress.documents)[key] = document


def _move(progress: Progress, event: Event) -> None:
    """Apply an event that brings the case into another step or ends it."""
    if event.kind == EventKind.RECEIVED:
        progress.version = event.version
        progress.received = event.happened
    elif event.kind in _ENDINGS:
        _close_pause(progress, event.happened)
        progress.status = _ENDINGS[EventKind(event.kind)]
        progress.outcome = event.reason
    elif event.kind == EventKind.FINISHED and event.next_step is None:
        progress.status = Status.FINISHED
        progress.delivered = event.happened
        progress.outcome = "Surat balasan disampaikan"
    else:
        progress.status = Status.IN_PROCESS
        if event.kind == EventKind.FINISHED and event.step == VERIFICATION_STEP:
            progress.completed = event.happened
    progress.step = event.next_step
    progress.step_started = event.happened if event.next_step is not None else None


def _close_pause(progress: Progress, moment: datetime) -> None:
    progress.completion_due = None
    if progress.pauses and progress.pauses[-1].end is None:
        progress.pauses[-1] = progress.pauses[-1]._replace(end=moment)


class Span(NamedTuple):
    """A time allowed from a moment on: ``amount`` of ``unit``, days by ``day_rule``."""

    start: datetime
    amount: int
    unit: Unit
    day_rule: DayRule = END_OF_HOURS


def extended(hours: OfficeHours, span: Span, pauses: Iterable[Pause]) -> Span:
    """Return the span lengthened by what the pauses took from it.

    What was left of the span when the clock stopped is left of it when the clock runs on: as many office
    minutes, or as many ends of a day (for a span of days, see ``day_rule``). A pause that begins when the
    span is already over gives nothing back.
    """
    for pause in pauses:
        if pause.end is None or hours.deadline(*span).at <= pause.start:
            continue
        lost = _used(hours, span, pause.end) - _used(hours, span, pause.start)
        span = span._replace(amount=span.amount + max(0, lost))
    return span


def _used(hours: OfficeHours, span: Span, until: datetime) -> int:
    """Return the office minutes, or the days that have ended, from the start of a span to a moment."""
    if span.unit != "hari":
        return max(0, hours.minutes_between(span.start, until))
    first = hours.next_opening(span.start).date()
    days = hours.working_days(first + timedelta(days=1), until.date())
    has_ended = hours.deadline(span.start, days, "hari", span.day_rule).at <= until
    return days if has_ended else max(0, days - 1)


def worked_minutes(hours: OfficeHours, start: datetime, end: datetime, pauses: list[Pause]) -> int:
    """Return the office minutes between two moments without the time on hold."""
    held = sum(hours.minutes_between(pause.start, pause.end or end) for pause in pauses)
    return hours.minutes_between(start, end) - held


def step_span(office: Office, progress: Progress) -> Span | None:
    """Return the time allowed for the step at hand, pauses included; ``None`` once closed."""
    if progress.step is None or progress.step_started is None:
        return None
    step = office.procedure(progress.version).step(progress.step)
    span = Span(progress.step_started, *step.span, step.day_rule)
    return extended(office.hours, span, progress.step_pauses)


def case_due(office: Office, progress: Progress, received: datetime) -> datetime:
    """Return the whole case's deadline: the SOP's total of 5 hours, then 11 working days, from receipt."""
    minutes, days = office.procedure(progress.version).totals()
    hours = office.hours
    desk = extended(hours, Span(received, minutes, "menit"), progress.pauses)
    field_work = Span(hours.deadline(*desk).at, days, "hari")
    return hours.deadline(*extended(hours, field_work, progress.pauses)).at


def statutory_due(office: Office, progress: Progress, received: datetime) -> datetime:
    """Return the statutory deadline: first response until the file is complete, decision afterwards."""
    if progress.completed is None:
        day = received + timedelta(days=office.days.response)
    else:
        day = progress.completed + timedelta(days=office.days.decision)
    return datetime.combine(day.date(), time(23, 59))


def state_of(office: Office, progress: Progress) -> tuple[CaseState, tuple[str, ...]]:
    """Return the Register's derived columns and the warnings of the deadlines in them.

    Raises:
        NoReceiptError: There is no receipt among the events.
        UnknownVersionError: The case began under a version that the sheet SOP no longer holds.
        UnknownStepError: It is in a step that the sheet SOP no longer holds.
    """
    if progress.received is None:
        raise NoReceiptError(progress.number)
    procedure = office.procedure(progress.version)
    span = None if progress.on_hold else step_span(office, progress)
    deadline = None if span is None else office.hours.deadline(*span)
    reply = progress.documents.get("surat-balasan")
    state = CaseState(
        completed=progress.completed,
        step=progress.step,
        role="" if progress.step is None else procedure.step(progress.step).role,
        step_started=progress.step_started,
        step_due=None if deadline is None else deadline.at,
        case_due=case_due(office, progress, progress.received),
        statutory_due=statutory_due(office, progress, progress.received),
        status=progress.status,
        outcome=progress.outcome,
        reply_number=reply.number if reply else "",
        delivered=progress.delivered,
    )
    return state, () if deadline is None else deadline.warnings
