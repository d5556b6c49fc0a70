"""A new office folder: blank register with one placeholder officer a role, templates, a place for letters."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from pengaduan_xl.correspondence.files import LETTER_FOLDER, TEMPLATE_FOLDER
from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI, PETUGAS, TIM_TEKNIS
from pengaduan_xl.errors import BusyFileError, WriteFailedError
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.schema_rules import OFFICERS
from pengaduan_xl.resources import BLANK_WORKBOOK, blank_workbook, templates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue

REPORT_FOLDER = "laporan"

PLACEHOLDERS: tuple[tuple[str, str, str], ...] = (
    ("Petugas Contoh", PETUGAS, "Petugas Pelayanan Pengaduan"),
    ("Kepala Seksi Contoh", KEPALA_SEKSI, "Kepala Seksi Pengaduan"),
    ("Tim Teknis Contoh", TIM_TEKNIS, "Anggota Tim Teknis"),
    ("Kepala Dinas Contoh", KEPALA, "Kepala Dinas"),
)
"""Name, role and position of the officers that a new register begins with, to be replaced."""


class FolderInUseError(BusyFileError):
    """The folder already holds a register, which must not be written over."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Folder sudah berisi register",
            "Pilih folder lain; register lama tetap utuh",
            where=str(path),
        )


class FolderNotMadeError(WriteFailedError):
    """The folder could not be made."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Folder tidak dapat dibuat",
            "Periksa izin menulis dan ruang disk, atau pilih folder lain",
            where=str(path),
            written="Berkas yang sempat dibuat boleh dihapus.",
        )


def placeholder_rows() -> list[dict[str, CellValue]]:
    """Return one placeholder officer a role, as rows of Pegawai; the NIPs are not possible ones."""
    return [
        {
            "Nama": name,
            "NIP": f"{place:018d}",
            "Pangkat/Gol.": "Penata (III/c)",
            "Jabatan": position,
            "Peran": role,
        }
        for place, (name, role, position) in enumerate(PLACEHOLDERS, start=1)
    ]


def make_office(folder: Path, officers: Sequence[dict[str, CellValue]] | None = None) -> Path:
    """Make an office's folder and return its register.

    Args:
        folder: Made when it is not there.
        officers: Rows for Pegawai by heading; the placeholders when left out.

    Raises:
        FolderInUseError: It already holds a register.
        FolderNotMadeError: The system refused.
    """
    register = folder / BLANK_WORKBOOK
    if register.exists():
        raise FolderInUseError(register)
    rows = placeholder_rows() if officers is None else list(officers)
    try:
        for name in (LETTER_FOLDER, REPORT_FOLDER):
            (folder / name).mkdir(parents=True, exist_ok=True)
        own = folder / TEMPLATE_FOLDER
        own.mkdir(exist_ok=True)
        for template in sorted(templates().glob("*.docx")):
            if not (own / template.name).exists():
                shutil.copyfile(template, own / template.name)
        patch_workbook(blank_workbook(), register, rows={OFFICERS.name: rows})
    except (OSError, WriteFailedError) as error:
        raise FolderNotMadeError(folder) from error
    return register
