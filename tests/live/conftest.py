"""Fixtures of the live tests; here so that one LibreOffice serves all files."""

from __future__ import annotations

from live.calc_office import book, calc, sheet

__all__ = ["book", "calc", "sheet"]
