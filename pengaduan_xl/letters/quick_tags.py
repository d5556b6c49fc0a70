"""The tags of a template carried out without jinja: texts printed, lists walked, conditions asked.

Tags are kept as steps, plain JSON that :mod:`quick_reading` makes of what jinja's own parser read:

    "text"                                    written as it is
    ["print", VALUE]                          a text or whole number, as XML
    ["if", VALUE, [STEP …], [STEP …]]         the steps when it holds, and otherwise
    ["for", NAME, VALUE, [STEP …], [STEP …]]  the steps for each item of a list, and for none
    ["id"]                                    the next number of a drawing

and a VALUE is ``["name", NAME]``, ``["item", VALUE, KEY]``, ``["not", VALUE]``, ``["and", VALUE, VALUE]``,
``["or", …]``, ``["filter", NAME, VALUE, ARGUMENT …]``, or one of :data:`PAIRED` with two values, either of
which may be ``["const", CONSTANT]``.

Only what means the same here and in jinja is carried out: plain texts, whole numbers, truth values, lists and
dictionaries. At anything else, above all at whatever jinja would refuse, :class:`NotQuickError` hands the
letter over to docxtpl, which makes it or says what is wrong. So this can neither print more nor fail in
other ways.
"""

from __future__ import annotations

import operator
from itertools import count
from typing import TYPE_CHECKING, Any

from pengaduan_xl.letters.page_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Scope = Mapping[str, object]
    Value = Callable[[Scope], object]
    Step = str | Callable[[Scope, "Page"], None]

Tree = list[Any]
"""A step or value as plain JSON."""

MAX_ROUNDS = 10_000
"""Rounds of all loops that one part may take; docxtpl, with bounds of its own, does what is beyond."""

FIRST_DRAWING = 1001
"""The number docxtpl gives to the first drawing of a body."""


class NotQuickError(Exception):
    """The quick path cannot make a letter, or prepare a template; never shown to anybody."""


class Page:
    """The pieces of XML written so far, and the numbers of the drawings to come."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.write = self.pieces.append
        self.ids: Iterator[int] = count(FIRST_DRAWING)
        self._rounds = 0

    def begin_rounds(self, number: int) -> None:
        """Count the rounds of a loop; raises :class:`NotQuickError` for more than :data:`MAX_ROUNDS`."""
        self._rounds += number
        if self._rounds > MAX_ROUNDS:
            raise NotQuickError


def read_steps(trees: Iterable[str | Tree]) -> list[Step]:
    """Return steps ready to be carried out."""
    return [tree if isinstance(tree, str) else _STEPS[tree[0]](*tree[1:]) for tree in trees]


def carry_out(steps: Iterable[Step], scope: Scope, page: Page) -> None:
    """Write what the steps print of ``scope``.

    Raises:
        NotQuickError: It takes jinja to do it, or to refuse it.
    """
    for step in steps:
        if isinstance(step, str):
            page.write(step)
        else:
            step(scope, page)


def _print(tree: Tree) -> Step:
    value = _value(tree)

    def step(scope: Scope, page: Page) -> None:
        found = value(scope)
        if type(found) is str:
            page.write(xml_text(found))
        elif type(found) is int:
            page.write(str(found))
        else:
            raise NotQuickError

    return step


def _if(tree: Tree, body: Tree, otherwise: Tree) -> Step:
    value, then, other = _value(tree), read_steps(body), read_steps(otherwise)

    def step(scope: Scope, page: Page) -> None:
        carry_out(then if _holds(value(scope)) else other, scope, page)

    return step


def _for(name: str, tree: Tree, body: Tree, otherwise: Tree) -> Step:
    value, each, other = _value(tree), read_steps(body), read_steps(otherwise)

    def step(scope: Scope, page: Page) -> None:
        items = value(scope)
        if type(items) is not list:
            raise NotQuickError
        inner = dict(scope)
        length = len(items)
        page.begin_rounds(length)
        for index, item in enumerate(items):
            inner[name] = item
            inner["loop"] = {
                "index": index + 1,
                "index0": index,
                "first": not index,
                "last": index + 1 == length,
                "length": length,
            }
            carry_out(each, inner, page)
        if not items:
            carry_out(other, scope, page)

    return step


def _id() -> Step:
    return lambda _, page: page.write(str(next(page.ids)))


def _value(tree: Tree) -> Value:
    return _VALUES[tree[0]](*tree[1:])


def _name(name: str) -> Value:
    def value(scope: Scope) -> object:
        if name not in scope:
            raise NotQuickError
        return scope[name]

    return value


def _item(tree: Tree, key: str | int) -> Value:
    owner = _value(tree)

    def value(scope: Scope) -> object:
        found = owner(scope)
        if type(found) is dict and key in found:
            return found[key]
        if type(found) is list and isinstance(key, int) and 0 <= key < len(found):
            return found[key]
        raise NotQuickError

    return value


def _const(constant: object) -> Value:
    return lambda _: constant


def _not(tree: Tree) -> Value:
    value = _value(tree)
    return lambda scope: not _holds(value(scope))


def _and(left: Tree, right: Tree) -> Value:
    one, other = _value(left), _value(right)
    return lambda scope: other(scope) if _holds(first := one(scope)) else first


def _or(left: Tree, right: Tree) -> Value:
    one, other = _value(left), _value(right)
    return lambda scope: first if _holds(first := one(scope)) else other(scope)


def _paired(work: Callable[[Any, Any], object]) -> Callable[[Tree, Tree], Value]:
    def paired(left: Tree, right: Tree) -> Value:
        one, other = _value(left), _value(right)

        def value(scope: Scope) -> object:
            first, second = one(scope), other(scope)
            if type(first) is not type(second) or type(first) not in {str, int}:
                raise NotQuickError
            return work(first, second)

        return value

    return paired


def _filter(name: str, tree: Tree, *arguments: object) -> Value:
    owner, (kinds, work) = _value(tree), FILTERS[name]

    def value(scope: Scope) -> object:
        found = owner(scope)
        if type(found) not in kinds:
            raise NotQuickError
        return work(found, *arguments)

    return value


def _holds(value: object) -> bool:
    if type(value) not in {str, int, bool, list, dict}:
        raise NotQuickError
    return bool(value)


def _join(items: list[object], separator: str = "") -> str:
    texts = [item for item in items if type(item) is str]
    if len(texts) < len(items):
        raise NotQuickError
    return separator.join(texts)


def _at(items: Sequence[object], place: int) -> object:
    if not items:
        raise NotQuickError
    return items[place]


PAIRED = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "add": operator.add,
}
"""What may be done to two texts or two whole numbers; comparisons as jinja names them."""

FILTERS: dict[str, tuple[set[type], Callable[..., object]]] = {
    "capitalize": ({str}, str.capitalize),
    "first": ({str, list}, lambda found: _at(found, 0)),
    "join": ({list}, _join),
    "last": ({str, list}, lambda found: _at(found, -1)),
    "length": ({str, list}, len),
    "lower": ({str}, str.lower),
    "trim": ({str}, str.strip),
    "upper": ({str}, str.upper),
}
"""What may be done to a value: to which types, and how."""

_STEPS: dict[str, Callable[..., Step]] = {"print": _print, "if": _if, "for": _for, "id": _id}
_VALUES: dict[str, Callable[..., Value]] = {
    "name": _name,
    "item": _item,
    "const": _const,
    "not": _not,
    "and": _and,
    "or": _or,
    "filter": _filter,
    **{name: _paired(work) for name, work in PAIRED.items()},
}
