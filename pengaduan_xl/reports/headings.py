"""The lines above a printed report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.wording import clock, day_date

if TYPE_CHECKING:
    from datetime import datetime

    from pengaduan_xl.settings import Settings


def report_heading(settings: Settings, title: str, moment: datetime) -> tuple[str, ...]:
    """Return whose report it is, its title, and the moment it tells about."""
    office = (settings.government.upper(), settings.office.upper())
    return (*office, "", title, f"Keadaan {day_date(moment)} pukul {clock(moment)}")
