"""List sheets of an open workbook: where rows go, how texts stay texts, and what is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_office import MONDAY, entry
from live_office import LiveOffice

from pengaduan_xl.desk import Desk
from pengaduan_xl.register.holdings import KEYS
from pengaduan_xl.register.live_table import LiveTable
from pengaduan_xl.register.open_book import Front, SheetMissingError
from pengaduan_xl.register.open_book_direct import LONGEST_IN_ARRAY
from pengaduan_xl.register.schema import HISTORY, REGISTER

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.register.columns import Table
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


def table(live: LiveOffice, shown: Table = HISTORY) -> LiveTable:
    content = live.ledger().content
    end = content.held.last_row_of(shown)
    return LiveTable(live.host().view, content.sheets[shown.sheet], KEYS[shown.name], end)


def test_texts_stay_texts(live: LiveOffice) -> None:
    texts = {
        "subject": "5/2",
        "location": "0812",
        "reported": "'kutip",
        "evidence": "TRUE",
        "name": "7",
    }
    with Desk(register_of(live), lambda: MONDAY) as desk:
        desk.receive({"channel": "Surat", "description": "=1+1", "nik": NIK, **texts}, entry())
        desk.save()
    assert live.saved() == []
    complaint = live.ledger().case(NUMBER).complaint
    assert (complaint.description, complaint.nik) == ("=1+1", NIK)
    assert {field: getattr(complaint, field) for field in texts} == texts


def test_long_texts_go_into_cells_of_their_own(live: LiveOffice) -> None:
    long = "a" * (LONGEST_IN_ARRAY + 1)
    live.receive(description=long)
    assert live.row(REGISTER, NUMBER)["Uraian"] == long
    assert live.saved() == []


def test_a_table_that_reaches_further_stays_as_long(live: LiveOffice) -> None:
    tables = live.book.all_sheets["Riwayat"].tables
    top, left, _, right = tables["Riwayat"]._area
    tables["Riwayat"]._area = (top, left, 60, right)
    live.receive()
    assert tables["Riwayat"]._area[2] == 60
    assert live.saved() == []


def test_two_appends_to_one_table_are_both_taken_back(live: LiveOffice) -> None:
    history = table(live)
    view = history._view
    before = dict(live.book.all_sheets["Riwayat"].cells)
    area = live.book.all_sheets["Riwayat"].tables["Riwayat"]._area
    changes = [history.append([{"No. Urut": seq, "Sidik": f"s{seq}"}]) for seq in (1, 2)]
    with pytest.raises(SheetMissingError):
        view.write([*changes[0], *changes[1], Front("Tidak ada")])
    assert live.book.all_sheets["Riwayat"].cells == before
    assert live.book.all_sheets["Riwayat"].tables["Riwayat"]._area == area


def test_rows_appended_one_after_the_other_follow_each_other(live: LiveOffice) -> None:
    history = table(live)
    view = history._view
    for seq in (1, 2):
        view.write(history.append([{"No. Urut": seq}]))
        history.rows()
    assert [row["No. Urut"] for row in live.rows(HISTORY)] == [1, 2]


def test_blank_rows_at_the_end_are_filled_first(live: LiveOffice) -> None:
    live.receive()
    for column in range(1, 20):
        live.book.all_sheets["Riwayat"].changed[9, column] = None
    assert live.saved() == []
    live.receive()
    assert [row["No. Urut"] for row in live.rows(HISTORY)] == [1, 2, 3, 4, 5, 6]


def test_an_empty_list_begins_in_its_blank_first_row(live: LiveOffice) -> None:
    live.receive()
    assert (live.cell("Register", "A4"), live.cell("Riwayat", "A4")) == (NUMBER, 1)


def test_headings_are_read_once_and_rows_by_them(live: LiveOffice) -> None:
    live.receive()
    assert live.saved() == []
    known = table(live, REGISTER)
    assert known.columns["No. Register"] == 0
    assert known.row_of(NUMBER, None) is not None
    assert known.row_of("2026-0009", None) is None
    assert [values["No. Register"] for _, values in known.rows()] == [NUMBER]


def test_blank_rows_of_the_file_do_not_end_its_list(live: LiveOffice) -> None:
    live.receive()
    assert live.saved() == []
    content = live.ledger().content.whole
    content.sheets["Riwayat"].rows.append([""] * len(content.sheets["Riwayat"].rows[0]))
    assert content.held.last_row_of(HISTORY)[0] == 6
