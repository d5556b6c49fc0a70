"""Three months at an office, act by act, on an injected clock.

Nothing is written past the desk: officers take in, finish, return, hold, resume, forward and withdraw as they
would, some of them late. The same seed gives the same content.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pengaduan_xl.demo.cast import (
    LATE_REASONS,
    OFFICERS,
    RETURN_REASONS,
    Texts,
    forwarding_fields,
    letter_fields,
    notice_fields,
)
from pengaduan_xl.desk import Desk, Entry
from pengaduan_xl.domain.completeness import ALL_ITEMS
from pengaduan_xl.domain.intake import FIELD_BY_KEY, field_key
from pengaduan_xl.domain.procedure import KEPALA_SEKSI, PETUGAS
from pengaduan_xl.domain.progress import replay, step_span

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

FIRST_DAY = datetime.fromisoformat("2026-02-02T07:30")
LAST_MOMENT = datetime.fromisoformat("2026-04-30T16:00")
LAST_INTAKE = datetime.fromisoformat("2026-04-29T15:00")

LATE_SHARE, RETURN_SHARE, HOLD_SHARE = 0.16, 0.12, 0.12
LATE_MINUTES = (30, 1800)
"""How late a late step ends, in office minutes; four days at the most."""


@dataclass(slots=True)
class _Plan:
    """One complaint's part: its texts, and the turns that the play has in store for it."""

    texts: Texts
    number: str = ""
    returned: set[int] = field(default_factory=set)
    held: bool = False


class Clock:
    """The injected clock; the play sets it before each act."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Return the moment being played."""
        return self.moment


