"""Reading a register: found by headings, converted by column, every bad cell named, nothing misread."""

from __future__ import annotations

import gc
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pytest
from register_samples import (
    BEGUN,
    NOW,
    Layout,
    arranged,
    chain_holds,
    read,
    register_layout,
    told,
    used_register,
    with_cells,
)

from pengaduan_xl.domain.complaint import Status
from pengaduan_xl.register.schema import HISTORY, REGISTER
from pengaduan_xl.register.schema_rules import SETTINGS
from pengaduan_xl.register.xlsx.cell_xml import Formula

if TYPE_CHECKING:
    from pengaduan_xl.domain.findings import CellValue

ARRANGEMENTS = {
    "as built": {},
    "rows above": {"top": 9},
    "columns left of it": {"left": 3},
    "columns of their own between": {"own": {"Catatan": "NIK", "Paraf": "Tahap"}},
    "headings in other letters": {"renamed": {"NIK": " nik", "Tgl/Jam Terima": "TGL/JAM\nTERIMA"}},
    "a title above that reads like a heading": {"top": 5, "beside": {(1, 0): "Status"}},
    "a sheet name with a blank": {"name": "Register "},
}


@pytest.mark.parametrize("changes", ARRANGEMENTS.values(), ids=ARRANGEMENTS)
def test_however_the_sheet_is_arranged_the_same_is_read(changes: dict[str, object]) -> None:
    expected = [(row.complaint, row.state) for row in read(used_register()).rows]
    content = read(arranged(register_layout(**changes)))
    assert [(row.complaint, row.state) for row in content.rows] == expected
    assert (content.findings, content.structure) == ([], [])


def test_row_numbers_are_those_that_excel_shows() -> None:
    content = read(arranged(register_layout(top=9)))
    assert [row.row for row in content.rows] == [11, 12, 13, 14]


@pytest.mark.parametrize("beside", [(2, 0), (2, 40)])
def test_a_column_beside_the_table_with_a_heading_of_the_table_is_not_taken_for_it(
    beside: tuple[int, int],
) -> None:
    row, column = beside
    layout = Layout(left=3, beside={beside: "Status", (row + 1, column): "milik staf"})
    content = read(arranged({"Register": layout}))
    assert [row.state.status for row in content.rows] == [Status.IN_PROCESS, *["Diterima"] * 3]


def test_of_two_equal_headings_at_the_edge_the_nearer_one_is_the_tables() -> None:
    layout = Layout(left=4, beside={(2, 0): "No. Register", (2, 50): "Keterangan"})
    content = read(arranged({"Register": layout}))
    assert [row.complaint.number[-1] for row in content.rows] == ["1", "2", "3", "4"]


def test_a_sheet_of_doubled_headings_only_takes_the_first() -> None:
    layout = Layout(without=REGISTER.headings[1:], beside={(2, 3): "No. Register"})
    assert read(arranged({"Register": layout})).sheets["Register"].columns == {"No. Register": 0}


def test_a_complaint_is_read_as_it_was_entered() -> None:
    row = read(used_register()).rows[1]
    assert (row.complaint.number, row.complaint.subject) == ("2026-0002", "Izin 2")
    assert (row.complaint.received, row.complaint.confidential) == (BEGUN, False)
    assert row.state.step_due == datetime.fromisoformat("2026-11-23T07:45")


@pytest.mark.parametrize("serial", [46349.3125023, 46349.3124977])
def test_a_moment_a_little_off_is_read_to_the_nearest_second(serial: float) -> None:
    row = read(with_cells({("Register", "B4"): serial})).rows[0]
    assert row.complaint.received == BEGUN


def test_events_are_read_whole_and_their_chain_holds() -> None:
    content = read(used_register())
    assert [item.event.seq for item in content.events] == [1, 2, 3, 4, 5]
    assert chain_holds(content)
    assert content.events[4].event.recorded == NOW


