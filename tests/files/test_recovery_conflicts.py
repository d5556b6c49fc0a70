"""Acts of the journal and a register of another history: sealed anew behind it, or refused as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from journal_samples import (
    BLANK,
    COUNTED_ANEW,
    FIRST,
    INVITED,
    INVITED_ANEW,
    MAIL_TAKEN_IN,
    ROWS,
    SECOND,
    STEP_1,
    STEP_2,
    STEP_3,
    THIRD,
    TODAY,
    VISIT_TAKEN_IN,
    acts,
    bring,
    draft,
    event,
    mail_row,
    missing,
    past,
    same_lists,
    table_rows,
    without_rows,
)  # fmt: skip
from register_samples import chain_holds, read, told, with_cells

from pengaduan_xl.domain.chain import seal
from pengaduan_xl.register.checkup import check_register
from pengaduan_xl.register.journal.content import Entry, _with_events
from pengaduan_xl.register.ledger import Ledger
from pengaduan_xl.register.operations import NewEvent, NewRow, RecapRow
from pengaduan_xl.register.recovery import ActConflictError, bring_in, lacks
from pengaduan_xl.register.schema import FIELDS, HISTORY, RECAP, REGISTER

if TYPE_CHECKING:
    from pathlib import Path

    from journal_samples import Brought

    from pengaduan_xl.domain.complaint import Event
    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.columns import Table

END = past().states[COUNTED_ANEW]


def findings(content: bytes, tmp_path: Path) -> list[str]:
    return told(check_register(content, tmp_path / "Register.xlsx", acts()[-1].moment))


def reasons(brought: Brought) -> list[str]:
    return [conflict.reason.problem for conflict in brought.conflicts]


def column(content: bytes, heading: str, table: Table = RECAP) -> list[CellValue]:
    return [row[heading] for row in table_rows(content, table)]


def later(place: int, *events: Event, rows: tuple[NewRow, ...] = (), base: str = "") -> Entry:
    """An act that waits in the journal."""
    bases = {events[0].number: base} if events else {}
    return Entry(place, acts()[-1].moment, (*map(NewEvent, events), *rows), bases)


def test_an_act_goes_behind_the_events_that_came_before_it() -> None:
    """The copy that was put back lacks the second complaint, which the journal does not tell either."""
    only = [acts()[STEP_1 - 1]]
    brought = bring(past().states[MAIL_TAKEN_IN], only)
    (old,) = only[0].events
    seq, digest = brought.renewed[old.digest]
    assert (brought.conflicts, seq) == ([], 2)
    content = read(brought.content)
    assert [item.event.digest for item in content.events][1:] == [digest]
    assert chain_holds(content)


def test_acts_that_build_on_an_act_sealed_anew_follow_it(tmp_path: Path) -> None:
    chosen = [entry for entry in acts() if entry.number != SECOND]
    brought = bring(past().states[BLANK], chosen)
    assert (brought.conflicts, len(brought.renewed)) == ([], ROWS[INVITED_ANEW] - 2)
    assert chain_holds(read(brought.content))
    assert column(brought.content, "Tahap", REGISTER) == [4]
    assert findings(brought.content, tmp_path) == []


def test_an_act_that_was_sealed_anew_is_known_by_its_new_sidik() -> None:
    chosen = [entry for entry in acts(1, INVITED) if entry.number != SECOND]
    brought = bring(past().states[BLANK], chosen)
    known = {old: list(new) for old, new in brought.renewed.items()}
    anew = [_with_events(entry, known) for entry in chosen]
    assert missing(brought.content, anew) == []
    assert bring(past().states[BLANK], anew).renewed == {}


def test_an_act_on_a_case_that_has_moved_on_is_refused() -> None:
    (other,) = seal([event(1, FIRST, reason="lain")._replace(kind="Ditunda")], 6, "x")
    held = later(90, other, base="bukan yang terakhir")
    brought = bring(past().states[STEP_3], [held])
    assert reasons(brought) == [
        f"Tindakan di jurnal bertentangan dengan isi register (pengaduan {FIRST} sudah berlanjut "
        "dengan tindakan lain)"
    ]
    assert same_lists(brought.content, past().states[STEP_3])


def test_a_complaint_whose_number_was_given_to_another_is_refused() -> None:
    operations = draft(2, SECOND).operations
    taken = Entry(90, acts()[-1].moment, operations, {SECOND: ""})
    assert reasons(bring(END, [taken])) == [
        "Tindakan di jurnal bertentangan dengan isi register (No. Register 2026-0002 sudah dipakai "
        "pengaduan lain)"
    ]


def test_an_act_on_a_case_that_riwayat_does_not_know_is_refused() -> None:
    unknown = later(90, event(12, THIRD, "x"), base="x")
    assert reasons(bring(END, [unknown])) == [
        "Tindakan di jurnal bertentangan dengan isi register (pengaduan 2026-0003 tidak ada di Riwayat)"
    ]


def test_an_act_on_a_case_without_its_row_in_register_is_refused_as_a_whole() -> None:
    content = without_rows(past().states[STEP_2], REGISTER, 0)
    brought = bring(content, acts(STEP_3, STEP_3))
    assert reasons(brought) == [
        "Tindakan di jurnal bertentangan dengan isi register (baris 2026-0001 tidak ada di Register)"
    ]
    assert same_lists(brought.content, content)


@pytest.mark.parametrize("entered", [True, False])
def test_a_letter_whose_number_was_given_to_another_is_refused(entered: bool) -> None:
    theirs: dict[str, CellValue] = {
        "A": 1,
        "B": "503/001/DPMPTSP-NAKER/XI/2026",
        "C": TODAY,
        "M": SECOND,
    }
    cells = {("Agenda Keluar", f"{letter}4"): cell for letter, cell in theirs.items()}
    content = with_cells(cells, past().states[STEP_3])
    letter = replace(acts()[INVITED - 1], entered=entered)
    brought = bring(content, [letter])
    assert reasons(brought) == [
        "Tindakan di jurnal bertentangan dengan isi register (nomor 503/001/DPMPTSP-NAKER/XI/2026 sudah "
        "dipakai surat lain)"
    ]
    assert same_lists(brought.content, content)


def test_a_number_of_the_agenda_given_to_another_letter_is_refused() -> None:
    rows = (mail_row(1, THIRD), NewRow(REGISTER.name, {"No. Register": THIRD}))
    waiting = later(90, event(12, THIRD, "x"), rows=rows)
    assert "(nomor 001/2026 sudah dipakai surat lain)" in reasons(bring(END, [waiting]))[0]


def test_an_act_that_is_refused_does_not_keep_back_the_others() -> None:
    refused = later(90, event(12, THIRD, "x"), base="x")
    brought = bring(past().states[MAIL_TAKEN_IN], [*acts(VISIT_TAKEN_IN), refused])
    assert [conflict.entry.place for conflict in brought.conflicts] == [90]
    assert same_lists(brought.content, END)


def test_an_act_of_which_half_is_there_is_made_whole() -> None:
    """The row of the second of an act's three events is gone; its other rows stay as they are."""
    brought = bring(without_rows(END, HISTORY, 4), acts())
    assert same_lists(bring(brought.content, acts()).content, brought.content)
    assert chain_holds(read(brought.content))


