"""A letter as a Word file: the template filled in, in memory, the same input giving the same bytes.

Two paths lead to the same bytes. docxtpl can make every letter. The quick path (:mod:`quick_template`) has
the template taken apart once, then needs neither docxtpl nor python-docx, lxml or jinja for what templates
are commonly made of; at the first sign of anything else it leaves the letter to docxtpl. A template's first
letter is made on both, and only when they agree to the byte will the next ones take the quick one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pengaduan_xl.letters import quick_store
from pengaduan_xl.letters.context import LetterJob, build_context
from pengaduan_xl.letters.docx_zip import repacked
from pengaduan_xl.letters.filling import (
    PAPERS,
    Emblem,
    EmblemUnusableError,
    Labels,
    Look,
    TemplateBrokenError,
    TemplateMissingError,
    TemplateUnreadableError,
    fill,
    finish,
    open_template,
    opened_template,
    read_template,
)
from pengaduan_xl.letters.numbering import letter_filename
from pengaduan_xl.letters.photos import has_pictures
from pengaduan_xl.letters.quick_store import Kept
from pengaduan_xl.letters.quick_tags import NotQuickError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pengaduan_xl.letters.quick_template import QuickTemplate

__all__ = [
    "EmblemUnusableError",
    "Labels",
    "LetterJob",
    "PreparedTemplate",
    "TemplateBrokenError",
    "TemplateMissingError",
    "TemplateUnreadableError",
    "fill",
    "letter_filename",
    "open_template",
    "render_letter",
    "repacked",
]

DEFAULT_PAPER = "F4"
"""The paper when the setting names none of :data:`PAPERS`."""

KEPT_TEMPLATES = 32
"""Templates that a process keeps taken apart: all letters on both papers."""


def render_letter(job: LetterJob, template: Path, emblem: Path | None = None) -> bytes:
    """Return the letter as the bytes of a .docx.

    Args:
        job: The letter and all that goes into it.
        template: The template's file.
        emblem: Picture in place of the template's emblem; ``None`` keeps that one.

    Raises:
        TemplateMissingError: There is no such file.
        TemplateUnreadableError: It is no .docx, holds macros, or is far too large.
        TemplateBrokenError: A tag is malformed, unknown or not allowed.
        EmblemUnusableError: The emblem is no picture.
        PengaduanError: As :func:`build_context` raises.
    """
    return PreparedTemplate(template, emblem).render(job)


class PreparedTemplate:
    """A template for many letters: its file and the emblem's are read once, at the first letter.

    Args:
        template: The template's file.
        emblem: Picture in place of the template's emblem; ``None`` keeps that one.
    """

    def __init__(self, template: Path, emblem: Path | None = None) -> None:
        self._template = template
        self._emblem = emblem
        self._read: tuple[bytes, Emblem | None] | None = None

    def render(self, job: LetterJob) -> bytes:
        """Return a letter as the bytes of a .docx; raises as :func:`render_letter`."""
        return self.fill(build_context(job), _labels(job), job.settings.letter_paper)

    def fill(self, context: dict[str, object], labels: Labels, paper: str) -> bytes:
        """Return a document of other texts than a letter's as the bytes of a .docx.

        Args:
            context: What the template may print: texts, whole numbers, lists and dictionaries of them,
                photos, and docxtpl's own objects.
            labels: What the document's properties say.
            paper: A paper of :data:`PAPERS`; any other word means :data:`DEFAULT_PAPER`.

        Raises:
            TemplateError: As :func:`render_letter` raises.
        """
        content, look = self._sources(paper)
        if has_pictures(context):
            return self._by_docxtpl(context, labels, paper)
        quick = _quick(content, look)
        document = quick.fill(context, labels)
        if document is None:
            document = self._by_docxtpl(context, labels, paper)
            quick.learn(document, context, labels)
        return document

    def render_by_docxtpl(self, job: LetterJob) -> bytes:
        """Return the same bytes as :meth:`render`, whatever the quick path can do: to compare the two."""
        return self._by_docxtpl(build_context(job), _labels(job), job.settings.letter_paper)

    def _by_docxtpl(self, context: dict[str, object], labels: Labels, paper: str) -> bytes:
        content, look = self._sources(paper)
        opened = opened_template(self._template, content)
        fill(opened, context, self._template)
        return finish(opened, look, labels)

    def _sources(self, paper: str) -> tuple[bytes, Look]:
        if self._read is None:
            self._read = read_template(self._template), _read_emblem(self._emblem)
        content, emblem = self._read
        return content, Look(paper if paper in PAPERS else DEFAULT_PAPER, emblem)


class _Quick:
    """What this process knows of a template with a look."""

    def __init__(self, content: bytes, look: Look) -> None:
        self._content = content
        self._look = look
        self._key = quick_store.key_of(content, look)
        self._known = quick_store.load(self._key)
        self._unproved: Kept | None = None

    def fill(self, context: Mapping[str, object], labels: Labels) -> bytes | None:
        """Return a document, or ``None`` when docxtpl shall make it."""
        return _attempt(self._known.template if self._known else None, context, labels)

    def learn(self, made: bytes, context: Mapping[str, object], labels: Labels) -> None:
        """Take the template apart, and keep it so when it makes the same document as docxtpl has made."""
        if self._known is not None:
            return
        if self._unproved is None:
            self._unproved = Kept(_taken_apart(self._content, self._look))
        template = self._unproved.template
        again = _attempt(template, context, labels)
        if template is None or again is not None:
            self._known = Kept(template if again == made else None)
            quick_store.save(self._key, self._known)


@lru_cache(maxsize=KEPT_TEMPLATES)
def _quick(content: bytes, look: Look) -> _Quick:
    return _Quick(content, look)


def _taken_apart(content: bytes, look: Look) -> QuickTemplate | None:
    from pengaduan_xl.letters.quick_making import quick_template

    try:
        return quick_template(content, look)
    except NotQuickError:
        return None


def _attempt(
    template: QuickTemplate | None, context: Mapping[str, object], labels: Labels
) -> bytes | None:
    if template is None:
        return None
    try:
        return template.render(context, labels)
    except NotQuickError:
        return None


def _labels(job: LetterJob) -> Labels:
    title = f"{job.letter.title} {job.case.complaint.number}"
    return Labels(title, job.settings.office_short, job.day)


def _read_emblem(path: Path | None) -> Emblem | None:
    if path is None:
        return None
    try:
        return Emblem(path, path.read_bytes())
    except OSError:
        return Emblem(path, b"")
