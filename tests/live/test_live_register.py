"""The session on an open workbook: acts not saved yet are known, rows are found wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cli_office import CLERK, HEAD
from desk_office import MONDAY, entry
from live_office import LiveOffice

from pengaduan_xl.desk import Desk
from pengaduan_xl.register.journal import file as journal_file
from pengaduan_xl.register.live_table import NEAR, TAIL
from pengaduan_xl.register.schema import HISTORY, INCOMING, RECAP, REGISTER

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.register.live import LiveRegister

NUMBER = "2026-0001"
NIK = "1671010101010001"
PHONED = {"channel": "Telepon", "name": "A", "subject": "B", "description": "C"}


pytestmark = pytest.mark.usefixtures("way")


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveOffice:
    return LiveOffice(tmp_path, monkeypatch)


def register_of(live: LiveOffice) -> LiveRegister:
    return live.host().register


def test_a_press_knows_the_acts_of_presses_before_it(live: LiveOffice) -> None:
    numbers = [live.receive() for _ in range(3)]
    assert numbers == ["2026-0001", "2026-0002", "2026-0003"]
    assert [row["No. Urut"] for row in live.rows(HISTORY)] == [float(n) for n in range(1, 10)]
    assert live.saved() == []


def test_saving_in_between_changes_nothing(live: LiveOffice) -> None:
    for place in range(4):
        live.receive()
        if place % 2:
            assert live.saved() == []
    assert live.saved() == []
    assert len(live.rows(REGISTER)) == 4


def test_one_session_gives_each_number_once(live: LiveOffice) -> None:
    with Desk(register_of(live), lambda: MONDAY) as desk:
        for _ in range(2):
            desk.receive(PHONED | {"channel": "Surat"}, entry())
            desk.save()
    assert [row["No. Register"] for row in live.rows(REGISTER)] == ["2026-0001", "2026-0002"]
    assert [row["No. Agenda"] for row in live.rows(INCOMING)] == ["001/2026", "002/2026"]
    assert live.saved() == []


def test_nothing_entered_saves_nothing(live: LiveOffice) -> None:
    with Desk(register_of(live), lambda: MONDAY) as desk:
        desk.save()
    assert live.rows(HISTORY) == []


def test_acts_of_a_command_enter_with_the_next_press(live: LiveOffice) -> None:
    live.receive()
    assert live.saved() == []
    owner = live.register.with_name(f"~${live.register.name}")
    owner.write_bytes(b"x")
    live.closed.receive()
    owner.unlink()
    told = live.act("Selesaikan Tahap", NUMBER)
    assert told.endswith("1 tindakan yang tertunda sudah dimasukkan ke register")
    assert live.saved() == []
    assert live.steps() == {NUMBER: 3, "2026-0002": 1}


def test_the_row_is_found_where_sorting_brought_it(live: LiveOffice) -> None:
    for _ in range(3):
        live.receive()
    assert live.saved() == []
    live.move("Register", {4: 6, 6: 4})
    assert "tahap selesai" in live.act("Selesaikan Tahap", NUMBER)
    assert live.cell("Register", "A6") == NUMBER
    assert live.cell("Register", "U6") == 3
    assert live.saved() == []


def test_sorted_history_is_read_as_a_whole(live: LiveOffice) -> None:
    live.receive()
    assert live.saved() == []
    live.receive()
    live.move("Riwayat", {4: 9, 9: 4})
    assert live.receive() == "2026-0003"
    assert live.saved() == []


@pytest.mark.parametrize("is_saved", [True, False])
@pytest.mark.parametrize("sheet", ["Register", "Riwayat"])
def test_columns_that_staff_inserted_are_stepped_over(
    live: LiveOffice, sheet: str, *, is_saved: bool
) -> None:
    live.receive()
    assert live.saved() == []
    live.insert_column(sheet, 5)
    if is_saved:
        assert live.saved() == []
    assert "tahap selesai" in live.act("Selesaikan Tahap", NUMBER), live.book.app.alerts
    assert live.saved() == []
    assert live.steps() == {NUMBER: 3}


def test_a_row_that_staff_changed_is_taken_as_it_stands(live: LiveOffice) -> None:
    live.receive()
    assert live.saved() == []
    live.put("Register", "D4", "Nama Baru")
    live.put("Register", "B4", MONDAY.replace(hour=0))
    held = register_of(live)
    with held.held():
        held.look_at(NUMBER)
        complaint = held.ledger.case(NUMBER).complaint
    assert (complaint.name, complaint.received) == ("Nama Baru", MONDAY.replace(hour=0))


def test_a_case_not_saved_yet_is_found_when_its_row_has_moved(live: LiveOffice) -> None:
    for _ in range(2):
        live.receive()
    live.move("Register", {4: 5, 5: 4})
    assert "tahap selesai" in live.act("Selesaikan Tahap", NUMBER)
    assert live.saved() == []


@pytest.mark.parametrize("count", [TAIL - 1, TAIL, TAIL + 1])
def test_as_many_unsaved_rows_as_are_looked_for_at_once(live: LiveOffice, count: int) -> None:
    held = register_of(live)
    with Desk(held, lambda: MONDAY) as desk:
        for _ in range(count):
            desk.receive(PHONED, entry())
        desk.save()
    assert live.receive() == f"2026-{count + 1:04d}"
    assert live.saved() == []


def test_rows_far_below_the_headings_are_found(live: LiveOffice) -> None:
    with live.closed.desk() as desk:
        for _ in range(NEAR + 20):
            desk.receive(PHONED, entry())
        desk.save()
    live.reopen()
    number = f"2026-{NEAR + 20:04d}"
    assert "dicabut" in live.act("Cabut", number, reason="Diminta")
    assert live.saved() == []


def test_two_recaps_that_wait_enter_together(live: LiveOffice) -> None:
    live.receive()
    assert live.saved() == []
    live.book.refusing = {"Rekap Harian"}
    assert "Buku kerja tidak dapat ditulis" in live.press("Rekap Harian")
    live.later(24 * 60)
    live.press("Rekap Harian")
    live.book.refusing = set()
    live.press("Daftar Terlambat")
    assert len(live.rows(RECAP)) == 2
    assert live.saved() == []


def test_a_recap_not_saved_is_known_to_the_next_press(live: LiveOffice) -> None:
    live.receive()
    assert live.saved() == []
    live.press("Rekap Harian")
    assert live.receive() == "2026-0002"
    assert live.saved() == []
    assert len(live.rows(RECAP)) == 1


def test_a_recap_that_was_lost_is_told(live: LiveOffice) -> None:
    live.receive()
    assert live.saved() == []
    live.press("Rekap Harian")
    live.reopen()
    assert "kehilangan 1 tindakan" in live.act("Selesaikan Tahap", NUMBER)
    assert live.press("Pulihkan") == "1 tindakan dikembalikan ke register."
    assert live.saved() == []


def test_a_large_journal_goes_to_the_backups(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.receive()
    assert live.saved() == []
    monkeypatch.setattr("pengaduan_xl.register.live.ARCHIVE_BYTES", 10)
    live.receive()
    assert len(list(live.closed.folder.glob("cadangan/*.jurnal"))) == 1
    live.receive()
    assert len(list(live.closed.folder.glob("cadangan/*.jurnal"))) == 1
    assert live.saved() == []
    assert live.reopen().receive() == "2026-0004"


def test_a_journal_that_was_removed_begins_anew(live: LiveOffice) -> None:
    live.receive()
    assert live.saved() == []
    live.register.with_name(f"{live.register.name}.jurnal").unlink()
    live.receive()
    assert live.saved() == []
    assert [len(live.rows(HISTORY)), live.closed.events()] == [6, 6]


def receive_without_a_mark(live: LiveOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Receive a complaint of which the journal never learns that it was entered."""

    def refuse(*_arguments: Any, **_more: Any) -> None:
        raise journal_file.JournalUnwritableError(live.register, "uji")

    with monkeypatch.context() as patch:
        patch.setattr(journal_file.Journal, "mark_entered", refuse)
        live.receive()


