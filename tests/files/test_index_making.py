"""An index counts for one state of a register, and some registers get none."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from register_samples import used_register, with_cells

from pengaduan_xl.domain.findings import Finding
from pengaduan_xl.register.index_file import Index, index_path
from pengaduan_xl.register.index_making import can_be_indexed, write_index
from pengaduan_xl.register.reader import read_register

SOURCE = Path("Register_Pengaduan.xlsx")


@pytest.mark.parametrize("fingerprint", ["abc", "abd"])
def test_an_index_counts_for_one_state_of_the_file(tmp_path: Path, fingerprint: str) -> None:
    write_index(tmp_path / "indeks.db", read_register(used_register(), SOURCE), "abc")
    found = Index.opened(tmp_path / "indeks.db", fingerprint)
    assert (found is not None) == (fingerprint == "abc")


@pytest.mark.parametrize("content", [None, b"", b"bukan indeks" * 500])
def test_what_is_no_index_is_as_none(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "indeks.db").write_bytes(content)
    assert Index.opened(tmp_path / "indeks.db", "abc") is None


def test_an_index_of_another_version_is_as_none(tmp_path: Path) -> None:
    write_index(tmp_path / "indeks.db", read_register(used_register(), SOURCE), "abc")
    with sqlite3.connect(tmp_path / "indeks.db") as database:
        database.execute("UPDATE facts SET value = '0' WHERE name = 'versi'")
    database.close()
    assert Index.opened(tmp_path / "indeks.db", "abc") is None


@pytest.mark.parametrize(
    "cell", [("Riwayat", "A5"), ("Riwayat", "G5")], ids=["nomor urut hilang", "waktu rusak"]
)
def test_a_register_with_damaged_rows_has_no_index(cell: tuple[str, str]) -> None:
    assert can_be_indexed(read_register(used_register(), SOURCE))
    assert not can_be_indexed(read_register(with_cells({cell: "rusak"}), SOURCE))


def test_a_register_that_lacks_a_sheet_has_no_index() -> None:
    content = read_register(used_register(), SOURCE)
    content.structure.append(Finding("Riwayat", "", "", "Lembar 'Riwayat' tidak ada", "Kembalikan"))
    assert not can_be_indexed(content)


def test_a_register_with_a_duration_among_its_rules_has_no_index() -> None:
    content = read_register(used_register(), SOURCE)
    rows: list[list[Any]] = [*content.sheets["Jam Kerja"].rows]
    rows[0][0] = timedelta(hours=30)
    assert not can_be_indexed(content)


def test_an_index_that_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = read_register(used_register(), SOURCE)
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("penuh")))
    with pytest.raises(OSError, match="penuh"):
        write_index(tmp_path / "indeks.db", content, "abc")
    assert list(tmp_path.iterdir()) == []


def test_an_index_is_named_without_the_offices_names(tmp_path: Path) -> None:
    named = index_path(tmp_path / "Register_Pengaduan.xlsx", tmp_path)
    assert named.parent == tmp_path
    assert named.name != index_path(tmp_path / "Register_Lain.xlsx", tmp_path).name
    assert len(named.stem) == 24
