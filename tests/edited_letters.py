"""What staff do to letters in Word, and what the tests ask of them afterwards."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

from cli_office import HEAD
from desk_office import PERFORMERS, DeskOffice, entry
from docx import Document

from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.register.schema import HISTORY, OUTGOING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pengaduan_xl.desk import Outcome

FIRST = "2026-0001"
KEY = "telaahan"
NUMBER = "503/003/DPMPTSP-NAKER/XI/2026"
NAME = f"{FIRST}_{KEY}"


def with_letter(folder: Path) -> DeskOffice:
    """An office whose case in step 6 has its telaahan."""
    office = DeskOffice(folder, step=6)
    office.letter(FIRST, KEY)
    return office


def letter_path(office: DeskOffice) -> Path:
    """The file of that telaahan."""
    return office.folder / "surat" / "2026" / f"{NAME}.docx"


def archive(office: DeskOffice) -> dict[str, bytes]:
    """What lies in the archive of letters, by name."""
    return {one.name: one.read_bytes() for one in (office.folder / "surat/2026/arsip").glob("*")}


def kept_name(content: bytes) -> str:
    """How that telaahan is named in the archive."""
    return f"{NAME}_{sha(content)[:8]}.docx"


def typed_into(path: Path, text: str) -> bytes:
    """Add a paragraph to a letter in its place; its bytes afterwards."""
    document = Document(str(path))
    document.add_paragraph(text)
    document.save(str(path))
    return path.read_bytes()


def rewritten(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A .docx with some parts put in or over; one of no bytes is left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            if part:
                new.writestr(name, part)
    return stream.getvalue()


def part(content: bytes, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def accept(
    office: DeskOffice, key: str, file: Path | None = None, *, reason: str = ""
) -> tuple[Outcome, list[str]]:
    """Accept an edit and save; what came of it, and what staff are told."""
    with office.desk() as desk:
        outcome = desk.accept_edit(FIRST, key, entry(HEAD, reason), file)
        desk.save()
        return outcome, desk.notices


def cancel(office: DeskOffice, key: str, reason: str = "Salah alamat") -> tuple[Outcome, list[str]]:
    """Cancel a letter and save; what came of it, and what staff are told."""
    with office.desk() as desk:
        outcome = desk.cancel_letter(FIRST, key, entry(HEAD, reason))
        desk.save()
        return outcome, desk.notices


def made_again(office: DeskOffice, key: str, *, anew: bool = False, **fields: str) -> list[str]:
    """Make a letter again and save; what staff are told."""
    by = PERFORMERS[LETTERS[key].step - 1]
    with office.desk() as desk:
        desk.letters(FIRST, {key: fields}, entry(by), anew=anew)
        desk.save()
        return desk.notices


def outgoing(office: DeskOffice) -> list[tuple[str, str, str]]:
    """No. Urut, Sidik Berkas and Ket. of each row of Agenda Keluar."""
    return [
        (row.text("No. Urut"), row.text("Sidik Berkas"), row.text("Ket."))
        for row in office.rows(OUTGOING)
    ]


def last_event(office: DeskOffice) -> tuple[str, str, str]:
    """Kind, document and reason of the last row of Riwayat."""
    row = office.rows(HISTORY)[-1]
    return row.text("Peristiwa"), row.text("Dokumen"), row.text("Alasan")
