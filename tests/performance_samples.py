"""A year of cases, some late, returned, held or forwarded, for tests that want to see a report."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from case_factory import OFFICERS, CaseFactory, at

from pengaduan_xl.domain.office import Office
from pengaduan_xl.domain.officers import Officer, Person
from pengaduan_xl.domain.procedure import KEPALA_SEKSI, PETUGAS
from pengaduan_xl.domain.progress import replay, step_span

if TYPE_CHECKING:
    from datetime import datetime

    from pengaduan_xl.domain.complaint import Case

PERMITS = (
    "Izin usaha kafe",
    "Persetujuan Bangunan Gedung (PBG)",
    "Izin reklame",
    "izin reklame",
    "",
)
NOW = at("2026-11-24T10:00")
FIRST = date(2025, 11, 3)
MORE_OFFICERS = (
    *OFFICERS,
    Officer("Dewi Kartika", PETUGAS, "A.Md.", "199001012015052001", "Pengatur, II/c", PETUGAS),
    Officer("Hendra Gunawan", KEPALA_SEKSI, "S.T.", "198501012010011001", "Penata, III/c", "Kasi"),
)
LATE_SHARES = {4: 0.06, 5: 0.34, 6: 0.22, 7: 0.3, 9: 0.18}
"""How often a step is late; other steps 8 in 100."""


class YearFactory(CaseFactory):
    """A factory whose acts are shared among several officers of a role."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__(Office.default(MORE_OFFICERS))
        self.chance = chance

    def _person(self, role: str) -> Person:
        names = [officer.name for officer in self.office.officers if officer.role == role]
        return Person(self.chance.choice(names), frozenset({role}))


def year_of_cases(count: int = 130, seed: int = 7) -> list[Case]:
    """Return cases received over a year up to ``NOW``, improving somewhat towards the end."""
    factory = YearFactory(random.Random(seed))
    hours = factory.office.hours
    days = (NOW.date() - FIRST).days
    cases = []
    for place in range(count):
        day = FIRST + timedelta(days=place * days // count)
        moment = hours.next_opening(at(f"{day}T{factory.chance.randint(8, 14):02d}:10"))
        case = factory.received(moment, permit=factory.chance.choice(PERMITS))
        cases.append(_played(factory, case, moment, 1.5 - place / count))
    return cases


def _played(factory: YearFactory, case: Case, moment: datetime, worse: float) -> Case:
    """Return the case as it went on until now."""
    while replay(case.events).step is not None:
        step = factory.step(case).number
        moment = _end(factory, case, moment, LATE_SHARES.get(step, 0.08) * worse)
        if moment > NOW:
            break
        turn = factory.chance.random()
        if step == 3 and turn < 0.1:
            case = factory.held(case, moment)
            moment = factory.office.hours.next_opening(moment + timedelta(days=4))
            if moment > NOW:
                break
            case = factory.resumed(case, moment)
        elif step == 3 and turn < 0.14:
            case = factory.forwarded(case, moment)
        elif step in {3, 7, 9} and turn > 0.93:
            case = factory.returned(case, moment)
        elif step == 4 and turn < 0.02:
            case = factory.withdrawn(case, moment)
        else:
            case = factory.finished(case, moment)
    return case


def _end(factory: YearFactory, case: Case, moment: datetime, late_share: float) -> datetime:
    """Return when the step at hand will be done: mostly within its time, now and then after it."""
    hours, chance = factory.office.hours, factory.chance
    span = step_span(factory.office, replay(case.events))
    assert span is not None
    allowed = max(2, hours.minutes_between(moment, hours.deadline(*span).at))
    if chance.random() < late_share:
        minutes = int(allowed * chance.uniform(1.05, 1.8)) + chance.randint(1, 30)
    else:
        minutes = max(1, int(allowed * chance.uniform(0.2, 0.95)))
    return hours.deadline(moment, minutes, "menit").at
