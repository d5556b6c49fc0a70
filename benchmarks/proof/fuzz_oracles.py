"""What must hold of a damaged workbook, whatever was done to it."""

from __future__ import annotations

import contextlib
import io
import struct
import warnings
import zipfile
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.parsers import expat

import openpyxl
from openpyxl.utils import coordinate_to_tuple
from python_calamine import CalamineError, CalamineWorkbook

from pengaduan_xl.errors import NOTHING_WRITTEN, PengaduanError
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.reader import read_register
from proof.raw_zip import LOCAL, UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from proof.fuzz_seeds import Family, Job

MAX_CHANGED = 6
"""Parts that one job may change: two sheets, a table, the workbook, and what names the chain."""

MAX_AREA = 500_000
"""Cells from A1 to the last one up to which a result is compared by calamine, which lays all of them out."""

Grid = list[list[Any]]


class Outcome(NamedTuple):
    """How reading and writing ended: the name of the refusal, empty when it was done."""

    unread: str
    unwritten: str


def tried(source: Path, target: Path, work: Job) -> Outcome:
    """Read and patch a workbook; what breaks a promise raises AssertionError or what was not foreseen."""
    content = source.read_bytes()
    target.unlink(missing_ok=True)
    unread = refusal(lambda: read_register(content, source))
    unwritten = refusal(lambda: patch_workbook(source, target, work.cells, work.rows))
    assert source.read_bytes() == content, "the source was changed"
    assert target.exists() is not bool(unwritten), "a target after a refusal, or none without one"
    if not unwritten:
        check_members(content, target.read_bytes())
    return Outcome(unread, unwritten)


def refusal(work: Callable[[], object]) -> str:
    """Return the name of the error by which a piece of work was refused, empty when it was done."""
    try:
        work()
    except PengaduanError as error:
        text = str(error)
        assert text.endswith(NOTHING_WRITTEN), text
        text.encode()
        return type(error).__name__
    return ""


def check_members(old: bytes, new: bytes) -> None:
    """Check that a result is a sound package which differs from its source in few parts only.

    Those that differ must be well-formed XML; all others have the same bytes and entries as before.
    """
    before = _members(old)
    if before is None:
        return
    after = _members(new)
    assert after is not None, "the result is no zip"
    lost = set(before) - set(after)
    assert len(lost) <= 1, f"members lost: {lost}"
    assert [name for name in before if name in after] == list(after), "another order"
    changed = [name for name in after if before[name] != after[name]]
    assert len(changed) <= MAX_CHANGED, f"members changed: {changed}"
    with zipfile.ZipFile(io.BytesIO(new)) as package:
        for name in changed:
            content = package.read(name)
            expat.ParserCreate().Parse(content, True)


def _members(content: bytes) -> dict[str, tuple[object, ...]] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return {info.filename: _told(content, info) for info in package.infolist()}
    except (*UNREADABLE, NotImplementedError):
        return None


def _told(content: bytes, info: zipfile.ZipInfo) -> tuple[object, ...]:
    lengths = struct.unpack_from("<2H", content, info.header_offset + 26)
    start = info.header_offset + LOCAL.size + sum(lengths)
    told = (info.CRC, info.date_time, info.compress_type, info.external_attr, info.comment)
    return (content[start : start + info.compress_size], *told)


def check_calamine(source: Path, target: Path, family: Family, work: Job) -> bool:
    """Check that calamine reads what was set, and nothing else otherwise; return whether it could."""
    places = [coordinate_to_tuple(cell) for _, cell in work.cells]
    before = _calamine(source, family.sheet)
    if before is None:
        return False
    rows, columns = zip((len(before), len(before[0]) if before else 0), *places, strict=True)
    if max(rows) * max(columns) > MAX_AREA:
        return False
    after = _calamine(target, family.sheet)
    assert after is not None, "calamine can read the source and not the result"
    for place, (old, new) in _differing(before, after).items():
        own = place in places or family.table in work.rows
        assert own, f"another cell changed, {place}: {old!r} -> {new!r}"
    for cell, value in _comparable(work):
        row, column = coordinate_to_tuple(cell)
        line = after[row - 1] if row <= len(after) else []
        found = line[column - 1] if column <= len(line) else ""
        assert found == value, f"calamine reads {found!r} in {cell} for {value!r}"
    return True


def _comparable(work: Job) -> list[tuple[str, str | bool]]:
    """Return the values that every reader gives back as they were written, by address."""
    return [
        (cell, value)
        for (_, cell), value in work.cells.items()
        if (type(value) is str and value.isprintable()) or isinstance(value, bool)
    ]


def _calamine(path: Path, sheet: str) -> Grid | None:
    with contextlib.suppress(CalamineError):
        book = CalamineWorkbook.from_path(str(path))
        if sheet in book.sheet_names:
            return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return None


def _differing(one: Grid, other: Grid) -> dict[tuple[int, int], tuple[object, object]]:
    """Return the cells of two sheets that differ, by row and column from 1."""
    return {
        (row, column): (old, new)
        for row, (before, after) in enumerate(zip_longest(one, other, fillvalue=()), 1)
        if repr(before) != repr(after)
        for column, (old, new) in enumerate(zip_longest(before, after, fillvalue=""), 1)
        if repr(old) != repr(new)
    }


def check_openpyxl(source: Path, target: Path, family: Family, work: Job) -> bool:
    """Check that openpyxl reads what was set, if it can read the source; return whether it could."""
    if not _readable(source):
        return False
    book = _opened(target)
    for cell, value in _comparable(work):
        if family.sheet in book.sheetnames:
            found = book[family.sheet][cell].value
            assert found == value, f"openpyxl reads {found!r} in {cell} for {value!r}"
    return True


def _readable(path: Path) -> bool:
    with contextlib.suppress(Exception):
        _opened(path)
        return True
    return False


def _opened(path: Path) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)
