"""When the open workbook cannot be used as it is: a clear message, nothing half-written, a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cli_office import CLERK
from desk_office import WALK_IN
from fake_book import HostRefusedError as FakeRefusedError
from live_office import DESK, WAYS, LiveOffice

from pengaduan_xl.register.live import LiveRegister
from pengaduan_xl.register.live_book import NotARegisterError, UnsavedBookError, ViewOnlyBookError
from pengaduan_xl.register.live_history import StaleBookError, UnknownRowsError
from pengaduan_xl.register.live_table import LayoutChangedError
from pengaduan_xl.register.live_tables import LiveTables
from pengaduan_xl.register.open_book import LiveWriteError, SheetMissingError, TotalsRowError
from pengaduan_xl.register.open_book_view import BookView
from pengaduan_xl.register.schema import HISTORY, OUTGOING, REGISTER

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = "2026-0001"
NOTHING = "Tidak ada yang ditulis."


pytestmark = pytest.mark.usefixtures("way")


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveOffice:
    live = LiveOffice(tmp_path, monkeypatch)
    live.receive()
    assert live.saved() == []
    return live


def cells(live: LiveOffice) -> dict[str, Any]:
    """Everything on the list sheets."""
    return {name: dict(sheet.cells) for name, sheet in live.book.all_sheets.items() if sheet.tables}


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (
            UnsavedBookError("Buku1"),
            "Buku1: Buku kerja ini belum pernah disimpan. Simpan dahulu sebagai register di folder kantor.",
        ),
        (
            NotARegisterError("x.xlsx"),
            "x.xlsx: Buku kerja yang aktif bukan register pengaduan. Aktifkan jendela register, lalu tekan "
            "tombolnya lagi.",
        ),
        (
            ViewOnlyBookError("x.xlsx"),
            "x.xlsx: Buku kerja ini terbuka hanya-baca. Tutup di komputer lain yang membukanya, lalu buka "
            "lagi.",
        ),
        (
            StaleBookError("x.xlsx", 2),
            "x.xlsx: Buku kerja yang terbuka lebih lama dari berkasnya (2 baris Riwayat kurang). Tutup tanpa "
            "menyimpan, lalu buka lagi.",
        ),
        (
            UnknownRowsError([7, 8]),
            "Riwayat: Baris 7, 8 tidak dikenal jurnal. Riwayat tidak diketik; hapus baris itu, atau simpan "
            "lalu jalankan Periksa Register.",
        ),
        (
            LiveWriteError("x.xlsx"),
            "x.xlsx: Buku kerja tidak dapat ditulis. Akhiri penyuntingan sel, buka proteksi lembar, dan "
            "tutup kotak dialog.",
        ),
        (
            LayoutChangedError("Register"),
            "Register: Susunan lembar ini berubah sejak disimpan. Simpan buku kerja, lalu tekan tombolnya "
            "lagi.",
        ),
        (
            TotalsRowError("Riwayat"),
            "Riwayat: Tabel ini memakai baris total, sehingga barisnya tidak dapat ditambah. Matikan Baris "
            "Total pada tabel itu.",
        ),
        (
            SheetMissingError("Formulir"),
            "Formulir: Lembar 'Formulir' tidak ada. Kembalikan lembar itu dari cadangan, atau perbaiki "
            "namanya.",
        ),
    ],
)
def test_each_trouble_says_what_to_do(error: Exception, text: str) -> None:
    assert str(error) == f"{text} {NOTHING}"


@pytest.mark.parametrize("sheet", ["Register", "Riwayat"])
def test_a_protected_sheet_leaves_nothing_half_written(live: LiveOffice, sheet: str) -> None:
    before = cells(live)
    live.book.refusing = {sheet}
    told = live.act("Selesaikan Tahap", NUMBER)
    assert told.endswith(
        "Buku kerja tidak dapat ditulis. Akhiri penyuntingan sel, buka proteksi lembar, dan tutup kotak "
        "dialog. Tindakan ini aman di jurnal, jangan diulangi; tombol berikutnya memasukkannya ke register"
    )
    assert cells(live) == before


def test_what_could_not_be_written_enters_with_the_next_press(live: LiveOffice) -> None:
    live.book.refusing = {"Riwayat"}
    live.receive(channel="Surat")
    live.book.refusing = set()
    told = live.act("Selesaikan Tahap", NUMBER)
    assert told.endswith("3 tindakan yang tertunda sudah dimasukkan ke register")
    assert live.saved() == []
    assert live.steps() == {NUMBER: 3, "2026-0002": 2}


def test_what_is_refused_again_still_waits_for_the_next_press(live: LiveOffice) -> None:
    live.book.refusing = {"Riwayat"}
    live.receive()
    live.put(DESK, "C4", NUMBER)
    assert "tertunda" not in live.press("Muat Kasus")
    live.book.refusing = set()
    live.press("Muat Kasus")
    assert live.saved() == []


def test_a_book_that_cannot_be_read_before_writing_keeps_the_act_in_the_journal(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(LiveTables, "fetch", lambda *_: 1 / 0)
        assert "Buku kerja tidak dapat ditulis" in live.act("Selesaikan Tahap", NUMBER)
    live.press("Muat Kasus")
    assert live.saved() == []
    assert live.steps() == {NUMBER: 3}


def test_a_case_that_cannot_be_shown_is_told(live: LiveOffice) -> None:
    live.put(DESK, "C4", NUMBER)
    live.book.refusing = {DESK}
    told = live.press("Muat Kasus")
    assert told == str(LiveWriteError(live.book.name))
    assert live.book.app.alerts == [told]


def test_whatever_keeps_the_status_from_being_written_is_told_aside(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BookView, "write", lambda *_: 1 / 0)
    told = live.press("Pulihkan")
    assert live.book.app.alerts == [told]


def test_a_form_that_cannot_be_emptied_is_told(live: LiveOffice) -> None:
    live.book.refusing = {"Formulir"}
    live.fill(**WALK_IN)
    told = live.press("Terima Pengaduan")
    assert "kosongkan sendiri, jangan dicatat lagi." in told
    assert live.book.app.alerts == [told]


def test_a_table_with_totals_takes_no_rows(live: LiveOffice) -> None:
    before = cells(live)
    live.book.all_sheets["Riwayat"].tables["Riwayat"].show_totals = True
    assert "Matikan Baris Total" in live.act("Selesaikan Tahap", NUMBER)
    assert cells(live) == before


def test_a_book_opened_for_reading_only_takes_no_acts(live: LiveOffice) -> None:
    if not live.way.has_macro:
        pytest.skip("only the macro tells")
    before = cells(live)
    live.book.is_read_only = True
    assert live.act("Selesaikan Tahap", NUMBER) == str(ViewOnlyBookError(live.book.name))
    assert live.press("Muat Kasus").startswith("2026-0001: tahap 2.")
    assert "tidak ada temuan" in live.press("Periksa Register")
    assert cells(live) == before


def test_without_the_macro_nobody_can_tell_that_a_book_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveOffice(tmp_path / "lain", monkeypatch, 3, WAYS["langsung"])
    live.book.is_read_only = True
    assert "dicabut" in live.act("Cabut", NUMBER, reason="x")
    assert "kehilangan 1 tindakan" in live.reopen().act("Tunda", NUMBER)


def test_a_stale_book_is_told(live: LiveOffice) -> None:
    live.closed.receive()
    told = str(StaleBookError(live.book.name, 1))
    assert live.act("Tunda", NUMBER) == told
    assert live.press("Periksa Register") == told


def test_headings_that_are_gone_are_told(live: LiveOffice) -> None:
    live.put("Register", "C3", "Kanal")
    assert live.act("Tunda", NUMBER) == str(LayoutChangedError("Register"))


def test_a_list_sheet_that_is_gone_is_told(live: LiveOffice) -> None:
    live.receive(channel="Surat")
    del live.book.all_sheets["Agenda Masuk"]
    live.fill(**WALK_IN | {"channel": "Surat"})
    assert "Lembar 'Agenda Masuk' tidak ada" in live.press("Terima Pengaduan")


@pytest.mark.parametrize("sheet", ["Formulir", "Meja Kerja", "Beranda"])
def test_a_form_that_is_gone_is_told(live: LiveOffice, sheet: str) -> None:
    live.book.names = {k: v for k, v in live.book.names.items() if sheet != "Beranda"}
    del live.book.all_sheets[sheet]
    label = "Terima Pengaduan" if sheet == "Formulir" else "Tunda"
    assert live.press(label) == str(SheetMissingError(sheet))
    assert live.book.app.alerts[-1] == str(SheetMissingError(sheet))


def test_a_case_whose_row_is_gone_is_told(live: LiveOffice) -> None:
    live.put("Register", "A4", None)
    live.put(DESK, "C4", NUMBER)
    assert "Pengaduan '2026-0001' tidak ada di register" in live.press("Muat Kasus")


def test_a_row_with_a_bad_cell_is_told(live: LiveOffice) -> None:
    live.put("Register", "B4", "kemarin")
    told = live.act("Tunda", NUMBER)
    assert told.startswith("2026-0001: Baris pengaduan ini tidak terbaca utuh:\n- Register!B4")


def test_a_row_that_vanishes_between_reading_and_writing_is_told(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LiveRegister, "look_at", lambda *_: None)
    number = NUMBER
    live.book.all_sheets["Register"].cells.pop((4, 1))
    live.put(DESK, "C4", number)
    for row, item in enumerate(live.ledger().office.current.step(2).completeness, start=23):
        live.put(DESK, f"B{row}", item)
        live.put(DESK, f"F{row}", "Ya")
    assert "tidak ada di register" in live.press("Selesaikan Tahap")


def test_the_wrong_workbook_is_told(live: LiveOffice) -> None:
    live.book.all_sheets.pop("Riwayat")
    assert live.press("Tunda") == str(NotARegisterError(live.book.name))
    assert live.book.app.alerts == [str(NotARegisterError(live.book.name))]


@pytest.mark.parametrize("name", ["Buku1", "/tidak/ada/Buku1.xlsx"])
def test_a_workbook_without_a_file_is_told(live: LiveOffice, name: str) -> None:
    live.book.fullname = name
    assert live.press("Tunda") == str(UnsavedBookError(live.book.name))


def test_a_cell_in_edit_mode_is_told(live: LiveOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeRefusedError, "__module__", "pywintypes")
    live.book.is_editing = True
    assert live.press("Tunda") == (
        f"{live.book.name}: Program lembar kerja menolak perintah. Akhiri penyuntingan sel, tutup kotak "
        "dialog, lalu tekan tombolnya lagi. Tidak ada yang ditulis."
    )


def test_two_registers_open_do_not_mix(
    live: LiveOffice, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = LiveOffice(tmp_path_factory.mktemp("lain"), monkeypatch)
    other.receive(name="Warga Lain")
    assert live.receive() == "2026-0002"
    assert (live.saved(), other.saved()) == ([], [])
    assert (len(live.rows(REGISTER)), len(other.rows(REGISTER))) == (2, 1)


def test_a_letter_that_cannot_be_written_leaves_no_entry_to_repeat(live: LiveOffice) -> None:
    (live.closed.folder / "surat" / "2026" / "2026-0002_tanda-terima.docx").mkdir()
    live.fill(**WALK_IN)
    told = live.press("Terima Pengaduan")
    assert "Berkas surat tidak dapat ditulis" in told
    assert live.cell("Formulir", "C8") is None
    assert len(live.rows(HISTORY)) == 6
    assert live.saved() == []


def test_a_numbered_letter_is_taken_back_with_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveOffice(tmp_path / "lain", monkeypatch, 5)
    before = cells(live)
    live.book.refusing = {"Riwayat"}
    live.letter(NUMBER, "bap", CLERK)
    assert cells(live) == before
    live.book.refusing = set()
    live.press("Muat Kasus")
    assert [row["No. Urut"] for row in live.rows(OUTGOING)] == [1, 2]
