"""Tabs and line ends of printed texts, as Word's own tabs and paragraphs: docxtpl's ``resolve_listing``.

docxtpl does it to the whole document by expressions that look at every character. This does the same to the
same stretches (the first opening tag, up to the next closing one), but only where there is something to do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pengaduan_xl.letters.page_text import NEW_PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Callable

# Expressions are compiled by the first text that needs them: few letters have breaks, and many processes
# make one letter only.
_PARAGRAPH = "<w:p(?: [^>]*)?>"
_RUN = "<w:r(?: [^>]*)?>"
_TEXT = "<w:t(?: [^>]*)?>"
_PARAGRAPH_STYLE = "<w:pPr>.*?</w:pPr>"
_RUN_STYLE = "<w:rPr>.*?</w:rPr>"

TEXT_AGAIN = '<w:t xml:space="preserve">'
"""What follows a break; no text may come after it."""

_TAB = f"</w:t></w:r><w:r>{{run}}<w:tab/></w:r><w:r>{{run}}{TEXT_AGAIN}"
_BREAK = f"</w:t></w:r></w:p><w:p>{{paragraph}}<w:r>{{run}}{TEXT_AGAIN}"


def with_breaks(xml: str) -> str:
    """Return a part's XML with the tabs and new paragraphs in its texts carried out."""
    if not _has_breaks(xml):
        return xml
    return _changed(xml, _PARAGRAPH, "</w:p>", _paragraph)


def _has_breaks(xml: str) -> bool:
    return NEW_PARAGRAPH in xml or "\t" in xml


def _paragraph(xml: str) -> str:
    style = _first(_PARAGRAPH_STYLE, xml)
    return _changed(xml, _RUN, "</w:r>", lambda run: _run(run, style))


def _run(xml: str, paragraph: str) -> str:
    style = _first(_RUN_STYLE, xml)
    tab, line = _TAB.format(run=style), _BREAK.format(paragraph=paragraph, run=style)
    return _changed(
        xml,
        _TEXT,
        "</w:t>",
        lambda text: text.replace("\t", tab).replace(NEW_PARAGRAPH, line),
    )


def _changed(xml: str, opening: str, closing: str, change: Callable[[str], str]) -> str:
    """Return the XML with each stretch that holds a break changed."""
    pieces = []
    done = 0
    search = re.compile(opening).search
    start = search(xml)
    while start is not None:
        end = xml.find(closing, start.end()) + len(closing)
        if end < len(closing):
            break
        stretch = xml[start.start() : end]
        if _has_breaks(stretch):
            pieces += [xml[done : start.start()], change(stretch)]
            done = end
        start = search(xml, end)
    return "".join([*pieces, xml[done:]])


def _first(pattern: str, xml: str) -> str:
    found = re.search(pattern, xml)
    return found[0] if found else ""
