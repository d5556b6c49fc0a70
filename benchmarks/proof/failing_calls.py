"""System calls that fail on purpose, as Python makes them: every call on one folder counted, some refused."""

from __future__ import annotations

import errno
import io
import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from unittest.mock import patch

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from types import TracebackType

PATH_CALLS = (
    "open", "replace", "rename", "unlink", "mkdir", "chmod", "stat", "lstat", "listdir", "scandir",
    "access",
)  # fmt: skip
HANDLE_CALLS = ("write", "fsync", "close", "fstat", "truncate", "ftruncate")
FILE_CALLS = ("read", "readinto", "readline", "write", "writelines", "flush", "truncate")

WRITES = frozenset(
    {"os.write", "file.write", "file.writelines", "file.flush", "os.mkdir", "io.open w"}
)
"""Calls that need room on the disk."""


class Call(NamedTuple):
    """A system call on the folder.

    Attributes:
        place: Its place among all of them, from 1.
        name: What is called, e.g. ``os.fsync``.
        target: Name of the file; empty where only a handle is known.
    """

    place: int
    name: str
    target: str


Plan = Callable[[Call], int]
"""Gives the errno by which a call fails, 0 for none."""


def never(_: Call) -> int:
    """Let every call succeed."""
    return 0


def nth(place: int, number: int) -> Plan:
    """Let one call fail."""
    return lambda call: number if call.place == place else 0


def nth_of(name: str, place: int, number: int) -> Plan:
    """Let one of the calls of a name fail, given by its place among them from 1."""
    left = [place]

    def plan(call: Call) -> int:
        left[0] -= call.name == name
        return number if call.name == name and left[0] == 0 else 0

    return plan


def full_from(place: int) -> Plan:
    """Let every call that needs room fail from one place on, as on a disk that is full."""
    return lambda call: errno.ENOSPC if call.place >= place and call.name in WRITES else 0


def always(name: str, number: int) -> Plan:
    """Let every call of one name fail."""
    return lambda call: number if call.name == name else 0


def replace_refused(times: int, name: str) -> Plan:
    """Let the first tries at replacing one file fail as on Windows while a scanner holds it."""
    left = [times]

    def plan(call: Call) -> int:
        if call.name != "os.replace" or call.target != name or not left[0]:
            return 0
        left[0] -= 1
        return errno.EACCES

    return plan


class FailingCalls:
    """While it is entered, calls on a folder are counted and fail as planned; waiting takes no time.

    A write that fails has put half of its bytes before, as on a disk that fills up.

    Args:
        folder: Only calls on paths in it, and on the handles of files opened there, are touched.
        plan: Which fail.

    Attributes:
        calls: All calls made.
    """

    def __init__(self, folder: Path, plan: Plan = never) -> None:
        self.calls: list[Call] = []
        self._prefix = str(folder)
        self._plan = plan
        self._handles: set[int] = set()
        self._stack = ExitStack()
        self._real_open = io.open

    def __enter__(self) -> Self:
        for name in PATH_CALLS:
            self._wrap(os, f"os.{name}", self._on_path)
        for name in HANDLE_CALLS:
            self._wrap(os, f"os.{name}", self._on_handle)
        if sys.platform != "win32":
            self._wrap(fcntl, "fcntl.flock", self._on_handle)
        self._stack.enter_context(patch.object(io, "open", self._open))
        self._stack.enter_context(patch.object(time, "sleep", lambda _: None))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def check(self, name: str, target: object = "") -> None:
        """Count a call.

        Raises:
            OSError: It is one that fails.
        """
        path = Path(os.fsdecode(target)).name if isinstance(target, str | os.PathLike) else ""
        call = Call(len(self.calls) + 1, name, path)
        self.calls.append(call)
        number = self._plan(call)
        if number:
            raise OSError(number, os.strerror(number), path or None)

    def _wrap(
        self, owner: Any, name: str, kind: Callable[[str, Callable[..., Any]], Callable[..., Any]]
    ) -> None:
        attribute = name.rsplit(".", 1)[-1]
        self._stack.enter_context(
            patch.object(owner, attribute, kind(name, getattr(owner, attribute)))
        )

    def _on_path(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(target: Any, *rest: Any, **named: Any) -> Any:
            if not self._is_ours(target):
                return real(target, *rest, **named)
            new = rest[0] if name in {"os.replace", "os.rename"} else target
            if name != "os.access":
                self.check(name, new)
            else:
                try:
                    self.check(name, new)
                except OSError:
                    return False
            result = real(target, *rest, **named)
            if name == "os.open":
                self._handles.add(result)
            return result

        return call

    def _on_handle(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(handle: Any, *rest: Any, **named: Any) -> Any:
            if handle not in self._handles:
                return real(handle, *rest, **named)
            if name == "os.close":
                self._handles.discard(handle)
            try:
                self.check(name)
            except OSError:
                if name == "os.close":
                    real(handle)
                elif name == "os.write":
                    real(handle, rest[0][: len(rest[0]) // 2])
                raise
            return real(handle, *rest, **named)

        return call

    def _open(self, file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if not self._is_ours(file):
            return self._real_open(file, mode, *rest, **named)
        self.check("io.open w" if set(mode) & set("wax+") else "io.open", file)
        opened = self._real_open(file, mode, *rest, **named)
        self._handles.add(opened.fileno())
        return _File(opened, self, self._handles)

    def _is_ours(self, target: Any) -> bool:
        return isinstance(target, str | os.PathLike) and os.fsdecode(target).startswith(
            self._prefix
        )


class _File:
    """An open file whose calls are counted."""

    def __init__(self, file: Any, calls: FailingCalls, handles: set[int]) -> None:
        self._file = file
        self._calls = calls
        self._handles = handles

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._file, name)
        if name not in FILE_CALLS and not (name == "seek" and isinstance(self._file, io.RawIOBase)):
            return real

        def call(*arguments: Any) -> Any:
            try:
                self._calls.check(f"file.{name}", self._file.name)
            except OSError:
                if name == "write":
                    with suppress(OSError):
                        real(arguments[0][: len(arguments[0]) // 2])
                raise
            return real(*arguments)

        return call

    def close(self) -> None:
        """Close the file, whether or not that is said to have failed."""
        if self._file.closed:
            return
        self._handles.discard(self._file.fileno())
        self._file.close()
        self._calls.check("file.close", self._file.name)
