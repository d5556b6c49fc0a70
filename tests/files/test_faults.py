"""A small choice of the faults that ``benchmarks/faults.py`` tries by the hundred."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from desk_office import MAIL, DeskOffice, entry
from proof import fault_office, kills, syscalls
from proof.crowd import register_together
from proof.failing_calls import always, full_from, nth_of, replace_refused
from proof.fault_trials import Outcome, Scene, scenes
from proof.strace_calls import can_trace, traced_faults
from proof.write_points import POINTS, Watch
from save_samples import failing

from pengaduan_xl.register.journal.file import MAYBE_WRITTEN, Journal, JournalUnwritableError
from pengaduan_xl.register.store import ReadFailedError, RegisterFile, SaveFailedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proof.failing_calls import Call, Plan

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no fork and no SIGKILL"
)

NAME = "Register_Pengaduan.xlsx"
FIRST, ARCHIVING, LETTERS = range(3)
NOT, PENDING, ENTERED, MAYBE = (False, False), (True, True), (True, False), (None, False)


@pytest.fixture(scope="module")
def offices() -> Iterator[list[Scene]]:
    with scenes() as found:
        yield found


def never_taken_back(call: Call) -> int:
    """Let the journal's line be written, but neither reach the disk nor be cut off again."""
    return errno.EIO if call.name in {"os.fsync", "file.truncate"} else 0


def said(outcome: Outcome) -> tuple[bool | None, bool]:
    return outcome.happened, outcome.is_pending


# Killed


@pytest.mark.parametrize("point", POINTS)
def test_wherever_a_save_is_killed_nothing_acknowledged_is_lost(point: str) -> None:
    kills.warm_up()
    assert kills.point_faults(point) == (True, [])


def test_a_killed_process_that_had_acknowledged_its_acts_has_them_in_the_register() -> None:
    with fault_office.new_office() as office:
        killed = kills.killed_at(office, Watch("letter: before", 1), "Izin")
        claims = list(killed.claims)
        assert [claim.number for claim in claims] == ["2026-0001"]
        assert fault_office.after_next_session(office, claims, "Izin sesudahnya") == []


def test_half_a_backup_that_a_killed_save_left_is_removed_by_the_next(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path)
    office.receive()
    backups = tmp_path / "cadangan"
    stale = [
        backups / f".Register_Pengaduan_20261122-0800_12345678{suffix}.tmp"
        for suffix in (".xlsx", ".jurnal")
    ]
    others = [backups / ".Register_Pengaduan_2_20261122-0800_12345678.xlsx.tmp", backups / "a.tmp"]
    for path in (*stale, *others):
        path.write_bytes(b"PK")
    office.receive()
    assert [path.exists() for path in (*stale, *others)] == [False, False, True, True]


# Several at once


def test_registrations_from_two_processes_all_enter_under_numbers_of_their_own() -> None:
    crowd = register_together(2, 3)
    assert (len(crowd.claims), crowd.gave_up, crowd.faults) == (6, 0, [])


# Refused by the system

