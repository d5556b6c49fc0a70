"""Waiting out the moments in which Windows lends a file to a virus scanner, a viewer or a sync program."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    Result = TypeVar("Result")

WAITS = (0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds between the tries."""

SHARING_ERRORS = frozenset({5, 32, 33})
"""Windows' ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, which may pass."""


def patiently(call: Callable[[], Result]) -> Result:
    """Return what ``call`` gives, trying anew while Windows says that another program has the file.

    Raises:
        OSError: The system refuses for another reason, or still after the last try.
    """
    for wait in WAITS:
        try:
            return call()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in SHARING_ERRORS:
                raise
        time.sleep(wait)
    return call()
