"""Fixtures of the live tests; here so that one LibreOffice serves all files."""

from __future__ import annotations

import pytest
from live.batch_office import macro, register, service
from live.calc_office import book, calc, sheet
from live_office import WAYS, LiveOffice, Way


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Way:
    """Each way to the open register in turn."""
    chosen = WAYS[request.param]
    monkeypatch.setattr(LiveOffice, "way", chosen)
    return chosen


__all__ = ["book", "calc", "macro", "register", "service", "sheet", "way"]
