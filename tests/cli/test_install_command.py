"""The command pasang: which programs it serves, what staff read, and how Calc gets its buttons."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_office import Run, run
from toolbar_office import NOBODY, toolbar_office

from pengaduan_xl import resources
from pengaduan_xl.cli import install as command
from pengaduan_xl.cli.install import NoProgramError
from pengaduan_xl.excel import install
from pengaduan_xl.excel.calc.connection import BridgeMissingError
from pengaduan_xl.excel.install import (
    EXTENSION,
    LEFT_OVER,
    UnopkgFailedError,
    install_calc,
    remove_calc,
)
from pengaduan_xl.excel.toolbar.launcher import read_setting, setting_path
from pengaduan_xl.resources import Machine

pytestmark = pytest.mark.skipif(os.name != "posix", reason="unopkg is played by a script")

NOTHING = "Tidak ada yang ditulis."
AGAIN = f"Tutup semua jendela LibreOffice, lalu ulangi. {NOTHING}"
CALC_FAILURES = {
    "sys.exit('ERROR: Cannot run unopkg as root without --shared or --bundled option.')": (
        "RootRefusedError",
        "LibreOffice tidak memasang tombol untuk root. Jalankan sebagai pengguna biasa, tanpa sudo. "
        f"{NOTHING}",
    ),
    "sys.exit('ERROR: profil terkunci\\n\\nERROR: unopkg failed.')": (
        "UnopkgFailedError",
        f"UNOPKG: Program ini gagal (profil terkunci). {AGAIN}",
    ),
    "sys.exit(3)": ("UnopkgFailedError", f"UNOPKG: Program ini gagal (kode 3). {AGAIN}"),
}


class Computer:
    """A computer of the tests' own, on which the command runs; a program plays unopkg."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        environ = {"APPDATA": str(folder / "Roaming"), "USERPROFILE": str(folder)}
        self.machine = Machine(
            "win32", folder, environ, sys.executable, "C:\\", "cp1252", folder / "disk"
        )
        self.excel = folder / "Roaming" / "Microsoft" / "Excel"
        self.addin = self.excel / "XLSTART" / "Pengaduan.xlam"
        self.setting = setting_path(environ, "win32")
        self.unopkg = folder / "disk" / "Program Files" / "LibreOffice" / "program" / "unopkg"
        self.log = folder / "dipanggil"
        monkeypatch.setattr(command, "this_machine", lambda: self.machine)
        monkeypatch.setattr(install, "load_uno", lambda: None)

    def add_calc(self, deed: str = "") -> None:
        """Install LibreOffice; its unopkg writes down its arguments, then does a deed."""
        note = f"open({str(self.log)!r}, 'a').write(repr(sys.argv[1:]) + '\\n')"
        self.unopkg.parent.mkdir(parents=True, exist_ok=True)
        self.unopkg.write_text(f"#!{sys.executable}\nimport os, sys\n{note}\n{deed}\n", "utf-8")
        self.unopkg.chmod(0o755)

    def called(self) -> str:
        """Return how unopkg was called the last time."""
        return self.log.read_text(encoding="utf-8").splitlines()[-1]


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    """A computer on which neither Excel nor LibreOffice is."""
    return Computer(tmp_path, monkeypatch)


def fault(done: Run) -> Any:
    """Return the error that a command printed as JSON."""
    return json.loads(done.err)


def test_only_the_program_asked_for_is_served(computer: Computer) -> None:
    computer.add_calc()
    assert run("pasang", "--excel").code == 0
    assert (computer.addin.is_file(), computer.setting.is_file()) == (True, False)
    assert run("pasang", "--excel", "--lepas").code == 0
    assert run("pasang", "--calc").code == 0
    assert (computer.addin.is_file(), computer.setting.is_file()) == (False, True)


