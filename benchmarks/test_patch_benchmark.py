"""One row appended to a sheet of 20,000 x 25 cells, against the least it can cost and against openpyxl.

The least is inflating and deflating that sheet's part once at the same level, on one core. The ratios of
one run are printed: ``pytest benchmarks/test_patch_benchmark.py -s -k ratio``.
"""

from __future__ import annotations

import random
import time
import zipfile
import zlib
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter

from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.xlsx.deflate import LEVEL

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

    from pengaduan_xl.domain.findings import CellValue

ROWS = 20_000
COLUMNS = 25
ROUNDS = 7
HEADINGS = [f"Kolom {column}" for column in range(COLUMNS)]
PART = "xl/worksheets/sheet1.xml"
WORDS = ("Baru", "Diproses", "Selesai", "Dilimpahkan")


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("besar") / "besar.xlsx"
    chance = random.Random(1)
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Data")
        for row in range(1, ROWS + 1):
            sheet.write_row(row, 0, [chance.randrange(10**6) for _ in range(5)])
            sheet.write_row(row, 5, [45_000 + chance.random() * 500 for _ in range(5)], day)
            sheet.write_row(row, 10, [f"Orang {chance.randrange(10**5)}" for _ in range(5)])
            sheet.write_row(row, 15, [chance.choice(WORDS) for _ in range(5)])
            sheet.write_row(row, 20, [None] * 5, day)
        columns = [{"header": heading} for heading in HEADINGS]
        sheet.add_table(0, 0, ROWS, COLUMNS - 1, {"name": "Daftar", "columns": columns})
    return path


def append_row(source: Path, target: Path) -> None:
    record: dict[str, CellValue] = dict.fromkeys(HEADINGS, "isi")
    patch_workbook(source, target, rows={"Daftar": [record]})


def set_cell(source: Path, target: Path) -> None:
    patch_workbook(source, target, {("Data", "C9000"): "isi"})


def packed_part(path: Path) -> tuple[bytes, int]:
    with zipfile.ZipFile(path) as package:
        content = package.read(PART)
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush(), len(content)


def inflate_and_deflate(packed: bytes, size: int) -> int:
    content = zlib.decompress(packed, -zlib.MAX_WBITS, size)
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return len(packer.compress(content)) + len(packer.flush())


def openpyxl_load_and_save(source: Path, target: Path) -> None:
    book = openpyxl.load_workbook(source)
    book["Data"].append(["isi"] * COLUMNS)
    book.save(target)


def test_appending_one_row(benchmark: BenchmarkFixture, big: Path, tmp_path: Path) -> None:
    benchmark(append_row, big, tmp_path / "hasil.xlsx")


def test_setting_one_cell(benchmark: BenchmarkFixture, big: Path, tmp_path: Path) -> None:
    benchmark(set_cell, big, tmp_path / "hasil.xlsx")


def test_inflating_and_deflating_the_part(benchmark: BenchmarkFixture, big: Path) -> None:
    benchmark(inflate_and_deflate, *packed_part(big))


def test_the_ratios_in_one_run(big: Path, tmp_path: Path) -> None:
    packed, size = packed_part(big)
    ours, least = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        append_row(big, tmp_path / "hasil.xlsx")
        middle = time.perf_counter()
        inflate_and_deflate(packed, size)
        ours.append(middle - start)
        least.append(time.perf_counter() - middle)
    start = time.perf_counter()
    openpyxl_load_and_save(big, tmp_path / "openpyxl.xlsx")
    theirs = time.perf_counter() - start
    print(f"\none row / inflate + deflate of its sheet: {min(ours) / min(least):.2f} (bar 1.2)")
    print(f"openpyxl load + save / one row: {theirs / min(ours):.0f} (bar 25)")
