"""What is late, near and told to whom, found the plain way from events, to check the real list against.

It shares no code with the list: clocks tick minute by minute through the office's hours.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from recap_oracle import FOREVER, OFFICE, naive_due

from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI

if TYPE_CHECKING:
    from pengaduan_xl.domain.complaint import Event
    from pengaduan_xl.domain.procedure import Step

HOURS = OFFICE.hours
DESK_WORK = replace(OFFICE.current.steps[0], amount=300, unit="menit")
FIELD_WORK = replace(OFFICE.current.steps[0], amount=11, unit="hari")
"""What the SOP allows for a whole case: 5 hours at the desk, then 11 working days."""


class Story(NamedTuple):
    """A case's events as a plain story; holds are pairs of moments."""

    step: Step
    started: datetime
    received: datetime
    completed: datetime | None
    waits_until: datetime | None
    step_holds: list[list[datetime]]
    all_holds: list[list[datetime]]


def naive_story(events: list[Event]) -> Story | None:
    """Tell a case's events one by one; ``None`` once it has ended."""
    number, started, completed, until = 1, events[0].happened, None, None
    holds: list[list[datetime]] = []
    mine: list[list[datetime]] = []
    for event in events[1:]:
        if event.kind == "Ditunda":
            until = event.due
            for listed in (holds, mine):
                listed.append([event.happened, FOREVER])
        elif event.kind == "Dilanjutkan":
            until = None
            holds[-1][1] = mine[-1][1] = event.happened
        elif event.next_step is None:
            return None
        elif event.kind != "Surat Dibuat":
            if event.kind == "Tahap Selesai" and event.step == 3:
                completed = event.happened
            number, started, mine = event.next_step, event.happened, []
    step = OFFICE.current.steps[number - 1]
    return Story(step, started, events[0].happened, completed, until, mine, holds)


def naive_dues(story: Story) -> dict[str, datetime]:
    """Let every clock tick to its end."""
    if story.waits_until:
        return {"kelengkapan": story.waits_until}
    days, since = (14, story.received) if story.completed is None else (60, story.completed)
    desk_end = naive_due(HOURS, story.received, DESK_WORK, story.all_holds)
    last_day = (since + timedelta(days=days)).date()
    return {
        "tahap": naive_due(HOURS, story.started, story.step, story.step_holds),
        "kasus": naive_due(HOURS, desk_end, FIELD_WORK, story.all_holds),
        "UU": datetime.combine(last_day, time(23, 59)),
    }


def naive_minutes(start: datetime, end: datetime, holds: list[list[datetime]]) -> int:
    """Count the office minutes between two moments that lie in no hold, one by one."""
    count, moment = 0, HOURS.next_opening(start)
    while moment < end:
        count += not any(first <= moment < last for first, last in holds)
        moment = HOURS.next_opening(moment + timedelta(minutes=1))
    return count


def naive_days(start: datetime, end: datetime) -> int:
    """Count the working days that have gone, walking from one closing or time of day to the next."""
    days, moment = 0, HOURS.next_opening(start)
    day = moment.date()
    if HOURS.next_opening(datetime.combine(day, time.min)) == moment:
        while (HOURS.closing(day) or FOREVER) <= end:
            day, days = HOURS.next_working_day(day), days + 1
        return days
    while True:
        day = HOURS.next_working_day(moment.date())
        closing = HOURS.closing(day)
        moment = datetime.combine(day, moment.time())
        if closing is None or min(moment, closing) > end:
            return days
        days += 1


def naive_level(performer: str, clock: str, days: int) -> tuple[int, str]:
    """Tell the default level of one clock that has run out, and the highest who is told."""
    ranks = {KEPALA_SEKSI: 2, KEPALA: 3}
    level = 3 if days >= 3 or clock == "UU" else 2 if days >= 1 else 1
    while 1 < level < ranks.get(performer, 1):
        level -= 1
    told = {1: performer, 2: KEPALA_SEKSI, 3: KEPALA}
    return level, told[level]
