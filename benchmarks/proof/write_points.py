"""The points of a save at which a process can be killed, wrapped around its functions from outside.

The product has no hooks for this: a child process wraps its own copy of the functions before it works.
"""

from __future__ import annotations

import mmap
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from filelock import FileLock

from pengaduan_xl.correspondence import files as correspondence
from pengaduan_xl.register import backups, session, store
from pengaduan_xl.register.journal import file as journal_file
from pengaduan_xl.register.xlsx import writing

if TYPE_CHECKING:
    from collections.abc import Callable

BEGIN, DONE = "session begins", "save is acknowledged"

POINTS = (
    "lock: before", "lock: held",
    "staging: before", "staging: half a file", "staging: file written and checked",
    "journal begun: before", "journal begun: half a file", "journal begun: in place",
    "act: before its line", "act: half a line", "act: line written", "act: line on disk",
    "new workbook: before fsync", "new workbook: on disk",
    "backup: before", "backup: half a file", "backup: in place",
    "replace: before", "replace: done",
    "folder: before fsync", "folder: on disk",
    "mark: before", "mark: half a line", "mark: line written", "mark: done",
    "archive: before", "archive: copied", "archive: new journal begun",
    "letter: before", "letter: half a file", "letter: in place",
)  # fmt: skip
"""In the order in which a save passes them; ``half`` points are passed only by who is killed there."""

ONCE = ("lock", "journal begun")
"""What a session does once, and what only the first save of an office does unless the journal is archived."""

ARCHIVE_ALWAYS = 1
"""Size of a journal, in bytes, from which it is archived when every save is to archive it."""


class Watch:
    """Notes in shared memory which point a child process passed last, and kills it at one of them.

    Args:
        wanted: The point to be killed at; empty for none.
        occurrence: At which passing of it, from 1.
        archive_bytes: Size from which a journal is archived; 0 for the product's own.
    """

    def __init__(self, wanted: str = "", occurrence: int = 1, archive_bytes: int = 0) -> None:
        self.wanted = wanted
        self.archive_bytes = archive_bytes
        self._left = occurrence
        self._memory = mmap.mmap(-1, 1)
        self._names = (BEGIN, *POINTS, DONE)
        self._line = ""

    @property
    def last(self) -> str:
        """The point passed last."""
        return self._names[self._memory[0]]

    def at(self, point: str) -> None:
        """Note that a point is passed; who is wanted there is killed."""
        self._memory[0] = self._names.index(point)
        if self._is_wanted(point):
            die()

    def install(self) -> None:
        """Wrap the functions of this process; it ends with the process."""
        if self.archive_bytes:
            _replace(session, "ARCHIVE_BYTES", self.archive_bytes)
        journal = journal_file.Journal
        self._around(FileLock, "acquire", "lock: before", "lock: held")
        staged = "staging: file written and checked"
        self._around(store.RegisterFile, "_patch", "staging: before", staged)
        self._around(journal, "begin", "journal begun: before", "journal begun: in place")
        self._around(journal, "append", "act: before its line", "act: line on disk")
        self._around(store, "sync", "new workbook: before fsync", "new workbook: on disk")
        self._around(store, "back_up", "backup: before", "backup: in place")
        self._around(store.RegisterFile, "_replace", "replace: before", "replace: done")
        self._around(store, "sync_folder", "folder: before fsync", "folder: on disk")
        self._around(journal, "mark_entered", "mark: before", "mark: done")
        archived = "archive: new journal begun"
        self._around(session.ClosedRegister, "archive_journal", "archive: before", archived)
        self._around(journal, "_copy_to_backups", "", "archive: copied")
        self._around(correspondence, "_write", "letter: before", "letter: in place")
        self._halves()

    def _halves(self) -> None:
        """Let files and lines be cut in half before the process is killed."""
        self._line_in(journal_file.Journal, "append", "act")
        self._line_in(journal_file.Journal, "mark_entered", "mark")
        write_all: Callable[[int, bytes], None] = vars(journal_file)["_write_all"]

        def write_line(handle: int, data: bytes) -> None:
            if self._line and self._is_wanted(f"{self._line}: half a line"):
                os.write(handle, data[: len(data) // 2])
                die()
            write_all(handle, data)
            if self._line:
                self.at(f"{self._line}: line written")

        _replace(journal_file, "_write_all", write_line)
        self._cut(backups, "backup: half a file")
        self._cut(journal_file, "journal begun: half a file")
        self._cut_rename()
        self._cut_package()

    def _cut(self, owner: Any, point: str) -> None:
        """Cut a new file in half where it is about to be given the original's permissions."""
        keep_mode = owner.keep_mode

        def cut(original: Path, copy: Path) -> None:
            if self._is_wanted(point):
                os.truncate(copy, copy.stat().st_size // 2)
                die()
            keep_mode(original, copy)

        _replace(owner, "keep_mode", cut)

    def _cut_rename(self) -> None:
        move = Path.replace

        def replace(path: Path, target: Path) -> Path:
            if target.suffix == ".docx" and self._is_wanted("letter: half a file"):
                os.truncate(path, path.stat().st_size // 2)
                die()
            return move(path, target)

        _replace(Path, "replace", replace)

    def _cut_package(self) -> None:
        write = vars(writing)["_write"]

        def half(package: Any, file: Any, replaced: Any, dropped: Any) -> None:
            write(package, file, replaced, dropped)
            if self._is_wanted("staging: half a file"):
                file.flush()
                file.truncate(file.tell() // 2)
                die()

        _replace(writing, "_write", half)

    def _line_in(self, owner: Any, name: str, line: str) -> None:
        """Note which kind of line is written while a function runs."""
        function = vars(owner)[name]

        def noted(*arguments: Any, **named: Any) -> Any:
            self._line = line
            try:
                return function(*arguments, **named)
            finally:
                self._line = ""

        _replace(owner, name, noted)

    def _around(self, owner: Any, name: str, before: str, after: str) -> None:
        function = getattr(owner, name)

        def watched(*arguments: Any, **named: Any) -> Any:
            if before:
                self.at(before)
            result = function(*arguments, **named)
            self.at(after)
            return result

        _replace(owner, name, watched)

    def _is_wanted(self, point: str) -> bool:
        if point != self.wanted:
            return False
        self._left -= 1
        return self._left == 0


def die() -> NoReturn:
    """End this process as a power cut would: nothing is flushed, nothing cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def _replace(owner: Any, name: str, value: Any) -> None:
    setattr(owner, name, value)
