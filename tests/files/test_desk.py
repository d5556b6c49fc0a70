"""A session on the desk: acts in memory, one save, and nothing written without it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from cli_office import CLERK, HEAD
from desk_office import MAIL, WALK_IN, DeskOffice, entry
from filelock import FileLock, Timeout

from pengaduan_xl.desk import Entry
from pengaduan_xl.domain.completeness import UnknownItemError
from pengaduan_xl.domain.officers import AmbiguousOfficerError, OfficerNotFoundError
from pengaduan_xl.domain.refusals import ActRefusedError
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.schema import HISTORY, INCOMING, REGISTER
from pengaduan_xl.register.schema_rules import OFFICERS

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.desk import Desk

FIRST = "2026-0001"


@pytest.fixture
def office(tmp_path: Path) -> DeskOffice:
    return DeskOffice(tmp_path / "kantor")


def is_free(office: DeskOffice) -> bool:
    """Whether another program could take the register's lock now."""
    lock = FileLock(f"{office.register}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    lock.release()
    return True


def test_several_acts_reach_the_file_in_one_save(office: DeskOffice) -> None:
    with office.desk() as desk:
        for _ in range(3):
            desk.receive(MAIL, entry())
        desk.finish("2026-0002", entry())
        desk.save()
    assert office.column(REGISTER, "No. Register") == [FIRST, "2026-0002", "2026-0003"]
    assert office.column(REGISTER, "Tahap") == ["1", "2", "1"]
    assert (office.events(), office.backups()) == (4, 1)
    assert office.findings() == []


def test_leaving_without_saving_writes_nothing(office: DeskOffice) -> None:
    before, files = office.fingerprint(), sorted(office.folder.rglob("*.*"))
    with office.desk() as desk:
        desk.receive(MAIL, entry())
        desk.finish(FIRST, entry())
        desk.finish(FIRST, entry())
        assert desk.ledger.is_changed
    assert office.fingerprint() == before
    assert {*office.folder.rglob("*.*")} - {*files} <= {
        office.folder / f"{office.register.name}.lock"
    }


def test_an_error_inside_the_session_writes_nothing(office: DeskOffice) -> None:
    before = office.fingerprint()

    def fail(desk: Desk) -> None:
        desk.receive(MAIL, entry())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), office.desk() as desk:
        fail(desk)
    assert (office.fingerprint(), office.letters()) == (before, [])
    assert is_free(office)


def test_a_refused_act_leaves_the_others_to_be_saved(office: DeskOffice) -> None:
    with office.desk() as desk:
        desk.receive(MAIL, entry())
        with pytest.raises(ActRefusedError):
            desk.return_(FIRST, entry(HEAD, "Kurang"))
        desk.finish(FIRST, entry())
        desk.save()
    assert office.column(HISTORY, "Peristiwa") == ["Diterima", "Tahap Selesai"]
    assert office.findings() == []


def test_a_refused_act_changes_nothing_in_memory(office: DeskOffice) -> None:
    with office.desk() as desk:
        with pytest.raises(ActRefusedError):
            desk.receive(MAIL | {"name": ""}, entry())
        assert not desk.ledger.is_changed
        assert desk.receive(MAIL, entry()).complaint.number == FIRST


def test_saving_twice_writes_once(office: DeskOffice) -> None:
    with office.desk() as desk:
        desk.receive(MAIL, entry())
        desk.save()
        first = office.fingerprint()
        desk.save()
    assert (office.fingerprint(), office.backups()) == (first, 1)


def test_acts_after_a_save_build_on_what_was_saved(office: DeskOffice) -> None:
    with office.desk() as desk:
        desk.receive(MAIL, entry())
        desk.save()
        desk.finish(FIRST, entry())
        assert desk.receive(MAIL, entry()).complaint.number == "2026-0002"
        desk.save()
    assert office.column(HISTORY, "No. Urut") == ["1", "2", "3"]
    assert office.findings() == []


def test_after_a_save_the_desk_sees_the_rules_that_staff_changed(office: DeskOffice) -> None:
    with office.desk() as desk:
        desk.receive(MAIL, entry())
        desk.save()
        office.set("Kota penandatanganan", "Lahat")
        assert desk.ledger.settings.city == "Lahat"


def test_what_others_wrote_meanwhile_is_never_written_over(office: DeskOffice) -> None:
    with office.desk() as desk:
        desk.receive(MAIL, entry())
        office.set("Kota penandatanganan", "Lahat")
        desk.save()
    opened = read_ledger(office.register).ledger
    assert opened.settings.city == "Lahat"
    assert [case.complaint.number for case in opened.cases()] == [FIRST]


def test_the_register_is_held_during_the_session_and_free_after_it(office: DeskOffice) -> None:
    with office.desk() as desk:
        assert not is_free(office)
        desk.save()
        assert not is_free(office)
    assert is_free(office)


def test_a_register_that_cannot_be_used_is_not_held(office: DeskOffice) -> None:
    office.register.write_bytes(b"rusak")
    with pytest.raises(Exception, match="bukan buku kerja"):
        office.desk().__enter__()
    assert is_free(office)


