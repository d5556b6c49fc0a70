"""The daily recap of services given (*rekapitulasi harian*), which the SOP makes the officer's duty.

Every number is what was true at a moment, found from the events that had happened by then, so that a past
day can be reported at any time. A case still open *before* the day and a case received *on* the day either
end on the day or stay open; nothing else is counted, so the balance holds by construction.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.complaint import CHANNELS, EventKind, Status
from pengaduan_xl.domain.progress import NoReceiptError, replay, step_span
from pengaduan_xl.errors import InputDataError
from pengaduan_xl.reports.recap import Balance, DailyRecap, Service, StepCount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pengaduan_xl.domain.complaint import Case, Event
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.domain.progress import Progress

__all__ = [
    "Balance",
    "DailyRecap",
    "DayNotBegunError",
    "Service",
    "StepCount",
    "daily_recap",
    "events_until",
]

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


class DayNotBegunError(InputDataError):
    """A recap was asked for a day that has not begun yet.

    Args:
        day: The day asked for.
        now: This moment, naive WIB.
    """

    def __init__(self, day: date, now: datetime) -> None:
        super().__init__(
            f"Rekap {day:%d/%m/%Y} belum dapat dibuat karena sekarang baru {now:%d/%m/%Y}",
            "Pilih tanggal hari ini atau sebelumnya",
        )


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


def daily_recap(
    cases: Iterable[Case], office: Office, day: date, now: datetime | None = None
) -> DailyRecap:
    """Return what was true at the end of ``day``; with ``now``, never later than that moment.

    Events count by Waktu Kejadian, so what is entered later for that day is in it.

    Args:
        cases: All cases of the register; one pass is made over them.
        office: The rules in force.
        day: The day to report.
        now: This moment, naive WIB; a deadline later today is not late yet.

    Raises:
        DayNotBegunError: The day begins after ``now``.
        NoReceiptError: A case's history does not begin with its receipt.
        UnknownVersionError: A case began under a version that the sheet SOP no longer holds.
    """
    count = _Count(office, day, now)
    for case in cases:
        count.add(case)
    return count.recap()


class _Standing(NamedTuple):
    """All that the recap asks of a case; equal cases are counted together."""

    carried: bool
    status: Status
    step: int | None
    late: bool
    channel: str
    permit: str
    category: str


class _Count:
    """The numbers of one day while the cases pass by."""

    def __init__(self, office: Office, day: date, now: datetime | None) -> None:
        self.office = office
        self.day = day
        self.start = datetime.combine(day, time.min)
        end = datetime.combine(day, time.max)
        self.moment = end if now is None else min(end, now)
        if self.moment < self.start:
            raise DayNotBegunError(day, self.moment)
        self.standings: Counter[_Standing] = Counter()
        self.acts: Counter[str] = Counter()
        self.letters: Counter[str] = Counter()
        self.steps_done: Counter[int] = Counter()

    def add(self, case: Case) -> None:
        """Count a case, unless it had ended before the day or had not begun by its end."""
        events = events_until(case, self.moment)
        if not events or (events[-1].next_step is None and events[-1].happened < self.start):
            return
        progress = replay(events)
        complaint = case.complaint
        standing = _Standing(
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

    def recap(self) -> DailyRecap:
        """Return the day as counted."""
        total = self._balances(lambda _: "", ("",))[0]
        by_channel = self._balances(lambda case: case.channel or NO_CHANNEL, CHANNELS)
        groups = Counter[str]()
        for balance in by_channel:
            groups[CHANNELS.get(balance.label, "")] += balance.received
        by_step = self._by_step()
        return DailyRecap(
            day=self.day,
            moment=self.moment,
            oral=groups["Lisan"],
            written=groups["Tertulis"],
            online=groups["Daring"],
            steps=tuple(step.in_process for step in by_step),
            by_channel=by_channel,
            by_permit=self._balances(lambda case: case.permit or NO_PERMIT),
            by_category=self._balances(lambda case: case.category or NO_CATEGORY),
            by_step=by_step,
            services=tuple(
                Service(name, self.acts[name], self.letters[name])
                for name in sorted({*self.acts, *self.letters})
            ),
            **{name: getattr(total, name) for name in Balance._fields[1:]},
        )

    def _is_late(self, progress: Progress) -> bool:
        span = None if progress.on_hold else step_span(self.office, progress)
        return span is not None and self.office.hours.deadline(*span).at < self.moment

    def _add_service(self, event: Event) -> None:
        is_letter = event.kind == EventKind.LETTER
        (self.letters if is_letter else self.acts)[event.officer or NO_NAME] += 1
        if event.kind == EventKind.FINISHED:
            self.steps_done[event.step] += 1

    def _balances(
        self, label_of: Callable[[_Standing], str], always: Iterable[str] = ()
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
