"""What a workbook is to be given after acts, and what counts as being in it already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from register_samples import ENTRY, INTAKE, desk, ledger, with_letter

from pengaduan_xl.domain.findings import Finding
from pengaduan_xl.office_folder import make_office
from pengaduan_xl.register.ledger import BrokenStructureError, Ledger
from pengaduan_xl.register.operations import LetterCell, NewRow
from pengaduan_xl.register.schema import HISTORY, OUTGOING, RECAP, REGISTER

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 23)


def test_an_act_gives_rows_and_cells_by_what_they_are_known_by(tmp_path: Path) -> None:
    with desk(make_office(tmp_path)) as at:
        number = at.receive(INTAKE, ENTRY).complaint.number
        changes = at.ledger.changes()
    assert [row["No. Register"] for row in changes.rows[REGISTER.name]] == [number]
    assert [row["No. Register"] for row in changes.rows[HISTORY.name]] == [number]
    assert (changes.cases, changes.letters, changes.recaps) == ({}, [], [])


def test_what_is_settled_is_not_given_again(tmp_path: Path) -> None:
    with desk(make_office(tmp_path)) as at:
        number = at.receive(INTAKE, ENTRY).complaint.number
        at.ledger.settle()
        assert not at.ledger.is_changed
        at.ledger.refresh(number)
        assert list(at.ledger.changes().cases) == [number]


def test_numbers_go_on_after_what_is_settled(tmp_path: Path) -> None:
    with desk(make_office(tmp_path)) as at:
        first = at.receive(INTAKE, ENTRY).complaint.number
        at.ledger.settle()
        second = at.receive(INTAKE, ENTRY).complaint.number
    assert int(second[5:]) == int(first[5:]) + 1


def test_settled_rows_of_the_lists_are_known() -> None:
    register = ledger()
    row = {"seq": 9, "letter_number": "9/X", "letter_date": DAY, "number": "2026-0001"}
    register.append(OUTGOING, row)
    register.put_recap(DAY, {"Tanggal": DAY, "Diterima": 3})
    register.change_outgoing("1/X", "Sidik Berkas", "b", year=2025)
    register.settle()
    changes = register.changes()
    assert (changes.rows, changes.letters, changes.recaps) == ({}, [], [])
    assert register.next_seq(OUTGOING, 2026) == 10
    assert register.lists.has_recap(DAY, {"Diterima": 3})
    assert register.lists.holds(
        NewRow(OUTGOING.name, {"Nomor Surat": "9/X", "No. Register": "2026-0001"})
    )


def test_numbers_never_run_backwards_after_an_act_that_had_waited() -> None:
    register = ledger(with_letter(seq=9))
    register.append(OUTGOING, {"seq": 5, "letter_number": "5/X", "letter_date": DAY})
    assert register.next_seq(OUTGOING, 2026) == 10
    register.settle()
    assert register.next_seq(OUTGOING, 2026) == 10


def test_a_letter_changed_after_it_was_settled_is_given_as_a_cell() -> None:
    register = ledger()
    register.append(OUTGOING, {"seq": 9, "letter_number": "9/X", "letter_date": DAY})
    register.settle()
    register.change_outgoing("9/X", "Sidik Berkas", "b", year=2026)
    assert register.changes().letters == [LetterCell("9/X", 2026, "Sidik Berkas", "b")]


def test_what_staff_typed_stands_for_the_complaint() -> None:
    register = ledger()
    complaint = register.case("2026-0001").complaint
    register.correct(complaint._replace(subject="Baru"))
    assert register.case("2026-0001").complaint.subject == "Baru"


def test_a_recap_is_given_by_its_day() -> None:
    register = ledger()
    register.put_recap(DAY, {"Tanggal": DAY, "Diterima": 3})
    assert [recap.day for recap in register.changes().recaps] == [DAY]
    assert RECAP.name not in register.changes().rows


def test_a_letter_that_is_nowhere_changes_no_cell() -> None:
    register = ledger(with_letter())
    register.change_outgoing("tidak ada", "Sidik Berkas", "b", year=2026)
    assert register.patch() == ({}, {})
    assert register.changes().letters[0].letter_number == "tidak ada"


def test_a_register_without_its_sheets_is_no_ledger() -> None:
    content = ledger().content.whole
    lack = Finding("Riwayat", "", "", "Lembar 'Riwayat' tidak ada", "Kembalikan lembar itu")
    with pytest.raises(BrokenStructureError, match="Susunan register tidak lengkap"):
        Ledger(replace(content, structure=[lack]))


def test_an_event_that_is_there_is_no_twin_of_itself() -> None:
    register = ledger()
    event = ledger().case("2026-0001").events[0]
    assert register.chain.twin(event) is None
    assert register.chain.twin(event._replace(digest="x")) == (event.seq, event.digest)
