"""The manual of the buttons keeps step with their one list."""

from __future__ import annotations

from pathlib import Path

import pytest

from pengaduan_xl.excel.catalogue import BUTTONS, Button

MANUAL = Path(__file__).parents[2] / "docs" / "tombol.md"


@pytest.mark.parametrize("button", BUTTONS, ids=[button.id for button in BUTTONS])
def test_the_manual_says_what_a_button_does(button: Button) -> None:
    row = f"| {button.label} | {button.tooltip} | {button.sheet or 'semua'} |"
    assert row in MANUAL.read_text(encoding="utf-8").splitlines()


def test_its_pictures_are_there() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    for name in ("formulir", "meja-kerja"):
        assert f"(tombol/{name}.png)" in text
        assert (MANUAL.parent / "tombol" / f"{name}.png").is_file()