def test_without_a_choice_every_program_found_is_served(computer: Computer) -> None:
    computer.add_calc()
    assert [each["program"] for each in run("pasang", "--json").data] == ["LibreOffice Calc"]
    computer.excel.mkdir(parents=True)
    both = ["Excel", "LibreOffice Calc"]
    assert [each["program"] for each in run("pasang", "--json").data] == both
    assert [each["program"] for each in run("pasang", "--lepas", "--json").data] == both


@pytest.mark.usefixtures("computer")
def test_without_any_program_both_options_are_named() -> None:
    done = run("pasang")
    assert (done.code, done.err) == (4, f"Galat: {NoProgramError()}\n")
    assert str(NoProgramError()) == (
        "Excel dan LibreOffice tidak ditemukan. Pasang atau buka salah satunya sekali, atau pilih sendiri "
        f"dengan --excel atau --calc. {NOTHING}"
    )


def test_excel_comes_with_advice_on_macro_security(computer: Computer) -> None:
    said = run("pasang", "--excel").out
    assert said.startswith(f"Excel: tombol terpasang.\n  {computer.addin}\n")
    for word in ("Pusat Kepercayaan", "XLSTART", "Unblock", "kebijakan instansi", "buka lagi"):
        assert word in said


def test_on_macos_the_permissions_are_named(computer: Computer) -> None:
    computer.machine = computer.machine._replace(platform="darwin", code_page="utf-8")
    (computer.machine.home / "Library/Containers/com.microsoft.Excel/Data").mkdir(parents=True)
    assert "Izinkan makro bila Excel bertanya" in run("pasang", "--excel").out


def test_calc_gets_extension_and_setting(computer: Computer) -> None:
    computer.add_calc()
    assert run("pasang", "--calc").out == (
        f"LibreOffice Calc: tombol terpasang.\n  {EXTENSION}\n  {computer.setting}\n"
        "  Tutup semua jendela LibreOffice, lalu buka lagi: bilah alat dan menu Pengaduan harus tampak.\n"
    )
    extension = str(resources.calc_extension())
    assert computer.called() == repr(["add", "--force", "--suppress-license", extension])
    assert read_setting(computer.setting) == sys.executable


def test_unopkg_does_not_see_the_variables_of_our_python(computer: Computer) -> None:
    environ = {**computer.machine.environ, "PYTHONHOME": "/salah"}
    computer.machine = computer.machine._replace(environ=environ)
    computer.add_calc("os.environ.get('PYTHONHOME') and sys.exit(1)")
    assert run("pasang", "--calc").code == 0