class Play:
    """Turns moments into acts, the earliest first, as in an office."""

    def __init__(self, desk: Desk, clock: Clock, chance: random.Random) -> None:
        self.desk = desk
        self.clock = clock
        self.chance = chance
        self.queue: list[tuple[datetime, int, _Plan, Callable[[_Plan], None]]] = []
        self.turns = 0
        self.holds = 0

    def run(self, texts: list[Texts], progress: Callable[[int, int], None]) -> None:
        """Play every turn up to the last moment."""
        for moment, text in zip(self._arrivals(len(texts)), texts, strict=True):
            self._at(moment, _Plan(text), self._receive)
        total = (LAST_MOMENT - FIRST_DAY).days
        while self.queue and self.queue[0][0] <= LAST_MOMENT:
            moment, _, plan, turn = heapq.heappop(self.queue)
            if moment.date() != self.clock.moment.date():
                progress((moment - FIRST_DAY).days, total)
            self.clock.moment = moment
            turn(plan)
        progress(total, total)

    def _arrivals(self, count: int) -> list[datetime]:
        """Return the moments at which complaints come in, all within office hours."""
        hours = self.desk.ledger.office.hours
        whole = hours.minutes_between(FIRST_DAY, LAST_INTAKE)
        drawn = sorted(self.chance.randrange(whole) for _ in range(count))
        return [hours.deadline(FIRST_DAY, minutes + 1, "menit").at for minutes in drawn]

    def _at(self, moment: datetime, plan: _Plan, turn: Callable[[_Plan], None]) -> None:
        self.turns += 1
        heapq.heappush(self.queue, (moment, self.turns, plan, turn))

    def _entry(self, role: str, reason: str = "", *, complete: bool = False) -> Entry:
        name = self.chance.choice(OFFICERS[role])[0]
        return Entry(name, reason=reason, completeness=(ALL_ITEMS,) if complete else ())

    def _receive(self, plan: _Plan) -> None:
        values = {
            FIELD_BY_KEY[field_key(heading)]: str(text)
            for heading, text in plan.texts.items()
            if field_key(heading) in FIELD_BY_KEY
        }
        plan.number = self.desk.receive(values, self._entry(PETUGAS)).complaint.number
        self._plan_finish(plan)

    def _plan_finish(self, plan: _Plan) -> None:
        """Set the moment at which the step at hand will be worked on: mostly in time, now and then late."""
        office = self.desk.ledger.office
        span = step_span(office, replay(self.desk.ledger.case(plan.number).events))
        if span is None:
            return
        due = office.hours.deadline(*span).at
        now = self.clock.moment
        allowed = max(office.hours.minutes_between(now, due), 2)
        if self.chance.random() < LATE_SHARE:
            minutes = allowed + self.chance.randint(*LATE_MINUTES)
        else:
            minutes = max(1, int(allowed * self.chance.uniform(0.25, 0.9)))
        self._at(office.hours.deadline(now, minutes, "menit").at, plan, self._work)

    def _work(self, plan: _Plan) -> None:
        """Work on the step at hand, in the way that chance and the texts have in store."""
        office = self.desk.ledger.office
        progress = replay(self.desk.ledger.case(plan.number).events)
        step = office.procedure(progress.version).step(progress.step or 1)
        reason = self._late_reason(plan)
        if step.number == 3 and "limpah_ke" in plan.texts:
            why = self._entry(KEPALA_SEKSI, "Di luar kewenangan dinas")
            self.desk.letter(plan.number, "pelimpahan", why, forwarding_fields(plan.texts))
            self.desk.forward(plan.number, why, str(plan.texts["limpah_ke"]))
        elif step.number == 4 and "cabut_alasan" in plan.texts:
            self.desk.withdraw(plan.number, self._entry(PETUGAS, str(plan.texts["cabut_alasan"])))
        elif step.number == 3 and not plan.held and self.chance.random() < HOLD_SHARE:
            plan.held = True
            why = self._entry(KEPALA_SEKSI, "Bukti pendukung belum diserahkan")
            self.desk.hold(plan.number, why)
            self.desk.letter(plan.number, "berkas-tidak-lengkap", why, notice_fields())
            self._plan_resume(plan)
        elif self._turns_back(plan, step.number):
            plan.returned.add(step.number)
            self.desk.return_(plan.number, self._entry(step.role, RETURN_REASONS[step.number]))
            self._plan_finish(plan)
        else:
            self._write(plan, step.number, step.role)
            self.desk.finish(plan.number, self._entry(step.role, reason, complete=True))
            self._plan_finish(plan)

    def _late_reason(self, plan: _Plan) -> str:
        office = self.desk.ledger.office
        span = step_span(office, replay(self.desk.ledger.case(plan.number).events))
        late = span is not None and self.clock.moment > office.hours.deadline(*span).at
        return self.chance.choice(LATE_REASONS) if late else ""

    def _turns_back(self, plan: _Plan, step: int) -> bool:
        fresh = step in RETURN_REASONS and step not in plan.returned
        return fresh and self.chance.random() < RETURN_SHARE

    def _plan_resume(self, plan: _Plan) -> None:
        """Let the complainant come back after some days; the first one never does."""
        hours = self.desk.ledger.office.hours
        self.holds += 1
        if self.holds == 1:
            lapse = self.clock.moment + timedelta(days=31)
            self._at(hours.next_opening(lapse), plan, self._lapse)
            return
        days = self.chance.randint(2, 8)
        back = hours.deadline(self.clock.moment, days * 450, "menit").at
        self._at(back, plan, self._resume)

    def _resume(self, plan: _Plan) -> None:
        self.desk.resume(plan.number, self._entry(PETUGAS))
        self._plan_finish(plan)

    def _lapse(self, plan: _Plan) -> None:
        why = self._entry(PETUGAS, "Pengadu tidak melengkapi berkas sampai batas waktu")
        self.desk.withdraw(plan.number, why, lapsed=True)

    def _write(self, plan: _Plan, step: int, role: str) -> None:
        """Make the letters of the step that need an officer's words."""
        for key, fields in letter_fields(plan.texts, step, self.clock.moment).items():
            self.desk.letter(plan.number, key, self._entry(role), fields)