def test_an_act_of_which_half_is_there_is_refused_where_its_case_has_moved_on() -> None:
    content = without_rows(with_cells({("Riwayat", "S7"): "abc"}, END), HISTORY, 4)
    brought = bring(content, acts())
    assert "(pengaduan 2026-0001 sudah berlanjut dengan tindakan lain)" in reasons(brought)[0]
    assert same_lists(brought.content, content)


def test_an_act_with_an_unreadable_row_in_register_keeps_its_derived_columns() -> None:
    content = with_cells({("Register", "B4"): "kemarin"}, past().states[STEP_2])
    brought = bring(content, acts(STEP_3, STEP_3))
    assert brought.conflicts == []
    assert column(brought.content, "Tahap", REGISTER) == column(content, "Tahap", REGISTER)


def test_the_error_names_the_act_and_what_to_do() -> None:
    entry = acts()[0]
    assert str(ActConflictError(entry, "sebab")) == (
        "2026-0001: Diterima oleh Petugas Contoh (23/11/2026 08.00): Tindakan di jurnal bertentangan dengan "
        "isi register (sebab). Lihat kasusnya; bila tindakan itu tidak berlaku lagi, jalankan: pengaduan "
        "pulihkan --tolak. Tidak ada yang ditulis."
    )


def test_details_of_a_letter_that_wait_without_an_event_are_written_once() -> None:
    details = later(90, rows=(NewRow(FIELDS.name, dict(table_rows(END, FIELDS)[0])),))
    assert missing(END, [details]) == []
    assert len(table_rows(bring(past().states[STEP_3], [details]).content, FIELDS)) == 1


def test_an_act_is_lacking_while_any_part_of_it_is() -> None:
    ledger = Ledger(read(past().states[MAIL_TAKEN_IN]))
    first, second = acts(1, 2)
    assert (lacks(ledger, first), lacks(ledger, second)) == (False, True)
    bring_in(ledger, second, {})
    assert not lacks(ledger, second)
    assert lacks(ledger, Entry(90, first.moment, (RecapRow(TODAY, {}),), {}))
