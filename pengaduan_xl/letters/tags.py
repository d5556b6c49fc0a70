"""Which fields the tags of a template use, and which of them its letter does not have."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import nodes

from pengaduan_xl.letters.sandbox import environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ANYTHING = object()
"""Stands for a value of which nothing is known, so that nothing about it is called wrong."""


class Stray(NamedTuple):
    """A field used as it cannot be: its name, the line of the source, and the names that there are.

    ``given`` is the example of its value: nothing for a field that the letter does not have.
    """

    name: str
    line: int
    known: Sequence[str] = ()
    given: object = None


class Usage:
    """The fields that a template uses, and those that it uses wrongly.

    Args:
        known: A context of the letter, as an example of what there is.

    Attributes:
        used: Names of the fields that are printed or walked; asking about one is not using it.
        unknown: Fields that the letter does not have.
        whole: Lists and groups of fields that are printed whole.
        no_list: Fields that are walked and no lists.
    """

    def __init__(self, known: Mapping[str, object]) -> None:
        self.used: set[str] = set()
        self.unknown: list[Stray] = []
        self.whole: list[Stray] = []
        self.no_list: list[Stray] = []
        self._known = known

    def read(self, source: str) -> None:
        """Collect the fields of a source; raises jinja's ``TemplateSyntaxError``."""
        self._walk(environment().parse(source), dict(self._known), is_asked=False)

    def _walk(self, node: nodes.Node, scope: dict[str, object], *, is_asked: bool) -> None:
        if isinstance(node, nodes.For):
            self._for(node, scope)
        elif isinstance(node, nodes.If):
            self._walk(node.test, scope, is_asked=True)
            for child in (*node.body, *node.elif_, *node.else_):
                self._walk(child, scope, is_asked=False)
        elif isinstance(node, nodes.Name):
            self._name(node, scope, is_asked=is_asked)
        elif isinstance(node, nodes.Getattr):
            self._attribute(node, scope, is_asked=is_asked)
        else:
            if isinstance(node, nodes.Output):
                self._output(node, scope)
            # What is compared decides between texts of the template, such as boxes ticked or not.
            only_asked = is_asked and not isinstance(node, nodes.Compare)
            for child in node.iter_child_nodes():
                self._walk(child, scope, is_asked=only_asked)

    def _for(self, node: nodes.For, scope: dict[str, object]) -> None:
        self._walk(node.iter, scope, is_asked=False)
        walked = self._value(node.iter, scope)
        if isinstance(walked, str | dict):
            self.no_list.append(Stray(_path(node.iter), node.lineno, given=walked))
        inner = {**scope, "loop": ANYTHING}
        for name in node.target.find_all(nodes.Name):
            inner[name.name] = ANYTHING
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = _first(walked)
        for child in (*node.body, *node.else_):
            self._walk(child, inner, is_asked=False)

    def _output(self, node: nodes.Output, scope: Mapping[str, object]) -> None:
        for child in node.nodes:
            value = self._value(child, scope)
            if isinstance(value, list | dict):
                self.whole.append(Stray(_path(child), child.lineno, given=value))

    def _name(self, node: nodes.Name, scope: dict[str, object], *, is_asked: bool) -> None:
        if node.ctx != "load":
            scope[node.name] = ANYTHING
        elif node.name not in scope:
            self.unknown.append(Stray(node.name, node.lineno, list(_names(scope))))
        elif not is_asked:
            self.used.add(node.name)

    def _attribute(self, node: nodes.Getattr, scope: dict[str, object], *, is_asked: bool) -> None:
        self._walk(node.node, scope, is_asked=is_asked)
        owner = self._value(node.node, scope)
        path = _path(node)
        if owner is ANYTHING or (isinstance(owner, dict) and node.attr in owner):
            if not is_asked:
                self.used.add(path)
        else:
            known = owner if isinstance(owner, dict) else {}
            above = path.rpartition(".")[0]
            self.unknown.append(Stray(path, node.lineno, [f"{above}.{name}" for name in known]))

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


def field_names(context: Mapping[str, object]) -> list[str]:
    """Return the names by which a context's texts and lists are printed."""
    return list(_names(context))


def likeliest(name: str, known: Sequence[str]) -> str:
    """Return which of the known names a misspelt one means, empty when it resembles none.

    Capitals do not count, nor does a forgotten owner: *nama* may mean ``pengadu.nama``.
    """
    wanted = name.casefold()
    for one in known:
        if wanted in {one.casefold(), one.casefold().rpartition(".")[2]}:
            return one
    tails = {one.rpartition(".")[2].casefold(): one for one in reversed(known)}
    whole = {one.casefold(): one for one in known}
    similar = get_close_matches(wanted, [*whole, *tails], 1)
    if not similar:
        similar = get_close_matches(wanted.rpartition(".")[2], tails, 1)
    return ({**tails, **whole})[similar[0]] if similar else ""


def _names(scope: Mapping[str, object]) -> Iterator[str]:
    for name, value in scope.items():
        if isinstance(value, dict):
            yield from (f"{name}.{key}" for key in value)
        yield name


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else ANYTHING


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
