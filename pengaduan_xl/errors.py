"""Failures of a request, each one class with its own text and exit code.

An error takes values, never a sentence, and builds the Indonesian message itself: where it happened,
what is wrong, what to do, and whether anything was written. Bad *rows* are no errors: they are
collected as :class:`pengaduan_xl.domain.findings.Finding`. Each module defines the concrete errors that it
raises, below one of the kinds here; refusals of the SOP's rules are in :mod:`pengaduan_xl.domain.refusals`.

Exit codes: 1 findings exist, 2 wrong use of the command line, 3 refused by a rule of the SOP, 4 not found,
5 bad input data, 6 unusable file, 7 file busy or changed by others, 8 writing failed, 9 template.
"""

from __future__ import annotations

import errno
from typing import ClassVar

NOTHING_WRITTEN = "Tidak ada yang ditulis."

_REASONS = {
    errno.ENOSPC: "disk penuh",
    errno.EDQUOT: "kuota disk habis",
    errno.EACCES: "tidak ada izin, atau berkas dipakai program lain",
    errno.EPERM: "tidak ada izin",
    errno.EROFS: "folder hanya dapat dibaca",
    errno.EIO: "disk bermasalah",
    errno.EBUSY: "berkas dipakai program lain",
    errno.ENOENT: "folder atau berkas hilang",
    errno.EISDIR: "yang ditunjuk adalah folder",
    errno.EEXIST: "nama folder dipakai sebuah berkas",
    errno.ENOTDIR: "nama folder dipakai sebuah berkas",
}


class PengaduanError(Exception):
    """Base of every failure that staff may see.

    Args:
        problem: What is wrong, one Indonesian sentence without a full stop.
        remedy: What to do about it, an Indonesian sentence without a full stop.
        where: File, sheet, cell or number it concerns; empty when the whole request is meant.
        written: What has been written to disk when the error is raised.
    """

    exit_code: ClassVar[int] = 1

    def __init__(
        self, problem: str, remedy: str, *, where: str = "", written: str = NOTHING_WRITTEN
    ) -> None:
        self.problem = problem
        self.remedy = remedy
        self.where = where
        self.written = written
        super().__init__(problem)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.problem}. {self.remedy}. {self.written}"


class NotFoundError(PengaduanError):
    """Something asked for by name or number does not exist."""

    exit_code = 4


class InputDataError(PengaduanError):
    """What was typed or handed over in a file cannot be used."""

    exit_code = 5


class UnusableFileError(PengaduanError):
    """A file is not what it should be, so it was not touched."""

    exit_code = 6


class BusyFileError(PengaduanError):
    """A file is held or was changed by somebody else; trying again later may succeed."""

    exit_code = 7


class WriteFailedError(PengaduanError):
    """The operating system refused to write."""

    exit_code = 8


class TemplateError(PengaduanError):
    """A letter's template cannot be used."""

    exit_code = 9


def system_reason(error: OSError) -> str:
    """Return in Indonesian why the system refused."""
    number = f" {error.errno}" if error.errno else ""
    return _REASONS.get(error.errno or 0, f"galat sistem{number}")
