"""The buttons are put where Excel reads them, and nothing else is touched; LibreOffice is found."""

from __future__ import annotations

import csv
import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from addin_readings import macro_texts

from pengaduan_xl import resources
from pengaduan_xl.excel.install import (
    ExcelNeverOpenedError,
    ExcelNotHereError,
    ExcelOpenError,
    FileRefusedError,
    PythonPathError,
    StorePythonError,
    has_excel,
    install_calc,
    install_excel,
    remove_excel,
)
from pengaduan_xl.resources import Machine, excel_places, find_unopkg, this_machine

if TYPE_CHECKING:
    from collections.abc import Callable

    from pengaduan_xl.errors import PengaduanError
    from pengaduan_xl.resources import ExcelPlaces

WINDOWS_PYTHON = "C:\\Kantor Kami & Co's\\Scripts\\python.exe"
XLSTART = Path("Roaming/Microsoft/Excel/XLSTART")
MAC_START = Path(
    "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
)
MAC_HOME_OF_EXCEL = Path("Library/Containers/com.microsoft.Excel/Data")
HERE = Path("a")
TEXTS: dict[PengaduanError, str] = {
    ExcelNotHereError():
        "Excel tidak berjalan di sistem ini. Untuk LibreOffice, jalankan: pengaduan pasang --calc. "
        "Tidak ada yang ditulis.",
    ExcelNeverOpenedError(HERE):
        "a: Folder Excel belum ada. Pasang Excel, buka sekali, tutup, lalu ulangi. Tidak ada yang ditulis.",
    ExcelOpenError(HERE):
        "a: Berkas sedang dipakai. Tutup Excel dahulu, lalu ulangi. Tidak ada yang ditulis.",
    FileRefusedError(HERE, OSError(errno.ENOSPC, "")):
        "a: Berkas tidak dapat ditulis atau dihapus (disk penuh). Periksa izin folder itu (di macOS: Akses "
        "Disk Penuh untuk Terminal), lalu ulangi. Mungkin baru sebagian yang dikerjakan; mengulang aman.",
    PythonPathError("a"):
        "a: Letak Python memuat huruf yang tidak terbaca oleh Excel. Pasang Python di folder yang namanya "
        "hanya huruf Latin biasa, angka, dan spasi. Tidak ada yang ditulis.",
    StorePythonError("a"):
        "a: Python dari Microsoft Store tidak dapat memasang tombol. Pasang Python dari python.org, pasang "
        "paket ini di sana, lalu ulangi. Tidak ada yang ditulis.",
}  # fmt: skip
needs_posix = pytest.mark.skipif(os.name != "posix", reason="unopkg is played by a script")


@pytest.fixture
def windows(tmp_path: Path) -> Machine:
    """An account on Windows."""
    environ = {"APPDATA": str(tmp_path / "Roaming"), "USERPROFILE": str(tmp_path / "Profil")}
    return Machine("win32", tmp_path, environ, WINDOWS_PYTHON, "C:\\Kantor", "cp1252", tmp_path)


@pytest.fixture
def mac(tmp_path: Path) -> Machine:
    """An account on macOS that has opened Excel."""
    (tmp_path / MAC_HOME_OF_EXCEL).mkdir(parents=True)
    return Machine("darwin", tmp_path, {}, "/opt/py 3/bin/python3", "/opt/py 3", "ascii", tmp_path)


@pytest.fixture
def linux(tmp_path: Path) -> Machine:
    """An account on Linux."""
    return Machine("linux", tmp_path, {}, sys.executable, "/usr", "ascii", tmp_path)


def unopkg(folder: Path) -> Path:
    """Put a program in place of unopkg."""
    folder.mkdir(parents=True)
    program = folder / "unopkg"
    program.touch(0o755)
    return program


def places_of(machine: Machine) -> ExcelPlaces:
    places = excel_places(machine)
    assert places is not None
    return places


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def read_as_vba(path: Path, encoding: str) -> dict[str, str]:
    """Return the settings as ``Input #`` of VBA reads them: pairs of quoted texts."""
    with path.open(encoding=encoding, newline="") as lines:
        return {row[0]: row[1] for row in csv.reader(lines)}


