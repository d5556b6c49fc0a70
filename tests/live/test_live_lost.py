"""Acts that the open workbook lost, lacks or contradicts: told first, brought back by button or command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cli_office import run
from desk_office import WALK_IN, entry
from live_office import LiveOffice

from pengaduan_xl.desk import Desk
from pengaduan_xl.register.live_history import StaleBookError, UnknownRowsError
from pengaduan_xl.register.open_book import LiveWriteError

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = "2026-0001"
NOTHING = "Tidak ada yang ditulis."


def journal_lines(live: LiveOffice) -> int:
    return live.register.with_name(f"{live.register.name}.jurnal").read_bytes().count(b"\n")


pytestmark = pytest.mark.usefixtures("way")


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveOffice:
    live = LiveOffice(tmp_path, monkeypatch)
    live.receive()
    assert live.saved() == []
    return live


def cells(live: LiveOffice) -> dict[str, Any]:
    """Everything on the list sheets."""
    return {name: dict(sheet.cells) for name, sheet in live.book.all_sheets.items() if sheet.tables}


def test_a_book_opened_for_reading_only_brings_nothing_back(live: LiveOffice) -> None:
    if not live.way.has_macro:
        pytest.skip("only the macro tells")
    live.act("Selesaikan Tahap", NUMBER)
    live.reopen().book.is_read_only = True
    assert "hanya-baca" in live.press("Pulihkan")


def test_closing_without_saving_is_told_by_button_and_command(live: LiveOffice) -> None:
    live.act("Selesaikan Tahap", NUMBER)
    live.reopen()
    assert "Register kehilangan 1 tindakan yang ada di jurnal" in live.act("Tunda", NUMBER)
    done = run("--register", str(live.register), "lihat", NUMBER)
    assert "kehilangan 1 tindakan" in done.out + done.err


def test_the_button_brings_back_what_was_lost(live: LiveOffice) -> None:
    live.act("Selesaikan Tahap", NUMBER)
    live.receive(channel="Surat")
    live.reopen()
    assert live.press("Pulihkan") == "4 tindakan dikembalikan ke register."
    assert live.saved() == []
    assert live.steps() == {NUMBER: 3, "2026-0002": 2}


def test_the_command_brings_back_what_was_lost(live: LiveOffice) -> None:
    live.act("Selesaikan Tahap", NUMBER)
    live.reopen()
    assert run("--register", str(live.register), "pulihkan", "--ya").code == 0
    live.reopen()
    assert "tahap 3" in live.act("Muat Kasus", NUMBER)
    assert live.saved() == []


def test_acts_lost_are_sealed_anew_behind_those_that_came_since(
    live: LiveOffice, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = tmp_path_factory.mktemp("salinan") / live.register.name
    copy.write_bytes(live.register.read_bytes())
    live.act("Selesaikan Tahap", NUMBER)
    with Desk(copy, lambda: live.closed.moment) as desk:
        desk.receive(WALK_IN, entry())
        desk.save()
    live.register.write_bytes(copy.read_bytes())
    live.reopen()
    assert live.press("Pulihkan") == "1 tindakan dikembalikan ke register."
    assert live.receive() == "2026-0003"
    assert live.saved() == []
    assert live.steps() == {NUMBER: 3, "2026-0002": 1, "2026-0003": 2}


def test_the_answer_no_brings_nothing_back(live: LiveOffice) -> None:
    live.act("Selesaikan Tahap", NUMBER)
    live.reopen().book.app.answer = "no"
    assert live.press("Pulihkan") == "Tidak ada yang diubah."


def test_a_book_that_refuses_brings_nothing_back(live: LiveOffice) -> None:
    live.act("Selesaikan Tahap", NUMBER)
    live.reopen().book.refusing = {"Riwayat"}
    assert live.press("Pulihkan") == str(LiveWriteError(live.book.name))
    live.book.refusing = set()
    assert live.press("Pulihkan") == "1 tindakan dikembalikan ke register."
    assert live.saved() == []


def test_an_act_that_contradicts_is_told_and_stays_in_the_journal(
    live: LiveOffice, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = tmp_path_factory.mktemp("salinan") / live.register.name
    copy.write_bytes(live.register.read_bytes())
    owner = live.register.with_name(f"~${live.register.name}")
    owner.write_bytes(b"x")
    with live.closed.desk() as desk:
        desk.finish(NUMBER, entry())
        desk.save()
    owner.unlink()
    with Desk(copy, lambda: live.closed.moment) as desk:
        desk.withdraw(NUMBER, entry(reason="Diminta"))
        desk.save()
    live.register.write_bytes(copy.read_bytes())
    live.reopen()
    assert "bertentangan dengan isi register" in live.act("Tunda", NUMBER)
    lines = journal_lines(live)
    for _ in range(2):
        told = live.press("Pulihkan")
        assert told.startswith("0 tindakan dikembalikan ke register. 2026-0001: Surat Dibuat; ")
    assert journal_lines(live) == lines


def test_rows_typed_into_riwayat_are_told(live: LiveOffice) -> None:
    live.put("Riwayat", "A7", 4)
    assert live.act("Tunda", NUMBER) == str(UnknownRowsError([7]))
    assert live.press("Pulihkan") == "Register memuat semua tindakan di jurnal."


def test_whole_rows_copied_into_riwayat_are_told(live: LiveOffice) -> None:
    for column in range(1, 20):
        value = live.book.all_sheets["Riwayat"].cells.get((6, column))
        live.book.all_sheets["Riwayat"].put(7, column, value)
    live.put("Riwayat", "S7", "a" * 64)
    assert live.act("Tunda", NUMBER) == str(UnknownRowsError([7]))


def test_lost_acts_are_not_brought_back_beside_strange_rows(live: LiveOffice) -> None:
    live.act("Selesaikan Tahap", NUMBER)
    live.reopen().put("Riwayat", "A7", 4)
    assert live.press("Pulihkan") == str(UnknownRowsError([7]))


def test_damaged_rows_of_the_file_are_no_strangers(live: LiveOffice) -> None:
    live.receive()
    live.put("Riwayat", "G9", "kemarin")
    live.book.save()
    assert "tahap selesai" in live.act("Selesaikan Tahap", NUMBER), live.book.app.alerts


def test_rows_deleted_by_hand_are_told(live: LiveOffice) -> None:
    for column in range(1, 20):
        live.book.all_sheets["Riwayat"].put(6, column, None)
    assert live.act("Tunda", NUMBER) == str(StaleBookError(live.book.name, 1))


def test_a_damaged_journal_is_told(live: LiveOffice) -> None:
    journal = live.register.with_name(f"{live.register.name}.jurnal")
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:-2], b"rusak\n", lines[-1]]))
    assert "Jurnal rusak pada baris" in live.act("Tunda", NUMBER)


def test_a_damaged_journal_is_not_for_the_button_to_mend(live: LiveOffice) -> None:
    live.act("Selesaikan Tahap", NUMBER)
    live.reopen()
    journal = live.register.with_name(f"{live.register.name}.jurnal")
    journal.write_bytes(
        journal.read_bytes().replace(b'"jenis":"tindakan"', b'"jenis":"tindakax"', 1)
    )
    assert "Jurnal rusak" in live.press("Pulihkan")
