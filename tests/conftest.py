"""Fixtures that tests of several folders share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_office import CliOffice

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliOffice:
    """A new office, its clock at Monday 23 November 2026, 08.00."""
    return CliOffice(tmp_path / "kantor", monkeypatch)
