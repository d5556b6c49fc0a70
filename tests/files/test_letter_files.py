"""Letters reach the disk after the register, and a file that fails keeps nothing else back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_office import HEAD
from desk_office import DeskOffice, entry, examples

from pengaduan_xl.correspondence.files import LetterNotWrittenError, LettersNotWrittenError
from pengaduan_xl.domain.refusals import ActRefusedError
from pengaduan_xl.register.journal.file import Journal, JournalUnwritableError
from pengaduan_xl.register.schema import HISTORY, OUTGOING
from pengaduan_xl.register.store import RegisterFile, SaveFailedError

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.desk import Desk

FIRST = "2026-0001"
FORM, RECEIPT = f"{FIRST}_formulir.docx", f"{FIRST}_tanda-terima.docx"


@pytest.fixture
def second(tmp_path: Path) -> DeskOffice:
    """An office with a case in step 2, whose end makes two letters."""
    return DeskOffice(tmp_path / "kantor", step=2)


def finish(desk: Desk) -> None:
    desk.finish(FIRST, entry())
    desk.save()


def in_the_way(office: DeskOffice, name: str) -> Path:
    """Put a folder where a letter belongs."""
    path = office.folder / "surat" / "2026" / name
    path.mkdir(parents=True)
    return path


def test_no_letter_is_written_before_the_register(
    second: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    save = RegisterFile.put

    def watched(*arguments: object) -> None:
        seen.append(second.letters())
        save(*arguments)  # type: ignore[arg-type]  # handed on as they came
        seen.append(second.letters())

    monkeypatch.setattr(RegisterFile, "put", watched)
    with second.desk() as desk:
        finish(desk)
    assert (seen, second.letters()) == ([[], []], [FORM, RECEIPT])


def test_an_act_that_waits_in_the_journal_has_its_letters(
    second: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: RegisterFile, *_: object) -> None:
        raise SaveFailedError(self.path, "disk penuh")

    with monkeypatch.context() as patched, second.desk() as desk:
        patched.setattr(RegisterFile, "put", refused)
        finish(desk)
    assert (desk.is_pending, second.letters()) == (True, [FORM, RECEIPT])
    with second.desk() as desk:
        assert desk.notices == ["1 tindakan yang tertunda sudah dimasukkan ke register"]
    assert second.findings() == []


def test_an_act_that_the_journal_does_not_take_has_no_letters(
    second: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Journal, *_: object) -> None:
        raise JournalUnwritableError(self.path, "disk penuh")

    monkeypatch.setattr(Journal, "append", refused)
    with second.desk() as desk, pytest.raises(JournalUnwritableError):
        finish(desk)
    assert second.letters() == []
    assert second.findings() == []


def test_the_register_keeps_what_a_failed_letter_says(second: DeskOffice) -> None:
    in_the_way(second, FORM)
    with pytest.raises(LetterNotWrittenError), second.desk() as desk:
        finish(desk)
    assert second.state().step == 3
    assert second.column(HISTORY, "Peristiwa")[-3:] == ["Surat Dibuat"] * 2 + ["Tahap Selesai"]


def test_a_letter_that_fails_does_not_keep_back_the_others(second: DeskOffice) -> None:
    in_the_way(second, FORM)
    with pytest.raises(LetterNotWrittenError, match="formulir"), second.desk() as desk:
        finish(desk)
    assert second.letters() == [RECEIPT]


def test_all_letters_that_fail_are_named(second: DeskOffice) -> None:
    in_the_way(second, FORM)
    in_the_way(second, RECEIPT)
    with pytest.raises(LettersNotWrittenError) as caught, second.desk() as desk:
        finish(desk)
    assert str(caught.value) == (
        f"{FORM}, {RECEIPT}: 2 berkas surat tidak dapat ditulis. Tutup berkas itu di Word atau periksa "
        f"foldernya, lalu ulangi: pengaduan surat {FIRST} formulir; pengaduan surat {FIRST} tanda-terima. "
        "Tindakan sudah dicatat dan nomor suratnya tetap."
    )


def test_the_error_of_one_letter_says_how_to_make_it_again(tmp_path: Path) -> None:
    assert str(LetterNotWrittenError(tmp_path / FORM, FIRST, "formulir")) == (
        f"{FORM}: Berkas surat tidak dapat ditulis. Tutup berkas itu di Word atau periksa foldernya, lalu "
        f"ulangi: pengaduan surat {FIRST} formulir. Tindakan sudah dicatat dan nomor suratnya tetap."
    )


def test_a_file_in_place_of_the_folder_of_letters_is_told(second: DeskOffice) -> None:
    (second.folder / "surat").rmdir()
    (second.folder / "surat").write_text("bukan folder", encoding="utf-8")
    with pytest.raises(LettersNotWrittenError), second.desk() as desk:
        finish(desk)
    assert (second.folder / "surat").read_text(encoding="utf-8") == "bukan folder"


def test_a_failed_letter_leaves_no_half_written_file(second: DeskOffice) -> None:
    path = in_the_way(second, FORM)
    with pytest.raises(LetterNotWrittenError), second.desk() as desk:
        finish(desk)
    assert sorted(one.name for one in path.parent.iterdir()) == [FORM, RECEIPT]


def test_a_letter_made_again_mends_the_one_that_failed(second: DeskOffice) -> None:
    path = in_the_way(second, FORM)
    with pytest.raises(LetterNotWrittenError), second.desk() as desk:
        finish(desk)
    path.rmdir()
    before = second.fingerprint()
    assert second.at("2026-11-24T09:00").letter(FIRST, "formulir") == path
    assert (second.fingerprint(), second.letters()) == (before, [FORM, RECEIPT])


def test_acts_go_on_after_a_letter_that_failed(second: DeskOffice) -> None:
    in_the_way(second, FORM)
    with second.desk() as desk:
        with pytest.raises(LetterNotWrittenError):
            finish(desk)
        desk.finish(FIRST, entry(HEAD))
        desk.save()
    assert second.state().step == 4
    assert second.findings() == []


def test_of_a_letter_made_twice_in_a_session_the_last_words_are_on_disk(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor", step=4)
    with office.desk() as desk:
        desk.letter(FIRST, "undangan", entry(HEAD), examples("undangan"))
        last = desk.letter(FIRST, "undangan", entry(HEAD), {"tempat": "Balai RT 03"})
        desk.save()
    found = office.column(OUTGOING, "Sidik Berkas")
    assert (len(found), last.files[0].is_file()) == (1, True)
    assert office.column(HISTORY, "Dokumen")[-1].endswith(found[0])


def test_letters_made_together_are_numbered_one_after_the_other(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor", step=5)
    wanted = {key: examples(key) for key in ("berkas-tidak-lengkap", "undangan", "bap")}
    with office.desk() as desk:
        desk.letters(FIRST, wanted, entry(HEAD))
        desk.save()
    numbers = [number.split("/")[1] for number in office.column(OUTGOING, "Nomor Surat")]
    assert (numbers, office.findings()) == (["001", "002", "003"], [])


def test_letters_lie_in_the_year_of_their_complaint(second: DeskOffice) -> None:
    path = second.at("2027-01-04T08:00").letter(FIRST, "formulir")
    assert path.relative_to(second.folder).as_posix() == f"surat/2026/{FORM}"


@pytest.fixture
def closed(tmp_path: Path) -> DeskOffice:
    """An office whose only case was withdrawn after its telaahan was made."""
    office = DeskOffice(tmp_path / "kantor", step=6)
    office.letter(FIRST, "telaahan")
    with office.desk() as desk:
        desk.withdraw(FIRST, entry(HEAD, "Permintaan pengadu"))
        desk.save()
    return office


def test_a_lost_letter_of_a_closed_case_is_made_again_as_it_was(closed: DeskOffice) -> None:
    path = closed.folder / "surat" / "2026" / f"{FIRST}_telaahan.docx"
    before, events = path.read_bytes(), closed.events()
    path.unlink()
    closed.letter(FIRST, "telaahan")
    assert (path.read_bytes(), closed.events()) == (before, events)


def test_a_letter_of_a_closed_case_that_would_come_out_otherwise_is_refused(
    closed: DeskOffice,
) -> None:
    closed.set("Alamat", "Jalan Lain 7")
    path = closed.folder / "surat" / "2026" / f"{FIRST}_telaahan.docx"
    before = path.read_bytes()
    with pytest.raises(ActRefusedError, match="yang dibuat sekarang berbeda dari yang tercatat"):
        closed.letter(FIRST, "telaahan")
    assert path.read_bytes() == before
