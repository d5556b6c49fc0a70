"""Backups of the register: listed with what they lack, and put back in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_office import DeskOffice, entry
from journal_office import is_clean, numbers, recover

from pengaduan_xl import recovering
from pengaduan_xl.recovering import UnknownBackupError
from pengaduan_xl.register import backups as backup_files
from pengaduan_xl.register.journal import file as journal_file
from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.store import ReadFailedError, RegisterOpenError

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND = "2026-0001", "2026-0002"


@pytest.fixture
def office(tmp_path: Path) -> DeskOffice:
    return DeskOffice(tmp_path / "kantor")


def test_backups_are_listed_newest_first_with_what_they_lack(office: DeskOffice) -> None:
    office.receive()
    office.at("2026-11-23T09:00").receive()
    found = recovering.backups(office.register)
    assert [(b.moment.hour, b.cases, [act.number for act in b.lacks]) for b in found] == [
        (9, 1, [SECOND]),
        (8, 0, [FIRST, SECOND]),
    ]
    assert all(backup.for_good == [] for backup in found)


def test_a_backup_without_its_journal_tells_what_cannot_come_back(office: DeskOffice) -> None:
    office.receive()
    Journal(office.register).set_aside("hilang", office.moment)
    with office.desk() as desk:
        desk.finish(FIRST, entry())
        desk.save()
    oldest = recovering.backups(office.register)[-1]
    assert [act.label for act in oldest.lacks] == [act.label for act in oldest.for_good]
    assert len(oldest.lacks) == 1


def test_a_backup_that_cannot_be_read_is_listed_with_the_reason(office: DeskOffice) -> None:
    office.receive()
    backup = next((office.folder / "cadangan").glob("*.xlsx"))
    backup.write_bytes(b"rusak")
    found = recovering.backups(office.register)[0]
    assert (found.cases, "bukan buku kerja" in found.problem) == (None, True)


def test_an_office_without_backups_has_none(office: DeskOffice) -> None:
    assert recovering.backups(office.register) == []
    with pytest.raises(UnknownBackupError) as caught:
        recovering.choose([], "1")
    assert str(caught.value) == (
        "cadangan: Cadangan '1' tidak ada. Folder cadangan belum berisi cadangan register ini. "
        "Tidak ada yang ditulis."
    )


def test_backups_that_the_system_does_not_list_are_told(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> None:
        raise PermissionError(13, "ditolak")

    monkeypatch.setattr(recovering, "backups_of", refused)
    with pytest.raises(ReadFailedError, match="tidak ada izin"):
        recovering.backups(office.register)


def test_a_backup_is_chosen_by_number_or_name(office: DeskOffice) -> None:
    office.receive()
    found = recovering.backups(office.register)
    assert recovering.choose(found, "1") == recovering.choose(found, found[0].path.name)
    for word in ("0", "2", "lain.xlsx"):
        with pytest.raises(UnknownBackupError, match=f"Cadangan '{word}' tidak ada"):
            recovering.choose(found, word)


def test_going_back_keeps_what_was_there_and_the_journal_fills_in_the_rest(
    office: DeskOffice,
) -> None:
    office.receive()
    office.receive()
    oldest = recovering.backups(office.register)[-1]
    before = office.register.read_bytes()
    recovering.go_back(office.register, oldest, lambda: office.moment)
    assert before in [path.read_bytes() for path in (office.folder / "cadangan").glob("*.xlsx")]
    recover(office)
    assert (numbers(office), is_clean(office)) == ([FIRST, SECOND], True)


def test_a_deleted_register_comes_back(office: DeskOffice) -> None:
    office.receive()
    office.register.unlink()
    recovering.go_back(
        office.register, recovering.backups(office.register)[0], lambda: office.moment
    )
    recover(office)
    assert numbers(office) == [FIRST]


def test_a_register_open_in_excel_is_not_replaced(office: DeskOffice) -> None:
    office.receive()
    (office.folder / "~$Register_Pengaduan.xlsx").touch()
    before = office.register.read_bytes()
    with pytest.raises(RegisterOpenError):
        recovering.go_back(
            office.register, recovering.backups(office.register)[0], lambda: office.moment
        )
    assert office.register.read_bytes() == before


def test_files_that_only_look_like_backups_are_left_out(office: DeskOffice) -> None:
    office.receive()
    (office.folder / "cadangan" / "Register_Pengaduan_20261399-0800_0123abcd.xlsx").touch()
    assert len(backup_files.backups_of(office.register)) == 1


def test_a_journal_is_archived_only_when_it_is_large(office: DeskOffice) -> None:
    office.receive()
    assert journal_file.ARCHIVE_BYTES == 1_000_000
    assert list((office.folder / "cadangan").glob("*.jurnal")) == []
