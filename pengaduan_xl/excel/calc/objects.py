"""What every object of the engine is: thin, on one connection, and open about what it cannot do."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from pengaduan_xl.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pengaduan_xl.excel.calc.connection import Connection

P = ParamSpec("P")
T = TypeVar("T")
Owner = TypeVar("Owner", bound="CalcObject")


class NotSupportedError(NotFoundError):
    """Part of xlwings' object model that this engine does not have."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(
            f"{kind}.{name} belum ada untuk LibreOffice Calc",
            "Lakukan langsung di Calc, atau pakai Excel",
        )


class CalcObject:
    """Base of app, books, sheets, ranges, names and tables.

    xlwings sets and reads attributes of these objects without asking. Whatever a class does not
    define raises :class:`NotSupportedError`, on reading as on setting, so nothing is lost silently.

    Attributes:
        connection: The office that the object lives in.
    """

    __slots__ = ("connection",)
    connection: Connection

    @property
    def place(self) -> str:
        """Where it is, for messages; never asks the office, which may be gone."""
        return ""

    @property
    def document(self) -> Any:
        """The UNO model of the document it belongs to, if to one."""
        return None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or hasattr(type(self), name):
            raise AttributeError(name)
        raise NotSupportedError(type(self).__name__, name)

    def __setattr__(self, name: str, value: object) -> None:
        known = getattr(type(self), name, None)
        if known is None or (isinstance(known, property) and known.fset is None):
            raise NotSupportedError(type(self).__name__, name)
        super().__setattr__(name, value)


def guarded(method: Callable[Concatenate[Owner, P], T]) -> Callable[Concatenate[Owner, P], T]:
    """Give the office's failures within the method a name."""

    def called(self: Owner, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(self, *args, **kwargs)
        except self.connection.failures as error:
            raise self.connection.named(error, self.place, self.document) from error

    functools.update_wrapper(called, method)
    return called


def operation(method: Callable[Concatenate[Owner, P], T]) -> Callable[Concatenate[Owner, P], T]:
    """Guard the method and count each call of it as one use of the office."""

    def counted(self: Owner, /, *args: P.args, **kwargs: P.kwargs) -> T:
        self.connection.calls += 1
        return guarded(method)(self, *args, **kwargs)

    functools.update_wrapper(counted, method)
    return counted
