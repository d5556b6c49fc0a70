"""Letters through the desk: their numbers, their rows in Agenda Keluar and Isian, and their words."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from cli_office import CLERK, HEAD, TEAM
from desk_office import DeskOffice, entry, examples, walk
from docx import Document

from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.numbering import BadNumberPatternError
from pengaduan_xl.letters.render import EmblemUnusableError
from pengaduan_xl.register.schema import FIELDS, HISTORY, OUTGOING, REGISTER
from pengaduan_xl.register.schema_rules import OFFICERS
from scripts.template_emblem import emblem_png

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue

FIRST = "2026-0001"


@pytest.fixture
def office(tmp_path: Path) -> DeskOffice:
    """An office with a case in step 6 since Monday 08.00, its letters of steps 4 and 5 made."""
    return DeskOffice(tmp_path / "kantor", step=6)


def numbers(office: DeskOffice) -> list[str]:
    return office.column(OUTGOING, "Nomor Surat")


def words(path: Path) -> str:
    """All text of a letter, tables included."""
    document = Document(str(path))
    return "\n".join(node.text or "" for node in document.element.body.iter() if node.text)


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_numbered_letter_has_a_row_in_agenda_keluar(office: DeskOffice) -> None:
    path = office.letter(FIRST, "telaahan")
    row = office.rows(OUTGOING)[-1]
    assert (row.text("No. Urut"), row.text("Nomor Surat")) == ("3", "503/003/DPMPTSP-NAKER/XI/2026")
    assert (row.text("Tgl Surat"), row.text("No. Register")) == ("2026-11-23", FIRST)
    assert row.text("Hal") == "Telaahan Staf: Izin belum terbit"
    assert row.text("Sidik Berkas") == sha(path)
    assert office.column(HISTORY, "Dokumen")[-1].endswith(f"sha256:{sha(path)}")


def test_a_letter_without_number_has_none(office: DeskOffice) -> None:
    before = numbers(office)
    assert office.letter(FIRST, "kartu-kendali").is_file()
    assert numbers(office) == before


def test_a_letter_made_again_keeps_its_row_and_its_date(office: DeskOffice) -> None:
    office.letter(FIRST, "telaahan")
    path = office.at("2026-12-01T09:00").letter(FIRST, "telaahan", saran="Tutup saja.")
    row = office.rows(OUTGOING)[-1]
    assert len(numbers(office)) == 3
    assert (row.text("Tgl Surat"), row.text("Sidik Berkas")) == ("2026-11-23", sha(path))
    assert office.findings() == []


def test_letters_of_one_session_are_numbered_one_after_the_other(office: DeskOffice) -> None:
    with office.desk() as desk:
        desk.letter(FIRST, "telaahan", entry(HEAD), examples("telaahan"))
        desk.letter(FIRST, "telaahan", entry(HEAD), {"saran": "Tutup saja."})
        walk(desk, FIRST)
        desk.save()
    assert [number.split("/")[1] for number in numbers(office)] == ["001", "002", "003", "004"]
    assert office.findings() == []


def test_a_number_not_saved_is_given_to_the_next(office: DeskOffice) -> None:
    with office.desk() as desk:
        desk.letter(FIRST, "telaahan", entry(HEAD), examples("telaahan"))
    assert office.letters() == []
    office.letter(FIRST, "telaahan")
    assert numbers(office)[-1].startswith("503/003/")


def test_a_number_that_staff_took_by_hand_is_not_given_again(office: DeskOffice) -> None:
    office.add(
        OUTGOING, {"No. Urut": 9, "Nomor Surat": "503/009/X", "Tgl Surat": date(2026, 11, 20)}
    )
    office.letter(FIRST, "telaahan")
    assert numbers(office)[-1].startswith("503/010/")


def test_numbers_begin_anew_with_the_year_of_the_letter(office: DeskOffice) -> None:
    office.at("2027-01-04T08:00").letter(FIRST, "telaahan")
    assert numbers(office)[-1] == "503/001/DPMPTSP-NAKER/I/2027"


def test_a_letter_of_december_entered_in_january_counts_in_december(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor", step=6).at("2027-01-04T08:00")
    with office.desk() as desk:
        desk.letter(FIRST, "telaahan", entry(HEAD, "", "2026-12-30T10:00"), examples("telaahan"))
        desk.save()
    assert numbers(office)[-1] == "503/003/DPMPTSP-NAKER/XII/2026"
    assert office.column(HISTORY, "Waktu Dicatat")[-1] == "2027-01-04 08:00:00"


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{klasifikasi}/{urut:03d}/{unit}/{bulan_romawi}/{tahun}", "503/003/DPMPTSP-NAKER/XI/2026"),
        ("{klasifikasi}/{urut}/DPMPTSPP.4", "503/3/DPMPTSPP.4"),
        ("500.16.7.4/{urut:04d}/433.114/{bulan}/{tahun}", "500.16.7.4/0003/433.114/11/2026"),
        ("{no_register}.{urut:02d}", "2026-0001.03"),
    ],
)
def test_the_number_follows_the_office_s_pattern(
    office: DeskOffice, pattern: str, number: str
) -> None:
    office.set("Pola nomor surat", pattern)
    assert number in words(office.letter(FIRST, "telaahan"))
    assert numbers(office)[-1] == number


def test_a_pattern_that_makes_no_numbers_stops_the_letter(office: DeskOffice) -> None:
    office.set("Pola nomor surat", "{klasifikasi}/{tahun}")
    before = office.fingerprint()
    with pytest.raises(BadNumberPatternError, match="tidak memuat"):
        office.letter(FIRST, "telaahan")
    assert (office.fingerprint(), office.letters()) == (before, [])


def test_the_code_of_the_case_goes_before_the_office_s(office: DeskOffice) -> None:
    office.type_in(REGISTER, {}, "Kode Klasifikasi", "500.16.7.4")
    office.set("Kode unit", "DPMPTSP")
    office.letter(FIRST, "telaahan")
    assert numbers(office)[-1] == "500.16.7.4/003/DPMPTSP/XI/2026"


def test_letters_of_one_number_in_two_years_are_told_apart(office: DeskOffice) -> None:
    office.set("Pola nomor surat", "{klasifikasi}/{urut}/DPMPTSPP.4")
    earlier: dict[str, CellValue] = {
        "No. Urut": 1,
        "Nomor Surat": "503/1/DPMPTSPP.4",
        "Sidik Berkas": "lama",
    }
    office.add(OUTGOING, earlier | {"Tgl Surat": date(2026, 1, 5)})
    office.at("2027-01-04T08:00").letter(FIRST, "telaahan")
    path = office.letter(FIRST, "telaahan", saran="Tutup saja.")
    found = [row.text("Sidik Berkas") for row in office.rows(OUTGOING)[-2:]]
    assert numbers(office)[-2:] == ["503/1/DPMPTSPP.4"] * 2
    assert found == ["lama", sha(path)]


def test_details_are_kept_and_only_changes_are_added(office: DeskOffice) -> None:
    before = len(office.rows(FIELDS))
    office.letter(FIRST, "telaahan")
    assert len(office.rows(FIELDS)) == before + 6
    office.letter(FIRST, "telaahan", saran="Tutup saja.")
    row = office.rows(FIELDS)[-1]
    assert len(office.rows(FIELDS)) == before + 7
    assert [row.text(heading) for heading in FIELDS.headings] == [
        FIRST,
        "6",
        "saran",
        "Tutup saja.",
    ]


def test_the_last_word_of_a_detail_counts_even_when_it_is_empty(office: DeskOffice) -> None:
    first = office.letter(FIRST, "bap", saksi="Hendra | Ketua RT 03")
    assert "Hendra" in words(first)
    assert "Hendra" not in words(office.letter(FIRST, "bap", saksi=""))
    assert "Hendra" not in words(office.letter(FIRST, "bap"))


def test_a_detail_of_one_letter_does_not_change_another(office: DeskOffice) -> None:
    before = sha(office.letter(FIRST, "undangan", tempat="Balai RT 03"))
    assert "Balai RT 03" not in words(office.letter(FIRST, "bap", tempat="Jalan Contoh 5"))
    with office.desk() as desk:
        made = desk.letter(FIRST, "undangan", entry(HEAD), {})
        assert not desk.ledger.is_changed
        desk.save()
    assert sha(made.files[0]) == before


def test_details_that_staff_typed_into_isian_make_the_letter_by_itself(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor", step=5)
    case: dict[str, CellValue] = {"No. Register": FIRST, "Tahap": 5}
    for key, text in (examples("bap") | {"kesimpulan": "Terbukti sebagian."}).items():
        office.add(FIELDS, case | {"Isian": key, "Nilai": text})
    with office.desk() as desk:
        (path,) = desk.finish(FIRST, entry(TEAM)).files
        desk.save()
    assert "Terbukti sebagian." in words(path)
    assert office.findings() == []


def test_a_template_that_the_office_threw_away_is_replaced_by_the_shipped_one(
    office: DeskOffice,
) -> None:
    (office.folder / "templat" / "telaahan.docx").unlink()
    assert "Telaahan" in words(office.letter(FIRST, "telaahan")).title()


def test_the_office_s_own_wording_is_printed(office: DeskOffice) -> None:
    own = office.folder / "templat" / "telaahan.docx"
    document = Document(str(own))
    document.add_paragraph("Kalimat kantor kami")
    document.save(str(own))
    assert "Kalimat kantor kami" in words(office.letter(FIRST, "telaahan"))


def test_the_office_s_emblem_stands_in_the_letter(office: DeskOffice) -> None:
    picture = emblem_png() + b"kami"
    (office.folder / "lambang.png").write_bytes(picture)
    office.set("Berkas lambang", "lambang.png")
    with zipfile.ZipFile(office.letter(FIRST, "telaahan")) as package:
        pictures = [package.read(name) for name in package.namelist() if "media/" in name]
    assert picture in pictures


def test_an_emblem_that_is_not_there_stops_the_letter(office: DeskOffice) -> None:
    office.set("Berkas lambang", "lambang.png")
    before = office.fingerprint()
    with pytest.raises(EmblemUnusableError):
        office.letter(FIRST, "telaahan")
    assert (office.fingerprint(), office.letters()) == (before, [])


def test_the_paper_is_that_of_the_settings(office: DeskOffice) -> None:
    office.set("Kertas surat", "A4")
    section = Document(str(office.letter(FIRST, "telaahan"))).sections[0]
    assert section.page_height is not None
    assert round(section.page_height.mm) == 297


def test_an_acting_head_signs_as_one(office: DeskOffice) -> None:
    office.add(OFFICERS, {"Nama": "Ayu", "NIP": "8" * 18, "Jabatan": "Kepala Seksi Pengaduan",
                          "Peran": "Kepala Seksi", "Plt./Plh.": "Plt."})  # fmt: skip
    text = words(office.letter(FIRST, "telaahan"))
    assert "Plt. Kepala Seksi Pengaduan" in text
    assert "Ayu" in text


def test_a_confidential_complainant_is_named_on_receipt_and_reply_alone(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor", step=9)
    office.type_in(REGISTER, {}, "Rahasia", "Ya")
    named = {
        key: "Warga Contoh" in words(office.letter(FIRST, key))
        for key in ("formulir", "tanda-terima", "telaahan", "surat-balasan")
    }
    assert named == dict(zip(named, (False, True, False, True), strict=True))
    row = office.rows(OUTGOING)[-1]
    assert (row.text("Tujuan"), row.text("Sifat")) == ("Pengadu (dirahasiakan)", "Rahasia")


def test_the_reply_is_addressed_to_the_complainant(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor", step=9)
    office.letter(FIRST, "surat-balasan")
    invited = "Camat Pagar Alam Utara dan 1 lainnya"
    assert office.column(OUTGOING, "Tujuan") == [invited, "", "", "Warga Contoh"]
    assert office.column(REGISTER, "No. Surat Balasan") == numbers(office)[-1:]


def test_a_closed_case_has_no_letters_of_its_own_accord(office: DeskOffice) -> None:
    with office.desk() as desk:
        desk.withdraw(FIRST, entry(CLERK, "Diminta pengadu"))
        assert desk.correspondence().automatic(desk.ledger.case(FIRST)) == []


def test_every_letter_may_be_made_by_its_own_step(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor", step=10)
    made = {office.letter(FIRST, key).name for key in LETTERS}
    assert made == {f"{FIRST}_{key}.docx" for key in LETTERS}
    assert office.findings() == []
