"""The programs that make PDFs: where they are, and how each is called."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pengaduan_xl.resources import find_soffice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pengaduan_xl.resources import Machine

WORK_FOLDER = "PENGADUAN_PDF"
"""Environment variable that tells Word's script the folder to work in."""

WORD_SUFFIXES = (".docx",)

PYTHONS_OWN = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}
"""Variables that tell a Python where it is, and would mislead LibreOffice's own."""

_WORD_PLACES = (
    "Program Files*/Microsoft Office/root/Office*/WINWORD.EXE",
    "Program Files*/Microsoft Office/Office*/WINWORD.EXE",
    "Program Files*/Microsoft Office */root/Office*/WINWORD.EXE",
)
_POWERSHELL = "Windows/System32/WindowsPowerShell/v1.0/powershell.exe"

# No double quotes: the text goes to PowerShell as one argument. 3 forbids macros, 17 means PDF.
_POWERSHELL_SCRIPT = """
$ErrorActionPreference = 'Stop'
$word = New-Object -ComObject Word.Application
try {
  $word.DisplayAlerts = 0
  $word.AutomationSecurity = 3
  foreach ($file in Get-ChildItem -LiteralPath $env:PENGADUAN_PDF -Filter *.docx) {
    $target = [IO.Path]::ChangeExtension($file.FullName, '.pdf')
    try {
      $document = $word.Documents.Open($file.FullName, $false, $true, $false)
      $document.ExportAsFixedFormat($target, 17)
      $document.Close(0)
    } catch { [Console]::Error.WriteLine($_.Exception.Message) }
  }
} finally { $word.Quit(0) }
"""

# A document of the officer's own may be the active one: only a document of our name is saved or closed.
_APPLESCRIPT = """
on run sources
  repeat with each in sources
    set source to contents of each
    set target to (POSIX file ((text 1 thru -6 of source) & ".pdf")) as text
    tell application "Microsoft Word"
      open (POSIX file source)
      if name of active document ends with ".pengaduan.docx" then
        save as active document file name target file format format PDF
        close active document saving no
      end if
    end tell
  end repeat
end run
"""

MARK = ".pengaduan"
"""End of the name, before the suffix, of every copy that a converter is given."""


class Converter(Protocol):
    """A program that makes PDFs."""

    @property
    def name(self) -> str:
        """What staff call it."""

    @property
    def workplace(self) -> Path | None:
        """Folder in which it may read and write; ``None`` for any."""

    def takes(self, file: Path) -> bool:
        """Whether it can open a file of that kind."""

    def command(self, files: Sequence[Path], work: Path) -> list[str]:
        """Return the command that writes into ``work`` a PDF beside each of the files there."""


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """LibreOffice without a window, under a profile of its own.

    With the officer's profile an open LibreOffice would take the request over, and may lose it.
    """

    program: Path
    name: str = "LibreOffice"
    workplace: Path | None = None

    def takes(self, file: Path) -> bool:
        """Return that it opens whatever an office writes."""
        del file
        return True

    def command(self, files: Sequence[Path], work: Path) -> list[str]:
        """Return the command for all files in one run."""
        return [
            str(self.program),
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            f"-env:UserInstallation={(work / 'profil').as_uri()}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(work),
            *map(str, files),
        ]


@dataclass(frozen=True, slots=True)
class WordOnWindows:
    """Word, driven by the PowerShell that is part of Windows."""

    program: Path
    name: str = "Word"
    workplace: Path | None = None

    def takes(self, file: Path) -> bool:
        """Return whether it is a letter of Word."""
        return file.suffix.lower() in WORD_SUFFIXES

    def command(self, files: Sequence[Path], work: Path) -> list[str]:
        """Return the command; the script looks itself which files are in ``work``."""
        del files, work
        options = ["-NoProfile", "-NonInteractive", "-Command"]
        return [str(self.program), *options, _POWERSHELL_SCRIPT]


@dataclass(frozen=True, slots=True)
class WordOnMac:
    """Word, driven by AppleScript."""

    program: Path
    workplace: Path | None
    name: str = "Word"

    def takes(self, file: Path) -> bool:
        """Return whether it is a letter of Word."""
        return file.suffix.lower() in WORD_SUFFIXES

    def command(self, files: Sequence[Path], work: Path) -> list[str]:
        """Return the command for all files in one run."""
        del work
        return [str(self.program), "-e", _APPLESCRIPT, *map(str, files)]


def converters(machine: Machine) -> list[Converter]:
    """Return the programs of this computer, the one to be tried first at the head.

    Word prints its own format most faithfully, so it comes first on Windows. On macOS it is confined, may ask
    for leave at every file, and is shared with the officer's own documents: LibreOffice comes first there.
    """
    office = find_soffice(machine)
    found: list[Converter] = [LibreOffice(office)] if office else []
    powershell = machine.root / _POWERSHELL
    if machine.platform == "win32" and powershell.is_file() and _has_word(machine.root):
        return [WordOnWindows(powershell), *found]
    if machine.platform == "darwin" and (machine.root / "Applications/Microsoft Word.app").is_dir():
        shared = machine.home / "Library" / "Group Containers" / "UBF8T346G9.Office"
        osascript = machine.root / "usr/bin/osascript"
        return [*found, WordOnMac(osascript, shared if shared.is_dir() else None)]
    return found


def environment(environ: Mapping[str, str], work: Path) -> dict[str, str]:
    """Return the environment of a converter.

    An activated virtual environment is kept off ``PATH``: LibreOffice's embedded Python takes the first
    ``python3`` there for its home and may end the program (seen in LibreOffice 7.4 on Debian).
    """
    kept = {name: value for name, value in environ.items() if name not in PYTHONS_OWN}
    folders = kept.get("PATH", os.defpath).split(os.pathsep)
    path = os.pathsep.join(each for each in folders if not _is_virtual(Path(each)))
    return {**kept, "PATH": path, WORK_FOLDER: str(work)}


def _is_virtual(folder: Path) -> bool:
    """Whether a folder holds the programs of a virtual environment; no where we may not look."""
    try:
        return (folder.parent / "pyvenv.cfg").is_file()
    except OSError:
        return False


def _has_word(root: Path) -> bool:
    return any(next(root.glob(place), None) for place in _WORD_PLACES)
