"""The group of commands: each is loaded when it is called, and only then."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import click
import pytest

from pengaduan_xl.cli import COMMANDS, LazyGroup, pengaduan

CONTEXT = click.Context(pengaduan)


def group() -> LazyGroup:
    assert isinstance(pengaduan, LazyGroup)
    return pengaduan


def test_commands_are_listed_in_the_order_of_an_office_day() -> None:
    assert group().list_commands(CONTEXT) == list(COMMANDS)


@pytest.mark.parametrize("name", ["terma", "", "Terima", "__init__", "acts"])
def test_an_unknown_name_is_no_command(name: str) -> None:
    assert group().get_command(CONTEXT, name) is None


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_under_its_own_name(name: str) -> None:
    command = group().get_command(CONTEXT, name)
    assert command is not None
    assert command.name == name


@pytest.mark.parametrize("module", sorted({module for module, _ in COMMANDS.values()}))
def test_the_modules_of_the_commands_exist(module: str) -> None:
    assert find_spec(f"pengaduan_xl.cli.{module}") is not None


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_of_the_list_is_a_sentence(name: str) -> None:
    line = COMMANDS[name][1]
    assert line.endswith(".")
    assert line[0].isupper()


@pytest.mark.parametrize(
    ("typed", "near"), [("terma", "terima, templat"), ("surta", "surat"), ("xyz", None), ("", None)]
)
def test_a_mistyped_command_is_answered_with_its_neighbours(typed: str, near: str | None) -> None:
    with pytest.raises(click.UsageError) as caught:
        group().resolve_command(CONTEXT, [typed])
    hint = f" Mungkin maksud Anda: {near}." if near else ""
    assert caught.value.message == f"Perintah '{typed}' tidak ada.{hint}"


def test_an_option_in_place_of_a_command_is_left_to_click() -> None:
    with pytest.raises(click.UsageError):
        group().resolve_command(CONTEXT, ["--lama"])


def test_help_loads_no_command_and_no_heavy_library() -> None:
    code = (
        "import sys\nfrom pengaduan_xl.cli import pengaduan\n"
        "pengaduan.main(['--help'], standalone_mode=False)\n"
        "print(*sorted(sys.modules), sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    heavy = {"numpy", "pandas", "openpyxl", "docx", "rich", "filelock", "python_calamine", "babel"}
    assert loaded.isdisjoint(heavy | {"pengaduan_xl.cli.acts", "pengaduan_xl.desk"})
