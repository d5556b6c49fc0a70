"""``periksa`` on the two agendas: numbers given twice, left out without a word, or not those of Riwayat."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from desk_office import DeskOffice
from edited_letters import FIRST, cancel

from pengaduan_xl.domain.findings import SheetRow
from pengaduan_xl.register.agendas import check_agendas
from pengaduan_xl.register.schema import INCOMING, OUTGOING

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.columns import Table

DAY = date(2026, 11, 23)
COLUMNS = {
    table.name: {heading: place for place, heading in enumerate(table.headings, start=1)}
    for table in (INCOMING, OUTGOING)
}


def sent(
    seq: CellValue, number: str = "", day: CellValue = DAY, note: str = ""
) -> dict[str, CellValue]:
    number = number or f"503/{seq}"
    return {"No. Urut": seq, "Nomor Surat": number, "Tgl Surat": day, "Ket.": note}


def came(
    seq: CellValue, number: str = "", day: CellValue = DAY, note: str = ""
) -> dict[str, CellValue]:
    number = number or f"{seq}/2026"
    return {"No. Urut": seq, "No. Agenda": number, "Tgl Terima": day, "Ket.": note}


def rows(table: Table, cells: tuple[dict[str, CellValue], ...]) -> list[SheetRow]:
    places = COLUMNS[table.name]
    return [SheetRow(table.sheet, at, row, places) for at, row in enumerate(cells, start=4)]


def found_out(*cells: dict[str, CellValue]) -> list[str]:
    """What is wrong with these rows of Agenda Keluar."""
    return list(map(str, check_agendas([], rows(OUTGOING, cells), [])))


def found_in(*cells: dict[str, CellValue]) -> list[str]:
    """What is wrong with these rows of Agenda Masuk."""
    return list(map(str, check_agendas(rows(INCOMING, cells), [], [])))


def test_numbers_one_after_the_other_are_right_in_any_order() -> None:
    assert found_out(sent(3), sent(1), sent(2)) == []
    assert found_in(came(1), came(2)) == []


def test_a_missing_number_is_told_at_the_row_after_it() -> None:
    assert found_out(sent(2), sent(4)) == [
        "Agenda Keluar!A5: No. Urut 3 tahun 2026 tidak ada. Kembalikan barisnya, atau tulis sebabnya di Ket. "
        "baris ini, misalnya 'Nomor 3: dipakai di buku agenda'."
    ]


def test_several_missing_numbers_are_told_once() -> None:
    (found,) = found_in(came(2), came(9))
    assert found.startswith("Agenda Masuk!A5: No. Urut 3-8 tahun 2026 tidak ada")


def test_an_office_may_begin_in_the_middle_of_a_year() -> None:
    assert found_out(sent(57), sent(58)) == []


def test_each_year_is_counted_for_itself() -> None:
    assert found_out(sent(7, day=date(2025, 12, 30)), sent(1), sent(2)) == []


@pytest.mark.parametrize(
    "note",
    [
        "Nomor 3-5: dipakai di buku agenda",
        "no. 3 s.d. 5 : buku agenda",
        "Nomor 3: batal; Nomor 4–5: buku agenda",
        "Dikirim; No 3 sampai 5: buku agenda",
    ],
)
def test_ket_accounts_for_missing_numbers(note: str) -> None:
    assert found_out(sent(2), sent(6, note=note)) == []


@pytest.mark.parametrize("note", ["Nomor 3-5:", "Balasan nomor 3-5", "Nomor 3 dan 5: x", "3-5: x"])
def test_ket_that_gives_no_cause_accounts_for_nothing(note: str) -> None:
    (found,) = found_out(sent(2), sent(6, note=note))
    assert "No. Urut 3-5 tahun 2026 tidak ada" in found


def test_a_row_typed_in_by_staff_accounts_for_its_number() -> None:
    assert found_out(sent(2), sent(3, "-", note="Batal sebelum dikirim"), sent(4)) == []


def test_what_is_left_of_a_gap_is_told() -> None:
    (found,) = found_out(sent(2), sent(6, note="Nomor 3-4: buku agenda"))
    assert "No. Urut 5 tahun 2026 tidak ada" in found


def test_a_number_given_twice_is_told_at_the_second_row() -> None:
    assert found_out(sent(1), sent(1, "503/1a")) == [
        "Agenda Keluar!A5: No. Urut 1 tahun 2026 ada dua kali, juga pada baris 4. Beri salah satunya nomor "
        "berikutnya; nomor surat yang sudah keluar tetap."
    ]


def test_a_letter_number_given_twice_is_told() -> None:
    (found,) = found_out(sent(1, "503/1"), sent(2, "503/1"))
    assert found.startswith("Agenda Keluar!B5: Nomor Surat 503/1 ada dua kali, juga pada baris 4")
    (found,) = found_in(came(1, "001"), came(2, "001"))
    assert found.startswith("Agenda Masuk!B5: No. Agenda 001 ada dua kali, juga pada baris 4")


def test_a_number_may_come_again_in_another_year() -> None:
    assert found_out(sent(1, "503/1", date(2025, 1, 5)), sent(1, "503/1")) == []


def test_mail_without_a_date_is_told_since_its_number_counts_in_no_year() -> None:
    assert found_in(came(1, day=None), came(2)) == [
        "Agenda Masuk!C4: Tgl Terima kosong, sehingga nomor ini tidak terhitung pada tahun mana pun. Isi "
        "tanggalnya."
    ]


def test_rows_without_a_number_are_let_pass() -> None:
    assert found_out(sent(None, "-"), sent("tujuh"), sent(1)) == []
    assert found_in(came(None, day=None), {"No. Urut": 1, "Tgl Terima": DAY}) == []


@pytest.fixture
def office(tmp_path: Path) -> DeskOffice:
    """An office whose case in step 6 has two numbered letters."""
    return DeskOffice(tmp_path / "kantor", step=6)


def test_a_letter_of_riwayat_missing_from_agenda_keluar_is_told(office: DeskOffice) -> None:
    office.type_in(OUTGOING, {"No. Urut": "1"}, "Nomor Surat", "503/001/X")
    number = "503/001/DPMPTSP-NAKER/XI/2026"
    (found,) = office.findings()
    assert found.startswith("Riwayat!O")
    assert found.endswith(
        f"({FIRST}): Nomor surat {number} tidak ada di Agenda Keluar. Kembalikan barisnya dari cadangan, "
        "dengan No. Register ini."
    )


def test_another_sidik_in_agenda_keluar_is_told(office: DeskOffice) -> None:
    office.type_in(OUTGOING, {"No. Urut": "1"}, "Sidik Berkas", "0" * 64)
    assert office.findings() == [
        f"Agenda Keluar!N4 ({FIRST}): Sidik Berkas tidak sama dengan Riwayat. Salin Sidik itu dari kolom "
        "Dokumen di Riwayat."
    ]


def test_a_cancelled_letter_whose_mark_is_gone_is_told(office: DeskOffice) -> None:
    cancel(office, "undangan")
    office.type_in(OUTGOING, {"No. Urut": "1"}, "Ket.", "Dikirim")
    assert office.findings() == [
        f"Agenda Keluar!O4 ({FIRST}): Surat ini dibatalkan menurut Riwayat, tetapi Ket. tidak menyebutnya. "
        "Awali Ket. dengan 'BATAL: ' dan alasannya."
    ]


def test_a_row_that_staff_emptied_is_told_as_a_gap_as_well(office: DeskOffice) -> None:
    office.letter(FIRST, "telaahan")
    hal = "Berita Acara Hasil Peninjauan Lapangan: Izin belum terbit"
    for heading in [*(one for one in OUTGOING.headings if one != "Hal"), "Hal"]:
        office.type_in(OUTGOING, {"Hal": hal}, heading, None)
    gap, absent = office.findings()
    assert gap.startswith(f"Agenda Keluar!A6 ({FIRST}): No. Urut 2 tahun 2026 tidak ada")
    assert "Nomor surat 503/002/DPMPTSP-NAKER/XI/2026 tidak ada di Agenda Keluar" in absent