def refuse(monkeypatch: pytest.MonkeyPatch, method: str, error: OSError) -> None:
    """Let the system refuse one of a path's methods."""

    def refused(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(Path, method, refused)


@pytest.mark.parametrize("error", TEXTS, ids=lambda error: type(error).__name__)
def test_an_error_says_what_is_wrong_and_what_to_do(error: PengaduanError) -> None:
    assert str(error) == TEXTS[error]


def test_the_vba_reads_the_file_and_keys_that_are_written(windows: Machine, mac: Machine) -> None:
    texts = macro_texts()
    text = texts["xlwings"]
    on_windows, on_mac = places_of(windows), places_of(mac)
    assert 'PROJECT_NAME As String = "pengaduan"' in text
    assert r'Environ("USERPROFILE") & "\." & PROJECT_NAME & "\" & PROJECT_NAME & ".conf"' in text
    assert 'GetMacDir("$HOME", False) & "/" & PROJECT_NAME & ".conf"' in text
    assert on_windows.config.parts[-2:] == (".pengaduan", "pengaduan.conf")
    assert on_mac.config == on_mac.folder / "pengaduan.conf"
    assert all(f'GetConfig("{on.key}", "")' in texts["Pengaduan"] for on in (on_windows, on_mac))
    assert 'AppleScriptTask(PROJECT_NAME & ".applescript", "VbaHandler"' in text
    assert on_mac.script is not None
    assert on_mac.script.name == "pengaduan.applescript"


def test_on_windows_the_add_in_goes_to_the_start_folder(windows: Machine) -> None:
    done = install_excel(windows)
    assert files_in(windows.home) == {
        (XLSTART / "Pengaduan.xlam").as_posix(),
        "Profil/.pengaduan/pengaduan.conf",
    }
    installed = windows.home / XLSTART / "Pengaduan.xlam"
    assert installed.read_bytes() == resources.excel_addin().read_bytes()
    assert done.items[0] == str(installed)


def test_on_windows_vba_reads_the_interpreter(windows: Machine) -> None:
    install_excel(windows._replace(python="C:\\Café\\python.exe"))
    text = places_of(windows).config.read_bytes()
    assert text == b'"INTERPRETER_WIN","C:\\Caf\xe9\\python.exe"\r\n'


def test_on_windows_without_variables_the_usual_folders_are_taken(windows: Machine) -> None:
    places = places_of(windows._replace(environ={}))
    assert places.folder == windows.home / "AppData/Roaming/Microsoft/Excel"
    assert places.config == windows.home / ".pengaduan/pengaduan.conf"


def test_on_macos_add_in_script_and_setting_are_installed(mac: Machine) -> None:
    install_excel(mac)
    script = mac.home / "Library/Application Scripts/com.microsoft.Excel/pengaduan.applescript"
    assert "on VbaHandler(parameterString)" in script.read_text(encoding="utf-8")
    assert (mac.home / MAC_START / "Pengaduan.xlam").is_file()
    config = mac.home / MAC_HOME_OF_EXCEL / "pengaduan.conf"
    assert config.read_bytes() == b'"INTERPRETER_MAC","/opt/py 3/bin/python3"\n'


def test_on_macos_excel_must_have_been_opened_once(mac: Machine) -> None:
    (mac.home / MAC_HOME_OF_EXCEL).rmdir()
    with pytest.raises(ExcelNeverOpenedError):
        install_excel(mac)
    assert not files_in(mac.home)


@pytest.mark.parametrize("act", [install_excel, remove_excel])
def test_on_linux_there_is_no_excel(linux: Machine, act: Callable[[Machine], object]) -> None:
    with pytest.raises(ExcelNotHereError):
        act(linux)
    assert not has_excel(linux)


@pytest.mark.parametrize("python", ["C:\\Δοκιμή\\python.exe", "C:\\a%TEMP%\\python.exe"])
def test_a_path_that_vba_cannot_read_is_refused(windows: Machine, python: str) -> None:
    with pytest.raises(PythonPathError):
        install_excel(windows._replace(python=python))
    assert not files_in(windows.home)


@pytest.mark.parametrize("python", ["/opt/Café/python3", "/opt/a|b/python3", '/opt/a"b/python3'])
def test_a_path_that_breaks_the_script_is_refused(mac: Machine, python: str) -> None:
    with pytest.raises(PythonPathError):
        install_excel(mac._replace(python=python))


@pytest.mark.parametrize("act", [install_excel, install_calc])
def test_a_python_of_the_store_is_refused(
    windows: Machine, act: Callable[[Machine], object]
) -> None:
    base = "C:\\Program Files\\WindowsApps\\PythonSoftwareFoundation.Python.3.12_x64"
    with pytest.raises(StorePythonError):
        act(windows._replace(base=base))


def test_installing_again_renews_the_interpreter_only(windows: Machine) -> None:
    config = places_of(windows).config
    config.parent.mkdir(parents=True)
    config.write_bytes(b'"ONEDRIVE_CONSUMER_WIN","D:\\Awan"\r\n"interpreter_win","C:\\lama.exe"')
    install_excel(windows)
    install_excel(windows)
    assert read_as_vba(config, "cp1252") == {
        "INTERPRETER_WIN": WINDOWS_PYTHON,
        "ONEDRIVE_CONSUMER_WIN": "D:\\Awan",
    }
    assert config.read_bytes().count(b"INTERPRETER_WIN") == 1


@pytest.mark.parametrize("act", [install_excel, remove_excel])
def test_an_add_in_that_excel_holds_is_named(
    windows: Machine, monkeypatch: pytest.MonkeyPatch, act: Callable[[Machine], object]
) -> None:
    install_excel(windows)
    refuse(monkeypatch, "unlink", PermissionError(errno.EACCES, "dipakai"))
    with pytest.raises(ExcelOpenError, match=r"Pengaduan\.xlam: .*Tutup Excel dahulu"):
        act(windows)


@pytest.mark.parametrize(
    ("number", "reason"), [(errno.EACCES, "tidak ada izin"), (errno.ENOSPC, "disk penuh")]
)
def test_what_the_system_refuses_is_named(
    windows: Machine, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    refuse(monkeypatch, "write_bytes", OSError(number, "ditolak"))
    with pytest.raises(FileRefusedError, match=reason):
        install_excel(windows)


@pytest.mark.parametrize("system", ["windows", "mac"])
def test_removing_leaves_what_others_put_there(system: str, request: pytest.FixtureRequest) -> None:
    machine: Machine = request.getfixturevalue(system)
    other = places_of(machine).addin.with_name("Lain.xlam")
    other.parent.mkdir(parents=True)
    other.write_bytes(b"")
    installed = install_excel(machine).items
    assert sorted(remove_excel(machine).items) == sorted(installed)
    assert files_in(machine.home) == {other.relative_to(machine.home).as_posix()}
    assert places_of(machine).folder.is_dir()
    assert not (machine.home / "Profil/.pengaduan").exists()


def test_removing_leaves_other_settings(windows: Machine) -> None:
    install_excel(windows)
    config = places_of(windows).config
    config.write_bytes(config.read_bytes() + b'"SHOW CONSOLE","True"\r\n')
    remove_excel(windows)
    assert config.read_bytes() == b'"SHOW CONSOLE","True"\r\n'


def test_excel_is_found_once_it_was_opened(windows: Machine, mac: Machine) -> None:
    assert not has_excel(windows)
    places_of(windows).folder.mkdir(parents=True)
    assert has_excel(windows)
    assert has_excel(mac)


def test_this_machine_is_the_one_at_hand() -> None:
    machine = this_machine()
    assert (machine.platform, machine.python) == (sys.platform, sys.executable)
    assert machine.root.is_absolute()
    assert "a".encode(machine.code_page) == b"a"


@needs_posix
@pytest.mark.parametrize(
    "folder",
    [
        "Program Files/LibreOffice/program",
        "Applications/LibreOffice.app/Contents/MacOS",
        "usr/lib64/libreoffice/program",
        "opt/libreoffice24.8/program",
    ],
)
def test_unopkg_is_found_in_its_usual_folders(linux: Machine, folder: str) -> None:
    program = unopkg(linux.root / folder)
    assert find_unopkg(linux) == program


@needs_posix
def test_unopkg_in_the_path_comes_first_but_not_the_current_folder(
    linux: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(unopkg(linux.root / "unduhan").parent)
    path = os.pathsep.join(["", ".", str(linux.root / "bin")])
    assert find_unopkg(linux._replace(environ={"PATH": path})) is None
    unopkg(linux.root / "usr/lib/libreoffice/program")
    first = unopkg(linux.root / "bin")
    assert find_unopkg(linux._replace(environ={"PATH": path})) == first