def test_reading_needs_no_lock(office: DeskOffice) -> None:
    office.receive()
    with office.desk() as desk:
        desk.receive(MAIL, entry())
        assert [case.complaint.number for case in read_ledger(office.register).ledger.cases()] == [
            FIRST
        ]


def test_the_outcome_tells_what_comes_next(office: DeskOffice) -> None:
    with office.desk() as desk:
        outcome = desk.receive(WALK_IN | {"subject": " Izin "}, entry())
    assert (outcome.complaint.subject, outcome.step_name) == ("Izin", "Penerimaan pengaduan")
    assert (outcome.state.step, outcome.state.status) == (1, "Diterima")
    assert (outcome.files, outcome.warnings) == ((), ())


@pytest.mark.parametrize(
    "words", [("semua",), ("SEMUA", "1"), ("1", "2", "3"), ("1", "Agenda", "2", "3", "Agenda")]
)
def test_items_on_file_are_named_by_word_place_or_all_at_once(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    office = DeskOffice(tmp_path / "kantor", step=2)
    with office.desk() as desk:
        desk.finish(FIRST, Entry(CLERK, completeness=words))
        desk.save()
    items = office.column(HISTORY, "Kelengkapan")[-1].split("; ")
    assert items == ["Formulir pengaduan", "Agenda", "Tanda terima pengaduan"]


@pytest.mark.parametrize("word", ["4", "Surat kuasa"])
def test_an_item_that_the_step_does_not_list_is_refused(tmp_path: Path, word: str) -> None:
    office = DeskOffice(tmp_path / "kantor", step=2)
    with (
        office.desk() as desk,
        pytest.raises(UnknownItemError, match="1 Formulir pengaduan; 2 Agenda"),
    ):
        desk.finish(FIRST, Entry(CLERK, completeness=("1", word)))


def test_mail_is_entered_into_the_agenda_and_a_visit_is_not(office: DeskOffice) -> None:
    with office.desk() as desk:
        for channel in ("Datang langsung", "Surat", "Telepon", "Pos-el"):
            desk.receive(MAIL | {"channel": channel, "subject": channel}, entry())
        desk.save()
    rows = office.rows(INCOMING)
    assert [row.text("Hal") for row in rows] == ["Surat", "Pos-el"]
    assert [row.text("No. Agenda") for row in rows] == ["001/2026", "002/2026"]
    assert [row.text("Asal") for row in rows] == ["Warga Contoh"] * 2
    assert rows[0].text("Tgl Terima") == "2026-11-23"


def test_numbers_and_agenda_begin_anew_with_the_year(office: DeskOffice) -> None:
    office.receive()
    office.at("2027-01-04T08:00")
    assert office.receive() == "2027-0001"
    with office.desk() as desk:
        late = desk.receive(MAIL, entry(happened="2026-12-30T15:00"))
        desk.save()
    assert late.complaint.number == "2026-0002"
    assert office.column(INCOMING, "No. Agenda") == ["001/2026", "001/2027", "002/2026"]
    assert office.findings() == []


def test_the_agenda_keeps_a_confidential_complainant_to_itself(office: DeskOffice) -> None:
    office.receive(reported="Usaha Contoh")
    row = office.rows(INCOMING)[0]
    assert (row.text("Asal"), row.text("Sifat")) == ("Pengadu (dirahasiakan)", "Rahasia")


def test_two_officers_of_one_name_are_told_apart_by_their_nip(office: DeskOffice) -> None:
    office.add(OFFICERS, {"Nama": CLERK, "NIP": "9" * 18, "Peran": "Tim Teknis"})
    with office.desk() as desk:
        with pytest.raises(AmbiguousOfficerError):
            desk.receive(MAIL, entry(CLERK))
        with pytest.raises(ActRefusedError, match="tidak berwenang"):
            desk.receive(MAIL, entry("9" * 18))
        assert desk.receive(MAIL, entry(f"{1:018d}")).state.step == 1


def test_an_officer_acts_while_the_row_holds_and_may_be_entered_later(office: DeskOffice) -> None:
    office.type_in(OFFICERS, {"Nama": CLERK}, "Berlaku Sampai", date(2026, 11, 20))
    with office.desk() as desk:
        with pytest.raises(OfficerNotFoundError, match="tidak berlaku pada 23/11/2026"):
            desk.receive(MAIL, entry())
        desk.receive(MAIL, entry(happened="2026-11-20T15:00"))
        desk.save()
    assert office.findings() == []


def test_an_officer_may_be_named_by_account_and_hold_two_roles(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor", step=3)
    for role in ("Petugas Pengaduan", "Kepala Seksi"):
        office.add(OFFICERS, {"Nama": "Ayu", "NIP": "8" * 18, "Peran": role, "Akun": "ayu"})
    with office.desk() as desk:
        assert desk.finish(FIRST, entry("AYU")).state.step == 4
        assert desk.receive(MAIL, entry("ayu")).state.step == 1
