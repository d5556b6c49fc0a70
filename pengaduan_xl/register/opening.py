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

from pengaduan_xl.domain.findings import column_letters
from pengaduan_xl.errors import UnusableFileError
from pengaduan_xl.register.xlsx.directory import Limits, OversizedError
from pengaduan_xl.register.xlsx.ranges import MAX_COLUMN, MAX_ROW
from pengaduan_xl.register.xlsx.xml_spans import PartXmlError, parse, strict_parser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
"""First bytes of an encrypted workbook, and of the old .xls format."""

MAX_CELLS = 40_000_000
"""Cells from A1 to a sheet's last one that are read, since calamine lays all of them out in memory.

So many are read of all list sheets together, too.
A sheet's whole height may be in use for 38 columns, as when staff colour theirs down to the last row.
"""

MAX_INFLATED = 3 << 29
"""Bytes to which all parts together may inflate; 100,000 cases of ten events come to three quarters of it."""

MAX_TAGS = 20_000_000
"""Tags of a part that is no sheet: the shared strings of three million cells, each different."""

LIMITS = Limits()

ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError)
"""What zipfile raises for damaged, encrypted and unknown members."""

_HEAD_BYTES = 4096
_BLOCK_BYTES = 1 << 20
_LONGEST_ADDRESS = 64
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s+ref="(?:[A-Z]+\d+:)?([A-Z]{1,3})(\d{1,7})"')
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,6})0*(\d{1,10})["']""")
"""A cell's address; of longer ones calamine says itself that there are none."""

_PLACE = re.compile(r"([A-Za-z]{0,6})0*([0-9]{1,10})")

_BARE_CELLS = tuple(
    re.compile(mark + rb'c(?! r=")[\s/>](?=.{4})', re.DOTALL) for mark in (b"<", b":")
)
"""The tag of a cell that may be without an address, which only some writers other than Excel leave out."""


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
            _check_sizes(package.infolist(), path)
            for member in package.infolist():
                _check_content(package, member, path)
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


def _check_sizes(members: list[zipfile.ZipInfo], path: Path) -> None:
    """Refuse a package whose parts are too many, say that they are too large, or are packed strangely."""
    if len(members) > LIMITS.members:
        raise OversizedError(path, "jumlah bagian", len(members), LIMITS.members)
    for member in members:
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotAWorkbookError(path)
        limit = min(LIMITS.part_bytes, LIMITS.ratio * max(member.compress_size, 1))
        if member.file_size > limit:
            raise OversizedError(path, member.filename, member.file_size, limit)
    total = sum(member.file_size for member in members)
    if total > MAX_INFLATED:
        raise OversizedError(path, "seluruh isi", total, MAX_INFLATED)


def _check_content(package: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
    """Refuse a part of another size or checksum than it says, and a sheet that reaches too far."""
    with package.open(member) as part:
        head = part.read(_HEAD_BYTES)
    if b"worksheet" in head or _holds_rows(package, member, path):
        columns, rows = _last_cell(package, member, head, path)
        if columns * rows > MAX_CELLS or columns > MAX_COLUMN or rows > MAX_ROW:
            raise FarCellError(path, f"{column_letters(columns)}{rows}")


def _holds_rows(package: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> bool:
    """Return whether a part may be a sheet though it does not begin as one; of others count the tags."""
    tags = 0
    for block in _blocks(package, member):
        if b"sheetData" in block:
            return True
        tags += block.count(b"<")
    if tags > MAX_TAGS:
        raise OversizedError(path, member.filename, tags, MAX_TAGS)
    return False


def _last_cell(
    package: zipfile.ZipFile, member: zipfile.ZipInfo, head: bytes, path: Path
) -> tuple[int, int]:
    """Return the column and row that a sheet reaches to.

    That is what it says of itself, unless one of its cells lies beyond: then nothing it says is believed.
    Cells without an address are counted.
    """
    match = _DIMENSION.search(head)
    letters, digits = match.groups() if match else (b"A", b"1")
    beyond = _beyond(letters, digits)
    far = bare = False
    for block in _blocks(package, member):
        far = far or beyond.search(block) is not None
        bare = bare or any(pattern.search(block) for pattern in _BARE_CELLS)
    if bare:
        return _Walk().run(_blocks(package, member, overlap=0), path)
    if not far:
        return _column(letters), int(digits)
    columns, rows = set[bytes](), set[bytes]()
    for block in _blocks(package, member):
        for column, row in _ADDRESS.findall(block):
            columns.add(column)
            rows.add(row)
    return max(map(_column, columns), default=1), max(map(int, rows), default=1)


class _Walk:
    """Finds the last cell as calamine places them: without an address next to the one before."""

    def __init__(self) -> None:
        self._row = self._column = 0
        self._columns = self._rows = 1

    def run(self, blocks: Iterator[bytes], path: Path) -> tuple[int, int]:
        """Return the column and row of the corner below and right of every cell."""
        parser = strict_parser(path.name)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            for block in blocks:
                parse(parser, block, path.name, final=False)
            parse(parser, b"", path.name, final=True)
        except PartXmlError as error:
            raise NotAWorkbookError(path) from error
        return self._columns, self._rows

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        place = _PLACE.fullmatch(attributes.get("r", ""))
        if local == "row" and place:
            self._row = int(place[2]) - 1
        elif local == "c":
            self._column = (place and _column(place[1].encode())) or self._column + 1
            self._columns = max(self._columns, self._column)
            self._rows = max(self._rows, int(place[2]) if place else self._row + 1)

    def _end(self, name: str) -> None:
        if name.rpartition(" ")[2] == "row":
            self._row += 1
            self._column = 0


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


def _blocks(
    package: zipfile.ZipFile, member: zipfile.ZipInfo, overlap: int = _LONGEST_ADDRESS
) -> Iterator[bytes]:
    """Yield a part's content in blocks that overlap, so that no address is cut in two."""
    tail = b""
    with package.open(member) as part:
        while block := part.read(_BLOCK_BYTES):
            yield tail + block
            tail = block[len(block) - overlap :] if overlap else tail


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
