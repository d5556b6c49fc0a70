"""A new office, and the demo."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from cli_office import run

from pengaduan_xl import clock
from pengaduan_xl.demo.cast import load_texts
from pengaduan_xl.demo.office import DemoOffice, make_demo
from pengaduan_xl.demo.play import LAST_MOMENT
from pengaduan_xl.register.checkup import check_register
from pengaduan_xl.resources import templates

if TYPE_CHECKING:
    from pathlib import Path


def quiet(done: int, total: int) -> None:
    assert 0 <= done <= total


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoOffice:
    """The whole demo, made once."""
    return make_demo(tmp_path_factory.mktemp("contoh") / "kantor", quiet)


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.docx"))
    } | {"register": hashlib.sha256((folder / "Register_Pengaduan.xlsx").read_bytes()).hexdigest()}


def test_a_new_office_has_a_register_and_templates(tmp_path: Path) -> None:
    done = run("mulai", str(tmp_path / "kantor"))
    assert done.code == 0
    assert "ganti empat baris contoh di lembar Pegawai" in done.out
    copied = {path.name for path in (tmp_path / "kantor/templat").glob("*.docx")}
    assert copied == {path.name for path in templates().glob("*.docx")}


def test_an_office_is_never_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "kantor"
    assert run("mulai", str(folder), "--json").data["register"].endswith(".xlsx")
    done = run("mulai", str(folder))
    assert done.code == 7
    assert "Folder sudah berisi register" in done.err


def test_the_demo_is_as_large_as_promised(demo: DemoOffice) -> None:
    assert demo.complaints >= 60
    assert {"Selesai", "Diproses", "Dilimpahkan", "Dicabut"} <= demo.by_status.keys()
    assert demo.overdue > 0


def test_the_audit_of_the_demo_finds_nothing(demo: DemoOffice) -> None:
    assert check_register(demo.register.read_bytes(), demo.register, LAST_MOMENT) == []


def test_the_demo_holds_returns_holds_and_late_steps(demo: DemoOffice) -> None:
    from pengaduan_xl.reading import read_ledger

    events = [event for case in read_ledger(demo.register).ledger.cases() for event in case.events]
    assert {"Dikembalikan", "Ditunda", "Dilanjutkan", "Dianggap Dicabut"} <= {
        e.kind for e in events
    }
    late = [event for event in events if event.timeliness == "Terlambat"]
    assert late
    assert all(event.reason for event in late)


def test_the_demo_has_every_letter_on_disk(demo: DemoOffice) -> None:
    letters = list((demo.register.parent / "surat").rglob("*.docx"))
    assert len(letters) == demo.letters
    assert {path.stem.split("_")[1] for path in letters} >= {
        "bap",
        "undangan",
        "draf-balasan",
        "surat-balasan",
    }


def test_the_same_seed_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = load_texts()[:6]
    monkeypatch.setattr("pengaduan_xl.demo.office.load_texts", lambda: few)
    for name in ("a", "b"):
        make_demo(tmp_path / name, quiet, seed=5)
    assert hashes(tmp_path / "a") == hashes(tmp_path / "b")


def test_the_command_prints_what_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = load_texts()[:3]
    monkeypatch.setattr("pengaduan_xl.demo.office.load_texts", lambda: few)
    monkeypatch.setattr(clock, "now", lambda: LAST_MOMENT)
    done = run("contoh", str(tmp_path / "kantor"))
    assert "Pengaduan  : 3" in done.out
    assert "100 % ..." in done.err
    assert run("contoh", str(tmp_path / "lain"), "--json", "--benih", "7").data["pengaduan"] == 3
