"""One row appended and one cell set on sheets of 25 columns, against the least they can cost.

The least is inflating and deflating the parts that change once, at the same level and on one core. The
ratios of one run are printed: ``pytest benchmarks -s -k ratio``. "Again" is on a file that was saved by
this writer before, whose compressed bytes are kept where the content stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from big_sheet import (
    INLINE,
    KINDS,
    Least,
    append_cells,
    append_rows,
    make_big_sheet,
    set_cell,
    shortest,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

ROWS = 20_000
SMALL = (1_000, 5_000, 9_999)
ROUNDS = 7


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("besar") / "besar.xlsx"
    make_big_sheet(path, ROWS)
    return path


def test_appending_one_row(benchmark: BenchmarkFixture, big: Path, tmp_path: Path) -> None:
    benchmark(append_rows, big, tmp_path / "hasil.xlsx")


def test_setting_one_cell(benchmark: BenchmarkFixture, big: Path, tmp_path: Path) -> None:
    benchmark(set_cell, big, tmp_path / "hasil.xlsx", ROWS // 2)


def test_inflating_and_deflating_the_part(
    benchmark: BenchmarkFixture, big: Path, tmp_path: Path
) -> None:
    append_rows(big, tmp_path / "hasil.xlsx")
    benchmark(Least(big, tmp_path / "hasil.xlsx").run)


@pytest.mark.parametrize("kind", [*KINDS, INLINE])
def test_the_ratios_in_one_run(tmp_path: Path, kind: str) -> None:
    source, saved, target = (tmp_path / name for name in ("asal.xlsx", "simpan.xlsx", "hasil.xlsx"))
    make_big_sheet(source, ROWS, kind)

    def append(path: Path) -> None:
        if kind == INLINE:
            append_cells(path, target, ROWS + 2)
        else:
            append_rows(path, target)

    set_cell(source, saved, ROWS // 3)
    append(source)
    row, cell, row_again, cell_again, least = shortest(
        ROUNDS,
        lambda: append(source),
        lambda: set_cell(source, target, ROWS // 2),
        lambda: append(saved),
        lambda: set_cell(saved, target, ROWS // 2),
        Least(source, target).run,
    )
    print(f"\n{kind} {ROWS} x 25, in inflate + deflate of what changes (bar 1.2):", end="")
    print(f" one row {row / least:.2f}, one cell {cell / least:.2f};", end="")
    print(f" again: one row {row_again / least:.2f}, one cell {cell_again / least:.2f}")


@pytest.mark.parametrize("rows", SMALL)
def test_own_seconds_beside_the_ratio_below_ten_thousand_rows(tmp_path: Path, rows: int) -> None:
    source, target = tmp_path / "asal.xlsx", tmp_path / "hasil.xlsx"
    make_big_sheet(source, rows)
    append_rows(source, target)
    total, least = shortest(ROUNDS, lambda: append_rows(source, target), Least(source, target).run)
    own = max(total - least, 0)
    print(f"\n{rows} x 25, one row: {total:.3f} s, of it own {own:.3f} s (bar 0.1)")
