"""One scheduler an office folder, for one pass or until it is asked to stop."""

from __future__ import annotations

import signal
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from pengaduan_xl.errors import BusyFileError, PengaduanError, WriteFailedError, system_reason
from pengaduan_xl.scheduler.diary import Diary
from pengaduan_xl.scheduler.mailing import Mailing
from pengaduan_xl.scheduler.office import RegisterOffice
from pengaduan_xl.scheduler.rounds import Rounds
from pengaduan_xl.scheduler.stamps import StampFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

LOCK = "jadwal.lock"

PAUSE_SECONDS = 30
"""Seconds between passes; each looks at the clock anew, so that a clock set back or a sleep does no harm."""

STEP_SECONDS = 1.0
"""Seconds after which a request to stop is heard; Windows does not break a longer wait for Ctrl-C."""

STOP_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Ctrl-C, the system's request to end, and the closing of a terminal; not every system has all."""


class AlreadyRunningError(BusyFileError):
    """Another scheduler works on this office's folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "Jadwal kantor ini sedang dijalankan proses lain",
            "Tidak perlu dijalankan dua kali; lihat dengan: pengaduan jadwal --status",
            where=folder.name,
        )


class ReportFolderError(WriteFailedError):
    """The folder of reports cannot be used, or is on a disk that knows no locks."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            f"Folder laporan tidak dapat dipakai ({system_reason(error)})",
            "Periksa letak register, izin menulis foldernya, dan sambungan jaringan, lalu ulangi",
            where=str(folder),
        )


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only scheduler of an office's folder; the lock ends with the process, whatever ends it.

    Raises:
        AlreadyRunningError: There is another.
        ReportFolderError: The folder cannot be used.
    """
    lock = FileLock(str(folder / LOCK))
    try:
        folder.mkdir(exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AlreadyRunningError(folder) from error
    except OSError as error:
        raise ReportFolderError(folder, error) from error
    try:
        yield
    finally:
        lock.release()


class Stop:
    """Whether the scheduler is to end.

    A plain mark: a signal's handler runs in the thread that it interrupts, and ``threading.Event.set`` there
    waits for ever for a lock that ``Event.wait`` holds.
    """

    def __init__(self) -> None:
        self._is_set = False

    def set(self) -> None:
        """Let it end."""
        self._is_set = True

    def is_set(self) -> bool:
        """Return whether it is to end."""
        return self._is_set

    def wait(self, seconds: float) -> bool:
        """Wait; return whether it is to end."""
        if not self._is_set:
            time.sleep(seconds)
        return self._is_set


@contextmanager
def rounds_of(
    register: Path, now: Callable[[], datetime], tell: Callable[[str], None]
) -> Iterator[tuple[Rounds, Diary]]:
    """Open what passes over an office need, as its only scheduler.

    Args:
        register: The register's file.
        now: Gives this moment, naive WIB.
        tell: Shows a line on the screen.

    Raises:
        PengaduanError: There is another scheduler, or the folder cannot be used.
    """
    office = RegisterOffice(register, now)
    diary = Diary(office.folder, now, tell)
    with alone(office.folder):
        mailing = Mailing(register, diary, now)
        yield Rounds(office, StampFile(office.folder), diary, now, mailing), diary


def run_until_stopped(rounds: Rounds, diary: Diary, stop: Stop) -> None:
    """Make what is due, again and again; a report under way is finished before the end."""
    diary.note("Jadwal berjalan. Hentikan dengan Ctrl-C.")
    last = ""
    while not stop.is_set():
        try:
            rounds.make_due()
            last = ""
        except PengaduanError as error:  # the folder of reports may be there again in a while
            if str(error) != last:
                diary.fault(error.problem, str(error))
            last = str(error)
        _pause(stop)
    diary.note("Jadwal dihentikan.")


@contextmanager
def stopped_by_signals(stop: Stop) -> Iterator[None]:
    """Set ``stop`` when the system or staff ask the process to end."""
    before = {}
    for name in STOP_SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, lambda *_: stop.set())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _pause(stop: Stop) -> None:
    for _ in range(round(PAUSE_SECONDS / STEP_SECONDS)):
        if stop.wait(STEP_SECONDS):
            return
