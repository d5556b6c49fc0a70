"""The lossless writer on a sheet of 100,000 x 25 cells: against openpyxl, its memory, and many rows at once.

Prints its figures in one run: ``pytest benchmarks -s -k ratio``.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import openpyxl
import pytest
from big_sheet import COLUMNS, Least, append_rows, make_big_sheet, set_cell, shortest

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 100_000
BATCH = 400
ROUNDS = 5
KIB_IN_MB = 1024 / 1_000_000

PATCH = """\
import sys
from pathlib import Path
from pengaduan_xl.register.patch import patch_workbook
if len(sys.argv) > 1:
    patch_workbook(Path(sys.argv[1]), Path(sys.argv[2]), rows={"Daftar": [{"Kolom 1": "isi"}]})
"""
WATCH = """\
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("besar") / "besar.xlsx"
    make_big_sheet(path, ROWS)
    return path


def openpyxl_load_and_save(source: Path, target: Path) -> None:
    book = openpyxl.load_workbook(source)
    book["Data"].append(["isi"] * COLUMNS)
    book.save(target)


def peak_mb(*arguments: str) -> float:
    # A process begins with its parent's peak, so a small one stands between it and pytest.
    run = [sys.executable, "-c", WATCH, sys.executable, "-c", *arguments]
    done = subprocess.run(run, check=True, capture_output=True, text=True)
    return int(done.stdout) * KIB_IN_MB


def test_the_ratio_to_openpyxl(big: Path, tmp_path: Path) -> None:
    saved, target = tmp_path / "simpan.xlsx", tmp_path / "hasil.xlsx"
    append_rows(big, saved)
    row, cell, again, least = shortest(
        ROUNDS,
        lambda: append_rows(big, target),
        lambda: set_cell(big, target, ROWS // 2),
        lambda: append_rows(saved, target),
        Least(big, saved).run,
    )
    [theirs] = shortest(1, lambda: openpyxl_load_and_save(big, target))
    print(f"\n{ROWS} x 25, openpyxl load + append + save {theirs:.1f} s / ours (bar 25):", end="")
    print(
        f" one row {theirs / row:.0f}, one cell {theirs / cell:.0f}, row again {theirs / again:.0f}"
    )
    print(f"{ROWS} x 25, one row / inflate + deflate of what changes:", end="")
    print(f" {row / least:.2f}, again {again / least:.2f} (bar 1.2)")


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is counted in KiB on Linux only")
def test_the_peak_of_memory_beside_the_ratio(big: Path, tmp_path: Path) -> None:
    patching = peak_mb(PATCH, str(big), str(tmp_path / "hasil.xlsx"))
    print(f"\n{ROWS} x 25, one row, peak memory: {patching:.0f} MB (bar 300),", end="")
    print(
        f" of it Python {peak_mb('pass'):.0f} MB, with the writer imported {peak_mb(PATCH):.0f} MB"
    )


def test_the_ratio_of_many_rows_to_one(big: Path, tmp_path: Path) -> None:
    target = tmp_path / "hasil.xlsx"
    one, many = shortest(
        ROUNDS, lambda: append_rows(big, target), lambda: append_rows(big, target, BATCH)
    )
    print(f"\n{ROWS} x 25, {BATCH} rows at once / one row: {many / one:.2f}")
