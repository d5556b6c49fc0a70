"""Reading the sheet "Jadwal": which report, at what time, on which days."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from pengaduan_xl.domain.findings import SheetRow
from pengaduan_xl.domain.office_hours import OfficeHours
from pengaduan_xl.domain.schedule_sheet import (
    DEFAULT_SCHEDULE,
    HEADINGS,
    OVERDUE,
    RECAP,
    ReportTime,
    default_schedule_rows,
    parse_schedule,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.domain.findings import CellValue

HOURS = OfficeHours.default()
WORKED = ReportTime(RECAP, 930)
CHOOSE = "Pilih Rekap Harian atau Daftar Terlambat"


def row(**cells: CellValue) -> dict[str, CellValue]:
    """A row of the recap at 15.30 on working days."""
    filled: dict[str, CellValue] = {
        "Laporan": RECAP, "Jam": time(15, 30), "Hari": "hari kerja", "Aktif": "Ya", "Keterangan": None,
    }  # fmt: skip
    return filled | cells


def parsed(*rows: Mapping[str, CellValue]) -> tuple[tuple[ReportTime, ...], list[str]]:
    """The times, and the findings as texts."""
    columns = {heading: number for number, heading in enumerate(HEADINGS, 1)}
    times, findings = parse_schedule(
        SheetRow("Jadwal", number, cells, columns) for number, cells in enumerate(rows, 4)
    )
    return times, list(map(str, findings))


def days_of(text: str) -> list[int]:
    ((found,), findings) = parsed(row(Hari=text))
    assert findings == []
    return sorted(found.weekdays)


def test_the_default_rows_read_back_as_the_default_times() -> None:
    assert parsed(*default_schedule_rows()) == (DEFAULT_SCHEDULE, [])
    assert [(one.report, divmod(one.minute, 60)) for one in DEFAULT_SCHEDULE] == [
        (OVERDUE, (8, 0)),
        (OVERDUE, (13, 0)),
        (RECAP, (15, 30)),
    ]


def test_blank_and_inactive_rows_give_no_time_and_no_finding() -> None:
    assert parsed({}, {"Laporan": ""}, row(Aktif="Tidak")) == ((), [])


@pytest.mark.parametrize("cell", [time(15, 30), "15.30", "15:30", 0.6458333333])
def test_a_time_may_be_a_time_or_a_text(cell: CellValue) -> None:
    assert parsed(row(Jam=cell, Laporan=" rekap  HARIAN", Aktif="ya")) == ((WORKED,), [])


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Senin", [0]),
        ("senin, Rabu", [0, 2]),
        ("Senin; Rabu dan Jum'at", [0, 2, 4]),
        ("Senin-Kamis", [0, 1, 2, 3]),
        ("Senin – Rabu, Jumat", [0, 1, 2, 4]),
        ("Senin s.d. Selasa", [0, 1]),
        ("Senin sampai Selasa & Ahad", [0, 1, 6]),
        ("Sabtu hingga Senin", [0, 5, 6]),
    ],
)
def test_weekdays_may_be_listed_and_spanned(text: str, days: list[int]) -> None:
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("cells", "finding"),
    [
        ({"Laporan": None}, f"Jadwal!A4: Laporan belum diisi. {CHOOSE}."),
        ({"Laporan": "Rekap"}, f'Jadwal!A4: Laporan "Rekap" tidak dikenal. {CHOOSE}.'),
        ({"Jam": None}, "Jadwal!B4: Jam belum diisi. Tulis jam seperti 15.30."),
        ({"Jam": "sore"}, 'Jadwal!B4: Jam "sore" bukan jam. Tulis jam seperti 07.30.'),
        ({"Jam": "24.00"}, "Jadwal!B4: Jam 24.00 di luar hari itu. Tulis 00.00 sampai 23.59."),
        ({"Aktif": None}, "Jadwal!D4: Aktif belum diisi. Pilih Ya atau Tidak."),
        ({"Aktif": "x"}, 'Jadwal!D4: Aktif "x" tidak dikenal. Pilih Ya atau Tidak.'),
    ],
)  # fmt: skip
def test_a_bad_cell_is_a_finding_and_its_row_is_left_out(
    cells: dict[str, CellValue], finding: str
) -> None:
    good = row(Jam="16.00")
    assert parsed(row(**cells), good) == ((ReportTime(RECAP, 960),), [finding])


@pytest.mark.parametrize("text", ["besok", "Senin, besok", "Senin-besok", "Senin-Rabu-Jumat", "-"])
def test_other_words_for_days_are_findings(text: str) -> None:
    times, findings = parsed(row(Hari=text))
    assert times == ()
    assert findings == [
        f'Jadwal!C4: Hari "{text}" tidak dikenal. '
        "Tulis hari kerja, setiap hari, atau nama hari, mis. Senin, Rabu atau Senin-Kamis."
    ]


def test_empty_days_are_a_finding() -> None:
    assert parsed(row(Hari=""))[1][0].startswith("Jadwal!C4: Hari belum diisi. Tulis hari kerja")


def test_a_row_that_says_the_same_again_is_told_and_an_inactive_one_is_not() -> None:
    times, findings = parsed(row(), row(Aktif="Tidak"), row(Jam="15.30"))
    assert times == (WORKED,)
    assert findings == [
        "Jadwal!B6: Laporan ini sudah dijadwalkan di baris 4. Hapus salah satu barisnya."
    ]


@pytest.mark.parametrize(
    ("text", "due"),
    [("hari kerja", "28 29"), ("setiap hari", "25 26 27 28 29"), ("Jumat, Senin", "28")],
)
def test_holidays_and_weekends_count_only_where_every_day_is_meant(text: str, due: str) -> None:
    ((found,), _) = parsed(row(Hari=text))
    days = [date(2026, 12, 25 + place) for place in range(5)]
    assert " ".join(str(day.day) for day in days if found.is_due_on(day, HOURS)) == due


@pytest.mark.parametrize("text", ["hari kerja", "setiap hari", "Senin, Rabu"])
def test_days_are_shown_as_the_sheet_writes_them(text: str) -> None:
    ((found,), _) = parsed(row(Hari=text))
    assert found.days_text == text


def test_a_time_is_a_moment_on_its_day() -> None:
    assert str(WORKED.on(date(2026, 11, 23))) == "2026-11-23 15:30:00"
