"""The sheets SOP and Alur: what is read, and what is found wrong at which cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from domain_factory import sheet_rows, texts

from pengaduan_xl.domain.procedure import END_OF_HOURS, SAME_TIME
from pengaduan_xl.domain.procedure_defaults import default_flow_rows, default_step_rows
from pengaduan_xl.domain.procedure_sheet import default_procedure, parse_procedures, split_items

if TYPE_CHECKING:
    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.domain.procedure import Procedure

    Row = dict[str, CellValue]


def parsed(steps: list[Row], flow: list[Row]) -> tuple[dict[str, Procedure], list[str]]:
    procedures, findings = parse_procedures(sheet_rows("SOP", steps), sheet_rows("Alur", flow))
    return procedures, texts(findings)


def with_step(number: int, **cells: CellValue) -> list[str]:
    rows = default_step_rows()
    rows[number - 1] |= {heading.replace("_", " "): value for heading, value in cells.items()}
    return parsed(rows, default_flow_rows())[1]


def with_move(place: int, **cells: CellValue) -> list[str]:
    rows = default_flow_rows()
    rows[place] |= {heading.replace("_", " "): value for heading, value in cells.items()}
    return parsed(default_step_rows(), rows)[1]


def test_the_shipped_sheets_are_flawless() -> None:
    procedures, findings = parsed(default_step_rows(), default_flow_rows())
    assert findings == []
    assert procedures == {"2021-04": default_procedure()}


def test_the_shipped_flow_returns_from_the_reviews_and_has_the_skip_turned_off() -> None:
    rows = default_procedure().transitions
    assert [(r.source, r.target) for r in rows if r.move == "kembali"] == [(3, 2), (7, 6), (9, 8)]
    skip = next(row for row in rows if row.move == "lompat")
    assert (skip.source, skip.target, skip.active, skip.reason_required) == (3, 6, False, True)


def test_forward_leads_through_all_steps_and_out() -> None:
    forward = [row for row in default_procedure().transitions if row.move == "maju"]
    assert [row.target for row in forward] == [2, 3, 4, 5, 6, 7, 8, 9, 10, None]


@pytest.mark.parametrize(
    ("heading", "value", "finding"),
    [
        ("Versi", None, "SOP!A6: Versi kosong. Isi versi SOP, mis. 2021-04."),
        ("No", "tiga", "SOP!B6: Nomor tahap bukan bilangan. Isi 1, 2, 3, dan seterusnya."),
        ("Tahap", " ", "SOP!C6: Nama tahap kosong. Isi nama tahap."),
        (
            "Pelaksana",
            "Sekretaris",
            "SOP!E6: Pelaksana tidak dikenal. "
            "Pilih: Petugas Pengaduan, Kepala Seksi, Tim Teknis, Kepala DPM-PTSP.",
        ),
        ("Waktu", 1.5, "SOP!G6: Waktu bukan bilangan positif. Isi bilangan bulat, mis. 3."),
        ("Satuan", "minggu", "SOP!H6: Satuan tidak dikenal. Pilih: menit, jam, hari."),
        (
            "Cara Hitung Hari",
            "sore",
            "SOP!K6: Cara hitung tidak dikenal. Pilih: akhir jam kerja, jam yang sama.",
        ),
    ],
)
def test_a_wrong_cell_of_a_step_is_found_at_its_address(
    heading: str, value: CellValue, finding: str
) -> None:
    assert finding in with_step(3, **{heading: value})


@pytest.mark.parametrize("value", [0, -1, "9" * 5000, "²", True])
def test_a_step_time_that_is_no_usable_number_never_stops_the_reading(value: CellValue) -> None:
    assert with_step(3, Waktu=value)[0].startswith("SOP!G6: Waktu bukan bilangan positif")


def test_all_that_is_wrong_in_a_row_is_found_at_once() -> None:
    found = with_step(3, Waktu=None, Satuan=None, Pelaksana=None)
    assert [line[:7] for line in found[:3]] == ["SOP!E6:", "SOP!G6:", "SOP!H6:"]


def test_a_step_written_twice_keeps_the_first_row() -> None:
    rows = default_step_rows()
    procedures, findings = parsed([*rows, rows[0] | {"Waktu": 99}], default_flow_rows())
    assert findings == ["SOP!B14: Tahap 1 tertulis dua kali. Hapus salah satu baris."]
    assert procedures["2021-04"].step(1).amount == 15


def test_a_step_that_cannot_be_used_leaves_a_gap_and_rows_that_lead_nowhere() -> None:
    assert with_step(10, Waktu="lama") == [
        "SOP!G13: Waktu bukan bilangan positif. Isi bilangan bulat, mis. 3.",
        "Alur!D12: Tahap tidak ada pada SOP versi ini. Isi nomor tahap yang ada.",
        "Alur!C13: Tahap tidak ada pada SOP versi ini. Isi nomor tahap yang ada.",
        "Alur (2021-04): Tidak ada baris 'maju' dari tahap 9. Tambahkan barisnya.",
    ]


def test_steps_numbered_with_a_gap_are_found() -> None:
    assert "SOP (2021-04): Nomor tahap tidak berurutan dari 1. Perbaiki kolom No." in with_step(
        10, No=12
    )


def test_the_day_rule_of_a_step_is_a_setting() -> None:
    rows = default_step_rows()
    rows[3]["Cara Hitung Hari"] = "Jam yang sama"
    procedure = parsed(rows, default_flow_rows())[0]["2021-04"]
    assert [procedure.step(n).day_rule for n in (4, 5)] == [SAME_TIME, END_OF_HOURS]


@pytest.mark.parametrize(
    ("place", "cells", "finding"),
    [
        (0, {"Versi": "2030"}, "Alur!A4: Versi tidak ada pada lembar SOP. Isi versi yang ada di SOP."),
        (
            0,
            {"Jenis": "mundur"},
            "Alur!B4: Jenis tidak dikenal. "
            "Pilih: maju, lompat, kembali, tunda, lanjut, limpah, cabut, anggap cabut.",
        ),
        (
            14,
            {"Peran": "Sekretaris; Kepala Seksi; Satpam"},
            "Alur!E18: Peran tidak dikenal: Sekretaris, Satpam. Pilih: Pelaksana tahap, "
            "Petugas Pengaduan, Kepala Seksi, Tim Teknis, Kepala DPM-PTSP.",
        ),
        (0, {"Ke Tahap": 77}, "Alur!D4: Tahap tidak ada pada SOP versi ini. Isi nomor tahap yang ada."),
        (
            0,
            {"Dari Tahap": None},
            "Alur!C4: Dari Tahap kosong, padahal 'maju' memerlukannya. Isi nomor tahap yang ada.",
        ),
        (
            10,
            {"Ke Tahap": None},
            "Alur!D14: Ke Tahap kosong, padahal 'kembali' memerlukannya. Isi nomor tahap yang ada.",
        ),
        (0, {"Aktif": "Mungkin"}, "Alur!F4: Aktif bukan Ya atau Tidak. Pilih: Ya, Tidak."),
        (
            0,
            {"Alasan Wajib": "x"},
            "Alur!G4: Alasan Wajib bukan Ya atau Tidak. Pilih: Ya, Tidak.",
        ),
    ],
)  # fmt: skip
def test_a_wrong_cell_of_the_flow_is_found_at_its_address(
    place: int, cells: Row, finding: str
) -> None:
    assert with_move(place, **cells)[0] == finding


def test_yes_and_no_may_be_true_and_false_as_excel_keeps_them() -> None:
    rows = default_flow_rows()
    rows[0] |= {"Aktif": True, "Alasan Wajib": "YA"}
    rows[1] |= {"Aktif": None, "Alasan Wajib": False}
    first, second, *_ = parsed(default_step_rows(), rows)[0]["2021-04"].transitions
    assert (first.active, first.reason_required) == (True, True)
    assert (second.active, second.reason_required) == (False, False)


def test_each_version_has_its_own_steps_and_flow() -> None:
    newer: list[Row] = [row | {"Versi": "2027"} for row in default_step_rows()[:2]]
    flow: list[Row] = [
        default_flow_rows()[0] | {"Versi": "2027"},
        default_flow_rows()[9] | {"Versi": "2027", "Dari Tahap": 2},
    ]
    steps = [*default_step_rows(), *newer]
    procedures, findings = parsed(steps, [*default_flow_rows(), *flow])
    assert findings == []
    assert [len(procedures[version].steps) for version in ("2021-04", "2027")] == [10, 2]


def test_items_are_separated_by_semicolons_or_line_breaks() -> None:
    assert split_items(" Formulir ; ;Agenda\r\nTanda terima\n") == (
        "Formulir",
        "Agenda",
        "Tanda terima",
    )
