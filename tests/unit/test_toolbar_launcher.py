"""Starting Python for a button in Calc: the setting, the command, the failures in words."""

from __future__ import annotations

import ast
import inspect
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pengaduan_xl.excel import indexing
from pengaduan_xl.excel.toolbar import launcher
from pengaduan_xl.excel.toolbar.launcher import (
    command,
    environment,
    press,
    read_setting,
    setting_path,
    start_indexing,
    write_setting,
)


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, Path.home() / ".config"),
        ("linux", {"XDG_CONFIG_HOME": "/srv/atur"}, Path("/srv/atur")),
        ("win32", {"APPDATA": "/srv/Roaming"}, Path("/srv/Roaming")),
        ("win32", {}, Path.home() / "AppData" / "Roaming"),
        ("darwin", {}, Path.home() / "Library" / "Application Support"),
    ],
)
def test_the_setting_is_in_the_users_own_folder(
    platform: str, environ: dict[str, str], expected: Path
) -> None:
    assert setting_path(environ, platform) == expected / "pengaduan" / "calc.json"


def test_the_setting_comes_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "baru" / "calc.json"
    write_setting(sys.executable, path)
    assert json.loads(path.read_text(encoding="utf-8")) == {"python": sys.executable}
    assert read_setting(path) == sys.executable


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"python": 3}', '{"python": "/tidak/ada"}', "\x00"]
)
def test_a_setting_that_names_no_python_gives_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "calc.json"
    path.write_text(text, encoding="utf-8")
    assert read_setting(path) == ""


def test_a_setting_that_is_not_utf8_gives_none(tmp_path: Path) -> None:
    (tmp_path / "calc.json").write_bytes(b'{"python": "\xff"}')
    assert read_setting(tmp_path / "calc.json") == ""


def test_a_missing_setting_gives_none(tmp_path: Path) -> None:
    assert read_setting(tmp_path / "calc.json") == ""


def test_the_command_names_button_and_pipe() -> None:
    expected = ["py", "-m", "pengaduan_xl.excel.run", "Tunda", "--pipe", "pipa"]
    assert command("py", "Tunda", "pipa") == expected


def test_the_offices_own_python_settings_are_kept_from_ours() -> None:
    given = {"PYTHONHOME": "/office", "PYTHONPATH": "/office", "HOME": "/rumah"}
    assert environment(given) == {"HOME": "/rumah", "PYTHONIOENCODING": "utf-8"}


def test_an_activated_virtual_environment_is_kept_from_the_office(tmp_path: Path) -> None:
    programs = tmp_path / "lingkungan" / "bin"
    programs.mkdir(parents=True)
    (tmp_path / "lingkungan" / "pyvenv.cfg").touch()
    path = os.pathsep.join([str(programs), "/usr/bin", "/bin"])
    kept = environment({"VIRTUAL_ENV": str(programs.parent), "PATH": path})
    assert kept == {"PATH": os.pathsep.join(["/usr/bin", "/bin"]), "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that a press runs instead of the package."""
    path = tmp_path / "tombol.py"
    monkeypatch.setattr(launcher, "command", lambda python, *rest: [python, str(path), *rest])
    return path


def test_a_press_that_ends_well_tells_nothing(script: Path) -> None:
    script.write_text("import sys; assert sys.argv[1:] == ['Tunda', 'pipa']")
    assert press(sys.executable, "Tunda", "pipa") == ""


def test_a_press_that_fails_tells_the_last_line_of_the_error(script: Path) -> None:
    script.write_text("import sys; sys.exit('rinci\\nSheet \\u201cFormulir\\u201d kosong.')")
    told = press(sys.executable, "Tunda", "pipa")
    assert told == (
        "Tombol berhenti sebelum selesai:\nSheet “Formulir” kosong.\n\n"
        "Periksa isi lembar sebelum mengulang."
    )


def test_a_press_that_fails_in_silence_tells_its_code(script: Path) -> None:
    script.write_text("import sys; sys.exit(7)")
    assert "\nkode 7\n" in press(sys.executable, "Tunda", "pipa")


def test_a_very_long_error_is_shortened(script: Path) -> None:
    script.write_text("import sys; sys.exit('x' * 5000)")
    assert len(press(sys.executable, "Tunda", "pipa")) < 500


def test_a_python_that_cannot_be_started_is_named(tmp_path: Path) -> None:
    told = press(str(tmp_path / "python"), "Tunda", "pipa")
    assert told.startswith(f"Python tidak dapat dijalankan: {tmp_path / 'python'}\n")
    assert told.endswith("Tidak ada yang dicatat.")


def test_indexing_is_started_and_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda arguments, **_: started.append(arguments))
    start_indexing("python", "/kantor/Register.xlsx")
    assert started == [["python", "-m", indexing.__name__, "/kantor/Register.xlsx"]]


def test_a_python_that_cannot_index_is_told_to_nobody(tmp_path: Path) -> None:
    start_indexing(str(tmp_path / "python"), "/kantor/Register.xlsx")


@pytest.mark.parametrize("name", ["launcher", "component"])
def test_what_runs_inside_libreoffice_is_python_3_8(name: str) -> None:
    source = Path(inspect.getfile(launcher)).with_name(f"{name}.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))
