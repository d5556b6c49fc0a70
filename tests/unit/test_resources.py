"""Files that ship with the package are found in a checkout and in an installed package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pengaduan_xl import resources
from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.note_page import TEMPLATE as NOTE
from pengaduan_xl.letters.recap_page import PERIOD_TEMPLATE as PERIOD
from pengaduan_xl.letters.recap_page import TEMPLATE as RECAP

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.letters.catalogue import Letter


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder of its own within a checkout."""
    folder = tmp_path / "pengaduan_xl"
    folder.mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", folder)
    return folder


def test_the_blank_workbook_is_there_under_its_name() -> None:
    assert resources.blank_workbook().name == resources.BLANK_WORKBOOK == "Register_Pengaduan.xlsx"
    assert resources.blank_workbook().parent == resources.shipped("workbook")


@pytest.mark.parametrize("letter", LETTERS.values(), ids=lambda letter: letter.key)
def test_every_letter_has_a_template(letter: Letter) -> None:
    assert (resources.templates() / letter.template).is_file()


def test_no_template_ships_without_a_letter() -> None:
    shipped = {path.name for path in resources.templates().glob("*.docx")}
    assert shipped == {letter.template for letter in LETTERS.values()} | {RECAP, PERIOD, NOTE}


def test_in_a_checkout_files_lie_beside_the_package(package: Path) -> None:
    assert resources.shipped("a", "b.txt") == package.parent / "a" / "b.txt"


def test_in_an_installed_package_files_lie_within_it(package: Path) -> None:
    (package / "_data").mkdir()
    assert resources.templates() == package / "_data" / "templates"
    assert resources.blank_workbook().relative_to(package).parts[0] == "_data"


def test_a_file_in_place_of_the_data_folder_does_not_count(package: Path) -> None:
    (package / "_data").write_bytes(b"")
    assert resources.shipped("templates") == package.parent / "templates"


def test_paths_do_not_depend_on_where_the_program_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = resources.blank_workbook()
    monkeypatch.chdir(tmp_path)
    assert resources.blank_workbook() == before
    assert before.is_absolute()
