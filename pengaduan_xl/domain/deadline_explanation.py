"""Why a deadline falls where it does: every day from start to deadline, and how it was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

from pengaduan_xl.domain.calendar import COLLECTIVE_LEAVE, WEEKDAYS
from pengaduan_xl.domain.row_cells import FIRST_DAY, MINUTES_A_DAY, clock, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from pengaduan_xl.domain.calendar import Holiday, HoursRule
    from pengaduan_xl.domain.office_day_tables import DayTables
    from pengaduan_xl.domain.procedure import Unit

DayStatus = Literal["dihitung", "tidak dihitung"]
COUNTED: Final = "dihitung"
NOT_COUNTED: Final = "tidak dihitung"
STARTING_DAY: Final = "hari mulai"
AFTER_HOURS: Final = "setelah jam kerja"

_DAY_BY_DAY: Final = 14
_WEEKEND: Final = "bukan hari kerja"


@dataclass(frozen=True, slots=True)
class DayNote:
    """How one day counts in a span of office time.

    Attributes:
        day: The date.
        minutes: Office minutes counted on it, 0 in a span of working days.
        number: Which working day of the span it is, from 1; 0 when it is none or minutes are counted.
        status: ``dihitung`` or ``tidak dihitung``.
        reason: Why it is not counted, or which special hours it has; may be empty for a counted day.
    """

    day: date
    minutes: int
    number: int
    status: DayStatus
    reason: str

    @property
    def is_plain_rest(self) -> bool:
        """Whether it is only its weekday that keeps it from counting, e.g. a Saturday."""
        return self.status == NOT_COUNTED and self.reason == WEEKDAYS[self.day.weekday()]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A deadline with the way it was reached.

    Attributes:
        start: The moment asked about.
        effective_start: When the clock really starts, at or after ``start``.
        due: The deadline.
        amount: How much time.
        unit: Of what.
        days: Every day from start to deadline.
        warnings: What makes the deadline doubtful, Indonesian sentences.
    """

    start: datetime
    effective_start: datetime
    due: datetime
    amount: int
    unit: Unit
    days: tuple[DayNote, ...]
    warnings: tuple[str, ...]

    def lines(self) -> list[str]:
        """Return the explanation as Indonesian lines; from 15 days on, like days share a line."""
        unit = "hari kerja" if self.unit == "hari" else f"{self.unit} kerja"
        lines = [f"Mulai {_moment(self.start)}, {self.amount} {unit}"]
        if self.effective_start != self.start:
            lines.append(f"Dihitung sejak {_moment(self.effective_start)}")
        lines += _day_lines(self.days)
        lines.append(f"Tenggat {_moment(self.due)}")
        return [*lines, *(f"Peringatan: {warning}" for warning in self.warnings)]

    def __str__(self) -> str:
        return "\n".join(self.lines())


class DayReasons:
    """Which holiday or hours rule decides a day.

    Args:
        hours: The rules, as :class:`~pengaduan_xl.domain.office_hours.OfficeHours` takes them.
        holidays: The holidays; of a repeated date the first counts.
    """

    def __init__(self, hours: Sequence[HoursRule], holidays: Sequence[Holiday]) -> None:
        self._rules = sorted(hours, key=lambda rule: rule.is_dated)[::-1]
        self._holidays = {holiday.day: holiday for holiday in reversed(holidays)}

    def why_closed(self, day: date) -> str:
        """Return why the office is closed on a day without office hours."""
        holiday = self._holidays.get(day)
        if holiday:
            sort = "cuti bersama" if holiday.kind == COLLECTIVE_LEAVE else "libur"
            decree = f" ({holiday.decree})" if holiday.decree else ""
            return f"{sort}: {holiday.name.removeprefix(f'{COLLECTIVE_LEAVE} ')}{decree}"
        rule = self._rule(day)
        if rule and rule.is_dated:
            return rule.note or "kantor tutup"
        return WEEKDAYS[day.weekday()]

    def special_hours(self, day: date) -> str:
        """Return the note of the override that sets a day's hours, ``""`` in the base week."""
        rule = self._rule(day)
        return (rule.note or "jam khusus") if rule and rule.is_dated else ""

    def _rule(self, day: date) -> HoursRule | None:
        return next((rule for rule in self._rules if rule.covers(day)), None)


