"""What a register lacks of its journal, and how it is brought in: each act once, whole, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from journal_samples import (
    BLANK,
    COUNTED,
    COUNTED_ANEW,
    FIRST,
    INVITED,
    INVITED_ANEW,
    MAIL_TAKEN_IN,
    SECOND,
    STEP_1,
    STEP_2,
    STEP_3,
    VISIT_TAKEN_IN,
    acts,
    bring,
    in_past,
    missing,
    names,
    past,
    same_lists,
    table_rows,
    without_rows,
)  # fmt: skip
from register_samples import read, told, with_cells

from pengaduan_xl.register.checkup import check_register
from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.ledger import Ledger
from pengaduan_xl.register.schema import FIELDS, HISTORY, INCOMING, OUTGOING, RECAP, REGISTER

if TYPE_CHECKING:
    from pathlib import Path

    from desk_office import DeskOffice

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.journal.content import Entry

END = past().states[COUNTED_ANEW]


def findings(content: bytes, tmp_path: Path) -> list[str]:
    return told(check_register(content, tmp_path / "Register.xlsx", acts()[-1].moment))


def column(content: bytes, heading: str, table: Table = RECAP) -> list[CellValue]:
    return [row[heading] for row in table_rows(content, table)]


def journal_of(office: DeskOffice) -> list[Entry]:
    return Journal(office.register).read().wanted()


# Nothing is lacking


@pytest.mark.parametrize("state", [BLANK, STEP_2, INVITED_ANEW, COUNTED_ANEW])
def test_a_register_lacks_nothing_of_its_own_past(state: int) -> None:
    assert missing(past().states[state], acts(1, state)) == []


def test_a_later_register_lacks_nothing_of_its_past_but_recaps_that_were_made_anew() -> None:
    waiting = [replace(entry, entered=False) for entry in acts()]
    assert missing(END, acts()) == missing(END, waiting) == []


def test_rows_of_agendas_and_details_that_staff_mended_are_not_lacking() -> None:
    content = without_rows(without_rows(END, INCOMING, 0), FIELDS, 0, 1)
    waiting = [replace(entry, entered=False) for entry in acts()]
    assert missing(content, acts()) == missing(content, waiting) == []


def test_an_event_whose_row_was_changed_by_hand_is_not_lacking() -> None:
    for column_, value in (("P", "lain"), ("S", "abc"), ("D", "?"), ("A", None), ("B", SECOND)):
        assert missing(with_cells({("Riwayat", f"{column_}6"): value}, END), acts()) == []


# What is gone comes back


@pytest.mark.parametrize("state", [BLANK, VISIT_TAKEN_IN, STEP_1, STEP_3, INVITED_ANEW])
def test_an_old_copy_lacks_every_act_since_and_gets_them_back(state: int, tmp_path: Path) -> None:
    old = past().states[state]
    assert names(missing(old, acts()))[: COUNTED - state - 1] == names(acts(state + 1, COUNTED - 1))
    brought = bring(old, acts())
    assert (brought.conflicts, brought.renewed) == ([], {})
    assert same_lists(brought.content, END)
    assert findings(brought.content, tmp_path) == findings(END, tmp_path) == []


@pytest.mark.parametrize("place", [0, 1, 4, 8])
def test_a_row_of_riwayat_that_was_deleted_by_hand_comes_back_to_its_place(place: int) -> None:
    brought = bring(without_rows(END, HISTORY, place), acts())
    assert (brought.conflicts, brought.renewed) == ([], {})
    assert table_rows(brought.content, HISTORY) == table_rows(END, HISTORY)
    assert table_rows(brought.content, INCOMING) == table_rows(END, INCOMING)
    assert table_rows(brought.content, OUTGOING) == table_rows(END, OUTGOING)
    assert len(table_rows(brought.content, FIELDS)) == len(table_rows(END, FIELDS))


def test_several_rows_deleted_by_hand_come_back() -> None:
    brought = bring(without_rows(END, HISTORY, 0, 3, 4, 8), acts())
    assert table_rows(brought.content, HISTORY) == table_rows(END, HISTORY)


def test_a_row_of_register_that_was_deleted_by_hand_comes_back_as_the_case_stands() -> None:
    content = without_rows(END, REGISTER, 0)
    assert names(missing(content, acts())) == [f"{FIRST}: Diterima"]
    brought = bring(content, acts())
    rows = sorted(table_rows(brought.content, REGISTER), key=lambda row: str(row["No. Register"]))
    assert rows == table_rows(END, REGISTER)


def test_acts_that_wait_are_entered_like_acts_that_are_gone() -> None:
    waiting = [replace(entry, entered=False) for entry in acts(VISIT_TAKEN_IN)]
    brought = bring(past().states[MAIL_TAKEN_IN], waiting)
    assert same_lists(brought.content, END)


def test_what_was_brought_in_is_not_lacking_any_more() -> None:
    assert missing(bring(past().states[STEP_2], acts()).content, acts()) == []


def test_a_letter_made_anew_has_its_last_sidik_in_the_agenda() -> None:
    brought = bring(past().states[INVITED], acts())
    assert column(brought.content, "Sidik Berkas", OUTGOING) == column(
        END, "Sidik Berkas", OUTGOING
    )


def with_third_invitation(folder: Path) -> tuple[DeskOffice, bytes]:
    """An office whose invitation is made a third time, with the first place; the register before."""
    office = in_past(folder, INVITED_ANEW, INVITED_ANEW)
    office.letter(FIRST, "undangan", tempat="Aula")
    return office, past().states[INVITED_ANEW]


def test_details_that_went_back_to_what_they_were_do_so_when_brought_in(tmp_path: Path) -> None:
    office, before = with_third_invitation(tmp_path)
    content = bring(before, journal_of(office)).content
    assert Ledger(read(content)).fields(FIRST)["tempat"] == "Aula"
    assert same_lists(content, office.register.read_bytes())


def test_an_earlier_act_brought_in_later_leaves_what_later_ones_wrote(tmp_path: Path) -> None:
    office, _ = with_third_invitation(tmp_path)
    full = office.register.read_bytes()
    brought = bring(without_rows(full, HISTORY, 7, 8), journal_of(office))
    assert brought.conflicts == []
    assert same_lists(brought.content, full)


# Recaps


def test_of_two_recaps_of_a_day_the_later_one_is_brought_in() -> None:
    content = past().states[INVITED_ANEW]
    assert [entry.place for entry in missing(content, acts())] == [acts()[-1].place]
    assert column(bring(content, acts()).content, "Petugas") == column(END, "Petugas")


def test_a_recap_that_waited_does_not_come_back_over_a_later_one() -> None:
    waiting = [replace(entry, entered=False) for entry in acts(COUNTED)]
    assert missing(END, waiting) == []
    assert names(missing(past().states[COUNTED], waiting)) == ["Rekap Harian 23/11/2026"]


def test_a_recap_that_was_made_anew_by_others_is_not_lacking() -> None:
    assert missing(with_cells({("Rekap Harian", "C4"): 99}, END), acts()) == []


def test_a_recap_whose_row_was_deleted_is_lacking() -> None:
    content = without_rows(END, RECAP, 0)
    assert names(missing(content, acts())) == ["Rekap Harian 23/11/2026"]
    assert table_rows(bring(content, acts()).content, RECAP) == table_rows(END, RECAP)
