"""An office with several cases at a step, and a LibreOffice of shell that prints one page for each letter."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from desk_office import MONDAY, WALK_IN, DeskOffice, entry, walk
from fake_soffice import FILES, machine
from pypdf import PdfReader, PdfWriter

from pengaduan_xl.desk import Desk
from pengaduan_xl.office_folder import make_office
from pengaduan_xl.pdf import converting

if TYPE_CHECKING:
    import pytest

NUMBERS = tuple(f"2026-000{n}" for n in (1, 2, 3))

COPYING = FILES + 'for file; do cp "$HOME/halaman.pdf" "${file%.*}.pdf"; done\n'


@cache
def register_with_three(step: int) -> bytes:
    """A register with three cases at a step, and a fourth one step before."""
    with tempfile.TemporaryDirectory() as folder:
        path = make_office(Path(folder))
        with Desk(path, lambda: MONDAY) as desk:
            for place in range(4):
                number = desk.receive(WALK_IN, entry()).complaint.number
                walk(desk, number, step if place < 3 else step - 1)
            desk.save()
        return path.read_bytes()


def office_at(folder: Path, step: int) -> DeskOffice:
    """An office with :data:`NUMBERS` at a step; letters of earlier steps have no files."""
    office = DeskOffice(folder)
    office.register.write_bytes(register_with_three(step))
    return office


def install_printer(
    folder: Path, monkeypatch: pytest.MonkeyPatch, script: str | None = COPYING
) -> None:
    """Let this script be the only LibreOffice; ``None`` for none at all."""
    root = folder / "komputer"
    root.mkdir()
    with PdfWriter() as writer:
        writer.add_blank_page(612, 935)
        writer.write(root / "halaman.pdf")
    fake = machine(root, script, HOME=str(root))
    monkeypatch.setattr(converting, "this_machine", lambda: fake)


def bookmarks(path: Path) -> dict[str, int]:
    """The letters in a file to print, with the page on which each begins, from 1."""
    with PdfReader(path) as whole:
        return {
            str(mark.title): (whole.get_destination_page_number(mark) or 0) + 1
            for mark in whole.outline
            if not isinstance(mark, list)
        }
