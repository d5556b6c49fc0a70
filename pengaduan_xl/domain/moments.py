"""Dates and times as staff type them."""

from __future__ import annotations

import re
from datetime import date, datetime, time

_MOMENT = re.compile(
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})|(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4}))"
    r"(?:[ T]+(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:[.:]\d{2})?(?: WIB)?)?"
)


def parse_moment(text: str) -> datetime | None:
    """Return the moment that a text means, naive WIB, ``None`` when it means none.

    ``23/11/2026 07.30``, ``23-11-2026 07:30`` and ``2026-11-23T07:30`` are moments; a date alone is its
    midnight.
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    try:
        if match["iso"]:
            day = date.fromisoformat(match["iso"])
        else:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        return datetime.combine(day, time(int(match["hour"] or 0), int(match["minute"] or 0)))
    except ValueError:
        return None
