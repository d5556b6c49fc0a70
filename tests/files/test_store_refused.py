"""Saving when the operating system refuses: the register whole, the reason in Indonesian."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from typing import Any

import pytest
from register_samples import ENTRY, INTAKE, desk, fingerprint, place, read
from save_samples import NAME, REASONS, failing, files_in, held, refused, save, save_from

from pengaduan_xl.errors import NOTHING_WRITTEN
from pengaduan_xl.register import store
from pengaduan_xl.register.journal.file import JournalUnwritableError
from pengaduan_xl.register.store import ReadFailedError, RegisterFile, SaveFailedError
from pengaduan_xl.register.xlsx import checking
from pengaduan_xl.register.xlsx.workbook import UnknownSheetError


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return place(tmp_path)


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
            save_from(file, snapshot)
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
    message = refused(register, UnknownSheetError, lambda: save_from(file, file.read(), nowhere))
    assert message.startswith(f'{NAME}: tidak ada lembar "Tiada".')


@pytest.mark.parametrize("times", [1, 5])
def test_a_file_that_is_held_for_a_moment_is_waited_for(
    register: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    monkeypatch.setattr(Path, "replace", held(times))
    save(register)
    assert read(register.read_bytes()).rows[1].complaint.subject == "Perihal baru"
    assert waits == [0.1, 0.2, 0.4, 0.8, 1.6][:times]


def test_a_file_that_stays_held_is_given_up(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    monkeypatch.setattr(Path, "replace", held())
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
            broken.setattr(os, "fsync", failing(errno.ENOSPC))
            refused(register, JournalUnwritableError, opened.save)
    assert len(read(register.read_bytes()).rows) == 4
