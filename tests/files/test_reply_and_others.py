"""Letters beside the step's own: draft and reply, older registers, and letters of any step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_office import CHIEF, CLERK, HEAD
from desk_office import DeskOffice, entry, examples
from docx import Document

from pengaduan_xl.domain.progress import replay
from pengaduan_xl.domain.refusals import ActRefusedError
from pengaduan_xl.letters.photos import PhotoUnusableError
from pengaduan_xl.register.schema import FIELDS, OUTGOING, REGISTER
from pengaduan_xl.register.schema_rules import PROCEDURE
from scripts.template_emblem import emblem_png

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "2026-0001"
DECISION = "Izin diterbitkan besok."


def at_step(folder: Path, step: int) -> DeskOffice:
    """An office whose only case came into ``step`` on Monday at 08.00."""
    return DeskOffice(folder / "kantor", step=step)


def words(path: Path) -> str:
    document = Document(str(path))
    return "\n".join(node.text or "" for node in document.element.body.iter() if node.text)


def older(office: DeskOffice) -> DeskOffice:
    """The office with the sheet SOP as it was before drafts: step 8 asks for the reply."""
    office.type_in(PROCEDURE, {"No": "8"}, "Surat Wajib", "surat-balasan")
    return office


def rows_of(office: DeskOffice, key: str) -> list[str]:
    """Under which step Isian keeps a field."""
    return [row.text("Tahap") for row in office.rows(FIELDS) if row.text("Isian") == key]


def test_the_reply_takes_the_words_of_its_draft_when_step_nine_ends(tmp_path: Path) -> None:
    office = at_step(tmp_path, 8)
    office.letter(FIRST, "draf-balasan", keputusan=DECISION)
    assert len(office.rows(OUTGOING)) == 3
    with office.desk() as desk:
        desk.finish(FIRST, entry(HEAD))
        (reply,) = desk.finish(FIRST, entry(CHIEF)).files
        desk.save()
    assert reply.name == f"{FIRST}_surat-balasan.docx"
    assert DECISION in words(reply)
    assert office.column(REGISTER, "No. Surat Balasan") == ["503/004/DPMPTSP-NAKER/XI/2026"]
    assert office.findings() == []


def test_a_word_changed_at_signing_is_the_reply_s_own(tmp_path: Path) -> None:
    office = at_step(tmp_path, 9)
    reply = office.letter(FIRST, "surat-balasan", keputusan=DECISION)
    assert DECISION in words(reply)
    assert rows_of(office, "keputusan") == ["8", "9"]
    assert DECISION not in words(office.letter(FIRST, "draf-balasan"))


def test_the_reply_may_not_be_made_before_signing(tmp_path: Path) -> None:
    with pytest.raises(ActRefusedError, match="baru dapat dibuat pada tahap 9"):
        at_step(tmp_path, 8).letter(FIRST, "surat-balasan")


def test_an_older_register_that_asks_for_the_reply_at_step_eight_gets_it(tmp_path: Path) -> None:
    office = older(at_step(tmp_path, 8))
    office.letter(FIRST, "surat-balasan")
    with office.desk() as desk:
        desk.finish(FIRST, entry(HEAD))
        desk.finish(FIRST, entry(CHIEF))
        desk.finish(FIRST, entry(CLERK))
        assert replay(desk.ledger.case(FIRST).events).step is None
        desk.save()
    assert rows_of(office, "keputusan") == ["8"]
    assert office.findings() == []


def test_an_older_register_still_misses_the_reply_at_step_eight(tmp_path: Path) -> None:
    office = older(at_step(tmp_path, 8))
    with office.desk() as desk, pytest.raises(ActRefusedError, match="Surat 'surat-balasan'"):
        desk.finish(FIRST, entry(HEAD))


def test_details_of_a_letter_of_any_step_stand_under_the_step_at_hand(tmp_path: Path) -> None:
    office = at_step(tmp_path, 3)
    office.letter(FIRST, "pelimpahan")
    assert rows_of(office, "tujuan_pelimpahan") == ["3"]
    row = office.rows(OUTGOING)[-1]
    assert row.text("Tujuan") == "Kepala Dinas Lingkungan Hidup Kota Pagar Alam"
    assert row.text("Hal") == "Surat Pelimpahan: Izin belum terbit"


def test_a_letter_of_any_step_remembers_its_details_at_a_later_step(tmp_path: Path) -> None:
    office = at_step(tmp_path, 3)
    first = office.letter(FIRST, "pelimpahan").read_bytes()
    with office.desk() as desk:
        desk.finish(FIRST, entry(HEAD))
        desk.letter(FIRST, "pelimpahan", entry(HEAD), {})
        desk.save()
    again = office.folder / "surat" / "2026" / f"{FIRST}_pelimpahan.docx"
    assert again.read_bytes() == first


def test_a_letter_of_any_step_is_not_changed_by_the_details_of_others(tmp_path: Path) -> None:
    office = at_step(tmp_path, 5)
    before = words(office.letter(FIRST, "pelimpahan"))
    office.letter(FIRST, "undangan", tembusan="Wali Kota", tujuan="Camat")
    assert words(office.letter(FIRST, "pelimpahan")) == before


def test_the_notice_names_the_day_of_the_hold(tmp_path: Path) -> None:
    office = at_step(tmp_path, 3)
    with office.desk() as desk:
        desk.hold(FIRST, entry(HEAD, "Bukti belum ada"))
        desk.save()
    text = words(office.letter(FIRST, "berkas-tidak-lengkap", batas_melengkapi=""))
    assert "paling lambat hari Rabu, 23 Desember 2026" in text
    assert office.column(OUTGOING, "Tujuan") == ["Warga Contoh"]
    assert office.findings() == []


def test_a_forwarded_case_keeps_its_letter_and_gets_no_new_one(tmp_path: Path) -> None:
    office = at_step(tmp_path, 3)
    path = office.letter(FIRST, "pelimpahan")
    content = path.read_bytes()
    with office.desk() as desk:
        desk.forward(FIRST, entry(HEAD, "Bukan kewenangan"), "Dinas LH")
        desk.save()
    path.unlink()
    assert office.letter(FIRST, "pelimpahan").read_bytes() == content
    with pytest.raises(ActRefusedError, match="Tidak ada tindakan lagi"):
        office.letter(FIRST, "berkas-tidak-lengkap")


def test_a_photo_that_is_not_there_stops_the_report(tmp_path: Path) -> None:
    office = at_step(tmp_path, 5)
    before = office.fingerprint()
    with pytest.raises(PhotoUnusableError, match="tidak ada di folder kantor"):
        office.letter(FIRST, "bap", foto="a.png")
    assert (office.fingerprint(), examples("bap").keys() >= {"foto"}) == (before, False)


def test_a_photo_of_the_office_s_folder_stands_in_the_report(tmp_path: Path) -> None:
    office = at_step(tmp_path, 5)
    (office.folder / "a.png").write_bytes(emblem_png())
    assert "Gambar 1. Bengkel" in words(office.letter(FIRST, "bap", foto="a.png | Bengkel"))
