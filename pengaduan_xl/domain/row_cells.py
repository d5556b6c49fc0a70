"""Clock times and dates in a sheet's cells, however Excel or a person wrote them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.domain.findings import CellValue, Finding, SheetRow

FIRST_DAY: Final = date(2000, 1, 1)
"""First day that office time is computed for."""
LAST_DAY: Final = date(2099, 12, 31)
"""Last day that office time is computed for."""
MINUTES_A_DAY: Final = 1440

_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")


class RowCells:
    """Typed reading of one row; what cannot be read is remembered as a finding.

    Args:
        row: The row to read.

    Attributes:
        findings: What is wrong so far, each at its cell.
    """

    def __init__(self, row: SheetRow) -> None:
        self.row = row
        self.findings: list[Finding] = []

    def are_blank(self, headings: Iterable[str]) -> bool:
        """Return whether all these cells are empty."""
        return not any(self.row.text(heading) for heading in headings)

    def report(self, heading: str, problem: str, remedy: str) -> None:
        """Remember what is wrong with a cell."""
        self.findings.append(self.row.finding(heading, problem, remedy))

    def required(self, heading: str, remedy: str) -> str:
        """Return the cell's text; an empty cell is reported."""
        text = self.row.text(heading)
        if not text:
            self.report(heading, f"{heading} belum diisi", remedy)
        return text

    def minute(self, heading: str) -> int | None:
        """Return the cell's clock time as minute of the day; an empty cell gives ``None``."""
        text, minute = self.row.text(heading), as_minute(self.row.values.get(heading))
        if text and minute is None:
            self.report(heading, f'{heading} "{text}" bukan jam', "Tulis jam seperti 07.30")
        return minute

    def day(self, heading: str) -> date | None:
        """Return the cell's date; an empty cell gives ``None``, one beyond the calendar is reported."""
        text, day = self.row.text(heading), as_date(self.row.values.get(heading))
        if text and day is None:
            remedy = "Tulis tanggal seperti 31/12/2026"
            self.report(heading, f'{heading} "{text}" bukan tanggal', remedy)
        elif day and not FIRST_DAY <= day <= LAST_DAY:
            span = f"{FIRST_DAY.year} sampai {LAST_DAY.year}"
            problem = f"{heading} {shown(day)} di luar kalender {span}"
            self.report(heading, problem, "Perbaiki tahunnya")
        return day


def as_minute(value: CellValue) -> int | None:
    """Return a clock time as minute of the day, rounded; ``None`` when the value is no time.

    Accepts a time, a date and time, a fraction of a day (0.3125) and text (``07.30``, ``07:30``);
    1.0 and ``24.00`` are the end of the day.
    """
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
        return round(seconds / 60)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return round(value * MINUTES_A_DAY)
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if match and int(match[2]) < 60:
        minute = int(match[1]) * 60 + int(match[2])
        return minute if minute <= MINUTES_A_DAY else None
    return None


def as_date(value: CellValue) -> date | None:
    """Return a date; ``None`` when the value is none.

    Accepts a date, a date and time, and text such as ``31/12/2026`` or ``2026-12-31``.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = value.strip() if isinstance(value, str) else ""
    match = _DAY_FIRST.fullmatch(text) or _ISO.fullmatch(text)
    if not match:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def clock(minute: int) -> str:
    """Return a minute of the day as staff write it: 450 is ``07.30``."""
    return f"{minute // 60:02d}.{minute % 60:02d}"


def shown(day: date) -> str:
    """Return a date as staff write it: ``31/12/2026``."""
    return f"{day:%d/%m/%Y}"
