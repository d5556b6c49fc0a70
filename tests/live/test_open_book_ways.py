"""Two ways to the open workbook, macro and single calls: they give the same, and what fails is looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from fake_book import FakeBook, HostRefusedError
from live_office import WAYS, LiveOffice, Way

from pengaduan_xl.excel.host import EXCEL_MACRO
from pengaduan_xl.register.open_book import Area, Fill, Front, Grow, LiveWriteError, Named
from pengaduan_xl.register.open_book_macro import MacroFailedError, OneCall
from pengaduan_xl.register.open_book_ways import BetterWay
from pengaduan_xl.register.schema import HISTORY, REGISTER

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.register.open_book import Change, Wanted

NUMBER = "2026-0001"
ROW = Area("Isian", 4, 1, 4, 2)
FILL = Fill(ROW, [["x", 1]], [["", ""]])
OTHER = Fill(Area("Isian", 5, 1, 5, 1), [["y"]], [[None]])


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveOffice:
    return LiveOffice(tmp_path, monkeypatch)


def all_cells(live: LiveOffice) -> dict[str, dict[tuple[int, int], Any]]:
    return {name: sheet.cells for name, sheet in live.book.all_sheets.items()}


def all_tables(live: LiveOffice) -> dict[str, Any]:
    tables = (table for sheet in live.book.all_sheets.values() for table in sheet.tables.values())
    return {table.name: table._area for table in tables}


def silent(book: FakeBook, *, is_writing: bool) -> None:
    """Let the macro write, or not, and give no answer to that."""
    macro = book.macro
    assert macro is not None

    def answer(name: str, text: str) -> str:
        is_write = "\x1efill\x1f" in text
        said = macro(name, text) if is_writing or not is_write else ""
        if is_write:
            raise HostRefusedError("0x800706BE")
        return said

    book.macro = answer


def ten_steps(folder: Path, monkeypatch: pytest.MonkeyPatch, way: Way) -> LiveOffice:
    live = LiveOffice(folder, monkeypatch, way=way)
    number = live.receive(channel="Surat", description="=1+1", phone="0812", nik="1671010101010001")
    for _ in range(9):
        live.later().finish(number)
    live.press("Rekap Harian")
    live.put("Meja Kerja", "C4", number)
    live.press("Muat Kasus")
    return live


def test_both_ways_give_equal_workbooks(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (
        ten_steps(tmp_path_factory.mktemp(name), monkeypatch, WAYS[name])
        for name in ("makro", "langsung")
    )
    assert one.row(REGISTER, NUMBER)["Uraian"] == "=1+1"
    assert all_cells(one) == all_cells(other)
    tables = list(map(all_tables, (one, other)))
    assert tables[0] == tables[1]
    assert (one.saved(), other.saved()) == ([], [])


def test_without_the_macro_a_press_asks_for_it_once(live: LiveOffice) -> None:
    live.book.macro = None
    live.receive()
    assert live.book.calls.count(f"makro {EXCEL_MACRO}") == 1
    assert live.saved() == []


@pytest.mark.parametrize("is_writing", [True, False])
def test_a_write_without_an_answer_happens_once(live: LiveOffice, *, is_writing: bool) -> None:
    silent(live.book, is_writing=is_writing)
    told = live.receive()
    assert told == NUMBER
    assert (len(live.rows(REGISTER)), len(live.rows(HISTORY))) == (1, 3)
    assert live.saved() == []


def test_a_write_of_which_half_was_done_is_taken_back(live: LiveOffice) -> None:
    host = live.host()
    host.view.look()

    def die(text: str, answer: str) -> str:
        live.book.all_sheets["Isian"].put(4, 1, "x")
        raise HostRefusedError(text[:1] + answer[:1])

    live.book.macro = lambda _name, text: die(text, "1")
    with pytest.raises(LiveWriteError):
        host.view.write([FILL, OTHER])
    assert (4, 1) not in live.book.all_sheets["Isian"].cells


def test_a_write_that_cannot_even_be_looked_up_is_told(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent(live.book, is_writing=True)
    way = BetterWay(live.book, EXCEL_MACRO)
    monkeypatch.setattr(FakeBook, "sheets", property(lambda _self: 1 / 0))
    with pytest.raises(LiveWriteError):
        way.write([FILL])


def test_a_status_line_of_which_no_answer_came_is_written_again(live: LiveOffice) -> None:
    silent(live.book, is_writing=False)
    assert live.press("Pulihkan") == "Register memuat semua tindakan di jurnal."
    assert str(live.cell("Meja Kerja", "B3")).startswith("08.00 Register memuat")


@pytest.mark.parametrize(
    "answer",
    [
        "", "None", "1|done", "2|done/end", "1|done/end", "1|done/cells|3|t/end", "1|done/cells|2|q|q/end",
        "1|done/cells/end", "1|done/cells|0|t/end", "1|9|Subscript out of range/end",
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_no_answer(live: LiveOffice, answer: str) -> None:
    live.book.macro = lambda _name, _text: answer.replace("|", "\x1f").replace("/", "\x1e")
    with pytest.raises(MacroFailedError):
        OneCall(live.book, EXCEL_MACRO).read([ROW])


@pytest.mark.parametrize(
    "answer", ["look\x1fBeranda", "look\x1fa\x1f0\x1fx", "look\x1fa\x1f0\x1f0\x1f4"]
)
def test_a_look_that_is_cut_off_is_no_look(live: LiveOffice, answer: str) -> None:
    live.book.macro = lambda _name, _text: f"1\x1fdone\x1e{answer}\x1eend"
    with pytest.raises(MacroFailedError):
        OneCall(live.book, EXCEL_MACRO).glance([], "")


def test_a_macro_that_stops_answering_is_asked_no_more(live: LiveOffice) -> None:
    way = BetterWay(live.book, EXCEL_MACRO)
    way.glance([], "")
    live.book.macro = None
    assert way.read([ROW]) == [[["", ""]]]
    assert (way.reads_ahead, way.refusal) == (False, EXCEL_MACRO)
    way.write([FILL])
    assert live.book.all_sheets["Isian"].cells[4, 1] == "x"


@pytest.mark.parametrize("text", ["a\x1fb", "a\x1eb"])
def test_a_text_that_no_batch_can_hold_goes_the_other_way(live: LiveOffice, text: str) -> None:
    way = BetterWay(live.book, EXCEL_MACRO)
    way.write([FILL._replace(rows=[[text, 1]])])
    assert way.refusal == "Isian"
    assert BetterWay(live.book, EXCEL_MACRO).read([ROW]) == [[[text, 1.0]]]


def test_a_press_bears_a_cell_that_no_batch_can_hold(live: LiveOffice) -> None:
    live.put("Meja Kerja", "C4", live.receive())
    live.put("Meja Kerja", "C45", "a\x1fb")
    assert "tahap 2" in live.press("Muat Kasus")


def test_what_is_refused_is_taken_back_in_reverse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Way
) -> None:
    live = LiveOffice(tmp_path, monkeypatch, way=way)
    before = {name: dict(cells) for name, cells in all_cells(live).items()}
    table = live.book.all_sheets["Isian"].tables["Isian"]
    area, view = table._area, live.host().view
    live.book.refusing = {"Riwayat"}
    changes: list[Change] = [
        Grow("Isian", "Isian", 9),
        FILL,
        OTHER,
        Fill(Area("Riwayat", 9, 1, 9, 1), [[1]]),
    ]
    with pytest.raises(LiveWriteError):
        view.write(changes)
    assert (table._area, all_cells(live)) == (area, before)


def test_names_areas_and_what_is_not_there(live: LiveOffice) -> None:
    for way in (BetterWay(live.book, EXCEL_MACRO), BetterWay(live.book, "")):
        wanted: list[Wanted] = [
            Named("petugas_aktif"),
            Named("tidak_ada"),
            Area("Tidak ada", 1, 1, 1, 1),
        ]
        assert way.read(wanted) == [[["Petugas Contoh"]], None, None]
        way.write([Front("Riwayat")])
        assert live.book.front == "Riwayat"
