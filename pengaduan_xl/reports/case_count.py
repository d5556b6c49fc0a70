"""Counts cases and services between two moments, as they were at the second one.

A case still open *before* the first moment and a case received *after* it either end before the second or
stay open; nothing else is counted, so the balance holds by construction.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from pengaduan_xl.domain.complaint import CHANNELS, EventKind, Status
from pengaduan_xl.domain.documents import parse_document
from pengaduan_xl.domain.progress import NoReceiptError, replay, step_span
from pengaduan_xl.reports.recap import Balance, Service, StepCount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from pengaduan_xl.domain.complaint import Case, Complaint, Event
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.domain.progress import Progress

STEP_COLUMNS = 10
"""Columns "Tahap n" that the sheet Rekap Harian has; the SOP has ten steps."""

NO_CHANNEL = "(tanpa saluran)"
NO_PERMIT = "(tanpa izin)"
NO_CATEGORY = "(tanpa kategori)"
NO_NAME = "(tanpa nama)"

_COLUMN_OF_STATUS = {
    Status.RECEIVED: "in_process",
    Status.IN_PROCESS: "in_process",
    Status.WAITING: "waiting",
    Status.FINISHED: "finished",
    Status.FORWARDED: "forwarded",
    Status.WITHDRAWN: "withdrawn",
    Status.LAPSED: "withdrawn",
}


def events_until(case: Case, moment: datetime) -> tuple[Event, ...]:
    """Return the case's events that had happened by ``moment``, oldest first.

    Raises:
        NoReceiptError: They do not begin with the receipt.
    """
    events = case.events
    if events and events[-1].happened > moment:
        events = tuple(event for event in events if event.happened <= moment)
    if events and events[0].kind != EventKind.RECEIVED:
        raise NoReceiptError(case.complaint.number)
    return events


class Standing(NamedTuple):
    """All that the recap asks of a case; equal cases are counted together."""

    carried: bool
    status: Status
    step: int | None
    late: bool
    channel: str
    permit: str
    category: str


class CaseCount:
    """The numbers between two moments while the cases pass by.

    Args:
        office: The rules in force.
        start: What happens from this moment on is counted.
        moment: What happens after this moment is left aside.
    """

    def __init__(self, office: Office, start: datetime, moment: datetime) -> None:
        self.office = office
        self.start = start
        self.moment = moment
        self.standings: Counter[Standing] = Counter()
        self.acts: Counter[str] = Counter()
        self.letters: Counter[str] = Counter()
        self.steps_done: Counter[int] = Counter()

    def add(self, complaint: Complaint, events: Sequence[Event]) -> None:
        """Count a case by its events until the second moment, unless it had ended before the first."""
        if events[-1].next_step is None and events[-1].happened < self.start:
            return
        progress = replay(events)
        standing = Standing(
            events[0].happened < self.start,
            progress.status,
            progress.step,
            self._is_late(progress),
            complaint.channel,
            " ".join(complaint.permit.split()),
            complaint.category,
        )
        self.standings[standing] += 1
        for event in events:
            if event.happened >= self.start:
                self._add_service(event)

    def numbers(self) -> dict[str, Any]:
        """Return all that a :class:`pengaduan_xl.reports.recap.Recap` holds, by its attributes' names."""
        total = self._balances(lambda _: "", ("",))[0]
        by_channel = self._balances(lambda case: case.channel or NO_CHANNEL, CHANNELS)
        groups = Counter[str]()
        for balance in by_channel:
            groups[CHANNELS.get(balance.label, "")] += balance.received
        return {
            "moment": self.moment,
            "oral": groups["Lisan"],
            "written": groups["Tertulis"],
            "online": groups["Daring"],
            "by_channel": by_channel,
            "by_permit": self._balances(lambda case: case.permit or NO_PERMIT),
            "by_category": self._balances(lambda case: case.category or NO_CATEGORY),
            "by_step": self._by_step(),
            "services": tuple(
                Service(name, self.acts[name], self.letters[name])
                for name in sorted({*self.acts, *self.letters})
            ),
            **{name: getattr(total, name) for name in Balance._fields[1:]},
        }

    def _is_late(self, progress: Progress) -> bool:
        span = None if progress.on_hold else step_span(self.office, progress)
        return span is not None and self.office.hours.deadline(*span).at < self.moment

    def _add_service(self, event: Event) -> None:
        document = parse_document(event.document) if event.kind == EventKind.LETTER else None
        is_letter = document is not None and not document.mark
        (self.letters if is_letter else self.acts)[event.officer or NO_NAME] += 1
        if event.kind == EventKind.FINISHED:
            self.steps_done[event.step] += 1

    def _balances(
        self, label_of: Callable[[Standing], str], always: Iterable[str] = ()
    ) -> tuple[Balance, ...]:
        """Return a balance for each label; spellings that differ in case only are one, as first seen."""
        labels = {label.casefold(): label for label in always}
        place = {key: number for number, key in enumerate(labels)}
        tallies: dict[str, Counter[str]] = {key: Counter() for key in labels}
        for standing, number in self.standings.items():
            label = label_of(standing)
            labels.setdefault(label.casefold(), label)
            tally = tallies.setdefault(label.casefold(), Counter())
            tally["opening" if standing.carried else "received"] += number
            tally[_COLUMN_OF_STATUS[standing.status]] += number
            tally["late"] += number * standing.late
        order = sorted(tallies, key=lambda key: (place.get(key, len(place)), key[:1] == "(", key))
        return tuple(Balance(labels[key], **tallies[key]) for key in order)

    def _by_step(self) -> tuple[StepCount, ...]:
        """Return all steps from 1, at least as many as the sheet has columns."""
        names = {step.number: step.name for step in self.office.current.steps}
        tallies: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for standing, number in self.standings.items():
            if standing.step is not None:
                tallies[standing.step][_COLUMN_OF_STATUS[standing.status]] += number
                tallies[standing.step]["late"] += number * standing.late
        last = max(STEP_COLUMNS, *names, *tallies, *self.steps_done)
        return tuple(
            StepCount(
                number,
                names.get(number, ""),
                self.steps_done[number],
                tallies[number]["in_process"],
                tallies[number]["waiting"],
                tallies[number]["late"],
            )
            for number in range(1, last + 1)
        )
