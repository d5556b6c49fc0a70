"""Write the table of letters in docs/surat.md from their catalogue, and the pictures in docs/surat.

    python scripts/build_letter_docs.py              write the table
    python scripts/build_letter_docs.py --check      exit 1 when it is stale
    python scripts/build_letter_docs.py --pictures   draw the first page of every letter

The pictures need LibreOffice, poppler and ImageMagick; they differ a little from one version to the next, so
they are not checked.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.render import fill, open_template, render_letter
from pengaduan_xl.letters.sample import sample_job
from pengaduan_xl.letters.template_kinds import template_kinds
from pengaduan_xl.resources import templates

if TYPE_CHECKING:
    from collections.abc import Sequence


PAGE = Path(__file__).parent.parent / "docs" / "surat.md"
PICTURES = PAGE.with_suffix("")


def letters_table() -> str:
    """Return the table of all letters."""
    rows = [
        (
            f"[`{letter.key}`](surat/{letter.key}.png)",
            letter.title,
            letter.when,
            "ya" if letter.numbered else "tidak",
            letter.signer_role or "-",
            letter.identity,
        )
        for letter in LETTERS.values()
    ]
    heads = ("Surat", "Nama", "Tahap atau saat", "Bernomor", "Penanda tangan", "Identitas pengadu")
    return _table((heads, *rows))


PARTS = {"daftar surat": letters_table}


def filled(page: str) -> str:
    """Return the page with its generated parts, each between ``<!-- awal: … -->`` and ``<!-- akhir -->``."""
    for name, build in PARTS.items():
        begin, end = f"<!-- awal: {name} -->", "<!-- akhir -->"
        before, rest = page.split(begin, 1)
        after = rest.split(end, 1)[1]
        page = f"{before}{begin}\n\n{build()}\n\n{end}{after}"
    return page


def draw(target: Path) -> None:
    """Draw the first page of every letter and report, of the invented case, as a small PNG."""
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for letter in LETTERS.values():
            template = templates() / letter.template
            content = render_letter(sample_job(letter), template)
            (folder / f"{letter.key}.docx").write_bytes(content)
        for kind in template_kinds():
            if kind.key not in LETTERS:
                path = templates() / kind.file
                opened = open_template(path)
                fill(opened, dict(kind.context), path)
                opened.save(folder / kind.file)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        written = sorted(str(path) for path in folder.glob("*.docx"))
        convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", name]
        subprocess.run([*convert, *written], check=True, capture_output=True)
        for path in sorted(folder.glob("*.pdf")):
            page = path.with_suffix("")
            command = ["pdftoppm", "-r", "66", "-png", "-gray", "-singlefile", str(path), str(page)]
            subprocess.run(command, check=True)
            small = ["-colors", "12", "-define", "png:compression-level=9", "-strip"]
            drawn = str(target / f"{page.name}.png")
            subprocess.run(["convert", f"{page}.png", *small, drawn], check=True)


def main(arguments: list[str] | None = None) -> int:
    """Write or check; the exit code is 1 when a check finds the page stale."""
    parser = argparse.ArgumentParser(description="Build the table of docs/surat.md.")
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    parser.add_argument("--pictures", action="store_true", help="draw the letters")
    options = parser.parse_args(arguments)
    if options.pictures:
        draw(PICTURES)
        return 0
    page = PAGE.read_text(encoding="utf-8")
    if options.check:
        current = page == filled(page)
        print("docs/surat.md is current" if current else "not current: docs/surat.md")
        return 0 if current else 1
    PAGE.write_text(filled(page), encoding="utf-8", newline="\n")
    return 0


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = ["| " + " | ".join(map(_cell, row)) + " |" for row in rows]
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *body])


def _cell(text: str) -> str:
    """Return a text as a Markdown table holds it: bars escaped, line ends as breaks."""
    return text.replace("|", "\\|").replace("\n", "<br>")


if __name__ == "__main__":
    raise SystemExit(main())
