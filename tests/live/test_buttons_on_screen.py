"""The register as an officer works with it: a window, a toolbar, a mouse; then the file is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_office import CLERK, HEAD
from desk_office import PERFORMERS, examples
from live.screen_office import Officer, needs_screen, officer_at_screen

from pengaduan_xl import clock
from pengaduan_xl.excel.catalogue import BUTTONS
from pengaduan_xl.excel.host import way_of
from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.blank import desk, forms
from pengaduan_xl.register.blank.desk import CHECKLIST_ROWS, LETTER_ROWS
from pengaduan_xl.register.checkup import check_file

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs_screen

FIRST = "2026-0001"
FIELDS = {key: value for letter in LETTERS for key, value in examples(letter).items()}
INTAKE = {
    "channel": "Surat",
    "name": "Warga Contoh",
    "subject": "Izin belum terbit",
    "description": "=1+1 hari kerja",
    "phone": "0812345678",
}


@pytest.fixture
def officer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Officer]:
    home = tmp_path_factory.mktemp("layar")
    with officer_at_screen(home) as opened:
        yield opened


def number_of(told: str) -> str:
    return told.split()[1].rstrip(":")


def ends_step(officer: Officer, number: str, step: int) -> None:
    """Do what a step asks for on Meja Kerja, with the mouse."""
    officer.is_at_work(PERFORMERS[step - 1])
    officer.types(desk.SHEET, "C4", number)
    officer.clicks("Muat Kasus")
    keys = [officer.sees(desk.SHEET, f"B{row}") for row in LETTER_ROWS]
    for row, key in zip(LETTER_ROWS, keys, strict=True):
        if key in FIELDS:
            officer.types(desk.SHEET, f"C{row}", FIELDS[key])
    if any(key in FIELDS for key in keys):
        assert "surat dibuat" in officer.clicks("Buat Surat")
    for row in CHECKLIST_ROWS:
        if officer.sees(desk.SHEET, f"B{row}"):
            officer.types(desk.SHEET, f"F{row}", "Ya")
    officer.types(desk.SHEET, "C45", "Antrean")
    assert "tahap selesai" in officer.clicks("Selesaikan Tahap")


def saved(officer: Officer) -> list[object]:
    """Save in the program and check the file; return the findings."""
    officer.book.save()
    return list(check_file(officer.register, clock.now()))


def test_a_case_walks_through_all_ten_steps_by_mouse(officer: Officer) -> None:
    officer.is_at_work(CLERK)
    officer.book.sheets[forms.SHEET].activate()
    officer.fills_in(**INTAKE)
    officer.takes_picture("formulir-sebelum")
    number = number_of(officer.clicks("Terima Pengaduan"))
    officer.takes_picture("formulir-sesudah")
    for step in range(2, 11):
        ends_step(officer, number, step)
        if step in {4, 10}:
            officer.takes_picture(f"meja-kerja-tahap-{step}")
    officer.is_at_work(CLERK)
    assert "Rekap" in officer.clicks("Rekap Harian")
    assert saved(officer) == []
    ledger = read_ledger(officer.register).ledger
    case = ledger.case(number)
    assert case.complaint.description == "=1+1 hari kerja"
    assert case.events[-1].next_step is None
    paths = (officer.register.parent / "surat").rglob("*.docx")
    asked = {key for step in range(1, 11) for key in ledger.office.current.step(step).letters}
    assert {path.stem.removeprefix(f"{number}_") for path in paths} == asked


def test_every_button_answers_to_its_command(officer: Officer) -> None:
    assert way_of(officer.book) == "makro"
    officer.is_at_work(CLERK)
    officer.fills_in(**INTAKE)
    numbers = [number_of(officer.dispatches("TerimaPengaduan"))]
    for _ in range(2):
        officer.fills_in(**INTAKE)
        numbers.append(number_of(officer.dispatches("TerimaPengaduan")))
    told = {}
    held, handed, withdrawn = numbers
    officer.types(desk.SHEET, "C4", held)
    told["MuatKasus"] = officer.dispatches("MuatKasus")
    for row in CHECKLIST_ROWS[:3]:
        officer.types(desk.SHEET, f"F{row}", "Ya")
    officer.types(desk.SHEET, "C45", "Antrean")
    told["SelesaikanTahap"] = officer.dispatches("SelesaikanTahap")
    officer.is_at_work(HEAD)
    for button, reason in (
        ("Tunda", "Menunggu bukti"),
        ("Lanjutkan", ""),
        ("Kembalikan", "Keliru"),
    ):
        officer.types(desk.SHEET, "C45", reason or None)
        told[button] = officer.dispatches(button)
    officer.types(desk.SHEET, "C4", handed)
    officer.types(desk.SHEET, "C44", "Dinas Kesehatan")
    officer.types(desk.SHEET, "C45", "Bukan kewenangan")
    told["Limpahkan"] = officer.dispatches("Limpahkan")
    officer.is_at_work(CLERK)
    officer.types(desk.SHEET, "C4", withdrawn)
    officer.types(desk.SHEET, "C43", "kartu-kendali")
    told["BuatSurat"] = officer.dispatches("BuatSurat")
    officer.types(desk.SHEET, "C45", "Permintaan pengadu")
    told["Cabut"] = officer.dispatches("Cabut")
    for button in ("RekapHarian", "DaftarTerlambat", "Pulihkan", "PeriksaRegister"):
        told[button] = officer.dispatches(button)
    assert told.keys() | {"TerimaPengaduan"} == {button.id for button in BUTTONS}
    refused = {button: text for button, text in told.items() if "ditolak" in text}
    assert refused == {}, officer.home
    assert saved(officer) == []
    cases = read_ledger(officer.register).ledger
    assert len(cases.cases()) == 3


def test_what_is_being_typed_into_a_cell_is_entered_before_the_button_works(
    officer: Officer,
) -> None:
    officer.is_at_work(CLERK)
    officer.fills_in(**INTAKE)
    officer.types_on(forms.SHEET, f"C{forms.form_rows()['subject']}", " di kantor")
    assert "diterima" in officer.clicks("Terima Pengaduan")
    assert saved(officer) == []
    case = read_ledger(officer.register).ledger.cases()[0]
    assert case.complaint.subject == "Izin belum terbit di kantor"


def test_a_word_that_a_list_does_not_hold_is_refused_before_the_button_works(
    officer: Officer,
) -> None:
    officer.is_at_work(CLERK)
    officer.fills_in(**INTAKE)
    officer.types_on(forms.SHEET, f"C{forms.form_rows()['channel']}", " merpati")
    officer.clicks("Terima Pengaduan", wait=False)
    officer.takes_picture("isian-ditolak")
    assert officer.sees("Register", "A4") is None
    assert saved(officer) == []
