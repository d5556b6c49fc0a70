"""One headless LibreOffice for all live tests, skipped with the reason when it cannot be had."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from pengaduan_xl.excel.calc import engine
from pengaduan_xl.excel.calc.connection import BridgeMissingError, load_uno
from pengaduan_xl.excel.toolbar.launcher import environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[xlwings.App]:
    """An office with a profile of its own, ended after the last test."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    try:
        load_uno()
    except BridgeMissingError:
        pytest.skip("this Python has no module uno (python3-uno)")
    app = engine.start(profile=tmp_path_factory.mktemp("calc") / "profile", environ=environment())
    yield app
    app.quit()


@pytest.fixture
def book(calc: xlwings.App) -> Iterator[xlwings.Book]:
    """An empty document."""
    opened = calc.books.add()
    yield opened
    if opened.impl.api in [one.api for one in calc.impl.books]:
        opened.close()


@pytest.fixture
def sheet(book: xlwings.Book) -> xlwings.Sheet:
    """The first sheet of an empty document."""
    return book.sheets[0]


def protect(sheet: xlwings.Sheet, *, free: str = "") -> None:
    """Protect a sheet, but not the cells at the address."""
    if free:
        cells: Any = sheet.impl.range(free).api
        kept = cells.CellProtection
        kept.IsLocked = False
        cells.CellProtection = kept
    sheet.api.protect("")
