"""What a press has seen of the open workbook, and single calls: selected rows, long texts, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from live_office import WAYS, LiveOffice

from pengaduan_xl.excel.forms import officer_of
from pengaduan_xl.register.open_book import (
    MOST_ROWS,
    TO_THE_END,
    Area,
    Fill,
    Grow,
    LiveWriteError,
    SheetMissingError,
    TotalsRowError,
    as_read,
    clipped,
)
from pengaduan_xl.register.open_book_direct import DirectCalls
from pengaduan_xl.register.open_book_view import BookView

if TYPE_CHECKING:
    from pathlib import Path

LIST = Area("Isian", 3, 1, 8, 4)


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveOffice:
    return LiveOffice(tmp_path, monkeypatch, way=WAYS["langsung"])


@pytest.fixture
def direct(live: LiveOffice) -> DirectCalls:
    live.book.calls.clear()
    return DirectCalls(live.book)


@pytest.fixture
def view(live: LiveOffice) -> BookView:
    view = live.host().view
    live.book.calls.clear()
    return view


def spans(live: LiveOffice, *addresses: str) -> tuple[tuple[int, int], ...]:
    live.book.select("Register", *addresses)
    return DirectCalls(live.book).glance([], "Register")[0].spans


def test_what_was_seen_is_not_asked_for_again(live: LiveOffice, view: BookView) -> None:
    assert view.rows(LIST)[0][0] == "No. Register"
    assert view.rows(Area("Isian", 3, 2, 3, 3)) == [["Tahap", "Isian"]]
    assert officer_of(view) == officer_of(view)
    assert live.book.calls == ["baca Isian", "baca Beranda"]


def test_cells_are_read_anew_after_they_were_forgotten(live: LiveOffice, view: BookView) -> None:
    view.rows(LIST)
    view.forget()
    view.rows(LIST)
    assert live.book.calls == ["baca Isian"] * 2


def test_what_was_written_is_seen_as_written(live: LiveOffice, view: BookView) -> None:
    view.rows(LIST)
    view.write([Fill(Area("Isian", 4, 1, 5, 2), [["x", 1], [None, True]])])
    assert view.rows(Area("Isian", 4, 1, 5, 3)) == [["x", 1.0, ""], ["", True, ""]]
    assert live.book.calls == ["baca Isian", "tulis Isian"]


def test_a_sheet_that_grows_is_read_to_its_new_end(live: LiveOffice, view: BookView) -> None:
    whole = Area("Isian", 3, 1, TO_THE_END, 4)
    assert len(view.rows(whole)) == 1
    view.write([Fill(Area("Isian", 4, 1, 4, 1), [["x"]])])
    assert len(view.rows(whole)) == 2
    assert live.book.calls.count("ukuran Isian") == 2


def test_a_sheet_read_to_its_end_holds_all_its_parts(live: LiveOffice, view: BookView) -> None:
    view.rows(Area("Pegawai", 3, 1, TO_THE_END, 4))
    view.rows(Area("Pegawai", 4, 1, TO_THE_END, 2))
    assert live.book.calls == ["ukuran Pegawai", "baca Pegawai"]


def test_what_is_not_there_is_told(view: BookView) -> None:
    with pytest.raises(SheetMissingError):
        view.rows(Area("Tidak ada", 1, 1, 1, 1))
    assert view.named("tidak_ada") is None


def test_a_view_that_nobody_looked_through_looks_by_itself(direct: DirectCalls) -> None:
    assert BookView(direct).glance.active == "Beranda"


def test_rows_that_a_filter_hides_are_not_selected(live: LiveOffice) -> None:
    live.book.all_sheets["Register"].hidden = {5, 6, 9}
    assert spans(live, "A4:B10") == ((4, 4), (7, 7), (8, 8), (10, 10))
    assert spans(live, "A5:A6") == ()


def test_all_areas_of_a_selection_count(live: LiveOffice) -> None:
    assert spans(live, "A4:A5", "C9") == ((4, 5), (9, 9))


@pytest.mark.parametrize("chosen", ["A:A", f"A4:A{MOST_ROWS + 50}"])
def test_no_more_rows_than_a_press_may_act_on(live: LiveOffice, chosen: str) -> None:
    found = spans(live, chosen.replace("A:A", "A1:A1048576"))
    assert sum(last - first + 1 for first, last in found) == MOST_ROWS


def test_one_cell_is_one_row_whatever_its_height(live: LiveOffice) -> None:
    assert spans(live, "B7") == ((7, 7),)
    assert "tinggi Register" not in live.book.calls


def test_whole_columns_begin_at_the_first_row(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.book.select("Register", "A1:A1048576")
    monkeypatch.setattr(type(live.book.selected), "address", "$A:$A")
    assert DirectCalls(live.book).glance([], "Register")[0].spans == ((1, MOST_ROWS),)


def test_a_selection_elsewhere_is_none(live: LiveOffice) -> None:
    live.book.select("Register", "A4")
    assert DirectCalls(live.book).glance([], "Riwayat")[0].spans == ()
    live.book.selected = None
    assert DirectCalls(live.book).glance([], "Register")[0].spans == ()


def test_long_texts_go_alone(live: LiveOffice, direct: DirectCalls) -> None:
    long = "a" * 9000
    direct.write([Fill(Area("Isian", 4, 1, 5, 2), [["x", long], [long, "y"]])])
    assert direct.read([Area("Isian", 4, 1, 5, 2)]) == [[["x", long], [long, "y"]]]
    assert live.book.calls.count("tulis Isian") == 3


def test_texts_are_guarded_but_where_the_cells_are_text(
    live: LiveOffice, direct: DirectCalls
) -> None:
    column = 1
    direct.write(
        [Fill(Area("Isian", 4, column, 4, 2), [["0812", "0813"]], None, frozenset({column}))]
    )
    assert live.cell("Isian", "A4") == "0812"
    assert live.cell("Isian", "B4") == "0813"


def test_a_table_grows_once_and_never_shrinks(live: LiveOffice, direct: DirectCalls) -> None:
    direct.write([Grow("Isian", "Isian", 9)])
    direct.write([Grow("Isian", "Isian", 6)])
    assert live.book.all_sheets["Isian"].tables["Isian"]._area[2] == 9


def test_a_row_of_totals_refuses_and_all_is_taken_back(
    live: LiveOffice, direct: DirectCalls
) -> None:
    live.book.all_sheets["Riwayat"].tables["Riwayat"].show_totals = True
    fill = Fill(Area("Isian", 4, 1, 4, 1), [["x"]], [[""]])
    with pytest.raises(TotalsRowError):
        direct.write([Grow("Isian", "Isian", 7), fill, Grow("Riwayat", "Riwayat", 9)])
    assert live.cell("Isian", "A4") is None
    assert live.book.all_sheets["Isian"].tables["Isian"]._area[2] == 4


def test_what_cannot_be_taken_back_is_left(
    live: LiveOffice, direct: DirectCalls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(direct, "_put_before", lambda _fill: 1 / 0)
    live.book.refusing = {"Riwayat"}
    fill = Fill(Area("Isian", 4, 1, 4, 1), [["x"]], [[""]])
    with pytest.raises(LiveWriteError):
        direct.write([fill, fill._replace(area=Area("Riwayat", 9, 1, 9, 1))])
    assert live.cell("Isian", "A4") == "x"


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [([(4, 6)], ((4, 6),)), ([(1, 150), (300, 400)], ((1, 150), (300, 349))), ([], ())],
)
def test_spans_are_clipped(chosen: list[tuple[int, int]], kept: Any) -> None:
    assert clipped(chosen) == kept


@pytest.mark.parametrize(("value", "read"), [(None, ""), (3, 3.0), (True, True), ("x", "x")])
def test_a_value_as_it_is_read_back(value: Any, read: object) -> None:
    assert as_read(value) == read
