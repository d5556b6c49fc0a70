"""Opening a workbook's bytes for reading, once it is known to cost no more than an office's file does."""

from __future__ import annotations

import contextlib
import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from pengaduan_xl.errors import UnusableFileError
from pengaduan_xl.register.xlsx.directory import Limits, OversizedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
"""First bytes of an encrypted workbook, and of the old .xls format."""

MAX_CELLS = 40_000_000
"""Cells from A1 to a sheet's last one that are read, since calamine lays all of them out in memory.

A sheet's whole height may be in use for 38 columns, as when staff colour theirs down to the last row.
"""

LIMITS = Limits()

ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError)
"""What zipfile raises for damaged, encrypted and unknown members."""

_HEAD_BYTES = 4096
_BLOCK_BYTES = 1 << 20
_LONGEST_ADDRESS = 64
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s+ref="(?:[A-Z]+\d+:)?([A-Z]{1,3})(\d{1,7})"')
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,6})(\d{1,10})["']""")
"""A cell's address; of longer ones calamine says itself that there are none."""


class NotAWorkbookError(UnusableFileError):
    """The file is not an .xlsx or .xlsm workbook, or it is damaged."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Berkas bukan buku kerja Excel (.xlsx) atau rusak",
            "Pilih register yang benar, atau pakai salinan dari folder cadangan",
            where=path.name,
        )


class EncryptedWorkbookError(UnusableFileError):
    """The workbook has a password, or is in the old .xls format."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Berkas bersandi atau berformat .xls lama",
            "Buka di Excel, hapus sandinya, dan simpan sebagai .xlsx",
            where=path.name,
        )


class FarCellError(UnusableFileError):
    """A cell far away from everything else makes a sheet too large to be read."""

    def __init__(self, path: Path, cell: str) -> None:
        super().__init__(
            f"Ada lembar yang isinya sampai sel {cell}",
            "Tekan Ctrl+End di tiap lembar, hapus baris dan kolom yang jauh di luar daftar, lalu simpan",
            where=path.name,
        )


def open_sheets(content: bytes, path: Path) -> CalamineWorkbook:
    """Open a workbook's bytes for reading.

    Raises:
        EncryptedWorkbookError: The file has a password or is an .xls.
        NotAWorkbookError: The file is anything else than a sound .xlsx or .xlsm.
        OversizedError: Its parts would inflate to more than an office's file holds.
        FarCellError: A sheet reaches too far.
    """
    if content.startswith(OLE_SIGNATURE):
        raise EncryptedWorkbookError(path)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for member in package.infolist():
                _check_member(package, member, path)
    except ZIP_ERRORS as error:
        raise NotAWorkbookError(path) from error
    with calamine_errors(path):
        return CalamineWorkbook.from_filelike(io.BytesIO(content))


@contextlib.contextmanager
def calamine_errors(path: Path) -> Iterator[None]:
    """Turn calamine's errors into ours, the panics of its Rust code included."""
    try:
        yield
    except PasswordError as error:
        raise EncryptedWorkbookError(path) from error
    except CalamineError as error:
        raise NotAWorkbookError(path) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # it has no name to import and is no Exception
            raise
        raise NotAWorkbookError(path) from error


def _check_member(package: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
    """Refuse a part that says it is too large, and a sheet that reaches too far."""
    limit = min(LIMITS.part_bytes, LIMITS.ratio * max(member.compress_size, 1))
    if member.file_size > limit:
        raise OversizedError(path, member.filename, member.file_size, limit)
    with package.open(member) as part:
        head = part.read(_HEAD_BYTES)
    if b"worksheet" in head:
        letters, digits = _last_cell(package, member, head)
        if _column(letters) * int(digits) > MAX_CELLS:
            raise FarCellError(path, (letters + digits).decode())


def _last_cell(
    package: zipfile.ZipFile, member: zipfile.ZipInfo, head: bytes
) -> tuple[bytes, bytes]:
    """Return the column and row that a sheet reaches to.

    That is what it says of itself, unless one of its cells lies beyond: then nothing it says is believed.
    """
    match = _DIMENSION.search(head)
    letters, digits = match.groups() if match else (b"A", b"1")
    beyond = _beyond(letters, digits)
    if not any(beyond.search(block) for block in _blocks(package, member)):
        return letters, digits
    columns, rows = set[bytes](), set[bytes]()
    for block in _blocks(package, member):
        for column, row in _ADDRESS.findall(block):
            columns.add(column)
            rows.add(row)
    return max(columns, key=_column, default=letters), max(rows, key=int, default=digits)


def _beyond(letters: bytes, digits: bytes) -> re.Pattern[bytes]:
    """Return a pattern of addresses past a corner, its column and row rounded up in their first place."""
    wide, long = len(letters), len(digits)
    upper, lower, digit = letters[0], letters.lower()[0], digits[0]
    past = [rb"[A-Za-z]{%d,6}\d" % (wide + 1), rb"[A-Za-z]{1,6}\d{%d}" % (long + 1)]
    if letters[:1] < b"Z":
        past.append(rb"[%c-Z%c-z][A-Za-z]{%d}\d" % (upper + 1, lower + 1, wide - 1))
    if digits[:1] < b"9":
        past.append(rb"[A-Za-z]{1,6}[%c-9]\d{%d}" % (digit + 1, long - 1))
    return re.compile(rb"""r\s*=\s*["'](?:%b)""" % b"|".join(past))


def _blocks(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part's content in blocks that overlap, so that no address is cut in two."""
    tail = b""
    with package.open(member) as part:
        while block := part.read(_BLOCK_BYTES):
            yield tail + block
            tail = block[-_LONGEST_ADDRESS:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
