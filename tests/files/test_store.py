"""Saving: one writer at a time, and never over what somebody else has written."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from filelock import FileLock
from register_samples import (
    chain_holds,
    desk,
    fingerprint,
    place,
    read,
    used_register,
    with_cells,
)
from save_samples import (
    NAME,
    backups_of,
    failing,
    files_in,
    held,
    refused,
    save,
    save_from,
    sha,
)

from pengaduan_xl.register import store
from pengaduan_xl.register.store import (
    ExternallyChangedError,
    ReadFailedError,
    RegisterFile,
    RegisterLockedError,
    RegisterNotFoundError,
    RegisterOpenError,
    SaveFailedError,
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return place(tmp_path)


def test_a_save_changes_the_cells_and_keeps_what_was(register: Path) -> None:
    save(register)
    assert read(register.read_bytes()).rows[1].complaint.subject == "Perihal baru"
    assert (register.parent / "cadangan" / backups_of(register)[0]).read_bytes() == used_register()


def test_a_save_leaves_no_files_but_the_register_and_its_backup(register: Path) -> None:
    save(register)
    assert files_in(register.parent) == [NAME]
    assert backups_of(register) == [f"Register_Pengaduan_20261123-0900_{sha()}.xlsx"]


def test_a_missing_register_is_answered_with_where_to_look(tmp_path: Path) -> None:
    path = tmp_path / "tiada.xlsx"
    message = (
        f"{path}: Register tidak ditemukan. Sebutkan letaknya dengan --register, atau buat dengan: "
        "pengaduan mulai FOLDER; bila terhapus: pengaduan pulihkan --dari-cadangan. Tidak ada yang ditulis."
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


def test_a_register_opened_in_excel_while_an_act_is_made_is_left_alone(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = register.parent / f"~${NAME}"
    monkeypatch.setattr(store, "sync", lambda _: mark.write_bytes(b""))
    before = fingerprint(register)
    with pytest.raises(RegisterOpenError):
        save(register)
    assert (fingerprint(register), files_in(register.parent)) == (before, [NAME, f"~${NAME}"])


def test_a_read_only_register_is_left_alone(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "(berkas hanya dapat dibaca)" in refused(register, SaveFailedError)


# Changed by others


def test_a_register_changed_since_it_was_read_is_left_as_it_is(register: Path) -> None:
    file = RegisterFile(register)
    snapshot = file.read()
    register.write_bytes(with_cells({("Register", "L4"): "Diubah staf"}))
    message = refused(register, ExternallyChangedError, lambda: save_from(file, snapshot))
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
    monkeypatch.setattr(Path, "replace", held())
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
