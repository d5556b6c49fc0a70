"""A workbook with everything in it, patched: what became of each part, and what three readers find."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

# The workbook is the one the tests are run on, and their folder is no package.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from rich_parts import flat_ods
from rich_readings import (
    COUNTED,
    NEW,
    REFRESHED,
    ROW,
    SET,
    TOTAL,
    calamine_cells,
    calc_cells,
    changes,
    differing,
    openpyxl_cells,
)
from rich_sheets import FORMULAS
from rich_workbook import CHAIN, LINKS, PIVOT_SHEET, SHEET, TABLE, TYPES, WORKBOOK, rich_package
from workbook_samples import patched, saved_by_calc

from pengaduan_xl.errors import PengaduanError
from proof.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich_readings import Cells

    from pengaduan_xl.domain.findings import CellValue

FEW = frozenset({SHEET, TABLE, WORKBOOK})
CALCULATION = frozenset({LINKS, TYPES})
SHEETS = {"Register": SHEET, "Ringkasan": PIVOT_SHEET, "Arsip": "xl/worksheets/sheet3.xml"}
REFUSED = {
    *(("Register", f"{column}5") for column in "ABCDEFG"),
    ("Ringkasan", "F2"),
    ("Ringkasan", "F3"),
}
"""A table's headings and the cells of an array formula, which cannot be set by themselves."""

PLACE, NAME = ("Data", "A2"), "Ani"


class Trial(NamedTuple):
    """One cell set and one row appended in a workbook, and what must come of it.

    Attributes:
        what: The workbook and the change.
        package: The workbook.
        cells: The cell.
        row: The row for the table ``Daftar``.
        new: Cells that readers must find besides those they found before.
        calc: Cells that Calc must find besides, as it calculates.
        changed: Names of the parts that must change.
        dropped: Names of the parts that must vanish.
    """

    what: str
    package: bytes
    cells: Mapping[tuple[str, str], CellValue]
    row: Mapping[str, CellValue]
    new: Cells
    calc: Cells
    changed: frozenset[str] = FEW
    dropped: frozenset[str] = frozenset()


def measure(*, quick: bool) -> list[Figure]:
    """Patch the rich workbook, also as Calc saves it, and compare parts and cells.

    Args:
        quick: Set every tenth cell instead of each.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "calc").mkdir()
        figures = [figure for trial in _excel_trials() for figure in _tried(folder, trial)]
        figures.append(_sweep(folder, 10 if quick else 1))
        if _has_calc():
            trials = _calc_trials(folder / "calc")
            figures += [figure for trial in trials for figure in _tried(folder, trial)]
    return figures


def _excel_trials() -> Iterable[Trial]:
    package, row = rich_package(), {**ROW, "Lipat": 2500}
    yield Trial("Rich workbook, values only", package, SET, row, NEW | COUNTED, REFRESHED)
    formula = (FEW | CALCULATION, frozenset({CHAIN}))
    calc = COUNTED | REFRESHED
    yield Trial("Rich workbook, calculated column", package, SET, ROW, NEW, calc, *formula)


def _calc_trials(folder: Path) -> Iterable[Trial]:
    package = saved_by_calc(folder, rich_package())
    total: Cells = {TOTAL: REFRESHED[TOTAL]}
    yield Trial("Rich workbook saved by LibreOffice", package, SET, ROW, NEW, total)
    package = saved_by_calc(folder, flat_ods().encode())
    new: Cells = {PLACE: NAME, ("Data", "A4"): "Cici"}
    what = "Named range made in LibreOffice"
    yield Trial(what, package, {PLACE: NAME}, {"Nama": "Cici"}, new, {})


def _tried(folder: Path, trial: Trial) -> Iterable[Figure]:
    target = patched(folder, trial.package, trial.cells, {"Daftar": [trial.row]})
    found = changes(trial.package, target.read_bytes())
    names = ", ".join(sorted(found.changed))
    gone = f"; left out: {', '.join(found.dropped)}" if found.dropped else ""
    value = f"{len(found.identical)} identical, {len(found.changed)} changed: {names}{gone}"
    holds = found.changed == trial.changed and found.dropped == trial.dropped
    yield Figure(f"{trial.what}: parts", value, holds)
    expected = openpyxl_cells(folder / "asal.xlsx") | trial.new
    yield _cells(f"{trial.what}: cells, openpyxl", openpyxl_cells(target), expected)
    yield _cells(f"{trial.what}: cells, calamine", calamine_cells(target), expected)
    what = f"{trial.what}: cells, LibreOffice"
    if not _has_calc():
        yield Figure(what, "not tried: soffice is not installed")
        return
    saved = folder / "disimpan.xlsx"
    saved.write_bytes(saved_by_calc(folder / "calc", target.read_bytes()))
    yield _cells(what, calc_cells(saved), expected | trial.calc)


def _has_calc() -> bool:
    return shutil.which("soffice") is not None


def _cells(what: str, found: Cells, expected: Cells) -> Figure:
    wrong = differing(found, expected)
    return Figure(what, f"{len(expected)} compared, {len(wrong)} differ", not wrong)


def _sweep(folder: Path, step: int) -> Figure:
    package = rich_package()
    (folder / "asal.xlsx").write_bytes(package)
    tried = refused = wrong = 0
    for place in sorted(openpyxl_cells(folder / "asal.xlsx"))[::step]:
        tried += 1
        try:
            target = patched(folder, package, {place: "lain"})
        except PengaduanError:
            refused += 1
            wrong += place not in REFUSED
            continue
        found = changes(package, target.read_bytes())
        formula = (list(SHEETS).index(place[0]) + 1, place[1]) in FORMULAS
        expected = {SHEETS[place[0]], WORKBOOK} | (CALCULATION if formula else set())
        gone = {CHAIN} if formula else set()
        wrong += (found.changed, found.dropped) != (expected, gone)
    value = (
        f"{tried} cells tried, {refused} refused, {wrong} with a part changed that should not be"
    )
    return Figure("Rich workbook, each cell set by itself", value, wrong == 0)
