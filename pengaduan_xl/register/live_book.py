"""Which open workbook a register is, and whether its file is still what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.errors import BusyFileError, UnusableFileError

if TYPE_CHECKING:
    from pathlib import Path


class UnsavedBookError(UnusableFileError):
    """The open workbook has no file yet."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Buku kerja ini belum pernah disimpan",
            "Simpan dahulu sebagai register di folder kantor",
            where=name,
        )


class NotARegisterError(UnusableFileError):
    """The active workbook is not a register."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Buku kerja yang aktif bukan register pengaduan",
            "Aktifkan jendela register, lalu tekan tombolnya lagi",
            where=name,
        )


class ViewOnlyBookError(BusyFileError):
    """The workbook was opened for reading only, so what is entered there could never be saved."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Buku kerja ini terbuka hanya-baca",
            "Tutup di komputer lain yang membukanya, lalu buka lagi",
            where=name,
        )


class Stamp(NamedTuple):
    """By what a change of a file is noticed."""

    size: int
    changed: int
    node: int


def stamp(path: Path) -> Stamp | None:
    """Return by what a change of a file is noticed, ``None`` when it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)
