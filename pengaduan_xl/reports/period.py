"""The time that a report looks back on (*periode*): whole days, as staff name them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time
from typing import NamedTuple

from pengaduan_xl.errors import InputDataError
from pengaduan_xl.wording import long_date, short_date

MONTHS_A_YEAR = 12
_MONTHS_A_QUARTER = 3
_YEAR_DIGITS = 4
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PART_OF_YEAR = re.compile(
    r"(?P<part>\d{1,2}|[ivIV]{1,3})[/-](?P<year>\d{4})|(?P<iso>\d{4})-(?P<iso_part>\d{1,2})"
)


class PeriodReversedError(InputDataError):
    """A period that ends before it begins.

    Args:
        first: Its first day.
        last: Its last day.
    """

    def __init__(self, first: date, last: date) -> None:
        super().__init__(
            f"Periode {short_date(first)} sampai {short_date(last)} terbalik",
            "Tulis tanggal yang lebih awal di --dari dan yang lebih akhir di --sampai",
        )


class PeriodNotBegunError(InputDataError):
    """A period that lies in the future as a whole.

    Args:
        first: Its first day.
        now: This moment, naive WIB.
    """

    def __init__(self, first: date, now: datetime) -> None:
        super().__init__(
            f"Periode mulai {short_date(first)} belum dapat dinilai karena sekarang baru {short_date(now)}",
            "Pilih periode yang sudah dimulai",
        )


class Month(NamedTuple):
    """A calendar month; ordered by time."""

    year: int
    month: int

    def before(self, months: int) -> Month:
        """Return the month that lies so many months before."""
        place = self.year * MONTHS_A_YEAR + self.month - 1 - months
        return Month(place // MONTHS_A_YEAR, place % MONTHS_A_YEAR + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])


class _Days(NamedTuple):
    first: date
    last: date


class Period(_Days):
    """Whole days from ``first`` to ``last``, both included.

    Raises:
        PeriodReversedError: It ends before it begins.
    """

    __slots__ = ()

    def __new__(cls, first: date, last: date) -> Period:
        """Return the period, in the right order."""
        if last < first:
            raise PeriodReversedError(first, last)
        return super().__new__(cls, first, last)

    @classmethod
    def twelve_months(cls, last: date) -> Period:
        """Return the twelve calendar months of which ``last`` ends the last one."""
        return cls(Month(last.year, last.month).before(MONTHS_A_YEAR - 1).first, last)

    @classmethod
    def of_month(cls, month: Month) -> Period:
        """Return a calendar month."""
        return cls(month.first, month.last)

    @classmethod
    def of_quarter(cls, year: int, quarter: int) -> Period:
        """Return a quarter (*triwulan*), 1 to 4."""
        last = Month(year, quarter * _MONTHS_A_QUARTER)
        return cls(last.before(_MONTHS_A_QUARTER - 1).first, last.last)

    @classmethod
    def of_year(cls, year: int) -> Period:
        """Return a calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def start(self) -> datetime:
        """Its first moment, naive WIB."""
        return datetime.combine(self.first, time.min)

    def moment(self, now: datetime) -> datetime:
        """Return the moment at which the period is judged: its end, or now while it lasts.

        Raises:
            PeriodNotBegunError: It begins after ``now``.
        """
        if now < self.start:
            raise PeriodNotBegunError(self.first, now)
        return min(datetime.combine(self.last, time.max), now)

    def until(self, moment: datetime) -> Period:
        """Return the part of it that has passed by a moment in it."""
        return Period(self.first, min(self.last, moment.date()))

    def __str__(self) -> str:
        """Return it as a report's heading says it."""
        return f"{long_date(self.first)} s.d. {long_date(self.last)}"


def parse_month(text: str) -> Period | None:
    """Return the month that a text means, ``11/2026`` or ``2026-11``; ``None`` when it means none."""
    parts = _parts(text)
    if parts is None or not parts[0].isdigit() or not 1 <= int(parts[0]) <= MONTHS_A_YEAR:
        return None
    return Period.of_month(Month(parts[1], int(parts[0])))


def parse_quarter(text: str) -> Period | None:
    """Return the quarter that a text means, ``4/2026``, ``IV/2026`` or ``2026-4``; ``None`` when none."""
    parts = _parts(text)
    if parts is None:
        return None
    word = parts[0].casefold()
    number = int(word) if word.isdigit() else _QUARTERS.get(word, 0)
    return Period.of_quarter(parts[1], number) if number in _QUARTERS.values() else None


def parse_year(text: str) -> Period | None:
    """Return the year that a text of four digits means; ``None`` for another text or the year 0."""
    word = text.strip()
    is_year = len(word) == _YEAR_DIGITS and word.isdecimal() and int(word) > 0
    return Period.of_year(int(word)) if is_year else None


def _parts(text: str) -> tuple[str, int] | None:
    """Return the part of the year as written, and the year; ``None`` for another text or the year 0."""
    match = _PART_OF_YEAR.fullmatch(text.strip())
    if match is None:
        return None
    year = int(match["year"] or match["iso"])
    return (match["part"] or match["iso_part"], year) if year else None