def day_notes(
    days: DayTables, reasons: DayReasons, span: tuple[int, int], amount: int, unit: Unit
) -> tuple[DayNote, ...]:
    """Return a note for every day of a span, from the start's day to the deadline's.

    Args:
        days: The office's days.
        reasons: What decides each day.
        span: Stamps of the start and the deadline.
        amount: How much time lies between them.
        unit: The unit that the span is counted in.
    """
    start, due = span
    totals = (days.total(start), days.total(due))
    begun = days.rank(start)
    first = start // MINUTES_A_DAY
    # A deadline at midnight may be the closing of the day before, so its date alone does not tell.
    minute = due - 1 if amount else due
    last = days.working_day(begun + amount) if unit == "hari" else minute // MINUTES_A_DAY
    notes = []
    for index in range(first, last + 1):
        day = FIRST_DAY + timedelta(days=index)
        number = days.ranks_until(index) - 1 - begun
        minutes = days.minutes_in(index, totals)
        if not days.working_days_in(index, index):
            notes.append(DayNote(day, 0, 0, NOT_COUNTED, reasons.why_closed(day)))
        elif unit == "hari" and number > 0:
            notes.append(DayNote(day, 0, number, COUNTED, reasons.special_hours(day)))
        elif unit != "hari" and minutes:
            notes.append(DayNote(day, minutes, 0, COUNTED, reasons.special_hours(day)))
        else:
            reason = AFTER_HOURS if number < 0 else STARTING_DAY
            notes.append(DayNote(day, 0, 0, NOT_COUNTED, reason))
    return tuple(notes)


def _day_lines(days: Sequence[DayNote]) -> Iterator[str]:
    is_long = len(days) > _DAY_BY_DAY
    rest = sorted({note.day.weekday() for note in days if note.is_plain_rest})
    if is_long and rest:
        yield f"{_listed([WEEKDAYS[day] for day in rest])} {NOT_COUNTED} ({_WEEKEND})"
    shown_days = [note for note in days if not (is_long and note.is_plain_rest)]

    def alike(note: DayNote) -> tuple[str, str]:
        if note.status == COUNTED:
            return note.status, note.reason if is_long else shown(note.day)
        return note.status, _WEEKEND if note.is_plain_rest else note.reason

    for _, run in groupby(shown_days, alike):
        yield _run_line(list(run))


def _run_line(run: Sequence[DayNote]) -> str:
    first, last = run[0], run[-1]
    days = [f"{WEEKDAYS[note.day.weekday()]} {shown(note.day)}" for note in (first, last)]
    when = days[0] if len(run) == 1 else (" dan " if len(run) == 2 else " s.d. ").join(days)
    reason = _bracketed(_WEEKEND if first.is_plain_rest else first.reason)
    if first.status == NOT_COUNTED:
        return f"{when} {NOT_COUNTED}{reason}"
    if not first.number:
        return f"{when} {COUNTED} {_duration(sum(note.minutes for note in run))}{reason}"
    until = f" s.d. ke-{last.number}" if len(run) > 1 else ""
    return f"{when} hari kerja ke-{first.number}{until}{reason}"


def _bracketed(reason: str) -> str:
    """Return the reason in brackets, unless it ends in brackets itself."""
    if not reason:
        return ""
    return f", {reason}" if "(" in reason else f" ({reason})"


def _duration(minutes: int) -> str:
    parts = [f"{minutes // 60} jam"] * (minutes >= 60) + [f"{minutes % 60} menit"] * (
        minutes % 60 > 0
    )
    return " ".join(parts)


def _moment(moment: datetime) -> str:
    day = f"{WEEKDAYS[moment.weekday()]} {shown(moment)}"
    return f"{day} pukul {clock(moment.hour * 60 + moment.minute)} WIB"


def _listed(words: Sequence[str]) -> str:
    return " dan ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
