"""Every command is in the README, has help with an example, and speaks Indonesian."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli_office import run

from pengaduan_xl import __version__
from pengaduan_xl.cli import COMMANDS

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
ENGLISH = re.compile(
    r"\b(usage|options|commands|error|show|exit|missing|invalid|text|integer|path|file|the|and|required)\b",
    re.I,
)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_the_command(command: str) -> None:
    assert re.search(rf"`pengaduan {command}\b", README)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_has_an_example(command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert f"Contoh: pengaduan {command}" in " ".join(done.out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_begins_with_the_line_of_the_list(command: str) -> None:
    assert COMMANDS[command][1].rstrip(".")[:30] in " ".join(run(command, "--help").out.split())


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_the_help_holds_no_english(arguments: list[str]) -> None:
    text = run(*arguments).out.replace("--help", "").replace("--json", "")
    assert not ENGLISH.findall(text)


def test_the_list_follows_an_office_day() -> None:
    listed = re.findall(r"^  (\w+) {2,}", run("--help").out, re.M)
    assert listed == list(COMMANDS)


def test_a_mistyped_command_is_answered_in_indonesian() -> None:
    done = run("terma")
    assert done.code == 2
    assert "terima" in done.err
    assert not ENGLISH.findall(done.err.replace("--help", ""))


def test_a_missing_option_is_answered_in_indonesian() -> None:
    done = run("tunda", "2026-0001")
    assert done.code == 2
    assert "--oleh" in done.err
    assert not ENGLISH.findall(done.err.replace("--help", ""))


def test_the_version_is_shown() -> None:
    assert run("--version").out == f"pengaduan {__version__}\n"
