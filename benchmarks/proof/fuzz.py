"""Thousands of damaged workbooks: each is read and patched, or refused by name, in bounded time and memory.

Inputs that reach new code are kept and damaged further. Everything follows from the seed, which is random
unless ``PENGADUAN_SEED`` gives it; ``PENGADUAN_FUZZ`` sets the number of inputs. An input that breaks a
promise is saved in a temporary folder, and its path and seed are printed.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from proof.figure import Figure

BENCHMARKS = Path(__file__).parents[1]
QUICK, FULL = 300, 20_000
MAX_DEATHS = 25
TOO_LONG = (-signal.SIGALRM, -signal.SIGPROF)
"""Exit codes of a process that was ended because it took too long."""

GROWTH_MB, GROWTH_OBJECTS = 24.0, 2000
"""What may be in use more at the end of a run than after its first third: noise of the allocator."""


@dataclass(slots=True)
class Run:
    """What a run found, gathered from the lines of its processes.

    Attributes:
        unread: How often each refusal of the reader came, ``-`` for none.
        unwritten: How often each refusal of the writer came, ``-`` for none.
        slowest: Seconds of the slowest input.
        peak: Megabytes resident at most.
        compared: Results that other programs read back.
        memory: Megabytes and objects in use after the first third and at the end of the last process.
        crashes: Inputs that ended the process otherwise than by time.
        hangs: Inputs that took too long.
    """

    unread: Counter[str] = field(default_factory=Counter)
    unwritten: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    peak: int = 0
    compared: int = 0
    memory: list[tuple[float, int]] = field(default_factory=list)
    crashes: int = 0
    hangs: int = 0

    def take(self, lines: list[str]) -> int:
        """Take the lines of one process and return the number of the last input it finished."""
        last = -1
        self.memory.clear()
        for line in lines:
            words = line.split()
            if words[0] == "memory":
                self.memory.append((float(words[1]), int(words[2])))
                continue
            last = int(words[0])
            self.unread[words[1]] += 1
            self.unwritten[words[2]] += 1
            self.slowest = max(self.slowest, float(words[3]))
            self.peak = max(self.peak, int(words[4]))
            self.compared += int(words[5])
        return last


def measure(*, quick: bool) -> list[Figure]:
    """Try damaged workbooks and return what came of it."""
    seed = os.environ.get("PENGADUAN_SEED") or str(secrets.randbelow(1_000_000))
    count = int(os.environ.get("PENGADUAN_FUZZ", QUICK if quick else FULL))
    run = Run()
    with tempfile.TemporaryDirectory() as folder:
        first = 0
        while first < count and run.crashes + run.hangs < MAX_DEATHS:
            first = _process(run, folder, seed, (first, count), quick=quick)
        arcs = len((Path(folder) / "arcs.txt").read_text("utf-8").splitlines())
    return _figures(run, arcs, seed)


def _process(run: Run, folder: str, seed: str, numbers: tuple[int, int], *, quick: bool) -> int:
    """Let a process try inputs and return the number of the next one to be tried."""
    command = [sys.executable, "-m", "proof.fuzz_child", folder, seed, *map(str, numbers)]
    paths = os.pathsep.join([str(BENCHMARKS), str(BENCHMARKS.parent / "tests")])
    environment = {
        **os.environ,
        "PYTHONPATH": paths,
        "PYTHONUNBUFFERED": "1",
        "RUST_BACKTRACE": "0",
    }
    done = subprocess.run(
        [*command, "quick" if quick else "full"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    last = max(run.take(done.stdout.splitlines()), numbers[0] - 1)
    if done.returncode:
        late = done.returncode in TOO_LONG
        run.hangs += late
        run.crashes += not late
        _save(Path(folder), f"{seed}/{last + 1}", done)
        return last + 2
    return numbers[1]


def _save(folder: Path, name: str, done: subprocess.CompletedProcess[str]) -> None:
    """Keep the input at which a process ended, and print where it is and how it ended."""
    kept = Path(tempfile.mkdtemp(prefix="pengaduan-fuzz-")) / f"{name.replace('/', '-')}.xlsx"
    if (folder / "input.xlsx").exists():
        shutil.copyfile(folder / "input.xlsx", kept)
    late = done.returncode in TOO_LONG
    reason = "took too long" if late else f"ended with {done.returncode}"
    print(f"seed and number {name}: {reason}; the input is in {kept}")
    print(*done.stderr.splitlines()[-12:], "", sep="\n", flush=True)


def _figures(run: Run, arcs: int, seed: str) -> list[Figure]:
    inputs = run.unread.total()
    (early, few), (late, many) = (run.memory * 2)[:2] or [(0.0, 0), (0.0, 0)]
    grown, more = late - early, many - few
    return [
        Figure(f"Damaged workbooks tried, seed {seed}", f"{inputs}"),
        *_outcomes("Reader", run.unread),
        *_outcomes("Writer", run.unwritten),
        Figure("Results that calamine or openpyxl read back as written", f"{run.compared}"),
        Figure("Steps from line to line of pengaduan_xl.register taken", f"{arcs}", arcs > 0),
        Figure("Exceptions that are no refusals, broken promises, processes killed", f"{run.crashes}",
               run.crashes == 0),
        Figure("Inputs that took more than 10 s of processor time", f"{run.hangs}", run.hangs == 0),
        Figure("Slowest input, read and patched", f"{run.slowest:.2f} s of processor time"),
        Figure("Memory at most, of 3 GB allowed", f"{run.peak} MB"),
        Figure("Memory in use at the end against a third of the way", f"{grown:+.1f} MB, {more:+d} objects",
               grown < GROWTH_MB and more < GROWTH_OBJECTS),
    ]  # fmt: skip


def _outcomes(what: str, counts: Counter[str]) -> list[Figure]:
    kinds = [f"{name} {count}" for name, count in counts.most_common() if name != "-"]
    return [
        Figure(f"{what}: accepted / refused", f"{counts['-']} / {counts.total() - counts['-']}"),
        Figure(f"{what}: refusals by kind", ", ".join(kinds)),
    ]
