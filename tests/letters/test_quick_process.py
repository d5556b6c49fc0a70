"""A letter in a process of its own: the second one needs none of the libraries that made the first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("docxtpl", "docx", "lxml", "jinja2", "markupsafe")
SCRIPT = f"""
import hashlib, sys
from pengaduan_xl.letters.catalogue import find_letter
from pengaduan_xl.letters.render import render_letter
from pengaduan_xl.letters.sample import sample_job
from pengaduan_xl.resources import templates
letter = find_letter(sys.argv[1])
content = render_letter(sample_job(letter), templates() / letter.template)
print(hashlib.sha256(content).hexdigest(), *[name for name in {HEAVY} if name in sys.modules])
"""


def press(key: str, cache: Path) -> list[str]:
    """The digest of a letter made in a new process, and the heavy libraries that it took."""
    places = dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"), str(cache))
    environ = {**os.environ, **places, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, key], env=environ, check=True, capture_output=True, text=True
    )
    return done.stdout.split()


@pytest.mark.parametrize("key", ["kartu-kendali", "undangan"])
def test_the_second_press_makes_the_same_letter_without_heavy_libraries(
    tmp_path: Path, key: str
) -> None:
    first, *needed = press(key, tmp_path)
    assert set(needed) == set(HEAVY)
    assert press(key, tmp_path) == [first]
