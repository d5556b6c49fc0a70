"""Start the project's Python for a button in Calc, and remember which Python that is.

Runs in two places: inside LibreOffice, whose own Python may be 3.8 and has only the standard library (the
toolbar extension carries a copy of this file), and in the installed package, which writes the setting.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MODULE = "pengaduan_xl.excel.run"
INDEXING = "pengaduan_xl.excel.indexing"
SETTING = "python"

NO_PYTHON = (
    'Python untuk tombol ini belum diatur atau sudah pindah. Jalankan "pengaduan pasang --calc",'
    " lalu tekan tombol ini lagi.\n\nTidak ada yang dicatat."
)
STILL_RUNNING = "Tombol sebelumnya masih bekerja. Tunggu sampai selesai, lalu tekan lagi."
NOT_STARTED = "Python tidak dapat dijalankan: {python}\n{reason}\n\nTidak ada yang dicatat."
FAILED = "Tombol berhenti sebelum selesai:\n{reason}\n\nPeriksa isi lembar sebelum mengulang."
_LONGEST_REASON = 400

PYTHONS_OWN = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}
"""Variables that tell a Python where it is."""


def setting_path(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return the file that names the Python to run, in the user's own settings folder."""
    home = Path.home()
    if platform == "win32":
        folder = Path(environ.get("APPDATA") or home / "AppData" / "Roaming")
    elif platform == "darwin":
        folder = home / "Library" / "Application Support"
    else:
        folder = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    return folder / "pengaduan" / "calc.json"


def write_setting(python: str, path: Path) -> None:
    """Write which Python the buttons run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({SETTING: python}, ensure_ascii=False) + "\n", encoding="utf-8")


def read_setting(path: Path) -> str:
    """Return the Python named in the setting, or nothing when none is named or it is not there."""
    try:
        setting = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    python = setting.get(SETTING) if isinstance(setting, dict) else None
    return python if isinstance(python, str) and Path(python).is_file() else ""


def command(python: str, button: str, pipe: str) -> list[str]:
    """Return the command that carries out a button in the office that listens at ``pipe``."""
    return [python, "-m", MODULE, button, "--pipe", pipe]


def environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment in which our Python and LibreOffice's do not mislead one another.

    LibreOffice sets ``PYTHONHOME`` and ``PYTHONPATH`` for its own. The other way round, its embedded Python
    takes the first ``python3`` of ``PATH`` for its home: an activated virtual environment of another Python
    ends unopkg with ``std::bad_alloc`` (seen in LibreOffice 7.4 on Debian).
    """
    kept = {name: value for name, value in environ.items() if name not in PYTHONS_OWN}
    if "PATH" in kept:
        folders = kept["PATH"].split(os.pathsep)
        kept["PATH"] = os.pathsep.join(each for each in folders if not _is_virtual(each))
    return {**kept, "PYTHONIOENCODING": "utf-8"}


def _is_virtual(folder: str) -> bool:
    """Whether a folder holds the programs of a virtual environment; no where we may not look."""
    try:
        return (Path(folder).parent / "pyvenv.cfg").is_file()
    except OSError:
        return False


def start_indexing(python: str, register: str) -> None:
    """Let our Python find its way about a register that was opened or saved; nobody waits or is told."""
    try:
        subprocess.Popen(
            [python, "-m", INDEXING, register],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
            cwd=str(Path.home()),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return


def press(python: str, button: str, pipe: str) -> str:
    """Run a button to its end; return what to tell the officer when it failed, else nothing.

    Starts in the home folder: Python would look for modules where it starts, and the office may have been
    opened in a folder that came from elsewhere.
    """
    try:
        done = subprocess.run(
            command(python, button, pipe),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment(),
            cwd=str(Path.home()),
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        return NOT_STARTED.format(python=python, reason=error.strerror or error)
    if not done.returncode:
        return ""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    reason = lines[-1] if lines else f"kode {done.returncode}"
    return FAILED.format(reason=reason[:_LONGEST_REASON])
