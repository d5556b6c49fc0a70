"""Acts while the workbook cannot be written: safe in the journal, entered at the next chance, never twice."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_office import CLERK, HEAD
from desk_office import MAIL, WALK_IN, DeskOffice, entry, walk
from journal_samples import FIRST, NOW, SECOND, THIRD, finish
from register_samples import chain_holds, read
from save_samples import failing

from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register import session, store
from pengaduan_xl.register.checkup import check_file
from pengaduan_xl.register.journal.file import Journal, JournalUnwritableError
from pengaduan_xl.register.schema import HISTORY, INCOMING, OUTGOING, RECAP, REGISTER
from pengaduan_xl.register.store import RegisterFile
from pengaduan_xl.register.xlsx.workbook import UnknownSheetError
from pengaduan_xl.reporting.recap import make_recap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pengaduan_xl.domain.findings import CellValue


@pytest.fixture
def office(tmp_path: Path) -> DeskOffice:
    return DeskOffice(tmp_path / "kantor")


def excel(office: DeskOffice) -> Path:
    """The mark that Excel has the register open."""
    return office.folder / f"~${office.register.name}"


def journal_of(office: DeskOffice) -> Journal:
    journal = Journal(office.register)
    journal.read()
    return journal


def acted(office: DeskOffice, form: dict[str, str] | None = None) -> tuple[str, bool, list[str]]:
    """Take in a visit; return its number, whether it waits, and what staff are told."""
    with office.desk() as desk:
        number = desk.receive(form or WALK_IN, entry()).complaint.number
        desk.save()
        return number, desk.is_pending, desk.notices


def in_file(office: DeskOffice) -> list[str]:
    """Numbers in the workbook itself."""
    return [row.complaint.number for row in read(office.register.read_bytes()).rows]


def is_sound(office: DeskOffice) -> bool:
    content = read(office.register.read_bytes())
    return chain_holds(content) and check_file(office.register, office.moment) == []


# The workbook cannot be written now


SAFE = (
    "Tindakan ini aman di jurnal, jangan diulangi; tindakan berikutnya atau pengaduan pulihkan "
    "memasukkannya ke register"
)


def open_in_excel(office: DeskOffice, _: pytest.MonkeyPatch) -> str:
    excel(office).touch()
    return f"Register sedang terbuka di Excel atau Calc (ada berkas {excel(office).name})"


def read_only(_: DeskOffice, broken: pytest.MonkeyPatch) -> str:
    broken.setattr(os, "access", lambda *_: False)
    return "Register tidak dapat disimpan (berkas hanya dapat dibaca)"


def no_room_for_a_backup(_: DeskOffice, broken: pytest.MonkeyPatch) -> str:
    broken.setattr(store, "back_up", failing(errno.ENOSPC))
    return "Register tidak dapat disimpan (disk penuh)"


def no_room_for_a_workbook(_: DeskOffice, broken: pytest.MonkeyPatch) -> str:
    def write(*_: object) -> None:
        raise store.SaveFailedError(Path("x"), "disk penuh")

    broken.setattr(RegisterFile, "_patch", write)
    return "Register tidak dapat disimpan (disk penuh)"


HINDRANCES = (open_in_excel, read_only, no_room_for_a_backup, no_room_for_a_workbook)


@pytest.mark.parametrize("hinder", HINDRANCES)
def test_an_act_waits_while_the_workbook_cannot_be_written(
    office: DeskOffice,
    monkeypatch: pytest.MonkeyPatch,
    hinder: Callable[[DeskOffice, pytest.MonkeyPatch], str],
) -> None:
    before = office.fingerprint()
    with monkeypatch.context() as broken:
        problem = hinder(office, broken)
        assert acted(office) == (FIRST, True, [f"{problem}. {SAFE}"])
    assert office.fingerprint() == before
    excel(office).unlink(missing_ok=True)
    told = "1 tindakan yang tertunda sudah dimasukkan ke register"
    assert acted(office) == (SECOND, False, [told])
    assert in_file(office) == [FIRST, SECOND]
    assert is_sound(office)


def test_an_act_that_waits_is_seen_by_who_reads_and_told_by_periksa(office: DeskOffice) -> None:
    excel(office).touch()
    office.receive()
    reading = read_ledger(office.register)
    assert [case.complaint.number for case in reading.ledger.cases()] == [FIRST]
    assert reading.notices == ["1 tindakan menunggu di jurnal untuk masuk ke register"]
    assert list(map(str, check_file(office.register, office.moment))) == [
        "Jurnal (2026-0001): Tindakan belum masuk ke register: 2026-0001: Diterima oleh Petugas Contoh "
        "(23/11/2026 08.00). Jalankan: pengaduan pulihkan."
    ]


def test_acts_that_wait_build_on_each_other_with_letters_and_all(office: DeskOffice) -> None:
    excel(office).touch()
    number = office.receive()
    for by in (CLERK, CLERK, HEAD):
        finish(office, number, by)
    office.letter(number, "undangan")
    office.letter(number, "undangan", tempat="Ruang 2")
    assert (in_file(office), len(office.letters())) == ([], 3)
    excel(office).unlink()
    finish(office, number, HEAD)
    assert office.column(HISTORY, "No. Urut") == [str(seq + 1) for seq in range(9)]
    assert len(office.rows(OUTGOING)) == 1
    assert (office.state().step, is_sound(office)) == (5, True)


def rows_after_a_morning(office: DeskOffice) -> list[list[Mapping[str, CellValue]]]:
    """The lists after a few acts, of which the last is made when Excel is closed."""
    office.receive()
    finish(office, FIRST)
    make_recap(office.register, NOW.date(), "", lambda: office.moment)
    excel(office).unlink(missing_ok=True)
    office.receive()
    return [
        [row.values for row in office.rows(table)] for table in (REGISTER, HISTORY, INCOMING, RECAP)
    ]


def test_what_waited_is_the_same_row_for_row_as_what_did_not(tmp_path: Path) -> None:
    at_once, later = DeskOffice(tmp_path / "langsung"), DeskOffice(tmp_path / "tertunda")
    excel(later).touch()
    assert rows_after_a_morning(later) == rows_after_a_morning(at_once)


def test_several_acts_of_one_save_wait_together(office: DeskOffice) -> None:
    excel(office).touch()
    with office.desk() as desk:
        walk(desk, desk.receive(WALK_IN, entry()).complaint.number, 4)
        desk.receive(MAIL, entry())
        desk.save()
    excel(office).unlink()
    assert acted(office)[2] == ["5 tindakan yang tertunda sudah dimasukkan ke register"]
    assert in_file(office) == [FIRST, SECOND, THIRD]
    assert is_sound(office)


def test_a_session_without_an_act_of_its_own_enters_what_waits(office: DeskOffice) -> None:
    excel(office).touch()
    office.receive()
    with office.desk() as desk:
        assert desk.notices == []
    excel(office).unlink()
    with office.desk():
        pass
    assert in_file(office) == [FIRST]


def test_acts_that_were_entered_are_marked_so(office: DeskOffice) -> None:
    office.receive()
    excel(office).touch()
    office.receive()
    assert [one.entered for one in journal_of(office).content.wanted()] == [True, False]
    excel(office).unlink()
    office.receive()
    assert [one.entered for one in journal_of(office).content.wanted()] == [True] * 3


def test_an_act_whose_mark_was_lost_is_not_entered_twice(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        unwritable = JournalUnwritableError(office.register, "disk penuh")
        broken.setattr(Journal, "mark_entered", lambda *_: (_ for _ in ()).throw(unwritable))
        office.receive()
    assert not journal_of(office).content.wanted()[0].entered
    assert office.receive() == SECOND
    assert (in_file(office), is_sound(office)) == ([FIRST, SECOND], True)
    assert [one.entered for one in journal_of(office).content.wanted()] == [True, True]


# The journal cannot be written


@pytest.mark.parametrize("call", ["begin", "append"])
def test_an_act_that_the_journal_does_not_take_has_not_happened(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    if call == "append":
        office.receive()
    before, letters = office.fingerprint(), office.letters()
    with office.desk() as desk:
        walk(desk, desk.receive(WALK_IN, entry()).complaint.number, 4)
        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", failing(errno.ENOSPC))
            with pytest.raises(JournalUnwritableError, match="Tidak ada yang ditulis"):
                desk.save()
        desk.save()
    assert (office.fingerprint(), office.letters()) == (before, letters)
    assert is_sound(office)


def test_a_workbook_that_cannot_hold_an_act_keeps_it_out_of_the_journal(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(*_: object) -> None:
        raise UnknownSheetError(office.register, "x", [])

    monkeypatch.setattr(RegisterFile, "_patch", write)
    with office.desk() as desk:
        desk.receive(MAIL, entry())
        with pytest.raises(UnknownSheetError):
            desk.save()
    assert journal_of(office).content.entries == {}


# Archives


def test_a_journal_that_has_grown_goes_to_the_backups(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "ARCHIVE_BYTES", 1)
    for _ in range(3):
        office.receive()
    journal = journal_of(office)
    assert (journal.content.anchor.seq, journal.content.entries) == (3, {})
    assert [one.anchor.seq for one in journal.archived()] == [0, 1, 2]
    assert (office.receive(), is_sound(office)) == ("2026-0004", True)


def test_a_journal_with_acts_that_wait_stays(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "ARCHIVE_BYTES", 1)
    excel(office).touch()
    office.receive()
    assert journal_of(office).archived() == []


def test_backups_that_take_no_journal_do_not_undo_an_act(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "ARCHIVE_BYTES", 1)
    with monkeypatch.context() as broken:
        broken.setattr(Journal, "_copy_to_backups", failing(errno.ENOSPC))
        assert acted(office) == (FIRST, False, [])
    assert len(journal_of(office).content.entries) == 1
    assert (acted(office)[0], len(journal_of(office).archived())) == (SECOND, 1)
