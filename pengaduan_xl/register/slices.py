"""A long sheet read in slices, for calamine lays out in memory all that it is given.

A slice is a workbook of its own in memory: the parts by which cells are understood (styles, shared strings),
and some rows of the sheet. calamine 0.37 reads it as it would read the whole: a sheet of a million rows takes
1.9 GB at once, 0.2 GB in slices, and less time.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, NamedTuple, cast

from python_calamine import CalamineWorkbook

from pengaduan_xl.errors import UnusableFileError
from pengaduan_xl.register.opening import calamine_errors
from pengaduan_xl.register.table_places import sheet_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue

LONG_BYTES = 64 << 20
"""Inflated size of a sheet from which on it is read in slices: some 60,000 events."""

SLICE_BYTES = 16 << 20
"""Size of a slice; smaller ones take longer, since each begins with the shared strings."""

_BLOCK_BYTES = 4 << 20
_SLICES = 40
_START = b"<sheetData>"
_ROW_END = b"</row>"
_END = b"</sheetData>"
_CLOSED = b"</sheetData></worksheet>"
_ROW = re.compile(rb"""<row\s[^>]*?\br=["'](\d+)["']""")


class UnusualSheetError(ValueError):
    """A sheet is not written so that it can be cut between rows; it has to be read as a whole."""


class Slice(NamedTuple):
    """Rows of a sheet: the number of the first of them, from 1, and their cells from column A on."""

    first_row: int
    rows: list[list[CellValue]]


def slices_of(content: bytes, name: str, path: Path) -> Iterator[Slice] | None:
    """Return a sheet's rows in slices, in the sheet's order; ``None`` when it is not long.

    Args:
        content: The workbook's bytes, known to be sound.
        name: The sheet's name.
        path: Where the bytes come from; named in errors.

    Raises:
        UnusualSheetError: While the slices are taken: the sheet cannot be cut, or a slice not be read.
    """
    part = sheet_parts(content).get(name, "")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = {each.casefold(): each for each in package.namelist()}
        member = names.get(part.casefold(), "")
        if not member or package.getinfo(member).file_size < LONG_BYTES:
            return None
    return _read(content, member, name, path)


def _read(content: bytes, member: str, name: str, path: Path) -> Iterator[Slice]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        frame = [
            (info, package.read(info))
            for info in package.infolist()
            if not info.filename.startswith("xl/") or info.filename.count("/") == 1
            if info.filename != member
        ]
        frame += [
            (info, package.read(info))
            for info in package.infolist()
            if info.filename.casefold() == "xl/_rels/workbook.xml.rels"
        ]
        last = 0
        for piece in _cut(package, member):
            last = _checked(piece[1], last)
            try:
                with calamine_errors(path):
                    sheet = _workbook(frame, member, piece).get_sheet_by_name(name)
                    rows = sheet.to_python(skip_empty_area=True)
            except UnusableFileError as error:  # the whole sheet says best what is wrong with it
                raise UnusualSheetError from error
            if rows and sheet.start is not None:
                row, column = sheet.start
                cells = cast("list[list[CellValue]]", rows)
                left: list[CellValue] = [""] * column
                yield Slice(row + 1, [[*left, *each] for each in cells] if left else cells)


def _cut(package: zipfile.ZipFile, member: str) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield what precedes a sheet's rows, some of its rows, and an end, at last the sheet's own."""
    size = max(SLICE_BYTES, package.getinfo(member).file_size // _SLICES)
    head, waiting = b"", b""
    with package.open(member) as part:
        while block := part.read(_BLOCK_BYTES):
            waiting += block
            if not head and _START in waiting:
                head, _, waiting = waiting.partition(_START)
                head += _START
            if head and len(waiting) >= size:
                body, end, rest = waiting.rpartition(_ROW_END)
                if end:
                    yield head, body + end, _CLOSED
                    waiting = rest
    body, end, rest = waiting.partition(_END)
    if not (head and end):
        raise UnusualSheetError
    yield head, body, end + rest


def _checked(body: bytes, last: int) -> int:
    """Return the number of the last row of a slice that follows row ``last``."""
    rows = body.lstrip()
    if not rows:
        return last
    first, final = _ROW.match(rows), _ROW.match(rows, rows.rfind(b"<row"))
    if b"<!" in body or not first or not final or not last < int(first[1]) <= int(final[1]):
        raise UnusualSheetError
    return int(final[1])


def _workbook(
    frame: list[tuple[zipfile.ZipInfo, bytes]], member: str, sheet: Iterable[bytes]
) -> CalamineWorkbook:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as target:
        for info, content in frame:
            target.writestr(info.filename, content)
        target.writestr(member, b"".join(sheet))
    package.seek(0)
    return CalamineWorkbook.from_filelike(package)