def test_a_python_without_the_bridge_is_told(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load_uno() -> None:
        raise BridgeMissingError

    computer.add_calc()
    monkeypatch.setattr(install, "load_uno", load_uno)
    assert run("pasang", "--calc").err == (
        "  Peringatan: Penghubung Python ke LibreOffice (modul uno) tidak ditemukan. Pasang paket "
        "python3-uno, atau jalankan dengan Python milik LibreOffice\n"
    )


def test_calc_without_libreoffice_is_told(computer: Computer) -> None:
    told = fault(run("pasang", "--calc", "--json"))
    assert (told["galat"], told["kode"]) == ("UnopkgMissingError", 4)
    assert told["pesan"] == (
        "LibreOffice (program unopkg) tidak ditemukan. Pasang LibreOffice Calc (di Debian: paket "
        f"libreoffice-calc), lalu ulangi. {NOTHING}"
    )
    assert not computer.setting.exists()


@pytest.mark.parametrize("options", [[], ["--lepas"]], ids=["pasang", "lepas"])
@pytest.mark.parametrize("deed", CALC_FAILURES)
def test_what_unopkg_refuses_is_told(computer: Computer, deed: str, options: list[str]) -> None:
    computer.add_calc(deed)
    told = fault(run("pasang", "--calc", *options, "--json"))
    name, text = CALC_FAILURES[deed]
    assert (told["galat"], told["kode"]) == (name, 8)
    assert told["pesan"] == text.replace("UNOPKG", str(computer.unopkg))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (subprocess.TimeoutExpired("unopkg", 180), r"\(tidak selesai dalam 3 menit\)"),
        (OSError(errno.EIO, "rusak"), r"\(disk bermasalah\)"),
    ],
)
def test_an_unopkg_that_hangs_or_does_not_start_is_told(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    def failing(*_: Any, **__: Any) -> None:
        raise error

    computer.add_calc()
    monkeypatch.setattr(subprocess, "run", failing)
    with pytest.raises(UnopkgFailedError, match=reason):
        install_calc(computer.machine)


def test_a_setting_that_cannot_be_written_is_told(computer: Computer) -> None:
    computer.add_calc()
    (computer.machine.home / "Roaming").write_bytes(b"")
    done = run("pasang", "--calc")
    assert done.code == 8
    assert "nama folder dipakai sebuah berkas" in done.err


def test_calc_loses_extension_and_setting_only(computer: Computer) -> None:
    computer.add_calc()
    run("pasang", "--calc")
    said = run("pasang", "--calc", "--lepas").out
    assert said == f"LibreOffice Calc: tombol dilepas.\n  {EXTENSION}\n  {computer.setting}\n"
    assert computer.called() == repr(["remove", EXTENSION])
    assert not computer.setting.parent.exists()
    assert computer.unopkg.is_file()


def test_nothing_to_remove_is_no_error(computer: Computer) -> None:
    computer.add_calc("sys.exit('ERROR: There is no such extension deployed: id.pengaduan.xl')")
    done = run("pasang", "--lepas")
    said = "Excel: tombol tidak terpasang.\nLibreOffice Calc: tombol tidak terpasang.\n"
    assert (done.code, done.out, done.err) == (0, said, "")


def test_a_setting_left_by_a_libreoffice_that_is_gone_is_removed(computer: Computer) -> None:
    computer.machine = computer.machine._replace(
        platform="linux", environ={"XDG_CONFIG_HOME": str(computer.machine.home)}
    )
    setting = setting_path(computer.machine.environ, "linux")
    setting.parent.mkdir()
    setting.write_bytes(b"{}")
    done = run("pasang", "--lepas", "--json")
    assert done.data[0]["dilepas"] == [str(setting)]
    assert done.data[0]["peringatan"] == [LEFT_OVER]


def test_one_program_that_fails_does_not_keep_back_the_other(computer: Computer) -> None:
    computer.add_calc()
    computer.machine = computer.machine._replace(python="C:\\%a%\\python.exe")
    done = run("pasang", "--excel", "--calc")
    assert (done.code, done.err.partition(": ")[0]) == (5, "Galat")
    assert "LibreOffice Calc: tombol terpasang." in done.out


def test_all_failures_are_told(computer: Computer) -> None:
    computer.machine = computer.machine._replace(python="C:\\%a%\\python.exe")
    done = run("pasang", "--excel", "--calc", "--json")
    assert (done.code, done.out) == (5, "")
    assert "Peringatan: LibreOffice (program unopkg) tidak ditemukan" in done.err


@pytest.mark.skipif(not shutil.which("unopkg"), reason="LibreOffice is not installed")
def test_libreoffice_itself_takes_and_drops_the_extension(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with toolbar_office() as office:
        copy = Path(shutil.copy(resources.calc_extension(), office.home))
        monkeypatch.setattr(resources, "calc_extension", lambda: copy)
        environ = {**computer.machine.environ, "HOME": str(office.home), "PATH": os.environ["PATH"]}
        machine = computer.machine._replace(environ=environ)
        as_user = f"os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})\n"
        real = f"os.execv({shutil.which('unopkg')!r}, ['unopkg', *sys.argv[1:]])"
        computer.add_calc((as_user if os.geteuid() == 0 else "") + real)
        monkeypatch.setattr(resources, "find_unopkg", lambda _: computer.unopkg)
        install_calc(machine)
        assert f"Identifier: {EXTENSION}" in office.run("unopkg", "list", EXTENSION)
        assert remove_calc(machine).items[0] == EXTENSION
        assert remove_calc(machine).items == []
