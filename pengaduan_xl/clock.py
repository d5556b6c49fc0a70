"""The only place that reads the system clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
"""Western Indonesian Time; the office's zone whatever the machine's."""


def now() -> datetime:
    """Return this moment in WIB, naive and cut to the minute, as the register writes times."""
    return datetime.now(WIB).replace(tzinfo=None, second=0, microsecond=0)
