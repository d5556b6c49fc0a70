"""Every button on an open register: what it does and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_office import CHIEF, CLERK, HEAD
from desk_office import PERFORMERS, WALK_IN, DeskOffice, entry, walk
from live_office import DESK, FORM, WAYS, LiveOffice, all_rows

from pengaduan_xl.desk import Entry
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.schema import HISTORY, INCOMING, RECAP, REGISTER
from pengaduan_xl.reporting.recap import make_recap

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.domain.complaint import CaseState

NUMBER = "2026-0001"

pytestmark = pytest.mark.usefixtures("way")


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveOffice:
    return LiveOffice(tmp_path, monkeypatch)


def at_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> LiveOffice:
    return LiveOffice(tmp_path, monkeypatch, step)


def state(live: LiveOffice) -> CaseState:
    """The case's state as the saved file tells."""
    assert live.saved() == []
    return live.closed.state()


def test_the_form_becomes_a_complaint_with_its_receipt(live: LiveOffice) -> None:
    live.fill(**WALK_IN)
    told = live.press("Terima Pengaduan")
    assert told == (
        "2026-0001: pengaduan diterima. Tahap 2: Pencatatan dan penerusan berkas (Petugas Pengaduan). "
        "Tenggat: 23/11/2026 08.30. Surat: 2026-0001_tanda-terima.docx."
    )
    assert live.cell(FORM, "B3") == f"08.00 {told}"
    assert live.saved() == []
    assert live.closed.letters() == ["2026-0001_tanda-terima.docx"]


def test_mail_gets_its_row_in_agenda_masuk(live: LiveOffice) -> None:
    live.receive(channel="Surat")
    assert live.saved() == []
    assert live.closed.column(INCOMING, "No. Agenda") == ["001/2026"]


def test_a_case_walks_through_all_ten_steps_by_buttons(live: LiveOffice) -> None:
    number = live.receive()
    for _ in range(9):
        assert "tahap selesai" in live.later().finish(number), live.book.app.alerts
    assert live.book.app.alerts == []
    assert state(live).status == "Selesai"
    assert live.step(number) is None


def test_a_case_is_loaded_from_the_number_typed(live: LiveOffice) -> None:
    live.put(DESK, "C4", live.receive())
    assert live.press("Muat Kasus") == "2026-0001: tahap 2. Sisa 0 jam 30 menit kerja."
    assert live.cell(DESK, "C19") == "Sisa 0 jam 30 menit kerja."
    assert live.book.front == DESK


def test_a_case_is_loaded_from_the_row_selected(live: LiveOffice) -> None:
    number = live.receive()
    live.book.select("Register", "C4")
    live.press("Muat Kasus")
    assert live.cell(DESK, "C4") == number


def test_a_late_case_is_loaded_with_how_late_it_is(live: LiveOffice) -> None:
    live.put(DESK, "C4", live.receive())
    live.later(60)
    assert live.press("Muat Kasus") == "2026-0001: tahap 2. Lewat 0 jam 30 menit kerja."


def test_loading_needs_a_case(live: LiveOffice) -> None:
    assert live.press("Muat Kasus") == (
        "Meja Kerja: Belum ada pengaduan yang dipilih. Isi No. Register di Meja Kerja, atau pilih barisnya "
        "di Register. Tidak ada yang ditulis."
    )


def test_an_act_needs_a_case(live: LiveOffice) -> None:
    assert "Belum ada pengaduan yang dipilih" in live.press("Tunda")


def test_a_step_is_finished_from_meja_kerja(live: LiveOffice) -> None:
    number = live.receive()
    told = live.later().act("Selesaikan Tahap", number)
    assert "tahap selesai. Tahap 3" in told
    assert live.cell(DESK, "F23") is None
    assert state(live).step == 3


def test_the_plain_acts_follow_one_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = at_step(tmp_path, monkeypatch, 3)
    for label, by in (("Tunda", HEAD), ("Lanjutkan", CLERK), ("Cabut", CLERK)):
        told = live.later().act(label, NUMBER, by, reason="Diminta pengadu")
        assert live.book.app.alerts == [], told
    assert state(live).status == "Dicabut"


def test_a_case_on_hold_is_loaded_without_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = at_step(tmp_path, monkeypatch, 3)
    told = live.act("Tunda", NUMBER, HEAD, reason="KTP belum ada")
    assert "Tenggat: berhenti selama menunggu." in told
    assert live.press("Muat Kasus") == "2026-0001: tahap 3. Waktu tahap berhenti."


