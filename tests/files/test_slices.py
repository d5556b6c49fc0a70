"""A long Riwayat is read in slices, and what is read is the same as from the whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from busy_register import busy
from hypothesis import HealthCheck, given, settings
from register_mutations import Damaged, damaged_cells, damaged_parts
from register_samples import Layout, arranged, read, used_register, with_cells
from workbook_samples import with_parts

from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.register import slices
from pengaduan_xl.register.schema import HISTORY
from pengaduan_xl.register.slices import UnusualSheetError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pengaduan_xl.register.reader import RegisterContent

PART = "xl/worksheets/sheet5.xml"
PATIENT = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def every_row_apart(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Sheets of any length are cut into slices of a few rows, the headings in the first."""
    monkeypatch.setattr(slices, "SLICE_BYTES", 3_000)
    monkeypatch.setattr(slices, "_BLOCK_BYTES", 90)
    monkeypatch.setattr(slices, "_SLICES", 1_000_000)
    return monkeypatch


def summary(content: RegisterContent) -> tuple[object, ...]:
    """Everything that a reader learns of Riwayat, and what depends on it."""
    sheet = content.sheets.get(HISTORY.sheet)
    layout = sheet and (sheet.columns, sheet.first_row, sheet.missing, sheet.name)
    is_sound = not content.structure and not content.damaged
    ends = (content.held.end(), content.held.last_row_of(HISTORY)) if is_sound else ()
    found = (sorted(content.findings, key=str), content.structure, content.broken)
    return content.events, content.damaged, content.rows, found, layout, ends


def outcome(content: bytes) -> object:
    try:
        return summary(read(content))
    except PengaduanError as error:
        return type(error), str(error)


def both(content: bytes, patch: pytest.MonkeyPatch) -> tuple[object, object]:
    """What is read of a register as a whole and in slices."""
    with patch.context() as whole:
        whole.setattr(slices, "LONG_BYTES", 1 << 40)
        first = outcome(content)
    patch.setattr(slices, "LONG_BYTES", 0)
    return first, outcome(content)


def history(change: Callable[[bytes], bytes]) -> bytes:
    return with_parts(used_register(), {PART: change})


REGISTERS: dict[str, Callable[[], bytes]] = {
    "used": used_register,
    "busy": busy,
    "far down and right": lambda: arranged({"Riwayat": Layout(top=30, left=4)}),
    "columns of their own": lambda: arranged({"Riwayat": Layout(own={"Catatan": "Tahap"})}),
    "cells beside": lambda: arranged({"Riwayat": Layout(beside={(5, 40): "milik staf"})}),
    "a column gone": lambda: arranged({"Riwayat": Layout(without=("Sidik",))}),
    "no such sheet": lambda: arranged({"Riwayat": None}),
    "a damaged row": lambda: with_cells({("Riwayat", "G5"): "rusak"}),
    "a blank row": lambda: with_cells({("Riwayat", f"{letter}5"): None for letter in "ABCDEFGHIJKLMNOPQRS"}),
    "a number lost": lambda: with_cells({("Riwayat", "A5"): None}),
}  # fmt: skip

UNUSUAL: dict[str, Callable[[bytes], bytes]] = {
    "a comment": lambda xml: xml.replace(b"</row>", b"<!-- </row> --></row>", 2),
    "a row without number": lambda xml: xml.replace(b'<row r="5"', b"<row"),
    "a prefix": lambda xml: (
        xml.replace(b"</", b"</x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:")
        .replace(b"<x:?", b"<?").replace(b' xmlns="', b' xmlns:x="', 1)
    ),
    "rows in the wrong order": lambda xml: (
        xml.replace(b'<row r="5"', b'<row r="x"').replace(b'<row r="6"', b'<row r="5"')
        .replace(b'<row r="x"', b'<row r="6"')
    ),
    "no rows": lambda xml: xml[: xml.index(b"<sheetData>")] + b"<sheetData/></worksheet>",
    "an end that is missing": lambda xml: xml[: xml.rindex(b"</row>") + 6],
}  # fmt: skip


@pytest.mark.parametrize("made", REGISTERS.values(), ids=REGISTERS)
def test_the_same_is_read_in_slices(
    every_row_apart: pytest.MonkeyPatch, made: Callable[[], bytes]
) -> None:
    whole, sliced = both(made(), every_row_apart)
    assert sliced == whole


@pytest.mark.parametrize("change", UNUSUAL.values(), ids=UNUSUAL)
def test_a_sheet_that_cannot_be_cut_is_read_as_a_whole(
    every_row_apart: pytest.MonkeyPatch, change: Callable[[bytes], bytes]
) -> None:
    whole, sliced = both(history(change), every_row_apart)
    assert sliced == whole


@PATIENT
@given(damaged_cells())
def test_damaged_cells_are_found_in_slices_as_well(
    every_row_apart: pytest.MonkeyPatch, damaged: Damaged
) -> None:
    whole, sliced = both(damaged.content, every_row_apart)
    assert sliced == whole


@PATIENT
@given(damaged_parts((PART,)))
def test_what_can_be_read_of_a_damaged_sheet_is_read_the_same_in_slices(
    every_row_apart: pytest.MonkeyPatch, damaged: Damaged
) -> None:
    whole, sliced = both(damaged.content, every_row_apart)
    is_refused = isinstance(whole, tuple) and len(whole) == len(("error", "text"))
    assert is_refused or sliced == whole


def test_a_long_sheet_is_not_held_as_cells(every_row_apart: pytest.MonkeyPatch) -> None:
    every_row_apart.setattr(slices, "LONG_BYTES", 0)
    content = read(used_register())
    assert (content.sheets[HISTORY.sheet].rows, len(content.events) > 0) == ([], True)


def test_what_cannot_be_cut_is_told_while_the_slices_are_taken(
    every_row_apart: pytest.MonkeyPatch,
) -> None:
    every_row_apart.setattr(slices, "LONG_BYTES", 0)
    torn = history(UNUSUAL["a row without number"])
    found = slices.slices_of(torn, HISTORY.sheet, Path("Register_Pengaduan.xlsx"))
    assert found is not None
    with pytest.raises(UnusualSheetError):
        list(found)


def test_a_short_sheet_is(every_row_apart: pytest.MonkeyPatch) -> None:
    del every_row_apart
    assert len(read(used_register()).sheets[HISTORY.sheet].rows) > 0
