"""The bars that CI measures, on a small project of known size."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from scripts import check_bars

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., list[str]]

PRODUCT = '''"""Purpose."""

# a comment
class OwnError(Exception):
    """An error."""

    text = "three lines of code in all"
'''
TESTS = '''"""Tests."""


def helper() -> None:
    assert OwnError


def test_short() -> None:
    assert True


def test_longer() -> None:
    """Said twice."""
    assert True
    assert not False
'''


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project that reaches every bar; calling it changes files and returns what falls short."""
    monkeypatch.setattr(check_bars, "ROOT", tmp_path)

    def complaints(changes: dict[str, str] | None = None, coverage: str = "") -> list[str]:
        files = {
            "pengaduan_xl/__init__.py": '__version__ = "1.2"\n',
            "pengaduan_xl/domain/own.py": PRODUCT,
            "tests/test_own.py": TESTS,
            "CHANGELOG.md": "# Changelog\n\n## 1.2 (2026)\n\n## 1.1\n",
            "pyproject.toml": '[project]\nversion = "1.2"\n',
        }
        for name, text in (files | (changes or {})).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return list(check_bars.complaints(tmp_path / coverage if coverage else None))

    return complaints


def test_a_project_that_reaches_every_bar_has_no_faults(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert project() == []
    shown = capsys.readouterr().out.splitlines()
    assert shown == ["code lines: product 3, tests 7", "median test: 3.0 lines of 2 tests"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 0),
        ("\n# why\n   # more\n", 0),
        ('"""One line."""\n', 0),
        ('"""Two\n\nlines."""\nx = 1\n', 1),
        ('x = """a\nb"""\n', 2),
        ('def f():\n    """Why."""\n    return 1  # because\n', 2),
        ("x = [\n    1,\n]\n", 3),
    ],
)
def test_blank_lines_comments_and_docstrings_are_no_code(text: str, lines: int) -> None:
    assert check_bars._code_lines(text) == lines


def test_tests_smaller_than_the_product_are_told(project: Project) -> None:
    faults = project({"pengaduan_xl/big.py": "x = 1\n" * 9})
    assert faults == ["test code (7 lines) is smaller than product code (12 lines)"]


def test_long_tests_are_told(project: Project) -> None:
    body = "".join("    assert True\n" for _ in range(13))
    long = "".join(f"def test_{n}() -> None:\n{body}\n" for n in range(3))
    assert project({"tests/test_long.py": long}) == ["the median test has 14 lines, more than 12"]


def test_only_functions_that_are_tests_are_measured(project: Project) -> None:
    project()
    assert sorted(check_bars.test_lengths()) == [2, 4]


def test_an_error_that_no_test_names_is_told(project: Project) -> None:
    code = "class LostError(OwnError): ...\nclass WrongRefusal(Refusal): ...\n"
    assert project({"pengaduan_xl/more.py": code}) == [
        "no test names LostError",
        "no test names WrongRefusal",
    ]


def test_part_of_a_name_is_not_the_name(project: Project) -> None:
    faults = project({"pengaduan_xl/more.py": "class MyOwnError(OwnError): ...\n"})
    assert faults == ["no test names MyOwnError"]


def test_kinds_of_errors_and_inner_ones_need_no_test(project: Project) -> None:
    kinds = {
        "pengaduan_xl/errors.py": "class KindError(Exception): ...\n",
        "pengaduan_xl/inner.py": "class _InnerError(OwnError): ...\nclass Refusal(OwnError): ...\n",
    }
    assert project(kinds | {"tests/test_more.py": "x = [\n    1,\n]\n"}) == []


@pytest.mark.parametrize(
    "call", ["datetime.now()", "date.today()", "time.time()", "datetime.today()"]
)
def test_reading_the_clock_is_told(project: Project, call: str) -> None:
    text = f"x = {call}\n"
    faults = project({"pengaduan_xl/late.py": text, "pengaduan_xl/clock.py": text})
    assert faults == ["pengaduan_xl/late.py reads the clock"]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("CHANGELOG.md", "## 1.3\n", "['1.2', '1.3']"),
        ("pyproject.toml", 'version = "1.1"\n', "['1.1', '1.2']"),
        ("pengaduan_xl/__init__.py", '__version__ = "2"\n', "['1.2', '2']"),
        ("CHANGELOG.md", "nothing yet\n", "['1.2', 'none']"),
    ],
)
def test_versions_that_differ_or_are_missing_are_told(
    project: Project, name: str, text: str, found: str
) -> None:
    assert project({name: text}) == [f"versions differ: {found}"]


def test_gaps_in_the_domain_are_told_and_elsewhere_are_not(project: Project) -> None:
    covered = {
        "pengaduan_xl/domain/own.py": 99.5,
        "pengaduan_xl/domain/all.py": 100,
        "pengaduan_xl/x.py": 5,
    }
    report = {name: {"summary": {"percent_covered": share}} for name, share in covered.items()}
    faults = project({"coverage.json": json.dumps({"files": report})}, "coverage.json")
    assert faults == ["pengaduan_xl/domain/own.py: 99.5 % covered, domain needs 100 %"]


def test_the_script_prints_what_falls_short(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["check_bars.py"])
    project()
    assert check_bars.main() == 0
    project({"CHANGELOG.md": "## 1.3\n"})
    assert check_bars.main() == 1
    assert capsys.readouterr().out.endswith("- versions differ: ['1.2', '1.3']\n")
