"""A template filled in by docxtpl, and the document finished: the path that can do every letter."""

from __future__ import annotations

import io
import textwrap
from datetime import datetime, time
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.errors import TemplateError, system_reason
from pengaduan_xl.letters.docx_package import SAVE_AGAIN, WHOLE, package_faults
from pengaduan_xl.letters.docx_zip import repacked

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from docx.document import Document
    from docxtpl import DocxTemplate

PAPERS: dict[str, tuple[int, int]] = {"F4": (215, 330), "A4": (210, 297)}
"""Width and height of paper in millimetres, by the words of the setting *Kertas surat*."""

MAX_TEMPLATE_BYTES = 20_000_000
"""A template beyond this holds pictures that would make every letter too heavy to send."""

NEAR_LENGTH = 160
"""Characters quoted around a broken tag."""

EMBLEM = "lambang"
"""Alternative text of the picture in a template that the office's emblem replaces."""

_REMEDY = "Perbaiki templat di Word, lalu periksa dengan: pengaduan templat"
_CLOSE = "Tutup templat itu di Word atau periksa izin foldernya, lalu ulangi"


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

    def __init__(self, template: Path, problem: str, remedy: str = SAVE_AGAIN) -> None:
        super().__init__(f"Templat {problem}", remedy, where=template.name)


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


class Emblem(NamedTuple):
    """The office's emblem: its file, and what is in it; nothing when it cannot be read."""

    path: Path
    content: bytes


class Look(NamedTuple):
    """How letters of a template look: a paper of :data:`PAPERS`, and an emblem in place of the template's."""

    paper: str
    emblem: Emblem | None


class Labels(NamedTuple):
    """What a letter's properties say: its title, the office as its author, and its day."""

    title: str
    author: str
    day: date

    @property
    def midnight(self) -> datetime:
        """The day as the properties hold it."""
        return datetime.combine(self.day, time())


def read_template(template: Path) -> bytes:
    """Return the template's file; raises :class:`TemplateMissingError`, :class:`TemplateUnreadableError`."""
    try:
        if template.stat().st_size > MAX_TEMPLATE_BYTES:
            raise TemplateUnreadableError(template, "lebih besar dari 20 MB")
        return template.read_bytes()
    except FileNotFoundError:
        raise TemplateMissingError(template) from None
    except OSError as error:
        problem = f"tidak dapat dibaca ({system_reason(error)})"
        raise TemplateUnreadableError(template, problem, _CLOSE) from error


def open_template(template: Path) -> DocxTemplate:
    """Return the template, ready to be filled in.

    Raises:
        TemplateMissingError: There is no such file.
        TemplateUnreadableError: It is no .docx, is far too large, or :mod:`docx_package` refuses it.
    """
    return opened_template(template, read_template(template))


def opened_template(template: Path, content: bytes) -> DocxTemplate:
    """Return the template with this content; raises as :func:`open_template`."""
    from docx.opc.exceptions import OpcError

    from pengaduan_xl.letters.docx_template import LetterTemplate

    for fault in package_faults(content):
        raise TemplateUnreadableError(template, fault.problem, fault.remedy)
    try:
        opened = LetterTemplate(io.BytesIO(content))
        opened.init_docx()
    except (OpcError, KeyError, ValueError, SyntaxError) as error:
        raise TemplateUnreadableError(template, WHOLE) from error
    return opened


def fill(opened: DocxTemplate, context: dict[str, object], template: Path) -> None:
    """Carry out the template's tags, pictures drawn; raises :class:`TemplateBrokenError`."""
    from jinja2.exceptions import TemplateAssertionError, TemplateSyntaxError
    from jinja2.exceptions import TemplateError as JinjaError

    from pengaduan_xl.letters.photos import with_pictures
    from pengaduan_xl.letters.sandbox import environment

    try:
        opened.render(with_pictures(context, opened.docx.part), environment())
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
    except (RecursionError, SyntaxError) as error:
        raise TemplateBrokenError(template, "ada tag yang terlalu rumit") from error
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        problem = f"ada tag yang tidak dapat dijalankan ({type(error).__name__})"
        raise TemplateBrokenError(template, problem) from error


def finish(opened: DocxTemplate, look: Look, labels: Labels) -> bytes:
    """Return a document that was filled in as the bytes of a .docx, equal for equal input.

    Raises:
        EmblemUnusableError: The emblem is no picture.
    """
    _set_paper(opened.docx, look.paper)
    _detach(opened.docx)
    if look.emblem is not None:
        _replace_emblem(opened.docx, look.emblem)
    _describe(opened.docx, labels)
    written = io.BytesIO()
    opened.docx.save(written)
    return repacked(written.getvalue())


def _set_paper(document: Document, paper: str) -> None:
    from docx.shared import Mm

    width, height = PAPERS[paper]
    for section in document.sections:
        section.page_width, section.page_height = Mm(width), Mm(height)


def _detach(document: Document) -> None:
    """Let go of the template that Word's author had attached: a path on a computer of the office."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    settings = document.settings.element
    for link in settings.findall(qn("w:attachedTemplate")):
        settings.remove(link)
    links = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels
    for key in [key for key, link in links.items() if link.reltype.endswith("/attachedTemplate")]:
        del links[key]


def _describe(document: Document, labels: Labels) -> None:
    """Write core properties that name the letter and its day, and neither machine nor user."""
    about = document.core_properties
    about.title = labels.title
    about.author = about.last_modified_by = labels.author
    about.created = about.modified = labels.midnight
    about.comments = about.keywords = about.subject = about.category = ""
    about.revision = 1


def _replace_emblem(document: Document, emblem: Emblem) -> None:
    """Put the office's picture where the template's emblem is, as high, its proportions kept."""
    from docx.image.exceptions import UnrecognizedImageError
    from docx.oxml.ns import qn

    try:
        relation, image = document.part.get_or_add_image(io.BytesIO(emblem.content))
    except UnrecognizedImageError:
        raise EmblemUnusableError(emblem.path) from None
    for place in document.element.body.iter(qn("wp:docPr")):
        if place.get("descr") != EMBLEM:
            continue
        inline = place.getparent()
        for size in (*inline.iter(qn("wp:extent")), *inline.iter(qn("a:ext"))):
            width = int(size.get("cy")) * image.px_width // image.px_height
            size.set("cx", str(width))
        for blip in inline.iter(qn("a:blip")):
            blip.set(qn("r:embed"), relation)
