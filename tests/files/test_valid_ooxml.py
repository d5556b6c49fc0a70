"""Workbooks, reports and the add-in are sound by the rules of Microsoft's Open XML SDK, as letters are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from busy_register import busy
from desk_office import DeskOffice
from ooxml_validity import ooxml_faults
from rich_readings import ROW, SET
from rich_workbook import Parts, rich_package
from workbook_samples import patched

from pengaduan_xl.reporting.overdue import make_overdue
from pengaduan_xl.reporting.performance import make_performance
from pengaduan_xl.reporting.period_recap import make_period
from pengaduan_xl.reporting.recap import make_recap
from pengaduan_xl.reports.period import Month, Period
from pengaduan_xl.resources import blank_workbook, excel_addin

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MONTH = Period.of_month(Month(2026, 11))


def reports(folder: Path, register: Callable[[], bytes]) -> list[Path]:
    """Make every report of an office at the end of the month."""
    office = DeskOffice(folder).at("2026-12-01T10:00")
    office.register.write_bytes(register())
    make_recap(office.register, MONTH.first.replace(day=24), "", lambda: office.moment)
    make_period(office.register, MONTH, "", office.moment)
    make_overdue(office.register, office.moment, notes=True)
    make_performance(office.register, MONTH, office.moment)
    return [path for path in (folder / "laporan").iterdir() if path.suffix in {".xlsx", ".docx"}]


def test_reports_of_a_busy_office_are_sound(tmp_path: Path) -> None:
    made = reports(tmp_path / "kantor", busy)
    assert {path.suffix for path in made} == {".xlsx", ".docx"}
    assert len(made) > 6
    assert {path.name: ooxml_faults(path.read_bytes(), path.suffix) for path in made} == {
        path.name: [] for path in made
    }


def test_reports_of_an_empty_office_are_sound(tmp_path: Path) -> None:
    for path in reports(tmp_path / "kantor", blank_workbook().read_bytes):
        assert ooxml_faults(path.read_bytes(), path.suffix) == []


@pytest.mark.parametrize("register", [busy, blank_workbook().read_bytes], ids=["sibuk", "kosong"])
def test_the_register_is_sound(register: Callable[[], bytes]) -> None:
    assert ooxml_faults(register(), ".xlsx") == []


def test_the_add_in_is_sound() -> None:
    assert ooxml_faults(excel_addin().read_bytes(), ".xlam") == []


def test_writing_into_a_workbook_with_everything_breaks_no_rule(tmp_path: Path) -> None:
    before = rich_package()
    after = patched(tmp_path, before, SET, {"Daftar": [ROW]}).read_bytes()
    assert ooxml_faults(after, ".xlsm") == ooxml_faults(before, ".xlsm")


def test_a_fault_is_seen() -> None:
    parts = Parts(busy())
    parts.change("xl/worksheets/sheet4.xml", "<sheetData", "<aneh/><sheetData")
    assert any("aneh" in fault for fault in ooxml_faults(parts.packed(), ".xlsx"))
