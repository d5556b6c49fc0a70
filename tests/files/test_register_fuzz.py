"""Whatever was done to a register's bytes: it is read or refused by name, and it stays as it is."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pengaduan_xl.desk import Entry
from pengaduan_xl.errors import NOTHING_WRITTEN, PengaduanError
from pengaduan_xl.register.checkup import check_register
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.reader import read_register
from register_mutations import (
    damaged_bytes,
    damaged_cells,
    damaged_packages,
    damaged_parts,
)
from register_samples import BEGUN, ENTRY, INTAKE, NOW, desk, place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EXAMPLES = int(os.environ.get("PENGADUAN_FUZZ", "100"))

FUZZED = settings(max_examples=EXAMPLES, deadline=10_000, suppress_health_check=list(HealthCheck))

CELLS = {("Register", "L5"): "Perihal baru", ("Register", "T4"): NOW}
ROWS = {"Riwayat": [{"No. Urut": 6, "No. Register": "2026-0001", "Waktu Dicatat": NOW}]}


def answer(work: Callable[[], object]) -> str:
    """Return the refusal of a piece of work, empty when it was done; any other error passes."""
    try:
        work()
    except PengaduanError as error:
        text = str(error)
        assert text.endswith(NOTHING_WRITTEN), text
        return text
    return ""


def tried(folder: Path, content: bytes) -> None:
    path, target = place(folder, content), folder / "hasil.xlsx"
    target.unlink(missing_ok=True)
    unread = answer(lambda: read_register(content, path))
    assert answer(lambda: check_register(content, path, NOW)) == unread
    refused = answer(lambda: patch_workbook(path, target, CELLS, ROWS))
    assert target.exists() is not bool(refused)
    assert path.read_bytes() == content
    if not unread and not refused:
        read_register(target.read_bytes(), target)


def acted(folder: Path, content: bytes) -> None:
    path = place(folder, content)

    def act() -> None:
        with desk(path) as opened:
            opened.receive(INTAKE, ENTRY)
            opened.hold("2026-0002", Entry("Petugas Contoh", BEGUN, reason="Belum lengkap"))
            opened.save()

    refused = answer(act)
    assert (path.read_bytes() == content) is bool(refused)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rusak")


@given(content=damaged_bytes())
@FUZZED
def test_a_file_with_damaged_bytes(folder: Path, content: bytes) -> None:
    tried(folder, content)


@given(content=damaged_packages())
@FUZZED
def test_a_package(folder: Path, content: bytes) -> None:
    tried(folder, content)


@given(content=damaged_parts())
@FUZZED
def test_a_parts(folder: Path, content: bytes) -> None:
    tried(folder, content)


@given(content=damaged_cells())
@FUZZED
def test_a_cells(folder: Path, content: bytes) -> None:
    tried(folder, content)


@given(content=st.one_of(damaged_cells(), damaged_parts()))
@FUZZED
def test_acts(folder: Path, content: bytes) -> None:
    acted(folder, content)
