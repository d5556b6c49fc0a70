"""The scheduler's log: dated in WIB, rotating, without names, and never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from schedule_office import at

from pengaduan_xl.errors import BusyFileError, PengaduanError, WriteFailedError
from pengaduan_xl.scheduler import diary as module
from pengaduan_xl.scheduler.diary import Diary, safe_text, without_brackets

if TYPE_CHECKING:
    from pathlib import Path

RECAP_FILE = "rekap_2026-11-23.xlsx"


def diary(folder: Path, said: list[str] | None = None) -> Diary:
    told = [] if said is None else said
    return Diary(folder, lambda: at("2026-11-23T08:05"), told.append)


def test_lines_are_dated_by_the_offices_clock_and_said(tmp_path: Path) -> None:
    said: list[str] = []
    book = diary(tmp_path, said)
    book.note("Dibuat")
    book.fault("Gagal\ndua  kali", "Gagal: Budi")
    book.fault("Gagal lagi")
    assert said == ["Dibuat", "Gagal: Budi", "Gagal lagi"]
    assert (tmp_path / "jadwal.log").read_text(encoding="utf-8") == (
        "23/11/2026 08.05 Dibuat\n23/11/2026 08.05 GALAT Gagal dua kali\n23/11/2026 08.05 GALAT Gagal lagi\n"
    )


def test_the_log_rotates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOG_BYTES", 100)
    book = diary(tmp_path)
    for _ in range(30):
        book.note("x" * 60)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "jadwal.log", "jadwal.log.1", "jadwal.log.2", "jadwal.log.3",
    ]  # fmt: skip


def test_a_log_that_cannot_be_written_stops_and_prints_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []
    (tmp_path / "jadwal.log").mkdir()
    diary(tmp_path, said).note("Dibuat")
    assert (said, capsys.readouterr()) == (["Dibuat"], ("", ""))


def test_a_folder_that_comes_back_is_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "laporan"
    book = diary(folder)
    book.note("satu")
    folder.mkdir()
    book.note("dua")
    assert (folder / "jadwal.log").read_text(encoding="utf-8") == "23/11/2026 08.05 dua\n"


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (BusyFileError("Hilang (oleh Budi (23/11)) semua", "Ulangi"), "Hilang semua. Ulangi."),
        (WriteFailedError("Tidak tersimpan (disk penuh)", "Ulangi"), "Tidak tersimpan (disk penuh). Ulangi."),
        (BusyFileError("Buruk", "Ulangi", where="C:/Users/Budi/x.xlsx"), "Buruk. Ulangi."),
        (BusyFileError("Buruk", "Ulangi", where="2026-0001"), "2026-0001: Buruk. Ulangi."),
        (BusyFileError("Buruk", "Ulangi", where="2026-0001: oleh Budi"), "Buruk. Ulangi."),
        (BusyFileError("Buruk", "Ulangi", where="jadwal.json"), "jadwal.json: Buruk. Ulangi."),
        (BusyFileError("Buruk", "Ulangi", where=RECAP_FILE), f"{RECAP_FILE}: Buruk. Ulangi."),
    ],
)  # fmt: skip
def test_names_stay_out_of_the_log(error: PengaduanError, text: str) -> None:
    assert safe_text(error) == text


def test_brackets_are_taken_out_wholly() -> None:
    assert without_brackets("a (b (c) d) e (f") == "a e (f"
