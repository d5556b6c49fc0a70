"""The scheduler as a process that runs on: alone, and stopped cleanly."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from schedule_office import ScheduleOffice, at

from pengaduan_xl.errors import BusyFileError
from pengaduan_xl.office_folder import make_office
from pengaduan_xl.scheduler import loop
from pengaduan_xl.scheduler.diary import Diary
from pengaduan_xl.scheduler.loop import (
    AlreadyRunningError,
    ReportFolderError,
    Stop,
    alone,
    rounds_of,
    run_until_stopped,
    stopped_by_signals,
)
from pengaduan_xl.scheduler.stamps import StampsUnwritableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pengaduan_xl.scheduler.rounds import Pass

posix = pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX has them")


class StopAfter(Stop):
    """A request to stop that comes after some seconds of waiting."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.left = after

    def wait(self, seconds: float) -> bool:
        assert seconds == loop.STEP_SECONDS
        self.left -= 1
        if self.left <= 0:
            self.set()
        return self.is_set()


def diary(office: ScheduleOffice) -> Diary:
    return Diary(office.folder, lambda: office.moment, office.said.append)


@pytest.fixture
def office(tmp_path: Path) -> ScheduleOffice:
    return ScheduleOffice(tmp_path / "laporan", "2026-11-23T15:30")


def test_passes_follow_one_another_until_it_is_stopped(office: ScheduleOffice) -> None:
    run_until_stopped(office.rounds, diary(office), StopAfter(after=3 * loop.PAUSE_SECONDS))
    assert len(office.made) == 2
    assert office.said[0] == "Jadwal berjalan. Hentikan dengan Ctrl-C."
    assert office.said[-1] == "Jadwal dihentikan."


def test_a_request_to_stop_is_heard_within_a_pause(office: ScheduleOffice) -> None:
    stop = StopAfter(after=2)
    run_until_stopped(office.rounds, diary(office), stop)
    assert stop.left == 0


def test_a_folder_that_cannot_be_written_is_told_once_and_waited_for(
    office: ScheduleOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def make_due() -> Pass | None:
        tries.append(1)
        if len(tries) < 4:
            raise StampsUnwritableError(office.file.path, OSError(errno.ENOSPC, "full"))
        return None

    monkeypatch.setattr(office.rounds, "make_due", make_due)
    run_until_stopped(office.rounds, diary(office), StopAfter(after=5 * loop.PAUSE_SECONDS))
    assert len(tries) == 5
    assert office.log().count("GALAT Catatan jadwal tidak dapat ditulis (disk penuh)") == 1


def test_only_one_works_on_a_folder(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(AlreadyRunningError) as caught, alone(tmp_path):
        pass
    assert isinstance(caught.value, BusyFileError)
    assert str(caught.value) == (
        f"{tmp_path.name}: Jadwal kantor ini sedang dijalankan proses lain. Tidak perlu dijalankan dua "
        "kali; lihat dengan: pengaduan jadwal --status. Tidak ada yang ditulis."
    )


def test_the_lock_is_free_afterwards_whatever_happened(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), alone(tmp_path):
        raise ZeroDivisionError
    with FileLock(str(tmp_path / loop.LOCK), timeout=0):
        pass


def test_an_office_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "hilang" / "Register_Pengaduan.xlsx"
    with (
        pytest.raises(ReportFolderError) as caught,
        rounds_of(gone, lambda: at("2026-11-23T08:00"), print),
    ):
        pass
    assert str(caught.value) == (
        f"{gone.parent / 'laporan'}: Folder laporan tidak dapat dipakai (folder atau berkas hilang). Periksa "
        "letak register, izin menulis foldernya, dan sambungan jaringan, lalu ulangi. Tidak ada yang ditulis."
    )


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_ask_it_to_stop_and_are_given_back(number: signal.Signals) -> None:
    before, stop = signal.getsignal(number), Stop()
    with stopped_by_signals(stop):
        os.kill(os.getpid(), number)
        assert stop.wait(0.1) or stop.wait(5)
    assert signal.getsignal(number) is before


@posix
def test_a_signal_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopped_by_signals(Stop()):
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.fixture
def process(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """``pengaduan jadwal`` in a folder whose name has blanks, as a process of its own."""
    register = make_office(tmp_path / "Kantor Pak I'Gede 100%")
    command = [
        sys.executable,
        "-P",
        "-m",
        "pengaduan_xl.cli",
        "--register",
        str(register),
        "jadwal",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=register.parent
    ) as running:
        yield running
        running.kill()


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_process_ends_cleanly(process: subprocess.Popen[str], number: int) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "Jadwal berjalan. Hentikan dengan Ctrl-C.\n"
    process.send_signal(number)
    rest, _ = process.communicate(timeout=60)
    assert (process.returncode, rest.splitlines()[-1]) == (0, "Jadwal dihentikan.")
