"""Whatever officers do in whatever order, every save leaves a register in which the audit finds nothing."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cli_office import CHIEF, CLERK, HEAD, TEAM
from desk_office import MAIL, PERFORMERS, DeskOffice, examples
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pengaduan_xl.desk import Entry
from pengaduan_xl.domain.complaint import CHANNELS
from pengaduan_xl.domain.refusals import ActRefusedError
from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.reader import read_register
from pengaduan_xl.reporting.recap import make_recap

if TYPE_CHECKING:
    from collections.abc import Callable

    from pengaduan_xl.desk import Desk

PEOPLE = st.sampled_from([CLERK, HEAD, TEAM, CHIEF])
REASONS = st.sampled_from(["Antrean", "Bukti kurang", ""])
MINUTES = st.sampled_from([0, 1, 10, 60, 450, 1440, 4320, 50_000])
MOST_CASES = 4
PLACES = st.integers(0, MOST_CASES - 1)
WILD = st.tuples(st.sampled_from([0, 30, -5]), st.sampled_from([None, None, 6]))
"""How many minutes ago a step ended, below 0 for one still to come, and the step asked for."""


def lettered(number: str, key: str, entry: Entry, desk: Desk) -> None:
    desk.letter(number, key, entry, examples(key))


def finished(number: str, entry: Entry, target: int | None, desk: Desk) -> None:
    desk.finish(number, entry, target)


class OfficeWalk(RuleBasedStateMachine):
    """An office of a few cases, the first in step 6; each rule is one session of one or more acts."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.office = DeskOffice(self.folder / "kantor", step=6)
        self.numbers = ["2026-0001"]
        self.events = self.office.events()
        self.checked = ""

    def teardown(self) -> None:
        """Remove the office."""
        shutil.rmtree(self.folder)

    def session(self, *acts: Callable[[Desk], object]) -> None:
        """Make acts and save; the first refusal ends the session unsaved."""
        before = self.office.fingerprint()
        try:
            with self.office.desk() as desk:
                for act in acts:
                    act(desk)
                desk.save()
        except ActRefusedError:
            assert self.office.fingerprint() == before

    def number(self, place: int) -> str:
        return self.numbers[place % len(self.numbers)]

    def performer(self, number: str) -> str:
        return PERFORMERS[(self.office.state(number).step or 1) - 1]

    @precondition(lambda self: len(self.numbers) < MOST_CASES)
    @rule(channel=st.sampled_from(list(CHANNELS)), reported=st.sampled_from(["", "Usaha Contoh"]))
    def receive(self, channel: str, reported: str) -> None:
        values = MAIL | {"channel": channel, "reported": reported}
        with self.office.desk() as desk:
            self.numbers.append(desk.receive(values, Entry(CLERK)).complaint.number)
            desk.save()

    @rule(minutes=MINUTES)
    def wait(self, minutes: int) -> None:
        self.office.moment += timedelta(minutes=minutes)

    @rule(place=PLACES, reason=REASONS, steps=st.integers(1, 3))
    def work(self, place: int, reason: str, steps: int) -> None:
        """Finish steps as they should be: by their performer, with their letters."""
        number = self.number(place)
        for _ in range(steps):
            step = self.office.state(number).step
            entry = Entry(self.performer(number), None, reason, ("semua",))
            keys = [key for key, letter in LETTERS.items() if letter.step == step]
            self.session(
                *(partial(lettered, number, key, entry) for key in keys),
                partial(finished, number, entry, None),
            )

    @rule(place=PLACES, by=PEOPLE, reason=REASONS, override=st.booleans(), wild=WILD)
    def finish_anyhow(
        self, place: int, by: str, reason: str, override: bool, wild: tuple[int, int | None]
    ) -> None:
        """Try to finish a step in any way, mostly a wrong one."""
        ago, target = wild
        happened = self.office.moment - timedelta(minutes=ago)
        entry = Entry(by, happened, reason, (), override)
        self.session(partial(finished, self.number(place), entry, target))

    @rule(place=PLACES, reason=REASONS, act=st.sampled_from(["hold", "resume", "return_"]))
    def turn_aside(self, place: int, reason: str, act: str) -> None:
        number = self.number(place)
        entry = Entry(self.performer(number), reason=reason)
        self.session(lambda desk: getattr(desk, act)(number, entry))

    @precondition(lambda self: len(self.numbers) == MOST_CASES)
    @rule(place=PLACES, reason=REASONS, lapsed=st.booleans())
    def withdraw(self, place: int, reason: str, lapsed: bool) -> None:
        entry = Entry(CLERK, reason=reason)
        self.session(lambda desk: desk.withdraw(self.number(place), entry, lapsed=lapsed))

    @precondition(lambda self: len(self.numbers) == MOST_CASES)
    @rule(place=PLACES, reason=REASONS)
    def forward(self, place: int, reason: str) -> None:
        entry = Entry(HEAD, reason=reason)
        self.session(lambda desk: desk.forward(self.number(place), entry, "Dinas Uji"))

    @rule(place=PLACES, key=st.sampled_from(list(LETTERS)))
    def letter(self, place: int, key: str) -> None:
        self.session(partial(lettered, self.number(place), key, Entry(HEAD)))

    @rule()
    def think_better_of_it(self) -> None:
        """Make acts and leave without saving."""
        before = self.office.fingerprint()
        with self.office.desk() as desk:
            number = desk.receive(MAIL, Entry(CLERK)).complaint.number
            desk.finish(number, Entry(CLERK, completeness=("1",)))
        assert self.office.fingerprint() == before

    @rule()
    def recap(self) -> None:
        office = self.office
        make_recap(office.register, office.moment.date(), "", lambda: office.moment)

    @invariant()
    def the_audit_finds_nothing(self) -> None:
        if self.office.fingerprint() != self.checked:
            self.checked = self.office.fingerprint()
            assert self.office.findings() == []

    @invariant()
    def history_only_grows(self) -> None:
        events = self.office.events()
        assert events >= self.events
        self.events = events

    @invariant()
    def the_file_holds_every_case(self) -> None:
        content = read_register(self.office.register.read_bytes(), self.office.register)
        assert (content.findings, content.structure, content.broken) == ([], [], set())
        cases = read_ledger(self.office.register).ledger.cases()
        assert [case.complaint.number for case in cases] == sorted(self.numbers)


TestOfficeWalk = OfficeWalk.TestCase
TestOfficeWalk.settings = settings(
    max_examples=6,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
