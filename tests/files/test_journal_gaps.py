"""Rows missing from the middle, marks lost after sealing anew, and journals of a later version."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_office import DeskOffice, entry
from journal_samples import FIRST, NOW, STEP_3, another_register, in_past, past, without_rows

from pengaduan_xl import recovering
from pengaduan_xl.desk import Desk
from pengaduan_xl.letters.render import TemplateUnreadableError
from pengaduan_xl.register.checkup import check_file
from pengaduan_xl.register.journal import lines
from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.opened import (
    LostActsError,
    NewerJournalError,
    Opened,
    open_register,
)
from pengaduan_xl.register.schema import HISTORY
from pengaduan_xl.register.session import ClosedRegister
from pengaduan_xl.register.store import RegisterFile

ROW_IN_THE_MIDDLE = 1


def opened(office: DeskOffice) -> Opened:
    return open_register(RegisterFile(office.register), Journal(office.register))


@pytest.fixture
def robbed(tmp_path: Path) -> DeskOffice:
    """An office whose journal was archived, and from whose Riwayat a row was deleted afterwards."""
    office = in_past(tmp_path / "kantor", STEP_3, STEP_3)
    register = ClosedRegister(office.register, lambda: NOW)
    register.archive_journal(register.ledger)
    office.register.write_bytes(without_rows(past().states[STEP_3], HISTORY, ROW_IN_THE_MIDDLE))
    return office


def test_a_row_that_only_an_archived_journal_knows_is_missed(robbed: DeskOffice) -> None:
    found = opened(robbed)
    assert isinstance(found.trouble, LostActsError)
    assert len(found.lost) == 1


def test_it_comes_back_to_its_own_place(robbed: DeskOffice) -> None:
    recovering.recover(robbed.register, lambda: NOW)
    assert check_file(robbed.register, NOW) == []


def test_once_refused_it_is_not_missed_any_more(robbed: DeskOffice) -> None:
    refused = recovering.refuse(robbed.register, "Petugas Contoh", "Sengaja", lambda: NOW)
    assert len(refused.entries) == 1
    assert opened(robbed).trouble is None


def test_an_act_sealed_anew_is_known_again_though_the_mark_was_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = DeskOffice(tmp_path / "kantor")
    office.receive()
    fork = office.register.read_bytes()
    office.at("2026-11-23T08:05").receive()
    journal = Journal(office.register).path.read_bytes()
    office.register.write_bytes(fork)
    Journal(office.register).path.unlink()
    with office.at("2026-11-23T08:10").desk() as desk:
        desk.finish(FIRST, entry())
        desk.save()
    Journal(office.register).path.write_bytes(journal)
    with monkeypatch.context() as killed:
        killed.setattr(Journal, "mark_entered", lambda *_: None)
        recovering.recover(office.register, lambda: office.moment)
    assert opened(office).trouble is None
    with office.desk() as desk:
        desk.finish("2026-0002", entry())
        desk.save()
    assert check_file(office.register, office.moment) == []


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DeskOffice:
    """An office whose journal was begun by a later version."""
    office = DeskOffice(tmp_path / "kantor")
    with monkeypatch.context() as later:
        later.setattr("pengaduan_xl.register.journal.file.VERSION", lines.VERSION + 1)
        office.receive()
    return office


def test_a_journal_of_a_later_version_is_not_guessed_at(newer: DeskOffice) -> None:
    with pytest.raises(NewerJournalError) as caught, newer.desk():
        pass
    assert str(caught.value) == (
        "Register_Pengaduan.xlsx.jurnal: Jurnal ditulis program yang lebih baru (versi jurnal 2, dikenal "
        "sampai 1). Perbarui pengaduan_xl di komputer ini. Tidak ada yang ditulis."
    )


def test_a_journal_of_a_later_version_is_neither_emptied_nor_set_aside(newer: DeskOffice) -> None:
    before = Journal(newer.register).path.read_bytes()
    with pytest.raises(NewerJournalError):
        recovering.recover(newer.register, lambda: NOW)
    with pytest.raises(NewerJournalError):
        recovering.refuse(newer.register, "Petugas Contoh", "Baru", lambda: NOW)
    assert Journal(newer.register).path.read_bytes() == before


def test_an_archive_of_another_register_of_that_name_is_left_out(tmp_path: Path) -> None:
    office = another_register(tmp_path / "kantor")
    register = ClosedRegister(office.register, lambda: NOW)
    register.archive_journal(register.ledger)
    own = in_past(tmp_path / "lain", STEP_3, None)
    (own.folder / "cadangan").mkdir(exist_ok=True)
    for kept in (office.folder / "cadangan").glob("*.jurnal"):
        (own.folder / "cadangan" / kept.name).write_bytes(kept.read_bytes())
    assert opened(own).lacking == []


def test_a_template_that_the_system_does_not_give_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = DeskOffice(tmp_path / "kantor", step=2)

    def refused(_: Path) -> None:
        raise PermissionError(13, "ditolak")

    with Desk(office.register, lambda: office.moment) as desk:
        monkeypatch.setattr(Path, "exists", refused)
        monkeypatch.setattr(Path, "read_bytes", refused)
        with pytest.raises(TemplateUnreadableError, match="tidak dapat dibaca"):
            desk.finish(FIRST, entry())
