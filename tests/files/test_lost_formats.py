"""Moments whose cells lost their date format, as "Clear formats" does, are still moments."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from cli_office import CLERK, CliOffice
from openpyxl import load_workbook

from pengaduan_xl.register.reader import read_register

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime.fromisoformat("2026-11-23T08:00")


def clear_formats(register: Path) -> None:
    """Do to the first rows of Register and Riwayat what staff do with a click."""
    book = load_workbook(register)
    for sheet in ("Register", "Riwayat"):
        for cell in book[sheet][4]:
            cell.number_format = "General"
    book.save(register)


def test_a_moment_without_its_format_is_read(office: CliOffice) -> None:
    office.receive()
    clear_formats(office.register)
    content = read_register(office.register.read_bytes(), office.register)
    assert content.findings == []
    assert content.rows[0].complaint.received == NOW
    assert content.events[0].event.happened == NOW


def test_acts_go_on_and_later_rows_are_sound(office: CliOffice) -> None:
    first = office.receive()
    clear_formats(office.register)
    second = office.receive()
    assert office.finish(first, CLERK).code == 0
    assert office.finish(second, CLERK).code == 0
    assert office.run("periksa").out == "Tidak ada temuan.\n"


@pytest.mark.parametrize("number", [0, 7, 36_525, 73_051, 1e15])
def test_a_number_that_is_no_day_of_this_century_is_a_finding(
    office: CliOffice, number: float
) -> None:
    office.receive()
    book = load_workbook(office.register)
    book["Register"]["B4"] = number
    book["Register"]["B4"].number_format = "General"
    book.save(office.register)
    found = read_register(office.register.read_bytes(), office.register).findings
    assert [finding.problem for finding in found] == ["Bukan tanggal dan jam"]
