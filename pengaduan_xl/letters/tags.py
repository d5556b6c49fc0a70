"""The tags of a template as they stand in its paragraphs, and which fields they use."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from jinja2 import nodes

from pengaduan_xl.letters.sandbox import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docxtpl import DocxTemplate

ANYTHING = object()
"""Stands for a value of which nothing is known, so that nothing about it is called wrong."""

_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_XML_TAG = re.compile(r"<[^>]+>")
_WHOLE_TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#.*?#\}", re.DOTALL)
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")


class Usage:
    """The fields that a template uses, and those that its letter does not have.

    Args:
        known: A context of the letter, as an example of what there is.
    """

    def __init__(self, known: Mapping[str, object]) -> None:
        self.used: set[str] = set()
        self.unknown: dict[str, list[str]] = {}
        self._known = known

    def read(self, source: str) -> None:
        """Collect the fields of one part of the document; raises jinja's ``TemplateSyntaxError``."""
        self._walk(environment().parse(source), dict(self._known))

    def _walk(self, node: nodes.Node, scope: dict[str, object]) -> None:
        if isinstance(node, nodes.For):
            self._walk(node.iter, scope)
            inner = {**scope, "loop": ANYTHING}
            for name in node.target.find_all(nodes.Name):
                inner[name.name] = ANYTHING
            if isinstance(node.target, nodes.Name):
                inner[node.target.name] = _first(self._value(node.iter, scope))
            for child in (*node.body, *node.else_):
                self._walk(child, inner)
        elif isinstance(node, nodes.Name):
            self._name(node, scope)
        elif isinstance(node, nodes.Getattr):
            self._attribute(node, scope)
        else:
            for child in node.iter_child_nodes():
                self._walk(child, scope)

    def _name(self, node: nodes.Name, scope: dict[str, object]) -> None:
        if node.ctx != "load":
            scope[node.name] = ANYTHING
        elif node.name in scope:
            self.used.add(node.name)
        else:
            self.unknown[node.name] = list(scope)

    def _attribute(self, node: nodes.Getattr, scope: dict[str, object]) -> None:
        self._walk(node.node, scope)
        owner = self._value(node.node, scope)
        path = _path(node)
        if owner is ANYTHING or (isinstance(owner, dict) and node.attr in owner):
            self.used.add(path)
        else:
            self.unknown[path] = list(owner) if isinstance(owner, dict) else []

    def _value(self, node: nodes.Node, scope: Mapping[str, object]) -> object:
        """Return the example of what an expression gives, or :data:`ANYTHING`."""
        if isinstance(node, nodes.Name):
            return scope.get(node.name, ANYTHING)
        if isinstance(node, nodes.Getattr):
            owner = self._value(node.node, scope)
            return owner.get(node.attr, ANYTHING) if isinstance(owner, dict) else ANYTHING
        if isinstance(node, nodes.Getitem):
            return _first(self._value(node.node, scope))
        return ANYTHING


def sources(opened: DocxTemplate) -> Iterator[str]:
    """Return what jinja reads of the body, headers and footers: one line for each paragraph."""
    for xml in _parts(opened):
        yield re.sub(r"<w:p([ >])", r"\n<w:p\1", opened.patch_xml(xml))


def paragraphs(opened: DocxTemplate) -> list[str]:
    """Return the text of each paragraph of the body, headers and footers."""
    return [
        html.unescape("".join(_TEXT.findall(found)))
        for xml in _parts(opened)
        for found in _PARAGRAPH.findall(xml)
    ]


def unbalanced(texts: Iterable[str]) -> list[str]:
    """Return the paragraphs in which a tag is opened and not closed, or the other way round."""
    return [text for text in texts if _BRACES.search(_WHOLE_TAG.sub("", text))]


def line_text(source: str, line: int) -> str:
    """Return a line of a source without its XML, as the paragraph's text."""
    lines = source.splitlines()
    return (
        html.unescape(_XML_TAG.sub("", lines[line - 1])).strip() if 0 < line <= len(lines) else ""
    )


def _parts(opened: DocxTemplate) -> list[str]:
    """Return the XML of the parts that hold tags."""
    opened.init_docx()
    found: list[str] = [opened.get_xml()]
    for uri in (opened.HEADER_URI, opened.FOOTER_URI):
        found += [opened.get_part_xml(part) for _, part in opened.get_headers_footers(uri)]
    return found


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else ANYTHING


def _path(node: nodes.Expr) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
