"""The file of stamps: written whole, tolerant of damage, made anew from the reports that are there."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from schedule_office import at

from pengaduan_xl.clock import WIB
from pengaduan_xl.scheduler.stamps import (
    DamagedStampsError,
    Look,
    StampFile,
    Stamps,
    StampsUnreadableError,
    StampsUnwritableError,
)

if TYPE_CHECKING:
    from pathlib import Path

NOW = at("2026-11-24T09:00")
FULL = Stamps(
    date(2026, 11, 2),
    {date(2026, 11, 20): at("2026-11-20T15:30"), date(2026, 9, 1): None},
    at("2026-11-24T08:00"),
    ("Berkas rusak.",),
    Look(NOW, (1, 2), at("2026-11-24T13:00")),
)


@pytest.fixture
def file(tmp_path: Path) -> StampFile:
    return StampFile(tmp_path)


def add_report(file: StampFile, name: str, written: str) -> None:
    """Put a report's file into the folder, written at a moment in WIB."""
    path = file.folder / name
    path.touch()
    moment = datetime.fromisoformat(written).replace(tzinfo=WIB).timestamp()
    os.utime(path, (moment, moment))


def damaged(file: StampFile, text: str) -> bool:
    file.path.write_text(text, encoding="utf-8")
    with pytest.raises(DamagedStampsError):
        file.read()
    return True


@pytest.mark.parametrize("stamps", [FULL, Stamps(date(2026, 11, 2))])
def test_what_is_written_is_read_back(file: StampFile, stamps: Stamps) -> None:
    file.write(FULL)
    file.write(stamps)
    assert file.read() == stamps
    assert [path.name for path in file.folder.iterdir()] == ["jadwal.json"]


def test_a_folder_without_stamps_has_none(file: StampFile) -> None:
    assert file.read() is None


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "null", "\x00" * 40, "{}", "[" * 100_000])
def test_what_is_no_file_of_stamps_is_damaged(file: StampFile, text: str) -> None:
    assert damaged(file, text)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("versi", 2), ("sejak", "kemarin"), ("sejak", None), ("rekap", []), ("rekap", {"x": None}),
        ("rekap", {"2026-11-20": 7}), ("terlambat", "x"), ("terlambat", 0), ("rekap", {"2026-11-20": ""}),
        ("catatan", None), ("dilihat", [1]), ("dilihat", [None, [1, 2], None]),
        ("terlambat", "2026-11-24T08:00+07:00"), ("dilihat", ["2026-11-24T08:00", [1], "x"]),
    ],
)  # fmt: skip
def test_any_wrong_value_is_damage(file: StampFile, key: str, value: object) -> None:
    file.write(FULL)
    fields = json.loads(file.path.read_text(encoding="utf-8"))
    assert damaged(file, json.dumps(fields | {key: value}))


def test_bytes_that_are_no_text_are_damage(file: StampFile) -> None:
    file.path.write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(DamagedStampsError) as caught:
        file.read()
    assert str(caught.value) == (
        "jadwal.json: Catatan jadwal rusak. Giliran berikut menyusunnya kembali dari berkas laporan "
        "yang ada. Tidak ada yang ditulis."
    )


def test_a_new_office_begins_today_with_what_was_made_today(file: StampFile) -> None:
    add_report(file, "rekap_2026-11-23.xlsx", "2026-11-23T15:45")
    add_report(file, "rekap_2026-11-24.xlsx", "2026-11-24T08:45")
    add_report(file, "terlambat_2026-11-24_0830.xlsx", "2026-11-24T08:30")
    found = file.begin(NOW)
    assert found.since == date(2026, 11, 24)
    assert found.recaps == {date(2026, 11, 24): at("2026-11-24T08:45")}
    assert found.overdue == at("2026-11-24T08:30")


def test_damaged_stamps_are_made_anew_from_the_reports(file: StampFile) -> None:
    file.path.write_text("{", encoding="utf-8")
    add_report(file, "rekap_2026-11-20.xlsx", "2026-11-20T15:31")
    add_report(file, "rekap_2026-10-01.xlsx", "2026-10-01T15:31")
    add_report(file, "terlambat_2026-11-19_1300.xlsx", "2026-11-19T13:00")
    found, aside = file.begin_anew(NOW)
    assert (aside.name, aside.read_text(encoding="utf-8")) == (
        "jadwal_rusak_20261124-0900.json",
        "{",
    )
    assert found.since == date(2026, 11, 19)
    assert found.recaps == {date(2026, 11, 20): at("2026-11-20T15:31")}
    assert found.overdue == at("2026-11-19T13:00")


def test_files_from_the_future_and_of_other_names_do_not_count(file: StampFile) -> None:
    for name in ("rekap_2026-11-25.xlsx", "rekap_2026-13-45.xlsx", "rekap_2026-11-24 (2).xlsx",
                 "terlambat_2026-11-24_1300.xlsx", "terlambat_2026-11-24_9999.xlsx", "x"):  # fmt: skip
        add_report(file, name, "2026-11-24T08:00")
    assert file.begin(NOW) == Stamps(date(2026, 11, 24))


def test_a_recap_written_under_a_clock_ahead_counts_as_made_now(file: StampFile) -> None:
    add_report(file, "rekap_2026-11-24.xlsx", "2027-11-24T08:00")
    assert file.begin(NOW).recaps == {date(2026, 11, 24): NOW}


def test_a_system_that_refuses_is_told(file: StampFile) -> None:
    file.path.mkdir()
    with pytest.raises(StampsUnreadableError) as unread:
        file.read()
    assert str(unread.value) == (
        "jadwal.json: Catatan jadwal tidak dapat dibaca (yang ditunjuk adalah folder). Periksa izin folder "
        "laporan; laporan dibuat lagi sesudah catatan itu terbaca. Tidak ada yang ditulis."
    )
    with pytest.raises(StampsUnwritableError) as unwritten:
        file.write(FULL)
    assert str(unwritten.value) == (
        "jadwal.json: Catatan jadwal tidak dapat ditulis (yang ditunjuk adalah folder). Periksa izin folder "
        "laporan dan ruang disk; tanpa catatan itu laporan tidak dibuat otomatis. Tidak ada yang ditulis."
    )
    assert not (file.folder / ".jadwal.json.tmp").exists()


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    file = StampFile(tmp_path / "hilang")
    for call in (lambda: file.begin(NOW), lambda: file.begin_anew(NOW)):
        with pytest.raises(StampsUnwritableError):
            call()


@pytest.mark.parametrize(
    ("now", "mark", "is_quiet"),
    [
        ("2026-11-24T09:00", (1, 2), True),
        ("2026-11-24T12:59", (1, 2), True),
        ("2026-11-24T13:00", (1, 2), False),
        ("2026-11-24T08:59", (1, 2), False),
        ("2026-11-24T10:00", (1, 3), False),
        ("2026-11-24T10:00", None, False),
    ],
)
def test_a_pass_is_quiet_while_nothing_changed_and_nothing_is_due(
    now: str, mark: tuple[int, int] | None, is_quiet: bool
) -> None:
    assert FULL.is_quiet(at(now), mark) == is_quiet
    assert not Stamps(date(2026, 11, 2)).is_quiet(at(now), mark)


def test_the_register_is_looked_at_anew_every_day() -> None:
    weekend = Stamps(NOW.date(), look=Look(NOW, (1, 2), at("2026-11-30T08:00")))
    assert weekend.is_quiet(at("2026-11-24T23:59"), (1, 2))
    assert not weekend.is_quiet(at("2026-11-25T00:00"), (1, 2))
