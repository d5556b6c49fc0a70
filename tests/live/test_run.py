"""A press from outside: which button, which workbook, and what happens when nothing goes as it should."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from desk_office import WALK_IN
from fake_book import FakeBook
from live_office import DESK, FORM, START, LiveOffice

from pengaduan_xl.excel import buttons, run
from pengaduan_xl.excel.catalogue import BUTTONS
from pengaduan_xl.excel.host import EXCEL_MACRO, way_of
from pengaduan_xl.excel.run import HostRefusedError, UnknownButtonError, find_button

ROOT = Path(__file__).parents[2]
SHOW = run.show_file

ONE_PRESS = """
import sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from fake_book import FakeBook
from pengaduan_xl.excel import run
book = FakeBook(Path(sys.argv[1]))
before = set(sys.modules)
book.all_sheets["Meja Kerja"].put(4, 3, "2026-0001")
print(run.press("Muat Kasus", book))
print("pandas" in sys.modules, "xlsxwriter" in sys.modules)
"""

ENGINE_ALONE = """
import sys
from pengaduan_xl.excel import run
with run.no_pandas():
    import xlwings
print("pandas" in sys.modules)
import pandas
with run.no_pandas():
    print("pandas" in sys.modules)
print(pandas.DataFrame.__name__)
"""

FROM_EXCEL = """
import sys
import pengaduan_xl.excel.run
try:
    pengaduan_xl.excel.run.press('muat')
except Exception:  # no Excel calls here
    print("xlwings" in sys.modules, "pandas" in sys.modules)
