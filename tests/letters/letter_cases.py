"""Letters of the invented case, what they say as text, and templates with single faults.

Run as a script, it rewrites the golden texts; read the difference before keeping it.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.table import Table

from pengaduan_xl.letters.catalogue import LETTERS, find_letter
from pengaduan_xl.letters.render import render_letter
from pengaduan_xl.letters.sample import sample_job
from pengaduan_xl.resources import templates

if TYPE_CHECKING:
    from docx.document import Document as DocumentType

    from pengaduan_xl.letters.job import LetterJob

GOLDEN = Path(__file__).parent / "golden"


def job(key: str, fields: dict[str, str] | None = None, **complaint: object) -> LetterJob:
    """Return a letter of the invented case, with some fields and parts of the complaint changed."""
    sample = sample_job(find_letter(key))
    changed = sample.case.complaint._replace(**complaint)  # type: ignore[arg-type]  # by field name
    return replace(
        sample,
        case=sample.case._replace(complaint=changed),
        fields={**sample.fields, **(fields or {})},
    )


def rendered(letter: LetterJob) -> bytes:
    """Return the letter made from the shipped template."""
    return render_letter(letter, templates() / letter.letter.template)


def opened(content: bytes) -> DocumentType:
    """Return a letter's bytes as python-docx reads them."""
    return Document(io.BytesIO(content))


def said(content: bytes) -> str:
    """Return a letter's text: a line for each paragraph, a table's cells parted by bars."""
    lines: list[str] = []
    for part in opened(content).iter_inner_content():
        if isinstance(part, Table):
            lines += [_row_text(row.cells) for row in part.rows]
        else:
            lines.append(part.text)
    return "\n".join(line for line in lines if line.strip()) + "\n"


def template_of(path: Path, *paragraphs: str) -> Path:
    """Write a template that holds just these paragraphs."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(path))
    return path


def _row_text(cells: tuple[object, ...]) -> str:
    texts = dict.fromkeys(cells)
    return " | ".join(str(getattr(cell, "text", "")).replace("\n", " / ") for cell in texts)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name in LETTERS:
        (GOLDEN / f"{name}.txt").write_text(
            said(rendered(job(name))), encoding="utf-8", newline="\n"
        )