def test_a_case_is_handed_to_another_agency(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = at_step(tmp_path, monkeypatch, 3)
    told = live.act("Limpahkan", NUMBER, HEAD, reason="Bukan wewenang", to="Dinas PU")
    assert told.startswith("2026-0001: pengaduan dilimpahkan. Status: Dilimpahkan.")
    assert live.press("Muat Kasus") == "2026-0001: Dilimpahkan."
    assert live.saved() == []


def test_a_register_with_all_its_acts_has_nothing_to_bring_back(live: LiveOffice) -> None:
    live.receive()
    assert live.press("Pulihkan") == "Register memuat semua tindakan di jurnal."


def test_a_review_gives_the_file_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = at_step(tmp_path, monkeypatch, 7)
    told = live.act("Kembalikan", NUMBER, CHIEF, reason="Uraian kurang")
    assert "berkas dikembalikan. Tahap 6" in told
    assert state(live).step == 6


def test_an_exception_is_made_with_its_reason(live: LiveOffice) -> None:
    number = live.receive()
    told = live.act("Selesaikan Tahap", number, HEAD, override="Ya", reason="Petugas cuti")
    assert "tahap selesai" in told
    assert live.row(HISTORY, 5.0)["Pengecualian"] == "peran"


def test_the_letter_due_is_made_without_naming_it(live: LiveOffice) -> None:
    live.put(DESK, "C4", live.receive())
    told = live.press("Buat Surat")
    assert "Surat: 2026-0001_formulir.docx." in told
    assert live.press("Buat Surat") == (
        "2026-0001: Tidak ada surat yang harus dibuat pada tahap ini. Untuk surat lain, isi namanya pada "
        "Surat di Meja Kerja. Tidak ada yang ditulis."
    )


def test_the_recap_is_made_and_made_anew(live: LiveOffice) -> None:
    live.receive()
    assert live.press("Rekap Harian") == "Rekap 23/11/2026 dibuat: rekap_2026-11-23.xlsx."
    live.receive()
    live.press("Rekap Harian")
    assert len(live.rows(RECAP)) == 1
    assert live.saved() == []


def test_the_overdue_list_is_made(live: LiveOffice) -> None:
    live.receive()
    live.later(60)
    told = live.press("Daftar Terlambat")
    assert told == "1 lewat tenggat, 0 mendekati: terlambat_2026-11-23_0900.xlsx."


def test_the_check_saves_and_finds_nothing(live: LiveOffice) -> None:
    live.receive()
    assert live.press("Periksa Register") == "Register disimpan dan diperiksa: tidak ada temuan."
    assert live.closed.events() == 3


def test_the_check_writes_its_findings_down(live: LiveOffice) -> None:
    number = live.receive()
    live.put("Register", "U4", 9)
    told = live.press("Periksa Register")
    assert told.startswith("1 temuan; yang pertama: Register!U4")
    assert told.endswith("Selengkapnya: periksa_2026-11-23_0800.txt.")
    assert number in (live.closed.folder / "laporan" / "periksa_2026-11-23_0800.txt").read_text()


def test_findings_are_told_where_they_cannot_be_written(live: LiveOffice) -> None:
    live.receive()
    live.put("Register", "U4", 9)
    (live.closed.folder / "laporan").rmdir()
    (live.closed.folder / "laporan").write_text("")
    assert "Daftarnya tidak dapat ditulis (" in live.press("Periksa Register")


def test_the_same_acts_closed_and_open_give_the_same_rows(
    live: LiveOffice, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = DeskOffice(tmp_path_factory.mktemp("tutup"))
    number = live.receive(channel="Surat", description="=1+1", phone="0812", nik="1671010101010001")
    with other.desk() as desk:
        made = WALK_IN | {"channel": "Surat", "description": "=1+1", "phone": "0812"}
        desk.receive(made | {"nik": "1671010101010001"}, Entry(CLERK, completeness=("semua",)))
        desk.finish(number, entry())
        desk.letter(number, "tanda-terima", entry(), {})
        desk.save()
    for _ in range(9):
        live.finish(number)
    with other.desk() as desk:
        walk(desk, number)
        desk.save()
    live.press("Rekap Harian")
    make_recap(other.register, other.moment.date(), PERFORMERS[9], lambda: other.moment)
    assert live.saved() == []
    assert all_rows(live.ledger()) == all_rows(read_ledger(other.register).ledger)


def test_calc_takes_the_same_acts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = LiveOffice(tmp_path, monkeypatch, way=WAYS["calc"])
    number = live.receive(description="=1+1")
    live.book.select("Register", "A4")
    live.press("Selesaikan Tahap")
    assert live.row(REGISTER, number)["Uraian"] == "=1+1"
    assert state(live).step == 3
