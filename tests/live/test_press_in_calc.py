"""Buttons pressed in a real Calc: by the toolbar's service and without it the workbooks end up equal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli_office import CLERK
from desk_office import WALK_IN, DeskOffice
from fake_book import FakeBook

from pengaduan_xl import clock
from pengaduan_xl.excel import host, run
from pengaduan_xl.excel.calc.app import App
from pengaduan_xl.excel.indexing import index_of, make_index
from pengaduan_xl.register import live
from pengaduan_xl.register.blank.forms import form_rows
from pengaduan_xl.register.checkup import check_file

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    import xlwings

NUMBER = "2026-0001"
INTAKE = WALK_IN | {
    "channel": "Surat",
    "description": "=1+1",
    "phone": "081234",
    "nik": "1671010101010001",
}
MOST = 6
LISTS = ("Register", "Riwayat", "Isian", "Agenda Masuk", "Agenda Keluar", "Rekap Harian")


class CalcPress:
    """A new office's register, open in a real Calc."""

    def __init__(self, app: xlwings.App, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.office = DeskOffice(folder)
        self.app = app
        self.book: Any = app.books.open(self.office.register)
        monkeypatch.setattr(clock, "now", lambda: self.office.moment)
        monkeypatch.setattr(run, "show_file", lambda _path: None)
        monkeypatch.setattr(run, "start_indexing", lambda _path: None, raising=False)
        self.put("Beranda", "C4", CLERK)
        self.calls: dict[str, int] = {}

    def put(self, sheet: str, address: str, value: Any) -> None:
        self.book.sheets[sheet].range(address).value = value

    def press(self, label: str) -> str:
        engine = self.app.engine.impl
        before, shown = engine.calls, len(self.app.impl.alerts)
        told = run.press_in(run.find_button(label), self.book)
        self.calls[label] = engine.calls - before + len(self.app.impl.alerts) - shown
        return told

    def receive(self) -> None:
        """Take a complaint in."""
        for field, value in INTAKE.items():
            self.put("Formulir", f"C{form_rows()[field]}", value)
        assert "pengaduan diterima" in self.press("Terima Pengaduan")

    def reopen(self) -> None:
        """Close without saving, and open again."""
        self.book.close()
        self.book = self.app.books.open(self.office.register)
        self.put("Beranda", "C4", CLERK)

    def work(self) -> None:
        """Take a complaint in, load it, end its step by its row, make a letter and the recap."""
        self.receive()
        self.put("Meja Kerja", "C4", NUMBER)
        assert self.press("Muat Kasus").startswith(f"{NUMBER}: tahap 2.")
        assert "surat dibuat" in self.press("Buat Surat")
        assert "Rekap 23/11/2026 dibuat" in self.press("Rekap Harian")
        assert self.press("Pulihkan") == "Register memuat semua tindakan di jurnal."
        assert "tidak ada temuan" in self.press("Periksa Register")

    def closed(self) -> dict[str, Any]:
        """Close the register; what its sheets held, and how far its tables reached."""
        held = {
            name: self.book.sheets[name].used_range.options(ndim=2).value
            for name in (*LISTS, "Formulir")
        }
        held["tabel"] = [self.book.sheets[name].tables[0].range.address for name in LISTS]
        self.book.close()
        return held


def test_both_ways_lead_to_the_same_workbook_in_calc(
    service: xlwings.App,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held, calls = [], []
    for name in (host.CALC_MACRO, "id.pengaduan.xl.TidakAda"):
        monkeypatch.setattr(host, "CALC_MACRO", name)
        press = CalcPress(service, tmp_path_factory.mktemp("kantor"), monkeypatch)
        press.work()
        calls.append(press.calls)
        held.append(press.closed())
    assert held[0] == held[1]
    assert max(calls[0].values()) <= MOST, calls
    assert all(calls[0][label] < calls[1][label] for label in calls[0])
    headings, row = held[0]["Register"][2:4]
    kept = [row[headings.index(heading)] for heading in ("Uraian", "Telepon", "NIK")]
    assert kept == ["=1+1", "081234", "1671010101010001"]


class FakePress(CalcPress):
    """The same on the dictionary-backed workbook."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.office = DeskOffice(folder)
        self.book = FakeBook(self.office.register, "calc")
        monkeypatch.setattr(clock, "now", lambda: self.office.moment)
        self.put("Beranda", "C4", CLERK)

    def press(self, label: str) -> str:
        return run.press_in(run.find_button(label), self.book)


def cells_of(sheet: xlwings.Sheet) -> dict[tuple[int, int], Any]:
    """The cells of a sheet that are not blank."""
    area = sheet.used_range
    rows = area.options(ndim=2, empty="").value
    return {
        (area.row + down, area.column + right): cell
        for down, row in enumerate(rows)
        for right, cell in enumerate(row)
        if cell not in {"", None}
    }


def test_calc_and_the_fake_end_up_with_equal_workbooks(
    service: xlwings.App,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = CalcPress(service, tmp_path_factory.mktemp("kantor"), monkeypatch)
    fake = FakePress(tmp_path_factory.mktemp("kantor"), monkeypatch)
    for press in (real, fake):
        press.work()
    for name in (*LISTS, "Formulir"):
        assert cells_of(real.book.sheets[name]) == cells_of(fake.book.sheets[name]), name
    real.book.close()


def test_what_was_not_saved_in_calc_is_told_and_brought_back(
    service: xlwings.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press = CalcPress(service, tmp_path, monkeypatch)
    press.receive()
    press.reopen()
    press.put("Meja Kerja", "C4", NUMBER)
    told = press.press("Muat Kasus")
    assert "Register kehilangan 3 tindakan yang ada di jurnal" in told
    assert "Tekan tombol Pulihkan" in told
    monkeypatch.setattr(App, "alert", lambda *_: "yes")
    assert press.press("Pulihkan") == "3 tindakan dikembalikan ke register."
    press.book.save()
    assert check_file(press.office.register, press.office.moment) == []
    press.book.close()


def test_a_case_is_known_by_its_index_in_calc(
    service: xlwings.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press = CalcPress(service, tmp_path, monkeypatch)
    press.receive()
    press.book.save()
    make_index(press.office.register, index_of(press.office.register))
    for name in ("read_whole", "read_register"):
        monkeypatch.delattr(live, name)
    press.put("Meja Kerja", "C4", NUMBER)
    assert press.press("Muat Kasus").startswith(f"{NUMBER}: tahap 2.")
    assert "surat dibuat" in press.press("Buat Surat")
    press.book.close()
