"""A register known by its index gives the same answers as one that was read as a whole."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desk_office import MONDAY, DeskOffice, entry, register_at
from register_samples import used_register, with_cells

from pengaduan_xl.desk import Desk
from pengaduan_xl.errors import BusyFileError
from pengaduan_xl.register.index_file import Index, IndexDamagedError
from pengaduan_xl.register.index_making import write_index
from pengaduan_xl.register.indexed import IndexedContent
from pengaduan_xl.register.ledger import BrokenCaseError, Ledger
from pengaduan_xl.register.operations import NewRow
from pengaduan_xl.register.reader import RegisterContent, read_register
from pengaduan_xl.register.schema import (
    FIELDS,
    HISTORY,
    INCOMING,
    OUTGOING,
    RECAP,
    REGISTER,
    TABLES,
)
from pengaduan_xl.register.session import ClosedRegister

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.sheets import SheetTable

CASE = "2026-0001"
NOON = datetime.fromisoformat("2026-12-22T12:00")
SOURCE = Path("Register_Pengaduan.xlsx")


class OpenSheets:
    """The open workbook: what the file holds, and what staff's hands did to it since."""

    def __init__(self, content: RegisterContent) -> None:
        self.content = content
        self.calls = self.whole_reads = 0

    def rows(self, wanted: Sequence[tuple[Table, int]]) -> list[SheetTable]:
        self.calls += 1
        found = []
        for table, row in wanted:
            sheet = self.content.sheets[table.sheet]
            cells = sheet.rows[row - sheet.first_row]
            found.append(replace(sheet, first_row=row, rows=[cells]))
        return found

    def whole(self) -> RegisterContent:
        self.whole_reads += 1
        return self.content


def indexed(folder: Path, source: bytes, opened: OpenSheets | None = None) -> IndexedContent:
    content = read_register(source, SOURCE)
    sheets = opened or OpenSheets(content)
    write_index(folder / "indeks.db", content, "abc")
    index = Index.opened(folder / "indeks.db", "abc")
    assert index is not None
    return IndexedContent(index, sheets.rows, sheets.whole)


def letters() -> bytes:
    """A register whose case has letters, agenda numbers and details."""
    return register_at(7)


def test_the_places_of_all_events_are_known(tmp_path: Path) -> None:
    whole, known = read_register(letters(), SOURCE).held, indexed(tmp_path, letters()).held
    seqs = range(whole.end()[0] + 2)
    assert known.end() == whole.end()
    assert known.count() == whole.count()
    assert [known.mark(seq) for seq in seqs] == [whole.mark(seq) for seq in seqs]
    assert known.marks_of(CASE) == whole.marks_of(CASE)


def test_events_are_recognised_wherever_they_stand(tmp_path: Path) -> None:
    whole, known = read_register(letters(), SOURCE).held, indexed(tmp_path, letters()).held
    for event in whole.events_of(CASE):
        again = event._replace(seq=99, digest="x")
        assert known.knows(event.digest)
        assert known.twin(again) == whole.twin(again) == (event.seq, event.digest)
        assert known.twin(event._replace(reason="lain")) is None
    assert not known.knows("x")


def test_a_case_is_read_from_the_open_sheets_alone(tmp_path: Path) -> None:
    opened = OpenSheets(read_register(letters(), SOURCE))
    whole, known = opened.content.held, indexed(tmp_path, letters(), opened).held
    assert known.complaint(CASE) == whole.complaint(CASE)
    assert known.events_of(CASE) == whole.events_of(CASE)
    for table in (FIELDS, INCOMING, OUTGOING):
        assert known.rows_of(table, CASE) == whole.rows_of(table, CASE)
    assert (opened.calls, opened.whole_reads) == (len(known.places_of(CASE)), 0)


def test_what_is_not_there_is_not_there(tmp_path: Path) -> None:
    known = indexed(tmp_path, letters()).held
    assert (known.complaint("2020-0001"), known.row_number("2020-0001")) == (None, None)
    assert (known.events_of("2020-0001"), known.rows_of(OUTGOING, "2020-0001")) == ([], [])
    assert (known.last_number(2020), known.last_seq(OUTGOING, 2020)) == (0, 0)


