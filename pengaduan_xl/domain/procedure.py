"""The procedure (*SOP*): its steps, who performs them, their time, and which moves are allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pengaduan_xl.errors import UnusableFileError

PETUGAS = "Petugas Pengaduan"
KEPALA_SEKSI = "Kepala Seksi"
TIM_TEKNIS = "Tim Teknis"
KEPALA = "Kepala DPM-PTSP"
ROLES: tuple[str, ...] = (PETUGAS, KEPALA_SEKSI, TIM_TEKNIS, KEPALA)
"""The four performers (*pelaksana*) of the SOP's flow chart."""

Unit = Literal["menit", "jam", "hari"]
UNITS: tuple[Unit, ...] = ("menit", "jam", "hari")

DayRule = Literal["akhir jam kerja", "jam yang sama"]
END_OF_HOURS: DayRule = "akhir jam kerja"
SAME_TIME: DayRule = "jam yang sama"
DAY_RULES: tuple[DayRule, ...] = (END_OF_HOURS, SAME_TIME)
"""When on its last day a span of days ends: at closing time, or at the hour it began."""

Move = Literal["maju", "lompat", "kembali", "tunda", "lanjut", "limpah", "cabut", "anggap cabut"]
MOVES: tuple[Move, ...] = (
    "maju",
    "lompat",
    "kembali",
    "tunda",
    "lanjut",
    "limpah",
    "cabut",
    "anggap cabut",
)
PERFORMER = "Pelaksana tahap"
"""Word in the sheet Alur for whoever performs the step at hand."""


class UnknownStepError(UnusableFileError):
    """A case is in a step that the SOP it began under does not hold any more."""

    def __init__(self, number: int, version: str) -> None:
        super().__init__(
            f"Tahap {number} tidak ada pada SOP versi '{version}'",
            "Kembalikan baris tahap itu",
            where="SOP",
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One step (*tahap*) of the SOP.

    Attributes:
        number: Place in the SOP, from 1.
        name: Short name.
        activity: The SOP's own words.
        role: Who performs it.
        completeness: What must be on file (*kelengkapan*) before it may end.
        amount: Time allowed, in ``unit``.
        unit: ``menit`` and ``jam`` are office time, ``hari`` working days.
        day_rule: When on its last day a span of days ends.
        output: What the step brings forth.
        letters: Keys of the letters that must exist before it may end.
    """

    number: int
    name: str
    activity: str
    role: str
    completeness: tuple[str, ...]
    amount: int
    unit: Unit
    day_rule: DayRule = END_OF_HOURS
    output: str = ""
    letters: tuple[str, ...] = ()

    @property
    def span(self) -> tuple[int, Unit]:
        """Time allowed with hours turned into office minutes."""
        return (self.amount * 60, "menit") if self.unit == "jam" else (self.amount, self.unit)

    def missing(self, present: tuple[str, ...]) -> tuple[str, ...]:
        """Return the items of :attr:`completeness` that are not in ``present``."""
        known = {item.casefold() for item in present}
        return tuple(item for item in self.completeness if item.casefold() not in known)


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of *Alur*: a move that the office allows.

    Attributes:
        move: Kind of move.
        source: Step it leaves; ``None`` for any step.
        target: Step it leads to; ``None`` when it ends the case or stays in the step.
        roles: Who may do it; empty means the performer of the step.
        active: Whether the office has turned it on.
        reason_required: Whether a reason must be given.
    """

    move: Move
    source: int | None = None
    target: int | None = None
    roles: tuple[str, ...] = ()
    active: bool = True
    reason_required: bool = False

    def performers(self, step: Step) -> tuple[str, ...]:
        """Return the roles that may make this move at ``step``."""
        named = self.roles or (PERFORMER,)
        return tuple(dict.fromkeys(step.role if role == PERFORMER else role for role in named))


@dataclass(frozen=True, slots=True)
class Procedure:
    """A version of the SOP: its steps in order and the allowed moves."""

    version: str
    steps: tuple[Step, ...]
    transitions: tuple[Transition, ...]

    def step(self, number: int) -> Step:
        """Return the step with that number.

        Raises:
            UnknownStepError: The SOP has none.
        """
        for step in self.steps:
            if step.number == number:
                return step
        raise UnknownStepError(number, self.version)

    def transition(self, move: str, source: int, target: int | None = None) -> Transition | None:
        """Return the row of Alur for ``move`` from ``source``, or ``None``.

        A row that names the step wins over one for any step, then an active row over one that is turned
        off; ``target`` picks among several.
        """
        found = [
            row
            for row in self.transitions
            if row.move == move
            and row.source in {source, None}
            and (target is None or row.target == target)
        ]
        return min(found, key=lambda row: (row.source is None, not row.active), default=None)

    def totals(self) -> tuple[int, int]:
        """Return the whole SOP's time: office minutes and working days (300 and 11 in the SOP)."""
        spans = [step.span for step in self.steps]
        minutes = sum(amount for amount, unit in spans if unit == "menit")
        return minutes, sum(amount for amount, unit in spans if unit == "hari")


def as_unit(text: str) -> Unit | None:
    """Return the unit meant by a cell's text, ``None`` when it is none."""
    word = text.strip().casefold()
    return word if word in UNITS else None


def as_day_rule(text: str) -> DayRule | None:
    """Return the day rule meant by a cell's text; empty means the end of office hours."""
    word = text.strip().casefold() or END_OF_HOURS
    return word if word in DAY_RULES else None


def as_move(text: str) -> Move | None:
    """Return the move meant by a cell's text, ``None`` when it is none."""
    word = text.strip().casefold()
    return word if word in MOVES else None
