"""Reading and validating a register against calamine's bare read of the same file."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pytest
from big_register import make_big_register
from python_calamine import CalamineWorkbook

from pengaduan_xl.register.reader import read_register

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

CASES = 10_000
ROUNDS = 5


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("besar") / "Register_Pengaduan.xlsx"
    make_big_register(path, CASES)
    return path


def bare_read(content: bytes) -> int:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return sum(
        len(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
        for name in book.sheet_names
    )


def test_reading_and_validating(benchmark: BenchmarkFixture, big: Path) -> None:
    content = big.read_bytes()
    register = benchmark(read_register, content, big)
    assert len(register.events) == CASES * 10
    assert not register.findings
    assert not register.structure


def test_bare_calamine_read(benchmark: BenchmarkFixture, big: Path) -> None:
    assert benchmark(bare_read, big.read_bytes()) > CASES * 11


def test_the_ratio_in_one_run(big: Path) -> None:
    content = big.read_bytes()
    ours, bare = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        read_register(content, big)
        middle = time.perf_counter()
        bare_read(content)
        ours.append(middle - start)
        bare.append(time.perf_counter() - middle)
    print(f"\nread and validate / bare calamine read: {min(ours) / min(bare):.2f} (bar 2)")
