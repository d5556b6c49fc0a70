"""Saving: one writer at a time, whole or not at all, and never over what somebody else has written."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import subprocess
import sys
import textwrap
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from register_samples import (
    ENTRY,
    INTAKE,
    NOW,
    chain_holds,
    desk,
    fingerprint,
    place,
    read,
    used_register,
    with_cells,
)

from pengaduan_xl.errors import NOTHING_WRITTEN
from pengaduan_xl.register import backups, store
from pengaduan_xl.register.store import (
    ExternallyChangedError,
    ReadFailedError,
    RegisterFile,
    RegisterLockedError,
    RegisterNotFoundError,
    RegisterOpenError,
    SaveFailedError,
)
from pengaduan_xl.register.xlsx import checking
from pengaduan_xl.register.xlsx.workbook import UnknownSheetError

if TYPE_CHECKING:
    from collections.abc import Callable

CHANGES: store.Changes = ({("Register", "L5"): "Perihal baru"}, {})
NAME = "Register_Pengaduan.xlsx"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return place(tmp_path)


def save(path: Path, now: datetime = NOW, keep: int = 20) -> None:
    file = RegisterFile(path)
    file.save(file.read(), CHANGES, now, keep)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def backups_of(path: Path) -> list[str]:
    return files_in(path.parent / "cadangan")


def refused(path: Path, error: type[Exception], act: Callable[[], object] | None = None) -> str:
    """Return the text of the error that saving raises; the register and its folder must be as they were."""
    before, files = fingerprint(path), files_in(path.parent)
    with pytest.raises(error) as caught:
        (act or (lambda: save(path)))()
    assert (fingerprint(path), files_in(path.parent)) == (before, files)
    return str(caught.value)


def test_a_save_changes_the_cells_and_keeps_what_was(register: Path) -> None:
    save(register)
    assert read(register.read_bytes()).rows[1].complaint.subject == "Perihal baru"
    assert (register.parent / "cadangan" / backups_of(register)[0]).read_bytes() == used_register()


def test_a_save_leaves_no_files_but_the_register_and_its_backup(register: Path) -> None:
    save(register)
    assert files_in(register.parent) == [NAME]
    assert backups_of(register) == [f"Register_Pengaduan_20261123-0900_{sha()}.xlsx"]


def sha() -> str:
    return hashlib.sha256(used_register()).hexdigest()[:8]


def test_a_missing_register_is_answered_with_where_to_look(tmp_path: Path) -> None:
    path = tmp_path / "tiada.xlsx"
    message = (
        f"{path}: Register tidak ditemukan. Sebutkan letaknya dengan --register, atau buat dengan: "
        "pengaduan mulai FOLDER. Tidak ada yang ditulis."
    )
    with pytest.raises(RegisterNotFoundError) as caught, RegisterFile(path).lock():
        pass
    assert str(caught.value) == message
    with pytest.raises(RegisterNotFoundError):
        RegisterFile(path).read()
    assert not list(tmp_path.iterdir())


def test_a_register_that_cannot_be_read_is_named(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", failing(errno.EACCES))
    with pytest.raises(ReadFailedError) as caught:
        RegisterFile(register).read()
    assert str(caught.value) == (
        f"{NAME}: Register tidak dapat dibaca (tidak ada izin, atau berkas dipakai program lain). Periksa "
        "letak dan izin membaca berkas, atau tutup program yang memakainya. Tidak ada yang ditulis."
    )


# Two at once


HOLD = """
    import sys, time
    from filelock import FileLock
    with FileLock(sys.argv[1]):
        print("held", flush=True)
        sys.stdin.read()
"""


def test_a_register_held_by_another_program_is_waited_for_and_then_left(register: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(HOLD), f"{register}.lock"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(RegisterLockedError) as caught, RegisterFile(register).lock(0.1):
            pass
        other.communicate()
    assert str(RegisterLockedError(register, 60)) == (
        f"{NAME}: Register masih dipakai tindakan lain setelah ditunggu 60 detik. "
        "Ulangi sebentar lagi. Tidak ada yang ditulis."
    )
    assert "setelah ditunggu 0 detik" in str(caught.value)


def test_the_lock_is_given_back_after_an_error(register: Path) -> None:
    with pytest.raises(ZeroDivisionError), RegisterFile(register).lock():
        raise ZeroDivisionError
    with RegisterFile(register).lock(0):
        pass


def test_a_folder_that_takes_no_lock_file_is_named(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileLock, "acquire", failing(errno.EROFS))
    with pytest.raises(SaveFailedError, match=r"\(folder hanya dapat dibaca\)"), desk(register):
        pass


RECEIVE = """
    import sys
    from pathlib import Path
    from datetime import datetime
    from pengaduan_xl.desk import Desk, Entry
    now = datetime.fromisoformat("2026-11-23T09:00")
    intake = {"channel": "Telepon", "name": "Warga", "subject": "Izin", "description": "Belum"}
    for _ in range(4):
        with Desk(Path(sys.argv[1]), lambda: now) as desk:
            print(desk.receive(intake, Entry("Petugas Contoh")).complaint.number)
            desk.save()
