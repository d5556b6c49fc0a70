"""The one place that reads the system's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pengaduan_xl import clock


def test_now_is_this_minute_in_western_indonesia_whatever_the_machines_zone() -> None:
    before = datetime.now(UTC)
    now = clock.now()
    assert (now.tzinfo, now.second, now.microsecond) == (None, 0, 0)
    passed = now - (before.replace(tzinfo=None) + timedelta(hours=7))
    assert timedelta(minutes=-1) < passed < timedelta(minutes=1)
