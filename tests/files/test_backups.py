"""Backups: kept before each save, never too many, and nothing of staff's removed."""

from __future__ import annotations

import errno
import os
import re
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from register_samples import ENTRY, INTAKE, NOW, desk, place, read
from save_samples import NAME, backups_of, failing, files_in, refused, save, sha

from pengaduan_xl.register import backups
from pengaduan_xl.register.store import SaveFailedError


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return place(tmp_path)


def days(count: int) -> list[datetime]:
    return [NOW + timedelta(days=day, hours=hour) for day in range(count) for hour in (0, 3)]


def test_the_newest_backups_and_the_last_of_each_day_are_kept(register: Path) -> None:
    for moment in days(4):
        save(register, moment, keep=3)
    stamps = [re.findall(r"_(\d{8}-\d{4})_", name)[0] for name in backups_of(register)]
    assert stamps == [
        "20261123-1200",
        "20261124-1200",
        "20261125-1200",
        "20261126-0900",
        "20261126-1200",
    ]


def test_daily_backups_end_after_a_month(register: Path) -> None:
    for moment in days(backups.DAILY_BACKUPS + 2):
        made = backups.back_up(register, b"isi", sha(), moment)
        os.utime(made, (moment.timestamp(), moment.timestamp()))
    backups.tidy(register, 1)
    assert len(backups_of(register)) == backups.DAILY_BACKUPS


def test_of_two_backups_in_a_minute_the_later_is_the_newer(register: Path) -> None:
    for order, digest in enumerate(("f" * 64, "0" * 64)):
        made = backups.back_up(register, b"isi", digest, NOW)
        os.utime(made, (order, order))
    backups.tidy(register, 1)
    assert backups_of(register) == ["Register_Pengaduan_20261123-0900_00000000.xlsx"]


def test_files_of_staff_in_the_folder_of_backups_are_never_removed(tmp_path: Path) -> None:
    register = place(tmp_path, name="Register [2026].xlsx")
    folder = tmp_path / "cadangan"
    folder.mkdir()
    theirs = [
        "Register [2026]_sebelum audit.xlsx",
        "Register [2026]_lama_20200101-0800_abcdef01.xlsx",
    ]
    for name in theirs:
        (folder / name).write_bytes(b"milik staf")
    for moment in days(2):
        save(register, moment, keep=1)
    assert [name for name in backups_of(register) if name in theirs] == sorted(theirs)
    assert len(backups_of(register)) == 2 + len(theirs)


def test_a_backup_that_cannot_be_removed_does_not_stop_the_save(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = days(1)
    save(register, moments[0], keep=1)
    monkeypatch.setattr(Path, "unlink", failing(errno.EACCES))
    save(register, moments[1], keep=1)
    assert len(backups_of(register)) == 2


def test_a_file_where_the_folder_of_backups_belongs_stops_the_save(register: Path) -> None:
    (register.parent / "cadangan").write_bytes(b"")
    assert "(nama folder dipakai sebuah berkas)" in refused(register, SaveFailedError)


def test_what_a_killed_save_left_is_removed_by_the_next(register: Path) -> None:
    (register.parent / f".{NAME}.4711.tmp").write_bytes(b"setengah")
    (register.parent / ".Lain.xlsx.4711.tmp").write_bytes(b"milik lain")
    save(register)
    assert files_in(register.parent) == [".Lain.xlsx.4711.tmp", NAME]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions otherwise")
def test_permissions_of_the_register_stay(register: Path) -> None:
    register.chmod(0o660)
    save(register)
    made = register.parent / "cadangan" / backups_of(register)[0]
    assert [stat.S_IMODE(path.stat().st_mode) for path in (register, made)] == [0o660, 0o660]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_to_the_register_stays_a_link(register: Path, tmp_path: Path) -> None:
    link = tmp_path / "pintasan" / "Register.xlsx"
    link.parent.mkdir()
    link.symlink_to(register)
    with desk(link) as opened:
        opened.receive(INTAKE, ENTRY)
        opened.save()
    assert link.is_symlink()
    assert len(read(register.read_bytes()).rows) == 5