"""


def test_two_officers_at_once_get_numbers_of_their_own_and_one_chain(register: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(RECEIVE), str(register)]
    officers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    given = [number for officer in officers for number in officer.communicate()[0].split()]
    assert sorted(given) == [f"2026-{number:04d}" for number in range(5, 13)]
    content = read(register.read_bytes())
    assert [item.event.seq for item in content.events] == list(range(1, 14))
    assert chain_holds(content)
    assert not [name for name in files_in(register.parent) if name.endswith(".tmp")]


# Held by a spreadsheet program


@pytest.mark.parametrize("mark", [f"~${NAME}", f".~lock.{NAME}#"])
def test_a_register_open_in_excel_or_calc_is_left_alone(register: Path, mark: str) -> None:
    (register.parent / mark).write_bytes(b"")
    message = (
        f"{NAME}: Register sedang terbuka di Excel atau Calc (ada berkas {mark}). Simpan dan tutup dahulu, "
        f"lalu ulangi; bila sudah tertutup, hapus berkas {mark}. Tidak ada yang ditulis."
    )
    assert refused(register, RegisterOpenError) == message
    with pytest.raises(RegisterOpenError), desk(register):
        pass


def test_a_register_opened_in_excel_while_an_act_is_made_is_left_alone(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = register.parent / f"~${NAME}"
    monkeypatch.setattr(store, "sync", lambda _: mark.write_bytes(b""))
    before = fingerprint(register)
    with pytest.raises(RegisterOpenError):
        save(register)
    assert (fingerprint(register), files_in(register.parent)) == (before, [NAME, f"~${NAME}"])


def test_a_read_only_register_is_refused_before_any_work(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SaveFailedError, match=r"\(berkas hanya dapat dibaca\)"), desk(register):
        pass


# Changed by others


def test_a_register_changed_since_it_was_read_is_left_as_it_is(register: Path) -> None:
    file = RegisterFile(register)
    snapshot = file.read()
    register.write_bytes(with_cells({("Register", "L4"): "Diubah staf"}))
    message = refused(
        register, ExternallyChangedError, lambda: file.save(snapshot, CHANGES, NOW, 20)
    )
    assert message == (
        f"{NAME}: Register diubah orang lain selagi tindakan ini diproses. Ulangi tindakan; perubahan "
        "orang lain tetap utuh. Tidak ada yang ditulis."
    )


def test_a_change_while_the_new_file_is_written_is_not_lost(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = with_cells({("Register", "L4"): "Diubah staf"})
    monkeypatch.setattr(store, "sync", lambda _: register.write_bytes(theirs))
    with pytest.raises(ExternallyChangedError):
        save(register)
    assert register.read_bytes() == theirs
    assert files_in(register.parent) == [NAME]


def test_a_change_while_the_file_was_held_is_not_lost(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = with_cells({("Register", "L4"): "Diubah staf"})
    monkeypatch.setattr(Path, "replace", failing(errno.EACCES, only=NAME))
    monkeypatch.setattr(time, "sleep", lambda _: register.write_bytes(theirs))
    with pytest.raises(ExternallyChangedError):
        save(register)
    assert register.read_bytes() == theirs


def test_a_register_removed_meanwhile_is_not_made_anew(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "sync", lambda _: register.unlink())
    with pytest.raises(RegisterNotFoundError):
        save(register)
    assert files_in(register.parent) == []


# Refused by the operating system


def failing(number: int, times: int = 99, only: str = "") -> Callable[..., Any]:
    """A system call that fails ``times`` times with an errno, if its last argument ends in ``only``."""
    left = [times]
    move = os.replace

    def call(*arguments: Any, **_: Any) -> Any:
        if left[0] and str(arguments[-1]).endswith(only):
            left[0] -= 1
            raise OSError(number, os.strerror(number))
        return move(*arguments)

    return call


REASONS = {
    errno.ENOSPC: "disk penuh",
    errno.EDQUOT: "kuota disk habis",
    errno.EACCES: "tidak ada izin, atau berkas dipakai program lain",
    errno.EPERM: "tidak ada izin",
    errno.EROFS: "folder hanya dapat dibaca",
    errno.EIO: "disk bermasalah",
    errno.EBUSY: "berkas dipakai program lain",
    errno.ENOENT: "folder atau berkas hilang",
    errno.ENAMETOOLONG: f"galat sistem {errno.ENAMETOOLONG}",
}


@pytest.mark.parametrize("number", REASONS)
def test_the_reason_of_a_refusal_is_given_in_indonesian(
    register: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(store, "sync", failing(number))
    assert refused(register, SaveFailedError) == (
        f"{NAME}: Register tidak dapat disimpan ({REASONS[number]}). Periksa ruang disk dan izin menulis "
        "folder, lalu ulangi. Tidak ada yang ditulis."
    )


def test_a_refusal_without_a_number_is_a_system_error(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unexplained(_: Path) -> None:
        raise OSError("tanpa nomor")

    monkeypatch.setattr(store, "sync", unexplained)
    assert "Register tidak dapat disimpan (galat sistem)." in refused(register, SaveFailedError)


CALLS: dict[str, tuple[object, str]] = {
    "opening files": (Path, "open"),
    "syncing": (os, "fsync"),
    "making the folder of backups": (Path, "mkdir"),
    "writing the backup": (Path, "write_bytes"),
    "putting files in place": (Path, "replace"),
}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize(("owner", "name"), CALLS.values(), ids=CALLS)
def test_whichever_call_fails_the_register_is_as_it_was(
    register: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, number: int
) -> None:
    file = RegisterFile(register)
    snapshot = file.read()
    monkeypatch.setattr(time, "sleep", lambda _: None)
    before = fingerprint(register)
    with monkeypatch.context() as broken:
        broken.setattr(owner, name, failing(number))
        with pytest.raises((SaveFailedError, ReadFailedError)) as caught:
            file.save(snapshot, CHANGES, NOW, 20)
    assert (fingerprint(register), files_in(register.parent)) == (before, [NAME])
    assert REASONS[number] in str(caught.value)
    assert os.strerror(number) not in str(caught.value)
    assert str(caught.value).endswith(NOTHING_WRITTEN)


class FullDisk:
    """A file whose disk is full after some bytes."""

    def __init__(self, file: Any, room: int) -> None:
        self.file, self.room = file, room

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def __enter__(self) -> FullDisk:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, block: bytes) -> int:
        self.room -= len(block)
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return int(self.file.write(block))

    def writelines(self, blocks: Any) -> None:
        for block in blocks:
            self.write(block)


@pytest.mark.parametrize("room", [0, 1000, 40_000])
def test_a_disk_that_fills_up_half_way_leaves_the_register_whole(
    register: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    whole = Path.open

    def opened(self: Path, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        file = whole(self, mode, *arguments, **options)
        return FullDisk(file, room) if mode == "wb" else file

    monkeypatch.setattr(Path, "open", opened)
    assert "Register tidak dapat disimpan (disk penuh)." in refused(register, SaveFailedError)


def test_a_new_file_that_is_not_what_was_meant_is_thrown_away(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_same", lambda *_: False)
    message = refused(register, SaveFailedError)
    assert message.startswith(f"{NAME}: Register tidak dapat disimpan (hasil tulis tidak sesuai")


def test_what_the_workbook_does_not_have_is_named(register: Path) -> None:
    file = RegisterFile(register)
    nowhere: store.Changes = ({("Tiada", "A1"): 1}, {})
    message = refused(register, UnknownSheetError, lambda: file.save(file.read(), nowhere, NOW, 20))
    assert message.startswith(f'{NAME}: tidak ada lembar "Tiada".')


@pytest.mark.parametrize("times", [1, 5])
def test_a_file_that_is_held_for_a_moment_is_waited_for(
    register: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    monkeypatch.setattr(Path, "replace", failing(errno.EACCES, times, only=NAME))
    save(register)
    assert read(register.read_bytes()).rows[1].complaint.subject == "Perihal baru"
    assert waits == [0.1, 0.2, 0.4, 0.8, 1.6][:times]


def test_a_file_that_stays_held_is_given_up(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    monkeypatch.setattr(Path, "replace", failing(errno.EACCES, only=NAME))
    assert REASONS[errno.EACCES] in refused(register, SaveFailedError)
    assert len(waits) == 5


def test_a_folder_that_cannot_be_synced_does_not_undo_the_save(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Network folders refuse to sync a folder; the register is in place by then."""
    monkeypatch.setattr(os, "open", failing(errno.EINVAL))
    save(register)
    assert read(register.read_bytes()).rows[1].complaint.subject == "Perihal baru"


def test_an_act_that_could_not_be_saved_has_not_happened(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(register) as opened:
        opened.receive(INTAKE, ENTRY)
        with monkeypatch.context() as broken:
            broken.setattr(store, "sync", failing(errno.ENOSPC))
            refused(register, SaveFailedError, opened.save)
        opened.save()
    assert len(read(register.read_bytes()).rows) == 5


# Backups


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
    assert "(nama folder cadangan dipakai sebuah berkas)" in refused(register, SaveFailedError)


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
