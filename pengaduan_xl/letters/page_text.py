"""Texts that people typed, on their way onto a page.

They are data: escaped as XML, their line breaks become paragraphs (blank lines go), and characters that a
page cannot show are dropped: control characters, lone surrogates, and the marks that turn the reading
direction.
"""

from __future__ import annotations

import re

NEW_PARAGRAPH = "\a"
"""Turned by docxtpl, and by :mod:`line_breaks`, into a paragraph of the same style."""

# The first two are compiled by the first text that needs them: many processes make one letter only.
_LINE_END = r"(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])\s*"
_UNPRINTABLE = (
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NOT_PLAIN = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff&<>]"
)
_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def clean(text: str) -> str:
    """Return a text with single line ends and without characters that a page cannot show."""
    return re.sub(_LINE_END, "\n", re.sub(_UNPRINTABLE, "", text))


def xml_text(text: str) -> str:
    """Return a text, cleaned, as it stands in XML; each line end is a :data:`NEW_PARAGRAPH`."""
    if _NOT_PLAIN.search(text) is None:
        return text
    return clean(text).replace("\n", NEW_PARAGRAPH).translate(_XML)
