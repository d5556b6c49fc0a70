"""Registers with random histories, and their daily recap counted the plain way to check the real one against.

It shares no code with the recap: it walks through each case's events and lets the step's clock tick.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from case_factory import OFFICERS, CaseFactory, at
from hypothesis import strategies as st

from pengaduan_xl.domain.complaint import CHANNELS, Case
from pengaduan_xl.domain.office import Office
from pengaduan_xl.domain.refusals import ActRefusedError

if TYPE_CHECKING:
    from pengaduan_xl.domain.complaint import Event
    from pengaduan_xl.domain.office_hours import OfficeHours
    from pengaduan_xl.domain.procedure import Step
    from pengaduan_xl.reports.recap import Recap

OFFICE = Office.default(OFFICERS)
FIRST = at("2026-12-14T08:00")
"""Histories begin here, so that they run across the holidays around Christmas and New Year."""
FOREVER = at("9999-01-01")
ACTS = ("finished",) * 5 + (
    "returned",
    "held",
    "resumed",
    "resumed",
    "forwarded",
    "withdrawn",
    "lapsed",
)
GAPS = (0, 5, 15, 40, 120, 480, 1440, 4320, 8 * 1440, 32 * 1440)
DAYS = st.integers(0, 45).map(lambda number: FIRST.date() + timedelta(days=number))


@st.composite
def histories(draw: st.DrawFn) -> list[Case]:
    """Cases whose officers act at random; what the SOP refuses does not happen."""
    factory, cases = CaseFactory(OFFICE), []
    for _ in range(draw(st.integers(1, 4))):
        moment = FIRST + timedelta(minutes=draw(st.integers(0, 3 * 1440)))
        channel = draw(st.sampled_from([*CHANNELS, ""]))
        step = draw(st.integers(1, 10))
        permit = draw(st.sampled_from(["", "IMB", "SIUP"]))
        case = factory.at_step(step, moment, channel=channel, permit=permit)
        for act in draw(st.lists(st.sampled_from(ACTS), max_size=6)):
            moment += timedelta(minutes=draw(st.sampled_from(GAPS)) + draw(st.integers(0, 3)))
            try:
                case = getattr(factory, act)(case, moment)
            except ActRefusedError:
                continue
        cases.append(case)
    return cases


def naive_due(
    hours: OfficeHours, started: datetime, step: Step, holds: list[list[datetime]]
) -> datetime:
    """Let the step's clock tick, minute by minute or closing by closing, except on hold."""
    amount, unit = step.span
    moment = hours.next_opening(started)
    while unit == "menit":
        moment = hours.next_opening(moment)
        amount -= not any(first <= moment < last for first, last in holds)
        moment += timedelta(minutes=1)
        if not amount:
            return moment
    closing, day = moment, moment.date()
    while amount:
        day += timedelta(days=1)
        closing = hours.closing(day) or closing
        lost = any(first <= closing < last for first, last in holds)
        already_over = amount == 1 and any(first == closing for first, _ in holds)
        amount -= hours.is_working_day(day) and (already_over or not lost)
    return closing


def naive_standing(events: list[Event], end: datetime) -> dict[str, int]:
    """Tell where one case stands, walking through its events."""
    step, waiting, how_ended = 1, False, ""
    started = events[0].happened
    holds: list[list[datetime]] = []
    for event in events[1:]:
        if event.kind == "Ditunda":
            waiting = True
            holds.append([event.happened, FOREVER])
        elif event.kind == "Dilanjutkan":
            waiting = False
            holds[-1][1] = event.happened
        elif event.next_step is None:
            how_ended = event.kind
        elif event.kind != "Surat Dibuat":
            step, started, holds = event.next_step, event.happened, []
    if how_ended:
        name = {"Tahap Selesai": "finished", "Dilimpahkan": "forwarded"}.get(how_ended, "withdrawn")
        return {name: 1}
    if waiting:
        return {"waiting": 1}
    due = naive_due(OFFICE.hours, started, OFFICE.current.steps[step - 1], holds)
    return {"in_process": 1, "late": due < end, f"step_{step}": 1}


def naive_recap(cases: list[Case], day: date) -> dict[str, int]:
    """Count the day the plain way, from lists of events."""
    return naive_period(cases, day, day)


def naive_period(cases: list[Case], first: date, last: date) -> dict[str, int]:
    """Count the days from first to last the plain way, from lists of events."""
    end = datetime.combine(last, time.max)
    total: dict[str, int] = {}
    for case in cases:
        events = [event for event in case.events if event.happened <= end]
        before = [event for event in events if event.happened.date() < first]
        if not events or (before and before[-1].next_step is None):
            continue
        counts = naive_standing(events, end)
        counts["opening" if before else "received"] = 1
        if not before:
            group = CHANNELS.get(case.complaint.channel, "none")
            counts[
                {"Lisan": "oral", "Tertulis": "written", "Daring": "online"}.get(group, "none")
            ] = 1
        counts["services"] = len(events) - len(before)
        for name, number in counts.items():
            total[name] = total.get(name, 0) + number
    return total


def as_naive(recap: Recap) -> dict[str, int]:
    """Return a recap's numbers by the names that the plain count gives them."""
    names = (
        "opening",
        "received",
        "oral",
        "written",
        "online",
        "finished",
        "forwarded",
        "withdrawn",
    )
    counts = {name: getattr(recap, name) for name in (*names, "in_process", "waiting", "late")}
    counts |= {f"step_{n}": count for n, count in enumerate(recap.steps, start=1)}
    counts["services"] = sum(one.acts + one.letters for one in recap.services)
    return counts
