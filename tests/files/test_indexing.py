"""The index is made in a process of its own, in the account's cache folder, and never in anyone's way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from filelock import FileLock
from register_samples import place, used_register, with_cells

from pengaduan_xl.excel import indexing
from pengaduan_xl.excel.indexing import index_of, main, make_index, start_indexing
from pengaduan_xl.register.index_file import Index
from pengaduan_xl.register.store import RegisterFile
from pengaduan_xl.resources import Machine, cache_folder

HOME = Path("/rumah")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The account's cache, in the test's own folder."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(indexing, "cache_folder", lambda _machine: folder)
    monkeypatch.setattr(indexing, "SMALL_BYTES", 0)
    return folder


def machine(platform: str, **environ: str) -> Machine:
    return Machine(platform, HOME, environ, "python", "/usr", "ascii", Path("/"))


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {}, "/rumah/.cache/pengaduan"),
        ("linux", {"XDG_CACHE_HOME": "/lain"}, "/lain/pengaduan"),
        ("darwin", {}, "/rumah/Library/Caches/pengaduan"),
        ("win32", {"LOCALAPPDATA": "/lokal"}, "/lokal/pengaduan/cache"),
        ("win32", {}, "/rumah/AppData/Local/pengaduan/cache"),
    ],
)
def test_the_cache_is_the_accounts_own(platform: str, environ: dict[str, str], folder: str) -> None:
    assert cache_folder(machine(platform, **environ)) == Path(PurePosixPath(folder))


def test_the_index_of_a_register_counts_for_it_as_it_is(tmp_path: Path) -> None:
    register = place(tmp_path)
    main([str(register)])
    assert Index.opened(index_of(register), RegisterFile(register).read().fingerprint) is not None


def test_a_register_that_cannot_be_read_is_left_alone(tmp_path: Path, cache: Path) -> None:
    main([str(place(tmp_path, b"bukan buku kerja"))])
    main([str(tmp_path / "tidak-ada.xlsx")])
    assert list(cache.glob("*.db")) == []


def test_a_register_that_cannot_be_indexed_gets_an_index_that_says_so(
    tmp_path: Path, cache: Path
) -> None:
    register = place(tmp_path, with_cells({("Riwayat", "A5"): "rusak"}, used_register()))
    make_index(register, cache / "indeks.db")
    index = Index.opened(cache / "indeks.db", RegisterFile(register).read().fingerprint)
    assert index is not None
    assert not index.is_usable


def test_an_index_that_is_there_is_not_made_again(tmp_path: Path) -> None:
    register = place(tmp_path)
    main([str(register)])
    before = index_of(register).stat().st_mtime_ns
    main([str(register)])
    assert index_of(register).stat().st_mtime_ns == before


def test_a_small_register_needs_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = place(tmp_path)
    monkeypatch.setattr(indexing, "SMALL_BYTES", register.stat().st_size)
    main([str(register)])
    assert not index_of(register).exists()


def test_an_index_is_made_by_one_process_at_a_time(tmp_path: Path, cache: Path) -> None:
    register = place(tmp_path)
    cache.mkdir()
    with FileLock(f"{index_of(register)}.lock"):
        main([str(register)])
    assert not index_of(register).exists()


def test_a_cache_that_takes_nothing_is_told_to_nobody(tmp_path: Path, cache: Path) -> None:
    cache.write_text("bukan folder", encoding="utf-8")
    main([str(place(tmp_path))])
    assert cache.is_file()


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_nobody_waits_for_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    started: list[tuple[list[str], dict[str, object]]] = []
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(subprocess, "Popen", lambda args, **more: started.append((args, more)))
    start_indexing(tmp_path / "Register.xlsx")
    ((arguments, options),) = started
    assert arguments[1:] == ["-m", "pengaduan_xl.excel.indexing", str(tmp_path / "Register.xlsx")]
    assert ("creationflags" in options, "start_new_session" in options) == (
        platform == "win32", platform != "win32",
    )  # fmt: skip


def test_a_process_that_cannot_start_stops_no_press(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "tidak-ada"))
    start_indexing(tmp_path / "Register.xlsx")
    assert list(tmp_path.iterdir()) == []
