"""The VBA module of xlwings that the add-in carries: what starts Python, without the rest, in Indonesian.

Taken when the add-in is built from ``xlwings_custom_addin.bas`` of the installed package (BSD 3-clause; its
notice stays at the top), the variant in which RunPython means the *active* workbook; ``xlwings.bas`` means
the one that holds the macro. Left out:

- functions written in Python for cells, with their calls into a DLL;
- code embedded in sheets, the only part that uses the non-commercial ``xlwings.pro``;
- settings from a sheet or the workbook's folder: else a workbook from outside could name the program to run;
- the workbook's folder as a place of Python modules, for the same reason;
- the import of xlwings before the button's own code, which takes pandas along for nothing.
"""

from __future__ import annotations

import importlib.metadata
from importlib.resources import files
from typing import NamedTuple

VERSION = "0.37.8"
"""The xlwings whose module is in the committed add-in."""

SOURCE = "xlwings_custom_addin.bas"
_EXCEL_ONLY = '#If App = "Microsoft Excel" Then\n'


class ModuleChangedError(ValueError):
    """A passage of xlwings' module is no longer where this script knows it."""

    def __init__(self, passage: str, found: int) -> None:
        super().__init__(f"{SOURCE} holds {found} times, not once: {passage!r}")


class Change(NamedTuple):
    """A passage and what stands in its place.

    Attributes:
        start: Where the passage begins; must be there once.
        stop: Where it ends, not itself changed; empty when ``start`` is the whole passage.
        instead: The new text.
    """

    start: str
    stop: str = ""
    instead: str = ""


CHANGES = (
    Change("'Attribute VB_Name = \"Main\"\n", instead="'Shortened and translated for pengaduan-xl.\n"),
    Change("#If VBA7 Then\n", "Public Const XLWINGS_VERSION"),
    Change('PROJECT_NAME As String = "myaddin"', instead='PROJECT_NAME As String = "pengaduan"'),
    Change("    ' Check for embedded Python", "    ' The first 5 args", '    AddExcelDir = "false"\n\n'),
    Change(
        "    #If Mac Then\n        If InStr(ActiveWorkbook.FullName",
        "    #If Mac Then\n        PYTHONPATH =",
    ),
    Change("    OPTIMIZED_CONNECTION = GetConfig(", "    ' Call Python platform-dependent"),
    Change(
        "        If OPTIMIZED_CONNECTION = True Then\n",
        "    #End If\nEnd Function\n\n\nSub ExecuteMac",
        "        RunPython = ExecuteWindows(False, PythonCommand, interpreter, PYTHONPATH)\n",
    ),
    Change("Public Function RunFrozenPython(", "Private Sub CleanUp()"),
    Change(
        'import xlwings.utils;xlwings.utils.prepare_sys_path(\\""" & PYTHONPATH & "\\""); " & PythonCommand',
        instead='" & PythonCommand',
    ),
    Change("Function XLPyCommand()\n", "'Attribute VB_Name = \"Config\""),
    Change(f"{_EXCEL_ONLY}Function GetDirectoryPath(", "Function GetConfigFilePath()"),
    Change("Function GetDirectoryConfigFilePath()", "Function GetConfig("),
    Change("    ' Sheet\n", "    ' User Config\n"),
    Change("Function SaveConfigToFile(", "Function GetConfigFromFile("),
    Change(f"{_EXCEL_ONLY}Function GetFullName(wb As Workbook) As String\n", "\0"),
    Change('"Running..."', instead='"Menjalankan..."'),
    Change('"xlwings-" & XLWINGS_VERSION & ".applescript"', instead='PROJECT_NAME & ".applescript"'),
    Change(
        "\"To enable RunPython, please run 'xlwings runpython install' in a terminal once and try again.\"",
        instead='"Tombol belum dapat menjalankan Python. Jalankan ""pengaduan pasang"", lalu coba lagi."',
    ),
    Change('"Could not find Interpreter!"', instead='"Python untuk tombol ini tidak ditemukan."'),
    Change('MsgBox Content, vbCritical, "Error"', instead='MsgBox Content, vbCritical, "Pengaduan"'),
    Change(
        "Press Ctrl+C to copy this message to the clipboard.",
        instead="Tekan Ctrl+C untuk menyalin pesan ini.",
    ),
    Change('AUTO_DISMISS, "Error", OK', instead='AUTO_DISMISS, "Pengaduan", OK'),
    Change(
        "Your Conda version seems to be too old for the Conda settings. Use the Interpreter setting instead.",
        instead="Conda tidak ditemukan di tempat yang diatur.",
    ),
)  # fmt: skip


def installed_version() -> str:
    """Return the version of xlwings at hand."""
    return importlib.metadata.version("xlwings")


def xlwings_module() -> str:
    """Return the module's text, its lines parted by line feeds.

    Raises:
        ModuleChangedError: The installed xlwings has another text than :data:`CHANGES` expect.
    """
    text = files("xlwings").joinpath(SOURCE).read_text(encoding="ascii").replace("\r\n", "\n")
    for change in CHANGES:
        text = changed(text, change)
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n")) + "\n"


def changed(text: str, change: Change) -> str:
    """Return ``text`` with one passage replaced.

    Raises:
        ModuleChangedError: The passage's start is not there exactly once, or its end not after it.
    """
    if text.count(change.start) != 1:
        raise ModuleChangedError(change.start, text.count(change.start))
    before, _, after = text.partition(change.start)
    if not change.stop:
        return before + change.instead + after
    if change.stop == "\0":
        return before + change.instead
    if change.stop not in after:
        raise ModuleChangedError(change.stop, 0)
    return before + change.instead + after[after.index(change.stop) :]
