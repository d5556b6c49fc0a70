"""Recovery as staff ask for it: bringing back, refusing, and going back to a backup."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from desk_office import DeskOffice
from journal_office import is_clean, numbers, recover

from pengaduan_xl import recovering
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.recovering import NoReasonError
from pengaduan_xl.register.journal.file import Journal, JournalUnwritableError
from pengaduan_xl.register.opened import (
    DamagedJournalError,
    ForeignJournalError,
    LostActsError,
    LostHistoryError,
)
from pengaduan_xl.register.store import RegisterOpenError

FIRST, SECOND, THIRD = "2026-0001", "2026-0002", "2026-0003"


@pytest.fixture
def office(tmp_path: Path) -> DeskOffice:
    return DeskOffice(tmp_path / "kantor")


def refuse(
    office: DeskOffice, officer: str = "Petugas Contoh", reason: str = "salah catat"
) -> recovering.Refused:
    return recovering.refuse(office.register, officer, reason, lambda: office.moment)


def with_lost_acts(office: DeskOffice) -> bytes:
    """Two complaints are taken in, then a copy from before the second is put back; return the fuller file."""
    office.receive()
    old = office.register.read_bytes()
    office.receive()
    full = office.register.read_bytes()
    office.register.write_bytes(old)
    return full


# Bringing back


def test_nothing_is_lacking_after_an_ordinary_day(office: DeskOffice) -> None:
    office.receive()
    assert recovering.survey(office.register) == ([], None)
    assert recover(office) == ([], [])


def test_acts_lost_with_an_old_copy_are_found_and_brought_back(office: DeskOffice) -> None:
    with_lost_acts(office)
    found = recovering.survey(office.register)
    assert ([act.number for act in found.lacking], type(found.trouble)) == ([SECOND], LostActsError)
    assert [act.number for act in recover(office).entered] == [SECOND]
    assert (numbers(office), is_clean(office)) == ([FIRST, SECOND], True)


def test_what_was_brought_back_is_the_same_row_for_row(office: DeskOffice) -> None:
    full = with_lost_acts(office)
    recover(office)
    events = read_ledger(office.register).ledger.chain.of(SECOND)
    office.register.write_bytes(full)
    assert read_ledger(office.register).ledger.chain.of(SECOND) == events


def test_no_act_is_made_on_a_register_that_lost_some(office: DeskOffice) -> None:
    with_lost_acts(office)
    with pytest.raises(LostActsError) as caught:
        office.receive()
    assert str(caught.value) == (
        "Register_Pengaduan.xlsx: Register kehilangan 1 tindakan yang ada di jurnal (2026-0002: Diterima "
        "oleh Petugas Contoh (23/11/2026 08.00)). Tekan tombol Pulihkan, atau jalankan: "
        "pengaduan pulihkan; bila memang tidak "
        "berlaku: pengaduan pulihkan --tolak. Tidak ada yang ditulis."
    )


def test_waiting_acts_are_brought_in_without_asking(office: DeskOffice) -> None:
    mark = office.folder / "~$Register_Pengaduan.xlsx"
    mark.touch()
    office.receive()
    mark.unlink()
    assert recovering.survey(office.register).trouble is None
    assert [act.number for act in recover(office).entered] == [FIRST]
    assert is_clean(office)


def test_a_register_still_open_in_excel_is_told(office: DeskOffice) -> None:
    (office.folder / "~$Register_Pengaduan.xlsx").touch()
    office.receive()
    with pytest.raises(RegisterOpenError):
        recover(office)
    assert numbers(office) == [FIRST]


def test_an_act_that_contradicts_the_register_is_told_and_left_out(office: DeskOffice) -> None:
    with_lost_acts(office)
    Journal(office.register).set_aside("lain", office.moment)
    other = office.folder / "cadangan" / "jurnal-lama"
    shutil.move(next((office.folder / "cadangan").glob("*_lain.jurnal")), other)
    office.at("2026-11-23T09:00").receive()
    shutil.copy(other, Journal(office.register).path)
    done = recover(office)
    assert (done.entered, [str(conflict.reason) for conflict in done.conflicts]) == (
        [],
        [
            "2026-0002: Diterima oleh Petugas Contoh (23/11/2026 08.00): Tindakan di jurnal bertentangan "
            "dengan isi register (No. Register 2026-0002 sudah dipakai pengaduan lain). Lihat kasusnya; "
            "bila tindakan itu tidak berlaku lagi, jalankan: pengaduan pulihkan --tolak. "
            "Tidak ada yang ditulis."
        ],
    )


# Journals that cannot be used as they are


def test_a_damaged_journal_gives_what_can_be_read_and_goes_to_the_backups(
    office: DeskOffice,
) -> None:
    with_lost_acts(office)
    path = Journal(office.register).path
    path.write_bytes(path.read_bytes().replace(b'"2026-0001":""', b'"2026-0009":""'))
    with pytest.raises(DamagedJournalError, match=r"Jurnal rusak pada baris 2, 3\."):
        office.receive()
    recover(office)
    assert (numbers(office), is_clean(office)) == ([FIRST, SECOND], True)
    assert len(list((office.folder / "cadangan").glob("*.jurnal"))) == 1
    assert office.receive() == THIRD


@pytest.fixture
def with_foreign_journal(office: DeskOffice, tmp_path: Path) -> DeskOffice:
    other = DeskOffice(tmp_path / "lain").at("2026-11-23T09:00")
    other.receive(subject="Lain")
    office.receive()
    shutil.copy(Journal(other.register).path, Journal(office.register).path)
    return office


def test_a_foreign_journal_is_not_used(with_foreign_journal: DeskOffice) -> None:
    with pytest.raises(ForeignJournalError) as caught:
        recover(with_foreign_journal)
    assert str(caught.value) == (
        "Register_Pengaduan.xlsx.jurnal: Jurnal ini milik register lain. Kembalikan ke folder registernya, "
        "atau singkirkan dengan: pengaduan pulihkan --tolak. Tidak ada yang ditulis."
    )


def test_a_foreign_journal_is_set_aside_on_request(with_foreign_journal: DeskOffice) -> None:
    office = with_foreign_journal
    kept = refuse(office).kept
    assert kept is not None
    assert kept.name == "Register_Pengaduan_20261123-080000_asing.jurnal"
    assert (office.receive(), is_clean(office)) == (SECOND, True)


def test_a_copy_older_than_the_journal_is_filled_from_archived_journals(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pengaduan_xl.register.session.ARCHIVE_BYTES", 1)
    office.receive()
    old = office.register.read_bytes()
    office.receive()
    office.receive()
    office.register.write_bytes(old)
    assert [act.number for act in recover(office).entered] == [SECOND, THIRD]
    assert (is_clean(office), office.receive()) == (True, "2026-0004")


def older_than_any_journal(office: DeskOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back a copy that ends before the only journal begins."""
    monkeypatch.setattr("pengaduan_xl.register.session.ARCHIVE_BYTES", 1)
    old = office.register.read_bytes()
    office.receive()
    for archive in (office.folder / "cadangan").glob("*.jurnal"):
        archive.unlink()
    office.register.write_bytes(old)


