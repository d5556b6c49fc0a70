"""An office's performance counted the plain way: for every number all events are gone through again.

It shares no counting with the report. Office minutes are counted from the minutes of each day; the deadline
of a step still open is found by letting its clock tick.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from office_time_oracle import Oracle
from recap_oracle import FIRST, FOREVER, OFFICE, naive_due

from pengaduan_xl.domain.progress import replay, state_of
from pengaduan_xl.reports.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.domain.complaint import Case, Event
    from pengaduan_xl.reports.performance import Performance
    from pengaduan_xl.reports.scores import Score

STEPS = {step.number: step for step in OFFICE.current.steps}
ORACLE = Oracle(OFFICE.hours.hours, OFFICE.hours.holidays)
DONE = ("Tahap Selesai", "Dikembalikan", "Dilimpahkan")
COUNTS = ("received", "delivered", "forwarded", "withdrawn", "open")
GIVEN_UP = ("Dicabut", "Dianggap Dicabut")

PERIODS = st.tuples(st.integers(-40, 90), st.integers(0, 120)).map(
    lambda days: Period(
        FIRST.date() + timedelta(days=days[0]), FIRST.date() + timedelta(days=sum(days))
    )
)


@cache
def minutes(first: datetime, last: datetime) -> int:
    """Count the worked minutes from one moment to another, 0 if reversed."""
    count, day = 0, first.date()
    while day <= last.date():
        from_minute = first.hour * 60 + first.minute if day == first.date() else 0
        to_minute = last.hour * 60 + last.minute if day == last.date() else 1440
        count += sum(from_minute <= minute < to_minute for minute in ORACLE.worked(day))
        day += timedelta(days=1)
    return count


@dataclass
class Stay:
    """A case's stay in a step."""

    case: Case
    step: int
    start: datetime
    end: datetime | None
    kind: str
    officer: str
    due: datetime | None
    minutes: int | None
    holds: list[list[datetime]]
    """From and until; until the end of time while it lasts."""

    def done_in(self, start: datetime, moment: datetime) -> bool:
        return self.kind in DONE and self.end is not None and start <= self.end <= moment

    def left_late(self, start: datetime, moment: datetime) -> bool:
        """Not done by the moment, and past the deadline."""
        if self.due is None or self.start > moment:
            return False
        if self.end is None or self.end > moment:
            return self.due < moment
        return self.kind in GIVEN_UP and self.end >= start and self.due < self.end

    def worked(self, first: datetime, last: datetime) -> tuple[int, int]:
        """Minutes at work and on hold between two moments."""
        first, last = max(first, self.start), min(last, self.end or last)
        held = sum(minutes(max(first, one), min(last, other)) for one, other in self.holds)
        return minutes(first, last) - held, held

    @property
    def share(self) -> int | None:
        if self.due is None or self.minutes is None:
            return None
        held = sum(minutes(one, min(other, self.due)) for one, other in self.holds)
        allowed = max(1, minutes(self.start, self.due) - held)
        return (100 * self.minutes + allowed - 1) // allowed


def stays_of(case: Case, now: datetime) -> list[Stay]:
    """Walk through a case's events up to now."""
    stays: list[Stay] = []
    for event in [event for event in case.events if event.happened <= now]:
        if event.kind == "Ditunda":
            stays[-1].holds.append([event.happened, FOREVER])
        elif event.kind == "Dilanjutkan":
            stays[-1].holds[-1][1] = event.happened
        elif event.kind != "Surat Dibuat":
            move(stays, case, event)
    if stays and stays[-1].end is None:
        stays[-1].due = unwritten_due(stays[-1])
    return stays


def move(stays: list[Stay], case: Case, event: Event) -> None:
    """End the last stay, and begin the next one unless the case is closed."""
    if stays:
        close(stays[-1], event)
    if event.next_step is not None:
        stays.append(Stay(case, event.next_step, event.happened, None, "", "", None, None, []))


