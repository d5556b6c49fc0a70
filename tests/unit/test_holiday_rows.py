"""Reading the sheet "Hari Libur"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from pengaduan_xl.domain.calendar import HOLIDAY_HEADINGS, LOCAL, Holiday, parse_holidays
from pengaduan_xl.domain.findings import Finding, SheetRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pengaduan_xl.domain.findings import CellValue


def holidays(*rows: Mapping[str, CellValue]) -> tuple[tuple[Holiday, ...], list[Finding]]:
    columns = {heading: number for number, heading in enumerate(HOLIDAY_HEADINGS, 1)}
    numbered = enumerate(rows, 2)
    return parse_holidays(SheetRow("Hari Libur", number, row, columns) for number, row in numbered)


def christmas(**cells: CellValue) -> dict[str, CellValue]:
    row: dict[str, CellValue] = {
        "Tanggal": date(2026, 12, 25),
        "Nama": "Hari Raya Natal",
        "Jenis": "Libur Nasional",
        "Dasar": "SKB 3 Menteri",
    }
    return row | cells


def shown(findings: Iterable[Finding]) -> str:
    return "\n".join(str(finding) for finding in findings)


def test_blank_holiday_rows_are_ignored() -> None:
    assert holidays({}, {"Nama": ""}) == ((), [])


def test_a_row_becomes_a_holiday() -> None:
    found, findings = holidays(
        christmas(),
        christmas(Tanggal="21/06/2026", Nama="HUT Kota", Jenis=" libur daerah ", Dasar=None),
    )
    assert found == (
        Holiday(date(2026, 12, 25), "Hari Raya Natal", "Libur Nasional", "SKB 3 Menteri"),
        Holiday(date(2026, 6, 21), "HUT Kota", LOCAL, ""),
    )
    assert findings == []


@pytest.mark.parametrize(
    ("cells", "finding"),
    [
        (
            {"Tanggal": None},
            "A2: Tanggal belum diisi. Tulis tanggal seperti 31/12/2026.",
        ),
        (
            {"Tanggal": "Natal"},
            'A2: Tanggal "Natal" bukan tanggal. Tulis tanggal seperti 31/12/2026.',
        ),
        ({"Nama": " "}, "B2: Nama belum diisi. Tulis nama hari libur."),
        (
            {"Jenis": None},
            "C2: Jenis belum diisi. Pilih Libur Nasional, Cuti Bersama atau Libur Daerah.",
        ),
        (
            {"Jenis": "Cuti"},
            'C2: Jenis "Cuti" tidak dikenal. Pilih Libur Nasional, Cuti Bersama atau Libur Daerah.',
        ),
    ],
)
def test_a_bad_holiday_row_is_a_finding(cells: dict[str, CellValue], finding: str) -> None:
    found, findings = holidays(christmas(**cells), christmas(Tanggal="26/12/2026"))
    assert [holiday.day.day for holiday in found] == [26]
    assert shown(findings) == (f"Hari Libur!{finding}")


def test_of_a_repeated_date_the_first_row_counts() -> None:
    found, findings = holidays(christmas(), christmas(Nama="Natal lagi"))
    assert [holiday.name for holiday in found] == ["Hari Raya Natal"]
    assert shown(findings) == (
        "Hari Libur!A3: Tanggal 25/12/2026 sudah ada di baris 2. Hapus salah satu barisnya."
    )
