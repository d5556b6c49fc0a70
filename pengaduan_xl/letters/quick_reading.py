"""What jinja's parser reads of a template's tags, as steps that need no jinja (see :mod:`quick_tags`).

:class:`Marking` stands in for jinja's environment while docxtpl makes a document of the template. In place of
the letter's texts it writes comments, all branches of all conditions and each loop once. What docxtpl and
python-docx save is then the letter's XML as these two and lxml write it, with a mark wherever a tag stood.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import nodes

from pengaduan_xl.letters.quick_structure import check_structure
from pengaduan_xl.letters.quick_tags import FILTERS, PAIRED, NotQuickError, Tree
from pengaduan_xl.letters.sandbox import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Marking:
    """Reads sources as the letters' environment does, and keeps the tags that it replaced by marks.

    Args:
        token: A word that is in no template; each mark bears it.

    Attributes:
        tags: ``["print", VALUE]``, ``["if", VALUE]``, ``["for", NAME, VALUE]``, ``["else"]`` and ``["end"]``,
            in the order of the marks.
    """

    def __init__(self, token: str) -> None:
        self.token = token
        self.tags: list[Tree] = []
        self._found: list[int] = []

    def from_string(self, source: str) -> Marked:
        """Return a source with marks in place of its tags.

        Raises:
            NotQuickError: A tag is more than the quick path can do, or stands where it cannot be followed.
        """
        first = len(self.tags)
        text = "".join(self._written(environment().parse(source).body))
        if len(self.tags) > first:
            check_structure(text, self.token, self.tags[first:])
        return Marked(text)

    def assembled(self, xml: str) -> Tree:
        """Return the steps of a part that was saved with the marks in it.

        A mark with a word in place of a number prints a label of that name (:mod:`quick_template`), and with
        ``id`` the next number of a drawing.
        """
        # A mark is a comment, but for the ones in attributes and among the document's properties.
        pieces = re.split(rf"(?:<!--)?{self.token}:(\w+)(?:-->)?", xml)
        words = (
            piece if place % 2 == 0 else self._tag(piece)
            for place, piece in enumerate(pieces)
            if piece
        )
        return _nested(words)[0]

    def check_all_used(self) -> None:
        """Raise :class:`NotQuickError` when marks were lost or doubled on the way to the saved parts."""
        if sorted(self._found) != list(range(len(self.tags))):
            raise NotQuickError

    def _tag(self, word: str) -> Tree:
        if word.isdecimal():
            self._found.append(int(word))
            return self.tags[int(word)]
        return [word] if word == "id" else ["print", ["name", f"@{word}"]]

    def _written(self, body: Iterable[nodes.Node]) -> Iterator[str]:
        for node in body:
            if isinstance(node, nodes.Output):
                yield from self._output(node)
            elif isinstance(node, nodes.If):
                yield from self._if(node)
            elif isinstance(node, nodes.For):
                yield from self._for(node)
            else:
                raise NotQuickError

    def _mark(self, *tag: object) -> str:
        self.tags.append(list(tag))
        return f"<!--{self.token}:{len(self.tags) - 1}-->"

    def _output(self, node: nodes.Output) -> Iterator[str]:
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                yield child.data
            else:
                yield self._mark("print", _value(child))

    def _if(self, node: nodes.If) -> Iterator[str]:
        yield self._mark("if", _value(node.test))
        yield from self._written(node.body)
        otherwise: list[nodes.Node] = node.else_
        if node.elif_:
            first, *rest = node.elif_
            otherwise = [nodes.If(first.test, first.body, rest, node.else_)]
        yield from self._otherwise(otherwise)

    def _for(self, node: nodes.For) -> Iterator[str]:
        if not isinstance(node.target, nodes.Name) or node.test or node.recursive:
            raise NotQuickError
        yield self._mark("for", node.target.name, _value(node.iter))
        yield from self._written(node.body)
        yield from self._otherwise(node.else_)

    def _otherwise(self, body: list[nodes.Node]) -> Iterator[str]:
        if body:
            yield self._mark("else")
            yield from self._written(body)
        yield self._mark("end")


class Marked(NamedTuple):
    """A source with marks in place of its tags; it stands in for jinja's compiled template."""

    text: str

    def render(self, _: object) -> str:
        """Return the text, whatever the context."""
        return self.text


def _nested(words: Iterator[str | Tree]) -> tuple[Tree, str]:
    """Return the steps up to the end of a block, and the word that ended it."""
    steps: Tree = []
    for word in words:
        kind = "" if isinstance(word, str) else word[0]
        if kind in {"else", "end"}:
            return steps, kind
        if kind in {"if", "for"}:
            body, ended = _nested(words)
            otherwise = _nested(words)[0] if ended == "else" else []
            steps.append([*word, body, otherwise])
        else:
            steps.append(word)
    return steps, ""


def _value(node: nodes.Node) -> Tree:
    reader = _READERS.get(type(node))
    if reader is None:
        raise NotQuickError
    return reader(node)


def _name(node: nodes.Name) -> Tree:
    return ["name", node.name]


def _attribute(node: nodes.Getattr) -> Tree:
    """Return a dictionary's item; jinja would first look for an attribute of that name."""
    if hasattr({}, node.attr):
        raise NotQuickError
    return ["item", _value(node.node), node.attr]


def _item(node: nodes.Getitem) -> Tree:
    if not isinstance(node.arg, nodes.Const) or type(node.arg.value) not in {str, int}:
        raise NotQuickError
    return ["item", _value(node.node), node.arg.value]


def _not(node: nodes.Not) -> Tree:
    return ["not", _value(node.node)]


def _and(node: nodes.And) -> Tree:
    return ["and", _value(node.left), _value(node.right)]


def _or(node: nodes.Or) -> Tree:
    return ["or", _value(node.left), _value(node.right)]


def _comparison(node: nodes.Compare) -> Tree:
    if len(node.ops) != 1 or node.ops[0].op not in PAIRED:
        raise NotQuickError
    return [node.ops[0].op, _operand(node.expr), _operand(node.ops[0].expr)]


def _operand(node: nodes.Node) -> Tree:
    """Return a value or constant; constants elsewhere are jinja's, which escapes them in its own way."""
    return ["const", node.value] if isinstance(node, nodes.Const) else _value(node)


def _filter(node: nodes.Filter) -> Tree:
    arguments = [one.value for one in node.args if isinstance(one, nodes.Const)]
    plain = len(arguments) == len(node.args) and all(isinstance(one, str) for one in arguments)
    allowed = 1 if node.name == "join" else 0
    others = node.kwargs or node.dyn_args or node.dyn_kwargs
    if node.node is None or node.name not in FILTERS:
        raise NotQuickError
    if others or not plain or len(arguments) > allowed:
        raise NotQuickError
    return ["filter", node.name, _value(node.node), *arguments]


def _sum(node: nodes.Add) -> Tree:
    if isinstance(node.left, nodes.Const) and isinstance(node.right, nodes.Const):
        raise NotQuickError
    return ["add", _operand(node.left), _operand(node.right)]


_READERS: dict[type, Callable[..., Tree]] = {
    nodes.Name: _name,
    nodes.Getattr: _attribute,
    nodes.Getitem: _item,
    nodes.Not: _not,
    nodes.And: _and,
    nodes.Or: _or,
    nodes.Compare: _comparison,
    nodes.Add: _sum,
    nodes.Filter: _filter,
}
