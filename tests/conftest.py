"""Fixtures that tests of several folders share."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

import pytest
from cli_office import CliOffice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session", autouse=True)
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the account's own cache folder."""
    folder = str(tmp_path_factory.mktemp("cache"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", folder)
        patch.setenv("LOCALAPPDATA", folder)
        yield


@pytest.fixture(scope="session", autouse=True)
def signals() -> Iterator[None]:
    """Listen to signals also where the tests run in the background or under nohup, which ignore some."""
    usual: dict[str, Any] = {
        "SIGINT": signal.default_int_handler,
        "SIGHUP": signal.SIG_DFL,
        "SIGTERM": signal.SIG_DFL,
    }
    numbers = {getattr(signal, name): usual[name] for name in usual if hasattr(signal, name)}
    before = {number: signal.signal(number, handler) for number, handler in numbers.items()}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliOffice:
    """A new office, its clock at Monday 23 November 2026, 08.00."""
    return CliOffice(tmp_path / "kantor", monkeypatch)