def test_the_ends_of_the_sheets_are_known(tmp_path: Path) -> None:
    whole, known = read_register(letters(), SOURCE).held, indexed(tmp_path, letters()).held
    for table in (REGISTER, HISTORY, FIELDS, INCOMING, OUTGOING, RECAP):
        assert known.last_row_of(table) == whole.last_row_of(table)
    assert known.lowest_sidik() == whole.lowest_sidik() == whole.end()[1]
    assert known.damaged_sidik() == whole.damaged_sidik() == {}
    for sidik in (set(), {str(whole.lowest_sidik())}):
        assert known.absent_from(sidik) == whole.absent_from(sidik) == whole.count() - len(sidik)


def test_numbers_go_on_after_the_last_one_given(tmp_path: Path) -> None:
    whole, known = read_register(letters(), SOURCE).held, indexed(tmp_path, letters()).held
    assert known.last_number(2026) == whole.last_number(2026) == 1
    for table in (INCOMING, OUTGOING):
        assert known.last_seq(table, 2026) == whole.last_seq(table, 2026)
    assert known.last_seq(OUTGOING, 2026) > 0


def test_numbers_of_cases_without_a_row_in_register_are_not_given_again(tmp_path: Path) -> None:
    content = read_register(used_register(), SOURCE)
    content.rows.clear()
    write_index(tmp_path / "indeks.db", content, "abc")
    index = Index.opened(tmp_path / "indeks.db", "abc")
    assert index is not None
    known = IndexedContent(index, OpenSheets(content).rows, lambda: content).held
    assert known.last_number(2026) == content.held.last_number(2026) == 4


def test_what_staff_keep_beside_the_rules_is_not_in_the_index(tmp_path: Path) -> None:
    content = read_register(with_cells({("Pengaturan", "Z4"): "catatan staf"}), SOURCE)
    write_index(tmp_path / "indeks.db", content, "abc")
    assert b"catatan staf" not in (tmp_path / "indeks.db").read_bytes()


def test_who_has_a_letters_number_is_known(tmp_path: Path) -> None:
    whole, known = read_register(letters(), SOURCE).held, indexed(tmp_path, letters()).held
    text = str(whole.rows_of(OUTGOING, CASE)[0]["Nomor Surat"])
    assert known.takers(OUTGOING, text, 2026) == whole.takers(OUTGOING, text, 2026) == [CASE]
    assert known.takers(OUTGOING, text, 2025) == whole.takers(OUTGOING, text, 2025) == []


def test_the_offices_rules_are_in_the_index(tmp_path: Path) -> None:
    whole, known = read_register(letters(), SOURCE), indexed(tmp_path, letters())
    assert known.office.procedures == whole.office.procedures
    assert (known.office.officers, known.settings) == (whole.office.officers, whole.settings)
    assert known.office.hours.due(NOON, 3, "hari") == whole.office.hours.due(NOON, 3, "hari")
    assert known.list_rows(RECAP) == whole.list_rows(RECAP)
    assert [known.sheets[table.sheet].columns for table in TABLES] == [
        whole.sheets[table.sheet].columns for table in TABLES
    ]


def test_recaps_are_in_the_index(tmp_path: Path) -> None:
    cells: dict[tuple[str, str], CellValue] = {
        ("Rekap Harian", "A4"): "2026-11-23",
        ("Rekap Harian", "B4"): 3,
    }
    content = indexed(tmp_path, with_cells(cells, letters()))
    assert [row.values["Sisa Kemarin"] for row in content.list_rows(RECAP)] == [3.0]


def test_sheets_that_grow_are_read_with_the_whole_file(tmp_path: Path) -> None:
    opened = OpenSheets(read_register(letters(), SOURCE))
    content = indexed(tmp_path, letters(), opened)
    assert content.list_rows(OUTGOING) == opened.content.list_rows(OUTGOING)
    assert content.whole is opened.content
    assert opened.whole_reads == 1


def test_all_cases_are_those_of_the_file(tmp_path: Path) -> None:
    content = indexed(tmp_path, used_register())
    assert Ledger(content).cases() == Ledger(read_register(used_register(), SOURCE)).cases()
    assert content.held.numbers() == content.held.complaints()
    assert content.held.rows_of(FIELDS, CASE) == []


