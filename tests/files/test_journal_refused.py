"""Writing the journal when the operating system refuses: the act has not happened, or nobody can tell."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from journal_samples import ANCHOR, NOW, SECOND, THIRD, again, archives, begun, draft
from save_samples import failing

from pengaduan_xl.register.journal import file as journal_file
from pengaduan_xl.register.journal.file import (
    Journal,
    JournalUnreadableError,
    JournalUnwritableError,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return begun(tmp_path)


def test_a_journal_that_cannot_be_read_is_named(journal: Journal) -> None:
    journal.path.unlink()
    journal.path.mkdir()
    with pytest.raises(JournalUnreadableError) as caught:
        journal.read()
    assert str(caught.value) == (
        "Register.xlsx.jurnal: Jurnal tidak dapat dibaca (yang ditunjuk adalah folder). Periksa letak dan "
        "izin membaca berkas, atau tutup program yang memakainya. Tidak ada yang ditulis."
    )


def refused(journal: Journal) -> str:
    """Return what appending an act is answered with; what is remembered is as it was."""
    before = list(journal.content.entries)
    with pytest.raises(JournalUnwritableError) as caught:
        journal.append([draft(6, SECOND)], NOW)
    assert list(journal.content.entries) == before
    return str(caught.value)


def half_written(room: int) -> Callable[[int, bytes], int]:
    """``os.write`` of a disk that is full after some bytes."""
    write, left = os.write, [room]

    def call(handle: int, block: bytes) -> int:
        if not left[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken = write(handle, block[: left[0]])
        left[0] -= taken
        return taken

    return call


@pytest.mark.parametrize("room", [0, 1, 200])
def test_a_full_disk_leaves_the_journal_as_it_was(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    before = journal.path.read_bytes()
    monkeypatch.setattr(os, "write", half_written(room))
    assert refused(journal) == (
        "Register.xlsx.jurnal: Jurnal tidak dapat ditulis (disk penuh). Periksa ruang disk dan izin menulis "
        "folder, lalu ulangi. Tidak ada yang ditulis."
    )
    assert journal.path.read_bytes() == before


def test_an_act_that_never_got_to_the_disk_is_taken_back(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = journal.path.read_bytes()
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    assert "(disk bermasalah)" in refused(journal)
    assert journal.path.read_bytes() == before


def test_an_act_that_cannot_be_taken_back_may_have_been_written(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    monkeypatch.setattr(Path, "open", with_failing(Path.open, "truncate"))
    assert refused(journal) == (
        "Register.xlsx.jurnal: Jurnal tidak dapat ditulis (disk bermasalah). Periksa ruang disk dan izin "
        "menulis folder, lalu ulangi. Tindakan mungkin tercatat di jurnal; lihat dengan pengaduan pulihkan "
        "sebelum mengulanginya."
    )
    assert len(again(journal).entries) == 2
    assert "(berubah sejak dibaca)" in refused(journal)


def with_failing(whole: Callable[..., Any], call: str) -> Callable[..., Any]:
    """``Path.open`` of files that refuse one call."""

    class Refusing:
        def __init__(self, file: Any) -> None:
            self.file = file

        def __enter__(self) -> Refusing:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()
            if call == "close":
                raise OSError(errno.EIO, os.strerror(errno.EIO))

        def __getattr__(self, name: str) -> Any:
            return failing(errno.EIO) if name == call else getattr(self.file, name)

    return lambda *arguments, **options: Refusing(whole(*arguments, **options))


def test_an_act_on_the_disk_is_written_even_if_its_file_cannot_be_closed(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Path, "open", with_failing(Path.open, "close"))
        journal.append([draft(6, SECOND)], NOW)
    assert again(journal) == journal.content


def test_a_disk_that_takes_bytes_in_parts_gets_all_of_them(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, block: write(handle, block[:7]))
    journal.append([draft(6, SECOND)], NOW)
    assert again(journal) == journal.content


def test_nothing_is_written_into_a_journal_that_somebody_else_changed(journal: Journal) -> None:
    other = Journal(journal.register)
    other.read()
    other.append([draft(6, THIRD)], NOW)
    assert "(berubah sejak dibaca)" in refused(journal)
    journal.path.unlink()
    assert "(folder atau berkas hilang)" in refused(journal)


@pytest.mark.parametrize("call", ["sync", "remove"])
def test_a_journal_that_cannot_be_begun_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.setattr(journal_file, "sync", failing(errno.ENOSPC))
    if call == "remove":
        monkeypatch.setattr(Path, "write_bytes", failing(errno.ENOSPC))
    with pytest.raises(JournalUnwritableError, match=r"\(disk penuh\)"):
        Journal(tmp_path / "Register.xlsx").begin(ANCHOR, {}, NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_journal_stays_when_the_backups_take_no_copy(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = journal.path.read_bytes()
    monkeypatch.setattr(journal_file, "sync", failing(errno.ENOSPC))
    for leave in (
        lambda: journal.archive(ANCHOR, NOW),
        lambda: journal.set_aside("asing", NOW),
    ):
        with pytest.raises(JournalUnwritableError, match=r"\(disk penuh\)"):
            leave()
        assert (journal.path.read_bytes(), archives(journal)) == (before, [])


def test_archives_that_cannot_be_renamed_are_named(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.archive(ANCHOR, NOW)
    monkeypatch.setattr(Path, "replace", failing(errno.EACCES))
    with pytest.raises(JournalUnwritableError, match="izin"):
        journal.retire_archives("ditolak")
