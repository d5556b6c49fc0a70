"""A case's way through the SOP: every stay in a step, from its beginning to what ended it.

The deadline of a stay is the one that was written in *Riwayat* when it ended (column Tenggat), so that a
later change of the SOP, of hours or of holidays does not change who was late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.complaint import EventKind
from pengaduan_xl.domain.progress import Pause, Progress, step_span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pengaduan_xl.domain.complaint import Event
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.domain.office_hours import OfficeHours

BY_THE_OFFICE: frozenset[str] = frozenset(
    {EventKind.FINISHED, EventKind.RETURNED, EventKind.FORWARDED}
)
"""Events that end a stay because the office did its work on it; a withdrawal does not."""

_ASIDE: frozenset[str] = frozenset({EventKind.LETTER, EventKind.HELD, EventKind.RESUMED})


class Passage(NamedTuple):
    """One stay of a case in a step (*lewatan tahap*).

    Attributes:
        step: Number of the step.
        start: When it began.
        end: When it ended; ``None`` while it is open.
        kind: The event that ended it, ``""`` while it is open.
        officer: Who ended it, ``""`` while it is open.
        due: Its deadline; ``None`` where none was written, and on hold unless it had passed before that.
        minutes: Office minutes used, without those on hold, as written; ``None`` while it is open.
        pauses: Its times on hold.
    """

    step: int
    start: datetime
    end: datetime | None
    kind: str
    officer: str
    due: datetime | None
    minutes: int | None
    pauses: tuple[Pause, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether the office did its work on it."""
        return self.kind in BY_THE_OFFICE

    def is_late_at(self, moment: datetime) -> bool:
        """Return whether it is open at a moment and its deadline has passed.

        What is past its deadline stays so while on hold: a hold begun too late gives nothing back.
        """
        due, end = self.due, self.end
        return due is not None and due < moment >= self.start and (end is None or end > moment)


class Course(NamedTuple):
    """A case's way so far: its SOP version, its receipt, its stays, and its end if it has ended."""

    version: str
    received: datetime
    passages: tuple[Passage, ...]
    closed: datetime | None
    ending: str

    @property
    def pauses(self) -> list[Pause]:
        """All its times on hold, the first one first."""
        return [pause for passage in self.passages for pause in passage.pauses]


def course_of(events: Sequence[Event], office: Office) -> Course:
    """Return what the events of a case, oldest first and beginning with the receipt, amount to.

    The deadline of a stay that is still open is reckoned by the rules of today, as no row of Riwayat has it.

    Raises:
        UnknownVersionError: It began under a version that the sheet SOP no longer holds.
        UnknownStepError: It is in a step that the sheet SOP no longer holds.
    """
    receipt = events[0]
    step, start, ending = receipt.next_step, receipt.happened, receipt.kind
    stay = _Stay(office, receipt.version)
    passages = []
    for event in events[1:]:
        if event.kind in _ASIDE:
            stay.note(event)
        elif step is not None:
            passages.append(stay.ended(step, start, event))
            step, start, ending = event.next_step, event.happened, event.kind
    if step is None:
        return Course(receipt.version, receipt.happened, tuple(passages), start, ending)
    passages.append(stay.open(step, start))
    return Course(receipt.version, receipt.happened, tuple(passages), None, "")


def worked(
    hours: OfficeHours, passage: Passage, first: datetime, last: datetime
) -> tuple[int, int]:
    """Return the office minutes of a stay that lie between two moments: at work, and on hold."""
    end = last if passage.end is None else passage.end
    inside = passage.start >= first and end <= last
    if inside and not passage.pauses and passage.minutes is not None:
        return passage.minutes, 0
    first, last = max(first, passage.start), min(last, end)
    if last <= first:
        return 0, 0
    held = sum(
        max(0, hours.minutes_between(max(first, pause.start), min(last, pause.end or last)))
        for pause in passage.pauses
    )
    return hours.minutes_between(first, last) - held, held


def allowed(hours: OfficeHours, passage: Passage, due: datetime) -> int:
    """Return the office minutes that a stay had until its deadline, without those on hold; 1 or more."""
    held = sum(
        hours.minutes_between(pause.start, min(pause.end or due, due))
        for pause in passage.pauses
        if pause.start < due
    )
    return max(1, hours.minutes_between(passage.start, due) - held)


class _Stay:
    """Gathers the pauses of the stay at hand."""

    def __init__(self, office: Office, version: str) -> None:
        self.office = office
        self.version = version
        self.pauses: list[Pause] = []

    def note(self, event: Event) -> None:
        """Take a hold or its end into account; a letter changes nothing."""
        if event.kind == EventKind.HELD:
            self.pauses.append(Pause(event.happened, None))
        elif event.kind == EventKind.RESUMED:
            self._resume(event.happened)

    def ended(self, step: int, start: datetime, event: Event) -> Passage:
        """Return the stay that an event ends, and be ready for the next one."""
        due = event.due
        if due is None and self._is_on_hold:
            due = self._due(step, start)
        self._resume(event.happened)
        pauses, self.pauses = tuple(self.pauses), []
        return Passage(
            step, start, event.happened, event.kind, event.officer, due, event.minutes, pauses
        )

    def open(self, step: int, start: datetime) -> Passage:
        """Return the stay that has not ended."""
        return Passage(step, start, None, "", "", self._due(step, start), None, tuple(self.pauses))

    @property
    def _is_on_hold(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].end is None

    def _resume(self, moment: datetime) -> None:
        if self._is_on_hold:
            self.pauses[-1] = Pause(self.pauses[-1].start, moment)

    def _due(self, step: int, start: datetime) -> datetime | None:
        """Return the deadline by the rules of today; on hold only one that had passed before that."""
        progress = Progress(version=self.version, step=step, step_started=start, pauses=self.pauses)
        span = step_span(self.office, progress)
        due = None if span is None else self.office.hours.deadline(*span).at
        if due is not None and self._is_on_hold and due > self.pauses[-1].start:
            return None
        return due
