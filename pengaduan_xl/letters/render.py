"""A letter as a Word file: the template filled in, in memory, the same input giving the same bytes."""

from __future__ import annotations

import io
import textwrap
import zipfile
from datetime import datetime, time
from typing import TYPE_CHECKING

from pengaduan_xl.errors import TemplateError, system_reason
from pengaduan_xl.letters.context import LetterJob, build_context
from pengaduan_xl.letters.numbering import letter_filename

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document
    from docxtpl import DocxTemplate

__all__ = ["LetterJob", "letter_filename", "render_letter"]

PAPERS: dict[str, tuple[int, int]] = {"F4": (215, 330), "A4": (210, 297)}
"""Width and height of paper in millimetres, by the words of the setting *Kertas surat*."""

MAX_TEMPLATE_BYTES = 20_000_000
"""A template beyond this holds pictures that would make every letter too heavy to send."""

NEAR_LENGTH = 160
"""Characters quoted around a broken tag."""

EMBLEM = "lambang"
"""Alternative text of the picture in a template that the office's emblem replaces."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_REMEDY = "Perbaiki templat di Word, lalu periksa dengan: pengaduan templat"


class TemplateMissingError(TemplateError):
    """The template's file is not there."""

    def __init__(self, template: Path) -> None:
        super().__init__(
            "Templat tidak ada",
            f"Kembalikan berkas itu ke folder {template.parent.name}",
            where=template.name,
        )


class TemplateUnreadableError(TemplateError):
    """The template is not a Word document that can be filled in."""

    def __init__(self, template: Path, problem: str) -> None:
        super().__init__(
            f"Templat {problem}",
            "Simpan ulang di Word sebagai Dokumen Word (.docx), atau kembalikan templat bawaan",
            where=template.name,
        )


class TemplateBrokenError(TemplateError):
    """The template's tags cannot be carried out; ``problem`` says why, in Indonesian."""

    def __init__(self, template: Path, problem: str, near: str = "") -> None:
        place = f" (di dekat: {near})" if near else ""
        super().__init__(f"Templat salah: {problem}{place}", _REMEDY, where=template.name)


class EmblemUnusableError(TemplateError):
    """The office's emblem is not a picture that Word can show."""

    def __init__(self, emblem: Path) -> None:
        super().__init__(
            "Berkas lambang tidak ada atau bukan gambar PNG/JPEG",
            "Perbaiki 'Berkas lambang' pada lembar Pengaturan, atau kosongkan",
            where=emblem.name,
        )


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
    context = build_context(job)
    opened = open_template(template)
    fill(opened, context, template)
    _set_paper(opened.docx, job.settings.letter_paper)
    if emblem is not None:
        _replace_emblem(opened.docx, emblem)
    _describe(opened.docx, job)
    written = io.BytesIO()
    opened.docx.save(written)
    return repacked(written.getvalue())


def open_template(template: Path) -> DocxTemplate:
    """Return the template, ready to be filled in; raises as :func:`render_letter`."""
    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate

    try:
        if template.stat().st_size > MAX_TEMPLATE_BYTES:
            raise TemplateUnreadableError(template, "lebih besar dari 20 MB")
        opened = DocxTemplate(io.BytesIO(template.read_bytes()))
        opened.init_docx()
    except FileNotFoundError:
        raise TemplateMissingError(template) from None
    except OSError as error:
        problem = f"tidak dapat dibaca ({system_reason(error)})"
        raise TemplateUnreadableError(template, problem) from error
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, SyntaxError) as error:
        macros = "macroEnabled" in str(error)
        problem = "berisi makro" if macros else "bukan dokumen Word (.docx) yang utuh"
        raise TemplateUnreadableError(template, problem) from error
    return opened


def fill(opened: DocxTemplate, context: dict[str, object], template: Path) -> None:
    """Carry out the template's tags; raises :class:`TemplateBrokenError`."""
    from jinja2.exceptions import TemplateAssertionError, TemplateSyntaxError
    from jinja2.exceptions import TemplateError as JinjaError

    from pengaduan_xl.letters.sandbox import environment

    try:
        opened.render(context, environment())
    except TemplateAssertionError as error:
        raise TemplateBrokenError(
            template, "ada perintah di belakang '|' yang tidak dikenal"
        ) from error
    except TemplateSyntaxError as error:
        around = " ".join(getattr(error, "docx_context", ()))
        near = textwrap.shorten(around, NEAR_LENGTH, placeholder=" …")
        raise TemplateBrokenError(template, "tag tidak lengkap atau salah tulis", near) from error
    except JinjaError as error:
        raise TemplateBrokenError(template, str(error.message)) from error
    except (TypeError, ValueError, ArithmeticError, LookupError) as error:
        problem = f"ada tag yang tidak dapat dijalankan ({type(error).__name__})"
        raise TemplateBrokenError(template, problem) from error


def repacked(package: bytes) -> bytes:
    """Return a .docx whose members bear no time, so that equal contents are equal bytes."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            target.writestr(member, source.read(name))
    return written.getvalue()


def _set_paper(document: Document, paper: str) -> None:
    from docx.shared import Mm

    width, height = PAPERS.get(paper, PAPERS["F4"])
    for section in document.sections:
        section.page_width, section.page_height = Mm(width), Mm(height)


def _describe(document: Document, job: LetterJob) -> None:
    """Write core properties that name the letter and its day, and neither machine nor user."""
    about = document.core_properties
    midnight = datetime.combine(job.day, time())
    about.title = f"{job.letter.title} {job.case.complaint.number}"
    about.author = about.last_modified_by = job.settings.office_short
    about.created = about.modified = midnight
    about.comments = about.keywords = about.subject = about.category = ""
    about.revision = 1


def _replace_emblem(document: Document, emblem: Path) -> None:
    """Put the office's picture where the template's emblem is, as high, its proportions kept."""
    from docx.image.exceptions import UnrecognizedImageError
    from docx.oxml.ns import qn

    try:
        picture = io.BytesIO(emblem.read_bytes())
        relation, image = document.part.get_or_add_image(picture)
    except (OSError, UnrecognizedImageError):
        raise EmblemUnusableError(emblem) from None
    for place in document.element.body.iter(qn("wp:docPr")):
        if place.get("descr") != EMBLEM:
            continue
        inline = place.getparent()
        for size in (*inline.iter(qn("wp:extent")), *inline.iter(qn("a:ext"))):
            width = int(size.get("cy")) * image.px_width // image.px_height
            size.set("cx", str(width))
        for blip in inline.iter(qn("a:blip")):
            blip.set(qn("r:embed"), relation)
