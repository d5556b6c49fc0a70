"""A button's press in an open Calc, a new Python process included, against the least that it can cost.

The least is a new Python that imports xlwings and renders the same letter. A press is timed with the
register's index, as every press but the first after a save, and once without. The ratios of one run are
printed: ``pytest benchmarks/test_button_benchmark.py -s -k ratio``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from big_register import make_big_register

from pengaduan_xl.excel.calc import engine
from pengaduan_xl.excel.calc.connection import BridgeMissingError, OfficeNotRunningError, load_uno
from pengaduan_xl.excel.indexing import index_of, make_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings

LETTER = "kartu-kendali"
ROUNDS = 5
BARS = {1_000: 1.5, 20_000: 2.5}
PIPE = "pengaduan-ukur"
LEAST = Path(__file__).with_name("button_press.py")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[xlwings.App]:
    """A Calc without a screen, reached as the toolbar's processes reach theirs."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    try:
        load_uno()
    except BridgeMissingError:
        pytest.skip("this Python has no module uno (python3-uno)")
    profile = (tmp_path_factory.mktemp("calc") / "profile").as_uri()
    options = ("--headless", "--norestore", "--nodefault", f"--accept=pipe,name={PIPE};urp;")
    process = subprocess.Popen([program, *options, f"-env:UserInstallation={profile}"])
    app = None
    for _ in range(300):
        try:
            app = engine.connect(f"pipe,name={PIPE}")
            break
        except OfficeNotRunningError:
            time.sleep(0.2)
    assert app is not None
    yield app
    app.quit()
    process.wait(30)


def timed(*arguments: str) -> float:
    """Return how long a new Python takes, its modules compiled beforehand as on any user's machine."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, env=kept)
    return time.perf_counter() - start


@pytest.mark.parametrize("cases", BARS)
def test_the_ratio_of_a_press(office: xlwings.App, tmp_path: Path, cases: int) -> None:
    path = tmp_path / "Register_Pengaduan.xlsx"
    make_big_register(path, cases)
    book = office.books.open(str(path))
    book.sheets["Beranda"].range("C4").value = "Kepala Dinas Contoh"
    book.sheets["Pengaturan"].activate()
    desk = book.sheets["Meja Kerja"]
    desk.range("C4").value = f"2026-{cases:04d}"
    index_of(path).unlink(missing_ok=True)
    first = press(desk)
    make_index(path, index_of(path))
    presses, floors = [], []
    for _ in range(ROUNDS):
        presses.append(press(desk))
        floors.append(timed(str(LEAST), LETTER))
    ratio = min(presses) / min(floors)
    print(f"\npress at {cases} cases: {min(presses):.2f} s, least {min(floors):.2f} s:")
    print(f"press / least: {ratio:.2f} (bar {BARS[cases]}); without an index {first:.2f} s")
    book.close()


def press(desk: xlwings.Sheet) -> float:
    """Press *Buat Surat* on Meja Kerja; return the seconds that it takes."""
    desk.range("C43").value = LETTER
    took = timed("-m", "pengaduan_xl.excel.run", "BuatSurat", "--pipe", PIPE)
    told = str(desk.range("B3").value)
    assert "surat dibuat" in told, told
    return took
