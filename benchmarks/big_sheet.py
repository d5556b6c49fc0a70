"""Large sheets for the benchmarks of the lossless writer, and the least that changing them can cost."""

from __future__ import annotations

import random
import time
import zipfile
import zlib
from typing import TYPE_CHECKING

import xlsxwriter

from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.xlsx.deflate import LEVEL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue

COLUMNS = 25
HEADINGS = [f"Kolom {column}" for column in range(COLUMNS)]
LETTERS = [chr(ord("A") + column) for column in range(COLUMNS)]
WORDS = ("Baru", "Diproses", "Selesai", "Dilimpahkan")
INLINE = "teks sebaris"
KINDS = {"campuran": (5, 5, 5, 5), "bilangan": (15, 10, 0, 0), "teks": (0, 0, 15, 10)}
"""Whole numbers, dates, names and words in a row; the cells left are blank."""


def make_big_sheet(path: Path, rows: int, kind: str = "campuran") -> None:
    """Write a workbook whose sheet ``Data`` holds ``rows`` rows of 25 cells below its headings.

    They are a table, ``Daftar``, but for the kind ``INLINE``, whose texts stand in the cells themselves.
    """
    inline = kind == INLINE
    chance = random.Random(1)
    whole, dates, names, words = KINDS["campuran" if inline else kind]
    with xlsxwriter.Workbook(path, {"constant_memory": inline}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, HEADINGS)
        for row in range(1, rows + 1):
            values: list[object] = [chance.randrange(10**6) for _ in range(whole)]
            sheet.write_row(row, 0, values)
            values = [45_000 + chance.random() * 500 for _ in range(dates)]
            sheet.write_row(row, whole, values, day)
            values = [f"Orang {chance.randrange(10**5)}" for _ in range(names)]
            values += [chance.choice(WORDS) for _ in range(words)]
            sheet.write_row(row, whole + dates, values)
            blank = whole + dates + names + words
            sheet.write_row(row, blank, [None] * (COLUMNS - blank), day)
        if not inline:
            columns = [{"header": heading} for heading in HEADINGS]
            sheet.add_table(0, 0, rows, COLUMNS - 1, {"name": "Daftar", "columns": columns})


def append_rows(source: Path, target: Path, count: int = 1) -> None:
    """Write ``target`` with rows appended to the table ``Daftar``."""
    record: dict[str, CellValue] = dict.fromkeys(HEADINGS, "isi")
    patch_workbook(source, target, rows={"Daftar": [record] * count})


def append_cells(source: Path, target: Path, row: int) -> None:
    """Write ``target`` with the cells of a row set, as appending does where there is no table."""
    patch_workbook(source, target, {("Data", f"{letter}{row}"): "isi" for letter in LETTERS})


def set_cell(source: Path, target: Path, row: int) -> None:
    """Write ``target`` with one cell of a row set."""
    patch_workbook(source, target, {("Data", f"C{row}"): "isi"})


class Least:
    """Inflating and deflating the parts that differ between two workbooks, once and on one core."""

    def __init__(self, source: Path, target: Path) -> None:
        self._parts: list[tuple[bytes, int]] = []
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target) as new:
            for name in new.namelist():
                content = new.read(name)
                if content != old.read(name):
                    self._parts.append((_deflate(content), len(content)))

    def run(self) -> None:
        """Do it."""
        for packed, size in self._parts:
            _deflate(zlib.decompress(packed, -zlib.MAX_WBITS, size))


def shortest(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Return the least seconds that each work took, one after the other in every round."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, seconds in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - start)
    return [min(seconds) for seconds in taken]


def _deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()
