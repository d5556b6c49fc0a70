"""Acts while somebody else saves the register: entered into what is there now, refused, or left waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_office import WALK_IN, DeskOffice, entry
from journal_samples import FIRST, SECOND, THIRD, finish
from register_samples import chain_holds, read

from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register import store
from pengaduan_xl.register.checkup import check_file
from pengaduan_xl.register.journal.file import MAYBE_WRITTEN, Journal, JournalUnwritableError
from pengaduan_xl.register.store import ExternallyChangedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def office(tmp_path: Path) -> DeskOffice:
    return DeskOffice(tmp_path / "kantor")


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


SAFE = (
    "Tindakan ini aman di jurnal, jangan diulangi; tindakan berikutnya atau pengaduan pulihkan "
    "memasukkannya ke register"
)


def changing(office: DeskOffice, *contents: bytes | None) -> Callable[[Path], None]:
    """``sync`` during which somebody else saves the register: these bytes, one after the other."""
    left = list(contents)

    def sync(_: Path) -> None:
        if left:
            content = left.pop(0)
            if content is None:
                office.register.unlink()
            else:
                office.register.write_bytes(content)

    return sync


def with_city(office: DeskOffice, city: str) -> bytes:
    """The register after somebody typed another city into Pengaturan."""
    before = office.register.read_bytes()
    office.set("Kota penandatanganan", city)
    after = office.register.read_bytes()
    office.register.write_bytes(before)
    return after


def test_an_act_is_entered_into_what_others_saved_meanwhile(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = [with_city(office, city) for city in ("Lahat", "Pagar Alam")]
    monkeypatch.setattr(store, "sync", changing(office, *theirs))
    assert acted(office) == (FIRST, False, [])
    assert read_ledger(office.register).ledger.settings.city == "Pagar Alam"
    assert (in_file(office), is_sound(office)) == ([FIRST], True)


def test_an_act_waits_when_others_save_again_and_again(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = [with_city(office, f"Kota {number}") for number in range(9)]
    with monkeypatch.context() as broken:
        broken.setattr(store, "sync", changing(office, *theirs))
        _, is_pending, notices = acted(office)
    problem = "Register diubah orang lain selagi tindakan ini diproses"
    assert (is_pending, notices) == (True, [f"{problem}. {SAFE}"])
    assert acted(office)[0] == SECOND
    assert (in_file(office), is_sound(office)) == ([FIRST, SECOND], True)


def other_history(office: DeskOffice) -> bytes:
    """The register after a colleague finished the step on another computer, without this journal."""
    copy = DeskOffice(office.folder.parent / "salinan").at("2026-11-23T08:10")
    copy.register.write_bytes(office.register.read_bytes())
    finish(copy, FIRST)
    return copy.register.read_bytes()


def test_an_act_that_does_not_go_with_what_others_saved_is_refused(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.receive()
    theirs = other_history(office)
    with monkeypatch.context() as broken, office.desk() as desk:
        desk.finish(FIRST, entry())
        number = desk.receive(WALK_IN, entry()).complaint.number
        broken.setattr(store, "sync", changing(office, theirs))
        with pytest.raises(ExternallyChangedError) as caught:
            desk.save()
    assert str(caught.value) == (
        f"{office.register.name}: Register diubah orang lain selagi tindakan ini diproses. Ulangi tindakan; "
        "perubahan orang lain tetap utuh. Tidak ada yang ditulis."
    )
    assert (office.register.read_bytes(), number) == (theirs, SECOND)
    assert acted(office.at("2026-11-23T08:12"))[:2] == (THIRD, False)
    assert is_sound(office)


def test_an_act_that_goes_with_nothing_and_cannot_be_refused_may_have_been_written(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.receive()
    theirs = other_history(office)
    unwritable = JournalUnwritableError(office.register, "disk penuh")
    with monkeypatch.context() as broken, office.desk() as desk:
        desk.finish(FIRST, entry())
        broken.setattr(store, "sync", changing(office, theirs))
        broken.setattr(Journal, "refuse", lambda *_: (_ for _ in ()).throw(unwritable))
        with pytest.raises(JournalUnwritableError, match=MAYBE_WRITTEN):
            desk.save()
    assert read_ledger(office.register).notices[0].startswith("Tindakan di jurnal bertentangan")


def test_of_an_act_that_was_refused_no_letter_is_written(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(office, office.receive())
    theirs = other_history(office)
    with monkeypatch.context() as broken, office.desk() as desk:
        desk.finish(FIRST, entry())
        broken.setattr(store, "sync", changing(office, theirs))
        with pytest.raises(ExternallyChangedError):
            desk.save()
        desk.save()
    assert office.letters() == []


@pytest.mark.parametrize(
    ("theirs", "problem"),
    [(None, "Register tidak ditemukan"), (b"rusak", "Berkas ini bukan buku kerja Excel")],
)
def test_an_act_waits_when_the_register_vanishes_or_breaks_meanwhile(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch, theirs: bytes | None, problem: str
) -> None:
    before = office.register.read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr(store, "sync", changing(office, theirs))
        number, is_pending, notices = acted(office)
    assert (number, is_pending, len(notices)) == (FIRST, True, 1)
    assert notices[0].endswith(SAFE), problem
    office.register.write_bytes(before)
    assert acted(office)[0] == SECOND
    assert (in_file(office), is_sound(office)) == ([FIRST, SECOND], True)


def test_an_act_waits_when_an_old_copy_is_put_back_meanwhile(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = office.register.read_bytes()
    office.receive()
    with monkeypatch.context() as broken:
        broken.setattr(store, "sync", changing(office, old))
        number, is_pending, notices = acted(office)
    assert (number, is_pending) == (SECOND, True)
    assert notices[0].startswith("Register kehilangan 1 tindakan yang ada di jurnal (2026-0001: ")