"""


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveOffice:
    return LiveOffice(tmp_path, monkeypatch)


def broken(*_arguments: Any) -> str:
    raise ZeroDivisionError("uji")


class NamelessError(Exception):
    """What a program raises that answers nothing."""


def nameless(_book: FakeBook) -> str:
    raise NamelessError


def unopenable(_path: Path) -> None:
    raise FileNotFoundError(2, "uji")


def test_a_button_is_found_by_id_and_label() -> None:
    assert find_button("MuatKasus") is find_button("Muat Kasus")


def test_every_button_has_its_function() -> None:
    assert [button for button in BUTTONS if not hasattr(buttons, button.function)] == []


def test_an_unknown_button_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownButtonError) as caught:
        find_button("Hapus")
    assert str(caught.value) == (
        "Tombol 'Hapus' tidak ada. Pilih salah satu: Terima Pengaduan, Muat Kasus, Selesaikan Tahap, "
        "Kembalikan, Tunda, Lanjutkan, Limpahkan, Cabut, Buat Surat, Rekap Harian, Daftar Terlambat, "
        "Periksa Register, Pulihkan. Tidak ada yang ditulis."
    )


def test_a_program_that_takes_no_commands_is_told() -> None:
    assert str(HostRefusedError("x.xlsx")) == (
        "x.xlsx: Program lembar kerja menolak perintah. Akhiri penyuntingan sel, tutup kotak dialog, lalu "
        "tekan tombolnya lagi. Tidak ada yang ditulis."
    )


def test_the_workbook_that_called_is_the_one(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = SimpleNamespace(Book=SimpleNamespace(caller=lambda: live.book))
    monkeypatch.setitem(sys.modules, "xlwings", caller)
    assert "Belum ada pengaduan" in run.press("MuatKasus")
    live.put(START, "C5", "Muat Kasus")
    assert "Belum ada pengaduan" in run.press_chosen()


def test_the_button_chosen_on_the_start_page_is_pressed(live: LiveOffice) -> None:
    live.put(START, "C5", "Pulihkan")
    assert run.press_chosen(live.book) == "Register memuat semua tindakan di jurnal."
    assert run.press("Pulihkan", live.book) == "Register memuat semua tindakan di jurnal."


def test_no_button_chosen_is_told(live: LiveOffice) -> None:
    assert run.press_chosen(live.book) == str(UnknownButtonError(""))
    assert live.book.app.alerts == [str(UnknownButtonError(""))]


def test_what_nobody_foresaw_is_told_without_a_traceback(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buttons, "load_case", broken)
    told = live.press("Muat Kasus")
    assert told == (
        "Galat tak terduga (ZeroDivisionError: uji). Tindakan ini mungkin tidak selesai; tekan Periksa "
        "Register, lalu kirimkan pesan ini kepada pengelola."
    )
    assert live.cell(DESK, "B3") == f"08.00 {told}"
    assert live.book.app.alerts == [told]


def test_a_program_that_does_not_even_tell_the_name_is_told(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NamelessError, "__module__", "pywintypes")
    monkeypatch.setattr(FakeBook, "name", property(nameless), raising=False)
    told = run.press_in(find_button("Muat Kasus"), live.book)
    assert told == str(HostRefusedError(""))
    assert told.startswith("Program lembar kerja menolak perintah.")


def test_what_cannot_be_told_on_the_form_is_told_aside(live: LiveOffice) -> None:
    live.book.refusing = {"Meja Kerja"}
    told = live.press("Pulihkan")
    assert live.book.app.alerts == [told]


def test_a_program_that_shows_nothing_is_borne(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live.book.app, "alert", broken)
    live.book.is_editing = True
    assert "Galat tak terduga" in live.press("Muat Kasus")


def test_a_file_that_cannot_be_opened_is_told(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "show_file", unopenable)
    live.fill(**WALK_IN)
    assert "pengaduan diterima" in live.press("Terima Pengaduan")
    assert live.book.app.alerts == [
        "Berkasnya dibuat, tetapi tidak dapat dibuka (folder atau berkas hilang). Buka sendiri dari "
        "foldernya."
    ]


def test_the_status_stands_on_the_form_that_the_button_is_about(live: LiveOffice) -> None:
    live.press("Terima Pengaduan")
    live.press("Pulihkan")
    assert str(live.cell(FORM, "B3")).startswith("08.00 ditolak karena")
    assert str(live.cell(DESK, "B3")).startswith("08.00 Register memuat")


@pytest.mark.parametrize(("platform", "program"), [("linux", "xdg-open"), ("darwin", "open")])
def test_a_file_is_opened_by_the_systems_program(
    monkeypatch: pytest.MonkeyPatch, platform: str, program: str
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: started.append(command))
    SHOW(Path("surat.docx"))
    assert started == [[program, "surat.docx"]]


def test_windows_opens_a_file_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Path] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("os.startfile", started.append, raising=False)
    SHOW(Path("surat.docx"))
    assert started == [Path("surat.docx")]


def test_calcs_toolbar_presses_through_its_pipe(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def connect(address: str) -> object:
        asked.append(address)
        return SimpleNamespace(books=SimpleNamespace(active=live.book))

    monkeypatch.setattr("pengaduan_xl.excel.calc.engine.connect", connect)
    monkeypatch.setattr(sys, "argv", ["run", "Pulihkan", "--pipe", "pipa"])
    run.main()
    assert asked == ["pipe,name=pipa"]
    assert str(live.cell(DESK, "B3")).startswith("08.00 Register memuat")


def test_calcs_toolbar_ends_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pengaduan_xl.excel.calc.engine.connect", lambda _address: None)
    with pytest.raises(SystemExit, match="Tombol 'Hapus' tidak ada"):
        run.main(["Hapus", "--pipe", "pipa"])


def test_the_module_is_run_by_calcs_toolbar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pengaduan_xl.excel.calc.engine.connect", lambda _address: None)
    monkeypatch.setattr(sys, "argv", ["run", "Hapus", "--pipe", "pipa"])
    with pytest.raises(SystemExit, match="Tombol 'Hapus' tidak ada"):
        runpy.run_path(str(run.__file__), run_name="__main__")


def test_the_module_ends_at_once_when_its_button_has_been_pressed(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    app = SimpleNamespace(books=SimpleNamespace(active=live.book))
    monkeypatch.setattr("pengaduan_xl.excel.calc.engine.connect", lambda _address: app)
    monkeypatch.setattr(sys, "argv", ["run", "Pulihkan", "--pipe", "pipa"])
    monkeypatch.setattr("os._exit", ended.append)
    runpy.run_path(str(run.__file__), run_name="__main__")
    assert ended == [0]
    assert "Register memuat" in str(live.cell(DESK, "B3"))


def test_a_press_without_a_report_loads_no_pandas(live: LiveOffice) -> None:
    live.receive()
    assert live.saved() == []
    command = [sys.executable, "-c", ONE_PRESS, str(live.register), str(ROOT), str(ROOT / "tests")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told, loaded = done.stdout.splitlines()
    assert told.startswith("2026-0001: tahap 2.")
    assert loaded == "False False"


def test_xlwings_comes_without_pandas_and_a_report_still_gets_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENGINE_ALONE], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True", "DataFrame"]


def test_what_the_add_in_runs_takes_no_pandas_along() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FROM_EXCEL], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "False"]


def test_it_can_be_asked_by_which_way_a_workbook_is_worked_on(live: LiveOffice) -> None:
    assert way_of(live.book) == "makro"
    live.book.macro = None
    assert way_of(live.book) == f"langsung ({EXCEL_MACRO})"


def test_a_host_knows_its_sheet_in_front(live: LiveOffice) -> None:
    live.book.front = "Register"
    assert live.host().active_sheet == "Register"
