"""Every promise of docs/reliability.md, tried and counted: ``python benchmarks/faults.py``.

Options: ``--quick`` tries a small number of each, as the continuous check does; ``--only NAME`` one proof.
The exit code is 1 if any promise does not hold.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proof.figure import Figure

PROOFS = {
    "kills": "SIGKILL while saving",
    "crowd": "Several processes at once",
    "syscalls": "System calls that fail",
    "rich": "A rich workbook, part by part",
    "fuzz": "Damaged files",
}
"""Each proof's module in ``proof`` and its heading; a module has ``measure(*, quick: bool)``."""


def main() -> int:
    """Run the proofs and print their figures as Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=PROOFS, action="append")
    options = parser.parse_args()
    broken = 0
    for name in options.only or PROOFS:
        start = time.perf_counter()
        figures: list[Figure] = importlib.import_module(f"proof.{name}").measure(
            quick=options.quick
        )
        print(f"## {PROOFS[name]} ({time.perf_counter() - start:.0f} s)\n")
        print("| Measured | Figure | |\n|---|---|---|")
        for figure in figures:
            print(f"| {figure.what} | {figure.value} | {'holds' if figure.holds else 'BROKEN'} |")
            broken += not figure.holds
        print(flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
