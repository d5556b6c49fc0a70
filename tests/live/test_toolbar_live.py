"""The buttons in a real LibreOffice: the toolbar reaches our Python, which reaches the sheet."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from addin_readings import ADDIN
from toolbar_office import OFFICER, ToolbarOffice, python_with_uno, toolbar_office

from scripts.build_toolbar import TARGET

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="the office is run as on Linux"),
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("unopkg")),
        reason="LibreOffice is not installed",
    ),
    pytest.mark.skipif(
        not python_with_uno(), reason="no Python here has the module uno (python3-uno)"
    ),
]


@pytest.fixture(scope="module")
def office() -> Iterator[ToolbarOffice]:
    """An office with the toolbar, after one press of Terima Pengaduan."""
    with toolbar_office() as opened:
        listed = opened.install(TARGET)
        (opened.home / "terpasang.txt").write_text(listed, encoding="utf-8")
        opened.set_python_of_the_buttons()
        opened.visit(OFFICER.format(addin=str(shutil.copy(ADDIN, opened.home))))
        yield opened


def test_libreoffice_takes_every_part_of_the_extension(office: ToolbarOffice) -> None:
    listed = (office.home / "terpasang.txt").read_text(encoding="utf-8")
    assert "Identifier: id.pengaduan.xl" in listed
    assert (listed.count("is registered: yes"), listed.count("is registered: no")) == (6, 0)


def test_a_button_starts_the_python_of_the_setting(office: ToolbarOffice) -> None:
    called = json.loads((office.home / "dipanggil.json").read_text(encoding="utf-8"))
    assert called[:4] == ["-m", "pengaduan_xl.excel.run", "TerimaPengaduan", "--pipe"]


def test_the_started_python_writes_into_the_open_sheet(office: ToolbarOffice) -> None:
    assert (office.home / "terbaca.txt").read_text(encoding="utf-8") == "ditekan"


def test_a_register_is_indexed_when_it_is_saved_and_opened(office: ToolbarOffice) -> None:
    said = (office.home / "diindeks.txt").read_text(encoding="utf-8").splitlines()
    register = office.home / "Register kami.xlsx"
    assert said == [f"-m pengaduan_xl.excel.indexing {register}"] * 3


def test_the_service_for_batches_is_installed(office: ToolbarOffice) -> None:
    said = (office.home / "sekaligus.txt").read_text(encoding="utf-8")
    assert said == "1\x1fversion\x1eend"


def test_macros_of_the_add_in_run(office: ToolbarOffice) -> None:
    said = json.loads((office.home / "makro.json").read_text(encoding="utf-8"))
    command = "import pengaduan_xl.excel.run; pengaduan_xl.excel.run.press('Tunda.xlsx')"
    assert said == {"Pengaduan.PythonCommand": command, "xlwings.GetBaseName": "Tunda"}
