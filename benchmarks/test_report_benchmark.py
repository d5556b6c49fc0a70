"""Recap and overdue list beside calamine's bare read of the same register and beside an analyst's script.

``pytest benchmarks/test_report_benchmark.py -s`` takes registers of 1,000 and 10,000 cases;
``PENGADUAN_KASUS=10000,100000`` others. 100,000 cases take three minutes and 8 GB to make.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from big_register import EVENTS_A_CASE, make_big_register

SIZES = [int(size) for size in os.environ.get("PENGADUAN_KASUS", "1000,10000").split(",")]
ANALYST_SIZE = 10_000
OPEN_SHARE = 250
ROUNDS = 3
RUN = Path(__file__).with_name("report_run.py")


class Cost(NamedTuple):
    """The least seconds and the most MB of several runs."""

    seconds: float
    megabytes: float


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """A register of each size, one case of 250 open."""
    made = {}
    for size in sorted({*SIZES, ANALYST_SIZE}):
        made[size] = tmp_path_factory.mktemp(f"kasus{size}") / "Register_Pengaduan.xlsx"
        make_big_register(made[size], size, size // OPEN_SHARE)
    return made


def cost(way: str, register: Path, rounds: int = ROUNDS) -> Cost:
    """Run a report in processes of their own, each on a fresh copy."""
    found = []
    for _ in range(rounds):
        folder = register.parent / "kantor"
        folder.mkdir()
        copy = shutil.copy(register, folder)
        done = subprocess.run(
            [sys.executable, RUN, way, copy], check=True, capture_output=True, text=True
        )
        found.append(Cost(*map(float, done.stdout.split())))
        shutil.rmtree(folder)
    return Cost(min(one.seconds for one in found), max(one.megabytes for one in found))


@pytest.mark.parametrize("way", ["rekap", "terlambat"])
def test_the_ratio_to_the_bare_read(registers: dict[int, Path], way: str) -> None:
    seconds = []
    for size in SIZES:
        bare, ours = cost("calamine", registers[size]), cost(way, registers[size])
        seconds.append(ours.seconds)
        print(
            f"\n{way} of {size} cases / {size * EVENTS_A_CASE} events: {ours.seconds:.1f} s, ",
            end="",
        )
        print(
            f"{ours.seconds / bare.seconds:.2f} x calamine ({bare.seconds:.1f} s; bar 2.5), ",
            end="",
        )
        print(f"{ours.megabytes:.0f} MB (calamine {bare.megabytes:.0f}; bar 1500)")
    for before, after, small, large in zip(SIZES, SIZES[1:], seconds, seconds[1:], strict=False):
        growth = large / small / (after / before)
        print(f"growth from {before} to {after} cases: {growth:.2f} x linear (bar 1.1)")


@pytest.mark.parametrize(
    ("way", "peer"),
    [("rekap", "analis"), ("rekap", "analis_cermat"), ("terlambat", "analis_terlambat")],
)
def test_the_ratio_to_an_analysts_script(registers: dict[int, Path], way: str, peer: str) -> None:
    register = registers[ANALYST_SIZE]
    analyst, ours = cost(peer, register, 1).seconds, cost(way, register).seconds
    print(f"\n{way} of {ANALYST_SIZE} cases: {peer} {analyst:.1f} s / ours {ours:.1f} s = ", end="")
    print(f"{analyst / ours:.1f} (bar 8)")