def test_riwayat_sorted_by_staff_is_read_oldest_first() -> None:
    rows = [item.values for item in read(used_register()).list_rows(HISTORY)]
    swapped: dict[tuple[str, str], CellValue] = {}
    for address, values in (("4", rows[4]), ("8", rows[0])):
        for column, heading in enumerate(HISTORY.headings):
            swapped["Riwayat", f"{chr(65 + column)}{address}"] = values[heading]
    content = read(with_cells(swapped))
    assert [(item.row, item.event.seq) for item in content.events[::4]] == [(8, 1), (4, 5)]
    assert chain_holds(content)


CELLS: dict[str, tuple[str, CellValue, str]] = {
    "text in a date": ("B4", "kemarin", "Register!B4 2026-0001: Bukan tanggal dan jam"),
    "a time without a date": ("B4", time(7, 30), "Register!B4 2026-0001: Bukan tanggal dan jam"),
    "a number in a date": ("W5", 4_000_000, "Register!W5 2026-0002: Bukan tanggal dan jam"),
    "the end of time": ("Y5", 2958465.999999, "Register!Y5 2026-0002: Bukan tanggal dan jam"),
    "text in a whole number": ("U4", "dua", "Register!U4 2026-0001: Bukan bilangan bulat"),
    "a fraction": ("U4", 2.5, "Register!U4 2026-0001: Bukan bilangan bulat"),
    "neither yes nor no": ("K6", "mungkin", "Register!K6 2026-0003: Bukan Ya atau Tidak"),
    "an unknown status": ("AA7", "Beres", "Register!AA7 2026-0004: Status 'Beres' tidak dikenal"),
    "a number twice": ("A5", "2026-0001", "Register!A5 2026-0001: No. Register ada dua kali"),
    "no number": ("A4", None, "Register!A4 : No. Register kosong atau berisi galat rumus"),
    "no date": ("B4", "", "Register!B4 2026-0001: Tgl/Jam Terima kosong atau berisi galat rumus"),
    "an error": ("C4", Formula("1/0"), "Register!C4 2026-0001: Saluran kosong atau berisi galat rumus"),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "value", "finding"), CELLS.values(), ids=CELLS)
def test_a_bad_cell_is_named_with_its_row_and_the_others_are_read(
    cell: str, value: CellValue, finding: str
) -> None:
    content = read(with_cells({("Register", cell): value}))
    assert told(content.findings) == [finding]
    assert len(content.rows) == 3


def test_two_rows_without_number_are_not_the_same_complaint() -> None:
    content = read(with_cells({("Register", "A4"): None, ("Register", "A5"): None}))
    assert [finding.cell for finding in content.findings] == ["A4", "A5"]
    assert content.broken == set()


GOOD: dict[str, tuple[str, CellValue]] = {
    "a day without a time": ("B4", date(2026, 11, 23)),
    "a whole number as text": ("U4", " 2 "),
    "an empty yes or no": ("K4", None),
    "a true": ("K4", True),
    "blanks around a number": ("A4", " 2026-0001 "),
    "blanks around a status": ("AA4", "Diproses "),
}


@pytest.mark.parametrize(("cell", "value"), GOOD.values(), ids=GOOD)
def test_what_staff_may_well_type_is_understood(cell: str, value: CellValue) -> None:
    content = read(with_cells({("Register", cell): value}))
    assert (content.findings, content.broken, len(content.rows)) == ([], set(), 4)
    assert content.rows[0].complaint.number == "2026-0001"
    assert content.rows[0].state.status is Status.IN_PROCESS


def test_a_number_among_texts_is_read_as_its_digits() -> None:
    content = read(with_cells({("Register", "AH4"): 12, ("Register", "AE5"): 503}))
    assert content.rows[1].complaint.classification == "503"


@pytest.mark.parametrize(("cell", "heading"), [("E5", "NIK"), ("G5", "Telepon")])
def test_a_long_number_kept_as_a_number_is_reported(cell: str, heading: str) -> None:
    content = read(with_cells({("Register", cell): 1672010101900000.0}))
    assert told(content.findings) == [
        f"Register!{cell} 2026-0002: {heading} tersimpan sebagai bilangan; "
        "angka 0 di depan dan angka sesudah yang ke-15 hilang"
    ]
    assert content.broken == set()


