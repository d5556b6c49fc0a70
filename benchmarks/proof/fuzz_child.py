"""The process in which the fuzzer works; it dies of the first input that breaks a promise.

An exception that was not foreseen ends it as any program, an input that takes too long by SIGPROF or
SIGALRM, and too much memory by the system's refusal; the parent reads which input it was and goes on behind
it. For each input a line is printed: its number, how reading and writing ended, seconds, megabytes at most
so far, and readers compared. Lines that begin with ``memory`` tell what is in use.
"""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pengaduan_xl.register
from proof.bombs import bombs
from proof.fuzz_oracles import Outcome, check_calamine, check_openpyxl, tried
from proof.fuzz_seeds import FAMILIES, job, seeds
from proof.mutations import forget, mutated_package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

MEMORY = 3 << 30
"""Bytes of address space; a sheet as large as is read at all takes 2 GB of it."""

SECONDS = 10
WAITING = 8
"""Seconds by the clock for each second of processor time, since the machine may be busy."""

TRACED = 3
"""Of this many inputs one is traced."""

CALAMINE, OPENPYXL = 3, 40
"""Of this many results one is read back."""

FRESH = 0.3
"""How often an input is made from a seed and not from a kept one."""

CODE = str(Path(pengaduan_xl.register.__file__).parent)
Arc = tuple[str, int, int]


class Fuzzer:
    """Makes inputs, tries them and keeps those that reach new code."""

    def __init__(self, folder: Path, seed: str, *, quick: bool) -> None:
        self.folder = folder
        self.seed = seed
        self.corpus = folder / "corpus"
        self.arcs = _Arcs(folder / "arcs.txt")
        if not self.corpus.exists():
            self.corpus.mkdir()
            for name, content in seeds(folder, with_calc=not quick).items():
                (self.corpus / f"{name}.xlsx").write_bytes(content)
            used = (self.corpus / "register-used.xlsx").read_bytes()
            for name, content in bombs(used, quick=quick):
                (folder / f"register {name}.xlsx").write_bytes(content)
        self.kept = sorted(self.corpus.iterdir())
        self.bombs = sorted(folder.glob("register *.xlsx"))
        self.seeds = [path for path in self.kept if "+" not in path.name]

    def run(self, index: int) -> None:
        """Make and try one input."""
        chance = Random(f"{self.seed}/{index}")
        parent, content = self._input(chance, index)
        family = FAMILIES[parent.name.replace(" ", "-").partition("-")[0]]
        source, target = self.folder / "input.xlsx", self.folder / "result.xlsx"
        source.write_bytes(content)
        work = job(chance, family)
        _limit(SECONDS)
        start = time.process_time()
        with self.arcs.traced(index % TRACED == 0 and index >= len(self.bombs)):
            outcome = tried(source, target, work)
        seconds = time.process_time() - start
        _limit(0)
        compared = 0
        if outcome == Outcome("", ""):
            if chance.randrange(CALAMINE) == 0:
                compared += check_calamine(source, target, family, work)
            if chance.randrange(OPENPYXL) == 0:
                compared += check_openpyxl(source, target, family, work)
        if self.arcs.noted():
            self._keep(parent, index, content)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(index, *(name or "-" for name in outcome), f"{seconds:.4f}", peak, compared)

    def _input(self, chance: Random, index: int) -> tuple[Path, bytes]:
        if index < len(self.bombs):
            return self.bombs[index], self.bombs[index].read_bytes()
        parent = chance.choice(self.seeds if chance.random() < FRESH else self.kept)
        other = chance.choice(self.seeds).read_bytes()
        return parent, mutated_package(chance, parent.read_bytes(), other)

    def _keep(self, parent: Path, index: int, content: bytes) -> None:
        if len(content) < 200_000:
            path = self.corpus / f"{parent.name.partition('-')[0]}-+{index:07}.xlsx"
            path.write_bytes(content)
            self.kept.append(path)


class _Arcs:
    """The steps from line to line that inputs have taken through the register's code."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.seen = set(file.read_text("utf-8").splitlines()) if file.exists() else set()
        self.found: set[Arc] = set()

    @contextmanager
    def traced(self, wanted: bool) -> Iterator[None]:
        """Note the arcs of a block."""
        before = sys.gettrace()
        if wanted:
            sys.settrace(self._called)
        try:
            yield
        finally:
            sys.settrace(before)

    def noted(self) -> bool:
        """Write down the arcs found since the last call, and return whether any was new."""
        told = {f"{Path(name).name}:{first}:{last}" for name, first, last in self.found}
        new = told - self.seen
        self.seen |= new
        self.found.clear()
        with self.file.open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in sorted(new))
        return bool(new)

    def _called(self, frame: FrameType, _event: str, _argument: object) -> Any:
        name = frame.f_code.co_filename
        if not name.startswith(CODE):
            return None
        last, found = 0, self.found

        def line(frame: FrameType, event: str, _argument: object) -> Any:
            nonlocal last
            if event == "line":
                found.add((name, last, frame.f_lineno))
                last = frame.f_lineno
            return line

        return line


def _limit(seconds: float) -> None:
    """End the process after so much processor time, and some times as much by the clock; 0 lifts it."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * WAITING)


def _told_memory() -> None:
    """Print the megabytes resident and the objects alive, once what can be given back is given back."""
    forget()
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    print("memory", f"{pages * os.sysconf('SC_PAGE_SIZE') / (1 << 20):.1f}", len(gc.get_objects()))


def main() -> None:
    """Try inputs; arguments: folder, seed, first and last number, and ``quick`` or ``full``."""
    folder, seed, first, end, size = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    fuzzer = Fuzzer(Path(folder), seed, quick=size == "quick")
    start, stop = int(first), int(end)
    for index in range(start, stop):
        fuzzer.run(index)
        if index == start + (stop - start) // 3:
            _told_memory()
    _told_memory()


if __name__ == "__main__":
    main()
