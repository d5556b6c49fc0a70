"""Waiting for a file that another program has for a moment."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from pengaduan_xl.register.patience import WAITS, patiently

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    seen: list[float] = []
    monkeypatch.setattr(time, "sleep", seen.append)
    return seen


def refused(times: int, winerror: int | None) -> Callable[[], str]:
    """A call that is refused some times, as Windows does, and then works."""
    left = [times]

    def call() -> str:
        if not left[0]:
            return "isi"
        left[0] -= 1
        error = PermissionError(13, "dipakai")
        if winerror is not None:
            error.winerror = winerror  # type: ignore[attr-defined]  # only Windows sets it
        raise error

    return call


@pytest.mark.parametrize("winerror", [5, 32, 33])
@pytest.mark.parametrize("times", range(6))
def test_a_sharing_error_is_waited_out(waits: list[float], winerror: int, times: int) -> None:
    assert patiently(refused(times, winerror)) == "isi"
    assert waits == list(WAITS[:times])


def test_one_that_stays_is_given_up(waits: list[float]) -> None:
    with pytest.raises(PermissionError):
        patiently(refused(6, 32))
    assert sum(waits) == pytest.approx(3.1)


@pytest.mark.parametrize("winerror", [None, 19])
def test_a_refusal_for_good_is_not_waited_for(waits: list[float], winerror: int | None) -> None:
    with pytest.raises(PermissionError):
        patiently(refused(1, winerror))
    assert waits == []
