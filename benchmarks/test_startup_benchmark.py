"""How long the command takes to say its help, against Python's own start."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROUNDS = 15
COMMAND = shutil.which("pengaduan", path=str(Path(sys.executable).parent)) or "pengaduan"


def seconds(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def test_help_against_an_empty_python() -> None:
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(COMMAND, "--help"))
        bare.append(seconds(sys.executable, "-c", "pass"))
    print(f"\npengaduan --help / python -c pass: {median(ours) / median(bare):.2f} (bar 6)")
