"""Whatever was done to a register's bytes: it is used, or refused by name, and nothing is lost or invented.

``PENGADUAN_FUZZ=3000 pytest tests/files/test_register_fuzz.py`` tries more of it.
"""

from __future__ import annotations

import os
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from register_mutations import (
    HISTORY_PART,
    Damaged,
    damaged_bytes,
    damaged_cells,
    damaged_packages,
    damaged_parts,
)
from register_samples import (
    BEGUN,
    ENTRY,
    INTAKE,
    NAME,
    NOW,
    desk,
    place,
    read,
    sheet_cells,
    used_register,
)

from pengaduan_xl.desk import Entry
from pengaduan_xl.domain.complaint import EventKind
from pengaduan_xl.errors import NOTHING_WRITTEN, PengaduanError
from pengaduan_xl.register.checkup import check_register
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.reader import read_register

if TYPE_CHECKING:
    from collections.abc import Callable

    from pengaduan_xl.domain.complaint import Event
    from pengaduan_xl.domain.findings import CellValue

EXAMPLES = int(os.environ.get("PENGADUAN_FUZZ", "60"))
SECONDS = 20
"""Within which a damaged register of 50 KB must have had its answers; a few hundredths are usual."""

fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=SECONDS * 1000,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

CELLS: dict[tuple[str, str], CellValue] = {
    ("Register", "L5"): "Perihal baru",
    ("Register", "T4"): NOW,
}
SET = {(4, 11), (3, 19)}
"""The same cells by row and column from 0."""
PATCHED = "hasil.xlsx"
ROWS: dict[str, list[dict[str, CellValue]]] = {
    "Riwayat": [{"No. Urut": 6, "No. Register": "2026-0001", "Waktu Dicatat": NOW}]
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rusak")


def refusal(work: Callable[[], object]) -> str:
    """Return the text by which a piece of work was refused, empty when it was done."""
    text = NOTHING_WRITTEN
    try:
        work()
    except PengaduanError as error:
        text = str(error)
    assert text.endswith(NOTHING_WRITTEN)
    return text.removesuffix(NOTHING_WRITTEN)


def differing(old: bytes, new: bytes, sheet: str) -> set[tuple[int, int]]:
    """Return the cells of a sheet that calamine reads differently, by row and column from 0."""
    lines = zip_longest(sheet_cells(old, sheet), sheet_cells(new, sheet))
    return {
        (row, column)
        for row, (before, after) in enumerate(lines)
        for column, (one, other) in enumerate(zip_longest(before or (), after or (), fillvalue=""))
        if repr(one) != repr(other)  # a cell may hold NaN, which equals nothing
    }


def pairs(path: Path, sheet: str, *columns: int) -> set[tuple[object, ...]]:
    """Return the values of some columns, counted from 0, in each row of a sheet."""
    return {tuple(row[c] for c in columns) for row in sheet_cells(path.read_bytes(), sheet)}


def events(content: bytes) -> list[Event]:
    return [row.event for row in read(content).events]


def try_all(folder: Path, content: bytes) -> tuple[str, str]:
    """Read, check and patch; return the refusals of reading and of patching."""
    path, target = place(folder, content), folder / PATCHED
    target.unlink(missing_ok=True)
    unread = refusal(lambda: read_register(content, path))
    assert refusal(lambda: check_register(content, path, NOW)) == unread
    refused = refusal(lambda: patch_workbook(path, target, CELLS, ROWS))
    assert target.exists() is not bool(refused)
    assert path.read_bytes() == content
    if not unread and not refused:
        read(target.read_bytes())
    event(f"{'refused' if unread else 'read'}, {'refused' if refused else 'patched'}")
    return unread, refused


@given(damaged=damaged_bytes())
@fuzzed
def test_a_file_with_damaged_bytes_is_read_or_refused(folder: Path, damaged: Damaged) -> None:
    try_all(folder, damaged.content)


@given(damaged=damaged_packages())
@fuzzed
def test_a_package_with_lost_or_mixed_up_members_is_read_or_refused(
    folder: Path, damaged: Damaged
) -> None:
    try_all(folder, damaged.content)


@given(damaged=damaged_parts())
@fuzzed
def test_parts_with_damaged_xml_are_read_or_refused(folder: Path, damaged: Damaged) -> None:
    try_all(folder, damaged.content)


@given(damaged=damaged_cells())
@fuzzed
def test_beside_cells_of_any_type_only_what_was_meant_is_written(
    folder: Path, damaged: Damaged
) -> None:
    unread, refused = try_all(folder, damaged.content)
    if not unread and not refused:
        new = (folder / PATCHED).read_bytes()
        assert differing(damaged.content, new, "Register") <= SET
        assert len({row for row, _ in differing(damaged.content, new, "Riwayat")}) == 1


@given(damaged=damaged_cells((HISTORY_PART,)))
@fuzzed
def test_no_value_of_riwayat_can_change_unnoticed(damaged: Damaged) -> None:
    content = damaged.content
    if not refusal(lambda: read(content)):
        changed = events(content) != events(used_register())
        event("changed" if changed else "the same")
        assert bool(check_register(content, Path(NAME), NOW)) >= changed


@given(damaged=st.one_of(damaged_cells(), damaged_parts()))
@fuzzed
def test_an_act_on_a_damaged_register_is_entered_whole_or_refused(
    folder: Path, damaged: Damaged
) -> None:
    path = place(folder, damaged.content)
    numbers: list[str] = []

    def act() -> None:
        with desk(path) as opened:
            numbers.append(opened.receive(INTAKE, ENTRY).complaint.number)
            opened.hold("2026-0002", Entry("Petugas Contoh", BEGUN, reason="Belum lengkap"))
            opened.save()

    refused = refusal(act)
    event("refused" if refused else "entered")
    assert (path.read_bytes() == damaged.content) is bool(refused)
    if not refused:
        assert (numbers[0], INTAKE["subject"]) in pairs(path, "Register", 0, 11)
        assert ("2026-0002", EventKind.HELD) in pairs(path, "Riwayat", 1, 3)
