"""The jinja environment of letters: templates may print texts and walk lists, and nothing else.

What complainants typed is data, see :mod:`page_text`. XML of their own is brought only by objects that the
package itself puts into a context, such as docxtpl's RichText.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import StrictUndefined, Template
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from pengaduan_xl.letters import sandbox_bounds
from pengaduan_xl.letters.page_text import NEW_PARAGRAPH, clean, xml_text
from pengaduan_xl.letters.sandbox_bounds import ForbiddenTagError

if TYPE_CHECKING:
    from jinja2 import nodes

__all__ = [
    "FILTERS",
    "NEW_PARAGRAPH",
    "ForbiddenTagError",
    "LetterEnvironment",
    "NotATextError",
    "UnknownField",
    "clean",
    "environment",
    "printed",
]

FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "trim", "upper")
"""What a template may do to a text or list, besides printing it."""

KEPT_SOURCES = 128
"""Compiled sources kept: body, footers and properties of all letters, several times over."""

_MARKS = str.maketrans({"{": "&#123;", "}": "&#125;", '"': "&quot;"})


class NotATextError(TemplateRuntimeError):
    """A template prints a whole list."""

    def __init__(self) -> None:
        super().__init__(
            "isian berupa daftar tidak dapat dicetak utuh, ambil bagiannya satu per satu"
        )


class UnknownField(StrictUndefined):
    """A template field that the letter does not have; using it in any way fails."""

    @property
    def _undefined_message(self) -> str:
        return f"isian '{self._undefined_name}' tidak dikenal"


class BoundedTemplate(Template):
    """A compiled source that writes no more than :mod:`sandbox_bounds` allows."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return what the source prints of a context.

        Raises:
            TooMuchError: It prints or repeats too much.
        """
        context = sandbox_bounds.with_rounds(dict(*args, **kwargs))
        return sandbox_bounds.rendered(self.generate(context))


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """Autoescaping; no globals, no methods or calls, few filters, and all of it bounded."""

    intercepted_binops = frozenset({"+"})
    template_class = BoundedTemplate

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=UnknownField, finalize=printed)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS} | sandbox_bounds.FILTERS
        self.filters["join"] = sandbox_bounds.joined
        self._compile_source = lru_cache(KEPT_SOURCES)(self._bounded)

    def from_string(self, source: str | nodes.Template, *_: object, **__: object) -> Template:
        """Return a source compiled; each source is compiled once, which is half the time of a letter."""
        return self._compile_source(source)

    def _bounded(self, source: str | nodes.Template) -> Template:
        tree = self.parse(source) if isinstance(source, str) else source
        return super().from_string(sandbox_bounds.bounded(tree))

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Allow the attributes of ``loop`` only; dictionaries of the context are read by key."""
        return isinstance(obj, LoopContext) and super().is_safe_attribute(obj, attr, value)

    def unsafe_undefined(self, _: object, attribute: str) -> NoReturn:
        """Refuse an attribute."""
        raise ForbiddenTagError(attribute)

    def call(self, *_: object, **__: object) -> NoReturn:
        """Refuse every call."""
        raise ForbiddenTagError("( )")

    def call_binop(self, _: object, __: str, left: Any, right: Any) -> Any:
        """Return a sum; raises :class:`TooMuchError` for one that is too long."""
        return sandbox_bounds.added(left, right)


def printed(value: object) -> Markup:
    """Return what ``{{ }}`` writes into the document's XML.

    Braces are written as character references, so that no later pass takes a complainant's text for a tag;
    so are double quotes, for tags that stand in an attribute.

    Raises:
        NotATextError: The value is no text, such as a whole list.
        UndefinedError: The letter has no such field.
    """
    if hasattr(value, "__html__"):
        return Markup(value)
    if isinstance(value, bool) or not isinstance(value, str | int | UnknownField):
        raise NotATextError
    return Markup(xml_text(str(value)).translate(_MARKS))


@lru_cache(maxsize=1)
def environment() -> LetterEnvironment:
    """Return the environment of all letters, made once."""
    return LetterEnvironment()
