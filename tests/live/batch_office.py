"""The toolbar's service for batches in the LibreOffice of the live tests, and registers open there."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pengaduan_xl.excel.calc.app import App
from pengaduan_xl.excel.host import CALC_MACRO
from pengaduan_xl.excel.toolbar.batch import answer
from scripts.build_toolbar import TARGET

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import xlwings

BLANK = Path(__file__).parents[2] / "workbook" / "Register_Pengaduan.xlsx"


@pytest.fixture(scope="session")
def service(calc: xlwings.App, tmp_path_factory: pytest.TempPathFactory) -> xlwings.App:
    """The office with the service of the committed extension, loaded as the office loads components."""
    folder = tmp_path_factory.mktemp("ekstensi")
    with zipfile.ZipFile(TARGET) as extension:
        extension.extractall(folder)
    connection = calc.impl.connection
    component = (folder / "component.py").as_uri()
    loader = connection.service("com.sun.star.loader.Python")
    factory = loader.activate(CALC_MACRO, "", component, None)
    connection.context.ServiceManager.insert(factory)
    return calc


@pytest.fixture(params=["di dalam", "dari luar"])
def macro(
    request: pytest.FixtureRequest, service: xlwings.App, monkeypatch: pytest.MonkeyPatch
) -> xlwings.App:
    """The office whose batches are carried out inside it, or the same text run in this process."""

    def run(self: App, _name: str, args: Sequence[Any]) -> str:
        connection = self.connection
        return answer(connection.context, connection.uno.fileUrlToSystemPath, args[0])

    if request.param == "dari luar":
        monkeypatch.setattr(App, "run", run)
    return service


@pytest.fixture
def register(macro: xlwings.App, tmp_path: Path) -> Iterator[xlwings.Book]:
    """A blank register, open in Calc."""
    path = tmp_path / "Register_Pengaduan.xlsx"
    shutil.copy(BLANK, path)
    opened = macro.books.open(path)
    yield opened
    opened.close()
