"""Requests, sheet rows and whole registers as plain data, for tests of the domain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from case_factory import OFFICERS, REASON, CaseFactory, at

from pengaduan_xl.domain.attempt import Request
from pengaduan_xl.domain.audit import Placed, RecordedCase, audit
from pengaduan_xl.domain.chain import seal
from pengaduan_xl.domain.complaint import Case, CaseState, Event
from pengaduan_xl.domain.findings import Finding, SheetRow
from pengaduan_xl.domain.office import Office
from pengaduan_xl.domain.officers import Person
from pengaduan_xl.domain.procedure import PETUGAS, Procedure
from pengaduan_xl.domain.progress import replay, state_of
from pengaduan_xl.domain.refusals import ActRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from pengaduan_xl.domain.acts import Act
    from pengaduan_xl.domain.findings import CellValue

OFFICE = Office.default(OFFICERS)
FACTORY = CaseFactory(OFFICE)
MONDAY = at("2026-07-06T08:00")
"""A plain Monday: no holiday for weeks before and after it."""

NOW = at("2026-12-31T16:00")
HEADINGS = {field: field for field in CaseState._fields}
NAME_OF = {officer.role: officer.name for officer in OFFICERS}
ALL_ITEMS = tuple(item for step in OFFICE.current.steps for item in step.completeness)


def request(moment: datetime | str, role: str = PETUGAS, **changes: Any) -> Request:
    """Return a request of the officer with that role, entered as it happens, with a reason."""
    happened = at(moment) if isinstance(moment, str) else moment
    person = Person(NAME_OF[role], frozenset({role}))
    return replace(Request(person, happened, happened, REASON, ALL_ITEMS), **changes)


def problems(act: Callable[..., Act], *args: Any, **options: Any) -> list[str]:
    """Return all the problems for which an act is refused."""
    with pytest.raises(ActRefusedError) as caught:
        act(*args, **options)
    return [refusal.problem for refusal in caught.value.refusals]


def after(case: Case, act: Act) -> Case:
    """Return the case with what the act added."""
    return Case(case.complaint, (*case.events, *act.events))


def due_of(case: Case, office: Office = OFFICE) -> datetime | None:
    """Return the deadline of the step at hand."""
    return state_of(office, replay(case.events))[0].step_due


def held(case: Case, *pauses: str) -> Case:
    """Return the case after some holds, each given as ``2026-07-06T09:20/2026-07-07T09:20``."""
    for pause in pauses:
        start, end = pause.split("/")
        case = FACTORY.resumed(FACTORY.held(case, start), end)
    return case


def skipping(*, active: bool = True, office: Office = OFFICE) -> Office:
    """Return the office with its row 3 to 6, without a field visit, turned on."""
    old = office.current
    rows = [replace(row, active=active) if row.move == "lompat" else row for row in old.transitions]
    return replace(office, procedures={old.version: Procedure(old.version, old.steps, tuple(rows))})


def sheet_rows(sheet: str, rows: Iterable[Mapping[str, CellValue]]) -> list[SheetRow]:
    """Return rows as a reader gives them: from row 4 on, columns in the order of the first row."""
    listed = list(rows)
    columns = {heading: place for place, heading in enumerate(listed[0], start=1)}
    return [SheetRow(sheet, number, row, columns) for number, row in enumerate(listed, start=4)]


def texts(findings: Iterable[Finding]) -> list[str]:
    """Return the findings as staff read them."""
    return [str(finding) for finding in findings]


class Books(NamedTuple):
    """A register as the audit sees it: the rows of Register and those of Riwayat."""

    cases: list[RecordedCase]
    events: list[Placed]

    @classmethod
    def of(cls, cases: Sequence[Case], office: Office = OFFICE) -> Books:
        """Return the sealed register of some cases; cells are named by their heading and No. Urut."""
        events = sorted((e for case in cases for e in case.events), key=lambda e: e.recorded)
        recorded = [
            RecordedCase(case.complaint, state_of(office, replay(case.events))[0], "R {}".format)
            for case in cases
        ]
        return cls(recorded, placed(seal(events, 0, "")))

    def with_event(self, index: int, **changes: Any) -> Books:
        """Return the register with one row of Riwayat edited by hand, its Sidik left as it was."""
        events = list(self.events)
        events[index] = Placed(events[index].event._replace(**changes), events[index].address)
        return self._replace(events=events)

    def findings(self, office: Office = OFFICE, now: datetime = NOW) -> list[str]:
        """Return what the audit says, cell and problem."""
        found = audit(office, self.cases, self.events, HEADINGS, now)
        return [f"{finding.sheet} {finding.cell}: {finding.problem}" for finding in found]


def placed(events: Iterable[Event]) -> list[Placed]:
    """Return events with addresses such as ``Tahap@3`` for row 3."""
    return [Placed(event, f"{{}}@{event.seq}".format) for event in events]


def forged(case: Case, *events: Event) -> Books:
    """Return a register whose Riwayat was written by hand throughout, with a chain that holds.

    Register still says of the case what followed from its own events.
    """
    return Books(Books.of([case]).cases, placed(seal(events, 0, "")))


def history(number: str, *rows: tuple[str, int, int | None], **changes: Any) -> list[Event]:
    """Return hand-written events by (kind, step, next step), all at one minute, by the step's performer."""
    role_of = {step.number: step.role for step in OFFICE.current.steps}
    names = [NAME_OF[role_of.get(step, PETUGAS)] for _, step, _ in rows]
    return [
        Event(0, number, step, kind, target, name, MONDAY, MONDAY, version="2021-04", **changes)
        for (kind, step, target), name in zip(rows, names, strict=True)
    ]


def renumbered(case: Case, n: int) -> Case:
    """Return the case as it would be under the number ``2026-9nnn``."""
    number = f"2026-9{n:03d}"
    events = tuple(event._replace(number=number) for event in case.events)
    return Case(case.complaint._replace(number=number), events)