REFUSALS: dict[str, tuple[int, Plan, tuple[bool | None, bool]]] = {
    "the link cannot be looked at": (FIRST, nth_of("os.stat", 1, errno.EACCES), NOT),
    "the register cannot be looked at": (FIRST, nth_of("os.stat", 2, errno.EIO), NOT),
    "the lock cannot be made": (FIRST, nth_of("os.open", 1, errno.EROFS), NOT),
    "the journal cannot be begun": (FIRST, nth_of("io.open w", 2, errno.ENOSPC), NOT),
    "the journal's line does not fit": (ARCHIVING, nth_of("os.write", 1, errno.ENOSPC), NOT),
    "the journal does not reach the disk": (ARCHIVING, nth_of("os.fsync", 1, errno.EIO), NOT),
    "the journal's line cannot be taken back": (ARCHIVING, never_taken_back, MAYBE),
    "the new workbook does not fit": (ARCHIVING, nth_of("io.open w", 1, errno.ENOSPC), PENDING),
    "the workbook read cannot be closed": (ARCHIVING, nth_of("file.close", 5, errno.EIO), PENDING),
    "Excel's mark cannot be looked for": (ARCHIVING, nth_of("os.stat", 7, errno.EIO), PENDING),
    "the backup does not fit": (ARCHIVING, nth_of("io.open w", 4, errno.ENOSPC), PENDING),
    "the journal cannot be closed": (ARCHIVING, nth_of("file.close", 6, errno.EIO), ENTERED),
    "the mark is not written": (ARCHIVING, nth_of("os.write", 2, errno.EIO), ENTERED),
    "the journal cannot be archived": (ARCHIVING, nth_of("os.replace", 3, errno.EACCES), ENTERED),
    "the lock cannot be given back": (ARCHIVING, nth_of("fcntl.flock", 2, errno.EIO), ENTERED),
    "a letter does not fit": (LETTERS, nth_of("io.open w", 7, errno.ENOSPC), ENTERED),
    "the register is held for a while": (ARCHIVING, replace_refused(5, NAME), ENTERED),
    "the register is held for long": (ARCHIVING, replace_refused(6, NAME), PENDING),
    "nothing reaches the disk": (ARCHIVING, always("os.fsync", errno.EIO), NOT),
    "the disk is full from the start": (ARCHIVING, full_from(1), NOT),
}


@pytest.mark.parametrize(("scene", "plan", "expected"), REFUSALS.values(), ids=REFUSALS)
def test_what_is_said_of_a_save_is_true_when(
    offices: list[Scene], scene: int, plan: Plan, expected: tuple[bool | None, bool]
) -> None:
    outcome, faults = syscalls.plan_faults(offices[scene], plan)
    assert (said(outcome), faults) == (expected, [])


@pytest.mark.parametrize(
    ("call", "place", "expected"),
    [("fsync", 1, NOT), ("fsync", 2, PENDING), ("rename", 2, PENDING), ("unlink", 1, ENTERED)],
)
def test_what_is_said_of_a_save_is_true_when_the_kernel_refuses(
    offices: list[Scene], call: str, place: int, expected: tuple[bool | None, bool]
) -> None:
    if not can_trace():
        pytest.skip("strace cannot be used here")
    outcome, faults = traced_faults(offices[ARCHIVING], call, place, "EIO")
    assert (said(outcome), faults) == (expected, [])


def test_a_path_that_the_system_does_not_let_be_looked_at_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "is_symlink", failing(errno.EACCES))
    with pytest.raises(ReadFailedError) as caught:
        RegisterFile(tmp_path / NAME)
    assert str(caught.value) == (
        f"{NAME}: Register tidak dapat dibaca (tidak ada izin, atau berkas dipakai program lain). Periksa "
        "letak dan izin membaca berkas, atau tutup program yang memakainya. Tidak ada yang ditulis."
    )


def test_a_mark_that_cannot_be_looked_for_keeps_the_register_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = RegisterFile(DeskOffice(tmp_path).register)
    monkeypatch.setattr(Path, "exists", failing(errno.EIO))
    with pytest.raises(SaveFailedError, match="disk bermasalah"):
        file.check_writable()


def test_an_act_whose_refusal_cannot_be_written_is_told_as_uncertain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, other = DeskOffice(tmp_path / "a", 2), DeskOffice(tmp_path / "b", 2)
    other.at("2026-11-23T08:01").receive()
    full = JournalUnwritableError(office.register, "disk penuh")
    monkeypatch.setattr(Journal, "refuse", Mock(side_effect=full))
    with office.desk() as desk:
        desk.receive(MAIL, entry())
        office.register.write_bytes(other.register.read_bytes())
        with pytest.raises(JournalUnwritableError) as caught:
            desk.save()
    assert str(caught.value).endswith(MAYBE_WRITTEN)
