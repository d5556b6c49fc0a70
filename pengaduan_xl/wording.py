"""Indonesian words for dates, times, numbers and identity numbers, as staff and letters read them.

Moments are naive and mean WIB. babel and num2words are imported where they are used: together they cost
about 0.1 s, which a command that writes no letter need not pay.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime, time

_LOCALE = "id"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_NIP = re.compile(r"(\d{8})(\d{6})(\d)(\d{3})")


def long_date(day: date) -> str:
    """Return a date as letters show it: ``23 November 2026``."""
    return _formatted(day, "d MMMM y")


def day_date(day: date) -> str:
    """Return a date with its weekday: ``Senin, 23 November 2026``."""
    return _formatted(day, "EEEE, d MMMM y")


def short_date(day: date) -> str:
    """Return a date as tables show it: ``23/11/2026``."""
    return f"{day:%d/%m/%Y}"


def clock(when: datetime | time) -> str:
    """Return the time of day, with a dot as Indonesian writes it: ``07.30 WIB``."""
    return f"{when:%H.%M} WIB"


def moment(when: datetime) -> str:
    """Return a moment as tables show it: ``23/11/2026 07.30``."""
    return f"{when:%d/%m/%Y %H.%M}"


def spelled_date(day: date) -> str:
    """Return a date in words, as the opening sentence of a *berita acara* says it.

    ``hari Senin, tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam``
    """
    weekday, month = _formatted(day, "EEEE"), _formatted(day, "MMMM")
    return f"hari {weekday}, tanggal {spelled(day.day)} bulan {month} tahun {spelled(day.year)}"


def spelled(number: int) -> str:
    """Return a whole number in words: 23 is ``dua puluh tiga``."""
    from num2words import num2words

    return str(num2words(number, lang=_LOCALE))


def counted(number: int, noun: str) -> str:
    """Return a count with its words, as *Lampiran* shows it: ``1 (satu) lembar``."""
    return f"{thousands(number)} ({spelled(number)}) {noun}"


def roman_month(month: int) -> str:
    """Return the Roman numeral of a month, 1 to 12, as letter numbers show it.

    Raises:
        ValueError: There is no such month.
    """
    if not 1 <= month <= len(_ROMAN):
        raise ValueError(f"no month {month}")
    return _ROMAN[month - 1]


def thousands(number: int) -> str:
    """Return a whole number with dots between thousands: ``12.345``."""
    return f"{number:,}".replace(",", ".")


def mask_nik(nik: str) -> str:
    """Return a NIK that shows its first and last four digits: ``3201********0001`` (UU 27/2022).

    A text that is no NIK of 16 digits is hidden altogether; an empty one stays empty.
    """
    if len(nik) == 16 and nik.isdecimal():
        return f"{nik[:4]}{'*' * 8}{nik[-4:]}"
    return "*" * len(nik)


def nip_text(nip: str) -> str:
    """Return a NIP of 18 digits as letters show it: ``19860926 201505 1 001``; other texts unchanged."""
    match = _NIP.fullmatch(nip)
    return " ".join(match.groups()) if match else nip


def duration(minutes: int) -> str:
    """Return a length of time: ``2 jam 15 menit``, ``3 jam``, ``0 menit``."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{thousands(hours)} jam"] if hours else []
    parts += [f"{rest} menit"] if rest or not hours else []
    return " ".join(parts)


@cache
def _formatted(day: date, pattern: str) -> str:
    """Format a calendar day; babel would read a naive datetime as UTC, ``format_date`` takes its date."""
    from babel.dates import format_date

    return str(format_date(day, pattern, locale=_LOCALE))