def test_an_act_changes_the_same_with_an_index(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path, 3)
    drafts = []
    for is_indexed in (False, True):
        session = ClosedRegister(office.register, lambda: MONDAY)
        if is_indexed:
            ledger = Ledger(indexed(tmp_path, office.register.read_bytes()))
            session._opened = session.opened()._replace(ledger=ledger)
        with Desk(session, lambda: MONDAY) as desk:
            desk.finish(CASE, entry("Kepala Seksi Contoh"))
            drafts.append(desk.ledger.take())
    assert drafts[0] == drafts[1]


@pytest.mark.parametrize(
    ("sheet", "place"), [(HISTORY, "Alasan"), (HISTORY, "No. Urut"), (REGISTER, "No. Register")]
)
def test_a_row_that_is_not_the_files_is_not_believed(
    tmp_path: Path, sheet: object, place: str
) -> None:
    real = read_register(letters(), SOURCE)
    opened = OpenSheets(read_register(letters(), SOURCE))
    table = opened.content.sheets[sheet.sheet]  # type: ignore[attr-defined]
    table.rows[0][table.columns[place]] = 77.0
    content = indexed(tmp_path, letters(), OpenSheets(opened.content))
    content.held._read_all = lambda: real
    assert content.held.complaint(CASE) == real.held.complaint(CASE)
    assert content.held.events_of(CASE) == real.held.events_of(CASE)


def test_a_detail_row_that_moved_is_not_believed(tmp_path: Path) -> None:
    real = read_register(letters(), SOURCE)
    opened = OpenSheets(read_register(letters(), SOURCE))
    table = opened.content.sheets[FIELDS.sheet]
    table.rows[0][table.columns["No. Register"]] = "2020-0009"
    content = indexed(tmp_path, letters(), opened)
    content.held._read_all = lambda: real
    assert content.held.rows_of(FIELDS, CASE) == real.held.rows_of(FIELDS, CASE)


def test_events_changed_by_hand_are_read_with_the_whole_file(tmp_path: Path) -> None:
    source = with_cells({("Riwayat", "O5"): "diubah"}, letters())
    whole, known = read_register(source, SOURCE).held, indexed(tmp_path, source).held
    mark = known.mark(2)
    assert mark is not None
    assert not known.is_untouched(mark, "")
    assert known.events_of(CASE) == whole.events_of(CASE)


def test_a_broken_case_is_told_with_its_cells(tmp_path: Path) -> None:
    source = with_cells({("Register", "B4"): "kemarin"}, used_register())
    told = []
    for content in (read_register(source, SOURCE), indexed(tmp_path, source)):
        with pytest.raises(BrokenCaseError) as error:
            Ledger(content).case(CASE)
        told.append(str(error.value))
    assert told[0] == told[1]


def test_the_index_holds_nothing_of_the_complainants(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path)
    office.receive(name="Zulkarnain", description="Ayam berkokok", subject="Tersembunyi")
    indexed(tmp_path, office.register.read_bytes())
    content = (tmp_path / "indeks.db").read_bytes()
    assert b"2026-0001" in content
    assert not [word for word in (b"Zulkarnain", b"berkokok", b"Tersembunyi") if word in content]


def test_an_index_that_cannot_be_asked_is_thrown_away(tmp_path: Path) -> None:
    content = indexed(tmp_path, used_register())
    with sqlite3.connect(tmp_path / "indeks.db") as database:
        database.execute("DROP TABLE cases")
    database.close()
    content.held._index._database.close()
    with pytest.raises(IndexDamagedError) as error:
        content.held.complaint(CASE)
    assert str(error.value) == (
        "indeks.db: Indeks register rusak dan sudah dibuang. Tekan tombolnya lagi. Tidak ada yang ditulis."
    )
    assert isinstance(error.value, BusyFileError)
    assert not (tmp_path / "indeks.db").exists()


def test_an_empty_register_has_an_index(tmp_path: Path) -> None:
    content = indexed(tmp_path, DeskOffice(tmp_path / "kantor").register.read_bytes())
    assert (content.held.end(), content.held.mark(1)) == ((0, ""), None)


def test_a_row_of_an_agenda_is_known_by_its_number_and_case(tmp_path: Path) -> None:
    content = indexed(tmp_path, letters())
    values = content.held.rows_of(OUTGOING, CASE)[0]
    lists = Ledger(content).lists
    assert lists.holds(NewRow(OUTGOING.name, values))
    assert not lists.is_taken(NewRow(OUTGOING.name, values))
    assert lists.is_taken(NewRow(OUTGOING.name, {**values, "No. Register": "2026-0009"}))
