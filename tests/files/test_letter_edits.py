"""A letter edited in Word is taken as the record under its new SHA-256, and nothing of it is lost."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from desk_office import DeskOffice, entry
from edited_letters import (
    FIRST,
    KEY,
    NAME,
    NUMBER,
    accept,
    archive,
    kept_name,
    last_event,
    letter_path,
    outgoing,
    part,
    rewritten,
    sha,
    typed_into,
    with_letter,
)

from pengaduan_xl.correspondence import edited
from pengaduan_xl.correspondence.edited import (
    EditedFileBusyError,
    EditedFileMissingError,
    EditedFileUnusableError,
    EditUnchangedError,
    LeftoverTagError,
)
from pengaduan_xl.domain.refusals import ActRefusedError
from pengaduan_xl.register.schema import REGISTER

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


def test_an_accepted_edit_is_the_record(office: DeskOffice, path: Path) -> None:
    content = typed_into(path, "Kalimat pimpinan.")
    outcome, notices = accept(office, KEY, reason="Diparaf Kadis")
    document = f"{NAME}.docx; No. {NUMBER}; sha256:{sha(content)}; disunting"
    assert last_event(office) == (
        "Surat Dibuat",
        document,
        "Suntingan diterima. Diparaf Kadis",
    )
    assert outgoing(office)[-1] == ("3", sha(content), "")
    assert (outcome.files, outcome.warnings, notices) == ((path,), (), [])
    assert path.read_bytes() == content


def test_a_copy_of_the_accepted_edit_is_kept(office: DeskOffice, path: Path) -> None:
    content = typed_into(path, "Kalimat pimpinan.")
    accept(office, KEY)
    assert archive(office) == {kept_name(content): content}
    assert office.findings() == []


def test_another_file_takes_the_letters_place_and_the_one_before_is_kept(
    office: DeskOffice, path: Path, tmp_path: Path
) -> None:
    before, other = path.read_bytes(), tmp_path / "dari Kadis.docx"
    other.write_bytes(before)
    content = typed_into(other, "Kalimat pimpinan.")
    _, notices = accept(office, KEY, other)
    assert (path.read_bytes(), other.read_bytes()) == (content, content)
    assert archive(office) == {kept_name(content): content, kept_name(before): before}
    assert notices == [f"{NAME}.docx yang digantikan disimpan di 2026/arsip/{kept_name(before)}"]


def test_a_letter_without_number_may_be_edited_as_well(office: DeskOffice) -> None:
    control = office.letter(FIRST, "kartu-kendali")
    content, rows = typed_into(control, "Catatan"), outgoing(office)
    accept(office, "kartu-kendali")
    assert last_event(office)[1] == f"{control.name}; sha256:{sha(content)}; disunting"
    assert outgoing(office) == rows


def test_the_step_ends_on_an_edited_letter(office: DeskOffice, path: Path) -> None:
    typed_into(path, "Kalimat pimpinan.")
    accept(office, KEY)
    with office.desk() as desk:
        desk.finish(FIRST, entry("Kepala Seksi Contoh"))
        desk.save()
    assert office.state().step == 7
    assert office.findings() == []


def test_an_edit_can_be_edited_again(office: DeskOffice, path: Path) -> None:
    first = typed_into(path, "Satu.")
    accept(office, KEY)
    second = typed_into(path, "Dua.")
    accept(office, KEY)
    assert outgoing(office)[-1][1] == sha(second)
    assert archive(office) == {kept_name(one): one for one in (first, second)}


def test_a_file_that_is_the_record_is_no_edit(office: DeskOffice, path: Path) -> None:
    before = office.fingerprint()
    with pytest.raises(EditUnchangedError) as caught:
        accept(office, KEY)
    assert office.fingerprint() == before
    assert str(caught.value) == (
        f"{NAME}.docx: Tidak ada perubahan: berkas ini sama dengan yang tercatat di Riwayat. Simpan dahulu "
        "suntingannya di Word, lalu ulangi. Tidak ada yang ditulis."
    )
    assert path.is_file()


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_copy_of_the_record_takes_its_place_again(
    office: DeskOffice, path: Path, tmp_path: Path, *, is_gone: bool
) -> None:
    copy, before = tmp_path / "salinan.docx", office.fingerprint()
    copy.write_bytes(path.read_bytes())
    path.unlink() if is_gone else path.write_bytes(b"rusak")
    accept(office, KEY, copy)
    assert (path.read_bytes(), office.fingerprint()) == (copy.read_bytes(), before)
    assert archive(office) == ({} if is_gone else {kept_name(b"rusak"): b"rusak"})


def test_a_letter_never_made_cannot_be_edited(office: DeskOffice) -> None:
    with pytest.raises(ActRefusedError, match="Surat 'disposisi' belum dibuat atau sudah dibatal"):
        accept(office, "disposisi")


def test_an_edited_file_that_is_not_there_is_told(office: DeskOffice, tmp_path: Path) -> None:
    with pytest.raises(EditedFileMissingError) as caught:
        accept(office, KEY, tmp_path / "tidak ada.docx")
    assert str(caught.value) == (
        f"{tmp_path / 'tidak ada.docx'}: Berkas suntingan tidak ditemukan. Periksa letaknya, lalu sebutkan "
        "di belakang --terima-suntingan. Tidak ada yang ditulis."
    )


def test_a_file_that_the_system_does_not_give_is_told(
    office: DeskOffice, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: object) -> bytes:
        raise PermissionError(13, "dipakai")

    monkeypatch.setattr(edited, "patiently", refused)
    with pytest.raises(EditedFileBusyError) as caught:
        accept(office, KEY)
    assert str(caught.value) == (
        f"{path.name}: Berkas suntingan tidak dapat dibaca (tidak ada izin, atau berkas dipakai program "
        "lain). Simpan dan tutup di Word, lalu ulangi. Tidak ada yang ditulis."
    )


def test_a_file_that_is_no_word_document_is_refused(office: DeskOffice, path: Path) -> None:
    path.write_bytes(b"bukan Word")
    before = office.fingerprint()
    with pytest.raises(EditedFileUnusableError) as caught:
        accept(office, KEY)
    assert office.fingerprint() == before
    assert str(caught.value) == (
        f"{NAME}.docx: Berkas suntingan bukan dokumen Word (.docx) yang utuh. Simpan di Word sebagai "
        "Dokumen Word (.docx), lalu ulangi. Tidak ada yang ditulis."
    )


def test_a_file_far_too_large_is_not_even_read(office: DeskOffice, path: Path) -> None:
    os.truncate(path, 50 << 20)
    with pytest.raises(EditedFileUnusableError, match=r"terlalu besar \(lebih dari 40 MB\)"):
        accept(office, KEY)


def test_a_tag_of_the_template_left_in_the_text_is_refused(office: DeskOffice, path: Path) -> None:
    typed_into(path, "Tempat: {{ tempat }}")
    with pytest.raises(LeftoverTagError) as caught:
        accept(office, KEY)
    assert str(caught.value) == (
        f"{NAME}.docx: Berkas suntingan masih memuat tag templat {{{{ tempat }}}}. Ganti tag itu dengan "
        "isinya di Word, lalu ulangi. Tidak ada yang ditulis."
    )


def test_braces_that_a_citizen_wrote_are_no_tag(office: DeskOffice, path: Path) -> None:
    office.type_in(REGISTER, {}, "Uraian", "Layar menampilkan {{ nama }} saja.")
    typed_into(path, "Layar menampilkan {{ nama }} saja.")
    assert accept(office, KEY)[0].warnings == ()


def test_a_number_that_was_edited_away_is_warned_about(office: DeskOffice, path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(
        rewritten(content, {"word/document.xml": part(content).replace(b"503/003", b"503/999")})
    )
    assert accept(office, KEY)[0].warnings == (
        f"Nomor {NUMBER} tidak ditemukan lagi di dalam berkas; nomor surat tidak boleh diubah",
    )


def test_a_number_with_dashes_that_do_not_break_is_found(office: DeskOffice, path: Path) -> None:
    content = path.read_bytes()
    dashes = part(content).replace(b"DPMPTSP-NAKER", "DPMPTSP\u2011NAKER".encode())
    path.write_bytes(rewritten(content, {"word/document.xml": dashes}))
    assert accept(office, KEY)[0].warnings == ()


def test_tracked_changes_are_warned_about(office: DeskOffice, path: Path) -> None:
    content = path.read_bytes()
    body = part(content).replace(
        b"</w:body>",
        b'<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>x</w:t></w:r></w:ins></w:p></w:body>',
    )
    path.write_bytes(rewritten(content, {"word/document.xml": body}))
    assert accept(office, KEY)[0].warnings == (
        "Berkas masih memuat perubahan terlacak (Track Changes); terima atau tolak dahulu di Word",
    )


def test_a_hidden_complainant_named_in_the_edit_is_warned_about(
    office: DeskOffice, path: Path
) -> None:
    office.type_in(REGISTER, {}, "Rahasia", "Ya")
    typed_into(path, "Menurut Warga Contoh, izin belum terbit.")
    assert accept(office, KEY)[0].warnings == (
        "Berkas memuat data pengadu yang pada surat ini disamarkan; periksa sebelum dikirim",
    )
