"""Put the buttons where Excel and LibreOffice Calc find them, or take them away again."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl import resources
from pengaduan_xl.errors import (
    BusyFileError,
    InputDataError,
    NotFoundError,
    UnusableFileError,
    WriteFailedError,
    system_reason,
)
from pengaduan_xl.excel.calc.connection import BridgeMissingError, load_uno
from pengaduan_xl.excel.toolbar import launcher

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pengaduan_xl.resources import ExcelPlaces, Machine

EXTENSION = "id.pengaduan.xl"
"""Identifier of the extension for Calc."""

LONGEST_WAIT = 180
"""Seconds after which unopkg is taken to hang; it needs about one."""

AMBIGUOUS = {"win32": '"%', "darwin": '"\\|'}
"""Characters of a Python's path that VBA, shell or AppleScript would take for their own."""

LEFT_OVER = (
    "LibreOffice tidak ditemukan; bila masih ada, lepas Pengaduan di Alat > Pengelola Ekstensi"
)


class ExcelNotHereError(NotFoundError):
    """Excel does not exist for this system."""

    def __init__(self) -> None:
        remedy = "Untuk LibreOffice, jalankan: pengaduan pasang --calc"
        super().__init__("Excel tidak berjalan di sistem ini", remedy)


class ExcelNeverOpenedError(NotFoundError):
    """Excel for Mac has not made its own folder yet, which no other program may make."""

    def __init__(self, folder: Path) -> None:
        remedy = "Pasang Excel, buka sekali, tutup, lalu ulangi"
        super().__init__("Folder Excel belum ada", remedy, where=str(folder))


class ExcelOpenError(BusyFileError):
    """Excel holds the add-in open."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Berkas sedang dipakai", "Tutup Excel dahulu, lalu ulangi", where=str(path)
        )


class FileRefusedError(WriteFailedError):
    """The system does not let a file be written or removed."""

    def __init__(self, path: Path, error: OSError) -> None:
        problem = f"Berkas tidak dapat ditulis atau dihapus ({system_reason(error)})"
        remedy = "Periksa izin folder itu (di macOS: Akses Disk Penuh untuk Terminal), lalu ulangi"
        written = "Mungkin baru sebagian yang dikerjakan; mengulang aman."
        super().__init__(problem, remedy, where=str(path), written=written)


class PythonPathError(InputDataError):
    """The Python's path has characters that Excel would read as others."""

    def __init__(self, python: str) -> None:
        problem = "Letak Python memuat huruf yang tidak terbaca oleh Excel"
        remedy = "Pasang Python di folder yang namanya hanya huruf Latin biasa, angka, dan spasi"
        super().__init__(problem, remedy, where=python)


class StorePythonError(UnusableFileError):
    """Windows hides what a Python from Microsoft Store writes into the settings folder."""

    def __init__(self, python: str) -> None:
        problem = "Python dari Microsoft Store tidak dapat memasang tombol"
        remedy = "Pasang Python dari python.org, pasang paket ini di sana, lalu ulangi"
        super().__init__(problem, remedy, where=python)


class UnopkgMissingError(NotFoundError):
    """LibreOffice's installer of extensions is not there."""

    def __init__(self) -> None:
        remedy = "Pasang LibreOffice Calc (di Debian: paket libreoffice-calc), lalu ulangi"
        super().__init__("LibreOffice (program unopkg) tidak ditemukan", remedy)


class RootRefusedError(WriteFailedError):
    """Unopkg installs nothing for the administrator."""

    def __init__(self) -> None:
        remedy = "Jalankan sebagai pengguna biasa, tanpa sudo"
        super().__init__("LibreOffice tidak memasang tombol untuk root", remedy)


class UnopkgFailedError(WriteFailedError):
    """Unopkg did not do what it was asked."""

    def __init__(self, program: Path, reason: str) -> None:
        remedy = "Tutup semua jendela LibreOffice, lalu ulangi"
        super().__init__(f"Program ini gagal ({reason})", remedy, where=str(program))


class Done(NamedTuple):
    """What was written, or removed (nothing when it was not there), and why buttons may not work yet."""

    items: list[str]
    warnings: list[str]


def has_excel(machine: Machine) -> bool:
    """Return whether the account has opened Excel before."""
    places = resources.excel_places(machine)
    return places is not None and places.folder.is_dir()


def install_excel(machine: Machine) -> Done:
    """Install the ribbon's buttons, and name this Python as the one that they run.

    Raises:
        PengaduanError: Excel is not there or holds the add-in, or this Python cannot be named.
    """
    places = _places(machine)
    _refuse_store_python(machine)
    setting = _setting_line(machine, places.key)
    files = {places.addin: resources.excel_addin().read_bytes()}
    if places.script:
        if not places.folder.is_dir():
            raise ExcelNeverOpenedError(places.folder)
        files[places.script] = resources.mac_script().read_bytes()
    files[places.config] = setting + _other_lines(places)
    for path, content in files.items():
        with _refusals(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)  # a new file carries no mark of the web
            path.write_bytes(content)
    return Done([str(path) for path in files], [])