def test_a_copy_older_than_any_journal_is_told(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    older_than_any_journal(office, monkeypatch)
    with pytest.raises(LostHistoryError) as caught:
        recover(office)
    assert str(caught.value) == (
        "Register_Pengaduan.xlsx: Register hanya sampai Riwayat No. Urut 0, sedangkan jurnal dimulai sesudah "
        "1. Pulihkan dari cadangan yang lebih baru: pengaduan pulihkan --dari-cadangan; bila tidak ada: "
        "pengaduan pulihkan --tolak. Tidak ada yang ditulis."
    )


def test_a_copy_older_than_any_journal_may_be_accepted(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    older_than_any_journal(office, monkeypatch)
    assert refuse(office).kept is not None
    assert (office.receive(), is_clean(office)) == (SECOND, True)


# Refusing


def test_refused_acts_are_not_asked_for_again_and_their_numbers_stay_given(
    office: DeskOffice,
) -> None:
    with_lost_acts(office)
    assert [act.number for act in refuse(office).entries] == [SECOND]
    assert (is_clean(office), office.receive()) == (True, THIRD)
    assert (
        b'"oleh":"Petugas Contoh","alasan":"salah catat"'
        in Journal(office.register).path.read_bytes()
    )


def test_archived_acts_are_refused_with_their_journals(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pengaduan_xl.register.session.ARCHIVE_BYTES", 1)
    with_lost_acts(office)
    assert [act.number for act in refuse(office).entries] == [SECOND]
    names = sorted(path.name[-15:] for path in (office.folder / "cadangan").glob("*.jurnal"))
    assert names == ["ditolak.jurnal"] * 0 + [
        name for name in names if name.endswith("ditolak.jurnal")
    ]
    assert (is_clean(office), office.receive()) == (True, THIRD)


def test_without_a_journal_archived_acts_can_be_refused_as_well(office: DeskOffice) -> None:
    with_lost_acts(office)
    journal = Journal(office.register)
    journal.path.rename(
        office.folder / "cadangan" / "Register_Pengaduan_20261123-0800_0123abcd.jurnal"
    )
    assert isinstance(recovering.survey(office.register).trouble, LostActsError)
    assert refuse(office).kept == journal.path
    assert office.receive() == THIRD


def test_there_may_be_nothing_to_refuse(office: DeskOffice) -> None:
    office.receive()
    assert refuse(office) == ([], None)


@pytest.mark.parametrize(("officer", "reason"), [("", "salah"), ("Petugas Contoh", "  ")])
def test_a_refusal_says_who_and_why(office: DeskOffice, officer: str, reason: str) -> None:
    with_lost_acts(office)
    with pytest.raises(NoReasonError) as caught:
        refuse(office, officer, reason)
    assert str(caught.value) == (
        "--tolak: Penolakan harus menyebut pelaksana dan alasannya. Tambahkan --oleh dan --alasan. "
        "Tidak ada yang ditulis."
    )


@pytest.mark.parametrize("broken", ["replace", "unlink"])
def test_a_refusal_that_the_disk_refuses_changes_nothing(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    older_than_any_journal(office, monkeypatch)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "ditolak")

    monkeypatch.setattr(Path, broken, refused)
    with pytest.raises(JournalUnwritableError):
        refuse(office)
    monkeypatch.undo()
    assert isinstance(recovering.survey(office.register).trouble, LostHistoryError)
