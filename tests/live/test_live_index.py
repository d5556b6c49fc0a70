"""With an index a press does not read the register as a whole; without one that counts, it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_office import CLERK, HEAD
from live_office import DESK, LiveOffice, Way

from pengaduan_xl.excel import indexing, run
from pengaduan_xl.register import index_making
from pengaduan_xl.register import live as live_register
from pengaduan_xl.register.schema import HISTORY, OUTGOING, REGISTER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CASE = "2026-0001"


@pytest.fixture
def whole_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A note for each time that a press reads the register as a whole."""
    notes: list[str] = []

    def noting(name: str, read: Callable[..., object]) -> Callable[..., object]:
        return lambda *given: notes.append(name) or read(*given)  # type: ignore[func-returns-value]

    for name in ("read_register", "read_whole"):
        monkeypatch.setattr(live_register, name, noting(name, getattr(live_register, name)))
    return notes


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole_reads: list[str]) -> LiveOffice:
    """An office at step 4 of its only case, its register indexed before every press."""
    del whole_reads
    return LiveOffice(tmp_path, monkeypatch, 4, Way(has_index=True))


def test_acts_on_a_case_read_no_more_than_it(office: LiveOffice, whole_reads: list[str]) -> None:
    office.act("Muat Kasus", CASE, HEAD)
    assert "surat dibuat" in office.letter(CASE, "undangan", HEAD)
    assert "tahap selesai" in office.act("Selesaikan Tahap", CASE, HEAD)
    assert whole_reads == []
    assert office.saved() == []


def test_acts_that_were_not_saved_are_known(office: LiveOffice, whole_reads: list[str]) -> None:
    second = office.receive()
    office.letter(CASE, "undangan", HEAD)
    office.officer(CLERK)
    third = office.receive()
    assert (second, third) == ("2026-0002", "2026-0003")
    assert "tahap selesai" in office.act("Selesaikan Tahap", CASE, HEAD)
    assert whole_reads == []
    assert office.saved() == []


def test_a_case_goes_on_after_the_workbook_was_saved(
    office: LiveOffice, whole_reads: list[str]
) -> None:
    number = office.receive()
    assert office.saved() == []
    for _ in range(2):
        assert "tahap selesai" in office.finish(number)
    assert whole_reads == []
    assert office.saved() == []


def test_the_buttons_ask_the_program_as_seldom_as_without_an_index(office: LiveOffice) -> None:
    office.act("Muat Kasus", CASE, HEAD)
    office.act("Selesaikan Tahap", CASE, HEAD, reason="Antrean")
    assert len(office.book.calls) <= 6


def test_letters_go_on_after_the_last_number(office: LiveOffice, whole_reads: list[str]) -> None:
    office.letter(CASE, "undangan", HEAD)
    assert office.saved() == []
    office.act("Selesaikan Tahap", CASE, HEAD)
    office.letter(CASE, "bap", "Tim Teknis Contoh")
    assert [row["No. Urut"] for row in office.rows(OUTGOING)] == [1, 2]
    assert whole_reads == []


@pytest.mark.parametrize("sheet", [HISTORY.sheet, REGISTER.sheet])
def test_a_sheet_that_was_sorted_is_looked_through(
    office: LiveOffice, whole_reads: list[str], sheet: str
) -> None:
    office.receive()
    assert office.saved() == []
    office.move(sheet, {4: 5, 5: 4})
    assert "tahap selesai" in office.act(
        "Selesaikan Tahap", CASE, HEAD, override="Ya", reason="Antrean"
    )
    assert (whole_reads != []) == (sheet == HISTORY.sheet)
    assert office.saved() == []


def test_an_event_typed_over_is_taken_from_the_file(
    office: LiveOffice, whole_reads: list[str]
) -> None:
    office.put("Riwayat", "O4", "diubah")
    office.act("Muat Kasus", CASE, HEAD)
    assert office.cell(DESK, "C4") == CASE
    assert whole_reads == ["read_register"]


def test_a_small_register_gets_no_index(
    office: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    monkeypatch.setattr(run, "start_indexing", started.append)
    office.way = Way()
    office.act("Muat Kasus", CASE, HEAD)
    monkeypatch.setattr(live_register, "SMALL_BYTES", 100)
    office.act("Muat Kasus", CASE, HEAD)
    assert started == [office.register]


def test_a_register_that_cannot_be_indexed_is_not_tried_at_every_press(
    office: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    monkeypatch.setattr(run, "start_indexing", started.append)
    monkeypatch.setattr(live_register, "SMALL_BYTES", 100)
    monkeypatch.setattr(index_making, "can_be_indexed", lambda _content: False)
    office.act("Muat Kasus", CASE, HEAD)
    assert office.cell(DESK, "C4") == CASE
    assert started == []


def test_an_index_of_before_the_save_does_not_count(
    office: LiveOffice, whole_reads: list[str]
) -> None:
    indexing.make_index(office.register, indexing.index_of(office.register))
    office.receive()
    assert office.saved() == []
    whole_reads.clear()
    office.way = Way()
    office.act("Muat Kasus", CASE, HEAD)
    assert whole_reads == ["read_whole"]
