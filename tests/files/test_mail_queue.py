"""The queue on disk: whole files, private, remembered, never put twice."""

from __future__ import annotations

import json
import os
import stat
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from mail_office import MONDAY, item

from pengaduan_xl.mail.items import State
from pengaduan_xl.mail.queue import Queue, QueueBusyError, QueueRefusedError

if TYPE_CHECKING:
    from pathlib import Path

ONE = item()
MAIL = b"Subject: Uji\r\n\r\nisi\r\n"


@pytest.fixture
def queue(tmp_path: Path) -> Queue:
    return Queue(tmp_path / "laporan")


def names(queue: Queue) -> list[str]:
    return sorted(path.suffix for path in queue.folder.iterdir())


def test_a_mail_comes_back_as_it_was_put(queue: Queue) -> None:
    assert queue.add(ONE, MAIL)
    assert queue.items() == queue.unsent() == [ONE]
    assert queue.message(ONE) == MAIL
    assert names(queue) == [".eml", ".json"]


def test_a_mail_is_put_once(queue: Queue) -> None:
    queue.add(ONE, MAIL)
    queue.update(ONE.moved(State.SENT, MONDAY))
    assert not queue.add(ONE, MAIL)
    assert queue.items()[0].state is State.SENT


@pytest.mark.parametrize("state", [State.SENT, State.REPLACED])
def test_what_is_over_keeps_its_note_and_not_its_mail(queue: Queue, state: State) -> None:
    queue.add(ONE, MAIL)
    queue.update(ONE.moved(state, MONDAY, "x"))
    assert (names(queue), queue.unsent(), queue.message(ONE)) == ([".json"], [], None)


def test_all_fields_survive(queue: Queue) -> None:
    full = item(
        State.HELD, tries=3, next_try=MONDAY, reason="é", waits_for_server=True, is_ordered=True
    )
    queue.add(full, MAIL)
    assert queue.item(full.key) == full


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX knows them")
def test_only_this_account_reads_the_files(queue: Queue) -> None:
    queue.add(ONE, MAIL)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in queue.folder.iterdir()}
    assert modes == {0o600}


def test_an_empty_queue_is_no_folder(queue: Queue) -> None:
    assert (queue.items(), queue.unsent(), queue.item(ONE.key)) == ([], [], None)
    assert not queue.folder.exists()


@pytest.mark.parametrize("key", ["", "x", "../../etc/passwd", "0123456789-ABCDEF", f"{ONE.key}\n"])
def test_a_key_leads_nowhere_else(queue: Queue, key: str) -> None:
    queue.add(ONE, MAIL)
    assert queue.item(key) is None


def test_what_a_killed_process_left_is_swept(queue: Queue) -> None:
    queue.add(ONE, MAIL)
    for name in ("0123456789-fedcba.eml", f".{ONE.key}.json.7.tmp", "catatan.eml"):
        (queue.folder / name).write_bytes(b"x")
    queue.tidy(MONDAY)
    left = {path.name for path in queue.folder.iterdir()}
    assert left == {f"{ONE.key}.eml", f"{ONE.key}.json", "catatan.eml"}


def damage(queue: Queue, **changes: object) -> State:
    """Change fields of a mail's file by hand; return how it stands then."""
    queue.add(ONE, MAIL)
    path = queue.folder / f"{ONE.key}.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | changes), encoding="utf-8")
    (found,) = queue.items()
    return found.state


@pytest.mark.parametrize(
    "changes",
    [
        {"address": "a@b.id\r\nRCPT TO:<c@d.id>"},
        {"state": "selesai"},
        {"due": None},
        {"due": "besok"},
        {"queued": "2026-11-23T15:30+07:00"},
        {"tries": "dua"},
        {"files": 3},
    ],
)
def test_a_file_changed_by_hand_counts_as_perhaps_sent(
    queue: Queue, changes: dict[str, object]
) -> None:
    assert damage(queue, **changes) is State.DAMAGED


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"null", b"[" * 5000])
def test_a_damaged_file_counts_as_perhaps_sent(queue: Queue, content: bytes) -> None:
    queue.add(ONE, MAIL)
    (queue.folder / f"{ONE.key}.json").write_bytes(content)
    (found,) = queue.items()
    assert (found.state, found.reason) == (
        State.DAMAGED,
        f"{ONE.key}.json rusak; apakah terkirim tidak diketahui",
    )
    assert not queue.add(ONE, MAIL)


@pytest.mark.parametrize(
    ("state", "stays"),
    [(State.SENT, False), (State.FAILED, False), (State.UNSURE, False), (State.WAITING, True)],
)
def test_what_was_decided_is_forgotten_after_three_months(
    queue: Queue, state: State, stays: bool
) -> None:
    queue.add(item(state), MAIL)
    queue.tidy(MONDAY + timedelta(days=90))
    assert len(queue.items()) == 1
    queue.tidy(MONDAY + timedelta(days=91))
    assert bool(queue.items()) is stays
    assert bool(list(queue.folder.iterdir())) is stays


def test_only_one_sends_at_a_time(queue: Queue) -> None:
    with queue.held(), pytest.raises(QueueBusyError) as caught, Queue(queue.folder.parent).held():
        pass
    assert str(caught.value) == (
        "kiriman: Kiriman sedang dikirim proses lain. Tunggu sebentar, lalu lihat: pengaduan kirim --status. "
        "Tidak ada yang ditulis."
    )
    with queue.held():
        pass


def test_a_queue_that_the_system_refuses_is_told(queue: Queue) -> None:
    queue.folder.parent.mkdir()
    queue.folder.write_bytes(b"bukan folder")
    for call in (queue.items, lambda: queue.add(ONE, MAIL), lambda: queue.update(ONE)):
        with pytest.raises(QueueRefusedError):
            call()
    with pytest.raises(QueueRefusedError), queue.held():
        pass
    assert str(QueueRefusedError(OSError(28, "full"))) == (
        "kiriman: Antrean kiriman tidak dapat dibaca atau ditulis (disk penuh). Periksa izin folder "
        "laporan/kiriman dan ruang disk; laporannya sendiri tidak terganggu. Yang belum ditandai terkirim "
        "tetap di antrean."
    )


def test_a_note_that_cannot_be_read_is_told_not_guessed(queue: Queue) -> None:
    (queue.folder / f"{ONE.key}.json").mkdir(parents=True)
    (queue.folder / f"{ONE.key}.eml").mkdir()
    with pytest.raises(QueueRefusedError):
        queue.items()
    with pytest.raises(QueueRefusedError):
        queue.message(ONE)


def test_a_refused_write_leaves_the_old_file_and_no_other(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue.add(ONE, MAIL)

    def full(_: int) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(QueueRefusedError):
        queue.update(ONE.moved(State.SENT, MONDAY))
    assert queue.items() == [ONE]
    assert names(queue) == [".eml", ".json"]
