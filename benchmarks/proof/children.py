"""Processes forked from a proof, which do one piece of work and tell of it through a pipe."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Tell = Callable[[Mapping[str, Any]], None]
"""Says something to the parent, at once and as a whole."""

FAILED = "failed"
MAX_SHOWN = 5


class Child(NamedTuple):
    """A forked process and the pipe on which it tells."""

    pid: int
    pipe: int


def forked(work: Callable[[Tell], None]) -> Child:
    """Start a process that does a piece of work and ends.

    Read it with :func:`messages`, then wait for it with :func:`is_killed`.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # numpy's idle threads make newer Pythons warn of fork; the child does not use them.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    return Child(pid, reading)


def messages(child: Child) -> Iterator[dict[str, Any]]:
    """Yield what a process tells until it ends, whichever way."""
    with os.fdopen(child.pipe) as lines:
        for line in lines:
            yield json.loads(line)


def is_killed(child: Child) -> bool:
    """Wait for a process whose messages are read, and return whether a signal ended it."""
    return os.WIFSIGNALED(os.waitpid(child.pid, 0)[1])


def failures(said: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the exceptions by which processes ended."""
    return [f"a process failed: {message[FAILED]}" for message in said if FAILED in message]


def told(faults: list[str]) -> str:
    """Return how many faults there are, and the first of them."""
    shown = "; ".join(dict.fromkeys(faults[:MAX_SHOWN]))
    return f"{len(faults)} faults" + (f": {shown}" if faults else "")


def _work(work: Callable[[Tell], None], pipe: int) -> NoReturn:
    code = 1

    def tell(message: Mapping[str, Any]) -> None:
        os.write(pipe, json.dumps(message).encode() + b"\n")

    try:
        work(tell)
        code = 0
    except BaseException as error:  # noqa: BLE001 - the child must end here, whatever it was
        tell({FAILED: repr(error)})
    finally:
        os._exit(code)