def test_an_act_without_a_mark_is_found_where_sorting_brought_it(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.receive()
    assert live.saved() == []
    receive_without_a_mark(live, monkeypatch)
    before = len(live.rows(HISTORY))
    live.move("Riwayat", {4: 7, 7: 4})
    live.act("Muat Kasus", NUMBER)
    live.press("Daftar Terlambat")
    assert len(live.rows(HISTORY)) == before
    assert live.receive() == "2026-0003"
    assert live.saved() == []


def test_a_mark_that_cannot_be_written_costs_nothing(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive_without_a_mark(live, monkeypatch)
    assert live.receive() == "2026-0002"
    assert live.saved() == []


def test_selected_rows_of_another_book_do_not_count(live: LiveOffice, tmp_path: Path) -> None:
    live.receive()
    other = live.opened()
    other.fullname = str(tmp_path / "lain.xlsx")
    live.book.front = "Register"
    other.select("Register", "A4")
    live.book.selected = other.selected
    assert "Belum ada pengaduan" in live.press("Muat Kasus")
    live.book.selected = None
    assert "Belum ada pengaduan" in live.press("Muat Kasus")


def test_an_officer_other_than_the_first_acts(live: LiveOffice) -> None:
    live.receive()
    live.act("Selesaikan Tahap", NUMBER, CLERK)
    assert "ditunda" in live.act("Tunda", NUMBER, HEAD, reason="KTP")
    assert live.saved() == []
