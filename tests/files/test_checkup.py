"""``periksa``: everything wrong in a register at once, each at its place and once, and nothing changed."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from register_samples import (
    BEGUN,
    NOW,
    Layout,
    arranged,
    register_layout,
    told,
    used_register,
    with_cells,
)

from pengaduan_xl.domain.findings import column_letters
from pengaduan_xl.register.checkup import check_register
from pengaduan_xl.register.schema import TABLES

if TYPE_CHECKING:
    from pengaduan_xl.domain.findings import CellValue

PATH = Path("Register_Pengaduan.xlsx")


def checked(content: bytes) -> list[str]:
    return told(check_register(content, PATH, NOW))


def typed(**cells: CellValue) -> bytes:
    """A register with cells typed over: ``Riwayat_G5="kemarin"``."""
    places = {
        (name.rpartition("_")[0], name.rpartition("_")[2]): value for name, value in cells.items()
    }
    return with_cells(
        {(sheet.replace("_", " "), cell): value for (sheet, cell), value in places.items()}
    )


def test_a_sound_register_has_no_findings() -> None:
    assert checked(used_register()) == []


def test_findings_of_every_kind_come_together() -> None:
    found = checked(
        typed(Register_B5="kemarin", Riwayat_L8=99, Register_U6=9, Pengaturan_B15="banyak")
    )
    assert found[0].startswith("Pengaturan!B15")
    assert "Register!B5 2026-0002: Bukan tanggal dan jam" in found
    assert "Riwayat!S8 2026-0001: Sidik baris 5 tidak cocok dengan isinya" in found
    assert "Register!U6 2026-0003: Tahap tertulis '9', menurut Riwayat '1'" in found


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "problem"),
    [
        ("Isian", "B4", "dua", "Bukan bilangan bulat"),
        ("Agenda Masuk", "C4", "kemarin", "Bukan tanggal"),
        ("Agenda Keluar", "C4", "kemarin", "Bukan tanggal"),
        ("Rekap Harian", "C4", "banyak", "Bukan bilangan bulat"),
    ],
)
def test_the_other_lists_are_checked_cell_by_cell(
    sheet: str, cell: str, value: str, problem: str
) -> None:
    found = checked(with_cells({(sheet, cell): value}))
    assert f"{sheet}!{cell} : {problem}" in found


def test_an_unreadable_row_of_riwayat_is_reported_once() -> None:
    assert checked(typed(Riwayat_G5="kemarin")) == ["Riwayat!G5 2026-0002: Bukan tanggal dan jam"]


def test_an_unreadable_first_row_of_riwayat_is_reported_once() -> None:
    assert len(checked(typed(Riwayat_G4="kemarin"))) == 1


def test_rows_missing_beside_an_unreadable_one_are_reported_too() -> None:
    cells = {f"Riwayat_{letter}6": None for letter in "ABCDEFGHIJKLMNOPQRS"}
    found = checked(typed(Riwayat_G5="kemarin", **cells))
    assert "Riwayat!A7 2026-0004: Baris No. Urut 2–3 hilang" in found
    assert "Riwayat!S7 2026-0004: Sidik baris 4 tidak cocok dengan isinya" in found


def test_an_edit_right_after_an_unreadable_row_is_found() -> None:
    found = checked(typed(Riwayat_G5="kemarin", Riwayat_P6="diubah"))
    assert "Riwayat!S6 2026-0003: Sidik baris 3 tidak cocok dengan isinya" in found
    assert not any("hilang" in finding for finding in found)


@pytest.mark.parametrize("cell", ["Register_B5", "Register_AA5"])
def test_an_unreadable_row_of_register_is_reported_once(cell: str) -> None:
    assert len(checked(typed(**{cell: "salah"}))) == 1


def test_a_number_without_row_in_register_is_found() -> None:
    assert checked(typed(Register_A5="2026-0099")) == [
        "Register!A5 2026-0099: Tidak ada barisnya di Riwayat",
        "Riwayat!B5 2026-0002: Tidak ada barisnya di Register",
    ]


def test_a_number_given_twice_is_found_at_its_second_row() -> None:
    assert checked(typed(Register_A7="2026-0001")) == [
        "Register!A7 2026-0001: No. Register ada dua kali",
        "Riwayat!B7 2026-0004: Tidak ada barisnya di Register",
    ]


def test_impossible_times_are_found() -> None:
    late = BEGUN.replace(year=2027)
    found = checked(typed(Riwayat_G8=late, Riwayat_H8=late))
    assert "Riwayat!H8 2026-0001: Waktu dicatat 23/11/2027 07.30 belum tiba" in found


def test_a_missing_column_does_not_hide_the_other_findings() -> None:
    layouts = {"Isian": Layout(without=("Nilai",))}
    found = checked(arranged(layouts, typed(Register_B5="kemarin", Riwayat_L8=99)))
    assert found[0] == "Isian! : Kolom 'Nilai' tidak ada"
    assert len(found) == 3


def test_without_the_main_sheets_only_what_is_left_is_checked() -> None:
    layouts = {**register_layout(renamed={"NIK": "KTP"}), "Rekap Harian": None}
    assert checked(arranged(layouts)) == [
        "Register! : Kolom 'NIK' tidak ada",
        "Rekap Harian! : Lembar 'Rekap Harian' tidak ada atau tanpa judul kolom",
    ]


ANYTHING: tuple[CellValue, ...] = (
    None, "x", "-5", "2026-0001", "2026-9999", "ya", "١٢", "a" * 300, 0, 1, -1, 99, 1.5, 1e300,
    4e6, 2958465.999999, True, BEGUN, BEGUN.replace(year=1901), BEGUN.replace(year=9999), BEGUN.time(),
)  # fmt: skip


def test_whatever_is_typed_into_any_cell_ends_in_findings_only() -> None:
    choice = random.Random(20261123)
    for _ in range(60):
        table = choice.choice(TABLES)
        column = column_letters(choice.randint(1, len(table.columns)))
        places = [(table.sheet, f"{column}{choice.randint(4, 8)}") for _ in range(2)]
        check_register(with_cells(dict.fromkeys(places, choice.choice(ANYTHING))), PATH, NOW)
