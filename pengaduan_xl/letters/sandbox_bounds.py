"""Bounds on what a template may do: which commands it may use, how long it may run and how much it may print.

They are counted while a part of the document is written, and far beyond any letter: who meets them has made
a mistake in a template, or means harm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from jinja2 import nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import Undefined, markup_join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2.runtime import Context

MAX_ROUNDS = 200_000
"""Rounds of all loops in one part of a document; those of a loop within a loop count each."""

MAX_PRINTED = 20_000_000
"""Characters that one part of a document may have, its XML included."""

MAX_TEXT = 200_000
"""Characters of one text, or items of one list, that a template puts together itself."""

MAX_NESTED = 12
"""Conditions and loops that may stand inside one another."""

REFUSED: dict[type[nodes.Node], str] = {
    nodes.AssignBlock: "set",
    nodes.Block: "block",
    nodes.Call: "( )",
    nodes.CallBlock: "call",
    nodes.Dict: "{ }",
    nodes.Extends: "extends",
    nodes.FilterBlock: "filter",
    nodes.FromImport: "from",
    nodes.Import: "import",
    nodes.Include: "include",
    nodes.Macro: "macro",
    nodes.Mod: "%",
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.ScopedEvalContextModifier: "autoescape",
    nodes.With: "with",
}
"""What jinja could do beyond printing, asking and walking lists, and how staff write it."""

_EACH, _JOINED, _ROUNDS = "@each", "@joined", "@rounds"


class ForbiddenTagError(SecurityError):
    """A template asks for more than printing."""

    def __init__(self, what: str) -> None:
        super().__init__(f"perintah '{what}' tidak dibolehkan")


class TooMuchError(SecurityError):
    """A template repeats or prints more than any letter needs."""

    def __init__(self) -> None:
        super().__init__("templat mencetak atau mengulang terlalu banyak")


class TooNestedError(SecurityError):
    """Too many conditions and loops stand inside one another."""

    def __init__(self) -> None:
        super().__init__(f"lebih dari {MAX_NESTED} perintah if atau for saling bersarang")


class NotAListError(TemplateRuntimeError):
    """A template walks what is no list, such as the letters of a text."""

    def __init__(self) -> None:
        super().__init__("yang diulang dengan 'for' harus isian berupa daftar")


class Rounds:
    """Rounds of loops that are still left for one part of a document."""

    def __init__(self) -> None:
        self._left = MAX_ROUNDS

    def spend(self, count: int) -> None:
        """Take rounds away; raises :class:`TooMuchError` when none are left."""
        self._left -= count
        if self._left < 0:
            raise TooMuchError


def refused(tree: nodes.Node) -> Iterator[str]:
    """Yield the commands in a tree that no template may use, as staff write them."""
    for node in tree.find_all(tuple(REFUSED)):
        yield REFUSED[type(node)]


def bounded(tree: nodes.Template) -> nodes.Template:
    """Return a template with its loops and joined texts counted.

    Raises:
        ForbiddenTagError: It uses a command of :data:`REFUSED`.
        TooNestedError: Its loops and conditions are nested too deep.
    """
    for command in refused(tree):
        raise ForbiddenTagError(command)
    if _depth(tree) > MAX_NESTED:
        raise TooNestedError
    for loop in list(tree.find_all(nodes.For)):
        loop.iter = _filter(cast("nodes.Expr", loop.iter), _EACH)
    _count_joins(tree)
    return tree


def with_rounds(context: dict[str, object]) -> dict[str, object]:
    """Return a context in which a fresh number of rounds is kept."""
    return {**context, _ROUNDS: Rounds()}


def rendered(pieces: Iterable[str]) -> str:
    """Return what a template prints piece by piece; raises :class:`TooMuchError`."""
    found: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_PRINTED:
            raise TooMuchError
        found.append(piece)
    return "".join(found)


def joined(items: Any, separator: str = "", attribute: None = None) -> str:
    """Return texts as one, parted by ``separator``: jinja's filter ``join``, bounded."""
    if attribute is not None:
        raise ForbiddenTagError("join")
    texts = [item if isinstance(item, str) else str(item) for item in items]
    check_size(sum(map(len, texts)) + len(separator) * len(texts))
    return str(separator).join(texts)


def added(left: Any, right: Any) -> Any:
    """Return the sum of two texts, lists or numbers; raises :class:`TooMuchError`."""
    if isinstance(left, str | list | tuple) and isinstance(right, str | list | tuple):
        check_size(len(left) + len(right))
    return left + right


def check_size(size: int) -> None:
    """Raise :class:`TooMuchError` for a text or list that is longer than :data:`MAX_TEXT`."""
    if size > MAX_TEXT:
        raise TooMuchError


@pass_context
def _each(context: Context, value: object) -> object:
    if isinstance(value, Undefined):
        return value  # walking it says what is not known
    if not isinstance(value, list | tuple):
        raise NotAListError
    context[_ROUNDS].spend(len(value))
    return value


def _put_together(values: list[Any]) -> str:
    check_size(sum(len(value) for value in values if isinstance(value, str)))
    return markup_join(values)


FILTERS = {_EACH: _each, _JOINED: _put_together}
"""Filters that only :func:`bounded` can call, since no template can write their names."""


def _filter(value: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(value, name, [], [], None, None, lineno=value.lineno)


def _count_joins(node: nodes.Node) -> None:
    """Put a counted filter in place of each ``~`` below a node."""
    for name, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            setattr(node, name, _counted(value))
        elif isinstance(value, list):
            setattr(node, name, [_counted(one) for one in value])


def _counted(value: nodes.Node) -> nodes.Node:
    _count_joins(value)
    if isinstance(value, nodes.Concat):
        return _filter(nodes.List(value.nodes, lineno=value.lineno), _JOINED)
    return value


def _depth(node: nodes.Node) -> int:
    own = isinstance(node, nodes.For | nodes.If)
    return own + max(map(_depth, node.iter_child_nodes()), default=0)
