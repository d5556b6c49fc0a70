"""Which program makes the PDFs, and what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fake_soffice import machine

from pengaduan_xl.pdf.converters import converters, environment

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def with_word(root: Path, platform: str) -> Path:
    """Put what tells of Word into a disk, and return the program that drives it."""
    if platform == "darwin":
        (root / "Applications" / "Microsoft Word.app").mkdir(parents=True)
        return root / "usr/bin/osascript"
    word = root / "Program Files" / "Microsoft Office" / "root" / "Office16" / "WINWORD.EXE"
    powershell = root / "Windows/System32/WindowsPowerShell/v1.0/powershell.exe"
    for program in (word, powershell):
        program.parent.mkdir(parents=True)
        program.touch()
    return powershell


def names(root: Path, platform: str, script: str | None = None) -> list[str]:
    return [each.name for each in converters(machine(root, script, platform))]


def test_on_linux_there_is_only_libreoffice(tmp_path: Path) -> None:
    with_word(tmp_path, "win32")
    assert (names(tmp_path, "linux"), names(tmp_path, "linux", "")) == ([], ["LibreOffice"])


def test_on_windows_word_goes_before_libreoffice(tmp_path: Path) -> None:
    assert names(tmp_path, "win32", "") == ["LibreOffice"]
    with_word(tmp_path, "win32")
    assert names(tmp_path, "win32", "") == ["Word", "LibreOffice"]


def test_on_macos_libreoffice_goes_before_word(tmp_path: Path) -> None:
    with_word(tmp_path, "darwin")
    assert names(tmp_path, "darwin") == ["Word"]
    assert names(tmp_path, "darwin", "") == ["LibreOffice", "Word"]


def test_word_opens_letters_and_nothing_else(tmp_path: Path) -> None:
    with_word(tmp_path, "win32")
    with_word(tmp_path, "darwin")
    for platform in ("win32", "darwin"):
        (word,) = converters(machine(tmp_path, None, platform))
        assert [word.takes(tmp_path / name) for name in ("a.DOCX", "a.xlsx")] == [True, False]


def test_libreoffice_opens_whatever_an_office_writes(tmp_path: Path) -> None:
    (office,) = converters(machine(tmp_path, ""))
    assert office.takes(tmp_path / "rekap.xlsx")


def test_libreoffice_runs_under_a_profile_of_its_own(tmp_path: Path) -> None:
    (office,) = converters(machine(tmp_path, ""))
    work = tmp_path / "kerja é"
    command = office.command([work / "1.docx", work / "2.docx"], work)
    assert f"-env:UserInstallation={work.as_uri()}/profil" in command
    assert command[-4:] == ["--outdir", str(work), str(work / "1.docx"), str(work / "2.docx")]


def test_word_on_windows_learns_the_folder_from_its_environment(tmp_path: Path) -> None:
    powershell = with_word(tmp_path, "win32")
    (word,) = converters(machine(tmp_path, None, "win32"))
    program, *_, script = word.command([tmp_path / "1.docx"], tmp_path)
    assert program == str(powershell)
    assert "$env:PENGADUAN_PDF" in script
    assert '"' not in script
    assert environment({}, tmp_path)["PENGADUAN_PDF"] == str(tmp_path)


def test_word_on_macos_works_where_it_may(tmp_path: Path) -> None:
    with_word(tmp_path, "darwin")
    (word,) = converters(machine(tmp_path, None, "darwin"))
    assert word.workplace is None
    shared = tmp_path / "Library" / "Group Containers" / "UBF8T346G9.Office"
    shared.mkdir(parents=True)
    (word,) = converters(machine(tmp_path, None, "darwin"))
    assert word.workplace == shared


def test_word_on_macos_touches_no_document_of_the_officers_own(tmp_path: Path) -> None:
    osascript = with_word(tmp_path, "darwin")
    (word,) = converters(machine(tmp_path, None, "darwin"))
    program, option, script, *files = word.command([tmp_path / "1.pengaduan.docx"], tmp_path)
    assert (program, option, files) == (str(osascript), "-e", [str(tmp_path / "1.pengaduan.docx")])
    assert script.index('ends with ".pengaduan.docx"') < script.index("close active document")


def test_a_virtual_environment_does_not_mislead_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "pyvenv.cfg").touch()
    given = {"PATH": f"{tmp_path}/venv/bin:/usr/bin", "PYTHONPATH": "x", "LANG": "id_ID.UTF-8"}
    kept = environment(given, tmp_path)
    assert (kept["PATH"], kept["LANG"], "PYTHONPATH" in kept) == ("/usr/bin", "id_ID.UTF-8", False)


def test_a_folder_on_the_path_that_we_may_not_see_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path) -> bool:
        raise PermissionError(self)

    monkeypatch.setattr("pathlib.Path.is_file", refused)
    assert environment({"PATH": "/rahasia/bin"}, tmp_path)["PATH"] == "/rahasia/bin"
