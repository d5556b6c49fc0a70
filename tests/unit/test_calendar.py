"""Reading the sheet "Jam Kerja"."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest

from pengaduan_xl.domain.calendar import (
    HOURS_HEADINGS,
    HoursRule,
    InvalidWindowsError,
    Window,
    parse_hours,
)
from pengaduan_xl.domain.findings import Finding, SheetRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pengaduan_xl.domain.findings import CellValue

MORNING = (Window(450, 720),)
REGULAR = (Window(450, 720), Window(780, 960))


def hours(*rows: Mapping[str, CellValue]) -> tuple[tuple[HoursRule, ...], list[Finding]]:
    columns = {heading: number for number, heading in enumerate(HOURS_HEADINGS, 1)}
    numbered = enumerate(rows, 2)
    return parse_hours(SheetRow("Jam Kerja", number, row, columns) for number, row in numbered)


def day(**cells: CellValue) -> dict[str, CellValue]:
    """A row of Jam Kerja: Monday morning, unless told otherwise (underscores are spaces)."""
    row: dict[str, CellValue] = {"Hari": "Senin", "Buka": "07.30", "Tutup": "12.00"}
    return row | {heading.replace("_", " "): value for heading, value in cells.items()}


def shown(findings: Iterable[Finding]) -> str:
    return "\n".join(str(finding) for finding in findings)


def test_a_row_becomes_the_hours_of_its_weekday_around_the_break() -> None:
    rules, findings = hours(
        day(Tutup="16.00", Istirahat_Mulai="12.00", Istirahat_Selesai="13.00", Keterangan="Perwako")
    )
    assert rules == (HoursRule(0, REGULAR, note="Perwako"),)
    assert findings == []


@pytest.mark.parametrize(
    "opening",
    [
        time(7, 30),
        time(7, 29, 59, 999_000),
        0.3125,
        datetime.fromisoformat("1899-12-30T07:30"),
        "07.30",
        "07:30",
        " 7.30 ",
    ],
)
def test_a_clock_time_is_read_however_excel_or_a_person_wrote_it(opening: CellValue) -> None:
    rules, findings = hours(day(Buka=opening))
    assert rules[0].windows == MORNING
    assert findings == []


@pytest.mark.parametrize("closing", [1.0, 1, "24.00"])
def test_the_end_of_the_day_is_twenty_four_hours(closing: CellValue) -> None:
    rules, _ = hours(day(Tutup=closing))
    assert rules[0].windows == (Window(450, 1440),)


@pytest.mark.parametrize(
    "value", [7.3, -0.5, True, "pagi", "07.60", "24.01", "7", date(2026, 1, 1), float("nan")]
)
def test_a_cell_that_is_no_clock_time_is_a_finding(value: CellValue) -> None:
    rules, findings = hours(day(Buka=value), day(Hari="Selasa"))
    assert [rule.weekday for rule in rules] == [1]
    assert shown(findings) == (f'Jam Kerja!D2: Buka "{value}" bukan jam. Tulis jam seperti 07.30.')


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 2, 19),
        datetime.fromisoformat("2026-02-19T00:00"),
        "19/02/2026",
        "19/2/2026",
        "2026-02-19",
    ],
)
def test_a_date_is_read_however_excel_or_a_person_wrote_it(value: CellValue) -> None:
    rules, findings = hours(day(Berlaku_Dari=value, Berlaku_Sampai=value))
    assert rules == (HoursRule(0, MORNING, date(2026, 2, 19), date(2026, 2, 19)),)
    assert findings == []


@pytest.mark.parametrize("value", ["31/02/2026", "Februari", 46072.0, time(7, 30), False])
def test_a_cell_that_is_no_date_is_a_finding(value: CellValue) -> None:
    rules, findings = hours(day(Berlaku_Dari=value))
    assert rules == ()
    text = str(int(value)) if isinstance(value, float) else str(value)
    assert shown(findings) == (
        f'Jam Kerja!A2: Berlaku Dari "{text}" bukan tanggal. Tulis tanggal seperti 31/12/2026.'
    )


@pytest.mark.parametrize("year", [1926, 2126])
def test_a_date_beyond_the_calendar_is_a_finding(year: int) -> None:
    _, findings = hours(day(Berlaku_Sampai=date(year, 12, 31)))
    assert shown(findings) == (
        f"Jam Kerja!B2: Berlaku Sampai 31/12/{year} di luar kalender 2000 sampai 2099. "
        "Perbaiki tahunnya."
    )


def test_a_period_that_ends_before_it_begins_is_a_finding() -> None:
    rules, findings = hours(day(Berlaku_Dari="20/03/2026", Berlaku_Sampai="19/02/2026"))
    assert rules == ()
    assert shown(findings) == (
        "Jam Kerja!B2: Berlaku Sampai 19/02/2026 mendahului Berlaku Dari 20/03/2026. "
        "Perbaiki salah satu tanggalnya."
    )


@pytest.mark.parametrize(
    ("name", "weekday"),
    [("Senin", 0), ("JUMAT", 4), ("Jum'at", 4), ("Jum’at ", 4), ("Ahad", 6), ("semua", None)],
)
def test_a_weekday_is_known_by_its_usual_spellings(name: str, weekday: int | None) -> None:
    rules, _ = hours(day(Hari=name))
    assert rules[0].weekday == weekday


@pytest.mark.parametrize(
    ("name", "problem"),
    [("Senin-Kamis", 'Hari "Senin-Kamis" bukan nama hari'), (None, "Hari belum diisi")],
)
def test_a_row_without_a_weekday_is_a_finding(name: str | None, problem: str) -> None:
    rules, findings = hours(day(Hari=name))
    assert rules == ()
    assert shown(findings) == (f"Jam Kerja!C2: {problem}. Tulis Senin sampai Minggu, atau Semua.")


def test_a_row_without_clock_times_means_closed() -> None:
    rules, findings = hours(day(Buka=None, Tutup=" "))
    assert rules == (HoursRule(0, ()),)
    assert findings == []


def test_blank_rows_are_ignored() -> None:
    assert hours({}, {"Hari": None, "Keterangan": " "}) == ((), [])


@pytest.mark.parametrize(
    ("cells", "place", "missing"),
    [
        ({"Buka": None}, "D2", "Buka"),
        ({"Tutup": None}, "E2", "Tutup"),
    ],
)
def test_an_opening_and_a_closing_belong_together(
    cells: dict[str, CellValue], place: str, missing: str
) -> None:
    rules, findings = hours(day(**cells))
    assert rules == ()
    assert shown(findings) == (
        f"Jam Kerja!{place}: {missing} belum diisi. "
        "Isi Buka dan Tutup, atau kosongkan keempat jam bila kantor tutup."
    )


@pytest.mark.parametrize(
    ("given", "place", "missing"),
    [
        ("Istirahat_Mulai", "G2", "Istirahat Selesai"),
        ("Istirahat_Selesai", "F2", "Istirahat Mulai"),
    ],
)
def test_a_break_needs_its_start_and_its_end(given: str, place: str, missing: str) -> None:
    rules, findings = hours(day(**{given: "09.00"}))
    assert rules == ()
    assert shown(findings) == (
        f"Jam Kerja!{place}: {missing} belum diisi. "
        "Isi awal dan akhir istirahat, atau kosongkan keduanya."
    )


@pytest.mark.parametrize(
    ("begins", "ends", "place", "problem"),
    [
        ("07.00", "08.00", "F2", "Istirahat Mulai 07.00 tidak sesudah Buka 07.30"),
        ("09.00", "09.00", "G2", "Istirahat Selesai 09.00 tidak sesudah Istirahat Mulai 09.00"),
        ("09.00", "13.00", "E2", "Tutup 12.00 tidak sesudah Istirahat Selesai 13.00"),
    ],
)
def test_clock_times_out_of_order_are_a_finding(
    begins: str, ends: str, place: str, problem: str
) -> None:
    rules, findings = hours(day(Istirahat_Mulai=begins, Istirahat_Selesai=ends))
    assert rules == ()
    order = "Urutannya: Buka, Istirahat Mulai, Istirahat Selesai, Tutup"
    assert shown(findings) == (f"Jam Kerja!{place}: {problem}. {order}.")


def test_every_bad_cell_of_a_row_is_reported_at_once() -> None:
    _, findings = hours(day(Hari="Libur", Buka="pagi", Berlaku_Dari="besok"))
    assert [finding.cell for finding in findings] == ["A2", "C2", "D2"]


@pytest.mark.parametrize("again", ["Senin", "Semua"])
def test_a_weekday_set_twice_in_the_base_week_is_a_finding(again: str) -> None:
    rules, findings = hours(day(), day(Hari=again, Tutup="15.00"))
    assert rules == (HoursRule(0, MORNING),)
    assert shown(findings) == (
        f"Jam Kerja!C3: Hari {again} sudah diatur di baris 2. "
        "Hapus salah satu, atau isi tanggal berlakunya."
    )


def test_a_base_row_for_all_days_may_be_refined_by_single_days() -> None:
    rules, findings = hours(day(Hari="Semua"), day(Hari="Minggu", Buka=None, Tutup=None))
    assert [rule.weekday for rule in rules] == [None, 6]
    assert findings == []


def test_a_dated_row_may_repeat_a_weekday() -> None:
    rules, findings = hours(day(), day(Berlaku_Dari="01/07/2026"), day(Berlaku_Sampai="2026-01-05"))
    assert [rule.is_dated for rule in rules] == [False, True, True]
    assert findings == []


def test_a_period_for_all_days_that_opens_the_weekend_is_used_but_reported() -> None:
    week = [day(Hari=name) for name in ("Senin", "Selasa", "Rabu", "Kamis", "Jumat")]
    period = day(Hari="Semua", Berlaku_Dari="01/06/2026")
    rules, findings = hours(*week, period)
    assert rules[-1].weekday is None
    assert shown(findings) == (
        "Jam Kerja!C7: Baris Semua ini juga membuka kantor pada Sabtu dan Minggu. "
        "Bila bukan itu maksudnya, tulis satu baris untuk tiap hari."
    )


@pytest.mark.parametrize(
    "cells",
    [
        {"Berlaku_Dari": "06/06/2026", "Berlaku_Sampai": "06/06/2026"},
        {"Berlaku_Dari": "05/06/2026", "Buka": None, "Tutup": None},
        {"Berlaku_Sampai": "01/01/2000"},
    ],
    ids=["one Saturday", "closed", "one day of the calendar"],
)
def test_a_period_for_all_days_that_is_meant_so_is_no_finding(cells: dict[str, Any]) -> None:
    rules, findings = hours(day(), day(Hari="Semua", **cells))
    assert len(rules) == 2
    assert findings == []


def test_a_period_for_all_days_within_open_days_is_no_finding() -> None:
    period = day(Hari="Semua", Berlaku_Dari="01/06/2026", Berlaku_Sampai="02/06/2026")
    _, findings = hours(day(), day(Hari="Selasa"), period)
    assert findings == []


@pytest.mark.parametrize(
    ("moment", "expected"),
    [("2026-02-18", False), ("2026-02-19", True), ("2026-02-20", False), ("2026-03-20", False)],
)
def test_a_dated_rule_covers_its_weekday_within_its_period(moment: str, expected: bool) -> None:
    rule = HoursRule(3, MORNING, date(2026, 2, 19), date(2026, 3, 19))
    assert rule.covers(date.fromisoformat(moment)) is expected
    assert HoursRule(None, MORNING).covers(date.fromisoformat(moment))


@pytest.mark.parametrize(
    "windows",
    [
        (Window(450, 450),),
        (Window(-1, 450),),
        (Window(450, 1441),),
        (Window(450, 720), Window(719, 960)),
    ],
)
def test_windows_out_of_order_are_refused(windows: tuple[Window, ...]) -> None:
    with pytest.raises(InvalidWindowsError):
        HoursRule(0, windows)


def test_refused_windows_are_told_with_their_times() -> None:
    assert str(InvalidWindowsError((Window(780, 960), Window(450, 720)))) == (
        "Jam Kerja: Jam kerja 13.00-16.00, 07.30-12.00 tidak berurutan dalam satu hari. "
        "Setiap jam buka harus sebelum jam tutupnya, dan sesudah jam tutup sebelumnya. "
        "Tidak ada yang ditulis."
    )
