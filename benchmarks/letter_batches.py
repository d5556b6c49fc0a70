"""Many letters of one kind for the benchmarks, and the same letters by docxtpl and by docx-mailmerge2."""

from __future__ import annotations

import html
import io
import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from docxtpl import DocxTemplate
from mailmerge import MailMerge

from pengaduan_xl.letters.catalogue import find_letter
from pengaduan_xl.letters.context import build_context
from pengaduan_xl.letters.docx_zip import packed, unpacked, zipped
from pengaduan_xl.letters.render import Labels, PreparedTemplate
from pengaduan_xl.letters.sample import DAY, sample_job
from pengaduan_xl.letters.sandbox import environment
from pengaduan_xl.resources import templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pengaduan_xl.letters.job import LetterJob

FIELD = (
    '<w:fldSimple w:instr=" MERGEFIELD {name} "><w:r>{style}<w:t>«{name}»</w:t></w:r></w:fldSimple>'
)
LABELS = Labels("Surat", "DPMPTSP-NAKER", DAY)
TEXT = '<w:r>{style}<w:t xml:space="preserve">{text}</w:t></w:r>'
RUN = re.compile(
    r"<w:r(?: [^>]*)?>((?:<w:rPr>(?:(?!</w:r>).)*</w:rPr>)?)<w:t(?: [^>]*)?>([^<]*\{\{[^<]*)</w:t></w:r>"
)
BLOCK = re.compile(r"<w:(p|tr)[ >](?:(?!<w:\1[ >]).)*?\{%\1 (?:(?!</w:\1>).)*</w:\1>", re.DOTALL)


class Batch:
    """Letters of one kind that differ in the complaint, and three ways to make one of them."""

    def __init__(self, key: str, count: int) -> None:
        self.jobs = [_job(key, number) for number in range(count)]
        self.contexts = [build_context(job) for job in self.jobs]
        self._path = templates() / self.jobs[0].letter.template
        self._prepared = PreparedTemplate(self._path)
        merge = MergeTemplate(self._path.read_bytes())
        self._merge = merge.content
        self._merged = [merge.values(context) for context in self.contexts]

    def ours(self, number: int) -> bytes:
        """Make a letter whole, its texts included."""
        return self._prepared.render(self.jobs[number])

    def filled(self, number: int) -> bytes:
        """Make a letter of ready texts, as the other ways do."""
        return self._prepared.fill(self.contexts[number], LABELS, "F4")

    def docxtpl(self, number: int) -> bytes:
        """Load, render and save as the manual of docxtpl does."""
        template = DocxTemplate(self._path)
        template.render(self.contexts[number], autoescape=True)
        written = io.BytesIO()
        template.save(written)
        return written.getvalue()

    def mailmerge(self, number: int) -> bytes:
        """Load, merge and write as the manual of docx-mailmerge2 does."""
        written = io.BytesIO()
        with MailMerge(io.BytesIO(self._merge)) as document:
            document.merge(**self._merged[number])
            document.write(written)
        return written.getvalue()


class MergeTemplate:
    """A template of ours with merge fields for its texts; blocks, which mail merge has not, stay once."""

    def __init__(self, content: bytes) -> None:
        self._expressions: list[str] = []
        self.content = zipped(packed(*member) for member in self._members(content))

    def values(self, context: dict[str, object]) -> dict[str, str]:
        """Return the fields' texts; those that a loop would give are all alike."""
        return {
            f"isian{place}": _said(expression, context)
            for place, expression in enumerate(self._expressions)
        }

    def _members(self, content: bytes) -> Iterator[tuple[str, bytes]]:
        for name, part in unpacked(content):
            if re.match(r"word/(document|header\d*|footer\d*)\.xml$", name):
                xml = BLOCK.sub("", part.decode())
                xml = RUN.sub(self._fields, xml)
                yield name, re.sub(r"\{%.*?%\}", "", xml).encode()
            else:
                yield name, part

    def _fields(self, run: re.Match[str]) -> str:
        style, text = run.groups()
        pieces = []
        for place, piece in enumerate(re.split(r"\{\{\s*(.*?)\s*\}\}", text)):
            if place % 2:
                pieces.append(FIELD.format(name=f"isian{len(self._expressions)}", style=style))
                self._expressions.append(html.unescape(piece))
            elif piece:
                pieces.append(TEXT.format(text=piece, style=style))
        return "".join(pieces)


def fastest(
    works: Sequence[Callable[[int], object]], count: int, at_once: int = 100
) -> list[float]:
    """Return the seconds that each work takes a letter: the least of several runs of ``at_once`` letters."""
    least = [float("inf")] * len(works)
    for first in range(0, count, at_once):
        for place, work in enumerate(works):
            start = time.perf_counter()
            for number in range(first, min(first + at_once, count)):
                work(number)
            least[place] = min(least[place], (time.perf_counter() - start) / at_once)
    return least


def _job(key: str, number: int) -> LetterJob:
    job = sample_job(find_letter(key))
    complaint = job.case.complaint._replace(
        number=f"2026-{number:04d}",
        name=f"Budi Contoh {number} & Rekan",
        address=f"Jalan Melati Nomor {number}",
        description=f"Uraian pengaduan <{number}> " * (1 + number % 20),
    )
    return replace(job, case=job.case._replace(complaint=complaint), day=DAY)


def _said(expression: str, context: dict[str, object]) -> str:
    name = re.split(r"\W", expression)[0]
    if name not in context:
        return "x"
    return str(environment().from_string(f"{{{{ {expression} }}}}").render(context))
