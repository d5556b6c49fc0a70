"""A thousand letters beside plain docxtpl and docx-mailmerge2, and one letter in a process of its own.

The ratios of one run are printed: ``pytest benchmarks/test_letter_benchmark.py -s``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from xml.etree import ElementTree

import pytest
from letter_batches import Batch, fastest

from pengaduan_xl.letters.docx_zip import unpacked

LETTERS = 1_000
COMPARED = 25
ROUNDS = 9
FLAT_BYTES = 100_000
PRESS = Path(__file__).with_name("letter_press.py")
WAYS = ("isi", "cepat", "docxtpl")


def canonical(package: bytes) -> dict[str, str | bytes]:
    """The parts but for the properties, which name the letter in ours only; XML in its canonical form."""
    return {
        name: ElementTree.canonicalize(content.decode())
        if name.endswith((".xml", ".rels"))
        else content
        for name, content in unpacked(package)
        if name != "docProps/core.xml"
    }


@pytest.mark.parametrize("key", ["tanda-terima", "undangan"])
def test_the_ratios_of_a_thousand_letters(key: str) -> None:
    batch = Batch(key, LETTERS)
    for number in range(0, LETTERS, LETTERS // COMPARED):
        assert canonical(batch.ours(number)) == canonical(batch.docxtpl(number))
    works = (batch.filled, batch.ours, batch.docxtpl, batch.mailmerge)
    filled, whole, docxtpl, merge = (seconds * 1000 for seconds in fastest(works, LETTERS))
    print(f"\n{LETTERS} {key}, ms a letter of ready texts: ours {filled:.2f}, ", end="")
    print(f"docxtpl {docxtpl:.2f}, docx-mailmerge2 {merge:.2f}; ours with its texts {whole:.2f}")
    for name, ours in (("of ready texts", filled), ("ours with its texts", whole)):
        print(f"{name}: docxtpl / ours {docxtpl / ours:.1f} (bar 20), ", end="")
        print(f"docx-mailmerge2 / ours {merge / ours:.1f} (bar 5)")


def test_memory_stays_flat() -> None:
    batch = Batch("undangan", LETTERS)
    tracemalloc.start()
    held = []
    for _ in range(2):
        for number in range(LETTERS):
            batch.ours(number)
        held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    first, second = held
    print(f"\nbytes held after {LETTERS} undangan {first}, after {LETTERS} more {second - first:+}")
    assert second - first < FLAT_BYTES


@pytest.mark.parametrize("key", ["kartu-kendali", "tanda-terima", "undangan"])
def test_the_ratio_of_one_letter_in_a_new_process(tmp_path: Path, key: str) -> None:
    environ = {**os.environ, **dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA"), str(tmp_path))}
    taken: dict[str, list[float]] = {way: [] for way in (*WAYS, "-c")}
    for _ in range(ROUNDS):
        for way, seconds in taken.items():
            command = ["-c", "pass"] if way == "-c" else [str(PRESS), key, way]
            start = time.perf_counter()
            subprocess.run([sys.executable, *command], check=True, env=environ)
            seconds.append(time.perf_counter() - start)
    bare, texts, quick, slow = (min(taken[way]) * 1000 for way in ("-c", *WAYS))
    print(
        f"\n{key}, ms of a new process: empty {bare:.0f}, to the letter's texts {texts:.0f}, ",
        end="",
    )
    print(f"with the letter {quick:.0f}, by docxtpl {slow:.0f}: {slow / quick:.2f} times")