def remove_excel(machine: Machine) -> Done:
    """Take the ribbon's buttons away; other settings in the file with ours stay.

    Raises:
        PengaduanError: Excel is not for this system, or Excel or the system keeps a file.
    """
    places = _places(machine)
    removed = [path for path in (places.addin, places.script) if path and _remove(path)]
    others = _other_lines(places)
    if others:
        with _refusals(places.config):
            places.config.write_bytes(others)
    elif _remove(places.config):
        removed.append(places.config)
        if places.config.parent.name == resources.CONFIG_FOLDER:
            _remove_empty(places.config.parent)
    return Done([str(path) for path in removed], [])


def install_calc(machine: Machine) -> Done:
    """Install the toolbar's buttons, and name this Python as the one that they run.

    Raises:
        PengaduanError: LibreOffice is not there or refuses, or the system does.
    """
    _refuse_store_python(machine)
    program = resources.find_unopkg(machine)
    if program is None:
        raise UnopkgMissingError
    options = ("--force", "--suppress-license", str(resources.calc_extension()))
    if answer := _unopkg(program, machine, "add", *options):
        raise UnopkgFailedError(program, answer)
    setting = launcher.setting_path(machine.environ, machine.platform)
    with _refusals(setting):
        launcher.write_setting(machine.python, setting)
    return Done([EXTENSION, str(setting)], _bridge_warnings())


def remove_calc(machine: Machine) -> Done:
    """Take the toolbar's buttons away.

    Raises:
        PengaduanError: LibreOffice or the system refuses.
    """
    removed, warnings = [], []
    program = resources.find_unopkg(machine)
    if program:
        answer = _unopkg(program, machine, "remove", EXTENSION)
        if not answer:
            removed.append(EXTENSION)
        elif "no such extension" not in answer.lower():
            raise UnopkgFailedError(program, answer)
    setting = launcher.setting_path(machine.environ, machine.platform)
    if _remove(setting):
        removed.append(str(setting))
        _remove_empty(setting.parent)
        warnings += [] if program else [LEFT_OVER]
    return Done(removed, warnings)


def _places(machine: Machine) -> ExcelPlaces:
    places = resources.excel_places(machine)
    if places is None:
        raise ExcelNotHereError
    return places


def _bridge_warnings() -> list[str]:
    """Return why this Python cannot talk to LibreOffice, or nothing."""
    try:
        load_uno()
    except BridgeMissingError as error:
        return [f"{error.problem}. {error.remedy}"]
    return []


def _unopkg(program: Path, machine: Machine, *arguments: str) -> str:
    """Run unopkg; return nothing when it did its work, else the first line of its answer."""
    try:
        done = subprocess.run(
            [str(program), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=launcher.environment(machine.environ),
            timeout=LONGEST_WAIT,
            check=False,
        )
    except OSError as error:
        return system_reason(error)
    except subprocess.TimeoutExpired:
        return f"tidak selesai dalam {LONGEST_WAIT // 60} menit"
    if not done.returncode:
        return ""
    answer = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
    if "as root" in answer:
        raise RootRefusedError
    return answer.removeprefix("ERROR: ") or f"kode {done.returncode}"


def _refuse_store_python(machine: Machine) -> None:
    if "WindowsApps" in machine.base.replace("\\", "/").split("/"):
        raise StorePythonError(machine.python)


def _setting_line(machine: Machine, key: str) -> bytes:
    """Return the line that VBA's ``Input #`` reads as key and path."""
    end = "\r\n" if machine.platform == "win32" else "\n"
    if set(machine.python) & set(AMBIGUOUS[machine.platform]):
        raise PythonPathError(machine.python)
    try:
        return f'"{key}","{machine.python}"{end}'.encode(machine.code_page)
    except UnicodeEncodeError as error:
        raise PythonPathError(machine.python) from error


def _other_lines(places: ExcelPlaces) -> bytes:
    """Return the settings' lines that are not ours, as they are."""
    with _refusals(places.config):
        text = places.config.read_bytes() if places.config.is_file() else b""
    lines = text.splitlines(keepends=True)
    ours = places.key.encode().lower()
    return b"".join(each for each in lines if each.partition(b",")[0].strip(b' "').lower() != ours)


def _remove(path: Path) -> bool:
    """Remove a file; return whether it was there."""
    with _refusals(path):
        there = path.is_file()
        path.unlink(missing_ok=True)
    return there


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Name what the system says about a file; only Windows lets Excel keep one."""
    try:
        yield
    except OSError as error:
        denied = isinstance(error, PermissionError)
        if denied and path.parent.name == "XLSTART" and path.is_file():
            raise ExcelOpenError(path) from error
        raise FileRefusedError(path, error) from error
