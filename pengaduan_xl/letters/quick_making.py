"""Templates taken apart by docxtpl itself, with marks in place of texts, for letters made without it."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from pengaduan_xl.letters.docx_zip import packed, unpacked
from pengaduan_xl.letters.filling import Labels, finish
from pengaduan_xl.letters.quick_reading import Marking
from pengaduan_xl.letters.quick_tags import NotQuickError
from pengaduan_xl.letters.quick_template import QuickTemplate, Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docxtpl import DocxTemplate

    from pengaduan_xl.letters.docx_zip import Packed
    from pengaduan_xl.letters.filling import Look

MARKED_DAY = date(7919, 3, 17)
"""A day that no letter bears; the properties show it where a letter's own day goes."""

_TAG = re.compile(r"\{[{%#]")
_RENDERED_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
"""The properties in which docxtpl looks for tags."""


def quick_template(content: bytes, look: Look) -> QuickTemplate:
    """Return a template taken apart.

    Args:
        content: The template's file, of which docxtpl has made a letter already.
        look: Its paper and emblem, which are put in now.

    Raises:
        NotQuickError: Letters of this template take docxtpl.
    """
    from docx.oxml.ns import qn

    from pengaduan_xl.letters.docx_template import LetterTemplate

    token = f"tag{hashlib.sha256(content).hexdigest()[:24]}"
    marking = Marking(token)
    opened = LetterTemplate(io.BytesIO(content))
    opened.init_docx()
    _check_other_parts(opened)
    opened.render({}, marking)
    for drawing in opened.docx.element.body.iter(qn("wp:docPr")):
        drawing.set("id", f"{token}:id")
    labels = Labels(f"{token}:title", f"{token}:author", MARKED_DAY)
    package = finish(opened, look, labels)
    parts = tuple(_parts(package, marking))
    marking.check_all_used()
    return QuickTemplate(parts)


def _check_other_parts(opened: DocxTemplate) -> None:
    """Check that there are tags only in what docxtpl parses again: the body, headers and footers."""
    from docx.opc.constants import CONTENT_TYPE

    about = opened.docx.core_properties
    texts = [getattr(about, name) for name in _RENDERED_PROPERTIES]
    parts = opened.docx.part.package.parts
    notes = [part for part in parts if part.content_type == CONTENT_TYPE.WML_FOOTNOTES]
    if any(map(_TAG.search, [*texts, *(part.blob.decode() for part in notes)])):
        raise NotQuickError


def _parts(package: bytes, marking: Marking) -> Iterator[Packed | Written]:
    token = marking.token
    day = f"{datetime.combine(MARKED_DAY, time()):%Y-%m-%dT%H:%M:%SZ}"
    hollow = re.compile(rf"<\w[^<>]*(?<!/)>(?=<!--{token}:)")
    for name, content in unpacked(package):
        if token.encode() in content:
            xml = content.decode()
            tags = sorted(set(hollow.findall(xml)))
            yield Written(name, marking.assembled(xml.replace(day, f"{token}:day")), tags)
        else:
            yield packed(name, content)
