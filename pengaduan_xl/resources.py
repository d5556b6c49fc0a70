"""Where files are: those that ship with the package, and those of the programs that show its buttons."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_PACKAGE = Path(__file__).resolve().parent
BLANK_WORKBOOK = "Register_Pengaduan.xlsx"
CONFIG_FOLDER = ".pengaduan"
_OFFICE_FOLDERS = (
    "Program Files*/LibreOffice*/program",
    "Applications/LibreOffice*.app/Contents/MacOS",
    "usr/lib*/libreoffice/program",
    "opt/libreoffice*/program",
)


class Machine(NamedTuple):
    """The computer and the account that the buttons are for.

    Attributes:
        platform: As ``sys.platform``.
        home: The account's own folder.
        environ: Its environment variables.
        python: The interpreter that the buttons shall run.
        base: Folder of that interpreter's installation, as ``sys.base_prefix``.
        code_page: Codec by which VBA reads a text file.
        root: Top folder of the disk with the programs.
    """

    platform: str
    home: Path
    environ: Mapping[str, str]
    python: str
    base: str
    code_page: str
    root: Path


class ExcelPlaces(NamedTuple):
    """Where the parts for Excel belong.

    Attributes:
        folder: Excel's own; it is there once the account has opened Excel.
        addin: The add-in, which Excel opens whenever it starts.
        config: The file that ``GetConfigFilePath`` of the add-in's VBA names.
        key: Under which that file names the interpreter.
        script: What starts Python on macOS; none elsewhere.
    """

    folder: Path
    addin: Path
    config: Path
    key: str
    script: Path | None


def shipped(*parts: str) -> Path:
    """Return a shipped file or folder: inside an installed package, else beside it in the checkout."""
    installed = _PACKAGE / "_data"
    return (installed if installed.is_dir() else _PACKAGE.parent).joinpath(*parts)


def blank_workbook() -> Path:
    """Return the blank register."""
    return shipped("workbook", BLANK_WORKBOOK)


def templates() -> Path:
    """Return the folder of the letters' templates."""
    return shipped("templates")


def excel_addin() -> Path:
    """Return the add-in with the buttons in Excel's ribbon."""
    return shipped("addins", "Pengaduan.xlam")


def calc_extension() -> Path:
    """Return the extension with the buttons in Calc's toolbar."""
    return shipped("addins", "Pengaduan.oxt")


def mac_script() -> Path:
    """Return the script that starts Python for Excel on macOS."""
    return _PACKAGE / "excel" / "vba" / "pengaduan.applescript"


def this_machine() -> Machine:
    """Return the computer and account at hand."""
    # Which encoding VBA expects on macOS is written nowhere: only what all have in common is used.
    code_page = "mbcs" if sys.platform == "win32" else "ascii"
    root = Path(os.environ.get("SYSTEMDRIVE", "") + os.sep)
    return Machine(
        sys.platform, Path.home(), os.environ, sys.executable, sys.base_prefix, code_page, root
    )


def cache_folder(machine: Machine) -> Path:
    """Return the account's own folder for what can be made again at any time."""
    if machine.platform == "win32":
        local = machine.environ.get("LOCALAPPDATA") or machine.home / "AppData" / "Local"
        return Path(local) / "pengaduan" / "cache"
    if machine.platform == "darwin":
        return machine.home / "Library" / "Caches" / "pengaduan"
    return Path(machine.environ.get("XDG_CACHE_HOME") or machine.home / ".cache") / "pengaduan"


def excel_places(machine: Machine) -> ExcelPlaces | None:
    """Return where the parts for Excel belong; ``None`` where there is no Excel."""
    if machine.platform == "win32":
        return _windows_places(machine)
    if machine.platform != "darwin":
        return None
    library = machine.home / "Library"
    folder = library / "Containers" / "com.microsoft.Excel" / "Data"
    content = library / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
    return ExcelPlaces(
        folder=folder,
        addin=content / "Startup.localized" / "Excel" / excel_addin().name,
        config=folder / "pengaduan.conf",
        key="INTERPRETER_MAC",
        script=library / "Application Scripts" / "com.microsoft.Excel" / mac_script().name,
    )


def _windows_places(machine: Machine) -> ExcelPlaces:
    roaming = Path(machine.environ.get("APPDATA") or machine.home / "AppData" / "Roaming")
    profile = Path(machine.environ.get("USERPROFILE") or machine.home)
    folder = roaming / "Microsoft" / "Excel"
    return ExcelPlaces(
        folder=folder,
        addin=folder / "XLSTART" / excel_addin().name,
        config=profile / CONFIG_FOLDER / "pengaduan.conf",
        key="INTERPRETER_WIN",
        script=None,
    )


def find_unopkg(machine: Machine) -> Path | None:
    """Return LibreOffice's installer of extensions, or ``None``; the current folder is not looked at."""
    return _find_program(machine, "unopkg")


def find_soffice(machine: Machine) -> Path | None:
    """Return LibreOffice itself, or ``None``; the current folder is not looked at."""
    return _find_program(machine, "soffice")


def _find_program(machine: Machine, program: str) -> Path | None:
    listed = filter(Path.is_absolute, map(Path, machine.environ.get("PATH", "").split(os.pathsep)))
    usual = [path for each in _OFFICE_FOLDERS for path in sorted(machine.root.glob(each))[::-1]]
    for folder in [*listed, *usual]:
        for name in (f"{program}.com", f"{program}.exe", program):
            if (folder / name).is_file() and os.access(folder / name, os.X_OK):
                return folder / name
    return None