def close(stay: Stay, event: Event) -> None:
    """End a stay by an event; on hold no deadline was written."""
    stay.due = event.due or unwritten_due(stay)
    if stay.holds and stay.holds[-1][1] == FOREVER:
        stay.holds[-1][1] = event.happened
    stay.end, stay.kind, stay.officer = event.happened, event.kind, event.officer
    stay.minutes = event.minutes


def unwritten_due(stay: Stay) -> datetime | None:
    """The deadline of a stay that is open; on hold only one that had passed before."""
    *before, last = stay.holds or [[FOREVER, FOREVER]]
    waits = last[0] != FOREVER and last[1] == FOREVER
    holds = before if waits else stay.holds
    due = naive_due(OFFICE.hours, stay.start, STEPS[stay.step], holds)
    return None if waits and due > last[0] else due


def nth(values: Iterable[int | None], percent: int) -> int | None:
    """The nearest-rank percentile of a list."""
    known = sorted(value for value in values if value is not None)
    return known[(percent * len(known) + 99) // 100 - 1] if known else None


def naive_score(stays: list[Stay], start: datetime, moment: datetime) -> tuple[Any, ...]:
    """Judge some stays within a time."""
    done = [stay for stay in stays if stay.done_in(start, moment)]
    clocked = [stay for stay in done if stay.due is not None]
    late = sum(stay.end > stay.due for stay in clocked if stay.end and stay.due)
    shares = [stay.share for stay in done]
    return (
        len(clocked) - late,
        late,
        sum(stay.left_late(start, moment) for stay in stays),
        len(done) - len(clocked),
        sum(stay.kind == "Dikembalikan" for stay in done),
        nth(shares, 50),
        nth(shares, 90),
    )


def named(stay: Stay, start: datetime, moment: datetime) -> str:
    """Under whom a stay stands."""
    if stay.done_in(start, moment):
        return stay.officer
    return f"(belum selesai: {STEPS[stay.step].role})"


def delivered_days(case: Case, stays: list[Stay]) -> int:
    """Count the working days after the first one, those on hold left out, day by day."""

    def days(first: datetime, last: datetime) -> int:
        day, count = ORACLE.opening(first).date(), 0
        while day < last.date():
            day += timedelta(days=1)
            count += bool(ORACLE.worked(day))
        return count

    held = sum(days(*hold) for stay in stays for hold in stay.holds)
    return days(case.events[0].happened, stays[-1].end or FOREVER) - held


def months_until(moment: datetime, now: datetime) -> list[tuple[datetime, datetime]]:
    """The twelve months up to a moment's own, each until its end or now."""
    months: list[tuple[datetime, datetime]] = []
    last = moment
    for _ in range(12):
        first = datetime.combine(last.date().replace(day=1), time.min)
        night = (first + timedelta(days=32)).replace(day=1) - timedelta(microseconds=1)
        months.insert(0, (first, min(night, now)))
        last = first - timedelta(days=1)
    return months


def naive_performance(cases: list[Case], period: Period, now: datetime) -> dict[str, Any]:
    """Count everything the plain way."""
    start = datetime.combine(period.first, time.min)
    moment = min(datetime.combine(period.last, time.max), now)
    way = {case.complaint.number: stays_of(case, now) for case in cases}
    stays = [stay for one in way.values() for stay in one]
    numbers: dict[str, Any] = {"total": naive_score(stays, start, moment)}
    for step in STEPS:
        mine = [stay for stay in stays if stay.step == step]
        done = [stay for stay in mine if stay.done_in(start, moment)]
        used = [stay.minutes for stay in done]
        times = (sum(stay.worked(start, moment)[0] for stay in mine),)
        held = sum(bool(stay.holds) for stay in done)
        score = naive_score(mine, start, moment)
        numbers[f"step {step}"] = (*score, nth(used, 50), nth(used, 90), held, *times)
    groups: dict[str, list[Stay]] = {}
    for stay in stays:
        if stay.done_in(start, moment) or stay.left_late(start, moment):
            permit = stay.case.complaint.permit or "(tanpa izin)"
            groups.setdefault(f"officer {named(stay, start, moment)}", []).append(stay)
            groups.setdefault(f"permit {permit}", []).append(stay)
    numbers |= {name: naive_score(group, start, moment) for name, group in groups.items()}
    for first, last in months_until(moment, now):
        finished = [
            delivered_days(case, way[case.complaint.number])
            for case in cases
            if was_delivered(way[case.complaint.number], first, last)
        ]
        counts = (len(finished), nth(finished, 50), nth(finished, 90))
        numbers[f"month {first:%Y-%m}"] = (*naive_score(stays, first, last), *counts)
    return numbers | naive_cases(cases, way, start, moment)


def was_delivered(stays: list[Stay], start: datetime, moment: datetime) -> bool:
    return bool(stays) and stays[-1].kind == "Tahap Selesai" and stays[-1].done_in(start, moment)


def naive_cases(
    cases: list[Case], way: dict[str, list[Stay]], start: datetime, moment: datetime
) -> dict[str, Any]:
    """Count cases and holds the plain way."""
    counts = dict.fromkeys(COUNTS, 0)
    clocks = {"case": [0, 0, 0], "statute": [0, 0, 0]}
    days: list[int | None] = []
    for case in cases:
        stays = way[case.complaint.number]
        if not stays or stays[0].start > moment or (stays[-1].end or moment) < start:
            continue
        counts["received"] += stays[0].start >= start
        end = stays[-1].end
        kind = stays[-1].kind if end and end <= moment else ""
        names = {"Tahap Selesai": "delivered", "Dilimpahkan": "forwarded", "": "open"}
        counts[names.get(kind, "withdrawn")] += 1
        if kind == "Tahap Selesai":
            days.append(delivered_days(case, stays))
        judge(case, kind, moment, clocks)
    held = [hold for stays in way.values() for stay in stays for hold in stay.holds]
    ended = [minutes(one, other) for one, other in held if start <= other <= moment]
    touched = [
        number
        for number, stays in way.items()
        for stay in stays
        if any(one <= moment and other >= start for one, other in stay.holds)
    ]
    waiting = sum(one <= moment < other for one, other in held)
    on_hold = sum(stay.worked(start, moment)[1] for stays in way.values() for stay in stays)
    return counts | {
        "case clock": tuple(clocks["case"]),
        "statute": tuple(clocks["statute"]),
        "days": (nth(days, 50), nth(days, 90)),
        "holds": (len(set(touched)), waiting, len(ended), nth(ended, 50), nth(ended, 90), on_hold),
    }


def judge(case: Case, kind: str, moment: datetime, clocks: dict[str, list[int]]) -> None:
    """Judge one case by its clocks as Register would have had them at the moment."""
    events = [event for event in case.events if event.happened <= moment]
    progress = replay(events)
    state, _ = state_of(OFFICE, progress)
    end = events[-1].happened if kind else moment
    if progress.on_hold:
        end = progress.pauses[-1].start
    for name, due in (("case", state.case_due), ("statute", state.statutory_due)):
        if kind == "Tahap Selesai":
            clocks[name][end > due] += 1
        elif due < end:
            clocks[name][2] += 1


def as_numbers(found: Performance) -> dict[str, Any]:
    """Return the report's numbers under the names of the plain count."""

    def plain(score: Score) -> tuple[Any, ...]:
        return tuple(score)[1:]

    cases = found.cases
    numbers: dict[str, Any] = {"total": plain(found.total)}
    numbers |= {f"step {one.number}": (*plain(one.score), *one[4:8]) for one in found.by_step}
    numbers |= {f"officer {one.label}": plain(one) for one in found.by_officer}
    numbers |= {f"permit {one.label}": plain(one) for one in found.by_permit}
    for one in found.by_month:
        numbers[f"month {one.month.first:%Y-%m}"] = (*plain(one.score), *one[2:])
    return numbers | {
        **{name: getattr(cases, name) for name in COUNTS},
        "case clock": tuple(cases.by_case_clock[1:4]),
        "statute": tuple(cases.by_statute[1:4]),
        "days": (cases.median_days, cases.days_90),
        "holds": tuple(found.holds),
    }
