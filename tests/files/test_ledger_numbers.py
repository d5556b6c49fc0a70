"""Numbers that the register gives: each once, whatever stands in it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from register_samples import (
    ENTRY,
    INTAKE,
    desk,
    ledger,
    place,
    with_cells,
    with_letter,
)

from pengaduan_xl.register.schema import INCOMING, OUTGOING

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue

DAY = date(2026, 11, 23)


def test_the_next_number_follows_the_highest_of_its_year() -> None:
    assert ledger().next_number(2026) == "2026-0005"
    assert ledger().next_number(2027) == "2027-0001"


NUMBERS: dict[str, tuple[str, str, str]] = {
    "above all others": ("Register", "A5", "2026-0041"),
    "with five digits": ("Register", "A5", "2026-10000"),
    "in Riwayat only": ("Riwayat", "B5", "2026-0041"),
    "with blanks around it": ("Register", "A5", " 2026-0041 "),
    "of another form": ("Register", "A5", "LAMA/7"),
}


@pytest.mark.parametrize(("sheet", "cell", "number"), NUMBERS.values(), ids=NUMBERS)
def test_no_number_that_stands_anywhere_is_given_again(sheet: str, cell: str, number: str) -> None:
    expected = {"2026-10000": "2026-10001", "LAMA/7": "2026-0005"}.get(number, "2026-0042")
    assert ledger(with_cells({(sheet, cell): number})).next_number(2026) == expected


def test_the_number_of_a_broken_row_is_not_given_again() -> None:
    cells: dict[tuple[str, str], CellValue] = {
        ("Register", "A7"): "2026-0009",
        ("Register", "B7"): "kemarin",
    }
    assert ledger(with_cells(cells)).next_number(2026) == "2026-0010"


def test_numbers_go_on_before_anything_is_saved(tmp_path: Path) -> None:
    with desk(place(tmp_path)) as opened:
        given = [opened.receive(INTAKE, ENTRY).complaint.number for _ in range(3)]
    assert given == ["2026-0005", "2026-0006", "2026-0007"]


@pytest.mark.parametrize("day", [DAY, datetime.fromisoformat("2026-11-23T08:00"), "23/11/2026"])
def test_an_agenda_number_is_not_given_again(day: CellValue) -> None:
    assert ledger(with_letter(day)).next_seq(OUTGOING, 2026) == 8


def test_an_agenda_begins_anew_each_year() -> None:
    assert ledger(with_letter()).next_seq(OUTGOING, 2027) == 1


def test_an_agenda_counts_what_was_just_entered() -> None:
    entered = ledger(with_letter())
    for seq in (8, 9):
        assert entered.next_seq(OUTGOING, 2026) == seq
        entered.append(OUTGOING, {"seq": seq, "letter_number": str(seq), "letter_date": DAY})


def test_an_agenda_row_without_a_number_counts_nothing() -> None:
    assert ledger(with_letter(seq="tujuh")).next_seq(OUTGOING, 2026) == 1
    assert ledger().next_seq(INCOMING, 2026) == 1
