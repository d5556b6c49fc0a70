"""The register in memory: numbers never used twice, acts on sound cases only, cells at their addresses."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from register_samples import (
    BEGUN,
    ENTRY,
    INTAKE,
    Layout,
    arranged,
    chain_holds,
    desk,
    ledger,
    place,
    read,
    with_cells,
    with_letter,
)

from pengaduan_xl.desk import Entry
from pengaduan_xl.domain.acts import Act
from pengaduan_xl.domain.findings import Finding
from pengaduan_xl.office_folder import make_office
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.ledger import (
    BrokenCaseError,
    BrokenStructureError,
    CaseNotFoundError,
    Ledger,
)
from pengaduan_xl.register.schema import FIELDS, OUTGOING, RECAP

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue

DAY = date(2026, 11, 23)


def test_a_case_is_its_complaint_and_its_events() -> None:
    case = ledger().case("2026-0001")
    assert (case.complaint.subject, [event.seq for event in case.events]) == ("Izin 1", [1, 5])


def test_cases_come_by_number() -> None:
    numbers = [case.complaint.number for case in ledger().cases()]
    assert numbers == ["2026-0001", "2026-0002", "2026-0003", "2026-0004"]


def test_an_unknown_number_is_answered_with_what_to_do() -> None:
    with pytest.raises(CaseNotFoundError) as caught:
        ledger().case("2026-0099")
    assert str(caught.value) == (
        "Register: Pengaduan '2026-0099' tidak ada di register. Periksa nomornya; pengaduan daftar "
        "menampilkan semuanya. Tidak ada yang ditulis."
    )


def test_a_broken_case_is_refused_with_its_cells() -> None:
    with pytest.raises(BrokenCaseError) as caught:
        ledger(with_cells({("Register", "B5"): "kemarin"})).case("2026-0002")
    assert str(caught.value) == (
        "2026-0002: Baris pengaduan ini tidak terbaca utuh:\n"
        "- Register!B5 (2026-0002): Bukan tanggal dan jam. "
        "Isi tanggal dan jam, mis. 23/11/2026 07:30.\n"
        "Perbaiki sel tersebut, lalu jalankan pengaduan periksa. Tidak ada yang ditulis."
    )


def test_a_case_without_events_is_refused() -> None:
    with pytest.raises(BrokenCaseError) as caught:
        ledger(with_cells({("Register", "A5"): "2026-0020"})).case("2026-0020")
    assert "- Riwayat (2026-0020): Tidak ada barisnya di Riwayat." in str(caught.value)


def test_a_broken_case_leaves_the_others_in_use(tmp_path: Path) -> None:
    path = place(tmp_path, with_cells({("Register", "B5"): "kemarin"}))
    with desk(path) as opened:
        assert [case.complaint.number[-1] for case in opened.ledger.cases()] == ["1", "3", "4"]
        opened.finish("2026-0003", Entry("Petugas Contoh", BEGUN, completeness=("semua",)))
        opened.save()
    assert read_ledger(path).ledger.case("2026-0003").events[-1].kind == "Tahap Selesai"


def test_a_structure_with_gaps_is_refused_with_each_of_them() -> None:
    findings = [Finding("Isian", "", "", "Kolom 'Nilai' tidak ada", "Tulis kembali")]
    assert str(BrokenStructureError(findings)) == (
        "Susunan register tidak lengkap:\n- Isian: Kolom 'Nilai' tidak ada. Tulis kembali.\n"
        "Perbaiki susunan itu, lalu jalankan pengaduan periksa. Tidak ada yang ditulis."
    )


def test_the_row_of_a_saved_letter_is_changed_in_place() -> None:
    changed = ledger(with_letter())
    changed.change_outgoing("503/007", "Ket.", "batal")
    assert changed.patch() == ({("Agenda Keluar", "O4"): "batal"}, {})
    assert changed.is_changed


def test_the_row_of_a_letter_just_entered_is_changed_before_it_is_saved() -> None:
    changed = ledger(with_letter())
    for seq in (8, 9):
        letter = {"seq": seq, "letter_number": f"503/00{seq}", "letter_date": DAY}
        changed.append(OUTGOING, letter)
    changed.change_outgoing("503/008", "Ket.", "batal")
    cells, rows = changed.patch()
    assert [row.get("Ket.") for row in rows["AgendaKeluar"]] == ["batal", None]
    assert cells == {}


def test_a_recap_of_a_new_day_is_a_new_row() -> None:
    changed = ledger()
    changed.put_recap(DAY, {"Tanggal": DAY, "Masuk": 4})
    assert changed.patch() == ({}, {"RekapHarian": [{"Tanggal": DAY, "Masuk": 4}]})


def test_a_recap_made_twice_is_one_row() -> None:
    changed = ledger()
    changed.put_recap(DAY, {"Tanggal": DAY, "Masuk": 4})
    changed.put_recap(DAY, {"Tanggal": DAY, "Masuk": 5})
    assert changed.patch()[1] == {"RekapHarian": [{"Tanggal": DAY, "Masuk": 5}]}


@pytest.mark.parametrize("written", [DAY, "23/11/2026", datetime.fromisoformat("2026-11-23T16:00")])
def test_a_recap_goes_over_the_row_of_its_day(written: CellValue) -> None:
    changed = ledger(with_cells({("Rekap Harian", "A4"): written}))
    changed.put_recap(DAY, {"Masuk": 5})
    assert changed.patch() == ({("Rekap Harian", "C4"): 5}, {})


def test_recaps_of_other_days_are_left_alone() -> None:
    changed = ledger(with_cells({("Rekap Harian", "A4"): date(2026, 11, 20)}))
    changed.append(RECAP, {"day": date(2026, 11, 19)})
    changed.put_recap(DAY, {"Tanggal": DAY})
    assert [row["Tanggal"] for row in changed.patch()[1]["RekapHarian"]] == [
        date(2026, 11, 19),
        DAY,
    ]


def test_cells_are_set_on_the_sheet_by_the_name_that_it_has() -> None:
    changed = ledger(arranged({"Rekap Harian": Layout(name="Rekap Harian ")}, with_cells(
        {("Rekap Harian", "A4"): DAY})))  # fmt: skip
    changed.put_recap(DAY, {"Masuk": 5})
    assert changed.patch()[0] == {("Rekap Harian ", "C4"): 5}


def with_field() -> Ledger:
    """A register in which ``tempat`` is ``Aula`` for the first case, filled in at step 2."""
    record: dict[str, CellValue] = {"A": "2026-0001", "B": 2, "C": "tempat", "D": "Aula"}
    return ledger(with_cells({("Isian", f"{letter}4"): cell for letter, cell in record.items()}))


def fill_in(entered: Ledger, number: str, step: int, place: str) -> None:
    entered.append(FIELDS, {"number": number, "step": step, "key": "tempat", "value": place})


def test_letter_fields_are_those_of_the_case_the_last_of_each() -> None:
    entered = with_field()
    fill_in(entered, "2026-0002", 4, "Lain")
    assert entered.fields("2026-0001") == {"tempat": "Aula"}
    fill_in(entered, "2026-0001", 4, "Ruang 2")
    assert entered.fields("2026-0001") == {"tempat": "Ruang 2"}


def test_a_letter_field_of_the_step_asked_for_comes_before_later_ones() -> None:
    entered = with_field()
    fill_in(entered, "2026-0001", 4, "Ruang 2")
    assert entered.fields("2026-0001", 2) == {"tempat": "Aula"}


def test_an_act_without_events_leaves_the_chain_alone() -> None:
    changed = ledger()
    changed.enter(Act("2026-0001", (), {"note": "arsip"}))
    assert changed.patch() == ({("Register", "AG4"): "arsip"}, {})


def test_an_act_on_a_saved_case_changes_its_cells_only(tmp_path: Path) -> None:
    with desk(place(tmp_path)) as opened:
        opened.finish("2026-0002", Entry("Petugas Contoh", BEGUN, completeness=("semua",)))
        cells, rows = opened.ledger.patch()
    assert cells["Register", "U5"] == 2
    assert {address[-1] for _, address in cells} == {"5"}
    assert list(rows) == ["Riwayat"]


def test_an_act_on_a_case_not_yet_saved_changes_its_new_row(tmp_path: Path) -> None:
    with desk(place(tmp_path)) as opened:
        number = opened.receive(INTAKE, ENTRY).complaint.number
        opened.finish(number, Entry("Petugas Contoh", BEGUN, completeness=("semua",)))
        cells, rows = opened.ledger.patch()
    assert cells == {}
    assert [row["Tahap"] for row in rows["Register"]] == [2]


def test_yes_and_no_are_written_in_words(tmp_path: Path) -> None:
    with desk(place(tmp_path)) as opened:
        opened.receive({**INTAKE, "reported": "Seseorang"}, ENTRY)
        row = opened.ledger.patch()[1]["Register"][0]
    assert (row["Rahasia"], row["NIK"]) == ("Ya", None)


@pytest.mark.parametrize(("cell", "was"), [("G8", BEGUN), ("A8", 5), ("A5", 2)])
def test_new_events_are_chained_past_a_damaged_row(
    tmp_path: Path, cell: str, was: CellValue
) -> None:
    path = place(tmp_path, with_cells({("Riwayat", cell): None}))
    with desk(path) as opened:
        opened.receive(INTAKE, ENTRY)
        opened.save()
    mended = read(with_cells({("Riwayat", cell): was}, path.read_bytes()))
    assert [item.event.seq for item in mended.events] == [1, 2, 3, 4, 5, 6]
    assert chain_holds(mended)


def test_a_row_without_sidik_is_numbered_past_all_the_same(tmp_path: Path) -> None:
    with desk(place(tmp_path, with_cells({("Riwayat", "S8"): None}))) as opened:
        opened.receive(INTAKE, ENTRY)
        assert opened.ledger.patch()[1]["Riwayat"][0]["No. Urut"] == 6


def test_the_first_event_of_all_begins_the_chain(tmp_path: Path) -> None:
    path = make_office(tmp_path)
    with desk(path) as opened:
        opened.receive(INTAKE, ENTRY)
        opened.save()
    content = read(path.read_bytes())
    assert (len(content.events), chain_holds(content)) == (1, True)
