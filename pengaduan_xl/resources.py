"""Files that ship with the package: the blank workbook and the letters' templates."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
BLANK_WORKBOOK = "Register_Pengaduan.xlsx"


def shipped(*parts: str) -> Path:
    """Return a shipped file or folder: inside an installed package, else beside it in the checkout."""
    installed = _PACKAGE / "_data"
    return (installed if installed.is_dir() else _PACKAGE.parent).joinpath(*parts)


def blank_workbook() -> Path:
    """Return the blank register."""
    return shipped("workbook", BLANK_WORKBOOK)


def templates() -> Path:
    """Return the folder of the letters' templates."""
    return shipped("templates")
