"""A letter whose edit was accepted, made again: the edit is never lost, also when machines fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_office import DeskOffice, entry
from edited_letters import (
    FIRST,
    KEY,
    NAME,
    accept,
    archive,
    kept_name,
    last_event,
    letter_path,
    made_again,
    outgoing,
    sha,
    typed_into,
    with_letter,
)

from pengaduan_xl.correspondence.files import LetterNotWrittenError
from pengaduan_xl.correspondence.versions import EditedLetterError, EditedLetterLostError
from pengaduan_xl.domain.refusals import ActRefusedError
from pengaduan_xl.register.journal.file import Journal, JournalUnwritableError
from pengaduan_xl.register.store import RegisterFile, SaveFailedError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def office(tmp_path: Path) -> DeskOffice:
    """An office whose case in step 6 has its telaahan."""
    return with_letter(tmp_path / "kantor")


@pytest.fixture
def path(office: DeskOffice) -> Path:
    """The letter's file."""
    return letter_path(office)


def test_a_letter_with_an_accepted_edit_is_not_made_again_by_itself(
    office: DeskOffice, path: Path
) -> None:
    content = typed_into(path, "Kalimat pimpinan.")
    accept(office, KEY)
    with pytest.raises(EditedLetterError):
        made_again(office, KEY)
    with pytest.raises(EditedLetterError) as caught:
        made_again(office, KEY, saran="Tutup saja.")
    assert path.read_bytes() == content
    assert str(caught.value) == (
        f"{FIRST}: Surat '{KEY}' sudah disunting di Word dan suntingannya diterima. Untuk menggantinya "
        f"dengan yang dibuat dari isian: pengaduan surat {FIRST} {KEY} --buat-ulang; suntingan itu tetap "
        "ada di folder arsip. Tidak ada yang ditulis."
    )


def test_made_anew_the_edit_stays_in_the_archive(office: DeskOffice, path: Path) -> None:
    generated, content = path.read_bytes(), typed_into(path, "Kalimat pimpinan.")
    accept(office, KEY)
    made_again(office, KEY, anew=True)
    assert path.read_bytes() == generated
    assert archive(office) == {kept_name(content): content}
    assert last_event(office)[1].endswith(sha(generated))
    assert [row[0] for row in outgoing(office)] == ["1", "2", "3"]
    assert made_again(office, KEY) == []


@pytest.mark.parametrize("damage", [b"", b"rusak"])
def test_a_lost_or_changed_edit_is_mended_from_its_copy(
    office: DeskOffice, path: Path, damage: bytes
) -> None:
    content = typed_into(path, "Kalimat pimpinan.")
    accept(office, KEY)
    before = office.fingerprint()
    path.write_bytes(damage) if damage else path.unlink()
    made_again(office, KEY)
    assert (path.read_bytes(), office.fingerprint()) == (content, before)


@pytest.mark.parametrize("damage", [b"", b"rusak"])
def test_an_edit_lost_with_its_copy_is_told(office: DeskOffice, path: Path, damage: bytes) -> None:
    copy = office.folder / "surat/2026/arsip" / kept_name(typed_into(path, "Kalimat pimpinan."))
    accept(office, KEY)
    path.unlink()
    copy.write_bytes(damage) if damage else copy.unlink()
    with pytest.raises(EditedLetterLostError) as caught:
        made_again(office, KEY)
    assert str(caught.value) == (
        f"{FIRST}: Suntingan surat '{KEY}' yang tercatat tidak ada lagi, juga tidak di folder arsip. "
        f"Serahkan salinannya: pengaduan surat {FIRST} {KEY} --terima-suntingan BERKAS; atau buat dari isian "
        "dengan --buat-ulang. Tidak ada yang ditulis."
    )


def test_an_edit_not_yet_accepted_is_put_aside_by_a_letter_made_again(
    office: DeskOffice, path: Path
) -> None:
    generated, content = path.read_bytes(), typed_into(path, "Kalimat pimpinan.")
    before = office.fingerprint()
    assert made_again(office, KEY) == [
        f"{NAME}.docx yang digantikan disimpan di 2026/arsip/{kept_name(content)}"
    ]
    assert (path.read_bytes(), office.fingerprint()) == (generated, before)
    assert archive(office) == {kept_name(content): content}


def test_the_programs_own_earlier_version_leaves_no_trace(office: DeskOffice, path: Path) -> None:
    earlier = path.read_bytes()
    assert made_again(office, KEY, saran="Tutup saja.") == []
    path.write_bytes(earlier)  # a crash before the file was written
    assert made_again(office, KEY) == []
    assert archive(office) == {}


def test_an_edit_waits_in_the_journal_like_every_act(
    office: DeskOffice, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: RegisterFile, *_: object) -> None:
        raise SaveFailedError(self.path, "disk penuh")

    content = typed_into(path, "Kalimat pimpinan.")
    with monkeypatch.context() as patched, office.desk() as desk:
        patched.setattr(RegisterFile, "put", refused)
        desk.accept_edit(FIRST, KEY, entry())
        desk.save()
        assert desk.is_pending
    with office.desk() as desk:
        assert desk.notices == ["1 tindakan yang tertunda sudah dimasukkan ke register"]
    assert (outgoing(office)[-1][1], office.findings()) == (sha(content), [])


def test_an_edit_that_the_journal_does_not_take_touches_no_file(
    office: DeskOffice, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Journal, *_: object) -> None:
        raise JournalUnwritableError(self.path, "disk penuh")

    generated, other = path.read_bytes(), tmp_path / "lain.docx"
    other.write_bytes(generated)
    typed_into(other, "Kalimat pimpinan.")
    monkeypatch.setattr(Journal, "append", refused)
    with pytest.raises(JournalUnwritableError):
        accept(office, KEY, other)
    assert (path.read_bytes(), archive(office)) == (generated, {})


def test_after_a_crash_before_the_file_came_into_place_it_is_handed_in_again(
    office: DeskOffice, path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "lain.docx"
    other.write_bytes(path.read_bytes())
    content = typed_into(other, "Kalimat pimpinan.")
    path.unlink()
    path.mkdir()
    with pytest.raises(LetterNotWrittenError):
        accept(office, KEY, other)
    path.rmdir()
    before = office.fingerprint()
    accept(office, KEY, other)
    assert (path.read_bytes(), office.fingerprint()) == (content, before)


def test_a_closed_case_takes_no_more_edits(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor", step=2)
    path = office.letter(FIRST, "tanda-terima")
    with office.desk() as desk:
        desk.withdraw(FIRST, entry(reason="Diminta pengadu"))
        desk.save()
    typed_into(path, "Kalimat")
    with pytest.raises(ActRefusedError, match="Pengaduan sudah dicabut"):
        accept(office, "tanda-terima")
