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

from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.note_page import KEY as NOTE
from pengaduan_xl.letters.recap_page import KEY as RECAP
from pengaduan_xl.letters.recap_page import PERIOD_KEY as PERIOD
from pengaduan_xl.letters.render import repacked
from scripts import (
    template_forms,
    template_letters,
    template_notes,
    template_replies,
    template_reports,
)
from scripts.template_styles import new_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document

FOLDER = Path(__file__).parent.parent / "templates"
WRITERS: dict[str, Callable[[Document], None]] = {
    "formulir": template_forms.formulir,
    "tanda-terima": template_forms.tanda_terima,
    "kartu-kendali": template_forms.kartu_kendali,
    "lembar-verifikasi": template_forms.lembar_verifikasi,
    "undangan": template_letters.undangan,
    "bap": template_letters.bap,
    "telaahan": template_letters.telaahan,
    "disposisi": template_forms.disposisi,
    "surat-balasan": template_replies.surat_balasan,
    "bukti-penyampaian": template_forms.bukti_penyampaian,
    "berkas-tidak-lengkap": template_replies.berkas_tidak_lengkap,
    "pelimpahan": template_replies.pelimpahan,
    RECAP: template_reports.rekap_harian,
    PERIOD: template_reports.rekap_periode,
    NOTE: template_notes.nota_dinas,
}
"""What writes each template; a draft prints that of its final letter."""

LETTER_PAGE = "Pengaduan {{ nomor_register }}"
OTHER_PAGES = {
    RECAP: ("Rekapitulasi Harian", "Rekapitulasi {{ tanggal }}"),
    PERIOD: ("Rekapitulasi Periode", "Rekapitulasi {{ periode }}"),
    NOTE: ("Nota Dinas", "Nota Dinas {{ tanggal }}"),
}
"""Title, and what stands before the page number, of documents that are no letter of a case."""

MADE = datetime.fromisoformat("2026-01-01T00:00")


def template_bytes(key: str) -> bytes:
    """Return the template of that key as a .docx; always the same bytes."""
    name, page = OTHER_PAGES.get(key) or (LETTERS[key].title, LETTER_PAGE)
    document = new_document(page)
    WRITERS[key](document)
    about = document.core_properties
    about.title = f"Templat {name}"
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
    stale = []
    for key in WRITERS:
        path = folder / f"{key}.docx"
        if not path.is_file() or contents(path.read_bytes()) != contents(template_bytes(key)):
            stale.append(path.name)
    return stale


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
    for key in WRITERS:
        (options.folder / f"{key}.docx").write_bytes(template_bytes(key))
    print(f"{len(WRITERS)} templates written to {options.folder}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
