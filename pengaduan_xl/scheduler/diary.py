"""The scheduler's log ``jadwal.log`` beside the reports, without names of people."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from pengaduan_xl.errors import WriteFailedError
from pengaduan_xl.wording import moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.errors import PengaduanError

FILE = "jadwal.log"
LOG_BYTES = 256 * 1024
"""Size from which a log becomes ``jadwal.log.1``; about two years of an office's reports."""

OLD_LOGS = 3
"""How many older logs are kept."""

_BRACKETED = re.compile(r"\s*\([^()]*\)")
_PLACE = re.compile(r"\d{4}-\d{4,}|(?:rekap|terlambat)_[\d_-]+\.xlsx|jadwal\.json")
"""What may be told of an error's place: a complaint's number, or a file of ours."""


class Diary:
    """What the scheduler did, for staff to read later, and said at once to ``tell``.

    Args:
        folder: The folder of reports.
        now: Gives this moment, naive WIB.
        tell: Shows a line on the screen.
    """

    def __init__(
        self, folder: Path, now: Callable[[], datetime], tell: Callable[[str], None]
    ) -> None:
        self._now = now
        self._tell = tell
        self._handler = _QuietHandler(
            folder / FILE, maxBytes=LOG_BYTES, backupCount=OLD_LOGS, encoding="utf-8", delay=True
        )

    def note(self, text: str) -> None:
        """Write down and say what was done."""
        self._write(logging.INFO, text)
        self._tell(text)

    def fault(self, text: str, told: str = "") -> None:
        """Write down what went wrong and say it, in the words ``told`` where the log must not hold them."""
        self._write(logging.ERROR, f"GALAT {text}")
        self._tell(told or text)

    def _write(self, level: int, text: str) -> None:
        line = f"{moment(self._now())} {' '.join(text.split())}"
        self._handler.handle(logging.LogRecord("jadwal", level, "", 0, line, None, None))
        self._handler.close()  # nothing is held between two lines, so that staff may move the file


class _QuietHandler(RotatingFileHandler):
    """A rotating log whose own failures, such as a full disk, stop nothing and print nothing."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Leave the line out."""


def safe_text(error: PengaduanError) -> str:
    """Return an error for the log, without what may name people.

    Names stand in brackets after the problem, and in paths; only the system's reason for refusing a file is
    kept in brackets, and of the place only a complaint's number or a file of ours.
    """
    place = f"{error.where}: " if _PLACE.fullmatch(error.where) else ""
    is_system = isinstance(error, WriteFailedError)
    problem = error.problem if is_system else without_brackets(error.problem)
    return f"{place}{problem}. {error.remedy}."


def without_brackets(text: str) -> str:
    """Return a text without its parts in brackets, nested ones included."""
    while (shorter := _BRACKETED.sub("", text)) != text:
        text = shorter
    return text