def test_rows_with_cells_of_staff_only_are_no_complaints() -> None:
    cells: dict[tuple[str, str], CellValue] = {
        ("Register", "AI9"): "jumlah",
        ("Register", "AJ4"): 1,
    }
    content = read(with_cells(cells))
    assert (len(content.rows), content.findings) == (4, [])


def test_blank_rows_between_are_passed_over() -> None:
    blank: dict[tuple[str, str], CellValue] = {
        ("Register", f"{letters}5"): None
        for letters in (*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "AA", "AB", "AC", "AD", "AE", "AF", "AG")
    }
    content = read(with_cells(blank))
    assert [row.row for row in content.rows] == [4, 6, 7]
    assert content.findings == []


def test_a_damaged_event_is_kept_apart_and_breaks_its_case_only() -> None:
    content = read(with_cells({("Riwayat", "G5"): "kemarin"}))
    assert told(content.findings) == ["Riwayat!G5 2026-0002: Bukan tanggal dan jam"]
    assert ([item.row for item in content.damaged], content.broken) == ([5], {"2026-0002"})
    assert len(content.events) == 4


def test_an_event_without_number_breaks_the_case_that_misses_it() -> None:
    content = read(with_cells({("Riwayat", "B8"): None}))
    assert told(content.findings)[1:] == [
        "Register!U4 2026-0001: Tahap atau status tidak sesuai Riwayat, "
        "sedangkan ada baris Riwayat yang hilang"
    ]
    assert content.findings[1].remedy == "Kembalikan baris Riwayat itu dari cadangan"
    assert content.broken == {"2026-0001"}


def test_a_deleted_event_breaks_the_case_that_misses_it() -> None:
    gone: dict[tuple[str, str], CellValue] = {
        ("Riwayat", f"{letter}5"): None for letter in "ABCDEFGHIJKLMNOPQRS"
    }
    assert read(with_cells(gone)).broken == {"2026-0002"}


def test_a_case_already_broken_is_not_reported_for_lost_rows_again() -> None:
    content = read(with_cells({("Riwayat", "B8"): None, ("Riwayat", "G4"): "kemarin"}))
    assert [finding.sheet for finding in content.findings] == ["Riwayat", "Riwayat"]


def test_a_hand_edited_status_alone_breaks_nothing() -> None:
    content = read(with_cells({("Register", "AA5"): "Selesai"}))
    assert (content.broken, content.findings) == (set(), [])


def test_a_zero_in_a_rule_sheet_is_a_zero() -> None:
    row = read(with_cells({("Pengaturan", "B4"): 0})).list_rows(SETTINGS)[0]
    assert row.values["Nilai"] == 0


def test_rules_that_cannot_be_read_are_findings() -> None:
    content = read(with_cells({("Pengaturan", "B15"): "banyak", ("Pegawai", "F4"): "Tamu"}))
    assert {finding.sheet for finding in content.findings} == {"Pengaturan", "Pegawai"}


def test_a_register_without_rule_sheets_still_gives_its_cases() -> None:
    names = ("Pegawai", "SOP", "Alur", "Jam Kerja", "Hari Libur", "Pengaturan")
    content = read(arranged(dict.fromkeys(names)))
    assert [finding.sheet for finding in content.structure] == list(names)
    assert len(content.rows) == 4
    assert content.list_rows(SETTINGS) == []


def test_an_empty_sheet_counts_as_missing() -> None:
    content = read(arranged({"Isian": Layout(without=("No. Register",), renamed={
        "Tahap": "A", "Isian": "B", "Nilai": "C"})}))  # fmt: skip
    assert content.structure[0].problem == "Lembar 'Isian' tidak ada atau tanpa judul kolom"


@pytest.mark.parametrize("collecting", [True, False])
def test_the_garbage_collector_is_left_as_it_was(*, collecting: bool) -> None:
    was_on = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    read(used_register())
    assert gc.isenabled() is collecting
    (gc.enable if was_on else gc.disable)()
