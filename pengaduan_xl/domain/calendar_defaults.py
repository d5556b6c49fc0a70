"""Hours and holidays that fill a new workbook; from then on its sheets rule, not this list."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Final

from pengaduan_xl.domain.calendar import (
    BREAK_ENDS,
    BREAK_STARTS,
    CLOSES,
    COLLECTIVE_LEAVE,
    DAY,
    DECREE,
    FROM,
    KIND,
    NAME,
    NATIONAL,
    NOTE,
    OPENS,
    UNTIL,
    WEEKDAY,
    Holiday,
    HoursRule,
    Window,
)

if TYPE_CHECKING:
    from pengaduan_xl.domain.findings import CellValue

HOURS_SOURCE: Final = "Perpres 21/2023"
HOLIDAYS_SOURCE: Final = "SKB 3 Menteri"

_REGULAR = (Window(450, 720), Window(780, 960))
_REGULAR_FRIDAY = (Window(450, 690), Window(780, 990))
_RAMADAN = (Window(480, 720), Window(750, 900))
_RAMADAN_FRIDAY = (Window(480, 690), Window(750, 930))


def _weekly() -> tuple[HoursRule, ...]:
    regular = [_REGULAR, _REGULAR, _REGULAR, _REGULAR, _REGULAR_FRIDAY, (), ()]
    return tuple(HoursRule(day, hours, note=HOURS_SOURCE) for day, hours in enumerate(regular))


def _ramadan(first: str, last: str, note: str) -> tuple[HoursRule, ...]:
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    hours = [_RAMADAN, _RAMADAN, _RAMADAN, _RAMADAN, _RAMADAN_FRIDAY]
    return tuple(HoursRule(day, span, begins, ends, note) for day, span in enumerate(hours))


def _national(day: str, name: str) -> Holiday:
    return Holiday(date.fromisoformat(day), name, NATIONAL, HOLIDAYS_SOURCE)


def _leave(day: str, occasion: str) -> Holiday:
    name = f"{COLLECTIVE_LEAVE} {occasion}"
    return Holiday(date.fromisoformat(day), name, COLLECTIVE_LEAVE, HOLIDAYS_SOURCE)


DEFAULT_HOURS: Final[tuple[HoursRule, ...]] = (
    *_weekly(),
    *_ramadan("2026-02-19", "2026-03-20", "jam Ramadan"),
    *_ramadan("2027-02-08", "2027-03-09", "jam Ramadan (perkiraan, tunggu penetapan)"),
)
"""37 h 30 m a week, in Ramadan 32 h 30 m, without breaks (Perpres 21/2023)."""

DEFAULT_HOLIDAYS: Final[tuple[Holiday, ...]] = (
    _national("2026-01-01", "Tahun Baru Masehi"),
    _national("2026-01-16", "Isra Mikraj Nabi Muhammad"),
    _leave("2026-02-16", "Tahun Baru Imlek"),
    _national("2026-02-17", "Tahun Baru Imlek"),
    _leave("2026-03-18", "Hari Suci Nyepi"),
    _national("2026-03-19", "Hari Suci Nyepi"),
    _leave("2026-03-20", "Hari Raya Idul Fitri"),
    _national("2026-03-21", "Hari Raya Idul Fitri"),
    _national("2026-03-22", "Hari Raya Idul Fitri (hari kedua)"),
    _leave("2026-03-23", "Hari Raya Idul Fitri"),
    _leave("2026-03-24", "Hari Raya Idul Fitri"),
    _national("2026-04-03", "Wafat Yesus Kristus"),
    _national("2026-04-05", "Kebangkitan Yesus Kristus"),
    _national("2026-05-01", "Hari Buruh Internasional"),
    _national("2026-05-14", "Kenaikan Yesus Kristus"),
    _leave("2026-05-15", "Kenaikan Yesus Kristus"),
    _national("2026-05-27", "Hari Raya Idul Adha"),
    _leave("2026-05-28", "Hari Raya Idul Adha"),
    _national("2026-05-31", "Hari Raya Waisak"),
    _national("2026-06-01", "Hari Lahir Pancasila"),
    _national("2026-06-16", "Tahun Baru Islam"),
    _national("2026-08-17", "Hari Kemerdekaan Republik Indonesia"),
    _national("2026-08-25", "Maulid Nabi Muhammad"),
    _leave("2026-12-24", "Hari Raya Natal"),
    _national("2026-12-25", "Hari Raya Natal"),
    _national("2027-01-01", "Tahun Baru Masehi"),
    _national("2027-01-05", "Isra Mikraj Nabi Muhammad"),
    _leave("2027-02-05", "Tahun Baru Imlek"),
    _national("2027-02-06", "Tahun Baru Imlek"),
    _national("2027-03-08", "Hari Suci Nyepi"),
    _leave("2027-03-09", "Hari Raya Idul Fitri"),
    _national("2027-03-10", "Hari Raya Idul Fitri"),
    _national("2027-03-11", "Hari Raya Idul Fitri (hari kedua)"),
    _leave("2027-03-12", "Hari Raya Idul Fitri"),
    _leave("2027-03-15", "Hari Raya Idul Fitri"),
    _leave("2027-03-25", "Wafat Yesus Kristus"),
    _national("2027-03-26", "Wafat Yesus Kristus"),
    _national("2027-03-28", "Kebangkitan Yesus Kristus"),
    _national("2027-05-01", "Hari Buruh Internasional"),
    _national("2027-05-06", "Kenaikan Yesus Kristus"),
    _national("2027-05-17", "Hari Raya Idul Adha"),
    _leave("2027-05-18", "Hari Raya Idul Adha"),
    _leave("2027-05-19", "Hari Raya Waisak"),
    _national("2027-05-20", "Hari Raya Waisak"),
    _national("2027-06-01", "Hari Lahir Pancasila"),
    _national("2027-06-06", "Tahun Baru Islam"),
    _national("2027-08-15", "Maulid Nabi Muhammad"),
    _national("2027-08-17", "Hari Kemerdekaan Republik Indonesia"),
    _leave("2027-12-24", "Hari Raya Natal"),
    _national("2027-12-25", "Hari Raya Natal"),
    _national("2027-12-26", "Isra Mikraj Nabi Muhammad"),
)
"""Holidays and collective leave of 2026 and 2027 (SKB 3 Menteri)."""


def default_hours_rows() -> list[dict[str, CellValue]]:
    """Return the rows that fill the sheet "Jam Kerja" of a new workbook, by heading."""
    return [_hours_row(rule) for rule in DEFAULT_HOURS]


def default_holiday_rows() -> list[dict[str, CellValue]]:
    """Return the rows that fill the sheet "Hari Libur" of a new workbook, by heading."""
    return [{DAY: h.day, NAME: h.name, KIND: h.kind, DECREE: h.decree} for h in DEFAULT_HOLIDAYS]


def _hours_row(rule: HoursRule) -> dict[str, CellValue]:
    edges = [time(*divmod(m, 60)) for w in rule.windows for m in (w.opens, w.closes)]
    pause = edges[1:-1]
    return {
        FROM: rule.valid_from,
        UNTIL: rule.valid_until,
        WEEKDAY: rule.weekday_name,
        OPENS: edges[0] if edges else None,
        CLOSES: edges[-1] if edges else None,
        BREAK_STARTS: pause[0] if pause else None,
        BREAK_ENDS: pause[1] if pause else None,
        NOTE: rule.note,
    }
