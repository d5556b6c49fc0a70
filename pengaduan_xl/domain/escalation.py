"""Who is told of a late case (*eskalasi*): the levels, from the performer up to the head of the office.

The SOP names no such levels; they are the office's own and stand as rows in the sheet "Eskalasi".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

STEP_CLOCK: Final = "tahap"
CASE_CLOCK: Final = "kasus"
STATUTORY_CLOCK: Final = "UU"
COMPLETION_CLOCK: Final = "kelengkapan"
ALL_CLOCKS: Final = "semua"
CLOCKS: Final = (ALL_CLOCKS, STEP_CLOCK, CASE_CLOCK, STATUTORY_CLOCK, COMPLETION_CLOCK)
"""The deadlines that a rule may go by."""

PERCENT: Final = "% terpakai"
MINUTES_LATE: Final = "menit lewat"
HOURS_LATE: Final = "jam lewat"
DAYS_LATE: Final = "hari kerja lewat"
MEASURES: Final = (PERCENT, MINUTES_LATE, HOURS_LATE, DAYS_LATE)
"""What a rule counts: the share of the clock that is used, or how long the deadline has passed."""

PERFORMER: Final = "Pelaksana"
ADDRESSEES: Final = (PERFORMER, *ROLES)
"""Who may be told: whoever performs the case's step, or the holder of a role."""


@dataclass(frozen=True, slots=True)
class ClockStanding:
    """How one of a case's clocks stands at a moment.

    Attributes:
        clock: One of :data:`CLOCKS` but ``semua``.
        due: Its deadline.
        is_past: Whether the deadline has passed; at its minute it has not.
        minutes_late: Office minutes since the deadline; negative while it is to come.
        days_late: Whole working days since the deadline, 0 while it is to come.
        percent_used: Share of the clock that is used, rounded down; ``None`` where it is not known.
    """

    clock: str
    due: datetime
    is_past: bool
    minutes_late: int
    days_late: int = 0
    percent_used: int | None = None


@dataclass(frozen=True, slots=True)
class EscalationRule:
    """From when on somebody is told of a case (a row of the sheet "Eskalasi").

    Attributes:
        level: 1 to 9; a higher one is more serious.
        clock: One of :data:`CLOCKS`.
        amount: From how much on, in ``measure``.
        measure: One of :data:`MEASURES`.
        addressee: One of :data:`ADDRESSEES`.
    """

    level: int
    clock: str
    amount: int
    measure: str
    addressee: str

    def holds_for(self, standing: ClockStanding) -> bool:
        """Return whether a clock has come as far as the rule says."""
        if self.clock not in {ALL_CLOCKS, standing.clock}:
            return False
        if self.measure == PERCENT:
            return standing.is_past or (standing.percent_used or 0) >= self.amount
        if self.measure == DAYS_LATE:
            return standing.is_past and standing.days_late >= self.amount
        minutes = self.amount * (60 if self.measure == HOURS_LATE else 1)
        return standing.is_past and standing.minutes_late >= minutes


class Escalation(NamedTuple):
    """How far a case has gone up.

    Attributes:
        level: The highest level that holds; 0 for none.
        roles: Who is told, by level.
    """

    level: int = 0
    roles: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.level} – {self.roles[-1]}" if self.roles else "-"


NO_ESCALATION: Final = Escalation()
"""Nobody is told."""

DEFAULT_ESCALATION: Final = (
    EscalationRule(1, ALL_CLOCKS, 0, MINUTES_LATE, PERFORMER),
    EscalationRule(2, ALL_CLOCKS, 1, DAYS_LATE, KEPALA_SEKSI),
    EscalationRule(3, ALL_CLOCKS, 3, DAYS_LATE, KEPALA),
    EscalationRule(3, STATUTORY_CLOCK, 0, MINUTES_LATE, KEPALA),
)
"""The performer at once, the Kepala Seksi after a working day, the head after three or by law at once."""


def escalated(
    rules: Iterable[EscalationRule], performer: str, standings: Sequence[ClockStanding]
) -> Escalation:
    """Return how far a case goes up.

    Whoever is named at a level that the case has reached, or below it, is told. Nobody is told of the
    lateness of those above: where the rules name the performer's own role, lower levels that name other
    roles do not count.

    Args:
        rules: The rules in force.
        performer: Role of who performs the case's step.
        standings: The clocks that are past or near.
    """
    named = list(rules)
    own = min((rule.level for rule in named if rule.addressee == performer), default=0)
    upward = [rule for rule in named if rule.addressee == PERFORMER or rule.level >= own]
    level = max(
        (rule.level for rule in upward if any(map(rule.holds_for, standings))),
        default=0,
    )
    told = sorted((rule for rule in upward if rule.level <= level), key=lambda rule: rule.level)
    roles = (performer if rule.addressee == PERFORMER else rule.addressee for rule in told)
    return Escalation(level, tuple(dict.fromkeys(roles)))
