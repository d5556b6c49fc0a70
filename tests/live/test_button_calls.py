"""How many calls of the spreadsheet program each button needs: at most six where the macro is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from cli_office import CHIEF, CLERK, HEAD
from desk_office import WALK_IN
from live_office import DESK, WAYS, LiveOffice, Way

from pengaduan_xl.excel.catalogue import BUTTONS
from scripts.toolbar_parts import PACKAGE

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = "2026-0001"
MOST = 6
CALLS = {
    "Terima Pengaduan": (4, 16), "Muat Kasus": (3, 9), "Selesaikan Tahap": (4, 14), "Kembalikan": (4, 15),
    "Tunda": (4, 15), "Lanjutkan": (4, 14), "Limpahkan": (4, 15), "Cabut": (4, 15), "Buat Surat": (4, 13),
    "Rekap Harian": (5, 10), "Daftar Terlambat": (3, 5), "Periksa Register": (4, 6), "Pulihkan": (3, 5),
}  # fmt: skip
"""Calls by macro, and without it: the macro that fails, every range, table, message, look and saving."""


def pinned(live: LiveOffice, label: str) -> None:
    """Compare the calls of the last press."""
    assert live.book.app.alerts == []
    assert len(live.book.calls) == CALLS[label][not live.way.has_macro], live.book.calls


@pytest.fixture(params=["makro", "langsung"])
def chosen(request: pytest.FixtureRequest) -> Way:
    return WAYS[request.param]


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: Way) -> LiveOffice:
    return LiveOffice(tmp_path, monkeypatch, way=chosen)


def test_every_button_has_its_count() -> None:
    assert list(CALLS.keys() ^ {button.label for button in BUTTONS}) == []
    assert max(by_macro for by_macro, _ in CALLS.values()) <= MOST


def test_taking_in_and_what_follows(live: LiveOffice) -> None:
    live.fill(**WALK_IN)
    for label in ("Terima Pengaduan", "Daftar Terlambat", "Pulihkan", "Periksa Register"):
        live.press(label)
        pinned(live, label)


def test_acts_on_one_case(live: LiveOffice) -> None:
    number = live.receive()
    for label, by in (("Selesaikan Tahap", CLERK), ("Tunda", HEAD), ("Lanjutkan", CLERK)):
        live.act(label, number, by, reason="Berkas" if label == "Tunda" else None)
        pinned(live, label)
    live.act("Limpahkan", number, HEAD, reason="Bukan wewenang", to="Dinas PU")
    pinned(live, "Limpahkan")


def test_loading_letters_and_recap(live: LiveOffice) -> None:
    live.put(DESK, "C4", live.receive())
    for label in ("Muat Kasus", "Buat Surat", "Rekap Harian"):
        live.press(label)
        pinned(live, label)


def test_giving_up(live: LiveOffice) -> None:
    live.act("Cabut", live.receive(), reason="Permintaan pengadu")
    pinned(live, "Cabut")


def test_giving_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: Way) -> None:
    live = LiveOffice(tmp_path, monkeypatch, 7, chosen)
    live.act("Kembalikan", NUMBER, CHIEF, reason="Uraian kurang")
    pinned(live, "Kembalikan")


@pytest.mark.parametrize("folder", ["register", "excel", "excel/toolbar"])
def test_only_the_object_model_of_xlwings_is_used(folder: str) -> None:
    texts = {
        path.name: path.read_text(encoding="utf-8") for path in (PACKAGE / folder).glob("*.py")
    }
    found = [
        name for name, text in texts.items() if re.search(r"\.api\b|xlwings\.pro|win32com", text)
    ]
    assert found == []


class TestByMacro:
    """The longest ways, with the macro."""

    @pytest.fixture
    def live(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveOffice:
        return LiveOffice(tmp_path, monkeypatch)

    def test_a_refusal_and_its_message(self, live: LiveOffice) -> None:
        live.fill(channel="Surat", nik="1")
        live.press("Terima Pengaduan")
        assert (len(live.book.calls), len(live.book.app.alerts)) == (4, 1)

    def test_rows_of_which_one_is_refused(self, live: LiveOffice) -> None:
        for _ in range(3):
            live.receive()
        live.act("Selesaikan Tahap", NUMBER)
        live.book.select("Register", "A4:A6")
        assert "1 ditolak" in live.press("Selesaikan Tahap")
        assert len(live.book.calls) == MOST

    def test_rows_that_were_sorted(self, live: LiveOffice) -> None:
        for _ in range(3):
            live.receive()
        assert live.saved() == []
        live.move("Register", {4: 6, 6: 4})
        live.book.select("Register", "A4:A6")
        live.press("Selesaikan Tahap")
        assert len(live.book.calls) == 5
        assert live.saved() == []

    def test_acts_that_wait_are_entered_along_with_the_next(self, live: LiveOffice) -> None:
        live.book.refusing = {"Riwayat"}
        live.receive()
        live.book.refusing = set()
        live.receive()
        assert len(live.book.calls) == 4

    @pytest.mark.parametrize("is_refused", [True, False])
    def test_rows_asked_about_while_acts_wait_and_one_is_refused(
        self, live: LiveOffice, *, is_refused: bool
    ) -> None:
        for _ in range(2):
            live.receive()
        live.act("Selesaikan Tahap", NUMBER)
        live.book.refusing = {"Riwayat"}
        live.receive()
        live.book.refusing = set()
        live.book.select("Register", "A4" if is_refused else "A4:A5")
        assert "1 ditolak" in live.press("Selesaikan Tahap")
        assert len(live.book.calls) == MOST
        assert live.saved() == []
        assert len(live.steps()) == 3

    def test_a_case_whose_row_was_sorted_elsewhere(self, live: LiveOffice) -> None:
        for _ in range(3):
            live.receive()
        assert live.saved() == []
        live.move("Register", {4: 6, 6: 4})
        live.act("Selesaikan Tahap", NUMBER)
        assert len(live.book.calls) == 5

    def test_bringing_back(self, live: LiveOffice) -> None:
        live.receive()
        live.reopen().press("Pulihkan")
        assert len(live.book.calls) == MOST

    def test_a_letter_with_a_number_and_details(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        live = LiveOffice(tmp_path / "lain", monkeypatch, 5)
        live.letter(NUMBER, "bap", CLERK)
        assert len(live.book.calls) == 4
