"""Buttons on rows selected in Register, and the buttons that make letters and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_office import HEAD
from desk_office import PERFORMERS
from live_office import DESK, LiveOffice

from pengaduan_xl.register.schema import FIELDS, HISTORY, OUTGOING

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.domain.complaint import CaseState

NUMBER = "2026-0001"

pytestmark = pytest.mark.usefixtures("way")


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveOffice:
    return LiveOffice(tmp_path, monkeypatch)


def at_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> LiveOffice:
    return LiveOffice(tmp_path, monkeypatch, step)


def state(live: LiveOffice) -> CaseState:
    """The case's state as the saved file tells."""
    assert live.saved() == []
    return live.closed.state()


def test_steps_of_several_rows_end_together(live: LiveOffice) -> None:
    numbers = [live.receive(name=f"Warga {n}") for n in range(3)]
    live.later().book.select("Register", "A4:A6")
    told = live.press("Selesaikan Tahap")
    assert told == "3 pengaduan: tahap selesai (2026-0001, 2026-0002, 2026-0003)."
    assert live.book.app.alerts == [
        "Selesaikan tahap 3 pengaduan (2026-0001, 2026-0002, 2026-0003)? "
        "Ya berarti semua kelengkapannya ada."
    ]
    assert live.saved() == []
    assert live.steps() == dict.fromkeys(numbers, 3)


def test_a_row_refused_does_not_keep_back_the_others(live: LiveOffice) -> None:
    live.receive()
    live.receive()
    live.act("Selesaikan Tahap", "2026-0001")
    live.book.select("Register", "A4:A5")
    told = live.press("Selesaikan Tahap")
    assert told == "1 pengaduan: tahap selesai (2026-0002). 1 ditolak."
    assert live.book.app.alerts[-1].startswith("2026-0001: ditolak karena 1 hal:")
    assert live.saved() == []


def test_when_all_rows_are_refused_nothing_is_written(live: LiveOffice) -> None:
    live.receive()
    live.officer(HEAD)
    live.book.select("Register", "A4")
    assert live.press("Selesaikan Tahap") == "Tidak ada yang ditulis. 1 ditolak."


def test_the_answer_no_changes_nothing(live: LiveOffice) -> None:
    live.receive()
    live.book.select("Register", "A4")
    live.book.app.answer = "no"
    assert live.press("Selesaikan Tahap") == "Tidak ada yang diubah."
    assert live.step(NUMBER) == 2


def test_a_long_question_names_the_first_numbers(live: LiveOffice) -> None:
    for _ in range(6):
        live.receive()
    live.book.select("Register", "A4:A9")
    live.press("Selesaikan Tahap")
    assert "2026-0005, dan 1 lagi)?" in live.book.app.alerts[0]


def test_rows_that_a_filter_hides_are_left_alone(live: LiveOffice) -> None:
    for _ in range(3):
        live.receive()
    live.book.all_sheets["Register"].hidden = {5}
    live.book.select("Register", "A4:A6")
    live.press("Selesaikan Tahap")
    assert [live.step(f"2026-000{n}") for n in (1, 2, 3)] == [3, 2, 3]


def test_one_row_selected_is_told_like_a_single_act(live: LiveOffice) -> None:
    live.receive()
    live.book.select("Register", "A4")
    assert live.press("Selesaikan Tahap").startswith("2026-0001: tahap selesai. Tahap 3")


def test_the_steps_letter_is_made_for_rows(live: LiveOffice) -> None:
    live.receive()
    live.receive()
    live.book.select("Register", "A4:A5")
    assert live.press("Buat Surat") == "2 pengaduan: surat dibuat (2026-0001, 2026-0002)."
    assert live.saved() == []
    assert len(live.closed.letters()) == 4


def test_a_template_that_fails_keeps_back_all_letters_of_its_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = at_step(tmp_path, monkeypatch, 2)
    (live.closed.folder / "templat" / "tanda-terima.docx").write_bytes(b"rusak")
    before = len(live.rows(HISTORY))
    live.book.select("Register", "A4")
    assert live.press("Buat Surat") == "Tidak ada yang ditulis. 1 ditolak."
    assert (len(live.rows(HISTORY)), live.closed.letters()) == (before, [])


def test_a_letter_is_made_with_its_details(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = at_step(tmp_path, monkeypatch, 5)
    live.put(DESK, "C4", NUMBER)
    live.press("Muat Kasus")
    assert "tempat" in [live.cell(DESK, f"B{row}") for row in range(30, 40)]
    assert "surat dibuat" in live.letter(NUMBER, "bap", PERFORMERS[4])
    assert live.saved() == []
    assert live.closed.column(OUTGOING, "No. Register")[-1:] == [NUMBER]
    assert "Isian" in {table.name for table in (FIELDS,) if live.closed.rows(table)}


def test_details_left_blank_are_not_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = at_step(tmp_path, monkeypatch, 5)
    live.letter(NUMBER, "bap", PERFORMERS[4])
    before = len(live.rows(FIELDS))
    live.put(DESK, "B30", "tembusan")
    live.put(DESK, "C43", "bap")
    live.press("Buat Surat")
    assert len(live.rows(FIELDS)) == before


def test_a_letter_made_again_changes_its_row_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = at_step(tmp_path, monkeypatch, 5)
    live.letter(NUMBER, "bap", PERFORMERS[4])
    rows = live.rows(OUTGOING)
    live.put(DESK, "B30", "temuan")
    live.put(DESK, "C30", "=Temuan lain")
    live.put(DESK, "C43", "bap")
    live.press("Buat Surat")
    assert [row["Nomor Surat"] for row in live.rows(OUTGOING)] == [
        row["Nomor Surat"] for row in rows
    ]
    assert live.rows(OUTGOING) != rows
    assert live.saved() == []


def test_details_that_one_letter_lacks_keep_back_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = at_step(tmp_path, monkeypatch, 5)
    live.put(DESK, "C4", NUMBER)
    live.officer(PERFORMERS[4])
    assert "Tidak ada yang ditulis" in live.press("Buat Surat")
    assert len(live.closed.letters()) == 0


def test_a_closed_case_has_no_letter_due(live: LiveOffice) -> None:
    number = live.receive()
    live.act("Cabut", number, reason="Permintaan pengadu")
    assert "Tidak ada surat yang harus dibuat" in live.press("Buat Surat")


def test_what_was_made_is_shown_as_the_settings_say(live: LiveOffice) -> None:
    live.receive()
    assert [path.name for path in live.shown] == ["2026-0001_tanda-terima.docx"]


@pytest.mark.parametrize(("wish", "shown"), [("Folder", ["2026"]), ("Tidak", [])])
def test_the_folder_or_nothing_is_shown(live: LiveOffice, wish: str, shown: list[str]) -> None:
    live.closed.set("Buka sesudah dibuat", wish)
    live.reopen().receive()
    assert [path.name for path in live.shown] == shown
