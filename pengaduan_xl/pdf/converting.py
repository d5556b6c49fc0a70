"""Documents turned into PDFs, many in one run; a PDF is there whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pengaduan_xl.errors import NotFoundError, WriteFailedError, system_reason
from pengaduan_xl.pdf.converters import MARK, converters, environment
from pengaduan_xl.pdf.running import Ending, run
from pengaduan_xl.resources import this_machine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pengaduan_xl.pdf.converters import Converter
    from pengaduan_xl.resources import Machine

FILES_A_RUN = 100
"""Documents that one run converts; Windows limits the length of a command."""

SECONDS_TO_START = 90.0
"""Patience for a program that starts for the first time on a slow computer."""

SECONDS_A_FILE = 10.0

SHOWN = 5
"""How many file names an error lists."""

SOURCE_SAFE = "Berkas asalnya tidak berubah."


class NoConverterError(NotFoundError):
    """Neither LibreOffice nor Word is on this computer."""

    def __init__(self) -> None:
        super().__init__(
            "PDF tidak dapat dibuat: LibreOffice atau Word tidak ditemukan",
            "Pasang LibreOffice dari libreoffice.org (di Debian: paket libreoffice-writer), lalu ulangi, "
            "atau ulangi tanpa PDF",
            written=SOURCE_SAFE,
        )


class PdfNotMadeError(WriteFailedError):
    """A program ran and left documents without a PDF.

    Args:
        failed: The documents.
        made: The PDFs that were made.
        reason: What the program did, in Indonesian.
    """

    def __init__(self, failed: Sequence[Path], made: Sequence[Path], reason: str) -> None:
        self.failed, self.made = tuple(failed), tuple(made)
        super().__init__(
            f"{len(failed)} berkas tidak dapat dijadikan PDF ({reason})",
            "Ulangi; bila tetap gagal, buka berkas itu dan simpan sendiri sebagai PDF",
            where=_listed(failed),
            written=SOURCE_SAFE,
        )


class PdfTimeoutError(WriteFailedError):
    """A program did not end in time and was stopped.

    Args:
        failed: The documents without a PDF.
        made: The PDFs that were made.
        ending: Which program, and how long it was given.
    """

    def __init__(self, failed: Sequence[Path], made: Sequence[Path], ending: Ending) -> None:
        self.failed, self.made = tuple(failed), tuple(made)
        super().__init__(
            f"{ending.name} dihentikan karena tidak selesai dalam {ending.seconds:.0f} detik; "
            f"{len(failed)} berkas belum menjadi PDF",
            f"Tutup {ending.name} bila terbuka, lalu ulangi",
            where=_listed(failed),
            written=SOURCE_SAFE,
        )


class PdfNotWrittenError(WriteFailedError):
    """A PDF was made, but its file could not be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"Berkas PDF tidak dapat ditulis ({system_reason(error)})",
            "Tutup berkas itu di pembaca PDF atau periksa foldernya, lalu ulangi",
            where=path.name,
            written=SOURCE_SAFE,
        )


def require_converter(machine: Machine | None = None) -> None:
    """Make sure that a program is there which makes PDFs, before anything else is done.

    Raises:
        NoConverterError: There is none.
    """
    if not converters(machine or this_machine()):
        raise NoConverterError


def to_pdf(
    files: Sequence[Path], folder: Path | None = None, *, machine: Machine | None = None
) -> list[Path]:
    """Turn documents into PDFs of the same name, all in one run of LibreOffice or Word.

    One that fails does not keep back the others. A PDF that is there already is replaced.

    Args:
        files: The documents; the programs read copies, so they may be open elsewhere.
        folder: Where the PDFs go; ``None`` for beside each document.
        machine: The computer; ``None`` for this one.

    Returns:
        The PDFs in the order of the documents.

    Raises:
        NoConverterError: Neither LibreOffice nor Word is there.
        PdfNotMadeError: The program left documents without a PDF.
        PdfTimeoutError: It did not end in time and was stopped.
        PdfNotWrittenError: A PDF could not be put in its place.
    """
    machine = machine or this_machine()
    require_converter(machine)
    contents, ending = _contents(files, machine)
    made = {file: (folder or file.parent) / f"{file.stem}.pdf" for file in contents}
    for file, path in made.items():
        write_whole(path, contents[file])
    failed = [file for file in files if file not in made]
    if failed and ending and ending.seconds:
        raise PdfTimeoutError(failed, tuple(made.values()), ending)
    if failed:
        reason = ending.reason if ending else "jenis berkasnya tidak dikenal Word"
        raise PdfNotMadeError(failed, tuple(made.values()), reason)
    return [made[file] for file in files]


def _contents(files: Sequence[Path], machine: Machine) -> tuple[dict[Path, bytes], Ending | None]:
    """Return the PDFs that a computer's programs make, one after the other, and how the last one ended."""
    contents: dict[Path, bytes] = {}
    ending = None
    for converter in converters(machine):
        waiting = [file for file in files if file not in contents and converter.takes(file)]
        for start in range(0, len(waiting), FILES_A_RUN):
            batch = waiting[start : start + FILES_A_RUN]
            found, ending = _converted(converter, batch, machine.environ)
            contents |= found
    return contents, ending


def write_whole(path: Path, content: bytes) -> None:
    """Write a PDF whole: a temporary file first, then one rename.

    Raises:
        PdfNotWrittenError: The system refused, or the file is open in a reader.
    """
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise PdfNotWrittenError(path, error) from error


def _converted(
    converter: Converter, files: Sequence[Path], environ: Mapping[str, str]
) -> tuple[dict[Path, bytes], Ending]:
    """Return the PDFs that a run makes of copies, and how it ended."""
    seconds = SECONDS_TO_START + SECONDS_A_FILE * len(files)
    with tempfile.TemporaryDirectory(
        prefix="pengaduan-", dir=converter.workplace, ignore_cleanup_errors=True
    ) as name:
        work = Path(name)
        copies = {
            work / f"{place:04d}{MARK}{file.suffix}": file for place, file in enumerate(files)
        }
        readable = [copy for copy, file in copies.items() if _is_copied(file, copy)]
        if not readable:
            return {}, Ending(converter.name, "berkasnya tidak dapat dibaca")
        command = converter.command(readable, work)
        ending = run(converter.name, command, environment(environ, work), seconds)
        pdfs = {file: _content(copy.with_suffix(".pdf")) for copy, file in copies.items()}
    return {file: content for file, content in pdfs.items() if content}, ending


def _is_copied(file: Path, copy: Path) -> bool:
    """Copy a document; return whether it could be read."""
    try:
        shutil.copyfile(file, copy)
    except OSError:
        return False
    return True


def _content(pdf: Path) -> bytes:
    """Return a PDF, nothing when it is not there or not whole."""
    try:
        content = pdf.read_bytes()
    except OSError:
        return b""
    return content if content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:] else b""


def _listed(files: Sequence[Path]) -> str:
    rest = f", dan {len(files) - SHOWN} lagi" if len(files) > SHOWN else ""
    return ", ".join(file.name for file in files[:SHOWN]) + rest
