"""Build the templates of all letters into templates/, or check that those on file are current.

    python scripts/build_templates.py            write templates/*.docx
    python scripts/build_templates.py --check    exit 1 when one differs from what would be written

Staff edit *copies* of these files in their office's folder; these are the ones a new office begins with.
"""

from __future__ import annotations

import argparse
import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pengaduan_xl.letters.catalogue import LETTERS, Letter
from pengaduan_xl.letters.render import repacked
from scripts import template_forms, template_letters
from scripts.template_styles import new_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document

FOLDER = Path(__file__).parent.parent / "templates"
WRITERS: dict[str, Callable[[Document], None]] = {
    "formulir": template_forms.formulir,
    "tanda-terima": template_forms.tanda_terima,
    "kartu-kendali": template_forms.kartu_kendali,
    "undangan": template_letters.undangan,
    "bap": template_letters.bap,
    "telaahan": template_letters.telaahan,
    "disposisi": template_forms.disposisi,
    "surat-balasan": template_letters.surat_balasan,
}
MADE = datetime.fromisoformat("2026-01-01T00:00")


def template_bytes(letter: Letter) -> bytes:
    """Return a letter's template as a .docx; always the same bytes."""
    document = new_document()
    WRITERS[letter.key](document)
    about = document.core_properties
    about.title = f"Templat {letter.title}"
    about.author = about.last_modified_by = "pengaduan-xl"
    about.created = about.modified = MADE
    about.comments = ""
    about.language = "id-ID"
    written = io.BytesIO()
    document.save(written)
    return repacked(written.getvalue())


def contents(package: bytes) -> dict[str, bytes]:
    """Return the members of a .docx; compared unpacked, since zlib versions pack differently."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def stale_templates(folder: Path) -> list[str]:
    """Return the file names of templates that are missing or not what would be built."""
    return [
        letter.template
        for letter in LETTERS.values()
        if not (folder / letter.template).is_file()
        or contents((folder / letter.template).read_bytes()) != contents(template_bytes(letter))
    ]


def main(arguments: list[str] | None = None) -> int:
    """Build or check; the exit code is 1 when a check finds a stale template."""
    parser = argparse.ArgumentParser(description="Build the letters' templates.")
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args(arguments)
    if options.check:
        stale = stale_templates(options.folder)
        print("\n".join(f"not current: {name}" for name in stale) or "templates are current")
        return 1 if stale else 0
    options.folder.mkdir(parents=True, exist_ok=True)
    for letter in LETTERS.values():
        (options.folder / letter.template).write_bytes(template_bytes(letter))
    print(f"{len(LETTERS)} templates written to {options.folder}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
